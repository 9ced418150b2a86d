// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivejournal.h"

#include <QDateTime>

#include <optional>

namespace parterre {

/// A policy, and how its archive stands.
struct PolicyStanding {
    ArchivePolicy policy;
    std::optional<ArchiveRun> lastRun; ///< of kind archive
    qint64 rows = 0;                   ///< brought to the archive and not brought back, by the books
    std::optional<qint64> bytes;       ///< of the archive, with indexes and TOAST; absent while somebody locks it
    QDateTime missedAt; ///< its schedule wanted a run then and there was none; invalid: nothing was missed

    bool isFailing() const { return lastRun && lastRun->state == u"failed"; }
};

/// All that a page of archives shows.
struct ArchiveOverview {
    QList<PolicyStanding> policies;
    QList<ArchiveRun> runs; ///< the newest first
};

/// Read it. A policy that never ran has missed nothing: somebody has yet to begin with it. An hour late is not missed.
Result<ArchiveOverview> readArchiveOverview(Session &session, const QDateTime &now);

/// A moment as the server writes it, in UTC.
QDateTime readServerMoment(const QString &text);

} // namespace parterre
