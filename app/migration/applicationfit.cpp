// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/applicationfit.h"

#include "base/units.h"
#include "domain/statementuse.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace parterre {

namespace {

using Kind = StatementUse::Kind;
using Severity = Finding::Severity;

constexpr qsizetype kPlaces = 20; // of one finding
constexpr qsizetype kLookups = 5;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ApplicationFit)
};

// A text and where it stands.
struct Source {
    QString place;
    QString text;
    bool isCarried = false; ///< the migration writes it anew, without ONLY
};

struct Use {
    StatementUse use;
    QString place;
};

SqlText sql(const char *id, const SqlNames &names = {})
{
    return SqlText::load(QLatin1String(id), names);
}

// ---------------------------------------------------------------- where to look

Result<QList<Source>> readSources(Session &session, const TableDefinition &table, const SeenStatements &seen)
{
    QList<Source> sources;
    PARTERRE_ASSIGN(functions, session.exec(sql("preflight/functions"), Params() << QString::number(table.oid)));
    for (qsizetype i = 0; i < functions.count(); ++i)
        sources << Source{Text::tr("function %1").arg(functions.text(i, "function")), functions.text(i, "source")};
    for (const FunctionDefinition &function : table.functions)
        sources << Source{Text::tr("function %1").arg(function.signature), function.definition, true};
    for (const RuleDefinition &rule : table.rules)
        sources << Source{Text::tr("rule %1 on %2").arg(quoteIdentifier(rule.name), rule.relation.quoted()),
                          rule.definition, true};
    for (const SeenStatements::Statement &statement : seen.list)
        sources << Source{Text::tr("called %n time(s)", nullptr, static_cast<int>(statement.calls)), statement.text};
    return sources;
}

QList<Use> usesIn(const QList<Source> &sources, const Plan &plan)
{
    QList<QualifiedName> names{plan.table.name};
    for (const ViewDefinition &view : plan.table.views)
        names << view.name;
    QList<Use> uses;
    for (const Source &source : sources) {
        for (const StatementUse &use : statementUses(source.text, names, plan.keyColumn)) {
            if (use.kind != Kind::Only || !source.isCarried)
                uses << Use{use, source.place};
        }
    }
    return uses;
}

QStringList placesOf(const QList<Use> &uses, const std::function<bool(const StatementUse &)> &matches)
{
    QStringList places;
    for (const Use &use : uses) {
        if (matches(use.use))
            places << use.place % u": " % use.use.excerpt;
    }
    places.removeDuplicates();
    const auto more = places.size() - kPlaces;
    if (more > 0)
        places = places.mid(0, kPlaces) << Text::tr("and %n more", nullptr, static_cast<int>(more));
    return places;
}

// ---------------------------------------------------------------- ON CONFLICT

QString columnList(QStringList names)
{
    for (QString &name : names)
        name = quoteIdentifier(name);
    return names.join(QStringLiteral(", "));
}

bool sameSet(const QStringList &a, const QStringList &b)
{
    return QSet<QString>(a.cbegin(), a.cend()) == QSet<QString>(b.cbegin(), b.cend());
}

// Whether an ON CONFLICT clause is decided by this unique key today.
bool namesKey(const StatementUse &use, const IndexDefinition &index)
{
    switch (use.kind) {
    case Kind::ConflictColumns:
        return use.names.isEmpty() ? index.expressions : sameSet(use.names, index.keyColumns);
    case Kind::ConflictConstraint:
        return !index.constraint.isEmpty() && use.names.contains(index.name);
    case Kind::ConflictAny:
        return true;
    default:
        return false;
    }
}

QString conflictConsequence(const IndexDefinition &index, const QString &keyColumn, const QSet<Kind> &kinds)
{
    const QString columns = index.expressions ? index.name : columnList(index.keyColumns);
    const bool perLeaf = index.choice == UniqueChoice::PerLeaf;
    const QString key = quoteIdentifier(keyColumn);
    QStringList sentences;
    if (kinds.contains(Kind::ConflictColumns))
        sentences << Text::tr(
                         "ON CONFLICT (%1) fails after the switch with 42P10: no unique key has just these columns.")
                         .arg(columns);
    if (kinds.contains(Kind::ConflictConstraint))
        sentences << (perLeaf
                          ? Text::tr("ON CONFLICT ON CONSTRAINT %1 fails with 42704: the table has no such constraint.")
                                .arg(quoteIdentifier(index.name))
                          : Text::tr("ON CONFLICT ON CONSTRAINT %1 works, but rows conflict only if %2 is equal too.")
                                .arg(quoteIdentifier(index.name), key));
    if (kinds.contains(Kind::ConflictAny))
        sentences
            << (perLeaf
                    ? Text::tr("ON CONFLICT DO NOTHING lets a second row with the same (%1) into another partition.")
                          .arg(columns)
                    : index.isGuarded()
                    ? Text::tr(
                          "ON CONFLICT DO NOTHING fails with 23505 for a second row with the same (%1) if %2 differs.")
                          .arg(columns, key)
                    : Text::tr("ON CONFLICT DO NOTHING lets a second row with the same (%1) in if %2 differs.")
                          .arg(columns, key));
    if (index.isGuarded() && kinds.contains(Kind::ConflictConstraint))
        sentences << Text::tr("If it differs, the guard raises 23505.");
    return sentences.join(u' ');
}

