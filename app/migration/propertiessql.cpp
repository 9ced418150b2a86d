// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/naming.h"
#include "migration/migrationsqltext.h"

// Row security, extended statistics, and what an index or a partition is marked with.
namespace parterre {

using namespace text;

// A partition and a log get no policy: what is not reached through the table, whose policies hold there, shows nothing,
// not even to a role that may read all tables.
SqlText MigrationSql::rowSecurity(const QualifiedName &relation) const
{
    return sql("migration/row_security",
               {{tag("relation"), relation.quoted()},
                {tag("enabled"), m_plan.table.rowSecurity ? tag("ENABLE") : tag("DISABLE")},
                {tag("forced"), m_plan.table.forceRowSecurity ? tag("FORCE") : tag("NO FORCE")}});
}

SqlText MigrationSql::secureLog(const Direction &direction) const
{
    return sqlFor("migration/secure_log", direction,
                  {{tag("log_literal"), quoteLiteral(direction.log.quoted())},
                   {tag("owner"), m_plan.table.owner},
                   {tag("forced"), m_plan.table.forceRowSecurity ? tag("FORCE") : tag("NO FORCE")}});
}

QList<SqlText> MigrationSql::createPolicy(const PolicyDefinition &policy, const QualifiedName &relation) const
{
    const auto clause = [](const char *keyword, const QString &expression) {
        return expression.isEmpty() ? QString() : QString(tag(keyword) % u" (" % expression % u')');
    };
    QList<SqlText> list{sql("migration/create_policy",
                            {{tag("policy"), quoteIdentifier(policy.name)},
                             {tag("relation"), relation.quoted()},
                             {tag("kind"), policy.permissive ? tag("PERMISSIVE") : tag("RESTRICTIVE")},
                             {tag("command"), policy.command},
                             {tag("roles"), policy.roles.join(tag(", "))},
                             {tag("using"), clause(" USING", policy.usingExpression)},
                             {tag("check"), clause(" WITH CHECK", policy.checkExpression)}})};
    if (!policy.comment.isEmpty())
        list << comment("POLICY", quoteIdentifier(policy.name) % u" ON " % relation.quoted(), policy.comment,
                        relation.quoted());
    return list;
}

QList<SqlText> MigrationSql::createPolicies(const QualifiedName &relation) const
{
    QList<SqlText> list;
    for (const PolicyDefinition &policy : m_plan.table.policies)
        list << createPolicy(policy, relation);
    return list;
}

QList<SqlText> MigrationSql::dressPolicies() const
{
    return m_plan.table.policiesNameTable() ? QList<SqlText>() : createPolicies(m_plan.shadow);
}

// A text that names the table is right only when P has that name. All of them wait for it then: P shows nothing until
// it has all, whereas without a restrictive one it would show more.
QList<Statement> MigrationSql::addNamingPolicies() const
{
    QList<Statement> list;
    if (!m_plan.table.policiesNameTable())
        return list;
    for (const SqlText &statement : createPolicies(m_plan.table.name))
        list << Statement{statement};
    return list;
}

QualifiedName MigrationSql::statisticsOfLeaf(const PlannedLeaf &leaf, const StatisticsDefinition &statistics) const
{
    return statistics.name.sibling(fitName(leaf.name.name % u'_' % statistics.name.name, {}));
}

QList<SqlText> MigrationSql::createStatistics(const StatisticsDefinition &statistics, const QualifiedName &name,
                                              const QualifiedName &relation) const
{
    QList<SqlText> list{
        sql("migration/create_statistics",
            {{tag("statistics"), name.quoted()},
             {tag("kinds"),
              statistics.kinds.isEmpty() ? QString() : QString(u" (" % statistics.kinds.join(tag(", ")) % u')')},
             {tag("columns"), statistics.columns},
             {tag("relation"), relation.quoted()}})};
    if (statistics.target >= 0)
        list << sql("migration/statistics_target",
                    {{tag("statistics"), name.quoted()}, {tag("target"), QString::number(statistics.target)}});
    return list;
}

// On the partitions too: the planner estimates the rows of each with what the partition itself has.
QList<SqlText> MigrationSql::dressExtendedStatistics() const
{
    QList<SqlText> list;
    for (const StatisticsDefinition &statistics : m_plan.table.statistics) {
        const QualifiedName name = statistics.name.sibling(fitName(statistics.name.name, tag("_new")));
        list << createStatistics(statistics, name, m_plan.shadow);
        if (!statistics.comment.isEmpty())
            list << comment("STATISTICS", name.quoted(), statistics.comment, {});
        if (statistics.owner != m_plan.table.owner)
            list << sql("migration/statistics_owner",
                        {{tag("statistics"), name.quoted()}, {tag("owner"), statistics.owner}});
        for (const PlannedLeaf &leaf : m_plan.leaves)
            list << createStatistics(statistics, statisticsOfLeaf(leaf, statistics), leaf.name);
    }
    return list;
}

QList<Statement> MigrationSql::exchangeStatistics(const QString &suffixLeaving, const QString &suffixComing) const
{
    const auto rename = [this](const QualifiedName &from, const QString &to) {
        return Statement{sql("migration/rename_statistics",
                             {{tag("statistics"), from.quoted()}, {tag("name"), quoteIdentifier(to)}})};
    };
    QList<Statement> list;
    for (const StatisticsDefinition &statistics : m_plan.table.statistics) {
        const QualifiedName &name = statistics.name;
        list << rename(name, fitName(name.name, suffixLeaving))
             << rename(name.sibling(fitName(name.name, suffixComing)), name.name);
    }
    return list;
}

// Statistics targets of expressions on the parent and each partition; the CLUSTER mark, which only a partition can
// have.
QList<SqlText> MigrationSql::dressIndexes() const
{
    QList<SqlText> list;
    for (const IndexDefinition &index : m_plan.table.indexes) {
        QList<QualifiedName> names;
        if (index.choice != UniqueChoice::PerLeaf)
            names << m_plan.shadow.sibling(fitName(index.name, tag("_new")));
        for (const PlannedLeaf &leaf : m_plan.leaves)
            names << leaf.name.sibling(indexNameOfLeaf(leaf, index));
        for (const ColumnTarget &column : index.columnTargets) {
            for (const QualifiedName &name : std::as_const(names))
                list << sql("migration/index_statistics",
                            {{tag("index"), name.quoted()},
                             {tag("column"), QString::number(column.column)},
                             {tag("target"), QString::number(column.target)}});
        }
        for (qsizetype i = 0; index.clustered && i < m_plan.leaves.size(); ++i)
            list << sql("migration/cluster_mark",
                        {{tag("relation"), m_plan.leaves[i].name.quoted()},
                         {tag("index"), quoteIdentifier(indexNameOfLeaf(m_plan.leaves[i], index))}});
    }
    return list;
}

// What is logged of a row is decided by its partition; the table's own is what a publication via the root announces.
QList<SqlText> MigrationSql::dressReplicaIdentity() const
{
    QList<SqlText> list;
    const QString &kind = m_plan.table.replicaIdentity;
    if (kind == u"d")
        return list;
    const auto set = [&](const QualifiedName &relation, const QString &index) {
        const QString identity = kind == u"f" ? tag("FULL")
            : kind == u"n"                    ? tag("NOTHING")
                                              : QString(u"USING INDEX " % quoteIdentifier(index));
        list << sql("migration/replica_identity", {{tag("relation"), relation.quoted()}, {tag("identity"), identity}});
    };
    const IndexDefinition *index = m_plan.table.replicaIdentityIndex();
    if (!index || index->choice != UniqueChoice::PerLeaf)
        set(m_plan.shadow, index ? fitName(index->name, tag("_new")) : QString());
    for (const PlannedLeaf &leaf : m_plan.leaves)
        set(leaf.name, index ? indexNameOfLeaf(leaf, *index) : QString());
    return list;
}

// A deferrable key of the target is checked at once while the capture writes there: a clash with a row that is behind
// must end in the log, not at the COMMIT of the application.
QString MigrationSql::immediateKeys(const Direction &direction) const
{
    const QString suffix = direction.target == m_plan.old ? tag("_old") : tag("_new");
    QStringList names;
    for (const IndexDefinition &index : m_plan.table.indexes) {
        if (index.isDeferrable())
            names << m_plan.table.name.sibling(fitName(index.name, suffix)).quoted();
    }
    return names.isEmpty() ? QString()
                           : QString(u"\n                SET CONSTRAINTS " % names.join(tag(", ")) % u" IMMEDIATE;");
}

} // namespace parterre
