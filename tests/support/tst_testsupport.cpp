// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster.h"
#include "support/deadline.h"
#include "support/fixtures.h"
#include "support/ledgerload.h"
#include "support/process.h"
#include "support/proxy.h"
#include "support/spawn.h"

#include <QDate>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTest>

#include <csignal>

using namespace parterre::test;
using namespace std::chrono_literals;

namespace {

const QString kDb = QStringLiteral("app");

LedgerLoadOptions loadOptions(const Cluster &cluster)
{
    LedgerLoadOptions options;
    options.conninfo = cluster.conninfo(kDb, QStringLiteral("app_user"));
    options.writesPerSecond = 300;
    return options;
}

void prepareLedger(Cluster &cluster)
{
    cluster.createDatabase(kDb);
    PgClient owner = mustConnect(cluster.conninfo(kDb, QStringLiteral("app_owner")));
    createLedgerTables(owner);
}

QByteArray told(const QStringList &lines)
{
    return lines.join(u'\n').toUtf8();
}

} // namespace

/// The test support itself: what all other tests stand on.
class TestSupport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timestampsSurviveText();
    void fixturesAreBuilt();
    void loadKeepsItsLedger();
    void loadRunsOnPartitionedTable();
    void blockedTimeIsMeasured();
    void comparisonFindsEveryCorruption();
    void staleReadsAreFound();
    void naiveSwitchIsCaught();
    void crashIsSurvived();
    void cutConnectionsAreResolved();
    void passwordsAndTcp();
    void proxyDelaysAndCuts();
    void standbyFollows();
    void programIsRunAndSignalled();
    void killedTestLeavesNoServer();
};

void TestSupport::timestampsSurviveText()
{
    for (const char *text : {"2024-02-29 23:59:59.999000", "1969-12-31 23:59:59.001000", "2023-07-01 00:00:00.000000"})
        QCOMPARE(timestampText(parseTimestamp(text).value_or(-1)), std::string(text));
    QVERIFY(!parseTimestamp("infinity"));
    QVERIFY(!parseTimestamp("0044-03-15 12:00:00 BC"));
    QCOMPARE(parseTimestamp("2024-01-01 00:00:00.5"), parseTimestamp("2024-01-01 00:00:00.500+00"));
}

void TestSupport::fixturesAreBuilt()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    QVERIFY(cluster.majorVersion() >= 14);
    cluster.createDatabase(kDb);
    PgClient owner = mustConnect(cluster.conninfo(kDb, QStringLiteral("app_owner")));
    createTransactions(owner, {20000, 7, true});
    createHostileNames(owner);
    const auto counts = mustExec(owner,
                                 QStringLiteral("SELECT count(*), count(DISTINCT date_trunc('month', \"timestamp\")),"
                                                " count(*) FILTER (WHERE token_decimals > 18) > 0"
                                                " FROM public.transactions"));
    QCOMPARE(counts.value(0), (QStringList{QStringLiteral("20003"), QStringLiteral("33"), QStringLiteral("t")}));
    const auto disorder = mustExec(
        owner,
        QStringLiteral("SELECT 100 * count(*) FILTER (WHERE abs(extract(epoch FROM \"timestamp\" - expected)) > 86400)"
                       " / count(*) BETWEEN 8 AND 11 FROM (SELECT \"timestamp\", timestamp '2023-07-01'"
                       " + interval '915 days' * (substr(id, 4)::float8 - 1) / 20000 AS expected"
                       " FROM public.transactions WHERE id !~ 'outlier') AS t"));
    QCOMPARE(disorder.value(0).value(0), QStringLiteral("t"));
    QCOMPARE(mustExec(owner, QStringLiteral("SELECT count(*) FROM ") + kHostileSql).value(0).value(0),
             QStringLiteral("1000"));
    PgClient user = mustConnect(cluster.conninfo(kDb, QStringLiteral("app_user")));
    const PgResult refused = user.exec(std::string("ALTER TABLE public.transactions ADD x int"));
    QCOMPARE(refused.sqlstate(), std::string("42501"));
}

