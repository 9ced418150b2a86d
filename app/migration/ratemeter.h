// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <deque>
#include <optional>

namespace parterre {

/// Units a second over the last half minute, and the time that is left at that speed.
class RateMeter {
public:
    RateMeter() { m_clock.start(); }

    /// `units` counts what the rate speaks of; `work` of `totalWork` says how much is done.
    void add(qint64 units, qint64 work, qint64 totalWork)
    {
        m_samples.push_back({m_clock.elapsed(), units, work});
        m_totalWork = totalWork;
        while (m_samples.size() > 2 && m_samples.back().at - m_samples[1].at > 30'000)
            m_samples.pop_front();
    }

    double rate() const
    {
        const qint64 span = spanMs();
        return span > 0
            ? static_cast<double>(m_samples.back().units - m_samples.front().units) * 1000 / static_cast<double>(span)
            : 0;
    }

    std::optional<qint64> remainingMs() const
    {
        const qint64 span = spanMs();
        const qint64 work = m_samples.empty() ? 0 : m_samples.back().work - m_samples.front().work;
        if (span <= 0 || work <= 0)
            return std::nullopt;
        return (m_totalWork - m_samples.back().work) * span / work;
    }

private:
    struct Sample {
        qint64 at;
        qint64 units;
        qint64 work;
    };
    qint64 spanMs() const { return m_samples.size() < 2 ? 0 : m_samples.back().at - m_samples.front().at; }

    QElapsedTimer m_clock;
    std::deque<Sample> m_samples;
    qint64 m_totalWork = 0;
};

} // namespace parterre
