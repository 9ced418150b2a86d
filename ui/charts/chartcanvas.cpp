// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartcanvas.h"

#include "ui/charts/layoutdata.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QToolTip>

#include <cmath>

namespace parterre {

namespace {

/// Relative luminance as WCAG 2 defines it.
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

} // namespace

ChartCanvas::ChartCanvas(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ChartCanvas::drawTo(QPainter &painter, const QSize &size)
{
    layOut(size);
    draw(painter);
    invalidate();
}

void ChartCanvas::setCurrent(qsizetype item)
{
    if (item == m_current)
        return;
    m_current = item;
    m_currentOid = item < 0 ? 0 : itemOid(item);
    setAccessibleDescription(item < 0 ? QString() : itemText(item));
    update();
}

qsizetype ChartCanvas::itemAt(const QPointF &at) const
{
    for (qsizetype i = itemCount() - 1; i >= 0; --i) {
        if (itemRect(i).contains(at))
            return i;
    }
    return -1;
}

qsizetype ChartCanvas::itemOf(quint32 oid) const
{
    for (qsizetype i = 0; oid != 0 && i < itemCount(); ++i) {
        if (itemOid(i) == oid)
            return i;
    }
    return -1;
}

void ChartCanvas::dataChanged()
{
    invalidate();
}

void ChartCanvas::invalidate()
{
    m_isLaidOut = false;
    m_cache = {};
    update();
}

void ChartCanvas::ensureLaidOut()
{
    if (m_isLaidOut)
        return;
    layOut(size());
    m_isLaidOut = true;
    m_current = itemOf(m_currentOid);
}

void ChartCanvas::renderCache()
{
    m_cache = QPixmap(size() * devicePixelRatioF());
    m_cache.setDevicePixelRatio(devicePixelRatioF());
    m_cache.fill(palette().color(QPalette::Base));
    QPainter painter(&m_cache);
    painter.setFont(font());
    draw(painter);
}

void ChartCanvas::paintEvent(QPaintEvent *)
{
    ensureLaidOut();
    if (m_cache.isNull())
        renderCache();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_cache);
    drawFocus(painter);
}

void ChartCanvas::drawFocus(QPainter &painter) const
{
    const bool hasCurrent = m_current >= 0 && m_current < itemCount();
    if (!hasCurrent && !hasFocus())
        return;
    const QRectF frame = hasCurrent ? itemRect(m_current) : QRectF(rect()).adjusted(2, 2, -3, -3);
    painter.setPen(QPen(palette().color(QPalette::Base), 4));
    painter.drawRect(frame);
    painter.setPen(QPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Text), hasCurrent ? 2 : 1));
    painter.drawRect(frame);
}

void ChartCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    invalidate();
}

void ChartCanvas::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        invalidate();
}

bool ChartCanvas::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (!showToolTip(help->pos(), help->globalPos())) {
        QToolTip::hideText();
        event->ignore();
    }
    return true;
}

bool ChartCanvas::showToolTip(const QPoint &at, const QPoint &globalAt)
{
    ensureLaidOut();
    const qsizetype item = itemAt(at);
    if (item < 0)
        return false;
    QToolTip::showText(globalAt, itemText(item), this, itemRect(item).toAlignedRect());
    return true;
}

void ChartCanvas::keyPressEvent(QKeyEvent *event)
{
    ensureLaidOut();
    if (isArrow(event->key()))
        step(static_cast<Qt::Key>(event->key()));
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        activate(m_current);
    else
        QWidget::keyPressEvent(event);
}

void ChartCanvas::step(Qt::Key arrow)
{
    QList<QRectF> rects;
    for (qsizetype i = 0; i < itemCount(); ++i)
        rects << itemRect(i);
    setCurrent(neighbour(rects, m_current, arrow));
    for (QWidget *above = parentWidget(); above && m_current >= 0; above = above->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(above)) {
            const QPoint centre = itemRect(m_current).center().toPoint();
            scroll->ensureVisible(centre.x(), centre.y());
        }
    }
}

void ChartCanvas::mousePressEvent(QMouseEvent *event)
{
    ensureLaidOut();
    setCurrent(itemAt(event->position()));
}

void ChartCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    ensureLaidOut();
    activate(itemAt(event->position()));
}

void ChartCanvas::activate(qsizetype item)
{
    const quint32 oid = item < 0 || item >= itemCount() ? 0 : itemOid(item);
    if (oid != 0)
        Q_EMIT relationActivated(oid);
}

QColor readableOn(const QColor &ground, const QPalette &palette)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor base = palette.color(QPalette::Base);
    return contrast(text, ground) >= contrast(base, ground) ? text : base;
}

QBrush figureBrush(const QColor &color, bool isEstimate)
{
    return QBrush(color, isEstimate ? Qt::BDiagPattern : Qt::SolidPattern);
}

void fillFigure(QPainter &painter, const QRectF &rect, const QColor &color, bool isEstimate)
{
    if (isEstimate) {
        QColor faint = color;
        faint.setAlphaF(0.25F);
        painter.fillRect(rect, faint);
    }
    painter.fillRect(rect, figureBrush(color, isEstimate));
}

double drawLegendEntry(QPainter &painter, const QPointF &at, const QString &text, const QColor &color, bool isEstimate)
{
    const QFontMetricsF metrics(painter.font());
    const double side = metrics.ascent();
    fillFigure(painter, QRectF(at.x(), at.y() - side / 2, side, side), color, isEstimate);
    const double width = metrics.horizontalAdvance(text);
    painter.drawText(QRectF(at.x() + side + 4, at.y() - metrics.height() / 2, width + 2, metrics.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, text);
    return at.x() + side + width + 4 + metrics.averageCharWidth() * 2.5;
}

} // namespace parterre
