// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fail.h"
#include "support/scenario.h"

#include <QFile>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kTable = uR"sql(
CREATE TABLE public.kept (
    id bigint NOT NULL,
    "at" timestamptz NOT NULL,
    n bigint NOT NULL,
    tenant text NOT NULL,
    note text,
    span int4range,
    CONSTRAINT kept_pkey PRIMARY KEY (id)
);
INSERT INTO public.kept SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '7 hours', g, CASE WHEN g % 3 = 0 THEN 'app_user' ELSE 'b' END, 'note ' || g % 7, NULL
FROM generate_series(1, 300) g;
ANALYZE public.kept;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.kept TO app_user;
)sql"_s;

// The properties of public.kept this is about, one line each, in names and texts.
const QString kProperties = uR"sql(
WITH t AS (SELECT c.* FROM pg_class c WHERE c.oid = 'public.kept'::regclass)
SELECT format('table rls=%s force=%s identity=%s', relrowsecurity, relforcerowsecurity, relreplident) AS line FROM t
UNION ALL
SELECT format('policy %s %s %s roles=%s using=%s check=%s comment=%s', polname, polpermissive, polcmd,
              (SELECT array_agg(CASE r WHEN 0 THEN 'public' ELSE r::regrole::text END ORDER BY r) FROM unnest(polroles) r),
              pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid), obj_description(p.oid, 'pg_policy'))
FROM t JOIN pg_policy p ON p.polrelid = t.oid
UNION ALL
SELECT format('statistics %s owner=%s target=%s comment=%s', pg_get_statisticsobjdef(s.oid), s.stxowner::regrole, coalesce(s.stxstattarget, -1), obj_description(s.oid, 'pg_statistic_ext'))
FROM t JOIN pg_statistic_ext s ON s.stxrelid = t.oid
UNION ALL
SELECT format('index %s space=%s clustered=%s identity=%s immediate=%s targets=%s constraint=%s comment=%s', replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON '),
              (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace), i.indisclustered, i.indisreplident, i.indimmediate,
              (SELECT string_agg(a.attnum || ':' || a.attstattarget, ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND coalesce(a.attstattarget, -1) >= 0),
              pg_get_constraintdef(k.oid), obj_description(c.oid, 'pg_class'))
FROM t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.conrelid = t.oid
UNION ALL
SELECT format('column %s storage=%s compression=%s target=%s', attname, attstorage, attcompression, coalesce(attstattarget, -1)) FROM t JOIN pg_attribute a ON a.attrelid = t.oid
WHERE attnum > 0 AND NOT attisdropped
UNION ALL
SELECT format('label %s %s %s', s.objsubid, s.provider, s.label) FROM t JOIN pg_seclabel s ON s.objoid = t.oid AND s.classoid = 'pg_class'::regclass
ORDER BY 1
)sql"_s;

// What catalog/table_definition says of it: the fingerprint is the digest of this.
QString definitionOf(PgClient &client)
{
    const QString query = SqlText::load(u"catalog/table_definition"_s)
                              .text.replace(u"$1::oid"_s, u"'public.kept'::regclass::oid"_s)
                              .replace(u"$2::text"_s, u"'at'"_s);
    mustExec(client, u"SET search_path = pg_catalog, pg_temp"_s);
    return mustExec(client, query).first().first();
}

// In a row that the policies hide.
const QString kCanary = u"canary-in-row-252"_s;

} // namespace

/// The properties of a table beside its rows: who sees which row, statistics, and what marks its indexes. They go over
/// to the partitioned table and come back.
class TestProperties : public Scenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void carriesOver_data();
    void carriesOver();
    void showsNoRowMore_data();
    void showsNoRowMore();
    void readsItselfInAPolicy();
    void survivesALostRight();
    void keepsRowsWhenForcedMeanwhile();
    void checksDeferredKeysLater();
    void endsClashesInTheLog();
    void replaysDeferredKeysUnderTheLock();
    void closesTheWayBackForRefusedRows();
    void goesOnAfterLostConnections();
    void noticesChanges();
    void refuses_data();
    void refuses();

private:
    PgClient as(const QString &role) const { return mustConnect(m_cluster->conninfo(u"app"_s, role)); }
    QStringList properties() const;
    QString ids(PgClient &client, const QString &relation) const;
    void fresh();
    void setUp(const QString &sql);
    std::optional<Plan> plan(const PlanRequest &request);
    void showsOnlyWhatTheTableShows(const char *state);
    void showsNoValueMore(PgClient &client, const QString &who);
};

void TestProperties::initTestCase()
{
    startServer(ClusterOptions{.settings = {u"wal_level = logical"_s, u"allow_in_place_tablespaces = on"_s}});
    m_cluster->exec(u"CREATE TABLESPACE fast LOCATION ''"_s);
    m_cluster->exec(u"CREATE TABLESPACE \"Slow Disk\" LOCATION ''"_s);
    m_cluster->exec(u"GRANT CREATE ON TABLESPACE fast, \"Slow Disk\" TO app_owner"_s);
    m_cluster->exec(u"CREATE ROLE reader LOGIN IN ROLE pg_read_all_data, pg_write_all_data"_s);
    m_cluster->exec(u"CREATE ROLE deputy LOGIN INHERIT IN ROLE app_owner"_s);
    m_cluster->exec(u"CREATE ROLE \"Stats Owner\"; GRANT \"Stats Owner\" TO app_owner"_s);
    const QString provider = m_cluster->folder() + u"/labels.so"_s; // where the server may read it
    QVERIFY(QFile::copy(QString::fromLatin1(LABEL_PROVIDER), provider));
    QVERIFY(QFile::setPermissions(provider, QFile::permissions(provider) | QFile::ReadOther | QFile::ExeOther));
    m_cluster->exec(u"ALTER ROLE ALL SET session_preload_libraries = '%1'"_s.arg(provider));
}

void TestProperties::cleanupTestCase()
{
    m_cluster.reset();
}

void TestProperties::fresh()
{
    m_cluster->exec(u"ALTER ROLE app_owner NOBYPASSRLS"_s);
    makeDatabase();
    PgClient client = mustConnect(owner());
    mustExec(client, kTable);
}

void TestProperties::setUp(const QString &sql)
{
    PgClient client = mustConnect(owner());
    mustExec(client, sql);
}

