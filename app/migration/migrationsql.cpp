// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/naming.h"
#include "migration/migrationsqltext.h"

namespace parterre {

using namespace text;

namespace {

// Numbered names of the key's columns in the log: k1, k2…
QStringList logColumns(const Plan &plan, const QString &prefix = {})
{
    QStringList names;
    for (qsizetype i = 1; i <= plan.pair.size(); ++i)
        names << prefix % u'k' % QString::number(i);
    return names;
}

// "x.id OPERATOR(pg_catalog.=) l.k1 AND …": `right` is a prefix of log columns ("l.k") or of table columns ("old.").
QString matchPair(const Plan &plan, const QString &left, const QString &right, bool rightIsLog)
{
    QStringList terms;
    for (qsizetype i = 0; i < plan.pair.size(); ++i) {
        const KeyColumn &column = plan.pair[i];
        const QString other = rightIsLog ? right % QString::number(i + 1) : right % quoteIdentifier(column.name);
        terms << left % quoteIdentifier(column.name) % column.collation % u' ' % column.equals % u' ' % other;
    }
    return terms.join(QStringLiteral(" AND "));
}

QString matchLog(const Plan &plan, const QString &row)
{
    QStringList terms;
    for (qsizetype i = 0; i < plan.pair.size(); ++i) {
        const KeyColumn &column = plan.pair[i];
        terms << u"l.k" % QString::number(i + 1) % column.collation % u' ' % column.equals % u' ' % row
                % quoteIdentifier(column.name);
    }
    return terms.join(QStringLiteral(" AND "));
}

QString matchLogs(const Plan &plan)
{
    QStringList terms;
    for (qsizetype i = 0; i < plan.pair.size(); ++i) {
        const KeyColumn &column = plan.pair[i];
        const QString number = QString::number(i + 1);
        terms << u"l.k" % number % column.collation % u' ' % column.equals % u" r.k" % number;
    }
    return terms.join(QStringLiteral(" AND "));
}

QStringList copiedColumns(const Plan &plan)
{
    QStringList names;
    for (const ColumnDefinition &column : plan.table.columns) {
        if (column.generated.isEmpty())
            names << quoteIdentifier(column.name);
    }
    return names;
}

QString hashRow(const Plan &plan)
{
    QStringList cells;
    for (const ColumnDefinition &column : plan.table.columns)
        cells << u"x." % quoteIdentifier(column.name) % (column.hashable ? QString() : tag("::text"));
    return u"ROW(" % cells.join(QStringLiteral(", ")) % u')';
}

QString wholeRow(const Plan &plan)
{
    QStringList cells;
    for (const ColumnDefinition &column : plan.table.columns)
        cells << u"x." % quoteIdentifier(column.name);
    return u"ROW(" % cells.join(QStringLiteral(", ")) % u')';
}

QString columnFingerprint(const Plan &plan)
{
    QStringList parts;
    for (const ColumnDefinition &column : plan.table.columns)
        parts << column.name % u' ' % column.type % u' ' % (column.notNull ? u't' : u'f') % u' ' % column.generated;
    return parts.join(QStringLiteral(", "));
}

QString boundArray(const Plan &plan)
{
    QStringList bounds;
    for (const PlannedLeaf &leaf : plan.leaves) {
        if (!leaf.isDefault())
            bounds << quoteLiteral(leaf.from);
    }
    for (auto it = plan.leaves.crbegin(); it != plan.leaves.crend(); ++it) {
        if (!it->isDefault()) {
            bounds << quoteLiteral(it->to);
            break;
        }
    }
    return u"ARRAY[" % bounds.join(QStringLiteral(", ")) % u"]::" % plan.keyType % u"[]";
}

QString logDefinition(const Plan &plan)
{
    QStringList columns;
    for (qsizetype i = 0; i < plan.pair.size(); ++i)
        columns << u'k' % QString::number(i + 1) % u' ' % plan.pair[i].type % plan.pair[i].collation;
    return columns.join(QStringLiteral(",\n    "));
}

QString foreignKeyNames(const Plan &plan)
{
    QStringList names;
    for (const ForeignKeyDefinition &key : plan.table.foreignKeys)
        names << quoteLiteral(key.name);
    return u"ARRAY[" % names.join(QStringLiteral(", ")) % u"]::name[]";
}

QStringList literals(const QStringList &names)
{
    QStringList list;
    for (const QString &name : names)
        list << quoteLiteral(name);
    return list;
}

QString ourName(const Plan &plan, const char *kind)
{
    return tag(kind) % u'_' % plan.id;
}

} // namespace

MigrationSql::MigrationSql(const Plan &plan)
    : m_plan(plan)
{
    const auto literal = [](const QualifiedName &name) { return quoteLiteral(name.quoted()); };
    const QualifiedName log{tag("parterre"), ourName(plan, "log")};
    const QualifiedName rlog{tag("parterre"), ourName(plan, "rlog")};
    const QStringList columns = copiedColumns(plan);
    SqlText definition = SqlText::load(tag("catalog/table_definition"));
    const QString definitionQuery =
        definition.text.replace(tag("$1::oid"), literal(plan.table.name) % u"::regclass::oid")
            .replace(tag("$2::text"), quoteLiteral(plan.keyColumn));
    m_names = {
        {tag("id"), plan.id},
        {tag("id_literal"), quoteLiteral(plan.id)},
        {tag("table"), plan.table.name.quoted()},
        {tag("table_literal"), literal(plan.table.name)},
        {tag("shadow"), plan.shadow.quoted()},
        {tag("shadow_literal"), literal(plan.shadow)},
        {tag("old"), plan.old.quoted()},
        {tag("old_literal"), literal(plan.old)},
        {tag("log"), log.quoted()},
        {tag("log_literal"), literal(log)},
        {tag("rlog"), rlog.quoted()},
        {tag("rlog_literal"), literal(rlog)},
        {tag("oldest"), tag("$1")},
        {tag("prewarm"), plan.prewarm},
        {tag("prewarm_literal"), quoteLiteral(plan.prewarm)},
        {tag("round"), tag("pg_temp.") % ourName(plan, "round")},
        {tag("key"), quoteIdentifier(plan.keyColumn)},
        {tag("columns"), columns.join(tag(", "))},
        {tag("x_columns"), prefixed(columns, tag("x.")).join(tag(", "))},
        {tag("x_hash_row"), hashRow(plan)},
        {tag("x_row"), wholeRow(plan)},
        {tag("columns_literal"), quoteLiteral(columnFingerprint(plan))},
        {tag("bounds"), boundArray(plan)},
        {tag("log_definition"), logDefinition(plan)},
        {tag("log_columns"), logColumns(plan).join(tag(", "))},
        {tag("l_log_columns"), logColumns(plan, tag("l.")).join(tag(", "))},
        {tag("c_log_columns"), logColumns(plan, tag("c.")).join(tag(", "))},
        {tag("old_pair"), pairList(tag("old."))},
        {tag("new_pair"), pairList(tag("new."))},
        {tag("x_is_l"), matchPair(plan, tag("x."), tag("l.k"), true)},
        {tag("x_is_r"), matchPair(plan, tag("x."), tag("r.k"), true)},
        {tag("x_is_old"), matchPair(plan, tag("x."), tag("old."), false)},
        {tag("x_is_new"), matchPair(plan, tag("x."), tag("new."), false)},
        {tag("l_is_r"), matchLogs(plan)},
        {tag("log_is_old"), matchLog(plan, tag("old."))},
        {tag("log_is_new"), matchLog(plan, tag("new."))},
        {tag("definition_query"), definitionQuery},
        {tag("locked"), u"ARRAY[" % literals(lockedRelations()).join(tag(", ")) % u']'},
        {tag("foreign_keys"), foreignKeyNames(plan)},
    };
    m_names.insert(tag("rights_query"), sql("migration/rights").text);
    m_names.insert(tag("children_query"), sqlFor("migration/children", reverse()).text);
}

QString MigrationSql::pairList(const QString &prefix) const
{
    QStringList names;
    for (const KeyColumn &column : m_plan.pair)
        names << prefix % quoteIdentifier(column.name);
    return names.join(QStringLiteral(", "));
}

Direction MigrationSql::forward() const
{
    return {m_plan.table.name,
            m_plan.shadow,
            {tag("parterre"), ourName(m_plan, "log")},
            m_plan.table.name,
            tag("parterre.") % ourName(m_plan, "capture"),
            2};
}

Direction MigrationSql::stragglers() const
{
    Direction direction = forward();
    direction.source = m_plan.old;
    direction.plain = m_plan.old;
    direction.target = m_plan.table.name;
    direction.newer = reverse().log;
    return direction;
}

Direction MigrationSql::reverse() const
{
    return {m_plan.table.name,
            m_plan.old,
            {tag("parterre"), ourName(m_plan, "rlog")},
            m_plan.old,
            tag("parterre.") % ourName(m_plan, "reverse"),
            2};
}

Direction MigrationSql::lateReverse() const
{
    Direction direction = reverse();
    direction.source = m_plan.shadow;
    direction.target = m_plan.table.name;
    direction.plain = m_plan.table.name;
    direction.newer = forward().log;
    return direction;
}

SqlText MigrationSql::sql(const char *id, const SqlNames &more) const
{
    SqlNames names = m_names;
    names.insert(more);
    return SqlText::load(tag(id), names, m_plan.serverMajor);
}

SqlNames MigrationSql::directed(const Direction &direction) const
{
    return {{tag("source"), direction.source.quoted()},
            {tag("source_literal"), quoteLiteral(direction.source.quoted())},
            {tag("target"), direction.target.quoted()},
            {tag("target_literal"), quoteLiteral(direction.target.quoted())},
            {tag("log"), direction.log.quoted()},
            {tag("newer"), direction.newer.quoted()},
            {tag("plain"), direction.plain.quoted()},
            {tag("plain_literal"), quoteLiteral(direction.plain.quoted())},
            {tag("function"), direction.function},
            {tag("function_literal"), quoteLiteral(direction.function % u"()")},
            {tag("relation"), direction.source.quoted()},
            {tag("relation_literal"), quoteLiteral(direction.source.quoted())}};
}

SqlText MigrationSql::sqlFor(const char *id, const Direction &direction, const SqlNames &more) const
{
    SqlNames names = directed(direction);
    names.insert(more);
    return sql(id, names);
}

SqlText MigrationSql::captureToLog(const Direction &direction) const
{
    return sqlFor("migration/capture_to_log", direction);
}

SqlText MigrationSql::captureSynchronously(const Direction &direction) const
{
    return sqlFor("migration/capture_synchronously", direction, {{tag("immediate"), immediateKeys(direction)}});
}

QList<SqlText> MigrationSql::createCapture() const
{
    const Direction direction = forward();
    QList<SqlText> list;
    for (const auto &[trigger, id] : {std::pair(kCaptureTrigger, "migration/create_row_trigger"),
                                      std::pair(kTruncateTrigger, "migration/create_truncate_trigger")}) {
        list << sqlFor(id, direction, {{tag("trigger"), trigger}});
        list << sqlFor("migration/enable_trigger_always", direction, {{tag("trigger"), trigger}});
    }
    return list;
}

QList<Statement> MigrationSql::patientLock(const QualifiedName &relation) const
{
    return {{sql("migration/patience"), Params() << tag("3s")},
            {sql("migration/lock_relation", {{tag("relation"), relation.quoted()}})},
            {sql("migration/patience"), Params() << QString(QString::number(m_plan.limits.lockTimeoutMs) % u"ms")}};
}

QList<QList<Statement>> MigrationSql::dropCapture(const QualifiedName &relation) const
{
    QList<Statement> statements = patientLock(relation);
    for (const QString &trigger : {kCaptureTrigger, kTruncateTrigger})
        statements << Statement{
            sql("migration/drop_trigger", {{tag("trigger"), trigger}, {tag("relation"), relation.quoted()}})};
    return {statements};
}

QList<QList<Statement>> MigrationSql::dropReverse(const QualifiedName &parent) const
{
    QList<QList<Statement>> transactions;
    const auto drop = [&](const QStringList &triggers, const QualifiedName &relation) {
        QList<Statement> statements = patientLock(relation);
        for (const QString &trigger : triggers)
            statements << Statement{
                sql("migration/drop_trigger", {{tag("trigger"), trigger}, {tag("relation"), relation.quoted()}})};
        transactions << statements;
    };
    drop({kReverseTrigger, kReverseTruncateTrigger}, parent);
    for (const PlannedLeaf &leaf : m_plan.leaves)
        drop({kReverseTruncateTrigger}, leaf.name);
    return transactions;
}

} // namespace parterre
