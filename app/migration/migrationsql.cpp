// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/migrationsql.h"

#include "domain/naming.h"
#include "domain/sqlscan.h"

namespace parterre {

namespace {

const QString kCaptureTrigger = QStringLiteral("zz_parterre_capture");
const QString kTruncateTrigger = QStringLiteral("zz_parterre_truncate");
const QString kReverseTrigger = QStringLiteral("zz_parterre_reverse");
const QString kReverseTruncateTrigger = QStringLiteral("zz_parterre_reverse_truncate");

QString tag(const char *text)
{
    return QString::fromLatin1(text);
}

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

QStringList copiedColumns(const Plan &plan)
{
    QStringList names;
    for (const ColumnDefinition &column : plan.table.columns) {
        if (column.generated.isEmpty())
            names << quoteIdentifier(column.name);
    }
    return names;
}

QStringList prefixed(const QStringList &names, const QString &prefix)
{
    QStringList result;
    for (const QString &name : names)
        result << prefix + name;
    return result;
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
        {tag("log_is_old"), matchLog(plan, tag("old."))},
        {tag("log_is_new"), matchLog(plan, tag("new."))},
        {tag("definition_query"), definitionQuery},
    };
    m_names.insert(tag("rights_query"), sql("migration/rights").text);
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
    return direction;
}

SqlText MigrationSql::sql(const char *id, const SqlNames &more) const
{
    SqlNames names = m_names;
    names.insert(more);
    return SqlText::load(tag(id), names);
}

SqlNames MigrationSql::directed(const Direction &direction) const
{
    return {{tag("source"), direction.source.quoted()},
            {tag("source_literal"), quoteLiteral(direction.source.quoted())},
            {tag("target"), direction.target.quoted()},
            {tag("target_literal"), quoteLiteral(direction.target.quoted())},
            {tag("log"), direction.log.quoted()},
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
    return sqlFor("migration/capture_synchronously", direction);
}

QList<SqlText> MigrationSql::createShadow() const
{
    QList<SqlText> list{sql("migration/create_shadow")};
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
        list << captureToLog(direction);
        list << sqlFor("migration/revoke_function", direction);
    }
    QString grantees;
    for (const QString &grantee : m_plan.table.defaultGrantees) {
        if (grantee != u"PUBLIC")
            grantees += tag(", ") + grantee;
    }
    list << sql("migration/revoke_log", {{tag("grantees"), grantees}});
    return list;
}

QList<SqlText> MigrationSql::createLeaf(const PlannedLeaf &leaf) const
{
    QStringList options = m_plan.table.options;
    options += prefixed(m_plan.table.toastOptions, tag("toast."));
    const QString tablespace = m_plan.table.tablespace;
    const SqlNames names{
        {tag("leaf"), leaf.name.quoted()},
        {tag("from"), quoteLiteral(leaf.from)},
        {tag("to"), quoteLiteral(leaf.to)},
        {tag("with"), options.isEmpty() ? QString() : QString(u" WITH (" % options.join(tag(", ")) % u')')},
        {tag("tablespace"), tablespace.isEmpty() ? QString() : QString(u" TABLESPACE " % quoteIdentifier(tablespace))}};
    return {sql("migration/create_leaf", names),
            leaf.isDefault() ? sql("migration/attach_default", names) : sql("migration/attach_leaf", names)};
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

QString MigrationSql::indexNameOfLeaf(const PlannedLeaf &leaf, const IndexDefinition &index) const
{
    return fitName(leaf.name.name % u'_' % (index.primary ? tag("pkey") : index.name), {});
}

namespace {

// The key list with the partition key added, where the plan says so.
QString shaped(const Plan &plan, const IndexDefinition &index, const QString &text)
{
    return index.choice == UniqueChoice::Extend ? extendKeyList(text, quoteIdentifier(plan.keyColumn)) : text;
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
                             {tag("tail"), shaped(m_plan, index, index.tail)},
                             {tag("definition"), shaped(m_plan, index, index.constraint)}};
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
                             {tag("tail"), shaped(m_plan, index, index.tail)},
                             {tag("definition"), shaped(m_plan, index, index.constraint)}};
        list << LeafIndex{name,
                          index.constraint.isEmpty() ? sql("migration/index_parent", names)
                                                     : sql("migration/constrain_parent", names)};
    }
    return list;
}

