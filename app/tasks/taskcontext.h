// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/pausetoken.h"
#include "base/progress.h"

#include <functional>

namespace parterre {

/// What the body of a task is handed, on the thread that runs it.
struct TaskContext {
    CancelToken cancel;
    PauseToken pause;
    ProgressSink &sink;
    /// Run a function on the window's thread, if the task's context is still there then: for what is known before the
    /// end. In order, and before the outcome.
    std::function<void(std::function<void()>)> hand;
    bool quiet = false; ///< a short read for a page
};

} // namespace parterre
