// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "support/fail.h"
#include "support/fixtures.h"
#include "support/ledgerload.h"

#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A table with the types whose values are easily mistaken for each other.
const QString kProof = uR"sql(
CREATE TABLE public.proof (
    id bigint PRIMARY KEY,
    "at" timestamp(6) NOT NULL,
    note text,
    short varchar(20),
    fixed char(8),
    exact numeric,
    document jsonb,
    plain json,
    real8 double precision,
    list integer[],
    place point,
    moment timestamptz,
    milli timestamp(3),
    flag boolean,
    big text
);
INSERT INTO public.proof
SELECT g, timestamp '2025-01-01' + g * interval '4 hours', 'note ' || g, 'short', 'fixed', 1.0, '{"n": 1.0}', '{"n": 1.0}', 0, ARRAY[g, 2, 3], point(g, 0),
       '2025-01-01 12:00:00.000001+00', '2025-01-01 12:00:00.001', true,
       CASE WHEN g % 50 = 7 THEN (SELECT string_agg(md5((g * 1000 + n)::text), '') FROM generate_series(1, 400) n) END
FROM generate_series(1, 1500) g;
ALTER TABLE public.proof ALTER COLUMN big SET STORAGE EXTERNAL;
UPDATE public.proof SET big = big || '' WHERE big IS NOT NULL;
)sql"_s;

struct Corruption {
    const char *name;
    QString sql; ///< {t}: the table it is planted in, {leaf}: the partition that holds row 107, {other}: another one,
                 ///< {default}
    QList<int> keys; ///< the rows that must be named
    bool strictOnly = false;
    bool partitionedOnly = false; ///< cannot be planted in a plain table; once the partitioned table is the truth, only
                                  ///< a person can decide
    bool beyondRepair = false;    ///< by replay
};

