// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivejournal.h"
#include "ui/charts/chartcanvas.h"
#include "ui/charts/layoutdata.h"

#include <QDateTime>

namespace parterre {

/// How large a table and its archive were at one moment.
struct SizePoint {
    QDateTime at; ///< UTC
    ArchiveSizes sizes;
};

/// The sizes that the runs of one table wrote down, by time; `runs` the newest first.
QList<SizePoint> sizePoints(const QList<ArchiveRun> &runs, const QString &policy);

/// A table and its archive over time: a pair of bars for each look.
class ArchiveSizesCanvas : public ChartCanvas {
    Q_OBJECT

public:
    explicit ArchiveSizesCanvas(QWidget *parent = nullptr);

    void setPoints(const QList<SizePoint> &points);

    qsizetype itemCount() const override { return m_points.size(); }
    quint32 itemOid(qsizetype) const override { return 0; }
    QString itemText(qsizetype item) const override;
    QRectF itemRect(qsizetype item) const override;

protected:
    void layOut(const QSizeF &size) override;
    void draw(QPainter &painter) override;

private:
    double heightOf(qint64 bytes) const;
    void drawGrid(QPainter &painter) const;
    void drawPair(QPainter &painter, qsizetype item) const;
    void drawMoments(QPainter &painter) const;

    QList<SizePoint> m_points;
    QRectF m_plot;
    QList<AxisTick> m_ticks;
};

} // namespace parterre
