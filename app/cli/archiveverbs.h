// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"
#include "archive/archiverunner.h"
#include "cli/exitcode.h"
#include "cli/invocation.h"

namespace parterre {

/// What `parterrectl archive ACTION` does; one function an action. Each reads operand 1 and the options itself.
namespace archiveverbs {

Result<ExitCode> plan(Invocation &invocation);
Result<ExitCode> add(Invocation &invocation);
Result<ExitCode> rehearse(Invocation &invocation);
Result<ExitCode> list(Invocation &invocation);
Result<ExitCode> run(Invocation &invocation);
Result<ExitCode> remove(Invocation &invocation);
Result<ExitCode> history(Invocation &invocation);
Result<ExitCode> files(Invocation &invocation);
Result<ExitCode> check(Invocation &invocation);
Result<ExitCode> restore(Invocation &invocation);
Result<ExitCode> undo(Invocation &invocation);
Result<ExitCode> find(Invocation &invocation);
Result<ExitCode> view(Invocation &invocation);
Result<ExitCode> savings(Invocation &invocation);
Result<ExitCode> cron(Invocation &invocation);

ArchiveOptions archiveOptions(const Invocation &invocation);
/// The policy that operand 1 names. Errors: Usage, NotFound.
Result<ArchivePolicy> namedPolicy(Invocation &invocation);
/// The statements, each with when it runs and what it locks.
void printStatements(const QList<ArchiveStatement> &statements, QTextStream &out);
QJsonArray toJson(const QList<ArchiveStatement> &statements);
void printJson(const QJsonValue &value, QTextStream &out);
/// What a run would do, and what stands against it; with --show its statements.
ExitCode tell(Invocation &invocation, const ArchivePlan &plan);
QString minuteText(const QDateTime &moment); ///< of UTC

} // namespace archiveverbs

} // namespace parterre
