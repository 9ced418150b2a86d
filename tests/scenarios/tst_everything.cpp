// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/deadline.h"
#include "support/fail.h"
#include "support/fixtures.h"
#include "support/scenario.h"
#include "support/writers.h"

#include <QSet>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What hangs on the table, and what of the application it could have touched, one line each.
const QString kOthers = uR"sql(
SELECT format('function %s owner=%s acl=%s', pg_get_functiondef(p.oid), p.proowner::regrole, p.proacl) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
UNION ALL
SELECT format('rule %s state=%s comment=%s', pg_get_ruledef(r.oid), r.ev_enabled, obj_description(r.oid, 'pg_rewrite')) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE r.rulename <> '_RETURN' AND c.relnamespace = 'public'::regnamespace AND c.relname !~ '_(old|new)$'
UNION ALL
SELECT format('%s %s owner=%s acl=%s options=%s populated=%s comment=%s rls=%s', c.relkind, c.oid::regclass, c.relowner::regrole, c.relacl, c.reloptions, c.relispopulated, obj_description(c.oid, 'pg_class'), c.relrowsecurity)
FROM pg_class c WHERE c.relkind IN ('r', 'v', 'm', 'S') AND c.relnamespace = 'public'::regnamespace AND c.oid <> 'public.orders'::regclass AND c.relname !~ '^orders_([0-9]|old|default)|_(old|new)$'
UNION ALL
SELECT format('query %s %s', c.oid::regclass, pg_get_viewdef(c.oid)) FROM pg_class c WHERE c.relkind IN ('v', 'm') AND c.relnamespace = 'public'::regnamespace AND c.relname !~ '_(old|new)$'
UNION ALL
SELECT format('index %s %s', pg_get_indexdef(i.indexrelid), i.indisvalid) FROM pg_index i WHERE i.indrelid IN ('public.per_tenant'::regclass, 'public.line'::regclass, 'public.customer'::regclass)
UNION ALL
SELECT format('policy %s on %s %s %s using=%s check=%s', p.polname, p.polrelid::regclass, p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) FROM pg_policy p
WHERE p.polrelid::regclass::text !~ '_(old|new)$|^parterre'
UNION ALL
SELECT format('foreign key %s of %s %s valid=%s comment=%s', k.conname, k.conrelid::regclass, pg_get_constraintdef(k.oid), k.convalidated, obj_description(k.oid, 'pg_constraint')) FROM pg_constraint k
WHERE k.contype = 'f' AND k.conparentid = 0 AND k.conrelid IN ('public.line'::regclass, 'public.orders'::regclass)
UNION ALL
SELECT format('publication %s', to_jsonb(p)::text) FROM pg_publication_tables p
UNION ALL
SELECT format('trigger %s %s', g.tgrelid::regclass, CASE WHEN g.tgisinternal THEN g.tgtype::text ELSE pg_get_triggerdef(g.oid) END) FROM pg_trigger g
WHERE g.tgrelid IN ('public.line'::regclass, 'public.customer'::regclass, 'public.product'::regclass)
UNION ALL
SELECT format('owned %s by %s.%s', d.objid::regclass, d.refobjid::regclass, d.refobjsubid) FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'a'
ORDER BY 1
)sql"_s;

// Who is still bound to another table than the one that has the name; only a materialized view that is kept may be.
const QString kBoundElsewhere = uR"sql(
SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0), ', ') FROM pg_depend d JOIN pg_class t ON d.refclassid = 'pg_class'::regclass AND t.oid = d.refobjid
LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid LEFT JOIN pg_class v ON v.oid = r.ev_class
LEFT JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
WHERE t.relname ~ '^orders_(old|new)$' AND d.classid IN ('pg_proc'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass, 'pg_publication_rel'::regclass)
  AND r.ev_class IS DISTINCT FROM t.oid AND p.polrelid IS DISTINCT FROM t.oid AND v.relname IS DISTINCT FROM 'per_tenant_old'
)sql"_s;

const QString kRows = u"SELECT count(*) || ' ' || coalesce(sum(hashtextextended(x::text, 0)), 0) FROM public.%1 x"_s;

