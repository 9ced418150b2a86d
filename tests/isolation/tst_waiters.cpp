// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/catalogsnapshot.h"
#include "faults/stage.h"
#include "support/deadline.h"
#include "support/enginehelp.h"

#include <QElapsedTimer>
#include <QTest>

#include <mutex>
#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kTable = u"public.ledger_t"_s;
const QString kOld = u"public.ledger_t_old"_s;
constexpr qint64 kRows = 5'000;

// Runs inside the switch, under its lock: says so, and goes on when every session that is ready waits for a table.
const QString kLetThemWait = uR"sql(DO $$
DECLARE
    enough timestamptz := clock_timestamp() + interval '4 s';
BEGIN
    PERFORM pg_advisory_xact_lock(1);
    WHILE clock_timestamp() < enough AND (SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND NOT granted)
            < (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 2) LOOP
        PERFORM pg_sleep(0.01);
    END LOOP;
END $$)sql"_s;

/// One session of a spec: what it did before, and the statement with which it waits for the lock of the switch.
struct Waiter {
    QString name;
    QStringList before;
    QString statement; ///< %1: a key of its own
    QStringList after = {};
    bool prepared = false; ///< by the protocol
    bool reads = false;    ///< must see what was committed last
};

QList<Waiter> allWaiters()
{
    const QString see = u"SELECT v FROM public.ledger_t WHERE id = -1"_s;
    const QString insert = u"INSERT INTO public.ledger_t (id, ts, v, pad) VALUES (%1, '2023-07-07', %1, 'waited')"_s;
    return {
        {.name = u"SELECT"_s, .before = {}, .statement = see, .reads = true},
        {.name = u"SELECT, prepared by the protocol"_s,
         .before = {},
         .statement = see,
         .prepared = true,
         .reads = true},
        {.name = u"EXECUTE of a SELECT"_s,
         .before = {u"PREPARE seen AS "_s + see, u"EXECUTE seen"_s},
         .statement = u"EXECUTE seen"_s,
         .reads = true},
        {.name = u"first statement of REPEATABLE READ"_s,
         .before = {u"BEGIN ISOLATION LEVEL REPEATABLE READ"_s},
         .statement = see,
         .after = {u"COMMIT"_s},
         .reads = true},
        {.name = u"first statement of SERIALIZABLE"_s,
         .before = {u"BEGIN ISOLATION LEVEL SERIALIZABLE"_s},
         .statement = see,
         .after = {u"COMMIT"_s},
         .reads = true},
        {.name = u"STABLE function"_s, .before = {}, .statement = u"SELECT public.seen()"_s, .reads = true},
        {.name = u"view"_s, .before = {}, .statement = u"SELECT v FROM public.ledger_v WHERE id = -1"_s, .reads = true},
        {.name = u"INSERT"_s, .before = {}, .statement = insert},
        {.name = u"INSERT, prepared by the protocol"_s, .before = {}, .statement = insert, .prepared = true},
        {.name = u"EXECUTE of an INSERT"_s,
         .before =
             {u"PREPARE put(bigint) AS INSERT INTO public.ledger_t (id, ts, v, pad) VALUES ($1, '2023-07-07', $1, 'waited')"_s},
         .statement = u"EXECUTE put(%1)"_s},
        {.name = u"ON CONFLICT DO NOTHING"_s, .before = {}, .statement = insert + u" ON CONFLICT DO NOTHING"_s},
        {.name = u"INSERT in SERIALIZABLE"_s,
         .before = {u"BEGIN ISOLATION LEVEL SERIALIZABLE"_s},
         .statement = insert,
         .after = {u"COMMIT"_s}},
        {.name = u"triggers disabled by session_replication_role"_s,
         .before = {u"SET session_replication_role = replica"_s},
         .statement = insert},
        {.name = u"prepared transaction"_s,
         .before = {u"BEGIN"_s},
         .statement = insert,
         .after = {u"PREPARE TRANSACTION 'waiter'"_s, u"COMMIT PREPARED 'waiter'"_s}},
        {.name = u"after a savepoint"_s,
         .before = {u"BEGIN"_s, u"SAVEPOINT s"_s},
         .statement = insert,
         .after = {u"RELEASE s"_s, u"COMMIT"_s}},
        {.name = u"through the view"_s,
         .before = {},
         .statement = u"INSERT INTO public.ledger_v (id, ts, v, pad) VALUES (%1, '2023-07-07', %1, 'waited')"_s},
    };
}

