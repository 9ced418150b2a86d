// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace parterre {

/// A date or time of a bound on the clock of the session that read it: milliseconds as if that clock were UTC.
struct Moment {
    qint64 wallMs = 0;
    std::optional<int> offsetSeconds; ///< present for timestamptz

    bool operator==(const Moment &other) const = default;
};

/// Read a date or timestamp in DateStyle ISO ("2024-01-31", "2024-01-31 12:00:00.5+05:30", "0044-03-15 BC"); absent for
/// anything else, infinity and times of day included.
std::optional<Moment> readMoment(const QString &text);

/// The date of a moment, and its time of day unless that is midnight, in the user's locale.
QString momentText(qint64 wallMs);
/// The moment of that clock as a date and time.
QDateTime wallTime(qint64 wallMs);
/// Now, on a clock with this offset; the machine's own clock where there is none.
qint64 wallNow(const QDateTime &now, std::optional<int> offsetSeconds);

} // namespace parterre
