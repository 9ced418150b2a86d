// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fail.h"
#include "support/fixtures.h"
#include "support/scenario.h"

#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

// Everything that hangs on table %1, one line each, in names and texts, never in OIDs. What Parterre put there is left
// out: its triggers, its schema, the partitions.
const QString kSnapshot = uR"sql(
WITH t AS (SELECT c.* FROM pg_class c WHERE c.oid = %1::regclass),
acl AS (
    SELECT c.oid, 0 AS attnum, string_agg(format('%%s:%%s%%s', CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END,
               x.privilege_type, CASE WHEN x.is_grantable THEN '*' ELSE '' END), ' ' ORDER BY x.grantee::regrole::text, x.privilege_type) AS acl
    FROM pg_class c, aclexplode(coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) x GROUP BY c.oid
    UNION ALL
    SELECT a.attrelid, a.attnum, string_agg(format('%%s:%%s%%s', x.grantee::regrole, x.privilege_type, CASE WHEN x.is_grantable THEN '*' ELSE '' END),
               ' ' ORDER BY x.grantee::regrole::text, x.privilege_type)
    FROM pg_attribute a, aclexplode(a.attacl) x WHERE a.attacl IS NOT NULL GROUP BY a.attrelid, a.attnum),
lines AS (
    SELECT format('table kind=%%s persistence=%%s owner=%%s rls=%%s%%s identity=%%s acl=[%%s] comment=%%L', t.relkind, t.relpersistence, t.relowner::regrole,
                  t.relrowsecurity, t.relforcerowsecurity, t.relreplident, (SELECT acl FROM acl WHERE acl.oid = t.oid AND attnum = 0), obj_description(t.oid, 'pg_class')) AS line
    FROM t
    UNION ALL
    SELECT format('options table=%%s toast=%%s space=%%s am=%%s', t.reloptions, (SELECT x.reloptions FROM pg_class x WHERE x.oid = t.reltoastrelid),
                  (SELECT spcname FROM pg_tablespace WHERE oid = t.reltablespace), (SELECT amname FROM pg_am WHERE oid = t.relam)) FROM t
    UNION ALL
    SELECT format('column %%s %%I %%s collation=%%s notnull=%%s identity=%%s generated=%%s default=%%s storage=%%s compression=%%s target=%%s options=%%s acl=[%%s] comment=%%L',
                  row_number() OVER (ORDER BY a.attnum), a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation, a.attnotnull, a.attidentity, a.attgenerated,
                  pg_get_expr(d.adbin, d.adrelid), a.attstorage, a.attcompression, coalesce(a.attstattarget, -1),
                  (SELECT array_agg(o ORDER BY o) FROM unnest(a.attoptions) o WHERE o LIKE 'n\_distinct%%'),
                  (SELECT acl FROM acl WHERE acl.oid = t.oid AND acl.attnum = a.attnum), col_description(t.oid, a.attnum))
    FROM t JOIN pg_attribute a ON a.attrelid = t.oid LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT format('constraint %%I %%s valid=%%s deferrable=%%s deferred=%%s comment=%%L', k.conname, pg_get_constraintdef(k.oid), k.convalidated, k.condeferrable, k.condeferred,
                  obj_description(k.oid, 'pg_constraint'))
    FROM t JOIN pg_constraint k ON k.conrelid = t.oid WHERE k.contype <> 't'
    UNION ALL
    SELECT format('published by %%I root=%%s %%s', p.pubname, p.pubviaroot, to_jsonb(q) - 'attnames')
    FROM t JOIN pg_publication_rel r ON r.prrelid = t.oid JOIN pg_publication p ON p.oid = r.prpubid
    JOIN pg_publication_tables q ON q.pubname = p.pubname AND format('%%I.%%I', q.schemaname, q.tablename)::regclass = t.oid
    UNION ALL
    SELECT format('index %%s valid=%%s ready=%%s unique=%%s primary=%%s immediate=%%s options=%%s space=%%s comment=%%L', replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON '),
                  i.indisvalid, i.indisready, i.indisunique, i.indisprimary, i.indimmediate, c.reloptions, (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
                  obj_description(c.oid, 'pg_class'))
    FROM t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid
    UNION ALL
    SELECT format('trigger %%s enabled=%%s comment=%%L', pg_get_triggerdef(g.oid), g.tgenabled, obj_description(g.oid, 'pg_trigger'))
    FROM t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal AND g.tgname NOT LIKE 'zz\_parterre\_%%'
    UNION ALL
    SELECT format('sequence %%s of %%I %%s start=%%s increment=%%s min=%%s max=%%s cache=%%s cycle=%%s type=%%s owner=%%s acl=[%%s] comment=%%L', s.oid::regclass, a.attname, d.deptype,
                  q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle, format_type(q.seqtypid, NULL), s.relowner::regrole,
                  (SELECT acl FROM acl WHERE acl.oid = s.oid), obj_description(s.oid, 'pg_class'))
    FROM t JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid AND d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass
    JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_sequence q ON q.seqrelid = s.oid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    UNION ALL
    SELECT DISTINCT format('view %%s owner=%%s options=%%s acl=[%%s] comment=%%L columns=%%s triggers=%%s %%s', v.oid::regclass, v.relowner::regrole, v.reloptions,
                  (SELECT acl FROM acl WHERE acl.oid = v.oid AND attnum = 0), obj_description(v.oid, 'pg_class'),
                  (SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod), pg_get_expr(x.adbin, x.adrelid), col_description(v.oid, a.attnum), a.attacl) ORDER BY a.attnum)
                   FROM pg_attribute a LEFT JOIN pg_attrdef x ON x.adrelid = v.oid AND x.adnum = a.attnum WHERE a.attrelid = v.oid AND a.attnum > 0),
                  (SELECT json_agg(pg_get_triggerdef(g.oid) ORDER BY g.tgname) FROM pg_trigger g WHERE g.tgrelid = v.oid), pg_get_viewdef(v.oid))
    FROM t JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid AND d.classid = 'pg_rewrite'::regclass
    JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class)
