// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefilesql.h"
#include "base/canceltoken.h"
#include "base/progress.h"

namespace parterre {

class Session;

/// An archive file that was read once from its beginning to its end and is what its manifest says.
struct VerifiedFile {
    Manifest manifest;
    QString rowsPath;
};

/// Verify an archive file without a server: the manifest's own digest and name, length and SHA-256 of the file and of
/// its content. Errors: NotFound (one of both is missing), Usage (no manifest), Mismatch (what is wrong with it),
/// Refused (it cannot be read), Cancelled.
Result<VerifiedFile> verifyArchiveFile(const QString &manifestPath, const CancelToken &cancel);

/// Verify it on a server as well: load it into a temporary table, which goes again, and compare the number of rows, and
/// their sums where the server is of the major that computed them. Returns whether the sums were compared.
Result<bool> verifyOnServer(Session &session, const VerifiedFile &file, ProgressSink &sink);

/// A verified file and a table whose columns are the file's; the rows of the file stand in the session's staging table.
struct StagedFile {
    Manifest manifest;
    ArchivedTable table;
    bool sumsCompared = false; ///< false: the server is of another major than that which computed them

    ArchiveFileSql sql() const { return ArchiveFileSql(manifest, table); }
};

/// A file of a policy, as the books have it. Whoever names one works as the owner of the policy's table.
struct FileBooking {
    qint64 id = 0;  ///< 0: the file is in no books
    QString sha256; ///< of the file of rows
};

/// Errors: Mismatch where the manifest is of another file than the one that was written down.
Result<> proveSame(const Manifest &manifest, const QString &sha256);

/// Verify a file, read a table (empty: the one that the file was exported from), and stage the rows. Changes nothing
/// but the temporary table, and, of a file in no books, the role of the session: it becomes the table's owner. Errors:
/// those of verifyArchiveFile(), loadStaging() and proveSame(); Refused where columns differ, with each difference, and
/// where a policy of this table has written a file that is said to be in no books.
Result<StagedFile> stageFile(Session &session, const QString &manifestPath, const QualifiedName &table,
                             ProgressSink &sink, MoreColumns more = MoreColumns::Refused,
                             const FileBooking &booking = {});

/// Prove that the table is the one that was staged for, with its columns. Errors: Changed: what other columns hold is
/// in no file.
Result<> proveUnaltered(const ArchivedTable &now, const StagedFile &file);

/// A row of the file whose key is in the table.
struct PresentRow {
    QString key;        ///< as a record's text: "(1,2024-01-01)"
    bool equal = false; ///< byte by byte; false: somebody changed it since
};

/// How many rows of the file are in the table, by key.
struct Presence {
    qint64 equal = 0;
    qint64 different = 0;
};
Result<Presence> readPresence(Session &session, const ArchiveFileSql &sql);

/// The first of them, those that differ before others, at most kListedRows.
constexpr qint64 kListedRows = 100;
Result<QList<PresentRow>> listPresent(Session &session, const ArchiveFileSql &sql);

} // namespace parterre
