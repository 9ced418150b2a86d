// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"
#include "pg/rows.h"

namespace parterre {

class ArchiveRunner;

/// What one batch of rows came to.
struct MovedBatch {
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 leftBehind = 0; ///< old rows of its pages that somebody held

    /// From columns moved, bytes and left_behind.
    static MovedBatch of(const Rows &rows);
};

/// Moves batches of rows to the table of another server that an archive stands for.
///
/// A batch is one transaction here, in which the rows are deleted, sent, read back and compared. postgres_fdw commits
/// the other server first, so whatever ends it leaves each row here, there, or on both. The batch's moment, its
/// archived_at, is committed beforehand as pending and taken away by the batch itself: what is pending later is
/// ServerSettler's.
class ServerMover {
public:
    ServerMover(ArchiveRunner &runner, const ArchivePlan &plan)
        : m_runner(runner)
        , m_plan(plan)
    {}

    /// `range`: the first tid, the one behind the last, the cutoff. Errors: Refused (the table there has no such key),
    /// Changed (what arrived is not what was sent), Server with 23505.
    Result<MovedBatch> move(const QualifiedName &leaf, const Params &range);

    /// The statements of a batch, with when they run.
    static QList<ArchiveStatement> describe(const ArchivePlan &plan, const QualifiedName &leaf);

private:
    Result<> proveKey(const QualifiedName &leaf, const Params &range);
    Result<> judgeKey(const Error &turnedAway);
    Result<MovedBatch> moveOnce(const QualifiedName &leaf, const Params &range);

    ArchiveRunner &m_runner;
    const ArchivePlan &m_plan;
    bool m_proven = false; ///< that the table there turns a second row of a key away
};

} // namespace parterre
