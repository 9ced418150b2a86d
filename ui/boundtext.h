// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace parterre {

/// A bound, or a whole FOR VALUES clause, without the times that are midnight: most are, and both ends of a period are
/// to be seen in a column.
QString withoutMidnights(QString bound);

} // namespace parterre
