// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/deadline.h"
#include "support/fail.h"
#include "support/scenario.h"
#include "support/writers.h"

#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A table that references three others; one of them is another's, who granted nothing but REFERENCES.
const QString kOrders = uR"sql(
CREATE TABLE public.customer (id bigint PRIMARY KEY, name text);
CREATE TABLE public.basket (shop integer, number integer, PRIMARY KEY (shop, number));
INSERT INTO public.customer SELECT g, 'customer ' || g FROM generate_series(1, 300) g;
INSERT INTO public.basket SELECT g % 3, g FROM generate_series(1, 300) g;
CREATE TABLE public.orders (
    id bigint PRIMARY KEY, at timestamptz NOT NULL, customer bigint NOT NULL, shop integer, number integer, product bigint, pad text,
    CONSTRAINT orders_customer FOREIGN KEY (customer) REFERENCES public.customer ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "orders basket" FOREIGN KEY (shop, number) REFERENCES public.basket MATCH FULL ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX orders_of_customer ON public.orders (customer);
COMMENT ON CONSTRAINT orders_customer ON public.orders IS 'who''s it for';
INSERT INTO public.orders SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '1 hour', 1 + g % 300, (1 + g % 300) % 3, 1 + g % 300, 1 + g % 20, 'order ' || g
FROM generate_series(1, 3000) g;
)sql"_s;
const QString kProducts = uR"sql(
CREATE TABLE stock.product (id bigint PRIMARY KEY);
INSERT INTO stock.product SELECT generate_series(1, 10);
GRANT REFERENCES ON stock.product TO app_owner;
)sql"_s;
// Half of the rows break it.
const QString kToProduct =
    u"ALTER TABLE public.orders ADD CONSTRAINT orders_product FOREIGN KEY (product) REFERENCES stock.product NOT VALID"_s;

const QString kForeignKeys =
    u"SELECT string_agg(format('%s %s %s %s', conname, pg_get_constraintdef(oid), convalidated, obj_description(oid, 'pg_constraint')), E'\\n' ORDER BY conname) "
    "FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid = 'public.orders'::regclass"_s;
// Another table that references this one.
const QString kLines = uR"sql(
CREATE TABLE public.line (n integer, "order" bigint CONSTRAINT line_order REFERENCES public.orders ON DELETE CASCADE DEFERRABLE, first bigint);
INSERT INTO public.line SELECT g, 1 + g % 100, NULL FROM generate_series(1, 500) g;
ALTER TABLE public.line ADD CONSTRAINT "line first" FOREIGN KEY (first) REFERENCES public.orders NOT VALID;
COMMENT ON CONSTRAINT line_order ON public.line IS 'of which order';
)sql"_s;
const QString kReferences =
    u"SELECT string_agg(format('%s %s %s %s', conname, pg_get_constraintdef(oid), convalidated, obj_description(oid, 'pg_constraint')), E'\\n' ORDER BY conname) "
    "FROM pg_constraint WHERE contype = 'f' AND conrelid = 'public.line'::regclass"_s;
const QString kRows = u"SELECT count(*) || ' ' || coalesce(sum(hashtextextended(x::text, 0)), 0) FROM public.%1 x"_s;

// Both sides of the foreign keys, in both orders. Rows are made together and taken away one after the other, the row
// first: a copy of it that still references would stop that.
QStringList turnOfApplication(int turn, const QString &id)
{
    QStringList statements{
        u"BEGIN; INSERT INTO public.customer VALUES (%1, 'new'); INSERT INTO public.basket VALUES (%1, 1); "
        "INSERT INTO public.orders (id, at, customer, shop, number, product) VALUES (%1, now(), %1, %1, 1, 3), (-%1, '2026-02-02', %1, NULL, NULL, 4); COMMIT"_s,
        u"UPDATE public.orders SET pad = 'seen', at = at - interval '1 day' WHERE id = %1"_s};
    if (turn % 3 == 0)
        statements << u"DELETE FROM public.orders WHERE customer = %1"_s
                   << u"DELETE FROM public.customer WHERE id = %1"_s;
    else if (turn % 3 == 1)
        statements << u"DELETE FROM public.customer WHERE id = %1"_s; // cascades
    else
        statements << u"UPDATE public.customer SET id = -%1 WHERE id = %1"_s; // cascades too
    statements << u"DELETE FROM public.basket WHERE shop = %1"_s;             // sets NULL
    for (QString &statement : statements)
        statement = statement.arg(id);
    return statements;
}

} // namespace