/// The sessions of a spec, each on a thread: they are ready, then the table is locked, then they send.
class Waiting {
public:
    Waiting(Stage &stage, const QList<Waiter> &waiters, qint64 firstKey);
    ~Waiting() { join(); }
    /// What went wrong; empty when all waited and all was right.
    QStringList outcome()
    {
        join();
        return m_problems;
    }

private:
    void wait(const Waiter &waiter, qint64 key);
    static bool tableIsLocked(PgClient &looker);
    void complain(const Waiter &waiter, const QString &text);
    void join();

    Stage &m_stage;
    std::atomic<qint64> m_ready = 0;
    std::mutex m_mutex;
    QStringList m_problems;
    std::vector<std::thread> m_threads;
};

Waiting::Waiting(Stage &stage, const QList<Waiter> &waiters, qint64 firstKey)
    : m_stage(stage)
{
    for (const Waiter &waiter : waiters)
        m_threads.emplace_back([this, waiter, key = firstKey++] { wait(waiter, key); });
    waitUntil([&] { return m_ready == waiters.size(); }, 20s);
}

void Waiting::join()
{
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

void Waiting::complain(const Waiter &waiter, const QString &text)
{
    const std::lock_guard lock(m_mutex);
    m_problems << waiter.name + u": "_s + text;
}

bool Waiting::tableIsLocked(PgClient &looker)
{
    return looker.exec(u"SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1"_s).rowCount() > 0;
}

void Waiting::wait(const Waiter &waiter, qint64 key)
{
    PgClient client(m_stage.cluster().conninfo(m_stage.database(), u"postgres"_s));
    PgClient looker(m_stage.cluster().conninfo(u"postgres"_s, u"postgres"_s));
    const std::string statement =
        (waiter.statement.contains(u"%1") ? waiter.statement.arg(key) : waiter.statement).toStdString();
    bool fine = true;
    const auto must = [&](const PgResult &result) {
        if (!result.ok() && std::exchange(fine, false))
            complain(waiter, QString::fromStdString(result.message()));
        return result.ok();
    };
    for (const QString &sql : waiter.before)
        must(client.exec(sql));
    if (waiter.prepared)
        must(client.prepare("waiter", statement));
    must(looker.exec(u"SELECT pg_advisory_lock_shared(2)"_s));
    ++m_ready;
    if (!waitUntil([&] { return tableIsLocked(looker); }, 60s))
        return complain(waiter, u"the table was never locked"_s);
    const PgResult result = waiter.prepared ? client.execPrepared("waiter", {}) : client.exec(statement);
    if (!must(result))
        return;
    // Who did not wait is back before the switch gives up waiting for it.
    if (!waitUntil([&] { return !tableIsLocked(looker); }, 2s))
        complain(waiter, u"did not wait"_s);
    if (waiter.reads && result.text(0, 0) != u"7")
        complain(waiter, u"read an old row, %1"_s.arg(result.text(0, 0)));
    for (const QString &sql : waiter.after)
        must(client.exec(sql));
}

} // namespace

/// Sessions whose statement waits for the lock of the switch. They name the table, so they land in the one that has the
/// name afterwards; what they read must be what was committed last, whenever their snapshot was taken.
class TestWaiters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everybodyWaits_data();
    void everybodyWaits();
    void truncateWaits();
    void cascadeWaits();
    void autovacuumAtTheSwitch();

private:
    std::unique_ptr<Stage> makeStage(const QString &more = {});
    /// Verified; the switch then holds its lock until everybody waits.
    void prepare(Stage &stage, bool plain);

    std::unique_ptr<Cluster> m_cluster;
    int m_stages = 0;
};

void TestWaiters::initTestCase()
{
    m_cluster = std::make_unique<Cluster>(ClusterOptions{.settings = {u"autovacuum_naptime = 1s"_s}});
    QVERIFY(m_cluster->start());
}

