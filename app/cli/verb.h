// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exitcode.h"
#include "cli/option.h"

#include <QList>
#include <QString>

namespace parterre {

struct Invocation;

/// One verb of parterrectl. To add one: write verb_<name>.cpp with `Verb <name>Verb()`, name it in verbs.cpp.
struct Verb {
    QString name;
    QString summary;          ///< one sentence without the full stop, first letter small
    QString description = {}; ///< more, for the verb's own help and the man page; paragraphs end with '\n'
    QList<Operand> operands = {};
    QList<Option> options = {};
    bool hidden = false;      ///< not in help, man page or completion
    bool connects = true;     ///< connects to the server that the connection options name
    bool eventStream = false; ///< with --json, progress and notes are JSON events on standard output

    /// Do it. An Error is printed by the caller, which also turns it into the exit code.
    Result<ExitCode> (*run)(Invocation &) = nullptr;

    const Option *option(const QString &longName) const;
    /// "inspect [SCHEMA.TABLE]".
    QString synopsis() const;
};

/// All verbs, in the order in which help shows them.
const QList<Verb> &verbs();

/// The verb of this name; nullptr if there is none.
const Verb *findVerb(const QString &name);

} // namespace parterre
