// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/runner.h"

#include <map>

namespace parterre {

/// When each worker may begin its next piece of work: not while paused, and rested as the pace wants it. Without
/// a kind of work there is no rest.
class Pacer {
public:
    Pacer(Runner &runner, std::optional<PacedWork> work)
        : m_runner(runner)
        , m_work(work)
    {}

    bool mayBegin(const Session *session) const
    {
        if (!m_work)
            return true;
        if (m_runner.isPaused())
            return false;
        const auto last = m_last.find(session);
        return last == m_last.end() ? m_runner.isRested(*m_work, 0, 0)
                                    : m_runner.isRested(*m_work, last->second.ended.elapsed(), last->second.tookMs);
    }

    void began(const Session *session) { m_last[session].began.start(); }
    void ended(const Session *session)
    {
        Piece &piece = m_last[session];
        piece.tookMs = piece.began.elapsed();
        piece.ended.start();
    }

private:
    struct Piece {
        QElapsedTimer began;
        QElapsedTimer ended;
        qint64 tookMs = 0;
    };

    Runner &m_runner;
    std::optional<PacedWork> m_work;
    std::map<const Session *, Piece> m_last;
};

} // namespace parterre
