// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demonstration.h"

#include "cli/cli.h"
#include "cli/invocation.h"
#include "demo/demoserver.h"

namespace parterre {

Result<ExitCode> runDemonstration(Invocation &, DemoServer &)
{
    return failure(ErrorCode::Internal, Cli::tr("the demonstration is not written yet"));
}

} // namespace parterre
