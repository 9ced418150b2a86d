// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/transactionplan.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace parterre::test {

struct LedgerLoadOptions {
    /// As the application's role (app_user).
    QString conninfo;
    // SQL texts, quoted where they must be.
    QString table = QStringLiteral("public.ledger_t");
    QString view = QStringLiteral("public.ledger_v");
    QString counterTable = QStringLiteral("public.ledger_tx");

    int writers = 8;
    int readers = 2;
    double writesPerSecond = 200; ///< committed transactions of all writers together
    double readsPerSecond = 200;  ///< of all reader threads together
    std::uint64_t seed = 1;
    /// Partition keys: from the first of this month on, this many months.
    int fromYear = 2023;
    int fromMonth = 7;
    int months = 30;
    /// Longest pause between a transaction's read and its write.
    int maxThinkMs = 3;
    /// Share of the statements that name rows by (id, ts) and not by id alone; with hundreds of leaves id alone is
    /// slow.
    int knownTsPercent = 50;
    /// Lost connections are part of the test: count them, reconnect, go on.
    bool expectServerCrashes = false;
    /// Called with the key at once when a reader found an old row, on the reader's thread.
    std::function<void(std::int64_t id)> onStaleRead = {};
};

enum class LoadSide { Reader, Writer };

/// One statement as the application saw it.
struct LatencySample {
    std::int64_t startUs = 0; ///< LedgerLoad::nowUs() when it was sent
    std::int64_t latencyUs = 0;
    LoadSide side = LoadSide::Writer;
    int thread = 0;
    const char *kind = ""; ///< "insert", "read", "commit", …
};

struct LoadStats {
    qint64 committed = 0;  ///< transactions that wrote and whose COMMIT is known to have happened
    qint64 rolledBack = 0; ///< on purpose
    qint64 readFirst = 0;  ///< of the committed: read the row before writing it
    qint64 readForUpdate = 0;
    qint64 reads = 0;                ///< of own committed rows, by readers and by writers after their commit
    qint64 inconclusiveReads = 0;    ///< the row changed while it was read: nothing can be said
    qint64 retriesMoved = 0;         ///< 40001 "moved to another partition"
    qint64 retriesSerialization = 0; ///< any other 40001
    qint64 deadlocks = 0;            ///< 40P01; each is a failure too
    qint64 connectionLosses = 0;
    qint64 outcomesResolved = 0; ///< COMMITs without an answer whose outcome was found out afterwards
    qint64 failures = 0;
    QMap<QString, qint64> committedByKind; ///< also by isolation level, way of sending, target
    double seconds = 0;                    ///< running, pauses left out
    double commitsPerSecond() const { return seconds > 0 ? static_cast<double>(committed) / seconds : 0; }
    QString toString() const;
};

/// An application that writes and reads while its table is migrated, and that remembers every committed write.
///
/// Each writer thread owns a range of keys, so its ledger says exactly what the table must hold. Only SQLSTATE 40001
/// is retried. Anything else that goes wrong, and every read of an own committed row that comes back old or missing,
/// is a failure. Needs the tables of createLedgerTables(). Methods belong to the test's thread unless said otherwise.
class LedgerLoad {
public:
    explicit LedgerLoad(LedgerLoadOptions options);
    ~LedgerLoad();
    LedgerLoad(const LedgerLoad &) = delete;
    LedgerLoad &operator=(const LedgerLoad &) = delete;

    /// Put `rows` rows into the empty table with COPY, 10 % out of time order. False: see failures().
    bool fill(qint64 rows);
    /// Take what the table holds into the ledgers: rows in a thread's key range will be worked on, others must stay.
    bool adoptExisting();

    bool start();
    /// Let every thread end its transaction, outcome known, and wait there. False when that takes longer.
    bool pause(std::chrono::milliseconds timeout = std::chrono::seconds(60));
    void resume();
    /// Like pause(), then end the threads. compare() is exact afterwards.
    void stop();
    /// Wait until that many transactions more are committed. Any thread.
    bool waitForCommits(qint64 more, std::chrono::milliseconds timeout) const;

    /// The first 20 failures. Any thread.
    QStringList failures() const;
    qint64 failureCount() const;
    /// Any thread.
    LoadStats stats() const;

    /// Monotonic microseconds, the clock of all samples.
    static std::int64_t nowUs();
    /// Statements that were under way between the two times. Any thread.
    std::vector<LatencySample> samples(std::int64_t fromUs, std::int64_t toUs, LoadSide side) const;
    /// Their latencies, sorted ascending.
    std::vector<std::int64_t> latencies(std::int64_t fromUs, std::int64_t toUs, LoadSide side) const;
    /// For the thread that lost most: the sum, over its statements under way in the window, of what they took beyond
    /// `normalUs`.
    std::int64_t blockedUs(std::int64_t fromUs, std::int64_t toUs, LoadSide side, std::int64_t normalUs = 0) const;
    /// Forget all samples up to now (long soaks).
    void clearSamples();

    /// Compare all columns of all rows of `table` with the ledgers; empty when equal, else one line a difference, at
    /// most `limit`. Only while paused or stopped.
    QStringList compare(const QString &conninfo, const QString &table, int limit = 50) const;
    /// Rows that the ledgers expect.
    qint64 expectedRows() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace parterre::test
