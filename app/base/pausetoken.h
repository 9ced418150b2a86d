// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

namespace parterre {

/// A shared flag that asks an operation to rest between two pieces of its work. Copies share the flag; any thread may
/// set and clear it. What rests holds no lock and no transaction.
class PauseToken {
public:
    PauseToken()
        : m_flag(std::make_shared<std::atomic<bool>>(false))
    {}

    void setPaused(bool paused) const noexcept { m_flag->store(paused, std::memory_order_relaxed); }
    bool isPaused() const noexcept { return m_flag->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_flag;
};

} // namespace parterre
