// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filedelete.h"

#include "archive/archivefolder.h"
#include "archive/staging.h"
#include "base/units.h"
#include "pg/session.h"

#include <QCoreApplication>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

constexpr qint64 kBatchRows = 10'000;
constexpr int kAttempts = 5; ///< of a batch, each as long as the session's lock timeout

SqlText transaction(const char *id)
{
    return SqlText::load(u"transaction/"_s + QLatin1String(id));
}

Result<> refuseCascades(Session &session, const ArchivedTable &table)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(u"archivefile/cascades"_s), Params() << table.oid));
    QStringList names;
    for (qsizetype row = 0; row < rows.count(); ++row)
        names << Text::tr("%1 (%2)").arg(rows.text(row, "relation"), rows.text(row, "name"));
    if (names.isEmpty())
        return {};
    return failure(ErrorCode::Refused,
                   Text::tr("rows of other tables would go or change with those of %1").arg(table.name.quoted()),
                   Text::tr("Foreign keys with an action on delete: %1.").arg(names.join(u", "_s)),
                   Text::tr("Archive those tables first, or let the foreign keys say NO ACTION."));
}

Result<> mayDelete(Session &session, const ArchivedTable &table)
{
    if (table.key.isEmpty())
        return failure(ErrorCode::Refused, Text::tr("%1 has no key").arg(table.name.quoted()),
                       Text::tr("Nothing tells its rows apart."),
                       Text::tr("A detached leaf without a key can be dropped as a whole, with \"drop\"."));
    return refuseCascades(session, table);
}

QString tidText(qint64 page)
{
    return u'(' % QString::number(page) % u",0)";
}

/// Walks over the staged rows by ranges of pages.
class Deletion {
public:
    Deletion(Session &session, const StagedFile &file, ProgressSink &sink, const DeleteHooks &hooks)
        : m_session(session)
        , m_file(file)
        , m_sql(file.sql())
        , m_sink(sink)
        , m_hooks(hooks)
    {}

    Result<DeleteReport> run();

private:
    Result<> deleteAll();
    Result<> deleteBatch(qint64 fromPage, qint64 toPage);
    Result<Rows> deleteUnchanged(const Params &range);
    Result<> countTheRest();

    Session &m_session;
    const StagedFile &m_file;
    const ArchiveFileSql m_sql;
    ProgressSink &m_sink;
    const DeleteHooks &m_hooks;
    DeleteReport m_report;
};

/// Errors: Changed where the table is another one now, or has other columns: what they hold is in no file.
Result<> proveUnchanged(const ArchivedTable &now, const StagedFile &file)
{
    const QStringList differences = columnDifferences(now, file.manifest);
    if (now.oid == file.table.oid && differences.isEmpty())
        return {};
    return failure(ErrorCode::Changed, Text::tr("%1 was altered meanwhile").arg(now.name.quoted()),
                   differences.join(u' '));
}

/// The table's lock, from the DELETE on, keeps its columns as they are.
Result<Rows> Deletion::deleteUnchanged(const Params &range)
{
    PARTERRE_TRY(m_session.exec(transaction("begin")));
    const auto deleted = [&]() -> Result<Rows> {
        PARTERRE_ASSIGN(rows, m_session.exec(m_sql.deleteBatch(), range));
        PARTERRE_ASSIGN(now, readArchivedTable(m_session, m_file.table.name));
        PARTERRE_TRY(proveUnchanged(now, m_file));
        if (m_hooks.counted)
            PARTERRE_TRY(m_hooks.counted(rows.affected));
        PARTERRE_TRY(m_session.exec(transaction("commit")));
        return rows;
    }();
    if (!deleted)
        m_session.rollback();
    return deleted;
}

