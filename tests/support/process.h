// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <memory>

namespace parterre::test {

/// Path of the built parterrectl; PARTERRE_TEST_PARTERRECTL overrides it.
QString parterrectlPath();

/// A home of its own for a program that is run: HOME, XDG folders, no PG* variables.
class ProgramHome {
public:
    ProgramHome();
    QString path() const { return m_folder.path(); }
    QString filePath(const QString &name) const { return m_folder.filePath(name); }
    QProcessEnvironment environment() const;

private:
    QTemporaryDir m_folder;
};

/// A run of one of the built programs. Belongs to the thread that made it; the child dies with that thread.
class Program {
public:
    /// `home` must outlive the run; null: one of its own.
    explicit Program(QString executable = parterrectlPath(), const ProgramHome *home = nullptr);
    ~Program();
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    void setEnvironment(const QString &name, const QString &value);
    void setWorkingDirectory(const QString &path);
    /// True once the program runs.
    bool start(const QStringList &arguments);
    /// start(), then wait for the end.
    bool run(const QStringList &arguments, std::chrono::milliseconds timeout = std::chrono::seconds(60));
    void write(const QByteArray &input);
    void closeInput();

    /// SIGINT, SIGKILL, …
    bool sendSignal(int number);
    bool isRunning();
    /// False after `timeout`; the program goes on then.
    bool waitForFinished(std::chrono::milliseconds timeout);
    /// Wait until standard output or error contains `text`; false when it ended without, or after `timeout`.
    bool waitForOutput(const QByteArray &text, std::chrono::milliseconds timeout);

    qint64 pid() const;
    /// Exit code, or -1 while it runs and when a signal ended it.
    int exitCode() const;
    bool wasKilled() const;
    /// Everything so far.
    QByteArray output();
    QByteArray errorOutput();

private:
    void collect();

    ProgramHome m_ownHome;
    QString m_executable;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errorOutput;
};

} // namespace parterre::test
