// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/texttable.h"
#include "cli/verb.h"
#include "migration/liveness.h"

#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

QString progressOf(const MigrationStatus &status)
{
    if (status.step.isEmpty())
        return {};
    if (status.total <= 0)
        return status.step;
    return Cli::tr("%1: %2 of %3").arg(status.step, formatCount(status.done), formatCount(status.total));
}

/// How far the old table is behind, while there is a way back that needs it.
QString lagOf(const MigrationStatus &status)
{
    if (status.state != toText(MigrationState::Switched) && status.state != toText(MigrationState::Watching))
        return {};
    return Cli::tr("%1 changes, %2")
        .arg(formatCount(status.lagEntries), formatDuration(static_cast<qint64>(status.lagSeconds * 1000)));
}

QString runnerOf(const MigrationStatus &status)
{
    const bool ended = status.state == toText(MigrationState::Finished)
        || status.state == toText(MigrationState::RolledBack) || status.state == toText(MigrationState::Planned);
    if (ended || status.runner.isEmpty())
        return {};
    return isDriven(status)
        ? status.runner
        : Cli::tr("nobody for %1").arg(formatDuration(static_cast<qint64>(status.heartbeatAge * 1000)));
}

void print(const QList<MigrationStatus> &migrations, QTextStream &out)
{
    TextTable table;
    for (const QString &heading : {Cli::tr("ID"), Cli::tr("Table"), Cli::tr("State"), Cli::tr("Since"),
                                   Cli::tr("Runner"), Cli::tr("Progress"), Cli::tr("Lag"), Cli::tr("Way back")})
        table.addColumn(heading);
    for (const MigrationStatus &status : migrations)
        table.addRow({status.id, status.table.quoted(), status.state, status.since, runnerOf(status),
                      progressOf(status), lagOf(status), status.wayBack});
    table.print(out);
    for (const MigrationStatus &status : migrations) {
        if (!status.attention.isEmpty())
            out << Cli::tr("%1 needs attention: %2").arg(status.id, status.attention) << '\n';
        if (!status.lastError.isEmpty())
            out << Cli::tr("%1 ended with an error: %2").arg(status.id, status.lastError) << '\n';
    }
}

void printSteps(const QList<StepTimes> &list, QTextStream &out)
{
    TextTable steps;
    for (const QString &heading : {Cli::tr("Step"), Cli::tr("Began"), Cli::tr("Took")})
        steps.addColumn(heading);
    steps.addColumn(Cli::tr("Statements"), TextTable::Align::Right);
    steps.addColumn(Cli::tr("Last error"));
    for (const StepTimes &step : list)
        steps.addRow({step.step, step.startedAt.toString(Qt::ISODate), formatDuration(step.workedMs),
                      formatCount(step.statements), step.lastFailure});
    steps.print(out);
}

void printChecks(const QList<LeafCheck> &list, QTextStream &out)
{
    TextTable checks;
    checks.addColumn(Cli::tr("Partition"));
    checks.addColumn(Cli::tr("Rows, table"), TextTable::Align::Right);
    checks.addColumn(Cli::tr("Rows, copy"), TextTable::Align::Right);
    checks.addColumn(Cli::tr("Verdict"));
    checks.addColumn(Cli::tr("Checked"));
    for (const LeafCheck &check : list)
        checks.addRow({check.leaf, formatCount(check.sourceRows), formatCount(check.targetRows),
                       check.equal ? Cli::tr("equal") : Cli::tr("DIFFERS"), check.at.toString(Qt::ISODate)});
    checks.print(out);
}

void printFill(const QList<LeafFill> &list, QTextStream &out)
{
    TextTable leaves;
    leaves.addColumn(Cli::tr("Partition"));
    leaves.addColumn(Cli::tr("Rows, about"), TextTable::Align::Right);
    leaves.addColumn(Cli::tr("Size"), TextTable::Align::Right);
    for (const LeafFill &leaf : list)
        leaves.addRow({leaf.leaf, leaf.isCounted() ? formatCount(leaf.rows) : u"…"_s, formatBytes(leaf.bytes)});
    leaves.print(out);
}

void printDetails(const MigrationDetails &details, QTextStream &out)
{
    print({details.status}, out);
    out << '\n';
    printSteps(details.steps, out);
    if (!details.leaves.isEmpty()) {
        out << '\n';
        printFill(details.leaves, out);
    }
    if (!details.checks.isEmpty()) {
        out << '\n';
        printChecks(details.checks, out);
    }
    if (!details.notes.isEmpty())
        out << '\n';
    for (const Note &note : details.notes)
        out << note.at.toString(Qt::ISODate) << "  " << note.text << '\n';
}

Result<ExitCode> runOne(Invocation &invocation)
{
    PARTERRE_ASSIGN(details, Engine(engineOptions(invocation)).details(invocation.operand(0)));
    if (invocation.json)
        invocation.out << QJsonDocument(JsonWriter::toJson(details).toObject()).toJson();
    else
        printDetails(details, invocation.out);
    return ExitCode::Done;
}

Result<ExitCode> run(Invocation &invocation)
{
    if (!invocation.operand(0).isEmpty())
        return runOne(invocation);
    PARTERRE_ASSIGN(migrations, Engine(engineOptions(invocation)).status());
    if (invocation.json)
        invocation.out << QJsonDocument(JsonWriter::toJson(migrations).toArray()).toJson();
    else if (migrations.isEmpty())
        invocation.out << Cli::tr("There are no migrations in this database.") << '\n';
    else
        print(migrations, invocation.out);
    return ExitCode::Done;
}

} // namespace

Verb statusVerb()
{
    return {.name = u"status"_s,
            .summary = Cli::tr("list the migrations of the database, the newest first"),
            .description = Cli::tr("With an ID, that migration in full: when each step ran, how far each "
                                   "partition is filled, what the last verification said of it, and what was noted "
                                   "meanwhile."),
            .operands = {{.name = u"ID"_s, .required = false}},
            .options = {{.name = u"json"_s, .help = Cli::tr("print JSON: an array of migrations, or one object")}},
            .run = run};
}

} // namespace parterre
