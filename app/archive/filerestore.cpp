// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filerestore.h"

#include "archive/fileaudit.h"
#include "archive/selection.h"
#include "base/units.h"

#include <QCoreApplication>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FileRestore)
};

} // namespace

// Of the rows of a file, as the server reads it.
Result<QString> FileRestore::condition(const RestoreRequest &request) const
{
    if (!request.leaf.isEmpty())
        return QString(); // all that the file stands for
    const ArchiveSql sql = m_plan.sql();
    PARTERRE_TRY(Selection::of(request, sql));
    const QString age = quoteIdentifier(sql.policy().ageColumn);
    QStringList terms;
    if (!request.where.isEmpty())
        terms << u'(' % request.where % u"\n)";
    for (const auto &[compare, bound] : {std::pair{u" >= "_s, request.from}, std::pair{u" < "_s, request.to}}) {
        if (!bound.isEmpty())
            terms << age % compare % quoteLiteral(bound) % u"::" % sql.ageType();
    }
    return terms.join(u" AND "_s);
}

Result<QList<FileRestore::Source>> FileRestore::sources(const RestoreRequest &request)
{
    PARTERRE_ASSIGN(found, filejournal::filesOfRange(m_runner.session(), m_plan.sql(), request.from, request.to));
    found.removeIf([&](const BookedFile &file) {
        return file.held == 0 || (!request.leaf.isEmpty() && file.name != request.leaf);
    });
    if (found.isEmpty())
        return failure(ErrorCode::NotFound,
                       Text::tr("no archive file of %1 has such rows").arg(m_plan.source.name.quoted()), {},
                       Text::tr("parterrectl archive files %1 lists them.").arg(m_plan.policy.id()));
    QList<Source> sources;
    for (const BookedFile &file : std::as_const(found)) {
        const auto manifest = readBookedManifest(file);
        if (!manifest) {
            Error error = manifest.error();
            if (request.leaf.isEmpty())
                error.hint = Text::tr("Another range, --from and --to with the condition, or --leaf with the name of "
                                      "another file may do without it.");
            return Failure(error);
        }
        sources << Source{file, *manifest};
    }
    return sources;
}

ImportRequest FileRestore::requestFor(const Source &source, const QString &where) const
{
    const BookedFile &file = source.file;
    return {file.manifestPath(), m_plan.source.name, where, {file.id, file.sha256}, m_runner.id()};
}

Result<RestorePreview> FileRestore::preview(const RestoreRequest &request)
{
    RestorePreview preview;
    preview.policy = m_plan.policy;
    preview.atMost = true;
    PARTERRE_ASSIGN(where, condition(request));
    PARTERRE_ASSIGN(wanted, sources(request));
    for (const Source &source : std::as_const(wanted)) {
        preview.rows += source.file.held;
        preview.bytes += source.file.bytes;
        PARTERRE_ASSIGN(statements, describeImport(m_runner.session(), requestFor(source, where)));
        for (const SqlText &text : std::as_const(statements))
            preview.statements << ArchiveStatement{text, Text::tr("with the rows of file %1").arg(source.file.name)};
    }
    return preview;
}

// A column that came later is in no older file: better known before the first row is back than after.
Result<> FileRestore::proveCondition(const QList<Source> &sources, const QString &where)
{
    if (where.isEmpty())
        return {};
    for (const Source &source : sources) {
        auto proved = parterre::proveCondition(m_runner.session(), requestFor(source, where));
        if (!proved && proved.error().detail.isEmpty())
            proved.error().detail = Text::tr("It was asked of the rows of file %1.").arg(source.file.name);
        PARTERRE_TRY(proved);
    }
    return {};
}

// In the transaction in which they move.
Result<> FileRestore::count(qint64 rows, qint64 bytes)
{
    PARTERRE_TRY(
        m_runner.session().exec(m_plan.sql().sql("archive/count_moved"), m_runner.fence() << rows << bytes << 0));
    return {};
}

// Begun anew, from reading the file on, when somebody waits for a lock of it.
Result<ImportReport> FileRestore::restoreFile(const Source &source, const QString &where)
{
    ImportRequest request = requestFor(source, where);
    request.counted = [&](qint64 rows) { return count(rows, source.manifest.contentOf(rows)); };
    auto imported = m_runner.wholly<ImportReport>(
        [&] { return m_runner.givingWay([&] { return importRows(m_runner.session(), request, m_runner.sink()); }); });
    if (!imported && imported.error().sqlState == u"23514" && !source.manifest.bound.isEmpty())
        imported.error().hint =
            Text::tr("If its partition was dropped, make it again, empty: CREATE TABLE %1 PARTITION OF "
                     "%2 %3;")
                .arg(source.file.leaf.quoted(), m_plan.source.name.quoted(), source.manifest.bound);
    return imported;
}

void FileRestore::add(const Source &source, const ImportReport &imported, RestoreReport &report)
{
    const qint64 bytes = source.manifest.contentOf(imported.inserted);
    report.rows += imported.inserted;
    report.bytes += bytes;
    report.conflicts.count += imported.present.equal + imported.present.different;
    for (const PresentRow &row : imported.listed)
        report.conflicts.first << RestoreConflict{row.key, row.equal};
    m_runner.report(imported.inserted, bytes, source.file.name);
}

