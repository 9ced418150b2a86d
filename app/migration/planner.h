// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/progress.h"
#include "domain/plan.h"
#include "pg/session.h"

#include <optional>

namespace parterre {

/// What somebody wants of a table.
struct PlanRequest {
    QualifiedName table; ///< an empty schema is looked for
    QString keyColumn;
    QString every;
    UniqueChoice uniqueKeys = UniqueChoice::Extend;
    QMap<QString, UniqueChoice> unique; ///< by index name
    QStringList dropReferences;         ///< foreign keys of other tables that the switch may drop, by name
    QStringList acknowledged;           ///< subjects of findings that ask for it; others are ignored
    bool defaultPartition = true;
    int ahead = 3;                            ///< empty periods after the current one
    QString timeZone = QStringLiteral("UTC"); ///< of the bounds of a timestamptz key
    QStringList applicationSwitch;
    QStringList applicationSwitchBack;
    ShellHook beforeSwitch;
    ShellHook afterSwitch;
    PlanLimits limits;
    PlanPace pace; ///< hoursZone is filled in by the planner
};

/// What was wanted when this plan was made: its decisions, to make it again on the table as it is now.
PlanRequest requestOf(const Plan &plan);

/// The findings, and the plan if nothing blocks it.
struct PlanResult {
    QList<Finding> findings;
    std::optional<Plan> plan;

    bool isBlocked() const { return !plan; }
};

/// Inspect a table and plan its migration. Nothing is changed. The session must be a fresh one; its role becomes the
/// owner of the table. Reads the whole table once to count the rows of each period (a sample of it above 4 GB).
/// Errors: NotFound (table or column), Rights (not a member of the owner), Usage, Connection, Cancelled.
Result<PlanResult> makePlan(Session &session, const PlanRequest &request, const CancelToken &cancel,
                            ProgressSink &sink);

/// A column that a table could be partitioned by.
struct KeyCandidate {
    QString name;
    QString type;
    bool notNull = false;
    bool indexed = false; ///< an index begins with it
};

/// The columns of a table that makePlan() takes as a key, the likeliest first: NOT NULL, then indexed ones.
Result<QList<KeyCandidate>> keyCandidates(Session &session, quint32 table);

} // namespace parterre
