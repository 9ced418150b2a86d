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

/// What a batch did.
struct Batch {
    qint64 deleted = 0;
    qint64 looked = 0; ///< number of its last row; of a file in the books
};

/// Walks over the staged rows by ranges of pages.
class Deletion {
public:
    /// `booked`: null for a file in no books.
    Deletion(Session &session, const StagedFile &file, const BookedDeletion *booked, ProgressSink &sink)
        : m_session(session)
        , m_file(file)
        , m_sql(file.sql())
        , m_booked(booked)
        , m_sink(sink)
    {}

    Result<DeleteReport> run();

private:
    Result<> chooseRows();
    Result<> deleteAll();
    Result<> deleteBatch(qint64 fromPage, qint64 toPage);
    Result<Batch> inTransaction(const Params &range, const std::function<Result<Batch>(const Params &)> &work);
    Result<Batch> deleteUnchanged(const Params &range);
    Result<Batch> leave(const Params &range);
    Result<> countTheRest();
    Result<QList<PresentRow>> listStaying();
    bool undoes() const { return m_booked && !m_booked->returnedBy.isEmpty(); }
    SqlText batchSql() const
    {
        return undoes() ? m_sql.undoBooked() : m_booked ? m_sql.deleteBooked() : m_sql.deleteBatch();
    }

    Session &m_session;
    const StagedFile &m_file;
    const ArchiveFileSql m_sql;
    const BookedDeletion *m_booked;
    ProgressSink &m_sink;
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

/// In a transaction, and in that of the books.
Result<Batch> Deletion::inTransaction(const Params &range, const std::function<Result<Batch>(const Params &)> &work)
{
    PARTERRE_TRY(m_session.exec(transaction("begin")));
    const auto done = [&]() -> Result<Batch> {
        PARTERRE_ASSIGN(batch, work(m_booked ? Params(range) << m_booked->file.id : range));
        if (m_booked)
            PARTERRE_TRY(m_booked->counted(batch.deleted, batch.looked));
        PARTERRE_TRY(m_session.exec(transaction("commit")));
        return batch;
    }();
    if (!done)
        m_session.rollback();
    return done;
}

/// The table's lock, from the DELETE on, keeps its columns as they are.
Result<Batch> Deletion::deleteUnchanged(const Params &range)
{
    return inTransaction(range, [this](const Params &params) -> Result<Batch> {
        PARTERRE_ASSIGN(rows, m_session.exec(batchSql(), params));
        PARTERRE_ASSIGN(now, readArchivedTable(m_session, m_file.table.name));
        PARTERRE_TRY(proveUnchanged(now, m_file));
        return m_booked ? Batch{rows.integer(0, "deleted"), rows.integer(0, "looked")} : Batch{rows.affected};
    });
}

/// Rows whose locks others hold are left where they are after some attempts: a later call takes them, or, of a file in
/// the books, a later file.
Result<Batch> Deletion::leave(const Params &range)
{
    if (!m_booked || undoes())
        return Batch();
    return inTransaction(range, [this](const Params &params) -> Result<Batch> {
        PARTERRE_ASSIGN(rows, m_session.exec(m_sql.stayBooked(), params));
        return Batch{0, rows.integer(0, "looked")};
    });
}

Result<> Deletion::deleteBatch(qint64 fromPage, qint64 toPage)
{
    const Params range = Params() << tidText(fromPage) << tidText(toPage);
    auto batch = deleteUnchanged(range);
    for (int attempt = 1; !batch && batch.error().isRetryable() && attempt < kAttempts; ++attempt)
        batch = deleteUnchanged(range);
    if (!batch && batch.error().isRetryable()) {
        m_sink.note(Text::tr("Some rows are left for another time: %1.").arg(batch.error().message));
        batch = leave(range);
    }
    PARTERRE_TRY(batch);
    m_report.deleted += batch->deleted;
    return m_booked ? m_booked->deleted(batch->deleted) : Result<>();
}

Result<> Deletion::chooseRows()
{
    if (undoes()) {
        PARTERRE_TRY(m_session.exec(m_sql.keepReturned(), Params() << m_booked->file.id << m_booked->returnedBy));
    } else if (m_booked) {
        PARTERRE_TRY(m_session.exec(m_sql.skipLooked(), Params() << m_booked->looked));
        PARTERRE_TRY(m_session.exec(m_sql.narrowStaging(m_booked->condition)));
    }
    return {};
}

Result<> Deletion::deleteAll()
{
    PARTERRE_TRY(chooseRows());
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
    PARTERRE_ASSIGN(listed, listStaying());
    m_report.changed = present.different;
    m_report.kept = present.equal;
    // What was put in again meanwhile under a key that was deleted is counted as there.
    m_report.absent =
        std::max<qint64>(0, m_file.manifest.rows.rows - m_report.deleted - present.different - present.equal);
    m_report.listed = listed;
    return {};
}

Result<QList<PresentRow>> Deletion::listStaying()
{
    if (!undoes())
        return listPresent(m_session, m_sql);
    PARTERRE_ASSIGN(
        rows,
        m_session.exec(m_sql.listReturned(), Params() << m_booked->file.id << m_booked->returnedBy << kListedRows));
    QList<PresentRow> list;
    for (qsizetype row = 0; row < rows.count(); ++row)
        list << PresentRow{rows.text(row, "key"), false};
    return list;
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

namespace {

Result<DeleteReport> deleteRows(Session &session, const QString &manifestPath, const QualifiedName &table,
                                const BookedDeletion *booked, ProgressSink &sink)
{
    PARTERRE_ASSIGN(
        file,
        stageFile(session, manifestPath, table, sink, MoreColumns::Refused, booked ? booked->file : FileBooking()));
    const auto allowed = mayDelete(session, file.table);
    auto report =
        allowed ? Deletion(session, file, booked, sink).run() : Result<DeleteReport>(Failure(allowed.error()));
    dropStaging(session, file.manifest);
    return report;
}

} // namespace

Result<DeleteReport> deleteExported(Session &session, const QString &manifestPath, const QualifiedName &table,
                                    ProgressSink &sink)
{
    return deleteRows(session, manifestPath, table, nullptr, sink);
}

Result<DeleteReport> deleteBooked(Session &session, const QString &manifestPath, const QualifiedName &table,
                                  const BookedDeletion &booked, ProgressSink &sink)
{
    return deleteRows(session, manifestPath, table, &booked, sink);
}

Result<QList<SqlText>> describeDelete(Session &session, const QString &manifestPath, const QualifiedName &table)
{
    PARTERRE_ASSIGN(sql, sqlFor(session, manifestPath, table));
    return QList<SqlText>{sql.createStaging(), sql.load(),    sql.stagingChecksum(), sql.analyzeStaging(),
                          sql.deleteBatch(),   sql.compare(), sql.listPresent(),     sql.dropStaging()};
}

QList<SqlText> describeBookedDelete(const ArchiveFileSql &sql, const QString &condition)
{
    return {sql.createStaging(),  sql.load(),       sql.stagingChecksum(),
            sql.analyzeStaging(), sql.skipLooked(), sql.narrowStaging(condition),
            sql.deleteBooked(),   sql.stayBooked(), sql.dropStaging()};
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
