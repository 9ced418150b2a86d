// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fail.h"
#include "support/fixtures.h"
#include "support/scenario.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kViews = uR"sql(
CREATE SCHEMA "Sums'";
GRANT USAGE ON SCHEMA "Sums'" TO app_user;
CREATE TABLE public.facts (id bigint PRIMARY KEY, at timestamptz NOT NULL, n bigint, note text);
INSERT INTO public.facts SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '1 hour', g % 7, 'note ' || g FROM generate_series(1, 500) g;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.facts TO app_user;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO other;
CREATE MATERIALIZED VIEW public.per_n WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.3) AS SELECT f.n, count(*) AS rows, max(f.note) AS note FROM public.facts f GROUP BY f.n;
REVOKE ALL ON public.per_n FROM other;
CREATE UNIQUE INDEX per_n_key ON public.per_n (n);
CREATE INDEX per_n_note ON public.per_n (lower(note) text_pattern_ops) WITH (fillfactor = 60) WHERE n > 0;
COMMENT ON MATERIALIZED VIEW public.per_n IS 'it''s "per n"';
COMMENT ON COLUMN public.per_n.rows IS 'how many';
COMMENT ON INDEX public.per_n_key IS 'the key';
GRANT SELECT, TRUNCATE ON public.per_n TO app_user WITH GRANT OPTION;
GRANT SELECT (n) ON public.per_n TO other;
CREATE MATERIALIZED VIEW "Sums'"."Only these" AS SELECT id, 'FROM ONLY public.facts'::text AS "t ONLY" FROM ONLY public.facts WHERE n < 3;
CREATE UNIQUE INDEX "Only these_key" ON "Sums'"."Only these" (id);
ALTER MATERIALIZED VIEW "Sums'"."Only these" RENAME COLUMN "t ONLY" TO "text";
CREATE MATERIALIZED VIEW public.empty AS SELECT * FROM public.facts WITH NO DATA;
GRANT SELECT ON "Sums'"."Only these" TO app_user;
INSERT INTO public.facts SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '1 hour', g % 7, 'note ' || g FROM generate_series(501, 600) g;
)sql"_s;

const QString kSnapshot = uR"sql(
SELECT format('%s %s owner=%s acl=%s options=%s populated=%s comment=%s columns=%s indexes=%s', c.oid::regclass, pg_get_viewdef(c.oid), c.relowner::regrole,
              (SELECT array_agg(x::text ORDER BY x::text) FROM aclexplode(c.relacl) x), c.reloptions, c.relispopulated, obj_description(c.oid, 'pg_class'),
              (SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod), a.attacl, col_description(c.oid, a.attnum)) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0),
              (SELECT json_agg(json_build_array(pg_get_indexdef(i.indexrelid), i.indisvalid, obj_description(i.indexrelid, 'pg_class')) ORDER BY i.indexrelid::regclass::text) FROM pg_index i WHERE i.indrelid = c.oid))
FROM pg_class c WHERE c.relkind = 'm' AND c.relname !~ '_old$' ORDER BY 1
)sql"_s;

const QString kReads = uR"sql(
SELECT DISTINCT format('%s reads %s', r.ev_class::regclass, d.refobjid::regclass) FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'm' JOIN pg_class t ON d.refclassid = 'pg_class'::regclass AND t.oid = d.refobjid AND t.relkind IN ('r', 'p') ORDER BY 1
)sql"_s;

const QString kContents =
    u"SELECT (SELECT sum(rows) FROM public.per_n) || ' ' || (SELECT count(*) FROM \"Sums'\".\"Only these\")"_s;

} // namespace

/// Materialized views read the new table after the switch and the old one again after the way back, and are never older
/// than they were.
class TestMaterializedViews : public Scenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void carriesOver();
    void noticesARefresh();
    void goesOnAfterACancel_data();
    void goesOnAfterACancel();
    void finishes_data();
    void finishes();
    void changesCloseTheWayBack();
    void noticesChanges();
    void refuses_data();
    void refuses();

private:
    std::optional<Plan> plan();
};

void TestMaterializedViews::initTestCase()
{
    startServer();
}

void TestMaterializedViews::cleanupTestCase()
{
    m_cluster.reset();
}

void TestMaterializedViews::init()
{
    makeDatabase();
    PgClient client = mustConnect(owner());
    mustExec(client, kViews);
}

