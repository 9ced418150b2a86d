// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/process.h"

#include <QDeadlineTimer>
#include <QDir>

#include <csignal>
#include <sys/prctl.h>

namespace parterre::test {

QString parterrectlPath()
{
    const QString chosen = qEnvironmentVariable("PARTERRE_TEST_PARTERRECTL");
#ifdef PARTERRECTL_PATH
    return chosen.isEmpty() ? QStringLiteral(PARTERRECTL_PATH) : chosen;
#else
    return chosen.isEmpty() ? QStringLiteral("parterrectl") : chosen;
#endif
}

ProgramHome::ProgramHome()
{
    for (const char *name : {"config", "data", "state", "cache", "runtime"})
        QDir(path()).mkdir(QLatin1String(name));
    QFile::setPermissions(filePath(QStringLiteral("runtime")), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QProcessEnvironment ProgramHome::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(QLatin1String("PG")) || name.startsWith(QLatin1String("XDG_")))
            environment.remove(name);
    }
    environment.insert(QStringLiteral("HOME"), path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), filePath(QStringLiteral("config")));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), filePath(QStringLiteral("data")));
    environment.insert(QStringLiteral("XDG_STATE_HOME"), filePath(QStringLiteral("state")));
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), filePath(QStringLiteral("cache")));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), filePath(QStringLiteral("runtime")));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    // libpq looks the home folder up in the passwd file, not in HOME.
    environment.insert(QStringLiteral("PGPASSFILE"), filePath(QStringLiteral(".pgpass")));
    environment.insert(QStringLiteral("PGSERVICEFILE"), filePath(QStringLiteral(".pg_service.conf")));
    return environment;
}

Program::Program(QString executable, const ProgramHome *home)
    : m_executable(std::move(executable))
{
    m_process.setProcessEnvironment((home ? home : &m_ownHome)->environment());
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

Program::~Program()
{
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished(10000);
}

void Program::setEnvironment(const QString &name, const QString &value)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

void Program::setWorkingDirectory(const QString &path)
{
    m_process.setWorkingDirectory(path);
}

bool Program::start(const QStringList &arguments)
{
    m_output.clear();
    m_errorOutput.clear();
    m_process.start(m_executable, arguments);
    return m_process.waitForStarted(30000);
}

bool Program::run(const QStringList &arguments, std::chrono::milliseconds timeout)
{
    if (!start(arguments))
        return false;
    m_process.closeWriteChannel();
    return waitForFinished(timeout);
}

void Program::write(const QByteArray &input)
{
    m_process.write(input);
    m_process.waitForBytesWritten(10000);
}

void Program::closeInput()
{
    m_process.closeWriteChannel();
}

bool Program::sendSignal(int number)
{
    return pid() > 0 && ::kill(static_cast<pid_t>(pid()), number) == 0;
}

void Program::collect()
{
    m_output += m_process.readAllStandardOutput();
    m_errorOutput += m_process.readAllStandardError();
}

bool Program::isRunning()
{
    // Without an event loop QProcess notices the end only while it waits.
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(0);
    collect();
    return m_process.state() != QProcess::NotRunning;
}

bool Program::waitForFinished(std::chrono::milliseconds timeout)
{
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(static_cast<int>(timeout.count()));
    collect();
    return m_process.state() == QProcess::NotRunning;
}

bool Program::waitForOutput(const QByteArray &text, std::chrono::milliseconds timeout)
{
    const QDeadlineTimer deadline(timeout);
    for (;;) {
        const bool running = isRunning();
        if (m_output.contains(text) || m_errorOutput.contains(text))
            return true;
        if (!running || deadline.hasExpired())
            return false;
        // Either channel may speak, and waitForReadyRead watches one of them: hence short turns.
        m_process.waitForReadyRead(static_cast<int>(qMin<qint64>(20, deadline.remainingTime())));
    }
}

qint64 Program::pid() const
{
    return m_process.processId();
}

int Program::exitCode() const
{
    const bool ended = m_process.state() == QProcess::NotRunning && m_process.exitStatus() == QProcess::NormalExit;
    return ended ? m_process.exitCode() : -1;
}

bool Program::wasKilled() const
{
    return m_process.state() == QProcess::NotRunning && m_process.exitStatus() == QProcess::CrashExit;
}

QByteArray Program::output()
{
    collect();
    return m_output;
}

QByteArray Program::errorOutput()
{
    collect();
    return m_errorOutput;
}

} // namespace parterre::test
