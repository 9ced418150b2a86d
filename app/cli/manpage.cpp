// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

#include "cli/cli.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

/// Text as roff wants it: backslashes, leading dots and hyphens that must stay hyphens.
QString roff(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s).replace(u'…', u"..."_s);
    return text.startsWith(u'.') || text.startsWith(u'\'') ? u"\\&" % text : text;
}

/// A help text as a sentence of its own.
QString sentence(const QString &text)
{
    return roff(text.left(1).toUpper() % text.mid(1)) % u'.';
}

QString optionParagraph(const Option &option)
{
    const QString letter = option.letter.isNull() ? QString() : QString(u"\\fB\\-" % option.letter % u"\\fR, ");
    const QString value = option.isFlag() ? QString() : QString(u"=\\fI" % roff(option.value) % u"\\fR");
    const QString choices = option.choices.isEmpty() ? QString() : QString(u": " % option.choices.join(u", "_s));
    const QString repeat = option.repeatable ? Cli::tr(" (may be repeated)") : QString();
    return u".TP\n" % letter % u"\\fB" % roff(u"--" % option.name) % u"\\fR" % value % u'\n'
        % sentence(option.help % choices % repeat) % u'\n';
}

QString verbSection(const Verb &verb)
{
    QString text = u".SS " % roff(verb.synopsis()) % u'\n' % sentence(verb.summary) % u'\n';
    for (const QString &paragraph : verb.description.split(u'\n', Qt::SkipEmptyParts))
        text += u".PP\n" % roff(paragraph) % u'\n';
    for (const Option &option : verb.options)
        text += optionParagraph(option);
    return text;
}

QString exitSection()
{
    QString text;
    for (const ExitMeaning &meaning : exitMeanings())
        text += u".TP\n.B %1\n%2\n"_s.arg(static_cast<int>(meaning.code)).arg(sentence(meaning.meaning));
    return text;
}

QString section(const QString &title, const QString &text)
{
    return u".SH " % title % u'\n' % text;
}

} // namespace

QString manPage()
{
    QString visible;
    for (const Verb &verb : verbs()) {
        if (!verb.hidden)
            visible += verbSection(verb);
    }
    QString options;
    for (const Option &option : commonOptions())
        options += optionParagraph(option);
    return u".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
           ".\\\" Made by: parterrectl documentation man\n"
           ".TH PARTERRECTL 1 \"\" Parterre \"User Commands\"\n"_s
        % section(u"NAME"_s,
                  roff(Cli::tr("parterrectl - turn big live PostgreSQL tables into partitioned ones, and back"))
                      % u'\n')
        % section(u"SYNOPSIS"_s,
                  u".B parterrectl\n[\\fICONNECTION OPTION\\fR]... [\\fIURI\\fR|\\fICONNINFO\\fR] \\fIVERB\\fR "
                  "[\\fIARGUMENT\\fR]...\n"_s)
        % section(u"VERBS"_s, visible) % section(u"OPTIONS OF EVERY VERB"_s, options)
        % section(
               u"ENVIRONMENT"_s,
               roff(Cli::tr("What is not given comes, as in psql, from the connection service file, the PG* variables, "
                            "the password file and libpq's defaults."))
                   % u'\n')
        % section(u"EXIT STATUS"_s, exitSection())
        % section(u"SEE ALSO"_s, u".BR psql (1),\n.BR pg_service.conf (5)\n"_s);
}

} // namespace parterre
