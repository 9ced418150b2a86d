// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/replayer.h"
#include "migration/steps/step.h"

#include <QSet>

namespace parterre {

/// Somebody who stands in the way.
struct Blocker {
    int pid = 0;
    QString user;
    QString application;
    QString state;
    double age = 0; ///< seconds since its transaction began
    QString query;

    QString toText() const;
    template<class A>
    void fields(A &a)
    {
        a("pid", pid);
        a("user", user);
        a("application", application);
        a("state", state);
        a("age", age);
        a("query", query);
    }
};

/// What a switch took.
struct CutOverReport {
    int attempts = 0;
    bool held = false;        ///< not switched: somebody holds the switch back
    double lockedMs = 0;      ///< from the lock to just before COMMIT, by the server's clock
    double givenUpMs = 0;     ///< how long attempts that were given up can have held others up, all together
    double gateMs = 0;        ///< waiting for old snapshots
    double synchronousMs = 0; ///< how long writes were captured synchronously

    template<class A>
    void fields(A &a)
    {
        a("attempts", attempts);
        a("lockedMs", lockedMs);
        a("givenUpMs", givenUpMs);
        a("gateMs", gateMs);
        a("synchronousMs", synchronousMs);
    }
    /// "attempt 3, locked for 4.1 ms", and what the attempts before it cost.
    QString toText() const;
};

/// Exchange the names of T and P (or of T and T_old, on the way back) in one short transaction.
///
/// For some seconds the capture works synchronously: each user transaction brings its own rows to the other side. When
/// the log is empty and every snapshot is younger than the last replay, both sides are equal in every snapshot; then T
/// is locked, everything is proven once more under the lock, and the names change. Any doubt or delay rolls back: then
/// nothing has happened.
///
/// With the limit plainSwitch neither is waited for: the last changes are replayed under the lock. A transaction whose
/// snapshot is older than that then reads the other side without them.
class CutOver {
public:
    CutOver(Runner &runner, bool back);

    /// Errors: Refused when attempts or time are used up (the migration stays where it was), Changed (somebody altered
    /// the table), OutcomeUnknown, Cancelled.
    Result<CutOverReport> run();
    /// While the switch is held back, replay what comes, so that it can begin at once; while paused, rest.
    Result<> followWhileHeld();

    static QList<PlannedStatement> describe(const MigrationSql &sql, bool back);
    static QList<Statement> patientLock(const MigrationSql &sql, bool back, const QString &shape);

private:
    enum class Try { Done, Again };
    bool mustWait() const;
    Result<> engage();
    Result<> disengage();
    /// False when the switch is held back or paused meanwhile: then nothing is proven.
    Result<bool> passGate();
    Result<Try> attempt(int number);
    Result<Try> explain(const Error &error);
    Result<QList<Rows>> exchange(const QList<Statement> &statements, int wait);
    Result<QString> currentXid();
    QList<Blocker> longestHolders(const Rows &rows);
    Result<> proveNothingAttached();
    Result<> flush();
    void tell(const QString &message);

    Runner &m_runner;
    bool m_back;
    Direction m_direction;
    Replayer m_replayer;
    CutOverReport m_report;
    QString m_gateXid;
    bool m_engaged = false;
    int m_overBudget = 0;
    int m_longestMs = 0; ///< of the attempt under way, before it is cancelled
    QElapsedTimer m_total;
    QSet<QString> m_seenHolders;  ///< their transactions, at the last attempt that got no lock
    QString m_holders;            ///< of the last attempt that got no lock
    QElapsedTimer m_sinceHolders; ///< since the last note of who uses the table
    QElapsedTimer m_sinceEngaged;
};

/// Run a shell command of the plan. Errors: Refused with what it printed.
Result<> runHook(Runner &runner, const ShellHook &hook, const QString &name);

/// Sessions (and prepared transactions) whose snapshot does not see transaction `xid` for sure.
Result<QList<Blocker>> olderSnapshots(Runner &runner, const QString &xid);

} // namespace parterre
