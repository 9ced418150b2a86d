// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/invocation.h"
#include "cli/option.h"
#include "domain/plan.h"

namespace parterre {

/// The options that say what a migration gives way to.
QList<Option> paceOptions();
/// What they say; the defaults where they say nothing. A guard that is named is required. Errors: Usage.
Result<PlanPace> planPace(const Invocation &invocation);

} // namespace parterre
