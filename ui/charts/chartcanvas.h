// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

namespace parterre {

/// A picture of items that are pointed at, walked with the arrow keys and activated. It is laid out and painted when it
/// is seen, and kept as a pixmap until its data, size, palette or font change.
class ChartCanvas : public QWidget {
    Q_OBJECT

public:
    explicit ChartCanvas(QWidget *parent = nullptr);

    /// Paint the chart without the current item's frame at any size, for example as SVG.
    void drawTo(QPainter &painter, const QSize &size);

    qsizetype current() const { return m_current; } ///< negative: none
    void setCurrent(qsizetype item);
    qsizetype itemAt(const QPointF &at) const; ///< the last one there; negative: none

    /// Items are numbered from 0. They may change whenever the canvas is laid out.
    virtual qsizetype itemCount() const = 0;
    virtual quint32 itemOid(qsizetype item) const = 0;  ///< 0: nothing to activate
    virtual QString itemText(qsizetype item) const = 0; ///< lines, with the exact figures
    /// In pixels of this widget, when laid out; empty for what is not pointed at.
    virtual QRectF itemRect(qsizetype item) const = 0;

Q_SIGNALS:
    void relationActivated(quint32 oid);

protected:
    /// Arrange everything for a picture of that size.
    virtual void layOut(const QSizeF &size) = 0;
    virtual void draw(QPainter &painter) = 0;
    /// Call after the data changed: the current item stays on the same relation, if that is still there.
    void dataChanged();

    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void invalidate();
    void ensureLaidOut();
    qsizetype itemOf(quint32 oid) const;
    void renderCache();
    void drawFocus(QPainter &painter) const;
    void step(Qt::Key arrow);
    void activate(qsizetype item);
    bool showToolTip(const QPoint &at, const QPoint &globalAt);

    QPixmap m_cache;
    qsizetype m_current = -1;
    quint32 m_currentOid = 0;
    bool m_isLaidOut = false;
};

/// The palette's text or base colour, whichever is easier to read on that ground.
QColor readableOn(const QColor &ground, const QPalette &palette);

/// A plain brush, or a hatched one for what is estimated.
QBrush figureBrush(const QColor &color, bool isEstimate);

/// Fill a rectangle with figureBrush(): a hatched one over a faint ground of the same colour.
void fillFigure(QPainter &painter, const QRectF &rect, const QColor &color, bool isEstimate);

/// A small square of that figure with its name, from `at` (left, vertical centre) on; returns where the next one may
/// begin.
double drawLegendEntry(QPainter &painter, const QPointF &at, const QString &text, const QColor &color, bool isEstimate);

} // namespace parterre