void TestSupport::loadKeepsItsLedger()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    prepareLedger(cluster);
    LedgerLoad load(loadOptions(cluster));
    QVERIFY(load.fill(20000));
    QVERIFY(load.start());
    const std::int64_t begun = LedgerLoad::nowUs();
    QVERIFY(load.waitForCommits(1500, 60s)); // five seconds' worth
    QVERIFY(load.pause());
    const std::int64_t ended = LedgerLoad::nowUs();
    QVERIFY2(load.failureCount() == 0, told(load.failures()).constData());
    const QStringList differences =
        load.compare(cluster.conninfo(kDb, QStringLiteral("app_user")), QStringLiteral("public.ledger_t"));
    QVERIFY2(differences.isEmpty(), told(differences).constData());

    const LoadStats stats = load.stats();
    qInfo("%s", qPrintable(stats.toString()));
    QVERIFY2(stats.commitsPerSecond() >= 200, qPrintable(stats.toString()));
    QVERIFY(stats.reads > 500);
    QVERIFY2(stats.readFirst * 100 >= stats.committed * 28, qPrintable(stats.toString()));
    for (int kind = 0; kind < kTxKinds - 1; ++kind)
        QVERIFY2(stats.committedByKind.value(QLatin1String(name(static_cast<TxKind>(kind)))) > 0,
                 name(static_cast<TxKind>(kind)));
    const auto writers = load.latencies(begun, ended, LoadSide::Writer);
    QVERIFY(writers.size() > 1000);
    QVERIFY(writers.front() > 0 && writers.front() <= writers.back());
    QVERIFY(load.latencies(begun, ended, LoadSide::Reader).size() > 500);
    QVERIFY(load.latencies(ended + 1, ended + 2, LoadSide::Reader).empty());

    load.resume();
    QVERIFY(load.waitForCommits(50, 20s));
    load.stop();
    QVERIFY(
        load.compare(cluster.conninfo(kDb, QStringLiteral("app_user")), QStringLiteral("public.ledger_t")).isEmpty());
}

void TestSupport::loadRunsOnPartitionedTable()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    prepareLedger(cluster);
    PgClient owner = mustConnect(cluster.conninfo(kDb, QStringLiteral("app_owner")));
    mustExec(owner,
             QStringLiteral("DROP TABLE ledger_t CASCADE;"
                            "CREATE TABLE ledger_t (id bigint, ts timestamp(3) NOT NULL, v bigint NOT NULL,"
                            " pad text, PRIMARY KEY (id, ts)) PARTITION BY RANGE (ts);"
                            "CREATE VIEW ledger_v AS SELECT * FROM ledger_t;"
                            "GRANT ALL ON ledger_t, ledger_v TO app_user"));
    QStringList leaves;
    for (int n = 0; n < 30; ++n)
        leaves.append(QStringLiteral("CREATE TABLE leaf_%1 PARTITION OF ledger_t FOR VALUES FROM ('%2') TO ('%3')")
                          .arg(n)
                          .arg(QDate(2023, 7, 1).addMonths(n).toString(Qt::ISODate),
                               QDate(2023, 7, 1).addMonths(n + 1).toString(Qt::ISODate)));
    mustExec(owner, leaves.join(u';'));
    LedgerLoad load(loadOptions(cluster));
    QVERIFY(load.fill(20000));
    QVERIFY(load.start());
    QVERIFY(load.waitForCommits(600, 60s));
    load.stop();
    qInfo("%s", qPrintable(load.stats().toString()));
    QVERIFY2(load.failureCount() == 0, told(load.failures()).constData());
    const QStringList differences =
        load.compare(cluster.conninfo(kDb, QStringLiteral("app_user")), QStringLiteral("public.ledger_t"));
    QVERIFY2(differences.isEmpty(), told(differences).constData());
}