Result<RestoreReport> FileRestore::restore(const RestoreRequest &request)
{
    RestoreReport report;
    PARTERRE_ASSIGN(where, condition(request));
    PARTERRE_ASSIGN(wanted, sources(request));
    PARTERRE_TRY(proveCondition(wanted, where));
    for (const Source &source : std::as_const(wanted)) {
        auto imported = restoreFile(source, where);
        if (!imported && report.rows > 0)
            imported.error().hint = QString(imported.error().hint % u' '
                                            % Text::tr("What other files brought before, %1 rows, is live: parterrectl "
                                                       "archive undo %2 --yes.")
                                                  .arg(formatCount(report.rows), m_runner.id()))
                                        .trimmed();
        PARTERRE_TRY(imported);
        add(source, *imported, report);
    }
    PARTERRE_TRY(m_runner.exec(m_runner.endStatement({{u"conflicts"_s, report.conflicts.count}})));
    return report;
}

// ---------------------------------------------------------------- undo

Result<DeleteReport> FileRestore::undoFile(const BookedFile &file, const QString &runId, RestoreReport &report)
{
    PARTERRE_ASSIGN(manifest, readBookedManifest(file));
    BookedDeletion deletion;
    deletion.file = {file.id, file.sha256};
    deletion.returnedBy = runId;
    deletion.counted = [&](qint64 rows, qint64) { return count(rows, manifest.contentOf(rows)); };
    deletion.deleted = [&](qint64 rows) {
        report.rows += rows;
        report.bytes += manifest.contentOf(rows);
        m_runner.report(rows, manifest.contentOf(rows), file.name);
        return m_runner.restBetweenBatches(m_plan.policy.settings);
    };
    const auto leave = [&](const QualifiedName &table) {
        return deleteBooked(m_runner.session(), file.manifestPath(), table, deletion, m_runner.sink());
    };
    // From one partition that is quick; what is elsewhere by now, or was deleted, the whole table tells.
    const QualifiedName leaf = m_plan.leafOrTable(file.leafOid);
    auto left = leave(leaf);
    if (left && left->absent > 0 && leaf != m_plan.source.name)
        left = leave(m_plan.source.name);
    if (!left && left.error().code == ErrorCode::Refused)
        left.error().hint = Text::tr("The rows stay live; the next run of the policy archives them as they are now.");
    return left;
}

// What keeps the restore from being undone as a whole, for now.
void FileRestore::tell(const Undone &undone, qint64 forgotten)
{
    if (forgotten > 0)
        m_runner.note(Text::tr("%1 rows of the restore are not looked at: the policy has run since.")
                          .arg(formatCount(forgotten)));
    if (undone.held > 0)
        m_runner.note(Text::tr("%1 rows are as they came, but others hold them, or a trigger keeps them.")
                          .arg(formatCount(undone.held)));
    if (!undone.isWhole())
        m_runner.note(Text::tr("The same undo can be done once more for the rest."));
}

// Whatever the others are: a file that cannot be read keeps no other from getting its rows back.
Result<FileRestore::Undone> FileRestore::undoFiles(const QList<BookedFile> &files, const QString &runId)
{
    Undone undone;
    for (const BookedFile &file : files) {
        const auto left = undoFile(file, runId, undone.report);
        if (!left && (left.error().code == ErrorCode::NotFound || left.error().code == ErrorCode::Mismatch)) {
            m_runner.note(
                Text::tr("File %1 cannot be read, so its rows stay live: %2.").arg(file.name, left.error().message));
            undone.unread << left.error();
            continue;
        }
        PARTERRE_TRY(left);
        undone.held += left->kept;
        undone.report.changedRows += left->changed + left->kept + left->absent;
        for (const PresentRow &row : left->listed)
            undone.report.changed << row.key;
    }
    if (!files.isEmpty() && undone.unread.size() == files.size())
        return Failure(undone.unread.first());
    return undone;
}

Result<RestoreReport> FileRestore::undo(const ArchiveRun &restored)
{
    const qint64 forgotten = restored.details[filejournal::kForgotten].toInteger();
    PARTERRE_ASSIGN(returned, filejournal::filesReturnedBy(m_runner.session(), m_plan.policy.id(), restored.id));
    if (returned.isEmpty() && (forgotten > 0 || restored.rows == 0))
        return failure(ErrorCode::Refused, Text::tr("nothing of run %1 is left to undo").arg(restored.id),
                       forgotten > 0
                           ? Text::tr("The policy has run since: what of its rows was old has left again, and nothing "
                                      "tells the others from rows that the application wrote.")
                           : Text::tr("It brought no row back."));
    PARTERRE_ASSIGN(undone, undoFiles(returned, restored.id));
    tell(undone, forgotten);
    undone.report.unfinished = !undone.isWhole();
    if (undone.isWhole())
        PARTERRE_TRY(
            m_runner.exec({m_plan.sql().sql("archive/mark_undone"), Params() << restored.id << m_runner.id()}));
    PARTERRE_TRY(m_runner.exec(m_runner.endStatement({{u"changed"_s, undone.report.changedRows}})));
    return undone.report;
}

} // namespace parterre
