// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/invocation.h"
#include "cli/option.h"
#include "domain/plan.h"

namespace parterre {

/// The options that say what the work gives way to.
QList<Option> paceOptions();
/// What they say; `pace` where they say nothing. A guard that is named is required. Errors: Usage.
Result<PlanPace> planPace(const Invocation &invocation, PlanPace pace = {});
/// The values of the options, by name, that make this of a pace.
QMap<QString, QString> paceValues(const PlanPace &pace);

} // namespace parterre
