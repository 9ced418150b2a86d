// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/firedrill.h"
#include "migration/rates.h"
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "support/fixtures.h"
#include "support/process.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kDb = u"app"_s;

// Everything that a rehearsal could leave, and everything it could change.
const QString kInventory = uR"sql(
SELECT coalesce(string_agg(line, E'\n' ORDER BY line), '') FROM (
    SELECT format('%s %s.%s %s', c.relkind, n.nspname, c.relname, c.relacl) AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_(toast_)?temp'
    UNION ALL SELECT format('schema %s %s', nspname, nspacl) FROM pg_namespace WHERE nspname !~ '^pg_'
    UNION ALL SELECT format('function %s', oid::regprocedure) FROM pg_proc WHERE pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
    UNION ALL SELECT format('trigger %s on %s', tgname, tgrelid::regclass) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('statistics %s', stxname) FROM pg_statistic_ext
    UNION ALL SELECT format('sequence %s %s', schemaname || '.' || sequencename, last_value) FROM pg_sequences) each
)sql"_s;

} // namespace

/// What a rehearsal measures and tries, and that nothing of it is left, whatever ends it.
class TestRehearsal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void forecastsFromSamples();
    void measuresRates();
    void measuresWhileRowsMove();
    void measuringGivesWay();
    void measuringIsBounded();
    void drills();
    void drillsHostileNames();
    void keepsDrillRowsToTheOwner();
    void drillFindsLostRow();
    void cancelledDrillIsRemoved();
    void killedDrillIsRemoved_data();
    void killedDrillIsRemoved();
    void commandLine();

private:
    QString owner() const { return m_cluster->conninfo(kDb, u"app_owner"_s); }
    EngineOptions options() { return {.profile = profileOf(owner()), .sink = &m_sink}; }
    QString inventory() const { return m_cluster->value(kInventory, kDb); }
    QString checksum(const QString &table) const
    {
        return m_cluster->value(u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM %1 x"_s.arg(table),
                                kDb);
    }

    std::unique_ptr<Cluster> m_cluster;
    RecordingSink m_sink;
    std::optional<Plan> m_plan;
    std::optional<Plan> m_yearly; ///< fewer partitions, sooner done
};

