// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivejournal.h"
#include "archive/filedelete.h"
#include "archive/fileimport.h"
#include "archive/filejournal.h"
#include "archive/restorer.h"

namespace parterre {

/// Brings rows of a policy's files back into its table, file by file, each in a transaction of its own: those that a
/// file stands for, see sql/schema/create_archive_file.sql. The files stay, and stand for them no longer.
class FileRestore {
public:
    FileRestore(ArchiveRunner &runner, const ArchivePlan &plan)
        : m_runner(runner)
        , m_plan(plan)
    {}

    /// Its rows are all that the files hold; which of them are wanted, and live already, only reading them tells.
    Result<RestorePreview> preview(const RestoreRequest &request);
    /// Each file's manifest is read, and the condition asked of its columns, before the first row goes back. Errors:
    /// Usage, NotFound (no file, or not on this machine), those of importRows(); what the files before brought stays
    /// then.
    Result<RestoreReport> restore(const RestoreRequest &request);
    /// The rows of a restore leave the table again, in batches, each where it is as it came, and the files stand for
    /// them as before; rows that somebody changed since stay. What was ended in the middle, or what files that could
    /// not be read or locks of others kept, another call does. Errors: Refused (nothing is left to undo), those of
    /// deleteBooked(); NotFound or Mismatch where no file could be read.
    Result<RestoreReport> undo(const ArchiveRun &restored);

private:
    struct Source {
        BookedFile file;
        Manifest manifest;
    };
    Result<QString> condition(const RestoreRequest &request) const;
    Result<QList<Source>> sources(const RestoreRequest &request);
    ImportRequest requestFor(const Source &source, const QString &where) const;
    Result<> proveCondition(const QList<Source> &sources, const QString &where);
    Result<ImportReport> restoreFile(const Source &source, const QString &where);
    /// What an undo did.
    struct Undone {
        RestoreReport report;
        qint64 held = 0;     ///< rows that are as they came, and stay
        QList<Error> unread; ///< of files, whose rows stay
        bool isWhole() const { return held == 0 && unread.isEmpty(); }
    };
    Result<Undone> undoFiles(const QList<BookedFile> &files, const QString &runId);
    void tell(const Undone &undone, qint64 forgotten);
    Result<DeleteReport> undoFile(const BookedFile &file, const QString &runId, RestoreReport &report);
    Result<> count(qint64 rows, qint64 bytes);
    void add(const Source &source, const ImportReport &imported, RestoreReport &report);

    ArchiveRunner &m_runner;
    const ArchivePlan &m_plan;
};

} // namespace parterre
