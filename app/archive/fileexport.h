// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefilesql.h"
#include "base/progress.h"

namespace parterre {

class Session;

/// What goes into one archive file.
struct ExportRequest {
    QualifiedName table;
    QString folder;
    QString name;      ///< of the file, without its endings; empty: made from the table's
    QString where;     ///< SQL condition on the rows, which may name the table `x`; empty: all
    QString ageColumn; ///< whose least and greatest value the manifest has; empty: what the table is partitioned by
    ArchiveFormat format = ArchiveFormat::Csv;
    int level = 3; ///< of zstd
    /// Load the file into a temporary table before it gets its name, and compare the rows' sums.
    bool proveOnServer = true;
};

/// The name, without endings, that the request's files get. Errors: Usage.
Result<QString> archiveName(const ExportRequest &request);

/// Export rows into a new archive file, and prove it before it gets its name: rows and sums of one snapshot, the
/// digests of what the disk holds, and the same rows read back by the server. Reads the table, and changes nothing in
/// the database. The role needs TEMPORARY on the database for the proof.
///
/// After a failure or a cancel neither of the files is there, nor any other; what a killed export has left is removed
/// by the next one of the same name. Errors: Refused where a file of that name is there already, or none can be
/// written; Changed where somebody alters the table meanwhile; Mismatch where the proof fails.
Result<Manifest> exportRows(Session &session, const ExportRequest &request, ProgressSink &sink);

/// What is known of an export before its rows are read.
struct ExportDraft {
    Manifest manifest;
    ArchivedTable table;

    ArchiveFileSql sql() const { return ArchiveFileSql(manifest, table); }
};

/// Read the table's columns, and nothing of its rows. Errors: those of readArchivedTable().
Result<ExportDraft> draftExport(Session &session, const ExportRequest &request);

/// The statements that exportRows() sends, in their order. Errors: those of reading the table.
Result<QList<SqlText>> describeExport(Session &session, const ExportRequest &request);

} // namespace parterre
