// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivejournal.h"
#include "archive/archiveplan.h"
#include "archive/archiverunner.h"
#include "archive/savings.h"

namespace parterre {

/// What a run has moved.
struct ArchiveReport {
    QString runId;
    qint64 rows = 0;
    qint64 bytes = 0;
    int leaves = 0;        ///< that moved as a whole
    qint64 leftBehind = 0; ///< old rows that somebody held; the next run takes them
    qint64 tookMs = 0;
    QStringList remarks = {}; ///< partitions that stayed, and why

    template<class A>
    void fields(A &a)
    {
        a("run", runId);
        a("rows", rows);
        a("bytes", bytes);
        a("leaves", leaves);
        a("leftBehind", leftBehind);
        a("tookMs", tookMs);
        a("remarks", remarks);
    }
};

/// Moves old rows of tables into their archives. Each call is one operation for one thread; it ends with a value, an
/// error, or Cancelled, and may be called again to go on: each batch and each partition is complete in itself.
class Archiver {
public:
    explicit Archiver(ArchiveOptions options)
        : m_options(std::move(options))
    {}

    /// What run() would do now; nothing is changed.
    Result<ArchivePlan> plan(const ArchivePolicy &policy);
    /// Plan, keep the policy in the database, and return the plan. Errors: Refused where something stands against it.
    Result<ArchivePlan> add(const ArchivePolicy &policy);
    /// Move what is old now. What a savings report compares is measured before the first batch and after the last: the
    /// sizes, and where the policy has queries all that measureSavings() does. Errors: Refused (by a finding of the
    /// plan, or another runner is at work), Fenced.
    Result<ArchiveReport> run(const ArchivePolicy &policy);
    /// Make or replace the view over the table and its archive. Errors: Refused (nothing archived yet; row security
    /// before PostgreSQL 15, where a view reads with its owner's rights).
    Result<QualifiedName> makeView(const ArchivePolicy &policy);

private:
    qint64 measure(ArchiveRunner &runner, const ArchivePolicy &policy, SavingsMoment moment) const;

    ArchiveOptions m_options;
};

} // namespace parterre
