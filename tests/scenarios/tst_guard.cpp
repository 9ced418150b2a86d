// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/catalogsnapshot.h"
#include "migration/evidence.h"
#include "support/cluster.h"
#include "support/deadline.h"
#include "support/enginehelp.h"
#include "support/fixtures.h"
#include "support/ledgerload.h"

#include <QTest>

#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kItems = uR"sql(
CREATE TABLE public.item (id bigint PRIMARY KEY, at timestamptz NOT NULL, shop integer NOT NULL, code text, note text,
    CONSTRAINT "item code" UNIQUE (shop, code));
INSERT INTO public.item SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '1 hour', g % 7, CASE WHEN g % 10 > 0 THEN 'c' || g END, NULL
FROM generate_series(1, 3000) g;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.item TO app_user;
)sql"_s;

// Rows that no entry guards, and rows that share a key: none of either may be.
const QString kUnguarded = uR"sql(
SELECT concat_ws(', ',
    (SELECT 'no entry of id ' || min(x.id) FROM public.item x WHERE NOT EXISTS (SELECT FROM public.item_pkey_guard g WHERE g.id = x.id)),
    (SELECT 'no entry of code ' || min(x.code) FROM public.item x WHERE x.code IS NOT NULL AND NOT EXISTS (SELECT FROM public."item code_guard" g WHERE g.shop = x.shop AND g.code = x.code)),
    (SELECT 'twice id ' || min(y.id) FROM (SELECT x.id FROM public.item x GROUP BY x.id HAVING count(*) > 1) y),
    (SELECT 'twice code ' || min(y.code) FROM (SELECT x.code FROM public.item x WHERE x.code IS NOT NULL GROUP BY x.shop, x.code HAVING count(*) > 1) y)))sql"_s;
// Entries of no row, or with another partition key than the row has.
const QString kStale = uR"sql(
SELECT (SELECT count(*) FROM public.item_pkey_guard g WHERE NOT EXISTS (SELECT FROM public.item x WHERE x.id = g.id AND x.at = g.at))
     + (SELECT count(*) FROM public."item code_guard" g WHERE NOT EXISTS (SELECT FROM public.item x WHERE x.shop = g.shop AND x.code = g.code AND x.at = g.at)))sql"_s;

// A statement within a session, and the SQLSTATE that it ends with; empty: none.
struct Said {
    QString sql;
    QString state;
};

} // namespace
Q_DECLARE_METATYPE(QList<Said>)

/// Unique keys without the partition key that hold over the whole table all the same: by a guard table.
class TestGuard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void saysWhatPostgresSays();
    void holdsWithin_data();
    void holdsWithin();
    void holdsBetween_data();
    void holdsBetween();
    void waitsForWhoIsNotYetThere_data();
    void waitsForWhoIsNotYetThere();
    void isTakenOverOnce_data();
    void isTakenOverOnce();
    void outlivesPartitions();
    void leavesNothingBehind_data();
    void leavesNothingBehind();
    void goesOnAfterKill();
    void letsWritersWrite();
    void keepsOddNames();
    void alarms();
    void meetsLateWrites();
    void trustsNoMarkOfOthers();
    void isNobodyElses();
    void tellsOfStatements();
    void refuses_data();
    void refuses();

private:
    QString owner() const { return m_cluster->conninfo(u"app"_s, u"app_owner"_s); }
    QString user() const { return m_cluster->conninfo(u"app"_s, u"app_user"_s); }
    QString value(const QString &sql) const { return m_cluster->value(sql, u"app"_s); }
    Engine engine(std::optional<MigrationState> until = {}, const CancelToken &cancel = {})
    {
        EngineOptions options{profileOf(owner()), cancel, &m_sink};
        options.until = until;
        return Engine(options);
    }
    std::optional<Plan> plan() const
    {
        PlanRequest request = requestFor(u"public"_s, u"item"_s, u"at"_s);
        request.uniqueKeys = UniqueChoice::Guard;
        return mustPlan(owner(), request);
    }
    void makeItems();
    void takeSwitched();
    bool waits(const PgClient &client) const
    {
        const QString blocked = u"SELECT cardinality(pg_blocking_pids(%1))"_s.arg(client.backendPid());
        return waitUntil([&] { return value(blocked).toInt() > 0; }, 10s);
    }

    std::unique_ptr<Cluster> m_cluster;
    RecordingSink m_sink;
    QString m_snippet;      ///< what its plan says of a partition that is attached with rows
    bool m_between = false; ///< database "app" is the one of holdsBetween()
    QString m_id;           ///< of the migration in database "switched"
};

void TestGuard::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    makeItems();
    const auto planned = plan();
    QVERIFY(planned);
    m_id = planned->id;
    for (const Finding &finding : planned->findings) {
        if (finding.code == u"unique-key-guarded" && finding.object == u"item_pkey")
            m_snippet = finding.snippet;
    }
    QVERIFY_RESULT(engine().migrate(*planned));
    QCOMPARE(value(kUnguarded), QString());
    QCOMPARE(value(kStale), u"0"_s);
    m_cluster->exec(u"ALTER DATABASE app RENAME TO switched"_s);
}

void TestGuard::cleanupTestCase()
{
    m_cluster.reset();
}

void TestGuard::init()
{
    m_sink.notes.clear();
    m_sink.onReport = nullptr;
}

// A table that was switched, as everybody finds it.
void TestGuard::takeSwitched()
{
    m_cluster->exec(u"DROP DATABASE IF EXISTS app WITH (FORCE)"_s);
    m_cluster->exec(u"CREATE DATABASE app TEMPLATE switched"_s);
    m_cluster->exec(u"GRANT CREATE ON DATABASE app TO app_owner"_s);
}

// A table that was not.
void TestGuard::makeItems()
{
    m_cluster->exec(u"DROP DATABASE IF EXISTS app WITH (FORCE)"_s);
    m_cluster->createDatabase(u"app"_s);
    PgClient client = mustConnect(owner());
    mustExec(client, kItems);
}

