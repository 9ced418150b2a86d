// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/drillwriter.h"

namespace parterre {

/// One look at the drill's table beside what its writer knows, while it writes.
struct DrillComparison {
    QString moment; ///< "switched", "watched", "rolled back", "ended"; never translated
    qint64 rows = 0;
    qint64 differences = 0;

    template<class A>
    void fields(A &a)
    {
        a("moment", moment);
        a("rows", rows);
        a("differences", differences);
    }
};

/// What a fire drill showed.
struct DrillReport {
    QualifiedName table; ///< the real one
    QualifiedName drill;
    qint64 rows = 0;
    qint64 partitions = 0;
    DrillWrites writes;
    QList<DrillComparison> comparisons;
    qint64 tookMs = 0;
    QStringList rehearsed;
    QStringList notRehearsed; ///< what hangs on the real table and not on the drill's

    /// No row differed and the writer met no fault.
    bool passed() const;

    template<class A>
    void fields(A &a)
    {
        bool ok = passed();
        a("passed", ok);
        a("table", table);
        a("drill", drill);
        a("rows", rows);
        a("partitions", partitions);
        a("writes", writes);
        a("comparisons", comparisons);
        a("tookMs", tookMs);
        a("rehearsed", rehearsed);
        a("notRehearsed", notRehearsed);
    }
};

/// Make a small table of the same shape beside the plan's, with some thousands of its rows, and take it through the
/// migration, the switch and the way back while a writer changes it; compare; remove every trace, also after an error
/// or a cancel. The real table is only read, in one short transaction. A killed drill is removed by the next one, or by
/// cleanDrills(). Errors: Refused (an empty table, a finding that blocks the drill's table), those of the engine,
/// Cancelled.
Result<DrillReport> fireDrill(const EngineOptions &options, const Plan &plan);

/// Remove what killed drills of this database left behind: their tables, whatever state they were in, and their
/// rows of the journal. Those under way are left alone. Returns the names of the tables.
Result<QStringList> cleanDrills(const EngineOptions &options);

/// What fireDrill() sends beside the migration of its table, whose statements are those of `plan` with other names.
PlannedStep describeDrill(const Plan &plan);

} // namespace parterre
