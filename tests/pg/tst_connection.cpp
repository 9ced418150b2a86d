// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/connectiondiagnosis.h"
#include "pg/fakeserver.h"
#include "pg/passwordcommand.h"
#include "pg/session.h"
#include "support/cluster.h"
#include "support/deadline.h"
#include "support/proxy.h"
#include "support/spawn.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <chrono>
#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kDb = u"app"_s;
const QString kSecret = u"s3cret; it's \\ \"odd\" = €"_s;
const QString kOddRole = u"Odd; \"ro'le\\ x"_s;
const QString kOddDb = u"we;ird \"na'me\\ = €"_s;

using Parameters = QMap<QString, QString>;

QString textOf(const Error &error)
{
    return error.message % u'\n' % error.detail % u'\n' % error.hint;
}

void writeFile(const QString &path, const QByteArray &content, QFile::Permissions permissions)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QVERIFY(file.setPermissions(permissions));
}

/// An environment variable for the length of a test.
class Variable {
public:
    Variable(const char *name, const QString &value)
        : m_name(name)
        , m_before(qgetenv(name))
        , m_wasSet(qEnvironmentVariableIsSet(name))
    {
        qputenv(name, value.toUtf8());
    }
    ~Variable() { m_wasSet ? qputenv(m_name, m_before) : qunsetenv(m_name); }
    Variable(const Variable &) = delete;
    Variable &operator=(const Variable &) = delete;

private:
    const char *m_name;
    QByteArray m_before;
    bool m_wasSet;
};

} // namespace

class TestConnection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void connects_data();
    void connects();
    void failsAtStage_data();
    void failsAtStage();
    void tellsUntrustedCertificate();
    void readsOtherLanguages_data();
    void readsOtherLanguages();
    void tellsSilentServer();
    void usesServiceFile();
    void missesService();
    void usesPasswordFile();
    void namesIgnoredPasswordFile();
    void usesVariables();
    void saysMissingPassword();
    void runsPasswordCommand();
    void passwordCommandFails_data();
    void passwordCommandFails();
    void passwordIsKeptForAWhile();
    void passwordCommandIsCancelled();
    void passwordCommandIsEndedWithItsChildren();
    void triesHostsInTurn();
    void namesEveryHostThatFailed();
    void checksSessionAttributes();
    void cancelsDiagnosis();
    void countsNoUnansweredStatement_data();
    void countsNoUnansweredStatement();
    void refusesWhatQpsqlCannotPass();
    void keepsPasswordOutOfParseErrors_data();
    void keepsPasswordOutOfParseErrors();
    void describesWithoutPassword();

private:
    Parameters good() const;
    QString asConninfo(const Parameters &parameters) const;
    Error failureOf(const Parameters &parameters, const QString &passwordCommand = {}) const;

    std::unique_ptr<Cluster> m_cluster;
    QTemporaryDir m_folder;
};

void TestConnection::initTestCase()
{
    ClusterOptions options;
    options.tcp = true;
    options.passwords = true;
    m_cluster = std::make_unique<Cluster>(options);
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    PgClient admin = mustConnect(m_cluster->conninfo(u"postgres"_s, u"postgres"_s));
    const auto quoted = [&](const QString &name) {
        return QString::fromStdString(admin.quoteIdentifier(name.toStdString()));
    };
    const QString secret = QString::fromStdString(admin.quoteLiteral(kSecret.toStdString()));
    mustExec(admin, u"CREATE ROLE %1 LOGIN PASSWORD %2"_s.arg(quoted(kOddRole), secret));
    mustExec(admin, u"CREATE ROLE full_up LOGIN PASSWORD 'full_up-secret' CONNECTION LIMIT 0"_s);
    mustExec(admin, u"CREATE ROLE nologin_role PASSWORD 'nologin_role-secret'"_s);
    mustExec(admin, u"CREATE DATABASE "_s % quoted(kOddDb));
    mustExec(admin, u"CREATE DATABASE closed"_s);
    mustExec(admin, u"REVOKE CONNECT ON DATABASE closed FROM PUBLIC"_s);
}