// All that an application can ask of the error, and by a role that may not touch the guard.
void TestGuard::saysWhatPostgresSays()
{
    takeSwitched();
    PgClient client = mustConnect(user());
    mustExec(client, uR"sql(DO $$
DECLARE
    fields text[] := '{}'; state text; message text; detail text; constraint_ text; table_ text; schema_ text;
BEGIN
    INSERT INTO public.item VALUES (1, '2026-04-01', 1, 'new');
EXCEPTION WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
        constraint_ = CONSTRAINT_NAME, table_ = TABLE_NAME, schema_ = SCHEMA_NAME;
    RAISE NOTICE '%|%|%|%|%|%', state, message, detail, constraint_, table_, schema_;
END $$)sql"_s);
    const QString said = client.takeNotices().join(QString());
    QVERIFY2(
        said.contains(
            u"23505|duplicate key value violates unique constraint \"item_pkey\"|Key (id)=(1) already exists.|item_pkey|item|public"_s),
        qPrintable(said));
    const QString two = QString::fromStdString(
        client.exec(u"INSERT INTO public.item VALUES (9001, '2026-04-01', 2, 'c2')"_s).message());
    QVERIFY2(two.contains(u"Key (shop, code)=(2, c2) already exists."), qPrintable(two));
    for (const QString &sql : {u"SELECT FROM public.item_pkey_guard"_s, u"DELETE FROM public.item_pkey_guard"_s})
        QCOMPARE(client.exec(sql).sqlstate(), std::string("42501"));
    QCOMPARE(
        value(
            u"SELECT has_function_privilege('app_user', 'public.item_pkey_guard()', 'EXECUTE')::text || (SELECT relowner::regrole FROM pg_class WHERE relname = 'item_pkey_guard')"_s),
        u"falseapp_owner"_s);
}

