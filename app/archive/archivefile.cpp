// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefile.h"

#include "archive/archivefolder.h"
#include "archive/archivereader.h"
#include "archive/filejournal.h"
#include "archive/staging.h"
#include "pg/ownschema.h"
#include "pg/session.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

} // namespace

Result<VerifiedFile> verifyArchiveFile(const QString &manifestPath, const CancelToken &cancel)
{
    PARTERRE_ASSIGN(manifest, readManifest(manifestPath));
    const QString rowsPath = rowsPathOf(manifestPath, manifest);
    PARTERRE_TRY(readThrough(rowsPath, manifest, cancel));
    return VerifiedFile{manifest, rowsPath};
}

Result<bool> verifyOnServer(Session &session, const VerifiedFile &file, ProgressSink &sink)
{
    auto compared = loadStaging(session, file.manifest, file.rowsPath, sink);
    dropStaging(session, file.manifest);
    return compared;
}

Result<> proveSame(const Manifest &manifest, const QString &sha256)
{
    if (manifest.file.sha256 == sha256)
        return {};
    return failure(ErrorCode::Mismatch,
                   Text::tr("%1 is another file than the one that was written").arg(manifest.fileName),
                   Text::tr("Its SHA-256 is not the one in the books."));
}

namespace {

// The books know which of its rows are live again, and which nobody wants back; a person's hand does not.
Result<> refuseBooked(Session &session, const StagedFile &file)
{
    const auto version = ownschema::version(session);
    if (!version && version.error().code != ErrorCode::Rights)
        return Failure(version.error());
    if (version.value_or(0) < filejournal::kSinceVersion) // or this role has no books
        return {};
    const Manifest &manifest = file.manifest;
    PARTERRE_ASSIGN(booked,
                    session.exec(SqlText::load(QStringLiteral("archivefile/booked")),
                                 Params() << manifest.file.sha256 << file.table.oid << manifest.table.schema
                                          << manifest.table.name << manifest.where));
    if (booked.isEmpty())
        return {};
    const QString policy = booked.text(0, "policy_id");
    const QString name = booked.text(0, "name");
    return failure(
        ErrorCode::Refused, Text::tr("%1 is a file of the policy of %2").arg(file.manifest.fileName, policy),
        Text::tr("Which of its rows have left the table, and have not come back, is in the books."),
        Text::tr("parterrectl archive restore %1 --leaf '%2' brings exactly those back (archive add %1 first, where "
                 "the policy was removed); archive-file import --into puts all of them into another table.")
            .arg(policy, name));
}

} // namespace

Result<StagedFile> stageFile(Session &session, const QString &manifestPath, const QualifiedName &table,
                             ProgressSink &sink, MoreColumns more, const FileBooking &booking)
{
    PARTERRE_ASSIGN(file, verifyArchiveFile(manifestPath, session.cancelToken()));
    if (booking.id != 0)
        PARTERRE_TRY(proveSame(file.manifest, booking.sha256));
    StagedFile staged{file.manifest, {}};
    PARTERRE_ASSIGN(found, readArchivedTable(session, table.isEmpty() ? file.manifest.table : table));
    staged.table = found;
    if (const QStringList differences = columnDifferences(staged.table, staged.manifest, more); !differences.isEmpty())
        return failure(
            ErrorCode::Refused, Text::tr("the columns of %1 are not those of the file").arg(staged.table.name.quoted()),
            differences.join(u' '),
            Text::tr("Rows of the file can be put into a table with its columns: parterrectl archive-file import "
                     "--into."));
    if (booking.id == 0) {
        PARTERRE_TRY(refuseBooked(session, staged)); // the table's owner may be another one than that of the books
        PARTERRE_TRY(
            session.exec(SqlText::load(QStringLiteral("archivefile/work_as_owner")), Params() << staged.table.oid));
        PARTERRE_TRY(refuseBooked(session, staged));
    }
    PARTERRE_ASSIGN(compared, loadStaging(session, staged.manifest, file.rowsPath, sink));
    staged.sumsCompared = compared;
    if (!compared)
        sink.note(Text::tr("The rows' sums were computed by PostgreSQL %1 and cannot be compared here; the file's own "
                           "digests and the number of rows are right.")
                      .arg(staged.manifest.serverMajor()));
    PARTERRE_TRY(session.exec(staged.sql().analyzeStaging()));
    return staged;
}

Result<> proveUnaltered(const ArchivedTable &now, const StagedFile &file)
{
    const QStringList differences = columnDifferences(now, file.manifest);
    if (now.oid == file.table.oid && differences.isEmpty())
        return {};
    return failure(ErrorCode::Changed, Text::tr("%1 was altered meanwhile").arg(now.name.quoted()),
                   differences.join(u' '));
}

Result<Presence> readPresence(Session &session, const ArchiveFileSql &sql)
{
    PARTERRE_ASSIGN(rows, session.exec(sql.compare()));
    return Presence{rows.integer(0, "equal"), rows.integer(0, "different")};
}

Result<QList<PresentRow>> listPresent(Session &session, const ArchiveFileSql &sql)
{
    PARTERRE_ASSIGN(rows, session.exec(sql.listPresent(), Params() << kListedRows));
    QList<PresentRow> list;
    for (qsizetype row = 0; row < rows.count(); ++row)
        list << PresentRow{rows.text(row, "key"), rows.flag(row, "equal")};
    return list;
}

} // namespace parterre