QStringList TestProperties::properties() const
{
    return column(kProperties);
}

std::optional<Plan> TestProperties::plan(const PlanRequest &request)
{
    return mustPlan(owner(), request);
}

const QString kLeaves =
    u"FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid WHERE h.inhparent = 'public.kept'::regclass"_s;
const QString kLeafIndexes =
    u"FROM pg_inherits h JOIN pg_index i ON i.indrelid = h.inhrelid JOIN pg_class c ON c.oid = i.indexrelid WHERE h.inhparent = 'public.kept'::regclass"_s;

void TestProperties::carriesOver_data()
{
    QTest::addColumn<QString>("setup"); // as app_owner, or as the superuser if it says so
    QTest::addColumn<bool>("bypass");   // app_owner has BYPASSRLS
    QTest::addColumn<UniqueChoice>("choice");
    QTest::addColumn<QList<QStringList>>("announced"); // what the plan says will read differently
    QTest::addColumn<QString>("leafQuery");
    QTest::addColumn<QString>("leaf"); // its answer, the same on every leaf
    const QStringList key{u"USING btree (id) "_s, u"USING btree (id, at) "_s};
    const QStringList primary{u"PRIMARY KEY (id)"_s, u"PRIMARY KEY (id, at)"_s};

    QTest::newRow("row security")
        << uR"(
        CREATE TABLE public.tenants (name text, member text); GRANT SELECT ON public.tenants TO app_user;
        ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY;
        CREATE POLICY "All's ""well""" ON public.kept TO app_user, other USING (tenant = CURRENT_USER OR note = 'it''s') WITH CHECK (n > 0);
        CREATE POLICY narrow ON public.kept AS RESTRICTIVE FOR SELECT USING (n < 1000);
        CREATE POLICY adds ON public.kept FOR INSERT TO PUBLIC WITH CHECK (EXISTS (SELECT FROM public.tenants t WHERE t.name = kept.tenant AND t.member = CURRENT_USER));
        CREATE POLICY counts ON public.kept FOR UPDATE TO app_user USING (id > (SELECT min(k.id) FROM public.kept k)) WITH CHECK (true);
        CREATE POLICY names ON public.kept FOR UPDATE TO other USING ('public.kept'::regclass::oid > 0);
        CREATE POLICY whole ON public.kept FOR DELETE TO other USING (row_to_json(kept.*)::text <> '');
        COMMENT ON POLICY narrow ON public.kept IS 'not''s many'; COMMENT ON POLICY counts ON public.kept IS 'all but one')"_s
        << false << UniqueChoice::Extend << QList<QStringList>{key, primary}
        << u"SELECT string_agg(DISTINCT format('%s %s %s', c.relrowsecurity, c.relforcerowsecurity, (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)), ';') "_s
            + kLeaves
        << u"t f 0"_s;
    QTest::newRow("row security without a policy")
        << u"ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY"_s << false << UniqueChoice::Extend
        << QList<QStringList>{key, primary}
        << u"SELECT string_agg(DISTINCT format('%s %s', c.relrowsecurity, c.relforcerowsecurity), ';') "_s + kLeaves
        << u"t f"_s;
    QTest::newRow("policies that are not enabled")
        << u"CREATE POLICY later ON public.kept USING (n > 0); ALTER TABLE public.kept FORCE ROW LEVEL SECURITY"_s
        << false << UniqueChoice::Extend << QList<QStringList>{key, primary}
        << u"SELECT string_agg(DISTINCT format('%s %s', c.relrowsecurity, c.relforcerowsecurity), ';') "_s + kLeaves
        << u"f f"_s;
    QTest::newRow("forced row security")
        << u"ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY own ON public.kept USING (tenant = CURRENT_USER)"_s
        << true << UniqueChoice::Extend << QList<QStringList>{key, primary}
        << u"SELECT string_agg(DISTINCT format('%s %s', c.relrowsecurity, c.relforcerowsecurity), ';') "_s + kLeaves
        << u"t t"_s;
    QTest::newRow("extended statistics")
        << uR"(
        CREATE SCHEMA other; GRANT CREATE, USAGE ON SCHEMA other, public TO "Stats Owner";
        CREATE STATISTICS public.both_ab (dependencies, ndistinct) ON tenant, note FROM public.kept;
        CREATE STATISTICS public."Every 'kind'" ON tenant, note, n FROM public.kept;
        CREATE STATISTICS public.expression ON (lower(note)) FROM public.kept;
        CREATE STATISTICS other.mixed (mcv) ON lower(note), (n % 3), tenant FROM public.kept;
        ALTER STATISTICS public.both_ab SET STATISTICS 321;
        ALTER STATISTICS other.mixed OWNER TO "Stats Owner";
        COMMENT ON STATISTICS public.both_ab IS 'tenant''s notes')"_s
        << false << UniqueChoice::Extend << QList<QStringList>{key, primary}
        << u"SELECT string_agg(DISTINCT q.doc, ';') FROM (SELECT (SELECT string_agg(format('%s:%s:%s:%s', pg_get_statisticsobjdef_columns(s.oid), s.stxkind::text, "
           "coalesce(s.stxstattarget, -1), EXISTS (SELECT FROM pg_statistic_ext_data d WHERE d.stxoid = s.oid)), '|' ORDER BY s.oid) "
           "FROM pg_statistic_ext s WHERE s.stxrelid = c.oid) AS doc "_s
            + kLeaves + u" AND c.reltuples > 0) q"_s
        << u"tenant, lower(note), (n % 3::bigint):{m,e}:-1:t|n, tenant, note:{d,f,m}:-1:t|tenant, note:{d,f}:321:t|lower(note):{e}:-1:t"_s;
    QTest::newRow("security labels")
        << uR"(
        SECURITY LABEL FOR "test labels" ON TABLE public.kept IS 'owner''s "eyes" only';
        SECURITY LABEL FOR "test labels" ON COLUMN public.kept.note IS 'MASKED WITH NULL')"_s
        << false << UniqueChoice::Extend << QList<QStringList>{key, primary}
        << u"SELECT string_agg(DISTINCT q.doc, ';') FROM (SELECT (SELECT string_agg(format('%s %s', s.objsubid, s.label), '|' ORDER BY s.objsubid) "
           "FROM pg_seclabel s WHERE s.objoid = c.oid AND s.classoid = 'pg_class'::regclass) AS doc "_s
            + kLeaves + u") q"_s
        << u"0 owner's \"eyes\" only|5 MASKED WITH NULL"_s;
    QTest::newRow("full replica identity")
        << u"ALTER TABLE public.kept REPLICA IDENTITY FULL"_s << false << UniqueChoice::Extend
        << QList<QStringList>{key, primary} << u"SELECT string_agg(DISTINCT c.relreplident::text, ';') "_s + kLeaves
        << u"f"_s;
    QTest::newRow("no replica identity") << u"ALTER TABLE public.kept REPLICA IDENTITY NOTHING"_s << false
                                         << UniqueChoice::Extend << QList<QStringList>{key, primary}
                                         << u"SELECT string_agg(DISTINCT c.relreplident::text, ';') "_s + kLeaves
                                         << u"n"_s;
    const QString identity =
        u"SELECT string_agg(DISTINCT format('%s %s', (SELECT relreplident FROM pg_class x WHERE x.oid = h.inhrelid), pg_get_indexdef(c.oid, 1, true) || (i.indnkeyatts)), ';') "_s
        + kLeafIndexes + u" AND i.indisreplident"_s;
    QTest::newRow("an index as replica identity, extended")
        << u"CREATE UNIQUE INDEX kept_n ON public.kept (n); ALTER TABLE public.kept REPLICA IDENTITY USING INDEX kept_n"_s
        << false << UniqueChoice::Extend
        << QList<QStringList>{key, primary, {u"USING btree (n) "_s, u"USING btree (n, at) "_s}} << identity
        << u"i n2"_s;
    QTest::newRow("an index as replica identity, which holds the key")
        << u"CREATE UNIQUE INDEX kept_n ON public.kept (n, at); ALTER TABLE public.kept REPLICA IDENTITY USING INDEX kept_n"_s
        << false << UniqueChoice::Extend << QList<QStringList>{key, primary} << identity << u"i n2"_s;
    QTest::newRow("the primary key as replica identity by name, a leaf's")
        << u"ALTER TABLE public.kept REPLICA IDENTITY USING INDEX kept_pkey"_s << false << UniqueChoice::PerLeaf
        << QList<QStringList>{{u"identity=i"_s, u"identity=d"_s}, {u"index"_s, u"gone"_s}} << identity << u"i id1"_s;
    QTest::newRow("marks of indexes")
        << uR"(
        SET default_tablespace = '';
        CREATE INDEX kept_fast ON public.kept (note) TABLESPACE fast;
        CREATE INDEX kept_slow ON public.kept USING btree (tenant COLLATE "C" DESC) INCLUDE (note) WITH (fillfactor = 70) TABLESPACE "Slow Disk" WHERE (note <> ' WHERE ');
        CREATE INDEX kept_expression ON public.kept ((n + 1), tenant, lower(note)) TABLESPACE fast WHERE (CASE WHEN n > 1 THEN true ELSE false END);
        ALTER TABLE public.kept ADD CONSTRAINT kept_unique UNIQUE (n, at) WITH (fillfactor = 55) USING INDEX TABLESPACE fast;
        ALTER INDEX public.kept_expression ALTER COLUMN 1 SET STATISTICS 77, ALTER COLUMN 3 SET STATISTICS 0;
        CREATE UNIQUE INDEX kept_unique_expression ON public.kept (lower(note), (n + 2)) INCLUDE (tenant);
        ALTER INDEX public.kept_unique_expression ALTER COLUMN 2 SET STATISTICS 500;
        CLUSTER public.kept USING kept_pkey; ALTER TABLE public.kept CLUSTER ON kept_fast;
        ALTER TABLE public.kept ALTER note SET STORAGE EXTERNAL, ALTER tenant SET STORAGE MAIN, ALTER note SET COMPRESSION pglz, ALTER note SET STATISTICS 33)"_s
        << false << UniqueChoice::Extend
        << QList<QStringList>{key,
                              primary,
                              {u"clustered=t"_s, u"clustered=f"_s},
                              {u"(lower(note), ((n + 2))) INCLUDE"_s, u"(lower(note), ((n + 2)), at) INCLUDE"_s}}
        << u"SELECT string_agg(DISTINCT q.doc, ';') FROM (SELECT (SELECT string_agg(format('%s:%s:%s:%s', substr(c.relname, length(r.relname) + 2), (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace), i.indisclustered, "
           "(SELECT string_agg(a.attnum || '=' || a.attstattarget, ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND coalesce(a.attstattarget, -1) >= 0)), '|' ORDER BY substr(c.relname, length(r.relname) + 2)) "
           "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = h.inhrelid) || (SELECT string_agg(format('%s%s%s%s', attname, attstorage, attcompression, coalesce(attstattarget, -1)), ' ' ORDER BY attname) FROM pg_attribute a WHERE a.attrelid = r.oid AND attname IN ('note', 'tenant')) AS doc "
           "FROM pg_inherits h JOIN pg_class r ON r.oid = h.inhrelid WHERE h.inhparent = 'public.kept'::regclass) q"_s
        << u"kept_expression:fast:f:1=77,3=0|kept_fast:fast:t:|kept_slow:Slow Disk:f:|kept_unique:fast:f:|kept_unique_expression::f:2=500|pkey::f:noteep33 tenantm-1"_s;
    QTest::newRow("deferrable keys")
        << uR"(
        ALTER TABLE public.kept ADD CONSTRAINT kept_later UNIQUE (n) INCLUDE (tenant) WITH (fillfactor = 65) USING INDEX TABLESPACE fast DEFERRABLE INITIALLY DEFERRED;
        ALTER TABLE public.kept ADD CONSTRAINT kept_statement UNIQUE (n, at) DEFERRABLE;
        COMMENT ON CONSTRAINT kept_later ON public.kept IS 'at the end'; COMMENT ON INDEX public.kept_later IS 'of it')"_s
        << false << UniqueChoice::Extend
        << QList<QStringList>{key,
                              primary,
                              {u"(n) INCLUDE (tenant) WITH"_s, u"(n, at) INCLUDE (tenant) WITH"_s},
                              {u"UNIQUE (n) INCLUDE"_s, u"UNIQUE (n, at) INCLUDE"_s}}
        << u"SELECT string_agg(DISTINCT format('%s %s %s %s', k.contype, k.condeferrable, k.condeferred, c.reloptions), ';' ORDER BY format('%s %s %s %s', k.contype, k.condeferrable, k.condeferred, c.reloptions)) "
           "FROM pg_inherits h JOIN pg_constraint k ON k.conrelid = h.inhrelid AND k.contype IN ('p', 'u') JOIN pg_class c ON c.oid = k.conindid WHERE h.inhparent = 'public.kept'::regclass"_s
        << u"p f f ;u t f ;u t t {fillfactor=65}"_s;
}

