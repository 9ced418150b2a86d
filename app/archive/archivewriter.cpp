// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivewriter.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

/// A descriptor that is closed with its owner.
class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

QByteArray onDisk(const QString &path)
{
    return QFile::encodeName(path);
}

Failure systemFailure(const QString &message, int number = errno)
{
    return failure(ErrorCode::Refused, message, qt_error_string(number));
}

Failure writeFailure(const QString &path, int number = errno)
{
    return systemFailure(Text::tr("%1 cannot be written").arg(path), number);
}

Failure alreadyThere(const QString &path)
{
    return failure(ErrorCode::Refused, Text::tr("%1 is there already").arg(path),
                   Text::tr("An archive file is never overwritten."), Text::tr("Choose another name with --name."));
}

Failure beingWritten(const ArchivePaths &paths)
{
    return failure(ErrorCode::Refused, Text::tr("another export writes %1 now").arg(paths.rows),
                   Text::tr("%1 is locked.").arg(paths.rowsPart));
}

int create(const QString &path)
{
    return ::open(onDisk(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
}

Result<> writeAll(int fd, QByteArrayView bytes, const QString &path)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno != EINTR)
            return writeFailure(path);
        if (written > 0)
            bytes = bytes.sliced(written);
    }
    return {};
}

bool isFileAt(int fd, const QString &path)
{
    struct stat opened;
    struct stat named;
    return ::fstat(fd, &opened) == 0 && ::stat(onDisk(path).constData(), &named) == 0 && opened.st_dev == named.st_dev
        && opened.st_ino == named.st_ino;
}

void removeFile(const QString &path)
{
    ::unlink(onDisk(path).constData());
}

} // namespace

Result<> removeLeftovers(const ArchivePaths &paths)
{
    const Descriptor part(::open(onDisk(paths.rowsPart).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    if (!part.isOpen())
        return {};
    // Unlocked, but not the file of that name any more: its export has just ended, and another has begun.
    if (::flock(part.number(), LOCK_EX | LOCK_NB) != 0 || !isFileAt(part.number(), paths.rowsPart))
        return beingWritten(paths);
    if (!QFileInfo::exists(paths.manifest) && isFileAt(part.number(), paths.rows))
        removeFile(paths.rows);
    removeFile(paths.manifestPart);
    removeFile(paths.rowsPart);
    return {};
}

namespace {

/// Give a file another name, where none has it. On file systems without hard links, as those of object stores (which
/// say so with any error, EIO among them), the name is taken first by an empty file.
Result<> giveName(const QString &part, const QString &path)
{
    if (::link(onDisk(part).constData(), onDisk(path).constData()) == 0)
        return {};
    if (errno == EEXIST)
        return alreadyThere(path);
    if (const Descriptor taken(create(path)); !taken.isOpen())
        return errno == EEXIST ? alreadyThere(path) : writeFailure(path);
    if (::rename(onDisk(part).constData(), onDisk(path).constData()) == 0)
        return {};
    const Failure failed = writeFailure(path);
    removeFile(path);
    return failed;
}

Result<> flushFolder(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    const Descriptor opened(::open(onDisk(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // EINVAL: the file system has no such thing.
    if (!opened.isOpen() || (::fsync(opened.number()) != 0 && errno != EINVAL))
        return writeFailure(folder);
    return {};
}

QString hex(const QCryptographicHash &hash)
{
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

Result<std::unique_ptr<ArchiveWriter>> ArchiveWriter::create(const ArchivePaths &paths, int level)
{
    PARTERRE_TRY(removeLeftovers(paths));
    for (const QString &path : {paths.rows, paths.manifest}) {
        if (QFileInfo::exists(path) || QFileInfo(path).isSymLink())
            return alreadyThere(path);
    }
    const int fd = parterre::create(paths.rowsPart);
    if (fd < 0)
        return writeFailure(paths.rowsPart);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) { // somebody took it for a leftover, and takes it away
        ::close(fd);
        return beingWritten(paths);
    }
    return std::unique_ptr<ArchiveWriter>(new ArchiveWriter(paths, fd, level));
}

ArchiveWriter::ArchiveWriter(const ArchivePaths &paths, int fd, int level)
    : m_paths(paths)
    , m_fd(fd)
    , m_context(ZSTD_createCCtx(), &ZSTD_freeCCtx)
    , m_output(static_cast<qsizetype>(ZSTD_CStreamOutSize()), Qt::Uninitialized)
{
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1);
}

ArchiveWriter::~ArchiveWriter()
{
    removeFile(m_paths.manifestPart);
    removeFile(m_paths.rowsPart);
    ::close(m_fd); // and with it the lock
}

Result<> ArchiveWriter::compress(QByteArrayView content, bool end)
{
    ZSTD_inBuffer input{content.data(), static_cast<size_t>(content.size()), 0};
    const ZSTD_EndDirective directive = end ? ZSTD_e_end : ZSTD_e_continue;
    size_t left = 0;
    do {
        ZSTD_outBuffer output{m_output.data(), static_cast<size_t>(m_output.size()), 0};
        left = ZSTD_compressStream2(m_context.get(), &output, &input, directive);
        if (ZSTD_isError(left))
            return failure(ErrorCode::Internal, Text::tr("%1 cannot be compressed").arg(m_paths.rows),
                           QString::fromLatin1(ZSTD_getErrorName(left)));
        const QByteArrayView bytes(m_output.constData(), static_cast<qsizetype>(output.pos));
        PARTERRE_TRY(writeAll(m_fd, bytes, m_paths.rowsPart));
        m_fileHash.addData(bytes);
        m_fileBytes += bytes.size();
    } while (input.pos < input.size || (end && left != 0));
    return {};
}

Result<> ArchiveWriter::write(QByteArrayView content)
{
    m_contentHash.addData(content);
    m_contentBytes += content.size();
    return compress(content, false);
}

Result<> ArchiveWriter::finish()
{
    PARTERRE_TRY(compress({}, true));
    return ::fsync(m_fd) == 0 ? Result<>() : writeFailure(m_paths.rowsPart);
}

ByteDigest ArchiveWriter::file() const
{
    return {m_fileBytes, hex(m_fileHash)};
}

ByteDigest ArchiveWriter::content() const
{
    return {m_contentBytes, hex(m_contentHash)};
}

Result<> ArchiveWriter::writeManifest(const Manifest &manifest)
{
    const Descriptor part(parterre::create(m_paths.manifestPart));
    if (!part.isOpen())
        return writeFailure(m_paths.manifestPart);
    PARTERRE_TRY(writeAll(part.number(), manifest.toJson(), m_paths.manifestPart));
    return ::fsync(part.number()) == 0 ? Result<>() : writeFailure(m_paths.manifestPart);
}

Result<> ArchiveWriter::giveNames()
{
    PARTERRE_TRY(giveName(m_paths.rowsPart, m_paths.rows));
    // Until the manifest is there the file of rows has both names: that tells removeLeftovers() what a kill has left.
    Result<> named = flushFolder(m_paths.rows);
    if (named)
        named = giveName(m_paths.manifestPart, m_paths.manifest);
    if (!named)
        removeFile(m_paths.rows);
    return named;
}

Result<> ArchiveWriter::publish(const Manifest &manifest)
{
    PARTERRE_TRY(writeManifest(manifest));
    PARTERRE_TRY(giveNames());
    const Result<> flushed = flushFolder(m_paths.rows);
    if (!flushed) {
        removeFile(m_paths.manifest);
        removeFile(m_paths.rows);
    }
    return flushed;
}

} // namespace parterre
