// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QMap>
#include <QString>

#include <memory>

namespace parterre {

class PasswordCache;

/// Where and as whom to connect, in libpq's own terms. A value without a password in it, unless the user typed a URI
/// with one.
///
/// What is not given falls back as libpq does: service file, PG* variables, .pgpass, defaults.
struct ConnectionProfile {
    QMap<QString, QString> parameters; ///< libpq keyword -> value: host, port, dbname, user, sslmode, service…
    QString passwordCommand; ///< shell command whose first line of output is the password; run at every connect…
    std::shared_ptr<PasswordCache> passwords = {}; ///< …or, where this is set, when what it said is some seconds old

    /// Read a URI (postgresql://…) or a conninfo string ("host=… dbname=…"). Errors: Usage; what was typed is not
    /// repeated in them, because it may hold a password.
    static Result<ConnectionProfile> fromConninfo(const QString &text);

    /// "user@host:port/dbname" for people, with what libpq adds by itself; never a password. Several hosts are
    /// separated by commas.
    QString description() const;

    /// What libpq makes of the parameters: with the service file's, the environment's and its own defaults. Contains
    /// the password where one of them has it. Errors: Usage (an unknown keyword), Connection (the service file).
    Result<QMap<QString, QString>> resolved() const;
};

/// Connection parameters that the PG* variables of the environment set: keyword -> value, secrets left out.
QMap<QString, QString> environmentParameters();

/// One server of a host list.
struct ConnectionEndpoint {
    QString host;        ///< name, address or socket directory
    QString hostAddress; ///< hostaddr, empty where none is given
    QString port;

    bool isSocket() const { return hostAddress.isEmpty() && (host.startsWith(u'/') || host.startsWith(u'@')); }
    QString description() const; ///< "db1:5432", "/run/postgresql:5432"
};

/// The servers that resolved parameters name, in their order; at least one.
QList<ConnectionEndpoint> endpointsOf(const QMap<QString, QString> &resolved);

} // namespace parterre
