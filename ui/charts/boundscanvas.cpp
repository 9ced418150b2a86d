// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/boundscanvas.h"

#include "ui/charts/layoutdata.h"
#include "ui/theme.h"

#include <QPainter>

namespace parterre {

namespace {

constexpr double kMargin = 14;
constexpr double kEnd = 12; ///< beyond both ends of the axis: cells without an end, arrows

QColor faint(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

} // namespace

BoundsCanvas::BoundsCanvas(QWidget *parent)
    : ChartCanvas(parent)
{}

void BoundsCanvas::setLanes(const QList<DateLane> &lanes, const TimeWindow &window, qint64 now)
{
    m_lanes = lanes;
    m_window = window;
    m_now = now;
    setMinimumHeight(static_cast<int>(lineHeight() * (4 + 3.4 * static_cast<double>(lanes.size()))));
    dataChanged();
}

double BoundsCanvas::lineHeight() const
{
    return QFontMetricsF(font()).height();
}

double BoundsCanvas::laneExtent() const
{
    return m_plot.height() / static_cast<double>(std::max<qsizetype>(m_lanes.size(), 1));
}

double BoundsCanvas::stripHeight() const
{
    return std::max(laneExtent() - lineHeight() * 1.8, 8.0);
}

double BoundsCanvas::laneTop(qsizetype lane) const
{
    return m_plot.top() + laneExtent() * static_cast<double>(lane) + lineHeight() * 1.3;
}

double BoundsCanvas::xOf(qint64 at) const
{
    return m_plot.left() + m_window.place(at) * m_plot.width();
}

void BoundsCanvas::layOut(const QSizeF &size)
{
    m_size = size;
    const bool hasDefault =
        std::any_of(m_lanes.begin(), m_lanes.end(), [](const DateLane &lane) { return !lane.defaults.isEmpty(); });
    m_defaultWidth = hasDefault ? QFontMetricsF(font()).averageCharWidth() * 21 : 0;
    const double right = kMargin + kEnd + (hasDefault ? m_defaultWidth + 8 : 0);
    m_plot = QRectF(QPointF(0, 0), size).adjusted(kMargin + kEnd, lineHeight() * 3.2, -right, -lineHeight() * 2);
    const double enough = lineHeight() * 6.5 * static_cast<double>(m_lanes.size());
    m_plot.setHeight(std::min(m_plot.height(), enough));
    m_items.clear();
    for (qsizetype lane = 0; lane < m_lanes.size(); ++lane)
        layOutLane(lane);
}

void BoundsCanvas::layOutLane(qsizetype lane)
{
    const double top = laneTop(lane);
    const double height = stripHeight();
    const DateLane &shown = m_lanes[lane];
    for (qsizetype i = 0; i < shown.cells.size(); ++i)
        addCell(lane, i);
    for (qsizetype i = 0; i < shown.gaps.size(); ++i) {
        const double from = xOf(*shown.gaps[i].from);
        const double to = std::max(xOf(*shown.gaps[i].to), from + 2); // never too narrow to be seen
        if (*shown.gaps[i].to > m_window.from && *shown.gaps[i].from < m_window.to)
            m_items << Item{Kind::Gap, lane, i, QRectF(from, top, to - from, height)};
    }
    const double width = m_defaultWidth / static_cast<double>(std::max<qsizetype>(shown.defaults.size(), 1));
    for (qsizetype i = 0; i < shown.defaults.size(); ++i) {
        const double left = m_plot.right() + kEnd + 8 + width * static_cast<double>(i);
        m_items << Item{Kind::Default, lane, i, QRectF(left, top, width, height)};
    }
}

void BoundsCanvas::addCell(qsizetype lane, qsizetype index)
{
    const DateSpan &span = m_lanes[lane].cells[index].span;
    const bool isBefore = span.to && *span.to <= m_window.from && span.from;
    const bool isAfter = span.from && *span.from >= m_window.to && span.to;
    const bool isOpenLeft = !span.from || *span.from < m_window.from;
    const bool isOpenRight = !span.to || *span.to > m_window.to;
    double left = isOpenLeft ? m_plot.left() - kEnd : xOf(*span.from);
    double right = isOpenRight ? m_plot.right() + kEnd : xOf(*span.to);
    if (isBefore)
        right = m_plot.left();
    if (isAfter)
        left = m_plot.right();
    const QRectF rect(left, laneTop(lane), std::max(right - left, 0.5), stripHeight());
    m_items << Item{Kind::Cell, lane, index, rect, isBefore || isAfter};
}

const DateCell &BoundsCanvas::cellOf(const Item &item) const
{
    const DateLane &lane = m_lanes[item.lane];
    return item.kind == Kind::Default ? lane.defaults[item.index] : lane.cells[item.index];
}

quint32 BoundsCanvas::itemOid(qsizetype item) const
{
    return m_items[item].kind == Kind::Gap ? 0 : cellOf(m_items[item]).oid;
}

QString BoundsCanvas::itemText(qsizetype item) const
{
    const Item &shown = m_items[item];
    if (shown.kind == Kind::Gap)
        return tr("No partition\n%1").arg(spanText(m_lanes[shown.lane].gaps[shown.index]));
    const DateCell &cell = cellOf(shown);
    const QString bound = shown.kind == Kind::Default ? QStringLiteral("DEFAULT") : spanText(cell.span);
    return QStringList{cell.label, bound, figuresText(cell.figures)}.join(u'\n');
}

void BoundsCanvas::draw(QPainter &painter)
{
    painter.setFont(font());
    drawFuture(painter);
    for (qsizetype lane = 0; lane < m_lanes.size(); ++lane)
        drawTitle(painter, lane);
    for (const Item &item : std::as_const(m_items))
        drawItem(painter, item);
    drawNow(painter);
    drawAxis(painter);
    drawLegend(painter);
}

void BoundsCanvas::drawFuture(QPainter &painter) const
{
    if (m_now >= m_window.to)
        return;
    const double from = m_now < m_window.from ? m_plot.left() - kEnd : xOf(m_now);
    painter.fillRect(QRectF(from, m_plot.top(), m_plot.right() + kEnd - from, m_plot.height()),
                     faint(palette().color(QPalette::Text), 0.08F));
}

void BoundsCanvas::drawNow(QPainter &painter) const
{
    if (!m_window.holdsNow)
        return;
    const double x = xOf(m_now);
    painter.setPen(QPen(theme::meaning(theme::Meaning::Warning, palette()), 2));
    painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
    const double width = QFontMetricsF(font()).horizontalAdvance(tr("now")) + 8;
    const double left = std::clamp(x - width / 2, 2.0, m_size.width() - width);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRectF(left, m_plot.top() - lineHeight(), width, lineHeight()), Qt::AlignCenter, tr("now"));
}

void BoundsCanvas::drawAxis(QPainter &painter) const
{
    const QFontMetricsF metrics(font());
    const double perTick = metrics.averageCharWidth() * 15;
    painter.setPen(palette().color(QPalette::Text));
    painter.drawLine(QPointF(m_plot.left() - kEnd, m_plot.bottom()), QPointF(m_plot.right() + kEnd, m_plot.bottom()));
    for (const AxisTick &tick : timeTicks(m_window.from, m_window.to, static_cast<int>(m_plot.width() / perTick))) {
        const double x = xOf(static_cast<qint64>(tick.at));
        painter.drawLine(QPointF(x, m_plot.bottom()), QPointF(x, m_plot.bottom() + 4));
        const double width = metrics.horizontalAdvance(tick.label) + 2;
        const double left = std::clamp(x - width / 2, 0.0, std::max(0.0, m_size.width() - width));
        painter.drawText(QRectF(left, m_plot.bottom() + 5, width, lineHeight()), Qt::AlignCenter, tick.label);
    }
}

void BoundsCanvas::drawLegend(QPainter &painter) const
{
    const QColor heap = theme::series(theme::Series::Heap, palette());
    const double y = lineHeight() * 0.9;
    painter.setPen(palette().color(QPalette::Text));
    double x = drawLegendEntry(painter, {kMargin, y}, tr("Partition"), heap, false);
    x = drawLegendEntry(painter, {x, y}, tr("Empty partition"), faint(heap, 0.3F), false);
    x = drawLegendEntry(painter, {x, y}, tr("No partition"), theme::meaning(theme::Meaning::Bad, palette()), true);
    drawLegendEntry(painter, {x, y}, tr("Future"), faint(palette().color(QPalette::Text), 0.12F), false);
}

void BoundsCanvas::drawTitle(QPainter &painter, qsizetype lane) const
{
    const DateLane &shown = m_lanes[lane];
    QString text = tr("%1: %Ln partition(s)", nullptr, static_cast<int>(shown.cells.size())).arg(shown.label);
    if (!shown.gaps.isEmpty())
        text += u", " % tr("%Ln gap(s)", nullptr, static_cast<int>(shown.gaps.size()));
    const QFontMetricsF metrics(font());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRectF(m_plot.left() - kEnd, laneTop(lane) - lineHeight() * 1.15, m_plot.width(), lineHeight()),
                     Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideMiddle, m_plot.width()));
}

