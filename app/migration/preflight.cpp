// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/preflight.h"

#include "domain/sqlscan.h"
#include "migration/materializedviews.h"

#include <QCoreApplication>

#include <algorithm>

namespace parterre {

namespace {

using Severity = Finding::Severity;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

constexpr char kReference[] = "foreign-key-in";

struct KindText {
    const char *kind;
    Severity severity;
    const char *consequence;
    const char *hint;
};

// What each kind of dependent means; the text is translated where it is used.
constexpr KindText kKinds[] = {
    {kReference, Severity::Blocks,
     QT_TRANSLATE_NOOP(
         "Preflight",
         "The referencing table would go on checking the old table, and its ON DELETE actions would fire there."),
     QT_TRANSLATE_NOOP("Preflight",
                       "Drop the constraint, or plan with --drop-reference NAME: the switch drops it, a rollback makes "
                       "it again.")},
    {"exclusion", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "A partitioned table cannot hold this exclusion constraint."),
     QT_TRANSLATE_NOOP("Preflight", "Drop the constraint.")},
    {"inheritance", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "Rows of inheritance children are not captured by the triggers of their parent."),
     QT_TRANSLATE_NOOP("Preflight", "End the inheritance: ALTER TABLE … NO INHERIT.")},
    {"row-type", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "It uses the table's row type, which would become the row type of the old table."),
     QT_TRANSLATE_NOOP("Preflight", "Change it to a type of its own.")},
    {"not-null-not-valid", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "The copy would refuse the rows that are NULL here."),
     QT_TRANSLATE_NOOP("Preflight", "ALTER TABLE … VALIDATE CONSTRAINT it first.")},
    {"materialized-view", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "It would go on reading the old table at every refresh."),
     QT_TRANSLATE_NOOP("Preflight", "Drop it and make it again after the switch.")},
    {"view-groups-by-key", Severity::Blocks,
     QT_TRANSLATE_NOOP(
         "Preflight",
         "The view groups by the primary key alone and selects other columns; the new key has the partition key in it, so the server refuses the view."),
     QT_TRANSLATE_NOOP("Preflight", "Name all selected columns in its GROUP BY.")},
    {"names-key", Severity::Blocks,
     QT_TRANSLATE_NOOP(
         "Preflight",
         "It groups by a key of the table alone, or names it in ON CONFLICT; the new key has the partition key in it, so the server refuses it or it means something else."),
     QT_TRANSLATE_NOOP("Preflight", "Name all selected columns in its GROUP BY, or the columns in ON CONFLICT.")},
    {"rule", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "The rule would go on reading and writing the old table."),
     QT_TRANSLATE_NOOP("Preflight", "Replace the rule by a trigger.")},
    {"publication-scope", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "The publication takes the partitioned copy and the old table in too."),
     QT_TRANSLATE_NOOP("Preflight", "Publish tables by name, without this one.")},
    {"subscription", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "A subscription writes into the table; the worker would lose it at the switch."),
     QT_TRANSLATE_NOOP("Preflight", "End the subscription of this table.")},
    {"extension", Severity::Blocks, QT_TRANSLATE_NOOP("Preflight", "The table belongs to an extension."),
     QT_TRANSLATE_NOOP("Preflight", "ALTER EXTENSION … DROP TABLE …")},
    {"security-label", Severity::Blocks, QT_TRANSLATE_NOOP("Preflight", "Security labels are not carried over yet."),
     QT_TRANSLATE_NOOP("Preflight", "Remove the label.")},
    {"event-trigger", Severity::Informs,
     QT_TRANSLATE_NOOP("Preflight",
                       "It fires on the migration's DDL, also in the switch; if it raises an error the step fails."),
     QT_TRANSLATE_NOOP("Preflight", "Make sure that it lets DDL in schema parterre and on this table pass.")},
    {"unknown", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "This dependency is not known, so it cannot be carried over."),
     QT_TRANSLATE_NOOP("Preflight", "Remove it, or report it.")},
};

Finding finding(Severity severity, const char *code, const QString &object, const QString &consequence,
                const QString &hint = {})
{
    return {severity, QLatin1String(code), object, consequence, hint};
}

bool holdsColumn(const IndexDefinition &index, const QString &column)
{
    return index.keyColumns.contains(column);
}

} // namespace