QString difference(QStringList before, QStringList after)
{
    for (const QString &line : QStringList(before)) {
        if (after.removeOne(line))
            before.removeOne(line);
    }
    return u"\n- "_s + before.join(u"\n- "_s) + u"\n+ "_s + after.join(u"\n+ "_s);
}

// Uses the table in all those ways.
QStringList turnOfApplication(int, const QString &id)
{
    const QStringList statements{
        u"BEGIN; INSERT INTO public.customer VALUES (%1, 'new'); INSERT INTO public.orders (id, at, n, tenant, customer, product) VALUES (%1, now(), %1, 'new', %1, 3); COMMIT"_s,
        u"INSERT INTO public.entry VALUES (%1 + 50000, '2026-02-03', 'by the view')"_s,
        u"UPDATE public.orders SET note = 'seen %1', at = at - interval '1 day' WHERE id = %1"_s,
        u"SELECT public.orders_of(%1), (SELECT count(*) FROM public.only_rows), (SELECT sum(rows) FROM public.per_tenant), (SELECT count(*) FROM public.line)"_s,
        u"BEGIN; UPDATE public.orders SET n = n + 1 WHERE id = %1; UPDATE public.orders SET n = n - 1 WHERE id = %1; COMMIT"_s,
        u"UPDATE public.customer SET id = id + 10000000 WHERE id = %1"_s,
        u"DELETE FROM public.customer WHERE id = %1 + 10000000"_s,
        u"DELETE FROM public.orders WHERE id = %1 + 50000"_s,
    };
    QStringList turn;
    for (const QString &statement : statements)
        turn << statement.arg(id);
    return turn;
}

} // namespace

/// A table with everything at once goes over and comes back, whatever stops the run.
class TestEverything : public Scenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void goesThereAndBack_data();
    void goesThereAndBack();
    void keepsWorking();
    void finishes_data();
    void finishes();
    void keepsToRowSecurityOfOthers_data();
    void keepsToRowSecurityOfOthers();
    void fillsMaterializedViewsAsTheirOwner();
    void namesLateWritesThatBreakAForeignKey();
    void goesOnAfterACancel();
    void goesOnAfterLostConnections();

private:
    QString rows(const QString &table) const { return value(kRows.arg(table)); }
    QString definition() const;
    QStringList others() const;
    QStringList switched(const QStringList &before) const;
    std::optional<Plan> plan(bool plain = false);
};

void TestEverything::initTestCase()
{
    startServer(ClusterOptions{.settings = {u"wal_level = logical"_s}});
}

void TestEverything::cleanupTestCase()
{
    m_cluster.reset();
}

void TestEverything::init()
{
    makeDatabase();
    PgClient client = mustConnect(owner());
    createEverything(client);
}

// The fingerprint is the digest of this.
QString TestEverything::definition() const
{
    PgClient client = mustConnect(owner());
    mustExec(client, u"SET search_path = pg_catalog, pg_temp; SET row_security = off"_s);
    const QString query = SqlText::load(u"catalog/table_definition"_s)
                              .text.replace(u"$1::oid"_s, u"'public.orders'::regclass::oid"_s)
                              .replace(u"$2::text"_s, u"'at'"_s);
    return mustExec(client, query).first().first();
}

QStringList TestEverything::others() const
{
    return column(kOthers);
}

// What others() says after the switch.
QStringList TestEverything::switched(const QStringList &before) const
{
    QStringList list;
    for (QString line : before) {
        line.replace(u"ONLY public.orders"_s, u"public.orders"_s).replace(u"ONLY orders"_s, u"orders"_s);
        const bool dropped = line.startsWith(u"foreign key line_order")
            || (m_cluster->majorVersion() < 18 && line.startsWith(u"foreign key orders_product"));
        if (!dropped && !line.startsWith(u"trigger"))
            list << line;
    }
    list.sort();
    return list;
}

std::optional<Plan> TestEverything::plan(bool plain)
{
    PlanRequest request = requestFor(u"public"_s, u"orders"_s, u"at"_s);
    request.dropReferences = QStringList{u"line_order"_s};
    request.limits.plainSwitch = plain;
    return mustPlan(owner(), request);
}

void TestEverything::goesThereAndBack_data()
{
    QTest::addColumn<bool>("plain");
    QTest::newRow("equal in every snapshot") << false;
    QTest::newRow("the last changes under the lock") << true;
}