void TestGuard::holdsWithin_data()
{
    QTest::addColumn<QList<Said>>("said");
    const auto row = [](const char *name, const QList<Said> &said) { QTest::newRow(name) << said; };
    row("two of one statement",
        {{u"INSERT INTO public.item VALUES (9001, '2026-01-05', 1, NULL), (9001, '2026-03-05', 1, NULL)"_s,
          u"23505"_s}});
    row("no key, no guard",
        {{u"INSERT INTO public.item VALUES (9001, '2026-01-05', 1, NULL), (9002, '2026-03-05', 1, NULL)"_s, {}},
         {u"UPDATE public.item SET code = 'x' WHERE id = 9001"_s, {}},
         {u"UPDATE public.item SET code = 'x' WHERE id = 9002"_s, u"23505"_s},
         {u"UPDATE public.item SET code = NULL WHERE id = 9001"_s, {}},
         {u"UPDATE public.item SET code = 'x' WHERE id = 9002"_s, {}}});
    row("moves",
        {{u"UPDATE public.item SET at = '2026-04-02' WHERE id = 1"_s, {}},
         {u"UPDATE public.item SET at = '2026-04-03' WHERE id = 1"_s, {}},
         {u"INSERT INTO public.item VALUES (1, '2026-01-01', 1, NULL)"_s, u"23505"_s},
         {u"DELETE FROM public.item WHERE id = 1"_s, {}},
         {u"INSERT INTO public.item VALUES (1, '2026-01-01', 1, NULL)"_s, {}}});
    row("key updates",
        {{u"UPDATE public.item SET id = 2 WHERE id = 1500"_s, u"23505"_s},
         {u"UPDATE public.item SET id = 9001 WHERE id = 1500"_s, {}},
         {u"UPDATE public.item SET id = 1500, at = '2026-01-02' WHERE id = 2999"_s, {}},
         {u"UPDATE public.item SET id = 9001 WHERE id = 3"_s, u"23505"_s}});
    row("shifts and swaps",
        {{u"UPDATE public.item SET id = id + 1 WHERE id < 100"_s, u"23505"_s},
         {u"UPDATE public.item SET id = id + 1"_s, {}},
         {u"UPDATE public.item SET id = id - 1"_s, {}},
         {u"UPDATE public.item SET id = CASE id WHEN 5 THEN 2500 ELSE 5 END, at = at + interval '1 month' WHERE id IN (5, 2500)"_s,
          {}},
         {u"UPDATE public.item SET at = (SELECT max(y.at) - min(y.at) + timestamptz '2026-01-01' FROM public.item y)"_s,
          {}},
         {u"UPDATE public.item SET id = id + 5000"_s, {}}});
    row("deleted and inserted",
        {{u"WITH gone AS (DELETE FROM public.item WHERE id < 500 RETURNING *) INSERT INTO public.item SELECT id, at + interval '2 months', shop, code FROM gone"_s,
          {}},
         {u"BEGIN; DELETE FROM public.item WHERE id = 1000; INSERT INTO public.item VALUES (1000, '2026-01-01', 1, NULL); COMMIT"_s,
          {}},
         {u"INSERT INTO public.item VALUES (1000, '2026-03-01', 1, NULL)"_s, u"23505"_s}});
    row("savepoints",
        {{u"BEGIN; INSERT INTO public.item VALUES (9001, '2026-01-05', 1, NULL); SAVEPOINT s"_s, {}},
         {u"INSERT INTO public.item VALUES (9001, '2026-02-05', 1, NULL)"_s, u"23505"_s},
         {u"ROLLBACK TO s; DELETE FROM public.item WHERE id = 9001; SAVEPOINT s; INSERT INTO public.item VALUES (9001, '2026-02-05', 1, NULL); ROLLBACK TO s; INSERT INTO public.item VALUES (9001, '2026-03-05', 1, NULL); COMMIT"_s,
          {}},
         {u"INSERT INTO public.item VALUES (9001, '2026-04-05', 1, NULL)"_s, u"23505"_s}});
    row("ON CONFLICT",
        {{u"INSERT INTO public.item VALUES (1, '2026-03-01', 1, NULL) ON CONFLICT (id) DO NOTHING"_s, u"42P10"_s},
         {u"INSERT INTO public.item VALUES (1, '2026-03-01', 1, NULL) ON CONFLICT DO NOTHING"_s, u"23505"_s},
         {u"INSERT INTO public.item VALUES (1, '2026-01-01 01:00+00', 1, NULL) ON CONFLICT DO NOTHING"_s, {}},
         {u"INSERT INTO public.item VALUES (1, '2026-01-01 01:00+00', 1, NULL) ON CONFLICT (id, at) DO UPDATE SET note = 'seen'"_s,
          {}},
         {u"CREATE TABLE public.child (id bigint REFERENCES public.item (id))"_s, u"42830"_s}});
    row("a setting of the session",
        {{uR"sql(CREATE FUNCTION public.sly(i bigint, t timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$BEGIN
            INSERT INTO public.item VALUES (i, t, 1, NULL); PERFORM set_config('parterre.taken_over', '', true); RETURN i; END$$)sql"_s,
          {}},
         {u"DELETE FROM public.item WHERE id = 10 RETURNING public.sly(id, at)"_s, {}},
         {u"INSERT INTO public.item VALUES (10, '2026-04-20', 1, NULL)"_s, u"23505"_s}});
    // The application's triggers fire before the guard's, or after it.
    for (const char *name : {"aa_touch", "zz_touch"})
        for (const char *step : {"1 minute", "1 month"})
            QTest::addRow("a trigger moves it on by %s, %s", step, name)
                << QList<Said>{{uR"sql(CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
                    UPDATE public.item SET at = at + interval '%2' WHERE id = NEW.id AND pg_trigger_depth() = 1; RETURN NULL; END$$;
                    CREATE TRIGGER %1 AFTER INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.touch())sql"_s
                                    .arg(QString::fromLatin1(name), QString::fromLatin1(step)),
                                {}},
                               {u"INSERT INTO public.item VALUES (9001, '2026-03-05', 1, NULL)"_s, {}},
                               {u"UPDATE public.item SET at = at + interval '5 minutes' WHERE id = 7"_s, {}},
                               {u"UPDATE public.item SET at = at + interval '2 months' WHERE id = 9"_s, {}},
                               {u"INSERT INTO public.item VALUES (9001, '2026-01-05', 1, NULL)"_s, u"23505"_s},
                               {u"INSERT INTO public.item VALUES (7, '2026-04-05', 1, NULL)"_s, u"23505"_s}};
    for (const char *name : {"aa_again", "zz_again"})
        QTest::addRow("a trigger puts it in again, %s", name)
            << QList<Said>{{uR"sql(CREATE FUNCTION public.again() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
                IF pg_trigger_depth() = 1 THEN INSERT INTO public.item VALUES (OLD.*); END IF; RETURN NULL; END$$;
                CREATE TRIGGER %1 AFTER DELETE ON public.item FOR EACH ROW EXECUTE FUNCTION public.again())sql"_s.arg(
                                QString::fromLatin1(name)),
                            {}},
                           {u"DELETE FROM public.item WHERE id = 7"_s, {}},
                           {u"INSERT INTO public.item VALUES (7, '2026-03-01', 1, NULL)"_s, u"23505"_s}};
    QTest::newRow("prepared statements") << QList<Said>{
        {u"PREPARE p (bigint, date) AS INSERT INTO public.item VALUES ($1, $2, 1, NULL)"_s, {}},
        {u"EXECUTE p (9001, '2026-02-05')"_s, {}},
        {u"EXECUTE p (9001, '2026-03-05')"_s, u"23505"_s},
        {u"EXECUTE p (9002, '2026-03-05')"_s, {}}};
    const QString file = m_cluster->folder() + u"/items"_s;
    m_cluster->exec(
        u"COPY (VALUES (9001, '2026-02-05', 1), (9002, '2026-03-05', 1), (9001, '2026-03-05', 1)) TO '%1'"_s.arg(file));
    m_cluster->exec(u"GRANT pg_read_server_files TO app_owner"_s);
    QTest::newRow("COPY") << QList<Said>{
        {u"COPY public.item (id, at, shop) FROM '%1'"_s.arg(file), u"23505"_s},
        {u"COPY public.item (id, at, shop) FROM '%1' WHERE at < '2026-03-01'"_s.arg(file), {}},
        {u"COPY public.item (id, at, shop) FROM '%1' WHERE id > 9001"_s.arg(file), {}}};
    if (m_cluster->majorVersion() >= 15) {
        const QString merge =
            u"MERGE INTO public.item i USING (VALUES (7::bigint, timestamptz '%1')) v (id, at) ON %2 "
            "WHEN MATCHED THEN UPDATE SET at = v.at WHEN NOT MATCHED THEN INSERT VALUES (v.id, v.at, 1, NULL)"_s;
        QTest::newRow("MERGE") << QList<Said>{
            {merge.arg(u"2026-03-05"_s, u"i.id = v.id AND i.at = v.at"_s), u"23505"_s},
            {merge.arg(u"2026-03-05"_s, u"i.id = v.id"_s), {}},
            {merge.arg(u"2026-04-05"_s, u"i.id = v.id"_s), {}},
            {merge.arg(u"2026-03-05"_s, u"i.id = v.id AND i.at = v.at"_s), u"23505"_s}};
    }
    for (const char *name : {"aa_other", "zz_other"})
        QTest::addRow("a trigger changes the key, %s", name) << QList<Said>{
            {uR"sql(CREATE FUNCTION public.other() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
                UPDATE public.item SET id = id + 10000 WHERE id = NEW.id AND pg_trigger_depth() = 1; RETURN NULL; END$$;
                CREATE TRIGGER %1 AFTER INSERT ON public.item FOR EACH ROW EXECUTE FUNCTION public.other())sql"_s.arg(
                 QString::fromLatin1(name)),
             {}},
            {u"INSERT INTO public.item VALUES (9001, '2026-03-01', 1, NULL)"_s, {}},
            {u"INSERT INTO public.item VALUES (9001, '2026-04-01', 1, NULL)"_s, u"23505"_s},
            {u"DROP TRIGGER %1 ON public.item; INSERT INTO public.item VALUES (9001, '2026-04-01', 1, NULL)"_s.arg(
                 QString::fromLatin1(name)),
             {}}};
}

