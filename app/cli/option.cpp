// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/option.h"

#include "cli/cli.h"

namespace parterre {

using namespace Qt::StringLiterals;

const QList<Option> &commonOptions()
{
    static const QList<Option> options{
        {.letter = u'h',
         .name = u"host"_s,
         .value = u"HOST"_s,
         .help = Cli::tr("server's host name or socket directory; several are tried in turn: a,b")},
        {.letter = u'p', .name = u"port"_s, .value = u"PORT"_s, .help = Cli::tr("server's port")},
        {.letter = u'U', .name = u"username"_s, .value = u"NAME"_s, .help = Cli::tr("role to connect as")},
        {.letter = u'd',
         .name = u"dbname"_s,
         .value = u"DBNAME"_s,
         .help = Cli::tr("database to connect to, or a URI (postgresql://…) or conninfo string (\"host=… dbname=…\")")},
        {.name = u"service"_s, .value = u"NAME"_s, .help = Cli::tr("entry of the connection service file")},
        {.name = u"password-command"_s,
         .value = u"COMMAND"_s,
         .help = Cli::tr("shell command that prints the password on one line; run at every connect, so that "
                         "short-lived tokens work")},
        {.letter = u'w', .name = u"no-password"_s, .help = Cli::tr("never ask for a password")},
        {.letter = u'W', .name = u"password"_s, .help = Cli::tr("ask for a password before connecting")},
        {.letter = u'?', .name = u"help"_s, .help = Cli::tr("show this help, or that of the verb, and leave")},
        {.letter = u'V', .name = u"version"_s, .help = Cli::tr("show the version and leave")},
    };
    return options;
}

} // namespace parterre
