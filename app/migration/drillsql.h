// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/migrationsql.h"

namespace parterre {

/// The statements of a fire drill beside those of the migration itself: what makes, writes, compares and drops its
/// table.
class DrillSql {
public:
    /// `plan` is that of the real table; `journalIsNew`: schema parterre does not exist yet, the drill drops it again.
    DrillSql(const Plan &plan, const QString &drillId, bool journalIsNew);

    const MigrationSql &migration() const { return m_sql; }
    const QString &drillId() const { return m_drillId; }
    const QualifiedName &drill() const { return m_drill; }
    const QualifiedName &ledger() const { return m_ledger; }

    SqlText sql(const char *id, const SqlNames &more = {}) const;
    /// Make the empty table: the owner's alone, without the checks that the real rows may break.
    QList<SqlText> create() const;
    SqlText fill() const; ///< once a stretch of pages
    SqlText trim(const PlannedLeaf &first, const PlannedLeaf &last) const;
    QList<SqlText> createLedger() const;

    // What the writer sends, each pair one transaction; the key as $1…, that of the other row behind it.
    bool canExchange() const { return !m_exchanged.isEmpty(); }
    SqlText exchange(const QualifiedName &relation) const;
    SqlText touch(const QualifiedName &relation) const;
    SqlText notePresence(bool present) const;

    /// Columns whose values rows may exchange: in no unique or exclusion key, and writable.
    QStringList exchangedColumns() const { return m_exchanged; }

private:
    QList<SqlText> protect(const QualifiedName &relation) const;
    SqlText mark(const QualifiedName &relation) const;

    Plan m_plan;
    MigrationSql m_sql;
    QString m_drillId;
    QString m_mark;
    QualifiedName m_drill;
    QualifiedName m_ledger;
    QStringList m_exchanged;
    SqlNames m_names;
};

} // namespace parterre