void TestGuard::holdsWithin()
{
    QFETCH(QList<Said>, said);
    takeSwitched();
    PgClient client = mustConnect(owner());
    for (const Said &each : said) {
        const PgResult result = client.exec(each.sql);
        QVERIFY2(QString::fromStdString(result.sqlstate()) == each.state || (each.state.isEmpty() && result.ok()),
                 qPrintable(each.sql + u": "_s + QString::fromStdString(result.message())));
        if (!client.inTransaction())
            QCOMPARE(value(kUnguarded), QString());
    }
}

void TestGuard::holdsBetween_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("committed"); ///< what the second ends with in READ COMMITTED if the first commits
    QTest::addColumn<QString>("rolledBack");
    int number = 0;
    for (const QString &level : {u"READ COMMITTED"_s, u"REPEATABLE READ"_s, u"SERIALIZABLE"_s}) {
        // %1 is in January, %2 in March, %3 is free.
        const auto row = [&](const char *name, const QString &before, const QString &first, const QString &second,
                             const QString &committed, const QString &rolledBack) {
            ++number;
            const auto own = [&](const QString &sql) {
                return QString(sql)
                    .replace(u"%1"_s, QString::number(number))
                    .replace(u"%2"_s, QString::number(1500 + number))
                    .replace(u"%3"_s, QString::number(9000 + number));
            };
            QTest::addRow("%s, %s", name, qPrintable(level))
                << level << own(before) << own(first) << own(second) << committed << rolledBack;
        };
        const QString february = u"INSERT INTO public.item VALUES (%3, '2026-02-05', 1, NULL)"_s;
        const QString march = u"INSERT INTO public.item VALUES (%3, '2026-03-05', 1, NULL)"_s;
        const QString again = u"INSERT INTO public.item VALUES (%1, '2026-04-01', 1, NULL)"_s;
        row("two insert", {}, february, march, u"23505"_s, {});
        row("two insert a stale key", u"INSERT INTO public.item_pkey_guard VALUES (%3, '2026-01-05')"_s, february,
            march, u"23505"_s, {});
        row("two insert a key that is stale there", u"INSERT INTO public.item_pkey_guard VALUES (%3, '2026-02-05')"_s,
            february, march, u"23505"_s, {});
        row("delete and insert", {}, u"DELETE FROM public.item WHERE id = %1"_s, again, {}, u"23505"_s);
        row("move and insert", {}, u"UPDATE public.item SET at = '2026-03-03' WHERE id = %1"_s, again, u"23505"_s,
            u"23505"_s);
        row("change within the partition and insert", {},
            u"UPDATE public.item SET at = at + interval '1 minute' WHERE id = %1"_s, again, u"23505"_s, u"23505"_s);
        row("change the key and insert", {}, u"UPDATE public.item SET id = %3 WHERE id = %1"_s, again, {}, u"23505"_s);
        row("two change to a key", {}, u"UPDATE public.item SET id = %3 WHERE id = %1"_s,
            u"UPDATE public.item SET id = %3 WHERE id = %2"_s, u"23505"_s, {});
    }
}

void TestGuard::holdsBetween()
{
    QFETCH(QString, level);
    QFETCH(QString, before);
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, committed);
    QFETCH(QString, rolledBack);
    if (!std::exchange(m_between, true)) // each row has keys of its own
        takeSwitched();
    for (const bool commits : {false, true}) {
        PgClient one = mustConnect(user());
        PgClient two = mustConnect(user());
        if (!before.isEmpty())
            m_cluster->exec(before + u" ON CONFLICT DO NOTHING"_s, u"app"_s);
        mustExec(one, u"BEGIN ISOLATION LEVEL %1; %2"_s.arg(level, first));
        mustExec(two, u"BEGIN ISOLATION LEVEL %1; SELECT 1"_s.arg(level));
        QVERIFY(two.send(second.toStdString()));
        QVERIFY(waits(two));
        mustExec(one, commits ? u"COMMIT"_s : u"ROLLBACK"_s);
        PgResult result = two.finish();
        if (result.ok() && commits)
            result = two.exec(u"COMMIT"_s);
        const QString state = QString::fromStdString(result.sqlstate());
        const QString expected = commits ? committed : rolledBack;
        // What a snapshot must not see is told as such.
        const bool strange = commits && level != u"READ COMMITTED" && state == u"40001";
        QVERIFY2(state == expected || strange || (expected.isEmpty() && result.ok()),
                 result.message().empty() ? "no error" : result.message().c_str());
        mustExec(two, u"ROLLBACK"_s);
        QCOMPARE(value(kUnguarded), QString());
    }
}

void TestGuard::waitsForWhoIsNotYetThere_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("state");
    QTest::newRow("delete") << u"DELETE FROM public.item WHERE id = 1"_s << QString();
    QTest::newRow("move") << u"UPDATE public.item SET at = '2026-03-03' WHERE id = 1"_s << u"23505"_s;
    QTest::newRow("change within the partition")
        << u"UPDATE public.item SET at = at + interval '1 hour' WHERE id = 1"_s << u"23505"_s;
    QTest::newRow("change the key") << u"UPDATE public.item SET id = 9001 WHERE id = 1"_s << QString();
}

