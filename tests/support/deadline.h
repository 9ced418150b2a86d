// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>

#include <chrono>
#include <thread>

namespace parterre::test {

/// Ask `condition` again and again until it is true or `timeout` has passed; returns its last answer.
/// For conditions that live in another process; inside one process prefer a condition variable.
template<typename Condition>
bool waitUntil(Condition condition, std::chrono::milliseconds timeout,
               std::chrono::milliseconds interval = std::chrono::milliseconds(5))
{
    const QDeadlineTimer deadline(timeout);
    while (!condition()) {
        if (deadline.hasExpired())
            return condition();
        std::this_thread::sleep_for(interval);
    }
    return true;
}

} // namespace parterre::test