/// Foreign keys go over to the partitioned table and come back; the server checks them all the time, and what they
/// cascade is in both tables.
class TestReferences : public Scenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void goesThereAndBack_data();
    void goesThereAndBack();
    void keepsChecking();
    void staysInvalid();
    void settlesLater_data();
    void settlesLater();
    void namesWhatBreaksIt();
    void refusesTooMany();
    void dropsReferences();
    void restoresWhatItCan();
    void takesAMoment_data();
    void takesAMoment();

private:
    QString rows(const QString &table) const { return value(kRows.arg(table)); }
    std::optional<Plan> plan(const QString &every = u"1 month"_s, const QStringList &dropReferences = {});
    QString sqlstate(const QString &sql) const
    {
        PgClient client(super());
        return QString::fromStdString(client.exec(sql).sqlstate());
    }
};

void TestReferences::initTestCase()
{
    startServer();
}

void TestReferences::cleanupTestCase()
{
    m_cluster.reset();
}

void TestReferences::init()
{
    makeDatabase();
    m_cluster->exec(u"CREATE SCHEMA stock AUTHORIZATION other; GRANT USAGE ON SCHEMA stock TO app_owner"_s, u"app"_s);
    PgClient other = mustConnect(m_cluster->conninfo(u"app"_s, u"other"_s));
    mustExec(other, kProducts);
    PgClient client = mustConnect(owner());
    mustExec(client, kOrders);
    m_sink.notes.clear();
}

std::optional<Plan> TestReferences::plan(const QString &every, const QStringList &dropReferences)
{
    PlanRequest request = requestFor(u"public"_s, u"orders"_s, u"at"_s, every);
    request.dropReferences = dropReferences;
    return mustPlan(owner(), request);
}

void TestReferences::goesThereAndBack_data()
{
    QTest::addColumn<bool>("plain");
    QTest::newRow("equal in every snapshot") << false;
    QTest::newRow("the last changes under the lock") << true;
}

