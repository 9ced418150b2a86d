// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/planoptions.h"
#include "cli/texttable.h"
#include "cli/verb.h"
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

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_TRY(requireYes(invocation, Cli::tr("It writes and takes everything back; --show prints the statements.")));
    PARTERRE_ASSIGN(plan, planOf(invocation));
    PARTERRE_ASSIGN(
        rates, measureRates(engineOptions(invocation), plan, invocation.number("seconds", kDefaultSeconds) * 1000));
    if (invocation.json)
        invocation.out << QJsonDocument(QJsonObject{{u"rates"_s, JsonWriter::toJson(rates)}}).toJson();
    else
        print(rates, invocation.out);
    return ExitCode::Done;
}

} // namespace

Verb rehearseVerb()
{
    return {.name = u"rehearse"_s,
            .summary = Cli::tr("measure how long the migration of a table takes"),
            .operands = {{.name = u"SCHEMA.TABLE|FILE"_s, .kind = ValueKind::File}},
            .options = planOptions()
                << yesOption()
                << Option{.name = u"seconds"_s,
                          .value = u"N"_s,
                          .help = Cli::tr("how long measuring may take, and hold a transaction (default: 30)"),
                          .kind = ValueKind::Number,
                          .least = 1}
                << workersOption() << Option{.name = u"json"_s, .help = Cli::tr("print the result as one JSON object")},
            .run = run};
}

} // namespace parterre
