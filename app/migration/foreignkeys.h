// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/steps/step.h"

#include <functional>

namespace parterre {

/// After the switch: validate the foreign keys that the partitions got in it, one partition after the other, and let
/// the table adopt them. `between` is called after each partition. A foreign key that rows break stays NOT VALID, and
/// is named in a note. Looks at what is there first, so it may be called again.
///
/// Locks: SHARE UPDATE EXCLUSIVE on one partition at a time; at the end of each foreign key SHARE ROW EXCLUSIVE on the
/// table and the referenced one, for an instant. Errors: Changed closes the way back and is no error.
Result<> settleForeignKeys(Runner &runner, const std::function<Result<>()> &between);
QList<PlannedStatement> describeSettleForeignKeys(const MigrationSql &sql);

/// After the way back, when no late write is left to replay: validate those of the plain table, and make those of other
/// tables again that the switch dropped. One that cannot be made or is broken is named in a note.
Result<> restoreForeignKeys(Runner &runner);
QList<PlannedStatement> describeRestoreForeignKeys(const MigrationSql &sql);

} // namespace parterre
