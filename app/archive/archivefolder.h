// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/manifest.h"

namespace parterre {

/// The files that make one archive file, all in one folder.
struct ArchivePaths {
    QString rows;     ///< NAME.csv.zst or NAME.bin.zst
    QString manifest; ///< NAME.manifest.json
    QString rowsPart; ///< what they are called while they are written
    QString manifestPart;

    static ArchivePaths in(const QString &folder, const QString &name, ArchiveFormat format);
};

/// The manifest's path for what a person names: the manifest, the file of rows beside it, or both without their
/// endings.
QString manifestPathOf(const QString &path);

/// Read the manifest at this path. Errors: NotFound; those of Manifest::fromJson(); Mismatch where the manifest is of a
/// file of another name than its own.
Result<Manifest> readManifest(const QString &manifestPath);

/// The file of rows that belongs to a manifest.
QString rowsPathOf(const QString &manifestPath, const Manifest &manifest);

/// An archive file of a folder, by its manifest.
struct FolderEntry {
    QString manifestPath;
    Result<Manifest> manifest;
};

/// All of a folder, by name; those whose manifest cannot be trusted too, with the reason. Errors: NotFound.
Result<QList<FolderEntry>> listArchiveFiles(const QString &folder);

} // namespace parterre
