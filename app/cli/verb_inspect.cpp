// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"
#include "cli/invocation.h"
#include "cli/verb.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_TRY(invocation.connect(true));
    return ExitCode::Done;
}

} // namespace

Verb inspectVerb()
{
    return {.name = u"inspect"_s,
            .summary = Cli::tr("show partition trees and tables: bounds, sizes, rows, locks"),
            .description = {},
            .operands = {{.name = u"SCHEMA.TABLE"_s, .required = false}},
            .options = {{.name = u"json"_s, .help = Cli::tr("print one JSON document")}},
            .run = run};
}

} // namespace parterre
