// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/error.h"

#include <QDeadlineTimer>

#include <mutex>

namespace parterre {

/// Run the shell command and return the first line of its standard output. Nothing it prints, on either stream, gets
/// into an error. It is ended with all its children after `timeoutMs` or on cancel.
/// Errors: Connection (it cannot be started, fails, takes too long, prints nothing), Cancelled.
Result<QString> runPasswordCommand(const QString &command, const CancelToken &cancel, int timeoutMs = 30'000);

/// What a password command said, for some seconds: a window reads often, and each of its reads is a session. Safe from
/// any thread; the command runs once at a time.
class PasswordCache {
public:
    /// Errors: as runPasswordCommand().
    Result<QString> get(const QString &command, const CancelToken &cancel);
    /// The server refused it.
    void forget();

private:
    std::timed_mutex m_mutex; // guards what follows
    QString m_password;
    QDeadlineTimer m_until;
};

} // namespace parterre
