// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

#include <sys/types.h>

namespace parterre::test {

/// The user that servers run as: empty when the test itself is unprivileged, else `postgres`
/// (or PARTERRE_TEST_OSUSER), because initdb and postgres refuse root.
QString serverUser();
/// `command` as it must be started to run as serverUser().
QStringList asServerUser(const QStringList &command);
/// Give `path` (one file or folder) to serverUser().
void giveToServerUser(const QString &path);

/// Start a child in a session of its own, with standard output and error appended to `outputPath`
/// and standard input from `inputFd` (-1: /dev/null). Returns its pid, or -1.
pid_t spawnDetached(const QStringList &command, const QString &outputPath, int inputFd = -1);
/// Wait until the child has ended and collect it; false after `timeout`.
bool waitForExit(pid_t pid, std::chrono::milliseconds timeout);
/// True while the child has not ended; does not collect it.
bool isAlive(pid_t pid);

/// What a command that was run to its end left behind.
struct CommandResult {
    int exitCode = -1;
    QByteArray output; ///< standard output and error, in the order they came
};
CommandResult runCommand(const QStringList &command, std::chrono::milliseconds timeout);

} // namespace parterre::test