namespace {

// Names of the unique keys that stay as they are.
QStringList keptKeys(const TableDefinition &table, const QString &keyColumn)
{
    QStringList names;
    for (const IndexDefinition &index : table.indexes) {
        if (index.unique && holdsColumn(index, keyColumn))
            names << index.name;
    }
    return names;
}

// What the plan says of these is said elsewhere; the names that they get meanwhile count too.
QStringList carriedMaterializedViews(const Plan &plan)
{
    QStringList objects;
    for (const MaterializedViewDefinition &view : plan.materializedViews) {
        for (const QualifiedName &name : {view.name, newName(view.name), oldName(view.name)})
            objects << u"materialized view " % name.quoted();
    }
    return objects;
}

Result<QList<Finding>> bound(Session &session, qint64 oid, const QStringList &kept, const QStringList &carried)
{
    QList<Finding> findings;
    const SqlText query = SqlText::load(QStringLiteral("preflight/dependents"), {}, session.serverMajor());
    PARTERRE_ASSIGN(rows, session.exec(query, Params() << oid));
    for (qsizetype i = 0; i < rows.count(); ++i) {
        const QByteArray kind = rows.text(i, "kind").toLatin1();
        const QString detail = rows.text(i, "detail");
        if ((kind == "view-groups-by-key" || kind == "names-key") && kept.contains(detail))
            continue;
        if (kind == "materialized-view" && carried.contains(rows.text(i, "object")))
            continue;
        const auto known =
            std::find_if(std::begin(kKinds), std::end(kKinds), [&](const KindText &k) { return kind == k.kind; });
        const KindText &text = known == std::end(kKinds) ? *std::prev(std::end(kKinds)) : *known;
        findings << finding(text.severity, text.kind,
                            detail.isEmpty() ? rows.text(i, "object")
                                             : QString(rows.text(i, "object") % u": " % detail),
                            Text::tr(text.consequence), Text::tr(text.hint));
    }
    return findings;
}

} // namespace

namespace {

struct Reference {
    ReferenceDefinition definition;
    bool mayDrop = true; ///< and make again
    QString whyNot;
};

Result<QList<Reference>> readReferences(Session &session, qint64 oid)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(QStringLiteral("preflight/references")), Params() << oid));
    QList<Reference> list;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        Reference reference{{{rows.text(i, "schema"), rows.text(i, "table")},
                             rows.text(i, "name"),
                             rows.text(i, "definition"),
                             rows.flag(i, "validated"),
                             rows.text(i, "comment")},
                            true,
                            {}};
        if (!rows.flag(i, "may_alter"))
            reference.whyNot = Text::tr("The referencing table belongs to another role.");
        else if (rows.flag(i, "partitioned"))
            reference.whyNot = Text::tr("The referencing table is partitioned.");
        else if (!rows.flag(i, "enforced"))
            reference.whyNot = Text::tr("It is NOT ENFORCED.");
        reference.mayDrop = reference.whyNot.isEmpty();
        list << reference;
    }
    return list;
}

QString objectOf(const ReferenceDefinition &reference)
{
    return Text::tr("constraint %1 on table %2").arg(quoteIdentifier(reference.name), reference.table.quoted());
}

} // namespace

namespace {

// The switch, or the way back, could make them again, but not validate them.
Result<QList<Finding>> findHiddenForeignKeys(Session &session, const Plan &plan)
{
    PARTERRE_ASSIGN(
        rows, session.exec(SqlText::load(QStringLiteral("preflight/hidden_foreign_keys")), Params() << plan.table.oid));
    QList<Finding> findings;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        findings << finding(
            Severity::Blocks, "foreign-key-row-security",
            Text::tr("foreign key %1 of %2").arg(quoteIdentifier(rows.text(i, "name")), rows.text(i, "relation")),
            Text::tr("Row security of %1 is forced on role %2, which lacks BYPASSRLS: it cannot validate the foreign "
                     "key when it is made again.")
                .arg(rows.text(i, "hidden"), plan.table.owner),
            Text::tr("ALTER TABLE %1 NO FORCE ROW LEVEL SECURITY, or drop the constraint.")
                .arg(rows.text(i, "hidden")));
    }
    return findings;
}

} // namespace

