// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/password.h"

#include "cli/cli.h"
#include "pg/connectiondiagnosis.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace parterre {

namespace {

constexpr int kSliceMs = 100;

/// The terminal of the process, with the echo off as long as this lives.
class SilentTerminal {
public:
    SilentTerminal()
        : m_fd(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        if (m_fd < 0 || ::tcgetattr(m_fd, &m_before) != 0)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_silenced = ::tcsetattr(m_fd, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (m_silenced)
            ::tcsetattr(m_fd, TCSAFLUSH, &m_before);
        if (m_fd >= 0)
            ::close(m_fd);
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    bool isThere() const { return m_silenced; }
    void write(const QByteArray &text) const
    {
        [[maybe_unused]] const auto n = ::write(m_fd, text.constData(), text.size());
    }

    /// One line without its end; absent when cancelled. Looks at the token between slices, so that the echo comes back
    /// before a second Ctrl-C can leave without it.
    std::optional<QByteArray> readLine(const CancelToken &cancel) const
    {
        QByteArray line;
        char c = 0;
        while (!cancel.isCancelled()) {
            pollfd waiting{m_fd, POLLIN, 0};
            if (::poll(&waiting, 1, kSliceMs) <= 0)
                continue;
            if (::read(m_fd, &c, 1) != 1 || c == '\n')
                return line;
            line += c;
        }
        return std::nullopt;
    }

private:
    int m_fd;
    termios m_before{};
    bool m_silenced = false;
};

bool hasTerminal()
{
    const int fd = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (fd >= 0)
        ::close(fd);
    return fd >= 0 && ::isatty(STDIN_FILENO);
}

Result<> ask(ConnectionProfile &profile, const CancelToken &cancel)
{
    const SilentTerminal terminal;
    if (!terminal.isThere())
        return {};
    terminal.write(Cli::tr("Password for %1: ").arg(profile.description()).toLocal8Bit());
    const auto typed = terminal.readLine(cancel);
    terminal.write("\n");
    if (!typed)
        return failure(ErrorCode::Cancelled, Cli::tr("cancelled on request"));
    profile.parameters.insert(QStringLiteral("password"), QString::fromLocal8Bit(*typed));
    return {};
}

} // namespace

Result<> completePassword(ConnectionProfile &profile, PasswordPrompt prompt, const CancelToken &cancel)
{
    const bool given = !profile.passwordCommand.isEmpty() || profile.parameters.contains(QStringLiteral("password"));
    if (prompt == PasswordPrompt::Always)
        return ask(profile, cancel);
    if (prompt == PasswordPrompt::Never || given || !hasTerminal())
        return {};
    const auto failure = examineConnection(profile.parameters, cancel);
    return failure && failure->error.passwordMissing ? ask(profile, cancel) : Result<>();
}

} // namespace parterre
