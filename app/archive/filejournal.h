// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefolder.h"
#include "archive/archivesql.h"

namespace parterre {

class Session;

/// A file that a run of a policy has begun.
struct BookedFile {
    qint64 id = 0;
    QString runId;
    QualifiedName leaf; ///< its rows are of this relation
    QString host;       ///< of the run
    QString folder;
    QString name;  ///< without endings
    QString state; ///< writing, proved or done; see sql/schema/create_archive_file.sql
    qint64 rows = 0;
    qint64 bytes = 0; ///< on disk
    QString leastAge;
    QString greatestAge;
    QString sha256;    ///< of the file of rows
    qint64 stayed = 0; ///< rows that were changed, or held, before they could leave
    QString writtenAt;

    bool isWriting() const { return state == u"writing"; }
    bool isDone() const { return state == u"done"; }
    /// The manifest's path, on whatever machine has the folder.
    QString manifestPath() const;
};

/// Whether it is the file that was written down as proved. Errors: Mismatch.
Result<> proveSame(const BookedFile &file, const Manifest &manifest);

/// The books of the files of policies, in schema parterre. Functions of a session that works as the table's owner, or
/// as the owner of the schema.
namespace filejournal {

/// Write down that a file is about to be written; its `id` is set by this.
Result<> begin(Session &session, const ArchivePolicy &policy, BookedFile &file);
/// It is whole, and what it holds. Its rows are in the table still.
Result<> prove(Session &session, const BookedFile &file, const Manifest &manifest);
/// So many of its rows leave the table, in the transaction in which they do.
Result<> countLeft(Session &session, const BookedFile &file, qint64 rows);
/// All of its rows that are to leave have left; `stayed` are in the table. Returns how many are neither: somebody else
/// has deleted them meanwhile.
Result<qint64> end(Session &session, const BookedFile &file, qint64 stayed);
/// It was never published.
Result<> forget(Session &session, const BookedFile &file);

/// All of a policy, the oldest first; none where the schema is older.
Result<QList<BookedFile>> files(Session &session, const QString &policy);
/// What they take on disk, all together.
Result<qint64> bytes(Session &session, const QString &policy);
/// Those that are whole and have rows of this range of age (as the server reads it; empty: without an end), the newest
/// first: where two have a row of one key, the newer file has the version that left last. Errors: the server's, where a
/// bound is none.
Result<QList<BookedFile>> filesOfRange(Session &session, const ArchiveSql &sql, const QString &from, const QString &to);

} // namespace filejournal

} // namespace parterre
