// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskrunner.h"

#include "tasks/handover.h"

#include <QElapsedTimer>
#include <QThreadPool>

#include <deque>
#include <mutex>

namespace parterre {

namespace {

constexpr int kThreads = 12;     // they wait for servers, not for processors
constexpr qint64 kLongestMs = 8; // that the window is kept by what came in, before its own events have their turn

} // namespace

/// What goes to the window's thread, in order. At most one call is under way there, whatever is posted.
class TaskRunner::Mailbox final : public HandedOver {
public:
    explicit Mailbox(QObject &owner)
        : m_owner(owner)
    {}

    void post(std::function<void()> letter)
    {
        const std::lock_guard lock(m_mutex);
        m_letters.push_back(std::move(letter));
        if (!std::exchange(m_called, true))
            runOnThreadOf(m_owner, *this);
    }

    void run() override
    {
        QElapsedTimer timer;
        timer.start();
        const QPointer<QObject> owner(&m_owner);
        while (owner && timer.elapsed() < kLongestMs) {
            std::function<void()> letter;
            {
                const std::lock_guard lock(m_mutex);
                if (m_letters.empty()) {
                    m_called = false;
                    return;
                }
                letter = std::move(m_letters.front());
                m_letters.pop_front();
            }
            letter(); // may be the end of the owner, and so of this
        }
        if (owner)
            runOnThreadOf(m_owner, *this); // the rest, after what the user did meanwhile
    }

private:
    QObject &m_owner;
    std::mutex m_mutex;
    std::deque<std::function<void()>> m_letters;
    bool m_called = false;
};

/// A task: what the thread that runs it and the window's thread both see.
struct TaskRunner::Task final : ProgressSink, HandedOver {
    Task(TaskRunner &owner, int number, std::function<Outcome(TaskContext &)> body)
        : runner(owner)
        , id(number)
        , work(std::move(body))
    {}

    void run() override
    {
        post([this] { runner.begun(id); });
        TaskContext context{cancel, pause, *this, [this](std::function<void()> handed) { post(std::move(handed)); },
                            quiet};
        const auto outcome = std::make_shared<Outcome>(std::exchange(work, {})(context));
        post([this, outcome] { runner.ended(id, *outcome); });
    }

    void post(std::function<void()> letter) const { runner.m_mailbox->post(std::move(letter)); }

    // At most one call per kind is under way to the window's thread, whatever the body reports.
    void report(const Progress &progress) override
    {
        const std::lock_guard lock(mutex);
        latest = progress;
        if (!std::exchange(progressSent, true))
            post([this] { runner.takeProgress(id); });
    }

    void note(const QString &text) override
    {
        const std::lock_guard lock(mutex);
        notes << text;
        if (!std::exchange(notesSent, true))
            post([this] { runner.takeNotes(id); });
    }

    /// Paused, it would not look.
    void stop() const
    {
        cancel.cancel();
        pause.setPaused(false);
    }

    TaskRunner &runner;
    const int id;
    std::function<Outcome(TaskContext &)> work;
    CancelToken cancel;
    PauseToken pause;
    bool quiet = false;
    TaskStatus status; // of the window's thread

