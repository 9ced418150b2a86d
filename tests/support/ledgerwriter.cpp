// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/deadline.h"
#include "support/loadshared.h"

using namespace std::chrono_literals;

namespace parterre::test {

namespace {

constexpr int kMaxRetries = 50;

std::string describe(const TransactionPlan &plan, const Step &step)
{
    return std::string(plan.autocommit ? "autocommit" : name(plan.isolation)) + ", " + name(plan.kind) + ", "
        + name(step.how) + (step.throughView ? " through the view" : "") + ", id " + std::to_string(step.id);
}

} // namespace

LedgerWriter::LedgerWriter(LoadShared &shared, int thread, LatencyLog &latencies)
    : m_shared(shared)
    , m_thread(thread)
    , m_ledger(*shared.ledgers[static_cast<std::size_t>(thread)])
    , m_connection(shared.options, LoadSide::Writer, thread, latencies)
    , m_rng(shared.options.seed * 7919 + static_cast<std::uint64_t>(thread))
{}

void LedgerWriter::work()
{
    const auto interval = std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        std::chrono::duration<double>(m_shared.options.writers / m_shared.options.writesPerSecond));
    auto due = std::chrono::steady_clock::now() + interval * m_thread / m_shared.options.writers;
    while (m_shared.gate.pass(due)) {
        if (!ensureConnected())
            continue;
        // The rate is one of commits: what is rolled back on purpose takes nobody's turn.
        if (transact() == Outcome::RolledBack)
            continue;
        // Late after a wait: catch up a little, as a queue of requests would, but do not storm.
        due = std::max(due + interval, std::chrono::steady_clock::now() - 250ms);
    }
    if (m_unresolved)
        ensureConnected();
    m_connection.drop();
}

bool LedgerWriter::ensureConnected()
{
    if (m_connection.isOpen())
        return true;
    qint64 counter = 0;
    const auto attempt = [&] {
        return (m_connection.connect() && predecessorIsGone() && readCounter(&counter))
            || (m_shared.gate.isStopping() && !m_unresolved);
    };
    const bool back = waitUntil(attempt, kReconnectTimeout, kReconnectPause);
    if (!back)
        fail("cannot reconnect: " + m_connection.lastError());
    return back && m_connection.isOpen() && settleCounter(counter);
}

std::string LedgerWriter::bumpText() const
{
    return "UPDATE " + m_shared.options.counterTable.toStdString()
        + " SET n = n + 1 WHERE thread = " + std::to_string(m_thread);
}

bool LedgerWriter::predecessorIsGone()
{
    // A backend that waits for a lock does not notice that its client is gone: its statement may yet commit.
    const std::string others = "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE pid <> pg_backend_pid()"
                               " AND pid || ' ' || backend_start = '"
        + m_backend + '\'';
    const PgResult waiting = m_connection.simple("connect", others);
    if (waiting.ok() && waiting.rowCount() == 0)
        return true;
    m_connection.drop();
    return false;
}

bool LedgerWriter::readCounter(qint64 *counter)
{
    // FOR UPDATE waits for a transaction of the lost connection that the server may still be committing.
    const std::string text = "SELECT n, (SELECT pid || ' ' || backend_start FROM pg_catalog.pg_stat_activity"
                             " WHERE pid = pg_backend_pid()) FROM "
        + m_shared.options.counterTable.toStdString() + " WHERE thread = " + std::to_string(m_thread) + " FOR UPDATE";
    const PgResult result = m_connection.simple("connect", text);
    if (!result.ok() || result.rowCount() != 1) {
        m_connection.drop();
        return false;
    }
    *counter = std::atoll(result.value(0, 0).value_or("-1").c_str());
    m_backend = result.value(0, 1).value_or("");
    return true;
}

