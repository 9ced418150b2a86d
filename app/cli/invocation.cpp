// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"

#include "cli/password.h"

namespace parterre {

qint64 Invocation::number(const char *option, qint64 otherwise) const
{
    return has(option) ? value(option).toLongLong() : otherwise;
}

Result<> Invocation::completeProfile()
{
    return completePassword(profile, arguments.passwordPrompt, cancel);
}

SessionOptions Invocation::sessionOptions(bool readOnly) const
{
    SessionOptions options;
    options.applicationName = u"parterrectl " % arguments.verb->name;
    options.readOnly = readOnly;
    options.cancel = cancel;
    return options;
}

Result<std::unique_ptr<Session>> Invocation::connect(bool readOnly) const
{
    return Session::open(profile, sessionOptions(readOnly));
}

} // namespace parterre
