// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fail.h"
#include "support/fixtures.h"
#include "support/scenario.h"

#include <QElapsedTimer>
#include <QTest>

#include <mutex>
#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

// What is bound to a table by OID, in every way that is carried over; "Bound" needs quotes, and its schema too.
const QString kBound = uR"sql(
CREATE SCHEMA "My Schema";
CREATE TABLE "My Schema"."Bound" (id bigint PRIMARY KEY, at timestamptz NOT NULL, n bigint, note text);
INSERT INTO "My Schema"."Bound" SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '1 hour', g % 7, 'note ' || g FROM generate_series(1, 500) g;
GRANT USAGE ON SCHEMA "My Schema" TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON "My Schema"."Bound" TO app_user;

CREATE FUNCTION public.rows_of(p_n bigint DEFAULT 3) RETURNS bigint STABLE PARALLEL SAFE SECURITY DEFINER SET search_path TO 'public', 'pg_temp' COST 7
    BEGIN ATOMIC SELECT count(*) FROM "My Schema"."Bound" b WHERE b.n = p_n; END;
CREATE FUNCTION public.rows_only() RETURNS bigint
    BEGIN ATOMIC SELECT count(*) FROM ONLY "My Schema"."Bound" WHERE note <> ' ONLY "My Schema"."Bound"'; END;
CREATE FUNCTION public.rows_table() RETURNS TABLE (id bigint, n bigint) ROWS 11
    BEGIN ATOMIC SELECT b.id, b.n FROM "My Schema"."Bound" b ORDER BY b.id; END;
CREATE FUNCTION public.add(p_id bigint, p_at timestamptz) RETURNS bigint
    BEGIN ATOMIC
        INSERT INTO "My Schema"."Bound" (id, at, n, note) VALUES (p_id, p_at, 1, 'added') RETURNING id;
    END;
CREATE PROCEDURE public.change(p_id bigint, p_note text)
    BEGIN ATOMIC
        UPDATE ONLY "My Schema"."Bound" SET note = p_note WHERE id = p_id;
        DELETE FROM "My Schema"."Bound" WHERE id = -p_id;
    END;
