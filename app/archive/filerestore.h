// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    /// Each file's manifest is read before the first row goes back. Errors: Usage, NotFound (no file, or not on this
    /// machine), those of importRows(); what the files before brought stays then.
    Result<RestoreReport> restore(const RestoreRequest &request);
    /// The rows of a restore leave the table again, in batches, each where it is as it came, and the files stand for
    /// them as before; rows that somebody changed since stay. Ended in the middle it can be done once more. Errors:
    /// Refused (none of its rows can be told from others), NotFound, those of deleteBooked().
    Result<RestoreReport> undo(const QString &runId);

private:
    Result<QString> condition(const RestoreRequest &request) const;
    Result<QList<BookedFile>> files(const RestoreRequest &request);
    ImportRequest requestFor(const BookedFile &file, const QString &where) const;
    Result<ImportReport> restoreFile(const BookedFile &file, const QString &where);
    Result<DeleteReport> undoFile(const BookedFile &file, const QString &runId, RestoreReport &report);
    Result<> count(const BookedFile &file, qint64 rows, RestoreReport &report);

    ArchiveRunner &m_runner;
    const ArchivePlan &m_plan;
};

} // namespace parterre