SELECT line FROM lines ORDER BY line COLLATE "C"
)sql"_s;

// Every object of the database outside the system's schemas and ours.
const QString kObjects = uR"sql(
SELECT format('%s %I.%I %s', c.relkind, n.nspname, c.relname, c.relowner::regrole) AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'parterre') AND n.nspname !~ '^pg_(toast_)?temp'
UNION ALL SELECT format('function %s', p.oid::regprocedure) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'parterre')
UNION ALL SELECT format('trigger %s', pg_get_triggerdef(g.oid)) FROM pg_trigger g WHERE NOT g.tgisinternal
UNION ALL SELECT format('constraint %s', pg_get_constraintdef(k.oid)) || k.conname || k.convalidated FROM pg_constraint k WHERE k.conrelid <> 0 AND k.connamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname = 'parterre')
UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp' AND nspname <> 'parterre'
ORDER BY 1
)sql"_s;

// A table with one of everything that is to be carried over.
const QString kCarried = uR"sql(
CREATE TYPE public.mood AS ENUM ('fine', 'so so', 'bad');
CREATE DOMAIN public.amount AS numeric(12,2) CHECK (VALUE >= 0);
CREATE TABLE public.fired (name text NOT NULL, op text NOT NULL);
GRANT INSERT, SELECT ON public.fired TO app_user;
CREATE FUNCTION public.note_fired() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
    INSERT INTO public.fired VALUES (TG_NAME, TG_OP);
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $f$;
CREATE TABLE public.carried (
    gone1 integer,
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000 INCREMENT BY 5 CACHE 3),
    code text COLLATE "C" NOT NULL,
    number serial,
    "at" timestamptz NOT NULL DEFAULT now(),
    mood public.mood DEFAULT 'fine',
    price public.amount,
    tags text[] DEFAULT '{}',
    raw json,
    raws json[],
    place point DEFAULT '(0,0)',
    gone2 text,
    note varchar(200) COLLATE "POSIX",
    flags bit(4) DEFAULT B'0101',
    span tstzrange,
    doubled numeric GENERATED ALWAYS AS (price * 2) STORED,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple', coalesce(note, ''))) STORED,
    CONSTRAINT carried_pkey PRIMARY KEY (code, number) WITH (fillfactor = 70),
    CONSTRAINT carried_id_at UNIQUE (id, "at"),
    CONSTRAINT carried_number UNIQUE (number) INCLUDE (mood),
    CONSTRAINT carried_price_check CHECK (price < 1000000)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.07, toast_tuple_target = 1000, toast.autovacuum_vacuum_threshold = 123);
INSERT INTO public.carried (code, "at", mood, price, tags, raw, raws, place, note, span)
SELECT 'c' || g, timestamptz '2025-01-01 00:00+00' + interval '7 hours' * g, (enum_range(NULL::public.mood))[1 + g % 3], g % 1000, ARRAY['a', 'b' || g],
       json_build_object('n', g), ARRAY['{"a": 1.0}'::json, NULL], point(g, -g), CASE WHEN g % 50 = 0 THEN 'x' ELSE 'note ' || g END,
       tstzrange('2025-01-01', NULL)
FROM generate_series(1, 1000) g;
ALTER TABLE public.carried DROP COLUMN gone1, DROP COLUMN gone2, ALTER COLUMN note SET STORAGE EXTERNAL, ALTER COLUMN note SET STATISTICS 77,
    ALTER COLUMN mood SET STATISTICS 0, ALTER COLUMN code SET (n_distinct = -0.9), ALTER COLUMN number SET (n_distinct = 500, n_distinct_inherited = -1);
ALTER TABLE public.carried ADD CONSTRAINT "carried note'check" CHECK (length(note) > 2) NOT VALID;
CREATE INDEX carried_partial ON public.carried (mood) WHERE mood <> 'fine';
CREATE INDEX carried_expression ON public.carried (lower(note), (price + 1));
CREATE INDEX carried_order ON public.carried ("at" DESC NULLS FIRST, number ASC NULLS FIRST) WITH (fillfactor = 60);
CREATE INDEX carried_include ON public.carried (mood) INCLUDE (price, note);
CREATE INDEX carried_pattern ON public.carried (note text_pattern_ops, code COLLATE "POSIX");
CREATE INDEX carried_gin ON public.carried USING gin (tags) WITH (fastupdate = off);
CREATE INDEX carried_gist ON public.carried USING gist (place, span);
CREATE INDEX carried_brin ON public.carried USING brin ("at") WITH (pages_per_range = 16);
CREATE INDEX carried_hash ON public.carried USING hash (code);
CREATE UNIQUE INDEX carried_unique_partial ON public.carried (code) WHERE mood = 'bad';
CREATE UNIQUE INDEX carried_unique_expression ON public.carried (lower(code));
CREATE TABLE public.kinds (kind smallint PRIMARY KEY);
INSERT INTO public.kinds VALUES (1), (2);
ALTER TABLE public.carried ADD COLUMN kind smallint DEFAULT 1, ADD CONSTRAINT "carried kind's" FOREIGN KEY (kind) REFERENCES public.kinds
    ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.carried ADD COLUMN other_kind smallint DEFAULT 1, ADD CONSTRAINT carried_other FOREIGN KEY (other_kind) REFERENCES public.kinds MATCH FULL;
