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
    qint64 looked = 0; ///< number of its last row, where the books ask for it
};

/// Walks over the staged rows by ranges of pages: of a file that is in no books. What differs for others they override.
class Deletion {
public:
    Deletion(Session &session, const StagedFile &file, ProgressSink &sink)
        : m_session(session)
        , m_sql(file.sql())
        , m_file(file)
        , m_sink(sink)
    {}
    virtual ~Deletion() = default;

    Result<DeleteReport> run();

protected:
    /// Leave those in the staging table that are wanted.
    virtual Result<> chooseRows() { return {}; }
    /// In a transaction.
    virtual Result<Batch> deleteRange(const Params &range);
    /// Rows whose locks others hold are left where they are after some attempts: a later call takes them.
    virtual Result<Batch> leaveRange(const Params &) { return Batch(); }
    /// In the transaction, when its rows have left.
    virtual Result<> booked(const Batch &) { return {}; }
    /// After it.
    virtual Result<> done(const Batch &) { return {}; }
    virtual Result<> listStaying(DeleteReport &report);

    Result<Batch> inTransaction(const std::function<Result<Batch>()> &work);

    Session &m_session;
    const ArchiveFileSql m_sql;

private:
    Result<> deleteAll();
    Result<> deleteBatch(qint64 fromPage, qint64 toPage);
    Result<Batch> deleteUnchanged(const Params &range);
    Result<> countTheRest();

    const StagedFile &m_file;
    ProgressSink &m_sink;
    DeleteReport m_report;
};

Result<Batch> Deletion::inTransaction(const std::function<Result<Batch>()> &work)
{
    PARTERRE_TRY(m_session.exec(transaction("begin")));
    const auto worked = [&]() -> Result<Batch> {
        PARTERRE_ASSIGN(batch, work());
        PARTERRE_TRY(booked(batch));
        PARTERRE_TRY(m_session.exec(transaction("commit")));
        return batch;
    }();
    if (!worked)
        m_session.rollback();
    return worked;
}

Result<Batch> Deletion::deleteRange(const Params &range)
{
    return m_session.exec(m_sql.deleteBatch(), range).map([](const Rows &rows) { return Batch{rows.affected}; });
}

