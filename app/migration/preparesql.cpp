// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/naming.h"
#include "domain/sqlscan.h"
#include "migration/migrationsqltext.h"

#include <QRegularExpression>

namespace parterre {

using namespace text;

QList<SqlText> MigrationSql::createShadow() const
{
    QList<SqlText> list{sql("migration/create_shadow")};
    if (m_plan.table.rowSecurity || m_plan.table.forceRowSecurity)
        list << rowSecurity(m_plan.shadow);
    list << labels(m_plan.shadow);
    for (const SequenceDefinition &sequence : m_plan.table.sequences) {
        if (!sequence.identity)
            continue;
        const bool always = m_plan.table.column(sequence.column)->identity == u"a";
        list << sql("migration/shadow_identity",
                    {{tag("column"), quoteIdentifier(sequence.column)},
                     {tag("when"), always ? tag("ALWAYS") : tag("BY DEFAULT")},
                     {tag("sequence"), sequence.name.sibling(fitName(sequence.name.name, tag("_new"))).quoted()},
                     {tag("options"), QString(sequence.options).remove(0, sequence.options.indexOf(tag("START")))}});
    }
    for (const Direction &direction : {forward(), reverse()}) {
        list << sqlFor("migration/create_log", direction);
        list << sqlFor("migration/index_log", direction,
                       {{tag("index"), quoteIdentifier(direction.log.name % u"_key")}});
        if (m_plan.table.rowSecurity)
            list << secureLog(direction);
        list << captureToLog(direction);
        list << sqlFor("migration/revoke_function", direction,
                       {{tag("function_literal"), quoteLiteral(direction.function % u"()")}});
    }
    QString grantees;
    for (const QString &grantee : m_plan.table.defaultGrantees) {
        if (grantee != u"PUBLIC")
            grantees += tag(", ") + grantee;
    }
    list << sql("migration/revoke_log", {{tag("grantees"), grantees}});
    return list;
}

QList<SqlText> MigrationSql::parseApplicationSql() const
{
    QList<SqlText> list;
    // PL/pgSQL reads these in another way than SQL: nothing is said of them.
    static const QRegularExpression other(
        tag("^\\s*(\\(|(DECLARE|FETCH|MOVE|CLOSE|CREATE(\\s+OR\\s+REPLACE)?\\s+(FUNCTION|PROCEDURE))\\b"
            "|(SELECT|WITH|TABLE)\\b.*\\bINTO\\b)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    for (const QString &statement : m_plan.applicationSwitch + m_plan.applicationSwitchBack) {
        if (other.match(statement).hasMatch())
            continue;
        list << sql(
            "migration/parse_sql",
            {{tag("body_literal"), quoteLiteral(tag("BEGIN IF false THEN ") % statement % tag("\n; END IF; END"))}});
    }
    return list;
}

SqlNames MigrationSql::leafNames(const PlannedLeaf &leaf) const
{
    QStringList options = m_plan.table.options;
    options += prefixed(m_plan.table.toastOptions, tag("toast."));
    const QString tablespace = m_plan.table.tablespace;
    return {
        {tag("leaf"), leaf.name.quoted()},
        {tag("from"), quoteLiteral(leaf.from)},
        {tag("to"), quoteLiteral(leaf.to)},
        {tag("with"), options.isEmpty() ? QString() : QString(u" WITH (" % options.join(tag(", ")) % u')')},
        {tag("tablespace"), tablespace.isEmpty() ? QString() : QString(u" TABLESPACE " % quoteIdentifier(tablespace))}};
}

QList<SqlText> MigrationSql::createLeaf(const PlannedLeaf &leaf) const
{
    const SqlNames names = leafNames(leaf);
    QList<SqlText> list{sql("migration/create_leaf", names)};
    if (m_plan.table.rowSecurity)
        list << rowSecurity(leaf.name);
    list << labels(leaf.name);
    list << (leaf.isDefault() ? sql("migration/attach_default", names) : sql("migration/attach_leaf", names));
    return list;
}

QList<SqlText> MigrationSql::labels(const QualifiedName &relation) const
{
    QList<SqlText> list;
    const QString name = relation.quoted();
    for (const LabelDefinition &label : m_plan.table.labels) {
        const QString object = label.column.isEmpty()
            ? QString(tag("TABLE ") % name)
            : QString(tag("COLUMN ") % name % u'.' % quoteIdentifier(label.column));
        list << sql("migration/label",
                    {{tag("provider"), quoteIdentifier(label.provider)},
                     {tag("object"), object},
                     {tag("label"), quoteLiteral(label.label)},
                     {tag("relation"), name}});
    }
    return list;
}

SqlText MigrationSql::createPlain(const PlannedLeaf &leaf) const
{
    SqlNames names = leafNames(leaf);
    names.insert(tag("shadow"), m_plan.table.name.quoted());
    return sql("migration/create_leaf", names);
}

QList<SqlText> MigrationSql::revokeDefaults() const
{
    if (m_plan.table.defaultGrantees.isEmpty())
        return {};
    QStringList relations{m_plan.shadow.quoted()};
    for (const PlannedLeaf &leaf : m_plan.leaves)
        relations << leaf.name.quoted();
    return {sql("migration/revoke_defaults",
                {{tag("relations"), relations.join(tag(", "))},
                 {tag("grantees"), m_plan.table.defaultGrantees.join(tag(", "))}})};
}

SqlText MigrationSql::dropLeaves(const QStringList &quotedLeaves) const
{
    return sql("migration/drop_leaves", {{tag("leaves"), quotedLeaves.join(tag(", "))}});
}

QString MigrationSql::indexNameOfLeaf(const PlannedLeaf &leaf, const IndexDefinition &index) const
{
    return fitName(leaf.name.name % u'_' % (index.primary ? tag("pkey") : index.name), {});
}

namespace {

// The key list with the partition key added, where the plan says so.
QString shaped(const Plan &plan, const IndexDefinition &index, const QString &text)
{
    return index.isExtended() ? extendKeyList(text, quoteIdentifier(plan.keyColumn)) : text;
}

QString shapedTail(const Plan &plan, const IndexDefinition &index)
{
    const QString tail = shaped(plan, index, index.tail);
    return index.tablespace.isEmpty()
        ? tail
        : insertClause(tail, tag("TABLESPACE ") % quoteIdentifier(index.tablespace), tag("WHERE"));
}

QString shapedConstraint(const Plan &plan, const IndexDefinition &index)
{
    const QString definition = shaped(plan, index, index.constraint);
    return index.tablespace.isEmpty()
        ? definition
        : insertClause(definition, tag("USING INDEX TABLESPACE ") % quoteIdentifier(index.tablespace),
                       tag("DEFERRABLE"));
}

} // namespace

QList<MigrationSql::LeafIndex> MigrationSql::leafIndexes(const PlannedLeaf &leaf) const
{
    QList<LeafIndex> list;
    for (const IndexDefinition &index : m_plan.table.indexes) {
        const QString name = indexNameOfLeaf(leaf, index);
        const SqlNames names{{tag("index"), quoteIdentifier(name)},
                             {tag("leaf"), leaf.name.quoted()},
                             {tag("unique"), index.unique ? tag("UNIQUE ") : QString()},
                             {tag("tail"), shapedTail(m_plan, index)},
                             {tag("definition"), shapedConstraint(m_plan, index)}};
        list << LeafIndex{name,
                          index.constraint.isEmpty() ? sql("migration/index_leaf", names)
                                                     : sql("migration/constrain_leaf", names)};
    }
    return list;
}

QList<MigrationSql::LeafIndex> MigrationSql::parentIndexes() const
{
    QList<LeafIndex> list;
    for (const IndexDefinition &index : m_plan.table.indexes) {
        if (index.choice == UniqueChoice::PerLeaf)
            continue; // the parent cannot have it
        const QString name = fitName(index.name, tag("_new"));
        const SqlNames names{{tag("index"), quoteIdentifier(name)},
                             {tag("unique"), index.unique ? tag("UNIQUE ") : QString()},
                             {tag("tail"), shapedTail(m_plan, index)},
                             {tag("definition"), shapedConstraint(m_plan, index)}};
        list << LeafIndex{name,
                          index.constraint.isEmpty() ? sql("migration/index_parent", names)
                                                     : sql("migration/constrain_parent", names)};
    }
    return list;
}

SqlText MigrationSql::comment(const char *kind, const QString &object, const QString &text, const QString &locked) const
{
    return sql("migration/comment",
               {{tag("kind"), tag(kind)},
                {tag("object"), object},
                {tag("comment"), quoteLiteral(text)},
                {tag("relation"), locked}});
}

QList<SqlText> MigrationSql::dressRights() const
{
    QList<SqlText> list;
    for (const GrantDefinition &grant : m_plan.table.grants) {
        const QString column =
            grant.column.isEmpty() ? QString() : QString(u'(' % quoteIdentifier(grant.column) % u')');
        list << sql("migration/grant",
                    {{tag("privilege"), grant.privilege + column},
                     {tag("grantee"), grant.grantee},
                     {tag("option"), grant.grantable ? tag(" WITH GRANT OPTION") : QString()}});
    }
    if (!m_plan.table.ownerLacks.isEmpty()) {
        list << sql("migration/revoke_owner",
                    {{tag("privileges"), m_plan.table.ownerLacks.join(tag(", "))}, {tag("owner"), m_plan.table.owner}});
    }
    return list;
}

QList<SqlText> MigrationSql::dressComments() const
{
    QList<SqlText> list;
    const auto add = [&](const char *kind, const QString &object, const QString &text, const QString &locked) {
        if (!text.isEmpty())
            list << comment(kind, object, text, locked);
    };
    const QString shadow = m_plan.shadow.quoted();
    add("TABLE", shadow, m_plan.table.comment, shadow);
    for (const IndexDefinition &index : m_plan.table.indexes) {
        if (index.choice == UniqueChoice::PerLeaf)
            continue;
        const QString name = fitName(index.name, tag("_new"));
        const QString quoted = m_plan.shadow.sibling(name).quoted();
        add("INDEX", quoted, index.comment, quoted);
        add("CONSTRAINT", quoteIdentifier(name) % u" ON " % shadow, index.constraintComment, shadow);
    }
    for (const SequenceDefinition &sequence : m_plan.table.sequences) {
        if (!sequence.identity)
            continue;
        const QString quoted = sequence.name.sibling(fitName(sequence.name.name, tag("_new"))).quoted();
        add("SEQUENCE", quoted, sequence.comment, quoted);
    }
    return list;
}

QList<SqlText> MigrationSql::dressChecks() const
{
    QList<SqlText> list;
    const QString shadow = m_plan.shadow.quoted();
    for (const CheckDefinition &check : m_plan.table.checks) {
        if (!check.validated)
            continue; // rows may break it: it comes in the switch
        const SqlNames names{{tag("relation"), shadow},
                             {tag("constraint"), quoteIdentifier(check.name)},
                             {tag("definition"), check.definition + tag(" NOT VALID")}};
        list << sql("migration/add_check", names) << sql("migration/validate_check", names);
        if (!check.comment.isEmpty())
            list << comment("CONSTRAINT", quoteIdentifier(check.name) % u" ON " % shadow, check.comment, shadow);
    }
    return list;
}

QList<SqlText> MigrationSql::dressStatistics() const
{
    QList<SqlText> list;
    QStringList relations{m_plan.shadow.quoted()};
    for (const PlannedLeaf &leaf : m_plan.leaves)
        relations << leaf.name.quoted();
    for (const ColumnDefinition &column : m_plan.table.columns) {
        if (column.statisticsTarget >= 0) {
            list << sql("migration/column_statistics",
                        {{tag("relation"), relations.first()},
                         {tag("column"), quoteIdentifier(column.name)},
                         {tag("target"), QString::number(column.statisticsTarget)}});
        }
        for (qsizetype i = 0; !column.options.isEmpty() && i < relations.size(); ++i) {
            list << sql("migration/column_options",
                        {{tag("relation"), relations[i]},
                         {tag("column"), quoteIdentifier(column.name)},
                         {tag("options"), column.options.join(tag(", "))}});
        }
    }
    return list;
}

// The application's triggers, disabled until the switch.
QList<SqlText> MigrationSql::dressTriggers() const
{
    QList<SqlText> list;
    const QString shadow = m_plan.shadow.quoted();
    for (const TriggerDefinition &trigger : m_plan.table.triggers) {
        const auto definition = retargetTrigger(trigger.definition, m_plan.table.name.quoted(), shadow);
        list << sql("migration/create_trigger",
                    {{tag("definition"), definition.value_or(trigger.definition)}, {tag("relation"), shadow}});
        list << sql("migration/disable_trigger",
                    {{tag("relation"), shadow}, {tag("trigger"), quoteIdentifier(trigger.name)}});
        if (!trigger.comment.isEmpty())
            list << comment("TRIGGER", quoteIdentifier(trigger.name) % u" ON " % shadow, trigger.comment, shadow);
    }
    return list;
}

// The reverse capture stands from now on. Whatever we write into P carries the replay mark, so it stays silent until
// the application writes there.
QList<SqlText> MigrationSql::createReverseCapture() const
{
    QList<SqlText> list;
    const Direction direction = reverse();
    const auto hook = [&](const QString &trigger, const char *id, const QString &relation) {
        list << sqlFor(id, direction, {{tag("trigger"), trigger}, {tag("relation"), relation}});
        list << sql("migration/enable_trigger_always", {{tag("trigger"), trigger}, {tag("relation"), relation}});
    };
    hook(kReverseTrigger, "migration/create_row_trigger", m_plan.shadow.quoted());
    hook(kReverseTruncateTrigger, "migration/create_truncate_trigger", m_plan.shadow.quoted());
    for (const PlannedLeaf &leaf : m_plan.leaves)
        hook(kReverseTruncateTrigger, "migration/create_truncate_trigger", leaf.name.quoted());
    return list;
}

QList<SqlText> MigrationSql::dress() const
{
    return dressPolicies() + dressRights() + dressComments() + dressChecks() + dressStatistics()
        + dressExtendedStatistics() + dressIndexes() + dressReplicaIdentity() + dressTriggers() + dressGuards()
        + createReverseCapture();
}

SqlText MigrationSql::recordDressed() const
{
    Direction shadow = reverse();
    shadow.source = m_plan.shadow;
    return sql("migration/record_dressed", {{tag("children_query"), sqlFor("migration/children", shadow).text}});
}

} // namespace parterre