void TestEverything::goesThereAndBack()
{
    QFETCH(bool, plain);
    const QString before = definition();
    const QStringList around = others();
    const auto planned = plan(plain);
    QVERIFY(planned);
    for (int turn = 0; turn < 2; ++turn) {
        QVERIFY_RESULT(engine().migrate(*planned));
        QStringList now = others();
        now.erase(
            std::remove_if(now.begin(), now.end(), [](const QString &line) { return line.startsWith(u"trigger"); }),
            now.end());
        now.sort();
        const QStringList expected = switched(around);
        QVERIFY2(now == expected, qPrintable(difference(expected, now)));
        QCOMPARE(value(kBoundElsewhere), QString());
        const auto report = engine().verify(planned->id, true, false);
        QVERIFY_RESULT(report);
        QVERIFY(report->isEqual());
        QCOMPARE(value(u"SELECT state || ' ' || way_back FROM parterre.migration"_s), u"Watching open"_s);
        // The watch finds nothing to close it for.
        EngineOptions watching = options();
        m_sink.onReport = [&](const Progress &p) {
            if (p.message.startsWith(u"the old table is current"))
                watching.cancel.cancel();
        };
        const auto watched = Engine(watching).watch(planned->id);
        m_sink.onReport = nullptr;
        QVERIFY(!watched && watched.error().isCancelled());
        QCOMPARE(value(u"SELECT way_back FROM parterre.migration"_s), u"open"_s);
        m_cluster->exec(
            u"UPDATE public.customer SET id = -id WHERE id = %1; DELETE FROM public.customer WHERE id = %2"_s
                .arg(10 + turn)
                .arg(20 + turn),
            u"app"_s);
        const QString contents = rows(u"orders"_s);
        QVERIFY_RESULT(engine().rollBack(planned->id));
        QCOMPARE(rows(u"orders"_s), contents);
        QCOMPARE(definition(), before);
        QVERIFY2(others() == around, qPrintable(difference(around, others())));
        QCOMPARE(value(kBoundElsewhere), QString());
    }
}

void TestEverything::keepsWorking()
{
    const QString before = definition();
    const auto planned = plan();
    QVERIFY(planned);
    Writers application(m_cluster->conninfo(u"app"_s, u"app_user"_s), 3, turnOfApplication);
    for (int turn = 0; turn < 2; ++turn) {
        QVERIFY_RESULT(engine().migrate(*planned));
        QVERIFY(waitUntil([&, from = application.turns()] { return application.turns() > from + 50; }, 60s));
        QVERIFY_RESULT(engine().rollBack(planned->id));
        QCOMPARE(definition(), before);
    }
    QVERIFY_RESULT(engine().migrate(*planned));
    const QStringList errors = application.stop();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.mid(0, 5).join(u'\n')));
    const auto report = engine().verify(planned->id, true, false);
    QVERIFY_RESULT(report);
    QVERIFY(report->isEqual());
    QCOMPARE(
        value(
            u"SELECT count(*) FROM public.orders o WHERE NOT EXISTS (SELECT FROM public.customer c WHERE c.id = o.customer) AND customer IS NOT NULL"_s),
        u"0"_s);
    // Each one once: by the application, not by what was replayed.
    QCOMPARE(value(u"SELECT count(*) FROM (SELECT FROM public.audit GROUP BY id HAVING count(*) > 1) twice"_s), u"0"_s);
    const QString contents = rows(u"orders"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(rows(u"orders"_s), contents);
}

void TestEverything::finishes_data()
{
    QTest::addColumn<bool>("settled");
    QTest::newRow("settled") << true;
    QTest::newRow("before the switch was settled") << false;
}

void TestEverything::finishes()
{
    QFETCH(bool, settled);
    const QStringList around = others();
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine(settled ? std::nullopt : std::optional(MigrationState::Switched)).migrate(*planned));
    m_sink.notes.clear();
    QVERIFY_RESULT(engine().finish(planned->id, true));
    QVERIFY2(!m_sink.notes.join(u'\n').contains(u"altered"), qPrintable(m_sink.notes.join(u'\n')));
    QStringList now = others();
    now.erase(std::remove_if(now.begin(), now.end(), [](const QString &line) { return line.startsWith(u"trigger"); }),
              now.end());
    now.sort();
    const QStringList expected = switched(around);
    QVERIFY2(now == expected, qPrintable(difference(expected, now)));
    QCOMPARE(value(u"SELECT string_agg(relname, ' ') FROM pg_class WHERE relname ~ '_(old|new)$'"_s), QString());
}

