// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/verb.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

/// The states that lie on the way, in order.
const QStringList &states()
{
    static const QStringList texts = [] {
        QStringList list;
        for (auto state = MigrationState::Planned; state <= MigrationState::Watching;
             state = static_cast<MigrationState>(static_cast<int>(state) + 1))
            list << toText(state);
        return list;
    }();
    return texts;
}

bool isId(const QString &text)
{
    static const QRegularExpression pattern(u"^[0-9a-f]{8}$"_s);
    return pattern.match(text).hasMatch() && !QFileInfo::exists(text);
}

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_TRY(requireYes(invocation));
    EngineOptions options = engineOptions(invocation);
    if (invocation.has("until")) {
        MigrationState until{};
        fromText(invocation.value("until"), &until);
        options.until = until;
    }
    QString id = invocation.operand(0);
    if (isId(id)) {
        PARTERRE_ASSIGN(state, Engine(options).resume(id));
        reportState(invocation, id, state);
        return ExitCode::Done;
    }
    PARTERRE_ASSIGN(plan, readPlan(id));
    PARTERRE_ASSIGN(state, Engine(options).migrate(plan));
    reportState(invocation, plan.id, state);
    return ExitCode::Done;
}

} // namespace

Verb migrateVerb()
{
    return {.name = u"migrate"_s,
            .summary = Cli::tr("run a plan, or go on with a migration where it stopped"),
            .description =
                Cli::tr("Takes a plan's file, or the ID of a migration that is in the database's journal: it may have "
                        "been started on another machine. Ends in state Watching, when no transaction from before "
                        "the switch is left; then \"watch\" keeps the way back open.\n"
                        "Ctrl-C cancels: the server's query is gone within a second, and the same command goes on "
                        "later. Ctrl-C once more leaves at once; nothing is lost then either."),
            .operands = {{.name = u"FILE|ID"_s, .kind = ValueKind::File}},
            .options = {yesOption(),
                        {.name = u"until"_s,
                         .value = u"STATE"_s,
                         .help = Cli::tr("stop when this state is reached"),
                         .kind = ValueKind::Choice,
                         .choices = states()},
                        workersOption(),
                        adoptOption(),
                        eventsOption()},
            .eventStream = true,
            .run = run};
}

} // namespace parterre
