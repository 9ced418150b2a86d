// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefilesql.h"
#include "base/progress.h"

namespace parterre {

class Session;

/// Ask the server for one of ArchiveFileSql's checksums.
Result<RowsDigest> readRowsDigest(Session &session, const SqlText &checksum);

/// What of a set of rows is not as it should be; empty where both are equal.
QString digestDifference(const RowsDigest &found, const RowsDigest &expected);

/// Load a file of rows into the session's staging table (a new one), proving on the way that it is the manifest's: its
/// digests, the number of rows, and their sums where the server is of the major that computed them. Returns whether
/// the sums were compared. Not inside a transaction; the table stays until dropStaging() or the session's end.
///
/// Errors: those of ArchiveReader; Mismatch; Refused for types that this database does not have; Cancelled.
Result<bool> loadStaging(Session &session, const Manifest &manifest, const QString &rowsPath, ProgressSink &sink);

/// Drop the staging table. An error is of no interest: it goes with the session.
void dropStaging(Session &session, const Manifest &manifest);

} // namespace parterre