void TestProperties::carriesOver()
{
    QFETCH(QString, setup);
    QFETCH(bool, bypass);
    QFETCH(UniqueChoice, choice);
    QFETCH(QList<QStringList>, announced);
    QFETCH(QString, leafQuery);
    QFETCH(QString, leaf);
    fresh();
    setUp(setup);
    if (bypass)
        m_cluster->exec(u"ALTER ROLE app_owner BYPASSRLS"_s);
    PgClient client = mustConnect(owner());
    const QStringList before = properties();
    const QString definition = definitionOf(client);
    const QString statistics = u"SELECT string_agg(stxname, ' ' ORDER BY stxname) FROM pg_statistic_ext"_s;
    const QString statisticsBefore = value(statistics);
    QStringList expected;
    for (QString line : before) {
        for (const QStringList &change : announced)
            line.replace(change[0], change[1]);
        if (!line.startsWith(u"gone"))
            expected << line;
    }
    expected.sort();

    PlanRequest request = requestFor(u"public"_s, u"kept"_s, u"at"_s);
    request.uniqueKeys = choice;
    const auto planned = plan(request);
    QVERIFY(planned);
    // There and back once more where names were exchanged.
    const QString tag = QString::fromUtf8(QTest::currentDataTag());
    const int turns = tag == u"extended statistics" || tag == u"deferrable keys" ? 2 : 1;
    for (int turn = 1; turn <= turns; ++turn) {
        QVERIFY_RESULT(engine().migrate(*planned));
        QStringList after = properties();
        after.sort();
        QCOMPARE(after.join(u'\n'), expected.join(u'\n'));
        QCOMPARE(value(leafQuery), leaf);
        QCOMPARE(value(u"SELECT count(*) FROM public.kept"_s), u"300"_s);
        QVERIFY_RESULT(engine().verify(planned->id, true, false));
        // The way back stays open: nothing of this looks like somebody's later change.
        EngineOptions shortly = options();
        QVERIFY_RESULT(Engine(shortly).resume(planned->id));
        QCOMPARE(value(u"SELECT way_back FROM parterre.migration"_s), u"open"_s);
        QVERIFY_RESULT(engine().rollBack(planned->id));
        QCOMPARE(properties().join(u'\n'), before.join(u'\n'));
        QCOMPARE(definitionOf(client), definition);
        QCOMPARE(value(statistics), statisticsBefore);
    }
    QVERIFY_RESULT(engine().migrate(*planned));
    QVERIFY_RESULT(engine().finish(planned->id, true));
    QStringList after = properties();
    after.sort();
    QCOMPARE(after.join(u'\n'), expected.join(u'\n'));
    QCOMPARE(value(u"SELECT count(*) FROM pg_class WHERE relname = 'kept_old'"_s), u"0"_s);
}

