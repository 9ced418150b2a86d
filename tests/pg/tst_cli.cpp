// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/fakeserver.h"
#include "support/cluster.h"
#include "support/process.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <pty.h>
#include <sys/wait.h>

using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kDb = u"app"_s;

/// Everything a program prints on a terminal of its own, where `typed` is typed as soon as `prompt` is there.
struct Conversation {
    QByteArray text;
    int exitCode = -1;
};

Conversation converse(const QStringList &words, const QByteArray &prompt, const QByteArray &typed)
{
    std::vector<std::string> texts{parterrectlPath().toStdString()};
    for (const QString &word : words)
        texts.push_back(word.toStdString());
    std::vector<char *> argv;
    for (std::string &text : texts)
        argv.push_back(text.data());
    argv.push_back(nullptr);

    Conversation said;
    int terminal = -1;
    const pid_t pid = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (pid == 0) {
        ::execv(argv.front(), argv.data());
        ::_exit(127);
    }
    bool answered = false;
    char buffer[1024];
    for (ssize_t n = ::read(terminal, buffer, sizeof buffer); n > 0; n = ::read(terminal, buffer, sizeof buffer)) {
        said.text += QByteArray(buffer, n);
        if (!answered && said.text.contains(prompt)) {
            answered = true;
            [[maybe_unused]] const auto written = ::write(terminal, typed.constData(), typed.size());
        }
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    ::close(terminal);
    said.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return said;
}

} // namespace

/// The built program against a real server.
class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void inspects();
    void inspectsAsJson();
    void exitsAsDocumented_data();
    void exitsAsDocumented();
    void cancelsOnInterrupt_data();
    void cancelsOnInterrupt();
    void leavesOnSecondInterrupt();
    void asksForPassword();
    void neverAsksWithLowerW();
    void readsVariables();
    void completes_data();
    void completes();

private:
    QStringList connection(const QString &user = u"app_owner"_s) const;

    std::unique_ptr<Cluster> m_cluster;
};

void TestCli::initTestCase()
{
    ClusterOptions options;
    options.tcp = true;
    options.passwords = true;
    m_cluster = std::make_unique<Cluster>(options);
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(owner,
             u"CREATE TABLE public.events (id bigint, at date, note text) PARTITION BY RANGE (at);"
             "CREATE TABLE public.e2 PARTITION OF public.events FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');"
             "CREATE TABLE public.e1 PARTITION OF public.events FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');"
             "CREATE TABLE public.plain (id bigint PRIMARY KEY, at timestamptz NOT NULL);"
             "CREATE TABLE public.refers (id bigint REFERENCES public.plain)"_s);
}

QStringList TestCli::connection(const QString &user) const
{
    return {m_cluster->tcpConninfo(kDb, user)};
}

void TestCli::inspects()
{
    Program program;
    QVERIFY(program.run(connection() + QStringList{u"inspect"_s, u"events"_s}));
    QCOMPARE(program.exitCode(), 0);
    const QByteArray text = program.output();
    const auto first = text.indexOf("  e1  ");
    const auto second = text.indexOf("  e2  ");
    QVERIFY2(first > 0 && second > first, text.constData());
    QVERIFY(text.contains("by RANGE (at)"));
}

void TestCli::inspectsAsJson()
{
    Program program;
    QVERIFY(program.run(connection() + QStringList{u"inspect"_s, u"--json"_s}));
    const QJsonArray roots = QJsonDocument::fromJson(program.output()).array();
    QCOMPARE(roots.size(), 3);
    const QJsonObject events = roots[0].toObject();
    QCOMPARE(events[u"name"_s].toString(), u"events"_s);
    QCOMPARE(events[u"children"_s].toArray().size(), 2);
    QCOMPARE(events[u"children"_s][0][u"bound"_s].toString(), u"FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')"_s);
}

void TestCli::exitsAsDocumented_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("exitCode");
    const QString uri = m_cluster->tcpConninfo(kDb, u"app_owner"_s);
    QTest::newRow("done") << QStringList{uri, u"status"_s} << 0;
    const QStringList asKey{u"--key"_s, u"at"_s, u"--every"_s, u"1 month"_s};
    QTest::newRow("findings") << QStringList{uri, u"preflight"_s, u"plain"_s} + asKey << 1;
    QTest::newRow("refused") << QStringList{uri, u"plan"_s, u"plain"_s, u"--output"_s, u"-"_s} + asKey << 4;
    QTest::newRow("over a file that is no plan")
        << QStringList{uri, u"plan"_s, u"plain"_s, u"--output"_s, QCoreApplication::applicationFilePath()} + asKey << 2;
    QTest::newRow("partitioned already") << QStringList{uri, u"preflight"_s, u"events"_s} + asKey << 4;
    QTest::newRow("no verb") << QStringList{uri} << 2;
    QTest::newRow("unknown table") << QStringList{uri, u"inspect"_s, u"nowhere"_s} << 2;
    QTest::newRow("no such plan") << QStringList{uri, u"migrate"_s, u"no-such-file"_s, u"--yes"_s} << 2;
    QTest::newRow("without --yes") << QStringList{uri, u"rollback"_s, u"00000000"_s} << 2;
    QTest::newRow("wrong password") << QStringList{QString(uri).replace(u"-secret"_s, u"-wrong"_s), u"status"_s} << 3;
    QTest::newRow("wrong port") << QStringList{u"host=127.0.0.1 port=1"_s, u"status"_s} << 3;
    QTest::newRow("no right") << QStringList{m_cluster->tcpConninfo(kDb, u"app_user"_s), u"preflight"_s, u"plain"_s}
            + asKey << 3;
}

