// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/naming.h"
#include "migration/migrationsqltext.h"

// The guards of unique keys that hold over the whole table. Each is a table with an entry for every value of the key,
// and a function that the triggers of the partitioned table call. Both are in the table's schema and stay after Finish.
namespace parterre {

using namespace text;

namespace {

// "left.a OPERATOR(pg_catalog.=) right.a AND …"; an empty `right` is a parameter.
QString matchKey(const QList<KeyColumn> &key, const QString &left, const QString &right)
{
    QStringList terms;
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QString column = quoteIdentifier(key[i].name);
        terms << left % column % key[i].collation % u' ' % key[i].equals % u' '
                % (right.isEmpty() ? QString(u'$' % QString::number(i + 1)) : QString(right % column));
    }
    return terms.join(tag(" AND "));
}

// A key with a NULL in it is equal to no other.
QString isWhole(const QList<KeyColumn> &key, const QString &row)
{
    QStringList terms;
    for (const KeyColumn &column : key)
        terms << row % quoteIdentifier(column.name) % u" IS NOT NULL";
    return terms.join(tag(" AND "));
}

QString listed(const QStringList &columns, const QString &prefix = {})
{
    return prefixed(columns, prefix).join(tag(", "));
}

} // namespace

QString MigrationSql::guardConstraint(const IndexDefinition &index)
{
    return fitName(index.name, tag("_guard_pkey"));
}

SqlText MigrationSql::guardSql(const char *id, const IndexDefinition &index, const SqlNames &more) const
{
    const QString guard = m_plan.table.guardOf(index).quoted();
    const QString function = guard % u"()";
    QStringList key;
    QStringList definition;
    for (const KeyColumn &column : index.key) {
        key << quoteIdentifier(column.name);
        definition << key.last() % u' ' % column.type % column.collation;
    }
    const QStringList columns = key + QStringList{quoteIdentifier(m_plan.keyColumn)};
    definition << columns.last() % u' ' % m_plan.keyType;
    SqlNames names{
        {tag("guard"), guard},
        {tag("guard_literal"), quoteLiteral(guard)},
        {tag("table_literal"), quoteLiteral(m_plan.table.name.quoted())},
        {tag("guard_function"), guard},
        {tag("guard_function_literal"), quoteLiteral(function)},
        {tag("guard_constraint"), quoteIdentifier(guardConstraint(index))},
        {tag("guard_mark"),
         quoteLiteral(u"Keeps " % index.name % u" unique over all partitions of " % m_plan.table.name.quoted()
                      % u" (parterre " % m_plan.id % u')')},
        {tag("guard_definition"), definition.join(tag(", "))},
        {tag("guard_key"), listed(key)},
        {tag("guard_columns"), listed(columns)},
        {tag("x_guard_columns"), listed(columns, tag("x."))},
        {tag("new_key"), listed(key, tag("new."))},
        {tag("new_entry"), listed(columns, tag("new."))},
        {tag("old_entry"), listed(columns, tag("old."))},
        {tag("x_is_whole"), isWhole(index.key, tag("x."))},
        {tag("old_is_whole"), isWhole(index.key, tag("old."))},
        {tag("new_is_whole"), isWhole(index.key, tag("new."))},
        {tag("old_is_new"), matchKey(index.key, tag("old."), tag("new."))},
        {tag("g_is_old"), matchKey(index.key, tag("g."), tag("old."))},
        {tag("g_is_new"), matchKey(index.key, tag("g."), tag("new."))},
        {tag("x_is_parameter"), matchKey(index.key, tag("x."), {})},
        {tag("key_parameter"), u'$' % QString::number(columns.size())},
        {tag("place_parameter"), u'$' % QString::number(columns.size() + 1)},
        {tag("key_type"), m_plan.keyType},
        {tag("index_literal"), quoteLiteral(index.name)},
        {tag("duplicate_literal"),
         quoteLiteral(u"duplicate key value violates unique constraint \"" % index.name % u'"')},
        {tag("detail_literal"), quoteLiteral(u"Key (" % listed(key) % u")=(")},
    };
    names.insert(more);
    return sql(id, names);
}

SqlText MigrationSql::guardState(const IndexDefinition &index) const
{
    return guardSql("migration/guard_state", index);
}

QList<SqlText> MigrationSql::createGuard(const IndexDefinition &index) const
{
    const QString guard = m_plan.table.guardOf(index).quoted();
    const QString &tablespace = m_plan.table.tablespace;
    QList<SqlText> list{
        guardSql("migration/create_guard", index,
                 {{tag("tablespace"),
                   tablespace.isEmpty() ? QString() : QString(u" TABLESPACE " % quoteIdentifier(tablespace))}}),
        guardSql("migration/mark_guard", index, {{tag("kind"), tag("TABLE")}, {tag("object"), guard}})};
    if (!m_plan.table.defaultGrantees.isEmpty())
        list << sql("migration/revoke_defaults",
                    {{tag("relations"), guard}, {tag("grantees"), m_plan.table.defaultGrantees.join(tag(", "))}});
    return list;
}

SqlText MigrationSql::guardedLeaves(const IndexDefinition &index) const
{
    return guardSql("migration/guarded_leaves", index);
}

SqlText MigrationSql::fillGuard(const IndexDefinition &index, const PlannedLeaf &leaf) const
{
    return guardSql("migration/fill_guard", index, {{tag("leaf"), leaf.name.quoted()}});
}

SqlText MigrationSql::constrainGuard(const IndexDefinition &index) const
{
    return guardSql("migration/constrain_guard", index);
}

// From now on every row of P has an entry. The triggers stay as they are; what their function does changes in the
// switch, which so has nothing to lock on the partitions.
QList<SqlText> MigrationSql::dressGuards() const
{
    QList<SqlText> list;
    for (const IndexDefinition &index : m_plan.table.guardedKeys()) {
        const QString function = m_plan.table.guardOf(index).quoted();
        list << guardSql("migration/guard_leniently", index)
             << sql("migration/revoke_function", {{tag("function_literal"), quoteLiteral(function % u"()")}})
             << guardSql("migration/mark_guard", index,
                         {{tag("kind"), tag("FUNCTION")}, {tag("object"), function % u"()"}});
        const QStringList triggers = m_plan.table.guardTriggers(index);
        for (qsizetype i = 0; i < triggers.size(); ++i) {
            const QString trigger = quoteIdentifier(triggers[i]);
            list << guardSql(i == 0 ? "migration/create_guard_trigger" : "migration/create_guard_update_trigger", index,
                             {{tag("trigger"), trigger}});
            list << sql("migration/enable_trigger_always",
                        {{tag("trigger"), trigger}, {tag("relation"), m_plan.shadow.quoted()}});
        }
    }
    return list;
}

QList<Statement> MigrationSql::exchangeGuards(bool back) const
{
    QList<Statement> list;
    for (const IndexDefinition &index : m_plan.table.guardedKeys())
        list << Statement{guardSql(back ? "migration/guard_no_more" : "migration/guard_strictly", index)};
    return list;
}

QList<SqlText> MigrationSql::dropGuards() const
{
    QList<SqlText> list;
    for (const IndexDefinition &index : m_plan.table.guardedKeys())
        list << guardSql("migration/drop_guard", index);
    return list;
}

SqlText MigrationSql::unguarded(const IndexDefinition &index) const
{
    return guardSql("migration/unguarded", index);
}

} // namespace parterre