COMMENT ON CONSTRAINT "carried kind's" ON public.carried IS 'it''s a kind';
CREATE PUBLICATION "the carried" FOR TABLE public.carried WITH (publish_via_partition_root = true);
CREATE VIEW public.carried_plain AS SELECT * FROM public.carried;
CREATE VIEW public.carried_barrier WITH (security_barrier = true, check_option = local) AS SELECT code, "at", mood, price FROM public.carried WHERE price >= 0;
CREATE VIEW public.carried_sums AS SELECT mood, count(*) AS rows, sum(price) AS price FROM public.carried c GROUP BY mood;
CREATE VIEW public.carried_indirect AS SELECT * FROM public.carried_barrier WHERE mood = 'bad';
ALTER VIEW public.carried_barrier ALTER COLUMN mood SET DEFAULT 'so so';
CREATE FUNCTION public.instead() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NULL; END $f$;
CREATE TRIGGER carried_sums_insert INSTEAD OF INSERT ON public.carried_sums FOR EACH ROW EXECUTE FUNCTION public.instead();
CREATE TRIGGER a_before BEFORE INSERT OR UPDATE ON public.carried FOR EACH ROW EXECUTE FUNCTION public.note_fired();
CREATE TRIGGER b_after AFTER UPDATE OF price ON public.carried FOR EACH ROW WHEN (NEW.price IS DISTINCT FROM OLD.price) EXECUTE FUNCTION public.note_fired(' ON public.carried ');
CREATE TRIGGER c_disabled AFTER INSERT ON public.carried FOR EACH ROW EXECUTE FUNCTION public.note_fired();
CREATE TRIGGER d_replica AFTER INSERT ON public.carried FOR EACH ROW EXECUTE FUNCTION public.note_fired();
CREATE TRIGGER e_always AFTER INSERT OR DELETE ON public.carried FOR EACH ROW EXECUTE FUNCTION public.note_fired();
CREATE TRIGGER f_statement AFTER INSERT ON public.carried REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.note_fired();
CREATE CONSTRAINT TRIGGER g_constraint AFTER INSERT ON public.carried DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.note_fired();
CREATE TRIGGER "h truncate" AFTER TRUNCATE ON public.carried FOR EACH STATEMENT EXECUTE FUNCTION public.note_fired();
ALTER TABLE public.carried DISABLE TRIGGER c_disabled, ENABLE REPLICA TRIGGER d_replica, ENABLE ALWAYS TRIGGER e_always, ENABLE ALWAYS TRIGGER f_statement;
COMMENT ON TABLE public.carried IS 'it''s "carried" \ over';
COMMENT ON COLUMN public.carried.price IS 'in EUR';
COMMENT ON INDEX public.carried_partial IS 'few rows';
COMMENT ON INDEX public.carried_pkey IS 'index of the key';
COMMENT ON CONSTRAINT carried_pkey ON public.carried IS 'the key';
COMMENT ON CONSTRAINT carried_price_check ON public.carried IS 'not too dear';
COMMENT ON CONSTRAINT "carried note'check" ON public.carried IS 'not too short';
COMMENT ON TRIGGER a_before ON public.carried IS 'first';
COMMENT ON TRIGGER c_disabled ON public.carried IS 'never';
COMMENT ON SEQUENCE public.carried_number_seq IS 'numbers';
COMMENT ON SEQUENCE public.carried_id_seq IS 'ids';
COMMENT ON VIEW public.carried_barrier IS 'safe';
COMMENT ON COLUMN public.carried_barrier.price IS 'dear';
GRANT SELECT, INSERT, DELETE, UPDATE ON public.carried TO app_user WITH GRANT OPTION;
GRANT SELECT (code, "at"), UPDATE (price) ON public.carried TO other WITH GRANT OPTION;
GRANT INSERT (code) ON public.carried TO PUBLIC;
GRANT TRUNCATE, REFERENCES, TRIGGER ON public.carried TO other;
GRANT USAGE ON SEQUENCE public.carried_number_seq TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.carried_plain, public.carried_barrier TO app_user;
GRANT SELECT (code) ON public.carried_barrier TO other;
)sql"_s;

const QString kCarriedFrom15 = uR"sql(
CREATE UNIQUE INDEX carried_nulls ON public.carried (price, note, "at") NULLS NOT DISTINCT;
CREATE PUBLICATION fine_ones FOR TABLE public.carried (code, number, "at", mood, price) WHERE (number > 3 AND code <> 'it''s') WITH (publish_via_partition_root = true);
CREATE VIEW public.carried_invoker WITH (security_invoker = true) AS SELECT code FROM public.carried;
)sql"_s;

QStringList lines(PgClient &client, const QString &query)
{
    QStringList list;
    for (const QStringList &row : mustExec(client, query))
        list << row.first();
    return list;
}

// Lines of one list that the other does not have.
QString difference(QStringList before, QStringList after)
{
    for (const QString &line : QStringList(before)) {
        if (after.removeOne(line))
            before.removeOne(line);
    }
    QString text;
    for (const QString &line : before)
        text += u"\n- "_s + line;
    for (const QString &line : after)
        text += u"\n+ "_s + line;
    return text;
}

} // namespace

/// What hangs on a table goes over to the partitioned one and comes back; what cannot is refused, by name.
class TestCarryOver : public Scenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void carriesOver_data();
    void carriesOver();
    void firesTriggersOnce();
    void countsSequencesOn();
    void keepsDefaultPrivilegesOff();
    void finishes_data();
    void finishes();
    void passesEventTriggers();
    void refuses_data();
    void refuses();

private:
    QString snapshot(const QString &table) const
    {
        PgClient client = mustConnect(owner());
        return lines(client,
                     QString(kSnapshot)
                         .replace(u"%%"_s, u"%"_s)
                         .replace(u"%1"_s, QString::fromStdString(client.quoteLiteral(table.toStdString()))))
            .join(u'\n');
    }
    QStringList objects() const { return column(kObjects); }
    void fresh();
    std::optional<Plan> plan(const PlanRequest &request);
    void makeCarried();
};

