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
    constexpr double kAlive = 10; // seconds; the heart beats every second
    const bool ended = status.state == toText(MigrationState::Finished)
        || status.state == toText(MigrationState::RolledBack) || status.state == toText(MigrationState::Planned);
    if (ended || status.runner.isEmpty())
        return {};
    return status.heartbeatAge < kAlive
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

Result<ExitCode> run(Invocation &invocation)
{
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
            .options = {{.name = u"json"_s, .help = Cli::tr("print one JSON array, an object a migration")}},
            .run = run};
}

} // namespace parterre
