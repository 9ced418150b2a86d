// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>
#include <QString>

namespace parterre {

/// A place on an axis with what is written there.
struct AxisTick {
    double at = 0;
    QString label;
};

/// The step between round amounts of bytes, so that `most` steps reach `max`. At least one byte.
double byteStep(double max, int most);
/// Round amounts of bytes from 0 to the first that is not below `max`; at least two.
QList<AxisTick> byteTicks(double max, int most);
/// Round dates or times from `from` to `to` (milliseconds on the session's clock); at most about `most`.
QList<AxisTick> timeTicks(qint64 from, qint64 to, int most);

/// Fill `area` with one rectangle for each weight, near to squares, of areas in proportion to the weights (Bruls,
/// Huizing, van Wijk: Squarified Treemaps, 2000). Weights are positive; the result is best where they descend.
QList<QRectF> squarify(const QList<double> &weights, const QRectF &area);

/// The index of the rectangle that an arrow key leads to from `current`, or `current` where there is none. Empty
/// rectangles are skipped; without a current one (negative) it is the first.
qsizetype neighbour(const QList<QRectF> &rects, qsizetype current, Qt::Key arrow);

} // namespace parterre
