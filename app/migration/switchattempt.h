// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"

#include <algorithm>

// The times of the attempts to lock that a switch makes, in milliseconds; attempts count from 1.
namespace parterre {

/// How long an attempt waits for the lock. Everybody queues behind a session that waits for it. So the first attempts
/// only look for a quiet moment; where there is none, the later ones wait, longer each time.
inline int longestWait(const PlanLimits &limits, int attempt)
{
    constexpr int kQuietAttempts = 3;
    return std::min(limits.lockTimeoutMs, 25 * std::max(0, attempt - kQuietAttempts));
}

/// The pause behind an attempt is a random time between these two.
inline constexpr int kShortestPause = 40;
inline int longestPause(int attempt)
{
    return kShortestPause + std::min(2000, 60 * attempt);
}

} // namespace parterre
