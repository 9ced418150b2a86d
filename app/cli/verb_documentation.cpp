// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/invocation.h"
#include "cli/verb.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

Result<ExitCode> run(Invocation &invocation)
{
    invocation.out << (invocation.operand(0) == u"man" ? manPage() : bashCompletion());
    return ExitCode::Done;
}

} // namespace

Verb documentationVerb()
{
    return {.name = u"documentation"_s,
            .summary = Cli::tr("print the man page or the bash completion, as they are packaged"),
            .operands = {{.name = u"man|bash"_s, .kind = ValueKind::Choice, .choices = {u"man"_s, u"bash"_s}}},
            .hidden = true,
            .connects = false,
            .run = run};
}

} // namespace parterre
