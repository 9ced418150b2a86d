// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/consoleprogress.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kTerminalIntervalMs = 100;
constexpr qint64 kPipeIntervalMs = 5000;

int terminalWidth()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

QString progressLine(const Progress &p)
{
    QStringList parts = progressFigures(p);
    if (!p.step.isEmpty())
        parts.prepend(p.step);
    return parts.join(u"  "_s);
}

ConsoleProgress::ConsoleProgress(QTextStream &stream, bool terminal, std::function<qint64()> nowMs)
    : m_stream(stream)
    , m_terminal(terminal)
    , m_nowMs(std::move(nowMs))
{
    m_clock.start();
    if (!m_nowMs)
        m_nowMs = [this] { return m_clock.elapsed(); };
}

bool ConsoleProgress::isDue(const Progress &progress) const
{
    if (progress.step != m_step)
        return true;
    if (m_terminal && progress.total > 0 && progress.done == progress.total)
        return true;
    return m_nowMs() - m_shownAt >= (m_terminal ? kTerminalIntervalMs : kPipeIntervalMs);
}

void ConsoleProgress::report(const Progress &progress)
{
    if (!isDue(progress))
        return;
    m_step = progress.step;
    m_shownAt = m_nowMs();
    const QString line = progressLine(progress);
    if (!m_terminal) {
        m_stream << line << '\n' << Qt::flush;
        return;
    }
    m_line = line.left(terminalWidth() - 1);
    m_stream << "\r\033[K" << m_line << Qt::flush;
}

void ConsoleProgress::note(const QString &text)
{
    const QString line = m_line;
    clearLine();
    m_stream << text << '\n';
    m_line = line;
    m_stream << m_line << Qt::flush;
}

void ConsoleProgress::clearLine()
{
    if (!m_line.isEmpty())
        m_stream << "\r\033[K";
    m_line.clear();
}

void ConsoleProgress::finish()
{
    clearLine();
    m_stream.flush();
}

} // namespace parterre
