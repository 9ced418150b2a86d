// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefolder.h"

#include <QCryptographicHash>

#include <memory>

struct ZSTD_CCtx_s;

namespace parterre {

/// Take away what an export that was killed has left; what of it bears its last name already is complete only with its
/// manifest. Errors: Refused beside an export that runs.
Result<> removeLeftovers(const ArchivePaths &paths);

/// Writes one archive file: the rows into a file with another name, compressed, and when somebody has proved them,
/// both names at once. Until then nothing of it can be taken for an archive file; whatever ends the writer before that
/// takes its files away.
///
/// The file that is written is locked (flock), so that one left by a killed program is told from one of a running
/// export: create() removes the former, and refuses beside the latter.
class ArchiveWriter {
public:
    /// Errors: Refused where one of both files is there already, another export writes it, or the folder takes no file.
    static Result<std::unique_ptr<ArchiveWriter>> create(const ArchivePaths &paths, int level);
    ~ArchiveWriter();
    ArchiveWriter(const ArchiveWriter &) = delete;
    ArchiveWriter &operator=(const ArchiveWriter &) = delete;

    /// Errors: Refused, when the disk is full for instance.
    Result<> write(QByteArrayView content);
    /// End the compressed stream and wait until the disk has it; after this the digests are known.
    Result<> finish();
    ByteDigest file() const;
    ByteDigest content() const;

    /// Give both files their names, the manifest's last, without replacing any; then they stay. Errors: Refused; then
    /// neither is there.
    Result<> publish(const Manifest &manifest);

private:
    ArchiveWriter(const ArchivePaths &paths, int fd, int level);
    Result<> compress(QByteArrayView content, bool end);
    Result<> writeManifest(const Manifest &manifest);
    Result<> giveNames();

    const ArchivePaths m_paths;
    const int m_fd;
    std::unique_ptr<ZSTD_CCtx_s, size_t (*)(ZSTD_CCtx_s *)> m_context;
    QByteArray m_output;
    qint64 m_fileBytes = 0;
    qint64 m_contentBytes = 0;
    QCryptographicHash m_fileHash{QCryptographicHash::Sha256};
    QCryptographicHash m_contentHash{QCryptographicHash::Sha256};
};

} // namespace parterre