// Row 107 is in January 2025 and has a TOASTed value; row 1400 is in August.
const QList<Corruption> &corruptions()
{
    static const QList<Corruption> list{
        {"missing", u"DELETE FROM {t} WHERE id = 107"_s, {107}},
        {"surplus", u"INSERT INTO {t} (id, at) VALUES (99999, '2025-03-03')"_s, {99999}},
        {"surplus outside every period", u"INSERT INTO {t} (id, at) VALUES (99999, '1815-06-18')"_s, {99999}},
        {"duplicated into another partition",
         u"INSERT INTO {t} SELECT id, timestamp '2025-06-06', note, short, fixed, exact, document, plain, real8, list, place, moment, milli, flag, big FROM {t} WHERE id = 107"_s,
         {107},
         false,
         true},
        {"stale", u"UPDATE {t} SET note = 'as it was' WHERE id = 107"_s, {107}},
        {"swapped between rows",
         u"UPDATE {t} x SET note = y.note FROM {t} y WHERE (x.id, y.id) IN ((107, 108), (108, 107))"_s,
         {107, 108}},
        {"swapped between partitions",
         u"UPDATE {t} x SET note = y.note FROM {t} y WHERE (x.id, y.id) IN ((107, 1400), (1400, 107))"_s,
         {107, 1400}},
        {"swapped between columns", u"UPDATE {t} SET note = short, short = 'note 107' WHERE id = 107"_s, {107}},
        {"NULL for a value", u"UPDATE {t} SET note = NULL WHERE id = 107"_s, {107}},
        {"empty for NULL", u"UPDATE {t} SET big = '' WHERE id = 108"_s, {108}},
        {"trailing zero of a numeric", u"UPDATE {t} SET exact = 1.00 WHERE id = 107"_s, {107}, true},
        {"trailing zero in jsonb", u"UPDATE {t} SET document = '{\"n\": 1.00}' WHERE id = 107"_s, {107}, true},
        {"trailing zero in json", u"UPDATE {t} SET plain = '{\"n\": 1.00}' WHERE id = 107"_s, {107}},
        {"white space in json", u"UPDATE {t} SET plain = '{\"n\":1.0}' WHERE id = 107"_s, {107}},
        {"one bit of a TOASTed value",
         u"UPDATE {t} SET big = overlay(big PLACING chr(ascii(substr(big, 9000, 1)) # 1) FROM 9000) WHERE id = 107"_s,
         {107}},
        {"trailing space in varchar", u"UPDATE {t} SET short = 'short ' WHERE id = 107"_s, {107}},
        {"char", u"UPDATE {t} SET fixed = 'fixed  x' WHERE id = 107"_s, {107}},
        {"one microsecond", u"UPDATE {t} SET moment = moment + interval '1 microsecond' WHERE id = 107"_s, {107}},
        {"one millisecond", u"UPDATE {t} SET milli = milli - interval '1 millisecond' WHERE id = 107"_s, {107}},
        {"another time zone's hour", u"UPDATE {t} SET moment = moment + interval '1 hour' WHERE id = 107"_s, {107}},
        {"negative zero", u"UPDATE {t} SET real8 = '-0' WHERE id = 107"_s, {107}, true},
        {"not a number", u"UPDATE {t} SET real8 = 'NaN' WHERE id = 107"_s, {107}},
        {"the last digit of a double", u"UPDATE {t} SET real8 = 5e-324 WHERE id = 107"_s, {107}},
        {"infinity", u"UPDATE {t} SET moment = 'infinity' WHERE id = 107"_s, {107}},
        {"case", u"UPDATE {t} SET note = upper(note) WHERE id = 107"_s, {107}},
        {"a look-alike letter", u"UPDATE {t} SET note = replace(note, 'o', U&'\\043E') WHERE id = 107"_s, {107}},
        {"composed and decomposed", u"UPDATE {t} SET note = note || U&'\\00E9' WHERE id = 107"_s, {107}},
        {"array bounds", u"UPDATE {t} SET list = '[0:2]={107,2,3}' WHERE id = 107"_s, {107}, true},
        {"array order", u"UPDATE {t} SET list = ARRAY[107, 3, 2] WHERE id = 107"_s, {107}},
        {"point", u"UPDATE {t} SET place = point(107, 1e-300) WHERE id = 107"_s, {107}},
        {"true for false", u"UPDATE {t} SET flag = NOT flag WHERE id = 107"_s, {107}},
        {"key changed", u"UPDATE {t} SET id = 99999 WHERE id = 107"_s, {107, 99999}},
        {"keys exchanged",
         u"UPDATE {t} SET id = -1 WHERE id = 107; UPDATE {t} SET id = 107 WHERE id = 108; UPDATE {t} SET id = 108 WHERE id = -1"_s,
         {107, 108}},
        {"partition key changed within the partition",
         u"UPDATE {t} SET at = at + interval '1 microsecond' WHERE id = 107"_s,
         {107}},
        {"partition key changed to another partition",
         u"UPDATE {t} SET at = at + interval '3 months' WHERE id = 107"_s,
         {107}},
        {"in the DEFAULT partition instead",
         u"SET LOCAL allow_system_table_mods = on; UPDATE pg_class SET relispartition = false WHERE oid = '{default}'::regclass; "
         "INSERT INTO {default} SELECT * FROM {leaf} WHERE id = 107; DELETE FROM {leaf} WHERE id = 107; "
         "UPDATE pg_class SET relispartition = true WHERE oid = '{default}'::regclass"_s,
         {107},
         false,
         true,
         true},
        {"in the DEFAULT partition too",
         u"SET LOCAL allow_system_table_mods = on; UPDATE pg_class SET relispartition = false WHERE oid = '{default}'::regclass; "
         "INSERT INTO {default} SELECT * FROM {leaf} WHERE id = 107; UPDATE pg_class SET relispartition = true WHERE oid = '{default}'::regclass"_s,
         {107},
         false,
         true,
         true},
    };
    return list;
}

} // namespace

/// Planted corruption is found, named, repaired and gone; healthy tables under load are never called red.
class TestVerification : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void findsBeforeTheSwitch_data() { corruptionRows(); }
    void findsBeforeTheSwitch();
    void takesTheSwitchAway_data();
    void takesTheSwitchAway();
    void keepsTheVerdictOfACancelledComparison_data();
    void keepsTheVerdictOfACancelledComparison();
    void catchesItselfBeforeTheSwitch();
    void findsWhileWatching_data() { corruptionRows(); }
    void findsWhileWatching();
    void namesManyRows();
    void refusesTheWayBackWhileRed();
    void keepsTheNewerOfTwoWrites();
    void raisesNoFalseAlarm();

