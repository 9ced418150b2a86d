// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/catalogsnapshot.h"
#include "faults/stage.h"
#include "support/deadline.h"
#include "support/enginehelp.h"
#include "support/process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <atomic>
#include <csignal>
#include <future>

using namespace parterre;
using namespace parterre::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kRows = 30'000;
constexpr qint64 kManyRows = 120'000; // several batches
const QString kTable = QStringLiteral("public.ledger_t");
const QString kOld = QStringLiteral("public.ledger_t_old");

// Batches of 64 pages at last, so there are many.
void quickBatches(Plan &plan)
{
    plan.limits.batchTargetMs = 1;
}

/// Runs `action` once, on the engine's thread, at the `count`th report of `step`.
class Once {
public:
    Once(QString step, std::function<void()> action, int count = 1)
        : m_step(std::move(step))
        , m_action(std::move(action))
        , m_left(count)
    {}
    void operator()(const Progress &progress)
    {
        if (progress.step == m_step && progress.done > 0 && --m_left == 0)
            m_action();
    }

private:
    QString m_step;
    std::function<void()> m_action;
    int m_left;
};

std::function<void(const Progress &)> once(const QString &step, std::function<void()> action, int count = 1)
{
    return [state = std::make_shared<Once>(step, std::move(action), count)](const Progress &progress) {
        (*state)(progress);
    };
}

} // namespace

/// Other sessions come between: rewrites, DDL, locks, prepared transactions, a second operator, a zombie.
class TestIntruders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void rewrite_data();
    void rewrite();
    void truncate_data();
    void truncate();
    void addColumn_data();
    void addColumn();
    void disabledTriggers_data();
    void disabledTriggers();
    void zombieWorker();
    void secondOperator();
    void exclusiveLockSeekers();
    void idleTransactionAtCapture();
    void idleTransactionAtSwitch();
    void snapshotOlderThanTheCopy_data();
    void snapshotOlderThanTheCopy();
    void preparedTransactions();
    void awkwardChangesDuringCopy();
    void burstsBeforeTheSwitch_data();
    void burstsBeforeTheSwitch();
    void truncateWhileWatching_data();
    void truncateWhileWatching();
    void partitionsChangedWhileWatching_data();
    void partitionsChangedWhileWatching();
    void triggersTouchedBehindAnotherClosing();
    void attachedAtTheGate();
    void partitionLostWhileWatching_data();
    void partitionLostWhileWatching();
    void alteredWhileWatching();
    void attachedWhileWatching_data();
    void attachedWhileWatching();
    void doubledKeyWhileWatching();

private:
    std::unique_ptr<Stage> makeStage(qint64 rows = kRows);
    /// The migration ends in Watching and both tables hold the same.
    void checkWatching(Stage &stage, const Result<MigrationState> &result);
    void checkLedger(Stage &stage);
    /// As the table's owner, in a session of its own; the time it took in milliseconds, or -1 with a warning.
    qint64 ownerRuns(const Stage &stage, const QString &sql);

    std::unique_ptr<Cluster> m_cluster;
    int m_stages = 0;
};

void TestIntruders::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
}

void TestIntruders::cleanupTestCase()
{
    m_cluster.reset();
}

std::unique_ptr<Stage> TestIntruders::makeStage(qint64 rows)
{
    auto stage = std::make_unique<Stage>(*m_cluster, QStringLiteral("stage%1").arg(++m_stages), rows);
    stage->makePlan(quickBatches);
    return stage;
}

void TestIntruders::checkWatching(Stage &stage, const Result<MigrationState> &result)
{
    QVERIFY_RESULT(result);
    QCOMPARE(*result, MigrationState::Watching);
    QVERIFY(stage.isPartitioned());
}

void TestIntruders::checkLedger(Stage &stage)
{
    const QStringList problems = stage.ledgerProblems();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

qint64 TestIntruders::ownerRuns(const Stage &stage, const QString &sql)
{
    PgClient client(stage.owner());
    QElapsedTimer timer;
    timer.start();
    const PgResult result = client.exec(sql);
    if (!result.ok())
        qWarning("%s: %s", qPrintable(sql), result.message().c_str());
    return result.ok() ? timer.elapsed() : -1;
}

void TestIntruders::rewrite_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("when");
    for (const char *when : {"between batches", "during batches", "while catching up"}) {
        QTest::newRow(qPrintable(QStringLiteral("VACUUM FULL ") + QLatin1String(when)))
            << QStringLiteral("VACUUM FULL public.ledger_t") << QString::fromLatin1(when);
        QTest::newRow(qPrintable(QStringLiteral("CLUSTER ") + QLatin1String(when)))
            << QStringLiteral("CLUSTER public.ledger_t USING ledger_t_pkey") << QString::fromLatin1(when);
    }
}

