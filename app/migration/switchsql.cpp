// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/naming.h"
#include "domain/sqlscan.h"
#include "migration/materializedviews.h"
#include "migration/migrationsqltext.h"

namespace parterre {

using namespace text;

namespace {

const QString kCreateRule = QStringLiteral("CREATE RULE "); // how pg_get_ruledef() begins

// One exchange of names: what is T now gets the name `leaving`, and `coming` becomes T.
struct Exchange {
    QualifiedName leaving;
    QualifiedName coming;
    QString suffixLeaving; ///< of what belongs to it: indexes, sequences
    QString suffixComing;
};

Exchange exchangeOf(const Plan &plan, bool back)
{
    if (back)
        return {plan.shadow, plan.old, tag("_new"), tag("_old")};
    return {plan.old, plan.shadow, tag("_old"), tag("_new")};
}

} // namespace

QList<Statement> MigrationSql::exchangeNames(bool back) const
{
    const Exchange names = exchangeOf(m_plan, back);
    const QualifiedName &table = m_plan.table.name;
    const auto rename = [this](const char *id, const char *what, const QualifiedName &from, const QString &to) {
        return Statement{sql(id, {{tag(what), from.quoted()}, {tag("name"), quoteIdentifier(to)}})};
    };
    QList<Statement> list{rename("migration/rename_table", "relation", table, names.leaving.name),
                          rename("migration/rename_table", "relation", names.coming, table.name)};
    for (const IndexDefinition &index : m_plan.table.indexes) {
        if (index.choice == UniqueChoice::PerLeaf)
            continue;
        const QualifiedName plain = table.sibling(index.name);
        const QualifiedName coming = plain.sibling(fitName(index.name, names.suffixComing));
        list << rename("migration/rename_index", "index", plain, fitName(index.name, names.suffixLeaving));
        list << rename("migration/rename_index", "index", coming, index.name);
    }
    for (const SequenceDefinition &sequence : m_plan.table.sequences) {
        if (!sequence.identity)
            continue;
        const QString &name = sequence.name.name;
        const QualifiedName coming = sequence.name.sibling(fitName(name, names.suffixComing));
        list << Statement{sql("migration/advance_sequence",
                              {{tag("farther"), sequence.increment < 0 ? tag("least") : tag("greatest")},
                               {tag("from"), sequence.name.quoted()},
                               {tag("to"), coming.quoted()},
                               {tag("to_literal"), quoteLiteral(coming.quoted())},
                               {tag("gap"), QString::number(sequence.increment * 1000)}})};
        list << rename("migration/rename_sequence", "sequence", sequence.name, fitName(name, names.suffixLeaving));
        list << rename("migration/rename_sequence", "sequence", coming, name);
    }
    return list + exchangeStatistics(names.suffixLeaving, names.suffixComing);
}

// The text of what is bound to the table by OID, for the table that has the name now: what the server writes has the
// names in it, whole. ONLY means nothing on a table without children, and no rows of a partitioned one.
QString MigrationSql::named(const QString &definition, bool back) const
{
    return back ? definition : withoutOnly(definition, m_plan.table.name.quoted());
}

QList<Statement> MigrationSql::exchangeViews(bool back) const
{
    QList<Statement> list;
    for (const ViewDefinition &view : m_plan.table.views) {
        const QString options = view.options.join(tag(", "));
        list << Statement{
            sql("migration/replace_view",
                {{tag("view"), view.name.quoted()},
                 {tag("query"), named(view.query, back)},
                 {tag("options"), options.isEmpty() ? QString() : QString(u" WITH (" % options % u')')}})};
    }
    return list;
}

QList<Statement> MigrationSql::exchangeFunctions(bool back) const
{
    QList<Statement> list;
    if (!m_plan.table.functions.isEmpty())
        list << Statement{sql("migration/trust_function_bodies")};
    for (const FunctionDefinition &function : m_plan.table.functions)
        list << Statement{sql("migration/replace_function", {{tag("definition"), named(function.definition, back)}})};
    return list;
}

QList<Statement> MigrationSql::exchangeRules(bool back) const
{
    QList<Statement> list;
    for (const RuleDefinition &rule : m_plan.table.rules) {
        if (rule.own)
            continue;
        const QString definition = named(rule.definition, back).mid(kCreateRule.size());
        list << Statement{sql("migration/replace_rule",
                              {{tag("definition"), definition}, {tag("relation"), rule.relation.quoted()}})};
    }
    return list;
}

// A rule on the table itself is made on the new one; the old one keeps its own, which no replay meets: those INSERT and
// DELETE, and only rules ON UPDATE are carried over.
QList<Statement> MigrationSql::createOwnRules() const
{
    const QString table = m_plan.table.name.quoted();
    QList<Statement> list;
    for (const RuleDefinition &rule : m_plan.table.rules) {
        if (!rule.own)
            continue;
        const QString name = quoteIdentifier(rule.name);
        list << Statement{sql(
            "migration/replace_rule",
            {{tag("definition"), named(rule.definition, false).mid(kCreateRule.size())}, {tag("relation"), table}})};
        if (rule.enabled != u"O") {
            const QString state = rule.enabled == u"A" ? tag("ENABLE ALWAYS")
                : rule.enabled == u"R"                 ? tag("ENABLE REPLICA")
                                                       : tag("DISABLE");
            list << Statement{
                sql("migration/rule_state", {{tag("relation"), table}, {tag("rule"), name}, {tag("state"), state}})};
        }
        if (!rule.comment.isEmpty())
            list << Statement{comment("RULE", name % u" ON " % table, rule.comment, table)};
    }
    return list;
}

QList<Statement> MigrationSql::exchangePolicies(bool back) const
{
    const auto clause = [&](const char *keyword, const QString &expression) {
        return expression.isEmpty() ? QString() : QString(tag(keyword) % u" (" % named(expression, back) % u')');
    };
    QList<Statement> list;
    for (const OutsidePolicyDefinition &policy : m_plan.table.outsidePolicies) {
        list << Statement{sql("migration/alter_policy",
                              {{tag("policy"), quoteIdentifier(policy.name)},
                               {tag("relation"), policy.relation.quoted()},
                               {tag("using"), clause(" USING", policy.usingExpression)},
                               {tag("check"), clause(" WITH CHECK", policy.checkExpression)}})};
    }
    return list;
}

QList<Statement> MigrationSql::exchangeTriggers(bool back) const
{
    const QString leaving = exchangeOf(m_plan, back).leaving.quoted();
    QList<Statement> list;
    for (const TriggerDefinition &trigger : m_plan.table.triggers) {
        if (trigger.enabled == u"D")
            continue;
        const QString mode = trigger.enabled == u"A" ? tag("ALWAYS ")
            : trigger.enabled == u"R"                ? tag("REPLICA ")
                                                     : QString();
        const QString name = quoteIdentifier(trigger.name);
        list << Statement{sql("migration/disable_trigger", {{tag("relation"), leaving}, {tag("trigger"), name}})};
        list << Statement{
            sql("migration/enable_trigger",
                {{tag("relation"), m_plan.table.name.quoted()}, {tag("trigger"), name}, {tag("mode"), mode}})};
    }
    return list;
}

// Checks that rows of T break come only now, since P would have refused those rows.
QList<Statement> MigrationSql::addUnvalidatedChecks() const
{
    const QString table = m_plan.table.name.quoted();
    QList<Statement> list;
    for (const CheckDefinition &check : m_plan.table.checks) {
        if (check.validated)
            continue;
        const QString name = quoteIdentifier(check.name);
        list << Statement{
            sql("migration/add_check",
                {{tag("relation"), table}, {tag("constraint"), name}, {tag("definition"), check.definition}})};
        if (!check.comment.isEmpty())
            list << Statement{comment("CONSTRAINT", name % u" ON " % table, check.comment, table)};
    }
    return list;
}

// Both sides are equal, or become so under the lock: the synchronous switch finds the log empty, the plain one replays
// what is left of it.
QList<Statement> MigrationSql::lastDelta(const Direction &direction) const
{
    if (!m_plan.limits.plainSwitch)
        return {{sqlFor("migration/log_is_empty", direction)}};
    QList<Statement> list;
    if (m_plan.table.hasDeferrableKeys()) // a check that waits for the COMMIT would forbid the renames
        list << Statement{sql("transaction/constraints_immediate")};
    list += QList<Statement>{
        {sql("migration/round_mark")},
        {sqlFor("migration/consume", direction, {{tag("oldest"), tag("current_setting('parterre.oldest')")}})}};
    for (const char *id :
         {"migration/not_truncated", "migration/replay_delete", "migration/replay_insert", "migration/round_unmark"})
        list << Statement{sqlFor(id, direction)};
    return list;
}

// The publications follow the name, with their filters and columns.
QList<Statement> MigrationSql::exchangePublications(bool back) const
{
    QList<Statement> list;
    for (const PublicationDefinition &publication : m_plan.table.publications) {
        QStringList columns;
        for (const QString &column : publication.columns)
            columns << quoteIdentifier(column);
        const SqlNames names{
            {tag("publication"), quoteIdentifier(publication.name)},
            {tag("columns"), columns.isEmpty() ? QString() : QString(u" (" % columns.join(tag(", ")) % u')')},
            {tag("filter"),
             publication.filter.isEmpty() ? QString() : QString(u" WHERE (" % publication.filter % u')')}};
        SqlNames leaving = names;
        leaving.insert(tag("relation"), exchangeOf(m_plan, back).leaving.quoted());
        SqlNames coming = names;
        coming.insert(tag("relation"), m_plan.table.name.quoted());
        list << Statement{sql("migration/unpublish", leaving)} << Statement{sql("migration/publish", coming)};
    }
    return list;
}

// Views that read the table or have a rule that names it; by quoted name, with their owners.
QMap<QString, QString> MigrationSql::lockedViews() const
{
    QMap<QString, QString> views;
    for (const ViewDefinition &view : m_plan.table.views)
        views.insert(view.name.quoted(), view.owner);
    for (const RuleDefinition &rule : m_plan.table.rules) {
        if (!rule.own && rule.kind == u"v")
            views.insert(rule.relation.quoted(), rule.owner);
    }
    return views;
}

// Other tables with a rule or a policy that names the table.
QMap<QString, QString> MigrationSql::lockedTables() const
{
    QMap<QString, QString> tables;
    for (const RuleDefinition &rule : m_plan.table.rules) {
        if (!rule.own && rule.kind != u"v")
            tables.insert(rule.relation.quoted(), rule.owner);
    }
    for (const OutsidePolicyDefinition &policy : m_plan.table.outsidePolicies)
        tables.insert(policy.relation.quoted(), policy.owner);
    return tables;
}

QStringList MigrationSql::lockedRelations() const
{
    QStringList names{m_plan.table.name.quoted()};
    names << lockedViews().keys() << lockedTables().keys();
    for (const ForeignKeyDefinition &key : m_plan.table.foreignKeys)
        names << key.referenced.quoted();
    for (const ReferenceDefinition &reference : m_plan.references)
        names << reference.table.quoted();
    names.removeDuplicates();
    return names;
}

Statement MigrationSql::lockQuietly(bool back) const
{
    QStringList locks;
    const auto lock = [&](const char *id, const QString &what, const QMap<QString, QString> &relations) {
        for (auto it = relations.cbegin(); it != relations.cend(); ++it)
            locks << sql(id, {{what, it.key()}, {tag("owner"), it.value()}}).text.trimmed() + u';';
    };
    lock("migration/lock_view", tag("view"), lockedViews());
    lock("migration/lock_other", tag("relation"), lockedTables());
    QStringList locked = QStringList{m_plan.table.name.quoted()} + lockedViews().keys() + lockedTables().keys();
    QStringList drops;
    for (const SqlText &drop : dropForeignKeys(back)) {
        drops << drop.text.trimmed() + u';';
        for (const RelationLock &each : drop.locks)
            locked << each.relation;
    }
    locked.removeDuplicates();
    return {sql("migration/lock_quietly",
                {{tag("lock_others"), locks.join(u' ')},
                 {tag("drop_foreign_keys"), drops.join(u' ')},
                 {tag("all"), locked.join(tag(", "))}})};
}

QList<Statement> MigrationSql::switchOver(bool back) const
{
    const Direction direction = back ? reverse() : forward();
    QList<Statement> list;
    list << lockQuietly(back);
    list << lastDelta(direction);
    list << Statement{sql("migration/rights_hold")};
    if (!m_plan.limits.acceptSerializableRisk)
        list << Statement{sql("migration/no_serializable_reads")};
    list << exchangeNames(back) << exchangeViews(back) << exchangeFunctions(back) << exchangeRules(back)
         << exchangePolicies(back) << exchangeTriggers(back) << exchangeGuards(back) << exchangePublications(back)
         << exchangeForeignKeys(back);
    if (!back)
        list << createOwnRules() << addUnvalidatedChecks() << addNamingPolicies();
    for (const QString &statement : back ? m_plan.applicationSwitchBack : m_plan.applicationSwitch)
        list << Statement{sql("migration/budget_left")}
             << Statement{sql("migration/application_sql", {{tag("statement"), statement}})};
    list << Statement{captureToLog(direction)};
    list << Statement{sql("migration/budget_left")};
    list << Statement{
        sql("migration/record_switch", {{tag("state_literal"), back ? tag("'RollingBack'") : tag("'Switched'")}})};
    list << Statement{sql("transaction/commit")};
    return list;
}

QString MigrationSql::onNewTable(const QString &definition) const
{
    return named(definition, false);
}

SqlText MigrationSql::materializedViewState(const MaterializedViewDefinition &view) const
{
    return sql("migration/matview_state",
               {{tag("view_literal"), quoteLiteral(view.name.quoted())},
                {tag("view_new_literal"), quoteLiteral(newName(view.name).quoted())},
                {tag("view_old_literal"), quoteLiteral(oldName(view.name).quoted())}});
}

QList<SqlText> MigrationSql::createMaterializedView(const MaterializedViewDefinition &view) const
{
    const QualifiedName twin = newName(view.name);
    const QString name = twin.quoted();
    const QStringList options = view.options + prefixed(view.toastOptions, tag("toast."));
    const auto comments = [&](const char *kind, const QString &object, const QString &text, const QString &locked) {
        return text.isEmpty() ? QList<SqlText>() : QList<SqlText>{comment(kind, object, text, locked)};
    };
    QList<SqlText> list{
        sql("migration/create_matview",
            {{tag("view"), name},
             {tag("method"), QString(u" USING " % quoteIdentifier(view.accessMethod))},
             {tag("with"), options.isEmpty() ? QString() : QString(u" WITH (" % options.join(tag(", ")) % u')')},
             {tag("tablespace"),
              view.tablespace.isEmpty() ? QString() : QString(u" TABLESPACE " % quoteIdentifier(view.tablespace))},
             {tag("query"), onNewTable(view.query)}})};
    for (const MaterializedViewDefinition::Index &index : view.indexes) {
        const QualifiedName indexName = newName(view.name.sibling(index.name));
        list << sql("migration/index_leaf",
                    {{tag("index"), quoteIdentifier(indexName.name)},
                     {tag("leaf"), name},
                     {tag("unique"), index.unique ? tag("UNIQUE ") : QString()},
                     {tag("tail"), index.tail}});
        list << comments("INDEX", indexName.quoted(), index.comment, indexName.quoted());
    }
    if (!view.defaultGrantees.isEmpty())
        list << sql("migration/revoke_defaults",
                    {{tag("relations"), name}, {tag("grantees"), view.defaultGrantees.join(tag(", "))}});
    for (const GrantDefinition &grant : view.grants) {
        const QString column =
            grant.column.isEmpty() ? QString() : QString(u'(' % quoteIdentifier(grant.column) % u')');
        list << sql("migration/grant",
                    {{tag("shadow"), name},
                     {tag("privilege"), grant.privilege + column},
                     {tag("grantee"), grant.grantee},
                     {tag("option"), grant.grantable ? tag(" WITH GRANT OPTION") : QString()}});
    }
    list << comments("MATERIALIZED VIEW", name, view.comment, name);
    for (const MaterializedViewDefinition::Column &column : view.columns)
        list << comments("COLUMN", name % u'.' % quoteIdentifier(column.name), column.comment, name);
    return list;
}

QList<SqlText> MigrationSql::fillMaterializedView(const QualifiedName &name, bool populated) const
{
    QList<SqlText> list{sql("migration/row_security_on"),
                        sql("migration/refresh_matview",
                            {{tag("view"), name.quoted()}, {tag("data"), populated ? tag("DATA") : tag("NO DATA")}})};
    if (populated)
        list << sql("migration/analyze_matview", {{tag("view"), name.quoted()}});
    return list;
}

QList<Statement> MigrationSql::exchangeMaterializedView(const MaterializedViewDefinition &view, bool back,
                                                        const QString &version) const
{
    const auto leaving = [&](const QualifiedName &name) { return back ? newName(name) : oldName(name); };
    const auto coming = [&](const QualifiedName &name) { return back ? oldName(name) : newName(name); };
    QList<Statement> list{
        {sql("migration/patience"), Params() << QString(QString::number(m_plan.limits.lockTimeoutMs) % u"ms")},
        {sql("migration/lock_matview", {{tag("view"), view.name.quoted()}, {tag("owner"), view.owner}})},
        {sql("migration/matview_holds", {{tag("view_literal"), quoteLiteral(view.name.quoted())}}),
         Params() << version}};
    const auto rename = [&](const char *id, const char *what, const QualifiedName &from, const QualifiedName &to) {
        list << Statement{sql(id, {{tag(what), from.quoted()}, {tag("name"), quoteIdentifier(to.name)}})};
    };
    rename("migration/rename_matview", "view", view.name, leaving(view.name));
    rename("migration/rename_matview", "view", coming(view.name), view.name);
    for (const MaterializedViewDefinition::Index &index : view.indexes) {
        const QualifiedName name = view.name.sibling(index.name);
        rename("migration/rename_index", "index", name, leaving(name));
        rename("migration/rename_index", "index", coming(name), name);
    }
    return list;
}

SqlText MigrationSql::dropMaterializedView(const QualifiedName &name) const
{
    return sql("migration/drop_matview", {{tag("view"), name.quoted()}});
}

QList<SqlText> MigrationSql::ownSequences(const QualifiedName &table) const
{
    QList<SqlText> list;
    for (const SequenceDefinition &sequence : m_plan.table.sequences) {
        if (!sequence.identity)
            list << sql("migration/own_sequence",
                        {{tag("sequence"), sequence.name.quoted()},
                         {tag("table"), table.quoted()},
                         {tag("column"), quoteIdentifier(sequence.column)}});
    }
    return list;
}

} // namespace parterre
