// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/barcanvas.h"

#include "ui/theme.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QGraphicsScene>
#include <QHorizontalStackedBarSeries>
#include <QLineSeries>
#include <QPainter>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>

namespace parterre {

namespace {

using theme::Series;

struct Part {
    Series series;
    Amount RelationFigures::*amount;
};

constexpr std::array kParts{Part{Series::Heap, &RelationFigures::heapBytes},
                            Part{Series::Index, &RelationFigures::indexBytes},
                            Part{Series::Toast, &RelationFigures::toastBytes}};

QString partName(Series series)
{
    switch (series) {
    case Series::Heap:
        return Charts::tr("Heap");
    case Series::Index:
        return Charts::tr("Indexes");
    case Series::Toast:
        return Charts::tr("TOAST");
    default:
        return Charts::tr("Running total");
    }
}

bool hasEstimates(const QList<StackedBar> &bars)
{
    return std::any_of(bars.begin(), bars.end(),
                       [](const StackedBar &bar) { return isEstimate(bar.figures.totalBytes()); });
}

bool hasExact(const QList<StackedBar> &bars)
{
    return std::any_of(bars.begin(), bars.end(),
                       [](const StackedBar &bar) { return !isEstimate(bar.figures.totalBytes()); });
}

double mostBytes(const QList<StackedBar> &bars)
{
    qint64 most = 0;
    for (const StackedBar &bar : bars) {
        if (!bar.isMerged)
            most = std::max(most, bar.figures.totalBytes().value);
    }
    return static_cast<double>(most);
}

double valueOf(const QList<AxisTick> &ticks)
{
    return ticks.isEmpty() ? 1 : ticks.last().at;
}

double widestLabel(const QList<AxisTick> &ticks, const QFontMetricsF &metrics)
{
    double widest = 0;
    for (const AxisTick &tick : ticks)
        widest = std::max(widest, metrics.horizontalAdvance(tick.label));
    return widest;
}

/// Two strokes through a bar that is longer than it is drawn.
void drawCut(QPainter &painter, const QPointF &at, double half, const QPalette &palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.color(QPalette::Base), 3));
    for (const double x : {at.x() - 4, at.x() + 4})
        painter.drawLine(QPointF(x - 3, at.y() + half), QPointF(x + 3, at.y() - half));
    painter.restore();
}

/// Ranges come from the axes; what they show is drawn by us.
QValueAxis *makeValueAxis(const QList<AxisTick> &ticks)
{
    auto *axis = new QValueAxis;
    axis->setRange(0, valueOf(ticks));
    axis->setVisible(false);
    return axis;
}

} // namespace

BarCanvas::BarCanvas(Qt::Orientation orientation, QWidget *parent)
    : ChartCanvas(parent)
    , m_orientation(orientation)
    , m_scene(std::make_unique<QGraphicsScene>())
    , m_chart(new QChart)
{
    m_scene->addItem(m_chart);
    m_chart->legend()->hide();
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
}

BarCanvas::~BarCanvas() = default;

void BarCanvas::setBars(const QList<StackedBar> &bars)
{
    m_bars = bars;
    if (isLying())
        setMinimumHeight(static_cast<int>(lineHeight() * (1.25 * static_cast<double>(bars.size()) + 5)));
    dataChanged();
}

double BarCanvas::lineHeight() const
{
    return QFontMetricsF(font()).height();
}

double BarCanvas::band() const
{
    const double extent = isLying() ? m_plot.height() : m_plot.width();
    return extent / static_cast<double>(std::max<qsizetype>(m_bars.size(), 1));
}

double BarCanvas::labelWidth() const
{
    double widest = 0;
    const QFontMetricsF metrics(font());
    for (const StackedBar &bar : m_bars)
        widest = std::max(widest, metrics.horizontalAdvance(bar.label));
    return widest;
}

QRectF BarCanvas::plotFor(const QSizeF &size) const
{
    const QFontMetricsF metrics(font());
    const double line = lineHeight();
    const QRectF whole(QPointF(0, 0), size);
    if (isLying()) {
        const double left = std::min(labelWidth() + 16, size.width() * 0.4);
        // The total's text stands behind the longest bar.
        const double right = metrics.horizontalAdvance(QStringLiteral("≈ 1,023 MB")) + 12;
        QRectF plot = whole.adjusted(left, line * 2.2, -right, -line * 1.8);
        plot.setHeight(std::min(plot.height(), 2.6 * line * static_cast<double>(m_bars.size())));
        return plot;
    }
    const double right = m_runningTicks.isEmpty() ? 16 : widestLabel(m_runningTicks, metrics) + 16;
    return whole.adjusted(widestLabel(m_ticks, metrics) + 16, line * 2.4, -right, -line * 1.8);
}