QString TestProperties::ids(PgClient &client, const QString &relation) const
{
    const QString column = relation.contains(u"log_"_s) ? u"k1"_s : u"id"_s;
    mustExec(client, u"SET lock_timeout = '200ms'"_s);
    const auto result = client.exec(u"SELECT DISTINCT "_s + column + u" FROM "_s + relation + u" ORDER BY 1"_s);
    QStringList list;
    for (const QStringList &row : result.rows())
        list << row.first();
    return list.join(u' ');
}

// A value that the table does not show stands nowhere else either: in no view, no journal, no check, no plan.
void TestProperties::showsNoValueMore(PgClient &client, const QString &who)
{
    const auto sees = [&](const QString &relation) {
        const auto result =
            client.exec(u"SELECT count(*) FROM %1 x WHERE strpos(x::text, '%2') > 0"_s.arg(relation, kCanary));
        return result.ok() && result.text(0, 0) != u"0";
    };
    if (sees(u"public.kept"_s))
        return;
    const auto relations = m_cluster->exec(
        u"SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname IN ('public', 'parterre')"_s,
        u"app"_s);
    QVERIFY(relations.size() >= 10); // there are some to look at
    for (const QStringList &row : relations)
        QVERIFY2(!sees(row.first()), qPrintable(u"%1 reads a hidden value in %2"_s.arg(who, row.first())));
}

// Whoever reads any table of ours reads nothing that public.kept does not show him too, and writes nothing there.
void TestProperties::showsOnlyWhatTheTableShows(const char *state)
{
    const auto relations = m_cluster->exec(
        u"SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND "
        "(n.nspname = 'public' AND c.relname LIKE 'kept%' OR n.nspname = 'parterre' AND c.relname LIKE '%log\\_%')"_s,
        u"app"_s);
    for (const QString &role : {u"app_user"_s, u"other"_s, u"reader"_s, u"deputy"_s}) {
        PgClient client = as(role);
        const QStringList shown = ids(client, u"public.kept"_s).split(u' ', Qt::SkipEmptyParts);
        for (const QStringList &row : relations) {
            for (const QString &id : ids(client, row.first()).split(u' ', Qt::SkipEmptyParts))
                QVERIFY2(shown.contains(id),
                         qPrintable(u"%1: %2 reads row %3 in %4"_s.arg(QLatin1String(state), role, id, row.first())));
        }
        showsNoValueMore(client, u"%1: %2"_s.arg(QLatin1String(state), role));
        // What the planner knows of the rows is a row too.
        const auto values = client.exec(
            u"SELECT tablename || '.' || attname FROM pg_stats WHERE (schemaname = 'public' AND tablename LIKE 'kept%' AND tablename <> 'kept' OR schemaname = 'parterre' AND tablename LIKE '%log%') "
            "AND row_security_active('public.kept')"_s);
        QVERIFY2(values.ok() && values.rows().isEmpty(),
                 qPrintable(u"%1: %2 reads statistics of %3"_s.arg(
                     QLatin1String(state), role, values.rows().isEmpty() ? QString() : values.rows().first().first())));
    }
}

