// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/planoptions.h"
#include "cli/texttable.h"
#include "cli/verb.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

// ---------------------------------------------------------------- --show

void printPlan(QTextStream &out, const Plan &plan)
{
    out << "-- "
        << Cli::tr("Plan %1 for %2 in database %3, made %4")
               .arg(plan.id, plan.table.name.quoted(), plan.database, plan.createdAt)
        << '\n';
    out << "-- "
        << Cli::tr("%1 rows, %2, into %3 partitions by %4, every %5")
               .arg(formatCount(plan.rows), formatBytes(plan.bytes), formatCount(plan.leaves.size()),
                    quoteIdentifier(plan.keyColumn), plan.every)
        << '\n';
    const QList<PlannedStep> steps = describePlan(plan);
    for (qsizetype i = 0; i < steps.size(); ++i)
        printStep(out, steps[i], i + 1);
}

void printJson(QTextStream &out, const Plan &plan)
{
    QJsonArray steps;
    for (const PlannedStep &step : describePlan(plan))
        steps << toJson(step);
    out << QJsonDocument(steps).toJson();
}

// ---------------------------------------------------------------- making one

Result<> writePlan(const Plan &plan, const QString &path, QTextStream &out)
{
    if (path == u"-") {
        out << plan.toJson();
        return {};
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(plan.toJson()) >= 0 && file.commit())
        return {};
    return failure(ErrorCode::Usage, Cli::tr("the plan cannot be written to %1").arg(path), file.errorString());
}

void printSummary(const Plan &plan, const QString &path, QTextStream &out)
{
    TextTable table;
    table.addColumn(Cli::tr("Partition"));
    table.addColumn(Cli::tr("From"));
    table.addColumn(Cli::tr("To"));
    table.addColumn(Cli::tr("Rows ≈"), TextTable::Align::Right);
    table.addColumn(Cli::tr("Bytes ≈"), TextTable::Align::Right);
    for (const PlannedLeaf &leaf : plan.leaves) {
        table.addRow({leaf.name.quoted(), leaf.isDefault() ? u"DEFAULT"_s : leaf.from, leaf.to, formatCount(leaf.rows),
                      formatBytes(leaf.bytes)});
    }
    table.print(out);
    out << '\n' << Cli::tr("Plan %1 is written to %2.").arg(plan.id, path) << '\n';
    if (const QStringList open = plan.unacknowledged(); !open.isEmpty())
        out << Cli::tr("It cannot be run yet. Nobody acknowledged: %1").arg(open.join(u", "_s)) << '\n';
    out << Cli::tr("See every statement:  parterrectl plan --show %1").arg(path) << '\n';
    out << Cli::tr("Run it:               parterrectl migrate %1 --yes").arg(path) << '\n';
}

Failure blocked(const QList<Finding> &findings)
{
    const auto count = std::count_if(findings.cbegin(), findings.cend(), [](const Finding &finding) {
        return finding.severity == Finding::Severity::Blocks;
    });
    return failure(ErrorCode::Refused, Cli::tr("the table cannot be migrated as it is"),
                   Cli::tr("%n finding(s) above block it. Nothing was changed.", nullptr, static_cast<int>(count)),
                   Cli::tr("Each says what to do about it."));
}

Result<ExitCode> make(Invocation &invocation)
{
    const QString path = invocation.value("output");
    if (path.isEmpty()) {
        return failure(ErrorCode::Usage, Cli::tr("where to? --output is missing"), {},
                       Cli::tr("--output FILE, or --output - for standard output."));
    }
    // An empty file is what mktemp leaves.
    if (path != u"-" && QFileInfo(path).size() > 0 && !readPlan(path)) {
        return failure(ErrorCode::Usage, Cli::tr("%1 exists and is not a plan").arg(path), {},
                       Cli::tr("It is not overwritten. Choose another file."));
    }
    PARTERRE_ASSIGN(request, invocation.has("again") ? againRequest(invocation) : planRequest(invocation));
    PARTERRE_TRY(invocation.completeProfile());
    PARTERRE_ASSIGN(session, invocation.connect(true));
    PARTERRE_ASSIGN(result, makePlan(*session, request, invocation.cancel, invocation.progress));
    PARTERRE_TRY(checkAcknowledged(request, result));
    printFindings(result.findings, path == u"-" ? invocation.err : invocation.out);
    if (result.isBlocked())
        return blocked(result.findings);
    PARTERRE_TRY(writePlan(*result.plan, path, invocation.out));
    if (path != u"-")
        printSummary(*result.plan, path, invocation.out);
    return ExitCode::Done;
}

Result<ExitCode> run(Invocation &invocation)
{
    if (invocation.has("show")) {
        PARTERRE_ASSIGN(plan, readPlan(invocation.value("show")));
        if (invocation.json)
            printJson(invocation.out, plan);
        else
            printPlan(invocation.out, plan);
        return ExitCode::Done;
    }
    if (invocation.has("emergency")) {
        PARTERRE_ASSIGN(plan, readPlan(invocation.value("emergency")));
        invocation.out << emergencyScript(plan) << '\n';
        return ExitCode::Done;
    }
    return make(invocation);
}

} // namespace

Verb planVerb()
{
    return {.name = u"plan"_s,
            .summary = Cli::tr("plan the migration of a table, or show what a plan will do"),
            .description =
                Cli::tr("With a table, inspects it as preflight does and writes the plan, a JSON file; nothing in the "
                        "database is changed. Exit code 4 when a finding blocks it. Findings about the application "
                        "that ask for it must be acknowledged by their code, or migrate refuses the plan.\n"
                        "With --again, takes table and choices from an earlier plan, after a rollback for example.\n"
                        "With --show, prints every statement of a plan with the locks it takes, what they block, "
                        "what to expect, and until when it can be undone.\n"
                        "With --emergency, prints a psql script that removes every hook of the plan's migration "
                        "without this program."),
            .operands = {{.name = u"SCHEMA.TABLE"_s, .required = false}},
            .options = planOptions() << Option{.name = u"output"_s,
                                               .value = u"FILE"_s,
                                               .help = Cli::tr("where to write the plan; - is standard output"),
                                               .kind = ValueKind::File}
                                     << Option{.name = u"show"_s,
                                               .value = u"FILE"_s,
                                               .help = Cli::tr("print what the plan in this file will do"),
                                               .kind = ValueKind::File}
                                     << Option{.name = u"again"_s,
                                               .value = u"FILE"_s,
                                               .help = Cli::tr("plan once more, with the choices of the plan in this "
                                                               "file, for the table as it is now"),
                                               .kind = ValueKind::File}
                                     << Option{.name = u"json"_s,
                                               .help = Cli::tr("with --show: print one JSON array, an object a step")}
                                     << Option{.name = u"emergency"_s,
                                               .value = u"FILE"_s,
                                               .help = Cli::tr("print the emergency script of the plan in this file"),
                                               .kind = ValueKind::File},
            .connects = false, // only without --show and --emergency, see make()
            .run = run};
}

} // namespace parterre
