// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoplace.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>

#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <sys/file.h>
#include <unistd.h>

namespace parterre {

namespace {

constexpr qsizetype kMaxSocketPath = 107;
constexpr int kLockPatienceMs = 180'000;
constexpr int kLockPollMs = 50;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DemoServer)
};

QString dataHome()
{
    const QString chosen = qEnvironmentVariable("XDG_DATA_HOME");
    // The XDG base directory specification has relative paths ignored.
    return QDir::isAbsolutePath(chosen) ? chosen : QString(QDir::homePath() % u"/.local/share");
}

QString socketPath(const QString &directory)
{
    return directory % u"/.s.PGSQL." % QString::number(DemoPlace::kPort);
}

} // namespace

Result<ServerAccount> ServerAccount::suitable()
{
    if (::geteuid() != 0)
        return ServerAccount{};
    const QString name = QStringLiteral("postgres");
    if (const passwd *entry = ::getpwnam("postgres"))
        return ServerAccount{name, entry->pw_uid, entry->pw_gid};
    return failure(
        ErrorCode::Refused, Text::tr("the demo server cannot run as root, and there is no account \"%1\"").arg(name),
        Text::tr("PostgreSQL refuses to run with the rights of root."),
        Text::tr("Install the package postgresql, which makes that account, or run this as an ordinary user."));
}

DemoPlace DemoPlace::standard()
{
    const QString chosen = qEnvironmentVariable("PARTERRE_DEMO_DIR");
    if (!chosen.isEmpty())
        return {QDir::cleanPath(QDir::current().absoluteFilePath(chosen))};
    if (::geteuid() == 0)
        return {QStringLiteral("/var/lib/parterre/demo")};
    return {QDir::cleanPath(dataHome() % u"/parterre/demo")};
}

QString DemoPlace::dataDir() const
{
    return folder % u"/data";
}

QString DemoPlace::unfinishedDataDir() const
{
    return folder % u"/data.unfinished";
}

QString DemoPlace::lockPath() const
{
    return folder % u"/lock";
}

QString DemoPlace::logPath() const
{
    return dataDir() % u"/server.log";
}

QString DemoPlace::settingsPath() const
{
    return dataDir() % u"/parterre.conf";
}

QString DemoPlace::pidPath() const
{
    return dataDir() % u"/postmaster.pid";
}

QString DemoPlace::socketDir() const
{
    const QString own = folder % u"/socket";
    if (QFile::encodeName(socketPath(own)).size() <= kMaxSocketPath)
        return own;
    const QByteArray hash = QCryptographicHash::hash(QFile::encodeName(folder), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("/tmp/parterre-demo-%1-%2").arg(::geteuid()).arg(QString::fromLatin1(hash.left(12)));
}

Result<DemoLock> DemoLock::take(const DemoPlace &place)
{
    const QByteArray path = QFile::encodeName(place.lockPath());
    const int fd = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return failure(ErrorCode::Refused, Text::tr("cannot write to %1").arg(place.lockPath()), qt_error_string(errno),
                       Text::tr("Make the directory writable, or name another one in PARTERRE_DEMO_DIR."));
    }
    DemoLock lock(fd);
    const QDeadlineTimer deadline(kLockPatienceMs);
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (deadline.hasExpired()) {
            return failure(ErrorCode::Refused,
                           Text::tr("another process has been setting the demo server up for minutes"), {},
                           Text::tr("Wait for it or end it: it is the one that has %1 open.").arg(place.lockPath()));
        }
        ::poll(nullptr, 0, kLockPollMs);
    }
    return lock;
}

DemoLock::DemoLock(DemoLock &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
{}

DemoLock::~DemoLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace parterre
