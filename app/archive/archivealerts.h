// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivejournal.h"

#include <QDateTime>

namespace parterre {

/// Something about a policy that somebody has to look at.
struct ArchiveAlert {
    enum class Kind {
        Failed,  ///< the last run ended with an error
        Stopped, ///< a run stands as running, and nobody is at it
        Missed   ///< it was due, and nothing has run since
    };
    Kind kind = Kind::Failed;
    QString policy;
    QDateTime since;
    QString text;
    QString hint; ///< the next step
};

QString toText(ArchiveAlert::Kind kind);

/// What stands out at `now`, by policies that are enabled; `runs` the newest first.
QList<ArchiveAlert> archiveAlerts(const QList<ArchivePolicy> &policies, const QList<ArchiveRun> &runs,
                                  const QDateTime &now);

/// The last run of kind archive, in any state or in this one; null where there is none. `runs` the newest first.
const ArchiveRun *lastRun(const ArchivePolicy &policy, const QList<ArchiveRun> &runs, const QString &state = {});

/// Whether the policy's schedule asks for a run now: none has ended well since it was due. A run that was missed makes
/// up for itself with the next look. Errors: Usage (the schedule is none).
Result<bool> isDue(const ArchivePolicy &policy, const QList<ArchiveRun> &runs, const QDateTime &now);
/// When the schedule asks for a run: `now` at the latest where it does already, invalid where the policy is disabled.
/// Errors: Usage (the schedule is none).
Result<QDateTime> nextDue(const ArchivePolicy &policy, const QList<ArchiveRun> &runs, const QDateTime &now);

} // namespace parterre