void TestEverything::keepsToRowSecurityOfOthers_data()
{
    QTest::addColumn<QString>("forced");
    QTest::addColumn<QString>("constraint");
    QTest::addColumn<bool>("there"); // it is validated on the way there
    QTest::newRow("the referenced table") << u"customer"_s << u"orders_customer"_s << true;
    QTest::newRow("the referencing table") << u"line"_s << u"line_order"_s << false;
}

// Row security that is forced on the owner of another table: no foreign key can be validated by him. The plan says so;
// forced later, it stops nothing.
void TestEverything::keepsToRowSecurityOfOthers()
{
    QFETCH(QString, forced);
    QFETCH(QString, constraint);
    QFETCH(bool, there);
    m_cluster->exec(u"DROP MATERIALIZED VIEW public.per_tenant"_s, u"app"_s);
    const QString before = definition();
    const QString force = u"ALTER TABLE public.%1 FORCE ROW LEVEL SECURITY"_s.arg(forced);
    m_cluster->exec(force, u"app"_s);
    PlanRequest request = requestFor(u"public"_s, u"orders"_s, u"at"_s);
    request.dropReferences = QStringList{u"line_order"_s};
    const auto refused = planFor(owner(), request);
    QVERIFY_RESULT(refused);
    QVERIFY(refused->isBlocked());
    QVERIFY(std::any_of(refused->findings.cbegin(), refused->findings.cend(), [&](const Finding &f) {
        return f.code == u"foreign-key-row-security" && f.object.contains(constraint) && f.hint.contains(forced);
    }));
    m_cluster->exec(u"ALTER TABLE public.%1 NO FORCE ROW LEVEL SECURITY"_s.arg(forced), u"app"_s);
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine(MigrationState::Switched).migrate(*planned));
    m_cluster->exec(force, u"app"_s);
    QVERIFY_RESULT(engine().resume(planned->id));
    const QString says = u"Foreign key %1 stays NOT VALID: row security"_s.arg(constraint);
    QCOMPARE(m_sink.notes.join(u'\n').contains(says), there);
    QCOMPARE(value(u"SELECT state || ' ' || way_back FROM parterre.migration"_s), u"Watching open"_s);
    m_sink.notes.clear();
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QVERIFY2(m_sink.notes.join(u'\n').contains(says), qPrintable(m_sink.notes.join(u'\n')));
    m_cluster->exec(u"ALTER TABLE public.%1 VALIDATE CONSTRAINT %2"_s.arg(there ? u"orders"_s : u"line"_s, constraint),
                    u"app"_s);
    QCOMPARE(definition(), before);
}

// A materialized view holds what its owner may see of another table, as after his own REFRESH.
void TestEverything::fillsMaterializedViewsAsTheirOwner()
{
    m_cluster->exec(
        u"ALTER TABLE public.orders DROP CONSTRAINT orders_customer; ALTER TABLE public.customer FORCE ROW LEVEL SECURITY; "
        "CREATE POLICY hides ON public.customer AS RESTRICTIVE FOR SELECT USING (id % 3 = 0)"_s,
        u"app"_s);
    const QString contents =
        u"SELECT string_agg(format('%s %s %s', tenant, rows, names), ',' ORDER BY tenant) FROM public.per_tenant"_s;
    PgClient client = mustConnect(owner());
    const QString all = value(contents);
    mustExec(client, u"REFRESH MATERIALIZED VIEW public.per_tenant"_s);
    const QString seen = value(contents);
    QVERIFY(seen != all);
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned)); // the function reads that table too
    QCOMPARE(value(contents), seen);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(value(contents), seen);
}