Result<QList<Finding>> decideReferences(Session &session, Plan &plan, const QStringList &drop)
{
    PARTERRE_ASSIGN(references, readReferences(session, plan.table.oid));
    PARTERRE_ASSIGN(findings, findHiddenForeignKeys(session, plan));
    QStringList unknown = drop;
    for (const Reference &reference : std::as_const(references)) {
        const QString name = reference.definition.name;
        unknown.removeAll(name);
        const QString object = objectOf(reference.definition) % u": " % reference.definition.definition;
        if (drop.contains(name) && reference.mayDrop) {
            plan.references << reference.definition;
            findings << finding(
                Severity::Decides, "foreign-key-in-dropped", object,
                Text::tr(
                    "The switch drops it: from then on the server neither checks that the rows exist to which %1 refers, nor runs the actions of the constraint. A rollback makes it again and validates it.")
                    .arg(reference.definition.table.quoted()),
                Text::tr("Without --drop-reference %1 the plan is refused.").arg(name));
            findings.last().subject = name;
        } else {
            const KindText &text = *std::find_if(std::begin(kKinds), std::end(kKinds), [](const KindText &k) {
                return QLatin1String(k.kind) == QLatin1String(kReference);
            });
            findings << finding(text.severity, kReference, object, Text::tr(text.consequence),
                                reference.mayDrop
                                    ? Text::tr(text.hint)
                                    : Text::tr("Drop the constraint; the plan cannot do it: %1").arg(reference.whyNot));
            if (reference.mayDrop)
                findings.last().subject = name;
        }
    }
    if (!unknown.isEmpty())
        return failure(ErrorCode::Usage,
                       Text::tr("no other table has a foreign key \"%1\" to table %2")
                           .arg(unknown.first(), plan.table.name.quoted()));
    return findings;
}

namespace {

// What is not as the plan has it: foreign keys to the table that it does not drop, and such as are gone or changed.
Result<QStringList> otherReferences(Session &session, const Plan &plan)
{
    PARTERRE_ASSIGN(references, readReferences(session, plan.table.oid));
    QList<ReferenceDefinition> planned = plan.references;
    QStringList objects;
    for (const Reference &reference : std::as_const(references)) {
        if (!planned.removeOne(reference.definition))
            objects << objectOf(reference.definition);
    }
    for (const ReferenceDefinition &reference : std::as_const(planned))
        objects << objectOf(reference);
    objects.removeDuplicates();
    return objects;
}

} // namespace

Result<> proveDependents(Session &session, const Plan &plan)
{
    PARTERRE_ASSIGN(
        findings, bound(session, plan.table.oid, keptKeys(plan.table, plan.keyColumn), carriedMaterializedViews(plan)));
    PARTERRE_ASSIGN(objects, changedMaterializedViews(session, plan, {plan.table.oid}));
    PARTERRE_ASSIGN(references, otherReferences(session, plan));
    objects << references;
    for (const Finding &f : std::as_const(findings)) {
        if (f.severity == Severity::Blocks && f.code != QLatin1String(kReference))
            objects << f.object % u": " % f.consequence;
    }
    if (objects.isEmpty())
        return {};
    return failure(
        ErrorCode::Changed,
        Text::tr("something hangs on table %1 that the plan does not know").arg(plan.table.name.quoted()),
        objects.join(u'\n'),
        Text::tr("It came after the plan was made. Remove it and go on, or roll back and make the plan again."));
}

Result<QStringList> attachedSince(Session &session, const Plan &plan, qint64 oid)
{
    PARTERRE_ASSIGN(findings, bound(session, oid, {}, carriedMaterializedViews(plan)));
    QStringList objects;
    for (const Finding &f : std::as_const(findings)) {
        // Its partitions, what holds for either table, whoever has the name, and what names the key as it is now.
        const bool harmless = f.code == u"inheritance" || f.code == u"publication-scope"
            || f.code == u"view-groups-by-key" || f.code == u"names-key";
        if (f.severity == Severity::Blocks && !harmless)
            objects << f.object;
    }
    return objects;
}

Result<QList<Finding>> findDependents(Session &session, const Plan &plan, const QString &keyColumn)
{
    const TableDefinition &table = plan.table;
    PARTERRE_ASSIGN(findings, bound(session, table.oid, keptKeys(table, keyColumn), carriedMaterializedViews(plan)));
    findings.erase(std::remove_if(findings.begin(), findings.end(), // decideReferences() has them
                                  [](const Finding &f) { return f.code == QLatin1String(kReference); }),
                   findings.end());
    return findings;
}