SqlText MigrationSql::comment(const char *kind, const QString &object, const QString &text) const
{
    return sql("migration/comment",
               {{tag("kind"), tag(kind)},
                {tag("object"), object},
                {tag("comment"), quoteLiteral(text)},
                {tag("relation"), m_plan.shadow.quoted()}});
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
    const auto add = [&](const char *kind, const QString &object, const QString &text) {
        if (!text.isEmpty())
            list << comment(kind, object, text);
    };
    const QString shadow = m_plan.shadow.quoted();
    add("TABLE", shadow, m_plan.table.comment);
    for (const IndexDefinition &index : m_plan.table.indexes) {
        if (index.choice == UniqueChoice::PerLeaf)
            continue;
        const QString name = fitName(index.name, tag("_new"));
        add("INDEX", m_plan.shadow.sibling(name).quoted(), index.comment);
        add("CONSTRAINT", quoteIdentifier(name) % u" ON " % shadow, index.constraintComment);
    }
    for (const SequenceDefinition &sequence : m_plan.table.sequences) {
        if (sequence.identity)
            add("SEQUENCE", sequence.name.sibling(fitName(sequence.name.name, tag("_new"))).quoted(), sequence.comment);
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
            list << comment("CONSTRAINT", quoteIdentifier(check.name) % u" ON " % shadow, check.comment);
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
            list << comment("TRIGGER", quoteIdentifier(trigger.name) % u" ON " % shadow, trigger.comment);
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
    return dressRights() + dressComments() + dressChecks() + dressStatistics() + dressTriggers()
        + createReverseCapture();
}

QList<Statement> MigrationSql::exchange(bool back) const
{
    const TableDefinition &table = m_plan.table;
    const QualifiedName leaving = back ? m_plan.shadow : m_plan.old; // the name that what is T now gets
    const QualifiedName coming = back ? m_plan.old : m_plan.shadow;  // what becomes T
    const QString suffixLeaving = back ? tag("_new") : tag("_old");
    const QString suffixComing = back ? tag("_old") : tag("_new");
    QList<Statement> list;
    list << Statement{sql("migration/rename_table",
                          {{tag("relation"), table.name.quoted()}, {tag("name"), quoteIdentifier(leaving.name)}})};
    list << Statement{sql("migration/rename_table",
                          {{tag("relation"), coming.quoted()}, {tag("name"), quoteIdentifier(table.name.name)}})};
    for (const IndexDefinition &index : table.indexes) {
        if (index.choice == UniqueChoice::PerLeaf)
            continue;
        const QualifiedName plain = table.name.sibling(index.name);
        list << Statement{
            sql("migration/rename_index",
                {{tag("index"), plain.quoted()}, {tag("name"), quoteIdentifier(fitName(index.name, suffixLeaving))}})};
        list << Statement{sql("migration/rename_index",
                              {{tag("index"), plain.sibling(fitName(index.name, suffixComing)).quoted()},
                               {tag("name"), quoteIdentifier(index.name)}})};
    }
    for (const SequenceDefinition &sequence : table.sequences) {
        if (!sequence.identity)
            continue;
        const QualifiedName coming_ = sequence.name.sibling(fitName(sequence.name.name, suffixComing));
        list << Statement{sql("migration/advance_sequence",
                              {{tag("farther"), sequence.increment < 0 ? tag("least") : tag("greatest")},
                               {tag("from"), sequence.name.quoted()},
                               {tag("to"), coming_.quoted()},
                               {tag("to_literal"), quoteLiteral(coming_.quoted())},
                               {tag("gap"), QString::number(sequence.increment * 1000)}})};
        list << Statement{sql("migration/rename_sequence",
                              {{tag("sequence"), sequence.name.quoted()},
                               {tag("name"), quoteIdentifier(fitName(sequence.name.name, suffixLeaving))}})};
        list << Statement{
            sql("migration/rename_sequence",
                {{tag("sequence"), coming_.quoted()}, {tag("name"), quoteIdentifier(sequence.name.name)}})};
    }
    for (const ViewDefinition &view : table.views) {
        list << Statement{
            sql("migration/replace_view",
                {{tag("view"), view.name.quoted()},
                 {tag("query"), view.query},
                 {tag("options"),
                  view.options.isEmpty() ? QString() : QString(u" WITH (" % view.options.join(tag(", ")) % u')')}})};
    }
    for (const TriggerDefinition &trigger : table.triggers) {
        if (trigger.enabled == u"D")
            continue;
        const QString mode = trigger.enabled == u"A" ? tag("ALWAYS ")
            : trigger.enabled == u"R"                ? tag("REPLICA ")
                                                     : QString();
        list << Statement{sql("migration/disable_trigger",
                              {{tag("relation"), leaving.quoted()}, {tag("trigger"), quoteIdentifier(trigger.name)}})};
        list << Statement{sql("migration/enable_trigger",
                              {{tag("relation"), table.name.quoted()},
                               {tag("trigger"), quoteIdentifier(trigger.name)},
                               {tag("mode"), mode}})};
    }
    return list;
}

QList<Statement> MigrationSql::switchOver() const
{
    QList<Statement> list;
    for (const ViewDefinition &view : m_plan.table.views)
        list << Statement{sql("migration/lock_view", {{tag("view"), view.name.quoted()}, {tag("owner"), view.owner}})};
    list << Statement{sql("migration/lock_exclusive")};
    list << Statement{sqlFor("migration/log_is_empty", forward())};
    list << Statement{sql("migration/rights_hold")};
    if (!m_plan.limits.acceptSerializableRisk)
        list << Statement{sql("migration/no_serializable_reads")};
    list << exchange(false);
    for (const CheckDefinition &check : m_plan.table.checks) {
        if (!check.validated)
            list << Statement{sql("migration/add_check",
                                  {{tag("relation"), m_plan.table.name.quoted()},
                                   {tag("constraint"), quoteIdentifier(check.name)},
                                   {tag("definition"), check.definition}})};
        if (!check.validated && !check.comment.isEmpty())
            list << Statement{sql("migration/comment",
                                  {{tag("kind"), tag("CONSTRAINT")},
                                   {tag("object"), quoteIdentifier(check.name) % u" ON " % m_plan.table.name.quoted()},
                                   {tag("comment"), quoteLiteral(check.comment)},
                                   {tag("relation"), m_plan.table.name.quoted()}})};
    }
    for (const QString &statement : m_plan.applicationSwitch)
        list << Statement{sql("migration/application_sql", {{tag("statement"), statement}})};
    list << Statement{captureToLog(forward())};
    list << Statement{sql("migration/record_switch", {{tag("state_literal"), tag("'Switched'")}})};
    list << Statement{sql("transaction/commit")};
    return list;
}

QList<Statement> MigrationSql::switchBack() const
{
    QList<Statement> list;
    for (const ViewDefinition &view : m_plan.table.views)
        list << Statement{sql("migration/lock_view", {{tag("view"), view.name.quoted()}, {tag("owner"), view.owner}})};
    list << Statement{sql("migration/lock_exclusive")};
    list << Statement{sqlFor("migration/log_is_empty", reverse())};
    list << Statement{sql("migration/rights_hold")};
    if (!m_plan.limits.acceptSerializableRisk)
        list << Statement{sql("migration/no_serializable_reads")};
    list << exchange(true);
    for (const QString &statement : m_plan.applicationSwitchBack)
        list << Statement{sql("migration/application_sql", {{tag("statement"), statement}})};
    list << Statement{captureToLog(reverse())};
    list << Statement{sql("migration/record_switch", {{tag("state_literal"), tag("'RollingBack'")}})};
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

QString MigrationSql::inLeaf(const PlannedLeaf &leaf) const
{
    const QString key = u"x." % quoteIdentifier(m_plan.keyColumn);
    if (!leaf.isDefault())
        return key % u" >= " % quoteLiteral(leaf.from) % u" AND " % key % u" < " % quoteLiteral(leaf.to);
    const PlannedLeaf &first = m_plan.leaves.first();
    const PlannedLeaf &last = m_plan.leaves[m_plan.leaves.size() - 2];
    return u'(' % key % u" < " % quoteLiteral(first.from) % u" OR " % key % u" >= " % quoteLiteral(last.to) % u')';
}

SqlText MigrationSql::hashSourcePages(const Direction &direction) const
{
    return sqlFor("migration/hash_source_pages", direction);
}

SqlText MigrationSql::hashSourceRange(const PlannedLeaf &leaf, const Direction &direction) const
{
    return sqlFor("migration/hash_source_range", direction, {{tag("x_in_leaf"), inLeaf(leaf)}});
}

SqlText MigrationSql::hashLeaf(const PlannedLeaf &leaf, const Direction &direction) const
{
    return sqlFor("migration/hash_leaf", direction, {{tag("leaf"), leaf.name.quoted()}});
}

SqlText MigrationSql::compareLeaf(const PlannedLeaf &leaf, const Direction &direction) const
{
    QStringList out;
    QStringList named;
    QStringList on;
    for (qsizetype i = 0; i < m_plan.pair.size(); ++i) {
        const KeyColumn &column = m_plan.pair[i];
        const QString k = u'k' % QString::number(i + 1);
        out << u"coalesce(s." % k % u", t." % k % u")::text AS " % k;
        named << u"x." % quoteIdentifier(column.name) % u" AS " % k;
        on << u"s." % k % column.collation % u' ' % column.equals % u" t." % k;
    }
    return sqlFor("migration/compare_leaf", direction,
                  {{tag("x_in_leaf"), inLeaf(leaf)},
                   {tag("leaf"), leaf.name.quoted()},
                   {tag("pair_out"), out.join(tag(", "))},
                   {tag("x_pair_named"), named.join(tag(", "))},
                   {tag("s_is_t"), on.join(tag(" AND "))}});
}

SqlText MigrationSql::logPair(const Direction &direction) const
{
    QStringList params;
    for (qsizetype i = 0; i < m_plan.pair.size(); ++i)
        params << u'$' % QString::number(i + 1) % u"::" % m_plan.pair[i].type;
    return sqlFor("migration/log_pair", direction, {{tag("pair_params"), params.join(tag(", "))}});
}

} // namespace parterre
