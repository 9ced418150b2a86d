// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loadshared.h"

#include <algorithm>

namespace parterre::test {

namespace {

constexpr int kKeptFailures = 20;

/// Statement text with the table's name left open; parameters are in paramsOf()'s order.
std::string patternOf(const Step &step)
{
    const std::string where = step.knownTs ? " WHERE id = $1 AND ts = $2" : " WHERE id = $1";
    const std::string next = step.knownTs ? "$3" : "$2";
    const std::string afterNext = step.knownTs ? "$4" : "$3";
    switch (step.op) {
    case StepOp::Insert:
        return "INSERT INTO % (id, ts, v, pad) VALUES ($1, $2, $3, $4)";
    case StepOp::InsertOrIgnore:
        return "INSERT INTO % (id, ts, v, pad) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    case StepOp::UpdateValue:
        return "UPDATE % SET v = " + next + ", pad = " + afterNext + where;
    case StepOp::UpdateTs:
        return "UPDATE % SET ts = " + next + where;
    case StepOp::UpdateId:
        return "UPDATE % SET id = " + next + where;
    case StepOp::Delete:
        return "DELETE FROM %" + where;
    case StepOp::Shift:
        return "UPDATE % SET id = id + $3 WHERE id BETWEEN $1 AND $2";
    case StepOp::Read:
        return "SELECT id, ts, v, pad FROM %" + where;
    case StepOp::ReadForUpdate:
        return "SELECT id, ts, v, pad FROM %" + where + " FOR UPDATE";
    case StepOp::Savepoint:
        return "SAVEPOINT s1";
    case StepOp::RollbackToSavepoint:
        return "ROLLBACK TO SAVEPOINT s1";
    }
    return {};
}

PgParams keyParams(const Step &step)
{
    PgParams params{std::to_string(step.id)};
    if (step.knownTs)
        params.emplace_back(timestampText(*step.knownTs));
    return params;
}

PgParams paramsOf(const Step &step)
{
    PgParams params = keyParams(step);
    switch (step.op) {
    case StepOp::Insert:
    case StepOp::InsertOrIgnore:
        return {std::to_string(step.id), timestampText(step.row.tsUs), std::to_string(step.row.v), step.row.pad};
    case StepOp::UpdateValue:
        params.emplace_back(std::to_string(step.row.v));
        params.push_back(step.row.pad);
        return params;
    case StepOp::UpdateTs:
        params.emplace_back(timestampText(step.row.tsUs));
        return params;
    case StepOp::UpdateId:
        params.emplace_back(std::to_string(step.otherId));
        return params;
    case StepOp::Shift:
        return {std::to_string(step.id), std::to_string(step.otherId), std::to_string(step.shift)};
    case StepOp::Savepoint:
    case StepOp::RollbackToSavepoint:
        return {};
    default:
        return params;
    }
}

const char *kindOf(StepOp op)
{
    switch (op) {
    case StepOp::Insert:
    case StepOp::InsertOrIgnore:
        return "insert";
    case StepOp::Delete:
        return "delete";
    case StepOp::Read:
        return "read";
    case StepOp::ReadForUpdate:
        return "read for update";
    case StepOp::Savepoint:
    case StepOp::RollbackToSavepoint:
        return "savepoint";
    default:
        return "update";
    }
}

} // namespace

bool LoadGate::pass(Time due)
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (m_paused) {
            ++m_parked;
            m_changed.notify_all();
            m_changed.wait(lock, [this] { return !m_paused || m_stopping; });
            --m_parked;
        } else if (!m_changed.wait_until(lock, due, [this] { return m_paused || m_stopping; })) {
            return true;
        }
    }
    return false;
}

bool LoadGate::isStopping() const
{
    const std::lock_guard lock(m_mutex);
    return m_stopping;
}

void LoadGate::enter()
{
    const std::lock_guard lock(m_mutex);
    ++m_threads;
}

void LoadGate::leave()
{
    const std::lock_guard lock(m_mutex);
    --m_threads;
    m_changed.notify_all();
}

bool LoadGate::pause(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_mutex);
    m_paused = true;
    m_changed.notify_all();
    return m_changed.wait_for(lock, timeout, [this] { return m_parked == m_threads; });
}

void LoadGate::resume()
{
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    m_changed.notify_all();
}

void LoadGate::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    m_changed.notify_all();
}

LoadRecord::LoadRecord()
    : m_created(std::chrono::steady_clock::now())
{}

void LoadRecord::fail(int thread, const std::string &text)
{
    const auto age = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_created).count();
    const std::lock_guard lock(m_mutex);
    ++m_stats.failures;
    if (m_failures.size() < kKeptFailures)
        m_failures.append(QStringLiteral("%1 s, thread %2: ").arg(age, 0, 'f', 3).arg(thread)
                          + QString::fromStdString(text).trimmed());
}

void LoadRecord::count(qint64 LoadStats::*counter, qint64 by)
{
    const std::lock_guard lock(m_mutex);
    m_stats.*counter += by;
}

void LoadRecord::countCommit(const TransactionPlan &plan)
{
    const std::lock_guard lock(m_mutex);
    ++m_stats.committed;
    m_stats.readFirst += plan.readsFirst;
    m_stats.readForUpdate += plan.readsForUpdate;
    ++m_stats.committedByKind[QLatin1String(name(plan.kind))];
    ++m_stats.committedByKind[plan.autocommit ? QStringLiteral("autocommit") : QLatin1String(name(plan.isolation))];
    ++m_stats.committedByKind[QLatin1String(name(plan.steps.front().how))];
    if (plan.steps.front().throughView)
        ++m_stats.committedByKind[QStringLiteral("through view")];
    m_committed.notify_all();
}

