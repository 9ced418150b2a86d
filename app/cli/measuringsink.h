// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <QList>

namespace parterre {

/// How long a step took and how far it came.
struct StepSpan {
    QString step;
    qint64 beganUs = 0; ///< on the clock of WriterLoad
    qint64 endedUs = 0;
    qint64 done = 0;
    qint64 bytesDone = 0;
};

/// Hands progress on and remembers when each step began and ended. Belongs to one thread.
class MeasuringSink : public ProgressSink {
public:
    explicit MeasuringSink(ProgressSink &next)
        : m_next(next)
    {}

    void report(const Progress &progress) override;
    void note(const QString &text) override { m_next.note(text); }

    /// Forget everything: another operation begins.
    void begin();
    /// From the first to the last report of that step since begin(); a span without a beginning if there was none.
    StepSpan span(const QString &step) const;

private:
    ProgressSink &m_next;
    QList<StepSpan> m_spans;
};

} // namespace parterre
