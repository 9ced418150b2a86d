// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"
#include "archive/archiverunner.h"

namespace parterre {

/// One comparison of a drill's live and archived rows with what they were at the beginning, by their bytes.
struct ArchiveDrillMoment {
    QString moment;      ///< "archived", "found", "restored", "undone", "partition restored", "partition undone"
    qint64 rows = 0;     ///< live and archived together
    qint64 archived = 0; ///< of those
    bool equal = false;

    template<class A>
    void fields(A &a)
    {
        a("moment", moment);
        a("rows", rows);
        a("archived", archived);
        a("equal", equal);
    }
};

/// What an archive drill showed.
struct ArchiveDrillReport {
    QualifiedName table; ///< the real one
    qint64 rows = 0;     ///< that were copied from it
    qint64 moved = 0;
    int leaves = 0; ///< that moved as a whole
    qint64 archiveMs = 0;
    qint64 findMs = 0; ///< reading all of it in pages
    qint64 restoreMs = 0;
    QList<ArchiveDrillMoment> moments;
    QStringList notRehearsed;

    /// Each comparison found the rows as they were, and some went to the archive.
    bool passed() const;

    template<class A>
    void fields(A &a)
    {
        bool ok = passed();
        a("passed", ok);
        a("table", table);
        a("rows", rows);
        a("moved", moved);
        a("leaves", leaves);
        a("archiveMs", archiveMs);
        a("findMs", findMs);
        a("restoreMs", restoreMs);
        a("moments", moments);
        a("notRehearsed", notRehearsed);
    }
};

/// Rehearse a policy on a small table of the same shape beside the real one, with some thousands of its rows that
/// nobody else may see: archive, find, restore and take back, by rows and by a whole partition, each time compared byte
/// by byte. Every trace is removed, after an error or a cancel as well; what a killed drill has left, by the next one.
/// The real table is only read, at a few places. Errors: Refused (a finding stands against the policy; another drill is
/// under way; no rows), those of Archiver and Restorer, Cancelled.
Result<ArchiveDrillReport> drillArchive(const ArchiveOptions &options, const ArchivePolicy &policy);

/// What drillArchive() sends beside the archive's own statements on its table.
Result<QList<SqlText>> describeArchiveDrill(const ArchiveOptions &options, const ArchivePolicy &policy);

} // namespace parterre