void TestWaiters::cleanupTestCase()
{
    m_cluster.reset();
}

std::unique_ptr<Stage> TestWaiters::makeStage(const QString &more)
{
    auto stage = std::make_unique<Stage>(*m_cluster, u"stage%1"_s.arg(++m_stages), kRows);
    PgClient owner = mustConnect(stage->owner());
    mustExec(owner,
             u"INSERT INTO public.ledger_t (id, ts, v, pad) VALUES (-1, '2023-07-05', 0, 'seen'); "
             "CREATE FUNCTION public.seen() RETURNS bigint STABLE LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT v FROM "
             "public.ledger_t WHERE id = -1); END $$;"_s
                 + more);
    return stage;
}

void TestWaiters::prepare(Stage &stage, bool plain)
{
    QVERIFY(stage.makePlan([&](Plan &plan) {
        plan.applicationSwitch = {kLetThemWait};
        plan.applicationSwitchBack = plan.applicationSwitch;
        plan.limits.switchBudgetMs = 6000;
        plan.limits.plainSwitch = plain;
    }));
    QVERIFY_RESULT(stage.migrate(MigrationState::Verified));
}

void TestWaiters::everybodyWaits_data()
{
    QTest::addColumn<bool>("plain");
    QTest::newRow("equal in every snapshot") << false;
    QTest::newRow("the last changes under the lock") << true;
}

void TestWaiters::everybodyWaits()
{
    QFETCH(bool, plain);
    const auto stage = makeStage();
    prepare(*stage, plain);
    QList<Waiter> waiters = allWaiters();
    const qsizetype writers =
        std::count_if(waiters.cbegin(), waiters.cend(), [](const Waiter &waiter) { return !waiter.reads; });
    // That is what the plain switch says it risks: its last changes are younger than the snapshots of those who wait.
    if (plain) {
        waiters.erase(std::remove_if(waiters.begin(), waiters.end(),
                                     [](const Waiter &waiter) {
                                         return waiter.reads && waiter.name != u"SELECT" && !waiter.prepared;
                                     }),
                      waiters.end());
    }
    for (const bool back : {false, true}) {
        stage->value(u"UPDATE public.ledger_t SET v = 0 WHERE id = -1 RETURNING v"_s);
        Waiting waiting(*stage, waiters, back ? -2000 : -1000);
        // Committed in the last moment before the lock.
        const auto commit = [&, first = true](const Progress &progress) mutable {
            if (progress.message.contains(u"locking the table") && std::exchange(first, false))
                stage->value(u"UPDATE public.ledger_t SET v = 7 WHERE id = -1 RETURNING v"_s);
        };
        EngineRun run(
            stage->owner(),
            [&](Engine &engine) { return back ? engine.rollBack(stage->id()) : engine.resume(stage->id()); }, commit);
        const auto done = run.result();
        const QStringList problems = waiting.outcome();
        QVERIFY_RESULT(done);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        QCOMPARE(stage->isPartitioned(), !back);
        QCOMPARE(stage->value(u"SELECT count(*) FROM public.ledger_t WHERE pad = 'waited'"_s).toLongLong(),
                 writers * (back ? 2 : 1));
        if (back)
            break;
        auto watch = stage->startWatch();
        const bool equal = waitUntil([&] { return stage->differences(kTable, kOld) == u"0"; }, 30s, 50ms);
        watch->cancel();
        (void)watch->result();
        QVERIFY(equal);
    }
}

