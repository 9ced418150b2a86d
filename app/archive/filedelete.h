// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefile.h"

#include <functional>

namespace parterre {

/// What became of the rows of a file that were to leave the table.
struct DeleteReport {
    QualifiedName table;
    qint64 deleted = 0;
    qint64 absent = 0;         ///< were not in the table: an earlier call, or somebody else, deleted them; of an undo:
                               ///< somebody has deleted them since
    qint64 changed = 0;        ///< somebody changed them since they were exported: they stay
    qint64 kept = 0;           ///< unchanged, and still there: others held their locks, or a trigger kept them
    QList<PresentRow> listed;  ///< the first of those that stay
    bool sumsCompared = false; ///< see StagedFile
};

/// Delete the rows of an archive file from a table (empty: the one that they were exported from). A row goes only where
/// the whole of it, byte by byte, is what the file has; the file is verified before, by itself and by the server.
///
/// Works in batches of about 10,000 rows, a transaction each, so a call that was ended in the middle has deleted the
/// rows of whole batches, and another call deletes the rest. A batch in which others hold the lock of a row for
/// longer is left for that as well.
///
/// Errors: those of stageFile(); Refused without a key, or where foreign keys of other tables would delete or change
/// their rows; the server's.
Result<DeleteReport> deleteExported(Session &session, const QString &manifestPath, const QualifiedName &table,
                                    ProgressSink &sink);

/// The deletion of the rows of a file that is in the books.
struct BookedDeletion {
    FileBooking file;
    QString condition; ///< SQL; what does not satisfy it stays, whatever the file has
    qint64 looked = 0; ///< rows up to this number are left alone: earlier calls looked at them
    /// Id of a restore, to undo it: only the rows that it has brought back, whatever the two above say; the file stands
    /// again for those that leave. Empty: the rows have not left before.
    QString returnedBy;
    /// In the transaction of each batch, before it is committed: how many of its rows leave, and the number of its last
    /// one. An error rolls it back and ends the deletion.
    std::function<Result<>(qint64 rows, qint64 looked)> counted;
    /// Outside a transaction, after each batch; an error ends the deletion.
    std::function<Result<>(qint64 rows)> deleted;
};

/// The same, batch by batch in the order of the file; each batch writes down which of its rows have not left.
/// `listed` of an undo: rows that stay, because somebody changed, deleted or holds them.
Result<DeleteReport> deleteBooked(Session &session, const QString &manifestPath, const QualifiedName &table,
                                  const BookedDeletion &booked, ProgressSink &sink);

/// The statements of deleteExported() that change something, in their order; reads the manifest and the table.
Result<QList<SqlText>> describeDelete(Session &session, const QString &manifestPath, const QualifiedName &table);
/// Those of deleteBooked().
QList<SqlText> describeBookedDelete(const ArchiveFileSql &sql, const QString &condition);

} // namespace parterre
