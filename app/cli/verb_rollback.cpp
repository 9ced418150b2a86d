// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/verb.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_TRY(requireYes(invocation));
    PARTERRE_ASSIGN(state, Engine(engineOptions(invocation)).rollBack(invocation.operand(0)));
    reportState(invocation, invocation.operand(0), state);
    return ExitCode::Done;
}

} // namespace

Verb rollbackVerb()
{
    return {.name = u"rollback"_s,
            .summary = Cli::tr("go back: the table is plain again, with every change made since"),
            .description = Cli::tr(
                "From any state before Finished. Before the switch the hooks and the copy are removed; after it "
                "the names are exchanged again first. The same command goes on after an interruption."),
            .operands = {{.name = u"ID"_s}},
            .options = {yesOption(), workersOption(), adoptOption(), eventsOption()},
            .eventStream = true,
            .run = run};
}

} // namespace parterre