void TestIntruders::rewrite()
{
    QFETCH(QString, sql);
    QFETCH(QString, when);
    const auto stage = makeStage(kManyRows);
    QVERIFY(stage->load().start());
    qint64 took = -1;
    std::thread intruder;
    const auto strike = [&] { took = ownerRuns(*stage, sql); };
    std::function<void(const Progress &)> onReport;
    if (when == u"between batches")
        onReport = once(QStringLiteral("Copy"), strike, 2);
    else if (when == u"during batches")
        onReport = once(
            QStringLiteral("Copy"), [&] { intruder = std::thread(strike); }, 2);
    else
        onReport = once(QStringLiteral("Catch up"), strike);
    auto run = stage->startMigrate(onReport, when == u"during batches" ? 2 : 1);
    const auto result = run->result();
    if (intruder.joinable())
        intruder.join();
    QVERIFY2(took >= 0, "the intruder did not come through");
    if (sql.startsWith(u"CLUSTER")) {
        // CLUSTER also marks the index, which no partitioned table can carry: the migration stops and says so.
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Changed);
        QVERIFY(!stage->isPartitioned());
        QVERIFY(ownerRuns(*stage, QStringLiteral("ALTER TABLE public.ledger_t SET WITHOUT CLUSTER")) >= 0);
        checkWatching(*stage, stage->migrate());
        checkLedger(*stage);
        return;
    }
    checkWatching(*stage, result);
    const bool recopied = run->notes().join(u'\n').contains(u"rewritten");
    if (when != u"while catching up")
        QVERIFY2(recopied || when == u"during batches", qPrintable(run->notes().join(u'\n')));
    else
        QVERIFY2(!recopied, "a rewrite after the copy is harmless");
    QVERIFY(stage->load().waitForCommits(30, 30s));
    checkLedger(*stage);
    QVERIFY_RESULT(stage->rollBack());
    checkLedger(*stage);
}

void TestIntruders::truncate_data()
{
    QTest::addColumn<QString>("step");
    QTest::newRow("while copying") << QStringLiteral("Copy");
    QTest::newRow("while indexing") << QStringLiteral("Index");
    QTest::newRow("while catching up") << QStringLiteral("Catch up");
}

void TestIntruders::truncate()
{
    QFETCH(QString, step);
    const auto stage = makeStage(kManyRows);
    qint64 took = -1;
    const auto strike = [&] {
        took = ownerRuns(
            *stage,
            QStringLiteral(
                "TRUNCATE public.ledger_t; INSERT INTO public.ledger_t (id, ts, v, pad) "
                "SELECT g, timestamp '2023-07-02' + g * interval '1 minute', g, 'after' FROM generate_series(1, 777) g"));
    };
    // Something must be replayed for the catch-up to report.
    auto run = stage->startMigrate(
        [&, strike = once(step, strike, step == u"Copy" ? 2 : 1), first = true](const Progress &p) mutable {
            if (p.step == u"Index" && step == u"Catch up" && std::exchange(first, false))
                ownerRuns(*stage, QStringLiteral("UPDATE public.ledger_t SET v = v + 1 WHERE id % 10 = 0"));
            strike(p);
        });
    const auto result = run->result();
    checkWatching(*stage, result);
    QVERIFY(took >= 0);
    QCOMPARE(stage->value(QStringLiteral("SELECT count(*) FROM public.ledger_t")), QStringLiteral("777"));
    QCOMPARE(stage->differences(kTable, kOld), QStringLiteral("0"));
}

void TestIntruders::addColumn_data()
{
    QTest::addColumn<QString>("step");
    QTest::newRow("while copying") << QStringLiteral("Copy");
    QTest::newRow("while indexing") << QStringLiteral("Index");
}

void TestIntruders::addColumn()
{
    QFETCH(QString, step);
    const auto stage = makeStage();
    QVERIFY(stage->load().start());
    qint64 took = -1;
    auto run = stage->startMigrate(once(step, [&] {
        took = ownerRuns(*stage, QStringLiteral("ALTER TABLE public.ledger_t ADD COLUMN extra integer DEFAULT 7"));
    }));
    const auto result = run->result();
    QVERIFY(took >= 0);
    QVERIFY2(!result, "the migration went on with columns it does not know");
    QCOMPARE(result.error().code, ErrorCode::Changed);
    QVERIFY(!stage->isPartitioned());
    QVERIFY(stage->load().waitForCommits(30, 30s));
    checkLedger(*stage);
    QVERIFY_RESULT(stage->rollBack());
    QVERIFY(hooksLeft(*m_cluster, stage->database()).isEmpty());
    // A new plan knows the column.
    QVERIFY(stage->makePlan());
    const auto again = stage->migrate();
    checkWatching(*stage, again);
    QCOMPARE(stage->value(QStringLiteral("SELECT count(*) FROM public.ledger_t WHERE extra IS DISTINCT FROM 7")),
             QStringLiteral("0"));
    checkLedger(*stage);
}

void TestIntruders::disabledTriggers_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<bool>("enabledAgain");
    for (const char *step : {"Copy", "Index", "Catch up"}) {
        QTest::newRow(qPrintable(QLatin1String(step) + QStringLiteral(", then enabled")))
            << QString::fromLatin1(step) << true;
        QTest::newRow(qPrintable(QLatin1String(step) + QStringLiteral(", left disabled")))
            << QString::fromLatin1(step) << false;
    }
}

void TestIntruders::disabledTriggers()
{
    QFETCH(QString, step);
    QFETCH(bool, enabledAgain);
    const auto stage = makeStage(step == u"Copy" ? kManyRows : kRows);
    QVERIFY(stage->load().start());
    qint64 took = -1;
    const auto strike = [&] {
        // What is written here nobody logs. The rows are none of the load's.
        took = ownerRuns(
            *stage,
            QStringLiteral(
                "ALTER TABLE public.ledger_t DISABLE TRIGGER ALL; "
                "INSERT INTO public.ledger_t (id, ts, v, pad) SELECT -g, timestamp '2023-07-02', g, 'unseen' FROM generate_series(1, 50) g"));
        if (enabledAgain)
            took = ownerRuns(*stage, QStringLiteral("ALTER TABLE public.ledger_t ENABLE TRIGGER ALL"));
    };
    auto run = stage->startMigrate(once(step, strike, step == u"Copy" ? 2 : 1));
    const auto result = run->result();
    checkWatching(*stage, result);
    QVERIFY(took >= 0);
    QCOMPARE(stage->value(QStringLiteral("SELECT count(*) FROM public.ledger_t WHERE pad = 'unseen'")),
             QStringLiteral("50"));
    ownerRuns(*stage, QStringLiteral("DELETE FROM public.ledger_t WHERE pad = 'unseen'"));
    checkLedger(*stage);
    QVERIFY_RESULT(stage->rollBack());
    QCOMPARE(stage->value(QStringLiteral("SELECT count(*) FROM public.ledger_t WHERE pad = 'unseen'")),
             QStringLiteral("0"));
    checkLedger(*stage);
}