void TestCarryOver::initTestCase()
{
    startServer(ClusterOptions{.settings = {u"wal_level = logical"_s, u"allow_in_place_tablespaces = on"_s}});
    m_cluster->exec(u"CREATE TABLESPACE fast LOCATION ''"_s);
    m_cluster->exec(u"GRANT CREATE ON TABLESPACE fast TO app_owner"_s);
}

void TestCarryOver::cleanupTestCase()
{
    m_cluster.reset();
}

void TestCarryOver::fresh()
{
    makeDatabase();
}

void TestCarryOver::makeCarried()
{
    PgClient client = mustConnect(owner());
    mustExec(client, kCarried);
    if (m_cluster->majorVersion() >= 15)
        mustExec(client, kCarriedFrom15);
    mustExec(client, u"ANALYZE public.carried"_s);
}

std::optional<Plan> TestCarryOver::plan(const PlanRequest &request)
{
    return mustPlan(owner(), request);
}

void TestCarryOver::carriesOver_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QList<QStringList>>("announced"); // what the plan says will read differently
    QTest::addColumn<QString>("options");              // of the table: on each leaf afterwards
    QTest::newRow("transactions")
        << u"public"_s << u"transactions"_s << u"timestamp"_s
        << QList<QStringList>{{u"options table={fillfactor=90,autovacuum_vacuum_scale_factor=0.05} "_s,
                               u"options table= "_s},
                              {u"PRIMARY KEY (id)"_s, u"PRIMARY KEY (id, \"timestamp\")"_s},
                              {u"USING btree (id)"_s, u"USING btree (id, \"timestamp\")"_s},
                              {u"USING btree (tx_hash, network)"_s, u"USING btree (tx_hash, network, \"timestamp\")"_s}}
        << u"{fillfactor=90,autovacuum_vacuum_scale_factor=0.05} "_s;
    QTest::newRow("names that need quotes")
        << kHostileSchema << kHostileTable << kHostileKey
        << QList<QStringList>{{u"PRIMARY KEY (\"Id\")"_s, u"PRIMARY KEY (\"Id\", \"happened \"\"at\"\". it's\")"_s},
                              {u"USING btree (\"Id\")"_s, u"USING btree (\"Id\", \"happened \"\"at\"\". it's\")"_s}}
        << u" "_s;
    QTest::newRow("everything")
        << u"public"_s << u"carried"_s << u"at"_s
        << QList<
               QStringList>{{u"table={fillfactor=80,autovacuum_vacuum_scale_factor=0.07,toast_tuple_target=1000} toast={autovacuum_vacuum_threshold=123}"_s,
                             u"table= toast="_s},
                            {u"PRIMARY KEY (code, number)"_s, u"PRIMARY KEY (code, number, at)"_s},
                            {u"USING btree (code, number)"_s, u"USING btree (code, number, at)"_s},
                            {u"UNIQUE (number) INCLUDE"_s, u"UNIQUE (number, at) INCLUDE"_s},
                            {u"USING btree (number) INCLUDE"_s, u"USING btree (number, at) INCLUDE"_s},
                            {u"USING btree (code) WHERE"_s, u"USING btree (code, at) WHERE"_s},
                            {u"USING btree (lower(code))"_s, u"USING btree (lower(code), at)"_s}}
        << u"{fillfactor=80,autovacuum_vacuum_scale_factor=0.07,toast_tuple_target=1000} {autovacuum_vacuum_threshold=123}"_s;
}

void TestCarryOver::carriesOver()
{
    QFETCH(QString, schema);
    QFETCH(QString, table);
    QFETCH(QString, key);
    QFETCH(QList<QStringList>, announced);
    QFETCH(QString, options);
    fresh();
    {
        PgClient client = mustConnect(owner());
        if (table == u"transactions")
            createTransactions(client, {.rows = 3000, .outliers = true});
        else if (table == u"carried")
            makeCarried();
        else
            createHostileNames(client);
    }
    const QualifiedName name{schema, table};
    const QString count =
        u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM "_s + name.quoted() + u" x"_s;
    const QString before = snapshot(name.quoted());
    const QStringList objectsBefore = objects();
    const QString rows = value(count);
    QString expected = before;
    expected.replace(u"table kind=r"_s, u"table kind=p"_s).replace(u"am=heap"_s, u"am="_s);
    for (const QStringList &change : announced) {
        QVERIFY2(expected.contains(change[0]), qPrintable(change[0]));
        expected.replace(change[0], change[1]);
    }

    const auto planned = plan(requestFor(schema, table, key));
    QVERIFY(planned);
    for (int turn = 1; turn <= 2; ++turn) { // what the first rollback leaves must do for a second run
        QCOMPARE(objects(), objectsBefore);
        const auto state = engine().migrate(*planned);
        QVERIFY_RESULT(state);
        QCOMPARE(*state, MigrationState::Watching);
        const QString after = snapshot(name.quoted());
        QVERIFY2(difference(expected.split(u'\n'), after.split(u'\n')).isEmpty(),
                 qPrintable(difference(expected.split(u'\n'), after.split(u'\n'))));
        QCOMPARE(value(count), rows);
        // Storage parameters, which a partitioned table cannot have, are on every leaf.
        const QString leaves = value(
            u"SELECT string_agg(DISTINCT format('%s %s', c.reloptions, t.reloptions), '; ') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
            "LEFT JOIN pg_class t ON t.oid = c.reltoastrelid WHERE i.inhparent = "_s
            + quoteLiteral(name.quoted()) + u"::regclass"_s);
        QCOMPARE(leaves, options);
        // Nobody reaches a partition but through the table.
        QCOMPARE(
            value(
                u"SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid, aclexplode(c.relacl) x WHERE x.grantee <> c.relowner AND i.inhparent = "_s
                + quoteLiteral(name.quoted()) + u"::regclass"_s),
            u"0"_s);
        QCOMPARE(
            value(
                u"SELECT count(*) FROM pg_inherits i JOIN pg_index x ON x.indrelid = i.inhrelid JOIN pg_class c ON c.oid = x.indexrelid WHERE NOT (x.indisvalid AND x.indisready AND c.relispartition)"_s),
            u"0"_s);

        const auto back = engine().rollBack(planned->id);
        QVERIFY_RESULT(back);
        QCOMPARE(*back, MigrationState::RolledBack);
        const QString again = snapshot(name.quoted());
        QVERIFY2(again == before, qPrintable(difference(before.split(u'\n'), again.split(u'\n'))));
        QVERIFY2(objects() == objectsBefore, qPrintable(difference(objectsBefore, objects())));
        QCOMPARE(value(count), rows);
        QCOMPARE(
            value(
                u"SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'parterre' AND c.relname LIKE '%log\\_%'"_s),
            u"0"_s);
    }
}