private:
    QString value(const QString &sql) { return m_cluster->value(sql, QStringLiteral("app")); }
    QString owner() const { return m_cluster->conninfo(u"app"_s, u"app_owner"_s); }
    Engine engine() { return Engine({profileOf(owner()), {}, &m_sink}); }
    void corruptionRows();
    void plant(const QString &sql, const QString &table);
    void restore();
    void findAndRepair(const Corruption &corruption, const QString &table);

    std::unique_ptr<Cluster> m_cluster;
    RecordingSink m_sink;
    QString m_id;
    Plan m_plan;
};

void TestVerification::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(u"app"_s);
    PgClient client = mustConnect(owner());
    mustExec(client, kProof);
    mustExec(client, u"CREATE TABLE public.truth AS SELECT * FROM public.proof"_s);
    const auto planned = planFor(owner(), requestFor(u"public"_s, u"proof"_s, u"at"_s));
    QVERIFY_RESULT(planned);
    QVERIFY(planned->plan);
    m_plan = *planned->plan;
    m_id = m_plan.id;
    EngineOptions options{profileOf(owner()), {}, &m_sink};
    options.until = MigrationState::Verified;
    const auto state = Engine(options).migrate(m_plan);
    QVERIFY_RESULT(state);
    QCOMPARE(*state, MigrationState::Verified);
    const auto healthy = engine().verify(m_id, true, false);
    QVERIFY_RESULT(healthy);
    QVERIFY(healthy->isEqual());
    QCOMPARE(healthy->rows, 1500);
}

void TestVerification::cleanupTestCase()
{
    m_cluster.reset();
}

void TestVerification::corruptionRows()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<bool>("partitioned"); // which side it is planted on
    for (int i = 0; i < corruptions().size(); ++i) {
        QTest::newRow(qPrintable(QLatin1String(corruptions()[i].name) + u", partitioned"_s)) << i << true;
        if (!corruptions()[i].partitionedOnly)
            QTest::newRow(qPrintable(QLatin1String(corruptions()[i].name) + u", plain"_s)) << i << false;
    }
}

// As a broken disk or a careless superuser would: no capture sees it.
void TestVerification::plant(const QString &sql, const QString &table)
{
    QString text = sql;
    const QString leaf =
        m_cluster->value(u"SELECT c.oid::regclass FROM pg_class c WHERE c.relname = 'proof_2025_01'"_s, u"app"_s);
    text.replace(u"{t}"_s, table).replace(u"{leaf}"_s, leaf).replace(u"{default}"_s, u"public.proof_default"_s);
    PgClient super = mustConnect(m_cluster->conninfo(u"app"_s, u"postgres"_s));
    const QString log =
        u"SELECT (SELECT count(*) FROM parterre.log_%1) + (SELECT count(*) FROM parterre.rlog_%1)"_s.arg(m_id);
    const QString before = m_cluster->value(log, u"app"_s);
    mustExec(super,
             u"BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL parterre.replay = '%1'; "_s.arg(m_id)
                 + text + u"; COMMIT"_s);
    QCOMPARE(m_cluster->value(log, u"app"_s), before);
}

// The rows as they were, on both sides: what a corruption of the side that counts as true has become is no part of the
// test.
void TestVerification::restore()
{
    const bool switched = m_cluster->value(u"SELECT to_regclass('public.proof_old') IS NOT NULL"_s, u"app"_s) == u"t";
    for (const QString &table : {u"public.proof"_s, switched ? u"public.proof_old"_s : u"public.proof_new"_s})
        plant(
            u"DELETE FROM {default} WHERE id = 107; DELETE FROM {t} WHERE id IN (107, 108, 1400, 99999, -1); INSERT INTO {t} SELECT * FROM public.truth WHERE id IN (107, 108, 1400)"_s,
            table);
}