void TestReferences::goesThereAndBack()
{
    QFETCH(bool, plain);
    PgClient client = mustConnect(owner());
    mustExec(
        client,
        u"ALTER TABLE public.orders ADD CONSTRAINT orders_product FOREIGN KEY (product) REFERENCES stock.product NOT VALID; "
        "UPDATE public.orders SET product = 1 + product % 10; ALTER TABLE public.orders VALIDATE CONSTRAINT orders_product"_s);
    const QString before = value(kForeignKeys);
    QCOMPARE(before.count(u'\n'), 2);
    auto planned = plan();
    QVERIFY(planned);
    planned->limits.plainSwitch = plain;
    for (int turn = 0; turn < 2; ++turn) {
        QVERIFY_RESULT(engine(MigrationState::Verified).migrate(*planned));
        mustExec(
            client,
            u"DELETE FROM public.customer WHERE id = %1; DELETE FROM public.basket WHERE number = %1"_s.arg(10 + turn));
        QCOMPARE(
            value(
                u"SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'public.orders_new'::regclass"_s),
            u"0"_s);
        QVERIFY_RESULT(engine().resume(planned->id));
        QCOMPARE(value(u"SELECT relkind FROM pg_class WHERE oid = 'public.orders'::regclass"_s), u"p"_s);
        QCOMPARE(value(kForeignKeys), before);
        QCOMPARE(rows(u"orders"_s), rows(u"orders_old"_s));
        // Each partition's own was adopted, and is valid.
        QCOMPARE(
            value(
                u"SELECT count(*) FROM pg_inherits i LEFT JOIN pg_constraint k ON k.conrelid = i.inhrelid AND k.contype = 'f' AND k.conparentid <> 0 AND k.convalidated "
                "WHERE i.inhparent = 'public.orders'::regclass AND k.oid IS NULL"_s),
            u"0"_s);
        QCOMPARE(
            value(
                u"SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'public.orders_old'::regclass"_s),
            u"0"_s);
        QCOMPARE(sqlstate(u"INSERT INTO public.orders (id, at, customer) VALUES (-1, now(), 999999)"_s), u"23503"_s);
        QCOMPARE(sqlstate(u"DELETE FROM stock.product WHERE id = 3"_s), u"23503"_s);
        // What is gone from the table does not hold what it referenced.
        mustExec(client, u"DELETE FROM public.orders WHERE product = %1"_s.arg(5 + turn));
        m_cluster->exec(u"DELETE FROM stock.product WHERE id = %1"_s.arg(5 + turn), u"app"_s);
        // Cascades into the partitions reach the old table.
        mustExec(
            client,
            u"DELETE FROM public.customer WHERE id = %1; DELETE FROM public.basket WHERE number = %1; UPDATE public.customer SET id = -id WHERE id = %2"_s
                .arg(20 + turn)
                .arg(30 + turn));
        const QString after = rows(u"orders"_s);
        QVERIFY_RESULT(engine().rollBack(planned->id));
        QCOMPARE(rows(u"orders"_s), after);
        QCOMPARE(value(kForeignKeys), before);
        QCOMPARE(value(u"SELECT count(*) FROM pg_trigger WHERE tgrelid = 'public.customer'::regclass"_s), u"2"_s);
        QCOMPARE(sqlstate(u"INSERT INTO public.orders (id, at, customer) VALUES (-1, now(), 999999)"_s), u"23503"_s);
    }
    QVERIFY_RESULT(engine().migrate(*planned));
    QVERIFY_RESULT(engine().finish(planned->id, true));
    QCOMPARE(value(kForeignKeys), before);
}

void TestReferences::keepsChecking()
{
    const auto planned = plan();
    QVERIFY(planned);
    Writers application(super(), 4, turnOfApplication);
    for (int turn = 0; turn < 3; ++turn) {
        QVERIFY_RESULT(engine().migrate(*planned));
        QVERIFY(waitUntil([&, from = application.turns()] { return application.turns() > from + 100; }, 60s));
        QVERIFY_RESULT(engine().rollBack(planned->id));
    }
    QVERIFY_RESULT(engine().migrate(*planned));
    const QStringList errors = application.stop();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.mid(0, 5).join(u'\n')));
    QVERIFY(application.turns() > 300);
    qInfo("%d turns, the slowest statement %lld ms", application.turns(), application.slowestMs());
    QCOMPARE(
        value(
            u"SELECT count(*) FROM public.orders o WHERE NOT EXISTS (SELECT FROM public.customer c WHERE c.id = o.customer)"_s),
        u"0"_s);
    QCOMPARE(value(u"SELECT count(*) FROM public.orders WHERE customer >= 1000000 OR shop >= 1000000"_s), u"0"_s);
    const auto report = engine().verify(planned->id, true, false);
    QVERIFY_RESULT(report);
    QVERIFY(report->isEqual());
    const QString after = rows(u"orders"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(rows(u"orders"_s), after);
}

