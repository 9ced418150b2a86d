// SPDX-License-Identifier: GPL-3.0-or-later
// How long reading a tree of 5,000 leaves takes, against one raw catalog query that fetches the same figures, side by
// side; and with a leaf under ACCESS EXCLUSIVE, where the raw query would wait. Ends with 1 when a bound is missed.
#include "pg/catalog/partitiontree.h"
#include "pg/session.h"
#include "support/cluster.h"
#include "support/must.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kParents = 50;
constexpr int kLeavesEach = 100;
constexpr int kRounds = 9;
constexpr double kAllowedRatio = 2.0;
constexpr double kLockedAllowanceMs = 2000;

// The catalog query that a good DBA would write; pg_get_expr() makes it wait behind ACCESS EXCLUSIVE.
const QString kRawQuery = uR"(
WITH RECURSIVE t AS (
  SELECT c.oid, NULL::oid parent, 0 lvl FROM pg_class c WHERE c.oid = 'public.tree'::regclass
  UNION ALL SELECT i.inhrelid, i.inhparent, lvl+1 FROM t JOIN pg_inherits i ON i.inhparent = t.oid),
ix AS (SELECT i.indrelid, sum(ic.relpages)::bigint pages, count(*) n, bool_and(indisvalid) valid
       FROM t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class ic ON ic.oid = i.indexrelid GROUP BY 1)
SELECT t.oid, t.parent, t.lvl, n.nspname, c.relname, c.relkind, pg_get_expr(c.relpartbound, c.oid) bound,
       CASE WHEN c.relkind='p' THEN pg_get_partkeydef(c.oid) END pkey, c.reltuples::bigint,
       c.relpages::bigint*8192 heap, coalesce(ix.pages,0)*8192 idx, coalesce(tc.relpages,0)::bigint*8192 toast, ix.n, ix.valid
FROM t JOIN pg_class c ON c.oid=t.oid JOIN pg_namespace n ON n.oid=c.relnamespace
LEFT JOIN pg_class tc ON tc.oid=c.reltoastrelid LEFT JOIN ix ON ix.indrelid=t.oid)"_s;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

void createTree(Cluster &cluster)
{
    PgClient owner = mustConnect(cluster.conninfo(u"app"_s, u"app_owner"_s));
    mustExec(owner,
             u"CREATE TABLE public.tree (id bigint, shop int, at timestamptz, note text) PARTITION BY LIST (shop);"
             "CREATE INDEX ON public.tree (id); CREATE INDEX ON public.tree (at)"_s);
    for (int shop = 0; shop < kParents; ++shop) {
        mustExec(owner,
                 u"CREATE TABLE public.shop_%1 PARTITION OF public.tree FOR VALUES IN (%1) PARTITION BY RANGE (at);"
                 "DO $$BEGIN FOR i IN 0..%2 LOOP EXECUTE format('CREATE TABLE public.shop_%1_%s PARTITION OF "
                 "public.shop_%1 FOR VALUES FROM (%L) TO (%L)', i, date '2024-01-01' + i, date '2024-01-02' + i); "
                 "END LOOP; END$$"_s.arg(shop)
                     .arg(kLeavesEach - 1));
    }
    mustExec(owner,
             u"INSERT INTO public.tree SELECT g, g % 50, '2024-01-01'::timestamptz + g % 100 * interval '1 day', "
             "'note' FROM generate_series(1, 50000) g"_s);
    cluster.exec(u"VACUUM ANALYZE public.tree"_s, u"app"_s);
}

PartitionForest readTree(Session &session, bool exactSizes)
{
    const quint32 root = must(findRelation(session, {u"public"_s, u"tree"_s}));
    PartitionForest forest = must(listTree(session, root));
    must(readBounds(session, forest));
    if (exactSizes)
        must(readSizes(session, forest));
    forest.arrange();
    return forest;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

struct Series {
    QList<double> fresh;
    QList<double> warm;
};

/// One round: the work in a new session, then twice in the same one.
void measure(const ConnectionProfile &profile, const std::function<void(Session &)> &work, Series &series)
{
    const auto session = must(Session::open(profile));
    series.fresh << milliseconds([&] { work(*session); });
    for (int i = 0; i < 2; ++i)
        series.warm << milliseconds([&] { work(*session); });
}

bool printRatio(const char *name, const Series &ours, const Series &raw)
{
    const double fresh = median(ours.fresh) / median(raw.fresh);
    const double warm = median(ours.warm) / median(raw.warm);
    const auto line = [&](const char *when, const QList<double> &a, const QList<double> &b, double ratio) {
        const auto [least, most] = std::minmax_element(a.cbegin(), a.cend());
        out() << QString::asprintf("%-22s %-12s %7.1f ms (%.1f to %.1f)   raw query %7.1f ms   ratio %.2f\n", name,
                                   when, median(a), *least, *most, median(b), ratio);
    };
    line("new session", ours.fresh, raw.fresh, fresh);
    line("same session", ours.warm, raw.warm, warm);
    return fresh <= kAllowedRatio && warm <= kAllowedRatio;
}

bool measureLocked(const Cluster &cluster, const ConnectionProfile &profile)
{
    PgClient holder = mustConnect(cluster.conninfo(u"app"_s, u"app_owner"_s));
    mustExec(holder, u"BEGIN; LOCK TABLE public.shop_7_42 IN ACCESS EXCLUSIVE MODE"_s);
    const auto session = must(Session::open(profile));
    bool good = true;
    for (const bool exact : {false, true}) {
        PartitionForest forest;
        const double took = milliseconds([&] { forest = readTree(*session, exact); });
        const auto unread = std::count_if(forest.nodes.cbegin(), forest.nodes.cend(),
                                          [](const PartitionNode &node) { return node.unread; });
        out() << QString::asprintf("one leaf locked, %-18s %7.1f ms, %lld of %lld nodes unread\n",
                                   exact ? "exact sizes" : "catalog only", took, static_cast<long long>(unread),
                                   static_cast<long long>(forest.nodes.size()));
        good = good && unread == 1 && took < kLockedAllowanceMs;
    }
    return good;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    ClusterOptions options;
    options.settings = {u"max_locks_per_transaction = 1024"_s, u"shared_buffers = 512MB"_s};
    Cluster cluster(options);
    if (!cluster.start())
        return 1;
    cluster.createDatabase(u"app"_s);
    out() << "Creating " << kParents * kLeavesEach << " leaves with two indexes each\n" << Qt::flush;
    createTree(cluster);
    const auto profile = must(ConnectionProfile::fromConninfo(cluster.conninfo(u"app"_s, u"app_owner"_s)));
    Series raw;
    Series catalog;
    Series exact;
    for (int i = 0; i < kRounds; ++i) {
        measure(
            profile,
            [](Session &s) {
                must(s.exec({u"bench/raw"_s, kRawQuery, {}}));
            },
            raw);
        measure(
            profile, [](Session &s) { readTree(s, false); }, catalog);
        measure(
            profile, [](Session &s) { readTree(s, true); }, exact);
    }
    out() << "PostgreSQL " << cluster.majorVersion() << ", " << kParents * kLeavesEach << " leaves, median of "
          << kRounds << " rounds\n";
    const bool fast = printRatio("names, bounds, figures", catalog, raw);
    printRatio("and exact sizes", exact, raw);
    const bool free = measureLocked(cluster, profile);
    out() << (fast && free ? "Within bounds.\n" : "NOT within bounds.\n");
    return fast && free ? 0 : 1;
}
