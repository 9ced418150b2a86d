// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/invocation.h"
#include "cli/option.h"
#include "migration/planner.h"

namespace parterre {

/// Options that decide what becomes of the table: of preflight and plan alike.
QList<Option> planOptions();

/// What the options ask for. Reads the files that --application-switch names. Errors: Usage.
Result<PlanRequest> planRequest(const Invocation &invocation);

/// The choices of the plan in the file that --again names. Errors: Usage (no such plan, or other choices beside it).
Result<PlanRequest> againRequest(const Invocation &invocation);

/// Usage for an acknowledged code that no finding asks for: a typing error must not stand for a decision.
Result<> checkAcknowledged(const PlanRequest &request, const PlanResult &result);

} // namespace parterre