// Between the change of a row and the guard's trigger there is time, in a long statement much: the row is as good as
// gone, its entry still stands. A plain unique index would wait.
void TestGuard::waitsForWhoIsNotYetThere()
{
    QFETCH(QString, first);
    QFETCH(QString, state);
    takeSwitched();
    PgClient holder = mustConnect(owner());
    mustExec(
        holder,
        uR"sql(CREATE FUNCTION public.wait() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END$$;
        CREATE TRIGGER aa_wait AFTER DELETE OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.wait();
        SELECT pg_advisory_lock(1))sql"_s);
    PgClient one = mustConnect(user());
    PgClient two = mustConnect(user());
    QVERIFY(one.send(first.toStdString()));
    QVERIFY(waits(one));
    QVERIFY(two.send("INSERT INTO public.item VALUES (1, '2026-04-01', 1, NULL)"));
    QVERIFY(waits(two));
    mustExec(holder, u"SELECT pg_advisory_unlock(1)"_s);
    const PgResult done = one.finish();
    QVERIFY2(done.ok(), done.message().c_str());
    const PgResult result = two.finish();
    QVERIFY2(state.isEmpty() ? result.ok() : QString::fromStdString(result.sqlstate()) == state,
             result.message().c_str());
    QCOMPARE(value(kUnguarded), QString());
}

void TestGuard::isTakenOverOnce_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("state");
    QTest::newRow("READ COMMITTED") << u"read committed"_s << u"23505"_s;
    QTest::newRow("REPEATABLE READ") << u"repeatable read"_s << u"40001"_s;
}

// Two sessions find the same stale entry, and no row, at the same time.
void TestGuard::isTakenOverOnce()
{
    QFETCH(QString, level);
    QFETCH(QString, state);
    takeSwitched();
    PgClient holder = mustConnect(owner());
    mustExec(
        holder,
        uR"sql(CREATE FUNCTION public.wait() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NULL; END$$;
        CREATE TRIGGER wait BEFORE UPDATE ON public.item_pkey_guard FOR EACH STATEMENT EXECUTE FUNCTION public.wait();
        INSERT INTO public.item_pkey_guard VALUES (9001, '2026-01-05'); SELECT pg_advisory_lock(1))sql"_s);
    PgClient one = mustConnect(user());
    PgClient two = mustConnect(user());
    for (PgClient *client : {&one, &two})
        mustExec(*client, u"SET default_transaction_isolation = '%1'"_s.arg(level));
    QVERIFY(one.send("INSERT INTO public.item VALUES (9001, '2026-02-05', 1, NULL)"));
    QVERIFY(two.send("INSERT INTO public.item VALUES (9001, '2026-03-05', 1, NULL)"));
    QVERIFY(waits(one) && waits(two));
    mustExec(holder, u"SELECT pg_advisory_unlock(1)"_s);
    const PgResult first = one.finish();
    const PgResult second = two.finish();
    QVERIFY(first.ok() != second.ok());
    QCOMPARE(QString::fromStdString((first.ok() ? second : first).sqlstate()), state);
    QCOMPARE(value(kUnguarded), QString());
}

// Nobody tells the guard of a partition that goes, and a partition that comes is guarded by itself.
void TestGuard::outlivesPartitions()
{
    takeSwitched();
    QVERIFY_RESULT(engine().finish(m_id, true));
    PgClient client = mustConnect(owner());
    const QString again =
        u"INSERT INTO public.item SELECT g, '2026-03-10', g % 7, CASE WHEN g % 10 > 0 THEN 'c' || g END FROM generate_series(1, 100) g"_s;
    QCOMPARE(client.exec(again).sqlstate(), std::string("23505"));
    const QString january = value(u"SELECT tableoid::regclass FROM public.item WHERE at < '2026-02-01' LIMIT 1"_s);
    mustExec(client, u"TRUNCATE %1"_s.arg(january));
    mustExec(client, again);
    QCOMPARE(value(kUnguarded), QString());
    mustExec(client,
             u"DELETE FROM public.item WHERE at = '2026-03-10'; "
             "INSERT INTO public.item SELECT g, '2026-01-10', g % 7, 'c' || g FROM generate_series(1, 100) g"_s);
    mustExec(client, u"ALTER TABLE public.item DETACH PARTITION %1"_s.arg(january));
    mustExec(client, again);
    mustExec(
        client,
        u"DROP TABLE %1; CREATE TABLE public.item_later PARTITION OF public.item FOR VALUES FROM ('2030-01-01') TO ('2031-01-01')"_s
            .arg(january));
    QCOMPARE(client.exec(u"INSERT INTO public.item VALUES (1, '2030-03-01', 1, NULL)"_s).sqlstate(),
             std::string("23505"));
    QCOMPARE(client.exec(u"INSERT INTO public.item_later VALUES (1, '2030-03-01', 1, NULL)"_s).sqlstate(),
             std::string("23505"));
    mustExec(client, u"INSERT INTO public.item_later VALUES (9001, '2030-03-01', 1, 'later')"_s);
    PgClient super = mustConnect(m_cluster->conninfo(u"app"_s, u"postgres"_s));
    mustExec(super, u"SET session_replication_role = replica"_s);
    QCOMPARE(super.exec(u"INSERT INTO public.item VALUES (9001, '2026-03-01', 1, NULL)"_s).sqlstate(),
             std::string("23505"));
    // A partition with rows: entered first, as the plan's finding says.
    mustExec(
        client,
        u"CREATE TABLE public.item_more (LIKE public.item); INSERT INTO public.item_more VALUES (9001, '2031-01-01', 1, NULL)"_s);
    const QString enter = m_snippet.section(u'\n', 1, 1).replace(u"…"_s, u"public.item_more"_s);
    QCOMPARE(client.exec(enter).sqlstate(), std::string("23505"));
    mustExec(client, u"UPDATE public.item_more SET id = 9002"_s);
    mustExec(client, enter);
    mustExec(
        client,
        u"ALTER TABLE public.item ATTACH PARTITION public.item_more FOR VALUES FROM ('2031-01-01') TO ('2032-01-01')"_s);
    QCOMPARE(client.exec(u"INSERT INTO public.item VALUES (9002, '2026-03-01', 1, NULL)"_s).sqlstate(),
             std::string("23505"));
    // The table may get another name.
    mustExec(client, u"ALTER TABLE public.item RENAME TO thing"_s);
    QCOMPARE(client.exec(u"INSERT INTO public.thing VALUES (9002, '2026-03-01', 1, NULL)"_s).sqlstate(),
             std::string("23505"));
    mustExec(client, u"ALTER TABLE public.thing RENAME TO item"_s);
    QCOMPARE(value(kUnguarded), QString());
}

