// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiverunner.h"
#include "archive/savings.h"

namespace parterre {

/// Whether a text begins as a query: SELECT, WITH, VALUES, TABLE.
bool beginsAsQuery(const QString &text);
/// Whether a text can be measured: one SELECT (or WITH, VALUES, TABLE) that makes no table and has no parameter.
/// Errors: Usage.
Result<> checkQuery(const QString &text);

/// Asks how large table and archive are; read its rows with sizesOf().
Statement sizesStatement(qint64 tableOid, const QualifiedName &archive);
SavingsFigures sizesOf(const Rows &rows);

/// What a measurement looks at besides sizes.
struct SavingsWish {
    QStringList queries;
    QString folder; ///< with archive files; empty: what the books say of a policy's files
};

/// Measure a table and its archive as they are now, as the table's owner and by reading only: sizes, the queries, how
/// fast a sample of the pages is copied out. What cannot be measured says why in its place; nothing is estimated here.
///
/// A query is run in a READ ONLY transaction with the settings of a session of its own, once to warm up and up to five
/// times more; all queries together have two minutes. It gives way to whoever waits for a lock of it. The samples take
/// about two seconds each. Locks: ACCESS SHARE on the table, the archive, and what the queries name, while each
/// statement runs. Errors: NotFound (the table), LockNotAvailable, NotFound (the folder), those of Session, Cancelled.
Result<SavingsFigures> measureSavings(const ArchiveOptions &options, const ArchivePolicy &policy,
                                      const SavingsWish &wish);

} // namespace parterre
