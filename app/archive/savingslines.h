// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"
#include "archive/savings.h"

namespace parterre {

/// The two measurements that a report compares.
struct SavingsPair {
    std::optional<SavingsMeasurement> before;
    std::optional<SavingsMeasurement> after;
};
/// One figure of a report. What was not measured is absent: nothing is made up for it.
struct SavingsLine {
    enum class Kind { Bytes, Rows, Milliseconds, Money };
    enum class Part { Storage, Queries, Dump, Cost };

    Part part = Part::Storage;
    QString code; ///< for programs: "table", "table-heap", "query"…
    QString what; ///< for people; of a query its text
    Kind kind = Kind::Bytes;
    std::optional<double> before;
    std::optional<double> after;
    QString remark = {};   ///< what it stands on, or why it is absent
    QString currency = {}; ///< of Kind::Money

    std::optional<double> difference() const;
    /// "12.3 GB", "not measured"; a difference with its sign, and empty where it is absent.
    QString beforeText() const;
    QString afterText() const;
    QString differenceText() const;

private:
    QString valueText(const std::optional<double> &value) const;
    QString amountText(double value) const;
};

/// The figures of a report, by part; none where nothing was measured. Pure.
QList<SavingsLine> savingsLines(const ArchivePolicy &policy, const SavingsPair &pair);

} // namespace parterre
