// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/treemapcanvas.h"

#include "ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace parterre {

namespace {

constexpr double kTextNeedsWidth = 30;

} // namespace

TreemapCanvas::TreemapCanvas(QWidget *parent)
    : ChartCanvas(parent)
{}

void TreemapCanvas::setSubject(const PartitionForest &forest, quint32 oid)
{
    m_forest = forest;
    m_oid = oid;
    m_tiles.clear();
    dataChanged();
}

double TreemapCanvas::titleHeight() const
{
    return QFontMetricsF(font()).height() + 4;
}

void TreemapCanvas::layOut(const QSizeF &size)
{
    const QRectF area = QRectF(QPointF(0, 0), size).adjusted(6, 6, -6, -6);
    m_tiles = treemapTiles(ChartSubject(m_forest, m_oid), area, titleHeight());
}

quint32 TreemapCanvas::itemOid(qsizetype item) const
{
    return m_tiles[item].merged > 0 ? 0 : m_forest.nodes[m_tiles[item].node].oid;
}

QString TreemapCanvas::tileName(const MapTile &tile) const
{
    if (tile.merged > 0)
        return Charts::tr("%Ln others", nullptr, tile.merged);
    return ChartSubject(m_forest, m_oid).label(tile.node);
}

QString TreemapCanvas::shortName(const MapTile &tile) const
{
    const QString name = tileName(tile);
    if (tile.merged > 0 || tile.parent < 0)
        return name;
    const QString group = ChartSubject(m_forest, m_oid).label(tile.parent);
    if (!name.startsWith(group))
        return name;
    const auto different =
        std::find_if(name.cbegin() + group.size(), name.cend(), [](QChar c) { return c.isLetterOrNumber(); });
    return different == name.cend() ? name : name.mid(different - name.cbegin());
}

QString TreemapCanvas::firstFitting(const QStringList &texts, double width) const
{
    const QFontMetricsF metrics(font());
    const auto fits = [&](const QString &text) { return metrics.horizontalAdvance(text) <= width; };
    const auto found = std::find_if(texts.begin(), texts.end(), fits);
    return found == texts.end() ? QString() : *found;
}

QString TreemapCanvas::itemText(qsizetype item) const
{
    const MapTile &tile = m_tiles[item];
    if (tile.merged > 0)
        return tileName(tile) % u'\n' % exactText(tile.bytes);
    const PartitionNode &node = m_forest.nodes[tile.node];
    QStringList lines{node.name.quoted(), node.bound.value_or(QString()), figuresText(node.total)};
    lines.removeAll(QString());
    return lines.join(u'\n');
}

void TreemapCanvas::draw(QPainter &painter)
{
    painter.setFont(font());
    for (const MapTile &tile : std::as_const(m_tiles)) {
        if (tile.isGroup)
            drawGroup(painter, tile);
        else
            drawLeaf(painter, tile);
    }
}

void TreemapCanvas::drawGroup(QPainter &painter, const MapTile &tile) const
{
    QColor ground = palette().color(QPalette::Text);
    ground.setAlphaF(tile.depth % 2 == 0 ? 0.14F : 0.22F);
    painter.fillRect(tile.rect.adjusted(0.5, 0.5, -0.5, -0.5), ground);
    if (!tile.hasTitle)
        return;
    const QRectF line(tile.rect.left() + 5, tile.rect.top(), tile.rect.width() - 10, titleHeight());
    const QString size = u"  " % amountText(tile.bytes);
    const QStringList texts{tileName(tile) % size, shortName(tile) % size, shortName(tile)};
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, firstFitting(texts, line.width()));
}

void TreemapCanvas::drawLeaf(QPainter &painter, const MapTile &tile) const
{
    const QColor color = theme::series(tile.merged > 0 ? theme::Series::Neutral : theme::Series::Heap, palette());
    const double gap = std::min(tile.rect.width(), tile.rect.height()) >= 6 ? 0.75 : 0.25;
    const QRectF rect = tile.rect.adjusted(gap, gap, -gap, -gap);
    const bool hatched = isEstimate(tile.bytes);
    fillFigure(painter, rect, color, hatched);
    if (rect.width() >= kTextNeedsWidth)
        drawLeafText(painter, tile, hatched ? palette().color(QPalette::Text) : readableOn(color, palette()));
}

/// Name and size, one of them, or nothing: never a cut name.
void TreemapCanvas::drawLeafText(QPainter &painter, const MapTile &tile, const QColor &color) const
{
    const QFontMetricsF metrics(font());
    const QRectF room = tile.rect.adjusted(4, 2, -4, -2);
    QStringList lines{firstFitting({tileName(tile), shortName(tile)}, room.width()),
                      firstFitting({amountText(tile.bytes)}, room.width())};
    lines.removeAll(QString());
    while (!lines.isEmpty() && static_cast<double>(lines.size()) * metrics.height() > room.height())
        lines.removeLast();
    if (lines.isEmpty())
        return;
    const QSizeF ground = metrics.size(0, lines.join(u'\n'));
    if (isEstimate(tile.bytes))
        painter.fillRect(QRectF(room.topLeft(), ground),
                         palette().color(QPalette::Base)); // no reading through hatching
    painter.setPen(color);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignTop, lines.join(u'\n'));
}

} // namespace parterre
