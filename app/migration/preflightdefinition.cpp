// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sqlscan.h"
#include "migration/materializedviews.h"
#include "migration/preflighttext.h"

#include <algorithm>

// What is known of the table by its definition.
namespace parterre {

using namespace preflight;

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
    if (!table.labels.isEmpty())
        findings << finding(Severity::Carried, "security-labels",
                            Text::tr("%1 security labels").arg(table.labels.size()),
                            Text::tr("Set on the new table and on each partition before the first row is copied. Their "
                                     "provider must be loaded in Parterre's sessions. Partitions that you make later "
                                     "need them too."));
    if (!table.grants.isEmpty())
        findings << finding(Severity::Carried, "grants", Text::tr("%1 grants").arg(table.grants.size()),
                            Text::tr("Granted on the new table; partitions are reached through it."));
    return findings;
}

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

} // namespace parterre