/// Rows whose locks others hold are left where they are after some attempts: a later call takes them.
Result<> Deletion::deleteBatch(qint64 fromPage, qint64 toPage)
{
    const Params range = Params() << tidText(fromPage) << tidText(toPage);
    for (int attempt = 1;; ++attempt) {
        const auto deleted = deleteUnchanged(range);
        if (deleted) {
            m_report.deleted += deleted->affected;
            return m_hooks.deleted ? m_hooks.deleted(deleted->affected) : Result<>();
        }
        if (!deleted.error().isRetryable())
            return Failure(deleted.error());
        if (attempt == kAttempts) {
            m_sink.note(Text::tr("Some rows are left for another time: %1.").arg(deleted.error().message));
            return {};
        }
    }
}

Result<> Deletion::deleteAll()
{
    PARTERRE_ASSIGN(size, m_session.exec(m_sql.stagingPages()));
    const qint64 pages = size.integer(0, "pages");
    const qint64 rows = m_file.manifest.rows.rows;
    const qint64 step = std::max<qint64>(1, rows > 0 ? pages * kBatchRows / rows : pages);
    Progress progress;
    progress.step = Text::tr("Deleting");
    progress.unit = Text::tr("pages");
    progress.total = pages;
    for (qint64 page = 0; page < pages; page += step) {
        PARTERRE_TRY(deleteBatch(page, page + step));
        progress.done = std::min(page + step, pages);
        m_sink.report(progress);
    }
    return {};
}

Result<> Deletion::countTheRest()
{
    PARTERRE_ASSIGN(present, readPresence(m_session, m_sql));
    PARTERRE_ASSIGN(listed, listPresent(m_session, m_sql));
    m_report.changed = present.different;
    m_report.kept = present.equal;
    // What was put in again meanwhile under a key that was deleted is counted as there.
    m_report.absent =
        std::max<qint64>(0, m_file.manifest.rows.rows - m_report.deleted - present.different - present.equal);
    m_report.listed = listed;
    return {};
}

Result<DeleteReport> Deletion::run()
{
    m_report.table = m_file.table.name;
    m_report.sumsCompared = m_file.sumsCompared;
    PARTERRE_TRY(deleteAll());
    PARTERRE_TRY(countTheRest());
    return m_report;
}

/// Errors: Refused for whatever DROP TABLE would take more of than the rows.
Result<> refuseTree(const ArchivedTable &table)
{
    if (table.isPartition)
        return failure(ErrorCode::Refused, Text::tr("%1 is a partition").arg(table.name.quoted()),
                       Text::tr("It belongs to %1.").arg(table.parent.quoted()), Text::tr("Detach it first."));
    if (table.partitioned || table.hasChildren)
        return failure(ErrorCode::Refused, Text::tr("other tables belong to %1").arg(table.name.quoted()),
                       Text::tr("Only a table by itself is dropped."));
    return {};
}

Failure otherRows(const ArchivedTable &table, const QString &detail)
{
    return failure(ErrorCode::Mismatch, Text::tr("the rows of %1 are not those of the file").arg(table.name.quoted()),
                   detail, Text::tr("Nothing was dropped."));
}

/// What the sums of equal rows do not tell: 1.0 and 1.00 are equal.
Result<> compareBytes(Session &session, const StagedFile &file, qint64 rows)
{
    const ArchiveFileSql sql = file.sql();
    if (!file.table.key.isEmpty()) {
        PARTERRE_ASSIGN(present, readPresence(session, sql));
        if (present.equal != rows)
            return otherRows(file.table,
                             Text::tr("%1 of them differ in their bytes.").arg(formatCount(rows - present.equal)));
        return {};
    }
    PARTERRE_ASSIGN(expected, session.exec(sql.stagingBytesSum()));
    PARTERRE_ASSIGN(found, session.exec(sql.tableBytesSum()));
    for (const char *column : {"rows", "hash0", "hash1"}) {
        if (expected.text(0, column) != found.text(0, column))
            return otherRows(file.table, Text::tr("Some of them differ in their bytes."));
    }
    return {};
}

