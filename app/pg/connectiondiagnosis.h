// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/error.h"
#include "pg/connectionprofile.h"

#include <QMap>

#include <optional>

class QSqlDatabase;

namespace parterre {

/// The libpq parameters of a connection attempt: the profile's own, the password command's answer, a fallback
/// application name, and where neither profile, service file nor environment says otherwise, a connect_timeout and TCP
/// keepalives.
///
/// Errors: Usage (an unknown keyword, a value that QPSQL cannot pass on), Connection (the service file has no such
/// entry, the password command fails), Cancelled.
Result<QMap<QString, QString>> effectiveParameters(const ConnectionProfile &profile, const QString &applicationName,
                                                   const CancelToken &cancel = {});

/// Hand the parameters to QPSQL, whose options are split at ';' and must be quoted for libpq.
void configureDatabase(QSqlDatabase &db, const QMap<QString, QString> &parameters);

/// How far a connection attempt came. A later stage means that everything before it was in order.
enum class ConnectionStage {
    Parameters,     ///< libpq did not accept what it was given
    Host,           ///< name lookup, nobody listening, no answer, server not ready
    Tls,            ///< not offered, not wanted, certificates
    Authentication, ///< password, certificate, pg_hba.conf
    Database,       ///< does not exist, no CONNECT right, too many connections, wrong kind of server
};

/// Where and why a connection attempt failed.
struct ConnectionFailure {
    ConnectionStage stage = ConnectionStage::Host;
    Error error;
};

/// Connect with libpq step by step and disconnect again; absent when that succeeds. Every host of a list is tried, as
/// libpq does; the failure is the one that came furthest, its detail names the others.
///
/// What went wrong is told by stages, errno and SQLSTATE, never by the language of a message. No step waits longer than
/// connect_timeout, nor than five seconds.
std::optional<ConnectionFailure> examineConnection(const QMap<QString, QString> &parameters,
                                                   const CancelToken &cancel = {});

/// The error of a connection that failed: host, TLS, authentication or database, found by examineConnection().
/// `driverText` is what the first attempt said, used when the second one succeeds. Codes: Connection, Rights (no
/// CONNECT right), Usage (parameters), Cancelled.
Error diagnoseConnection(const QMap<QString, QString> &parameters, const QString &driverText,
                         const CancelToken &cancel = {});

} // namespace parterre
