// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pausetoken.h"
#include "base/progress.h"
#include "domain/pace.h"
#include "migration/journal.h"
#include "migration/migrationsql.h"

#include <QElapsedTimer>

namespace parterre {

class Governor;
class Monitor;

/// How a runner is opened.
struct RunnerOptions {
    ConnectionProfile profile;
    CancelToken cancel;
    ProgressSink *sink = nullptr; ///< must outlive the runner
    int workers = 2;
    int expectedEpoch = 0; ///< take over only if nobody else did since; 0 = whatever it is
    QString token = {};    ///< the same for every connection of one operation, and of no other
    bool adopt = false;    ///< the journal comes from another server (a clone, a failover) and this is meant
    bool readOnly = false;
    PauseToken pause = {};
    PauseToken hold = {}; ///< the switch is not tried while it is set; the copy follows the table meanwhile
    std::function<void(const StatementRecord &)> observer = {};
};

/// The process that drives one migration: its sessions, its epoch, its place in the journal.
///
/// A main session holds the advisory lock that keeps a second operator out; each transaction with an effect begins with
/// the fence, so that a runner which lost the migration stops at its next one. A monitor session of its own beats the
/// heart, writes the journal and sees to it that nobody waits long for a lock of ours.
class Runner {
public:
    /// Connect, lock, prove that this is the journalled server, take the migration over with a new epoch. `goal` is
    /// "migrate", "rollback", "finish" or "watch". Errors: Connection, Rights, NotFound, Refused (another operator, a
    /// standby, another server), Cancelled.
    static Result<std::unique_ptr<Runner>> open(const RunnerOptions &options, const QString &id, const QString &goal);
    ~Runner();

    const Plan &plan() const { return m_sql->plan(); }
    const MigrationSql &sql() const { return *m_sql; }
    const JournalEntry &entry() const { return m_entry; }
    MigrationState state() const { return m_entry.state; }
    const CancelToken &cancel() const { return m_options.cancel; }
    ProgressSink &sink() const { return *m_options.sink; }

    Session &main() { return *m_main; }
    /// The worker sessions, opened when first asked for.
    Result<QList<Session *>> workers();
    int workerCount() const { return std::max(1, m_options.workers); }

    /// Run statements on `session` as one fenced transaction in one pipeline; the results are those of `statements`.
    /// Errors: Fenced when another runner took over; any error rolls back. One that gave way to somebody who waited for
    /// a lock is tried again.
    Result<QList<Rows>> transaction(Session &session, const QList<Statement> &statements, bool snapshot = false);
    QList<Statement> fenced(const QList<Statement> &statements, bool snapshot = false) const;
    Result<QList<Rows>> transaction(const QList<Statement> &statements) { return transaction(*m_main, statements); }
    /// The same with an attempt to lock that is given up after the plan's lock timeout, repeated with a growing pause:
    /// `patientMs` in all. Nobody queues behind an attempt for longer than the lock timeout.
    Result<QList<Rows>> lockingTransaction(const QList<Statement> &statements, qint64 patientMs = 600'000);

    Statement stateStatement(MigrationState state) const;
    void setState(MigrationState state) { m_entry.state = state; } ///< after its statement was committed
    Result<> changeState(MigrationState state);
    Result<> reread();

    /// Wait without a busy loop; ends early with Cancelled. The heart goes on beating.
    Result<> pause(qint64 milliseconds);
    Result<> checkCancelled() const;
    /// Where nothing is under way: return at once, or when the pause is over; with Cancelled after a cancel.
    Result<> restWhilePaused();
    bool isPaused() const { return m_options.pause.isPaused(); }

    /// How fast work may go; full speed where nothing is to be looked at.
    Pace pace(PacedWork work) const;
    /// What progress and notes speak of from now on; nothing: work that no guard slows down.
    void setWork(std::optional<PacedWork> work);
    /// Rest between pieces of `work`, where nothing is under way; `tookMs` is how long the last one took.
    Result<> restForPace(PacedWork work, qint64 tookMs);
    /// Whether a worker that ended a piece of work `sinceMs` ago may begin another.
    bool isRested(PacedWork work, qint64 sinceMs, qint64 tookMs) const;

    bool isHeld() const { return m_options.hold.isPaused(); }

    void beginStep(const QString &name);
    QString step() const { return m_step; }
    void progress(Progress progress);
    /// Tell the sink; the first line goes into the journal too.
    void note(const QString &text);
    /// Nothing is left to replay now: the lag is counted from here.
    void markReplayed();

    /// Whoever waits for a lock of ours gets it: our statement is cancelled and ends with 57014, see yielded(). On from
    /// the beginning; off only while the switch is tried, whose locks have their own timeouts.
    void giveWay(bool on);
    /// True, once, if the session's statement was cancelled for that.
    bool yielded(const Session *session);

private:
    Runner(const RunnerOptions &options);
    SessionOptions sessionOptions(const QString &name);
    Result<> takeOver(const QString &goal);
    Result<> calmCapture();
    void watchDefinition(bool on);
    void tellDefinition();
    Result<journal::Place> provePlace() const;
    Result<> openGovernor();
    void attend();
    void takeNotes();
    bool isGuarded() const { return m_governor && m_entry.state < MigrationState::Switched; }

    RunnerOptions m_options;
    QString m_role;
    QString m_goal;
    QString m_step;
    JournalEntry m_entry;
    bool m_altered = false; ///< the definition is not the planned one, and that was said
    std::unique_ptr<MigrationSql> m_sql;
    StatementLog m_log;
    std::unique_ptr<Monitor> m_monitor;
    std::unique_ptr<Governor> m_governor; ///< until the switch is made
    Progress m_progress;                  ///< the last one
    std::unique_ptr<Session> m_main;
    std::vector<std::unique_ptr<Session>> m_workers;
};

/// Open a session as the role that owns schema parterre, or as the login role where there is none yet.
/// The session is read-only: nothing that asks for one writes.
Result<std::unique_ptr<Session>> openJournalSession(const ConnectionProfile &profile, const CancelToken &cancel,
                                                    const std::function<void(const StatementRecord &)> &observer = {});

} // namespace parterre
