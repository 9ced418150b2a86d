// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"
#include "archive/archivetable.h"
#include "archive/keyrange.h"
#include "pg/sqltext.h"

namespace parterre {

/// The CHECK that makes ATTACH PARTITION skip its scan; stands on a leaf only while it is moved.
inline const QString kBoundCheck = QStringLiteral("parterre_bound");

/// The one builder of an archive's statements, from the table and the policy.
class ArchiveSql {
public:
    /// `policy` with its archive and age column, `source` with a key and the age column.
    /// `partitionColumn`: by which the archive is partitioned by RANGE; empty: it is a plain table.
    ArchiveSql(ArchivePolicy policy, ArchiveTable source, QString partitionColumn, int serverMajor);

    const ArchivePolicy &policy() const { return m_policy; }
    const ArchiveTable &source() const { return m_source; }
    const ArchiveColumn &age() const { return *m_source.column(m_policy.ageColumn); }
    /// The type of the age column without its precision: a cutoff must not be rounded.
    QString ageType() const;
    bool archiveIsPartitioned() const { return !m_partitionColumn.isEmpty(); }
    /// Whether the table itself is partitioned like its archive: then bounds of the one are bounds of the other.
    bool sharesBounds() const;
    /// The category of the partition key's type; only with archiveIsPartitioned().
    QChar keyCategory() const { return m_source.column(m_partitionColumn)->category.front(); }

    SqlText sql(const char *id, const SqlNames &more = {}) const;
    /// A statement about one leaf, as {leaf}.
    SqlText leafSql(const char *id, const QualifiedName &leaf, const SqlNames &more = {}) const;

    /// What makes the archive, in order; of one on another server, the foreign table.
    QList<SqlText> createArchive() const;
    /// What makes the table on the other server, in order. It runs there by hand.
    QList<SqlText> createRemote() const;
    /// What makes a partition of the archive for `range`, in order.
    QList<SqlText> createLeaf(const KeyRange &range) const;
    /// What makes tableLeaf() for `range`, in order, as before the partition of that range moved to the archive.
    QList<SqlText> createTableLeaf(const KeyRange &range, const QString &runId) const;
    /// What removes such a partition again: Changed where it has a row.
    QList<SqlText> dropTableLeaf(const QualifiedName &leaf) const;
    /// Takes from others what default privileges gave them on a relation that was made just now, in its transaction.
    QList<SqlText> revokeDefaults(const QualifiedName &relation) const;
    /// `kind`: TABLE or INDEX.
    SqlText setTablespace(const QString &kind, const QualifiedName &relation) const;
    /// Keeps of the archive `a` only the rows that a restore has written down in `restored`, archived when they were
    /// then.
    QString amongRestored(const QualifiedName &restored) const;
    /// By which an archive is known as made for `table`.
    static QString archiveComment(const QualifiedName &table);
    /// By which the view over table and archive is known as ours.
    QString viewComment() const;

    /// The archive's partition for a range that no partition of the table has moved with.
    QualifiedName archiveLeaf(const KeyRange &range) const;
    /// The table's partition that a restore makes for a range.
    QualifiedName tableLeaf(const KeyRange &range, const QString &runId) const;

private:
    QList<SqlText> createPartition(const char *create, const QualifiedName &leaf, const QualifiedName &parent,
                                   const KeyRange &range) const;
    QString agePlace() const;
    QString months() const;

    ArchivePolicy m_policy;
    ArchiveTable m_source;
    QString m_partitionColumn;
    int m_serverMajor;
    SqlNames m_names;
};

} // namespace parterre