namespace {

void findInTable(const TableDefinition &table, QList<Finding> &findings)
{
    const QString name = table.name.quoted();
    const auto block = [&](bool when, const char *code, const QString &consequence, const QString &hint) {
        if (when)
            findings << finding(Severity::Blocks, code, name, consequence, hint);
    };
    block(table.persistence != u"p", "not-permanent", Text::tr("Only permanent, logged tables are migrated."),
          Text::tr("ALTER TABLE … SET LOGGED"));
    block(table.accessMethod != u"heap", "access-method",
          Text::tr("Only heap tables can be copied by ranges of pages."), {});
    block(table.isPartition, "partition", Text::tr("The table is itself a partition."), Text::tr("Detach it first."));
    block(table.typed, "typed-table", Text::tr("A typed table (OF type) cannot be partitioned this way."),
          Text::tr("ALTER TABLE … NOT OF"));
    block(table.replicaIdentity == u"i" && !table.replicaIdentityIndex(), "replica-identity",
          Text::tr("The index that is its replica identity was dropped."),
          Text::tr("ALTER TABLE … REPLICA IDENTITY NOTHING, which means the same, or another one"));
}

void findInRowSecurity(const TableDefinition &table, QList<Finding> &findings)
{
    const QString name = table.name.quoted();
    if (table.rowsFiltered)
        findings << finding(
            Severity::Blocks, "row-security", name,
            Text::tr(
                "Row security is forced on role %1, which lacks BYPASSRLS: it could copy only the rows that the policies show it.")
                .arg(table.owner),
            Text::tr("Let a NOLOGIN role with BYPASSRLS own it, or ALTER TABLE … NO FORCE ROW LEVEL SECURITY."));
    else if (table.rowSecurity)
        findings << finding(
            Severity::Carried, "row-security", name,
            Text::tr(
                "Enabled on the new table from its first moment; also on partitions and logs, which have no policies and so show nothing."));
    for (const PolicyDefinition &policy : table.policies)
        findings << finding(Severity::Carried, "policy", policy.name,
                            table.policiesNameTable()
                                ? Text::tr("Made on the new table inside the switch.")
                                : Text::tr("Made on the new table before anybody gets rights on it."));
}

void findInStatistics(const TableDefinition &table, QList<Finding> &findings)
{
    for (const StatisticsDefinition &statistics : table.statistics) {
        if (statistics.mayReplace)
            findings << finding(
                Severity::Carried, "extended-statistics", statistics.name.quoted(),
                Text::tr("Made on the new table, which gets the name, and on each partition; ANALYZE fills them."));
        else
            findings << finding(
                Severity::Blocks, "extended-statistics", statistics.name.quoted(),
                Text::tr(
                    "They belong to %1; whoever makes them again needs that role's rights and CREATE on schema %2.")
                    .arg(statistics.owner, quoteIdentifier(statistics.name.schema)),
                Text::tr("ALTER STATISTICS … OWNER TO %1, GRANT CREATE ON SCHEMA %2 TO %1.")
                    .arg(table.owner, quoteIdentifier(statistics.name.schema)));
    }
}

void findInIndexes(const TableDefinition &table, QList<Finding> &findings)
{
    for (const IndexDefinition &index : table.indexes) {
        if (!index.valid)
            findings << finding(Severity::Blocks, "invalid-index", index.name, Text::tr("The index is not valid."),
                                Text::tr("Drop it or REINDEX it."));
        if (!index.mayUseTablespace)
            findings << finding(
                Severity::Blocks, "index-tablespace", index.name,
                Text::tr("Role %1 may not make the partitions' indexes in tablespace %2.")
                    .arg(table.owner, quoteIdentifier(index.tablespace)),
                Text::tr("GRANT CREATE ON TABLESPACE %2 TO %1;").arg(table.owner, quoteIdentifier(index.tablespace)));
        if (index.clustered)
            findings << finding(
                Severity::Carried, "cluster-mark", index.name,
                Text::tr("Every partition's index gets the CLUSTER mark; a partitioned table keeps none."));
        if (!index.unique && !index.exclusion)
            findings << finding(Severity::Carried, "index", index.name,
                                Text::tr("Built on every partition; the name goes to the new table."));
    }
}

void findInTriggers(const TableDefinition &table, QList<Finding> &findings)
{
    for (const TriggerDefinition &trigger : table.triggers) {
        if (trigger.row && trigger.transitionTables) {
            findings << finding(Severity::Blocks, "transition-tables", trigger.name,
                                Text::tr("A row trigger with transition tables cannot be on a partitioned table."),
                                Text::tr("Make it a statement trigger."));
        } else if (trigger.setsKey) {
            findings << finding(
                Severity::Decides, "trigger-sets-key", trigger.name,
                Text::tr(
                    "Its function mentions the partition key; a BEFORE ROW trigger that moves a row to another partition fails after the switch."),
                Text::tr("Look at %1: set the key in the application or as a default.").arg(trigger.function));
        } else if (trigger.usesTableName && trigger.row) {
            findings << finding(
                Severity::Decides, "trigger-table-name", trigger.name,
                Text::tr("Its function reads TG_TABLE_NAME or TG_RELID, which name the partition after the switch."),
                Text::tr("Look at %1; take the name from an argument instead.").arg(trigger.function));
        } else {
            findings << finding(Severity::Carried, "trigger", trigger.name,
                                Text::tr("Made on the new table with the same state."));
        }
    }
}

// What is made again in the switch reads and writes the whole table, so ONLY is left out until the way back.
QString carriedText(const QString &definition, const QualifiedName &table, const QString &text)
{
    return withoutOnly(definition, table.quoted()) == definition
        ? text
        : QString(text % u' '
                  % Text::tr("ONLY is left out before the table's name, since its rows are in partitions then."));
}

void findInFunctions(const TableDefinition &table, QList<Finding> &findings)
{
    for (const FunctionDefinition &function : table.functions) {
        if (!function.mayReplace) {
            findings << finding(
                Severity::Blocks, "function-owner", function.signature,
                Text::tr(
                    "Its BEGIN ATOMIC body is bound to the table, and role %1 may not make it again: it belongs to %2, or rights on its schema, language or types are missing.")
                    .arg(table.owner, function.owner),
                Text::tr("GRANT %1 TO %2, and CREATE on its schema.").arg(function.owner, table.owner));
        } else if (function.special) {
            findings << finding(
                Severity::Blocks, "atomic-function", function.signature,
                Text::tr(
                    "Its BEGIN ATOMIC body is bound to the table, and it cannot be made again: LEAKPROOF, SUPPORT and some SET clauses take a superuser, and DEPENDS ON EXTENSION would be lost."),
                Text::tr("Write the body as a string, which finds the table by name."));
        } else {
            findings << finding(
                Severity::Carried, "atomic-function", function.signature,
                carriedText(
                    function.definition, table.name,
                    Text::tr(
                        "Its BEGIN ATOMIC body is pointed at the new table inside the switch. What a call that waits for the switch still writes into the old table is carried over.")));
        }
    }
}

void findInRules(const TableDefinition &table, QList<Finding> &findings)
{
    for (const RuleDefinition &rule : table.rules) {
        const QString object = Text::tr("rule %1 on %2").arg(quoteIdentifier(rule.name), rule.relation.quoted());
        if (rule.own && rule.event != u"2") {
            findings << finding(
                Severity::Blocks, "rule", object,
                Text::tr(
                    "A rule ON INSERT or ON DELETE also applies to the statements that replay changes: late writes would be done twice, or not at all."),
                Text::tr("Replace the rule by a trigger."));
        } else if (!rule.own && !rule.mayReplace) {
            findings << finding(
                Severity::Blocks, "rule-owner", object,
                Text::tr("Its table belongs to %1, so the rule cannot be pointed at the new table.").arg(rule.owner),
                Text::tr("GRANT %1 TO the owner of the table.").arg(rule.owner));
        } else {
            findings << finding(
                Severity::Carried, "rule", object,
                carriedText(rule.definition, table.name,
                            rule.own ? Text::tr("Made on the new table inside the switch, with the same state.")
                                     : Text::tr("Pointed at the new table inside the switch, which locks %1 too.")
                                           .arg(rule.relation.quoted())));
        }
    }
}

void findInOutsidePolicies(const TableDefinition &table, QList<Finding> &findings)
{
    for (const OutsidePolicyDefinition &policy : table.outsidePolicies) {
        const QString object = Text::tr("policy %1 on %2").arg(quoteIdentifier(policy.name), policy.relation.quoted());
        if (!policy.mayReplace) {
            findings << finding(Severity::Blocks, "policy-owner", object,
                                Text::tr("Its table belongs to %1, so the policy cannot be pointed at the new table.")
                                    .arg(policy.owner),
                                Text::tr("GRANT %1 TO the owner of the table.").arg(policy.owner));
        } else {
            findings << finding(Severity::Carried, "policy", object,
                                carriedText(policy.usingExpression + policy.checkExpression, table.name,
                                            Text::tr("Pointed at the new table inside the switch, which locks %1 too.")
                                                .arg(policy.relation.quoted())));
        }
    }
}

void findInViewsAndSequences(const TableDefinition &table, QList<Finding> &findings)
{
    for (const ViewDefinition &view : table.views) {
        if (!view.mayReplace)
            findings << finding(
                Severity::Blocks, "view-owner", view.name.quoted(),
                Text::tr("The view belongs to %1, so it cannot be pointed at the new table.").arg(view.owner),
                Text::tr("GRANT %1 TO the owner of the table.").arg(view.owner));
        else if (view.usesRowType)
            findings << finding(Severity::Blocks, "row-type", view.name.quoted(),
                                Text::tr("The view has a column of the table's row type."),
                                Text::tr("Select the columns one by one."));
        else
            findings << finding(Severity::Carried, "view", view.name.quoted(),
                                carriedText(view.query, table.name,
                                            Text::tr("Pointed at the new table inside the switch, with its options.")));
    }
    for (const SequenceDefinition &sequence : table.sequences) {
        if (sequence.identity && (sequence.granted || sequence.dependents))
            findings << finding(
                Severity::Blocks, "identity-sequence", sequence.name.quoted(),
                Text::tr(
                    "Somebody else has rights on the identity column's sequence, or depends on it; the new table has a sequence of its own."),
                Text::tr("Revoke these rights, or remove the dependency."));
        else
            findings << finding(
                Severity::Carried, "sequence", sequence.name.quoted(),
                sequence.identity ? Text::tr(
                    "The new table gets a sequence of its own, set ahead of this one; the names are exchanged.")
                                  : Text::tr("Goes on as it is and changes its owner."));
    }
}

Finding findInForeignKey(const ForeignKeyDefinition &key, int serverMajor)
{
    const QString object = Text::tr("foreign key %1").arg(quoteIdentifier(key.name));
    const auto block = [&](const char *code, const QString &consequence, const QString &hint) {
        return finding(Severity::Blocks, code, object, consequence, hint);
    };
    if (key.toItself)
        return block("foreign-key-self",
                     Text::tr("It references the table's own key, which becomes another one: a unique key of a "
                              "partitioned table holds the partition key."),
                     Text::tr("Drop the constraint."));
    if (key.toPartitioned)
        return block("foreign-key-partitioned",
                     Text::tr("The referenced table %1 is partitioned; the switch would have to lock all of its "
                              "partitions.")
                         .arg(key.referenced.quoted()),
                     Text::tr("Drop the constraint, and make it again after the migration."));
    if (!key.enforced)
        return block("foreign-key-not-enforced", Text::tr("A NOT ENFORCED foreign key is not carried over yet."),
                     Text::tr("Drop the constraint, and make it again after the migration."));
    if (key.setsKey)
        return block("foreign-key-sets-key",
                     Text::tr("Its actions change the partition key; until the table itself has the foreign key, a "
                              "row that had to move to another partition would fail."),
                     Text::tr("Make the constraint again with NO ACTION."));
    if (!key.mayReference)
        return block("foreign-key-rights",
                     Text::tr("The owner of the table may not reference %1, so the constraint cannot be made again.")
                         .arg(key.referenced.quoted()),
                     Text::tr("GRANT REFERENCES ON %1, and USAGE on its schema, TO the owner of the table.")
                         .arg(key.referenced.quoted()));
    if (!key.validated && serverMajor < 18)
        return finding(Severity::Decides, "foreign-key-not-valid", object,
                       Text::tr("Before PostgreSQL 18 a partitioned table cannot have a foreign key that is NOT VALID: "
                                "each partition gets it instead, and partitions made later need it too."),
                       Text::tr("Or correct the rows and VALIDATE the constraint first."));
    return finding(Severity::Carried, "foreign-key", object,
                   key.validated ? Text::tr("Made NOT VALID on every partition inside the switch, which locks %1 for "
                                            "that moment; validated afterwards.")
                                       .arg(key.referenced.quoted())
                                 : Text::tr("Made NOT VALID on every partition inside the switch, which locks %1 for "
                                            "that moment.")
                                       .arg(key.referenced.quoted()));
}

// What a subscriber gets of a partitioned table: changes in the name of the table, identified by its key.
void findInPublication(const PublicationDefinition &publication, const QString &keyColumn, QList<Finding> &findings)
{
    const QString name = quoteIdentifier(publication.name);
    const QString object = Text::tr("publication %1").arg(name);
    const auto block = [&](const char *code, const QString &consequence, const QString &hint) {
        findings << finding(Severity::Blocks, code, object, consequence, hint);
    };
    const bool changes = publication.updates || publication.deletes;
    const qsizetype before = findings.size();
    if (!publication.mayAlter)
        block("publication-rights",
              Text::tr("The publication belongs to %1, so the new table cannot be put in it.").arg(publication.owner),
              Text::tr("ALTER PUBLICATION %1 OWNER TO the owner of the table.").arg(name));
    if (!publication.viaRoot)
        block("publication-via-root",
              Text::tr("Subscribers would get the changes in the names of the partitions, which they do not have; "
                       "their workers would stop."),
              Text::tr("ALTER PUBLICATION %1 SET (publish_via_partition_root = true); for tables that are not "
                       "partitioned it changes nothing.")
                  .arg(name));
    if (changes && !publication.columns.isEmpty() && !publication.columns.contains(keyColumn))
        block(
            "publication-columns",
            Text::tr(
                "Its column list lacks the partition key %1, which becomes part of the primary key: no row could be changed or deleted any more.")
                .arg(keyColumn),
            Text::tr("Add the column to the list, and to the subscriber's table."));
    if (findings.size() != before)
        return;
    if (changes && !(publication.inserts && publication.updates && publication.deletes))
        findings << finding(
            Severity::Decides, "publication-operations", object,
            Text::tr("It does not publish all of INSERT, UPDATE and DELETE. An UPDATE that moves a row "
                     "to another partition is published as a DELETE and an INSERT."),
            Text::tr("Leave the partition key %1 of existing rows as it is, or publish all of them.").arg(keyColumn));
    else
        findings << finding(Severity::Carried, "publication", object,
                            Text::tr("The new table takes the place of the old one inside the switch, with its filter "
                                     "and columns; subscribers go on."));
}

} // namespace

