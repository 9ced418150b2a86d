// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivejournal.h"
#include "archive/restorer.h"
#include "archive/selection.h"

namespace parterre {

/// Rows of an archive table of this database go back, in one transaction, or into the archive again.
class RowRestore {
public:
    RowRestore(ArchiveRunner &runner, const ArchivePlan &plan)
        : m_runner(runner)
        , m_plan(plan)
        , m_sql(plan.sql())
    {}

    /// The statements of restore(), but for those around them; asks which partitions it would have to make.
    Result<QList<ArchiveStatement>> describe(const Selection &selection);
    /// Makes the partitions that the table lacks for them first, and removes those again where it fails.
    Result<RestoreReport> restore(const Selection &selection);
    /// The partitions that the restore made go, where they are empty then.
    Result<RestoreReport> undo(const ArchiveRun &restored);

private:
    Result<> makePartitions(const Selection &selection);
    void removePartitions();
    Result<RestoreReport> restoreOnce(const Selection &selection);
    Result<RestoreReport> undoOnce(const QString &runId);
    Result<> commit(const Statement &end);
    void add(RestoreReport &report, const Rows &moved, const QString &where);

    ArchiveRunner &m_runner;
    const ArchivePlan &m_plan;
    ArchiveSql m_sql;
    QList<QualifiedName> m_made; ///< partitions of the table
};

} // namespace parterre