void TestGuard::leavesNothingBehind_data()
{
    QTest::addColumn<MigrationState>("until");
    QTest::newRow("before it was made") << MigrationState::Copying;
    QTest::newRow("before the switch") << MigrationState::Verified;
    QTest::newRow("after the switch") << MigrationState::Watching;
}

void TestGuard::leavesNothingBehind()
{
    QFETCH(MigrationState, until);
    makeItems();
    const auto planned = plan();
    QVERIFY(planned);
    // A stranger's table that has a name of ours stays.
    const QString strangers =
        u"CREATE TABLE public.item_pkey_guard (n integer); CREATE FUNCTION public.\"item code_guard\"() RETURNS integer LANGUAGE sql AS 'SELECT 1'"_s;
    const bool early = until == MigrationState::Copying;
    if (early)
        m_cluster->exec(strangers, u"app"_s);
    const QStringList before = catalogSnapshot(*m_cluster, u"app"_s);
    QVERIFY_RESULT(engine(until).migrate(*planned));
    if (early) {
        const auto refused = engine().resume(planned->id);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"item_pkey_guard"), qPrintable(refused.error().toText()));
    } else {
        QCOMPARE(
            value(
                u"SELECT count(*) FROM pg_trigger WHERE tgname LIKE '%\\_guard%' AND tgenabled = 'A' AND tgparentid = 0"_s),
            u"4"_s);
    }
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(compareCatalogs(before, catalogSnapshot(*m_cluster, u"app"_s)), QStringList());
    if (until != MigrationState::Watching)
        return;
    // Once more, to the end: all that differs was announced.
    QVERIFY_RESULT(engine().resume(planned->id));
    const auto evidence = engine().evidence(planned->id);
    QVERIFY_RESULT(evidence);
    QVERIFY(!evidence->definitions.isEmpty());
    for (const DefinitionProof &proof : evidence->definitions) {
        for (const DefinitionChange &change : proof.changes)
            QVERIFY2(!change.reason.isEmpty(), qPrintable(change.path));
    }
    QVERIFY_RESULT(engine().finish(planned->id, true));
    QCOMPARE(hooksLeft(*m_cluster, u"app"_s), QStringList());
    QCOMPARE(
        value(
            u"SELECT string_agg(c.relname, ',' ORDER BY c.relname) FROM pg_class c WHERE c.relkind = 'r' AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace"_s),
        u"item code_guard,item_pkey_guard"_s);
    QCOMPARE(value(kUnguarded), QString());
}

// Killed in the middle of the filling: what is there stays, nothing is entered twice.
void TestGuard::goesOnAfterKill()
{
    makeItems();
    const auto planned = plan();
    QVERIFY(planned);
    int filled = 0;
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.message == u"filling guards" && ++filled == 2)
            m_cluster->exec(
                u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'parterre:%'"_s);
    };
    QVERIFY_RESULT(engine(MigrationState::CatchingUp).migrate(*planned)); // it connects again
    m_sink.onReport = nullptr;
    QVERIFY(filled > 2);
    const QString exact =
        u"SELECT (SELECT count(*) FROM public.item_pkey_guard) || ' ' || (SELECT count(*) FROM public.\"item code_guard\")"_s;
    QCOMPARE(value(exact), u"3000 2700"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));

    CancelToken cancel;
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.message == u"filling guards")
            cancel.cancel();
    };
    QVERIFY(!engine({}, cancel).resume(planned->id));
    m_sink.onReport = nullptr;
    QVERIFY(value(u"SELECT count(*) FROM public.item_pkey_guard"_s).toInt() < 3000);
    QVERIFY_RESULT(engine(MigrationState::CatchingUp).resume(planned->id));
    QCOMPARE(value(exact), u"3000 2700"_s);
    QVERIFY_RESULT(engine().resume(planned->id));
    QVERIFY_RESULT(engine().rollBack(planned->id));
}