QRectF BarCanvas::itemRect(qsizetype item) const
{
    const double at = band() * static_cast<double>(item);
    if (isLying())
        return {4, m_plot.top() + at, m_size.width() - 8, band()};
    return {m_plot.left() + at, m_plot.top(), band(), m_plot.height()};
}

void BarCanvas::layOut(const QSizeF &size)
{
    m_size = size;
    const double extent = isLying() ? size.width() * 0.5 : size.height() - 4 * lineHeight();
    const double perTick = isLying() ? QFontMetricsF(font()).averageCharWidth() * 12 : lineHeight() * 2.5;
    const int most = std::clamp(static_cast<int>(extent / perTick), 2, 8);
    m_ticks = byteTicks(mostBytes(m_bars), most);
    const bool hasLine = !m_bars.isEmpty() && m_bars.last().running;
    m_runningTicks = hasLine ? byteTicks(static_cast<double>(m_bars.last().running->value), most) : QList<AxisTick>();
    m_plot = plotFor(size);
    rebuild();
}

/// The bars' values of one part; nothing for those that belong to the other set, which has the other brush.
QBarSet *BarCanvas::makeSet(qsizetype part, bool estimates) const
{
    const auto [series, amount] = kParts.at(static_cast<std::size_t>(part));
    auto *set = new QBarSet(partName(series));
    for (const StackedBar &bar : m_bars) {
        const Amount total = bar.figures.totalBytes();
        const double scale = isCut(bar) ? valueOf(m_ticks) / static_cast<double>(total.value) : 1;
        const double value = scale * static_cast<double>((bar.figures.*amount).value);
        // Lying bars are counted from the bottom, and Qt 6.4 does not reverse their axis.
        set->insert(isLying() ? 0 : set->count(), isEstimate(total) == estimates ? value : 0);
    }
    const QColor color = theme::series(series, palette());
    set->setBrush(figureBrush(color, estimates));
    set->setPen(estimates ? QPen(color, 1) : QPen(Qt::NoPen));
    return set;
}

void BarCanvas::rebuild()
{
    m_chart->removeAllSeries();
    for (QAbstractAxis *axis : m_chart->axes()) {
        m_chart->removeAxis(axis);
        delete axis;
    }
    m_scene->setSceneRect(QRectF(QPointF(0, 0), m_size));
    m_chart->resize(m_size);
    m_chart->setPlotArea(m_plot);
    QValueAxis *values = makeValueAxis(m_ticks);
    m_chart->addAxis(values, isLying() ? Qt::AlignBottom : Qt::AlignLeft);
    addBars(values);
    if (!m_runningTicks.isEmpty())
        addLine();
}

void BarCanvas::addBars(QValueAxis *values)
{
    QAbstractBarSeries *series = nullptr;
    if (isLying())
        series = new QHorizontalStackedBarSeries;
    else
        series = new QStackedBarSeries;
    series->setBarWidth(m_bars.size() > 60 ? 0.9 : 0.7);
    for (qsizetype part = 0; part < qsizetype(kParts.size()); ++part) {
        if (hasExact(m_bars))
            series->append(makeSet(part, false));
        if (hasEstimates(m_bars))
            series->append(makeSet(part, true));
    }
    m_chart->addSeries(series);
    auto *categories = new QBarCategoryAxis;
    QStringList names;
    for (qsizetype i = 0; i < m_bars.size(); ++i)
        names << QString::number(i);
    categories->append(names);
    categories->setVisible(false);
    m_chart->addAxis(categories, isLying() ? Qt::AlignLeft : Qt::AlignBottom);
    series->attachAxis(categories);
    series->attachAxis(values);
}

void BarCanvas::addLine()
{
    const bool estimated = isEstimate(m_bars.last().running.value_or(Amount()));
    QValueAxis *axis = makeValueAxis(m_runningTicks);
    m_chart->addAxis(axis, Qt::AlignRight);
    addLineSeries(axis, QPen(palette().color(QPalette::Base), 5)); // tells it from the bars behind
    addLineSeries(axis, QPen(theme::series(Series::Total, palette()), 2, estimated ? Qt::DashLine : Qt::SolidLine));
}

void BarCanvas::addLineSeries(QValueAxis *axis, const QPen &pen)
{
    auto *line = new QLineSeries;
    for (qsizetype i = 0; i < m_bars.size(); ++i)
        line->append(static_cast<double>(i), static_cast<double>(m_bars[i].running.value_or(Amount()).value));
    line->setPen(pen);
    line->setPointsVisible(m_bars.size() == 1); // one point makes no line
    m_chart->addSeries(line);
    line->attachAxis(m_chart->axes(Qt::Horizontal).constFirst());
    line->attachAxis(axis);
}

