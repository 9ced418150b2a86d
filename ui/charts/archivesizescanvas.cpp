// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/archivesizescanvas.h"

#include "archive/archiveoverview.h"
#include "base/units.h"
#include "ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace parterre {

namespace {

constexpr int kTicks = 4;
constexpr double kWidestPair = 70;
constexpr qsizetype kMostPoints = 60; // what can be told apart

} // namespace

QList<SizePoint> sizePoints(const QList<ArchiveRun> &runs, const QString &policy)
{
    QList<SizePoint> points;
    for (auto run = runs.crbegin(); run != runs.crend(); ++run) {
        if (run->policy != policy)
            continue;
        if (const auto before = run->sizes(kSizesBefore))
            points << SizePoint{readServerMoment(run->startedAt), *before};
        if (const auto after = run->sizes(kSizesAfter); after && !run->endedAt.isEmpty())
            points << SizePoint{readServerMoment(run->endedAt), *after};
    }
    return points.mid(std::max<qsizetype>(0, points.size() - kMostPoints));
}

ArchiveSizesCanvas::ArchiveSizesCanvas(QWidget *parent)
    : ChartCanvas(parent)
{
    setAccessibleName(tr("Sizes of table and archive over time"));
    setMinimumHeight(120);
}

void ArchiveSizesCanvas::setPoints(const QList<SizePoint> &points)
{
    m_points = points;
    dataChanged();
}

QString ArchiveSizesCanvas::itemText(qsizetype item) const
{
    const SizePoint &point = m_points[item];
    return tr("%1 UTC\ntable %2\narchive %3")
        .arg(point.at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), formatBytes(point.sizes.table),
             formatBytes(point.sizes.archive));
}

void ArchiveSizesCanvas::layOut(const QSizeF &size)
{
    qint64 most = 0;
    for (const SizePoint &point : std::as_const(m_points))
        most = std::max({most, point.sizes.table, point.sizes.archive});
    m_ticks = byteTicks(static_cast<double>(most), kTicks);
    const QFontMetricsF metrics(font());
    double labels = 0;
    for (const AxisTick &tick : std::as_const(m_ticks))
        labels = std::max(labels, metrics.horizontalAdvance(tick.label));
    m_plot = QRectF(QPointF(0, 0), size).adjusted(labels + 12, metrics.height() * 1.8, -10, -metrics.height() * 1.6);
}

double ArchiveSizesCanvas::heightOf(qint64 bytes) const
{
    const double top = m_ticks.isEmpty() ? 1 : m_ticks.last().at;
    return top > 0 ? m_plot.height() * static_cast<double>(bytes) / top : 0;
}

QRectF ArchiveSizesCanvas::itemRect(qsizetype item) const
{
    const double step = m_plot.width() / static_cast<double>(std::max<qsizetype>(1, m_points.size()));
    const double width = std::min(kWidestPair, step * 0.8);
    const double centre = m_plot.left() + step * (static_cast<double>(item) + 0.5);
    return {centre - width / 2, m_plot.top(), width, m_plot.height()};
}

void ArchiveSizesCanvas::draw(QPainter &painter)
{
    painter.setFont(font());
    if (m_points.isEmpty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(m_plot, Qt::AlignCenter, tr("Each run writes down how large table and archive are."));
        return;
    }
    drawGrid(painter);
    for (qsizetype item = 0; item < m_points.size(); ++item)
        drawPair(painter, item);
    drawMoments(painter);
}

void ArchiveSizesCanvas::drawGrid(QPainter &painter) const
{
    const QFontMetricsF metrics(font());
    painter.setPen(palette().color(QPalette::Text));
    const QPointF legend(m_plot.left(), metrics.height() * 0.8);
    const double next =
        drawLegendEntry(painter, legend, tr("table"), theme::series(theme::Series::Heap, palette()), false);
    drawLegendEntry(painter, {next, legend.y()}, tr("archive"), theme::series(theme::Series::Index, palette()), false);
    QColor line = palette().color(QPalette::Text);
    line.setAlphaF(0.15F);
    for (const AxisTick &tick : m_ticks) {
        const double y = m_plot.bottom() - heightOf(static_cast<qint64>(tick.at));
        painter.setPen(line);
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRectF(0, y - metrics.height() / 2, m_plot.left() - 6, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
}

void ArchiveSizesCanvas::drawPair(QPainter &painter, qsizetype item) const
{
    const QRectF place = itemRect(item);
    const ArchiveSizes &sizes = m_points[item].sizes;
    const double half = place.width() / 2;
    const auto bar = [&](double left, qint64 bytes, theme::Series series) {
        const double height = heightOf(bytes);
        fillFigure(painter, {left, m_plot.bottom() - height, half - 1, height}, theme::series(series, palette()),
                   false);
    };
    bar(place.left(), sizes.table, theme::Series::Heap);
    bar(place.left() + half, sizes.archive, theme::Series::Index);
}

// As many as fit side by side.
void ArchiveSizesCanvas::drawMoments(QPainter &painter) const
{
    const QFontMetricsF metrics(font());
    painter.setPen(palette().color(QPalette::Text));
    double free = 0;
    for (qsizetype item = 0; item < m_points.size(); ++item) {
        const QString text = m_points[item].at.toString(QStringLiteral("MM-dd HH:mm"));
        const double width = metrics.horizontalAdvance(text);
        const double left = std::min(itemRect(item).center().x() - width / 2, m_plot.right() + 10 - width);
        if (left < free)
            continue;
        painter.drawText(QPointF(left, m_plot.bottom() + metrics.height()), text);
        free = left + width + 12;
    }
}

} // namespace parterre
