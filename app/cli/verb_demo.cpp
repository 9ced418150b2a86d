// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/demonstration.h"
#include "cli/invocation.h"
#include "cli/texttable.h"
#include "cli/verb.h"
#include "demo/demoserver.h"
#include "pg/session.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

void printConnection(const Invocation &invocation, const DemoServer &server)
{
    invocation.out << Cli::tr("Connect as the tables' owner:  psql \"%1\"").arg(server.conninfo()) << Qt::endl
                   << Cli::tr("Stop the server:               parterrectl demo stop") << Qt::endl;
}

SampleSize sampleSize(const Invocation &invocation)
{
    SampleSize size;
    const double share = static_cast<double>(size.balances) / static_cast<double>(size.transactions);
    size.transactions = invocation.number("rows", size.transactions);
    size.balances = static_cast<qint64>(share * static_cast<double>(size.transactions));
    return size;
}

Result<> startServer(const Invocation &invocation, DemoServer &server)
{
    PARTERRE_TRY(server.start(invocation.cancel, invocation.progress));
    return server.ensureSampleData(invocation.cancel, invocation.progress, sampleSize(invocation));
}

Result<ExitCode> start(Invocation &invocation, DemoServer &server)
{
    PARTERRE_TRY(startServer(invocation, server));
    invocation.out << Cli::tr("The demo server runs in %1.").arg(server.place().folder) << Qt::endl;
    printConnection(invocation, server);
    return ExitCode::Done;
}

Result<ExitCode> stop(Invocation &invocation, DemoServer &server)
{
    PARTERRE_TRY(server.stop());
    invocation.out << Cli::tr("The demo server is stopped.") << Qt::endl;
    return ExitCode::Done;
}

Result<ExitCode> reset(Invocation &invocation, DemoServer &server)
{
    PARTERRE_TRY(server.reset());
    invocation.out << Cli::tr("The demo server and its data are gone; the next \"demo start\" begins anew.")
                   << Qt::endl;
    return ExitCode::Done;
}

Result<> printTables(const Invocation &invocation, const DemoServer &server)
{
    PARTERRE_ASSIGN(session, Session::open(server.profile(u"demo_owner"_s), invocation.sessionOptions(true)));
    PARTERRE_ASSIGN(rows, session->exec(SqlText::load(u"demo/list_tables"_s)));
    TextTable table;
    table.addColumn(Cli::tr("table"));
    table.addColumn(Cli::tr("rows, about"), TextTable::Align::Right);
    table.addColumn(Cli::tr("size"), TextTable::Align::Right);
    for (qsizetype row = 0; row < rows.count(); ++row) {
        table.addRow(
            {rows.text(row, "name"), formatCount(rows.integer(row, "rows")), formatBytes(rows.integer(row, "bytes"))});
    }
    table.print(invocation.out);
    return {};
}

Result<ExitCode> status(Invocation &invocation, DemoServer &server)
{
    const DemoStatus status = server.status();
    switch (status.state) {
    case DemoStatus::State::Absent:
        invocation.out << Cli::tr("There is no demo server yet; \"demo start\" makes one in %1.").arg(status.folder)
                       << Qt::endl;
        return ExitCode::Done;
    case DemoStatus::State::Stopped:
        invocation.out
            << Cli::tr("The demo server (PostgreSQL %1) in %2 is stopped.").arg(status.major).arg(status.folder)
            << Qt::endl;
        return ExitCode::Done;
    case DemoStatus::State::Running:
        break;
    }
    invocation.out << Cli::tr("The demo server (PostgreSQL %1) in %2 runs with process %3.")
                          .arg(status.major)
                          .arg(status.folder)
                          .arg(status.pid)
                   << Qt::endl;
    if (const auto printed = printTables(invocation, server); !printed)
        invocation.out << Cli::tr("It has no sample data; \"demo start\" makes it.") << Qt::endl;
    printConnection(invocation, server);
    return ExitCode::Done;
}

Result<ExitCode> demonstrate(Invocation &invocation, DemoServer &server)
{
    PARTERRE_TRY(startServer(invocation, server));
    const Result<ExitCode> outcome = runDemonstration(invocation, server);
    printConnection(invocation, server);
    return outcome;
}

Result<ExitCode> run(Invocation &invocation)
{
    DemoServer server;
    const QString what = invocation.operand(0);
    if (what == u"start")
        return start(invocation, server);
    if (what == u"stop")
        return stop(invocation, server);
    if (what == u"reset")
        return reset(invocation, server);
    return what == u"status" ? status(invocation, server) : demonstrate(invocation, server);
}

} // namespace

Verb demoVerb()
{
    return {
        .name = u"demo"_s,
        .summary = Cli::tr("a private PostgreSQL server with sample data, and a demonstration on it"),
        .description = Cli::tr(
            "start makes the server and its sample data where they are missing and starts it; stop stops it; status "
            "says what is there; reset deletes the server with all its data.\n"
            "run shows a migration: the table public.transactions is partitioned while an application writes, "
            "compared with what that application wrote, taken back, and partitioned again. The server goes on "
            "running.\n"
            "The server's data is in parterre/demo of the user's data directory (for root: /var/lib/parterre/demo); "
            "PARTERRE_DEMO_DIR names another place. It listens on a Unix socket only that user can reach.\n"),
        .operands = {{.name = u"start|stop|status|reset|run"_s,
                      .kind = ValueKind::Choice,
                      .choices = {u"start"_s, u"stop"_s, u"status"_s, u"reset"_s, u"run"_s}}},
        .options = {{.name = u"rows"_s,
                     .value = u"N"_s,
                     .help = Cli::tr("how many sample transactions to make (default: 1,000,000)"),
                     .kind = ValueKind::Number}},
        .connects = false,
        .run = run};
}

} // namespace parterre
