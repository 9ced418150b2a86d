// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/engine.h"

namespace parterre {

/// One stretch of the table's pages, copied, indexed and compared by one session.
struct RateSample {
    qint64 firstPage = 0;
    qint64 endPage = 0;
    qint64 rows = 0;       ///< copied
    qint64 timedPages = 0; ///< of those, with the time taken: the first, small batch warms up
    qint64 timedRows = 0;
    double copyMs = 0;
    double indexMs = 0;     ///< all indexes, over `rows`
    double hashTableMs = 0; ///< over the pages of the table
    double hashCopyMs = 0;  ///< over the copied rows

    qint64 pages() const { return endPage - firstPage; }

    template<class A>
    void fields(A &a)
    {
        a("firstPage", firstPage);
        a("endPage", endPage);
        a("rows", rows);
        a("timedPages", timedPages);
        a("timedRows", timedRows);
        a("copyMs", copyMs);
        a("indexMs", indexMs);
        a("hashTableMs", hashTableMs);
        a("hashCopyMs", hashCopyMs);
    }
};

/// How long one step takes on the whole table, by the samples.
struct StepForecast {
    QString step;
    double rowsLeast = 0; ///< rows a second and session
    double rowsGreatest = 0;
    qint64 leastMs = 0;    ///< the fastest sample, and the sessions do not hinder each other
    qint64 greatestMs = 0; ///< the slowest sample, and several sessions are no faster than one

    template<class A>
    void fields(A &a)
    {
        a("step", step);
        a("rowsLeast", rowsLeast);
        a("rowsGreatest", rowsGreatest);
        a("leastMs", leastMs);
        a("greatestMs", greatestMs);
    }
};

/// What measureRates() found.
struct RateReport {
    QualifiedName table;
    qint64 tableRows = 0;
    qint64 tablePages = 0;
    int workers = 1;       ///< that the forecast counts with
    bool cutShort = false; ///< the time was up before all samples were taken
    qint64 tookMs = 0;
    QList<RateSample> samples; ///< at least one
    QList<StepForecast> steps; ///< Copy, Index, Verify
    StepForecast total;        ///< of these
    QStringList remarks;       ///< what was measured, what is extrapolated and how, what is not in it

    template<class A>
    void fields(A &a)
    {
        a("table", table);
        a("tableRows", tableRows);
        a("tablePages", tablePages);
        a("workers", workers);
        a("cutShort", cutShort);
        a("tookMs", tookMs);
        a("samples", samples);
        a("steps", steps);
        a("total", total);
        a("remarks", remarks);
    }
};

/// Measure, on the real table, how fast this server copies, indexes and compares it now: three stretches of pages, at
/// the beginning, in the middle and at the end, with the statements of the migration. All of it is one transaction that
/// is rolled back, so nothing stays, however it ends. Locks: ACCESS SHARE on the table for `boundMs` at most; given up
/// as soon as somebody waits for it, and tried again. Errors: Refused (an empty table; not one sample in time; somebody
/// waited each time), those of Session, Cancelled.
Result<RateReport> measureRates(const EngineOptions &options, const Plan &plan, qint64 boundMs = 30'000);

/// What measureRates() sends.
PlannedStep describeRates(const Plan &plan);

/// What the samples mean for the whole table. Pure; `samples` not empty.
void forecast(RateReport &report, const Plan &plan);

} // namespace parterre
