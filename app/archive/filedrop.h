// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefile.h"

namespace parterre {

/// Drop a table all of whose rows are in an archive file: a leaf that was detached, never a partition or a table that
/// has some. Under ACCESS EXCLUSIVE, which is asked for with the session's lock timeout, its rows are compared with the
/// file's: by number and sums, and byte by byte where it has a key; only then it is dropped, in the same transaction
/// and without CASCADE. Errors: those of stageFile(); Refused; Mismatch where it has other rows; LockNotAvailable; the
/// server's, where something depends on the table.
Result<> dropExportedTable(Session &session, const QString &manifestPath, const QualifiedName &table,
                           ProgressSink &sink);

/// The statements of dropExportedTable() that change something, in their order; reads the manifest and the table.
Result<QList<SqlText>> describeDrop(Session &session, const QString &manifestPath, const QualifiedName &table);

} // namespace parterre