// What was NOT VALID stays so, and is checked for new rows.
void TestReferences::staysInvalid()
{
    const bool parent = m_cluster->majorVersion() >= 18;
    PgClient client = mustConnect(owner());
    mustExec(client, kToProduct + u"; COMMENT ON CONSTRAINT orders_product ON public.orders IS 'some day'"_s);
    const QString before = value(kForeignKeys);
    QVERIFY(before.contains(u"stock.product(id) NOT VALID f some day"));
    const auto planned = plan();
    QVERIFY(planned);
    const bool told = std::any_of(planned->findings.cbegin(), planned->findings.cend(), [](const Finding &f) {
        return f.code == u"foreign-key-not-valid" && f.object.contains(u"orders_product");
    });
    QCOMPARE(told, !parent);
    QVERIFY_RESULT(engine().migrate(*planned));
    QCOMPARE(value(kForeignKeys), parent ? before : before.section(u'\n', 0, 0) + u'\n' + before.section(u'\n', 1, 1));
    QCOMPARE(
        value(
            u"SELECT count(*) FROM pg_constraint k JOIN pg_inherits i ON i.inhrelid = k.conrelid WHERE k.conname = 'orders_product' AND NOT k.convalidated "
            "AND (k.conparentid <> 0 OR obj_description(k.oid, 'pg_constraint') = 'some day')"_s),
        QString::number(planned->leaves.size()));
    QCOMPARE(sqlstate(u"INSERT INTO public.orders (id, at, customer, product) VALUES (-1, now(), 1, 11)"_s),
             u"23503"_s);
    QCOMPARE(value(u"SELECT way_back FROM parterre.migration"_s), u"open"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(value(kForeignKeys), before);
    QVERIFY_RESULT(engine().migrate(*planned));
    QVERIFY_RESULT(engine().finish(planned->id, true));
}

void TestReferences::settlesLater_data()
{
    QTest::addColumn<QString>("next");
    QTest::newRow("goes on") << u"resume"_s;
    QTest::newRow("rolls back") << u"rollback"_s;
    QTest::newRow("rolls back, half of them valid") << u"half"_s;
    QTest::newRow("finishes") << u"finish"_s;
    QTest::newRow("was altered") << u"altered"_s;
}

// The switch was made, nothing more.
void TestReferences::settlesLater()
{
    QFETCH(QString, next);
    const QString before = value(kForeignKeys);
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine(MigrationState::Switched).migrate(*planned));
    const QString unvalidated =
        u"SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated AND conrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'public.orders'::regclass)"_s;
    QCOMPARE(value(unvalidated), QString::number(2 * planned->leaves.size()));
    QCOMPARE(sqlstate(u"INSERT INTO public.orders (id, at, customer) VALUES (-1, now(), 999999)"_s), u"23503"_s);
    m_cluster->exec(u"DELETE FROM public.customer WHERE id = 40"_s, u"app"_s);
    QCOMPARE(value(u"SELECT count(*) FROM public.orders WHERE customer = 40"_s), u"0"_s);
    const QString now = rows(u"orders"_s);
    if (next == u"rollback" || next == u"half") {
        if (next == u"half") {
            m_cluster->exec(
                u"ALTER TABLE %1 VALIDATE CONSTRAINT orders_customer"_s.arg(planned->leaves[1].name.quoted()),
                u"app"_s);
            m_cluster->exec(
                u"ALTER TABLE %1 VALIDATE CONSTRAINT orders_customer"_s.arg(planned->leaves[2].name.quoted()),
                u"app"_s);
        }
        QVERIFY_RESULT(engine().rollBack(planned->id));
    } else if (next == u"finish") {
        QVERIFY_RESULT(engine().finish(planned->id, true));
    } else {
        if (next == u"altered")
            m_cluster->exec(
                u"ALTER TABLE public.orders ADD COLUMN late integer; ALTER TABLE public.orders DROP COLUMN late; ALTER TABLE public.orders ADD CONSTRAINT late CHECK (id <> 0)"_s,
                u"app"_s);
        QVERIFY_RESULT(engine().resume(planned->id));
        const QString wayBack = value(u"SELECT way_back FROM parterre.migration"_s);
        QVERIFY2(next == u"altered" ? wayBack.startsWith(u"closed") : wayBack == u"open", qPrintable(wayBack));
    }
    QCOMPARE(value(kForeignKeys), before);
    QCOMPARE(rows(u"orders"_s), now);
}

