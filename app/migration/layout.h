// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "domain/interval.h"
#include "domain/plan.h"
#include "pg/session.h"

namespace parterre {

/// How many rows the days of a table hold, in order of the days.
struct DayCount {
    QDate day;
    qint64 rows = 0;
};

/// The contiguous periods that partitions are made for.
struct PeriodSpan {
    QDate first;           ///< start of the first period
    QDate last;            ///< start of the last period
    qint64 rowsBefore = 0; ///< outliers that go to the DEFAULT partition
    qint64 rowsAfter = 0;
};

/// Choose the span: from the first to the last period with rows, up to `today` and `ahead` periods more. With
/// `leaveOutliers`, groups of few rows (below one in a thousand, at most 10,000) that more than twelve empty periods
/// separate from the rest are left out. Pure; `days` must be sorted.
PeriodSpan chooseSpan(const QList<DayCount> &days, const PartitionInterval &interval, QDate today, int ahead,
                      bool leaveOutliers);

/// Count the rows of each day; from a sample of the pages when the table is larger than 4 GB, scaled up.
Result<QList<DayCount>> countDays(Session &session, const Plan &plan);

/// The partitions of a span with their predicted rows and bytes, and the DEFAULT partition behind them.
Result<QList<PlannedLeaf>> makeLeaves(Session &session, const Plan &plan, const PartitionInterval &interval,
                                      const PeriodSpan &span, const QList<DayCount> &days);

} // namespace parterre
