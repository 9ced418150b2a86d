// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/progress.h"

#include <QDateTime>

namespace parterre {

enum class TaskState { Queued, Running, Paused, Cancelling, Cancelled, Failed, Done };

/// What can be told of a task. A value.
struct TaskStatus {
    int id = 0;
    QString title;
    TaskState state = TaskState::Queued;
    bool canPause = false;
    Progress progress;
    QString note; ///< the last one
    Error error;  ///< of a failed task
    QDateTime startedAt;
    QDateTime endedAt;
    QDateTime cancelAskedAt;

    bool isOver() const { return state >= TaskState::Cancelled; }
};

} // namespace parterre