void TestVerification::findAndRepair(const Corruption &corruption, const QString &table)
{
    plant(corruption.sql, table);
    const auto loose = engine().verify(m_id, false, false);
    QVERIFY_RESULT(loose);
    QCOMPARE(loose->method, u"hash"_s);
    QCOMPARE(loose->isEqual(), corruption.strictOnly); // the hash is semantic, and the report says that it was used
    const auto found = engine().verify(m_id, true, false);
    QVERIFY_RESULT(found);
    QCOMPARE(found->method, u"strict"_s);
    QVERIFY(!found->isEqual());
    for (const VerificationReport &report : {*loose, *found}) {
        if (report.isEqual())
            continue;
        QSet<QString> named;
        for (const RowDifference &difference : report.differences) {
            named << difference.key.value(0);
            QVERIFY(difference.plain != difference.partitioned);
            QVERIFY(!difference.leaf.isEmpty());
            const bool onBothSides = !difference.plain.isEmpty() && !difference.partitioned.isEmpty();
            QCOMPARE(difference.columns.isEmpty(), !onBothSides);
            for (const ColumnDifference &column : difference.columns)
                QVERIFY2(column.plain != column.partitioned, qPrintable(column.column));
        }
        QSet<QString> planted;
        for (int key : corruption.keys)
            planted << QString::number(key);
        QCOMPARE(named, planted);
    }
    const auto repaired = engine().verify(m_id, true, true);
    if (corruption.beyondRepair || (corruption.partitionedOnly && table == u"public.proof")) {
        // The old table refuses the second row, or pruning hides the row where it must not be: never called equal.
        QVERIFY(!repaired || !repaired->isEqual());
        if (!repaired)
            QVERIFY2(repaired.error().toText().contains(u"107"), qPrintable(repaired.error().toText()));
        restore();
        const auto healthy = engine().verify(m_id, true, false);
        QVERIFY_RESULT(healthy);
        QVERIFY(healthy->isEqual());
        return;
    }
    QVERIFY_RESULT(repaired);
    QVERIFY2(repaired->isEqual(),
             qPrintable(repaired->differences.isEmpty() ? QString()
                                                        : repaired->differences.first().plain + u" / "_s
                                + repaired->differences.first().partitioned));
    const auto again = engine().verify(m_id, true, false);
    QVERIFY_RESULT(again);
    QVERIFY(again->isEqual());
    restore();
}

void TestVerification::findsBeforeTheSwitch()
{
    QFETCH(int, index);
    QFETCH(bool, partitioned);
    findAndRepair(corruptions()[index], partitioned ? u"public.proof_new"_s : u"public.proof"_s);
    if (QTest::currentTestFailed())
        restore();
}

void TestVerification::takesTheSwitchAway_data()
{
    QTest::addColumn<bool>("strict");
    QTest::addColumn<QString>("corruption");
    QTest::newRow("by hash") << false << u"UPDATE {t} SET note = 'as it was' WHERE id = 107"_s;
    QTest::newRow("byte by byte") << true << u"UPDATE {t} SET exact = 1.00 WHERE id = 107"_s;
}

// Ready to switch, and red when somebody looks again: no resume switches before both are equal, by the same measure.
void TestVerification::takesTheSwitchAway()
{
    QFETCH(bool, strict);
    QFETCH(QString, corruption);
    const QString state = u"SELECT state FROM parterre.migration WHERE id = '%1'"_s.arg(m_id);
    const QString wrong =
        u"SELECT count(*) FROM public.proof_new WHERE note = 'as it was' OR (id = 107 AND exact::text = '1.00')"_s;
    EngineOptions options{profileOf(owner()), {}, &m_sink};
    options.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(options).resume(m_id));
    QCOMPARE(value(state), u"Verified"_s);
    plant(corruption, u"public.proof_new"_s);
    const auto red = engine().verify(m_id, strict, false);
    QVERIFY_RESULT(red);
    QVERIFY(!red->isEqual());
    QCOMPARE(value(state), u"CatchingUp"_s);
    QVERIFY2(m_sink.notes.join(u'\n').contains(u"no switch while rows differ"), qPrintable(m_sink.notes.join(u'\n')));
    const auto still = engine().verify(m_id, false, false); // what the bytes showed is not forgotten
    QVERIFY_RESULT(still);
    QVERIFY(!still->isEqual());
    QCOMPARE(value(wrong), u"1"_s);
    const auto resumed = Engine(options).resume(m_id);
    QVERIFY_RESULT(resumed);
    QCOMPARE(*resumed, MigrationState::Verified);
    QCOMPARE(value(wrong), u"0"_s);
    plant(corruption, u"public.proof_new"_s);
    const auto repaired = engine().verify(m_id, strict, true); // repaired on the spot, it is ready again
    QVERIFY_RESULT(repaired);
    QVERIFY(repaired->isEqual());
    QCOMPARE(value(wrong), u"0"_s);
    QCOMPARE(value(state), u"Verified"_s);
}

