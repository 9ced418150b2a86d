// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/journal.h"

namespace parterre {

/// Whoever drives a migration, or watches it, says so in the journal every second; after this time without a word it
/// counts as gone.
inline constexpr double kAliveSeconds = 10;

inline bool isDriven(const MigrationStatus &migration)
{
    return migration.heartbeatAge < kAliveSeconds;
}

} // namespace parterre