void TestSupport::blockedTimeIsMeasured()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    prepareLedger(cluster);
    LedgerLoad load(loadOptions(cluster));
    QVERIFY(load.fill(1000));
    QVERIFY(load.start());
    QVERIFY(load.waitForCommits(100, 20s));
    PgClient locker = mustConnect(cluster.conninfo(kDb, QStringLiteral("app_owner")));
    const std::int64_t begun = LedgerLoad::nowUs();
    mustExec(locker, QStringLiteral("BEGIN; LOCK TABLE ledger_t; SELECT pg_sleep(0.3); COMMIT"));
    const std::int64_t ended = LedgerLoad::nowUs();
    QVERIFY(load.waitForCommits(50, 20s));
    load.stop();
    QVERIFY2(load.failureCount() == 0, told(load.failures()).constData());
    for (const LoadSide side : {LoadSide::Reader, LoadSide::Writer}) {
        const std::int64_t blocked = load.blockedUs(begun, ended, side, 5000);
        QVERIFY2(blocked > 150'000 && blocked < 800'000, qPrintable(QString::number(blocked)));
        QVERIFY(load.latencies(begun, ended, side).back() > 150'000);
        QVERIFY(load.blockedUs(begun - 100'000, begun - 50'000, side, 5000) < 150'000); // nobody locks yet
    }
}

void TestSupport::comparisonFindsEveryCorruption()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    prepareLedger(cluster);
    LedgerLoad load(loadOptions(cluster));
    QVERIFY(load.fill(2000));
    cluster.exec(QStringLiteral("INSERT INTO ledger_t VALUES (5, '2024-01-01', 5, NULL)"), kDb);
    QVERIFY(load.adoptExisting());
    const QString conninfo = cluster.conninfo(kDb, QStringLiteral("app_user"));
    const QString table = QStringLiteral("public.ledger_t");
    QVERIFY(load.compare(conninfo, table).isEmpty());

    const QStringList corruptions{
        QStringLiteral("UPDATE ledger_t SET v = v + 1 WHERE id = (SELECT max(id) FROM ledger_t)"),
        QStringLiteral(
            "UPDATE ledger_t SET pad = '' WHERE id = (SELECT min(id) FROM ledger_t WHERE pad IS NULL AND id > 5)"),
        QStringLiteral(
            "UPDATE ledger_t SET ts = 'infinity' WHERE id = (SELECT min(id) FROM ledger_t WHERE pad > 'pad 5')"),
        QStringLiteral("UPDATE ledger_t SET pad = NULL WHERE id = (SELECT max(id) FROM ledger_t WHERE pad = '')"),
        QStringLiteral("INSERT INTO ledger_t VALUES (7, now(), 1, 'x')"),
        QStringLiteral("DELETE FROM ledger_t WHERE id = 5"),
    };
    for (int done = 0; done < corruptions.size(); ++done) {
        cluster.exec(corruptions[done], kDb);
        const QStringList differences = load.compare(conninfo, table);
        QVERIFY2(differences.size() == done + 1, told(QStringList(corruptions[done]) + differences).constData());
    }
    cluster.exec(
        QStringLiteral("CREATE TABLE twice AS SELECT * FROM ledger_t UNION ALL"
                       " (SELECT * FROM ledger_t ORDER BY id DESC LIMIT 1); GRANT SELECT ON twice TO app_user"),
        kDb);
    QCOMPARE(load.compare(conninfo, QStringLiteral("twice")).size(), corruptions.size() + 1);
}

void TestSupport::staleReadsAreFound()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    prepareLedger(cluster);
    LedgerLoadOptions options = loadOptions(cluster);
    options.writers = 2;
    LedgerLoad load(options);
    QVERIFY(load.fill(200));
    QVERIFY(load.start());
    QVERIFY(load.waitForCommits(20, 20s));
    QVERIFY(load.pause());
    QVERIFY2(load.failureCount() == 0, told(load.failures()).constData());
    cluster.exec(QStringLiteral("UPDATE ledger_t SET v = -1"), kDb);
    load.resume();
    QVERIFY(waitUntil([&] { return load.failureCount() > 5; }, 20s));
    load.stop();
    QVERIFY2(load.failures().join(u'\n').contains(QLatin1String("stale read")), told(load.failures()).constData());
}

/// The load must have teeth: a switch that fills the new table under its lock shows old snapshots an empty table.
void TestSupport::naiveSwitchIsCaught()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    prepareLedger(cluster);
    LedgerLoad load(loadOptions(cluster));
    QVERIFY(load.fill(2000));
    PgClient owner = mustConnect(cluster.conninfo(kDb, QStringLiteral("app_owner")));
    mustExec(owner,
             QStringLiteral("CREATE TABLE p (LIKE ledger_t INCLUDING ALL);"
                            "GRANT SELECT, INSERT, UPDATE, DELETE ON p TO app_user"));
    QVERIFY(load.start());
    const auto switchOnce = [&] {
        load.waitForCommits(10, 20s);
        mustExec(owner,
                 QStringLiteral("BEGIN; LOCK TABLE ledger_v; TRUNCATE p; INSERT INTO p SELECT * FROM ledger_t;"
                                "SELECT pg_sleep(0.05);"
                                "ALTER TABLE ledger_t RENAME TO aside; ALTER TABLE p RENAME TO ledger_t;"
                                "ALTER TABLE aside RENAME TO p;"
                                "CREATE OR REPLACE VIEW ledger_v AS SELECT id, ts, v, pad FROM ledger_t; COMMIT"));
        return load.failures().join(u'\n').contains(QLatin1String("stale read"));
    };
    QVERIFY(waitUntil(switchOnce, 60s));
    load.stop();
    qInfo("%s", qPrintable(load.failures().value(0)));
}