void TestVerification::keepsTheVerdictOfACancelledComparison_data()
{
    takesTheSwitchAway_data();
}

// The rows are being looked for when somebody stops it: that they differ is known by then.
void TestVerification::keepsTheVerdictOfACancelledComparison()
{
    QFETCH(bool, strict);
    QFETCH(QString, corruption);
    const QString state = u"SELECT state FROM parterre.migration WHERE id = '%1'"_s.arg(m_id);
    EngineOptions options{profileOf(owner()), {}, &m_sink};
    options.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(options).resume(m_id));
    plant(corruption, u"public.proof_new"_s);
    EngineOptions cancelled{profileOf(owner()), {}, &m_sink};
    const auto holds = [](const PlannedLeaf &leaf) { return leaf.name.name == u"proof_2025_01"; };
    const auto found = std::find_if(m_plan.leaves.cbegin(), m_plan.leaves.cend(), holds);
    const qint64 red = found - m_plan.leaves.cbegin() + (strict ? 1 : 0); // its bytes were compared, or are about to be
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.message == u"row by row" && progress.done >= red)
            cancelled.cancel.cancel();
    };
    const auto stopped = Engine(cancelled).verify(m_id, strict, false);
    m_sink.onReport = nullptr;
    QVERIFY(!stopped);
    QVERIFY(stopped.error().isCancelled());
    QCOMPARE(value(state), u"CatchingUp"_s);
    // Of partitions that were not compared to the end nothing is claimed.
    QCOMPARE(value(u"SELECT string_agg(leaf || ' ' || equal, ' ') FROM parterre.leaf_check"_s),
             u"public.proof_2025_01 false"_s);
    const auto resumed = Engine(options).resume(m_id);
    QVERIFY_RESULT(resumed);
    const auto healthy = engine().verify(m_id, true, false);
    QVERIFY_RESULT(healthy);
    QVERIFY(healthy->isEqual());
}

// What nobody asked to verify is still found before the names are exchanged, and put right.
void TestVerification::catchesItselfBeforeTheSwitch()
{
    const QString sum = u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM public.proof x"_s;
    const QString rows = m_cluster->value(sum, u"app"_s);
    QVERIFY_RESULT(engine().rollBack(m_id));
    EngineOptions options{profileOf(owner()), {}, &m_sink};
    options.until = MigrationState::CatchingUp;
    QVERIFY_RESULT(Engine(options).resume(m_id));
    plant(u"DELETE FROM {t} WHERE id % 100 = 7; UPDATE {t} SET note = 'wrong' WHERE id % 100 = 8"_s,
          u"public.proof_new"_s);
    m_sink.notes.clear();
    const auto state = engine().resume(m_id);
    QVERIFY_RESULT(state);
    QCOMPARE(*state, MigrationState::Watching);
    QVERIFY2(m_sink.notes.join(u'\n').contains(u"30 rows differ"), qPrintable(m_sink.notes.join(u'\n')));
    QCOMPARE(m_cluster->value(sum, u"app"_s), rows);
    QCOMPARE(m_cluster->value(u"SELECT relkind FROM pg_class WHERE oid = 'public.proof'::regclass"_s, u"app"_s),
             u"p"_s);
}

void TestVerification::findsWhileWatching()
{
    QFETCH(int, index);
    QFETCH(bool, partitioned);
    findAndRepair(corruptions()[index], partitioned ? u"public.proof"_s : u"public.proof_old"_s);
    if (QTest::currentTestFailed())
        restore();
}

// More rows than one report names are repaired all the same.
void TestVerification::namesManyRows()
{
    plant(u"UPDATE {t} SET note = 'wrong' WHERE id <= 450"_s, u"public.proof_old"_s);
    const auto found = engine().verify(m_id, false, false);
    QVERIFY_RESULT(found);
    QVERIFY(found->differences.size() > 200); // at most a hundred a partition
    QVERIFY(found->differences.size() < 450);
    const auto repaired = engine().verify(m_id, false, true);
    QVERIFY_RESULT(repaired);
    QVERIFY(repaired->isEqual());
    QCOMPARE(m_cluster->value(u"SELECT count(*) FROM public.proof_old WHERE note = 'wrong'"_s, u"app"_s), u"0"_s);
}

