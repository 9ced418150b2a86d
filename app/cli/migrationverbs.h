// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/invocation.h"
#include "cli/option.h"
#include "migration/engine.h"

namespace parterre {

/// Engine options from the connection, the cancel token, the progress sink, and --workers and --adopt where given.
EngineOptions engineOptions(const Invocation &invocation);

/// Options that several verbs have.
Option yesOption();
Option workersOption();
Option adoptOption();
Option eventsOption();

/// Refuse without --yes. `hint` empty: that of a verb that changes the database. Errors: Usage.
Result<> requireYes(const Invocation &invocation, const QString &hint = {});

/// Read a plan from its file. Errors: Usage.
Result<Plan> readPlan(const QString &path);

/// Say where a migration stands now: on standard output, as the event "state" with --json.
void reportState(Invocation &invocation, const QString &id, MigrationState state);

/// Print a step with every statement, its locks, and what is to know of it, as SQL with comments.
void printStep(QTextStream &out, const PlannedStep &step, qsizetype number);

/// The same as an object; a lock is {"mode", "relation", "eachPartition"}.
QJsonObject toJson(const PlannedStep &step);

/// Print findings, the blocking ones first.
void printFindings(const QList<Finding> &findings, QTextStream &out);

} // namespace parterre
