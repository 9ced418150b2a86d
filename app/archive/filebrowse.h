// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/csvrecords.h"
#include "archive/manifest.h"
#include "base/canceltoken.h"
#include "base/progress.h"

namespace parterre {

class Session;

/// Which rows of a file one wants to see.
struct BrowseRequest {
    QString manifestPath;
    QString column;   ///< empty: all rows
    QString value;    ///< what the column's text must be
    qint64 after = 0; ///< the number of the last row that was seen; rows are counted from 1, in the order of the file
    qint64 limit = 100;
};

struct BrowsedRow {
    qint64 number = 0;
    TextRow values;
};

struct BrowsedRows {
    QStringList columns;
    QList<BrowsedRow> rows; ///< at most the limit
};

/// Look into an archive file without restoring it. csv is read by itself, up to the last row that is wanted, and needs
/// no `session`; binary is loaded into a temporary table first. Errors: those of verifyArchiveFile() as far as the file
/// is read; NotFound (no such column); Usage where a binary file is to be read without a session.
Result<BrowsedRows> browseArchiveFile(const BrowseRequest &request, Session *session, const CancelToken &cancel,
                                      ProgressSink &sink);

} // namespace parterre