Parameters TestConnection::good() const
{
    return {{u"host"_s, u"127.0.0.1"_s},
            {u"port"_s, QString::number(m_cluster->port())},
            {u"dbname"_s, kDb},
            {u"user"_s, u"app_owner"_s},
            {u"password"_s, Cluster::password(u"app_owner"_s)}};
}

Error TestConnection::failureOf(const Parameters &parameters, const QString &passwordCommand) const
{
    const auto session = Session::open(ConnectionProfile{parameters, passwordCommand});
    return session ? Error() : session.error();
}

void TestConnection::connects_data()
{
    QTest::addColumn<QString>("conninfo");
    QTest::addColumn<QString>("query");
    const QString port = QString::number(m_cluster->port());
    const QString uri = u"postgresql://app_owner:app_owner-secret@127.0.0.1:%1/app"_s.arg(port);
    QTest::newRow("uri") << uri << u"app_owner|app|parterre"_s;
    QTest::newRow("uri with options") << QString(uri % u"?application_name=mine&sslmode=disable&connect_timeout=3")
                                      << u"app_owner|app|mine"_s;
    QTest::newRow("conninfo") << m_cluster->tcpConninfo(kDb, u"app_user"_s) << u"app_user|app|parterre"_s;
    QTest::newRow("socket") << m_cluster->conninfo(kDb, u"app_owner"_s) << u"app_owner|app|parterre"_s;
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    const QString odd = u"postgresql://%1:%2@127.0.0.1:%3/%4?application_name=%5"_s.arg(
        encoded(kOddRole), encoded(kSecret), port, encoded(kOddDb), encoded(u"it's \\ \"mine\" ="_s));
    QTest::newRow("odd characters") << odd << QString(kOddRole % u'|' % kOddDb % u"|it's \\ \"mine\" =");
}

void TestConnection::connects()
{
    QFETCH(QString, conninfo);
    QFETCH(QString, query);
    const auto profile = ConnectionProfile::fromConninfo(conninfo);
    QVERIFY2(profile, profile ? "" : qPrintable(profile.error().toText()));
    const auto session = Session::open(*profile);
    QVERIFY2(session, session ? "" : qPrintable(session.error().toText()));
    const SqlText sql{u"test/who"_s,
                      u"SELECT concat_ws('|', current_user, current_database(), current_setting('application_name'))"_s,
                      {}};
    const auto rows = (*session)->exec(sql);
    QVERIFY(rows);
    QCOMPARE(rows->cell(0, 0), query);
    QVERIFY(!examineConnection(profile->parameters));
}

void TestConnection::failsAtStage_data()
{
    QTest::addColumn<Parameters>("changes");
    QTest::addColumn<int>("stage");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("sqlState");
    const auto row = [](const char *name, const Parameters &changes, ConnectionStage stage,
                        const QString &sqlState = {}, ErrorCode code = ErrorCode::Connection) {
        QTest::newRow(name) << changes << static_cast<int>(stage) << static_cast<int>(code) << sqlState;
    };
    using S = ConnectionStage;
    row("unknown host", {{u"host"_s, u"no-such-host.invalid"_s}}, S::Host);
    row("wrong port", {{u"port"_s, u"1"_s}}, S::Host);
    row("wrong socket folder", {{u"host"_s, m_folder.path()}}, S::Host);
    row("TLS not offered", {{u"sslmode"_s, u"require"_s}}, S::Tls);
    row("TLS on a socket",
        {{u"host"_s, m_cluster->socketDir()}, {u"dbname"_s, u"nowhere"_s}, {u"sslmode"_s, u"require"_s}}, S::Database,
        u"3D000"_s); // libpq ignores sslmode there
    row("wrong password", {{u"password"_s, kSecret}}, S::Authentication, u"28P01"_s);
    row("unknown role", {{u"user"_s, u"nobody_here"_s}}, S::Authentication, u"28P01"_s);
    row("role without LOGIN", {{u"user"_s, u"nologin_role"_s}, {u"password"_s, u"nologin_role-secret"_s}},
        S::Authentication, u"28000"_s);
    row("unknown database", {{u"dbname"_s, u"App"_s}}, S::Database, u"3D000"_s);
    row("no CONNECT", {{u"dbname"_s, u"closed"_s}}, S::Database, u"42501"_s, ErrorCode::Rights);
    row("too many connections", {{u"user"_s, u"full_up"_s}, {u"password"_s, u"full_up-secret"_s}}, S::Database,
        u"53300"_s);
    row("bad option", {{u"options"_s, u"-c no_such_setting=1"_s}}, S::Database, u"42704"_s);
    row("unknown keyword", {{u"hots"_s, u"x"_s}}, S::Parameters, {}, ErrorCode::Usage);
    row("bad sslmode", {{u"sslmode"_s, u"perhaps"_s}}, S::Parameters, {}, ErrorCode::Usage);
}

