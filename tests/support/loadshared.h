// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the threads of a LedgerLoad share. Internal to the load.

#include "support/ledgerload.h"
#include "support/pgclient.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

namespace parterre::test {

inline constexpr std::chrono::seconds kReconnectTimeout{60};
/// As the pool of an application would.
inline constexpr std::chrono::milliseconds kReconnectPause{200};

/// Where threads of the load wait: for their next turn, for the end of a pause.
class LoadGate {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Wait until `due`, and as long as the load is paused. False: the load ends.
    bool pass(Time due);
    bool isStopping() const;
    void enter();
    void leave();
    bool pause(std::chrono::milliseconds timeout);
    void resume();
    void stop();

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_threads = 0;
    int m_parked = 0;
    bool m_paused = false;
    bool m_stopping = false;
};

/// Counters and failures of all threads.
class LoadRecord {
public:
    LoadRecord();

    void fail(int thread, const std::string &text);
    void count(qint64 LoadStats::*counter, qint64 by = 1);
    void countCommit(const TransactionPlan &plan);
    QStringList failures() const;
    LoadStats stats() const;
    bool waitForCommits(qint64 more, std::chrono::milliseconds timeout) const;

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_committed;
    LoadStats m_stats;
    QStringList m_failures;
    std::chrono::steady_clock::time_point m_created;
};

class LatencyLog {
public:
    void add(const LatencySample &sample);
    void collect(std::int64_t fromUs, std::int64_t toUs, std::vector<LatencySample> &into) const;
    void clear();

private:
    mutable std::mutex m_mutex;
    std::vector<LatencySample> m_samples;
};

/// What the load makes of a statement's result.
enum class Verdict { Ok, RetryMoved, RetrySerialization, ConnectionLost, Error };

/// One thread's connection: sends statements in every way, measures them, judges their results.
class LoadConnection {
public:
    LoadConnection(const LedgerLoadOptions &options, LoadSide side, int thread, LatencyLog &latencies);

    bool isOpen() const { return m_client.isOpen(); }
    bool connect();
    void drop();
    /// Simple protocol; `kind` must outlive the load.
    PgResult simple(const char *kind, const std::string &sql);
    /// `prefix` is put before the statement's text (a WITH clause).
    PgResult run(const Step &step, const std::string &prefix = {});
    Verdict judge(const PgResult &result) const;
    std::string lastError() const { return m_client.lastError(); }
    std::string lastErrorOf(const PgResult &result) const;

private:
    std::string textOf(const Step &step) const;
    PgResult runPrepared(const std::string &text, const PgParams &params);
    PgResult runSqlExecute(const std::string &text, const PgParams &params);
    std::string nameOf(char family, const std::string &text);

    const LedgerLoadOptions &m_options;
    LoadSide m_side;
    int m_thread;
    LatencyLog &m_latencies;
    PgClient m_client;
    std::map<std::string, std::string> m_prepared; ///< family and text -> name, of this connection
};

/// The row that a read step returned; nullopt: none. Two rows or a foreign timestamp are told in `problem`.
std::optional<LedgerRow> readRow(const PgResult &result, std::string *problem);

/// Everything a thread of the load needs.
struct LoadShared {
    LedgerLoadOptions options;
    PlanLimits limits;
    std::vector<std::unique_ptr<ThreadLedger>> ledgers;
    LoadGate gate;
    LoadRecord record;
};

/// One writer: plans, executes, retries 40001, finds the outcome of unanswered COMMITs, keeps its ledger.
class LedgerWriter {
public:
    LedgerWriter(LoadShared &shared, int thread, LatencyLog &latencies);
    void work();

private:
    enum class Outcome { Committed, RolledBack, Retry, Lost, Unknown, Failed };

    bool ensureConnected();
    bool predecessorIsGone();
    bool readCounter(qint64 *counter);
    bool settleCounter(qint64 counter);
    Outcome transact();
    void conclude(Outcome outcome, const TransactionPlan &plan);
    Outcome runOnce(const TransactionPlan &plan);
    Outcome runAutocommit(const TransactionPlan &plan);
    Outcome runSteps(const TransactionPlan &plan);
    Outcome runStep(const Step &step, const TransactionPlan &plan);
    Outcome countAndCommit(const TransactionPlan &plan);
    Outcome checkStep(const Step &step, const PgResult &result, const TransactionPlan &plan);
    Outcome judge(const PgResult &result, const std::string &what, bool committing);
    void rollBack();
    void readBack(const TransactionPlan &plan);
    std::string bumpText() const;
    void fail(const std::string &text) { m_shared.record.fail(m_thread, text); }

    LoadShared &m_shared;
    int m_thread;
    ThreadLedger &m_ledger;
    LoadConnection m_connection;
    Rng m_rng;
    std::string m_backend; ///< pid and start of the last connection's backend
    qint64 m_counter = -1; ///< transactions of this thread that the server has committed; -1: not asked yet
    std::optional<TransactionPlan> m_unresolved; ///< its COMMIT had no answer
};

/// One reader: reads rows that were committed before it began to read, and compares.
class LedgerReader {
public:
    LedgerReader(LoadShared &shared, int thread, LatencyLog &latencies);
    void work();

private:
    bool ensureConnected();
    void readOnce();
    void readPlain(ThreadLedger &ledger);
    void readInSnapshot(ThreadLedger &ledger);
    Step stepFor(const ThreadLedger::Glimpse &seen);
    bool usable(const PgResult &result, const Step &step);
    void check(const PgResult &result, const Step &step, const char *how);

    LoadShared &m_shared;
    int m_thread;
    LoadConnection m_connection;
    Rng m_rng;
};

} // namespace parterre::test
