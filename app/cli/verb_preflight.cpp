// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/planoptions.h"
#include "cli/verb.h"

#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_ASSIGN(request, planRequest(invocation));
    PARTERRE_ASSIGN(session, invocation.connect(true));
    PARTERRE_ASSIGN(result, makePlan(*session, request, invocation.cancel, invocation.progress));
    PARTERRE_TRY(checkAcknowledged(request, result));
    if (invocation.json)
        invocation.out << QJsonDocument(JsonWriter::toJson(result.findings).toArray()).toJson();
    else
        printFindings(result.findings, invocation.out);
    if (!result.isBlocked() && !invocation.json)
        invocation.out << Cli::tr("Nothing stands in the way.") << '\n';
    return result.isBlocked() ? ExitCode::Findings : ExitCode::Done;
}

} // namespace

Verb preflightVerb()
{
    return {.name = u"preflight"_s,
            .summary =
                Cli::tr("say what stands in the way of partitioning a table, and what becomes of all that hangs on it"),
            .description =
                Cli::tr("Reads the catalog and counts the rows of each period; changes nothing. Each finding blocks "
                        "the migration, asks for a decision and says which is taken, is carried over, or informs. "
                        "What the application must change stands in a part of its own: frameworks that keep their "
                        "books in the database, statements in pg_stat_statements and in functions that will fail or "
                        "mean something else, with what to write instead. "
                        "Exit code 1 when something blocks."),
            .operands = {{.name = u"SCHEMA.TABLE"_s}},
            .options =
                planOptions() << Option{.name = u"json"_s, .help = Cli::tr("print the findings as one JSON array")},
            .run = run};
}

} // namespace parterre
