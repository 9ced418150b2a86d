// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/drillsql.h"
#include "migration/engine.h"

#include <memory>

namespace parterre {

/// What the writer of a drill has done and met.
struct DrillWrites {
    qint64 updates = 0; ///< committed transactions
    qint64 deletes = 0;
    qint64 inserts = 0;
    qint64 retries = 0; ///< of 40001, which an application must expect
    qint64 refused = 0; ///< exchanged values that a constraint of the table did not take
    double longestMs = 0;
    QString longestStep; ///< of the migration, in which that was
    QStringList faults;  ///< what an application must never meet; the first ones

    qint64 total() const { return updates + deletes + inserts; }

    template<class A>
    void fields(A &a)
    {
        a("updates", updates);
        a("deletes", deletes);
        a("inserts", inserts);
        a("retries", retries);
        a("refused", refused);
        a("longestMs", longestMs);
        a("longestStep", longestStep);
        a("faults", faults);
    }
};

/// Plays the application of a drill on a thread and a session of its own: rows exchange values, are deleted, and come
/// back, about a hundred transactions a second. Each transaction writes the same into the ledger table, so that at any
/// moment one statement can compare the two.
class DrillWriter {
public:
    /// `keys`: those of all rows, as text. Errors: those of Session.
    static Result<std::unique_ptr<DrillWriter>> start(const EngineOptions &options, const DrillSql &sql,
                                                      const QString &role, const QList<QStringList> &keys);
    /// Stops; what is under way is finished first.
    ~DrillWriter();
    DrillWriter(const DrillWriter &) = delete;
    DrillWriter &operator=(const DrillWriter &) = delete;

    /// The step of the migration from now on.
    void setStep(const QString &step);
    /// Cancel the token when so many more transactions are committed, or the writer can go on no more.
    void cancelAfter(qint64 transactions, const CancelToken &token);
    DrillWrites writes() const;

private:
    struct Private;
    explicit DrillWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace parterre