// The same statements fire the same triggers, through the table and through its views.
void TestCarryOver::firesTriggersOnce()
{
    fresh();
    makeCarried();
    const auto fire = [this](const QString &tag) -> QString {
        PgClient user = mustConnect(m_cluster->conninfo(u"app"_s, u"app_user"_s));
        m_cluster->exec(u"TRUNCATE public.fired"_s, u"app"_s);
        mustExec(
            user,
            u"INSERT INTO public.carried (code, \"at\", price, note) VALUES ('%1 a', '2025-02-01', 1, 'one'), ('%1 b', '2025-03-01', 2, 'two')"_s
                .arg(tag));
        mustExec(
            user,
            u"INSERT INTO public.carried_barrier (code, \"at\", price) VALUES ('%1 c', '2025-02-02', 3)"_s.arg(tag));
        mustExec(user, u"UPDATE public.carried SET price = price + 1 WHERE code = '%1 a'"_s.arg(tag));
        mustExec(user, u"UPDATE public.carried_barrier SET price = price + 1 WHERE code LIKE '%1 %'"_s.arg(tag));
        mustExec(user, u"UPDATE public.carried SET note = 'other' WHERE code LIKE '%1 %'"_s.arg(tag));
        mustExec(user, u"DELETE FROM public.carried_plain WHERE code LIKE '%1 %'"_s.arg(tag));
        PgClient client = mustConnect(owner());
        return lines(client,
                     u"SELECT format('%s %s %s', name, op, count(*)) FROM public.fired GROUP BY name, op ORDER BY 1"_s)
            .join(u'\n');
    };
    const QString before = fire(u"before"_s);
    QVERIFY(before.contains(u"a_before INSERT 3") && before.contains(u"e_always INSERT 3")
            && before.contains(u"f_statement INSERT 2"));
    QVERIFY(!before.contains(u"c_disabled") && !before.contains(u"d_replica"));
    const QString rows = value(u"SELECT count(*) FROM public.carried"_s);
    const auto planned = plan(requestFor(u"public"_s, u"carried"_s, u"at"_s));
    QVERIFY(planned);
    EngineOptions verified{profileOf(owner()), {}, &m_sink};
    verified.until = MigrationState::Verified;
    m_cluster->exec(u"TRUNCATE public.fired"_s, u"app"_s);
    QVERIFY_RESULT(Engine(verified).migrate(*planned));
    QCOMPARE(value(u"SELECT count(*) FROM public.fired"_s), u"0"_s); // the copy fires nothing
    QCOMPARE(fire(u"captured"_s), before);
    QVERIFY_RESULT(engine().resume(planned->id));
    QCOMPARE(value(u"SELECT relkind FROM pg_class WHERE oid = 'public.carried'::regclass"_s), u"p"_s);
    QCOMPARE(fire(u"switched"_s), before);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(fire(u"back"_s), before);
    QCOMPARE(value(u"SELECT count(*) FROM public.carried"_s), rows);
}

void TestCarryOver::countsSequencesOn()
{
    fresh();
    makeCarried();
    qint64 id = 0;
    qint64 number = 0;
    int inserted = 0;
    const auto goesOn = [&](const char *when) {
        PgClient user = mustConnect(m_cluster->conninfo(u"app"_s, u"app_user"_s));
        const auto rows = mustExec(
            user,
            u"INSERT INTO public.carried (code, \"at\") VALUES ('s%1', now()) RETURNING id, number"_s.arg(++inserted));
        QVERIFY2(rows[0][0].toLongLong() > id, when);
        QCOMPARE(rows[0][0].toLongLong() % 5, 0);
        QVERIFY2(rows[0][1].toLongLong() > number, when);
        id = rows[0][0].toLongLong();
        number = rows[0][1].toLongLong();
        const auto refused = user.exec(u"INSERT INTO public.carried (id, code, \"at\") VALUES (1, 'x', now())"_s);
        QCOMPARE(refused.sqlstate(), std::string("428C9")); // generated ALWAYS
        QCOMPARE(value(u"SELECT count(*) - count(DISTINCT id) FROM public.carried"_s), u"0"_s);
        QCOMPARE(
            value(
                u"SELECT pg_get_serial_sequence('public.carried', 'id') || ' ' || pg_get_serial_sequence('public.carried', 'number')"_s),
            u"public.carried_id_seq public.carried_number_seq"_s);
    };
    goesOn("before");
    const auto planned = plan(requestFor(u"public"_s, u"carried"_s, u"at"_s));
    QVERIFY(planned);
    for (int turn = 0; turn < 2; ++turn) {
        QVERIFY_RESULT(engine().migrate(*planned));
        goesOn("switched");
        goesOn("switched again");
        QVERIFY_RESULT(engine().rollBack(planned->id));
        goesOn("back");
    }
    QVERIFY_RESULT(engine().migrate(*planned));
    QVERIFY_RESULT(engine().finish(planned->id, true));
    goesOn("finished");
}

