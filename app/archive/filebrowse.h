// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/csvrecords.h"
#include "archive/manifest.h"
#include "base/canceltoken.h"
#include "base/progress.h"

namespace parterre {

class Session;

/// A row of one of several files.
struct BrowsePlace {
    qsizetype file = 0; ///< from 0
    qint64 number = 0;  ///< from 1, in the order of the file
};

/// Which rows of archive files one wants to see.
struct BrowseRequest {
    QStringList manifestPaths;
    QString column = {};    ///< empty: all rows
    QString value = {};     ///< what the column's text must be
    BrowsePlace after = {}; ///< the last row that was seen
    qint64 limit = 100;
};

struct BrowsedRow {
    BrowsePlace place;
    TextRow values;
};

struct BrowsedRows {
    QStringList columns;    ///< of all the files, by name; what a file has not is null in its rows
    QStringList files;      ///< names of the files of rows
    QList<BrowsedRow> rows; ///< at most the limit
};

/// Whether one of these files can be read by a server only.
bool needsServer(const QList<Manifest> &manifests);
/// The columns of all of them, by name.
QStringList columnsOf(const QList<Manifest> &manifests);

/// Look into archive files, one after the other, without restoring one. csv is read by itself, up to the last row that
/// is wanted, and needs no `session`; binary is loaded into a temporary table first. Errors: those of
/// verifyArchiveFile() as far as the files are read; NotFound (no such column); Usage where a binary file is to be read
/// without a session.
Result<BrowsedRows> browseArchiveFiles(const BrowseRequest &request, Session *session, const CancelToken &cancel,
                                       ProgressSink &sink);

} // namespace parterre
