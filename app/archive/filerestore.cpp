// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filerestore.h"

#include "archive/fileaudit.h"
#include "archive/fileimport.h"
#include "archive/selection.h"
#include "base/units.h"

#include <QCoreApplication>
#include <QSet>

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

Result<QList<BookedFile>> FileRestore::files(const RestoreRequest &request)
{
    PARTERRE_ASSIGN(found, filejournal::filesOfRange(m_runner.session(), m_plan.sql(), request.from, request.to));
    if (!request.leaf.isEmpty())
        found.removeIf([&](const BookedFile &file) { return file.name != request.leaf; });
    if (found.isEmpty())
        return failure(ErrorCode::NotFound,
                       Text::tr("no archive file of %1 has such rows").arg(m_plan.source.name.quoted()), {},
                       Text::tr("parterrectl archive files %1 lists them.").arg(m_plan.policy.id()));
    for (BookedFile &file : found) {
        const auto manifest = readBookedManifest(file);
        if (!manifest) {
            Error error = manifest.error();
            error.hint = Text::tr("Another range, or --from and --to with the condition, may do without it.");
            return Failure(error);
        }
        file.bound = manifest->bound;
    }
    return found;
}

ImportRequest FileRestore::requestFor(const BookedFile &file, const QString &where) const
{
    return {file.manifestPath(), m_plan.source.name, where, {file.id, file.sha256}, m_runner.id()};
}

Result<RestorePreview> FileRestore::preview(const RestoreRequest &request)
{
    RestorePreview preview;
    preview.policy = m_plan.policy;
    preview.atMost = true;
    PARTERRE_ASSIGN(where, condition(request));
    PARTERRE_ASSIGN(wanted, files(request));
    for (const BookedFile &file : std::as_const(wanted)) {
        preview.rows += file.held;
        preview.bytes += file.bytes;
        PARTERRE_ASSIGN(statements, describeImport(m_runner.session(), requestFor(file, where)));
        for (const SqlText &text : std::as_const(statements))
            preview.statements << ArchiveStatement{text, Text::tr("with the rows of file %1").arg(file.name)};
    }
    return preview;
}

// Begun anew, from reading the file on, when somebody waits for a lock of it.
Result<ImportReport> FileRestore::restoreFile(const BookedFile &file, const QString &where)
{
    auto imported = m_runner.wholly<ImportReport>([&] {
        return m_runner.givingWay(
            [&] { return importRows(m_runner.session(), requestFor(file, where), m_runner.sink()); });
    });
    if (!imported && imported.error().sqlState == u"23514" && !file.bound.isEmpty())
        imported.error().hint =
            Text::tr("If its partition was dropped, make it again, empty: CREATE TABLE %1 PARTITION OF "
                     "%2 %3;")
                .arg(file.leaf.quoted(), m_plan.source.name.quoted(), file.bound);
    return imported;
}

// In the transaction, if there is one, in which they move.
Result<> FileRestore::count(const BookedFile &file, qint64 rows, RestoreReport &report)
{
    const qint64 bytes = file.rows > 0 ? file.bytes * rows / file.rows : 0;
    PARTERRE_TRY(
        m_runner.session().exec(m_plan.sql().sql("archive/count_moved"), m_runner.fence() << rows << bytes << 0));
    report.rows += rows;
    report.bytes += bytes;
    m_runner.report(rows, bytes, file.name);
    return {};
}

Result<RestoreReport> FileRestore::restore(const RestoreRequest &request)
{
    RestoreReport report;
    PARTERRE_ASSIGN(where, condition(request));
    PARTERRE_ASSIGN(wanted, files(request));
    for (const BookedFile &file : std::as_const(wanted)) {
        PARTERRE_ASSIGN(imported, restoreFile(file, where));
        PARTERRE_TRY(count(file, imported.inserted, report));
        report.conflicts.count += imported.present.equal + imported.present.different;
        for (const PresentRow &row : std::as_const(imported.listed))
            report.conflicts.first << RestoreConflict{row.key, row.equal};
    }
    PARTERRE_TRY(m_runner.exec(m_runner.endStatement({{u"conflicts"_s, report.conflicts.count}})));
    return report;
}

Result<DeleteReport> FileRestore::undoFile(const BookedFile &file, const QString &runId, RestoreReport &report)
{
    PARTERRE_TRY(readBookedManifest(file));
    BookedDeletion deletion;
    deletion.file = {file.id, file.sha256};
    deletion.returnedBy = runId;
    deletion.counted = [&](qint64 rows, qint64) { return count(file, rows, report); };
    deletion.deleted = [&](qint64) { return m_runner.restBetweenBatches(m_plan.policy.settings); };
    return deleteBooked(m_runner.session(), file.manifestPath(), m_plan.source.name, deletion, m_runner.sink());
}

Result<RestoreReport> FileRestore::undo(const QString &runId)
{
    PARTERRE_ASSIGN(returned, filejournal::filesReturnedBy(m_runner.session(), m_plan.policy.id(), runId));
    if (returned.isEmpty())
        return failure(ErrorCode::Refused, Text::tr("nothing tells the rows of run %1 from others").arg(runId),
                       Text::tr("It brought none back, or they left again."));
    RestoreReport report;
    qint64 held = 0;
    for (const BookedFile &file : std::as_const(returned)) {
        PARTERRE_ASSIGN(left, undoFile(file, runId, report));
        held += left.kept;
        for (const PresentRow &row : std::as_const(left.listed))
            report.changed << row.key;
    }
    if (held > 0)
        m_runner.note(Text::tr("%1 rows stay because others hold them: undo the restore once more for these.")
                          .arg(formatCount(held)));
    else
        PARTERRE_TRY(m_runner.exec({m_plan.sql().sql("archive/mark_undone"), Params() << runId << m_runner.id()}));
    PARTERRE_TRY(m_runner.exec(m_runner.endStatement({{u"changed"_s, report.changed.size()}})));
    return report;
}

} // namespace parterre
