// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"
#include "base/progress.h"

namespace parterre {

class Session;

/// A page of rows of a table and its archive, the newest first.
struct FoundRows {
    QStringList columns; ///< of the table, and archived_at, which is empty for live rows
    QList<QList<std::optional<QString>>> rows;
    QString next; ///< where the next page begins; empty on the last one
};

/// Read a page of what satisfies `where` (SQL over the table's columns), live and archived, in order of age and key,
/// behind the row that `after` names. No row comes twice, and what is written meanwhile shifts no page.
/// `session` works as the table's owner. Of an archive in files each page reads all files that hold rows, one after the
/// other, into a temporary table; the session must not be read-only. Errors: Usage (no condition, no token of ours),
/// NotFound (no archive, or a file is not at hand), those of stageFile().
Result<FoundRows> findArchived(Session &session, const ArchivePolicy &policy, const QString &where, qint64 limit,
                               ProgressSink &sink, const QString &after = {});

} // namespace parterre