QList<Finding> findPublications(const TableDefinition &table, const QString &keyColumn)
{
    QList<Finding> findings;
    for (const PublicationDefinition &publication : table.publications)
        findInPublication(publication, keyColumn, findings);
    const auto lost = std::find_if(table.indexes.cbegin(), table.indexes.cend(), [](const IndexDefinition &index) {
        return index.primary && index.choice == UniqueChoice::PerLeaf;
    });
    if (!table.publications.isEmpty() && lost != table.indexes.cend())
        findings << finding(Severity::Blocks, "publication-identity", lost->name,
                            Text::tr("The table is published, and subscribers find its rows by the primary key, which "
                                     "the table as a whole would not have."),
                            Text::tr("Choose --unique %1=extend.").arg(lost->name));
    return findings;
}

QList<Finding> findInDefinition(const TableDefinition &table, int serverMajor)
{
    QList<Finding> findings;
    findInTable(table, findings);
    for (const CheckDefinition &check : table.checks) {
        if (check.noInherit)
            findings << finding(Severity::Blocks, "check-no-inherit", check.name,
                                Text::tr("A NO INHERIT check cannot be on a partitioned table."),
                                Text::tr("Make the check again without NO INHERIT."));
        else
            findings << finding(Severity::Carried, "check", check.name,
                                check.validated ? Text::tr("Made on the new table and validated.")
                                                : Text::tr("Made on the new table NOT VALID, inside the switch."));
    }
    findInIndexes(table, findings);
    findInRowSecurity(table, findings);
    findInStatistics(table, findings);
    findInTriggers(table, findings);
    findInViewsAndSequences(table, findings);
    findInFunctions(table, findings);
    findInRules(table, findings);
    findInOutsidePolicies(table, findings);
    for (const ForeignKeyDefinition &key : table.foreignKeys)
        findings << findInForeignKey(key, serverMajor);
    if (!table.grants.isEmpty())
        findings << finding(Severity::Carried, "grants", Text::tr("%1 grants").arg(table.grants.size()),
                            Text::tr("Granted on the new table; partitions are reached through it."));
    return findings;
}

