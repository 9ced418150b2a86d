// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/perioddata.h"

#include <QLocale>

#include <algorithm>

namespace parterre {

namespace {

constexpr qint64 kDayMs = 86'400'000;

QDate dayOf(qint64 wallMs)
{
    return wallTime(wallMs).date();
}

qint64 startOfDay(const QDate &date)
{
    return (date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * kDayMs;
}

/// The month or year that a moment lies in.
DateSpan bucketOf(qint64 wallMs, PeriodGrain grain)
{
    const QDate day = dayOf(wallMs);
    if (grain == PeriodGrain::Year) {
        const QDate first(day.year(), 1, 1);
        return {startOfDay(first), startOfDay(first.addYears(1))};
    }
    const QDate first(day.year(), day.month(), 1);
    return {startOfDay(first), startOfDay(first.addMonths(1))};
}

bool holds(const DateSpan &span, qint64 wallMs)
{
    return *span.from <= wallMs && wallMs < *span.to;
}

/// A period by its own bound, or the bucket where it starts.
DateSpan spanOf(const DateCell &cell, PeriodGrain grain)
{
    return grain == PeriodGrain::Partition ? cell.span : bucketOf(*cell.span.from, grain);
}

void add(Period &period, const DateCell &cell)
{
    period.oid = period.partitions == 0 ? cell.oid : 0;
    ++period.partitions;
    period.figures += cell.figures;
}

struct PlacedCell {
    const DateCell *cell;
    DateSpan span;

    std::pair<qint64, qint64> key() const { return {*span.from, *span.to}; }
};

QList<PlacedCell> placed(const QList<DateCell> &cells, PeriodGrain grain)
{
    QList<PlacedCell> found;
    found.reserve(cells.size());
    for (const DateCell &cell : cells) {
        // Neighbours mostly share a month: a calendar is slow to ask for each.
        const bool isSame = !found.isEmpty() && holds(found.last().span, *cell.span.from);
        found << PlacedCell{&cell, isSame && grain != PeriodGrain::Partition ? found.last().span : spanOf(cell, grain)};
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const PlacedCell &a, const PlacedCell &b) { return a.key() < b.key(); });
    return found;
}

/// Cells of the same span together; gives up beyond `most`.
std::optional<QList<Period>> grouped(const QList<DateCell> &cells, PeriodGrain grain, qsizetype most)
{
    QList<Period> periods;
    for (const PlacedCell &each : placed(cells, grain)) {
        if (periods.isEmpty() || std::pair(periods.last().from, periods.last().to) != each.key()) {
            if (periods.size() == most)
                return std::nullopt;
            periods << Period{*each.span.from, *each.span.to, 0, 0, {}, {}};
        }
        add(periods.last(), *each.cell);
    }
    return periods;
}

void addRunningTotal(QList<Period> &periods)
{
    Amount sum;
    for (Period &period : periods) {
        sum += period.figures.totalBytes();
        period.runningBytes = sum;
    }
}

/// Split the lanes' cells into those with a start and an end, and the others.
QList<DateCell> boundedCells(const DateLanes &found, QList<DateCell> &offAxis)
{
    QList<DateCell> bounded;
    for (const DateLane &lane : found.lanes) {
        for (const DateCell &cell : lane.cells)
            (cell.span.isBounded() ? bounded : offAxis) << cell;
        offAxis += lane.defaults;
    }
    return bounded;
}

void collapse(PeriodSeries &series, const QList<DateCell> &cells, qsizetype most)
{
    for (const PeriodGrain grain : {PeriodGrain::Partition, PeriodGrain::Month, PeriodGrain::Year}) {
        const bool isLast = grain == PeriodGrain::Year;
        if (const auto periods = grouped(cells, grain, isLast ? cells.size() : most)) {
            series.grain = grain;
            series.periods = *periods;
            return;
        }
    }
}

QString whyEmpty(const PeriodSeries &series)
{
    if (series.periods.isEmpty())
        return series.unread > 0 ? Charts::tr("No bounds are read yet.")
                                 : Charts::tr("No partition has both a start and an end.");
    const Amount sum = series.periods.last().runningBytes;
    if (sum.value > 0)
        return {};
    return sum.atLeast ? Charts::tr("No sizes are read yet.") : Charts::tr("Nothing stored yet (0 bytes).");
}

} // namespace

PeriodSeries periodSeries(const ChartSubject &subject, qsizetype most)
{
    const DateLanes found = dateLanes(subject, LaneDepth::Topmost);
    PeriodSeries series;
    series.unplaced = found.unplaced;
    series.unread = found.unread;
    collapse(series, boundedCells(found, series.offAxis), most);
    addRunningTotal(series.periods);
    series.whyEmpty = found.whyEmpty.isEmpty() ? whyEmpty(series) : found.whyEmpty;
    return series;
}

QString periodLabel(const Period &period, PeriodGrain grain)
{
    const QDate from = dayOf(period.from);
    const QDate to = dayOf(period.to);
    const QLocale locale;
    if (grain == PeriodGrain::Year || (from.addYears(1) == to && from.dayOfYear() == 1))
        return QString::number(from.year());
    const bool isMonth = from.day() == 1 && from.addMonths(1) == to && period.from % kDayMs == 0;
    if (grain == PeriodGrain::Month || isMonth)
        return locale.toString(from, QStringLiteral("MMM yyyy"));
    return momentText(period.from);
}

} // namespace parterre
