// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/manifest.h"
#include "base/canceltoken.h"

#include <QCryptographicHash>
#include <QFile>

#include <memory>

struct ZSTD_DCtx_s;

namespace parterre {

/// Reads a file of rows from its beginning, decompressed, and takes the digests of both on the way. Never more than a
/// few hundred kB are in memory.
class ArchiveReader {
public:
    /// Errors: NotFound; Mismatch where the file's length is not the manifest's.
    static Result<std::unique_ptr<ArchiveReader>> open(const QString &path, const Manifest &manifest);

    /// Some of the content, empty at its end, where all digests have been compared with the manifest's. Errors:
    /// Mismatch, which says what is wrong; Refused where the file cannot be read.
    Result<QByteArray> next();

private:
    ArchiveReader(const QString &path, const Manifest &manifest);
    Result<> fill();
    Result<> compare() const;
    Failure damaged(const QString &detail) const;

    const Manifest m_manifest;
    QFile m_file;
    std::unique_ptr<ZSTD_DCtx_s, size_t (*)(ZSTD_DCtx_s *)> m_context;
    QByteArray m_input;
    size_t m_inputUsed = 0;
    bool m_frameOpen = true; ///< zstd expects more
    qint64 m_contentBytes = 0;
    QCryptographicHash m_fileHash{QCryptographicHash::Sha256};
    QCryptographicHash m_contentHash{QCryptographicHash::Sha256};
};

/// Read the whole file and throw its content away: an error says what of it is not as the manifest says. Errors: those
/// of ArchiveReader; Cancelled.
Result<> readThrough(const QString &path, const Manifest &manifest, const CancelToken &cancel);

} // namespace parterre
