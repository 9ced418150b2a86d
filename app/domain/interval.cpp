// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/interval.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace parterre {

namespace {

const QDate kMonday(2001, 1, 1);

qint64 floorDivide(qint64 a, qint64 b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

// Months since January of year 1; Qt has no year 0, so year -1 is the one before 1.
qint64 monthIndex(QDate day)
{
    const qint64 year = day.year() > 0 ? day.year() - 1 : day.year();
    return year * 12 + day.month() - 1;
}

QDate fromMonthIndex(qint64 index)
{
    const qint64 year = floorDivide(index, 12);
    return QDate(static_cast<int>(year >= 0 ? year + 1 : year), static_cast<int>(index - year * 12) + 1, 1);
}

int daysOf(const PartitionInterval &interval)
{
    return interval.unit == PartitionInterval::Unit::Week ? interval.count * 7 : interval.count;
}

} // namespace

Result<PartitionInterval> PartitionInterval::parse(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^\\s*(\\d{1,4})?\\s*(day|week|month|year)s?\\s*$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    const int count = match.captured(1).isEmpty() ? 1 : match.captured(1).toInt();
    if (!match.hasMatch() || count < 1) {
        return failure(ErrorCode::Usage,
                       QCoreApplication::translate("PartitionInterval", "\"%1\" is not a partition width").arg(text),
                       {},
                       QCoreApplication::translate("PartitionInterval",
                                                   "Write for instance '1 month', '1 week', '10 days', '1 year'."));
    }
    const QString unit = match.captured(2).toLower();
    if (unit == u"year")
        return PartitionInterval{Unit::Month, count * 12};
    return PartitionInterval{unit == u"day" ? Unit::Day : unit == u"week" ? Unit::Week : Unit::Month, count};
}

QString PartitionInterval::toString() const
{
    const QString name = unit == Unit::Day ? QStringLiteral("day")
        : unit == Unit::Week               ? QStringLiteral("week")
                                           : QStringLiteral("month");
    return QString::number(count) % u' ' % name % (count == 1 ? QString() : QStringLiteral("s"));
}

QDate PartitionInterval::floor(QDate day) const
{
    if (unit == Unit::Month)
        return fromMonthIndex(floorDivide(monthIndex(day), count) * count);
    return kMonday.addDays(floorDivide(kMonday.daysTo(day), daysOf(*this)) * daysOf(*this));
}

QDate PartitionInterval::advance(QDate start, int n) const
{
    return unit == Unit::Month ? fromMonthIndex(monthIndex(start) + qint64{n} * count)
                               : start.addDays(qint64{n} * daysOf(*this));
}

qint64 PartitionInterval::periods(QDate first, QDate last) const
{
    if (unit == Unit::Month)
        return (monthIndex(floor(last)) - monthIndex(floor(first))) / count + 1;
    return floor(first).daysTo(floor(last)) / daysOf(*this) + 1;
}

QString PartitionInterval::suffix(QDate start) const
{
    return u'_' % start.toString(unit == Unit::Month ? QStringLiteral("yyyy_MM") : QStringLiteral("yyyy_MM_dd"));
}

} // namespace parterre
