// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/runner.h"
#include "migration/steps/step.h"

namespace parterre {

/// A column in which the two sides of a row differ, as text: NULL, and '' for the empty string.
struct ColumnDifference {
    QString column;
    QString plain;
    QString partitioned;

    template<class A>
    void fields(A &a)
    {
        a("column", column);
        a("plain", plain);
        a("partitioned", partitioned);
    }
};

/// A row that is not the same on both sides.
struct RowDifference {
    QString leaf;                    ///< the partition it belongs to
    QStringList key;                 ///< the key and the partition key, as text
    QString plain;                   ///< the row in the plain table, as text; empty = missing there
    QString partitioned;             ///< the row in the partition; empty = missing there
    QList<ColumnDifference> columns; ///< empty where a side is missing, or where no text shows the difference

    template<class A>
    void fields(A &a)
    {
        a("leaf", leaf);
        a("key", key);
        a("plain", plain);
        a("partitioned", partitioned);
        a("columns", columns);
    }
};

/// What a verification found for one partition.
struct LeafVerdict {
    QString leaf;
    qint64 plainRows = 0;
    qint64 partitionedRows = 0;
    QString plainSum; ///< two sums over the hashes of the rows, decimal
    QString partitionedSum;
    bool equal = false;

    template<class A>
    void fields(A &a)
    {
        a("leaf", leaf);
        a("plainRows", plainRows);
        a("partitionedRows", partitionedRows);
        a("plainSum", plainSum);
        a("partitionedSum", partitionedSum);
        a("equal", equal);
    }
};

struct VerificationReport {
    QString method; ///< "hash": semantic, 1.0 equals 1.00; "strict": byte by byte
    QList<LeafVerdict> leaves;
    QList<RowDifference> differences; ///< at most 100 a partition
    qint64 rows = 0;
    qint64 durationMs = 0;
    qint64 snapshotMs = 0; ///< how long the longest snapshot was held
    qint64 leftOut = 0;    ///< changes that were not replayed yet: their rows were not compared

    bool isEqual() const;

    template<class A>
    void fields(A &a)
    {
        a("method", method);
        a("leaves", leaves);
        a("differences", differences);
        a("rows", rows);
        a("durationMs", durationMs);
        a("snapshotMs", snapshotMs);
        a("leftOut", leftOut);
    }
};

/// The partitions that the last verification called different; only if it was by that `method`, where one is named.
/// Errors: Server.
Result<QStringList> differingLeaves(Runner &runner, const QString &method = {});

/// What was found, in one sentence for the journal.
QString verdictText(const VerificationReport &report);

/// Proves that both shapes hold the same rows, while the application writes: rows whose key is in the visible log may
/// differ and are left out; all others are compared in one snapshot. Takes ACCESS SHARE on both; gives way to whoever
/// waits for a lock.
class Verifier {
public:
    /// Before the switch `direction` is forward(), after it reverse().
    Verifier(Runner &runner, const Direction &direction);

    /// Count and two sums of hashes a partition; red partitions are compared row by row. `strict` compares all rows
    /// byte by byte instead, and so does a verification after one that was red in that way. Red in state Verified leads
    /// back to CatchingUp: there is no switch until both are equal. Errors: Server, Cancelled, Refused when the plan's
    /// longest snapshot is exceeded.
    Result<VerificationReport> verify(bool strict);

    /// Put the keys of differing rows into the log, so that the next replay round sets them right.
    Result<> repair(const VerificationReport &report);

    static QList<PlannedStatement> describe(const MigrationSql &sql, const Direction &direction);

private:
    Result<VerificationReport> verifyOnce(bool strict);
    Result<> record(const VerificationReport &report);
    Result<> recordRed(const VerificationReport &report);
    Result<> shareSnapshot(const QList<Session *> &workers);
    Result<> hashBothSides(VerificationReport &report);
    Result<> compare(VerificationReport &report, qsizetype leaf);

    Runner &m_runner;
    Direction m_direction;
};

} // namespace parterre
