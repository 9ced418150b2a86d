// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefolder.h"
#include "archive/archivesql.h"

namespace parterre {

class Session;
struct Statement;

/// A file that a run of a policy has begun.
struct BookedFile {
    qint64 id = 0;
    QString runId;
    qint64 leafOid = 0;
    QualifiedName leaf; ///< its rows are of this relation
    QString ageColumn;
    QString condition; ///< on its rows
    QString host;      ///< of the run, for people
    QString folder;
    QString folderId; ///< see FileFolder
    QString name;     ///< without endings
    QString state;    ///< writing, proved or done; see sql/schema/create_archive_file.sql
    qint64 rows = 0;
    qint64 bytes = 0; ///< on disk
    QString leastAge;
    QString greatestAge;
    QString sha256;    ///< of the file of rows
    qint64 looked = 0; ///< number of the last row that may have left
    qint64 left = 0;   ///< rows that have left
    qint64 held = 0;   ///< rows that it stands for: they have left, and have not come back
    QString writtenAt;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("state", state);
        a("partition", leaf);
        a("ageColumn", ageColumn);
        a("least", leastAge);
        a("greatest", greatestAge);
        a("rows", rows);
        a("left", left);
        a("held", held);
        a("bytes", bytes);
        a("sha256", sha256);
        a("folder", folder);
        a("machine", host);
        a("run", runId);
        a("writtenAt", writtenAt);
    }

    bool isWriting() const { return state == u"writing"; }
    bool isDone() const { return state == u"done"; }
    /// The manifest's path, on whatever machine has the folder.
    QString manifestPath() const;
};

/// The books of the files of policies, in schema parterre. Functions of a session that works as the table's owner, or
/// as the owner of the schema.
namespace filejournal {

constexpr int kSinceVersion = 5; ///< of schema parterre

/// Write down that a file is about to be written; its `id` is set by this.
Result<> begin(Session &session, const ArchivePolicy &policy, BookedFile &file);
/// It is whole, and what it holds. Its rows are in the table still.
Result<> prove(Session &session, const BookedFile &file, const Manifest &manifest);
/// So many of its rows leave the table, in the transaction in which they do; up to row `looked` they were looked at.
Result<> countLeft(Session &session, qint64 file, qint64 rows, qint64 looked);
/// All of its rows that are to leave have left.
Result<> end(Session &session, const BookedFile &file);
/// It was never published.
Statement forgetStatement(const BookedFile &file);
Result<> forget(Session &session, const BookedFile &file);
/// Keep no list of the rows of files of a policy that have all come back: no undo takes them out again then, and the
/// details of its restore say of how many (kForgotten).
inline const QString kForgotten = QStringLiteral("forgotten");
Result<> forgetReturned(Session &session, const QString &policy);

/// Files of the policy's table from when it had another name are the policy's from now on, and those of its folder are
/// where that is now: it is known by its id.
QList<Statement> adoptStatements(const ArchivePolicy &policy);

/// All of a policy, the oldest first; none where the schema is older.
Result<QList<BookedFile>> files(Session &session, const QString &policy);
/// All of a policy together.
struct Sums {
    qint64 held = 0;  ///< rows that they stand for
    qint64 bytes = 0; ///< on disk
};
Result<Sums> sums(Session &session, const QString &policy);
/// Those of which rows have left, and that may have some of this range of age (as the server reads it; empty: without
/// an end), the newest first. Errors: the server's, where a bound is none.
Result<QList<BookedFile>> filesOfRange(Session &session, const ArchiveSql &sql, const QString &from, const QString &to);
/// Those whose rows the restore with this id has brought back, as far as its undo can tell them from others still.
Result<QList<BookedFile>> filesReturnedBy(Session &session, const QString &policy, const QString &runId);

} // namespace filejournal

} // namespace parterre
