// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/inspectjson.h"
#include "cli/invocation.h"
#include "cli/texttable.h"
#include "pg/catalog/relationdetails.h"
#include "pg/catalog/relationtext.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

using Align = TextTable::Align;

QStringList figures(const PartitionNode &node)
{
    const RelationFigures &total = node.total;
    return {countText(total.rows),       countText(total.deadRows),   bytesText(total.heapBytes),
            bytesText(total.indexBytes), bytesText(total.toastBytes), bytesText(total.totalBytes())};
}

void addFigureColumns(TextTable &table)
{
    for (const QString &heading : {Cli::tr("Rows ≈"), Cli::tr("Dead ≈"), Cli::tr("Heap"), Cli::tr("Indexes"),
                                   Cli::tr("TOAST"), Cli::tr("Total")})
        table.addColumn(heading, Align::Right);
    table.addColumn(Cli::tr("State"));
}

void printTree(const PartitionForest &forest, QTextStream &out)
{
    TextTable table;
    table.addColumn(Cli::tr("Relation"));
    table.addColumn(Cli::tr("Bound"));
    addFigureColumns(table);
    for (const PartitionNode &node : forest.nodes) {
        const QString name = node.level == 0 ? node.name.quoted() : quoteIdentifier(node.name.name);
        table.addRow(QStringList{QString(2 * node.level, u' ') % name, boundText(node)} + figures(node)
                     << stateText(node));
    }
    table.print(out);
}

/// Locks and pending detaches below a root, for the one line the root has.
QString summaryOfTree(const PartitionForest &forest, const PartitionNode &root)
{
    const auto begin = std::find_if(forest.nodes.cbegin(), forest.nodes.cend(),
                                    [&](const PartitionNode &node) { return node.oid == root.oid; });
    qsizetype locked = 0;
    qsizetype pending = 0;
    for (auto it = begin + 1; it < forest.nodes.cend() && it->level > 0; ++it) {
        locked += it->unread ? 1 : 0;
        pending += it->detachPending ? 1 : 0;
    }
    QStringList parts{stateText(root)};
    if (locked > 0)
        parts << Cli::tr("%n partition(s) locked while read", nullptr, static_cast<int>(locked));
    if (pending > 0)
        parts << Cli::tr("%n detach(es) pending", nullptr, static_cast<int>(pending));
    parts.removeAll(QString());
    return parts.join(u"; "_s);
}

void printRoots(const PartitionForest &forest, QTextStream &out)
{
    TextTable table;
    table.addColumn(Cli::tr("Table"));
    table.addColumn(Cli::tr("Partitioned by"));
    table.addColumn(Cli::tr("Leaves"), Align::Right);
    addFigureColumns(table);
    for (const PartitionNode &root : forest.roots()) {
        const bool tree = root.kind == RelationKind::Partitioned;
        const QString key = tree ? root.partitionKey.value_or(Cli::tr("not read")) : QString();
        table.addRow(
            QStringList{root.name.quoted(), key, tree ? formatCount(root.leafCount) : QString()} + figures(root)
            << summaryOfTree(forest, root));
    }
    if (table.isEmpty())
        out << Cli::tr("There are no tables in this database.") << '\n';
    else
        table.print(out);
}

Result<PartitionForest> list(Session &session, const QString &table)
{
    if (table.isEmpty())
        return listRelations(session);
    PARTERRE_ASSIGN(name, QualifiedName::parse(table));
    PARTERRE_ASSIGN(oid, findRelation(session, name));
    return listTree(session, oid);
}

CatalogProgress reporting(ProgressSink &sink, const QString &step)
{
    return [&sink, step](qsizetype done, qsizetype total) {
        if (done == total) // most trees are read in one go, and then there was nothing to wait for
            return;
        Progress progress;
        progress.step = step;
        progress.unit = Cli::tr("relations");
        progress.done = done;
        progress.total = total;
        sink.report(progress);
    };
}

Result<PartitionForest> read(Invocation &invocation)
{
    PARTERRE_ASSIGN(session, invocation.connect(true));
    PARTERRE_ASSIGN(forest, list(*session, invocation.operand(0)));
    PARTERRE_TRY(readBounds(*session, forest, reporting(invocation.progress, Cli::tr("Reading bounds"))));
    if (!invocation.has("estimate"))
        PARTERRE_TRY(readSizes(*session, forest, reporting(invocation.progress, Cli::tr("Reading sizes"))));
    forest.arrange();
    return forest;
}

Result<ExitCode> printDdl(Invocation &invocation)
{
    if (invocation.operand(0).isEmpty())
        return failure(ErrorCode::Usage, Cli::tr("which table? --ddl is about one"));
    PARTERRE_ASSIGN(name, QualifiedName::parse(invocation.operand(0)));
    PARTERRE_ASSIGN(session, invocation.connect(true));
    PARTERRE_ASSIGN(oid, findRelation(*session, name));
    PARTERRE_ASSIGN(details, readRelationDetails(*session, oid));
    invocation.out << details.ddl << '\n';
    return ExitCode::Done;
}

Result<ExitCode> run(Invocation &invocation)
{
    if (invocation.has("ddl"))
        return printDdl(invocation);
    PARTERRE_ASSIGN(forest, read(invocation));
    if (invocation.json)
        invocation.out << inspectJson(forest) << '\n';
    else if (invocation.operand(0).isEmpty())
        printRoots(forest, invocation.out);
    else
        printTree(forest, invocation.out);
    return ExitCode::Done;
}

} // namespace

Verb inspectVerb()
{
    return {.name = u"inspect"_s,
            .summary = Cli::tr("show tables and partition trees: bounds, sizes, rows, locks"),
            .description = Cli::tr(
                "Without a table, all tables and roots of partition trees of the database, the largest first. "
                "With one, the tree below it, ordered by bound, the DEFAULT partition last. Figures of a parent "
                "are the sums of what is below it.\n"
                "Rows and dead rows are the server's estimates. A figure marked ≈ is an estimate of the last "
                "VACUUM or ANALYZE, one marked ≥ leaves out what is not known, ? is not known at all.\n"
                "Nothing is waited for: a partition under ACCESS EXCLUSIVE is shown with who holds the lock, and "
                "with the catalog's estimates instead of its sizes."),
            .operands = {{.name = u"SCHEMA.TABLE"_s, .required = false}},
            .options = {{.name = u"estimate"_s,
                         .help = Cli::tr("take sizes from the catalog too, instead of asking for each file")},
                        {.name = u"ddl"_s, .help = Cli::tr("print the SQL that makes the table, and nothing else")},
                        {.name = u"json"_s, .help = Cli::tr("print one JSON array of nested relations")}},
            .run = run};
}

} // namespace parterre
