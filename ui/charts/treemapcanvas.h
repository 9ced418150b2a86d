// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"
#include "ui/charts/treemapdata.h"

namespace parterre {

/// Areas in proportion to bytes, groups around what they hold.
class TreemapCanvas : public ChartCanvas {
    Q_OBJECT

public:
    explicit TreemapCanvas(QWidget *parent = nullptr);

    void setSubject(const PartitionForest &forest, quint32 oid);
    const QList<MapTile> &tiles() const { return m_tiles; } ///< of the last lay-out

    qsizetype itemCount() const override { return m_tiles.size(); }
    quint32 itemOid(qsizetype item) const override;
    QString itemText(qsizetype item) const override;
    QRectF itemRect(qsizetype item) const override { return m_tiles[item].isGroup ? QRectF() : m_tiles[item].rect; }

protected:
    void layOut(const QSizeF &size) override;
    void draw(QPainter &painter) override;

private:
    double titleHeight() const;
    void drawGroup(QPainter &painter, const MapTile &tile) const;
    void drawLeaf(QPainter &painter, const MapTile &tile) const;
    void drawLeafText(QPainter &painter, const MapTile &tile, const QColor &color) const;
    QString tileName(const MapTile &tile) const;
    QString shortName(const MapTile &tile) const; ///< without what its group is called, where it begins with that
    QString firstFitting(const QStringList &texts, double width) const; ///< empty where none fits

    PartitionForest m_forest;
    quint32 m_oid = 0;
    QList<MapTile> m_tiles;
};

} // namespace parterre
