// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

QStringList spellings(const QList<Option> &options)
{
    QStringList words;
    for (const Option &option : options)
        words << u"--" % option.name;
    return words;
}

/// "        verb:--option) …": what may stand behind an option that takes a value.
QString valueCase(const QString &pattern, ValueKind kind, const QStringList &choices)
{
    QString action = u"return"_s;
    if (kind == ValueKind::Choice)
        action = u"_parterrectl_words '%1'; return"_s.arg(choices.join(u' '));
    else if (kind == ValueKind::File)
        action = u"compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return"_s;
    return u"        %1) %2 ;;\n"_s.arg(pattern, action);
}

QString commonValueCases()
{
    QString text;
    for (const Option &option : commonOptions()) {
        if (option.isFlag())
            continue;
        const QString letter = option.letter.isNull() ? QString() : QString(u" | *:-" % option.letter);
        text += valueCase(u"*:--" % option.name % letter, option.kind, option.choices);
    }
    return text;
}

QString verbValueCases(const Verb &verb)
{
    QString text;
    for (const Option &option : verb.options) {
        if (!option.isFlag())
            text += valueCase(verb.name % u":--" % option.name, option.kind, option.choices);
    }
    return text;
}

/// What may stand as a plain word behind the verb.
QString operandCase(const Verb &verb)
{
    const Operand operand = verb.operands.value(0);
    if (verb.operands.isEmpty() || operand.kind == ValueKind::Text || operand.kind == ValueKind::Number)
        return {};
    return valueCase(verb.name, operand.kind, operand.choices);
}

} // namespace

QString bashCompletion()
{
    QStringList names;
    QString values = commonValueCases();
    QString options;
    QString operands;
    for (const Verb &verb : verbs()) {
        if (verb.hidden)
            continue;
        names << verb.name;
        values = verbValueCases(verb) + values;
        if (!verb.options.isEmpty())
            options += u"        %1) options+=' %2' ;;\n"_s.arg(verb.name, spellings(verb.options).join(u' '));
        operands += operandCase(verb);
    }
    return uR"(# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion of parterrectl. Made by: parterrectl documentation bash

_parterrectl_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }

_parterrectl() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} verb='' word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
        %1) verb=$word; break ;;
        esac
    done
    case $verb:$previous in
%2    esac
    local options='%3'
    case $verb in
%4        *) ;;
    esac
    if [[ $current == -* ]]; then
        _parterrectl_words "$options"
        return
    fi
    case $verb in
        '') _parterrectl_words '%5' ;;
%6        *) ;;
    esac
}

complete -F _parterrectl parterrectl
)"_s.arg(names.join(u" | "_s), values, spellings(commonOptions()).join(u' '), options, names.join(u' '), operands);
}

} // namespace parterre