COMMENT ON FUNCTION public.rows_of(bigint) IS 'how many';
REVOKE ALL ON FUNCTION public.rows_of(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.rows_of(bigint) TO app_user WITH GRANT OPTION;

CREATE VIEW public.only_rows WITH (security_barrier = true) AS
    SELECT b.id, b.n, 'FROM ONLY "My Schema"."Bound"'::text AS "x ONLY y" FROM ONLY "My Schema"."Bound" b WHERE b.n < 6;
GRANT SELECT ON public.only_rows TO app_user;

CREATE TABLE public.front (id bigint, at timestamptz, n bigint);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.front TO app_user;
CREATE RULE "forward; it's" AS ON INSERT TO public.front DO ALSO INSERT INTO "My Schema"."Bound" (id, at, n, note) VALUES (NEW.id, NEW.at, NEW.n, 'ruled');
CREATE RULE two AS ON DELETE TO public.front WHERE OLD.n > 0 DO ALSO (DELETE FROM ONLY "My Schema"."Bound" b WHERE b.id = OLD.id; UPDATE "My Schema"."Bound" SET n = 0 WHERE id = OLD.id);
CREATE RULE off AS ON UPDATE TO public.front DO INSTEAD UPDATE "My Schema"."Bound" SET n = NEW.n WHERE id = OLD.id;
CREATE RULE always AS ON UPDATE TO public.front DO ALSO UPDATE "My Schema"."Bound" SET note = 'always' WHERE id = OLD.id;
CREATE RULE replica AS ON UPDATE TO public.front DO ALSO DELETE FROM "My Schema"."Bound";
ALTER TABLE public.front DISABLE RULE off, ENABLE ALWAYS RULE always, ENABLE REPLICA RULE replica;
COMMENT ON RULE two ON public.front IS 'two things';
CREATE VIEW public.entry AS SELECT b.id, b.at FROM "My Schema"."Bound" b;
CREATE RULE enter AS ON INSERT TO public.entry DO INSTEAD INSERT INTO "My Schema"."Bound" (id, at, note) VALUES (NEW.id, NEW.at, 'entered');
CREATE VIEW public.elsewhere AS SELECT 1::bigint AS id;
CREATE RULE enter AS ON INSERT TO public.elsewhere DO INSTEAD INSERT INTO "My Schema"."Bound" (id, at, note) VALUES (NEW.id, '2026-01-05 00:00+00', 'elsewhere');
GRANT SELECT, INSERT ON public.entry, public.elsewhere TO app_user;

CREATE TABLE public.changed (id bigint, note text);
CREATE RULE z_own AS ON UPDATE TO "My Schema"."Bound" WHERE NEW.note IS DISTINCT FROM OLD.note DO ALSO
    INSERT INTO public.changed SELECT OLD.id, NEW.note || (SELECT count(*) FROM ONLY "My Schema"."Bound" b WHERE b.id = OLD.id);
CREATE RULE z_off AS ON UPDATE TO "My Schema"."Bound" DO INSTEAD NOTHING;
CREATE RULE z_always AS ON UPDATE TO "My Schema"."Bound" WHERE NEW.id < 0 DO INSTEAD NOTHING;
CREATE RULE z_replica AS ON UPDATE TO "My Schema"."Bound" DO INSTEAD NOTHING;
ALTER TABLE "My Schema"."Bound" DISABLE RULE z_off, ENABLE ALWAYS RULE z_always, ENABLE REPLICA RULE z_replica;
COMMENT ON RULE z_own ON "My Schema"."Bound" IS 'its own';
GRANT SELECT, INSERT ON public.changed TO app_user;

CREATE TABLE public.guarded (id bigint, n bigint);
INSERT INTO public.guarded SELECT g, g FROM generate_series(1, 10) g;
ALTER TABLE public.guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON public.guarded FOR SELECT TO app_user USING (EXISTS (SELECT FROM "My Schema"."Bound" b WHERE b.id = guarded.id AND b.n < 5));
CREATE POLICY "may write" ON public.guarded AS PERMISSIVE FOR INSERT TO app_user WITH CHECK (n IN (SELECT b.n FROM ONLY "My Schema"."Bound" b WHERE b.id = guarded.id));
CREATE POLICY narrow ON public.guarded AS RESTRICTIVE USING (id <= (SELECT max(id) FROM "My Schema"."Bound") AND NULL::"My Schema"."Bound" IS NULL) WITH CHECK (id > 0);
COMMENT ON POLICY seen ON public.guarded IS 'only these';
GRANT SELECT, INSERT ON public.guarded TO app_user;
)sql"_s;

const QString kTable = u"\"My Schema\".\"Bound\""_s;

// What kBound made, in names and texts; the last column says to which relation each is bound.
const QString kSnapshot = uR"sql(
SELECT format('%s %s owner=%s acl=%s comment=%s', p.prokind, pg_get_functiondef(p.oid), p.proowner::regrole, p.proacl, obj_description(p.oid, 'pg_proc')) AS line FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace
UNION ALL
SELECT format('rule %s state=%s owner=%s comment=%s', pg_get_ruledef(r.oid), r.ev_enabled, c.relowner::regrole, obj_description(r.oid, 'pg_rewrite')) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE r.rulename <> '_RETURN' AND c.relnamespace IN ('public'::regnamespace, '"My Schema"'::regnamespace) AND c.relname NOT LIKE '%\_old' AND c.relname NOT LIKE '%\_new'
UNION ALL
SELECT format('view %s %s acl=%s %s', c.oid::regclass, c.reloptions, c.relacl, pg_get_viewdef(c.oid)) FROM pg_class c WHERE c.relkind = 'v' AND c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT format('policy %s on %s %s %s roles=%s using=%s check=%s comment=%s', p.polname, p.polrelid::regclass, p.polcmd, p.polpermissive, (SELECT array_agg(x::regrole) FROM unnest(p.polroles) x),
              pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), obj_description(p.oid, 'pg_policy')) FROM pg_policy p
