// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exitcode.h"

namespace parterre {

class DemoServer;
struct Invocation;

/// Migrate the demo's public.transactions while an application writes to it, compare it with what that application
/// wrote, take it back, compare, migrate again, compare, and print what was measured. Done only if everything was
/// equal and no write of the application failed; Findings otherwise.
Result<ExitCode> runDemonstration(Invocation &invocation, DemoServer &server);

} // namespace parterre