std::optional<Plan> TestMaterializedViews::plan()
{
    return mustPlan(owner(), requestFor(u"public"_s, u"facts"_s, u"at"_s, u"1 week"_s));
}

void TestMaterializedViews::carriesOver()
{
    const QStringList before = column(kSnapshot);
    QStringList expected = before;
    for (QString &line : expected)
        line.replace(u"FROM ONLY facts"_s, u"FROM facts"_s);
    QVERIFY(expected != before);
    const QStringList reads = column(kReads);
    QCOMPARE(reads.size(), 3);
    QCOMPARE(value(kContents), u"500 215"_s);
    const auto planned = plan();
    QVERIFY(planned);
    std::atomic<bool> reading = true;
    QStringList failures;
    std::thread reader([&] { // sees the contents at any time, and never less of them
        PgClient client(m_cluster->conninfo(u"app"_s, u"app_user"_s));
        qint64 seen = 0;
        while (reading) {
            const PgResult result = client.exec(u"SELECT sum(rows) FROM public.per_n"_s);
            if (!result.ok())
                failures << QString::fromStdString(result.message());
            else if (result.text(0, 0).toLongLong() < seen)
                failures << u"older"_s;
            else
                seen = result.text(0, 0).toLongLong();
        }
    });
    for (int turn = 1; turn <= 2; ++turn) {
        const auto migrated = engine().migrate(*planned);
        if (migrated) {
            [&] {
                QCOMPARE(column(kSnapshot).join(u'\n'), expected.join(u'\n'));
                QCOMPARE(column(kReads).filter(QRegularExpression(u"facts$"_s)).size(), 3);
                QCOMPARE(column(kReads).filter(u"facts_old"_s).size(), 3);
                QCOMPARE(value(kContents), turn == 1 ? u"600 257"_s : u"602 259"_s);
                PgClient client = mustConnect(owner());
                mustExec(client, u"INSERT INTO public.facts VALUES (%1, '2026-01-20', 1, 'late')"_s.arg(9000 + turn));
                mustExec(client, u"REFRESH MATERIALIZED VIEW CONCURRENTLY public.per_n"_s);
                mustExec(client, u"REFRESH MATERIALIZED VIEW CONCURRENTLY \"Sums'\".\"Only these\""_s);
                QCOMPARE(value(kContents), turn == 1 ? u"601 258"_s : u"603 260"_s);
                mustExec(client, u"INSERT INTO public.facts VALUES (%1, '2026-01-20', 1, 'later')"_s.arg(9100 + turn));
            }();
        }
        const auto back = engine().rollBack(planned->id);
        if (turn == 2 || !migrated || !back) {
            reading = false;
            reader.join();
        }
        QVERIFY_RESULT(migrated);
        QVERIFY_RESULT(back);
        QCOMPARE(*back, MigrationState::RolledBack);
        QCOMPARE(column(kSnapshot).join(u'\n'), before.join(u'\n'));
        QCOMPARE(column(kReads), reads);
        QCOMPARE(value(kContents), turn == 1 ? u"602 259"_s : u"604 261"_s); // as fresh as that
        if (!reading)
            break;
    }
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u'\n')));
    QCOMPARE(value(u"SELECT count(*) FROM pg_class WHERE relkind = 'm'"_s), u"3"_s);
}

// One that comes between the twin's filling and the exchange would be lost.
void TestMaterializedViews::noticesARefresh()
{
    for (const QString &refresh :
         {u"REFRESH MATERIALIZED VIEW public.per_n"_s, u"REFRESH MATERIALIZED VIEW CONCURRENTLY public.per_n"_s}) {
        const auto planned = plan();
        QVERIFY(planned);
        int filled = 0;
        const qint64 rows = value(u"SELECT count(*) FROM public.facts"_s).toLongLong();
        EngineOptions watched = options();
        watched.observer = [&](const StatementRecord &record) {
            if (record.statementId != u"migration/refresh_matview" || !record.text.contains(u"per_n") || ++filled > 1)
                return;
            // The twin is filled, but not committed: what comes now is not in it.
            PgClient client(owner());
            client.exec(u"INSERT INTO public.facts VALUES (nextval('fresh'), '2026-01-20', 1, 'fresh')"_s);
            client.exec(refresh);
        };
        m_cluster->exec(
            u"CREATE SEQUENCE IF NOT EXISTS fresh START WITH 5000; GRANT ALL ON SEQUENCE fresh TO app_owner"_s,
            u"app"_s);
        QVERIFY_RESULT(Engine(watched).migrate(*planned));
        QVERIFY(filled >= 2);
        QCOMPARE(value(u"SELECT sum(rows) FROM public.per_n"_s).toLongLong(), rows + 1);
        filled = 0;
        QVERIFY_RESULT(Engine(watched).rollBack(planned->id));
        QVERIFY(filled >= 2);
        QCOMPARE(value(u"SELECT sum(rows) FROM public.per_n"_s).toLongLong(), rows + 2);
    }
}

