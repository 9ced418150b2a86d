// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/runner.h"
#include "migration/steps/step.h"

namespace parterre {

/// The way back from any state before Finished: before the switch the hooks and P go; after it the names are exchanged
/// again first, with the same care as in the switch. May be called again after a crash at any point.
///
/// Errors: Refused when the way back is closed, with the reason; those of CutOver.
Result<> rollBack(Runner &runner);

/// Statements of the way back from `state`: before the switch only the removal.
QList<PlannedStatement> describeRollBack(const MigrationSql &sql, MigrationState state = MigrationState::Switched);

/// Remove the hooks, logs and functions; the old table stays unless `dropOld`. The one step without a way back.
/// Errors: Refused (not switched yet; something depends on the old table).
Result<> finish(Runner &runner, bool dropOld);
QList<PlannedStatement> describeFinish(const MigrationSql &sql);

} // namespace parterre