ORDER BY 1
)sql"_s;

// Whatever still names another table than %1 by OID; nothing may.
const QString kBoundElsewhere = uR"sql(
SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0), ', ') FROM pg_depend d JOIN pg_class t ON d.refclassid = 'pg_class'::regclass AND t.oid = d.refobjid
LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
WHERE t.relname ~ '^Bound_' AND d.classid IN ('pg_proc'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass) AND r.ev_class IS DISTINCT FROM t.oid
)sql"_s;

QString difference(QStringList before, QStringList after)
{
    for (const QString &line : QStringList(before)) {
        if (after.removeOne(line))
            before.removeOne(line);
    }
    return u"\n- "_s + before.join(u"\n- "_s) + u"\n+ "_s + after.join(u"\n+ "_s);
}

} // namespace

/// What names a table by OID (BEGIN ATOMIC bodies, rules, policies, ONLY) names the new one after the switch and the
/// old one again after the way back.
class TestBoundObjects : public Scenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void carriesOver();
    void keepsOtherOwners();
    void worksOnTheTableThatHasTheName();
    void finishesAndDrops();
    void carriesLateCallsOver();
    void waitsForUsersOfOtherTables();
    void noticesChanges_data();
    void noticesChanges();
    void closesTheWayBack();
    void refuses_data();
    void refuses();

private:
    QString user() const { return m_cluster->conninfo(u"app"_s, u"app_user"_s); }
    QStringList snapshot() const { return column(kSnapshot); }
    std::optional<Plan> plan(const PlanRequest &request);
    PlanRequest request() const { return requestFor(u"My Schema"_s, u"Bound"_s, u"at"_s, u"1 week"_s); }
    QString behaviour(int turn);
};

void TestBoundObjects::initTestCase()
{
    startServer();
}

void TestBoundObjects::cleanupTestCase()
{
    m_cluster.reset();
}

void TestBoundObjects::init()
{
    makeDatabase();
    PgClient client = mustConnect(owner());
    mustExec(client, kBound);
}

std::optional<Plan> TestBoundObjects::plan(const PlanRequest &request)
{
    return mustPlan(owner(), request);
}

void TestBoundObjects::carriesOver()
{
    const QStringList before = snapshot();
    QStringList expected = before;
    // The only difference; the same words in a string constant stay.
    for (QString &line : expected)
        line.replace(u"FROM ONLY \"My Schema\".\"Bound\" b"_s, u"FROM \"My Schema\".\"Bound\" b"_s)
            .replace(u"FROM ONLY \"My Schema\".\"Bound\"\n"_s, u"FROM \"My Schema\".\"Bound\"\n"_s)
            .replace(u"FROM ONLY \"My Schema\".\"Bound\" AS b"_s, u"FROM \"My Schema\".\"Bound\" AS b"_s)
            .replace(u"UPDATE ONLY \"My"_s, u"UPDATE \"My"_s);
    QVERIFY(expected != before);
    const auto planned = plan(request());
    QVERIFY(planned);
    int carried = 0;
    for (const Finding &finding : planned->findings)
        carried += finding.severity == Finding::Severity::Carried
            && (finding.code == u"atomic-function" || finding.code == u"rule" || finding.code == u"policy");
    QCOMPARE(carried, 5 + 11 + 3);
    for (int turn = 1; turn <= 2; ++turn) {
        QVERIFY_RESULT(engine().migrate(*planned));
        QVERIFY2(snapshot() == expected, qPrintable(difference(expected, snapshot())));
        QCOMPARE(value(kBoundElsewhere), QString());
        QVERIFY_RESULT(engine().rollBack(planned->id));
        QVERIFY2(snapshot() == before, qPrintable(difference(before, snapshot())));
        QCOMPARE(value(kBoundElsewhere), QString());
    }
}