void TestCarryOver::keepsDefaultPrivilegesOff()
{
    fresh();
    PgClient client = mustConnect(owner());
    mustExec(client, u"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO other"_s);
    createHostileNames(client);
    mustExec(client, u"REVOKE ALL ON "_s + kHostileSql + u" FROM other"_s);
    const auto planned = plan(requestFor(kHostileSchema, kHostileTable, kHostileKey));
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    PgClient other = mustConnect(m_cluster->conninfo(u"app"_s, u"other"_s));
    mustExec(client, u"GRANT USAGE ON SCHEMA \"Mixed Case\", parterre TO other"_s);
    const auto relations = mustExec(
        client,
        u"SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') "
        "AND n.nspname IN ('Mixed Case', 'parterre') AND c.relname <> 'schema_version'"_s);
    QVERIFY(relations.size() > 10);
    for (const QStringList &relation : relations)
        QVERIFY2(other.exec(u"SELECT FROM "_s + relation.first()).sqlstate() == "42501", qPrintable(relation.first()));
}

void TestCarryOver::finishes_data()
{
    QTest::addColumn<bool>("dropOld");
    QTest::addColumn<bool>("defaultPartition");
    QTest::addColumn<bool>("outlier"); // a late row in the DEFAULT partition
    QTest::newRow("keep the old table") << false << true << false;
    QTest::newRow("drop the old table") << true << true << false;
    QTest::newRow("without a default partition") << true << false << false;
    QTest::newRow("an occupied default partition stays") << false << false << true;
}

void TestCarryOver::finishes()
{
    QFETCH(bool, dropOld);
    QFETCH(bool, defaultPartition);
    QFETCH(bool, outlier);
    fresh();
    makeCarried();
    const QStringList before = objects();
    PlanRequest request = requestFor(u"public"_s, u"carried"_s, u"at"_s);
    request.defaultPartition = defaultPartition;
    const auto planned = plan(request);
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    if (outlier)
        m_cluster->exec(u"INSERT INTO public.carried (code, \"at\") VALUES ('far', '2222-02-02')"_s, u"app"_s);
    const QString switched = snapshot(u"public.carried"_s);
    if (dropOld) { // not while somebody uses it, and by name
        m_cluster->exec(u"CREATE VIEW public.on_old AS SELECT code FROM public.carried_old"_s, u"app"_s);
        const auto refused = engine().finish(planned->id, true);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        QVERIFY2(refused.error().detail.contains(u"on_old"), qPrintable(refused.error().toText()));
        m_cluster->exec(u"DROP VIEW public.on_old"_s, u"app"_s);
    }
    const auto finished = engine().finish(planned->id, dropOld);
    QVERIFY_RESULT(finished);
    QCOMPARE(*finished, MigrationState::Finished);
    QCOMPARE(snapshot(u"public.carried"_s), switched);
    QCOMPARE(value(u"SELECT to_regclass('public.carried_old') IS NULL"_s), dropOld ? u"t"_s : u"f"_s);
    QCOMPARE(value(u"SELECT to_regclass('public.carried_default') IS NULL"_s),
             defaultPartition || outlier ? u"f"_s : u"t"_s);
    // No hook of ours is left, and nothing in our schema but the journal.
    QCOMPARE(value(u"SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'zz\\_parterre%'"_s), u"0"_s);
    QCOMPARE(
        value(
            u"SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'parterre' AND p.prorettype = 'trigger'::regtype"_s),
        u"0"_s);
    QCOMPARE(
        value(
            u"SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'parterre' AND c.relname LIKE '%log\\_"_s
            + planned->id + u"%'"_s),
        u"0"_s);
    // Twice is once; there is no way back.
    QVERIFY_RESULT(engine().finish(planned->id, dropOld));
    const auto back = engine().rollBack(planned->id);
    QVERIFY(!back);
    QCOMPARE(back.error().code, ErrorCode::Refused);
    PgClient user = mustConnect(m_cluster->conninfo(u"app"_s, u"app_user"_s));
    mustExec(user, u"INSERT INTO public.carried (code, \"at\") VALUES ('last', '2025-05-05')"_s);
}

// One that writes down what was done fires in every step, and changes nothing.
void TestCarryOver::passesEventTriggers()
{
    fresh();
    makeCarried();
    PgClient super = mustConnect(m_cluster->conninfo(u"app"_s, u"postgres"_s));
    mustExec(super,
             u"CREATE TABLE public.ddl (tag text); GRANT INSERT ON public.ddl TO PUBLIC; "
             "CREATE FUNCTION public.write_down() RETURNS event_trigger LANGUAGE plpgsql AS "
             "'BEGIN INSERT INTO public.ddl VALUES (tg_tag); END'; "
             "CREATE EVENT TRIGGER audit ON ddl_command_end EXECUTE FUNCTION public.write_down()"_s);
    const auto planned = planFor(owner(), requestFor(u"public"_s, u"carried"_s, u"at"_s));
    QVERIFY_RESULT(planned);
    QVERIFY(planned->plan);
    QVERIFY(std::any_of(planned->findings.cbegin(), planned->findings.cend(), [](const Finding &finding) {
        return finding.code == u"event-trigger" && finding.object.contains(u"audit");
    }));
    const QString before = snapshot(u"public.carried"_s);
    QVERIFY_RESULT(engine().migrate(*planned->plan));
    QVERIFY_RESULT(engine().rollBack(planned->plan->id));
    QCOMPARE(snapshot(u"public.carried"_s), before);
    QVERIFY(value(u"SELECT count(*) FROM public.ddl WHERE tag = 'ALTER TABLE'"_s).toInt() > 4);
}

