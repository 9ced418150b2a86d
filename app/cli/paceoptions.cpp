// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/paceoptions.h"

#include "base/units.h"
#include "cli/cli.h"
#include "domain/pace.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

enum class Measure { Time, Size };

struct Limit {
    const char *option;
    Guard guard;
    qint64 PlanPace::*field;
    Measure measure;
    const char *help;
};

// The defaults in the texts are those of PlanPace.
constexpr Limit kLimits[] = {
    {"max-standby-lag", Guard::StandbyLag, &PlanPace::standbyLagMs, Measure::Time,
     QT_TRANSLATE_NOOP("Cli", "slow down when a standby is this far behind, stop at twice the lag (default: 10s)")},
    {"max-standby-lag-bytes", Guard::StandbyLagBytes, &PlanPace::standbyLagBytes, Measure::Size,
     QT_TRANSLATE_NOOP("Cli", "the same in bytes of WAL (default: 512MB)")},
    {"max-slot-wal", Guard::SlotWal, &PlanPace::slotWalBytes, Measure::Size,
     QT_TRANSLATE_NOOP("Cli",
                       "slow down when a replication slot keeps so much WAL, stop at twice as much (default: 16GB)")},
    {"max-transaction-age", Guard::TransactionAge, &PlanPace::transactionAgeMs, Measure::Time,
     QT_TRANSLATE_NOOP("Cli",
                       "slow down when a transaction of the database is so old, stop at twice the age (default: 1h)")},
    {"max-wal-rate", Guard::WalRate, &PlanPace::walBytesPerSecond, Measure::Size,
     QT_TRANSLATE_NOOP("Cli", "slow down until the server writes no more WAL than this a second (default: no limit)")},
    {"min-free-space", Guard::FreeSpace, &PlanPace::freeBytes, Measure::Size,
     QT_TRANSLATE_NOOP("Cli",
                       "stop when less is free where the table lies; only on the server's own computer, or with "
                       "--free-space-of (default: no limit)")},
    {"max-tablespace-size", Guard::TablespaceSize, &PlanPace::tablespaceBytes, Measure::Size,
     QT_TRANSLATE_NOOP("Cli", "stop when the tablespace of the table holds so much (default: no limit)")},
    {"max-lock-wait", Guard::LockWait, &PlanPace::lockWaitMs, Measure::Time,
     QT_TRANSLATE_NOOP("Cli",
                       "slow down when somebody has waited for a lock on the table for so long, stop at twice the time "
                       "(default: 1s)")},
};

Result<qint64> parse(const QString &option, const QString &text, Measure measure)
{
    const auto value = measure == Measure::Time ? parseDuration(text) : parseBytes(text);
    if (value)
        return *value;
    return failure(ErrorCode::Usage, Cli::tr("--%1 does not understand \"%2\"").arg(option, text), {},
                   measure == Measure::Time ? Cli::tr("Write a time as 500ms, 10s, 5min or 2h; 0 is no limit.")
                                            : Cli::tr("Write a size as 512MB, 16GB or 2TB; 0 is no limit."));
}

// As parse() reads it, to the last byte.
QString written(qint64 value, Measure measure)
{
    using Unit = std::pair<const char *, qint64>;
    static constexpr Unit times[] = {{"h", 3'600'000}, {"min", 60'000}, {"s", 1000}, {"ms", 1}};
    static constexpr Unit sizes[] = {{"TB", 1LL << 40}, {"GB", 1LL << 30}, {"MB", 1LL << 20}, {"kB", 1LL << 10}};
    const QList<Unit> units = measure == Measure::Time ? QList<Unit>(std::begin(times), std::end(times))
                                                       : QList<Unit>(std::begin(sizes), std::end(sizes));
    for (const auto &[unit, factor] : units) {
        if (value != 0 && value % factor == 0)
            return QString::number(value / factor) % QLatin1String(unit);
    }
    return QString::number(value);
}

} // namespace

QMap<QString, QString> paceValues(const PlanPace &pace)
{
    QMap<QString, QString> values{{u"free-space-of"_s, pace.freeDirectory},
                                  {u"max-hit-ratio-loss"_s, QString::number(pace.hitRatioLossPoints)},
                                  {u"hours"_s, pace.hours},
                                  {u"ignore-standby"_s, pace.ignoredStandbys.join(u' ')}};
    for (const Limit &limit : kLimits)
        values.insert(QLatin1String(limit.option), written(pace.*limit.field, limit.measure));
    return values;
}

QList<Option> paceOptions()
{
    QList<Option> options;
    for (const Limit &limit : kLimits) {
        options << Option{.name = QLatin1String(limit.option),
                          .value = limit.measure == Measure::Time ? u"TIME"_s : u"SIZE"_s,
                          .help = Cli::tr(limit.help)};
    }
    options << Option{.name = u"free-space-of"_s,
                      .value = u"DIRECTORY"_s,
                      .help = Cli::tr("directory on this computer whose free space counts"),
                      .kind = ValueKind::File}
            << Option{.name = u"max-hit-ratio-loss"_s,
                      .value = u"POINTS"_s,
                      .help = Cli::tr("slow down when the cache hit ratio of the busiest tables fell by so many "
                                      "percentage points (default: 2; 0 is no limit)"),
                      .kind = ValueKind::Number}
            << Option{.name = u"hours"_s,
                      .value = u"HH:MM-HH:MM"_s,
                      .help = Cli::tr("copy, build indexes, compare and switch only in these hours of the server's "
                                      "time zone; the replay goes on")}
            << Option{.name = u"ignore-standby"_s,
                      .value = u"NAME"_s,
                      .help = Cli::tr("standby whose lag does not count, because it is meant to be behind"),
                      .repeatable = true};
    return options;
}

Result<PlanPace> planPace(const Invocation &invocation, PlanPace pace)
{
    const auto require = [&pace](Guard guard) {
        pace.required.removeAll(toText(guard));
        if (limitOf(pace, guard) > 0)
            pace.required << toText(guard);
    };
    for (const Limit &limit : kLimits) {
        if (!invocation.has(limit.option))
            continue;
        PARTERRE_ASSIGN(value, parse(QLatin1String(limit.option), invocation.value(limit.option), limit.measure));
        pace.*limit.field = value;
        require(limit.guard);
    }
    if (invocation.has("free-space-of"))
        pace.freeDirectory = invocation.value("free-space-of");
    if (!pace.freeDirectory.isEmpty() && pace.freeBytes == 0)
        return failure(ErrorCode::Usage, Cli::tr("--free-space-of needs --min-free-space"));
    pace.hitRatioLossPoints = static_cast<int>(invocation.number("max-hit-ratio-loss", pace.hitRatioLossPoints));
    if (invocation.has("max-hit-ratio-loss"))
        require(Guard::HitRatioLoss);
    if (invocation.has("hours"))
        pace.hours = invocation.value("hours");
    if (!pace.hours.isEmpty() && !areHours(pace.hours))
        return failure(ErrorCode::Usage, Cli::tr("--hours does not understand \"%1\"").arg(pace.hours), {},
                       Cli::tr("Write them as 22:00-05:00."));
    if (invocation.has("hours") && !pace.hours.isEmpty())
        require(Guard::Hours);
    else if (pace.hours.isEmpty())
        pace.required.removeAll(toText(Guard::Hours));
    if (invocation.has("ignore-standby"))
        pace.ignoredStandbys = invocation.values("ignore-standby");
    return pace;
}

} // namespace parterre
