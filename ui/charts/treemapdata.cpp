// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/treemapdata.h"

#include "ui/charts/layoutdata.h"

#include <algorithm>

namespace parterre {

namespace {

constexpr double kTitleNeedsWidth = 64;
constexpr double kGroupNeedsSide = 12;

class MapLayout {
public:
    MapLayout(const ChartSubject &subject, double titleHeight, double leastSide)
        : m_subject(subject)
        , m_titleHeight(titleHeight)
        , m_leastArea(leastSide * leastSide)
    {}

    QList<MapTile> run(const QRectF &area)
    {
        place(m_subject.at(), m_subject.members(), area, 0);
        return m_tiles;
    }

private:
    double bytesOf(qsizetype at) const { return static_cast<double>(m_subject.node(at).total.totalBytes().value); }

    void place(qsizetype parent, const QList<qsizetype> &members, const QRectF &area, int depth)
    {
        QList<MapTile> tiles = tilesOf(parent, members, area.width() * area.height(), depth);
        QList<double> weights;
        for (const MapTile &tile : std::as_const(tiles))
            weights << static_cast<double>(tile.bytes.value);
        const QList<QRectF> rects = squarify(weights, area);
        for (qsizetype i = 0; i < tiles.size(); ++i) {
            tiles[i].rect = rects[i];
            append(tiles[i]);
        }
    }

    /// Tiles without rectangles, the biggest first, the merged ones last.
    QList<MapTile> tilesOf(qsizetype parent, QList<qsizetype> members, double area, int depth) const
    {
        double sum = 0;
        for (const qsizetype member : members)
            sum += bytesOf(member);
        std::stable_sort(members.begin(), members.end(),
                         [this](qsizetype a, qsizetype b) { return bytesOf(a) > bytesOf(b); });
        QList<MapTile> tiles;
        MapTile others{{}, parent, parent, 0, false, false, depth, {}};
        for (const qsizetype member : members) {
            const Amount bytes = m_subject.node(member).total.totalBytes();
            if (bytesOf(member) * area >= m_leastArea * sum && bytes.value > 0) {
                tiles << MapTile{{}, member, parent, 0, false, false, depth, bytes};
            } else if (bytes.value > 0) {
                ++others.merged;
                others.bytes += bytes;
            }
        }
        return others.merged > 0 ? tiles << others : tiles;
    }

    void append(MapTile tile)
    {
        const bool hasRoom = std::min(tile.rect.width(), tile.rect.height()) >= kGroupNeedsSide;
        const QList<qsizetype> inner = tile.merged == 0 && hasRoom ? innerMembers(tile.node) : QList<qsizetype>();
        tile.isGroup = !inner.isEmpty() && tile.bytes.value > 0;
        tile.hasTitle =
            tile.isGroup && tile.rect.width() >= kTitleNeedsWidth && tile.rect.height() >= 3 * m_titleHeight;
        m_tiles << tile;
        if (tile.isGroup)
            place(tile.node, inner, innerArea(tile), tile.depth + 1);
    }

    QList<qsizetype> innerMembers(qsizetype at) const
    {
        return m_subject.node(at).kind == RelationKind::Partitioned ? m_subject.childrenOf(at) : QList<qsizetype>();
    }

    QRectF innerArea(const MapTile &tile) const
    {
        return tile.rect.adjusted(2, tile.hasTitle ? m_titleHeight : 2, -2, -2);
    }

    const ChartSubject &m_subject;
    double m_titleHeight;
    double m_leastArea;
    QList<MapTile> m_tiles;
};

} // namespace

QList<MapTile> treemapTiles(const ChartSubject &subject, const QRectF &area, double titleHeight, double leastSide)
{
    return MapLayout(subject, titleHeight, leastSide).run(area);
}

QList<qsizetype> leavesBySize(const ChartSubject &subject)
{
    const qsizetype begin = std::max<qsizetype>(subject.at(), 0);
    const int level = subject.isAllRoots() ? -1 : subject.isMissing() ? 0 : subject.node(begin).level;
    QList<qsizetype> leaves;
    for (qsizetype i = begin; !subject.isMissing() && i < subject.nodes().size(); ++i) {
        if (i > begin && subject.node(i).level <= level)
            break;
        if (subject.node(i).kind != RelationKind::Partitioned)
            leaves << i;
    }
    std::stable_sort(leaves.begin(), leaves.end(), [&subject](qsizetype a, qsizetype b) {
        return subject.node(a).own.totalBytes().value > subject.node(b).own.totalBytes().value;
    });
    return leaves;
}

} // namespace parterre