// A role that the table's owner is a member of: everything stays its own.
void TestBoundObjects::keepsOtherOwners()
{
    m_cluster->exec(u"GRANT other TO app_owner"_s);
    m_cluster->exec(u"GRANT USAGE ON SCHEMA \"My Schema\" TO other; GRANT ALL ON \"My Schema\".\"Bound\" TO other; "
                    "ALTER TABLE public.front OWNER TO other; ALTER TABLE public.guarded OWNER TO other; "
                    "ALTER VIEW public.entry OWNER TO other; ALTER FUNCTION public.rows_of(bigint) OWNER TO other; "
                    "REVOKE ALL ON public.front FROM other"_s,
                    u"app"_s);
    const QStringList before = snapshot();
    const auto planned = plan(request());
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    QCOMPARE(value(kBoundElsewhere), QString());
    QCOMPARE(
        value(
            u"SELECT string_agg(relowner::regrole::text, ' ') FROM pg_class WHERE relname IN ('front', 'guarded', 'entry')"_s),
        u"other other other"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QVERIFY2(snapshot() == before, qPrintable(difference(before, snapshot())));
    m_cluster->exec(u"REVOKE other FROM app_owner"_s);
}

// The same statements, with the same outcome; the rows are gone again afterwards.
QString TestBoundObjects::behaviour(int turn)
{
    PgClient client = mustConnect(user());
    const qint64 first = 1000 * (turn + 1);
    const auto number = [](qint64 n) { return QString::number(n); };
    const QString at = u"'2026-01-10 00:00+00'"_s;
    QStringList seen;
    const auto see = [&](const QString &sql) {
        for (const QStringList &row : mustExec(client, sql))
            seen << row.join(u'|');
    };
    see(u"SELECT public.rows_of(), public.rows_only(), (SELECT count(*) FROM public.rows_table()), (SELECT count(*) FROM public.only_rows)"_s);
    see(u"SELECT public.add(%1, %2) - %1"_s.arg(number(first), at));
    mustExec(client, u"CALL public.change(%1, 'called')"_s.arg(first));
    mustExec(
        client,
        u"INSERT INTO public.front VALUES (%1, %2, 2), (%3, %2, 0)"_s.arg(number(first + 1), at, number(first + 2)));
    mustExec(client, u"UPDATE public.front SET n = n WHERE id = %1"_s.arg(first + 2));
    mustExec(client, u"INSERT INTO public.entry VALUES (%1, %2)"_s.arg(number(first + 3), at));
    mustExec(client, u"INSERT INTO public.elsewhere VALUES (%1)"_s.arg(first + 4));
    mustExec(client, u"INSERT INTO public.guarded SELECT id, n FROM %1 WHERE id = %2"_s.arg(kTable).arg(first));
    seen << QString::fromStdString(client.exec(u"INSERT INTO public.guarded VALUES (%1, 77)"_s.arg(first)).sqlstate());
    see(u"SELECT id - %1, n, note FROM %2 WHERE id >= %1 ORDER BY id"_s.arg(first).arg(kTable));
    see(u"SELECT id - %1, note FROM public.changed WHERE id >= %1 ORDER BY id, note"_s.arg(first));
    see(u"SELECT count(*) FROM public.guarded"_s);
    mustExec(client, u"DELETE FROM public.front WHERE id >= %1"_s.arg(first));
    see(u"SELECT id - %1 FROM %2 WHERE id >= %1 ORDER BY id"_s.arg(first).arg(kTable));
    mustExec(client, u"DELETE FROM %1 WHERE id >= %2"_s.arg(kTable).arg(first));
    m_cluster->exec(u"DELETE FROM public.guarded WHERE id > 10"_s, u"app"_s);
    return seen.join(u'\n');
}

void TestBoundObjects::worksOnTheTableThatHasTheName()
{
    const QString before = behaviour(0);
    QVERIFY2(before.contains(u"always") && before.contains(u"42501") && before.contains(u"elsewhere"),
             qPrintable(before));
    const auto planned = plan(request());
    QVERIFY(planned);
    EngineOptions verified{profileOf(owner()), {}, &m_sink};
    verified.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(verified).migrate(*planned));
    QCOMPARE(behaviour(1), before);
    QVERIFY_RESULT(engine().resume(planned->id));
    QCOMPARE(value(u"SELECT relkind FROM pg_class WHERE oid = '%1'::regclass"_s.arg(kTable)), u"p"_s);
    QCOMPARE(behaviour(2), before);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(behaviour(3), before);
    QCOMPARE(value(u"SELECT count(*) FROM "_s + kTable), u"500"_s);
}

