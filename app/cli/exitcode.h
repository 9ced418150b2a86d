// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>

namespace parterre {

/// What parterrectl leaves to the shell.
enum class ExitCode {
    Done = 0,
    Findings = 1, ///< findings, or rows that differ
    Usage = 2,
    Connection = 3, ///< or a right that is missing, or an error of the server
    Refused = 4,    ///< by the preflight or a guard; nothing was changed
    Cancelled = 5,
    OutcomeUnknown = 6,
};

/// The exit code for an operation that ended with this error.
ExitCode exitCodeOf(const Error &error);

/// An exit code in words, for --help and the man page.
struct ExitMeaning {
    ExitCode code;
    QString meaning;
};

/// All of them, ascending.
QList<ExitMeaning> exitMeanings();

} // namespace parterre