void TestSupport::crashIsSurvived()
{
    ClusterOptions options;
    options.durable = true;
    Cluster cluster(options);
    QVERIFY(cluster.start());
    prepareLedger(cluster);
    LedgerLoadOptions loading = loadOptions(cluster);
    loading.expectServerCrashes = true;
    LedgerLoad load(loading);
    QVERIFY(load.fill(5000));
    QVERIFY(load.start());
    for (int crash = 0; crash < 3; ++crash) {
        QVERIFY(load.waitForCommits(100, 30s));
        QVERIFY(cluster.crash());
        QVERIFY(cluster.start());
        QVERIFY(load.waitForCommits(100, 30s));
        cluster.exec(
            QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app_user'"));
    }
    QVERIFY(load.waitForCommits(100, 30s));
    load.stop();
    qInfo("%s", qPrintable(load.stats().toString()));
    QVERIFY2(load.failureCount() == 0, told(load.failures()).constData());
    QVERIFY(load.stats().connectionLosses >= 30);
    const QStringList differences =
        load.compare(cluster.conninfo(kDb, QStringLiteral("app_user")), QStringLiteral("public.ledger_t"));
    QVERIFY2(differences.isEmpty(), told(differences).constData());
}

void TestSupport::cutConnectionsAreResolved()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    prepareLedger(cluster);
    Proxy proxy(cluster.socketDir(), cluster.port());
    LedgerLoadOptions options = loadOptions(cluster);
    options.conninfo = proxy.conninfo(kDb, QStringLiteral("app_user"));
    options.expectServerCrashes = true;
    LedgerLoad load(options);
    QVERIFY(load.fill(2000));
    QVERIFY(load.start());
    PgClient locker = mustConnect(cluster.conninfo(kDb, QStringLiteral("app_owner")));
    for (int cut = 0; cut < 4; ++cut) {
        QVERIFY(load.waitForCommits(60, 30s));
        // Backends that wait for this lock outlive their clients, and some of them commit afterwards.
        mustExec(locker, QStringLiteral("BEGIN; LOCK TABLE ledger_t"));
        QVERIFY(waitUntil(
            [&] {
                return cluster.value(QStringLiteral("SELECT count(*) FROM pg_locks WHERE NOT granted")).toInt() >= 8;
            },
            20s));
        proxy.cut();
        mustExec(locker, QStringLiteral("COMMIT"));
    }
    QVERIFY(load.waitForCommits(60, 30s));
    load.stop();
    qInfo("%s", qPrintable(load.stats().toString()));
    QVERIFY2(load.failureCount() == 0, told(load.failures()).constData());
    QVERIFY(load.stats().outcomesResolved > 0);
    const QStringList differences =
        load.compare(cluster.conninfo(kDb, QStringLiteral("app_user")), QStringLiteral("public.ledger_t"));
    QVERIFY2(differences.isEmpty(), told(differences).constData());
}

void TestSupport::passwordsAndTcp()
{
    ClusterOptions options;
    options.tcp = true;
    options.passwords = true;
    Cluster cluster(options);
    QVERIFY(cluster.start());
    cluster.createDatabase(kDb);
    PgClient right(cluster.tcpConninfo(kDb, QStringLiteral("app_owner")));
    QVERIFY2(right.isOpen(), right.lastError().c_str());
    PgClient wrong(cluster.tcpConninfo(kDb, QStringLiteral("app_owner")) + QStringLiteral(" password=nonsense"));
    QVERIFY(!wrong.isOpen());
    QVERIFY(PgClient(cluster.conninfo(kDb, QStringLiteral("app_user"))).isOpen());
}

void TestSupport::proxyDelaysAndCuts()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    Proxy proxy(cluster.socketDir(), cluster.port());
    const QString conninfo = proxy.conninfo(QStringLiteral("postgres"), QStringLiteral("postgres"));
    PgClient client = mustConnect(conninfo);
    PgClient overTcp = mustConnect(proxy.tcpConninfo(QStringLiteral("postgres"), QStringLiteral("postgres")));
    QVERIFY(overTcp.exec(std::string("SELECT 1")).ok());
    proxy.setRoundTrip(20ms);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 5; ++i)
        QVERIFY(client.exec(std::string("SELECT 1")).ok());
    QVERIFY2(timer.elapsed() >= 100 && timer.elapsed() < 300, qPrintable(QString::number(timer.elapsed())));
    proxy.setRoundTrip(0ms);

    proxy.setBlackhole(true);
    QVERIFY(client.send("SELECT 42"));
    QVERIFY(!client.waitReady(300));
    proxy.setBlackhole(false);
    QVERIFY(client.waitReady(5000));
    QCOMPARE(client.finish().text(0, 0), QStringLiteral("42"));

    // Something big in both directions passes whole.
    const PgResult big = client.exec("SELECT $1::text || repeat('y', 3000000)", {std::string(3000000, 'x')});
    QCOMPARE(big.value(0, 0).value_or("").size(), std::size_t(6000000));

    QVERIFY(client.send("SELECT pg_sleep(60)"));
    proxy.cut();
    QVERIFY(client.waitReady(5000));
    QVERIFY(!client.finish().ok());
    QVERIFY(!client.isOpen());
    proxy.setRefusing(true);
    QVERIFY(!PgClient(conninfo).isOpen());
    proxy.setRefusing(false);
    QVERIFY(PgClient(conninfo).isOpen());
}