// The clause that the partitioned table understands, and what makes the plain one understand it too.
QString conflictSnippet(const Plan &plan, const IndexDefinition &index)
{
    if (index.choice == UniqueChoice::PerLeaf || index.expressions || index.partial)
        return {};
    const QString columns = columnList(index.keyColumns + QStringList{plan.keyColumn});
    return QStringLiteral("-- before the plan is made: both shapes then understand the new clause\n"
                          "CREATE UNIQUE INDEX CONCURRENTLY ON %1 (%2);\n"
                          "-- in the statements, instead of ON CONFLICT (%3)\n"
                          "ON CONFLICT (%2)\n")
        .arg(plan.table.name.quoted(), columns, columnList(index.keyColumns));
}

std::optional<Finding> findConflicts(const Plan &plan, const IndexDefinition &index, const QList<Use> &uses)
{
    if (!index.isExtended() && index.choice != UniqueChoice::PerLeaf)
        return std::nullopt;
    QSet<Kind> kinds;
    for (const Use &use : uses) {
        if (namesKey(use.use, index))
            kinds << use.use.kind;
    }
    if (kinds.isEmpty())
        return std::nullopt;
    Finding finding{
        Severity::Decides,
        QStringLiteral("application-on-conflict"),
        index.name,
        conflictConsequence(index, plan.keyColumn, kinds),
        Text::tr("Change these statements together with the switch, or choose another --unique %1=….").arg(index.name),
        u"on-conflict/" % index.name};
    finding.places = placesOf(uses, [&](const StatementUse &use) { return namesKey(use, index); });
    if (kinds.contains(Kind::ConflictColumns))
        finding.snippet = conflictSnippet(plan, index);
    finding.asks = true;
    return finding;
}

// ---------------------------------------------------------------- other statements

struct KindText {
    Kind kind;
    const char *subject; ///< the code is "application-" and this
    const char *consequence;
    const char *hint;
};

constexpr KindText kKinds[] = {
    {Kind::SetsKey, "moves-rows",
     QT_TRANSLATE_NOOP(
         "ApplicationFit",
         "An UPDATE, where it moves a row to another partition, deletes it there and inserts it here: who updates, deletes or locks the same row at that moment in READ COMMITTED waits in vain and gets 40001, and row triggers see a DELETE and an INSERT."),
     QT_TRANSLATE_NOOP("ApplicationFit",
                       "Repeat transactions that end with 40001, or leave the key of rows as it is.")},
    {Kind::ConflictSetsKey, "upsert-moves-rows",
     QT_TRANSLATE_NOOP("ApplicationFit",
                       "ON CONFLICT DO UPDATE, where it would move the row to another partition, fails with 0A000."),
     QT_TRANSLATE_NOOP("ApplicationFit", "Leave the partition key out of its SET.")},
    {Kind::SystemColumn, "system-column",
     QT_TRANSLATE_NOOP("ApplicationFit", "INSERT … RETURNING xmin or xmax fails on a partitioned table with 0A000."),
     QT_TRANSLATE_NOOP("ApplicationFit", "Find out in another way whether the row was inserted or updated.")},
    {Kind::Only, "only",
     QT_TRANSLATE_NOOP(
         "ApplicationFit",
         "ONLY leaves the partitions out, and all rows are in them: it finds and changes none, and TRUNCATE ONLY fails."),
     QT_TRANSLATE_NOOP("ApplicationFit", "Leave ONLY out; for a plain table it changes nothing.")},
    {Kind::CopyTo, "copy-to", QT_TRANSLATE_NOOP("ApplicationFit", "COPY of a partitioned table TO somewhere fails."),
     QT_TRANSLATE_NOOP("ApplicationFit", "Write COPY (SELECT …) TO, which works on both.")},
};

QList<Finding> findUses(const Plan &plan, const QList<Use> &uses)
{
    QList<Finding> findings;
    for (const KindText &text : kKinds) {
        const QStringList places =
            placesOf(uses, [kind = text.kind](const StatementUse &use) { return use.kind == kind; });
        if (places.isEmpty())
            continue;
        const QString subject = QLatin1String(text.subject);
        findings << Finding{Severity::Decides,
                            u"application-" % subject,
                            plan.table.name.quoted(),
                            Text::tr(text.consequence),
                            Text::tr(text.hint),
                            subject,
                            places};
        findings.last().asks = true;
    }
    return findings;
}

