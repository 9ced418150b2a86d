// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/restorer.h"
#include "pg/rows.h"
#include "pg/sqltext.h"

namespace parterre {

class ArchiveRunner;
class ArchiveSql;

/// Where a restore keeps what its undo has to know, until it is undone: parterre.restored_RUN.
QualifiedName restoredTable(const QString &runId);
/// The same as {restored}.
SqlNames restoredNames(const QString &runId);
/// Whether it is there. It is not for a restore that was undone.
Result<bool> hasRestored(ArchiveRunner &runner, const QString &runId);
/// Prove, inside the transaction of a restore, that its rows are live as they were archived when every trigger has had
/// its say, a deferred one too. Errors: Changed.
Result<> proveRestored(ArchiveRunner &runner, const ArchiveSql &sql, const QString &runId);
/// The statements of proveRestored().
QList<SqlText> describeProof(const ArchiveSql &sql, const QString &runId);
/// From columns key_text, equal and total.
RestoreConflicts conflictsOf(const Rows &rows);

} // namespace parterre
