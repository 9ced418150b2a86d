// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/journal.h"
#include "tasks/taskstatus.h"

#include <QString>

namespace parterre {

/// What people read of a task, the same in the Tasks dock, on the run page and in the status bar.
QString stateText(TaskState state);
/// Where a migration stands: "copying", "proven equal, ready to switch".
QString stateText(MigrationState state);
/// "nobody is at work on it, for 21.3 s"; empty while somebody is, and where nobody needs to be.
QString nobodyText(const MigrationStatus &migration);
/// Where it stands: its state, whether its way back is closed, and that nobody works at it.
QString standText(const MigrationStatus &migration);
/// "Copy: 12,000 of 30,000 rows · 40 MB/s · about 4 min left"; the message where nothing is counted.
QString progressText(const Progress &progress);
/// 0…1000 for a progress bar; negative while nothing is counted.
int permille(const Progress &progress);

} // namespace parterre
