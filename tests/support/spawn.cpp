// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/spawn.h"

#include <QProcess>

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

extern char **environ;

namespace parterre::test {

QString serverUser()
{
    if (::geteuid() != 0)
        return {};
    const QString chosen = qEnvironmentVariable("PARTERRE_TEST_OSUSER");
    return chosen.isEmpty() ? QStringLiteral("postgres") : chosen;
}

QStringList asServerUser(const QStringList &command)
{
    const QString user = serverUser();
    if (user.isEmpty())
        return command;
    return QStringList{QStringLiteral("setpriv"), QStringLiteral("--reuid=") + user, QStringLiteral("--regid=") + user,
                       QStringLiteral("--clear-groups"), QStringLiteral("--")}
    + command;
}

void giveToServerUser(const QString &path)
{
    const QString user = serverUser();
    if (user.isEmpty())
        return;
    if (const passwd *entry = ::getpwnam(user.toUtf8().constData())) [[maybe_unused]]
        const int done = ::chown(path.toUtf8().constData(), entry->pw_uid, entry->pw_gid);
}

pid_t spawnDetached(const QStringList &command, const QString &outputPath, int inputFd)
{
    std::vector<std::string> words;
    for (const QString &word : command)
        words.push_back(word.toStdString());
    std::vector<char *> argv;
    for (std::string &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    if (inputFd >= 0)
        posix_spawn_file_actions_adddup2(&files, inputFd, STDIN_FILENO);
    else
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    const std::string output = outputPath.toStdString();
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);

    pid_t pid = -1;
    if (posix_spawnp(&pid, argv.front(), &files, &attributes, argv.data(), environ) != 0)
        pid = -1;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return pid;
}

bool waitForExit(pid_t pid, std::chrono::milliseconds timeout)
{
    // Not pidfd_open(): the header of glibc 2.36 forgets to say that it is a C function.
    const int fd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    if (fd < 0)
        return errno == ESRCH;
    pollfd waiting{fd, POLLIN, 0};
    const bool ended = ::poll(&waiting, 1, static_cast<int>(timeout.count())) > 0;
    ::close(fd);
    if (ended)
        ::waitpid(pid, nullptr, 0);
    return ended;
}

bool isAlive(pid_t pid)
{
    siginfo_t info{};
    return pid > 0 && ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0
        && info.si_pid == 0;
}

CommandResult runCommand(const QStringList &command, std::chrono::milliseconds timeout)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(command.front(), command.mid(1));
    CommandResult result;
    if (!process.waitForFinished(static_cast<int>(timeout.count()))) {
        process.kill();
        process.waitForFinished();
        result.output = process.readAll() + process.errorString().toUtf8();
        return result;
    }
    result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.output = process.readAll();
    return result;
}

} // namespace parterre::test