void TestBoundObjects::finishesAndDrops()
{
    const auto planned = plan(request());
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    const QStringList switched = snapshot();
    QVERIFY_RESULT(engine().finish(planned->id, true));
    QVERIFY2(snapshot() == switched, qPrintable(difference(switched, snapshot())));
    QCOMPARE(value(u"SELECT to_regclass('\"My Schema\".\"Bound_old\"') IS NULL"_s), u"t"_s);
    (void)behaviour(0);
}

// A call that waits for the lock of the switch has read the body before: it writes what has the name no more.
void TestBoundObjects::carriesLateCallsOver()
{
    PlanRequest wanted = request();
    wanted.applicationSwitch = {u"SELECT pg_sleep(0.5)"_s};
    wanted.applicationSwitchBack = {u"SELECT pg_sleep(0.5)"_s};
    wanted.limits.switchBudgetMs = 2000;
    const auto planned = plan(wanted);
    QVERIFY(planned);
    EngineOptions verified{profileOf(owner()), {}, &m_sink};
    verified.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(verified).migrate(*planned));

    std::vector<std::thread> calls;
    QStringList waited;
    std::mutex mutex;
    const auto call = [&](const QString &sql) {
        calls.emplace_back([&, sql] {
            PgClient client(user());
            std::this_thread::sleep_for(std::chrono::milliseconds(150)); // the lock is taken by then
            client.exec(u"SET lock_timeout = '10s'"_s);
            QElapsedTimer timer;
            timer.start();
            const PgResult result = client.exec(sql);
            const std::lock_guard guard(mutex);
            waited << (!result.ok()                ? QString::fromStdString(result.message())
                           : timer.elapsed() > 100 ? u"waited"_s
                                                   : u"did not wait"_s);
        });
    };
    int base = 0;
    const auto fire = [&](const Progress &progress) {
        if (!progress.message.contains(u"locking the table") || !calls.empty())
            return;
        call(u"SELECT public.add(%1, '2026-01-08 12:00+00')"_s.arg(base + 1));
        call(u"CALL public.change(%1, 'late')"_s.arg(base - 900));
        call(u"INSERT INTO public.front VALUES (%1, '2026-01-09 12:00+00', 4)"_s.arg(base + 2));
    };
    const auto joined = [&] {
        for (std::thread &thread : calls)
            thread.join();
        calls.clear();
        return std::exchange(waited, {});
    };
    const auto late = [&] {
        return value(
            u"SELECT string_agg(format('%s %s %s', id - %1, n, note), ', ' ORDER BY id DESC) FROM %2 WHERE id IN (%1 + 1, %1 + 2, %1 - 900)"_s
                .arg(base)
                .arg(kTable));
    };
    base = 1000;
    m_sink.onReport = fire;
    const auto switched = engine().resume(planned->id);
    m_sink.onReport = nullptr;
    QStringList outcome = joined();
    QVERIFY_RESULT(switched);
    QCOMPARE(outcome, QStringList({u"waited"_s, u"waited"_s, u"waited"_s}));
    QVERIFY2(m_sink.notes.join(u'\n').contains(u"late writes that went into the old table"),
             qPrintable(m_sink.notes.join(u'\n')));
    const QString expected = u"2 4 ruled, 1 1 added, -900 2 late"_s;
    QCOMPARE(late(), expected);
    QCOMPARE(value(u"SELECT count(*) FROM public.changed"_s), u"1"_s); // its own rule, once

    base = 1100;
    m_sink.onReport = fire;
    const auto back = engine().rollBack(planned->id);
    m_sink.onReport = nullptr;
    outcome = joined();
    QVERIFY_RESULT(back);
    QCOMPARE(outcome, QStringList({u"waited"_s, u"waited"_s, u"waited"_s}));
    QVERIFY2(m_sink.notes.join(u'\n').contains(u"late writes that went into the partitioned table"),
             qPrintable(m_sink.notes.join(u'\n')));
    QCOMPARE(late(), u"2 4 ruled, 1 1 added, -900 4 late"_s);
    QCOMPARE(value(u"SELECT count(*) FROM public.changed"_s), u"2"_s);
    QCOMPARE(value(u"SELECT count(*) FROM "_s + kTable), u"504"_s);
}

