// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pace.h"

#include "base/units.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace parterre {

namespace {

constexpr std::array kGuards{"standby-lag", "standby-lag-bytes", "slot-wal",       "transaction-age", "wal-rate",
                             "free-space",  "tablespace-size",   "hit-ratio-loss", "lock-wait",       "hours"};
constexpr double kLeastShare = 0.05;
constexpr double kLeastShareOfReader = 0.25; // others may be the cause, and the sooner it is over the better

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Pace)
};

struct Hours {
    int begin = 0;
    int end = 0;
};

std::optional<Hours> parseHours(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^([01]?\\d|2[0-3]):([0-5]\\d)-(?:([01]?\\d|2[0-3]):([0-5]\\d)|24:00)$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto number = [&](int group) { return match.captured(group).toInt(); };
    const int end = match.captured(3).isEmpty() ? 24 * 60 : number(3) * 60 + number(4);
    return Hours{number(1) * 60 + number(2), end};
}

QString duration(double milliseconds)
{
    return formatDuration(static_cast<qint64>(milliseconds));
}

QString bytes(double amount)
{
    return formatBytes(static_cast<qint64>(amount));
}

QString reasonOf(const PlanPace &limits, const GuardReading &reading)
{
    const double value = reading.value.value_or(0);
    switch (reading.guard) {
    case Guard::StandbyLag:
        return Text::tr("standby %1 is %2 behind").arg(reading.object, duration(value));
    case Guard::StandbyLagBytes:
        return Text::tr("standby %1 is %2 behind").arg(reading.object, bytes(value));
    case Guard::SlotWal:
        return Text::tr("replication slot %1 keeps %2 of WAL").arg(reading.object, bytes(value));
    case Guard::TransactionAge:
        return Text::tr("the transaction of %1 has been open for %2").arg(reading.object, duration(value));
    case Guard::WalRate:
        return Text::tr("the server writes %1 of WAL a second").arg(bytes(value));
    case Guard::FreeSpace:
        return Text::tr("only %1 are free in %2").arg(bytes(value), reading.object);
    case Guard::TablespaceSize:
        return Text::tr("tablespace %1 holds %2").arg(reading.object, bytes(value));
    case Guard::HitRatioLoss:
        return Text::tr("the cache hit ratio of the busiest tables fell by %1 points")
            .arg(QLocale().toString(value, 'f', 1));
    case Guard::LockWait:
        return Text::tr("%1 has waited for a lock on the table for %2").arg(reading.object, duration(value));
    case Guard::Hours:
        return Text::tr("outside the hours %1 (%2)").arg(limits.hours, limits.hoursZone);
    }
    return {};
}

double shareOf(const PlanPace &limits, const GuardReading &reading)
{
    const double value = *reading.value;
    const auto limit = static_cast<double>(limitOf(limits, reading.guard));
    const double excess = value / limit;
    switch (reading.guard) {
    case Guard::Hours:
        return isWithinHours(limits.hours, static_cast<int>(value)) ? 1 : 0;
    case Guard::FreeSpace:
        return value < limit ? 0 : 1;
    case Guard::TablespaceSize:
        return value >= limit ? 0 : 1;
    case Guard::WalRate:
        return reading.steered;
    case Guard::HitRatioLoss:
        return excess < 1 ? 1 : std::max(kLeastShareOfReader, (2 - excess) / 2);
    default:
        return excess < 1 ? 1 : excess >= 2 ? 0 : std::max(kLeastShare, (2 - excess) / 2);
    }
}

bool concerns(Guard guard, PacedWork work)
{
    if (work == PacedWork::Switch)
        return guard == Guard::Hours;
    return work != PacedWork::Replay || (guard != Guard::Hours && guard != Guard::HitRatioLoss);
}

} // namespace

QString toText(Guard guard)
{
    return QLatin1String(kGuards[static_cast<std::size_t>(guard)]);
}

QString Pace::text() const
{
    if (isFull())
        return {};
    return isStopped() ? Text::tr("stopped: %1").arg(reason) : Text::tr("slowed: %1").arg(reason);
}

qint64 limitOf(const PlanPace &limits, Guard guard)
{
    switch (guard) {
    case Guard::StandbyLag:
        return limits.standbyLagMs;
    case Guard::StandbyLagBytes:
        return limits.standbyLagBytes;
    case Guard::SlotWal:
        return limits.slotWalBytes;
    case Guard::TransactionAge:
        return limits.transactionAgeMs;
    case Guard::WalRate:
        return limits.walBytesPerSecond;
    case Guard::FreeSpace:
        return limits.freeBytes;
    case Guard::TablespaceSize:
        return limits.tablespaceBytes;
    case Guard::HitRatioLoss:
        return limits.hitRatioLossPoints;
    case Guard::LockWait:
        return limits.lockWaitMs;
    case Guard::Hours:
        return limits.hours.isEmpty() ? 0 : 1;
    }
    return 0;
}

Pace judge(const PlanPace &limits, const QList<GuardReading> &readings, PacedWork work)
{
    Pace pace;
    for (const GuardReading &reading : readings) {
        if (limitOf(limits, reading.guard) <= 0 || !concerns(reading.guard, work))
            continue;
        const bool asked = limits.required.contains(toText(reading.guard));
        if (!reading.value && !asked)
            continue;
        const double share = reading.value ? shareOf(limits, reading) : 0;
        if (share >= pace.share)
            continue;
        pace = {share, reading.value ? reasonOf(limits, reading) : reading.problem, reading.guard};
    }
    return pace;
}

bool areHours(const QString &hours)
{
    const auto parsed = parseHours(hours);
    return parsed && parsed->begin != parsed->end;
}

bool isWithinHours(const QString &hours, int minute)
{
    const auto parsed = parseHours(hours);
    if (!parsed)
        return true;
    const bool afterBegin = minute >= parsed->begin;
    const bool beforeEnd = minute < parsed->end;
    return parsed->begin <= parsed->end ? afterBegin && beforeEnd : afterBegin || beforeEnd;
}

} // namespace parterre
