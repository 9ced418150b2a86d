// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskrunner.h"

#include <QSemaphore>
#include <QTest>

using namespace parterre;
using namespace Qt::StringLiterals;

namespace {

/// What tells of one run: everything is counted on the test's thread.
struct Outcomes {
    QObject context;
    QList<Result<int>> list;

    std::function<void(const Result<int> &)> taker()
    {
        return [this](const Result<int> &result) { list << result; };
    }
};

Failure stopped()
{
    return failure(ErrorCode::Cancelled, u"cancelled on request"_s);
}

/// A body that goes on until it is cancelled.
Result<int> untilCancelled(TaskContext &task)
{
    while (!task.cancel.isCancelled())
        QThread::yieldCurrentThread();
    return stopped();
}

} // namespace

/// TaskRunner without a window and without a server; runs with TSan too.
class TestTasks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deliversOneOutcome_data();
    void deliversOneOutcome();
    void cancels();
    void cancelsWhatIsQueued();
    void pauses();
    void cancelEndsPause();
    void cancelsAll();
    void handsInOrder();
    void reportsProgressAndNotes();
    void forgetsEnded();
    void staysSilentWhenQuiet();
    void dropsOutcomeOfDestroyedContext();
    void destructorCancelsAndWaits();
    void startsFromAnOutcome();
    void runsManyAtOnce();
};

void TestTasks::deliversOneOutcome_data()
{
    QTest::addColumn<bool>("fails");
    QTest::addColumn<TaskState>("state");
    QTest::newRow("value") << false << TaskState::Done;
    QTest::newRow("error") << true << TaskState::Failed;
}

void TestTasks::deliversOneOutcome()
{
    QFETCH(bool, fails);
    QFETCH(TaskState, state);
    TaskRunner tasks;
    Outcomes outcomes;
    const auto body = [fails](TaskContext &) -> Result<int> {
        if (fails)
            return failure(ErrorCode::Server, u"it broke"_s);
        return 7;
    };
    const int id = tasks.start<int>(u"Seven"_s, body, &outcomes.context, outcomes.taker());
    QVERIFY(outcomes.list.isEmpty()); // never before the caller went on
    QVERIFY(tasks.isBusy());
    QTRY_COMPARE(outcomes.list.size(), 1);
    QCOMPARE(outcomes.list[0].has_value(), !fails);
    QCOMPARE(tasks.task(id).state, state);
    QCOMPARE(tasks.task(id).error.message, fails ? u"it broke"_s : QString());
    QVERIFY(tasks.task(id).startedAt.isValid() && tasks.task(id).endedAt.isValid());
    QVERIFY(!tasks.isBusy());
    tasks.cancel(id); // too late: nothing happens
    QCoreApplication::sendPostedEvents();
    QCOMPARE(outcomes.list.size(), 1);
    QCOMPARE(tasks.task(id).state, state);
}

void TestTasks::cancels()
{
    TaskRunner tasks;
    Outcomes outcomes;
    const int id = tasks.start<int>(u"Endless"_s, untilCancelled, &outcomes.context, outcomes.taker());
    QTRY_COMPARE(tasks.task(id).state, TaskState::Running);
    tasks.cancel(id);
    tasks.cancel(id);
    QCOMPARE(tasks.task(id).state, TaskState::Cancelling);
    QVERIFY(tasks.task(id).cancelAskedAt.isValid());
    QTRY_COMPARE(outcomes.list.size(), 1);
    QVERIFY(outcomes.list[0].error().isCancelled());
    QCOMPARE(tasks.task(id).state, TaskState::Cancelled);
}

void TestTasks::cancelsWhatIsQueued()
{
    TaskRunner tasks;
    Outcomes outcomes;
    QList<int> ids;
    std::atomic<int> begun = 0;
    const auto body = [&begun](TaskContext &task) -> Result<int> {
        ++begun;
        return untilCancelled(task);
    };
    constexpr int kMany = 40; // more than there are threads
    for (int i = 0; i < kMany; ++i)
        ids << tasks.start<int>(u"Endless"_s, body, &outcomes.context, outcomes.taker());
    tasks.cancel(ids.last());
    QCOMPARE(tasks.task(ids.last()).state, TaskState::Cancelling);
    for (const int id : std::as_const(ids))
        tasks.cancel(id);
    QTRY_COMPARE(outcomes.list.size(), kMany);
    QVERIFY(begun < kMany);
    for (const Result<int> &result : std::as_const(outcomes.list))
        QVERIFY(!result && result.error().isCancelled());
}