void BoundsCanvas::drawItem(QPainter &painter, const Item &item) const
{
    if (item.isOutside)
        drawArrow(painter, item);
    else if (item.kind == Kind::Cell)
        drawCell(painter, item);
    else if (item.kind == Kind::Gap)
        fillFigure(painter, item.rect, theme::meaning(theme::Meaning::Bad, palette()), true);
    else
        drawDefault(painter, item);
}

void BoundsCanvas::drawCell(QPainter &painter, const Item &item) const
{
    const Amount bytes = cellOf(item).figures.heapBytes; // the indexes of an empty partition have a page each
    const bool isEmpty = bytes.value == 0 && !isEstimate(bytes);
    const QColor heap = theme::series(theme::Series::Heap, palette());
    const bool hasRoom = item.rect.width() >= 3;
    painter.fillRect(hasRoom ? item.rect.adjusted(0, 0, -1, 0) : item.rect, isEmpty ? faint(heap, 0.3F) : heap);
}

void BoundsCanvas::drawArrow(QPainter &painter, const Item &item) const
{
    const bool isLeft = item.rect.center().x() < m_plot.center().x();
    const double y = item.rect.center().y();
    const double tip = isLeft ? item.rect.left() : item.rect.right();
    const double foot = isLeft ? item.rect.right() - 2 : item.rect.left() + 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::meaning(theme::Meaning::Warning, palette()));
    painter.drawPolygon(QPolygonF{QPointF(tip, y), QPointF(foot, y - 6), QPointF(foot, y + 6)});
    painter.setBrush(Qt::NoBrush);
}

void BoundsCanvas::drawDefault(QPainter &painter, const Item &item) const
{
    const Amount bytes = cellOf(item).figures.totalBytes();
    const QColor frame = bytes.value > 0 ? theme::meaning(theme::Meaning::Warning, palette())
                                         : theme::series(theme::Series::Neutral, palette());
    const QRectF rect = item.rect.adjusted(0.5, 0.5, -1.5, -0.5);
    painter.fillRect(rect, faint(frame, 0.25F));
    painter.setPen(frame);
    painter.drawRect(rect);
    painter.setPen(palette().color(QPalette::Text));
    const QString text = u"DEFAULT " % amountText(bytes);
    const QString shown = QFontMetricsF(font()).elidedText(text, Qt::ElideRight, rect.width() - 6);
    painter.drawText(rect, Qt::AlignCenter, shown);
}

} // namespace parterre
