// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/replayer.h"
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "support/fixtures.h"
#include "support/ledgerload.h"

#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Shares of the log that several sessions replay side by side: the copy is the table, row by row.
class TestReplay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void followsMovingRows();
    void exchangedValues_data();
    void exchangedValues();
    void prewarmsTheNewestPartitions();
    void saysThatItMayNotCatchUp();

private:
    QString owner() const { return m_cluster->conninfo(u"app"_s, u"app_owner"_s); }
    QString value(const QString &query) { return m_cluster->value(query, u"app"_s); }
    Result<std::unique_ptr<Runner>> runnerAtCatchUp(const Plan &plan);
    /// Rows of one table that the other has not, as texts.
    QString differences(const Plan &plan);

    std::unique_ptr<Cluster> m_cluster;
    RecordingSink m_sink;
    qint64 m_mostShares = 0;
};

void TestReplay::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(u"app"_s);
    m_sink.onReport = [this](const Progress &progress) {
        if (progress.unit == u"shares")
            m_mostShares = std::max(m_mostShares, progress.total);
    };
}

void TestReplay::cleanupTestCase()
{
    m_cluster.reset();
}

Result<std::unique_ptr<Runner>> TestReplay::runnerAtCatchUp(const Plan &plan)
{
    EngineOptions engine{profileOf(owner()), {}, &m_sink};
    engine.until = MigrationState::CatchingUp;
    PARTERRE_TRY(Engine(engine).migrate(plan));
    m_mostShares = 0;
    RunnerOptions options;
    options.profile = profileOf(owner());
    options.sink = &m_sink;
    options.workers = 4;
    return Runner::open(options, plan.id, u"migrate"_s);
}

QString TestReplay::differences(const Plan &plan)
{
    return value(
        u"SELECT count(*) FROM ((TABLE %1 EXCEPT ALL TABLE %2) UNION ALL (TABLE %2 EXCEPT ALL TABLE %1)) d"_s.arg(
            plan.table.name.quoted(), plan.shadow.quoted()));
}

void TestReplay::followsMovingRows()
{
    PgClient client = mustConnect(owner());
    createLedgerTables(client);
    LedgerLoadOptions load;
    load.conninfo = m_cluster->conninfo(u"app"_s, u"app_user"_s);
    LedgerLoad writers(load);
    QVERIFY2(writers.fill(20'000), qPrintable(writers.failures().join(u'\n')));
    PlanRequest request = requestFor(u"public"_s, u"ledger_t"_s, u"ts"_s);
    request.limits.replayEntries = 100;
    const auto plan = mustPlan(owner(), request);
    QVERIFY(plan);
    QVERIFY(writers.start());
    auto runner = runnerAtCatchUp(*plan);
    QVERIFY_RESULT(runner);
    Replayer replayer(**runner, (*runner)->main(), (*runner)->sql().forward());
    qint64 sideBySide = 0;
    for (int round = 0; round < 30; ++round) {
        QVERIFY(writers.waitForCommits(100, 60s));
        QVERIFY_RESULT(replayer.replay());
        sideBySide += m_mostShares > 1 ? 1 : 0;
        m_mostShares = 0;
    }
    QVERIFY2(sideBySide > 10, qPrintable(QString::number(sideBySide)));
    QVERIFY(writers.pause());
    QVERIFY_RESULT(replayer.replay());
    QCOMPARE(value(u"SELECT count(*) FROM parterre.log_%1"_s.arg(plan->id)), u"0"_s);
    QCOMPARE(differences(*plan), u"0"_s);
    writers.stop();
    const QStringList lost = writers.compare(owner(), plan->shadow.quoted());
    QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u'\n')));
}

void TestReplay::exchangedValues_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("rows that exchange a unique value")
        << u"BEGIN; UPDATE public.swapped SET code = -code; UPDATE public.swapped SET code = CASE code WHEN -3000 THEN 1 ELSE 1 - code END; COMMIT"_s;
    QTest::newRow("keys that are equal and written in another way")
        << u"UPDATE public.swapped SET id = (id::text || '0')::numeric; UPDATE public.swapped SET id = (id::text || '0')::numeric"_s;
    QTest::newRow("rows that move to another partition and back")
        << u"UPDATE public.swapped SET at = at + 40; UPDATE public.swapped SET at = at - 40 WHERE code % 2 = 0"_s;
}

