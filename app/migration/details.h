// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/journal.h"
#include "pg/catalog/partitiontree.h"

#include <QDateTime>

namespace parterre {

/// What the last verification said of one partition.
struct LeafCheck {
    QString leaf; ///< name without schema
    qint64 sourceRows = 0;
    qint64 targetRows = 0;
    bool equal = false;
    QDateTime at;

    template<class A>
    void fields(A &a)
    {
        a("leaf", leaf);
        a("sourceRows", sourceRows);
        a("targetRows", targetRows);
        a("equal", equal);
    }
};

/// When a step began and ended, by the statements in the journal; repeats of a step count as one.
struct StepTimes {
    QString step;
    QDateTime startedAt;
    QDateTime endedAt;
    qint64 statements = 0;
    qint64 failures = 0;
    QString lastFailure;

    template<class A>
    void fields(A &a)
    {
        a("step", step);
        a("statements", statements);
        a("failures", failures);
        a("lastFailure", lastFailure);
    }
};

/// Everything that the database knows of one migration.
struct MigrationDetails {
    MigrationStatus status;
    JournalEntry entry;
    QList<LeafCheck> checks;
    QList<StepTimes> steps; ///< in the order in which they began

    template<class A>
    void fields(A &a)
    {
        a("status", status);
        a("checks", checks);
        a("steps", steps);
    }
};

/// Errors: NotFound.
Result<MigrationDetails> readDetails(Session &session, const QString &id);

} // namespace parterre
