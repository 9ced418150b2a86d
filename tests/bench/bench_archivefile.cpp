// SPDX-License-Identifier: GPL-3.0-or-later
// Rows to archive files and back: export with its proof, deletion of what was exported, import; the table afterwards is
// compared with what it was.
//   --rows N (default 10,000,000)  --binary 1
#include "archive/archivefolder.h"
#include "archive/filedelete.h"
#include "archive/fileexport.h"
#include "archive/fileimport.h"
#include "base/units.h"
#include "bench/benchhelp.h"
#include "pg/session.h"
#include "support/cluster.h"
#include "support/fixtures.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kDb = u"app"_s;
const QualifiedName kTable{u"public"_s, u"transactions"_s};

/// Run one part, and print how long it took.
template<class Work>
auto timed(const char *what, qint64 rows, Work work)
{
    QElapsedTimer timer;
    timer.start();
    auto result = must(work());
    const qint64 ms = std::max<qint64>(1, timer.elapsed());
    out() << what << ": " << formatDuration(ms) << ", " << formatCount(rows * 1000 / ms) << " rows/s" << Qt::endl;
    return result;
}

/// Two independent sums of the rows' texts: what is equal by them is equal in each byte that one can see.
QString sums(Cluster &cluster)
{
    return cluster.value(
        u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) || ' ' || sum(hashtextextended(x::text, 1)) FROM public.transactions x"_s,
        kDb);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const qint64 rows = option("--rows", 10'000'000);
    ClusterOptions settings;
    settings.durable = true;
    settings.settings = {u"shared_buffers = 2GB"_s, u"max_wal_size = 16GB"_s, u"autovacuum = off"_s};
    Cluster cluster(settings);
    if (!cluster.start())
        return 2;
    cluster.createDatabase(kDb);
    PgClient owner = mustConnect(cluster.conninfo(kDb, u"app_owner"_s));
    createTransactions(owner, {rows, 1, false});
    // Some rows break it: they could not be put back.
    mustExec(owner, u"ALTER TABLE public.transactions DROP CONSTRAINT transactions_decimals_check"_s);
    mustExec(owner, u"VACUUM ANALYZE public.transactions"_s);
    const QString before = sums(cluster);
    out() << formatCount(rows) << " rows, "
          << cluster.value(u"SELECT pg_size_pretty(pg_table_size('public.transactions'))"_s, kDb) << ", PostgreSQL "
          << cluster.value(u"SHOW server_version"_s) << Qt::endl;

    const QTemporaryDir folder;
    RecordingSink sink;
    auto session = must(Session::open(profileOf(cluster.conninfo(kDb, u"app_owner"_s))));
    ExportRequest request;
    request.table = kTable;
    request.folder = folder.path();
    request.ageColumn = u"timestamp"_s;
    request.format = option("--binary", 0) != 0 ? ArchiveFormat::Binary : ArchiveFormat::Csv;
    const QString path = ArchivePaths::in(folder.path(), must(archiveName(request)), request.format).manifest;

    const Manifest manifest =
        timed("export, read back and proved", rows, [&] { return exportRows(*session, request, sink); });
    out() << "  " << formatBytes(manifest.content.bytes) << " in " << formatBytes(manifest.file.bytes) << Qt::endl;
    timed("verification without a server", rows, [&] { return verifyArchiveFile(path, {}); });
    const DeleteReport deleted =
        timed("deletion of what was exported", rows, [&] { return deleteExported(*session, path, {}, sink); });
    mustExec(owner, u"VACUUM public.transactions"_s);
    const ImportReport imported = timed("import", rows, [&] { return importRows(*session, {path}, sink); });
    const bool equal = sums(cluster) == before && deleted.deleted == rows && imported.inserted == rows;
    out() << (equal ? "the table is what it was" : "THE TABLE IS NOT WHAT IT WAS") << Qt::endl;
    return equal ? 0 : 1;
}