void TestCarryOver::refuses_data()
{
    QTest::addColumn<QString>("setup"); // the table is public.refused, its owner app_owner; superuser at work
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("object"); // what the finding must name
    const auto row = [this](const char *name, const QString &setup, const QString &code, const QString &object,
                            int since = 14) {
        if (m_cluster->majorVersion() >= since)
            QTest::newRow(name) << setup << code << object;
    };
    row("foreign key in",
        u"CREATE TABLE public.line (r bigint CONSTRAINT line_r REFERENCES public.refused ON DELETE CASCADE)"_s,
        u"foreign-key-in"_s, u"line_r"_s);
    const QString head = u"CREATE TABLE public.head (id bigint PRIMARY KEY); "_s;
    const QString mayReference = head + u"GRANT REFERENCES ON public.head TO app_owner; "_s;
    row("foreign key to a table that may not be referenced",
        head + u"ALTER TABLE public.refused ADD CONSTRAINT to_head FOREIGN KEY (n) REFERENCES public.head NOT VALID"_s,
        u"foreign-key-rights"_s, u"to_head"_s);
    row("foreign key to a partitioned table",
        u"CREATE TABLE public.head (id bigint PRIMARY KEY) PARTITION BY RANGE (id); ALTER TABLE public.head OWNER TO app_owner; "
        "ALTER TABLE public.refused ADD CONSTRAINT to_head FOREIGN KEY (n) REFERENCES public.head"_s,
        u"foreign-key-partitioned"_s, u"to_head"_s);
    row("foreign key that sets the partition key",
        u"CREATE TABLE public.head (at timestamptz PRIMARY KEY); GRANT REFERENCES ON public.head TO app_owner; "
        "ALTER TABLE public.refused ADD CONSTRAINT to_head FOREIGN KEY (at) REFERENCES public.head ON UPDATE CASCADE NOT VALID"_s,
        u"foreign-key-sets-key"_s, u"to_head"_s);
    row("foreign key that is not enforced",
        mayReference
            + u"ALTER TABLE public.refused ADD CONSTRAINT to_head FOREIGN KEY (n) REFERENCES public.head NOT ENFORCED"_s,
        u"foreign-key-not-enforced"_s, u"to_head"_s, 18);
    row("foreign key to itself",
        u"ALTER TABLE public.refused ADD CONSTRAINT to_self FOREIGN KEY (n) REFERENCES public.refused NOT VALID"_s,
        u"foreign-key-self"_s, u"to_self"_s);
    row("rule", u"CREATE RULE no_delete AS ON DELETE TO public.refused DO INSTEAD NOTHING"_s, u"rule"_s,
        u"no_delete"_s);
    row("rule of somebody else's table",
        u"CREATE TABLE public.front (n bigint); CREATE RULE forward AS ON INSERT TO public.front DO ALSO INSERT INTO public.refused (id, at) VALUES (NEW.n, now())"_s,
        u"rule-owner"_s, u"forward"_s);
    row("atomic function of somebody else",
        u"CREATE FUNCTION public.bound() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM public.refused; END"_s,
        u"function-owner"_s, u"bound()"_s);
    row("materialized view", u"CREATE MATERIALIZED VIEW public.heap_of AS SELECT * FROM public.refused"_s,
        u"materialized-view"_s, u"heap_of"_s);
    const QString single =
        u"CREATE PUBLICATION single FOR TABLE public.refused%1 WITH (publish_via_partition_root = %2)"_s;
    const QString owned = u"; ALTER PUBLICATION single OWNER TO app_owner"_s;
    row("publication of somebody else", single.arg(QString(), u"true"_s), u"publication-rights"_s, u"single"_s);
    row("publication of partitions", single.arg(QString(), u"false"_s) + owned, u"publication-via-root"_s, u"single"_s);
    row("publication without the partition key", single.arg(u" (id, n)"_s, u"true"_s) + owned, u"publication-columns"_s,
        u"single"_s, 15);
    row("publication of all tables", u"CREATE PUBLICATION every FOR ALL TABLES"_s, u"publication-scope"_s, u"every"_s);
    row("publication of the schema", u"CREATE PUBLICATION whole FOR TABLES IN SCHEMA public"_s, u"publication-scope"_s,
        u"whole"_s, 15);
    row("publication of the table and its schema",
        u"CREATE PUBLICATION whole FOR TABLE public.refused, TABLES IN SCHEMA public WITH (publish_via_partition_root = true); ALTER PUBLICATION whole OWNER TO app_owner"_s,
        u"publication-scope"_s, u"whole"_s, 15);
    row("exclusion", u"ALTER TABLE public.refused ADD CONSTRAINT apart EXCLUDE USING gist (span WITH &&)"_s,
        u"exclusion"_s, u"apart"_s);
    row("inheritance, parent", u"CREATE TABLE public.child () INHERITS (public.refused)"_s, u"inheritance"_s,
        u"child"_s);
    row("inheritance, child",
        u"CREATE TABLE public.parent (n bigint); ALTER TABLE public.refused INHERIT public.parent"_s, u"inheritance"_s,
        u"parent"_s);
    row("extension", u"ALTER EXTENSION plpgsql ADD TABLE public.refused"_s, u"extension"_s, u"plpgsql"_s);
    row("row type in a function",
        u"CREATE FUNCTION public.of_row(r public.refused) RETURNS bigint LANGUAGE sql AS 'SELECT $1.n'"_s,
        u"row-type"_s, u"of_row"_s);
    row("row type in a column", u"CREATE TABLE public.keeper (r public.refused)"_s, u"row-type"_s, u"keeper"_s);
    row("row type in an array", u"CREATE TABLE public.keeper (r public.refused[])"_s, u"row-type"_s, u"keeper"_s);
    row("row type in a domain", u"CREATE DOMAIN public.checked AS public.refused CHECK ((VALUE).n > 0)"_s,
        u"row-type"_s, u"checked"_s);
    row("row type in a view",
        u"CREATE VIEW public.whole_rows AS SELECT r FROM public.refused r; ALTER VIEW public.whole_rows OWNER TO app_owner"_s,
        u"row-type"_s, u"whole_rows"_s);
    row("typed table of it",
        u"CREATE TYPE public.shape AS (id bigint, at timestamptz); CREATE TABLE public.typed OF public.shape; ALTER TABLE public.refused RENAME TO was; "
        "CREATE TABLE public.refused OF public.shape (PRIMARY KEY (id), at NOT NULL); ALTER TABLE public.refused OWNER TO app_owner"_s,
        u"typed-table"_s, u"refused"_s);
    row("transition tables of a row trigger",
        u"CREATE FUNCTION public.tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
        "CREATE TRIGGER seen AFTER INSERT ON public.refused REFERENCING NEW TABLE AS fresh FOR EACH ROW EXECUTE FUNCTION public.tr()"_s,
        u"transition-tables"_s, u"seen"_s);
    row("unlogged", u"ALTER TABLE public.refused SET UNLOGGED"_s, u"not-permanent"_s, u"refused"_s);
    row("view of somebody else",
        u"CREATE VIEW public.foreign_view AS SELECT n FROM public.refused; ALTER VIEW public.foreign_view OWNER TO other"_s,
        u"view-owner"_s, u"foreign_view"_s);
    row("view that groups by the key",
        u"CREATE VIEW public.grouped AS SELECT id, n, count(*) FROM public.refused GROUP BY id; ALTER VIEW public.grouped OWNER TO app_owner"_s,
        u"view-groups-by-key"_s, u"grouped"_s);
    row("atomic function that groups by the key",
        u"CREATE FUNCTION public.groups() RETURNS SETOF bigint BEGIN ATOMIC SELECT n FROM public.refused GROUP BY id; END"_s,
        u"names-key"_s, u"groups()"_s);
    row("no inherit check", u"ALTER TABLE public.refused ADD CONSTRAINT here_only CHECK (n > -1) NO INHERIT"_s,
        u"check-no-inherit"_s, u"here_only"_s);
    row("granted identity sequence",
        u"ALTER TABLE public.refused ADD COLUMN i bigint GENERATED ALWAYS AS IDENTITY; GRANT USAGE ON SEQUENCE public.refused_i_seq TO other"_s,
        u"identity-sequence"_s, u"refused_i_seq"_s);
    row("identity sequence in a default",
        u"ALTER TABLE public.refused ADD COLUMN i bigint GENERATED ALWAYS AS IDENTITY; CREATE TABLE public.guest (n bigint DEFAULT nextval('public.refused_i_seq'))"_s,
        u"identity-sequence"_s, u"refused_i_seq"_s);
    row("constraint on a NULL in 18", u"ALTER TABLE public.refused ADD CONSTRAINT n_there NOT NULL n NOT VALID"_s,
        u"not-null-not-valid"_s, u"n_there"_s, 18);
    row("unknown: a transform",
        u"CREATE TRANSFORM FOR public.refused LANGUAGE plpgsql (FROM SQL WITH FUNCTION pg_catalog.prsd_lextype(internal))"_s,
        u"row-type"_s, u"transform"_s);
    row("unknown: a cast",
        u"CREATE FUNCTION public.to_n(public.refused) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1.n'; CREATE CAST (public.refused AS bigint) WITH FUNCTION public.to_n(public.refused)"_s,
        u"row-type"_s, u"cast"_s);
    row("invalid index",
        u"CREATE INDEX refused_broken ON public.refused (n); SET allow_system_table_mods = on; UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'public.refused_broken'::regclass"_s,
        u"invalid-index"_s, u"refused_broken"_s);
    row("security label of an identity's sequence",
        u"ALTER TABLE public.refused ADD counted bigint GENERATED ALWAYS AS IDENTITY; SET allow_system_table_mods = on; "
        "INSERT INTO pg_seclabel VALUES ('public.refused_counted_seq'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret')"_s,
        u"security-label"_s, u"refused_counted_seq"_s);
    row("unknown: a dependency that nobody knows",
        u"SET allow_system_table_mods = on; INSERT INTO pg_depend VALUES ('pg_language'::regclass, (SELECT oid FROM pg_language WHERE lanname = 'plpgsql'), 0, 'pg_class'::regclass, 'public.refused'::regclass, 0, 'n')"_s,
        u"unknown"_s, u"plpgsql"_s);
}