bool LedgerWriter::settleCounter(qint64 counter)
{
    const bool happened = m_unresolved && counter == m_counter + 1;
    if (m_counter >= 0 && counter != m_counter && !happened)
        fail("the server knows " + std::to_string(counter) + " transactions of this thread, the ledger "
             + std::to_string(m_counter) + ": a confirmed commit was lost");
    m_counter = counter;
    if (!m_unresolved)
        return true;
    m_shared.record.count(&LoadStats::outcomesResolved);
    if (happened) {
        m_ledger.commit(m_unresolved->effects);
        m_shared.record.countCommit(*m_unresolved);
    } else {
        m_ledger.abort();
    }
    m_unresolved.reset();
    return true;
}

LedgerWriter::Outcome LedgerWriter::transact()
{
    const TransactionPlan plan = planTransaction(m_ledger, m_rng, m_shared.limits);
    m_ledger.begin(plan.touched);
    Outcome outcome = Outcome::Retry;
    for (int attempt = 0; attempt < kMaxRetries && outcome == Outcome::Retry; ++attempt)
        outcome = runOnce(plan);
    if (outcome == Outcome::Retry)
        fail("still 40001 after " + std::to_string(kMaxRetries) + " attempts: " + describe(plan, plan.steps.front()));
    conclude(outcome, plan);
    return outcome;
}

void LedgerWriter::conclude(Outcome outcome, const TransactionPlan &plan)
{
    switch (outcome) {
    case Outcome::Committed:
        ++m_counter;
        m_ledger.commit(plan.effects);
        m_shared.record.countCommit(plan);
        return readBack(plan);
    case Outcome::Unknown:
        // Its keys stay marked: nobody can say what they hold until the counter has been read.
        m_unresolved = plan;
        return;
    case Outcome::RolledBack:
        m_shared.record.count(&LoadStats::rolledBack);
        break;
    default:
        break;
    }
    m_ledger.abort();
}

LedgerWriter::Outcome LedgerWriter::runOnce(const TransactionPlan &plan)
{
    const Outcome outcome = plan.autocommit ? runAutocommit(plan) : runSteps(plan);
    if (outcome == Outcome::Retry || outcome == Outcome::Failed)
        rollBack();
    if (outcome == Outcome::Lost || outcome == Outcome::Unknown) {
        m_shared.record.count(&LoadStats::connectionLosses);
        m_connection.drop();
    }
    return outcome;
}

LedgerWriter::Outcome LedgerWriter::runAutocommit(const TransactionPlan &plan)
{
    const Step &step = plan.steps.front();
    const PgResult result = m_connection.run(step, "WITH counted AS (" + bumpText() + ") ");
    const Outcome outcome = judge(result, describe(plan, step), true);
    return outcome == Outcome::Committed ? checkStep(step, result, plan) : outcome;
}

LedgerWriter::Outcome LedgerWriter::runSteps(const TransactionPlan &plan)
{
    const std::string begin = std::string("BEGIN ISOLATION LEVEL ") + name(plan.isolation);
    Outcome outcome = judge(m_connection.simple("begin", begin), begin, false);
    for (const Step &step : plan.steps) {
        if (outcome != Outcome::Committed)
            return outcome;
        outcome = runStep(step, plan);
    }
    return outcome == Outcome::Committed ? countAndCommit(plan) : outcome;
}

LedgerWriter::Outcome LedgerWriter::runStep(const Step &step, const TransactionPlan &plan)
{
    const PgResult result = m_connection.run(step);
    Outcome outcome = judge(result, describe(plan, step), false);
    if (outcome == Outcome::Committed)
        outcome = checkStep(step, result, plan);
    // The application's own pause between reading a row and writing it: part of the load, not a synchronisation.
    if (plan.thinkMs > 0 && (step.op == StepOp::Read || step.op == StepOp::ReadForUpdate))
        std::this_thread::sleep_for(std::chrono::milliseconds(plan.thinkMs));
    return outcome;
}