void TestConnection::failsAtStage()
{
    QFETCH(Parameters, changes);
    QFETCH(int, stage);
    QFETCH(int, code);
    QFETCH(QString, sqlState);
    Parameters parameters = good();
    parameters.insert(changes);
    const auto failure = examineConnection(parameters);
    QVERIFY(failure);
    QCOMPARE(static_cast<int>(failure->stage), stage);
    const Error error = failureOf(parameters);
    QCOMPARE(static_cast<int>(error.code), code);
    QCOMPARE(error.sqlState, sqlState);
    QVERIFY(!error.message.isEmpty());
    QVERIFY(!textOf(error).contains(parameters.value(u"password"_s)));
}

void TestConnection::tellsUntrustedCertificate()
{
    // A certificate for another name, signed by nobody.
    const QString key = m_folder.filePath(u"server.key"_s);
    const QString certificate = m_folder.filePath(u"server.crt"_s);
    const auto made = runCommand({u"openssl"_s, u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s,
                                  u"-subj"_s, u"/CN=elsewhere.example"_s, u"-keyout"_s, key, u"-out"_s, certificate},
                                 30s);
    QVERIFY2(made.exitCode == 0, made.output.constData());
    QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner));
    giveToServerUser(key);
    giveToServerUser(certificate);
    QVERIFY(QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ExeOther));
    ClusterOptions options;
    options.tcp = true;
    options.settings =
        QStringList{u"ssl = on"_s, u"ssl_key_file = '%1'"_s.arg(key), u"ssl_cert_file = '%1'"_s.arg(certificate)};
    Cluster server(options);
    QVERIFY(server.start());
    Parameters parameters{{u"host"_s, u"127.0.0.1"_s},
                          {u"port"_s, QString::number(server.port())},
                          {u"dbname"_s, u"postgres"_s},
                          {u"user"_s, u"postgres"_s}};
    parameters[u"sslmode"_s] = u"require"_s;
    QVERIFY(Session::open({parameters, {}}));
    parameters[u"sslmode"_s] = u"verify-full"_s;
    parameters[u"sslrootcert"_s] = m_folder.filePath(u"no-such-file"_s);
    QCOMPARE(examineConnection(parameters)->stage, ConnectionStage::Tls);
    parameters[u"sslrootcert"_s] = certificate;
    const auto failure = examineConnection(parameters);
    QVERIFY(failure);
    QCOMPARE(failure->stage, ConnectionStage::Tls);
    QVERIFY2(failure->error.detail.contains(u"elsewhere.example"), qPrintable(failure->error.toText()));
    parameters[u"sslmode"_s] = u"verify-ca"_s;
    QVERIFY(Session::open({parameters, {}}));
}