// It empties the table that has the name when it gets the lock; the other side follows.
void TestWaiters::truncateWaits()
{
    const auto stage = makeStage();
    prepare(*stage, false);
    const QString refill = u"INSERT INTO public.ledger_t (id, ts, v, pad) VALUES (-5, '2023-07-08', 5, 'after')"_s;
    {
        Waiting waiting(
            *stage, {{.name = u"TRUNCATE"_s, .before = {}, .statement = u"TRUNCATE "_s + kTable, .after = {refill}}},
            0);
        const auto switched = stage->migrate();
        QCOMPARE(waiting.outcome(), QStringList());
        QVERIFY_RESULT(switched);
    }
    QCOMPARE(stage->value(u"SELECT string_agg(id::text, ' ') FROM public.ledger_t"_s), u"-5"_s);
    Waiting waiting(
        *stage, {{.name = u"TRUNCATE back"_s, .before = {}, .statement = u"TRUNCATE "_s + kTable, .after = {refill}}},
        0);
    const auto back = stage->rollBack();
    QCOMPARE(waiting.outcome(), QStringList());
    QVERIFY_RESULT(back);
    QCOMPARE(stage->value(u"SELECT string_agg(id::text, ' ') FROM public.ledger_t"_s), u"-5"_s);
    QVERIFY(hooksLeft(*m_cluster, stage->database()).isEmpty());
}

// Rows that the referenced table deletes by cascade, and one that a session adds and then takes its parent away.
void TestWaiters::cascadeWaits()
{
    const auto stage = makeStage(
        u"CREATE TABLE public.kind (kind integer PRIMARY KEY); INSERT INTO public.kind SELECT generate_series(1, 9); "
        "ALTER TABLE public.ledger_t ADD COLUMN kind integer DEFAULT 1 REFERENCES public.kind ON DELETE CASCADE; "
        "UPDATE public.ledger_t SET kind = 1 + abs(id % 9)"_s);
    prepare(*stage, false);
    const auto kinds = [&](const QString &table) {
        return stage->value(u"SELECT string_agg(DISTINCT kind::text, ' ' ORDER BY kind::text) FROM "_s + table);
    };
    const QList<Waiter> there{
        {.name = u"cascade"_s, .before = {}, .statement = u"DELETE FROM public.kind WHERE kind = 9"_s},
        {.name = u"cascade in a transaction"_s,
         .before = {u"BEGIN"_s},
         .statement = u"DELETE FROM public.kind WHERE kind = 8"_s,
         .after = {u"COMMIT"_s}}};
    {
        Waiting waiting(*stage, there, 0);
        const auto switched = stage->migrate();
        QCOMPARE(waiting.outcome(), QStringList());
        QVERIFY_RESULT(switched);
    }
    QCOMPARE(kinds(kTable), u"1 2 3 4 5 6 7"_s);
    Waiting waiting(
        *stage, {{.name = u"cascade back"_s, .before = {}, .statement = u"DELETE FROM public.kind WHERE kind = 7"_s}},
        0);
    const auto back = stage->rollBack();
    QCOMPARE(waiting.outcome(), QStringList());
    QVERIFY_RESULT(back);
    QCOMPARE(kinds(kTable), u"1 2 3 4 5 6"_s);
    QCOMPARE(stage->value(u"SELECT bool_and(convalidated) FROM pg_constraint WHERE contype = 'f' AND conrelid = "
                          "'public.ledger_t'::regclass"_s),
             u"t"_s);
}

// A worker that would need minutes for the table gives way; nobody has to cancel it.
void TestWaiters::autovacuumAtTheSwitch()
{
    const auto stage = makeStage(
        u"ALTER TABLE public.ledger_t SET (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0, "
        "autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)"_s);
    QVERIFY(stage->makePlan());
    QVERIFY_RESULT(stage->migrate(MigrationState::Verified));
    const QString worker = u"SELECT count(*) FROM pg_stat_progress_vacuum WHERE relid = 'public.ledger_t'::regclass"_s;
    stage->value(u"UPDATE public.ledger_t SET v = v + 1 WHERE id > 0 AND id % 2 = 0"_s);
    QVERIFY2(waitUntil([&] { return stage->value(worker) == u"1"; }, 60s, 20ms), "autovacuum does not come");
    QElapsedTimer timer;
    timer.start();
    QVERIFY_RESULT(stage->migrate());
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(u"it took %1 ms"_s.arg(timer.elapsed())));
    QCOMPARE(stage->differences(kTable, kOld), u"0"_s);
    QVERIFY_RESULT(stage->rollBack());
}

QTEST_GUILESS_MAIN(TestWaiters)
#include "tst_waiters.moc"
