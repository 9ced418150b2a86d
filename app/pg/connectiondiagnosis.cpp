// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/connectiondiagnosis.h"

#include "pg/connectionattempt.h"
#include "pg/hostprobe.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <cerrno>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStepTimeoutMs = 5000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

/// One endpoint being examined, with the words that all its messages share.
struct Examination {
    QMap<QString, QString> parameters; ///< as given, for this endpoint alone
    QMap<QString, QString> resolved;
    ConnectionEndpoint endpoint;
    CancelToken cancel;
    int timeoutMs = kStepTimeoutMs;

    QString where() const { return endpoint.description(); }
    QString user() const { return resolved.value(u"user"_s); }
    QString database() const { return resolved.value(u"dbname"_s); }
    QDeadlineTimer deadline() const { return QDeadlineTimer(timeoutMs); }
};

ConnectionFailure failedAt(ConnectionStage stage, const QString &message, const QString &detail, const QString &hint,
                           ErrorCode code = ErrorCode::Connection, const QString &sqlState = {})
{
    ConnectionFailure failure;
    failure.stage = stage;
    failure.error = {code, message, detail, hint, sqlState, {}};
    failure.error.connectionLost = true;
    return failure;
}

ConnectionFailure cancelled()
{
    return failedAt(ConnectionStage::Host, Text::tr("cancelled on request"), {}, {}, ErrorCode::Cancelled);
}

QString hintOfErrno(const Examination &of, int error)
{
    switch (error) {
    case ECONNREFUSED:
        return of.endpoint.isSocket()
            ? Text::tr("The socket is there but no server behind it: is the server running?")
            : Text::tr("Is the server running, is the port right, and does listen_addresses include this address?");
    case ENOENT:
        return Text::tr("Is the server running, and are socket directory and port right? A server elsewhere needs "
                        "a host (-h).");
    case EACCES:
    case EPERM:
        return Text::tr("This user may not open the server's socket: look at unix_socket_permissions, or connect by "
                        "host name.");
    case ETIMEDOUT:
        return Text::tr("A firewall or a wrong address looks like this: check both, and the way there (VPN).");
    default:
        return Text::tr("Check the network between here and the server.");
    }
}

std::optional<ConnectionFailure> examineHost(const Examination &of)
{
    const HostProbe probe = probeHost(of.endpoint, of.deadline(), of.cancel);
    switch (probe.outcome) {
    case HostProbe::Outcome::Reached:
        break;
    case HostProbe::Outcome::Cancelled:
        return cancelled();
    case HostProbe::Outcome::NameUnknown:
        return failedAt(ConnectionStage::Host,
                        Text::tr("the host name \"%1\" cannot be resolved").arg(of.endpoint.host), probe.text,
                        Text::tr("Check its spelling, and whether this machine can ask the name server (VPN)."));
    case HostProbe::Outcome::NotConnected:
        return failedAt(ConnectionStage::Host, Text::tr("the server at %1 cannot be reached").arg(of.where()),
                        probe.text, hintOfErrno(of, probe.errorNumber));
    }
    return std::nullopt;
}

ConnectionFailure tlsFailure(const Examination &of, const ConnectionAttempt &attempt)
{
    const TlsOffer offer =
        of.endpoint.isSocket() ? TlsOffer::NotOffered : probeTls(of.endpoint, of.deadline(), of.cancel);
    switch (offer) {
    case TlsOffer::NotOffered:
        return failedAt(ConnectionStage::Tls, Text::tr("the server at %1 offers no TLS").arg(of.where()), attempt.text,
                        Text::tr("sslmode=%1 asks for it: let the server's administrator set ssl = on, or allow an "
                                 "unencrypted connection with sslmode=prefer.")
                            .arg(of.resolved.value(u"sslmode"_s)));
    case TlsOffer::NoPostgres:
        return failedAt(ConnectionStage::Host, Text::tr("what answers at %1 is no PostgreSQL server").arg(of.where()),
                        attempt.text, Text::tr("Check the port."));
    case TlsOffer::Offered:
        break;
    }
    return failedAt(
        ConnectionStage::Tls, Text::tr("TLS with the server at %1 failed").arg(of.where()), attempt.text,
        Text::tr("Check sslmode (%1), the certificate authority (sslrootcert), the host name in the server's "
                 "certificate, and the client certificate and key (sslcert, sslkey).")
            .arg(of.resolved.value(u"sslmode"_s)));
}

/// The password file, if it is there but libpq leaves it aside because others may read it.
QString ignoredPasswordFile(const Examination &of)
{
    QString path = of.parameters.value(u"passfile"_s, qEnvironmentVariable("PGPASSFILE"));
    if (path.isEmpty())
        path = QDir::homePath() % u"/.pgpass";
    const QFileInfo file(path);
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    return file.isFile() && (file.permissions() & others) ? path : QString();
}

