// SPDX-License-Identifier: GPL-3.0-or-later
#include "archivescenario.h"
#include "support/deadline.h"
#include "support/process.h"
#include "support/proxy.h"
#include "support/smalldisk.h"

#include <csignal>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QualifiedName kTable{u"public"_s, u"acc"_s};
const QualifiedName kArchive{u"public"_s, u"acc_archive"_s};
const QString kWhere = u"v % 2 = 0"_s;

} // namespace

/// Whatever ends a run, at whatever statement: each row is live or archived, once, and the next run completes it.
class TestArchiveFaults : public ArchiveScenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void backendsAreTerminated();
    void serverCrashes();
    void programIsKilled_data();
    void programIsKilled();
    void cancelled();
    void runsFull_data();
    void runsFull();

private:
    /// Three partitions: one that moves, one that moves row by row since it has siblings in the archive, a new one.
    void begin();
    void mustBeWhole(const QString &when);
    void mustComplete(const QString &when);
    int statementsOfAll();
    bool doAll(const ArchiveOptions &options);
    void goOnAfter(int statement, const std::function<void()> &strike, const QString &what);

    /// From `step` statements to the next one that is struck; fewer where the environment asks for it.
    int stride(int step) const { return m_stride > 0 ? m_stride : step; }

    QString m_content;
    int m_stride = 0; ///< PARTERRE_TEST_STRIDE; 1 strikes at every statement, which takes half an hour
};

void TestArchiveFaults::initTestCase()
{
    startServer();
    m_stride = qEnvironmentVariableIntValue("PARTERRE_TEST_STRIDE");
}

void TestArchiveFaults::begin()
{
    m_sink.notes.clear();
    if (value(u"SELECT 1 FROM pg_database WHERE datname = 'app'"_s) != u"1")
        makeDatabase();
    ownerSql(
        u"DROP TABLE IF EXISTS public.acc, public.acc_archive; DROP SCHEMA IF EXISTS parterre CASCADE;"
        "CREATE TABLE public.acc (id bigint NOT NULL, at timestamp NOT NULL, v bigint NOT NULL, note text, PRIMARY KEY (id, at)) "
        "PARTITION BY RANGE (at);"
        "CREATE TABLE public.acc_1 PARTITION OF public.acc FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"
        "CREATE TABLE public.acc_2 PARTITION OF public.acc FOR VALUES FROM ('2021-01-01') TO ('2100-01-01');"
        "CREATE TABLE public.acc_rest PARTITION OF public.acc DEFAULT;"
        "INSERT INTO public.acc SELECT i, timestamp '2019-11-01' + i * interval '1 day', i, 'n' || i FROM generate_series(1, 900) i"_s);
    m_content = contentOf({kTable});
}

void TestArchiveFaults::mustBeWhole(const QString &when)
{
    QList<QualifiedName> tables{kTable};
    if (value(u"SELECT to_regclass('public.acc_archive') IS NOT NULL"_s) == u"t")
        tables << kArchive;
    const QString now = contentOf(tables);
    QVERIFY2(now == m_content, qPrintable(u"%1: %2, not %3"_s.arg(when, now, m_content)));
}

void TestArchiveFaults::mustComplete(const QString &when)
{
    const auto run = archiver().run(policyFor(kTable, u"at"_s));
    QVERIFY2(run, run ? "" : qPrintable(when + u": "_s + run.error().toText()));
    mustBeWhole(when + u", completed"_s);
    QCOMPARE(count(kTable), 0);
    QCOMPARE(value(u"SELECT count(*) FROM pg_constraint WHERE conname = 'parterre_bound'"_s), u"0"_s);
    QCOMPARE(value(u"SELECT count(*) FROM pg_index WHERE NOT indisvalid"_s), u"0"_s);
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_run WHERE state = 'running'"_s), u"0"_s);
}