void TestCarryOver::refuses()
{
    QFETCH(QString, setup);
    QFETCH(QString, code);
    QFETCH(QString, object);
    fresh();
    {
        PgClient client = mustConnect(owner());
        mustExec(
            client,
            u"CREATE TABLE public.refused (id bigint PRIMARY KEY, at timestamptz NOT NULL, n bigint, span tstzrange); "
            "INSERT INTO public.refused SELECT g, timestamptz '2026-01-01' + g * interval '1 day' FROM generate_series(1, 100) g"_s);
    }
    const auto early = plan(requestFor(u"public"_s, u"refused"_s, u"at"_s));
    QVERIFY(early);
    PgClient super = mustConnect(m_cluster->conninfo(u"app"_s, u"postgres"_s));
    mustExec(super, setup);
    const QStringList before = objects();

    mustBeBlocked(planFor(owner(), requestFor(u"public"_s, u"refused"_s, u"at"_s)), code, object);
    QVERIFY2(objects() == before, qPrintable(difference(before, objects())));
    QCOMPARE(value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s), u"0"_s);

    // A plan from before it was there does not help.
    const auto late = engine().migrate(*early);
    QVERIFY(!late);
    QVERIFY2(late.error().code == ErrorCode::Refused || late.error().code == ErrorCode::Changed,
             qPrintable(late.error().toText()));
    QVERIFY2(objects() == before, qPrintable(difference(before, objects())));
}

QTEST_GUILESS_MAIN(TestCarryOver)
#include "tst_carryover.moc"
