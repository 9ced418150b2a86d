// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/texttable.h"
#include "cli/verb.h"

#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

void print(const RowDifference &difference, QTextStream &out)
{
    const auto side = [](const QString &row) { return row.isEmpty() ? Cli::tr("(missing)") : row; };
    out << Cli::tr("%1, key (%2)").arg(difference.leaf, difference.key.join(u", "_s)) << '\n';
    for (const ColumnDifference &column : difference.columns)
        out << "    " << Cli::tr("%1: plain %2, partitioned %3").arg(column.column, column.plain, column.partitioned)
            << '\n';
    if (difference.columns.isEmpty())
        out << "    " << Cli::tr("plain:       %1").arg(side(difference.plain)) << '\n'
            << "    " << Cli::tr("partitioned: %1").arg(side(difference.partitioned)) << '\n';
}

// One sign a partition, in their order: where the differences are is seen at once among hundreds.
QString strip(const VerificationReport &report)
{
    constexpr int kWidth = 100;
    QString signs;
    for (qsizetype i = 0; i < report.leaves.size(); ++i) {
        if (i > 0 && i % kWidth == 0)
            signs += u'\n';
        signs += report.leaves[i].equal ? u'=' : u'X';
    }
    return signs;
}

void print(const VerificationReport &report, QTextStream &out)
{
    out << Cli::tr("Partitions (=: equal, X: DIFFERS)") << '\n' << strip(report) << "\n\n";
    TextTable table;
    table.addColumn(Cli::tr("Partition"));
    table.addColumn(Cli::tr("Rows, plain"), TextTable::Align::Right);
    table.addColumn(Cli::tr("Rows, partitioned"), TextTable::Align::Right);
    table.addColumn(Cli::tr("Verdict"));
    for (const LeafVerdict &leaf : report.leaves) {
        table.addRow({leaf.leaf, formatCount(leaf.plainRows), formatCount(leaf.partitionedRows),
                      leaf.equal ? Cli::tr("equal") : Cli::tr("DIFFERS")});
    }
    table.print(out);
    for (const RowDifference &difference : report.differences)
        print(difference, out);
    out << Cli::tr("%1 rows compared (%2) in %3.")
               .arg(formatCount(report.rows), report.method, formatDuration(report.durationMs))
        << ' '
        << (!report.isEqual()        ? Cli::tr("They DIFFER.")
                : report.leftOut > 0 ? Cli::tr("All of them are equal.")
                                     : Cli::tr("Both shapes hold the same rows."))
        << '\n';
    if (report.leftOut > 0)
        out << Cli::tr("%1 changes of this very moment were not replayed yet; their rows were left out.")
                   .arg(formatCount(report.leftOut))
            << '\n';
}

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_ASSIGN(report,
                    Engine(engineOptions(invocation))
                        .verify(invocation.operand(0), invocation.has("strict"), invocation.has("repair")));
    if (invocation.json)
        invocation.out << QJsonDocument(JsonWriter::toJson(report).toObject()).toJson();
    else
        print(report, invocation.out);
    return report.isEqual() ? ExitCode::Done : ExitCode::Findings;
}

} // namespace

Verb verifyVerb()
{
    return {.name = u"verify"_s,
            .summary = Cli::tr("prove that the table and its partitioned shape hold the same rows, while writes go on"),
            .description =
                Cli::tr("Compares counts and hashes of each partition in one snapshot, and row by row where they "
                        "differ. Exit code 1 when rows differ; they are named."),
            .operands = {{.name = u"ID"_s}},
            .options = {{.name = u"strict"_s,
                         .help = Cli::tr("compare all rows byte by byte: 1.0 and 1.00 are not the same then")},
                        {.name = u"repair"_s, .help = Cli::tr("put rows that differ right, and compare again")},
                        workersOption(),
                        adoptOption(),
                        {.name = u"json"_s, .help = Cli::tr("print the report as one JSON object")}},
            .run = run};
}

} // namespace parterre
