// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"

#include "cli/cli.h"

namespace parterre {

ExitCode exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Cancelled:
        return ExitCode::Cancelled;
    case ErrorCode::Usage:
    case ErrorCode::NotFound:
        return ExitCode::Usage;
    case ErrorCode::Mismatch:
        return ExitCode::Findings;
    case ErrorCode::Connection:
    case ErrorCode::Rights:
    case ErrorCode::Server:
        return ExitCode::Connection;
    case ErrorCode::Refused:
    case ErrorCode::LockNotAvailable:
    case ErrorCode::Fenced:
    case ErrorCode::Changed:
        return ExitCode::Refused;
    case ErrorCode::OutcomeUnknown:
    case ErrorCode::Internal: // a bug of ours: how far it got is not known either
        break;
    }
    return ExitCode::OutcomeUnknown;
}

QList<ExitMeaning> exitMeanings()
{
    return {{ExitCode::Done, Cli::tr("done")},
            {ExitCode::Findings, Cli::tr("findings, or rows that differ")},
            {ExitCode::Usage, Cli::tr("wrong usage, or a name that does not exist")},
            {ExitCode::Connection, Cli::tr("no connection, a right is missing, or an error of the server")},
            {ExitCode::Refused, Cli::tr("refused by the preflight or a guard; nothing was changed")},
            {ExitCode::Cancelled, Cli::tr("cancelled")},
            {ExitCode::OutcomeUnknown, Cli::tr("the outcome is not known; ask again with status")}};
}

} // namespace parterre
