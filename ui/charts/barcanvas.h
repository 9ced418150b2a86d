// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"
#include "ui/charts/chartsubject.h"
#include "ui/charts/layoutdata.h"

#include <memory>
#include <optional>

class QBarSet;
class QChart;
class QGraphicsScene;
class QValueAxis;

namespace parterre {

/// One stacked bar: heap, indexes and TOAST.
struct StackedBar {
    quint32 oid = 0; ///< 0: nothing to activate
    QString label;
    RelationFigures figures;
    std::optional<Amount> running; ///< a point of the line on the second axis; upright bars only
    QString toolTip;
    bool isMerged = false; ///< many in one: it may be longer than the axis, and is cut then
};

/// Stacked bars with Qt Charts, lying from top to bottom or standing from left to right. Qt Charts draws bars, grid and
/// line; labels are our own, since its axes cut and overlap long or many ones.
class BarCanvas : public ChartCanvas {
    Q_OBJECT

public:
    explicit BarCanvas(Qt::Orientation orientation, QWidget *parent = nullptr);
    ~BarCanvas() override;

    void setBars(const QList<StackedBar> &bars);
    const QList<StackedBar> &bars() const { return m_bars; }

    qsizetype itemCount() const override { return m_bars.size(); }
    quint32 itemOid(qsizetype item) const override { return m_bars[item].oid; }
    QString itemText(qsizetype item) const override { return m_bars[item].toolTip; }
    QRectF itemRect(qsizetype item) const override;

protected:
    void layOut(const QSizeF &size) override;
    void draw(QPainter &painter) override;

private:
    bool isLying() const { return m_orientation == Qt::Horizontal; }
    QRectF plotFor(const QSizeF &size) const;
    double labelWidth() const;
    double lineHeight() const;
    double band() const;
    double barEnd(qsizetype bar) const;
    bool isCut(const StackedBar &bar) const;

    void rebuild();
    void addBars(QValueAxis *values);
    void addLine();
    void addLineSeries(QValueAxis *axis, const QPen &pen);
    QBarSet *makeSet(qsizetype part, bool estimates) const;

    void drawGrid(QPainter &painter) const;
    void drawLegend(QPainter &painter) const;
    void drawValueLabels(QPainter &painter) const;
    void drawRunningLabels(QPainter &painter) const;
    void drawLyingLabels(QPainter &painter) const;
    void drawStandingLabels(QPainter &painter) const;

    Qt::Orientation m_orientation;
    QList<StackedBar> m_bars;
    std::unique_ptr<QGraphicsScene> m_scene;
    QChart *m_chart = nullptr;
    QSizeF m_size;
    QRectF m_plot;
    QList<AxisTick> m_ticks;
    QList<AxisTick> m_runningTicks; ///< empty: there is no line
};

} // namespace parterre
