// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/forecasttext.h"

#include "base/units.h"

#include <QCoreApplication>
#include <QLocale>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ForecastText)
};

QString attemptsText(const SwitchForecast &forecast)
{
    if (forecast.made == 0)
        return Text::tr("A switch begun at any of these moments would not have been made before the end of the sample "
                        "(%1 put off, %2 undecided).")
            .arg(formatCount(forecast.putOff), formatCount(forecast.undecided));
    QString text =
        Text::tr(
            "Of switches begun at each of these moments %1 would have been made. They would have waited for up to %4 "
            "(half of them %3 at most), with %2 attempts to lock on average.")
            .arg(formatCount(forecast.made), QLocale().toString(forecast.attempts, 'f', 1),
                 formatDuration(forecast.medianWaitMs), formatDuration(forecast.longestWaitMs));
    if (forecast.putOff + forecast.undecided > 0)
        text += u' '
            % Text::tr("Put off: %1. Undecided when the sample ended: %2.")
                  .arg(formatCount(forecast.putOff), formatCount(forecast.undecided));
    return text;
}

QString kindText(Hindrance::Kind kind)
{
    switch (kind) {
    case Hindrance::Kind::Lock:
        return Text::tr("lock");
    case Hindrance::Kind::Snapshot:
        return Text::tr("old snapshot");
    case Hindrance::Kind::Serializable:
        break;
    }
    return Text::tr("serializable reads");
}

} // namespace

QStringList summaryOf(const SwitchForecast &forecast)
{
    QStringList lines{
        Text::tr("Lock forecast for the switch of %1: %2 looks from %3 to %4, one every %5. It is a sample: another "
                 "hour or another day may differ.")
            .arg(forecast.table.quoted(), formatCount(forecast.moments), clockText(forecast.from),
                 clockText(forecast.to), formatDuration(forecast.everyMs)),
        Text::tr("It locks %1.").arg(forecast.relations.join(QStringLiteral(", "))),
        Text::tr("At %1 of these moments the first attempt would have got through; at %2 nobody was in the way at all.")
            .arg(shareText(forecast.share()),
                 shareText(forecast.moments == 0 ? 0 : static_cast<double>(forecast.free) / forecast.moments)),
        attemptsText(forecast)};
    if (forecast.best >= 0) {
        const ForecastMinute &best = forecast.minutes[forecast.best];
        lines << Text::tr("The best minute of this sample began at %1: %2 of its %3 looks.")
                     .arg(clockText(best.from), shareText(best.share()), formatCount(best.moments));
    }
    if (!forecast.seesAll)
        lines << Text::tr(
            "Queries of other roles are hidden: this role lacks pg_read_all_stats, which is part of pg_monitor.");
    return lines;
}

QStringList obstacleHeadings()
{
    return {Text::tr("In the way"), Text::tr("User"),    Text::tr("Application"), Text::tr("Looks"),
            Text::tr("Time"),       Text::tr("Longest"), Text::tr("Query")};
}

QStringList obstacleCells(const SwitchForecast &forecast, const Obstacle &obstacle)
{
    const double share = forecast.moments == 0 ? 0 : static_cast<double>(obstacle.moments) / forecast.moments;
    const bool hidden =
        obstacle.who.query.isEmpty() && !forecast.seesAll && obstacle.who.kind != Hindrance::Kind::Serializable;
    return {kindText(obstacle.who.kind),
            obstacle.who.user,
            obstacle.who.application,
            QStringLiteral("%1 (%2)").arg(formatCount(obstacle.moments), shareText(share)),
            formatDuration(obstacle.totalMs),
            formatDuration(obstacle.longestMs),
            hidden ? Text::tr("(hidden)") : obstacle.who.query};
}

QString shareText(double share)
{
    const double percent = share > 0.99 && share < 1 ? 99 : share > 0 && share < 0.01 ? 1 : share * 100;
    return Text::tr("%1 %").arg(QLocale().toString(percent, 'f', 0));
}

QString clockText(const QDateTime &when)
{
    return when.toLocalTime().toString(QStringLiteral("HH:mm:ss"));
}

} // namespace parterre
