// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringBuilder>
#include <QTimeZone>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLastDay = 28; // every month has it

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Schedule)
};

QString dayName(int day)
{
    return QLocale::c().dayName(day).toLower();
}

/// 1 to 7; 0 for what is no day of the week. Three letters do.
int dayOfWeek(const QString &name)
{
    for (int day = 1; day <= 7; ++day) {
        if (name.size() >= 3 && dayName(day).startsWith(name.toLower()))
            return day;
    }
    return 0;
}

Failure notUnderstood(const QString &text)
{
    return failure(
        ErrorCode::Usage, Text::tr("\"%1\" is no schedule").arg(text), {},
        Text::tr("Write for instance 'monthly 1 02:00' (day 1 to %1), 'weekly sunday 02:00' or 'daily 02:00'; "
                 "times are UTC.")
            .arg(kLastDay));
}

} // namespace

Result<Schedule> Schedule::parse(const QString &text)
{
    const QStringList words = text.simplified().split(u' ');
    Schedule schedule;
    schedule.at = QTime::fromString(words.last(), u"HH:mm"_s);
    const bool daily = words.first() == u"daily" && words.size() == 2;
    const bool weekly = words.first() == u"weekly" && words.size() == 3;
    const bool monthly = words.first() == u"monthly" && words.size() == 3;
    schedule.every = daily ? Every::Day : weekly ? Every::Week : Every::Month;
    schedule.day = weekly ? dayOfWeek(words[1]) : monthly ? words[1].toInt() : 1;
    const bool known = daily || weekly || monthly;
    if (!known || !schedule.at.isValid() || schedule.day < 1 || schedule.day > kLastDay)
        return notUnderstood(text);
    return schedule;
}

QString Schedule::toString() const
{
    const QString time = at.toString(u"HH:mm"_s);
    switch (every) {
    case Every::Day:
        return u"daily " % time;
    case Every::Week:
        return u"weekly " % dayName(day) % u' ' % time;
    case Every::Month:
        break;
    }
    return u"monthly " % QString::number(day) % u' ' % time;
}

QString Schedule::toCron() const
{
    return u"%1 %2 %3 * %4"_s.arg(at.minute())
        .arg(at.hour())
        .arg(every == Every::Month ? QString::number(day) : u"*"_s,
             every == Every::Week ? QString::number(day % 7) : u"*"_s);
}

QDateTime Schedule::lastDue(const QDateTime &now) const
{
    const QDate today = now.toUTC().date();
    QDate due = today;
    if (every == Every::Week)
        due = today.addDays(day - today.dayOfWeek());
    else if (every == Every::Month)
        due = QDate(today.year(), today.month(), day);
    QDateTime moment(due, at, Qt::UTC);
    while (moment > now)
        moment = every == Every::Day ? moment.addDays(-1)
            : every == Every::Week   ? moment.addDays(-7)
                                     : moment.addMonths(-1);
    return moment;
}

QDateTime Schedule::nextDue(const QDateTime &now) const
{
    const QDateTime last = lastDue(now);
    return every == Every::Day ? last.addDays(1) : every == Every::Week ? last.addDays(7) : last.addMonths(1);
}

} // namespace parterre
