// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/measuringsink.h"

#include "demo/writerload.h"

namespace parterre {

void MeasuringSink::report(const Progress &progress)
{
    const qint64 now = WriterLoad::nowUs();
    if (m_spans.isEmpty() || m_spans.last().step != progress.step) {
        if (!m_spans.isEmpty())
            m_spans.last().endedUs = now;
        m_spans << StepSpan{progress.step, now, now, 0, 0};
    }
    StepSpan &current = m_spans.last();
    current.endedUs = now;
    current.done = std::max(current.done, progress.done);
    current.bytesDone = std::max(current.bytesDone, progress.bytesDone);
    m_next.report(progress);
}

void MeasuringSink::begin()
{
    m_spans.clear();
}

StepSpan MeasuringSink::span(const QString &step) const
{
    StepSpan whole;
    for (const StepSpan &span : m_spans) {
        if (span.step != step)
            continue;
        if (whole.step.isEmpty())
            whole = span;
        whole.endedUs = span.endedUs;
        whole.done = std::max(whole.done, span.done);
        whole.bytesDone = std::max(whole.bytesDone, span.bytesDone);
    }
    return whole;
}

} // namespace parterre
