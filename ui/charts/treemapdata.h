// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartsubject.h"

#include <QRectF>

namespace parterre {

constexpr double kLeastTileSide = 3;

/// One tile of a treemap, in pixels.
struct MapTile {
    QRectF rect;
    qsizetype node = -1;   ///< its place in the forest; of merged ones their parent's, negative: the roots'
    qsizetype parent = -1; ///< place of what it belongs to; negative: nothing
    int merged = 0;        ///< above 0: so many relations are too small for tiles of their own
    bool isGroup = false;  ///< holds the tiles that follow, one level deeper
    bool hasTitle = false; ///< there is room for a line above them
    int depth = 0;
    Amount bytes;
};

/// Lay the subject out in `area`: a group comes before what it holds. Tiles smaller than `leastSide` squared are merged
/// into one of their group. Relations that store nothing have no tile. `titleHeight` is kept free above big groups.
QList<MapTile> treemapTiles(const ChartSubject &subject, const QRectF &area, double titleHeight,
                            double leastSide = kLeastTileSide);

/// Places of the relations below the subject that store something themselves or could: no partitioned ones. By total
/// bytes descending.
QList<qsizetype> leavesBySize(const ChartSubject &subject);

} // namespace parterre
