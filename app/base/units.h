// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace parterre {

// Figures are written as in the default locale of the program, which is that of its texts.

/// "0 bytes", "8192 bytes", "24 kB", "1.3 GB" in powers of 1024, as pg_size_pretty() names them.
QString formatBytes(qint64 bytes);
/// "1,234,567": digits in groups of three.
QString formatCount(qint64 count);
/// "340 ms", "12.4 s", "3 min 20 s", "2 h 05 min".
QString formatDuration(qint64 milliseconds);

/// "0.42 ms", "12.3 ms", "340 ms", then as above: what is measured in parts of a millisecond.
QString formatMilliseconds(double milliseconds);
/// "12.34 EUR"; four decimals below one.
QString formatMoney(double amount, const QString &currency);

/// Read "8192", "64kB", "512MB", "10GB", "2TB", with or without a space, in powers of 1024.
std::optional<qint64> parseBytes(const QString &text);
/// Read "500ms", "10s", "5min", "2h", "1d" as milliseconds; a bare number is seconds.
std::optional<qint64> parseDuration(const QString &text);

} // namespace parterre
