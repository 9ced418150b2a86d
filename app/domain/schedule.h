// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QDateTime>

namespace parterre {

/// When something is to be done, again and again: at a time of a day, in UTC, of each day, week or month.
struct Schedule {
    enum class Every { Day, Week, Month };
    Every every = Every::Month;
    int day = 1; ///< of the month, 1 to 28, or of the week, 1 (Monday) to 7; meaningless where it is every day
    QTime at{2, 0};

    /// Read "daily 02:00", "weekly sunday 02:00" or "monthly 1 02:00". Errors: Usage.
    static Result<Schedule> parse(const QString &text);
    QString toString() const;
    QString toCron() const; ///< "0 2 1 * *"

    /// The last moment, `now` at the latest, for which it was due.
    QDateTime lastDue(const QDateTime &now) const;
    /// The first one after `now`.
    QDateTime nextDue(const QDateTime &now) const;
};

} // namespace parterre
