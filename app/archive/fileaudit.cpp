// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/fileaudit.h"

#include "archive/filefolder.h"

#include <QCoreApplication>

#include <numeric>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FileAudit)
};

Result<> verifyBooked(const BookedFile &file, const CancelToken &cancel)
{
    PARTERRE_TRY(readBookedManifest(file));
    PARTERRE_TRY(verifyArchiveFile(file.manifestPath(), cancel));
    return {};
}

} // namespace

Result<QList<VerifiedPath>> verifyFiles(const QStringList &manifestPaths, Session *session, const CancelToken &cancel,
                                        ProgressSink &sink)
{
    Progress progress;
    progress.step = Text::tr("Verifying");
    progress.unit = Text::tr("files");
    progress.total = manifestPaths.size();
    QList<VerifiedPath> verified;
    for (const QString &path : manifestPaths) {
        sink.report(progress);
        auto file = verifyArchiveFile(path, cancel);
        if (const auto read = file && session ? verifyOnServer(*session, *file, sink) : Result<bool>(true); !read)
            file = Failure(read.error());
        if (!file && (file.error().isCancelled() || file.error().connectionLost))
            return Failure(file.error());
        verified << VerifiedPath{path, file};
        ++progress.done;
    }
    sink.report(progress);
    return verified;
}

Result<Manifest> readBookedManifest(const BookedFile &file)
{
    if (folderId(file.folder) != file.folderId)
        return failure(ErrorCode::NotFound, Text::tr("file %1 is not reachable").arg(file.name),
                       Text::tr("%1 is not the folder that it was written to by machine %2: perhaps a disk is not "
                                "mounted.")
                           .arg(file.folder, file.host));
    PARTERRE_ASSIGN(manifest, readManifest(file.manifestPath()));
    PARTERRE_TRY(proveSame(manifest, file.sha256));
    return manifest;
}

Result<QList<FileVerdict>> auditFiles(Session &session, const QString &policy, const CancelToken &cancel,
                                      ProgressSink &sink)
{
    PARTERRE_ASSIGN(files, filejournal::files(session, policy));
    files.removeIf([](const BookedFile &file) { return file.isWriting() || (file.isDone() && file.held == 0); });
    Progress progress;
    progress.step = Text::tr("Verifying");
    progress.unit = Text::tr("files");
    progress.total = files.size();
    progress.bytesTotal = std::accumulate(files.cbegin(), files.cend(), qint64{0},
                                          [](qint64 sum, const BookedFile &file) { return sum + file.bytes; });
    QList<FileVerdict> verdicts;
    for (const BookedFile &file : std::as_const(files)) {
        progress.message = file.name;
        sink.report(progress);
        const auto verified = verifyBooked(file, cancel);
        if (!verified && verified.error().isCancelled())
            return Failure(verified.error());
        verdicts << FileVerdict{file, verified ? std::nullopt : std::optional(verified.error())};
        ++progress.done;
        progress.bytesDone += file.bytes;
    }
    sink.report(progress);
    return verdicts;
}

} // namespace parterre
