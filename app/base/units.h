// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace parterre {

// Figures are written as in the default locale of the program, which is that of its texts.

/// "0 bytes", "8192 bytes", "24 kB", "1.3 GB" in powers of 1024, as pg_size_pretty() names them.
QString formatBytes(qint64 bytes);
/// "1,234,567": digits in groups of three.
QString formatCount(qint64 count);
/// "340 ms", "12.4 s", "3 min 20 s", "2 h 05 min".
QString formatDuration(qint64 milliseconds);

} // namespace parterre