void TestVerification::refusesTheWayBackWhileRed()
{
    plant(u"DELETE FROM {t} WHERE id = 107"_s, u"public.proof_old"_s);
    const auto red = engine().verify(m_id, false, false);
    QVERIFY_RESULT(red);
    QVERIFY(!red->isEqual());
    const auto refused = engine().rollBack(m_id);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(refused.error().detail.contains(u"proof_2025_01"), qPrintable(refused.error().toText()));
    QCOMPARE(value(u"SELECT relkind FROM pg_class WHERE oid = 'public.proof'::regclass"_s), u"p"_s);
    const auto repaired = engine().verify(m_id, false, true);
    QVERIFY_RESULT(repaired);
    QVERIFY(repaired->isEqual());
}

// Somebody still writes the old table, by its name: what the application wrote into the same row stays.
void TestVerification::keepsTheNewerOfTwoWrites()
{
    const auto notes = [this](const QString &table) {
        return m_cluster->value(
            u"SELECT string_agg(coalesce(note, 'NULL'), ' ' ORDER BY id) FROM %1 WHERE id IN (501, 502)"_s.arg(table),
            u"app"_s);
    };
    m_cluster->exec(u"UPDATE public.proof_old SET note = 'late' WHERE id IN (501, 502, 503)"_s, u"app"_s);
    m_cluster->exec(u"UPDATE public.proof SET note = 'newer' WHERE id = 501"_s, u"app"_s);
    m_cluster->exec(u"DELETE FROM public.proof WHERE id = 503"_s, u"app"_s);
    m_sink.notes.clear();
    const auto report = engine().verify(m_id, false, false);
    QVERIFY_RESULT(report);
    QVERIFY(report->isEqual());
    QCOMPARE(notes(u"public.proof"_s), u"newer late"_s);
    QCOMPARE(notes(u"public.proof_old"_s), u"newer late"_s);
    for (const QString &table : {u"proof"_s, u"proof_old"_s})
        QCOMPARE(m_cluster->value(u"SELECT count(*) FROM public.%1 WHERE id = 503"_s.arg(table), u"app"_s), u"0"_s);
    QVERIFY2(m_sink.notes.join(u'\n').contains(u"2 late writes into the old table were not carried over"_s),
             qPrintable(m_sink.notes.join(u'\n')));
}

void TestVerification::raisesNoFalseAlarm()
{
    PgClient client = mustConnect(owner());
    createLedgerTables(client);
    LedgerLoadOptions options;
    options.conninfo = m_cluster->conninfo(u"app"_s, u"app_user"_s);
    LedgerLoad load(options);
    QVERIFY2(load.fill(20'000), qPrintable(load.failures().join(u'\n')));
    mustExec(client, u"VACUUM ANALYZE public.ledger_t"_s);
    const auto planned = planFor(owner(), requestFor(u"public"_s, u"ledger_t"_s, u"ts"_s));
    QVERIFY_RESULT(planned);
    QVERIFY(planned->plan);
    QVERIFY(load.start());
    EngineOptions engineOptions{profileOf(owner()), {}, &m_sink};
    engineOptions.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(engineOptions).migrate(*planned->plan));
    const auto rounds = [&](const char *when) {
        for (int round = 1; round <= 10; ++round) {
            const auto report = engine().verify(planned->plan->id, round % 2 == 0, false);
            QVERIFY_RESULT(report);
            QVERIFY2(report->isEqual(),
                     qPrintable(u"%1, round %2: %3"_s.arg(QLatin1String(when))
                                    .arg(round)
                                    .arg(report->differences.value(0).key.join(u' '))));
            QVERIFY(load.waitForCommits(20, 60s));
        }
    };
    rounds("before the switch");
    QVERIFY_RESULT(engine().resume(planned->plan->id));
    rounds("watching");
    load.stop();
    QVERIFY2(load.failureCount() == 0, qPrintable(load.failures().join(u'\n')));
}

QTEST_GUILESS_MAIN(TestVerification)
#include "tst_verification.moc"