void TestCli::exitsAsDocumented()
{
    QFETCH(QStringList, words);
    QFETCH(int, exitCode);
    Program program;
    QVERIFY(program.run(words));
    const QByteArray said = program.output() + program.errorOutput();
    QVERIFY2(program.exitCode() == exitCode, said.constData());
    QCOMPARE(program.errorOutput().contains("ERROR: "), exitCode > 1); // findings are a result, not an error
    QVERIFY(!program.errorOutput().contains("-secret") && !program.errorOutput().contains("-wrong"));
}

void TestCli::cancelsOnInterrupt_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCli::cancelsOnInterrupt()
{
    QFETCH(int, signal);
    Program program;
    QVERIFY(program.start(connection() + QStringList{u"generate"_s, u"public.plain"_s, u"--rows"_s, u"2000000000"_s}));
    const QString running = u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parterrectl generate' "
                            "AND state <> 'idle'"_s;
    // Seen once is enough: QTRY_VERIFY asks again, and then the program may be between two statements.
    QVERIFY(QTest::qWaitFor([&] { return m_cluster->value(running, kDb) != u"0"; }, 20'000));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(program.sendSignal(signal));
    QVERIFY(program.waitForFinished(10s));
    QVERIFY(timer.elapsed() < 2000);
    QCOMPARE(program.exitCode(), 5);
    QVERIFY2(program.errorOutput().contains("CANCELLED"), program.errorOutput().constData());
    QTRY_COMPARE(m_cluster->value(running, kDb), u"0"_s);
}

void TestCli::leavesOnSecondInterrupt()
{
    // libpq waits for a server that says nothing, and hears no cancel.
    const FakeServer silent({}, {});
    Program program;
    QVERIFY(program.start({u"host=127.0.0.1 port=%1 connect_timeout=60"_s.arg(silent.port()), u"status"_s}));
    QTRY_VERIFY(silent.requests() > 0);
    QVERIFY(program.sendSignal(SIGINT));
    QVERIFY(!program.waitForFinished(300ms));
    QVERIFY(program.sendSignal(SIGINT));
    QVERIFY(program.waitForFinished(5s));
    QCOMPARE(program.exitCode(), 5);
}

void TestCli::asksForPassword()
{
    const QStringList words{u"-h"_s,    u"127.0.0.1"_s, u"-p"_s, QString::number(m_cluster->port()),
                            u"-U"_s,    u"app_owner"_s, u"-d"_s, kDb,
                            u"status"_s};
    const Conversation needed = converse(words, "Password for ", "app_owner-secret\n");
    QVERIFY2(needed.exitCode == 0, needed.text.constData());
    QVERIFY(needed.text.contains("Password for app_owner@127.0.0.1"));
    QVERIFY(!needed.text.contains("secret")); // nothing is echoed
    const Conversation forced = converse(QStringList{u"-W"_s} + words, "Password for ", "wrong\n");
    QCOMPARE(forced.exitCode, 3);
    QVERIFY(!forced.text.contains("wrong"));
}

void TestCli::neverAsksWithLowerW()
{
    const Conversation said = converse({u"-w"_s, u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_cluster->port()),
                                        u"-U"_s, u"app_owner"_s, u"-d"_s, kDb, u"status"_s},
                                       "Password for ", "app_owner-secret\n");
    QCOMPARE(said.exitCode, 3);
    QVERIFY(!said.text.contains("Password for "));
}

void TestCli::readsVariables()
{
    Program program;
    program.setEnvironment(u"PGHOST"_s, u"127.0.0.1"_s);
    program.setEnvironment(u"PGPORT"_s, QString::number(m_cluster->port()));
    program.setEnvironment(u"PGUSER"_s, u"app_owner"_s);
    program.setEnvironment(u"PGDATABASE"_s, kDb);
    QVERIFY(program.run({u"--password-command"_s, u"echo app_owner-secret"_s, u"inspect"_s}));
    QVERIFY2(program.exitCode() == 0, program.errorOutput().constData());
}

void TestCli::completes_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("expected");
    QTest::newRow("verb") << QStringList{u"parterrectl"_s, u"ins"_s} << u"inspect"_s;
    QTest::newRow("verb's option") << QStringList{u"parterrectl"_s, u"inspect"_s, u"--js"_s} << u"--json"_s;
    QTest::newRow("common option") << QStringList{u"parterrectl"_s, u"inspect"_s, u"--hos"_s} << u"--host"_s;
    QTest::newRow("choice") << QStringList{u"parterrectl"_s, u"plan"_s, u"t"_s, u"--unique-keys"_s, u"p"_s}
                            << u"per-leaf"_s;
    QTest::newRow("operand") << QStringList{u"parterrectl"_s, u"demo"_s, u"sta"_s} << u"start status"_s;
    QTest::newRow("host is free") << QStringList{u"parterrectl"_s, u"-h"_s, u"ins"_s} << QString();
}

void TestCli::completes()
{
    QFETCH(QStringList, words);
    QFETCH(QString, expected);
    QStringList quoted;
    for (const QString &word : words)
        quoted << u'\'' % word % u'\'';
    const QString script = u"source '%1'; COMP_WORDS=(%2); COMP_CWORD=%3; _parterrectl; echo \"${COMPREPLY[*]}\""_s.arg(
        QStringLiteral(PARTERRE_SOURCE_DIR "/packaging/completions/parterrectl"), quoted.join(u' '),
        QString::number(words.size() - 1));
    Program bash(u"bash"_s);
    QVERIFY(bash.run({u"-c"_s, script}));
    QVERIFY2(bash.errorOutput().isEmpty(), bash.errorOutput().constData());
    QCOMPARE(QString::fromUtf8(bash.output()).trimmed(), expected);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
