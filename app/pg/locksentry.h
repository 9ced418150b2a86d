// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/session.h"

#include <QElapsedTimer>

#include <memory>

namespace parterre {

/// Looks, by a session of its own, whether anybody waits for a table or a row that another session of ours has locked,
/// and cancels its statement then.
class LockSentry {
public:
    explicit LockSentry(std::unique_ptr<Session> eye);

    void guard(Session *session) { m_guarded = session; }
    /// Look now and then; never blocks. To be called while the guarded session waits.
    void tick();
    /// True, once, if somebody waited.
    bool takeYielded() { return std::exchange(m_yielded, false); }

private:
    std::unique_ptr<Session> m_eye;
    Session *m_guarded = nullptr;
    QElapsedTimer m_sinceLook;
    bool m_looking = false;
    bool m_yielded = false;
};

} // namespace parterre
