// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/serverprograms.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

#include <grp.h>
#include <unistd.h>

namespace parterre {

namespace {

constexpr int kCommandPatienceMs = 180'000;
constexpr int kSliceMs = 50;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DemoServer)
};

QProcessEnvironment cleanEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(u"PG") || name.startsWith(u"LC_"))
            environment.remove(name);
    }
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    return environment;
}

int majorOf(const QString &binDirectory)
{
    return QFileInfo(QFileInfo(binDirectory).path()).fileName().toInt();
}

void becomeInChild(QProcess &process, const ServerAccount &account)
{
    if (account.isOwn())
        return;
    process.setChildProcessModifier([uid = account.uid, gid = account.gid] {
        if (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0)
            ::_exit(126);
    });
}

/// "postgres (PostgreSQL) 18.4" -> 18.
int majorByAsking(const QString &binDirectory)
{
    const CommandOutcome outcome =
        runAs({}, QStringLiteral("/"), {binDirectory % u"/postgres", QStringLiteral("--version")});
    return QString::fromUtf8(outcome.output).section(u' ', 2, 2).section(u'.', 0, 0).toInt();
}

bool waitForEnd(QProcess &process, const CancelToken &cancel)
{
    const QDeadlineTimer deadline(kCommandPatienceMs);
    while (!process.waitForFinished(kSliceMs)) { // waits: there is no event loop on a worker's thread
        if (process.state() == QProcess::NotRunning)
            return process.error() != QProcess::FailedToStart;
        if (cancel.isCancelled() || deadline.hasExpired()) {
            process.terminate();
            if (!process.waitForFinished(5000)) // waits: for the end that was just asked for
                process.kill();
            return false;
        }
    }
    return true;
}

} // namespace

Result<ServerPrograms> ServerPrograms::find(int wantedMajor)
{
    const QString chosen = qEnvironmentVariable("PARTERRE_DEMO_PGBIN");
    if (!chosen.isEmpty())
        return ServerPrograms{chosen, majorByAsking(chosen)};
    ServerPrograms best;
    const QDir installed(QStringLiteral("/usr/lib/postgresql"));
    const QStringList versions = installed.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &version : versions) {
        const QString bin = installed.filePath(version % u"/bin");
        const int major = majorOf(bin);
        const bool wanted = wantedMajor == 0 ? major > best.major : major == wantedMajor;
        if (wanted && QFileInfo::exists(bin % u"/initdb") && QFileInfo::exists(bin % u"/postgres"))
            best = {bin, major};
    }
    if (best.major > 0)
        return best;
    if (wantedMajor > 0) {
        return failure(ErrorCode::NotFound,
                       Text::tr("the demo's data was made by PostgreSQL %1, which is not installed").arg(wantedMajor),
                       {},
                       Text::tr("Install the package postgresql-%1, or begin anew with \"parterrectl demo reset\".")
                           .arg(wantedMajor));
    }
    return failure(
        ErrorCode::NotFound, Text::tr("there is no PostgreSQL server on this machine"),
        Text::tr("Looked for /usr/lib/postgresql/*/bin/initdb."),
        Text::tr("Install the package postgresql (\"apt-get install postgresql\"); ./dev run does it by itself."));
}

CommandOutcome runAs(const ServerAccount &account, const QString &directory, const QStringList &command,
                     const QByteArray &input, const CancelToken &cancel)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setProcessEnvironment(cleanEnvironment());
    process.setWorkingDirectory(directory);
    becomeInChild(process, account);
    process.start(command.first(), command.mid(1));
    process.write(input);
    process.closeWriteChannel();
    CommandOutcome outcome;
    const bool ended = waitForEnd(process, cancel);
    outcome.output = process.readAll();
    if (ended && process.exitStatus() == QProcess::NormalExit)
        outcome.exitCode = process.exitCode();
    else if (outcome.output.isEmpty())
        outcome.output = process.errorString().toUtf8();
    return outcome;
}

} // namespace parterre