void TestConnection::readsOtherLanguages_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &state, const QByteArray &text, ConnectionStage stage) {
        QTest::newRow(name) << FakeServer::errorResponse("FATALE FEHLER", state, text) << static_cast<int>(stage)
                            << QString::fromUtf8(text);
    };
    row("database", "3D000", "Datenbank »app« existiert nicht", ConnectionStage::Database);
    row("right", "42501", "keine Berechtigung für Datenbank »app«", ConnectionStage::Database);
    row("connections", "53300", "сожалеем, слишком много клиентов", ConnectionStage::Database);
    row("authentication", "28P01", "ユーザー\"a\"のパスワード認証に失敗しました", ConnectionStage::Authentication);
    row("pg_hba", "28000", "aucune entrée dans pg_hba.conf", ConnectionStage::Authentication);
    row("starting", "57P03", "das Datenbanksystem startet", ConnectionStage::Host);
}

void TestConnection::readsOtherLanguages()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, stage);
    QFETCH(QString, text);
    const FakeServer server("N", answer);
    Parameters parameters = good();
    parameters[u"port"_s] = QString::number(server.port());
    const auto failure = examineConnection(parameters);
    QVERIFY(failure);
    QCOMPARE(static_cast<int>(failure->stage), stage);
    QCOMPARE(failure->error.detail, text);
}

void TestConnection::tellsSilentServer()
{
    Parameters parameters = good();
    parameters[u"connect_timeout"_s] = u"1"_s;
    {
        const FakeServer silent({}, {});
        parameters[u"port"_s] = QString::number(silent.port());
        const auto failure = examineConnection(parameters);
        QVERIFY(failure);
        QCOMPARE(failure->stage, ConnectionStage::Host);
    }
    const FakeServer web("HTTP/1.1 400 Bad Request\r\n\r\n", {});
    parameters[u"port"_s] = QString::number(web.port());
    const auto failure = examineConnection(parameters);
    QVERIFY(failure);
    QCOMPARE(failure->stage, ConnectionStage::Host);
}

void TestConnection::usesServiceFile()
{
    const QString path = m_folder.filePath(u"services"_s);
    const QString line = u"[mine]\nhost=127.0.0.1\nport=%1\nuser=app_owner\npassword=app_owner-secret\ndbname=app\n"
                         "application_name=from the service\n"_s.arg(m_cluster->port());
    writeFile(path, line.toUtf8(), QFile::ReadOwner);
    const Variable variable("PGSERVICEFILE", path);
    const ConnectionProfile profile{{{u"service"_s, u"mine"_s}}, {}};
    const auto session = Session::open(profile);
    QVERIFY2(session, session ? "" : qPrintable(session.error().toText()));
    const auto rows = (*session)->exec({u"test/name"_s, u"SELECT current_setting('application_name') AS n"_s, {}});
    QVERIFY(rows);
    QCOMPARE(rows->text(0, "n"), u"from the service"_s);
    QCOMPARE(profile.description(), u"app_owner@127.0.0.1:%1/app"_s.arg(m_cluster->port()));
}

void TestConnection::missesService()
{
    const Error error = failureOf({{u"service"_s, u"nowhere"_s}});
    QCOMPARE(error.code, ErrorCode::Connection);
    QVERIFY(error.message.contains(u"nowhere"));
}

void TestConnection::usesPasswordFile()
{
    const QString path = m_folder.filePath(u"passwords"_s);
    writeFile(path, "127.0.0.1:*:app:app_owner:app_owner-secret\n", QFile::ReadOwner | QFile::WriteOwner);
    const Variable variable("PGPASSFILE", path);
    Parameters parameters = good();
    parameters.remove(u"password"_s);
    QVERIFY(Session::open({parameters, {}}));
}

