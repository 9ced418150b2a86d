// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QDate>
#include <QString>

namespace parterre {

/// The width of a partition: N months, weeks or days. Periods are aligned to fixed points, never to "today": months to
/// January of year 1, weeks and days to Monday 2001-01-01.
struct PartitionInterval {
    enum class Unit { Day, Week, Month };
    Unit unit = Unit::Month;
    int count = 1;

    /// Read "month", "1 month", "2 weeks", "7 days", "day", "1 year" (12 months). Errors: Usage.
    static Result<PartitionInterval> parse(const QString &text);
    QString toString() const; ///< "1 month", "7 days"

    /// First day of the period that holds `day`.
    QDate floor(QDate day) const;
    /// First day of the `n`-th period after the one that starts at `start`; n may be negative.
    QDate advance(QDate start, int n = 1) const;
    /// Periods from the one holding `first` to the one holding `last`, both included.
    qint64 periods(QDate first, QDate last) const;
    /// "_2025_11" for months, "_2025_11_03" for weeks and days.
    QString suffix(QDate start) const;
};

} // namespace parterre
