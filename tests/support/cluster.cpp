// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster.h"

#include "support/deadline.h"
#include "support/fail.h"
#include "support/spawn.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QVersionNumber>

#include <libpq-fe.h>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace parterre::test {

namespace {

constexpr auto kStartTimeout = 60s;

/// A TCP port that is free now; it also names the socket file, so two clusters never share one.
quint16 freePort()
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    const bool known = ::bind(fd, generic, size) == 0 && ::getsockname(fd, generic, &size) == 0;
    ::close(fd);
    return known ? ntohs(address.sin_port) : 54320;
}

QString makeFolder()
{
    QByteArray name = (QDir::tempPath() + QLatin1String("/parterre-test-XXXXXX")).toUtf8();
    return ::mkdtemp(name.data()) ? QString::fromUtf8(name) : QString();
}

bool keepsFolders()
{
    return qEnvironmentVariableIsSet("PARTERRE_TEST_KEEP");
}

void removeTree(const QString &path)
{
    // Not QDir::removeRecursively: the folder belongs to somebody else when the test runs as root.
    runCommand({QStringLiteral("rm"), QStringLiteral("-rf"), QStringLiteral("--"), path}, 60s);
}

/// A folder in /var/tmp that is ours and nobody else can write to; empty if somebody squats on the name.
QString templateRoot()
{
    const QString path = QStringLiteral("/var/tmp/parterre-test-templates-%1").arg(::geteuid());
    ::mkdir(path.toUtf8().constData(), 0711);
    struct stat info {};
    const bool ours = ::lstat(path.toUtf8().constData(), &info) == 0 && S_ISDIR(info.st_mode)
        && info.st_uid == ::geteuid() && (info.st_mode & 022) == 0;
    return ours ? path : QString();
}

/// Names the server build: another minor version or another build gets a template of its own.
QString templateName(const QString &binDir)
{
    const QString postgres = QFileInfo(binDir + QLatin1String("/postgres")).canonicalFilePath();
    const QByteArray version = runCommand({postgres, QStringLiteral("--version")}, 30s).output.trimmed();
    const QByteArray build = postgres.toUtf8() + version + serverUser().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(build, QCryptographicHash::Sha1);
    return QLatin1String("v1-") + QString::fromLatin1(hash.toHex().left(16));
}

bool runInitdb(const QString &binDir, const QString &dataDir, QString *problem)
{
    const QString initdb = binDir + QLatin1String("/initdb");
    QStringList command{initdb,
                        QStringLiteral("-D"),
                        dataDir,
                        QStringLiteral("-U"),
                        QStringLiteral("postgres"),
                        QStringLiteral("--auth=trust"),
                        QStringLiteral("--no-sync"),
                        QStringLiteral("--encoding=UTF8"),
                        QStringLiteral("--locale=C")};
    // The default of 18, which pg_upgrade refuses for a server that has none.
    static const QString kNoChecksums = QStringLiteral("--no-data-checksums");
    if (runCommand({initdb, QStringLiteral("--help")}, 10s).output.contains(kNoChecksums.toUtf8()))
        command << kNoChecksums;
    const auto made = runCommand(asServerUser(command), 120s);
    if (made.exitCode != 0)
        *problem = QStringLiteral("initdb of %1 failed: ").arg(binDir) + QString::fromUtf8(made.output);
    return made.exitCode == 0;
}

/// The initialised data folder to copy from, made by the first test that needs it. Two tests may race: each makes its
/// own beside it and renames; the second rename fails on the folder of the first and its copy is thrown away.
QString ensureTemplate(const QString &binDir, QString *problem)
{
    const QString root = templateRoot();
    if (root.isEmpty())
        return {};
    const QString wanted = root + u'/' + templateName(binDir);
    if (QFileInfo::exists(wanted + QLatin1String("/data/PG_VERSION")))
        return wanted + QLatin1String("/data");
    QByteArray making = (root + QLatin1String("/making-XXXXXX")).toUtf8();
    if (!::mkdtemp(making.data()))
        return {};
    const QString own = QString::fromUtf8(making);
    giveToServerUser(own);
    if (!runInitdb(binDir, own + QLatin1String("/data"), problem)) {
        removeTree(own);
        return {};
    }
    if (::rename(making.constData(), wanted.toUtf8().constData()) != 0)
        removeTree(own);
    return wanted + QLatin1String("/data");
}

