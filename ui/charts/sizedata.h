// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartsubject.h"

namespace parterre {

constexpr int kTopBars = 25;

/// One bar of the sizes: a relation with everything below it, or several that are too small for a bar of their own.
struct SizeBar {
    quint32 oid = 0; ///< 0 for the merged ones
    QString label;
    qsizetype relations = 1; ///< above 1: so many are merged
    RelationFigures figures;
};

/// The members of the subject by total bytes descending; all beyond `limit` are merged into a last one.
QList<SizeBar> sizeBars(const ChartSubject &subject, qsizetype limit = kTopBars);

} // namespace parterre
