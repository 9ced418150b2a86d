// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "demo/writeledger.h"
#include "pg/connectionprofile.h"

#include <memory>

namespace parterre {

/// The load of an application on public.transactions.
struct WriterLoadOptions {
    ConnectionProfile profile; ///< as the application's role
    int writers = 8;           ///< sessions
    int readers = 3;
    double writesPerSecond = 200;
    double readsPerSecond = 100;
    double adoptPercent = 2; ///< of the rows that are there, to be changed like the load's own
    quint64 seed = 1;        ///< decides the new keys too: a second load on the same rows needs another one
};

/// What the load has done since it began.
struct LoadCounts {
    qint64 writes = 0; ///< committed transactions
    qint64 reads = 0;
    qint64 retries = 0;    ///< of 40001, which an application must expect
    qint64 errors = 0;     ///< any other error
    qint64 staleReads = 0; ///< own committed writes that came back old or not at all
    QStringList messages;  ///< of the first errors and stale reads
};

/// How long operations took that were due, or under way, in a span of time.
struct LoadTimes {
    qint64 count = 0;
    qint64 maxUs = 0;
    qint64 p99Us = 0;
};

/// A small application on a thread of its own that writes to and reads from public.transactions at fixed rates:
/// inserts, updates, deletes, changes of the key and of the timestamp, rows read and then written in one transaction in
/// all three isolation levels. Every operation has the time at which it was due; its duration counts from there, so a
/// standstill shows in all that wait. Committed writes are kept in a ledger; each read of a known row is checked
/// against it.
class WriterLoad {
public:
    /// Connect, adopt rows, start. Errors: those of Session.
    static Result<std::unique_ptr<WriterLoad>> start(const WriterLoadOptions &options);
    /// Stops; what is under way is finished first.
    ~WriterLoad();
    WriterLoad(const WriterLoad &) = delete;
    WriterLoad &operator=(const WriterLoad &) = delete;

    /// Begin nothing new and return when nothing is under way.
    void pause();
    void resume();

    LoadCounts counts() const;
    enum class Side { Writers, Readers };
    LoadTimes times(Side side, qint64 fromUs, qint64 toUs) const;
    /// The clock of times().
    static qint64 nowUs();

    /// Compare the table with the ledger while the load pauses. `session` may read the whole table.
    Result<LedgerComparison> compare(Session &session);

private:
    struct Private;
    explicit WriterLoad(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace parterre
