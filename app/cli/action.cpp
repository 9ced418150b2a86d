// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/action.h"

#include "cli/cli.h"

#include <algorithm>

namespace parterre {

QStringList namesOf(const QList<Action> &actions)
{
    QStringList names;
    for (const Action &action : actions)
        names << action.name;
    return names;
}

Result<Action> chosenAction(const QList<Action> &actions, const QString &verb, const Invocation &invocation)
{
    const auto action = std::find_if(actions.cbegin(), actions.cend(),
                                     [&](const Action &one) { return one.name == invocation.operand(0); });
    const auto &given = invocation.arguments.options;
    for (auto option = given.cbegin(); option != given.cend(); ++option) {
        if (option.key() != u"json" && !action->options.contains(option.key()))
            return failure(ErrorCode::Usage,
                           Cli::tr("--%1 means nothing to %2 %3").arg(option.key(), verb, action->name));
    }
    return *action;
}

} // namespace parterre