LedgerWriter::Outcome LedgerWriter::countAndCommit(const TransactionPlan &plan)
{
    if (plan.rollsBack) {
        const Outcome outcome = judge(m_connection.simple("rollback", "ROLLBACK"), "ROLLBACK", false);
        return outcome == Outcome::Committed ? Outcome::RolledBack : outcome;
    }
    if (const Outcome counted = judge(m_connection.simple("counter", bumpText()), "counter", false);
        counted != Outcome::Committed)
        return counted;
    const PgResult result = m_connection.simple("commit", "COMMIT");
    const Outcome outcome = judge(result, "COMMIT", true);
    if (outcome != Outcome::Committed || result.commandTag() == "COMMIT")
        return outcome;
    fail("COMMIT answered " + result.commandTag());
    return Outcome::Failed;
}

LedgerWriter::Outcome LedgerWriter::judge(const PgResult &result, const std::string &what, bool committing)
{
    switch (m_connection.judge(result)) {
    case Verdict::Ok:
        return Outcome::Committed;
    case Verdict::RetryMoved:
        m_shared.record.count(&LoadStats::retriesMoved);
        return Outcome::Retry;
    case Verdict::RetrySerialization:
        m_shared.record.count(&LoadStats::retriesSerialization);
        return Outcome::Retry;
    case Verdict::ConnectionLost:
        if (!m_shared.options.expectServerCrashes)
            fail("connection lost: " + m_connection.lastErrorOf(result) + " in " + what);
        return committing ? Outcome::Unknown : Outcome::Lost;
    case Verdict::Error:
        break;
    }
    if (result.sqlstate() == "40P01")
        m_shared.record.count(&LoadStats::deadlocks);
    fail(m_connection.lastErrorOf(result) + " in " + what);
    return Outcome::Failed;
}

LedgerWriter::Outcome LedgerWriter::checkStep(const Step &step, const PgResult &result, const TransactionPlan &plan)
{
    if (step.op == StepOp::Savepoint || step.op == StepOp::RollbackToSavepoint)
        return Outcome::Committed;
    if (step.op == StepOp::Read || step.op == StepOp::ReadForUpdate) {
        std::string problem;
        const auto row = readRow(result, &problem);
        if (row == step.expected && problem.empty())
            return Outcome::Committed;
        fail("stale read before a write (" + describe(plan, step) + "): expected " + describeRow(step.expected)
             + ", got " + describeRow(row) + ' ' + problem);
        return Outcome::Failed;
    }
    if (result.affectedRows() == step.expectedRows)
        return Outcome::Committed;
    fail("wrote " + std::to_string(result.affectedRows()) + " rows, expected " + std::to_string(step.expectedRows)
         + " (" + describe(plan, step) + ')');
    // An autocommitted statement has happened: the counter says so to the next connection.
    if (plan.autocommit)
        ++m_counter;
    return Outcome::Failed;
}

void LedgerWriter::rollBack()
{
    if (m_connection.isOpen())
        m_connection.simple("rollback", "ROLLBACK");
}

void LedgerWriter::readBack(const TransactionPlan &plan)
{
    if (plan.effects.empty() || !m_rng.percent(30))
        return;
    Step step;
    step.id = plan.effects[static_cast<std::size_t>(m_rng.below(static_cast<std::int64_t>(plan.effects.size())))].first;
    const LedgerRow *row = m_ledger.find(step.id);
    if (row)
        step.expected = *row;
    if (row && m_rng.percent(m_shared.limits.knownTsPercent))
        step.knownTs = row->tsUs;
    step.how = m_rng.percent(40) ? SendAs::SqlExecute : m_rng.percent(50) ? SendAs::Prepared : SendAs::Params;
    step.throughView = m_rng.percent(30);
    const PgResult result = m_connection.run(step);
    const Outcome outcome = judge(result, "reading back", false);
    if (outcome == Outcome::Lost) {
        m_shared.record.count(&LoadStats::connectionLosses);
        m_connection.drop();
    }
    if (outcome != Outcome::Committed)
        return;
    m_shared.record.count(&LoadStats::reads);
    std::string problem;
    const auto got = readRow(result, &problem);
    if (got != step.expected || !problem.empty())
        fail("stale read after own commit (" + describe(plan, step) + "): expected " + describeRow(step.expected)
             + ", got " + describeRow(got) + ' ' + problem);
}

} // namespace parterre::test
