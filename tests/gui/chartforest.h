// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/partitiontree.h"

#include <QDate>

#include <algorithm>

namespace parterre::test {

/// Builds forests without a server: nodes get OIDs from 1 on, in the order of their making.
class ForestMaker {
public:
    quint32 table(const QString &name, qint64 heap, quint32 parent = 0, const QString &bound = {})
    {
        PartitionNode node = make(name, parent, bound);
        node.own = {{heap / 100}, {0}, {heap}, {heap / 4}, {heap / 20}};
        return add(node);
    }
    quint32 partitioned(const QString &name, const QString &key, const QString &categories, quint32 parent = 0,
                        const QString &bound = {})
    {
        PartitionNode node = make(name, parent, bound);
        node.kind = RelationKind::Partitioned;
        node.partitionKey = key;
        node.keyCategories = categories;
        return add(node);
    }
    quint32 byDate(const QString &name, quint32 parent = 0, const QString &bound = {})
    {
        return partitioned(name, QStringLiteral("RANGE (happened_at)"), QStringLiteral("D"), parent, bound);
    }
    PartitionForest arranged() const
    {
        PartitionForest forest = m_forest;
        forest.arrange();
        return forest;
    }

    static QString dates(const QDate &from, const QDate &to)
    {
        return QStringLiteral("FOR VALUES FROM ('%1 00:00:00+00') TO ('%2 00:00:00+00')")
            .arg(from.toString(Qt::ISODate), to.toString(Qt::ISODate));
    }
    static QString list(const QString &value) { return QStringLiteral("FOR VALUES IN ('%1')").arg(value); }

private:
    PartitionNode make(const QString &name, quint32 parent, const QString &bound)
    {
        PartitionNode node;
        node.oid = static_cast<quint32>(m_forest.nodes.size()) + 1;
        node.parentOid = parent;
        node.name = {QStringLiteral("Sales \"EU\"."), name};
        if (!bound.isEmpty())
            node.bound = bound;
        node.isDefault = bound == u"DEFAULT";
        return node;
    }
    quint32 add(const PartitionNode &node)
    {
        m_forest.nodes << node;
        return node.oid;
    }

    PartitionForest m_forest;
};

/// `months` partitions of rising sizes from `first` on below `parent`; those in `without` are left out.
inline void addMonths(ForestMaker &maker, quint32 parent, const QDate &first, int months,
                      const QList<int> &without = {}, const QString &prefix = QStringLiteral("events_"))
{
    for (int i = 0; i < months; ++i) {
        const QDate from = first.addMonths(i);
        if (!without.contains(i))
            maker.table(prefix + from.toString(QStringLiteral("yyyy_MM")), (i + 1) * 100'000'000LL, parent,
                        ForestMaker::dates(from, from.addMonths(1)));
    }
}

/// 24 months with a gap, a DEFAULT, a MINVALUE partition and one of the year 1900.
inline PartitionForest monthlyForest()
{
    ForestMaker maker;
    const quint32 root = maker.byDate(QStringLiteral("events"));
    addMonths(maker, root, QDate(2025, 1, 1), 24, {7});
    maker.table(QStringLiteral("events_1900"), 40'000, root, ForestMaker::dates({1900, 1, 1}, {1901, 1, 1}));
    maker.table(QStringLiteral("events_old"), 3'000'000'000, root,
                QStringLiteral("FOR VALUES FROM (MINVALUE) TO ('1900-01-01 00:00:00+00')"));
    maker.table(QStringLiteral("events_default"), 12'345, root, QStringLiteral("DEFAULT"));
    return maker.arranged();
}

/// Years of months of regions: RANGE, RANGE, LIST.
inline PartitionForest threeLevelForest()
{
    ForestMaker maker;
    const quint32 root = maker.byDate(QStringLiteral("events"));
    for (int year = 2024; year <= 2026; ++year) {
        const QString name = QStringLiteral("events_%1").arg(year);
        const quint32 inner = maker.byDate(name, root, ForestMaker::dates({year, 1, 1}, {year + 1, 1, 1}));
        for (int month = 1; month <= 12; ++month) {
            const QDate from(year, month, 1);
            if (year == 2025 && month == 12)
                continue;
            const QString monthName = from.toString(QStringLiteral("'events_'yyyy_MM"));
            const quint32 leafs = maker.partitioned(monthName, QStringLiteral("LIST (region)"), QStringLiteral("S"),
                                                    inner, ForestMaker::dates(from, from.addMonths(1)));
            maker.table(monthName + u"_eu", month * 70'000'000LL + year, leafs,
                        ForestMaker::list(QStringLiteral("eu")));
            maker.table(monthName + u"_us", month * 30'000'000LL, leafs, ForestMaker::list(QStringLiteral("us")));
        }
    }
    return maker.arranged();
}

/// `days` daily partitions up to about now.
inline PartitionForest dailyForest(int days)
{
    ForestMaker maker;
    const quint32 root = maker.byDate(QStringLiteral("events"));
    const QDate first = QDate(2026, 12, 1).addDays(-days);
    for (int i = 0; i < days; ++i) {
        const QDate from = first.addDays(i);
        maker.table(from.toString(QStringLiteral("'events_'yyyyMMdd")), 1'000'000 + (i * 7919LL) % 90'000'000, root,
                    ForestMaker::dates(from, from.addDays(1)));
    }
    return maker.arranged();
}

/// The same with figures that are estimates only.
inline PartitionForest estimated(PartitionForest forest)
{
    for (PartitionNode &node : forest.nodes) {
        for (Amount *amount : {&node.own.heapBytes, &node.own.indexBytes, &node.own.toastBytes})
            amount->approximate = node.kind != RelationKind::Partitioned;
    }
    forest.arrange();
    return forest;
}

/// The same before any bound or key was read.
inline PartitionForest withoutBounds(PartitionForest forest)
{
    for (PartitionNode &node : forest.nodes) {
        node.bound.reset();
        node.partitionKey.reset();
        node.keyCategories.clear();
        node.isDefault = false;
    }
    forest.arrange();
    return forest;
}

} // namespace parterre::test
