// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"

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
/// `session` works as the table's owner. Errors: Usage (no condition, no token of ours), NotFound.
Result<FoundRows> findArchived(Session &session, const ArchivePolicy &policy, const QString &where, qint64 limit,
                               const QString &after = {});

} // namespace parterre
