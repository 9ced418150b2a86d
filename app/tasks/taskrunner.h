// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskcontext.h"
#include "tasks/taskstatus.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <map>
#include <memory>

class QThreadPool;

namespace parterre {

/// Runs operations on threads of their own and tells the window how they are. Each task delivers exactly one outcome,
/// a value, an error, or Cancelled, on the thread of the runner; none if `context` is gone by then.
///
/// Belongs to the window's thread and never makes it wait, but for the destructor: it cancels all tasks and waits for
/// their end, which the server's cancel makes short. A task that was cancelled while it was queued does not begin.
class TaskRunner : public QObject {
    Q_OBJECT

public:
    explicit TaskRunner(QObject *parent = nullptr);
    ~TaskRunner() override;

    /// Run `body` and hand its result to `done`. `quiet` tasks, short reads for a page, are not announced by signals.
    template<class T>
    int start(const QString &title, std::function<Result<T>(TaskContext &)> body, QObject *context,
              std::function<void(const Result<T> &)> done, bool canPause = false, bool quiet = false);

    void cancel(int id);
    void cancelAll();
    /// Cancel all, and whatever is started from now on: the program is about to leave.
    void endAll();
    void setPaused(int id, bool paused);

    /// Tasks that are not quiet, the oldest first; ended ones stay until forgetEnded().
    QList<TaskStatus> tasks() const;
    TaskStatus task(int id) const;
    bool isBusy() const; ///< one that is not quiet has not ended
    void forgetEnded();

Q_SIGNALS:
    void added(int id);
    void changed(int id);
    void progressed(int id, const parterre::Progress &progress); ///< of quiet tasks too
    void noted(int id, const QString &text);
    void forgotten();

private:
    struct Task;
    class Mailbox;
    using Deliver = std::function<void()>;
    /// `work` runs on the pool and returns what is to be done on the window's thread, and the error, if any.
    struct Outcome {
        Error error;
        bool failed = false;
        Deliver deliver;
    };
    static Failure neverBegun();
    int launch(const QString &title, std::function<Outcome(TaskContext &)> work, bool canPause, bool quiet);
    void begun(int id);
    void takeProgress(int id);
    void takeNotes(int id);
    void ended(int id, const Outcome &outcome);
    void announce(int id);

    std::unique_ptr<Mailbox> m_mailbox;
    std::unique_ptr<QThreadPool> m_pool;
    std::map<int, std::shared_ptr<Task>> m_tasks;
    int m_lastId = 0;
    bool m_ending = false;
};

template<class T>
int TaskRunner::start(const QString &title, std::function<Result<T>(TaskContext &)> body, QObject *context,
                      std::function<void(const Result<T> &)> done, bool canPause, bool quiet)
{
    QPointer<QObject> receiver(context);
    return launch(
        title,
        [body = std::move(body), done = std::move(done), receiver](TaskContext &task) {
            task.hand = [hand = task.hand, receiver](std::function<void()> work) {
                hand([receiver, work = std::move(work)] {
                    if (receiver)
                        work();
                });
            };
            auto result = std::make_shared<Result<T>>(task.cancel.isCancelled() ? Result<T>(neverBegun()) : body(task));
            Outcome outcome;
            if (!*result) {
                outcome.failed = true;
                outcome.error = result->error();
            }
            outcome.deliver = [result, done, receiver] {
                if (receiver)
                    done(*result);
            };
            return outcome;
        },
        canPause, quiet);
}

} // namespace parterre
