// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"
#include "archive/archivetable.h"
#include "base/pausetoken.h"
#include "base/progress.h"
#include "pg/governor.h"
#include "pg/locksentry.h"
#include "pg/session.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace parterre {

/// How an operation on an archive is run. A value but for the sink, which must outlive the call.
struct ArchiveOptions {
    ConnectionProfile profile = {};
    CancelToken cancel = {};
    ProgressSink *sink = nullptr;
    bool readOnly = false;                                      ///< the server refuses changes
    PauseToken pause = {};                                      ///< rests between batches
    std::function<void(const StatementRecord &)> observer = {}; ///< called after each statement
};

/// A session that works as the owner of `table`, for plans, policies and history. `whileWaiting`: see SessionOptions.
Result<std::unique_ptr<Session>> openArchiveSession(const ArchiveOptions &options, const QualifiedName &table,
                                                    const std::function<void()> &whileWaiting = {});
/// A session that works as the owner of schema parterre, or as the login role where there is none yet.
Result<std::unique_ptr<Session>> openArchiveBooks(const ArchiveOptions &options);

/// The process that runs one archive, restore or undo: its session, its lock, its place in the books.
///
/// An advisory lock a table keeps a second runner out. Each transaction that moves rows counts them in the run's row
/// and fails where another runner has ended the run, so a backend whose program is gone stops at its next batch.
/// Whoever waits for a lock of the session gets it: the statement is cancelled and tried again.
class ArchiveRunner {
public:
    /// Connect as the table's owner and make schema parterre where it is missing. Errors: Connection, Rights, NotFound.
    static Result<std::unique_ptr<ArchiveRunner>> open(const ArchiveOptions &options, const QualifiedName &table);

    Session &session() { return *m_session; }
    const ResolvedTable &table() const { return m_table; }
    const QString &id() const { return m_id; } ///< of the run, once it has begun

    /// Take the table's lock. Errors: Refused (another runner is at work).
    Result<> lock();
    /// Write the run down, and end what dead runners left running.
    Result<> begin(const QString &kind, const ArchivePolicy &policy, const QJsonObject &details = {});
    /// Write down how it ended, unless a transaction of the run did with endStatement(); hands `outcome` on.
    Result<> end(Result<> outcome, const QJsonObject &details = {});
    /// Write down how large table and archive are, as `key` of the run's details; nothing where somebody holds a lock
    /// on one of them.
    void recordSizes(const QString &key);
    /// The end "done" as part of a transaction.
    Statement endStatement(const QJsonObject &details) const;

    /// $1 and $2 of what moves rows.
    Params fence() const { return Params() << m_id << m_epoch; }

    /// Run statements in one transaction, in one pipeline; the results are theirs.
    Result<QList<Rows>> transaction(const QList<Statement> &statements);
    /// The same, again and again while locks are not to be had, with a growing pause; `tookMs` is how long the attempt
    /// that got through took. Errors: LockNotAvailable after two minutes.
    Result<QList<Rows>> lockingTransaction(const QList<Statement> &statements, double *tookMs = nullptr);
    /// One statement, which is cancelled when somebody waits for a lock of the session: see gaveWay(). What is sent to
    /// the session directly is not.
    Result<Rows> exec(const Statement &statement);
    /// The same outside a transaction; tried again when it gave way or its lock was not to be had. Errors:
    /// LockNotAvailable after two minutes.
    Result<Rows> patiently(const Statement &statement);
    /// What must run although the work was cancelled, in one transaction; a lock is waited for up to a second.
    Result<> afterAll(const QList<Statement> &statements);
    /// Whether an error only means that somebody else was to go first.
    bool gaveWay(const Error &error);
    /// Call `work`, each statement of which may be cancelled when somebody waits for a lock of the session: see
    /// gaveWay().
    template<class Work>
    auto givingWay(Work work)
    {
        m_yielding = true;
        auto done = work();
        m_yielding = false;
        return done;
    }
    /// Call `attempt`, which runs a transaction statement by statement, again while it gave way, at most five times.
    template<class T>
    Result<T> wholly(const std::function<Result<T>()> &attempt);

    /// Look out from now on for what the policy gives way to. Errors: Connection.
    Result<> guard(const ArchivePolicy &policy);
    /// Where nothing is under way: rest as the policy, the pause and the guards want it, after a piece of work that
    /// took `tookMs`. Errors: Cancelled, Connection.
    Result<> restBetweenBatches(const ArchiveSettings &settings, qint64 tookMs = 0);
    Result<> rest(qint64 milliseconds);

    /// So many rows are to move from now on, for progress.
    void expect(qint64 rows);
    void report(qint64 movedRows, qint64 movedBytes, const QString &message);
    void note(const QString &text);
    /// For what reports by itself.
    ProgressSink &sink() { return m_options.sink ? *m_options.sink : m_quiet; }

private:
    explicit ArchiveRunner(const ArchiveOptions &options);
    static Error inUse(Error error); ///< the lock of `error` was not to be had
    Result<> checkCancelled() const;
    Result<> restAfterGivingWay();
    Result<QList<Rows>> yielding(const QList<Statement> &statements);
    void attend();
    Result<> showAlive();
    void takeNotes();
    void noteHours();
    Error toldCancel(Error error) const;

    ArchiveOptions m_options;
    ResolvedTable m_table;
    QString m_kind;         ///< of the run
    ArchivePolicy m_policy; ///< of the run
    QString m_id;
    int m_epoch = 0;
    qint64 m_expected = 0;
    qint64 m_rows = 0;
    qint64 m_bytes = 0;
    QElapsedTimer m_sinceExpected;
    QElapsedTimer m_sinceAlive;
    Progress m_progress;
    std::unique_ptr<LockSentry> m_sentry;
    std::unique_ptr<Governor> m_governor; ///< once guard() was called
    QuietSink m_quiet;
    bool m_hoursNoted = false;
    bool m_yielding = false; ///< what runs now is tried again when it was cancelled
    std::unique_ptr<Session> m_session;
};

template<class T>
Result<T> ArchiveRunner::wholly(const std::function<Result<T>()> &attempt)
{
    constexpr int kAttempts = 5;
    for (int number = 1;; ++number) {
        auto done = attempt();
        if (done)
            return done;
        m_session->rollback();
        if (!gaveWay(done.error()))
            return done;
        if (number == kAttempts)
            return Failure(inUse(done.error()));
        PARTERRE_TRY(restAfterGivingWay());
    }
}

} // namespace parterre
