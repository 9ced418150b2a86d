// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/signals.h"

#include "cli/cli.h"
#include "cli/exitcode.h"

#include <csignal>
#include <unistd.h>

namespace parterre {

namespace {

// Never freed: a handler may run until the very end of the process.
const CancelToken *theToken = nullptr;
const QByteArray *theNotice = nullptr;
volatile std::sig_atomic_t interrupts = 0;

extern "C" void onSignal(int signal)
{
    if (signal == SIGINT && interrupts > 0)
        ::_exit(static_cast<int>(ExitCode::Cancelled));
    if (signal == SIGINT) {
        interrupts = 1;
        if (!theToken->isCancelled()) [[maybe_unused]]
            const auto written = ::write(STDERR_FILENO, theNotice->constData(), theNotice->size());
    }
    theToken->cancel();
}

} // namespace

void installSignalHandlers(const CancelToken &cancel)
{
    theToken = new CancelToken(cancel);
    const bool person = ::isatty(STDERR_FILENO) != 0;
    theNotice = new QByteArray(
        person ? '\n' + Cli::tr("Cancelling; Ctrl-C once more leaves at once.").toLocal8Bit() + '\n' : QByteArray());
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

} // namespace parterre
