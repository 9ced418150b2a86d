// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/planoptions.h"
#include "cli/texttable.h"
#include "cli/verb.h"
#include "migration/firedrill.h"
#include "migration/rates.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDefaultSeconds = 30;

Result<Plan> planOf(Invocation &invocation)
{
    if (QFileInfo::exists(invocation.operand(0)))
        return readPlan(invocation.operand(0));
    PARTERRE_ASSIGN(request, planRequest(invocation));
    PARTERRE_ASSIGN(session, invocation.connect(true));
    PARTERRE_ASSIGN(result, makePlan(*session, request, invocation.cancel, invocation.progress));
    if (result.plan)
        return *result.plan;
    printFindings(result.findings, invocation.err);
    return failure(ErrorCode::Refused, Cli::tr("the table cannot be migrated as it is"), {},
                   Cli::tr("Each finding above says what to do about it."));
}

QString between(qint64 least, qint64 greatest)
{
    return Cli::tr("%1 to %2").arg(formatDuration(least), formatDuration(greatest));
}

void print(const RateReport &report, QTextStream &out)
{
    TextTable table;
    table.addColumn(Cli::tr("Step"));
    table.addColumn(Cli::tr("Rows/s, one session"), TextTable::Align::Right);
    table.addColumn(Cli::tr("Expected"));
    for (const StepForecast &step : report.steps) {
        table.addRow({stepText(step.step),
                      Cli::tr("%1 to %2")
                          .arg(formatCount(static_cast<qint64>(step.rowsLeast)),
                               formatCount(static_cast<qint64>(step.rowsGreatest))),
                      between(step.leastMs, step.greatestMs)});
    }
    table.addRow({Cli::tr("Together"), {}, between(report.total.leastMs, report.total.greatestMs)});
    table.print(out);
    for (const QString &remark : report.remarks)
        out << remark << '\n';
}

QString momentText(const QString &moment)
{
    if (moment == u"switched")
        return Cli::tr("After the switch");
    if (moment == u"watched")
        return Cli::tr("While watching");
    if (moment == u"rolled back")
        return Cli::tr("After the rollback");
    return Cli::tr("At the end");
}

void print(const DrillReport &report, QTextStream &out)
{
    out << Cli::tr("Fire drill: %1, %2 rows in %3 partitions, in %4.")
               .arg(report.drill.quoted(), formatCount(report.rows), formatCount(report.partitions),
                    formatDuration(report.tookMs))
        << '\n';
    TextTable table;
    table.addColumn(Cli::tr("Compared, while rows were written"));
    table.addColumn(Cli::tr("Rows"), TextTable::Align::Right);
    table.addColumn(Cli::tr("That differ"), TextTable::Align::Right);
    for (const DrillComparison &comparison : report.comparisons)
        table.addRow(
            {momentText(comparison.moment), formatCount(comparison.rows), formatCount(comparison.differences)});
    table.print(out);
    const DrillWrites &writes = report.writes;
    out << Cli::tr("Written meanwhile: %1 updates, %2 deletes, %3 inserts. The longest took %4 (%5).")
               .arg(formatCount(writes.updates), formatCount(writes.deletes), formatCount(writes.inserts),
                    formatDuration(static_cast<qint64>(writes.longestMs)), stepText(writes.longestStep))
        << '\n';
    for (const QString &fault : writes.faults)
        out << Cli::tr("FAULT: %1").arg(fault) << '\n';
    out << Cli::tr("Rehearsed: %1.").arg(report.rehearsed.join(u"; "_s)) << '\n'
        << Cli::tr("Not rehearsed: %1.").arg(report.notRehearsed.join(u"; "_s)) << '\n'
        << (report.passed() ? Cli::tr("No row was lost, none was wrong, and nothing of the drill is left.")
                            : Cli::tr("The drill FAILED. Nothing of it is left."))
        << '\n';
}

struct Wanted {
    bool rates = true;
    bool drill = true;
};

Result<ExitCode> showStatements(Invocation &invocation, const Wanted &wanted)
{
    PARTERRE_ASSIGN(plan, planOf(invocation));
    qsizetype number = 0;
    if (wanted.rates)
        printStep(invocation.out, describeRates(plan), ++number);
    if (wanted.drill)
        printStep(invocation.out, describeDrill(plan), ++number);
    return ExitCode::Done;
}

