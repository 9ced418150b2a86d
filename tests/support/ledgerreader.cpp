// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/deadline.h"
#include "support/loadshared.h"

using namespace std::chrono_literals;

namespace parterre::test {

LedgerReader::LedgerReader(LoadShared &shared, int thread, LatencyLog &latencies)
    : m_shared(shared)
    , m_thread(thread)
    , m_connection(shared.options, LoadSide::Reader, thread, latencies)
    , m_rng(shared.options.seed * 104729 + static_cast<std::uint64_t>(thread))
{}

void LedgerReader::work()
{
    const auto interval = std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        std::chrono::duration<double>(m_shared.options.readers / m_shared.options.readsPerSecond));
    auto due = std::chrono::steady_clock::now();
    while (m_shared.gate.pass(due)) {
        if (ensureConnected())
            readOnce();
        due = std::max(due + interval, std::chrono::steady_clock::now() - 250ms);
    }
    m_connection.drop();
}

bool LedgerReader::ensureConnected()
{
    if (m_connection.isOpen())
        return true;
    if (!waitUntil([this] { return m_connection.connect() || m_shared.gate.isStopping(); }, kReconnectTimeout,
                   kReconnectPause))
        m_shared.record.fail(m_thread, "reader cannot reconnect: " + m_connection.lastError());
    return m_connection.isOpen();
}

void LedgerReader::readOnce()
{
    const auto writer = static_cast<std::size_t>(m_rng.below(m_shared.options.writers));
    ThreadLedger &ledger = *m_shared.ledgers[writer];
    if (m_rng.percent(30))
        readInSnapshot(ledger);
    else
        readPlain(ledger);
}

Step LedgerReader::stepFor(const ThreadLedger::Glimpse &seen)
{
    Step step;
    step.id = seen.id;
    step.expected = seen.row;
    if (seen.row && m_rng.percent(m_shared.limits.knownTsPercent))
        step.knownTs = seen.row->tsUs;
    step.how = m_rng.percent(40) ? SendAs::SqlExecute : m_rng.percent(50) ? SendAs::Prepared : SendAs::Params;
    step.throughView = m_rng.percent(30);
    return step;
}

bool LedgerReader::usable(const PgResult &result, const Step &step)
{
    switch (m_connection.judge(result)) {
    case Verdict::Ok:
        return true;
    case Verdict::ConnectionLost:
        m_shared.record.count(&LoadStats::connectionLosses);
        m_connection.drop();
        if (m_shared.options.expectServerCrashes)
            return false;
        break;
    default:
        if (result.sqlstate() == "40P01")
            m_shared.record.count(&LoadStats::deadlocks);
        m_connection.simple("rollback", "ROLLBACK");
        break;
    }
    m_shared.record.fail(m_thread, "reader: " + m_connection.lastErrorOf(result) + ", id " + std::to_string(step.id));
    return false;
}

void LedgerReader::check(const PgResult &result, const Step &step, const char *how)
{
    m_shared.record.count(&LoadStats::reads);
    std::string problem;
    const auto row = readRow(result, &problem);
    if (row == step.expected && problem.empty())
        return;
    if (m_shared.options.onStaleRead)
        m_shared.options.onStaleRead(step.id);
    m_shared.record.fail(m_thread,
                         std::string("stale read (") + how + ", " + name(step.how)
                             + (step.throughView ? ", through the view" : "") + (step.knownTs ? ", by (id, ts)" : "")
                             + "): id " + std::to_string(step.id) + " expected " + describeRow(step.expected) + ", got "
                             + describeRow(row) + ' ' + problem);
}

void LedgerReader::readPlain(ThreadLedger &ledger)
{
    const auto seen = ledger.glimpse(m_rng);
    if (!seen)
        return;
    const Step step = stepFor(*seen);
    const PgResult result = m_connection.run(step);
    if (!usable(result, step))
        return;
    if (ledger.isUnchanged(*seen))
        check(result, step, "READ COMMITTED");
    else
        m_shared.record.count(&LoadStats::inconclusiveReads);
}

void LedgerReader::readInSnapshot(ThreadLedger &ledger)
{
    const auto seen = ledger.glimpse(m_rng);
    if (!seen)
        return;
    Step step = stepFor(*seen);
    if (!usable(m_connection.simple("begin", "BEGIN ISOLATION LEVEL REPEATABLE READ"), step)
        || !usable(m_connection.simple("snapshot", "SELECT 1"), step))
        return;
    // Committed before the snapshot and untouched until now: whatever happens from here on, the snapshot must show it.
    const bool known = ledger.isUnchanged(*seen);
    const PgResult result = m_connection.run(step);
    if (!usable(result, step))
        return;
    if (known)
        check(result, step, "REPEATABLE READ");
    else
        m_shared.record.count(&LoadStats::inconclusiveReads);
    usable(m_connection.simple("commit", "COMMIT"), step);
}

} // namespace parterre::test
