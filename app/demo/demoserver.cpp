// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoserver.h"

#include "pg/session.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace parterre {

namespace {

constexpr int kStartAttempts = 15;
constexpr int kRetryMs = 200;
constexpr int kLogLines = 12;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DemoServer)
};

Failure cancelled()
{
    return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
}

QString startHint(const DemoPlace &place)
{
    return Text::tr("If the log does not tell, \"parterrectl demo reset\" deletes %1 and the next start begins anew.")
        .arg(place.folder);
}

QString dataHint(const DemoPlace &place, const ServerAccount &account)
{
    const QString space = Text::tr("Look at the space left on the disk of %1.").arg(place.folder);
    if (account.isOwn())
        return space;
    return space % u' '
        % Text::tr("The server runs as \"%1\": every directory above must let that account pass.").arg(account.name);
}

QString readText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString lastLines(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(file.size() - 8192, 0));
    const QStringList lines = QString::fromUtf8(file.readAll()).trimmed().split(u'\n');
    return lines.mid(std::max<qsizetype>(lines.size() - kLogLines, 0)).join(u'\n');
}

/// For the settings file of the server.
QString quoteSetting(const QString &value)
{
    QString escaped = value;
    return u'\'' % escaped.replace(u'\'', QStringLiteral("''")) % u'\'';
}

/// For the shell that pg_ctl starts the server with.
QString quoteForShell(const QString &value)
{
    QString escaped = value;
    return u'\'' % escaped.replace(u'\'', QStringLiteral("'\\''")) % u'\'';
}

QString quoteForConninfo(const QString &value)
{
    QString escaped = value;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    return value.contains(u' ') || escaped != value ? QString(u'\'' % escaped % u'\'') : value;
}

/// Modest: the server shares the machine with everything else of its user.
QByteArray settingsText(const DemoPlace &place)
{
    const QStringList lines{
        QStringLiteral("listen_addresses = ''"),
        QStringLiteral("port = %1").arg(DemoPlace::kPort),
        QStringLiteral("unix_socket_directories = %1").arg(quoteSetting(place.socketDir())),
        QStringLiteral("unix_socket_permissions = 0700"),
        QStringLiteral("max_connections = 60"),
        QStringLiteral("shared_buffers = 256MB"),
        QStringLiteral("maintenance_work_mem = 256MB"),
        QStringLiteral("max_wal_size = 4GB"),
        QStringLiteral("checkpoint_timeout = 15min"),
        QStringLiteral("max_locks_per_transaction = 256"),
        QStringLiteral("timezone = 'UTC'"),
        QStringLiteral("log_timezone = 'UTC'"),
        QStringLiteral("log_line_prefix = '%m [%p] %u@%d/%a '"),
        QStringLiteral("log_lock_waits = on"),
        QStringLiteral("logging_collector = off"),
    };
    return lines.join(u'\n').toUtf8() + '\n';
}

/// Write a file with the rights of that account, so that no link in a directory of its own can lead root astray.
Result<> writeAs(const ServerAccount &account, const QString &directory, const QString &path, const QByteArray &text,
                 bool append)
{
    const QString script = append ? QStringLiteral("cat >> \"$1\"") : QStringLiteral("cat > \"$1\"");
    const CommandOutcome outcome =
        runAs(account, directory, {QStringLiteral("/bin/sh"), QStringLiteral("-c"), script, QStringLiteral("sh"), path},
              text);
    if (outcome.succeeded())
        return {};
    return failure(ErrorCode::Refused, Text::tr("cannot write %1").arg(path),
                   QString::fromUtf8(outcome.output).trimmed());
}

