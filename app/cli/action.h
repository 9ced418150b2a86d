// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exitcode.h"
#include "cli/invocation.h"

namespace parterre {

/// What a verb does by its first operand: `parterrectl archive ACTION`.
struct Action {
    QString name;
    Result<ExitCode> (*run)(Invocation &) = nullptr;
    QStringList options; ///< those that mean something to it, besides --json
};

QStringList namesOf(const QList<Action> &actions);

/// The one that operand 0 names; it is among them. Errors: Usage where an option is given that means nothing to it:
/// nobody must believe that it counts.
Result<Action> chosenAction(const QList<Action> &actions, const QString &verb, const Invocation &invocation);

} // namespace parterre