// Statements that look into each partition, since nothing in them says which one is meant.
QList<Finding> findLookups(const Plan &plan, const SeenStatements &seen)
{
    QStringList places;
    for (const SeenStatements::Statement &statement : seen.list) {
        if (missesKey(statement.text, plan.table.name, plan.keyColumn))
            places << Text::tr("called %n time(s)", nullptr, static_cast<int>(statement.calls)) % u": "
                    % excerptOf(statement.text);
    }
    if (places.isEmpty())
        return {};
    const QString key = quoteIdentifier(plan.keyColumn);
    const QString cost = plan.leaves.isEmpty()
        ? Text::tr("These statements do not name %1, so the server looks into every partition.").arg(key)
        : Text::tr("These statements do not name %1, so the server locks all %2 partitions and looks into the index of "
                   "each.")
              .arg(key)
              .arg(plan.leaves.size());
    return {{Severity::Informs,
             QStringLiteral("application-lookup"),
             plan.table.name.quoted(),
             cost,
             Text::tr("Add a condition on it where the application knows its value."),
             {},
             places.mid(0, kLookups)}};
}

// What could be looked at: silence must not be taken for "there is none".
Finding findScope(const Plan &plan, const SeenStatements &seen)
{
    QStringList said;
    if (!seen.whyNone.isEmpty())
        said << seen.whyNone << Text::tr("The statements of the application were not looked at.");
    else
        said << Text::tr("%n statement(s) in pg_stat_statements that name it were looked at.", nullptr,
                         static_cast<int>(seen.list.size()));
    if (seen.whyNone.isEmpty() && seen.onlyOfRole)
        said << Text::tr(
            "Those of other roles are hidden: this role lacks pg_read_all_stats, which is part of pg_monitor.");
    said << Text::tr("What the application has not run lately cannot be found in the database.");
    QStringList conflicts;
    for (const IndexDefinition &index : plan.table.indexes) {
        if (index.unique && (index.choice == UniqueChoice::PerLeaf || index.isExtended()))
            conflicts << QString(u"ON CONFLICT (" % index.keyColumns.join(u", ") % u')');
    }
    return {Severity::Informs, QStringLiteral("application-seen"), plan.table.name.quoted(), said.join(u' '),
            conflicts.isEmpty()
                ? Text::tr("Search its code for ON CONFLICT, for keys and for DDL of this table.")
                : Text::tr("Search its code for %1, which fails from the switch on, and for DDL of this table.")
                      .arg(conflicts.join(u", "))};
}

Finding findFreeze(const Plan &plan, bool frameworks)
{
    Finding finding{Severity::Informs,
                    QStringLiteral("application-freeze"),
                    plan.table.name.quoted(),
                    Text::tr("Until Finish its definition, its partitions and %1 must stay as they are. DDL before the "
                             "switch stops the migration, DDL after it closes the way back until it is undone; both "
                             "are told within seconds, with what differs.")
                        .arg(plan.old.isEmpty() ? Text::tr("the old table") : plan.old.quoted()),
                    Text::tr("Let no release change the schema of this table until Finish."),
                    QStringLiteral("freeze")};
    if (frameworks) { // whoever brings DDL with each release has to be asked
        finding.severity = Severity::Decides;
        finding.asks = true;
    }
    return finding;
}

QList<Finding> findFunctions(const TableDefinition &table, const QList<Source> &sources, const QList<Use> &uses)
{
    QList<Finding> findings;
    for (const Source &source : sources) {
        const bool told =
            std::any_of(uses.cbegin(), uses.cend(), [&](const Use &use) { return use.place == source.place; });
        if (!told && !source.isCarried && source.text.contains(table.name.name, Qt::CaseInsensitive))
            findings << Finding{
                Severity::Informs,
                QStringLiteral("function"),
                source.place,
                Text::tr(
                    "Its text mentions the table's name; it finds the new table by that name, nothing is to be done."),
                {}};
    }
    return findings;
}

} // namespace

Result<QList<Finding>> findInApplication(Session &session, const Plan &plan, const SeenStatements &seen,
                                         const QStringList &acknowledged)
{
    PARTERRE_ASSIGN(sources, readSources(session, plan.table, seen));
    const QList<Use> uses = usesIn(sources, plan);
    sources.erase(sources.end() - seen.list.size(), sources.end());
    QList<Finding> findings = findFunctions(plan.table, sources, uses);
    for (const IndexDefinition &index : plan.table.indexes) {
        if (const auto finding = findConflicts(plan, index, uses))
            findings << *finding;
    }
    PARTERRE_ASSIGN(frameworks, findFrameworks(session, plan, seen));
    findings << findUses(plan, uses) << frameworks << findFreeze(plan, !frameworks.isEmpty()) << findLookups(plan, seen)
             << findScope(plan, seen);
    for (Finding &finding : findings)
        finding.acknowledged = finding.asks && acknowledged.contains(finding.subject);
    return findings;
}

} // namespace parterre