void TestTasks::pauses()
{
    TaskRunner tasks;
    Outcomes outcomes;
    QSemaphore paused;
    QSemaphore resumed;
    const auto body = [&](TaskContext &task) -> Result<int> {
        while (!task.pause.isPaused() && !task.cancel.isCancelled())
            QThread::yieldCurrentThread();
        paused.release();
        while (task.pause.isPaused() && !task.cancel.isCancelled())
            QThread::yieldCurrentThread();
        resumed.release();
        return 1;
    };
    const int id = tasks.start<int>(u"Pausable"_s, body, &outcomes.context, outcomes.taker(), true);
    QTRY_COMPARE(tasks.task(id).state, TaskState::Running);
    tasks.setPaused(id, true);
    QCOMPARE(tasks.task(id).state, TaskState::Paused);
    QVERIFY(paused.tryAcquire(1, 5000));
    tasks.setPaused(id, false);
    QCOMPARE(tasks.task(id).state, TaskState::Running);
    QVERIFY(resumed.tryAcquire(1, 5000));
    QTRY_COMPARE(outcomes.list.size(), 1);

    const int other = tasks.start<int>(u"Not pausable"_s, untilCancelled, &outcomes.context, outcomes.taker());
    QTRY_COMPARE(tasks.task(other).state, TaskState::Running);
    tasks.setPaused(other, true);
    QCOMPARE(tasks.task(other).state, TaskState::Running);
}

void TestTasks::cancelEndsPause()
{
    Outcomes outcomes;
    TaskRunner tasks;
    const auto body = [](TaskContext &task) -> Result<int> {
        while (!task.cancel.isCancelled() || task.pause.isPaused()) // looks at the pause alone while it rests
            QThread::yieldCurrentThread();
        return stopped();
    };
    const int id = tasks.start<int>(u"Pausable"_s, body, &outcomes.context, outcomes.taker(), true);
    QTRY_COMPARE(tasks.task(id).state, TaskState::Running);
    tasks.setPaused(id, true);
    tasks.cancel(id);
    tasks.setPaused(id, true); // not any more
    QTRY_COMPARE(tasks.task(id).state, TaskState::Cancelled);
    const int left = tasks.start<int>(u"Paused at the end"_s, body, &outcomes.context, outcomes.taker(), true);
    QTRY_COMPARE(tasks.task(left).state, TaskState::Running);
    tasks.setPaused(left, true); // and the destructor returns
}

void TestTasks::cancelsAll()
{
    TaskRunner tasks;
    Outcomes outcomes;
    for (int i = 0; i < 3; ++i)
        tasks.start<int>(u"Endless"_s, untilCancelled, &outcomes.context, outcomes.taker());
    connect(&tasks, &TaskRunner::changed, &outcomes.context, [&] { tasks.forgetEnded(); });
    tasks.cancelAll();
    QTRY_COMPARE(outcomes.list.size(), 3);
    QVERIFY(tasks.tasks().isEmpty());
}

void TestTasks::handsInOrder()
{
    TaskRunner tasks;
    Outcomes outcomes;
    QList<int> handed;
    QThread *thread = nullptr;
    const auto body = [&](TaskContext &task) -> Result<int> {
        for (int i = 0; i < 100; ++i)
            task.hand([&handed, i] { handed << i; });
        task.hand([&thread] { thread = QThread::currentThread(); });
        return 100;
    };
    qsizetype handedBeforeOutcome = -1;
    tasks.start<int>(u"Hands"_s, body, &outcomes.context, [&](const Result<int> &result) {
        handedBeforeOutcome = handed.size();
        outcomes.list << result;
    });
    QTRY_COMPARE(outcomes.list.size(), 1);
    QCOMPARE(handedBeforeOutcome, 100);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(handed[i], i);
    QCOMPARE(thread, QThread::currentThread());
}

