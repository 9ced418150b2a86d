// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTextStream>

namespace parterre {

/// Run parterrectl with these words (without the program's name); returns what the process must exit with.
///
/// Installs the signal handlers, asks for a password where one is needed and a person is there, runs the verb, and
/// prints its error.
int runProgram(const QStringList &words, QTextStream &out, QTextStream &err);

} // namespace parterre
