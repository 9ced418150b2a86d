// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"

namespace parterre {

class ArchiveRunner;
class Session;
struct Statement;

/// Moves a whole partition between a table and its archive, in one short transaction that reads no row of it.
///
/// Beforehand, while everybody works: a CHECK of its bounds is made and validated, and what indexes the new parent has
/// and the partition has not are built CONCURRENTLY. The partition stays the same file; it keeps name and indexes.
class LeafMover {
public:
    LeafMover(ArchiveRunner &runner, ArchiveSql sql, qint64 tableOid, qint64 archiveOid)
        : m_runner(runner)
        , m_sql(std::move(sql))
        , m_tableOid(tableOid)
        , m_archiveOid(archiveOid)
    {}

    /// What a move took, and moved.
    struct Moved {
        qint64 rows = 0;
        qint64 bytes = 0;
        double transactionMs = 0; ///< with the wait for autovacuum
    };

    /// `archivedAt`: what its rows get, empty for now. Errors: LockNotAvailable (nothing has changed), Changed,
    /// Refused.
    Result<Moved> toArchive(const ArchiveLeaf &leaf, const QString &archivedAt = {}, const QList<Statement> &last = {});
    /// Back into the table, where obstacleToTable() knows nothing against it; `last` runs inside the same transaction.
    Result<Moved> toTable(const ArchiveLeaf &leaf, const QList<Statement> &last = {});

    /// Drop what a runner that died left on partitions of both. Where a lock is not to be had it is noted and stays.
    Result<> tidy();

    enum class Direction { ToArchive, ToTable };
    /// The statements of a move, with when they run.
    static QList<ArchiveStatement> describe(const ArchiveSql &sql, const ArchiveLeaf &leaf, Direction direction);

    /// What makes ATTACH PARTITION of `leaf` to `parent` fail, or read rows under its lock; empty when nothing does.
    static Result<QString> obstacleToAttach(Session &session, qint64 parent, qint64 leaf);
    /// Why `leaf` of the archive cannot go back as it is; empty when it can.
    Result<QString> obstacleToTable(const ArchiveLeaf &leaf) const;

private:
    /// An index of the new parent without an equal on the leaf.
    struct MissingIndex {
        QString tail; ///< what follows " USING "
        bool unique = false;
    };
    struct Sides {
        QualifiedName from;
        qint64 fromOid = 0;
        QualifiedName to;
        qint64 toOid = 0;
    };
    Result<> prepare(const ArchiveLeaf &leaf, qint64 parent);
    Result<QList<MissingIndex>> indexesToBuild(const ArchiveLeaf &leaf, qint64 parent);
    Result<> buildIndex(const ArchiveLeaf &leaf, const MissingIndex &index);
    Result<Moved> move(const ArchiveLeaf &leaf, const Sides &sides, const QList<Statement> &dress,
                       const QList<Statement> &last);
    void dropCheck(const ArchiveLeaf &leaf);

    ArchiveRunner &m_runner;
    ArchiveSql m_sql;
    qint64 m_tableOid;
    qint64 m_archiveOid;
};

} // namespace parterre