// Archive all, take rows back, undo that, take a partition back as a whole, undo that. False when one of them ends in
// an error.
bool TestArchiveFaults::doAll(const ArchiveOptions &options)
{
    const ArchivePolicy policy = policyFor(kTable, u"at"_s);
    Restorer restorer(options);
    const auto run = Archiver(options).run(policy);
    const auto rows = run ? restorer.restore(policy, {{}, {}, {}, kWhere}) : Failure(run.error());
    const auto rowsBack = rows ? restorer.undo(rows->runId) : rows;
    const auto whole = rowsBack ? restorer.restore(policy, {{}, {}, u"public.acc_1"_s, {}}) : rowsBack;
    return whole && restorer.undo(whole->runId);
}

int TestArchiveFaults::statementsOfAll()
{
    int statements = 0;
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &) { ++statements; };
    return doAll(options) ? statements : 0;
}

// Strike when the answer to that statement has arrived; a pipeline's next ones may have run by then.
void TestArchiveFaults::goOnAfter(int statement, const std::function<void()> &strike, const QString &what)
{
    begin();
    int number = 0;
    QString at;
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &record) {
        if (++number == statement) {
            at = record.statementId;
            strike();
        }
    };
    (void)doAll(options);
    const QString when = u"%1 after %2 (%3)"_s.arg(what, at).arg(statement);
    QVERIFY2(number >= statement, qPrintable(when));
    if (!m_cluster->isRunning())
        QVERIFY(m_cluster->start());
    QVERIFY(waitUntil(
        [&] {
            return value(u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parterre archive'"_s)
                == u"0";
        },
        30s));
    mustBeWhole(when);
    mustComplete(when);
}

void TestArchiveFaults::backendsAreTerminated()
{
    makeDatabase();
    begin();
    const int statements = statementsOfAll();
    QVERIFY(statements > 150);
    for (int n = 1; n <= statements && !QTest::currentTestFailed(); n += stride(31))
        goOnAfter(
            n,
            [&] {
                sql(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parterre archive'"_s);
            },
            u"terminated"_s);
}

void TestArchiveFaults::serverCrashes()
{
    makeDatabase();
    begin();
    const int statements = statementsOfAll();
    for (int n = 15; n <= statements && !QTest::currentTestFailed(); n += stride(83))
        goOnAfter(
            n, [&] { QVERIFY(m_cluster->crash()); }, u"crashed"_s);
}

void TestArchiveFaults::programIsKilled_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("first"); // the statement before which it is killed first
    QTest::newRow("run") << QStringList{u"run"_s, u"public.acc"_s} << 40;
    QTest::newRow("restore of rows") << QStringList{u"restore"_s, u"public.acc"_s, u"--where"_s, kWhere} << 20;
    QTest::newRow("restore of a partition")
        << QStringList{u"restore"_s, u"public.acc"_s, u"--leaf"_s, u"public.acc_1"_s} << 20;
    QTest::newRow("undo") << QStringList{u"undo"_s} << 20;
}

