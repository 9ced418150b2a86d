// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivereader.h"

#include "base/units.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <zstd.h>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

QString hex(const QCryptographicHash &hash)
{
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

ArchiveReader::ArchiveReader(const QString &path, const Manifest &manifest)
    : m_manifest(manifest)
    , m_file(path)
    , m_context(ZSTD_createDCtx(), &ZSTD_freeDCtx)
{}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(const QString &path, const Manifest &manifest)
{
    std::unique_ptr<ArchiveReader> reader(new ArchiveReader(path, manifest));
    QFile &file = reader->m_file;
    if (!file.exists())
        return failure(ErrorCode::NotFound, Text::tr("the archive file %1 is missing").arg(path),
                       Text::tr("Its manifest is there."));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::Refused, Text::tr("the archive file %1 cannot be read").arg(path),
                       file.errorString());
    // What the disk holds is to be read, not what was written into the cache a moment ago.
    ::posix_fadvise(file.handle(), 0, 0, POSIX_FADV_DONTNEED);
    const qint64 length = file.size();
    if (length == manifest.file.bytes)
        return reader;
    const QString found =
        Text::tr("It has %1 bytes, the manifest says %2.").arg(formatCount(length), formatCount(manifest.file.bytes));
    return failure(ErrorCode::Mismatch,
                   length < manifest.file.bytes ? Text::tr("the archive file %1 is truncated").arg(path)
                                                : Text::tr("the archive file %1 is longer than it was").arg(path),
                   found);
}

Failure ArchiveReader::damaged(const QString &detail) const
{
    return failure(ErrorCode::Mismatch, Text::tr("the archive file %1 is damaged").arg(m_file.fileName()), detail,
                   Text::tr("Use another copy of the file. Nothing was changed."));
}

Result<> ArchiveReader::fill()
{
    m_input = m_file.read(static_cast<qint64>(ZSTD_DStreamInSize()));
    m_inputUsed = 0;
    if (m_input.isEmpty() && m_file.error() != QFileDevice::NoError)
        return failure(ErrorCode::Refused, Text::tr("the archive file %1 cannot be read").arg(m_file.fileName()),
                       m_file.errorString());
    m_fileHash.addData(m_input);
    return {};
}

Result<QByteArray> ArchiveReader::next()
{
    QByteArray content(static_cast<qsizetype>(ZSTD_DStreamOutSize()), Qt::Uninitialized);
    ZSTD_outBuffer output{content.data(), static_cast<size_t>(content.size()), 0};
    while (output.pos == 0) {
        if (m_inputUsed == static_cast<size_t>(m_input.size())) {
            PARTERRE_TRY(fill());
            if (m_input.isEmpty()) {
                PARTERRE_TRY(compare());
                return QByteArray();
            }
        }
        ZSTD_inBuffer input{m_input.constData(), static_cast<size_t>(m_input.size()), m_inputUsed};
        const size_t outcome = ZSTD_decompressStream(m_context.get(), &output, &input);
        if (ZSTD_isError(outcome)) {
            return damaged(Text::tr("Near byte %1 it cannot be decompressed: %2.")
                               .arg(formatCount(m_file.pos()), QString::fromLatin1(ZSTD_getErrorName(outcome))));
        }
        m_inputUsed = input.pos;
        m_frameOpen = outcome != 0;
    }
    content.truncate(static_cast<qsizetype>(output.pos));
    m_contentBytes += content.size();
    m_contentHash.addData(content);
    return content;
}

Result<> ArchiveReader::compare() const
{
    if (const QString sum = hex(m_fileHash); sum != m_manifest.file.sha256)
        return damaged(Text::tr("Its SHA-256 is %1, the manifest says %2.").arg(sum, m_manifest.file.sha256));
    if (m_frameOpen)
        return damaged(Text::tr("Its compressed content ends in the middle."));
    if (const ByteDigest found{m_contentBytes, hex(m_contentHash)}; found != m_manifest.content) {
        return damaged(Text::tr("Its content has %1 bytes and the SHA-256 %2, the manifest says %3 and %4.")
                           .arg(formatCount(found.bytes), found.sha256, formatCount(m_manifest.content.bytes),
                                m_manifest.content.sha256));
    }
    return {};
}

Result<> readThrough(const QString &path, const Manifest &manifest, const CancelToken &cancel)
{
    PARTERRE_ASSIGN(reader, ArchiveReader::open(path, manifest));
    while (true) {
        if (cancel.isCancelled())
            return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
        PARTERRE_ASSIGN(content, reader->next());
        if (content.isEmpty())
            return {};
    }
}

} // namespace parterre