QString tail(const QString &text, int lines)
{
    return text.split(u'\n').mid(qMax(qsizetype(0), text.count(u'\n') - lines)).join(u'\n');
}

} // namespace

QString defaultBinDir()
{
    const QString chosen = qEnvironmentVariable("PARTERRE_TEST_PGBIN");
    if (!chosen.isEmpty())
        return chosen;
    QString best;
    QVersionNumber newest;
    const QDir installed(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &name : installed.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString bin = installed.filePath(name + QLatin1String("/bin"));
        const auto version = QVersionNumber::fromString(name);
        if (version > newest && QFileInfo::exists(bin + QLatin1String("/initdb"))) {
            newest = version;
            best = bin;
        }
    }
    return best;
}

Cluster::Cluster(ClusterOptions options)
    : m_options(std::move(options))
    , m_folder(makeFolder())
    , m_port(freePort())
{
    clearLibpqEnvironment();
    if (m_options.binDir.isEmpty())
        m_options.binDir = defaultBinDir();
    giveToServerUser(m_folder);
    QDir().mkdir(socketDir());
    giveToServerUser(socketDir());
    startWatchdog();
}

Cluster::~Cluster()
{
    stop(StopMode::Immediate);
    if (!keepsFolders())
        removeTree(m_folder);
    if (m_watchdogPipe >= 0)
        ::close(m_watchdogPipe);
}

void Cluster::startWatchdog()
{
    // The child reads from a pipe that only this process holds open: its end, by whatever signal, ends the read.
    // It is no child of ours (setsid --fork), so that a harness that kills the whole process tree spares it.
    static const QString kScript = QStringLiteral(
        "cat >/dev/null; pid=$(head -n 1 \"$1/data/postmaster.pid\" 2>/dev/null)\n"
        "if [ -n \"$pid\" ]; then kill -QUIT \"$pid\"; i=0\n"
        "  while kill -0 \"$pid\" && [ $i -lt 50 ]; do sleep 0.1; i=$((i+1)); done; kill -KILL \"$pid\"; fi\n"
        "[ -n \"$2\" ] || rm -rf -- \"$1\"");
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return;
    const pid_t pid = spawnDetached({QStringLiteral("setsid"), QStringLiteral("--fork"), QStringLiteral("sh"),
                                     QStringLiteral("-c"), kScript, QStringLiteral("parterre-test-watchdog"), m_folder,
                                     keepsFolders() ? QStringLiteral("keep") : QString()},
                                    QStringLiteral("/dev/null"), ends[0]);
    ::close(ends[0]);
    m_watchdogPipe = ends[1];
    waitForExit(pid, 10s);
}

bool Cluster::start(std::source_location where)
{
    if (isRunning())
        return true;
    if (!m_initialised && !initialise(where))
        return false;
    const bool first = m_version == 0;
    if (!launch(where))
        return false;
    if (first && !m_hasRoles && !QFileInfo::exists(dataDir() + QLatin1String("/standby.signal")))
        createRoles(where);
    return true;
}

bool Cluster::initialiseForUpgrade(std::source_location where)
{
    QString problem;
    // Not a copy of the template, whose system identifier all have.
    if (!runInitdb(m_options.binDir, dataDir(), &problem)) {
        fail(problem, where);
        return false;
    }
    writeConfiguration();
    m_initialised = true;
    m_hasRoles = true;
    return true;
}

bool Cluster::initialise(std::source_location where)
{
    QString problem;
    if (m_folder.isEmpty() || m_options.binDir.isEmpty() || !copyTemplate(&problem)) {
        fail(QLatin1String("no private server: ") + problem, where);
        return false;
    }
    writeConfiguration();
    m_initialised = true;
    return true;
}