QStringList LoadRecord::failures() const
{
    const std::lock_guard lock(m_mutex);
    return m_failures;
}

LoadStats LoadRecord::stats() const
{
    const std::lock_guard lock(m_mutex);
    return m_stats;
}

bool LoadRecord::waitForCommits(qint64 more, std::chrono::milliseconds timeout) const
{
    std::unique_lock lock(m_mutex);
    const qint64 wanted = m_stats.committed + more;
    return m_committed.wait_for(lock, timeout, [&] { return m_stats.committed >= wanted; });
}

void LatencyLog::add(const LatencySample &sample)
{
    const std::lock_guard lock(m_mutex);
    m_samples.push_back(sample);
}

void LatencyLog::collect(std::int64_t fromUs, std::int64_t toUs, std::vector<LatencySample> &into) const
{
    const std::lock_guard lock(m_mutex);
    // One thread's statements follow each other, so their ends are in order as well.
    auto sample = std::ranges::lower_bound(m_samples, fromUs, {},
                                           [](const LatencySample &one) { return one.startUs + one.latencyUs; });
    for (; sample != m_samples.end() && sample->startUs <= toUs; ++sample)
        into.push_back(*sample);
}

void LatencyLog::clear()
{
    const std::lock_guard lock(m_mutex);
    m_samples.clear();
}

LoadConnection::LoadConnection(const LedgerLoadOptions &options, LoadSide side, int thread, LatencyLog &latencies)
    : m_options(options)
    , m_side(side)
    , m_thread(thread)
    , m_latencies(latencies)
{}

bool LoadConnection::connect()
{
    m_prepared.clear();
    // On a tiny table the planner scans, and a SERIALIZABLE scan of the counter table would make every two threads
    // conflict.
    m_client = PgClient(m_options.conninfo
                        + QStringLiteral(" connect_timeout=10 application_name=ledgerload"
                                         " options='-c enable_seqscan=off -c timezone=UTC -c datestyle=ISO'"));
    return m_client.isOpen();
}

void LoadConnection::drop()
{
    m_client.close();
}

std::string LoadConnection::textOf(const Step &step) const
{
    std::string text = patternOf(step);
    if (const auto open = text.find('%'); open != std::string::npos)
        text.replace(open, 1, (step.throughView ? m_options.view : m_options.table).toStdString());
    return text;
}

PgResult LoadConnection::simple(const char *kind, const std::string &sql)
{
    const std::int64_t start = LedgerLoad::nowUs();
    PgResult result = m_client.exec(sql);
    m_latencies.add({start, LedgerLoad::nowUs() - start, m_side, m_thread, kind});
    return result;
}

PgResult LoadConnection::run(const Step &step, const std::string &prefix)
{
    const std::string text = prefix + textOf(step);
    const PgParams params = paramsOf(step);
    const SendAs how = params.empty() ? SendAs::Params : step.how;
    const std::int64_t start = LedgerLoad::nowUs();
    PgResult result = how == SendAs::Prepared ? runPrepared(text, params)
        : how == SendAs::SqlExecute           ? runSqlExecute(text, params)
                                              : m_client.exec(text, params);
    m_latencies.add({start, LedgerLoad::nowUs() - start, m_side, m_thread, kindOf(step.op)});
    return result;
}

std::string LoadConnection::nameOf(char family, const std::string &text)
{
    const auto found = m_prepared.find(family + text);
    return found == m_prepared.end() ? std::string() : found->second;
}

PgResult LoadConnection::runPrepared(const std::string &text, const PgParams &params)
{
    std::string name = nameOf('p', text);
    if (name.empty()) {
        name = "p" + std::to_string(m_prepared.size());
        PgResult prepared = m_client.prepare(name, text);
        if (!prepared.ok())
            return prepared;
        m_prepared.emplace('p' + text, name);
    }
    return m_client.execPrepared(name, params);
}

PgResult LoadConnection::runSqlExecute(const std::string &text, const PgParams &params)
{
    std::string name = nameOf('e', text);
    if (name.empty()) {
        name = "e" + std::to_string(m_prepared.size());
        PgResult prepared = m_client.exec("PREPARE " + name + " AS " + text);
        if (!prepared.ok())
            return prepared;
        m_prepared.emplace('e' + text, name);
    }
    std::string call = "EXECUTE " + name + '(';
    for (const auto &param : params)
        call += (call.back() == '(' ? "" : ", ") + m_client.quoteLiteral(param);
    return m_client.exec(call + ')');
}

Verdict LoadConnection::judge(const PgResult &result) const
{
    if (result.ok())
        return Verdict::Ok;
    const std::string state = result.sqlstate();
    if (!m_client.isOpen() || state.empty() || state.starts_with("57P") || state.starts_with("08"))
        return Verdict::ConnectionLost;
    if (state != "40001")
        return Verdict::Error;
    return result.message().find("moved to another partition") != std::string::npos ? Verdict::RetryMoved
                                                                                    : Verdict::RetrySerialization;
}

std::string LoadConnection::lastErrorOf(const PgResult &result) const
{
    return result.sqlstate() + ' ' + result.message();
}

std::optional<LedgerRow> readRow(const PgResult &result, std::string *problem)
{
    if (result.rowCount() == 0)
        return std::nullopt;
    if (result.rowCount() > 1)
        *problem = "the key is there " + std::to_string(result.rowCount()) + " times";
    LedgerRow row;
    const std::string ts = result.value(0, 1).value_or("NULL");
    const auto parsed = parseTimestamp(ts);
    if (!parsed)
        *problem = "ts is " + ts;
    row.tsUs = parsed.value_or(0);
    row.v = std::atoll(result.value(0, 2).value_or("-1").c_str());
    row.pad = result.value(0, 3);
    return row;
}

} // namespace parterre::test
