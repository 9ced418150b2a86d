// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes until all rows and all indexes are in partitions: the engine (capture, copy, repair, indexes,
// vacuum and analyze included) against the reference's recipe (one INSERT … SELECT a month into indexed partitions) and
// a fill by key (id > last ORDER BY id LIMIT 10000, all indexes), in turn on the same table of the same server.
//
//   bench_copy [--rows 2000000] [--runs 3] [--workers 2] [--only-engine 1]
#include "benchhelp.h"
#include "support/cluster.h"
#include "support/fixtures.h"

#include <QElapsedTimer>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

constexpr double kWanted = 3.0;

class Bench {
public:
    Bench(Cluster &cluster, Plan plan)
        : m_cluster(cluster)
        , m_plan(std::move(plan))
        , m_owner(mustConnect(cluster.conninfo(u"app"_s, u"app_owner"_s)))
    {}

    double recipe();
    double fillByKey();
    double engine(int workers);
    QStringList steps;

private:
    void makeIndexedTarget();
    double timed(const std::function<void()> &work);

    Cluster &m_cluster;
    Plan m_plan;
    PgClient m_owner;
};

double Bench::timed(const std::function<void()> &work)
{
    m_cluster.exec(u"CHECKPOINT"_s, u"app"_s);
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.elapsed()) / 1000;
}

void Bench::makeIndexedTarget()
{
    mustExec(
        m_owner,
        u"CREATE TABLE public.target (LIKE public.transactions INCLUDING DEFAULTS) PARTITION BY RANGE (\"timestamp\")"_s);
    for (const PlannedLeaf &leaf : m_plan.leaves) {
        const QString name = u"public.target_"_s + leaf.name.name;
        mustExec(m_owner,
                 leaf.isDefault()
                     ? u"CREATE TABLE %1 PARTITION OF public.target DEFAULT"_s.arg(name)
                     : u"CREATE TABLE %1 PARTITION OF public.target FOR VALUES FROM ('%2') TO ('%3')"_s.arg(
                         name, leaf.from, leaf.to));
    }
    mustExec(m_owner, u"ALTER TABLE public.target ADD PRIMARY KEY (id, \"timestamp\")"_s);
    mustExec(m_owner, u"CREATE UNIQUE INDEX ON public.target (tx_hash, network, \"timestamp\")"_s);
    mustExec(m_owner, u"CREATE INDEX ON public.target (wallet_id, \"timestamp\" DESC)"_s);
    mustExec(m_owner, u"CREATE INDEX ON public.target (status)"_s);
    mustExec(m_owner, u"CREATE INDEX ON public.target (network)"_s);
}

double Bench::recipe()
{
    makeIndexedTarget();
    const double seconds = timed([this] {
        for (const PlannedLeaf &leaf : m_plan.leaves) {
            if (!leaf.isDefault() && leaf.rows > 0) {
                mustExec(
                    m_owner,
                    u"INSERT INTO public.target SELECT * FROM public.transactions WHERE \"timestamp\" >= '%1' AND \"timestamp\" < '%2'"_s
                        .arg(leaf.from, leaf.to));
            }
        }
    });
    mustExec(m_owner, u"DROP TABLE public.target"_s);
    return seconds;
}

double Bench::fillByKey()
{
    makeIndexedTarget();
    const double seconds = timed([this] {
        QString last;
        while (true) {
            const auto batch = mustExec(
                m_owner,
                u"WITH s AS (SELECT * FROM public.transactions WHERE id > '%1' ORDER BY id LIMIT 10000), "
                "i AS (INSERT INTO public.target SELECT * FROM s ON CONFLICT DO NOTHING) SELECT max(id) FROM s"_s.arg(
                    last));
            if (batch[0][0].isNull())
                return;
            last = batch[0][0];
        }
    });
    mustExec(m_owner, u"DROP TABLE public.target"_s);
    return seconds;
}