// The old runner is stopped with a batch under way; its main session is gone, its worker's backend lives on inside a
// statement. The new runner must wait for it or stop it, and the old one must do nothing more.
void TestIntruders::zombieWorker()
{
    const auto stage = makeStage();
    QVERIFY(stage->load().start());
    const ProgramHome home;
    QFile file(home.filePath(QStringLiteral("plan.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(stage->plan().toJson()) > 0);
    file.close();
    Program zombie(QStringLiteral(ENGINERUNNER_PATH), &home);
    QVERIFY(zombie.start({stage->owner(), QStringLiteral("migrate"), file.fileName()}));
    const QString worker = QStringLiteral("parterre:%1:worker%").arg(stage->id());
    int backend = 0;
    const auto stopInBatch = [&] {
        backend =
            stage
                ->value(
                    QStringLiteral(
                        "SELECT pid FROM pg_stat_activity WHERE application_name LIKE '%1' AND state = 'active' AND query LIKE 'INSERT INTO %'")
                        .arg(worker))
                .toInt();
        if (backend == 0)
            return false;
        ::kill(backend, SIGSTOP);
        // With a lock inside the server in its hands it would stop everybody, this question too: it goes on then.
        std::atomic<bool> answered = false;
        auto stopped = std::async(std::launch::async, [&] {
            const bool inTime = waitUntil([&] { return answered.load(); }, 3s, 1ms);
            if (!inTime)
                ::kill(backend, SIGCONT);
            return inTime;
        });
        stage->value(QStringLiteral("SELECT pg_logical_emit_message(true, 'test', 'who writes to the log')"));
        const QString state = stage->value(
            QStringLiteral("SELECT state FROM pg_stat_activity WHERE pid = %1 AND query LIKE 'INSERT INTO %'")
                .arg(backend));
        answered = true;
        if (stopped.get() && state == u"active")
            return true;
        ::kill(backend, SIGCONT);
        return false;
    };
    QVERIFY2(waitUntil(stopInBatch, 60s, 1ms), "no batch was seen");
    zombie.sendSignal(SIGSTOP);
    stage->value(
        QStringLiteral(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parterre:%1:main'")
            .arg(stage->id()));
    auto successor = stage->startMigrate();
    // It may not take the migration over while the zombie's transaction is open.
    const QString waiting =
        QStringLiteral(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parterre:%1:main' AND wait_event_type = 'Lock'")
            .arg(stage->id());
    const bool waits = waitUntil([&] { return stage->value(waiting) != u"0"; }, 20s, 10ms);
    const QString epoch = stage->value(QStringLiteral("SELECT epoch FROM parterre.migration"));
    ::kill(backend, SIGCONT);
    zombie.sendSignal(SIGCONT);
    QVERIFY2(waits, "the successor did not wait for the zombie's transaction");
    QCOMPARE(epoch, QStringLiteral("1"));
    const auto result = successor->result();
    QVERIFY(zombie.waitForFinished(60s));
    QVERIFY2(zombie.exitCode() != 0, zombie.output().constData());
    checkWatching(*stage, result);
    QVERIFY(stage->load().waitForCommits(30, 30s));
    checkLedger(*stage);
    QVERIFY_RESULT(stage->rollBack());
    checkLedger(*stage);
}

void TestIntruders::secondOperator()
{
    const auto stage = makeStage();
    ErrorCode second = ErrorCode::Internal;
    QString message;
    auto run = stage->startMigrate(once(QStringLiteral("Copy"), [&] {
        std::thread([&] {
            RecordingSink sink;
            const auto refused = Engine({profileOf(stage->owner()), {}, &sink}).resume(stage->id());
            if (!refused) {
                second = refused.error().code;
                message = refused.error().message;
            }
        }).join();
    }));
    checkWatching(*stage, run->result());
    QCOMPARE(second, ErrorCode::Refused);
    QVERIFY2(message.contains(u"another runner is at work"), qPrintable(message));
    QCOMPARE(stage->value(QStringLiteral("SELECT epoch FROM parterre.migration")), QStringLiteral("1"));
}

// Nothing but the migration is there, so each wait is one for a lock of ours.
void TestIntruders::exclusiveLockSeekers()
{
    const auto stage = makeStage(kManyRows);
    std::atomic<bool> over = false;
    std::atomic<int> wanted = 0;
    QMap<QString, qint64> longest; // microseconds, by state
    QMap<QString, int> counts;
    std::thread seeker([&] {
        PgClient client(stage->owner());
        PgClient reader(stage->cluster().conninfo(stage->database(), QStringLiteral("postgres")));
        while (!over) {
            if (wanted == 0) {
                std::this_thread::yield();
                continue;
            }
            --wanted;
            const QString in = reader.exec(QStringLiteral("SELECT state FROM parterre.migration")).text(0, 0);
            client.exec(QStringLiteral("BEGIN"));
            const qint64 from = LedgerLoad::nowUs();
            client.exec(QStringLiteral("LOCK TABLE public.ledger_t IN ACCESS EXCLUSIVE MODE"));
            const qint64 took = LedgerLoad::nowUs() - from;
            client.exec(QStringLiteral("ROLLBACK"));
            longest[in] = std::max(longest[in], took);
            ++counts[in];
        }
    });
    // A few in each step; the engine goes on at once, so they fall into what follows the report.
    const auto onReport = [&, asked = QMap<QString, int>()](const Progress &p) mutable {
        if (++asked[p.step] <= 4)
            ++wanted;
    };
    auto run = stage->startMigrate(onReport, 2, MigrationState::Verified);
    const auto result = run->result();
    over = true;
    seeker.join();
    QVERIFY_RESULT(result);
    QCOMPARE(*result, MigrationState::Verified);
    for (auto it = longest.begin(); it != longest.end(); ++it) {
        qInfo("%s: %d locks, longest wait %.1f ms", qPrintable(it.key()), counts[it.key()],
              static_cast<double>(it.value()) / 1000);
        QVERIFY2(it.value() < 250'000,
                 qPrintable(QStringLiteral("%1: waited %2 ms").arg(it.key()).arg(it.value() / 1000)));
    }
    QVERIFY2(counts[QStringLiteral("Copying")] + counts[QStringLiteral("CatchingUp")] > 0,
             "nobody asked for the lock while it was copied or verified");
}

void TestIntruders::idleTransactionAtCapture()
{
    const auto stage = makeStage();
    PgClient idle = mustConnect(stage->user());
    mustExec(idle,
             QStringLiteral(
                 "BEGIN; DELETE FROM public.ledger_t WHERE id = (SELECT min(id) FROM public.ledger_t WHERE id < 0)"));
    QVERIFY(stage->load().start());
    auto run = stage->startMigrate();
    QVERIFY(run->waitForNote(QStringLiteral("is not free yet"), 60s));
    QCOMPARE(stage->state(), QStringLiteral("Prepared"));
    // The application goes on, and no statement of it waits longer than an attempt.
    const std::int64_t from = LedgerLoad::nowUs();
    QVERIFY(stage->load().waitForCommits(100, 30s));
    const auto latencies = stage->load().latencies(from, LedgerLoad::nowUs(), LoadSide::Writer);
    QVERIFY(!latencies.empty());
    qInfo("longest statement of a writer while the capture waits: %lld ms",
          static_cast<long long>(latencies.back() / 1000));
    QVERIFY(latencies.back() < 1'000'000);
    mustExec(idle, QStringLiteral("COMMIT"));
    checkWatching(*stage, run->result());
    checkLedger(*stage);
}

void TestIntruders::idleTransactionAtSwitch()
{
    const auto stage = makeStage();
    stage->makePlan([](Plan &plan) { plan.limits.switchAttempts = 4; });
    QVERIFY(stage->load().start());
    QVERIFY_RESULT(stage->migrate(MigrationState::Verified));
    PgClient idle = mustConnect(stage->user());
    mustExec(idle, QStringLiteral("BEGIN; SELECT count(*) FROM public.ledger_t"));
    const auto refused = stage->migrate();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(refused.error().message.contains(u"put off"), qPrintable(refused.error().toText()));
    QCOMPARE(stage->state(), QStringLiteral("Verified"));
    QVERIFY(!stage->isPartitioned());
    // The writers have their cheap capture back.
    QVERIFY(!stage->value(QStringLiteral("SELECT prosrc FROM pg_proc WHERE proname = 'capture_%1'").arg(stage->id()))
                 .contains(u"synced"));
    QVERIFY(stage->load().waitForCommits(50, 30s));
    checkLedger(*stage);
    mustExec(idle, QStringLiteral("COMMIT"));
    checkWatching(*stage, stage->migrate());
    QVERIFY(stage->load().waitForCommits(50, 30s));
    checkLedger(*stage);
}

void TestIntruders::snapshotOlderThanTheCopy_data()
{
    QTest::addColumn<QString>("isolation");
    QTest::newRow("REPEATABLE READ") << QStringLiteral("REPEATABLE READ");
    QTest::newRow("SERIALIZABLE") << QStringLiteral("SERIALIZABLE");
}

// Its first write comes while the capture is synchronous. It does not see the copied rows, so it cannot take them away.
void TestIntruders::snapshotOlderThanTheCopy()
{
    QFETCH(QString, isolation);
    const auto stage = makeStage();
    PgClient owner = mustConnect(stage->owner());
    mustExec(owner,
             QStringLiteral("INSERT INTO public.ledger_t (id, ts, v, pad) SELECT -i, '2023-08-05', i, 'old' "
                            "FROM generate_series(1, 4) i"));
    PgClient old = mustConnect(stage->user());
    mustExec(old, QStringLiteral("BEGIN ISOLATION LEVEL %1; SELECT 1").arg(isolation));
    auto run = stage->startMigrate();
    const QString source = QStringLiteral("SELECT prosrc FROM pg_proc WHERE proname = 'capture_%1'").arg(stage->id());
    QTRY_VERIFY_WITH_TIMEOUT(stage->value(source).contains(u"synced"), 60'000);
    mustExec(old, QStringLiteral("DELETE FROM public.ledger_t WHERE id = -1"));
    mustExec(old, QStringLiteral("UPDATE public.ledger_t SET ts = '2024-01-05' WHERE id = -2"));
    mustExec(old, QStringLiteral("UPDATE public.ledger_t SET v = 30 WHERE id = -3"));
    mustExec(old, QStringLiteral("UPDATE public.ledger_t SET id = -5 WHERE id = -4"));
    mustExec(old, QStringLiteral("COMMIT"));
    checkWatching(*stage, run->result());
    QCOMPARE(stage->value(QStringLiteral("SELECT string_agg(concat_ws(' ', id, ts::date, v), ', ' ORDER BY id) "
                                         "FROM public.ledger_t WHERE id < 0")),
             QStringLiteral("-5 2023-08-05 4, -3 2023-08-05 30, -2 2024-01-05 2"));
    QCOMPARE(stage->differences(kTable, kOld), QStringLiteral("0"));
}

void TestIntruders::preparedTransactions()
{
    const auto stage = makeStage();
    stage->makePlan([](Plan &plan) {
        plan.limits.switchAttempts = 4;
        plan.limits.switchWaitMs = 5000;
    });
    PgClient client = mustConnect(stage->owner());
    // Open across the capture: its change is logged by nobody, so the capture must wait for it.
    mustExec(
        client,
        QStringLiteral(
            "BEGIN; INSERT INTO public.ledger_t (id, ts, v, pad) VALUES (-1, '2023-07-05', 1, 'prepared before')"));
    mustExec(client, QStringLiteral("PREPARE TRANSACTION 'before'"));
    auto run = stage->startMigrate({}, 1, MigrationState::Verified);
    QVERIFY(run->waitForNote(QStringLiteral("is not free yet"), 60s));
    QCOMPARE(stage->state(), QStringLiteral("Prepared"));
    mustExec(client, QStringLiteral("COMMIT PREPARED 'before'"));
    QVERIFY_RESULT(run->result());
    // Open across the switch.
    mustExec(
        client,
        QStringLiteral("BEGIN; UPDATE public.ledger_t SET pad = 'prepared later', ts = '2023-08-05' WHERE id = -1"));
    mustExec(client, QStringLiteral("PREPARE TRANSACTION 'later'"));
    const auto refused = stage->migrate();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(!stage->isPartitioned());
    mustExec(client, QStringLiteral("COMMIT PREPARED 'later'"));
    checkWatching(*stage, stage->migrate());
    QCOMPARE(stage->value(QStringLiteral("SELECT ts || ' ' || pad FROM public.ledger_t WHERE id = -1")),
             QStringLiteral("2023-08-05 00:00:00 prepared later"));
    QCOMPARE(stage->differences(kTable, kOld), QStringLiteral("0"));
    // And across the switch back.
    mustExec(client, QStringLiteral("BEGIN; UPDATE public.ledger_t SET pad = 'prepared last' WHERE id = -1"));
    mustExec(client, QStringLiteral("PREPARE TRANSACTION 'last'"));
    const auto back = stage->rollBack();
    QVERIFY(!back);
    QVERIFY(stage->isPartitioned());
    mustExec(client, QStringLiteral("COMMIT PREPARED 'last'"));
    QVERIFY_RESULT(stage->rollBack());
    QCOMPARE(stage->value(QStringLiteral("SELECT pad FROM public.ledger_t WHERE id = -1")),
             QStringLiteral("prepared last"));
}

// R6a and its relatives: commits late, below the point the copy has passed; NULLs; keys and partition keys that change;
// an absurd date; every row changed at once.
void TestIntruders::awkwardChangesDuringCopy()
{
    const auto stage = makeStage(kManyRows);
    QVERIFY_RESULT(stage->migrate(MigrationState::Capturing));
    ownerRuns(*stage, QStringLiteral("DELETE FROM public.ledger_t WHERE ctid < '(3,0)'")); // space on the first pages
    ownerRuns(*stage, QStringLiteral("VACUUM public.ledger_t"));
    PgClient late = mustConnect(stage->owner());
    mustExec(
        late,
        QStringLiteral(
            "BEGIN; INSERT INTO public.ledger_t (id, ts, v, pad) SELECT -g, '2023-07-20', g, 'late' FROM generate_series(1, 20) g"));
    QVERIFY(stage->value(QStringLiteral("SELECT 1")).toInt() == 1);
    const auto awkward = [&] {
        ownerRuns(*stage, QStringLiteral("UPDATE public.ledger_t SET pad = NULL WHERE id % 7 = 0"));
        ownerRuns(*stage,
                  QStringLiteral(
                      "UPDATE public.ledger_t SET id = -id - 1000, ts = ts + interval '31 days' WHERE id % 11 = 0"));
        ownerRuns(*stage, QStringLiteral("UPDATE public.ledger_t SET ts = ts - interval '1 month' WHERE id % 13 = 0"));
        ownerRuns(
            *stage,
            QStringLiteral(
                "INSERT INTO public.ledger_t (id, ts, v, pad) VALUES (-500, '9999-12-31 23:59:59', 0, 'absurd'), "
                "(-501, '0001-01-01', 0, 'absurd'), (-502, 'infinity', 0, 'absurd'), (-503, '-infinity', 0, 'absurd')"));
        ownerRuns(*stage,
                  QStringLiteral("UPDATE public.ledger_t SET v = v + 1")); // more than any round should have to take
    };
    bool committed = false;
    auto run = stage->startMigrate(
        [&, first = once(QStringLiteral("Copy"), awkward, 2), second = once(QStringLiteral("Index"), [&] {
                                                                  committed = late.exec(QStringLiteral("COMMIT")).ok();
                                                              })](const Progress &p) mutable {
            first(p);
            second(p);
        });
    checkWatching(*stage, run->result());
    QVERIFY(committed);
    QCOMPARE(stage->value(QStringLiteral("SELECT count(*) FROM public.ledger_t WHERE pad = 'late'")),
             QStringLiteral("20"));
    QCOMPARE(stage->value(QStringLiteral("SELECT count(*) FROM public.ledger_t WHERE pad = 'absurd'")),
             QStringLiteral("4"));
    QCOMPARE(stage->differences(kTable, kOld), QStringLiteral("0"));
}

void TestIntruders::burstsBeforeTheSwitch_data()
{
    QTest::addColumn<int>("pauseMs");
    QTest::newRow("with pauses") << 400;
    QTest::newRow("without") << 0;
}

// Transactions that change more rows than the synchronous capture takes fill the log until the last moment.
void TestIntruders::burstsBeforeTheSwitch()
{
    QFETCH(int, pauseMs);
    const auto stage = makeStage();
    if (pauseMs == 0)
        QVERIFY(stage->makePlan([](Plan &plan) {
            plan.limits.switchAttempts = 5;
            plan.limits.switchWaitMs = 20'000;
        }));
    QVERIFY_RESULT(stage->migrate(MigrationState::Verified));
    const QString sum = QStringLiteral("SELECT sum(v)::bigint FROM public.ledger_t");
    const qint64 before = stage->value(sum).toLongLong();
    std::atomic<bool> over = false;
    std::atomic<int> bursts = 0;
    std::atomic<int> failures = 0;
    std::thread application([&] {
        PgClient client(stage->user());
        while (!over) {
            const PgResult result = client.exec(QStringLiteral(
                "UPDATE public.ledger_t SET v = v + 1 WHERE id IN (SELECT id FROM public.ledger_t ORDER BY id LIMIT 200)"));
            result.ok() ? ++bursts : ++failures;
            if (!result.ok())
                qWarning("%s", result.message().c_str());
            std::this_thread::sleep_for(std::chrono::milliseconds(pauseMs)); // the application's own pace
        }
    });
    const auto result = stage->migrate();
    const int during = bursts;
    over = true;
    application.join();
    QVERIFY(during > 0);
    QCOMPARE(failures.load(), 0);
    if (!result) {
        // Without a gap the log is never empty under the lock: put off, nothing has happened, and later it works.
        QVERIFY_RESULT(pauseMs > 0 ? result : stage->migrate());
        QCOMPARE(result.error().code, ErrorCode::Refused);
    }
    QVERIFY(stage->isPartitioned());
    // Each committed burst added 200, none was lost and none counted twice.
    QCOMPARE(stage->value(sum).toLongLong() - before, 200LL * bursts);
    QVERIFY_RESULT(stage->rollBack());
    QCOMPARE(stage->value(sum).toLongLong() - before, 200LL * bursts);
}

void TestIntruders::truncateWhileWatching_data()
{
    QTest::addColumn<bool>("leafOnly");
    QTest::newRow("the table") << false;
    QTest::newRow("one partition") << true;
}

void TestIntruders::truncateWhileWatching()
{
    QFETCH(bool, leafOnly);
    const auto stage = makeStage();
    checkWatching(*stage, stage->migrate());
    auto watch = stage->startWatch();
    const QString what = leafOnly ? stage->plan().leaves.first().name.quoted() : kTable;
    QVERIFY(ownerRuns(*stage, QStringLiteral("TRUNCATE ") + what) >= 0);
    QVERIFY(
        ownerRuns(*stage,
                  QStringLiteral("INSERT INTO public.ledger_t (id, ts, v, pad) VALUES (-1, '2023-07-02', 1, 'after')"))
        >= 0);
    const bool equal = waitUntil([&] { return stage->differences(kTable, kOld) == u"0"; }, 30s, 100ms);
    watch->cancel();
    QCOMPARE(watch->result().error().code, ErrorCode::Cancelled);
    QVERIFY(equal);
    const QString rows = stage->value(QStringLiteral("SELECT count(*) FROM public.ledger_t"));
    QVERIFY(leafOnly || rows == u"1");
    // Once more with nobody watching: the rollback itself must see it.
    QVERIFY(ownerRuns(*stage, QStringLiteral("TRUNCATE ") + stage->plan().leaves.at(1).name.quoted()) >= 0);
    const QString expected = stage->value(QStringLiteral("SELECT count(*) FROM public.ledger_t"));
    QVERIFY_RESULT(stage->rollBack());
    QCOMPARE(stage->value(QStringLiteral("SELECT count(*) FROM public.ledger_t")), expected);
}

// Rows that came with an attached partition, or were written while one was detached, never met the capture: the way
// back is closed for good, also where nobody looked meanwhile, and nothing that is not ours is dropped.
void TestIntruders::partitionsChangedWhileWatching_data()
{
    QTest::addColumn<QStringList>("deeds");
    QTest::newRow("attached") << QStringList{
        QStringLiteral("CREATE TABLE public.more (LIKE public.ledger_t)"),
        QStringLiteral("INSERT INTO public.more (id, ts, v, pad) VALUES (-5, '2090-02-02', 1, 'bulk')"),
        QStringLiteral("ALTER TABLE public.ledger_t ATTACH PARTITION public.more FOR VALUES FROM ('2090-01-01') TO "
                       "('2091-01-01')")};
    QTest::newRow("made and truncated") << QStringList{
        QStringLiteral("CREATE TABLE public.more PARTITION OF public.ledger_t FOR VALUES FROM ('2090-01-01') TO "
                       "('2091-01-01')"),
        QStringLiteral("INSERT INTO public.ledger_t (id, ts, v, pad) VALUES (-5, '2090-02-02', 1, 'gone')"),
        QStringLiteral("TRUNCATE public.more")};
    QTest::newRow("detached, written, attached")
        << QStringList{QStringLiteral("ALTER TABLE public.ledger_t DETACH PARTITION {leaf}"),
                       QStringLiteral("UPDATE {leaf} SET v = v + 1000000"),
                       QStringLiteral("ALTER TABLE public.ledger_t ATTACH PARTITION {leaf} FOR VALUES FROM ('{from}') "
                                      "TO ('{to}')")};
}

void TestIntruders::partitionsChangedWhileWatching()
{
    QFETCH(QStringList, deeds);
    const auto stage = makeStage();
    checkWatching(*stage, stage->migrate());
    const PlannedLeaf leaf = stage->plan().leaves.at(1);
    for (QString deed : deeds) {
        deed.replace(QStringLiteral("{leaf}"), leaf.name.quoted());
        deed.replace(QStringLiteral("{from}"), leaf.from).replace(QStringLiteral("{to}"), leaf.to);
        QVERIFY2(ownerRuns(*stage, deed) >= 0, qPrintable(deed));
    }
    const QString rows = stage->value(QStringLiteral("SELECT count(*) || ' ' || sum(v) FROM public.ledger_t"));
    const auto back = stage->rollBack();
    QVERIFY2(!back, "what the old table does not know was lost");
    QVERIFY(back.error().code == ErrorCode::Refused || back.error().code == ErrorCode::Changed);
    QVERIFY(stage->wayBack().startsWith(u"closed (partitions)"));
    QCOMPARE(stage->value(QStringLiteral("SELECT count(*) || ' ' || sum(v) FROM public.ledger_t")), rows);
}

// A closing that may open again must not hide one that is for good.
void TestIntruders::triggersTouchedBehindAnotherClosing()
{
    const auto stage = makeStage();
    checkWatching(*stage, stage->migrate());
    auto watch = stage->startWatch();
    QVERIFY(ownerRuns(*stage,
                      QStringLiteral("CREATE MATERIALIZED VIEW public.mv AS SELECT count(*) FROM "
                                     "public.ledger_t"))
            >= 0);
    QVERIFY(waitUntil([&] { return stage->wayBack().startsWith(u"closed (attached)"); }, 30s, 100ms));
    QVERIFY(ownerRuns(*stage, QStringLiteral("ALTER TABLE public.ledger_t DISABLE TRIGGER zz_parterre_reverse")) >= 0);
    QVERIFY(waitUntil([&] { return stage->wayBack().startsWith(u"closed (triggers)"); }, 30s, 100ms));
    QVERIFY(ownerRuns(*stage, QStringLiteral("ALTER TABLE public.ledger_t ENABLE ALWAYS TRIGGER zz_parterre_reverse"))
            >= 0);
    QVERIFY(ownerRuns(*stage, QStringLiteral("DROP MATERIALIZED VIEW public.mv")) >= 0);
    watch->cancel();
    (void)watch->result();
    QVERIFY(!stage->rollBack());
    QVERIFY(stage->wayBack().startsWith(u"closed (triggers)"));
}

// While a report holds the switch back up, something is attached: the switch back itself must find it.
void TestIntruders::attachedAtTheGate()
{
    const auto stage = makeStage();
    checkWatching(*stage, stage->migrate());
    PgClient report = mustConnect(stage->owner());
    mustExec(report, QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1"));
    std::optional<Result<MigrationState>> back;
    std::thread operator_([&] { back = stage->rollBack(); });
    const auto joined = qScopeGuard([&] {
        if (operator_.joinable())
            operator_.join();
    });
    const bool atGate = waitUntil(
        [&] {
            return stage->value(QStringLiteral("SELECT count(*) FROM pg_proc WHERE prosrc LIKE '%parterre.synced%'"))
                != u"0";
        },
        30s, 20ms);
    QVERIFY(ownerRuns(*stage,
                      QStringLiteral("CREATE MATERIALIZED VIEW public.mv AS SELECT count(*) FROM "
                                     "public.ledger_t"))
            >= 0);
    mustExec(report, QStringLiteral("COMMIT"));
    operator_.join();
    QVERIFY(atGate);
    QVERIFY(!*back);
    QVERIFY2(back->error().detail.contains(QStringLiteral("mv")), qPrintable(back->error().toText()));
    QVERIFY(stage->isPartitioned());
    QVERIFY(ownerRuns(*stage, QStringLiteral("DROP MATERIALIZED VIEW public.mv")) >= 0);
    QVERIFY_RESULT(stage->rollBack());
}

void TestIntruders::partitionLostWhileWatching_data()
{
    QTest::addColumn<bool>("detached");
    QTest::addColumn<bool>("watched");
    for (const bool detached : {false, true}) {
        for (const bool watched : {false, true})
            QTest::addRow("%s, %s", detached ? "detached" : "dropped", watched ? "watched" : "nobody watches")
                << detached << watched;
    }
}

// T_old still has the rows of that partition: a rollback would bring them back to life. It must be noticed.
void TestIntruders::partitionLostWhileWatching()
{
    QFETCH(bool, detached);
    QFETCH(bool, watched);
    const auto stage = makeStage();
    checkWatching(*stage, stage->migrate());
    const QString leaf = stage->plan().leaves.at(1).name.quoted();
    QVERIFY(stage->value(QStringLiteral("SELECT count(*) FROM ") + leaf).toInt() > 0);
    const auto lose = [&] {
        return ownerRuns(*stage,
                         detached ? QStringLiteral("ALTER TABLE public.ledger_t DETACH PARTITION ") + leaf
                                  : QStringLiteral("DROP TABLE ") + leaf)
            >= 0;
    };
    if (watched) {
        auto watch = stage->startWatch();
        QVERIFY(lose());
        const bool closed = waitUntil([&] { return stage->wayBack().startsWith(u"closed"); }, 30s, 100ms);
        watch->cancel();
        (void)watch->result();
        QVERIFY2(closed, "the way back is still said to be open");
    } else {
        QVERIFY(lose());
    }
    const auto back = stage->rollBack();
    QVERIFY2(!back, "rows that the application has no more came back to life");
    QVERIFY(back.error().code == ErrorCode::Refused || back.error().code == ErrorCode::Changed);
    QVERIFY(stage->isPartitioned());
}

void TestIntruders::alteredWhileWatching()
{
    const auto stage = makeStage();
    checkWatching(*stage, stage->migrate());
    auto watch = stage->startWatch();
    QVERIFY(ownerRuns(*stage, QStringLiteral("CREATE INDEX intruder ON public.ledger_t (v)")) >= 0);
    QVERIFY(waitUntil([&] { return stage->wayBack().startsWith(u"closed"); }, 30s, 100ms));
    QVERIFY(ownerRuns(*stage, QStringLiteral("DROP INDEX public.intruder")) >= 0);
    QVERIFY(waitUntil([&] { return stage->wayBack() == u"open"; }, 30s, 100ms));
    QVERIFY(ownerRuns(*stage, QStringLiteral("ALTER TABLE public.ledger_t ADD COLUMN extra integer DEFAULT 7")) >= 0);
    QVERIFY(ownerRuns(*stage,
                      QStringLiteral(
                          "INSERT INTO public.ledger_t (id, ts, v, pad, extra) VALUES (-1, '2023-07-02', 1, 'x', 8)"))
            >= 0);
    QVERIFY(waitUntil([&] { return stage->wayBack().startsWith(u"closed"); }, 30s, 100ms));
    watch->cancel();
    QCOMPARE(watch->result().error().code, ErrorCode::Cancelled);
    const auto back = stage->rollBack();
    QVERIFY(!back);
    QVERIFY(back.error().code == ErrorCode::Refused || back.error().code == ErrorCode::Changed);
    QVERIFY(stage->isPartitioned());
    QCOMPARE(stage->state(), QStringLiteral("Watching"));
}

// What hangs on the new table and is not of the plan would stay behind with it: a rollback is refused by its name, also
// when nobody watches, and allowed when it is gone.
void TestIntruders::attachedWhileWatching_data()
{
    QTest::addColumn<QString>("attach");
    QTest::addColumn<QString>("detach");
    QTest::addColumn<QString>("named");
    QTest::newRow("materialised view") << QStringLiteral(
        "CREATE MATERIALIZED VIEW public.intruder AS SELECT count(*) FROM public.ledger_t")
                                       << QStringLiteral("DROP MATERIALIZED VIEW public.intruder")
                                       << QStringLiteral("intruder");
    QTest::newRow("foreign key") << QStringLiteral(
        "CREATE TABLE public.refers (id bigint, ts timestamptz, CONSTRAINT intruder FOREIGN KEY (id, "
        "ts) REFERENCES public.ledger_t (id, ts))")
                                 << QStringLiteral("DROP TABLE public.refers") << QStringLiteral("intruder");
    QTest::newRow("policy") << QStringLiteral("CREATE POLICY intruder ON public.ledger_t USING (true)")
                            << QStringLiteral("DROP POLICY intruder ON public.ledger_t") << QStringLiteral("altered");
    QTest::newRow("function") << QStringLiteral(
        "CREATE FUNCTION public.intruder() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM public.ledger_t; END")
                              << QStringLiteral("DROP FUNCTION public.intruder()") << QStringLiteral("altered");
}

void TestIntruders::attachedWhileWatching()
{
    QFETCH(QString, attach);
    QFETCH(QString, detach);
    QFETCH(QString, named);
    const auto stage = makeStage();
    checkWatching(*stage, stage->migrate());
    QVERIFY(ownerRuns(*stage, attach) >= 0);
    const auto refused = stage->rollBack();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(refused.error().detail.contains(named), qPrintable(refused.error().toText()));
    QVERIFY(stage->isPartitioned());
    QVERIFY(ownerRuns(*stage, detach) >= 0);
    QVERIFY_RESULT(stage->rollBack());
    QVERIFY(!stage->isPartitioned());
}

void TestIntruders::doubledKeyWhileWatching()
{
    const auto stage = makeStage();
    checkWatching(*stage, stage->migrate());
    auto watch = stage->startWatch();
    QVERIFY(
        ownerRuns(
            *stage,
            QStringLiteral(
                "INSERT INTO public.ledger_t (id, ts, v, pad) VALUES (-1, '2023-07-02', 1, 'a'), (-1, '2023-08-02', 2, 'b')"))
        >= 0);
    QVERIFY(waitUntil([&] { return stage->wayBack().startsWith(u"closed"); }, 30s, 50ms));
    const auto refused = [&] {
        watch->cancel();
        (void)watch->result();
        return stage->rollBack();
    }();
    QVERIFY(!refused);
    QVERIFY(stage->isPartitioned());
    watch = stage->startWatch();
    QVERIFY(ownerRuns(*stage, QStringLiteral("DELETE FROM public.ledger_t WHERE id = -1 AND ts = '2023-07-02'")) >= 0);
    QVERIFY(waitUntil([&] { return stage->wayBack() == u"open"; }, 30s, 50ms));
    watch->cancel();
    (void)watch->result();
    QVERIFY_RESULT(stage->rollBack());
    QCOMPARE(stage->value(QStringLiteral("SELECT pad FROM public.ledger_t WHERE id = -1")), QStringLiteral("b"));
}

QTEST_GUILESS_MAIN(TestIntruders)
#include "tst_intruders.moc"