void TestMaterializedViews::goesOnAfterACancel_data()
{
    QTest::addColumn<QString>("statement");
    for (const char *id : {"create_matview", "refresh_matview", "analyze_matview", "lock_matview", "matview_holds",
                           "rename_matview", "drop_matview"})
        QTest::newRow(id) << u"migration/"_s + QLatin1String(id);
}

// Stopped at the first, then at the second… such statement, on the way there and back.
void TestMaterializedViews::goesOnAfterACancel()
{
    QFETCH(QString, statement);
    const QStringList before = column(kSnapshot);
    const QStringList reads = column(kReads);
    const auto planned = plan();
    QVERIFY(planned);
    int stops = 0;
    const auto driven = [&](const auto &drive) -> std::optional<Error> {
        for (int allowed = 0; allowed < 30; ++allowed) {
            EngineOptions stopped = options();
            int met = 0;
            stopped.observer = [&](const StatementRecord &record) {
                if (record.statementId == statement && met++ == allowed)
                    stopped.cancel.cancel();
            };
            const auto done = drive(Engine(stopped));
            if (done)
                return {};
            if (!done.error().isCancelled())
                return done.error();
            ++stops;
        }
        return Error{ErrorCode::Internal, u"never done"_s, {}, {}, {}, {}};
    };
    bool begun = false;
    const auto there = driven([&](Engine engine) {
        return std::exchange(begun, true) ? engine.resume(planned->id) : engine.migrate(*planned);
    });
    QVERIFY2(!there, there ? qPrintable(there->toText()) : "");
    QCOMPARE(value(kContents), u"600 257"_s);
    QCOMPARE(column(kReads).filter(QRegularExpression(u"facts$"_s)).size(), 3);
    const auto back = driven([&](Engine engine) { return engine.rollBack(planned->id); });
    QVERIFY2(!back, back ? qPrintable(back->toText()) : "");
    QVERIFY(stops > 0);
    QCOMPARE(column(kSnapshot).join(u'\n'), before.join(u'\n'));
    QCOMPARE(column(kReads), reads);
}

void TestMaterializedViews::finishes_data()
{
    QTest::addColumn<bool>("dropOld");
    QTest::addColumn<bool>("settled");
    QTest::newRow("keep the old table") << false << true;
    QTest::newRow("drop the old table") << true << true;
    QTest::newRow("before the switch was settled") << true << false;
}

void TestMaterializedViews::finishes()
{
    QFETCH(bool, dropOld);
    QFETCH(bool, settled);
    const auto planned = plan();
    QVERIFY(planned);
    EngineOptions until = options();
    if (!settled)
        until.until = MigrationState::Switched;
    QVERIFY_RESULT(Engine(until).migrate(*planned));
    QVERIFY_RESULT(engine().finish(planned->id, dropOld));
    QCOMPARE(value(kContents), u"600 257"_s);
    const QStringList reads = column(kReads);
    QCOMPARE(reads.filter(QRegularExpression(u"facts$"_s)).size(), 3);
    QCOMPARE(reads.size(), dropOld ? 3 : 6);
    if (!dropOld)
        QVERIFY_RESULT(engine().finish(planned->id, true));
    QCOMPARE(column(kReads).size(), 3);
    QCOMPARE(value(u"SELECT to_regclass('public.facts_old') IS NULL"_s), u"t"_s);
}