namespace {

// What a key cannot be, or loses, when only the partitions have it.
QList<Finding> findPerLeaf(const TableDefinition &table, const IndexDefinition &index)
{
    QList<Finding> findings;
    if (index.choice != UniqueChoice::PerLeaf)
        return findings;
    if (index.isDeferrable())
        findings << finding(
            Severity::Blocks, "deferrable-key", index.name,
            Text::tr(
                "A DEFERRABLE constraint that only the partitions have cannot be set by its name, neither by the application nor by the switch, which must have it checked at once."),
            Text::tr("Choose --unique %1=extend, or make the constraint again, NOT DEFERRABLE.").arg(index.name));
    if (index.replicaIdentity && table.replicaIdentity == u"i")
        findings << finding(
            Severity::Decides, "replica-identity", index.name,
            Text::tr(
                "The partitions keep it as their replica identity, which decides what is logged. The table as a whole has no such index: a publication with publish_via_partition_root would announce another identity."),
            Text::tr("Or choose --unique %1=extend.").arg(index.name));
    return findings;
}

} // namespace

QList<Finding> findInMaterializedViews(const Plan &plan)
{
    QList<Finding> findings;
    const QString hint = Text::tr("Drop it and make it again after the switch.");
    for (const MaterializedViewDefinition &view : plan.materializedViews) {
        const QString name = view.name.quoted();
        const auto block = [&](const QString &consequence) {
            findings << finding(Severity::Blocks, "materialized-view", name, consequence, hint);
        };
        if (view.owner != plan.table.owner)
            block(Text::tr("It belongs to %1, and only one of the table's owner is made again on the new table.")
                      .arg(view.owner));
        else if (!view.mayMake)
            block(Text::tr("Role %1 may not create it again in its schema or tablespace.").arg(view.owner));
        else if (!view.dependents.isEmpty())
            block(Text::tr("It is made again on the new table, and these would stay with the old one: %1")
                      .arg(view.dependents.join(QStringLiteral(", "))));
        else if (view.special)
            block(Text::tr(
                "It has column settings, an index with a tablespace, statistics or CLUSTER mark, a security label, rights taken from its owner, or belongs to an extension; these are not carried over."));
        else
            findings << finding(
                Severity::Carried, "materialized-view", name,
                Text::tr(
                    "Made and filled on the new table after the switch, and then exchanged for this one, which stays as %1 for the way back. Until then it reads the old table, which is kept current.")
                    .arg(oldName(view.name).quoted()));
    }
    return findings;
}