void TestSupport::standbyFollows()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    const auto standby = cluster.createStandby(QStringLiteral("replica"));
    QVERIFY(standby->isRunning());
    cluster.exec(QStringLiteral("CREATE TABLE t AS SELECT 1 AS x"));
    const QString streaming =
        QStringLiteral("SELECT count(*) FROM pg_stat_replication WHERE application_name = 'replica'"
                       " AND replay_lsn >= pg_current_wal_flush_lsn()");
    QVERIFY(waitUntil([&] { return cluster.value(streaming) == QLatin1String("1"); }, 20s));
    QCOMPARE(standby->value(QStringLiteral("SELECT x FROM t")), QStringLiteral("1"));
    QCOMPARE(standby->value(QStringLiteral("SELECT pg_is_in_recovery()")), QStringLiteral("t"));
}

void TestSupport::programIsRunAndSignalled()
{
    Program shell(QStringLiteral("sh"));
    QVERIFY(shell.run({QStringLiteral("-c"), QStringLiteral("echo \"$HOME\"; echo oops >&2; exit 3")}));
    QCOMPARE(shell.exitCode(), 3);
    QVERIFY(!shell.output().contains("/root"));
    QCOMPARE(shell.errorOutput(), QByteArray("oops\n"));

    Program waiting(QStringLiteral("sh"));
    QVERIFY(waiting.start({QStringLiteral("-c"),
                           QStringLiteral("trap 'echo caught; exit 5' INT; echo ready >&2;"
                                          " while :; do sleep 0.05; done")}));
    QVERIFY(waiting.waitForOutput("ready", 10s));
    QVERIFY(waiting.sendSignal(SIGINT));
    QVERIFY(waiting.waitForFinished(10s));
    QCOMPARE(waiting.exitCode(), 5);
    QVERIFY(waiting.output().contains("caught"));

    Program killed(QStringLiteral("sleep"));
    QVERIFY(killed.start({QStringLiteral("60")}));
    QVERIFY(killed.sendSignal(SIGKILL));
    QVERIFY(killed.waitForFinished(10s));
    QVERIFY(killed.wasKilled());
}

/// Run by killedTestLeavesNoServer() in a process of its own.
int serveUntilKilled()
{
    Cluster cluster;
    if (!cluster.start())
        return 1;
    std::printf("folder %s pid %d\n", qPrintable(cluster.folder()), static_cast<int>(cluster.postmasterPid()));
    std::fflush(stdout);
    ::pause();
    return 0;
}

void TestSupport::killedTestLeavesNoServer()
{
    Program victim(QCoreApplication::applicationFilePath());
    victim.setEnvironment(QStringLiteral("PARTERRE_TEST_SERVE"), QStringLiteral("1"));
    QVERIFY(victim.start({}));
    QVERIFY(victim.waitForOutput("pid ", 60s));
    QVERIFY(victim.waitForOutput("\n", 10s));
    const QList<QByteArray> words = victim.output().trimmed().split(' ');
    const QString folder = QString::fromUtf8(words.value(1));
    const auto pid = static_cast<pid_t>(words.value(3).toInt());
    QVERIFY(pid > 1 && ::kill(pid, 0) == 0);
    QVERIFY(victim.sendSignal(SIGKILL));
    QVERIFY(victim.waitForFinished(10s));
    QVERIFY(waitUntil([&] { return !QFileInfo::exists(folder); }, 20s));
    QVERIFY(!QFileInfo::exists(QStringLiteral("/proc/%1/exe").arg(pid)));
}

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsSet("PARTERRE_TEST_SERVE"))
        return serveUntilKilled();
    QCoreApplication application(argc, argv);
    TestSupport test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_testsupport.moc"