/// The table's lock, from the DELETE on, keeps its columns and the foreign keys to it as they are.
Result<Batch> Deletion::deleteUnchanged(const Params &range)
{
    return inTransaction([&]() -> Result<Batch> {
        PARTERRE_ASSIGN(batch, deleteRange(range));
        PARTERRE_ASSIGN(now, readArchivedTable(m_session, m_file.table.name));
        PARTERRE_TRY(proveUnaltered(now, m_file));
        PARTERRE_TRY(refuseCascades(m_session, now));
        return batch;
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
        batch = leaveRange(range);
    }
    PARTERRE_TRY(batch);
    m_report.deleted += batch->deleted;
    return done(*batch);
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

Result<> Deletion::listStaying(DeleteReport &report)
{
    PARTERRE_ASSIGN(listed, listPresent(m_session, m_sql));
    report.listed = listed;
    return {};
}

Result<> Deletion::countTheRest()
{
    PARTERRE_ASSIGN(present, readPresence(m_session, m_sql));
    m_report.changed = present.different;
    m_report.kept = present.equal;
    // What was put in again meanwhile under a key that was deleted is counted as there.
    m_report.absent =
        std::max<qint64>(0, m_file.manifest.rows.rows - m_report.deleted - present.different - present.equal);
    return listStaying(m_report);
}

Result<DeleteReport> Deletion::run()
{
    m_report.table = m_file.table.name;
    m_report.sumsCompared = m_file.sumsCompared;
    PARTERRE_TRY(deleteAll());
    PARTERRE_TRY(countTheRest());
    return m_report;
}

/// Of a policy's file: its rows have not left before, and what does not leave now is written down.
class BookedRun : public Deletion {
public:
    BookedRun(Session &session, const StagedFile &file, const BookedDeletion &books, ProgressSink &sink)
        : Deletion(session, file, sink)
        , m_books(books)
    {}

protected:
    Result<> chooseRows() override
    {
        PARTERRE_TRY(m_session.exec(m_sql.skipLooked(), Params() << m_books.looked));
        PARTERRE_TRY(m_session.exec(m_sql.narrowStaging(m_books.condition)));
        return {};
    }
    Result<Batch> deleteRange(const Params &range) override
    {
        PARTERRE_ASSIGN(rows, m_session.exec(m_sql.deleteBooked(), Params(range) << m_books.file.id));
        PARTERRE_TRY(proveGone(range));
        return Batch{rows.integer(0, "deleted"), rows.integer(0, "looked")};
    }
    /// A later file takes them.
    Result<Batch> leaveRange(const Params &range) override
    {
        return inTransaction([&] {
            return m_session.exec(m_sql.stayBooked(), Params(range) << m_books.file.id).map([](const Rows &rows) {
                return Batch{0, rows.integer(0, "looked")};
            });
        });
    }
    Result<> booked(const Batch &batch) override { return m_books.counted(batch.deleted, batch.looked); }
    Result<> done(const Batch &batch) override { return m_books.deleted(batch.deleted); }

    Result<> proveGone(const Params &range);

    const BookedDeletion &m_books;
};

// A trigger may have put a row back: the books would have it in the file, and it would be live.
Result<> BookedRun::proveGone(const Params &range)
{
    PARTERRE_TRY(m_session.exec(transaction("constraints_immediate")));
    PARTERRE_ASSIGN(rows, m_session.exec(m_sql.stillThere(), Params(range) << m_books.file.id));
    const qint64 there = rows.integer(0, "there");
    if (there == 0)
        return {};
    return failure(ErrorCode::Changed, Text::tr("%1 rows that were deleted are there again").arg(formatCount(there)),
                   Text::tr("A trigger puts them back. Nothing of this batch was deleted."));
}

/// … and back: rows that a restore has brought leave again, and are the file's as before.
class UndoRun : public BookedRun {
public:
    using BookedRun::BookedRun;

protected:
    Result<> chooseRows() override
    {
        if (const auto analyzed = m_session.exec(m_sql.analyzeVoids()); !analyzed && !analyzed.error().isRetryable())
            return Failure(analyzed.error()); // else somebody analyzes or vacuums it right now
        PARTERRE_TRY(m_session.exec(m_sql.keepReturned(), ofRestore()));
        return {};
    }
    Result<Batch> deleteRange(const Params &range) override
    {
        PARTERRE_ASSIGN(rows, m_session.exec(m_sql.undoBooked(), Params(range) << m_books.file.id));
        PARTERRE_TRY(proveGone(range));
        return Batch{rows.integer(0, "deleted")};
    }
    Result<Batch> leaveRange(const Params &) override { return Batch(); }
    /// What somebody has deleted since is among them.
    Result<> listStaying(DeleteReport &report) override
    {
        PARTERRE_ASSIGN(rows, m_session.exec(m_sql.listReturned(), ofRestore() << kListedRows));
        for (qsizetype row = 0; row < rows.count(); ++row)
            report.listed << PresentRow{rows.text(row, "key"), false};
        const qint64 staying = rows.isEmpty() ? 0 : rows.integer(0, "total");
        report.absent = std::max<qint64>(0, staying - report.changed - report.kept);
        return {};
    }

private:
    Params ofRestore() const { return Params() << m_books.file.id << m_books.returnedBy; }
};

std::unique_ptr<Deletion> deletionOf(Session &session, const StagedFile &file, const BookedDeletion *books,
                                     ProgressSink &sink)
{
    if (!books)
        return std::make_unique<Deletion>(session, file, sink);
    if (books->returnedBy.isEmpty())
        return std::make_unique<BookedRun>(session, file, *books, sink);
    return std::make_unique<UndoRun>(session, file, *books, sink);
}

Result<DeleteReport> deleteRows(Session &session, const QString &manifestPath, const QualifiedName &table,
                                const BookedDeletion *books, ProgressSink &sink)
{
    PARTERRE_ASSIGN(
        file, stageFile(session, manifestPath, table, sink, MoreColumns::Refused, books ? books->file : FileBooking()));
    const auto allowed = mayDelete(session, file.table);
    auto report =
        allowed ? deletionOf(session, file, books, sink)->run() : Result<DeleteReport>(Failure(allowed.error()));
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
    PARTERRE_ASSIGN(manifest, readManifest(manifestPath));
    PARTERRE_ASSIGN(found, readArchivedTable(session, table.isEmpty() ? manifest.table : table));
    const ArchiveFileSql sql(manifest, found);
    return QList<SqlText>{sql.createStaging(), sql.load(),    sql.stagingChecksum(), sql.analyzeStaging(),
                          sql.deleteBatch(),   sql.compare(), sql.listPresent(),     sql.dropStaging()};
}

QList<SqlText> describeBookedDelete(const ArchiveFileSql &sql, const QString &condition)
{
    return {sql.createStaging(),   sql.load(),
            sql.stagingChecksum(), sql.analyzeStaging(),
            sql.skipLooked(),      sql.narrowStaging(condition),
            sql.deleteBooked(),    transaction("constraints_immediate"),
            sql.stillThere(),      sql.stayBooked(),
            sql.dropStaging()};
}

} // namespace parterre
