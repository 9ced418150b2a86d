// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/fleet.h"

#include "migration/ratemeter.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace parterre {

namespace {

constexpr int kRefusals = 50; // each waits for lock_timeout

void stop(const QList<Session *> &workers)
{
    for (Session *session : workers) {
        if (session->isBusy())
            session->cancelQuery();
    }
    for (Session *session : workers) {
        while (session->isBusy())
            waitAny({session}, 100);
        if (session->isDone())
            (void)session->collect();
        session->rollback();
    }
}

} // namespace

Result<> runFleet(Runner &runner, QList<FleetJob> jobs, FleetRetry retry)
{
    PARTERRE_ASSIGN(workers, runner.workers());
    std::map<Session *, FleetJob> running;
    const bool mayRest = retry == FleetRetry::Yielded; // else the sessions keep a snapshot from job to job
    Result<> outcome;
    while (outcome && (!jobs.isEmpty() || !running.empty())) {
        for (Session *session : workers) {
            if (!running.contains(session) && !jobs.isEmpty() && !(mayRest && runner.isPaused())) {
                session->start(jobs.first().statements);
                running.emplace(session, jobs.takeFirst());
            }
        }
        if (running.empty()) {
            outcome = runner.restWhilePaused();
            continue;
        }
        waitAny(workers, 50);
        for (Session *session : workers) {
            if (!session->isDone() || !outcome)
                continue;
            auto results = session->collect();
            FleetJob job = running.extract(session).mapped();
            if (results)
                outcome = job.done ? job.done(*results) : Result<>();
            else if (retry == FleetRetry::Yielded && runner.yielded(session) && !runner.cancel().isCancelled())
                jobs.prepend(job);
            else if (retry == FleetRetry::Yielded && results.error().code == ErrorCode::LockNotAvailable
                     && ++job.refusals <= kRefusals)
                jobs << job; // somebody has a partition for a moment, be it a killed session of ours on its way out
            else
                outcome = Failure(results.error());
        }
        if (outcome)
            outcome = runner.checkCancelled();
    }
    stop(workers);
    return outcome;
}

Result<> runStatements(Runner &runner, const QList<QList<Statement>> &jobs, const QString &message)
{
    Progress p;
    p.step = runner.step();
    p.message = message;
    p.unit = QCoreApplication::translate("Fleet", "statements");
    p.total = jobs.size();
    RateMeter meter;
    QList<FleetJob> fleet;
    for (const QList<Statement> &statements : jobs) {
        fleet << FleetJob{statements, [&](const QList<Rows> &) -> Result<> {
                              ++p.done;
                              meter.add(p.done, p.done, p.total);
                              p.rate = meter.rate();
                              p.remainingMs = meter.remainingMs();
                              runner.progress(p);
                              return {};
                          }};
    }
    return runFleet(runner, fleet);
}

QList<PlannedLeaf> bySize(const Plan &plan)
{
    QList<PlannedLeaf> leaves = plan.leaves;
    std::stable_sort(leaves.begin(), leaves.end(),
                     [](const PlannedLeaf &a, const PlannedLeaf &b) { return a.rows > b.rows; });
    return leaves;
}

} // namespace parterre