// A constraint that counts as valid and is not, since triggers were off once: said, and NOT VALID from then on.
void TestReferences::namesWhatBreaksIt()
{
    m_cluster->exec(
        u"SET session_replication_role = replica; INSERT INTO public.orders (id, at, customer) VALUES (77777, '2026-03-03', 424242)"_s,
        u"app"_s);
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    QVERIFY2(m_sink.notes.join(u'\n').contains(u"orders_customer stays NOT VALID: rows of public.orders_2026_03")
                 && m_sink.notes.join(u'\n').contains(u"424242"),
             qPrintable(m_sink.notes.join(u'\n')));
    QCOMPARE(value(u"SELECT count(*) FROM pg_constraint WHERE conname = 'orders_customer' AND NOT convalidated"_s),
             m_cluster->majorVersion() >= 18 ? u"2"_s : u"1"_s);
    QCOMPARE(
        value(
            u"SELECT convalidated FROM pg_constraint WHERE conname LIKE '%basket' AND conrelid = 'public.orders'::regclass"_s),
        u"t"_s);
    QCOMPARE(value(u"SELECT state || ' ' || way_back FROM parterre.migration"_s), u"Watching open"_s);
    // What is in a row is told, and kept nowhere.
    QCOMPARE(value(u"SELECT count(*) FROM parterre.journal WHERE message LIKE '%424242%'"_s), u"0"_s);
    m_sink.notes.clear();
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QVERIFY(m_sink.notes.join(u'\n').contains(u"orders_customer stays NOT VALID"));
    QCOMPARE(value(u"SELECT convalidated FROM pg_constraint WHERE conname = 'orders_customer'"_s), u"f"_s);
    QCOMPARE(value(u"SELECT count(*) FROM public.orders WHERE id = 77777"_s), u"1"_s);
}

void TestReferences::refusesTooMany()
{
    const auto planned = planFor(owner(), requestFor(u"public"_s, u"orders"_s, u"at"_s, u"1 day"_s));
    QVERIFY_RESULT(planned);
    QVERIFY(planned->isBlocked());
    QCOMPARE(planned->findings.first().code, u"too-many-foreign-keys"_s);
}

