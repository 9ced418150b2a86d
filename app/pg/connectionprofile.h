// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QMap>
#include <QString>

namespace parterre {

/// Where and as whom to connect, in libpq's own terms. A value without a password in it, unless the user typed a URI
/// with one.
///
/// What is not given falls back as libpq does: service file, PG* variables, .pgpass, defaults.
struct ConnectionProfile {
    QMap<QString, QString> parameters; ///< libpq keyword -> value: host, port, dbname, user, sslmode, service…
    QString passwordCommand;           ///< shell command whose first line of output is the password; run at every connect

    /// Read a URI (postgresql://…) or a conninfo string ("host=… dbname=…"). Errors: Usage.
    static Result<ConnectionProfile> fromConninfo(const QString &text);

    /// "user@host:port/dbname" for people; never a password.
    QString description() const;
};

} // namespace parterre
