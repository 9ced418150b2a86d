// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/details.h"
#include "migration/evidence.h"
#include "migration/journal.h"
#include "migration/runner.h"
#include "migration/steps/step.h"
#include "migration/verifier.h"

#include <optional>

namespace parterre {

/// How an operation of the engine is run. A value but for the sink, which must outlive the call.
struct EngineOptions {
    ConnectionProfile profile = {};
    CancelToken cancel = {};
    ProgressSink *sink = nullptr;
    int workers = 2;
    bool adopt = false;                       ///< go on although the server is not the journalled one
    qint64 reconnectMs = 60'000;              ///< how long a lost connection is tried again
    std::optional<MigrationState> until = {}; ///< stop after this state is reached
    PauseToken pause = {}; ///< rests between batches and rounds and before the switch; the heart beats on
    bool readOnly = false; ///< the server refuses every change: only status() and details() work
    PauseToken hold = {};  ///< the switch is not tried while it is set; the copy follows the table meanwhile
    std::function<void(const StatementRecord &)> observer = {}; ///< called after each statement, on the caller's thread
};

/// Runs migrations: the one API under the command line and the window. Each call is one operation for one thread; it
/// ends with a value, an error, or Cancelled, and may be called again to go on from wherever it stopped.
class Engine {
public:
    explicit Engine(EngineOptions options);

    /// Write the plan into the journal (making schema parterre if need be) and run it until Watching. Errors: Changed
    /// (the table is not what the plan describes), Refused, Mismatch, and those of the steps.
    Result<MigrationState> migrate(const Plan &plan);
    /// The same for a migration that is in the journal.
    Result<MigrationState> resume(const QString &id);

    Result<MigrationState> rollBack(const QString &id);
    Result<MigrationState> finish(const QString &id, bool dropOld);

    /// Keep the way back open until cancelled; ends with Cancelled then.
    Result<> watch(const QString &id);

    /// Compare both shapes as they are now. `repair` puts differing rows right and compares again.
    Result<VerificationReport> verify(const QString &id, bool strict, bool repair);

    /// All migrations of the database, the newest first.
    Result<QList<MigrationStatus>> status();
    /// One migration in full. Errors: NotFound.
    Result<MigrationDetails> details(const QString &id);
    /// What an auditor is shown of it. Errors: NotFound.
    Result<Evidence> evidence(const QString &id);

private:
    using Work = std::function<Result<>(Runner &)>;
    Result<MigrationState> run(const QString &id, const QString &goal, const Work &work);
    Result<> forward(Runner &runner);

    EngineOptions m_options;
};

/// What a plan does, step by step, as it will be sent.
struct PlannedStep {
    QString name;
    QString purpose;
    QString blocks;
    QString undo;
    QString estimate; ///< duration, space, WAL
    QList<PlannedStatement> statements;
    /// Absent for what is no step of the way: sessions, journal, rollback, finish.
    std::optional<MigrationState> from = {};
    std::optional<MigrationState> to = {};
    /// The strongest on each relation that the application can use at that time, where reads or writes wait for it.
    QList<RelationLock> locks = {};
};
QList<PlannedStep> describePlan(const Plan &plan);
/// Only the steps of the way, without their statements and locks: cheap, where describePlan() takes some milliseconds a
/// hundred partitions.
QList<PlannedStep> outlinePlan(const Plan &plan);

/// The statements of a rollback from `state`, and of Finish, in order.
QList<PlannedStatement> describeRollBackOf(const Plan &plan, MigrationState state);
/// Of verify() after the switch.
QList<PlannedStatement> describeComparisonOf(const Plan &plan);
QList<PlannedStatement> describeFinishOf(const Plan &plan);

/// A psql script that removes every hook of the plan's migration without this program.
QString emergencyScript(const Plan &plan);

} // namespace parterre
