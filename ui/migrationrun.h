// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/engine.h"
#include "tasks/taskstatus.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>

namespace parterre {

class Database;

/// One migration as the window drives it: at most one operation of the engine at a time, and what the journal says,
/// read again every second while somebody looks. Belongs to the window's thread.
///
/// After the switch it goes on watching by itself, so that the way back stays open as long as the window is.
class MigrationRun : public QObject {
    Q_OBJECT

public:
    enum class Operation { None, Migrate, Watch, RollBack, Finish, Verify };

    MigrationRun(Database &database, const QString &id, QObject *parent = nullptr);

    const QString &id() const { return m_id; }
    /// Absent until the journal was read, and for a plan that is not in it yet.
    const std::optional<MigrationDetails> &details() const { return m_details; }
    MigrationState state() const;

    void migrate(const Plan &plan, int workers);
    void resume();
    void watch();
    void rollBack(bool compareFirst = false); ///< and only if the rows are equal
    void finish(bool dropOld);
    void verify(bool strict, bool repair);

    void cancel();
    void setPaused(bool paused);
    /// The switch is not tried while it is held; the copy follows the table.
    void setHeld(bool held);
    bool isHeld() const { return m_hold.isPaused(); }

    Operation operation() const { return m_operation; }
    bool isRunning() const { return m_operation != Operation::None; }
    /// A watch of this window ended just now: the journal will tell in a moment whether somebody else goes on.
    bool stoppedWatching() const;
    int taskId() const { return m_task; }
    TaskStatus task() const;

    /// Read the journal now, and every second while `follow` is set.
    void refresh();
    void setFollowing(bool follow);

Q_SIGNALS:
    void changed();
    void progressed(); ///< only the task's progress or state
    void noted(const QString &text);
    void verified(const parterre::VerificationReport &report);
    void failed(const parterre::Error &error); ///< never for a wanted cancel
    void reached(parterre::MigrationState state);
    void read();
    void unreadable(const parterre::Error &error); ///< the journal, this time

private:
    using Work = std::function<Result<MigrationState>(Engine &)>;
    void run(Operation operation, const QString &title, const Work &work);
    /// Cancel what runs, and do `next` when it is over.
    void afterCurrent(std::function<void()> next);
    void ended(Operation operation, const Result<MigrationState> &outcome);
    void take(const MigrationDetails &details);

    Database &m_database;
    QString m_id;
    std::optional<MigrationDetails> m_details;
    Operation m_operation = Operation::None;
    int m_task = 0;
    int m_reading = 0;
    int m_workers = 2;
    bool m_watches = false;                     ///< it was watching before something else ran
    bool m_migrates = false;                    ///< the same for a migration that was held back
    std::shared_ptr<std::atomic_bool> m_yields; ///< what runs is ended for something else that was asked for
    QElapsedTimer m_sinceWatch;                 ///< valid since a watch of this window ended
    bool m_watchAgain = false;                  ///< when the journal says that there is something to watch
    PauseToken m_hold;
    std::function<void()> m_next;
    std::shared_ptr<VerificationReport> m_report; ///< of the verification that runs
    QTimer m_poll;
};

} // namespace parterre