// A table with a rule or a policy is locked too; while somebody uses it nothing happens, and he does not wait for us.
void TestBoundObjects::waitsForUsersOfOtherTables()
{
    for (const QString &held :
         {u"LOCK TABLE public.front IN ACCESS SHARE MODE"_s, u"LOCK TABLE public.guarded IN ROW SHARE MODE"_s}) {
        PlanRequest wanted = request();
        wanted.limits.switchAttempts = 5;
        const auto planned = plan(wanted);
        QVERIFY(planned);
        PgClient holder = mustConnect(owner());
        mustExec(holder, u"BEGIN; "_s + held);
        const QStringList before = snapshot();
        const auto putOff = engine().migrate(*planned);
        QVERIFY(!putOff);
        QCOMPARE(putOff.error().code, ErrorCode::Refused);
        QVERIFY2(putOff.error().message.contains(u"put off"), qPrintable(putOff.error().toText()));
        QVERIFY2(m_sink.notes.join(u'\n').contains(u"pid %1"_s.arg(holder.backendPid())),
                 qPrintable(m_sink.notes.join(u'\n')));
        QVERIFY2(snapshot() == before, qPrintable(difference(before, snapshot())));
        mustExec(holder, u"COMMIT"_s);
        QVERIFY_RESULT(engine().resume(planned->id));
        mustExec(holder, u"BEGIN; "_s + held);
        QVERIFY(!engine().rollBack(planned->id));
        mustExec(holder, u"COMMIT"_s);
        QVERIFY_RESULT(engine().rollBack(planned->id));
        QVERIFY2(snapshot() == before, qPrintable(difference(before, snapshot())));
    }
}

void TestBoundObjects::noticesChanges_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("another body")
        << u"CREATE OR REPLACE FUNCTION public.rows_only() RETURNS bigint BEGIN ATOMIC SELECT sum(n) FROM ONLY \"My Schema\".\"Bound\"; END"_s;
    QTest::newRow("another function")
        << u"CREATE FUNCTION public.more() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM \"My Schema\".\"Bound\"; END"_s;
    QTest::newRow("a function less") << u"DROP FUNCTION public.rows_only()"_s;
    QTest::newRow("another rule")
        << u"CREATE RULE more AS ON DELETE TO public.changed DO ALSO DELETE FROM \"My Schema\".\"Bound\""_s;
    QTest::newRow("a rule's state") << u"ALTER TABLE public.front ENABLE RULE off"_s;
    QTest::newRow("an own rule's state") << u"ALTER TABLE \"My Schema\".\"Bound\" ENABLE RULE z_off"_s;
    QTest::newRow("another policy")
        << u"CREATE POLICY more ON public.guarded USING (EXISTS (SELECT FROM \"My Schema\".\"Bound\"))"_s;
    QTest::newRow("a policy's text")
        << u"ALTER POLICY narrow ON public.guarded USING (id < (SELECT max(id) FROM \"My Schema\".\"Bound\"))"_s;
    QTest::newRow("a renamed table") << u"ALTER TABLE public.front RENAME TO rear"_s;
}