QString hintOfMissingPassword(const Examination &of)
{
    const QString ignored = ignoredPasswordFile(of);
    if (!ignored.isEmpty())
        return Text::tr("The password file %1 is left aside because others may use it: chmod 600 it.").arg(ignored);
    return Text::tr("Give one by .pgpass, --password-command, PGPASSWORD, or at the prompt with -W.");
}

ConnectionFailure authenticationFailure(const Examination &of, const ConnectionAttempt &attempt)
{
    const QString message = Text::tr("the server at %1 did not let \"%2\" in").arg(of.where(), of.user());
    QString detail = attempt.text;
    QString hint =
        Text::tr("The role may not exist or not log in, or the server's pg_hba.conf has no line for this role, "
                 "database, address and encryption.");
    const bool rejected = !attempt.passwordMissing
        && (attempt.sqlState == u"28P01" || (attempt.passwordUsed && attempt.sqlState != u"28000"));
    if (attempt.passwordMissing) {
        detail = Text::tr("It asks for a password, and none was given.");
        hint = hintOfMissingPassword(of);
    } else if (rejected) {
        hint = Text::tr("The password is wrong, or the role does not exist: check where the password comes from "
                        "(URI, --password-command, PGPASSWORD, .pgpass) and the role (-U).");
    }
    ConnectionFailure failure =
        failedAt(ConnectionStage::Authentication, message, detail, hint, ErrorCode::Connection, attempt.sqlState);
    failure.error.passwordMissing = attempt.passwordMissing;
    failure.error.passwordRejected = rejected;
    return failure;
}

ConnectionFailure databaseFailure(const Examination &of, const ConnectionAttempt &attempt)
{
    const auto failed = [&](const QString &message, const QString &hint, ErrorCode code = ErrorCode::Connection) {
        return failedAt(ConnectionStage::Database, message, attempt.text, hint, code, attempt.sqlState);
    };
    if (attempt.sqlState == u"3D000") {
        return failed(
            Text::tr("the database \"%1\" does not exist at %2").arg(of.database(), of.where()),
            Text::tr("Name it with -d as it is written on the server, capitals included; \"psql -l\" lists them."));
    }
    if (attempt.sqlState == u"42501") {
        return failed(Text::tr("\"%1\" may not connect to the database \"%2\"").arg(of.user(), of.database()),
                      Text::tr("Let the database's owner run: GRANT CONNECT ON DATABASE … TO …."), ErrorCode::Rights);
    }
    if (attempt.sqlState == u"53300") {
        return failed(
            Text::tr("the server at %1 has no free connection").arg(of.where()),
            Text::tr("max_connections, or the limit of the role or the database, is used up: end idle sessions, "
                     "or try again later."));
    }
    return failed(Text::tr("the server at %1 refused the session").arg(of.where()),
                  Text::tr("What it says names the reason; parameters handed over in \"options\" count too."));
}

ConnectionFailure attributesFailure(const Examination &of, const ConnectionAttempt &attempt)
{
    return failedAt(ConnectionStage::Database,
                    Text::tr("the server at %1 is not of the kind asked for").arg(of.where()), attempt.text,
                    Text::tr("target_session_attrs=%1 was asked for; a migration needs the primary.")
                        .arg(of.resolved.value(u"target_session_attrs"_s)));
}

ConnectionFailure refusedByServer(const Examination &of, const ConnectionAttempt &attempt)
{
    if (attempt.sqlState == u"57P03") {
        return failedAt(ConnectionStage::Host,
                        Text::tr("the server at %1 does not accept connections now").arg(of.where()), attempt.text,
                        Text::tr("It is starting, stopping or recovering: try again."), ErrorCode::Connection,
                        attempt.sqlState);
    }
    const bool authentication = attempt.sqlState.startsWith(u"28")
        || (attempt.sqlState == u"08P01" && attempt.lastStatus == CONNECTION_AWAITING_RESPONSE);
    return authentication ? authenticationFailure(of, attempt) : databaseFailure(of, attempt);
}

ConnectionFailure timedOut(const Examination &of, const ConnectionAttempt &attempt)
{
    Q_UNUSED(attempt)
    return failedAt(ConnectionStage::Host,
                    Text::tr("the server at %1 takes connections but does not answer").arg(of.where()),
                    Text::tr("No answer within %1 s.").arg(of.timeoutMs / 1000),
                    Text::tr("It may be overloaded or hanging, or something else listens there."));
}

/// Whether everything but target_session_attrs was in order. libpq may check that in the very step that ends
/// authentication, so the status does not tell; a try without it does.
bool failsByAttributes(const Examination &of)
{
    const QString wanted = of.resolved.value(u"target_session_attrs"_s, u"any"_s);
    if (wanted == u"any")
        return false;
    QMap<QString, QString> parameters = of.parameters;
    parameters.insert(u"target_session_attrs"_s, u"any"_s);
    return attemptConnection(parameters, of.deadline(), of.cancel).outcome == ConnectionAttempt::Outcome::Connected;
}