void TestRehearsal::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    PgClient client = mustConnect(owner());
    createTransactions(client, {.rows = 60'000, .outliers = true});
    createHostileNames(client, 3'000);
    mustExec(client, u"ANALYZE"_s);
    m_plan = mustPlan(owner(), requestFor(u"public"_s, u"transactions"_s, u"timestamp"_s));
    PlanRequest guarded = requestFor(u"public"_s, u"transactions"_s, u"timestamp"_s, u"1 year"_s);
    guarded.uniqueKeys = UniqueChoice::Guard;
    m_yearly = mustPlan(owner(), guarded);
    QVERIFY(m_plan && m_yearly);
}

void TestRehearsal::cleanupTestCase()
{
    m_cluster.reset();
}

void TestRehearsal::forecastsFromSamples()
{
    Plan plan;
    for (int i = 0; i < 4; ++i) {
        PlannedLeaf leaf;
        leaf.rows = 1024;
        plan.leaves << leaf;
    }
    RateReport report;
    report.tableRows = 4096;
    report.tablePages = 400;
    report.workers = 2;
    report.samples = {{.firstPage = 0,
                       .endPage = 100,
                       .rows = 1024,
                       .timedPages = 50,
                       .copyMs = 100,
                       .indexMs = 40,
                       .hashTableMs = 10,
                       .hashCopyMs = 10},
                      {.firstPage = 200,
                       .endPage = 300,
                       .rows = 1024,
                       .timedPages = 50,
                       .copyMs = 200,
                       .indexMs = 80,
                       .hashTableMs = 20,
                       .hashCopyMs = 20}};
    forecast(report, plan);
    QCOMPARE(report.steps[0].leastMs, 400); // 400 pages at 2 ms, two sessions
    QCOMPARE(report.steps[0].greatestMs, 1600);
    QCOMPARE(report.steps[1].leastMs, 80);
    QCOMPARE(report.steps[1].greatestMs, 320);
    QCOMPARE(report.steps[2].leastMs, 40);
    QCOMPARE(report.steps[2].greatestMs, 160);
    QCOMPARE(report.total.leastMs, 520);
    QCOMPARE(report.total.greatestMs, 2080);
}

void TestRehearsal::measuresRates()
{
    const QString before = inventory();
    QStringList sent;
    EngineOptions engine = options();
    engine.observer = [&](const StatementRecord &record) { sent << record.text; };
    const auto report = measureRates(engine, *m_plan);
    QVERIFY_RESULT(report);
    QCOMPARE(report->samples.size(), 3);
    QCOMPARE(report->tablePages,
             m_cluster->value(u"SELECT pg_relation_size('public.transactions') / 8192"_s, kDb).toLongLong());
    for (const RateSample &sample : report->samples)
        QVERIFY(sample.rows > 0 && sample.timedPages > 0 && sample.copyMs > 0 && sample.indexMs > 0
                && sample.hashTableMs > 0 && sample.hashCopyMs > 0);
    for (const StepForecast &step : report->steps)
        QVERIFY2(step.leastMs > 0 && step.leastMs <= step.greatestMs && step.rowsGreatest > 0, qPrintable(step.step));
    QCOMPARE(inventory(), before);
    QStringList described;
    for (const PlannedStatement &statement : describeRates(*m_plan).statements)
        described << statement.sql.text;
    int own = 0;
    for (const QString &text : std::as_const(sent)) {
        own += text.contains(u"_rates_"_s) ? 1 : 0;
        if (!text.contains(u"set_config"_s) && text.contains(u"transactions"_s))
            QVERIFY2(described.contains(text), qPrintable(text));
    }
    QVERIFY(own > 15);
}

// A row that is updated between two batches lies elsewhere then; it is no duplicate.
void TestRehearsal::measuresWhileRowsMove()
{
    PgClient writer = mustConnect(owner());
    mustExec(writer, u"CREATE TABLE public.moving (id bigint PRIMARY KEY, at timestamptz NOT NULL, pad text)"_s);
    mustExec(
        writer,
        u"INSERT INTO public.moving SELECT g, '2025-01-01'::timestamptz + g * interval '1 minute', repeat('x', 200) FROM generate_series(1, 20000) g"_s);
    mustExec(writer, u"DELETE FROM public.moving WHERE id BETWEEN 18000 AND 19900"_s); // room near the end
    mustExec(writer, u"VACUUM ANALYZE public.moving"_s);
    const auto plan = mustPlan(owner(), requestFor(u"public"_s, u"moving"_s, u"at"_s));
    QVERIFY(plan);
    int batches = 0; // of the last sample
    EngineOptions engine = options();
    engine.observer = [&](const StatementRecord &record) {
        const bool copies = record.text.contains(u"INSERT INTO"_s) && record.text.contains(u"_3 "_s);
        if (copies && ++batches == 1)
            mustExec(writer, u"UPDATE public.moving SET pad = pad WHERE id BETWEEN 13350 AND 13400"_s);
    };
    const auto report = measureRates(engine, *plan);
    QVERIFY_RESULT(report);
    QCOMPARE(report->samples.size(), 3);
    QVERIFY(batches > 1);
    mustExec(writer, u"DROP TABLE public.moving"_s);
}

// Whoever waits for the table gets it at once; the measuring begins again.
void TestRehearsal::measuringGivesWay()
{
    PgClient ddl = mustConnect(owner());
    mustExec(ddl, u"CREATE TABLE public.wide (id bigint PRIMARY KEY, at timestamptz NOT NULL, pad text)"_s);
    mustExec(
        ddl,
        u"INSERT INTO public.wide SELECT g, '2025-01-01'::timestamptz + g * interval '1 minute', repeat('x', 200) FROM generate_series(1, 300000) g"_s);
    const auto plan = mustPlan(owner(), requestFor(u"public"_s, u"wide"_s, u"at"_s));
    QVERIFY(plan);
    qint64 waitedMs = -1;
    std::thread waiter;
    m_sink.onReport = [&](const Progress &progress) {
        if (!waiter.joinable() && progress.message.startsWith(u"sample 2"))
            waiter = std::thread([&] {
                QElapsedTimer timer;
                timer.start();
                mustExec(ddl, u"ALTER TABLE public.wide ALTER COLUMN pad SET DEFAULT 'x'"_s);
                waitedMs = timer.elapsed();
            });
    };
    m_sink.notes.clear();
    const auto report = measureRates(options(), *plan);
    m_sink.onReport = nullptr;
    QVERIFY(waiter.joinable());
    waiter.join();
    QVERIFY_RESULT(report);
    QCOMPARE(report->samples.size(), 3);
    QVERIFY(m_sink.notes.join(u' ').contains(u"Somebody waited"));
    QVERIFY2(waitedMs < 1000, qPrintable(QString::number(waitedMs)));
}

void TestRehearsal::measuringIsBounded()
{
    const QString before = inventory();
    const auto plan = mustPlan(owner(), requestFor(u"public"_s, u"wide"_s, u"at"_s));
    QVERIFY(plan);
    QElapsedTimer timer;
    timer.start();
    const auto none = measureRates(options(), *plan, 1);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::Refused);
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(inventory(), before);
    PgClient client = mustConnect(owner());
    mustExec(client, u"DROP TABLE public.wide"_s);
}

void TestRehearsal::drills()
{
    const QString before = inventory();
    const QString rows = checksum(u"public.transactions"_s);
    // A window or an exporter reads the journal all the time; it must not stop the drill from taking it away.
    std::atomic<bool> ended = false;
    std::thread reader([&] {
        PgClient client = mustConnect(owner());
        while (!ended)
            client.exec(u"SELECT * FROM parterre.status"_s);
    });
    const auto report = fireDrill(options(), *m_plan);
    ended = true;
    reader.join();
    QVERIFY_RESULT(report);
    QVERIFY2(report->passed(), qPrintable(report->writes.faults.join(u'\n')));
    QVERIFY(report->rows > 1000 && report->rows < 20'000);
    QVERIFY(report->partitions > 12);
    QCOMPARE(report->comparisons.size(), 4);
    for (const DrillComparison &comparison : report->comparisons)
        QVERIFY2(comparison.rows > report->rows / 2 && comparison.differences == 0, qPrintable(comparison.moment));
    QVERIFY(report->writes.updates > 50 && report->writes.deletes > 10 && report->writes.inserts > 0);
    const QString left = report->notRehearsed.join(u' ');
    for (const QString &what : {u"triggers"_s, u"views"_s, u"NOT VALID"_s, u"grants"_s})
        QVERIFY2(left.contains(what), qPrintable(left));
    QCOMPARE(checksum(u"public.transactions"_s), rows);
    QCOMPARE(inventory(), before); // schema parterre went with it
}

void TestRehearsal::drillsHostileNames()
{
    const auto plan = mustPlan(owner(), requestFor(kHostileSchema, kHostileTable, kHostileKey, u"1 year"_s));
    QVERIFY(plan);
    const QString before = inventory();
    QVERIFY_RESULT(measureRates(options(), *plan));
    const auto report = fireDrill(options(), *plan);
    QVERIFY_RESULT(report);
    QVERIFY2(report->passed(), qPrintable(report->writes.faults.join(u'\n')));
    QVERIFY(report->writes.inserts > 0);
    QCOMPARE(inventory(), before);
}

// Default privileges would show real rows to others; so would a drill without the table's row security.
void TestRehearsal::keepsDrillRowsToTheOwner()
{
    PgClient client = mustConnect(owner());
    mustExec(client, u"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO other"_s);
    mustExec(client, u"ALTER TABLE public.transactions ENABLE ROW LEVEL SECURITY"_s);
    const auto plan = mustPlan(owner(), requestFor(u"public"_s, u"transactions"_s, u"timestamp"_s, u"1 year"_s));
    QVERIFY(plan);
    const QString before = inventory();
    int looks = 0;
    QString seen;
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.step == u"Prepare")
            return; // the empty partitions get their rights at its end
        ++looks;
        seen += m_cluster->value(
            u"SELECT string_agg(c.oid::regclass::text, ', ') FROM pg_class c WHERE c.relname ~ '_drill_' AND c.relkind IN ('r', 'p') "
            "AND (has_table_privilege('other', c.oid, 'SELECT') OR NOT c.relrowsecurity)"_s,
            kDb);
    };
    const auto report = fireDrill(options(), *plan);
    m_sink.onReport = nullptr;
    QVERIFY_RESULT(report);
    QVERIFY(report->passed() && looks > 10);
    QVERIFY2(seen.isEmpty(), qPrintable(seen));
    QCOMPARE(inventory(), before);
    mustExec(client, u"ALTER TABLE public.transactions DISABLE ROW LEVEL SECURITY"_s);
    mustExec(client, u"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM other"_s);
}

