// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timelinepage.h"

#include "ui/charts/barcanvas.h"

namespace parterre {

namespace {

constexpr qsizetype kMostNamed = 3;

QString toolTipOf(const Period &period)
{
    return QStringList{spanText({period.from, period.to}), Charts::tr("%Ln partition(s)", nullptr, period.partitions),
                       figuresText(period.figures), Charts::tr("Running total: %1").arg(exactText(period.runningBytes))}
        .join(u'\n');
}

StackedBar barOf(const Period &period, PeriodGrain grain)
{
    return {period.oid, periodLabel(period, grain), period.figures, period.runningBytes, toolTipOf(period), false};
}

TableModel::Row rowOf(const Period &period)
{
    const QString range = QString::number(period.from) % u'/' % QString::number(period.to);
    return {period.oid == 0 ? range : QString::number(period.oid),
            {{momentText(period.from), period.from},
             {momentText(period.to), period.to},
             {QString::number(period.partitions), period.partitions},
             bytesCell(period.figures.totalBytes()),
             bytesCell(period.figures.heapBytes),
             bytesCell(period.figures.indexBytes),
             bytesCell(period.figures.toastBytes),
             bytesCell(period.runningBytes)}};
}

QString grainText(PeriodGrain grain)
{
    switch (grain) {
    case PeriodGrain::Month:
        return Charts::tr("Each bar is the partitions that begin in a month.");
    case PeriodGrain::Year:
        return Charts::tr("Each bar is the partitions that begin in a year.");
    case PeriodGrain::Partition:
        break;
    }
    return {};
}

QString offAxisText(const QList<DateCell> &cells)
{
    QStringList names;
    Amount bytes;
    for (const DateCell &cell : cells) {
        bytes += cell.figures.totalBytes();
        if (names.size() < kMostNamed)
            names << Charts::tr("%1 (%2)").arg(cell.label, amountText(cell.figures.totalBytes()));
    }
    if (cells.size() <= kMostNamed)
        return Charts::tr("Not on the axis, as DEFAULT or without an end: %1.").arg(names.join(QStringLiteral(", ")));
    return Charts::tr("Not on the axis, as DEFAULT or without an end: %1 and %Ln more, %2 in all.", nullptr,
                      static_cast<int>(cells.size() - kMostNamed))
        .arg(names.join(QStringLiteral(", ")), amountText(bytes));
}

QString noteOf(const PeriodSeries &series)
{
    if (!series.whyEmpty.isEmpty() && series.periods.isEmpty() && series.offAxis.isEmpty())
        return {};
    QStringList notes{grainText(series.grain)};
    if (!series.offAxis.isEmpty())
        notes << offAxisText(series.offAxis);
    if (series.unread > 0)
        notes << Charts::tr("The bounds of %Ln partition(s) are not read yet.", nullptr, series.unread);
    else if (series.unplaced.totalBytes().value > 0)
        notes << Charts::tr("%1 lie in partitions without a date.").arg(amountText(series.unplaced.totalBytes()));
    notes.removeAll(QString());
    return notes.join(u' ');
}

} // namespace

TimelinePage::TimelinePage(QWidget *parent)
    : TimelinePage(new BarCanvas(Qt::Vertical), parent)
{}

TimelinePage::TimelinePage(BarCanvas *bars, QWidget *parent)
    : ChartPage(tr("Over time"), bars,
                {{tr("From")},
                 {tr("To")},
                 {tr("Partitions"), true},
                 {tr("Total"), true},
                 {tr("Heap"), true},
                 {tr("Indexes"), true},
                 {tr("TOAST"), true},
                 {tr("Running total"), true}},
                parent)
    , m_bars(bars)
{
    m_bars->setObjectName(QStringLiteral("timelineCanvas"));
}

ChartContent TimelinePage::present(const ChartSubject &subject)
{
    m_series = periodSeries(subject);
    QList<StackedBar> bars;
    for (const Period &period : std::as_const(m_series.periods))
        bars << barOf(period, m_series.grain);
    m_bars->setBars(bars);
    return {m_series.whyEmpty, noteOf(m_series), false};
}

QList<TableModel::Row> TimelinePage::rows(const ChartSubject &, qsizetype most) const
{
    QList<TableModel::Row> rows;
    for (const Period &period : m_series.periods) {
        if (rows.size() < most)
            rows << rowOf(period);
    }
    return rows;
}

} // namespace parterre
