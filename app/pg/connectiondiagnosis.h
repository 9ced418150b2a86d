// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "pg/connectionprofile.h"

#include <QMap>

class QSqlDatabase;

namespace parterre {

/// The libpq parameters of a connection attempt: the profile's own, application_name, connect_timeout and TCP
/// keepalives where the profile is silent, and the password command's answer. Errors: Usage (an unknown keyword),
/// Connection (the command fails).
Result<QMap<QString, QString>> effectiveParameters(const ConnectionProfile &profile, const QString &applicationName);

/// Hand the parameters to QPSQL, whose options are split at ';' and must be quoted for libpq.
void configureDatabase(QSqlDatabase &db, const QMap<QString, QString> &parameters);

/// Try once more with libpq, step by step, to tell where a failed connection failed: host, TLS, authentication or
/// database. `driverText` is what the first attempt said, used when the second one succeeds or says nothing.
Error diagnoseConnection(const QMap<QString, QString> &parameters, const QString &driverText);

} // namespace parterre