// A drill that could not fail would be worth nothing.
void TestRehearsal::drillFindsLostRow()
{
    PgClient thief = mustConnect(m_cluster->conninfo(kDb, u"postgres"_s));
    bool stolen = false;
    m_sink.onReport = [&](const Progress &progress) {
        if (stolen || progress.step != u"Watch")
            return;
        const QString drill = m_cluster->value(
            u"SELECT oid::regclass::text FROM pg_class WHERE relname ~ '_drill_[0-9a-f]{8}$' AND relkind = 'p'"_s, kDb);
        if (drill.isEmpty())
            return;
        stolen = true;
        mustExec(thief, u"DELETE FROM %1 WHERE id = (SELECT min(id) FROM %1)"_s.arg(drill));
    };
    const QString before = inventory();
    const auto report = fireDrill(options(), *m_yearly);
    m_sink.onReport = nullptr;
    QVERIFY_RESULT(report);
    QVERIFY(stolen);
    QVERIFY(!report->passed());
    QCOMPARE(inventory(), before);
}

void TestRehearsal::cancelledDrillIsRemoved()
{
    const QString before = inventory();
    EngineOptions engine = options();
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.step == u"Index")
            engine.cancel.cancel();
    };
    const auto report = fireDrill(engine, *m_yearly);
    m_sink.onReport = nullptr;
    QVERIFY(!report && report.error().isCancelled());
    QCOMPARE(inventory(), before);
}