/// Inside the transaction, under the lock.
Result<> compareAndDrop(Session &session, const StagedFile &file)
{
    const ArchiveFileSql sql = file.sql();
    PARTERRE_TRY(session.exec(sql.lockAlone()));
    PARTERRE_ASSIGN(now, readArchivedTable(session, file.table.name));
    PARTERRE_TRY(refuseTree(now));
    PARTERRE_TRY(proveUnchanged(now, file));
    PARTERRE_ASSIGN(expected, readRowsDigest(session, sql.stagingChecksum()));
    PARTERRE_ASSIGN(found, readRowsDigest(session, sql.tableChecksum()));
    if (const QString difference = digestDifference(found, expected); !difference.isEmpty())
        return otherRows(file.table, difference);
    PARTERRE_TRY(compareBytes(session, file, found.rows));
    PARTERRE_TRY(session.exec(sql.dropTable()));
    return {};
}

Result<> dropStaged(Session &session, const StagedFile &file)
{
    PARTERRE_TRY(session.exec(transaction("begin")));
    if (const auto dropped = compareAndDrop(session, file); !dropped) {
        session.rollback();
        return dropped;
    }
    PARTERRE_TRY(session.exec(transaction("commit")));
    return {};
}

Result<ArchiveFileSql> sqlFor(Session &session, const QString &manifestPath, const QualifiedName &table)
{
    PARTERRE_ASSIGN(manifest, readManifest(manifestPath));
    PARTERRE_ASSIGN(found, readArchivedTable(session, table.isEmpty() ? manifest.table : table));
    return ArchiveFileSql(manifest, found);
}

} // namespace

Result<DeleteReport> deleteExported(Session &session, const QString &manifestPath, const QualifiedName &table,
                                    ProgressSink &sink, const DeleteHooks &hooks)
{
    PARTERRE_ASSIGN(file, stageFile(session, manifestPath, table, sink));
    const auto allowed = mayDelete(session, file.table);
    auto report = allowed ? Deletion(session, file, sink, hooks).run() : Result<DeleteReport>(Failure(allowed.error()));
    dropStaging(session, file.manifest);
    return report;
}

Result<QList<SqlText>> describeDelete(Session &session, const QString &manifestPath, const QualifiedName &table)
{
    PARTERRE_ASSIGN(sql, sqlFor(session, manifestPath, table));
    return describeDelete(sql);
}

QList<SqlText> describeDelete(const ArchiveFileSql &sql)
{
    return {sql.createStaging(), sql.load(),    sql.stagingChecksum(), sql.analyzeStaging(),
            sql.deleteBatch(),   sql.compare(), sql.listPresent(),     sql.dropStaging()};
}

Result<> dropExportedTable(Session &session, const QString &manifestPath, const QualifiedName &table,
                           ProgressSink &sink)
{
    PARTERRE_ASSIGN(before, readArchivedTable(session, table));
    PARTERRE_TRY(refuseTree(before));
    PARTERRE_ASSIGN(file, stageFile(session, manifestPath, table, sink));
    const auto dropped = dropStaged(session, file);
    dropStaging(session, file.manifest);
    return dropped;
}

Result<QList<SqlText>> describeDrop(Session &session, const QString &manifestPath, const QualifiedName &table)
{
    PARTERRE_ASSIGN(manifest, readManifest(manifestPath));
    PARTERRE_ASSIGN(found, readArchivedTable(session, table));
    const ArchiveFileSql sql(manifest, found);
    QList<SqlText> list{sql.createStaging(),  sql.load(),      sql.stagingChecksum(), sql.analyzeStaging(),
                        transaction("begin"), sql.lockAlone(), sql.stagingChecksum(), sql.tableChecksum()};
    if (found.key.isEmpty())
        list << sql.stagingBytesSum() << sql.tableBytesSum();
    else
        list << sql.compare();
    return list << sql.dropTable() << transaction("commit") << sql.dropStaging();
}

} // namespace parterre