void TestConnection::namesIgnoredPasswordFile()
{
    const QString path = m_folder.filePath(u"open-passwords"_s);
    writeFile(path, "*:*:*:*:app_owner-secret\n", QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    Parameters parameters = good();
    parameters.remove(u"password"_s);
    parameters[u"passfile"_s] = path;
    const auto failure = examineConnection(parameters);
    QVERIFY(failure);
    QVERIFY(failure->error.passwordMissing);
    QVERIFY2(failure->error.hint.contains(path), qPrintable(failure->error.toText()));
}

void TestConnection::usesVariables()
{
    const Variable host("PGHOST", u"127.0.0.1"_s);
    const Variable port("PGPORT", QString::number(m_cluster->port()));
    const Variable user("PGUSER", u"app_user"_s);
    const Variable database("PGDATABASE", kDb);
    const Variable password("PGPASSWORD", Cluster::password(u"app_user"_s));
    const Variable name("PGAPPNAME", u"named by the environment"_s);
    const auto session = Session::open({});
    QVERIFY2(session, session ? "" : qPrintable(session.error().toText()));
    const auto rows = (*session)->exec({u"test/name"_s, u"SELECT current_setting('application_name') AS n"_s, {}});
    QVERIFY(rows);
    QCOMPARE(rows->text(0, "n"), u"named by the environment"_s);
    QCOMPARE(ConnectionProfile().description(), u"app_user@127.0.0.1:%1/app"_s.arg(m_cluster->port()));
}

void TestConnection::saysMissingPassword()
{
    Parameters parameters = good();
    parameters.remove(u"password"_s);
    const auto failure = examineConnection(parameters);
    QVERIFY(failure);
    QVERIFY(failure->error.passwordMissing);
    QCOMPARE(failure->stage, ConnectionStage::Authentication);
    parameters[u"password"_s] = u"wrong"_s;
    const auto wrong = examineConnection(parameters);
    QVERIFY(!wrong->error.passwordMissing && wrong->error.passwordRejected);
}

void TestConnection::runsPasswordCommand()
{
    // Each call prints the password once: the file counts them.
    const QString calls = m_folder.filePath(u"calls"_s);
    Parameters parameters = good();
    parameters.remove(u"password"_s);
    const QString command = u"echo called >>'%1'; printf 'app_owner-secret\\r\\nrest\\n'; echo noise >&2"_s.arg(calls);
    for (int i = 0; i < 2; ++i)
        QVERIFY(Session::open({parameters, command}));
    QFile file(calls);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count("called"), 2);
}

void TestConnection::passwordCommandFails_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("exit code") << u"echo topsecret; echo topsecret >&2; exit 3"_s;
    QTest::newRow("nothing printed") << u"true"_s;
    QTest::newRow("not found") << u"no-such-command-topsecret-token 2>/dev/null"_s;
    QTest::newRow("killed") << u"echo topsecret; kill -KILL $$"_s;
    QTest::newRow("wrong password") << u"echo topsecret"_s;
}

void TestConnection::passwordCommandFails()
{
    QFETCH(QString, command);
    const Error error = failureOf(good(), command);
    QCOMPARE(error.code, ErrorCode::Connection);
    QVERIFY2(!textOf(error).contains(u"topsecret"), qPrintable(error.toText()));
    QVERIFY(!error.hint.isEmpty());
}

// A window opens a session a second; the command may be slow, or ask a person.
void TestConnection::passwordIsKeptForAWhile()
{
    const QString asked = m_folder.filePath(u"asked"_s);
    const auto times = [&asked] {
        QFile file(asked);
        return file.open(QIODevice::ReadOnly) ? file.readAll().size() : 0;
    };
    const QString command = u"printf x >> '%1'; echo secret"_s.arg(asked);
    PasswordCache cache;
    for (int i = 0; i < 3; ++i)
        QCOMPARE(cache.get(command, {}).value_or(QString()), u"secret"_s);
    QCOMPARE(times(), 1);
    QVERIFY(cache.get(u"exit 1"_s, {})); // not even run
    cache.forget();
    QVERIFY(!cache.get(u"exit 1"_s, {}));
    QCOMPARE(cache.get(command, {}).value_or(QString()), u"secret"_s); // a failure is not kept
    QCOMPARE(times(), 2);
    // What the server refuses is not offered again.
    ConnectionProfile profile{good(), command, std::make_shared<PasswordCache>()};
    QVERIFY(!Session::open(profile));
    QVERIFY(!Session::open(profile));
    QCOMPARE(times(), 4);
}

