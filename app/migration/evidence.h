// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/details.h"
#include "migration/runner.h"

namespace parterre {

/// The moments at which the table's definition is written down, beside the one in the plan.
inline constexpr QLatin1String kSwitchedMoment("switched");
inline constexpr QLatin1String kRolledBackMoment("rolled back");
inline constexpr QLatin1String kFinishedMoment("finished");

/// Write the table's definition down as it is when the transaction runs.
Statement recordDefinition(const Runner &runner, const QString &moment);

/// One thing in which a definition of the table is not the one in the plan.
struct DefinitionChange {
    QString path; ///< "columns/amount/notNull"
    QString before;
    QString after;
    QString reason; ///< what the plan announced; empty where nothing did

    template<class A>
    void fields(A &a)
    {
        a("path", path);
        a("before", before);
        a("after", after);
        a("reason", reason);
    }
};

/// The definition of the table at a moment, beside that in the plan.
struct DefinitionProof {
    QString moment;
    QDateTime at;
    QList<DefinitionChange> changes;

    /// Everything is as it was, but for what the plan announced.
    bool holds() const;

    template<class A>
    void fields(A &a)
    {
        a("moment", moment);
        a("at", at);
        a("changes", changes);
    }
};

/// Statements of one text in one step, as the journal holds them.
struct RecordedStatement {
    QDateTime at; ///< of the first run
    int epoch = 0;
    QString step;
    QString id;
    QString statement;
    QString locks; ///< as the statement's file names them; empty where it names none
    qint64 runs = 0;
    double durationMs = 0; ///< of all runs
    qint64 rows = 0;
    QString sqlState;
    QString message;

    template<class A>
    void fields(A &a)
    {
        a("at", at);
        a("epoch", epoch);
        a("step", step);
        a("id", id);
        a("statement", statement);
        a("locks", locks);
        a("runs", runs);
        a("durationMs", durationMs);
        a("rows", rows);
        a("sqlState", sqlState);
        a("message", message);
    }
};

/// What an auditor is shown of a migration. Holds no parameter of a statement, no password of a connection, and no
/// shell command of the user's; the user's own SQL in the switch stands there as it ran.
struct Evidence {
    QString program;
    QDateTime madeAt;
    QString serverVersion;
    QString planDigest; ///< of the plan as it was run
    Plan plan;          ///< without its shell commands
    MigrationStatus status;
    QList<StepTimes> steps;
    QList<LeafCheck> checks;
    QList<Note> notes;
    QList<DefinitionProof> definitions;
    QList<RecordedStatement> statements;

    template<class A>
    void fields(A &a)
    {
        a("program", program);
        a("madeAt", madeAt);
        a("serverVersion", serverVersion);
        a("planDigest", planDigest);
        a("plan", plan);
        a("status", status);
        a("steps", steps);
        a("checks", checks);
        a("notes", notes);
        a("definitions", definitions);
        a("statements", statements);
    }
};

/// Collect the evidence from the journal. Errors: NotFound.
Result<Evidence> gatherEvidence(Session &session, const QString &id);

/// What differs between the definition in the plan and `now` (catalog/table_definition); `partitioned`: of the shape
/// after the switch, where some differences are what was wanted.
QList<DefinitionChange> definitionChanges(const Plan &plan, const QJsonObject &now, bool partitioned);

/// What differs between two texts of catalog/table_definition: "columns/amount/default, indexes/by_day", cut after
/// some; empty where they are equal.
QString differenceBetween(const QString &before, const QString &now);

/// One self-contained HTML document: no script, nothing loaded from elsewhere.
QString toHtml(const Evidence &evidence);

} // namespace parterre
