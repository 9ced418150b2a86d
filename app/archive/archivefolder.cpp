// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

const QString kManifestEnding = u".manifest.json"_s;

QString rowsEnding(ArchiveFormat format)
{
    return format == ArchiveFormat::Csv ? u".csv.zst"_s : u".bin.zst"_s;
}

} // namespace

ArchivePaths ArchivePaths::in(const QString &folder, const QString &name, ArchiveFormat format)
{
    const QDir place(folder);
    const QString rows = place.filePath(name + rowsEnding(format));
    const QString manifest = place.filePath(name + kManifestEnding);
    return {rows, manifest, rows + u".part", manifest + u".part"};
}

QString manifestPathOf(const QString &path)
{
    if (path.endsWith(kManifestEnding))
        return path;
    for (const ArchiveFormat format : {ArchiveFormat::Csv, ArchiveFormat::Binary}) {
        if (const QString ending = rowsEnding(format); path.endsWith(ending))
            return path.chopped(ending.size()) + kManifestEnding;
    }
    return path + kManifestEnding;
}

Result<Manifest> readManifest(const QString &manifestPath)
{
    QFile file(manifestPath);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotFound, Text::tr("the manifest %1 cannot be read").arg(manifestPath),
                       file.errorString(), Text::tr("Without its manifest a file of rows cannot be trusted."));
    auto manifest = Manifest::fromJson(file.readAll());
    if (!manifest) {
        manifest.error().message = Text::tr("%1: %2").arg(manifestPath, manifest.error().message);
        return manifest;
    }
    const QString name = QFileInfo(manifestPath).fileName();
    if (const QString written = manifestPathOf(manifest->fileName); written != name) {
        return failure(ErrorCode::Mismatch, Text::tr("%1 is the manifest of another file").arg(manifestPath),
                       Text::tr("It was written as %1, for %2.").arg(written, manifest->fileName),
                       Text::tr("Where both were renamed, give them their names back."));
    }
    return manifest;
}

Result<QList<FolderEntry>> listArchiveFiles(const QString &folder)
{
    const QDir place(folder);
    if (!place.exists())
        return failure(ErrorCode::NotFound, Text::tr("there is no folder %1").arg(folder));
    // Of a file of rows without its manifest that is what there is to say.
    QStringList patterns{u'*' + kManifestEnding};
    for (const ArchiveFormat format : {ArchiveFormat::Csv, ArchiveFormat::Binary})
        patterns << u'*' + rowsEnding(format);
    QStringList paths;
    for (const QString &name : place.entryList(patterns, QDir::Files, QDir::Name)) {
        if (const QString path = manifestPathOf(place.filePath(name)); !paths.contains(path))
            paths << path;
    }
    QList<FolderEntry> entries;
    for (const QString &path : std::as_const(paths))
        entries << FolderEntry{path, readManifest(path)};
    return entries;
}

QString rowsPathOf(const QString &manifestPath, const Manifest &manifest)
{
    return QFileInfo(manifestPath).dir().filePath(manifest.fileName);
}

} // namespace parterre