double Bench::engine(int workers)
{
    RecordingSink sink;
    EngineOptions options{profileOf(m_cluster.conninfo(u"app"_s, u"app_owner"_s)), {}, &sink, workers};
    options.until = MigrationState::CatchingUp;
    QElapsedTimer step;
    steps.clear();
    QString name;
    sink.onReport = [&](const Progress &p) {
        if (p.step != name) {
            if (!name.isEmpty())
                steps << u"%1 %2 s"_s.arg(name).arg(static_cast<double>(step.elapsed()) / 1000, 0, 'f', 1);
            name = p.step;
            step.start();
        }
    };
    const double seconds = timed([&] { must(Engine(options).migrate(m_plan)); });
    steps << u"%1 %2 s"_s.arg(name).arg(static_cast<double>(step.elapsed()) / 1000, 0, 'f', 1);
    sink.onReport = nullptr;
    options.until.reset();
    must(Engine(options).rollBack(m_plan.id));
    return seconds;
}

void printLine(const char *what, const QList<double> &seconds, qint64 rows)
{
    const double median = percentile(seconds, 0.5);
    out() << u"%1  median %2 s (%3 to %4), %5 rows/s"_s.arg(QLatin1String(what), -34)
                 .arg(median, 0, 'f', 1)
                 .arg(*std::min_element(seconds.begin(), seconds.end()), 0, 'f', 1)
                 .arg(*std::max_element(seconds.begin(), seconds.end()), 0, 'f', 1)
                 .arg(static_cast<double>(rows) / median, 0, 'f', 0)
          << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const qint64 rows = option("--rows", 2'000'000);
    const qint64 runs = option("--runs", 3);
    const int workers = static_cast<int>(option("--workers", 2));
    const bool onlyEngine = option("--only-engine", 0) != 0;

    ClusterOptions settings;
    settings.durable = true;
    settings.settings = {
        u"shared_buffers = 4GB"_s, u"maintenance_work_mem = 512MB"_s,    u"work_mem = 64MB"_s, u"max_wal_size = 16GB"_s,
        u"wal_level = replica"_s,  u"max_locks_per_transaction = 256"_s, u"autovacuum = off"_s};
    Cluster cluster(settings);
    if (!cluster.start())
        return 2;
    cluster.createDatabase(u"app"_s);
    PgClient owner = mustConnect(cluster.conninfo(u"app"_s, u"app_owner"_s));
    createTransactions(owner, {rows, 1, false});
    mustExec(owner, u"VACUUM ANALYZE public.transactions"_s);
    Bench bench(cluster,
                planOrStop(cluster.conninfo(u"app"_s, u"app_owner"_s),
                           requestFor(u"public"_s, u"transactions"_s, u"timestamp"_s)));
    out()
        << rows << " rows, "
        << cluster.value(
               u"SELECT pg_size_pretty(pg_table_size('public.transactions')) || ' and ' || pg_size_pretty(pg_indexes_size('public.transactions')) || ' of indexes'"_s,
               u"app"_s)
        << ", PostgreSQL " << cluster.value(u"SHOW server_version"_s) << ", " << workers << " workers" << Qt::endl;
    QList<double> recipe, byKey, engine;
    for (int run = 1; run <= runs; ++run) {
        engine << bench.engine(workers);
        out() << "run " << run << ": engine " << engine.last() << " s (" << bench.steps.join(u", "_s) << ")"
              << Qt::endl;
        if (onlyEngine)
            continue;
        recipe << bench.recipe();
        byKey << bench.fillByKey();
        out() << "run " << run << ": recipe " << recipe.last() << " s, fill by key " << byKey.last() << " s"
              << Qt::endl;
    }
    printLine("engine, capture and repair included", engine, rows);
    if (onlyEngine)
        return 0;
    printLine("recipe, a month at a time", recipe, rows);
    printLine("fill by key, 10,000 at a time", byKey, rows);
    const double ratio = percentile(recipe, 0.5) / percentile(engine, 0.5);
    out() << u"recipe / engine = %1 (wanted: at least %2); fill / engine = %3"_s.arg(ratio, 0, 'f', 2)
                 .arg(kWanted, 0, 'f', 1)
                 .arg(percentile(byKey, 0.5) / percentile(engine, 0.5), 0, 'f', 2)
          << Qt::endl;
    return ratio >= kWanted ? 0 : 1;
}
