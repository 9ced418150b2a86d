// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefile.h"

#include <functional>

namespace parterre {

/// What became of the rows of a file.
struct ImportReport {
    QualifiedName table;
    qint64 inserted = 0;
    Presence present;          ///< rows whose key was in the table: they stay as they are there
    QList<PresentRow> listed;  ///< the first of those
    bool sumsCompared = false; ///< see StagedFile
};

/// What is to go back.
struct ImportRequest {
    QString manifestPath;
    QualifiedName into = {};  ///< empty: the table that the rows were exported from
    QString where = {};       ///< SQL over the file's columns, with the rights of the table's owner; empty: all rows
    FileBooking booking = {}; ///< of a file in the books: only rows that it stands for go back, and it stands for them
                              ///< no longer
    QString runId = {};       ///< of the restore, for that file's undo
    /// In the transaction, before it is committed: how many rows come back. An error rolls it back.
    std::function<Result<>(qint64 rows)> counted = {};
};

/// Put rows of an archive file back, in one transaction. A file of another table goes nowhere unless that is said.
///
/// Before anything changes the file is verified, its columns are compared with the table's, and its rows are read by
/// the server into a temporary table. A row whose key is in the table is left alone, whichever of both is newer, and
/// reported. Afterwards, still in the transaction, each row that was put in is compared byte by byte with the file's:
/// what a trigger, a deferred one too, or a changed generation expression made another row of is an error, and nothing
/// has happened. A table without a key must be empty. The file stays as it is. Columns that came to the table later
/// have their defaults.
///
/// Errors: those of stageFile(); Refused; Mismatch; the server's, retryable where somebody writes the same keys.
Result<ImportReport> importRows(Session &session, const ImportRequest &request, ProgressSink &sink);

/// Whether the condition can be asked of the rows of a file, which may lack columns that the table has. Errors: the
/// server's; Usage. Not inside a transaction.
Result<> proveCondition(Session &session, const ImportRequest &request);

/// The statements that importRows() sends to change something, in their order; reads the manifest and the table.
Result<QList<SqlText>> describeImport(Session &session, const ImportRequest &request);

} // namespace parterre
