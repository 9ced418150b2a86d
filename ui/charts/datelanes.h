// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartsubject.h"
#include "ui/charts/momentdata.h"

namespace parterre {

/// From (inclusive) to (exclusive) on the session's clock, in milliseconds; absent ends are MINVALUE, MAXVALUE or
/// infinity.
struct DateSpan {
    std::optional<qint64> from;
    std::optional<qint64> to;

    bool isBounded() const { return from && to; }
    bool operator==(const DateSpan &other) const = default;
};

/// "1/1/2025 to 2/1/2025", with MINVALUE and MAXVALUE for absent ends.
QString spanText(const DateSpan &span);

/// A partition by date; what is below it in other ways (lists, hashes) belongs to it.
struct DateCell {
    quint32 oid = 0;
    QString label;
    DateSpan span;
    RelationFigures figures;
};

/// All partitions of one relation that is partitioned by RANGE of one date or time.
struct DateLane {
    quint32 oid = 0;
    QString label;
    QList<DateCell> cells;    ///< by start
    QList<DateCell> defaults; ///< without a span
    QList<DateSpan> gaps;     ///< between the first and the last cell; bounded, by start
};

struct DateLanes {
    QList<DateLane> lanes;
    int unread = 0;                   ///< partitions whose bound is not known
    RelationFigures unplaced;         ///< what is stored below the subject, but in no cell and no default
    std::optional<int> offsetSeconds; ///< of the clock; absent where the key has no time zone
    QString whyEmpty;                 ///< says why there is no lane
};

/// How far down partitions by date within partitions by date are followed.
enum class LaneDepth { Topmost, Leaves };

/// Find what is partitioned by a date at or below the subject: one lane where that is the subject itself, several where
/// lists or hashes come first.
DateLanes dateLanes(const ChartSubject &subject, LaneDepth depth);

/// What of `range` no cell covers; `cells` by start.
QList<DateSpan> gapsBetween(const QList<DateCell> &cells, const DateSpan &range);

/// The stretch of time to draw. One partition far away does not squash all the others: what lies too far out is cut.
struct TimeWindow {
    qint64 from = 0;
    qint64 to = 0;
    int cellsBefore = 0; ///< wholly outside, and so not drawn
    int cellsAfter = 0;
    bool holdsNow = false;

    double place(qint64 at) const; ///< 0…1, clamped
};
TimeWindow timeWindow(const QList<DateLane> &lanes, qint64 now);

} // namespace parterre
