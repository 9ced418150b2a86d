// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/drillsql.h"

#include "domain/naming.h"
#include "migration/migrationsqltext.h"
#include "migration/preflight.h"

#include <algorithm>

namespace parterre {

using namespace text;

namespace {

QString matchKey(const QList<KeyColumn> &key, const QString &row, qsizetype firstParameter)
{
    QStringList terms;
    for (qsizetype i = 0; i < key.size(); ++i)
        terms << row % quoteIdentifier(key[i].name) % key[i].collation % u' ' % key[i].equals % u" $"
                % QString::number(firstParameter + i) % u"::" % key[i].type;
    return terms.join(tag(" AND "));
}

QString matchRows(const QList<KeyColumn> &key)
{
    QStringList terms;
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QString k = u"k" % QString::number(i + 1);
        terms << u"l." % k % key[i].collation % u' ' % key[i].equals % u" t." % k;
    }
    return terms.join(tag(" AND "));
}

// In no key that a row must not share with another.
QStringList exchangeable(const TableDefinition &table)
{
    QStringList names;
    for (const ColumnDefinition &column : table.columns) {
        const bool keyed = std::any_of(table.indexes.cbegin(), table.indexes.cend(), [&](const IndexDefinition &index) {
            return (index.unique || index.exclusion) && (index.expressions || index.keyColumns.contains(column.name));
        });
        if (!keyed && column.generated.isEmpty() && column.identity != u"a")
            names << quoteIdentifier(column.name);
    }
    return names;
}

} // namespace

DrillSql::DrillSql(const Plan &plan, const QString &drillId, bool journalIsNew)
    : m_plan(plan)
    , m_sql(plan)
    , m_drillId(drillId)
    , m_mark(u"parterre drill " % drillId % (journalIsNew ? u" none" : u" present"))
    , m_drill(plan.table.name.sibling(fitName(plan.table.name.name, u"_drill_" % drillId)))
    , m_ledger(plan.table.name.sibling(fitName(plan.table.name.name, u"_drill_" % drillId % u"_ledger")))
    , m_exchanged(exchangeable(plan.table))
{
    const QList<KeyColumn> key = rowKey(plan.table)->key;
    QStringList names;
    QStringList asText;
    QStringList named;
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QString column = quoteIdentifier(key[i].name);
        names << column;
        asText << u"x." % column % u"::text";
        named << u"x." % column % u" AS k" % QString::number(i + 1);
    }
    m_names = {{tag("drill"), m_drill.quoted()},
               {tag("ledger"), m_ledger.quoted()},
               {tag("present"), quoteIdentifier(u"present_" % drillId)},
               {tag("row_key"), names.join(tag(", "))},
               {tag("x_row_key_text"), asText.join(tag(", "))},
               {tag("x_key_named"), named.join(tag(", "))},
               {tag("x_is_key"), matchKey(key, tag("x."), 1)},
               {tag("y_is_other"), matchKey(key, tag("y."), 1 + key.size())},
               {tag("l_is_t"), matchRows(key)},
               {tag("exchanged"), m_exchanged.join(tag(", "))},
               {tag("y_exchanged"), prefixed(m_exchanged, tag("y.")).join(tag(", "))},
               {tag("touched"), quoteIdentifier(plan.keyColumn)}};
}

SqlText DrillSql::sql(const char *id, const SqlNames &more) const
{
    SqlNames names = m_names;
    names.insert(more);
    return m_sql.sql(id, names);
}

SqlText DrillSql::mark(const QualifiedName &relation) const
{
    return m_sql.sql("migration/comment",
                     {{tag("kind"), tag("TABLE")},
                      {tag("object"), relation.quoted()},
                      {tag("relation"), relation.quoted()},
                      {tag("comment"), quoteLiteral(m_mark)}});
}

// Rows of the real table are in it: nobody sees them who did not before.
QList<SqlText> DrillSql::protect(const QualifiedName &relation) const
{
    QList<SqlText> list;
    if (!m_plan.table.defaultGrantees.isEmpty())
        list << m_sql.sql(
            "migration/revoke_defaults",
            {{tag("relations"), relation.quoted()}, {tag("grantees"), m_plan.table.defaultGrantees.join(tag(", "))}});
    if (m_plan.table.rowSecurity)
        list << m_sql.sql(
            "migration/row_security",
            {{tag("relation"), relation.quoted()}, {tag("enabled"), tag("ENABLE")}, {tag("forced"), tag("NO FORCE")}});
    return list << mark(relation);
}

QList<SqlText> DrillSql::create() const
{
    QList<SqlText> list{sql("rehearsal/create_drill")};
    list << protect(m_drill);
    for (const CheckDefinition &check : m_plan.table.checks) {
        if (!check.validated)
            list << sql("rehearsal/drop_check", {{tag("check"), quoteIdentifier(check.name)}});
    }
    return list;
}

SqlText DrillSql::fill() const
{
    return m_sql.sql("migration/copy_batch", {{tag("shadow"), m_drill.quoted()}});
}

SqlText DrillSql::trim(const PlannedLeaf &first, const PlannedLeaf &last) const
{
    return sql("rehearsal/trim", {{tag("from"), quoteLiteral(first.from)}, {tag("to"), quoteLiteral(last.to)}});
}

QList<SqlText> DrillSql::createLedger() const
{
    return QList<SqlText>{sql("rehearsal/create_ledger")} << protect(m_ledger) << sql("rehearsal/ledger_key");
}

SqlText DrillSql::exchange(const QualifiedName &relation) const
{
    return sql("rehearsal/exchange", {{tag("relation"), relation.quoted()}});
}

SqlText DrillSql::touch(const QualifiedName &relation) const
{
    return sql("rehearsal/touch", {{tag("relation"), relation.quoted()}});
}

SqlText DrillSql::notePresence(bool present) const
{
    return sql("rehearsal/note_presence", {{tag("is_present"), present ? tag("true") : tag("false")}});
}

} // namespace parterre