    std::mutex mutex; // guards what follows
    Progress latest;
    QStringList notes;
    bool progressSent = false;
    bool notesSent = false;
};

TaskRunner::TaskRunner(QObject *parent)
    : QObject(parent)
    , m_mailbox(std::make_unique<Mailbox>(*this))
    , m_pool(std::make_unique<QThreadPool>())
{
    m_pool->setMaxThreadCount(kThreads);
}

TaskRunner::~TaskRunner()
{
    // Quietly: who listens may be half gone.
    for (const auto &[id, task] : m_tasks)
        task->stop();
    m_pool->waitForDone(); // waits: nothing may outlive what it reports to
}

Failure TaskRunner::neverBegun()
{
    return failure(ErrorCode::Cancelled, tr("cancelled on request"));
}

int TaskRunner::launch(const QString &title, std::function<Outcome(TaskContext &)> work, bool canPause, bool quiet)
{
    const int id = ++m_lastId;
    auto task = std::make_shared<Task>(*this, id, std::move(work));
    task->quiet = quiet;
    task->status.id = id;
    task->status.title = title;
    task->status.canPause = canPause;
    m_tasks.emplace(id, task);
    if (m_ending)
        task->cancel.cancel();
    if (!quiet)
        Q_EMIT added(id);
    runOnPool(*m_pool, *task);
    return id;
}

void TaskRunner::announce(int id)
{
    if (!m_tasks.at(id)->quiet)
        Q_EMIT changed(id);
}

void TaskRunner::begun(int id)
{
    TaskStatus &status = m_tasks.at(id)->status;
    status.startedAt = QDateTime::currentDateTimeUtc();
    if (status.state == TaskState::Queued)
        status.state = TaskState::Running;
    announce(id);
}

void TaskRunner::takeProgress(int id)
{
    Task &task = *m_tasks.at(id);
    {
        const std::lock_guard lock(task.mutex);
        task.status.progress = task.latest;
        task.progressSent = false;
    }
    Q_EMIT progressed(id, task.status.progress);
    announce(id);
}

void TaskRunner::takeNotes(int id)
{
    Task &task = *m_tasks.at(id);
    QStringList notes;
    {
        const std::lock_guard lock(task.mutex);
        notes = std::exchange(task.notes, {});
        task.notesSent = false;
    }
    task.status.note = notes.last();
    for (const QString &text : std::as_const(notes))
        Q_EMIT noted(id, text);
    announce(id);
}

void TaskRunner::ended(int id, const Outcome &outcome)
{
    const std::shared_ptr<Task> task = m_tasks.at(id);
    TaskStatus &status = task->status;
    status.endedAt = QDateTime::currentDateTimeUtc();
    status.error = outcome.error;
    status.state = !outcome.failed    ? TaskState::Done
        : outcome.error.isCancelled() ? TaskState::Cancelled
                                      : TaskState::Failed;
    const QPointer<TaskRunner> self(this);
    if (task->quiet)
        m_tasks.erase(id);
    // Who gets the outcome may start what comes next: nobody shall think in between that all is over.
    outcome.deliver();
    if (self && m_tasks.contains(id))
        announce(id);
}

void TaskRunner::cancel(int id)
{
    const auto found = m_tasks.find(id);
    if (found == m_tasks.end() || found->second->status.isOver())
        return;
    TaskStatus &status = found->second->status;
    found->second->stop();
    if (status.state == TaskState::Cancelling)
        return;
    status.state = TaskState::Cancelling;
    status.cancelAskedAt = QDateTime::currentDateTimeUtc();
    announce(id);
}

void TaskRunner::endAll()
{
    m_ending = true;
    cancelAll();
}

void TaskRunner::cancelAll()
{
    QList<int> ids; // announcing it may forget tasks
    for (const auto &[id, task] : m_tasks)
        ids << id;
    for (const int id : std::as_const(ids))
        cancel(id);
}

void TaskRunner::setPaused(int id, bool paused)
{
    const auto found = m_tasks.find(id);
    if (found == m_tasks.end() || !found->second->status.canPause)
        return;
    TaskStatus &status = found->second->status;
    if (status.state != TaskState::Running && status.state != TaskState::Paused)
        return;
    found->second->pause.setPaused(paused);
    status.state = paused ? TaskState::Paused : TaskState::Running;
    announce(id);
}

QList<TaskStatus> TaskRunner::tasks() const
{
    QList<TaskStatus> list;
    for (const auto &[id, task] : m_tasks) {
        if (!task->quiet)
            list << task->status;
    }
    return list;
}

TaskStatus TaskRunner::task(int id) const
{
    const auto found = m_tasks.find(id);
    return found == m_tasks.end() ? TaskStatus() : found->second->status;
}

bool TaskRunner::isBusy() const
{
    for (const auto &[id, task] : m_tasks) {
        if (!task->quiet && !task->status.isOver())
            return true;
    }
    return false;
}

void TaskRunner::forgetEnded()
{
    std::erase_if(m_tasks, [](const auto &entry) { return entry.second->status.isOver(); });
    Q_EMIT forgotten();
}

} // namespace parterre
