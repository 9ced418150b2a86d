// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"
#include "pg/catalog/seenstatements.h"
#include "pg/session.h"

namespace parterre {

/// Findings about what the application must change or know: statements that fail or mean something else after the
/// switch, in what was seen and in the text of functions and rules; frameworks, by their bookkeeping tables; the freeze
/// of schema changes. For a plan whose unique keys are decided. Those that a plan acknowledges are marked.
Result<QList<Finding>> findInApplication(Session &session, const Plan &plan, const SeenStatements &seen,
                                         const QStringList &acknowledged);

/// What frameworks are recognised, and what each of them needs to be told.
Result<QList<Finding>> findFrameworks(Session &session, const Plan &plan, const SeenStatements &seen);

} // namespace parterre
