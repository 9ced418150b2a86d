// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/texttable.h"
#include "cli/verb.h"
#include "domain/jsonarchive.h"
#include "migration/forecasttext.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

Result<qint64> durationOf(const Invocation &invocation, const char *option, qint64 otherwise)
{
    if (!invocation.has(option))
        return otherwise;
    const auto duration = parseDuration(invocation.value(option));
    if (!duration || *duration < 1) {
        return failure(ErrorCode::Usage,
                       Cli::tr("--%1 does not understand \"%2\"").arg(QLatin1String(option), invocation.value(option)),
                       {}, Cli::tr("For example 30s, 10min or 2h."));
    }
    return *duration;
}

Result<ForecastRequest> requestOf(const Invocation &invocation)
{
    ForecastRequest request;
    PARTERRE_ASSIGN(length, durationOf(invocation, "for", request.forMs));
    PARTERRE_ASSIGN(every, durationOf(invocation, "every", request.everyMs));
    request.forMs = length;
    request.everyMs = every;
    if (every < 50 || every > length)
        return failure(ErrorCode::Usage, Cli::tr("--every must be at least 50ms, and no longer than --for"));
    return request;
}

Result<Plan> planOf(Invocation &invocation, Session &session)
{
    if (QFileInfo::exists(invocation.operand(0)))
        return readPlan(invocation.operand(0));
    PARTERRE_ASSIGN(table, QualifiedName::parse(invocation.operand(0)));
    return outlineForForecast(session, table);
}

void print(const SwitchForecast &forecast, QTextStream &out)
{
    for (const QString &line : summaryOf(forecast))
        out << line << '\n';
    out << '\n';
    TextTable minutes;
    minutes.addColumn(Cli::tr("From"));
    minutes.addColumn(Cli::tr("Moments"), TextTable::Align::Right);
    minutes.addColumn(Cli::tr("Gets through"), TextTable::Align::Right);
    minutes.addColumn({});
    for (int i = 0; i < forecast.minutes.size(); ++i) {
        const ForecastMinute &minute = forecast.minutes[i];
        minutes.addRow({clockText(minute.from), formatCount(minute.moments), shareText(minute.share()),
                        i == forecast.best ? Cli::tr("best") : QString()});
    }
    minutes.print(out);
    if (forecast.obstacles.isEmpty())
        return;
    out << '\n';
    TextTable table;
    for (const QString &heading : obstacleHeadings())
        table.addColumn(heading);
    for (const Obstacle &obstacle : forecast.obstacles)
        table.addRow(obstacleCells(forecast, obstacle));
    table.print(out);
}

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_ASSIGN(request, requestOf(invocation));
    PARTERRE_ASSIGN(session, invocation.connect(true));
    PARTERRE_ASSIGN(plan, planOf(invocation, *session));
    PARTERRE_ASSIGN(forecast, forecastSwitch(*session, plan, request, invocation.cancel, invocation.progress));
    if (invocation.json)
        invocation.out << QJsonDocument(JsonWriter::toJson(forecast).toObject()).toJson();
    else
        print(forecast, invocation.out);
    return ExitCode::Done;
}

} // namespace

Verb forecastVerb()
{
    return {.name = u"forecast"_s,
            .summary = Cli::tr("watch for a while who would have been in the way of the switch, and when it was best"),
            .description = Cli::tr(
                "Asks the server again and again who uses what the switch locks and who has an old snapshot, with the "
                "questions of the switch itself; nothing is locked or written. Then says at which share of these "
                "moments the first attempt would have got through, how many attempts a switch would have "
                "needed, which minute was the best, and who was in the way for how long.\n"
                "It is a sample: another hour or another day may differ. With the file of a plan, its limits "
                "count; with a table, the default ones, and all foreign keys to it as if the switch dropped "
                "them. Without the rights of pg_read_all_stats the queries of other roles are not visible."),
            .operands = {{.name = u"SCHEMA.TABLE|FILE"_s, .kind = ValueKind::File}},
            .options = {{.name = u"for"_s,
                         .value = u"TIME"_s,
                         .help = Cli::tr("how long to watch: 30s, 10min, 2h (default: 10min)")},
                        {.name = u"every"_s,
                         .value = u"TIME"_s,
                         .help = Cli::tr("time between two looks (default: 500ms)")},
                        {.name = u"json"_s, .help = Cli::tr("print the result as one JSON object")}},
            .run = run};
}

} // namespace parterre
