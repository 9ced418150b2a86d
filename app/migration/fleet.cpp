// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/fleet.h"

#include <algorithm>
#include <map>

namespace parterre {

namespace {

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
    Result<> outcome;
    while (outcome && (!jobs.isEmpty() || !running.empty())) {
        for (Session *session : workers) {
            if (!running.contains(session) && !jobs.isEmpty()) {
                session->start(jobs.first().statements);
                running.emplace(session, jobs.takeFirst());
            }
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
            else
                outcome = Failure(results.error());
        }
        if (outcome)
            outcome = runner.checkCancelled();
    }
    stop(workers);
    return outcome;
}

} // namespace parterre