/// A directory of mode 0700 that belongs to the account.
Result<> makePrivateDir(const QString &path, const ServerAccount &account)
{
    const QByteArray name = QFile::encodeName(path);
    const uid_t uid = account.isOwn() ? ::geteuid() : account.uid;
    if (::mkdir(name.constData(), 0700) == 0 && !account.isOwn()) [[maybe_unused]]
        const int given = ::lchown(name.constData(), account.uid, account.gid);
    struct stat info {};
    if (::lstat(name.constData(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == uid) {
        ::chmod(name.constData(), 0700);
        return {};
    }
    return failure(ErrorCode::Refused,
                   Text::tr("%1 is not a directory of the account the demo server runs as").arg(path), {},
                   Text::tr("Move it away, or name another directory for the demo in PARTERRE_DEMO_DIR."));
}

} // namespace

DemoServer::DemoServer(DemoPlace place)
    : m_place(std::move(place))
{}

QString DemoServer::database()
{
    return QStringLiteral("parterre_demo");
}

ConnectionProfile DemoServer::profile(const QString &role, const QString &databaseName) const
{
    ConnectionProfile profile;
    profile.parameters = {{QStringLiteral("host"), m_place.socketDir()},
                          {QStringLiteral("port"), QString::number(DemoPlace::kPort)},
                          {QStringLiteral("dbname"), databaseName},
                          {QStringLiteral("user"), role}};
    return profile;
}

QString DemoServer::conninfo(const QString &role) const
{
    return QStringLiteral("host=%1 port=%2 dbname=%3 user=%4")
        .arg(quoteForConninfo(m_place.socketDir()))
        .arg(DemoPlace::kPort)
        .arg(database(), role);
}

int DemoServer::dataMajor() const
{
    return QFileInfo::exists(m_place.settingsPath()) ? readText(m_place.dataDir() % u"/PG_VERSION").trimmed().toInt()
                                                     : 0;
}

/// The pid file's process, if it is this server: a server works in its data directory, so a process that only took
/// over the number of a dead one is told apart.
qint64 DemoServer::runningPid() const
{
    const qint64 pid = readText(m_place.pidPath()).section(u'\n', 0, 0).toLongLong();
    if (pid <= 1)
        return 0;
    const QFileInfo workingDirectory(QStringLiteral("/proc/%1/cwd").arg(pid));
    if (!QFileInfo::exists(QStringLiteral("/proc/self/cwd")))
        return ::kill(static_cast<pid_t>(pid), 0) == 0 ? pid : 0;
    return workingDirectory.symLinkTarget() == QFileInfo(m_place.dataDir()).canonicalFilePath() ? pid : 0;
}

DemoStatus DemoServer::status() const
{
    DemoStatus status;
    status.folder = m_place.folder;
    status.major = dataMajor();
    status.pid = runningPid();
    if (status.pid > 0)
        status.state = DemoStatus::State::Running;
    else if (status.major > 0)
        status.state = DemoStatus::State::Stopped;
    return status;
}

Result<> DemoServer::makeFolder() const
{
    // Root keeps the folder itself, so that the server's account cannot exchange what is in it.
    const mode_t mode = ::geteuid() == 0 ? 0755 : 0700;
    const QByteArray name = QFile::encodeName(m_place.folder);
    QDir().mkpath(QFileInfo(m_place.folder).path());
    ::mkdir(name.constData(), mode);
    struct stat info {};
    if (::lstat(name.constData(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == ::geteuid()) {
        ::chmod(name.constData(), mode);
        return {};
    }
    return failure(ErrorCode::Refused, Text::tr("cannot make the demo's directory %1").arg(m_place.folder), {},
                   Text::tr("Make its parent writable, or name another directory in PARTERRE_DEMO_DIR."));
}

Result<> DemoServer::makeSocketDir(const ServerAccount &account) const
{
    return makePrivateDir(m_place.socketDir(), account);
}

Result<ServerPrograms> DemoServer::programs() const
{
    return ServerPrograms::find(dataMajor());
}

/// Root owns the folder and empties a directory in it with the rights of its owner only.
Result<> DemoServer::removeTree(const ServerAccount &account, const QString &path) const
{
    if (!QFileInfo::exists(path))
        return {};
    const CommandOutcome outcome = runAs(
        account, QStringLiteral("/"),
        {QStringLiteral("find"), path, QStringLiteral("-mindepth"), QStringLiteral("1"), QStringLiteral("-delete")});
    if (outcome.succeeded() && QDir().rmdir(path))
        return {};
    return failure(ErrorCode::Refused, Text::tr("cannot delete %1").arg(path),
                   QString::fromUtf8(outcome.output).trimmed());
}

Result<> DemoServer::writeSettings(const ServerAccount &account) const
{
    const QString data = m_place.unfinishedDataDir();
    PARTERRE_TRY(writeAs(account, data, data % u"/pg_hba.conf", "local all all trust\n", false));
    PARTERRE_TRY(writeAs(account, data, data % u"/postgresql.conf", "\ninclude 'parterre.conf'\n", true));
    return writeAs(account, data, data % u"/parterre.conf", settingsText(m_place), false);
}

Result<> DemoServer::makeData(const ServerAccount &account, const ServerPrograms &programs, const CancelToken &cancel,
                              ProgressSink &progress) const
{
    if (dataMajor() > 0)
        return {};
    progress.note(Text::tr("Making a private PostgreSQL %1 server in %2").arg(programs.major).arg(m_place.folder));
    const QString data = m_place.unfinishedDataDir();
    // What an interrupted set-up left; nobody else is in it while the lock is held.
    PARTERRE_TRY(removeTree(account, data));
    PARTERRE_TRY(removeTree(account, m_place.dataDir()));
    PARTERRE_TRY(makePrivateDir(data, account));
    const CommandOutcome made =
        runAs(account, data,
              {programs.path(QStringLiteral("initdb")), QStringLiteral("--pgdata=") + data,
               QStringLiteral("--username=postgres"), QStringLiteral("--auth=trust"), QStringLiteral("--encoding=UTF8"),
               QStringLiteral("--locale=C.UTF-8"), QStringLiteral("--no-sync")},
              {}, cancel);
    if (cancel.isCancelled())
        return cancelled();
    if (!made.succeeded()) {
        return failure(ErrorCode::Server, Text::tr("the data directory of the demo server could not be made"),
                       QString::fromUtf8(made.output).trimmed(), dataHint(m_place, account));
    }
    PARTERRE_TRY(writeSettings(account));
    if (QDir().rename(data, m_place.dataDir()))
        return {};
    return failure(ErrorCode::Refused, Text::tr("cannot rename %1").arg(data), {}, startHint(m_place));
}

/// A pid file or a socket's lock file whose number now belongs to another process of the same account makes a server
/// refuse to start.
void DemoServer::removeStaleLocks(const ServerAccount &account) const
{
    const QString socketLock = m_place.socketDir() % u"/.s.PGSQL." % QString::number(DemoPlace::kPort) % u".lock";
    runAs(account, QStringLiteral("/"),
          {QStringLiteral("rm"), QStringLiteral("-f"), QStringLiteral("--"), m_place.pidPath(), socketLock});
}

Result<> DemoServer::launch(const ServerAccount &account, const ServerPrograms &programs,
                            const CancelToken &cancel) const
{
    const QString options = QStringLiteral("-k ") % quoteForShell(m_place.socketDir());
    CommandOutcome outcome;
    for (int attempt = 0; attempt < kStartAttempts; ++attempt) {
        outcome = runAs(account, m_place.dataDir(),
                        {programs.path(QStringLiteral("pg_ctl")), QStringLiteral("start"), QStringLiteral("--wait"),
                         QStringLiteral("--silent"), QStringLiteral("--timeout=120"),
                         QStringLiteral("--pgdata=") + m_place.dataDir(), QStringLiteral("--log=") + m_place.logPath(),
                         QStringLiteral("--options=") + options},
                        {}, cancel);
        if (outcome.succeeded())
            return {};
        // The sessions of a server that was killed take a moment to notice it.
        if (cancel.isCancelled() || !lastLines(m_place.logPath()).contains(u"shared memory block"))
            break;
        ::poll(nullptr, 0, kRetryMs);
    }
    if (cancel.isCancelled())
        return cancelled();
    const QString log = lastLines(m_place.logPath());
    return failure(ErrorCode::Server, Text::tr("the demo server does not start"),
                   log.isEmpty() ? QString::fromUtf8(outcome.output).trimmed() : log, startHint(m_place));
}

Result<> DemoServer::makeRoles(const CancelToken &cancel) const
{
    SessionOptions options;
    options.applicationName = QStringLiteral("parterre demo");
    options.cancel = cancel;
    PARTERRE_ASSIGN(session, Session::open(profile(QStringLiteral("postgres"), QStringLiteral("postgres")), options));
    return makeDemoRoles(*session);
}

Result<> DemoServer::start(const CancelToken &cancel, ProgressSink &progress)
{
    PARTERRE_ASSIGN(account, ServerAccount::suitable());
    PARTERRE_TRY(makeFolder());
    PARTERRE_ASSIGN(lock, DemoLock::take(m_place));
    if (runningPid() == 0) {
        PARTERRE_ASSIGN(found, programs());
        PARTERRE_TRY(makeData(account, found, cancel, progress));
        PARTERRE_TRY(makeSocketDir(account));
        removeStaleLocks(account);
        PARTERRE_TRY(launch(account, found, cancel));
    }
    return makeRoles(cancel);
}

Result<> DemoServer::ensureSampleData(const CancelToken &cancel, ProgressSink &progress, const SampleSize &size)
{
    PARTERRE_ASSIGN(lock, DemoLock::take(m_place));
    return makeSampleDatabase(*this, cancel, progress, size);
}

Result<> DemoServer::stopRunning() const
{
    if (runningPid() == 0)
        return {};
    PARTERRE_ASSIGN(account, ServerAccount::suitable());
    PARTERRE_ASSIGN(found, programs());
    CommandOutcome outcome;
    for (const QString &mode : {QStringLiteral("fast"), QStringLiteral("immediate")}) {
        outcome = runAs(account, QStringLiteral("/"),
                        {found.path(QStringLiteral("pg_ctl")), QStringLiteral("stop"), QStringLiteral("--wait"),
                         QStringLiteral("--silent"), QStringLiteral("--timeout=60"), QStringLiteral("--mode=") + mode,
                         QStringLiteral("--pgdata=") + m_place.dataDir()});
        if (outcome.succeeded() || runningPid() == 0)
            return {};
    }
    return failure(ErrorCode::Server, Text::tr("the demo server does not stop"),
                   QString::fromUtf8(outcome.output).trimmed(),
                   Text::tr("Its process is %1; its log is %2.").arg(runningPid()).arg(m_place.logPath()));
}

Result<> DemoServer::stop()
{
    if (!QFileInfo::exists(m_place.folder))
        return {};
    PARTERRE_ASSIGN(lock, DemoLock::take(m_place));
    return stopRunning();
}

Result<> DemoServer::reset()
{
    if (!QFileInfo::exists(m_place.folder))
        return {};
    PARTERRE_ASSIGN(account, ServerAccount::suitable());
    PARTERRE_ASSIGN(lock, DemoLock::take(m_place));
    PARTERRE_TRY(stopRunning());
    for (const QString &path : {m_place.unfinishedDataDir(), m_place.dataDir(), m_place.socketDir()})
        PARTERRE_TRY(removeTree(account, path));
    return {};
}

} // namespace parterre
