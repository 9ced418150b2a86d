// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/rng.h"

#include <QString>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace parterre::test {

/// All columns but the key of one row of the ledger table.
struct LedgerRow {
    std::int64_t tsUs = 0; ///< microseconds since 1970 of a timestamp without time zone
    std::int64_t v = 0;
    std::optional<std::string> pad;
    bool operator==(const LedgerRow &) const = default;
};

/// What a transaction leaves at a key: a row, or none.
using LedgerEffect = std::pair<std::int64_t, std::optional<LedgerRow>>;

/// PostgreSQL's ISO text of a timestamp(3), and back; nullopt for what is no plain timestamp ("infinity").
std::string timestampText(std::int64_t tsUs);
std::optional<std::int64_t> parseTimestamp(const std::string &text);
std::string describeRow(const std::optional<LedgerRow> &row);

/// The rows of one writer thread: what is committed, and which keys a transaction in flight may be changing.
/// The writer changes it; other threads look at it through glimpse() and isUnchanged().
class ThreadLedger {
public:
    /// Keys of thread `thread` are firstId() … lastId(); nobody else writes there.
    explicit ThreadLedger(int thread);

    static constexpr std::int64_t kSpace = 1'000'000'000'000;
    static constexpr std::int64_t kStride = 4; ///< fresh keys leave gaps, for statements that shift keys by a little
    std::int64_t firstId() const { return m_firstId; }
    std::int64_t lastId() const { return m_firstId + kSpace - 1; }

    // The writer's own side: no lock is needed to read, because only the writer writes.
    const LedgerRow *find(std::int64_t id) const;
    bool isEmpty() const { return m_rows.empty(); }
    std::size_t size() const { return m_rows.size(); }
    /// A key that has a row, often one that was touched a moment ago. The ledger must not be empty.
    std::int64_t pick(Rng &rng) const;
    /// A key that had a row and has none, if there is one.
    std::optional<std::int64_t> pickDeleted(Rng &rng) const;
    /// The keys from `id` on, at most `count`.
    std::vector<std::int64_t> keysFrom(std::int64_t id, int count) const;
    std::int64_t takeFreshId() { return m_nextId += kStride; }

    /// Put a row that is already committed (initial load).
    void load(std::int64_t id, LedgerRow row);
    /// From now until commit() or abort() nobody can know what these keys hold.
    void begin(const std::vector<std::int64_t> &keys);
    void commit(const std::vector<LedgerEffect> &effects);
    void abort();

    /// A committed key as another thread saw it: no transaction of the writer was changing it at that moment.
    struct Glimpse {
        std::int64_t id = 0;
        std::uint64_t version = 0;
        std::optional<LedgerRow> row;
    };
    std::optional<Glimpse> glimpse(Rng &rng) const;
    /// True if the key still holds what the glimpse saw and nobody began to change it.
    bool isUnchanged(const Glimpse &seen) const;

    /// Visit all rows in the order of their keys, under the lock.
    void forEach(const std::function<void(std::int64_t, const LedgerRow &)> &visit) const;

private:
    void remember(std::int64_t id);
    std::optional<std::int64_t> pickRecent(Rng &rng) const;

    mutable std::mutex m_mutex;
    std::int64_t m_firstId;
    std::int64_t m_nextId;
    std::map<std::int64_t, LedgerRow> m_rows;
    std::unordered_map<std::int64_t, std::uint64_t> m_versions; ///< keys never touched since the load are not here
    std::set<std::int64_t> m_inFlight;
    std::array<std::int64_t, 64> m_recent{};
    std::size_t m_recentCount = 0;
    std::uint64_t m_clock = 0;
};

} // namespace parterre::test
