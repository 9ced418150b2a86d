// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

#include "cli/cli.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kWidth = 100;
constexpr qsizetype kTextColumn = 30;

/// Break at blanks so that no line is longer than `width`; words longer than that stay whole.
QStringList wrapped(const QString &text, qsizetype width)
{
    QStringList lines;
    QString line;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > width) {
            lines << line;
            line.clear();
        }
        line += line.isEmpty() ? word : QString(u' ' % word);
    }
    return lines << line;
}

/// "  term      explanation", the explanation wrapped and indented.
QString item(const QString &term, const QString &explanation)
{
    const QString indent(kTextColumn, u' ');
    const QString lines = wrapped(explanation, kWidth - kTextColumn).join(u'\n' % indent);
    const QString head = u"  " % term;
    if (head.size() + 2 > kTextColumn)
        return head % u'\n' % indent % lines % u'\n';
    return head.leftJustified(kTextColumn) % lines % u'\n';
}

QString optionTerm(const Option &option)
{
    const QString letter = option.letter.isNull() ? u"    "_s : QString(u'-' % option.letter % u", ");
    return letter % u"--" % option.name % (option.isFlag() ? QString() : QString(u'=' % option.value));
}

QString optionItems(const QList<Option> &options)
{
    QString text;
    for (const Option &option : options) {
        const QString choices = option.choices.isEmpty() ? QString() : QString(u": " % option.choices.join(u", "_s));
        const QString repeat = option.repeatable ? Cli::tr(" (may be repeated)") : QString();
        text += item(optionTerm(option), option.help % choices % repeat);
    }
    return text;
}

QString exitItems()
{
    QString text;
    for (const ExitMeaning &meaning : exitMeanings())
        text += u"  %1  %2\n"_s.arg(static_cast<int>(meaning.code)).arg(meaning.meaning);
    return text;
}

} // namespace

QString programHelp()
{
    QString text = Cli::tr("parterrectl turns big live PostgreSQL tables into partitioned ones, and back.") % u"\n\n"
        % Cli::tr("Usage: parterrectl [CONNECTION OPTION]... [URI|CONNINFO] VERB [ARGUMENT]...") % u"\n\n"
        % Cli::tr("Verbs (each explains itself with --help):") % u'\n';
    for (const Verb &verb : verbs()) {
        if (!verb.hidden)
            text += item(verb.synopsis(), verb.summary);
    }
    text +=
        u'\n' % Cli::tr("Options of every verb, as in psql (-h is the host):") % u'\n' % optionItems(commonOptions());
    text += u'\n'
        % Cli::tr("What is not given comes from the service file, the PG* variables, .pgpass and libpq's defaults.")
        % u"\n\n" % Cli::tr("Exit codes:") % u'\n' % exitItems();
    return text;
}

QString verbHelp(const Verb &verb)
{
    QString text = u"parterrectl " % verb.name % u": " % verb.summary % u".\n\n"
        % Cli::tr("Usage: parterrectl [CONNECTION OPTION]... %1").arg(verb.synopsis())
        % (verb.options.isEmpty() ? QString() : Cli::tr(" [OPTION]...")) % u'\n';
    for (const QString &paragraph : verb.description.split(u'\n', Qt::SkipEmptyParts))
        text += u'\n' % wrapped(paragraph, kWidth).join(u'\n') % u'\n';
    if (!verb.options.isEmpty())
        text += u'\n' % Cli::tr("Options:") % u'\n' % optionItems(verb.options);
    return text % u'\n' % Cli::tr("Connection options and exit codes: parterrectl --help") % u'\n';
}

} // namespace parterre
