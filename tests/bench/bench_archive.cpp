// SPDX-License-Identifier: GPL-3.0-or-later
// Rows a second into an archive: the reference's job (ids collected, copied, deleted by id; batches of 1,000, 100 ms
// pause) against ours, on the same table with 24 partitions in turn; and how long a whole partition takes.
//
//   bench_archive [--rows 1200000] [--batches 30] [--runs 3]
#include "archive/archiver.h"
#include "benchhelp.h"
#include "support/cluster.h"

#include <QElapsedTimer>

#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double kWantedRatio = 12;
constexpr double kWantedMs = 20;
const QString kDb = u"app"_s;

// 24 months, the oldest of which is `oldest`; the five indexes of the application.
void makeTable(PgClient &owner, const QString &name, qint64 rows, bool archive)
{
    mustExec(
        owner,
        u"CREATE TABLE public.%1 (id bigint NOT NULL, wallet_id bigint NOT NULL, hash text NOT NULL, status text NOT NULL, "
        "amount numeric NOT NULL, timestamp timestamp NOT NULL%2, PRIMARY KEY (id, timestamp)) PARTITION BY RANGE "
        "(timestamp); CREATE INDEX ON public.%1 (wallet_id); CREATE INDEX ON public.%1 (hash); CREATE INDEX ON public.%1 "
        "(status, timestamp); CREATE INDEX ON public.%1 (timestamp)"_s.arg(
            name, archive ? u", archived_at timestamptz NOT NULL DEFAULT now()"_s : QString()));
    for (int month = 0; month < 24; ++month) {
        const QDate from = QDate(2021, 1, 1).addMonths(month);
        mustExec(
            owner,
            u"CREATE TABLE public.%1_%2 PARTITION OF public.%1 FOR VALUES FROM ('%3') TO ('%4')"_s.arg(
                name, from.toString(u"yyyyMM"_s), from.toString(Qt::ISODate), from.addMonths(1).toString(Qt::ISODate)));
    }
    mustExec(
        owner,
        u"INSERT INTO public.%1 SELECT i, i % 5000, md5(i::text), CASE i % 3 WHEN 0 THEN 'done' ELSE 'open' END, i * 0.01, "
        "timestamp '2021-01-01' + interval '729 days' * (i / %2::float8) FROM generate_series(1, %2) i"_s.arg(name)
            .arg(rows));
    mustExec(owner, u"VACUUM ANALYZE public.%1"_s.arg(name));
}

// The reference's job, word for word in what it does.
double referenceRate(PgClient &owner, qint64 batches)
{
    QElapsedTimer timer;
    timer.start();
    qint64 moved = 0;
    for (qint64 i = 0; i < batches; ++i) {
        const QString ids =
            mustExec(owner,
                     u"SELECT coalesce(array_agg(id), '{}')::text FROM (SELECT id FROM public.seed WHERE "
                     "timestamp < '2021-07-15' LIMIT 1000) s"_s)[0][0];
        mustExec(
            owner,
            u"INSERT INTO public.seed_archive SELECT *, NOW() FROM public.seed WHERE id = ANY ('%1'::bigint[]) ON CONFLICT "
            "DO NOTHING"_s.arg(ids));
        mustExec(owner, u"DELETE FROM public.seed WHERE id = ANY ('%1'::bigint[])"_s.arg(ids));
        moved += 1000;
        std::this_thread::sleep_for(100ms);
    }
    return static_cast<double>(moved) * 1000 / static_cast<double>(timer.elapsed());
}

ArchivePolicy policyFor(const QString &table, const QDate &cutoff)
{
    ArchivePolicy policy;
    policy.table = {u"public"_s, table};
    policy.ageColumn = u"timestamp"_s;
    policy.keepDays = static_cast<int>(cutoff.daysTo(QDateTime::currentDateTimeUtc().date()));
    return policy;
}

// Ours, row by row: half a month, which no whole partition is.
double rowRate(const ArchiveOptions &options, int run)
{
    const ArchiveReport report =
        must(Archiver(options).run(policyFor(u"rows_"_s + QString::number(run), QDate(2021, 1, 27))));
    return static_cast<double>(report.rows) * 1000 / static_cast<double>(std::max<qint64>(1, report.tookMs));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const qint64 rows = option("--rows", 1'200'000);
    const qint64 batches = option("--batches", 30);
    const qint64 runs = option("--runs", 3);
    ClusterOptions settings;
    settings.durable = true;
    settings.settings = {u"shared_buffers = 1GB"_s, u"max_wal_size = 8GB"_s, u"autovacuum = off"_s};
    Cluster cluster(settings);
    if (!cluster.start())
        return 2;
    cluster.createDatabase(kDb);
    PgClient owner = mustConnect(cluster.conninfo(kDb, u"app_owner"_s));
    makeTable(owner, u"seed"_s, rows, false);
    makeTable(owner, u"seed_archive"_s, 0, true);
    RecordingSink sink;
    QList<double> moves;
    ArchiveOptions options;
    options.profile = profileOf(cluster.conninfo(kDb, u"app_owner"_s));
    options.sink = &sink;
    double tookMs = 0; // of the whole transaction, with its round trip: the answers come together
    bool moving = false;
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"transaction/begin")
            tookMs = 0;
        tookMs += static_cast<double>(record.durationUs) / 1000;
        moving = moving || record.statementId == u"archive/detach_leaf";
        if (moving && record.statementId == u"transaction/commit" && std::exchange(moving, false))
            moves << tookMs;
    };
    out() << rows << " rows in 24 partitions, PostgreSQL " << cluster.value(u"SHOW server_version"_s) << Qt::endl;
    QList<double> reference;
    QList<double> ours;
    for (int run = 0; run < runs; ++run) {
        makeTable(owner, u"rows_"_s + QString::number(run), rows, false);
        cluster.exec(u"CHECKPOINT"_s);
        reference << referenceRate(owner, batches);
        cluster.exec(u"CHECKPOINT"_s);
        ours << rowRate(options, run);
    }
    must(Archiver(options).run(
        policyFor(u"rows_0"_s, QDate(2021, 12, 1)))); // the first is row by row, ten move as they are
    const double ratio = percentile(ours, 0.5) / percentile(reference, 0.5);
    out() << u"reference: median %1 rows/s; ours: %2 rows/s; ratio %3, wanted at least %4"_s
                 .arg(percentile(reference, 0.5), 0, 'f', 0)
                 .arg(percentile(ours, 0.5), 0, 'f', 0)
                 .arg(ratio, 0, 'f', 1)
                 .arg(kWantedRatio, 0, 'f', 0)
          << Qt::endl;
    out()
        << u"whole partitions of %1 rows: %2 moved, their transaction median %3 ms, slowest %4 ms; wanted at most %5 ms"_s
               .arg(rows / 24)
               .arg(moves.size())
               .arg(percentile(moves, 0.5), 0, 'f', 1)
               .arg(percentile(moves, 1.0), 0, 'f', 1)
               .arg(kWantedMs, 0, 'f', 0)
        << Qt::endl;
    return ratio >= kWantedRatio && !moves.isEmpty() && percentile(moves, 0.5) <= kWantedMs ? 0 : 1;
}