void TestConnection::passwordCommandIsCancelled()
{
    const CancelToken cancel;
    QElapsedTimer timer;
    timer.start();
    std::thread canceller([cancel] { cancel.cancel(); });
    const auto password = runPasswordCommand(u"sleep 60"_s, cancel);
    canceller.join();
    QVERIFY(!password);
    QCOMPARE(password.error().code, ErrorCode::Cancelled);
    QVERIFY(timer.elapsed() < 10'000);
    SessionOptions options;
    options.cancel = cancel;
    const auto session = Session::open({good(), u"sleep 60"_s}, options);
    QVERIFY(!session);
    QVERIFY(session.error().isCancelled());
}

void TestConnection::passwordCommandIsEndedWithItsChildren()
{
    const QString pidFile = m_folder.filePath(u"child-pid"_s);
    const auto password = runPasswordCommand(u"sleep 61 & echo $! >'%1'; wait"_s.arg(pidFile), {}, 1000);
    QVERIFY(!password);
    QCOMPARE(password.error().code, ErrorCode::Connection);
    QFile file(pidFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString pid = QString::fromUtf8(file.readAll()).trimmed();
    QVERIFY(!pid.isEmpty());
    // Gone, or a zombie that nobody collected yet.
    const auto isGone = [&] {
        QFile status(u"/proc/%1/stat"_s.arg(pid));
        return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
    };
    QTRY_VERIFY(isGone());
}

void TestConnection::triesHostsInTurn()
{
    Parameters parameters = good();
    const QString port = parameters[u"port"_s];
    parameters[u"host"_s] = u"127.0.0.1,%1,127.0.0.1"_s.arg(m_folder.path());
    parameters[u"port"_s] = u"1,2,%1"_s.arg(port);
    QVERIFY(Session::open({parameters, {}}));
    QCOMPARE((ConnectionProfile{parameters, {}}.description()),
             u"app_owner@127.0.0.1:1,%1:2,127.0.0.1:%2/app"_s.arg(m_folder.path(), port));
}

void TestConnection::namesEveryHostThatFailed()
{
    Parameters parameters = good();
    const QString port = parameters[u"port"_s];
    parameters[u"host"_s] = u"127.0.0.1,127.0.0.1,%1"_s.arg(m_folder.path());
    parameters[u"port"_s] = u"1,%1,7"_s.arg(port);
    parameters[u"password"_s] = u"wrong"_s;
    const auto failure = examineConnection(parameters);
    QVERIFY(failure);
    QCOMPARE(failure->stage, ConnectionStage::Authentication);
    QVERIFY(failure->error.message.contains(u"127.0.0.1:%1"_s.arg(port)));
    QVERIFY(failure->error.detail.contains(u"127.0.0.1:1"));
    QVERIFY(failure->error.detail.contains(m_folder.path() % u":7"));
}

void TestConnection::checksSessionAttributes()
{
    Parameters parameters = good();
    parameters[u"target_session_attrs"_s] = u"standby"_s;
    const auto failure = examineConnection(parameters);
    QVERIFY(failure);
    QCOMPARE(failure->stage, ConnectionStage::Database);
    QVERIFY(failure->error.hint.contains(u"standby"));
    QCOMPARE(failureOf(parameters).code, ErrorCode::Connection);
}

void TestConnection::cancelsDiagnosis()
{
    const FakeServer silent({}, {});
    Parameters parameters = good();
    parameters[u"port"_s] = QString::number(silent.port());
    const CancelToken cancel;
    cancel.cancel();
    const auto failure = examineConnection(parameters, cancel);
    QVERIFY(failure);
    QVERIFY(failure->error.isCancelled());
}

void TestConnection::refusesWhatQpsqlCannotPass()
{
    Parameters parameters = good();
    parameters[u"sslcert"_s] = u"/a;b"_s;
    const Error error = failureOf(parameters);
    QCOMPARE(error.code, ErrorCode::Usage);
    QVERIFY(error.message.contains(u"sslcert"));
    QVERIFY(!error.hint.isEmpty());
}

void TestConnection::keepsPasswordOutOfParseErrors_data()
{
    QTest::addColumn<QString>("conninfo");
    QTest::newRow("blank") << u"host=h password=se topsecret"_s;
    QTest::newRow("quote") << u"password='topsecret"_s;
    QTest::newRow("uri port") << u"postgresql://u:topsecret@h:port:x/d?a"_s;
    QTest::newRow("uri host") << u"postgresql://u:topsecret@[h/d"_s;
    QTest::newRow("uri parameter") << u"postgresql://u:topsecret@h/d?nonsense=1"_s;
    QTest::newRow("uri escape") << u"postgresql://u:top%zzsecret@h/d"_s;
}

void TestConnection::keepsPasswordOutOfParseErrors()
{
    QFETCH(QString, conninfo);
    const auto profile = ConnectionProfile::fromConninfo(conninfo);
    QVERIFY(!profile);
    QCOMPARE(profile.error().code, ErrorCode::Usage);
    QVERIFY2(!textOf(profile.error()).contains(u"secret"), qPrintable(profile.error().toText()));
}

void TestConnection::describesWithoutPassword()
{
    const auto profile = ConnectionProfile::fromConninfo(u"postgresql://me:topsecret@db1:5433/sales"_s);
    QVERIFY(profile);
    QCOMPARE(profile->description(), u"me@db1:5433/sales"_s);
}

void TestConnection::countsNoUnansweredStatement_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<bool>("ended"); // by the server, which says so; otherwise the network is gone
    for (const char *last : {"BEGIN", "SELECT 1", "SELECT 2", "COMMIT"}) {
        QTest::addRow("ended after %s", last) << QByteArray(last) << true;
        QTest::addRow("cut after %s", last) << QByteArray(last) << false;
    }
}

// The connection ends when the server has answered a part of a pipeline: that is no success, not even a short one.
void TestConnection::countsNoUnansweredStatement()
{
    QFETCH(QByteArray, last);
    QFETCH(bool, ended);
    Proxy proxy(m_cluster->socketDir(), m_cluster->port());
    proxy.setInspector([&](const std::string &text) -> Verdict {
        return {text == last.toStdString() ? Verdict::Kind::StopAfter : Verdict::Kind::Pass};
    });
    std::optional<Result<QList<Rows>>> results;
    std::thread client([&] {
        auto session =
            Session::open(ConnectionProfile::fromConninfo(proxy.conninfo(u"postgres"_s, u"postgres"_s)).value());
        const auto statement = [](const char *text) { return Statement{SqlText{{}, QString::fromLatin1(text), {}}}; };
        if (session)
            results = (*session)->execAll(
                {statement("BEGIN"), statement("SELECT 1"), statement("SELECT 2"), statement("COMMIT")});
    });
    const bool stopped = waitUntil([&] { return proxy.hasStopped(); }, 20s);
    if (ended)
        m_cluster->exec(
            u"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'parterre'"_s);
    proxy.letGo(Proxy::Held::Drop);
    proxy.cut();
    client.join();
    QVERIFY(stopped);
    QVERIFY(results);
    if (last == "COMMIT") { // all is answered
        QVERIFY2(*results, results->has_value() ? "" : qPrintable(results->error().toText()));
        return;
    }
    QVERIFY2(!*results, qPrintable(u"%1 results of 4"_s.arg((*results)->size())));
    QVERIFY(results->error().connectionLost);
    QVERIFY2(!results->error().toText().contains(u"pipeline"), qPrintable(results->error().toText()));
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
