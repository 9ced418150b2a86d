// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"
#include "ui/charts/datelanes.h"

namespace parterre {

/// Strips of partitions on an axis of time, one a lane: what is covered, what is not, what is yet to come.
class BoundsCanvas : public ChartCanvas {
    Q_OBJECT

public:
    explicit BoundsCanvas(QWidget *parent = nullptr);

    void setLanes(const QList<DateLane> &lanes, const TimeWindow &window, qint64 now);

    qsizetype itemCount() const override { return m_items.size(); }
    quint32 itemOid(qsizetype item) const override;
    QString itemText(qsizetype item) const override;
    QRectF itemRect(qsizetype item) const override { return m_items[item].rect; }

protected:
    void layOut(const QSizeF &size) override;
    void draw(QPainter &painter) override;

private:
    enum class Kind { Cell, Gap, Default };
    struct Item {
        Kind kind = Kind::Cell;
        qsizetype lane = 0;
        qsizetype index = 0; ///< in the lane's cells, gaps or defaults
        QRectF rect;
        bool isOutside = false; ///< beyond the axis: only an arrow at its end
    };

    double lineHeight() const;
    double laneExtent() const;
    double stripHeight() const;
    double laneTop(qsizetype lane) const;
    double xOf(qint64 at) const;
    void layOutLane(qsizetype lane);
    void addCell(qsizetype lane, qsizetype index);
    const DateCell &cellOf(const Item &item) const;

    void drawFuture(QPainter &painter) const;
    void drawNow(QPainter &painter) const;
    void drawAxis(QPainter &painter) const;
    void drawLegend(QPainter &painter) const;
    void drawTitle(QPainter &painter, qsizetype lane) const;
    void drawItem(QPainter &painter, const Item &item) const;
    void drawCell(QPainter &painter, const Item &item) const;
    void drawArrow(QPainter &painter, const Item &item) const;
    void drawDefault(QPainter &painter, const Item &item) const;

    QList<DateLane> m_lanes;
    TimeWindow m_window;
    qint64 m_now = 0;
    QList<Item> m_items;
    QSizeF m_size;
    QRectF m_plot; ///< between the ends of the axis and the top and bottom of all lanes
    double m_defaultWidth = 0;
};

} // namespace parterre