// An application that inserts, deletes, moves rows and changes keys through the migration, the way back, and the
// migration once more; it fails for nothing.
void TestGuard::letsWritersWrite()
{
    m_cluster->exec(u"DROP DATABASE IF EXISTS app WITH (FORCE)"_s);
    m_cluster->createDatabase(u"app"_s);
    PgClient client = mustConnect(owner());
    createLedgerTables(client);
    LedgerLoadOptions options;
    options.conninfo = user();
    options.writers = 6;
    options.readers = 1;
    options.months = 6;
    options.writesPerSecond = 150;
    options.readsPerSecond = 50;
    LedgerLoad load(options);
    QVERIFY(load.fill(20'000));
    QVERIFY(load.start());
    PlanRequest request = requestFor(u"public"_s, u"ledger_t"_s, u"ts"_s);
    request.uniqueKeys = UniqueChoice::Guard;
    const auto planned = mustPlan(owner(), request);
    QVERIFY(planned);
    const auto same = [&](const char *when) {
        QVERIFY2(load.waitForCommits(100, 30s), when);
        QVERIFY2(load.pause(), when);
        QVERIFY2(load.compare(owner(), u"public.ledger_t"_s, 3).isEmpty(), when);
        if (value(u"SELECT to_regclass('public.ledger_t_pkey_guard') IS NOT NULL"_s) == u"t")
            QCOMPARE(
                value(
                    u"SELECT count(*) FROM public.ledger_t x WHERE NOT EXISTS (SELECT FROM public.ledger_t_pkey_guard g WHERE g.id = x.id AND g.ts = x.ts)"_s),
                u"0"_s);
        load.resume();
    };
    QVERIFY_RESULT(engine().migrate(*planned));
    same("after the switch");
    QVERIFY_RESULT(engine().rollBack(planned->id));
    same("after the rollback");
    QVERIFY_RESULT(engine().resume(planned->id));
    same("after the second switch");
    QVERIFY_RESULT(engine().finish(planned->id, true));
    same("after Finish");
    load.stop();
    QVERIFY2(load.failureCount() == 0, qPrintable(load.failures().join(u'\n')));
}

void TestGuard::keepsOddNames()
{
    m_cluster->exec(u"DROP DATABASE IF EXISTS app WITH (FORCE)"_s);
    m_cluster->createDatabase(u"app"_s);
    m_cluster->exec(u"CREATE EXTENSION citext"_s, u"app"_s);
    PgClient client = mustConnect(owner());
    const QString longName = u"ä"_s.repeated(30);
    mustExec(client,
             uR"sql(CREATE SCHEMA "Odd.S '%";
CREATE TABLE "Odd.S '%"."we""ird. t" ("mine" integer NOT NULL, "100% $1 ""id" public.citext NOT NULL, "at" date NOT NULL, found_row text COLLATE "C",
    CONSTRAINT "%1x" PRIMARY KEY (mine, "100% $1 ""id"));
CREATE UNIQUE INDEX "%1yy" ON "Odd.S '%"."we""ird. t" (found_row DESC) INCLUDE (mine);
INSERT INTO "Odd.S '%"."we""ird. t" SELECT g, 'K' || g, date '2026-01-01' + g, 'r' || g FROM generate_series(1, 90) g)sql"_s
                 .arg(longName));
    PlanRequest request = requestFor(u"Odd.S '%"_s, u"we\"ird. t"_s, u"at"_s);
    request.uniqueKeys = UniqueChoice::Guard;
    const auto planned = mustPlan(owner(), request);
    QVERIFY(planned);
    const QList<IndexDefinition> keys = planned->table.guardedKeys();
    QCOMPARE(keys.size(), 2);
    QVERIFY(planned->table.guardOf(keys[0]).name != planned->table.guardOf(keys[1]).name);
    for (const IndexDefinition &key : keys)
        QVERIFY(planned->table.guardOf(key).name.toUtf8().size() <= 63);
    QVERIFY_RESULT(engine().migrate(*planned));
    const QString table = uR"("Odd.S '%"."we""ird. t")"_s;
    const PgResult same = client.exec(u"INSERT INTO %1 VALUES (5, 'k5', '2026-03-01', NULL)"_s.arg(table));
    QCOMPARE(same.sqlstate(), std::string("23505"));
    QVERIFY2(
        QString::fromStdString(same.message()).contains(uR"(Key (mine, "100% $1 ""id")=(5, k5) already exists.)"_s),
        same.message().c_str());
    QCOMPARE(client.exec(u"UPDATE %1 SET found_row = 'r2' WHERE mine = 80"_s.arg(table)).sqlstate(),
             std::string("23505"));
    mustExec(client, u"UPDATE %1 SET found_row = 'new', \"100% $1 \"\"id\" = 'k80' WHERE mine = 80"_s.arg(table));
    mustExec(client, u"DELETE FROM %1 WHERE mine < 10"_s.arg(table));
    mustExec(client, u"INSERT INTO %1 VALUES (5, 'k5', '2026-03-01', 'r2')"_s.arg(table));
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(value(u"SELECT count(*) FROM pg_class WHERE relname LIKE '%guard%'"_s), u"0"_s);
}

void TestGuard::alarms()
{
    makeItems();
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    m_cluster->exec(u"ALTER TABLE public.item DISABLE TRIGGER item_pkey_guard"_s, u"app"_s);
    CancelToken cancel;
    const auto told = [&] {
        return std::any_of(m_sink.notes.cbegin(), m_sink.notes.cend(), [](const QString &note) {
            return note.startsWith(u"ALARM") && note.endsWith(u"disabled: item_pkey on public.item");
        });
    };
    m_sink.onReport = [&](const Progress &) {
        if (told())
            cancel.cancel();
    };
    std::thread impatience([&] {
        if (!waitUntil([&] { return cancel.isCancelled(); }, 20s))
            cancel.cancel();
    });
    (void)engine({}, cancel).watch(planned->id);
    cancel.cancel();
    impatience.join();
    QVERIFY2(told(), qPrintable(m_sink.notes.join(u'\n')));
    m_sink.onReport = nullptr;
}

// A transaction that waited for the switch takes a key in the old table which the application takes in the new one: one
// of them has to go, and nobody but a person knows which.
void TestGuard::meetsLateWrites()
{
    takeSwitched();
    PgClient client = mustConnect(owner());
    mustExec(client, u"INSERT INTO public.item VALUES (9001, '2026-03-01', 1, 'new')"_s);
    mustExec(
        client,
        u"INSERT INTO public.item_old VALUES (9001, '2026-02-01', 1, 'late'), (9002, '2026-02-01', 1, 'late too')"_s);
    const auto refused = engine().watch(m_id);
    QVERIFY(!refused);
    QCOMPARE(refused.error().sqlState, u"23505"_s);
    QVERIFY2(refused.error().hint.contains(u"public.item_old"), qPrintable(refused.error().toText()));
    QCOMPARE(value(u"SELECT string_agg(code, ', ' ORDER BY code) FROM public.item WHERE id > 9000"_s), u"new"_s);
    mustExec(client, u"DELETE FROM public.item_old WHERE id = 9001"_s);
    QVERIFY_RESULT(engine().rollBack(m_id));
    QCOMPARE(value(u"SELECT string_agg(code, ', ' ORDER BY code) FROM public.item WHERE id > 9000"_s),
             u"late too, new"_s);
}

// A table of somebody else with the guard's name and mark would be written to as the owner of the real one.
void TestGuard::trustsNoMarkOfOthers()
{
    makeItems();
    m_cluster->exec(u"GRANT CREATE ON SCHEMA public TO app_user"_s, u"app"_s);
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine(MigrationState::Copying).migrate(*planned));
    PgClient other = mustConnect(user());
    mustExec(other,
             u"CREATE TABLE public.item_pkey_guard (id bigint, at timestamptz, CONSTRAINT item_pkey_guard_pkey "
             "PRIMARY KEY (id)); COMMENT ON TABLE public.item_pkey_guard IS 'Keeps item_pkey unique over all "
             "partitions of public.item (parterre %1)'"_s.arg(planned->id));
    const auto refused = engine().resume(planned->id);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"item_pkey_guard"_s), qPrintable(refused.error().toText()));
    QVERIFY_RESULT(engine().rollBack(planned->id));
    QCOMPARE(value(u"SELECT relowner::regrole FROM pg_class WHERE relname = 'item_pkey_guard'"_s), u"app_user"_s);
}