bool Cluster::copyTemplate(QString *problem)
{
    const QString source = ensureTemplate(m_options.binDir, problem);
    if (source.isEmpty())
        return problem->isEmpty() && runInitdb(m_options.binDir, dataDir(), problem);
    const auto copied = runCommand(
        asServerUser({QStringLiteral("cp"), QStringLiteral("-a"), QStringLiteral("--reflink=auto"), source, dataDir()}),
        60s);
    if (copied.exitCode != 0)
        *problem = QString::fromUtf8(copied.output);
    return copied.exitCode == 0;
}

void Cluster::writeConfiguration()
{
    const QString onOff = m_options.durable ? QStringLiteral("on") : QStringLiteral("off");
    QStringList lines{
        QStringLiteral("listen_addresses = '%1'").arg(m_options.tcp ? QLatin1String("127.0.0.1") : QLatin1String()),
        QStringLiteral("port = %1").arg(m_port),
        QStringLiteral("unix_socket_directories = '%1'").arg(socketDir()),
        QLatin1String("fsync = ") + onOff,
        QLatin1String("full_page_writes = ") + onOff,
        QStringLiteral("wal_level = logical"),
        QStringLiteral("max_wal_size = 2GB"),
        QStringLiteral("max_wal_senders = 8"),
        QStringLiteral("max_replication_slots = 8"),
        QStringLiteral("max_prepared_transactions = 20"),
        QStringLiteral("max_connections = 60"),
        // Up to 15 a server that stops at once waits for whoever connected and says nothing.
        QStringLiteral("authentication_timeout = 5s"),
        QStringLiteral("hot_standby = on"),
        QStringLiteral("timezone = 'UTC'"),
        QStringLiteral("log_timezone = 'UTC'"),
        QStringLiteral("logging_collector = off"),
        QStringLiteral("log_min_messages = warning"),
        QStringLiteral("log_min_error_statement = error"),
        QStringLiteral("log_lock_waits = on"),
        QStringLiteral("log_line_prefix = '%m [%p] %u@%d/%a '"),
    };
    lines += m_options.settings;
    QFile settings(dataDir() + QLatin1String("/postgresql.conf"));
    if (settings.open(QIODevice::Append))
        settings.write('\n' + lines.join(u'\n').toUtf8() + '\n');
    QFile access(dataDir() + QLatin1String("/pg_hba.conf"));
    const QByteArray method = m_options.passwords ? "scram-sha-256" : "trust";
    if (access.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        access.write("local all postgres trust\nlocal replication postgres trust\nlocal all all " + method
                     + "\nhost all all 127.0.0.1/32 " + method + '\n');
    }
}

bool Cluster::launch(std::source_location where)
{
    const qint64 logBefore = logSize();
    m_pid = spawnDetached(
        asServerUser({m_options.binDir + QLatin1String("/postgres"), QStringLiteral("-D"), dataDir()}), logPath());
    const QByteArray target = conninfo(QStringLiteral("postgres"), QStringLiteral("postgres")).toUtf8();
    waitUntil([&] { return !isRunning() || PQping(target.constData()) == PQPING_OK; }, kStartTimeout);
    PgClient client(QString::fromUtf8(target));
    if (!client.isOpen()) {
        fail(QLatin1String("the server does not start: ") + tail(logText(logBefore), 20), where);
        return false;
    }
    m_version = mustExec(client, QStringLiteral("SHOW server_version_num"), where).value(0).value(0).toInt();
    return true;
}

void Cluster::createRoles(std::source_location where)
{
    for (const QString &role : {QStringLiteral("app_owner"), QStringLiteral("app_user"), QStringLiteral("other")})
        exec(QStringLiteral("CREATE ROLE %1 LOGIN PASSWORD '%2'").arg(role, password(role)), QStringLiteral("postgres"),
             where);
    exec(QStringLiteral("ALTER ROLE postgres PASSWORD '%1'").arg(password(QStringLiteral("postgres"))),
         QStringLiteral("postgres"), where);
}

