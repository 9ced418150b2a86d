// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"
#include "archive/filefolder.h"
#include "archive/filejournal.h"
#include "archive/rowmover.h"

namespace parterre {

/// Moves the old rows of one leaf after the other into files, one a calendar month (UTC) of their age.
///
/// A month is exported from one snapshot, read back and compared before the file gets its name; then the rows that are
/// still what the file has leave the leaf, in batches. What was changed meanwhile stays, and goes into another file by
/// a later run. The books have each file before it is begun, so that a run that was ended anywhere is taken up by the
/// next one: before it exports anything, it ends the files that are whole.
///
/// An export holds ACCESS SHARE on the leaf; it is begun anew when somebody waits for a lock that this excludes.
class FileMover {
public:
    struct Moved : RowMover::Moved {
        QStringList remarks; ///< what is wrong with files of earlier runs
    };

    /// `runner` with a run that has begun; both outlive this.
    FileMover(ArchiveRunner &runner, const ArchivePlan &plan);

    /// Read the books; first of all.
    Result<> open();
    /// Make sure that the policy's folder is there and is the one that the earlier files went to. Errors: Refused.
    Result<> proveFolder();
    /// End what earlier runs have begun; of a policy whose archive is no files any more, too. What cannot be ended now
    /// is a remark: its rows that have not left are archived as any others. Errors: those of deleteBooked().
    Result<Moved> settle();
    /// Errors: those of exportRows() and deleteBooked(), Fenced.
    Result<Moved> move(const ArchiveLeaf &leaf);

    /// The statements of move().
    static Result<QList<ArchiveStatement>> describe(Session &session, const ArchivePlan &plan,
                                                    const QualifiedName &leaf);

private:
    /// A month of a leaf that has old rows.
    struct Month {
        QString name; ///< "2024-01"
        QString from; ///< of the age column, included
        QString to;   ///< not included
    };
    Result<QList<Month>> months(const ArchiveLeaf &leaf);
    Result<> moveMonth(const ArchiveLeaf &leaf, const Month &month, Moved &moved);
    Result<Manifest> write(const BookedFile &file);
    Result<> settleFile(const BookedFile &file, Moved &moved);
    Result<> settleWhole(BookedFile file, const Manifest &manifest, Moved &moved);
    Result<bool> isOurs(const BookedFile &file, const Manifest &manifest);
    Result<> proveMark() const;
    BookedFile bookingOf(const ArchiveLeaf &leaf, const Month &month) const;
    Result<> takeOut(const BookedFile &file, const Manifest &manifest, Moved &moved);
    QString freeName(const QString &wanted) const;
    bool isTaken(const QString &name) const;

    ArchiveRunner &m_runner;
    const ArchivePlan &m_plan;
    const ArchiveSettings &m_settings;
    QString m_folderId;
    QList<BookedFile> m_booked; ///< of the policy, with those of this run
};

} // namespace parterre
