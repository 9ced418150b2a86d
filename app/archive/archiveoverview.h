// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivealerts.h"

#include <optional>

namespace parterre {

/// A policy, and how its archive stands.
struct PolicyStanding {
    ArchivePolicy policy;
    std::optional<ArchiveRun> lastRun; ///< of kind archive
    qint64 rows = 0;                   ///< brought to the archive and not brought back, by the books
    std::optional<qint64>
        bytes; ///< of the archive, with indexes and TOAST; absent while somebody locks it, and on another server

    bool isFailing() const { return lastRun && lastRun->state == u"failed"; }
};

/// All that a page of archives shows.
struct ArchiveOverview {
    QList<PolicyStanding> policies;
    QList<ArchiveRun> runs; ///< the newest first
    QList<ArchiveAlert> alerts;
};

/// Read it, with what stands out at `now`.
Result<ArchiveOverview> readArchiveOverview(Session &session, const QDateTime &now);

} // namespace parterre
