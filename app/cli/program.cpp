// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/consoleprogress.h"
#include "cli/help.h"
#include "cli/invocation.h"
#include "cli/jsonprogress.h"
#include "cli/signals.h"

#include <unistd.h>

namespace parterre {

namespace {

Result<ExitCode> runVerb(Invocation &invocation)
{
    if (invocation.arguments.verb->connects)
        PARTERRE_TRY(invocation.completeProfile());
    return invocation.arguments.verb->run(invocation);
}

int conclude(const Result<ExitCode> &result, Invocation &invocation)
{
    if (result)
        return static_cast<int>(*result);
    if (invocation.events)
        invocation.events->error(result.error());
    invocation.err << result.error().toText();
    return static_cast<int>(exitCodeOf(result.error()));
}

int run(const Arguments &arguments, QTextStream &out, QTextStream &err)
{
    const CancelToken cancel;
    installSignalHandlers(cancel);
    const bool json = arguments.options.contains(QStringLiteral("json"));
    ConsoleProgress console(err, ::isatty(STDERR_FILENO) != 0);
    JsonProgress events(out);
    const bool stream = json && arguments.verb->eventStream;
    ProgressSink &sink = stream ? static_cast<ProgressSink &>(events) : console;
    Invocation invocation{arguments, arguments.profile, cancel, sink, stream ? &events : nullptr, json, out, err};
    const auto result = runVerb(invocation);
    console.finish();
    out.flush(); // what was found stands above the error that it led to
    return conclude(result, invocation);
}

} // namespace

int runProgram(const QStringList &words, QTextStream &out, QTextStream &err)
{
    const auto arguments = parseArguments(words);
    if (!arguments) {
        err << arguments.error().toText();
        return static_cast<int>(exitCodeOf(arguments.error()));
    }
    switch (arguments->request) {
    case Arguments::Request::Version:
        out << "parterrectl " << PARTERRE_VERSION << '\n';
        return 0;
    case Arguments::Request::Help:
        out << (arguments->verb ? verbHelp(*arguments->verb) : programHelp());
        return 0;
    case Arguments::Request::Run:
        break;
    }
    return run(*arguments, out, err);
}

} // namespace parterre