void TestProperties::showsNoRowMore_data()
{
    QTest::addColumn<bool>("forced");
    QTest::addColumn<QString>("limit"); // of the restrictive policy: with a subselect it is made inside the switch
    QTest::newRow("enabled") << false << u"200"_s;
    QTest::newRow("enabled, subselect") << false << u"(SELECT 200)"_s;
    QTest::newRow("forced, subselect") << true << u"(SELECT 200)"_s;
}

void TestProperties::showsNoRowMore()
{
    QFETCH(bool, forced);
    QFETCH(QString, limit);
    fresh();
    setUp(
        u"ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON public.kept TO app_user, reader, deputy USING (tenant = CURRENT_USER OR n = 1); "
        "CREATE POLICY counted ON public.kept AS RESTRICTIVE USING (id < "_s
        + limit + u")"_s);
    if (forced) {
        m_cluster->exec(u"ALTER ROLE app_owner BYPASSRLS"_s);
        setUp(u"ALTER TABLE public.kept FORCE ROW LEVEL SECURITY"_s);
    }
    setUp(
        u"UPDATE public.kept SET note = '%1' WHERE id = 252; CREATE VIEW public.asks WITH (security_barrier) AS SELECT id, note FROM public.kept WHERE id < 200; GRANT SELECT ON public.asks TO app_user"_s
            .arg(kCanary));
    PgClient reader = as(u"reader"_s);
    QCOMPARE(ids(reader, u"public.kept"_s), u"1"_s);
    PgClient deputy = as(u"deputy"_s);
    QCOMPARE(ids(deputy, u"public.kept"_s).split(u' ').size(), forced ? 1 : 300);
    const auto planned = plan(requestFor(u"public"_s, u"kept"_s, u"at"_s));
    QVERIFY(planned);
    PgClient user = as(u"app_user"_s);
    const auto write = [&user] { mustExec(user, u"UPDATE public.kept SET note = note || '.' WHERE id % 9 = 0"_s); };
    write();
    EngineOptions stepwise = options();
    for (const MigrationState state :
         {MigrationState::Prepared, MigrationState::Capturing, MigrationState::Copying, MigrationState::Repairing,
          MigrationState::Indexing, MigrationState::CatchingUp, MigrationState::Verified, MigrationState::Switched}) {
        stepwise.until = state;
        QVERIFY_RESULT(Engine(stepwise).migrate(*planned));
        write();
        showsOnlyWhatTheTableShows(qPrintable(toText(state)));
        QVERIFY2(!QTest::currentTestFailed(), qPrintable(toText(state)));
    }
    QVERIFY_RESULT(engine().resume(planned->id));
    write();
    showsOnlyWhatTheTableShows("watching");
    QCOMPARE(value(u"SELECT count(*) > 0 FROM parterre.rlog_"_s + planned->id), u"t"_s);
    QCOMPARE(
        ids(user, u"public.kept"_s),
        value(
            u"SELECT string_agg(id::text, ' ' ORDER BY id) FROM public.kept WHERE id < 200 AND (tenant = 'app_user' OR n = 1)"_s));
    QCOMPARE(ids(reader, u"public.kept"_s), u"1"_s);
    // Nobody writes past the table either.
    const QString leaf = value(u"SELECT DISTINCT tableoid::regclass FROM public.kept WHERE at < '2026-02-01'"_s);
    for (PgClient *client : {&user, &reader}) {
        QCOMPARE(client->exec(u"INSERT INTO public.kept VALUES (9999, '2026-01-05', 9999, 'b')"_s).sqlstate(), "42501");
        QCOMPARE(client->exec(u"INSERT INTO "_s + leaf + u" VALUES (9999, '2026-01-05', 9999, 'b')"_s).sqlstate(),
                 "42501");
        QCOMPARE(client->exec(u"INSERT INTO public.kept_old VALUES (9999, '2026-01-05', 9999, 'b')"_s).sqlstate(),
                 "42501");
    }
    QVERIFY_RESULT(engine().rollBack(planned->id));
    write();
    showsOnlyWhatTheTableShows("rolled back");
    QVERIFY_RESULT(engine().resume(planned->id));
    QVERIFY_RESULT(engine().finish(planned->id, false));
    write();
    showsOnlyWhatTheTableShows("finished");
    QCOMPARE(value(u"SELECT count(*) FROM public.kept"_s), u"300"_s);
}

// A policy that reads the table itself reads the one that has the name now.
void TestProperties::readsItselfInAPolicy()
{
    fresh();
    setUp(
        u"ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY; CREATE POLICY reads ON public.kept FOR SELECT TO app_user USING (true); CREATE POLICY removes ON public.kept FOR DELETE TO app_user USING (true); "
        "CREATE POLICY three ON public.kept FOR INSERT TO app_user WITH CHECK ((SELECT count(*) FROM public.kept k WHERE k.tenant = kept.tenant) < 3)"_s);
    const auto atMostThree = [this](const char *state) {
        PgClient user = as(u"app_user"_s);
        const QString insert = u"INSERT INTO public.kept VALUES (%1, '2026-02-03', %1, 'limited')"_s;
        for (int i = 1001; i <= 1003; ++i)
            QVERIFY2(user.exec(insert.arg(i)).ok(), state);
        QVERIFY2(user.exec(insert.arg(1004)).sqlstate() == "42501", state);
        mustExec(user, u"DELETE FROM public.kept WHERE tenant = 'limited'"_s);
    };
    atMostThree("before");
    const auto planned = plan(requestFor(u"public"_s, u"kept"_s, u"at"_s));
    QVERIFY(planned);
    for (int turn = 0; turn < 2; ++turn) {
        QVERIFY_RESULT(engine().migrate(*planned));
        atMostThree("switched"); // nobody replays into the old table meanwhile
        QVERIFY_RESULT(engine().rollBack(planned->id));
        atMostThree("back");
    }
}

