// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/servermover.h"

namespace parterre {

class ArchiveRunner;

/// Moves the old rows of one leaf after the other, a range of pages in one statement that deletes and inserts; to
/// another server in one transaction, by ServerMover.
///
/// The pages of a batch follow the time the last one took. Rows that somebody holds are met once more at the end of
/// their leaf, and then left to the next run.
class RowMover {
public:
    struct Moved {
        qint64 rows = 0;
        qint64 bytes = 0;
        qint64 leftBehind = 0; ///< old rows that somebody held both times
    };

    RowMover(ArchiveRunner &runner, const ArchivePlan &plan)
        : m_runner(runner)
        , m_plan(plan)
        , m_server(runner, plan)
    {}

    /// The archive has the partitions that the rows need. After an error or a cancel every batch that was done stays.
    /// Errors: Server with 23505 where the archive holds another row of the same key, Fenced.
    Result<Moved> move(const ArchiveLeaf &leaf);

private:
    struct Pages {
        qint64 first = 0;
        qint64 end = 0;
    };
    Result<QList<Pages>> pass(const ArchiveLeaf &leaf, const QList<Pages> &wanted, Moved &moved);
    Result<MovedBatch> send(const ArchiveLeaf &leaf, const Pages &pages);
    Result<qint64> moveBatch(const ArchiveLeaf &leaf, const Pages &pages, Moved &moved);
    void adapt();
    Error explained(Error error) const;

    ArchiveRunner &m_runner;
    const ArchivePlan &m_plan;
    ServerMover m_server;
    qint64 m_width = 64; ///< pages of a batch
    qint64 m_tookMs = 0; ///< the last batch
};

} // namespace parterre
