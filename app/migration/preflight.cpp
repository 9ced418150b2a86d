// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/materializedviews.h"
#include "migration/preflighttext.h"

#include <algorithm>

// What hangs on the table and is not part of its definition.
namespace parterre {

using namespace preflight;

namespace {

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
    {"security-label", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "The label of an identity column's sequence is not carried over."),
     QT_TRANSLATE_NOOP("Preflight", "Remove the label.")},
    {"event-trigger", Severity::Informs,
     QT_TRANSLATE_NOOP("Preflight",
                       "It fires on the migration's DDL, also in the switch; if it raises an error the step fails."),
     QT_TRANSLATE_NOOP("Preflight", "Make sure that it lets DDL in schema parterre and on this table pass.")},
    {"unknown", Severity::Blocks,
     QT_TRANSLATE_NOOP("Preflight", "This dependency is not known, so it cannot be carried over."),
     QT_TRANSLATE_NOOP("Preflight", "Remove it, or report it.")},
};

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

} // namespace parterre
