// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/passwordcommand.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QProcess>

#include <chrono>
#include <csignal>
#include <unistd.h>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSliceMs = 20;
constexpr int kKeptMs = 20'000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

Failure failed(const QString &detail)
{
    return failure(ErrorCode::Connection, Text::tr("the password command failed"), detail,
                   Text::tr("Run the command by hand: it must print the password, and nothing else, on one line."));
}

void endWithChildren(QProcess &process)
{
    ::kill(-static_cast<pid_t>(process.processId()), SIGKILL);
    process.waitForFinished(); // waits: it was killed, this only collects it
}

} // namespace

Result<QString> runPasswordCommand(const QString &command, const CancelToken &cancel, int timeoutMs)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.setChildProcessModifier([] { ::setsid(); });
    process.start(u"/bin/sh"_s, {u"-c"_s, command});
    const QDeadlineTimer deadline(timeoutMs);
    // waits: a worker may wait for a process, and libpq needs the password now
    while (process.state() != QProcess::NotRunning && !process.waitForFinished(kSliceMs)) { // waits: see above
        if (!cancel.isCancelled() && !deadline.hasExpired())
            continue;
        endWithChildren(process);
        if (cancel.isCancelled())
            return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
        return failed(Text::tr("It had not ended after %1 s.").arg(timeoutMs / 1000.0));
    }
    if (process.error() == QProcess::FailedToStart || process.exitStatus() != QProcess::NormalExit)
        return failed(Text::tr("It could not be run, or was killed."));
    if (process.exitCode() != 0)
        return failed(Text::tr("It ended with exit code %1.").arg(process.exitCode()));
    QString line = QString::fromUtf8(process.readAllStandardOutput()).section(u'\n', 0, 0);
    if (line.endsWith(u'\r'))
        line.chop(1);
    if (line.isEmpty())
        return failed(Text::tr("The first line of its output is empty."));
    return line;
}

Result<QString> PasswordCache::get(const QString &command, const CancelToken &cancel)
{
    std::unique_lock lock(m_mutex, std::defer_lock);
    while (!lock.try_lock_for(std::chrono::milliseconds(kSliceMs))) {
        if (cancel.isCancelled())
            return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
    }
    if (!m_until.hasExpired())
        return m_password;
    PARTERRE_ASSIGN(password, runPasswordCommand(command, cancel));
    m_password = password;
    m_until.setRemainingTime(kKeptMs);
    return password;
}

void PasswordCache::forget()
{
    const std::scoped_lock lock(m_mutex);
    m_until.setRemainingTime(0);
    m_password.clear();
}

} // namespace parterre
