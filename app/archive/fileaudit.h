// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefile.h"
#include "archive/filejournal.h"
#include "base/canceltoken.h"
#include "base/progress.h"

#include <optional>

namespace parterre {

/// The manifest of a file in the books: its folder is the one that the file was written to, and the manifest is of that
/// very file. The file of rows is not read. Errors: NotFound (perhaps a disk is not mounted), those of readManifest()
/// and proveSame().
Result<Manifest> readBookedManifest(const BookedFile &file);

/// An archive file, and whether it is what its manifest says.
struct VerifiedPath {
    QString manifestPath;
    Result<VerifiedFile> file;
};

/// Verify files one after the other, whatever the others are; with a `session` by its server, too. Errors: Cancelled,
/// or the connection is lost.
Result<QList<VerifiedPath>> verifyFiles(const QStringList &manifestPaths, Session *session, const CancelToken &cancel,
                                        ProgressSink &sink);

/// A file that somebody relies on, and what is not right with it.
struct FileVerdict {
    BookedFile file;
    std::optional<Error> wrong;
};

/// Read each file of a policy that stands for rows, from its beginning to its end, and compare it with its manifest and
/// with the books. Changes nothing. Errors: those of the books; Cancelled.
Result<QList<FileVerdict>> auditFiles(Session &session, const QString &policy, const CancelToken &cancel,
                                      ProgressSink &sink);

} // namespace parterre
