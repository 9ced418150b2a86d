// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"

#include <optional>

namespace parterre {

/// What is looked at to decide how fast work goes. The texts are stable: they stand in plans.
enum class Guard {
    StandbyLag,      ///< milliseconds
    StandbyLagBytes, ///< bytes
    SlotWal,         ///< bytes that a replication slot keeps
    TransactionAge,  ///< milliseconds
    WalRate,         ///< bytes a second
    FreeSpace,       ///< bytes; the one guard whose limit is a least value
    TablespaceSize,  ///< bytes
    HitRatioLoss,    ///< percentage points
    LockWait,        ///< milliseconds
    Hours            ///< minutes since midnight
};
QString toText(Guard guard);

/// What one guard saw.
struct GuardReading {
    Guard guard = Guard::StandbyLag;
    QString object;              ///< the standby, slot, transaction, directory it speaks of
    std::optional<double> value; ///< in the guard's unit; absent where it cannot be read…
    QString problem = {};        ///< …and why
    double steered = 1;          ///< WalRate only: the share of the time that keeps to the limit
};

/// What is held up or slowed down.
enum class PacedWork {
    Copy,  ///< copying, and beginning anything
    Index, ///< indexes
    /// Goes on outside the hours, or the log would grow until they begin; and reads what the application has just
    /// written, which is in memory, so that the hit ratio does not concern it.
    Replay,
    Switch ///< keeps to the hours, whatever else is slow
};

/// How fast work may go, and why not faster.
struct Pace {
    double share = 1;           ///< of the time: 1 = full speed, 0 = stopped
    QString reason = {};        ///< "standby r2 is 9.0 s behind"; empty at full speed
    Guard guard = Guard::Hours; ///< whose reason it is

    bool isFull() const { return share >= 1; }
    bool isStopped() const { return share <= 0; }
    /// "slowed: standby r2 is 9.0 s behind"; empty at full speed.
    QString text() const;
};

/// The tightest of all guards. From its limit on a guard slows down, at twice the limit it stops; free space, the size
/// of the tablespace and the hours stop at the limit; the hit ratio (to a quarter of the time) and the WAL rate only
/// slow down. What cannot be read stops where the plan asked for that guard, and is left out otherwise.
Pace judge(const PlanPace &limits, const QList<GuardReading> &readings, PacedWork work);

/// The limit of a guard in its unit; 0 = it is not looked at.
qint64 limitOf(const PlanPace &limits, Guard guard);

/// Whether "22:00-05:00" can be understood.
bool areHours(const QString &hours);
/// Whether `minute` of the day lies in "22:00-05:00"; the end is outside. Always, where no hours are given.
bool isWithinHours(const QString &hours, int minute);

} // namespace parterre