void TestRehearsal::killedDrillIsRemoved_data()
{
    QTest::addColumn<QByteArray>("moment");
    for (const char *moment : {"Copy", "Switch", "Switch back"})
        QTest::newRow(moment) << QByteArray(moment);
}

void TestRehearsal::killedDrillIsRemoved()
{
    QFETCH(QByteArray, moment);
    const QString before = inventory();
    const QString rows = checksum(u"public.transactions"_s);
    ProgramHome home;
    const QString file = home.filePath(u"t.plan"_s);
    QFile plan(file);
    QVERIFY(plan.open(QIODevice::WriteOnly) && plan.write(m_yearly->toJson()) > 0);
    plan.close();
    Program program;
    QVERIFY(program.start({owner(), u"rehearse"_s, file, u"--drill-only"_s, u"--yes"_s}));
    QVERIFY2(program.waitForOutput(moment, 60s), program.errorOutput().constData());
    QVERIFY(program.sendSignal(SIGKILL));
    QVERIFY(program.waitForFinished(5s));
    QVERIFY(inventory() != before);
    Program clean;
    QVERIFY(clean.run({owner(), u"rehearse"_s, u"--clean"_s, u"--yes"_s}));
    QVERIFY2(clean.exitCode() == 0 && clean.output().contains("_drill_"), clean.errorOutput().constData());
    QCOMPARE(inventory(), before);
    QCOMPARE(checksum(u"public.transactions"_s), rows);
}

void TestRehearsal::commandLine()
{
    const QStringList table{owner(),      u"rehearse"_s, u"public.transactions"_s, u"--key"_s, u"timestamp"_s,
                            u"--every"_s, u"1 year"_s};
    Program unasked;
    QVERIFY(unasked.run(table));
    QCOMPARE(unasked.exitCode(), 2);
    Program show;
    QVERIFY(show.run(table + QStringList{u"--show"_s}));
    QVERIFY(show.exitCode() == 0 && show.output().contains("_drill_") && show.output().contains("_rates_"));
    const QString before = inventory();
    Program json;
    QVERIFY(json.run(table + QStringList{u"--yes"_s, u"--json"_s}, 120s));
    QVERIFY2(json.exitCode() == 0, json.errorOutput().constData());
    const QJsonDocument result = QJsonDocument::fromJson(json.output());
    QVERIFY(result[u"rates"_s][u"total"_s][u"greatestMs"_s].toInteger() > 0);
    QVERIFY(result[u"drill"_s][u"passed"_s].toBool());
    QCOMPARE(inventory(), before);
    Program text;
    QVERIFY(text.run(table + QStringList{u"--yes"_s, u"--rates-only"_s, u"--seconds"_s, u"20"_s}));
    QVERIFY(text.exitCode() == 0 && text.output().contains("Extrapolated"));
    QVERIFY(!text.output().contains("Fire drill"));
}

QTEST_GUILESS_MAIN(TestRehearsal)
#include "tst_rehearsal.moc"