// Exactly before a statement, of parterrectl as people run it.
void TestArchiveFaults::programIsKilled()
{
    QFETCH(QStringList, words);
    QFETCH(int, first);
    const ArchivePolicy policy = policyFor(kTable, u"at"_s);
    makeDatabase();
    Proxy proxy(m_cluster->socketDir(), m_cluster->port());
    int struck = 0;
    for (int n = first; !QTest::currentTestFailed(); n += stride(17)) {
        begin();
        QVERIFY_RESULT(archiver().add(policy));
        if (words.first() != u"run")
            QVERIFY_RESULT(archiver().run(policy));
        QStringList all = QStringList{proxy.conninfo(kDatabase, u"app_owner"_s), u"archive"_s} + words;
        if (words.first() == u"undo") {
            const auto restored = restorer().restore(policy, {{}, {}, {}, kWhere});
            QVERIFY_RESULT(restored);
            all << restored->runId;
        }
        std::atomic<int> number = 0;
        proxy.setInspector([&](const std::string &) {
            return Verdict{++number == n ? Verdict::Kind::StopBefore : Verdict::Kind::Pass};
        });
        Program program;
        QVERIFY(program.start(all << u"--yes"_s));
        QVERIFY(waitUntil([&] { return proxy.hasStopped() || !program.isRunning(); }, 60s));
        if (!proxy.hasStopped())
            break; // it has fewer statements
        ++struck;
        QVERIFY(program.sendSignal(SIGKILL));
        QVERIFY(program.waitForFinished(30s));
        proxy.letGo(Proxy::Held::Drop);
        QVERIFY(waitUntil(
            [&] {
                return value(u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parterre archive'"_s)
                    == u"0";
            },
            30s));
        mustBeWhole(u"killed before %1"_s.arg(n));
        mustComplete(u"killed before %1"_s.arg(n));
    }
    qInfo("%d strikes", struck);
    QVERIFY(struck > 0);
}

void TestArchiveFaults::cancelled()
{
    makeDatabase();
    begin();
    const int statements = statementsOfAll();
    for (int n = 20; n < statements && !QTest::currentTestFailed(); n += stride(53)) {
        begin();
        int number = 0;
        ArchiveOptions options = archiveOptions();
        options.observer = [&](const StatementRecord &) {
            if (++number == n)
                options.cancel.cancel();
        };
        const bool all = doAll(options);
        QVERIFY2(!all || n > statements - 30, qPrintable(QString::number(n))); // of the last transaction, and behind it
        QCOMPARE(value(u"SELECT count(*) FROM pg_constraint WHERE conname = 'parterre_bound'"_s), u"0"_s);
        QCOMPARE(value(u"SELECT count(*) FROM pg_index WHERE NOT indisvalid"_s), u"0"_s);
        mustBeWhole(u"cancelled after %1"_s.arg(n));
        mustComplete(u"cancelled after %1"_s.arg(n));
    }
}

void TestArchiveFaults::runsFull_data()
{
    QTest::addColumn<qint64>("room"); // bytes for the archive
    QTest::newRow("at once") << qint64{20'000};
    QTest::newRow("among the rows") << qint64{200'000};
    QTest::newRow("when a partition follows") << qint64{900'000};
}

// The archive has a tablespace of its own, which has no room.
void TestArchiveFaults::runsFull()
{
    QFETCH(qint64, room);
    SmallDisk disk;
    if (!disk.isMounted()) {
        qInfo("no right to mount a small disk here");
        return;
    }
    makeDatabase();
    sql(u"DROP TABLESPACE IF EXISTS cold"_s);
    sql(u"CREATE TABLESPACE cold LOCATION '%1'"_s.arg(disk.path()));
    sql(u"GRANT CREATE ON TABLESPACE cold TO app_owner"_s);
    begin();
    ownerSql(
        u"INSERT INTO public.acc SELECT 10000 + i, timestamp '2020-03-01', i, repeat('x', 300) FROM generate_series(1, "
        "2000) i; INSERT INTO public.acc SELECT 20000 + i, timestamp '2019-11-01', i, repeat('x', 300) FROM "
        "generate_series(1, 2000) i"_s);
    m_content = contentOf({kTable});
    ArchivePolicy policy = policyFor(kTable, u"at"_s);
    policy.settings.tablespace = u"cold"_s;
    QVERIFY(disk.leave(room));
    const auto full = archiver().run(policy);
    QVERIFY(!full);
    QCOMPARE(full.error().sqlState, u"53100"_s);
    mustBeWhole(u"full"_s);
    QVERIFY(disk.leave(100'000'000));
    QVERIFY_RESULT(archiver().run(policy));
    mustBeWhole(u"there is room"_s);
    QCOMPARE(count(kTable), 0);
    QCOMPARE(
        value(u"SELECT count(*) FROM pg_class c LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace WHERE c.relkind "
              "IN ('r', 'i') AND (c.oid IN (SELECT relid FROM pg_partition_tree('public.acc_archive')) OR c.oid IN "
              "(SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT relid FROM "
              "pg_partition_tree('public.acc_archive')))) AND s.spcname IS DISTINCT FROM 'cold'"_s),
        u"0"_s);
    ownerSql(u"DROP TABLE public.acc_archive"_s);
    sql(u"DROP TABLESPACE cold"_s);
}

QTEST_GUILESS_MAIN(TestArchiveFaults)
#include "tst_archivefaults.moc"
