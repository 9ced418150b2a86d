// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/runner.h"

#include <functional>

namespace parterre {

/// Independent jobs for the worker sessions: each is a list of statements that is sent as it stands.
struct FleetJob {
    QList<Statement> statements;
    /// Called with the results, in the order in which jobs end.
    std::function<Result<>(const QList<Rows> &)> done;
    /// Whether to run it again after this error, which is its `tries`-th; for jobs that others may get in the way of.
    std::function<bool(const Error &, int tries)> again = {};
    int refusals = 0; ///< how often it was run in vain
};

enum class FleetRetry {
    Yielded, ///< a job that gave way to somebody waiting for a lock, or that did not get one itself, is run again
    Never    ///< it ends the fleet: the jobs share a snapshot that is gone with it
};

/// Run all jobs on the runner's workers, as many at once as there are workers. The first error, or a cancel, stops the
/// others before this returns.
/// Between jobs it rests as the pace for `work` wants it; without `work`, never.
Result<> runFleet(Runner &runner, QList<FleetJob> jobs, FleetRetry retry, std::optional<PacedWork> work);

/// The same for jobs that only have to be done; reports how many of them are, with `message`.
Result<> runStatements(Runner &runner, const QList<QList<Statement>> &jobs, const QString &message,
                       PacedWork work = PacedWork::Index);

/// The partitions with the most rows first, so that the workers end together.
QList<PlannedLeaf> bySize(const Plan &plan);

} // namespace parterre