QList<Finding> decideUniqueKeys(TableDefinition &table, const QString &keyColumn, UniqueChoice general,
                                const QMap<QString, UniqueChoice> &choices)
{
    QList<Finding> findings;
    for (IndexDefinition &index : table.indexes) {
        if (!index.unique)
            continue;
        if (holdsColumn(index, keyColumn)) {
            findings << finding(Severity::Carried, "unique-key", index.name,
                                Text::tr("It holds the partition key, so it stays as it is."));
            continue;
        }
        index.choice = choices.value(index.name, general);
        findings << findPerLeaf(table, index);
        const QString columns = index.keyColumns.join(QStringLiteral(", "));
        if (index.choice == UniqueChoice::Extend) {
            findings << finding(
                Severity::Decides, "unique-key-extended", index.name,
                Text::tr(
                    "It becomes unique over (%1, %2): two rows may have the same (%1) with different %2. ON CONFLICT (%1) and references to (%1) fail; ON CONFLICT DO NOTHING and ON CONFLICT (%1, %2) work.")
                    .arg(columns, keyColumn),
                Text::tr("Or choose --unique %1=per-leaf or refuse.").arg(index.name));
        } else if (index.choice == UniqueChoice::PerLeaf) {
            findings << finding(
                Severity::Decides, "unique-key-per-leaf", index.name,
                Text::tr(
                    "(%1) is unique within each partition only, and the table as a whole has no such key. ON CONFLICT (%1) and references to (%1) fail. Whoever makes a partition later must give it the index too: watch tells of one that lacks it, after Finish nobody does.")
                    .arg(columns),
                Text::tr("Or choose --unique %1=extend or refuse.").arg(index.name));
            findings.last().snippet =
                QStringLiteral("-- on each partition that is made later\nCREATE UNIQUE INDEX ON … USING %1;\n")
                    .arg(index.tail);
        } else {
            findings << finding(
                Severity::Blocks, "unique-key", index.name,
                Text::tr("A unique key of a partitioned table must hold the partition key %2; (%1) does not.")
                    .arg(columns, keyColumn),
                Text::tr("Choose --unique %1=extend or per-leaf, or another partition key.").arg(index.name));
        }
    }
    return findings;
}

const IndexDefinition *rowKey(const TableDefinition &table)
{
    const auto usable = [](const IndexDefinition &index) {
        return index.unique && index.valid && index.immediate && !index.partial && !index.expressions
            && index.keyNotNull && index.key.size() == index.keyColumns.size();
    };
    for (const IndexDefinition &index : table.indexes) { // the primary key comes first
        if (usable(index))
            return &index;
    }
    return nullptr;
}

} // namespace parterre
