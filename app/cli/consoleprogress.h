// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <QElapsedTimer>
#include <QTextStream>

#include <functional>

namespace parterre {

/// "Copying  1,234 of 9,999 rows  12 MB of 97 MB  400 rows/s  about 22 s left  month 2024-03": what is known of it.
QString progressLine(const Progress &progress);

/// Progress for people: on a terminal one line that is rewritten, elsewhere a line every few seconds.
class ConsoleProgress : public ProgressSink {
public:
    /// `nowMs` is a monotonic clock; the default is the real one.
    ConsoleProgress(QTextStream &stream, bool terminal, std::function<qint64()> nowMs = {});

    void report(const Progress &progress) override;
    void note(const QString &text) override;
    /// Leave the terminal with an empty line for what comes next.
    void finish();

private:
    bool isDue(const Progress &progress) const;
    void clearLine();

    QTextStream &m_stream;
    bool m_terminal;
    std::function<qint64()> m_nowMs;
    QElapsedTimer m_clock;
    QString m_step;
    QString m_line; ///< what stands on the terminal's last line
    qint64 m_shownAt = 0;
};

} // namespace parterre
