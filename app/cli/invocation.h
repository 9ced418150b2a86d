// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/progress.h"
#include "cli/arguments.h"
#include "pg/session.h"

#include <QTextStream>

#include <memory>

namespace parterre {

class JsonProgress;

/// What a verb is handed: its arguments, and everything it may talk to.
struct Invocation {
    const Arguments &arguments;
    ConnectionProfile profile; ///< of the arguments, with the password a person typed
    CancelToken cancel;        ///< set by SIGINT and SIGTERM
    ProgressSink &progress;    ///< standard error; JSON events on standard output for an event stream with --json
    JsonProgress *events;      ///< the same sink, for events of the verb's own; nullptr otherwise
    bool json = false;         ///< --json was given
    QTextStream &out;          ///< results
    QTextStream &err;          ///< everything that is no result

    bool has(const char *option) const { return arguments.options.contains(QLatin1String(option)); }
    /// The option's value; empty where it is not given.
    QString value(const char *option) const { return values(option).value(0); }
    QStringList values(const char *option) const { return arguments.options.value(QLatin1String(option)); }
    /// The option's whole number, or `otherwise`.
    qint64 number(const char *option, qint64 otherwise) const;
    /// The operand at this place; empty where it is not given.
    QString operand(qsizetype index) const { return arguments.operands.value(index); }

    /// Ask for the password where one is needed. Verbs with `connects` need not call it.
    Result<> completeProfile();
    /// Session options that carry the cancel token; application_name is "parterrectl VERB".
    SessionOptions sessionOptions(bool readOnly = false) const;
    /// Open a session to the server of the profile.
    Result<std::unique_ptr<Session>> connect(bool readOnly = false) const;
};

} // namespace parterre