// Forced row security, and the owner loses BYPASSRLS while the table is captured: writers go on, the engine stops
// loudly, and goes on with every row once it has the right again.
void TestProperties::survivesALostRight()
{
    fresh();
    m_cluster->exec(u"ALTER ROLE app_owner BYPASSRLS"_s);
    setUp(
        u"ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY own ON public.kept USING (tenant = CURRENT_USER)"_s);
    const auto planned = plan(requestFor(u"public"_s, u"kept"_s, u"at"_s));
    QVERIFY(planned);
    EngineOptions first = options();
    first.until = MigrationState::Capturing;
    QVERIFY_RESULT(Engine(first).migrate(*planned));
    m_cluster->exec(u"ALTER ROLE app_owner NOBYPASSRLS"_s);
    PgClient user = as(u"app_user"_s);
    mustExec(user, u"INSERT INTO public.kept VALUES (2001, '2026-02-03', 2001, 'app_user')"_s);
    mustExec(user, u"UPDATE public.kept SET n = -n WHERE id = 2001"_s);
    const auto stopped = engine().resume(planned->id);
    QVERIFY(!stopped);
    QVERIFY2(stopped.error().sqlState == u"42501" || stopped.error().code == ErrorCode::Changed,
             qPrintable(stopped.error().toText()));
    m_cluster->exec(u"ALTER ROLE app_owner BYPASSRLS"_s);
    QVERIFY_RESULT(engine().resume(planned->id));
    QCOMPARE(value(u"SELECT count(*) || ' ' || min(n) FROM public.kept"_s), u"301 -2001"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(value(u"SELECT count(*) || ' ' || min(n) FROM public.kept"_s), u"301 -2001"_s);
}

// Somebody forces row security on the owner while the synchronous capture is on: no row gets lost on the way.
void TestProperties::keepsRowsWhenForcedMeanwhile()
{
    fresh();
    const auto planned = plan(requestFor(u"public"_s, u"kept"_s, u"at"_s));
    QVERIFY(planned);
    PgClient old = mustConnect(owner());
    PgClient user = as(u"app_user"_s);
    EngineOptions watched = options();
    CancelToken cancel;
    watched.cancel = cancel;
    bool done = false;
    m_sink.onReport = [&](const Progress &p) {
        if (p.step == u"Catch up" && p.message.isEmpty() && old.exec(u"SELECT pg_current_xact_id_if_assigned()"_s).ok())
            old.exec(u"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM public.kept"_s);
        if (done || !p.message.startsWith(u"waiting for an older"))
            return;
        done = true;
        old.exec(u"ROLLBACK"_s);
        m_cluster->exec(
            u"ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY own ON public.kept TO app_user USING (true)"_s,
            u"app"_s);
        mustExec(
            user,
            u"INSERT INTO public.kept VALUES (3001, '2026-02-03', 3001, 'app_user'); UPDATE public.kept SET n = 0 WHERE id = 7"_s);
        m_cluster->exec(
            u"DROP POLICY own ON public.kept; ALTER TABLE public.kept DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY"_s,
            u"app"_s);
    };
    const auto migrated = Engine(watched).migrate(*planned);
    m_sink.onReport = nullptr;
    QVERIFY_RESULT(migrated);
    QVERIFY(done);
    QCOMPARE(
        value(
            u"SELECT count(*) || ' ' || max(id) || ' ' || (SELECT n FROM public.kept WHERE id = 7) FROM public.kept"_s),
        u"301 3001 0"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(value(u"SELECT count(*) || ' ' || max(id) FROM public.kept"_s), u"301 3001"_s);
}

const QString kDeferred =
    u"ALTER TABLE public.kept ADD CONSTRAINT kept_later UNIQUE (n, at) DEFERRABLE INITIALLY DEFERRED; UPDATE public.kept SET at = '2026-01-15 00:00+00'; ALTER TABLE public.kept ALTER at SET DEFAULT '2026-01-15 00:00+00'"_s;

// The application may still exchange two values and is still told at COMMIT when they are equal, in every state.
void TestProperties::checksDeferredKeysLater()
{
    fresh();
    setUp(kDeferred);
    const auto works = [this](const char *state) {
        PgClient user = as(u"app_user"_s);
        const auto n = [&](int id) {
            return mustExec(user, u"SELECT n FROM public.kept WHERE id = %1"_s.arg(id)).first().first();
        };
        const QString five = n(5);
        mustExec(user, u"BEGIN"_s);
        mustExec(user, u"UPDATE public.kept SET n = (SELECT k.n FROM public.kept k WHERE k.id = 6) WHERE id = 5"_s);
        mustExec(user, u"UPDATE public.kept SET n = %1 WHERE id = 6"_s.arg(five));
        QVERIFY2(user.exec(u"COMMIT"_s).ok(), state);
        QVERIFY2(n(6) == five, state);
        mustExec(user, u"BEGIN"_s);
        mustExec(user, u"UPDATE public.kept SET n = (SELECT k.n FROM public.kept k WHERE k.id = 8) WHERE id = 7"_s);
        QVERIFY2(user.exec(u"COMMIT"_s).sqlstate() == "23505", state);
    };
    works("before");
    const auto planned = plan(requestFor(u"public"_s, u"kept"_s, u"at"_s));
    QVERIFY(planned);
    EngineOptions watched = options();
    watched.observer = [&](const StatementRecord &record) { // each time the synchronous capture is put on
        if (record.text.contains(u"parterre.synced"_s) && record.text.startsWith(u"CREATE"_s))
            m_sink.last.message = u"synchronous"_s;
        if (record.text == u"COMMIT"_s && m_sink.last.message == u"synchronous"_s) {
            m_sink.last.message.clear();
            works("synchronous");
        }
    };
    for (int turn = 0; turn < 2; ++turn) {
        QVERIFY_RESULT(Engine(watched).migrate(*planned));
        works("switched");
        QVERIFY_RESULT(engine().verify(planned->id, true, false));
        QVERIFY_RESULT(Engine(watched).rollBack(planned->id));
        works("back");
        QCOMPARE(value(u"SELECT count(*) || ' ' || count(DISTINCT n) FROM public.kept"_s), u"300 300"_s);
    }
}

// Synchronous capture, and the copy is behind for a row whose value another row takes over: the writer's COMMIT must
// not fail of the copy's key.
void TestProperties::endsClashesInTheLog()
{
    fresh();
    setUp(kDeferred);
    const auto planned = plan(requestFor(u"public"_s, u"kept"_s, u"at"_s));
    QVERIFY(planned);
    PgClient old = mustConnect(owner());
    PgClient user = as(u"app_user"_s);
    QString problem = u"not tried"_s;
    const auto clash = [&](const Progress &p) {
        if (p.step == u"Catch up" && old.exec(u"SELECT 1"_s).ok())
            old.exec(u"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM public.kept"_s);
        if (!problem.startsWith(u"not") || !p.message.startsWith(u"waiting for an older"))
            return;
        old.exec(u"ROLLBACK"_s);
        problem.clear();
        // More rows than the capture writes at once: the last ones are behind in the copy.
        mustExec(
            user,
            u"DO $$ BEGIN FOR i IN 1..60 LOOP UPDATE public.kept SET n = n + 10000 WHERE id = i; END LOOP; END $$"_s);
        const auto taken = user.exec(u"BEGIN; UPDATE public.kept SET n = 60 WHERE id = 300; COMMIT"_s);
        if (!taken.ok())
            problem = QString::fromStdString(taken.message());
    };
    m_sink.onReport = clash;
    const auto migrated = engine().migrate(*planned);
    m_sink.onReport = nullptr;
    QVERIFY_RESULT(migrated);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(
        value(
            u"SELECT count(*) || ' ' || count(DISTINCT n) || ' ' || (SELECT n FROM public.kept WHERE id = 300) FROM public.kept"_s),
        u"300 300 60"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(
        value(
            u"SELECT count(*) || ' ' || count(DISTINCT n) || ' ' || (SELECT n FROM public.kept WHERE id = 300) FROM public.kept"_s),
        u"300 300 60"_s);
}

// --plain-switch replays under the lock, where a table with checks that wait for the COMMIT could not be renamed.
void TestProperties::replaysDeferredKeysUnderTheLock()
{
    fresh();
    setUp(kDeferred);
    PlanRequest request = requestFor(u"public"_s, u"kept"_s, u"at"_s);
    request.limits.plainSwitch = true;
    const auto planned = plan(request);
    QVERIFY(planned);
    PgClient user = as(u"app_user"_s);
    int writes = 0;
    EngineOptions watched = options();
    watched.observer = [&](const StatementRecord &record) { // after the last round, before the lock
        if (record.statementId != u"migration/switch_limits")
            return;
        ++writes;
        mustExec(user, u"UPDATE public.kept SET n = n + 1"_s);
    };
    QVERIFY_RESULT(Engine(watched).migrate(*planned));
    QVERIFY(writes > 0);
    QVERIFY_RESULT(engine().verify(planned->id, true, false));
    const int before = writes;
    QVERIFY_RESULT(Engine(watched).rollBack(planned->id));
    QVERIFY(writes > before);
    QCOMPARE(value(u"SELECT count(DISTINCT n) || ' ' || min(n) FROM public.kept"_s), u"300 %1"_s.arg(1 + writes));
}

// The new table's key is wider: what the old one would refuse closes the way back, although it is told only at COMMIT.
void TestProperties::closesTheWayBackForRefusedRows()
{
    fresh();
    setUp(u"ALTER TABLE public.kept ADD CONSTRAINT kept_later UNIQUE (n) DEFERRABLE INITIALLY DEFERRED"_s);
    const auto planned = plan(requestFor(u"public"_s, u"kept"_s, u"at"_s));
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    setUp(u"INSERT INTO public.kept VALUES (4001, '2026-03-01', 5, 'twice')"_s);
    const auto back = engine().rollBack(planned->id);
    QVERIFY(!back);
    QCOMPARE(back.error().code, ErrorCode::Refused);
    setUp(u"DELETE FROM public.kept WHERE id = 4001"_s);
    EngineOptions watching = options();
    m_sink.onReport = [&](const Progress &p) {
        if (p.message.startsWith(u"the old table is current"))
            watching.cancel.cancel();
    };
    const auto watched = Engine(watching).watch(planned->id);
    m_sink.onReport = nullptr;
    QVERIFY(!watched && watched.error().isCancelled());
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(value(u"SELECT count(*) FROM public.kept"_s), u"300"_s);
}

// Every session of ours is ended once at each kind of statement: nothing is made twice, nothing is left out.
void TestProperties::goesOnAfterLostConnections()
{
    fresh();
    setUp(kDeferred);
    setUp(
        u"ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY, REPLICA IDENTITY FULL; CREATE POLICY above ON public.kept USING (id > (SELECT min(k.id) FROM public.kept k)); "
        "CREATE STATISTICS public.both_ab ON tenant, note FROM public.kept; ALTER STATISTICS public.both_ab SET STATISTICS 50; "
        "CREATE INDEX kept_expression ON public.kept ((n + 1)) TABLESPACE fast; ALTER INDEX public.kept_expression ALTER COLUMN 1 SET STATISTICS 70; ALTER TABLE public.kept CLUSTER ON kept_expression"_s);
    const QStringList before = properties();
    const auto planned = plan(requestFor(u"public"_s, u"kept"_s, u"at"_s));
    QVERIFY(planned);
    QSet<QString> points{u"migration/row_security"_s,     u"migration/secure_log"_s,
                         u"migration/create_policy"_s,    u"migration/create_statistics"_s,
                         u"migration/replica_identity"_s, u"migration/cluster_mark"_s,
                         u"migration/index_statistics"_s, u"migration/statistics_target"_s,
                         u"migration/index_leaf"_s,       u"migration/rename_statistics"_s};
    const QSet<QString> all = points;
    EngineOptions killed = options();
    killed.observer = [&](const StatementRecord &record) {
        if (points.remove(record.statementId))
            m_cluster->exec(
                u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'parterre:%'"_s);
    };
    QVERIFY_RESULT(Engine(killed).migrate(*planned));
    QVERIFY2(points.isEmpty(), qPrintable(QStringList(points.values()).join(u' ')));
    QStringList switched = properties();
    QCOMPARE(switched.size(), before.size());
    QVERIFY_RESULT(engine().verify(planned->id, true, false));
    points = all;
    QVERIFY_RESULT(Engine(killed).rollBack(planned->id));
    QVERIFY(!points.contains(u"migration/rename_statistics"_s));
    QCOMPARE(properties().join(u'\n'), before.join(u'\n'));
    QVERIFY_RESULT(engine().migrate(*planned)); // without a kill: the same comes out
    QCOMPARE(properties().join(u'\n'), switched.join(u'\n'));
    QVERIFY_RESULT(engine().rollBack(planned->id));
}

// A policy, statistics, an identity that come or go between plan and switch stop it; after the switch they close the
// way back until they are undone.
void TestProperties::noticesChanges()
{
    const QList<QStringList> changes{
        {u"CREATE POLICY late ON public.kept USING (true)"_s, u"DROP POLICY late ON public.kept"_s},
        {u"ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY"_s,
         u"ALTER TABLE public.kept DISABLE ROW LEVEL SECURITY"_s},
        {u"CREATE STATISTICS public.late ON n, note FROM public.kept"_s, u"DROP STATISTICS public.late"_s},
        {u"ALTER TABLE public.kept REPLICA IDENTITY FULL"_s, u"ALTER TABLE public.kept REPLICA IDENTITY DEFAULT"_s},
    };
    fresh();
    const auto planned = plan(requestFor(u"public"_s, u"kept"_s, u"at"_s));
    QVERIFY(planned);
    EngineOptions almost = options();
    almost.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(almost).migrate(*planned));
    for (const QStringList &change : changes) {
        setUp(change[0]);
        const auto stopped = engine().resume(planned->id);
        QVERIFY2(!stopped && stopped.error().code == ErrorCode::Changed, qPrintable(change[0]));
        setUp(change[1]);
    }
    QVERIFY_RESULT(engine().resume(planned->id));
    for (const QStringList &change : changes) {
        setUp(change[0]);
        const auto back = engine().rollBack(planned->id);
        QVERIFY2(!back && back.error().code == ErrorCode::Refused, qPrintable(change[0]));
        setUp(change[1]);
    }
    QVERIFY_RESULT(engine().rollBack(planned->id));
}

void TestProperties::refuses_data()
{
    QTest::addColumn<QString>("setup"); // superuser at work
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("says");
    QTest::newRow("forced row security")
        << u"ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"_s << u"row-security"_s
        << u"kept"_s << u"BYPASSRLS"_s;
    QTest::newRow("a policy of another owner's table")
        << u"CREATE TABLE public.guest (n bigint); CREATE POLICY asks ON public.guest USING (n IN (SELECT k.n FROM public.kept k))"_s
        << u"policy-owner"_s << u"asks"_s << u"postgres"_s;
    QTest::newRow("statistics of somebody else")
        << u"CREATE STATISTICS public.theirs ON n, note FROM public.kept; ALTER STATISTICS public.theirs OWNER TO other"_s
        << u"extended-statistics"_s << u"theirs"_s << u"other"_s;
    QTest::newRow("statistics in a closed schema")
        << u"CREATE SCHEMA closed; CREATE STATISTICS closed.away ON n, note FROM public.kept; ALTER STATISTICS closed.away OWNER TO app_owner"_s
        << u"extended-statistics"_s << u"away"_s << u"closed"_s;
    QTest::newRow("statistics whose next name is taken")
        << u"CREATE STATISTICS public.mine ON n, note FROM public.kept; ALTER STATISTICS public.mine OWNER TO app_owner; CREATE TABLE public.guest (a int, b int); CREATE STATISTICS public.mine_old ON a, b FROM public.guest"_s
        << u"name-taken"_s << u"mine_old"_s << QString();
    QTest::newRow("a tablespace without the right")
        << u"CREATE TABLESPACE closed LOCATION ''; CREATE INDEX kept_closed ON public.kept (n) TABLESPACE closed"_s
        << u"index-tablespace"_s << u"kept_closed"_s << u"closed"_s;
    QTest::newRow("deferrable key of the partitions")
        << u"ALTER TABLE public.kept ADD CONSTRAINT kept_later UNIQUE (n) DEFERRABLE"_s << u"deferrable-key"_s
        << u"kept_later"_s << u"by its name"_s;
    QTest::newRow("deferrable primary key")
        << u"ALTER TABLE public.kept DROP CONSTRAINT kept_pkey; ALTER TABLE public.kept ADD CONSTRAINT kept_pkey PRIMARY KEY (id) DEFERRABLE"_s
        << u"no-key"_s << u"kept"_s << QString();
    QTest::newRow("dropped index of the replica identity")
        << u"CREATE UNIQUE INDEX kept_n ON public.kept (n); ALTER TABLE public.kept REPLICA IDENTITY USING INDEX kept_n; DROP INDEX public.kept_n"_s
        << u"replica-identity"_s << u"kept"_s << u"dropped"_s;
}

void TestProperties::refuses()
{
    QFETCH(QString, setup);
    QFETCH(QString, code);
    QFETCH(QString, object);
    QFETCH(QString, says);
    fresh();
    {
        PgClient super = as(u"postgres"_s);
        for (const QString &statement : setup.split(u"; "_s))
            mustExec(super, statement);
    }
    PlanRequest request = requestFor(u"public"_s, u"kept"_s, u"at"_s);
    request.unique = {{u"kept_later"_s, UniqueChoice::PerLeaf}};
    if (!setup.contains(u"kept_later"))
        request.unique.clear();
    const auto planned = planFor(owner(), request);
    QVERIFY_RESULT(planned);
    QVERIFY(planned->isBlocked());
    QString findings;
    bool named = false;
    for (const Finding &finding : planned->findings) {
        if (finding.severity != Finding::Severity::Blocks)
            continue;
        findings += u"\n%1: %2: %3 (%4)"_s.arg(finding.code, finding.object, finding.consequence, finding.hint);
        named = named
            || (finding.code == code && finding.object.contains(object) && finding.consequence.contains(says)
                && !finding.hint.isEmpty());
    }
    QVERIFY2(named, qPrintable(findings));
    if (setup.contains(u"TABLESPACE closed"))
        m_cluster->exec(u"DROP INDEX public.kept_closed"_s, u"app"_s), m_cluster->exec(u"DROP TABLESPACE closed"_s);
}

QTEST_GUILESS_MAIN(TestProperties)
#include "tst_properties.moc"