void TestTasks::reportsProgressAndNotes()
{
    TaskRunner tasks;
    Outcomes outcomes;
    QStringList notes;
    connect(&tasks, &TaskRunner::noted, &outcomes.context, [&](int, const QString &text) { notes << text; });
    int changes = 0;
    connect(&tasks, &TaskRunner::changed, &outcomes.context, [&] { ++changes; });
    constexpr int kReports = 10'000;
    const auto body = [](TaskContext &task) -> Result<int> {
        Progress progress;
        for (progress.done = 1; progress.done <= kReports; ++progress.done)
            task.sink.report(progress);
        task.sink.note(u"one"_s);
        task.sink.note(u"two"_s);
        return 0;
    };
    const int id = tasks.start<int>(u"Talks"_s, body, &outcomes.context, outcomes.taker());
    QTRY_COMPARE(outcomes.list.size(), 1);
    QCOMPARE(tasks.task(id).progress.done, kReports);
    QCOMPARE(notes, (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(tasks.task(id).note, u"two"_s);
    QVERIFY(changes < kReports); // they are merged
}

void TestTasks::forgetsEnded()
{
    TaskRunner tasks;
    Outcomes outcomes;
    tasks.start<int>(
        u"Short"_s, [](TaskContext &) -> Result<int> { return 1; }, &outcomes.context, outcomes.taker());
    const int left = tasks.start<int>(u"Endless"_s, untilCancelled, &outcomes.context, outcomes.taker());
    QTRY_COMPARE(outcomes.list.size(), 1);
    QCOMPARE(tasks.tasks().size(), 2);
    tasks.forgetEnded();
    QCOMPARE(tasks.tasks().size(), 1);
    QCOMPARE(tasks.tasks()[0].id, left);
}

void TestTasks::staysSilentWhenQuiet()
{
    TaskRunner tasks;
    Outcomes outcomes;
    int told = 0;
    connect(&tasks, &TaskRunner::added, &outcomes.context, [&] { ++told; });
    connect(&tasks, &TaskRunner::changed, &outcomes.context, [&] { ++told; });
    tasks.start<int>(
        u"Quiet"_s, [](TaskContext &) -> Result<int> { return 1; }, &outcomes.context, outcomes.taker(), false, true);
    QVERIFY(!tasks.isBusy() && tasks.tasks().isEmpty());
    QTRY_COMPARE(outcomes.list.size(), 1);
    QCOMPARE(told, 0);
}

void TestTasks::dropsOutcomeOfDestroyedContext()
{
    TaskRunner tasks;
    QSemaphore go;
    bool told = false;
    auto context = std::make_unique<QObject>();
    const auto body = [&](TaskContext &task) -> Result<int> {
        go.acquire();
        task.hand([&] { told = true; });
        return 1;
    };
    const int id = tasks.start<int>(u"Orphan"_s, body, context.get(), [&](const Result<int> &) { told = true; });
    context.reset();
    go.release();
    QTRY_COMPARE(tasks.task(id).state, TaskState::Done);
    QVERIFY(!told);
}

void TestTasks::destructorCancelsAndWaits()
{
    std::atomic<int> ended = 0;
    Outcomes outcomes;
    {
        TaskRunner tasks;
        QSemaphore begun;
        for (int i = 0; i < 3; ++i) {
            const auto body = [&](TaskContext &task) -> Result<int> {
                begun.release();
                const Result<int> result = untilCancelled(task);
                ++ended;
                return result;
            };
            tasks.start<int>(u"Endless"_s, body, &outcomes.context, outcomes.taker());
        }
        begun.acquire(3);
    }
    QCOMPARE(ended.load(), 3);
    QCoreApplication::sendPostedEvents();
    QVERIFY(outcomes.list.isEmpty());
}

void TestTasks::startsFromAnOutcome()
{
    TaskRunner tasks;
    Outcomes outcomes;
    const auto body = [](TaskContext &) -> Result<int> { return 1; };
    const auto again = [&](const Result<int> &) {
        tasks.forgetEnded();
        tasks.start<int>(u"Second"_s, body, &outcomes.context, outcomes.taker());
    };
    tasks.start<int>(u"First"_s, body, &outcomes.context, again);
    QTRY_COMPARE(outcomes.list.size(), 1);
}

void TestTasks::runsManyAtOnce()
{
    TaskRunner tasks;
    Outcomes outcomes;
    constexpr int kMany = 200;
    for (int i = 0; i < kMany; ++i)
        tasks.start<int>(
            QString::number(i), [i](TaskContext &) -> Result<int> { return i; }, &outcomes.context, outcomes.taker());
    QTRY_COMPARE(outcomes.list.size(), kMany);
    int sum = 0;
    for (const Result<int> &result : std::as_const(outcomes.list))
        sum += result.value_or(-1000);
    QCOMPARE(sum, kMany * (kMany - 1) / 2);
}

QTEST_GUILESS_MAIN(TestTasks)
#include "tst_tasks.moc"
