// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/layout.h"

#include "domain/naming.h"

#include <algorithm>

namespace parterre {

namespace {

constexpr qint64 kExactPages = 524'288; // 4 GB
constexpr int kGapPeriods = 12;

struct Cluster {
    QDate first;
    QDate last;
    qint64 rows = 0;
};

QList<Cluster> clusters(const QList<DayCount> &days, const PartitionInterval &interval)
{
    QList<Cluster> list;
    for (const DayCount &day : days) {
        if (!list.isEmpty()
            && interval.periods(list.last().last, day.day) <= kGapPeriods + 2) { // both ends are counted
            list.last().last = day.day;
            list.last().rows += day.rows;
        } else {
            list << Cluster{day.day, day.day, day.rows};
        }
    }
    return list;
}

SqlNames keyNames(const Plan &plan)
{
    const bool zoned = plan.keyType.contains(u"with time zone");
    return {{QStringLiteral("table"), plan.table.name.quoted()},
            {QStringLiteral("key"), quoteIdentifier(plan.keyColumn)},
            {QStringLiteral("zone"), zoned ? QString(u" AT TIME ZONE " % quoteLiteral(plan.timeZone)) : QString()}};
}

Result<std::optional<QDate>> extremeDay(Session &session, const Plan &plan, const char *id)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(QLatin1String(id), keyNames(plan))));
    if (rows.isEmpty())
        return std::optional<QDate>();
    return std::optional<QDate>(QDate::fromString(rows.text(0, "day"), QStringLiteral("yyyy-MM-dd")));
}

Result<QStringList> boundTexts(Session &session, const Plan &plan, const QList<QDate> &starts)
{
    QStringList days;
    for (const QDate &start : starts)
        days << start.toString(QStringLiteral("yyyy-MM-dd"));
    if (plan.keyType == u"date")
        return days;
    if (!plan.keyType.contains(u"with time zone")) {
        for (QString &day : days)
            day += QStringLiteral(" 00:00:00");
        return days;
    }
    PARTERRE_ASSIGN(rows,
                    session.exec(SqlText::load(QStringLiteral("plan/midnights")), Params() << days << plan.timeZone));
    return rows.textArray(0, "bounds");
}

} // namespace

PeriodSpan chooseSpan(const QList<DayCount> &days, const PartitionInterval &interval, QDate today, int ahead,
                      bool leaveOutliers)
{
    PeriodSpan span{interval.floor(today), interval.advance(interval.floor(today), ahead), 0, 0};
    if (days.isEmpty())
        return span;
    QList<Cluster> groups = clusters(days, interval);
    qint64 total = 0;
    for (const Cluster &group : groups)
        total += group.rows;
    const qint64 few = std::min<qint64>(10'000, std::max<qint64>(1, total / 1000));
    while (leaveOutliers && groups.size() > 1 && groups.first().rows <= few)
        span.rowsBefore += groups.takeFirst().rows;
    while (leaveOutliers && groups.size() > 1 && groups.last().rows <= few)
        span.rowsAfter += groups.takeLast().rows;
    span.first = std::min(span.first, interval.floor(groups.first().first));
    span.last = std::max(span.last, interval.floor(groups.last().last));
    return span;
}

Result<QList<DayCount>> countDays(Session &session, const Plan &plan)
{
    SqlNames names = keyNames(plan);
    const bool sampled = plan.pages > kExactPages;
    const double percent = sampled ? 100.0 * kExactPages / 4 / static_cast<double>(plan.pages) : 100;
    names.insert(QStringLiteral("sample"),
                 sampled ? QString(u" TABLESAMPLE SYSTEM (" % QString::number(percent, 'f', 6) % u") REPEATABLE (1)")
                         : QString());
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(QStringLiteral("plan/days"), names)));
    QList<DayCount> days;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        QDate day = QDate::fromString(rows.text(i, "day"), QStringLiteral("yyyy-MM-dd"));
        if (!day.isValid()) // before Christ or beyond the year 9999: an outlier in either case
            day = rows.text(i, "day").endsWith(u"BC") ? QDate(1, 1, 1) : QDate(9999, 12, 31);
        days << DayCount{day, static_cast<qint64>(static_cast<double>(rows.integer(i, "rows")) * 100 / percent)};
    }
    if (!sampled)
        return days;
    PARTERRE_ASSIGN(first, extremeDay(session, plan, "plan/first_day"));
    PARTERRE_ASSIGN(last, extremeDay(session, plan, "plan/last_day"));
    if (first && first->isValid() && (days.isEmpty() || *first < days.first().day))
        days.prepend({*first, 1});
    if (last && last->isValid() && *last > days.last().day)
        days.append({*last, 1});
    return days;
}

Result<QList<PlannedLeaf>> makeLeaves(Session &session, const Plan &plan, const PartitionInterval &interval,
                                      const PeriodSpan &span, const QList<DayCount> &days)
{
    QList<QDate> starts;
    for (QDate start = span.first; start <= span.last; start = interval.advance(start))
        starts << start;
    starts << interval.advance(span.last);
    PARTERRE_ASSIGN(bounds, boundTexts(session, plan, starts));
    QList<PlannedLeaf> leaves;
    for (qsizetype i = 0; i + 1 < starts.size(); ++i)
        leaves << PlannedLeaf{plan.table.name.sibling(fitName(plan.table.name.name, interval.suffix(starts[i]))),
                              bounds[i], bounds[i + 1]};
    leaves << PlannedLeaf{plan.table.name.sibling(fitName(plan.table.name.name, QStringLiteral("_default"))), {}, {}};
    qint64 total = 0;
    for (const DayCount &day : days) {
        const bool inside = day.day >= span.first && day.day < starts.last();
        const qsizetype index = inside ? interval.periods(span.first, day.day) - 1 : leaves.size() - 1;
        leaves[index].rows += day.rows;
        total += day.rows;
    }
    for (PlannedLeaf &leaf : leaves)
        leaf.bytes = total > 0 ? static_cast<qint64>(static_cast<double>(plan.bytes) * static_cast<double>(leaf.rows)
                                                     / static_cast<double>(total))
                               : 0;
    return leaves;
}

} // namespace parterre
