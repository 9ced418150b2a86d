// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/journal.h"
#include "pg/catalog/partitiontree.h"

#include <QDateTime>

namespace parterre {

/// What the last verification said of one partition.
struct LeafCheck {
    QString leaf;   ///< quoted, with schema
    QString method; ///< VerificationReport::method
    qint64 sourceRows = 0;
    qint64 targetRows = 0;
    QString sourceSum; ///< LeafVerdict::plainSum; empty in a journal of version 1
    QString targetSum;
    bool equal = false;
    QDateTime at;

    template<class A>
    void fields(A &a)
    {
        a("leaf", leaf);
        a("method", method);
        a("sourceRows", sourceRows);
        a("targetRows", targetRows);
        a("sourceSum", sourceSum);
        a("targetSum", targetSum);
        a("equal", equal);
        a("at", at);
    }
};

/// How far a partition of the partitioned shape is filled.
struct LeafFill {
    QString leaf;         ///< name without schema
    qint64 rows = 0;      ///< by the statistics collector, some seconds old
    qint64 heapBytes = 0; ///< these two: 0 also where they could not be read because of a lock
    qint64 bytes = 0;     ///< with indexes and TOAST

    bool isCounted() const { return rows > 0 || heapBytes == 0; } ///< no: the statistics come some seconds late

    template<class A>
    void fields(A &a)
    {
        a("leaf", leaf);
        a("rows", rows);
        a("heapBytes", heapBytes);
        a("bytes", bytes);
    }
};

/// When a step began and ended, by the statements in the journal; repeats of a step count as one.
struct StepTimes {
    QString step;
    QDateTime startedAt;
    QDateTime endedAt;
    qint64 workedMs = 0; ///< without stops, and what other steps did in between
    qint64 statements = 0;
    qint64 failures = 0;
    QString lastFailure;

    template<class A>
    void fields(A &a)
    {
        a("step", step);
        a("startedAt", startedAt);
        a("endedAt", endedAt);
        a("workedMs", workedMs);
        a("statements", statements);
        a("failures", failures);
        a("lastFailure", lastFailure);
    }
};

/// What a runner said.
struct Note {
    QDateTime at;
    QString step;
    QString text;

    template<class A>
    void fields(A &a)
    {
        a("at", at);
        a("step", step);
        a("text", text);
    }
};

/// Everything that the database knows of one migration.
struct MigrationDetails {
    MigrationStatus status;
    JournalEntry entry;
    QList<LeafFill> leaves; ///< empty before Prepared and after a rollback
    QList<LeafCheck> checks;
    QList<StepTimes> steps; ///< in the order in which they began
    QList<Note> notes;      ///< the latest, in their order
    /// Transactions that have been open for some seconds and may hold the switch up; only while it is next.
    QStringList openTransactions;

    template<class A>
    void fields(A &a)
    {
        a("status", status);
        a("leaves", leaves);
        a("checks", checks);
        a("steps", steps);
        a("notes", notes);
        a("openTransactions", openTransactions);
    }
};

/// With the latest notes, as many as `notes`. Errors: NotFound.
Result<MigrationDetails> readDetails(Session &session, const QString &id, int notes = 200);

} // namespace parterre
