// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/locksentry.h"

namespace parterre {

namespace {

constexpr qint64 kLookMs = 80; // with the cancel this keeps a waiting session below 250 ms

} // namespace

LockSentry::LockSentry(std::unique_ptr<Session> eye)
    : m_eye(std::move(eye))
{}

void LockSentry::tick()
{
    if (!m_guarded || !m_eye->isOpen())
        return;
    m_eye->advance();
    if (m_looking && m_eye->isDone()) {
        m_looking = false;
        const auto seen = m_eye->collect();
        if (seen && !seen->first().isEmpty() && m_guarded->isBusy()) {
            m_yielded = true;
            m_guarded->cancelQuery();
        }
    }
    if (!m_looking && (!m_sinceLook.isValid() || m_sinceLook.elapsed() >= kLookMs)) {
        m_sinceLook.start();
        m_looking = true;
        m_eye->start({{SqlText::load(QStringLiteral("session/waiting_for_our_rows")),
                       Params() << QList<qint64>{m_guarded->backendPid()}}});
    }
}

} // namespace parterre