void TestReplay::exchangedValues()
{
    QFETCH(QString, change);
    PgClient client = mustConnect(owner());
    mustExec(
        client,
        u"DROP SCHEMA IF EXISTS parterre CASCADE; DROP TABLE IF EXISTS public.swapped, public.swapped_new CASCADE; "
        "CREATE TABLE public.swapped (id numeric PRIMARY KEY, at date NOT NULL, code integer NOT NULL UNIQUE); "
        "INSERT INTO public.swapped SELECT i + 0.1, date '2024-01-01', i FROM generate_series(1, 3000) i"_s);
    PlanRequest request = requestFor(u"public"_s, u"swapped"_s, u"at"_s);
    request.limits.replayEntries = 500;
    const auto plan = mustPlan(owner(), request);
    QVERIFY(plan);
    auto runner = runnerAtCatchUp(*plan);
    QVERIFY_RESULT(runner);
    mustExec(client, change);
    Replayer replayer(**runner, (*runner)->main(), (*runner)->sql().forward());
    const auto replayed = replayer.replay();
    QVERIFY_RESULT(replayed);
    QVERIFY(m_mostShares > 4);
    QCOMPARE(value(u"SELECT count(*) FROM parterre.log_%1"_s.arg(plan->id)), u"0"_s);
    QCOMPARE(differences(*plan), u"0"_s);
    QCOMPARE(value(u"SELECT count(*) FROM (SELECT id::text FROM public.swapped EXCEPT SELECT id::text FROM %1) d"_s.arg(
                 plan->shadow.quoted())),
             u"0"_s);
    runner->reset();
    EngineOptions engine{profileOf(owner()), {}, &m_sink};
    QVERIFY_RESULT(Engine(engine).rollBack(plan->id));
}

void TestReplay::prewarmsTheNewestPartitions()
{
    const bool available = value(u"SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_prewarm'"_s) == u"1";
    PgClient client = mustConnect(owner());
    if (available)
        m_cluster->exec(
            u"CREATE SCHEMA \"pre warm\"; CREATE EXTENSION pg_prewarm SCHEMA \"pre warm\"; GRANT USAGE ON SCHEMA \"pre warm\" TO app_owner"_s,
            u"app"_s);
    mustExec(
        client,
        u"DROP SCHEMA IF EXISTS parterre CASCADE; CREATE TABLE public.warm (id bigint PRIMARY KEY, at date NOT NULL); "
        "INSERT INTO public.warm SELECT i, date '2024-01-01' + i % 90 FROM generate_series(1, 3000) i"_s);
    const auto plan = mustPlan(owner(), requestFor(u"public"_s, u"warm"_s, u"at"_s));
    QVERIFY(plan);
    QCOMPARE(plan->prewarm, available ? u"\"pre warm\".pg_prewarm"_s : QString());
    EngineOptions engine{profileOf(owner()), {}, &m_sink};
    engine.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(engine).migrate(*plan));
    const QString prewarmed = value(
        u"SELECT count(*) FROM parterre.journal WHERE statement_id = 'migration/prewarm_leaf' AND sqlstate = ''"_s);
    QCOMPARE(prewarmed.toLongLong(), available ? plan->leaves.size() - 1 : 0); // all but DEFAULT
    QVERIFY_RESULT(Engine({profileOf(owner()), {}, &m_sink}).rollBack(plan->id));
}

void TestReplay::saysThatItMayNotCatchUp()
{
    PgClient client = mustConnect(owner());
    mustExec(client, u"CREATE TABLE public.hot (id bigint PRIMARY KEY, at date NOT NULL)"_s);
    const auto rateOf = [this] {
        const auto planned = planFor(owner(), requestFor(u"public"_s, u"hot"_s, u"at"_s));
        for (const Finding &finding : planned ? planned->findings : QList<Finding>()) {
            if (finding.code == u"write-rate")
                return std::optional(finding);
        }
        return std::optional<Finding>();
    };
    QVERIFY(!rateOf());
    m_cluster->exec(u"SELECT pg_stat_reset()"_s, u"app"_s);
    mustExec(client,
             u"INSERT INTO public.hot SELECT i, date '2024-01-01' + i % 90 FROM generate_series(1, 300000) i"_s);
    QTRY_COMPARE_WITH_TIMEOUT(value(u"SELECT n_tup_ins FROM pg_stat_user_tables WHERE relname = 'hot'"_s), u"300000"_s,
                              30'000);
    const auto finding = rateOf();
    QVERIFY(finding);
    QCOMPARE(finding->severity, Finding::Severity::Decides);
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
