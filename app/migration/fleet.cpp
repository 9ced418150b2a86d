// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/fleet.h"

#include "migration/pacer.h"
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

Result<> runFleet(Runner &runner, QList<FleetJob> jobs, FleetRetry retry, std::optional<PacedWork> work)
{
    PARTERRE_ASSIGN(workers, runner.workers());
    std::map<Session *, FleetJob> running;
    Pacer pacer(runner, work);
    Result<> outcome;
    while (outcome && (!jobs.isEmpty() || !running.empty())) {
        for (Session *session : workers) {
            if (!running.contains(session) && !jobs.isEmpty() && pacer.mayBegin(session)) {
                pacer.began(session);
                session->start(jobs.first().statements);
                running.emplace(session, jobs.takeFirst());
            }
        }
        if (running.empty()) {
            outcome = runner.isPaused() ? runner.restWhilePaused() : runner.pause(50);
            continue;
        }
        waitAny(workers, 50);
        for (Session *session : workers) {
            if (!session->isDone() || !outcome)
                continue;
            auto results = session->collect();
            pacer.ended(session);
            FleetJob job = running.extract(session).mapped();
            if (results)
                outcome = job.done ? job.done(*results) : Result<>();
            else if (retry == FleetRetry::Yielded && runner.yielded(session) && !runner.cancel().isCancelled())
                jobs.prepend(job);
            else if (retry == FleetRetry::Yielded && results.error().code == ErrorCode::LockNotAvailable
                     && ++job.refusals <= kRefusals)
                jobs << job; // somebody has a partition for a moment, be it a killed session of ours on its way out
            else if (job.again && job.again(results.error(), ++job.refusals))
                jobs << job;
            else
                outcome = Failure(results.error());
        }
        if (outcome)
            outcome = runner.checkCancelled();
    }
    stop(workers);
    return outcome;
}

Result<> runStatements(Runner &runner, const QList<QList<Statement>> &jobs, const QString &message, PacedWork work)
{
    runner.setWork(work);
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
    return runFleet(runner, fleet, FleetRetry::Yielded, work);
}

QList<PlannedLeaf> bySize(const Plan &plan)
{
    QList<PlannedLeaf> leaves = plan.leaves;
    std::stable_sort(leaves.begin(), leaves.end(),
                     [](const PlannedLeaf &a, const PlannedLeaf &b) { return a.rows > b.rows; });
    return leaves;
}

} // namespace parterre
