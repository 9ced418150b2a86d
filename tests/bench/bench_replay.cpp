// SPDX-License-Identifier: GPL-3.0-or-later
// How many keys a second the replay sets right on one, two and four connections: so many rows of a table with five
// indexes are updated, then replayed. The log is the same in every run. The wanted ratio needs a core for each worker.
//
//   bench_replay [--rows 500000] [--keys 200000] [--runs 3]
#include "benchhelp.h"
#include "migration/replayer.h"
#include "support/cluster.h"
#include "support/fixtures.h"

#include <QElapsedTimer>
#include <QThread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

constexpr double kWanted = 3.0;

double keysPerSecond(Cluster &cluster, const Plan &plan, int workers, qint64 keys)
{
    // Before the runner connects, so that the rate is that of the replay alone.
    cluster.exec(u"UPDATE public.transactions SET status = status WHERE id IN "
                 "(SELECT id FROM public.transactions ORDER BY hashtext(id) LIMIT %1)"_s.arg(keys),
                 u"app"_s);
    cluster.exec(u"CHECKPOINT"_s, u"app"_s);
    RecordingSink sink;
    RunnerOptions options;
    options.profile = profileOf(cluster.conninfo(u"app"_s, u"app_owner"_s));
    options.sink = &sink;
    options.workers = workers;
    auto runner = must(Runner::open(options, plan.id, u"verify"_s));
    must(runner->workers());
    Replayer replayer(*runner, runner->main(), runner->sql().forward());
    QElapsedTimer timer;
    timer.start();
    const Replayer::Round round = must(replayer.replay(Replayer::Rest::Never));
    return static_cast<double>(round.pairs) * 1000 / static_cast<double>(std::max<qint64>(1, timer.elapsed()));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const qint64 rows = option("--rows", 500'000);
    const qint64 keys = option("--keys", 200'000);
    const qint64 runs = option("--runs", 3);
    ClusterOptions settings;
    settings.durable = true;
    settings.settings = {u"shared_buffers = 2GB"_s, u"work_mem = 64MB"_s, u"max_wal_size = 16GB"_s,
                         u"autovacuum = off"_s, u"max_locks_per_transaction = 256"_s};
    Cluster cluster(settings);
    if (!cluster.start())
        return 2;
    cluster.createDatabase(u"app"_s);
    const QString owner = cluster.conninfo(u"app"_s, u"app_owner"_s);
    PgClient client = mustConnect(owner);
    createTransactions(client, {rows, 1, false});
    mustExec(client, u"ALTER TABLE public.transactions DROP CONSTRAINT transactions_decimals_check"_s);
    mustExec(client, u"VACUUM ANALYZE public.transactions"_s);
    PlanRequest request = requestFor(u"public"_s, u"transactions"_s, u"timestamp"_s);
    request.limits.replayEntries = std::max<qint64>(1, keys / 8); // an update is one key, entered twice
    const Plan plan = planOrStop(owner, request);
    RecordingSink sink;
    EngineOptions engine{profileOf(owner), {}, &sink};
    engine.until = MigrationState::CatchingUp;
    must(Engine(engine).migrate(plan));

    out() << keys << " keys of " << rows << " rows, PostgreSQL " << cluster.value(u"SHOW server_version"_s) << ", "
          << QThread::idealThreadCount() << " cores for the server and everything else" << Qt::endl;
    QMap<int, QList<double>> rates;
    for (qint64 run = 0; run < runs; ++run) {
        for (const int workers : {1, 2, 4})
            rates[workers] << keysPerSecond(cluster, plan, workers, keys);
    }
    for (const int workers : {1, 2, 4}) {
        out() << u"%1 connections: median %2 keys/s, %3 times one connection"_s.arg(workers)
                     .arg(percentile(rates[workers], 0.5), 0, 'f', 0)
                     .arg(percentile(rates[workers], 0.5) / percentile(rates[1], 0.5), 0, 'f', 2)
              << Qt::endl;
    }
    const double ratio = percentile(rates[4], 0.5) / percentile(rates[1], 0.5);
    out() << u"wanted on 4 connections, where the server has the cores: at least %1 times one"_s.arg(kWanted, 0, 'f', 1)
          << Qt::endl;
    return ratio >= kWanted || QThread::idealThreadCount() < 4 ? 0 : 1;
}
