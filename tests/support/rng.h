// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace parterre::test {

/// splitmix64: the same numbers for the same seed on every machine, unlike the standard distributions.
class Rng {
public:
    explicit Rng(std::uint64_t seed)
        : m_state(seed)
    {}

    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 … bound - 1.
    std::int64_t below(std::int64_t bound)
    {
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
    }
    /// from … to, both included.
    std::int64_t between(std::int64_t from, std::int64_t to) { return from + below(to - from + 1); }
    bool percent(int chance) { return below(100) < chance; }

private:
    std::uint64_t m_state;
};

} // namespace parterre::test
