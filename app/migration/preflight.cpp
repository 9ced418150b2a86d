// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/preflight.h"

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
    {"rule", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "The rule would go on reading and writing the old table."),
     QT_TRANSLATE_NOOP("Preflight", "Replace the rule by a trigger.")},
    {"policy", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight",
                       "Row security policies are not carried over yet; without them everybody would see all rows."),
     QT_TRANSLATE_NOOP("Preflight", "Wait for a version that carries them over.")},
    {"publication-scope", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "The publication takes the partitioned copy and the old table in too."),
     QT_TRANSLATE_NOOP("Preflight", "Publish tables by name, without this one.")},
    {"subscription", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "A subscription writes into the table; the worker would lose it at the switch."),
     QT_TRANSLATE_NOOP("Preflight", "End the subscription of this table.")},
    {"extended-statistics", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "Extended statistics are not carried over yet."),
     QT_TRANSLATE_NOOP("Preflight", "Drop them and create them again after the switch.")},
    {"atomic-function", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight",
                       "Its BEGIN ATOMIC body is bound to the old table: it would go on reading and writing there."),
     QT_TRANSLATE_NOOP("Preflight", "Write the body as a string, which finds the table by name.")},
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

// Whether the primary key stays as it is.
bool keepsPrimaryKey(const TableDefinition &table, const QString &keyColumn)
{
    return std::any_of(table.indexes.cbegin(), table.indexes.cend(),
                       [&](const IndexDefinition &i) { return i.primary && holdsColumn(i, keyColumn); });
}

