// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/naming.h"
#include "migration/migrationsqltext.h"

namespace parterre {

using namespace text;

namespace {

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
    return list;
}

QList<Statement> MigrationSql::exchangeViews() const
{
    QList<Statement> list;
    for (const ViewDefinition &view : m_plan.table.views) {
        const QString options = view.options.join(tag(", "));
        list << Statement{
            sql("migration/replace_view",
                {{tag("view"), view.name.quoted()},
                 {tag("query"), view.query},
                 {tag("options"), options.isEmpty() ? QString() : QString(u" WITH (" % options % u')')}})};
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
            list << Statement{comment("CONSTRAINT", name % u" ON " % table, check.comment)};
    }
    return list;
}

// Both sides are equal, or become so under the lock: the synchronous switch finds the log empty, the plain one replays
// what is left of it.
QList<Statement> MigrationSql::lastDelta(const Direction &direction) const
{
    if (!m_plan.limits.plainSwitch)
        return {{sqlFor("migration/log_is_empty", direction)}};
    QList<Statement> list{
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

Statement MigrationSql::lockQuietly(bool back) const
{
    QStringList views;
    for (const ViewDefinition &view : m_plan.table.views) {
        const SqlNames names{{tag("view"), view.name.quoted()}, {tag("owner"), view.owner}};
        views << sql("migration/lock_view", names).text.trimmed() + u';';
    }
    QStringList drops;
    for (const SqlText &drop : dropForeignKeys(back))
        drops << drop.text.trimmed() + u';';
    return {sql("migration/lock_quietly",
                {{tag("lock_views"), views.join(u' ')}, {tag("drop_foreign_keys"), drops.join(u' ')}})};
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
    list << exchangeNames(back) << exchangeViews() << exchangeTriggers(back) << exchangePublications(back)
         << exchangeForeignKeys(back);
    if (!back)
        list << addUnvalidatedChecks();
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
