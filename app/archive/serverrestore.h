// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/restored.h"
#include "archive/selection.h"

namespace parterre {

/// Brings rows back from another server, and takes that back.
///
/// Never a delete there and an insert here in one transaction: postgres_fdw commits the other server first, and a crash
/// would leave the row on neither. So rows are brought and written down, and that is committed; then exactly those are
/// deleted there. What ends it in between, ServerSettler finishes.
class ServerRestore {
public:
    ServerRestore(ArchiveRunner &runner, const ArchivePlan &plan)
        : m_runner(runner)
        , m_plan(plan)
        , m_sql(plan.sql())
    {}

    /// Of the run that has begun. Errors: Usage, Changed (a trigger changes what is inserted).
    Result<RestoreReport> restore(const RestoreRequest &request);
    /// Delete on the other server what the restore `runId` has brought, and end that run as done. May be repeated.
    /// Returns the rows of the request that stayed since their key is live.
    Result<RestoreConflicts> finish(const QString &runId, const RestoreRequest &request);
    /// Send back what restore `runId` brought, as a batch is sent.
    Result<RestoreReport> undo(const QString &runId);

    /// The statements of restore(), but for those around them.
    static QList<ArchiveStatement> describe(const ArchivePlan &plan, const Selection &selection);

private:
    Result<RestoreReport> bringOnce(const Selection &selection);
    Result<> deleteBrought(const QString &runId);
    Result<RestoreConflicts> finishOnce(const QString &runId, const Selection &selection);
    Result<RestoreReport> undoOnce(const QString &runId);
    RestoreReport counted(const Rows &moved, const QString &where);

    ArchiveRunner &m_runner;
    const ArchivePlan &m_plan;
    ArchiveSql m_sql;
};

} // namespace parterre
