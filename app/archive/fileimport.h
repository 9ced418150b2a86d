// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefile.h"

namespace parterre {

/// What became of the rows of a file.
struct ImportReport {
    QualifiedName table;
    qint64 inserted = 0;
    Presence present;          ///< rows whose key was in the table: they stay as they are there
    QList<PresentRow> listed;  ///< the first of those
    bool sumsCompared = false; ///< see StagedFile
};

/// Put the rows of an archive file back, in one transaction. `into` empty: into the table that they were exported from;
/// a file of another table goes nowhere unless that is said.
///
/// Before anything changes the file is verified, its columns are compared with the table's, and its rows are read by
/// the server into a temporary table. A row whose key is in the table is left alone, whichever of both is newer, and
/// reported. Afterwards, still in the transaction, each row that was put in is compared byte by byte with the file's:
/// what a trigger or a changed generation expression made another row of is an error, and nothing has happened. A table
/// without a key must be empty. The file stays as it is.
///
/// Errors: those of stageFile(); Refused; Mismatch; the server's, retryable where somebody writes the same keys.
Result<ImportReport> importRows(Session &session, const QString &manifestPath, const QualifiedName &into,
                                ProgressSink &sink);

/// The statements that importRows() sends to change something, in their order; reads the manifest and the table.
Result<QList<SqlText>> describeImport(Session &session, const QString &manifestPath, const QualifiedName &into);

} // namespace parterre
