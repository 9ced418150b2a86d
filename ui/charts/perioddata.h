// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/datelanes.h"

namespace parterre {

constexpr int kMostPeriods = 120;

/// What a bar of the time line stands for.
enum class PeriodGrain { Partition, Month, Year };

/// One bar: what is stored for a stretch of time.
struct Period {
    qint64 from = 0;
    qint64 to = 0;
    quint32 oid = 0; ///< 0 where several partitions make it up
    int partitions = 0;
    RelationFigures figures;
    Amount runningBytes; ///< total bytes of this and all earlier periods on the axis
};

/// Bytes by period, and what has no place on the axis.
struct PeriodSeries {
    PeriodGrain grain = PeriodGrain::Partition;
    QList<Period> periods;    ///< by start; those without any partition are left out
    QList<DateCell> offAxis;  ///< DEFAULT, and bounds without an end
    RelationFigures unplaced; ///< not by date, or bound not read
    int unread = 0;           ///< partitions whose bound is not known
    QString whyEmpty;         ///< says why there is no period
};

/// Sizes by period; more than `most` are collapsed to months, then to years.
PeriodSeries periodSeries(const ChartSubject &subject, qsizetype most = kMostPeriods);

/// "1/31/2025", "Jan 2025", "2025": a period's name on the axis, in the user's locale.
QString periodLabel(const Period &period, PeriodGrain grain);

} // namespace parterre