bool Cluster::stop(StopMode mode)
{
    if (m_pid <= 0)
        return true;
    ::kill(m_pid, mode == StopMode::Fast ? SIGINT : SIGQUIT);
    bool ended = waitForExit(m_pid, 60s);
    if (!ended) {
        ::kill(m_pid, SIGKILL);
        waitForExit(m_pid, 10s);
    }
    m_pid = -1;
    return ended;
}

bool Cluster::restart(StopMode mode)
{
    const bool stopped = stop(mode);
    return start() && stopped;
}

bool Cluster::crash()
{
    return stop(StopMode::Immediate);
}

bool Cluster::isRunning() const
{
    return isAlive(m_pid);
}

std::unique_ptr<Cluster> Cluster::createStandby(const QString &name, QStringList settings, std::source_location where)
{
    ClusterOptions options = m_options;
    options.settings = m_options.settings + settings
        + QStringList{QStringLiteral("primary_conninfo = 'host=%1 port=%2 user=postgres application_name=%3'")
                          .arg(socketDir())
                          .arg(m_port)
                          .arg(name)};
    // A copy of the stopped server needs no pg_basebackup, which the npm builds of PostgreSQL lack.
    stop(StopMode::Fast);
    auto standby = std::make_unique<Cluster>(options);
    const auto copied =
        runCommand(asServerUser({QStringLiteral("cp"), QStringLiteral("-a"), dataDir(), standby->dataDir()}), 120s);
    if (copied.exitCode != 0)
        fail(QString::fromUtf8(copied.output), where);
    QFile signal(standby->dataDir() + QLatin1String("/standby.signal"));
    signal.open(QIODevice::WriteOnly);
    signal.close();
    giveToServerUser(signal.fileName());
    standby->writeConfiguration();
    standby->m_initialised = true;
    start(where);
    standby->start(where);
    return standby;
}

QString Cluster::logText(qint64 from) const
{
    QFile file(logPath());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(from);
    return QString::fromUtf8(file.readAll());
}

qint64 Cluster::logSize() const
{
    return QFileInfo(logPath()).size();
}

QString Cluster::conninfo(const QString &database, const QString &user) const
{
    QString text =
        QStringLiteral("host='%1' port=%2 dbname='%3' user='%4'").arg(socketDir()).arg(m_port).arg(database, user);
    return m_options.passwords ? text + QStringLiteral(" password='%1'").arg(password(user)) : text;
}

QString Cluster::tcpConninfo(const QString &database, const QString &user) const
{
    return QStringLiteral("host=127.0.0.1 port=%1 dbname='%2' user='%3' password='%4'")
        .arg(m_port)
        .arg(database, user, password(user));
}

QString Cluster::password(const QString &user)
{
    return user + QLatin1String("-secret");
}

void Cluster::createDatabase(const QString &name, std::source_location where)
{
    PgClient maintenance = mustConnect(conninfo(QStringLiteral("postgres"), QStringLiteral("postgres")), where);
    const QString quoted = QString::fromStdString(maintenance.quoteIdentifier(name.toStdString()));
    mustExec(maintenance, QLatin1String("CREATE DATABASE ") + quoted, where);
    mustExec(maintenance, QStringLiteral("GRANT CREATE, CONNECT ON DATABASE %1 TO app_owner").arg(quoted), where);
    // Since 15 nobody but the database's owner may create in schema public.
    exec(QStringLiteral("GRANT USAGE, CREATE ON SCHEMA public TO app_owner"), name, where);
}

QList<QStringList> Cluster::exec(const QString &sql, const QString &database, std::source_location where)
{
    PgClient client = mustConnect(conninfo(database, QStringLiteral("postgres")), where);
    return client.isOpen() ? mustExec(client, sql, where) : QList<QStringList>();
}

QString Cluster::value(const QString &sql, const QString &database, std::source_location where)
{
    return exec(sql, database, where).value(0).value(0);
}

} // namespace parterre::test
