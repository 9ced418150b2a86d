// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace parterre {

class ChartPage;

/// Write the chart as the path's suffix says: .png (twice the pixels), .svg, or .csv with the whole table. The file is
/// complete or untouched. Errors: Usage (another suffix, nothing to draw, a file that cannot be written).
Result<> exportChart(ChartPage &page, const QString &path);

} // namespace parterre