// Written into the old table by somebody who waited for the switch: there it has no foreign key any more.
void TestEverything::namesLateWritesThatBreakAForeignKey()
{
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine(MigrationState::Switched).migrate(*planned));
    m_cluster->exec(
        u"INSERT INTO public.orders_old (id, at, n, tenant, customer, product) VALUES (99999, '2026-02-02', 99999, 'late', 424242, 1)"_s,
        u"app"_s);
    for (int turn = 0; turn < 2; ++turn) {
        const auto stopped = turn == 0 ? engine().resume(planned->id) : engine().rollBack(planned->id);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().sqlState, u"23503"_s);
        QVERIFY2(stopped.error().hint.contains(u"orders_old"), qPrintable(stopped.error().toText()));
    }
    m_cluster->exec(u"INSERT INTO public.customer VALUES (424242, 'found')"_s, u"app"_s);
    QVERIFY_RESULT(engine().resume(planned->id));
    QCOMPARE(value(u"SELECT count(*) FROM public.orders WHERE id = 99999"_s), u"1"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(value(u"SELECT count(*) FROM public.orders WHERE id = 99999"_s), u"1"_s);
}

// Stopped once at each kind of statement, from the switch on and on the way back.
void TestEverything::goesOnAfterACancel()
{
    const QString before = definition();
    const QStringList around = others();
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine(MigrationState::Switched).migrate(*planned));
    const auto driven = [&](const auto &drive) -> QString {
        QSet<QString> met;
        for (qsizetype stops = -1; stops < met.size();) {
            stops = met.size();
            EngineOptions stopped = options();
            stopped.observer = [&](const StatementRecord &record) {
                if (!record.statementId.startsWith(u"migration/") || met.size() > stops
                    || met.contains(record.statementId))
                    return;
                met.insert(record.statementId);
                stopped.cancel.cancel();
            };
            const auto done = drive(Engine(stopped));
            if (!done && !done.error().isCancelled())
                return QStringList(met.values()).join(u' ') + u": "_s + done.error().toText();
        }
        qInfo("stopped at %lld kinds of statements", qint64{met.size()});
        return {};
    };
    const QString there = driven([&](Engine engine) { return engine.resume(planned->id); });
    QVERIFY2(there.isEmpty(), qPrintable(there));
    QCOMPARE(value(u"SELECT state || ' ' || way_back FROM parterre.migration"_s), u"Watching open"_s);
    QCOMPARE(value(kBoundElsewhere), QString());
    const QString back = driven([&](Engine engine) { return engine.rollBack(planned->id); });
    QVERIFY2(back.isEmpty(), qPrintable(back));
    QCOMPARE(value(u"SELECT state FROM parterre.migration"_s), u"RolledBack"_s);
    QCOMPARE(definition(), before);
    QVERIFY2(others() == around, qPrintable(difference(around, others())));
}

// Every session of ours is ended once at each kind of statement, once it is at work.
void TestEverything::goesOnAfterLostConnections()
{
    const QString before = definition();
    const QStringList around = others();
    const auto planned = plan();
    QVERIFY(planned);
    QSet<QString> met;
    QString last;
    EngineOptions killed = options();
    killed.observer = [&](const StatementRecord &record) {
        const bool opened = !m_sink.last.step.isEmpty();
        if (!opened || !record.statementId.startsWith(u"migration/") || met.contains(record.statementId))
            return;
        met.insert(record.statementId);
        last = record.statementId;
        m_cluster->exec(
            u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'parterre:%'"_s);
    };
    QVERIFY_RESULT(engine(MigrationState::Verified).migrate(*planned));
    m_sink.last = {};
    const auto there = Engine(killed).resume(planned->id);
    QVERIFY2(there, there ? "" : qPrintable(last + u": "_s + there.error().toText()));
    qInfo("ended at %lld kinds of statements", qint64{met.size()});
    QVERIFY(met.contains(u"migration/validate_foreign_key"_s) && met.contains(u"migration/rename_matview"_s));
    QCOMPARE(value(u"SELECT state || ' ' || way_back FROM parterre.migration"_s), u"Watching open"_s);
    met.clear();
    m_sink.last = {};
    const auto back = Engine(killed).rollBack(planned->id);
    QVERIFY2(back, back ? "" : qPrintable(last + u": "_s + back.error().toText()));
    QVERIFY(met.contains(u"migration/add_foreign_key"_s) && met.contains(u"migration/drop_matview"_s));
    QCOMPARE(definition(), before);
    QVERIFY2(others() == around, qPrintable(difference(around, others())));
}

QTEST_GUILESS_MAIN(TestEverything)
#include "tst_everything.moc"