// Foreign keys of other tables: only whoever says so by name loses them, until the way back.
void TestReferences::dropsReferences()
{
    PgClient client = mustConnect(owner());
    mustExec(client, kLines);
    const QString before = value(kReferences);
    QCOMPARE(before.count(u'\n'), 1);
    PlanRequest request = requestFor(u"public"_s, u"orders"_s, u"at"_s);
    const auto refused = planFor(owner(), request);
    QVERIFY_RESULT(refused);
    QVERIFY(refused->isBlocked());
    request.dropReferences = QStringList{u"line_order"_s, u"nothing"_s};
    const auto unknown = planFor(owner(), request);
    QVERIFY(!unknown && unknown.error().code == ErrorCode::Usage && unknown.error().message.contains(u"nothing"));
    request.dropReferences = QStringList{u"line_order"_s};
    QVERIFY(planFor(owner(), request)->isBlocked()); // the other is not named
    const auto planned = plan(u"1 month"_s, {u"line_order"_s, u"line first"_s});
    QVERIFY(planned);
    QCOMPARE(std::count_if(planned->findings.cbegin(), planned->findings.cend(),
                           [](const Finding &f) {
                               return f.code == u"foreign-key-in-dropped" && f.severity == Finding::Severity::Decides;
                           }),
             2);
    QVERIFY_RESULT(engine(MigrationState::Verified).migrate(*planned));
    QCOMPARE(value(kReferences), before);
    QCOMPARE(sqlstate(u"INSERT INTO public.line VALUES (1, 999999, NULL)"_s), u"23503"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id)); // nothing was dropped yet
    QCOMPARE(value(kReferences), before);
    for (int turn = 0; turn < 2; ++turn) {
        QVERIFY_RESULT(engine().migrate(*planned));
        QCOMPARE(value(kReferences), QString());
        QCOMPARE(value(u"SELECT way_back FROM parterre.migration"_s), u"open"_s);
        // What is replayed into the old table, rows taken out and put in again, cascades nowhere.
        mustExec(client, u"UPDATE public.orders SET pad = 'touched' WHERE id <= 100"_s);
        QVERIFY_RESULT(engine().verify(planned->id, false, false));
        QCOMPARE(value(u"SELECT count(*) FROM public.orders_old WHERE pad = 'touched'"_s), u"100"_s);
        QCOMPARE(value(u"SELECT count(*) FROM public.line"_s), u"500"_s);
        QVERIFY_RESULT(engine().rollBack(planned->id));
        QCOMPARE(value(kReferences), before);
        QCOMPARE(value(u"SELECT count(*) FROM public.line"_s), u"500"_s);
        QCOMPARE(sqlstate(u"INSERT INTO public.line VALUES (1, 999999, NULL)"_s), u"23503"_s);
        mustExec(client, u"UPDATE public.orders SET pad = 'again' WHERE id <= 100"_s);
    }
    QVERIFY_RESULT(engine().migrate(*planned));
    QVERIFY_RESULT(engine().finish(planned->id, true));
    QCOMPARE(value(kReferences), QString());

    // One more that came after the plan.
    init();
    PgClient again = mustConnect(owner());
    mustExec(again, kLines);
    const auto early = plan(u"1 month"_s, {u"line_order"_s, u"line first"_s});
    QVERIFY(early);
    mustExec(again, u"ALTER TABLE public.line ADD CONSTRAINT late FOREIGN KEY (first) REFERENCES public.orders"_s);
    const auto late = engine().migrate(*early);
    QVERIFY(!late && late.error().code == ErrorCode::Changed && late.error().detail.contains(u"late"));
}

// Without the foreign key rows come that break it, and its table may go.
void TestReferences::restoresWhatItCan()
{
    PgClient client = mustConnect(owner());
    mustExec(client, kLines);
    const auto planned = plan(u"1 month"_s, {u"line_order"_s, u"line first"_s});
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    mustExec(client, u"DELETE FROM public.orders WHERE id = 7; ALTER TABLE public.line DROP COLUMN first"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    const QString notes = m_sink.notes.join(u'\n');
    QVERIFY2(notes.contains(u"line_order stays NOT VALID: rows of public.line break it."_s)
                 && notes.contains(u"Key (order)=(7)"_s),
             qPrintable(notes));
    QVERIFY2(notes.contains(u"\"line first\" of public.line could not be made again"), qPrintable(notes));
    QVERIFY(value(kReferences).contains(u"line_order"));
    QVERIFY(value(kReferences).contains(u" NOT VALID f "));
    QCOMPARE(value(u"SELECT state FROM parterre.migration"_s), u"RolledBack"_s);
}

void TestReferences::takesAMoment_data()
{
    QTest::addColumn<int>("days");
    QTest::newRow("24 partitions") << 20;
    QTest::newRow("120 partitions") << 116;
}

// How long the table is locked: said, not judged.
void TestReferences::takesAMoment()
{
    QFETCH(int, days);
    m_cluster->exec(
        u"TRUNCATE public.orders; ALTER TABLE public.orders DROP CONSTRAINT \"orders basket\"; "
        "INSERT INTO public.orders (id, at, customer) SELECT g, now() - g * interval '1 day', 1 FROM generate_series(0, %1 - 1) g"_s
            .arg(days),
        u"app"_s);
    const auto planned = plan(u"1 day"_s);
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    QVERIFY_RESULT(engine().rollBack(planned->id));
    for (const QString &note : std::as_const(m_sink.notes)) {
        if (note.startsWith(u"Switched"))
            qInfo("%lld partitions: %s", qint64{planned->leaves.size()}, qPrintable(note));
    }
}

QTEST_GUILESS_MAIN(TestReferences)
#include "tst_references.moc"