Result<QList<Finding>> bound(Session &session, qint64 oid, bool keepsPrimary)
{
    QList<Finding> findings;
    const SqlText query = SqlText::load(QStringLiteral("preflight/dependents"), {}, session.serverMajor());
    PARTERRE_ASSIGN(rows, session.exec(query, Params() << oid));
    for (qsizetype i = 0; i < rows.count(); ++i) {
        const QByteArray kind = rows.text(i, "kind").toLatin1();
        if (kind == "view-groups-by-key" && keepsPrimary)
            continue;
        const auto known =
            std::find_if(std::begin(kKinds), std::end(kKinds), [&](const KindText &k) { return kind == k.kind; });
        const KindText &text = known == std::end(kKinds) ? *std::prev(std::end(kKinds)) : *known;
        const QString detail = rows.text(i, "detail");
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

Result<QList<Finding>> decideReferences(Session &session, Plan &plan, const QStringList &drop)
{
    PARTERRE_ASSIGN(references, readReferences(session, plan.table.oid));
    QList<Finding> findings;
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
        } else {
            const KindText &text = *std::find_if(std::begin(kKinds), std::end(kKinds), [](const KindText &k) {
                return QLatin1String(k.kind) == QLatin1String(kReference);
            });
            findings << finding(text.severity, kReference, object, Text::tr(text.consequence),
                                reference.mayDrop
                                    ? Text::tr(text.hint)
                                    : Text::tr("Drop the constraint; the plan cannot do it: %1").arg(reference.whyNot));
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
    PARTERRE_ASSIGN(findings, bound(session, plan.table.oid, keepsPrimaryKey(plan.table, plan.keyColumn)));
    PARTERRE_ASSIGN(objects, otherReferences(session, plan));
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

Result<QStringList> attachedSince(Session &session, qint64 oid)
{
    PARTERRE_ASSIGN(findings, bound(session, oid, true));
    QStringList objects;
    for (const Finding &f : std::as_const(findings)) {
        // Its partitions, and what holds for either table, whoever has the name.
        const bool harmless = f.code == u"inheritance" || f.code == u"publication-scope";
        if (f.severity == Severity::Blocks && !harmless)
            objects << f.object;
    }
    return objects;
}

Result<QList<Finding>> findDependents(Session &session, const TableDefinition &table, const QString &keyColumn)
{
    PARTERRE_ASSIGN(findings, bound(session, table.oid, keepsPrimaryKey(table, keyColumn)));
    findings.erase(std::remove_if(findings.begin(), findings.end(), // decideReferences() has them
                                  [](const Finding &f) { return f.code == QLatin1String(kReference); }),
                   findings.end());
    PARTERRE_ASSIGN(functions,
                    session.exec(SqlText::load(QStringLiteral("preflight/late_bound_functions")),
                                 Params() << table.name.name << keyColumn));
    for (qsizetype i = 0; i < functions.count(); ++i) {
        const bool conflict = functions.flag(i, "conflict");
        findings << finding(
            Severity::Informs, conflict ? "function-on-conflict" : "function", functions.text(i, "function"),
            conflict
                ? Text::tr(
                    "Its text mentions the table's name and ON CONFLICT (…), which must name a unique key that the partitioned table has.")
                : Text::tr(
                    "Its text mentions the table's name; it finds the new table by that name, nothing is to be done."));
    }
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
    block(table.rowSecurity, "row-security",
          Text::tr("Row security is not carried over yet; without it everybody would see all rows."),
          Text::tr("Wait for a version that carries it over."));
    block(table.isPartition, "partition", Text::tr("The table is itself a partition."), Text::tr("Detach it first."));
    block(table.typed, "typed-table", Text::tr("A typed table (OF type) cannot be partitioned this way."),
          Text::tr("ALTER TABLE … NOT OF"));
    block(table.replicaIdentity != u"d", "replica-identity",
          Text::tr("A replica identity other than the default is not carried over yet."),
          Text::tr("ALTER TABLE … REPLICA IDENTITY DEFAULT"));
}

void findInIndexes(const TableDefinition &table, QList<Finding> &findings)
{
    for (const IndexDefinition &index : table.indexes) {
        if (!index.valid)
            findings << finding(Severity::Blocks, "invalid-index", index.name, Text::tr("The index is not valid."),
                                Text::tr("Drop it or REINDEX it."));
        if (index.unique && !index.immediate)
            findings << finding(
                Severity::Blocks, "deferrable-key", index.name,
                Text::tr(
                    "A DEFERRABLE unique constraint is not carried over yet: it would be checked at the COMMIT of writers during the switch."),
                Text::tr("Make the constraint again, NOT DEFERRABLE."));
        if (!index.tablespace.isEmpty())
            findings << finding(Severity::Blocks, "index-tablespace", index.name,
                                Text::tr("The tablespace of an index is not carried over yet."),
                                Text::tr("ALTER INDEX … SET TABLESPACE pg_default"));
        if (index.clustered)
            findings << finding(Severity::Blocks, "cluster-mark", index.name,
                                Text::tr("A partitioned table keeps no CLUSTER mark."),
                                Text::tr("ALTER TABLE … SET WITHOUT CLUSTER"));
        if (index.columnStatistics)
            findings << finding(Severity::Blocks, "index-statistics", index.name,
                                Text::tr("A statistics target of an index column is not carried over yet."),
                                Text::tr("ALTER INDEX … ALTER COLUMN … SET STATISTICS -1"));
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

void findInViewsAndSequences(const TableDefinition &table, QList<Finding> &findings)
{
    for (const ViewDefinition &view : table.views) {
        if (!view.mayReplace)
            findings << finding(
                Severity::Blocks, "view-owner", view.name.quoted(),
                Text::tr("The view belongs to %1, so it cannot be pointed at the new table.").arg(view.owner),
                Text::tr("GRANT %1 TO the owner of the table.").arg(view.owner));
        else if (view.query.contains(u"ONLY " % table.name.quoted()))
            findings << finding(Severity::Blocks, "view-only", view.name.quoted(),
                                Text::tr("The view reads FROM ONLY the table, which is empty in a partitioned table."),
                                Text::tr("Make the view again without ONLY."));
        else if (view.usesRowType)
            findings << finding(Severity::Blocks, "row-type", view.name.quoted(),
                                Text::tr("The view has a column of the table's row type."),
                                Text::tr("Select the columns one by one."));
        else
            findings << finding(Severity::Carried, "view", view.name.quoted(),
                                Text::tr("Pointed at the new table inside the switch, with its options."));
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
    findInTriggers(table, findings);
    findInViewsAndSequences(table, findings);
    for (const ForeignKeyDefinition &key : table.foreignKeys)
        findings << findInForeignKey(key, serverMajor);
    if (!table.grants.isEmpty())
        findings << finding(Severity::Carried, "grants", Text::tr("%1 grants").arg(table.grants.size()),
                            Text::tr("Granted on the new table; partitions are reached through it."));
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
                    "(%1) is unique within each partition only, and the table as a whole has no such key. ON CONFLICT (%1) and references to (%1) fail; partitions made later need the index too.")
                    .arg(columns),
                Text::tr("Or choose --unique %1=extend or refuse.").arg(index.name));
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