void TestMaterializedViews::changesCloseTheWayBack()
{
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    PgClient client = mustConnect(owner());
    for (const auto &[change, undo] :
         {std::pair(u"GRANT TRUNCATE ON public.empty TO other"_s, u"REVOKE TRUNCATE ON public.empty FROM other"_s),
          std::pair(u"CREATE INDEX more ON public.empty (n)"_s, u"DROP INDEX public.more"_s),
          std::pair(u"CREATE VIEW public.above AS SELECT n FROM public.per_n"_s, u"DROP VIEW public.above"_s),
          std::pair(u"CREATE MATERIALIZED VIEW public.more AS SELECT n FROM public.facts"_s,
                    u"DROP MATERIALIZED VIEW public.more"_s)}) {
        mustExec(client, change);
        QVERIFY2(!engine().rollBack(planned->id), qPrintable(change));
        mustExec(client, undo);
    }
    QVERIFY_RESULT(engine().rollBack(planned->id));
}

void TestMaterializedViews::noticesChanges()
{
    const auto planned = plan();
    QVERIFY(planned);
    EngineOptions verified = options();
    verified.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(verified).migrate(*planned));
    PgClient client = mustConnect(owner());
    for (const auto &[change, undo] :
         {std::pair(u"COMMENT ON MATERIALIZED VIEW public.empty IS 'new'"_s,
                    u"COMMENT ON MATERIALIZED VIEW public.empty IS NULL"_s),
          std::pair(u"CREATE VIEW public.above AS SELECT n FROM public.per_n"_s, u"DROP VIEW public.above"_s),
          std::pair(u"CREATE MATERIALIZED VIEW public.more AS SELECT n FROM public.facts"_s,
                    u"DROP MATERIALIZED VIEW public.more"_s)}) {
        mustExec(client, change);
        const auto stopped = engine().resume(planned->id);
        QVERIFY2(!stopped, qPrintable(change));
        QCOMPARE(stopped.error().code, ErrorCode::Changed);
        mustExec(client, undo);
    }
    mustExec(client, u"REFRESH MATERIALIZED VIEW public.per_n"_s); // no change
    QVERIFY_RESULT(engine().resume(planned->id));
    QVERIFY_RESULT(engine().rollBack(planned->id));
}

void TestMaterializedViews::refuses_data()
{
    QTest::addColumn<QString>("setup"); // superuser at work
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *setup, const char *code, const char *words) {
        QTest::newRow(name) << QString::fromLatin1(setup) << QString::fromLatin1(code) << QString::fromLatin1(words);
    };
    row("of somebody else", "ALTER MATERIALIZED VIEW public.per_n OWNER TO other", "materialized-view",
        "belongs to other");
    row("a view on it", "CREATE VIEW public.above AS SELECT n FROM public.per_n", "materialized-view", "above");
    row("one on it", "CREATE MATERIALIZED VIEW public.above AS SELECT n FROM public.per_n", "materialized-view",
        "above");
    row("a function on it",
        "CREATE FUNCTION public.above() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM public.per_n; END",
        "materialized-view", "above()");
    row("its row type", "CREATE TABLE public.above (r public.per_n)", "materialized-view", "above");
    row("statistics on it", "CREATE STATISTICS public.above ON n, rows FROM public.per_n", "materialized-view",
        "above");
    row("a statistics target", "ALTER MATERIALIZED VIEW public.per_n ALTER COLUMN n SET STATISTICS 7",
        "materialized-view", "settings");
    row("a CLUSTER mark", "ALTER MATERIALIZED VIEW public.per_n CLUSTER ON per_n_key", "materialized-view", "CLUSTER");
    row("a schema without rights",
        "REVOKE ALL ON SCHEMA \"Sums'\" FROM app_owner; ALTER SCHEMA \"Sums'\" OWNER TO postgres", "materialized-view",
        "create it again");
    row("a name that is taken", "CREATE TABLE public.per_n_key_old ()", "name-taken", "name");
    row("a name that is taken elsewhere", "CREATE TABLE \"Sums'\".\"Only these_new\" ()", "name-taken", "name");
}

void TestMaterializedViews::refuses()
{
    QFETCH(QString, setup);
    QFETCH(QString, code);
    QFETCH(QString, words);
    PgClient super = mustConnect(m_cluster->conninfo(u"app"_s, u"postgres"_s));
    mustExec(super, setup);
    mustBeBlocked(planFor(owner(), requestFor(u"public"_s, u"facts"_s, u"at"_s, u"1 week"_s)), code, {}, words);
}

QTEST_GUILESS_MAIN(TestMaterializedViews)
#include "tst_materializedviews.moc"