ConnectionFailure failureOf(const Examination &of, const ConnectionAttempt &attempt)
{
    if (!attempt.sqlState.isEmpty())
        return refusedByServer(of, attempt);
    if (attempt.passwordMissing)
        return authenticationFailure(of, attempt);
    if (failsByAttributes(of))
        return attributesFailure(of, attempt);
    switch (attempt.lastStatus) {
    case CONNECTION_SSL_STARTUP:
    case CONNECTION_GSS_STARTUP:
        return tlsFailure(of, attempt);
    case CONNECTION_AWAITING_RESPONSE:
        return authenticationFailure(of, attempt);
    case CONNECTION_AUTH_OK:
    case CONNECTION_SETENV:
        return databaseFailure(of, attempt);
    case CONNECTION_NEEDED:
        return failedAt(ConnectionStage::Parameters, Text::tr("the connection parameters are not in order"),
                        attempt.text, {}, ErrorCode::Usage);
    default:
        return failedAt(ConnectionStage::Host, Text::tr("the server at %1 cannot be reached").arg(of.where()),
                        attempt.text, Text::tr("Check the network between here and the server."));
    }
}

std::optional<ConnectionFailure> examineEndpoint(const Examination &of)
{
    if (const auto failure = examineHost(of))
        return failure;
    const ConnectionAttempt attempt = attemptConnection(of.parameters, of.deadline(), of.cancel);
    switch (attempt.outcome) {
    case ConnectionAttempt::Outcome::Connected:
        return std::nullopt;
    case ConnectionAttempt::Outcome::Cancelled:
        return cancelled();
    case ConnectionAttempt::Outcome::TimedOut:
        return timedOut(of, attempt);
    case ConnectionAttempt::Outcome::Failed:
        break;
    }
    return failureOf(of, attempt);
}

QMap<QString, QString> parametersFor(QMap<QString, QString> parameters, const ConnectionEndpoint &endpoint)
{
    parameters.insert(u"host"_s, endpoint.host);
    parameters.insert(u"hostaddr"_s, endpoint.hostAddress);
    parameters.insert(u"port"_s, endpoint.port);
    return parameters;
}

int timeoutOf(const QMap<QString, QString> &resolved)
{
    const int seconds = resolved.value(u"connect_timeout"_s).toInt();
    return seconds > 0 ? std::min(seconds * 1000, kStepTimeoutMs) : kStepTimeoutMs;
}

/// The failure that came furthest, the others in its detail.
ConnectionFailure furthest(const QList<ConnectionFailure> &failures)
{
    const auto best = std::max_element(failures.cbegin(), failures.cend(),
                                       [](const auto &a, const auto &b) { return a.stage < b.stage; });
    ConnectionFailure chosen = *best;
    QStringList details{chosen.error.detail};
    for (auto it = failures.cbegin(); it != failures.cend(); ++it) {
        if (it != best)
            details << Text::tr("Before or after that: %1.").arg(it->error.message);
    }
    details.removeAll(QString());
    chosen.error.detail = details.join(u'\n');
    return chosen;
}

Error withoutPassword(Error error, const QString &password)
{
    if (password.isEmpty())
        return error;
    for (QString *text : {&error.message, &error.detail, &error.hint})
        text->replace(password, u"********"_s);
    return error;
}

} // namespace

std::optional<ConnectionFailure> examineConnection(const QMap<QString, QString> &parameters, const CancelToken &cancel)
{
    const auto resolved = ConnectionProfile{parameters, {}}.resolved();
    if (!resolved) {
        ConnectionFailure failure{ConnectionStage::Parameters, resolved.error()};
        return failure;
    }
    QList<ConnectionFailure> failures;
    for (const ConnectionEndpoint &endpoint : endpointsOf(*resolved)) {
        const Examination examination{parametersFor(parameters, endpoint), *resolved, endpoint, cancel,
                                      timeoutOf(*resolved)};
        const auto failure = examineEndpoint(examination);
        if (!failure || failure->error.isCancelled())
            return failure;
        failures << *failure;
    }
    ConnectionFailure chosen = furthest(failures);
    chosen.error = withoutPassword(chosen.error, resolved->value(u"password"_s));
    return chosen;
}

Error diagnoseConnection(const QMap<QString, QString> &parameters, const QString &driverText, const CancelToken &cancel)
{
    if (const auto failure = examineConnection(parameters, cancel))
        return failure->error;
    Error error{ErrorCode::Connection,
                Text::tr("the connection could not be opened"),
                driverText.trimmed(),
                Text::tr("A second try, made to find out why, succeeded: try again."),
                {},
                {}};
    error.connectionLost = true;
    return withoutPassword(error, parameters.value(u"password"_s));
}

} // namespace parterre