Result<ExitCode> clean(Invocation &invocation)
{
    PARTERRE_ASSIGN(names, cleanDrills(engineOptions(invocation)));
    if (invocation.json)
        invocation.out << QJsonDocument(QJsonObject{{u"removed"_s, QJsonArray::fromStringList(names)}}).toJson();
    else
        invocation.out << (names.isEmpty() ? Cli::tr("Nothing was left of any drill.")
                                           : Cli::tr("Removed: %1.").arg(names.join(u", "_s)))
                       << '\n';
    return ExitCode::Done;
}

Result<ExitCode> rehearse(Invocation &invocation, const Wanted &wanted)
{
    PARTERRE_ASSIGN(plan, planOf(invocation));
    QJsonObject json;
    bool passed = true;
    if (wanted.rates) {
        PARTERRE_ASSIGN(
            rates, measureRates(engineOptions(invocation), plan, invocation.number("seconds", kDefaultSeconds) * 1000));
        json.insert(u"rates"_s, JsonWriter::toJson(rates));
        if (!invocation.json)
            print(rates, invocation.out);
    }
    if (wanted.drill) {
        PARTERRE_ASSIGN(drill, fireDrill(engineOptions(invocation), plan));
        passed = drill.passed();
        json.insert(u"drill"_s, JsonWriter::toJson(drill));
        if (!invocation.json)
            print(drill, invocation.out);
    }
    if (invocation.json)
        invocation.out << QJsonDocument(json).toJson();
    return passed ? ExitCode::Done : ExitCode::Findings;
}

Result<ExitCode> run(Invocation &invocation)
{
    const Wanted wanted{!invocation.has("drill-only"), !invocation.has("rates-only")};
    if (!wanted.rates && !wanted.drill)
        return failure(ErrorCode::Usage, Cli::tr("--rates-only and --drill-only exclude each other"));
    if (!invocation.has("clean") && invocation.operand(0).isEmpty())
        return failure(ErrorCode::Usage, Cli::tr("which table?"), {},
                       Cli::tr("Write SCHEMA.TABLE, or the file of a plan."));
    if (invocation.has("show"))
        return showStatements(invocation, wanted);
    PARTERRE_TRY(requireYes(invocation,
                            Cli::tr("A rehearsal writes, and removes what it wrote. --show prints its statements.")));
    return invocation.has("clean") ? clean(invocation) : rehearse(invocation, wanted);
}

} // namespace

Verb rehearseVerb()
{
    return {
        .name = u"rehearse"_s,
        .summary = Cli::tr("measure how long a migration takes, and try it on a small table of the same shape"),
        .description =
            Cli::tr("Measures how fast this server copies, indexes and compares the real table, at three places, in "
                    "one transaction that is rolled back; says what follows for the whole of it, from least to "
                    "greatest. Then the fire drill: a table of the same shape, owner and constraints, with some "
                    "thousands of the real rows that nobody else may see, goes through the whole migration and "
                    "back while rows are written, and is compared row by row.\n"
                    "Nothing is left behind. What a rehearsal that was killed has left is removed by the next one, "
                    "or with --clean. The real table is only read. Exit code 1 when the drill failed."),
        .operands = {{.name = u"SCHEMA.TABLE|FILE"_s, .required = false, .kind = ValueKind::File}},
        .options = planOptions()
            << yesOption() << Option{.name = u"rates-only"_s, .help = Cli::tr("measure, without the fire drill")}
            << Option{.name = u"drill-only"_s, .help = Cli::tr("the fire drill, without measuring")}
            << Option{.name = u"clean"_s, .help = Cli::tr("only remove what killed rehearsals have left")}
            << Option{.name = u"show"_s, .help = Cli::tr("print the statements of the rehearsal; nothing is written")}
            << Option{.name = u"seconds"_s,
                      .value = u"N"_s,
                      .help = Cli::tr("how long measuring may take, and hold a transaction (default: 30)"),
                      .kind = ValueKind::Number,
                      .least = 1}
            << workersOption() << Option{.name = u"json"_s, .help = Cli::tr("print the result as one JSON object")},
        .run = run};
}

} // namespace parterre