void BarCanvas::draw(QPainter &painter)
{
    drawGrid(painter);
    const QRectF whole(QPointF(0, 0), m_size);
    painter.setRenderHint(QPainter::Antialiasing);
    m_scene->render(&painter, whole, whole);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::Text));
    drawLegend(painter);
    drawValueLabels(painter);
    if (isLying()) {
        drawLyingLabels(painter);
        return;
    }
    drawStandingLabels(painter);
    drawRunningLabels(painter);
}

void BarCanvas::drawGrid(QPainter &painter) const
{
    QColor grid = palette().color(QPalette::Text);
    for (const AxisTick &tick : m_ticks) {
        grid.setAlphaF(tick.at == 0 ? 1.0F : 0.18F);
        painter.setPen(QPen(grid, 1));
        const double share = tick.at / valueOf(m_ticks);
        const double x = m_plot.left() + share * m_plot.width();
        const double y = m_plot.bottom() - share * m_plot.height();
        painter.drawLine(isLying() ? QLineF(x, m_plot.top(), x, m_plot.bottom())
                                   : QLineF(m_plot.left(), y, m_plot.right(), y));
    }
}

void BarCanvas::drawLegend(QPainter &painter) const
{
    const double y = lineHeight() * 0.9;
    double x = 12;
    for (const Part &part : kParts)
        x = drawLegendEntry(painter, {x, y}, partName(part.series), theme::series(part.series, palette()), false);
    if (hasEstimates(m_bars))
        x = drawLegendEntry(painter, {x, y}, tr("Estimated"), theme::series(Series::Heap, palette()), true);
    if (m_runningTicks.isEmpty())
        return;
    const QColor color = theme::series(Series::Total, palette());
    drawLegendEntry(painter, {x, y}, tr("Running total (right)"), color, false);
}

void BarCanvas::drawValueLabels(QPainter &painter) const
{
    for (const AxisTick &tick : m_ticks) {
        const double share = tick.at / valueOf(m_ticks);
        if (isLying()) {
            const QRectF place(m_plot.left() + share * m_plot.width() - 60, m_plot.bottom() + 2, 120, lineHeight());
            painter.drawText(place, Qt::AlignHCenter | Qt::AlignVCenter, tick.label);
        } else {
            const QRectF place(0, m_plot.bottom() - share * m_plot.height() - lineHeight() / 2, m_plot.left() - 6,
                               lineHeight());
            painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, tick.label);
        }
    }
}

void BarCanvas::drawRunningLabels(QPainter &painter) const
{
    for (const AxisTick &tick : m_runningTicks) {
        const double y = m_plot.bottom() - tick.at / valueOf(m_runningTicks) * m_plot.height();
        painter.drawText(QRectF(m_plot.right() + 6, y - lineHeight() / 2, m_size.width(), lineHeight()),
                         Qt::AlignLeft | Qt::AlignVCenter, tick.label);
    }
}

bool BarCanvas::isCut(const StackedBar &bar) const
{
    return bar.isMerged && static_cast<double>(bar.figures.totalBytes().value) > valueOf(m_ticks);
}

double BarCanvas::barEnd(qsizetype bar) const
{
    const auto bytes = static_cast<double>(m_bars[bar].figures.totalBytes().value);
    return m_plot.left() + std::min(bytes / valueOf(m_ticks), 1.0) * m_plot.width();
}

void BarCanvas::drawLyingLabels(QPainter &painter) const
{
    const QFontMetricsF metrics(font());
    const double width = m_plot.left() - 14;
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const QRectF row = itemRect(i);
        const QString label = metrics.elidedText(m_bars[i].label, Qt::ElideMiddle, width);
        painter.drawText(QRectF(6, row.top(), width, row.height()), Qt::AlignRight | Qt::AlignVCenter, label);
        painter.drawText(QRectF(barEnd(i) + 6, row.top(), m_size.width(), row.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, amountText(m_bars[i].figures.totalBytes()));
        if (isCut(m_bars[i]))
            drawCut(painter, QPointF(barEnd(i) - 14, row.center().y()), row.height() / 2, palette());
    }
}

void BarCanvas::drawStandingLabels(QPainter &painter) const
{
    const double needed = labelWidth() + lineHeight();
    const auto every = std::max<qsizetype>(1, static_cast<qsizetype>(std::ceil(needed / band())));
    for (qsizetype i = 0; i < m_bars.size(); i += every) {
        const double centre = itemRect(i).center().x();
        painter.drawText(QRectF(centre - needed / 2, m_plot.bottom() + 4, needed, lineHeight()),
                         Qt::AlignHCenter | Qt::AlignVCenter, m_bars[i].label);
    }
}

} // namespace parterre
