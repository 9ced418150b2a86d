// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace parterre {

/// Scramble 64 bits without losing any: different inputs give different outputs (the finaliser of splitmix64).
constexpr quint64 scramble(quint64 x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// A stream of numbers that depends on the seed and the stream's own number only, on every machine.
class SeededRandom {
public:
    constexpr SeededRandom(quint64 seed, quint64 stream)
        : m_state(scramble(seed) ^ scramble(~stream))
    {}

    constexpr quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        return scramble(m_state);
    }

    /// From 0 to bound - 1.
    constexpr quint64 below(quint64 bound)
    {
        __extension__ using Wide = unsigned __int128;
        return static_cast<quint64>((static_cast<Wide>(next()) * bound) >> 64);
    }

    /// From `from` to `to`, both included.
    constexpr qint64 between(qint64 from, qint64 to)
    {
        return from + static_cast<qint64>(below(static_cast<quint64>(to - from) + 1));
    }

    constexpr bool chance(int perMille) { return perMille > 0 && below(1000) < static_cast<quint64>(perMille); }

private:
    quint64 m_state;
};

} // namespace parterre
