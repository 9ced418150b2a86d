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
    PARTERRE_ASSIGN(state, Engine(engineOptions(invocation)).finish(invocation.operand(0), invocation.has("drop-old")));
    reportState(invocation, invocation.operand(0), state);
    return ExitCode::Done;
}

} // namespace

Verb finishVerb()
{
    return {.name = u"finish"_s,
            .summary = Cli::tr("end a switched migration: the way back is closed, the hooks are removed"),
            .description =
                Cli::tr("The old table stays unless --drop-old is given. This is the one step that cannot be undone."),
            .operands = {{.name = u"ID"_s}},
            .options = {yesOption(),
                        {.name = u"drop-old"_s, .help = Cli::tr("drop the old table and its rows too")},
                        adoptOption(),
                        eventsOption()},
            .eventStream = true,
            .run = run};
}

} // namespace parterre
