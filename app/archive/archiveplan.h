// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivesql.h"
#include "domain/finding.h"

#include <optional>

namespace parterre {

/// What becomes of one leaf of the table in a run.
struct LeafTask {
    enum class Way {
        Rows, ///< its old rows move, batch by batch
        Whole ///< it is detached from the table and attached to the archive, in milliseconds
    };
    ArchiveLeaf leaf;
    Way way = Way::Rows;
    QString reason;        ///< why it cannot move as a whole although all of it is old; else empty
    qint64 rows = 0;       ///< that would go, estimated
    qint64 bytes = 0;      ///< that would go, estimated: the share of the leaf
    QList<KeyRange> makes; ///< partitions that the archive lacks for it, where the leaf's bounds tell them
};

/// A statement of a plan, as it is sent.
struct ArchiveStatement {
    SqlText sql;
    QString remark; ///< when it runs
};

/// What a run of a policy would do now: dry run, preview, and what the run itself follows.
struct ArchivePlan {
    ArchivePolicy policy; ///< complete: with archive, age column and the table's oid
    ArchiveTable source;
    std::optional<ArchiveTable> archive; ///< absent: it is made
    QString partitionColumn;             ///< of the archive; empty: it is, or will be, a plain table
    int serverMajor = 0;
    QString cutoff; ///< rows before it are old; in the text of the age column's type, UTC
    QList<LeafTask> tasks;
    QList<Finding> findings;
    QList<ArchiveStatement> statements; ///< empty when it is blocked
    double rowsPerSecond = 0;           ///< of the last run that moved rows; 0 where there was none

    bool isBlocked() const;
    qint64 rows() const;                   ///< estimated
    qint64 bytes() const;                  ///< estimated
    QList<KeyRange> archiveRanges() const; ///< of the partitions that the archive has
    /// Of the rows that move one by one; absent without an earlier run.
    std::optional<qint64> expectedMs() const;
    /// The leaf of the table with this oid; the table itself where none has it: a partition may be another table by
    /// now.
    QualifiedName leafOrTable(qint64 oid) const;
    ArchiveSql sql() const { return {policy, source, partitionColumn, serverMajor}; }
};

QString toText(LeafTask::Way way);

} // namespace parterre