void TestBoundObjects::noticesChanges()
{
    QFETCH(QString, change);
    const auto planned = plan(request());
    QVERIFY(planned);
    EngineOptions verified{profileOf(owner()), {}, &m_sink};
    verified.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(verified).migrate(*planned));
    PgClient client = mustConnect(owner());
    mustExec(client, change);
    const QStringList before = snapshot();
    const auto stopped = engine().resume(planned->id);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Changed);
    QVERIFY2(snapshot() == before, qPrintable(difference(before, snapshot())));
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QVERIFY2(snapshot() == before, qPrintable(difference(before, snapshot())));
}

// What came since the switch would stay behind.
void TestBoundObjects::closesTheWayBack()
{
    const auto planned = plan(request());
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    PgClient client = mustConnect(owner());
    mustExec(
        client,
        u"CREATE FUNCTION public.more() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM \"My Schema\".\"Bound\"; END"_s);
    QVERIFY(!engine().rollBack(planned->id));
    mustExec(client, u"DROP FUNCTION public.more()"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
}

void TestBoundObjects::refuses_data()
{
    QTest::addColumn<QString>("setup"); // superuser at work
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("object");
    const auto row = [](const char *name, const char *setup, const char *code, const char *object) {
        QTest::newRow(name) << QString::fromLatin1(setup) << QString::fromLatin1(code) << QString::fromLatin1(object);
    };
    row("function of somebody else", "ALTER FUNCTION public.rows_only() OWNER TO other", "function-owner",
        "rows_only()");
    row("function in a schema without rights",
        "CREATE SCHEMA closed; ALTER FUNCTION public.rows_only() SET SCHEMA closed", "function-owner", "rows_only()");
    row("leakproof function", "ALTER FUNCTION public.rows_only() LEAKPROOF", "atomic-function", "rows_only()");
    row("function with a superuser's setting",
        "ALTER FUNCTION public.rows_only() SET session_replication_role TO replica", "atomic-function", "rows_only()");
    row("function that depends on an extension", "ALTER FUNCTION public.rows_only() DEPENDS ON EXTENSION plpgsql",
        "atomic-function", "rows_only()");
    row("function with the row type",
        "CREATE FUNCTION public.whole() RETURNS SETOF \"My Schema\".\"Bound\" BEGIN ATOMIC SELECT * FROM \"My Schema\".\"Bound\"; END",
        "row-type", "whole()");
    row("function that groups by the key",
        "CREATE FUNCTION public.grouped() RETURNS SETOF bigint BEGIN ATOMIC SELECT n FROM \"My Schema\".\"Bound\" GROUP BY id; END; "
        "ALTER FUNCTION public.grouped() OWNER TO app_owner",
        "names-key", "grouped()");
    row("rule that names the key",
        "CREATE RULE named AS ON INSERT TO public.changed DO ALSO INSERT INTO \"My Schema\".\"Bound\" (id, at) VALUES (NEW.id, now()) ON CONFLICT ON CONSTRAINT \"Bound_pkey\" DO NOTHING",
        "names-key", "named");
    row("rule of somebody else's table", "ALTER TABLE public.front OWNER TO other", "rule-owner", "forward");
    row("own rule on INSERT",
        "CREATE RULE twice AS ON INSERT TO \"My Schema\".\"Bound\" DO ALSO INSERT INTO public.changed VALUES (NEW.id)",
        "rule", "twice");
    row("own rule on DELETE", "CREATE RULE keep AS ON DELETE TO \"My Schema\".\"Bound\" DO INSTEAD NOTHING", "rule",
        "keep");
    row("policy of somebody else's table", "ALTER TABLE public.guarded OWNER TO other", "policy-owner", "narrow");
}

void TestBoundObjects::refuses()
{
    QFETCH(QString, setup);
    QFETCH(QString, code);
    QFETCH(QString, object);
    PgClient super = mustConnect(m_cluster->conninfo(u"app"_s, u"postgres"_s));
    mustExec(super, setup);
    mustBeBlocked(planFor(owner(), request()), code, object);
}

QTEST_GUILESS_MAIN(TestBoundObjects)
#include "tst_boundobjects.moc"
