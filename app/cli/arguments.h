// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/verb.h"
#include "pg/connectionprofile.h"

#include <QMap>
#include <QStringList>

namespace parterre {

/// When a person is asked for the password: when the server wants one, before connecting (-W), never (-w).
enum class PasswordPrompt { WhenNeeded, Always, Never };

/// A command line, read and checked against the tables of options and verbs.
struct Arguments {
    enum class Request { Run, Help, Version };

    Request request = Request::Run;
    const Verb *verb = nullptr; ///< nullptr only with Help and Version
    ConnectionProfile profile;
    PasswordPrompt passwordPrompt = PasswordPrompt::WhenNeeded;
    QMap<QString, QStringList> options; ///< the verb's own options, by long name; a flag has an empty list
    QStringList operands;
};

/// Read a command line without the program's name.
///
/// Connection options stand before or behind the verb; a URI or conninfo string may stand before it without an option.
/// Of two values for one connection option the last counts; a verb's option that cannot be repeated must not be.
/// What a URI or conninfo says wins over the single options, as in psql. Errors: Usage.
Result<Arguments> parseArguments(const QStringList &words);

} // namespace parterre