// Who may execute such a function could put it on a table of their own.
void TestGuard::isNobodyElses()
{
    makeItems();
    PgClient client = mustConnect(owner());
    mustExec(client, u"ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO app_user, PUBLIC"_s);
    const auto planned = plan();
    QVERIFY(planned);
    QVERIFY_RESULT(engine(MigrationState::Verified).migrate(*planned));
    QCOMPARE(
        value(u"SELECT count(*) || ' ' || count(*) FILTER (WHERE has_function_privilege('app_user', oid, 'EXECUTE')) "
              "FROM pg_proc WHERE prorettype = 'trigger'::regtype AND prosecdef"_s),
        u"4 0"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
}

void TestGuard::tellsOfStatements()
{
    makeItems();
    PgClient client = mustConnect(owner());
    mustExec(client, uR"sql(CREATE FUNCTION public.note(integer) RETURNS void LANGUAGE plpgsql AS $$BEGIN
        INSERT INTO public.item VALUES ($1, now(), 1) ON CONFLICT DO NOTHING;
        INSERT INTO public.item VALUES ($1, now(), 1) ON CONFLICT (id) DO NOTHING; END$$)sql"_s);
    const auto planned = plan();
    QVERIFY(planned);
    const auto found = std::find_if(planned->findings.cbegin(), planned->findings.cend(), [](const Finding &finding) {
        return finding.code == u"application-on-conflict" && finding.object == u"item_pkey";
    });
    QVERIFY(found != planned->findings.cend());
    QVERIFY2(found->consequence.contains(u"ON CONFLICT (id) fails after the switch with 42P10"),
             qPrintable(found->consequence));
    QVERIFY2(found->consequence.contains(u"ON CONFLICT DO NOTHING fails with 23505"), qPrintable(found->consequence));
}

void TestGuard::refuses_data()
{
    QTest::addColumn<QString>("setup");
    QTest::addColumn<QString>("says");
    QTest::newRow("partial") << u"CREATE UNIQUE INDEX item_x ON public.item (shop, id) WHERE id > 5"_s << u"partial"_s;
    QTest::newRow("expression") << u"CREATE UNIQUE INDEX item_x ON public.item ((id + 1))"_s << u"expressions"_s;
    QTest::newRow("deferrable") << u"ALTER TABLE public.item ADD CONSTRAINT item_x UNIQUE (shop, id) DEFERRABLE"_s
                                << u"DEFERRABLE"_s;
    QTest::newRow("nulls not distinct") << u"CREATE UNIQUE INDEX item_x ON public.item (note, id) NULLS NOT DISTINCT"_s
                                        << u"NULLS NOT DISTINCT"_s;
    QTest::newRow("domain over citext")
        << u"CREATE DOMAIN public.loose AS public.citext; ALTER TABLE public.item ALTER code TYPE public.loose; "
           "CREATE UNIQUE INDEX item_x ON public.item (code, id)"_s
        << u"domain"_s;
    QTest::newRow("the owner may not lock rows") << u"REVOKE UPDATE ON public.item FROM app_owner"_s << u"right"_s;
    QTest::newRow("table of that name") << u"CREATE TABLE public.item_pkey_guard (n integer)"_s << u"this name"_s;
    QTest::newRow("function of that name")
        << u"CREATE FUNCTION public.item_pkey_guard() RETURNS integer LANGUAGE sql AS 'SELECT 1'"_s << u"this name"_s;
    QTest::newRow("trigger of that name")
        << u"CREATE TRIGGER item_pkey_guard_update AFTER UPDATE ON public.item FOR EACH STATEMENT EXECUTE FUNCTION public.nothing()"_s
        << u"this name"_s;
}

void TestGuard::refuses()
{
    QFETCH(QString, setup);
    QFETCH(QString, says);
    if (setup.contains(u"NULLS NOT") && m_cluster->majorVersion() < 15)
        return; // there is no such thing
    makeItems();
    m_cluster->exec(u"CREATE EXTENSION IF NOT EXISTS citext SCHEMA public"_s, u"app"_s);
    PgClient client = mustConnect(owner());
    mustExec(client,
             u"CREATE FUNCTION public.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"_s);
    mustExec(client, setup);
    PlanRequest request = requestFor(u"public"_s, u"item"_s, u"at"_s);
    request.uniqueKeys = UniqueChoice::Guard;
    const auto planned = planFor(owner(), request);
    QVERIFY_RESULT(planned);
    QVERIFY(planned->isBlocked());
    QVERIFY2(blockersOf(*planned).contains(says), qPrintable(blockersOf(*planned)));
}

QTEST_GUILESS_MAIN(TestGuard)
#include "tst_guard.moc"
