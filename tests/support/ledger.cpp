// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ledger.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace parterre::test {

namespace {

constexpr std::int64_t kDayUs = 86'400'000'000;

int number(const std::string &text, std::size_t at, std::size_t length)
{
    int value = 0;
    for (std::size_t i = at; i < at + length; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

} // namespace

std::string timestampText(std::int64_t tsUs)
{
    using namespace std::chrono;
    const auto days = floor<std::chrono::days>(microseconds(tsUs));
    const year_month_day date{sys_days(days)};
    const std::int64_t rest = tsUs - days.count() * kDayUs;
    const auto seconds = static_cast<int>(rest / 1'000'000);
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:%02d.%06d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), seconds / 3600,
                  seconds / 60 % 60, seconds % 60, static_cast<int>(rest % 1'000'000));
    return text;
}

std::optional<std::int64_t> parseTimestamp(const std::string &text)
{
    using namespace std::chrono;
    if (text.size() < 19 || text[4] != '-' || text[10] != ' ')
        return std::nullopt;
    const year_month_day date{year(number(text, 0, 4)), month(static_cast<unsigned>(number(text, 5, 2))),
                              day(static_cast<unsigned>(number(text, 8, 2)))};
    if (!date.ok())
        return std::nullopt;
    std::int64_t value = sys_days(date).time_since_epoch().count() * kDayUs;
    value += (number(text, 11, 2) * 3600LL + number(text, 14, 2) * 60LL + number(text, 17, 2)) * 1'000'000;
    std::size_t at = 19;
    if (at < text.size() && text[at] == '.') {
        for (std::int64_t unit = 100'000; ++at < text.size() && text[at] >= '0' && text[at] <= '9'; unit /= 10)
            value += (text[at] - '0') * unit;
    }
    // A timestamptz in UTC ends like this; anything else ("BC") is none of ours.
    if (at != text.size() && text.substr(at) != "+00")
        return std::nullopt;
    return value;
}

std::string describeRow(const std::optional<LedgerRow> &row)
{
    if (!row)
        return "no row";
    const std::string pad = row->pad ? '\'' + row->pad->substr(0, 60) + '\'' : "NULL";
    return "(ts " + timestampText(row->tsUs) + ", v " + std::to_string(row->v) + ", pad " + pad + ')';
}

ThreadLedger::ThreadLedger(int thread)
    : m_firstId((thread + 1) * kSpace)
    , m_nextId(m_firstId)
{}

const LedgerRow *ThreadLedger::find(std::int64_t id) const
{
    const auto found = m_rows.find(id);
    return found == m_rows.end() ? nullptr : &found->second;
}

std::optional<std::int64_t> ThreadLedger::pickRecent(Rng &rng) const
{
    if (m_recentCount == 0)
        return std::nullopt;
    const auto known = static_cast<std::int64_t>(std::min(m_recentCount, m_recent.size()));
    return m_recent[static_cast<std::size_t>(rng.below(known))];
}

std::int64_t ThreadLedger::pick(Rng &rng) const
{
    if (rng.percent(30)) {
        if (const auto id = pickRecent(rng); id && find(*id))
            return *id;
    }
    const auto found = m_rows.lower_bound(rng.between(m_rows.begin()->first, m_rows.rbegin()->first));
    return found->first;
}

std::optional<std::int64_t> ThreadLedger::pickDeleted(Rng &rng) const
{
    for (int attempt = 0; attempt < 8; ++attempt) {
        if (const auto id = pickRecent(rng); id && !find(*id))
            return id;
    }
    return std::nullopt;
}

std::vector<std::int64_t> ThreadLedger::keysFrom(std::int64_t id, int count) const
{
    std::vector<std::int64_t> keys;
    for (auto row = m_rows.lower_bound(id); row != m_rows.end() && count-- > 0; ++row)
        keys.push_back(row->first);
    return keys;
}

void ThreadLedger::load(std::int64_t id, LedgerRow row)
{
    const std::lock_guard lock(m_mutex);
    m_rows.insert_or_assign(m_rows.end(), id, std::move(row));
    // Fresh keys stay on the grid, whatever keys were adopted.
    m_nextId = std::max(m_nextId, m_firstId + (id - m_firstId + kStride - 1) / kStride * kStride);
}

void ThreadLedger::begin(const std::vector<std::int64_t> &keys)
{
    const std::lock_guard lock(m_mutex);
    m_inFlight.insert(keys.begin(), keys.end());
}

void ThreadLedger::remember(std::int64_t id)
{
    m_recent[m_recentCount++ % m_recent.size()] = id;
    m_versions[id] = ++m_clock;
}

void ThreadLedger::commit(const std::vector<LedgerEffect> &effects)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[id, row] : effects) {
        if (row)
            m_rows.insert_or_assign(id, *row);
        else
            m_rows.erase(id);
        remember(id);
    }
    m_inFlight.clear();
}

void ThreadLedger::abort()
{
    const std::lock_guard lock(m_mutex);
    m_inFlight.clear();
}

std::optional<ThreadLedger::Glimpse> ThreadLedger::glimpse(Rng &rng) const
{
    const std::lock_guard lock(m_mutex);
    auto id = rng.percent(60) ? pickRecent(rng) : std::nullopt;
    if (!id && !m_rows.empty())
        id = pick(rng);
    if (!id || m_inFlight.contains(*id))
        return std::nullopt;
    const auto version = m_versions.find(*id);
    const LedgerRow *row = find(*id);
    return Glimpse{*id, version == m_versions.end() ? 0 : version->second,
                   row ? std::optional<LedgerRow>(*row) : std::nullopt};
}

bool ThreadLedger::isUnchanged(const Glimpse &seen) const
{
    const std::lock_guard lock(m_mutex);
    const auto version = m_versions.find(seen.id);
    return !m_inFlight.contains(seen.id) && (version == m_versions.end() ? 0 : version->second) == seen.version;
}

void ThreadLedger::forEach(const std::function<void(std::int64_t, const LedgerRow &)> &visit) const
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[id, row] : m_rows)
        visit(id, row);
}

} // namespace parterre::test
