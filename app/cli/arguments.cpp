// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include "cli/cli.h"

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

bool isConninfo(const QString &text)
{
    return text.startsWith(u"postgresql://") || text.startsWith(u"postgres://") || text.contains(u'=');
}

QString helpCommand(const Verb *verb)
{
    return verb ? QString(u"parterrectl " % verb->name % u" --help") : u"parterrectl --help"_s;
}

/// Walks over the words once and fills Arguments.
class Parser {
public:
    explicit Parser(const QStringList &words)
        : m_words(words)
    {}

    Result<Arguments> parse();

private:
    Failure usage(const QString &message, const QString &hint = {}) const;
    Result<> readLong(const QString &word);
    Result<> readLetters(const QString &word);
    Result<> readPlain(const QString &word);
    Result<> take(const Option &option, const QString &spelled, const std::optional<QString> &attached);
    Result<> check(const Option &option, const QString &spelled, const QString &value) const;
    Result<> checkOperands() const;
    Result<> makeProfile();
    const Option *find(const std::function<bool(const Option &)> &matches, bool *common) const;
    void store(const Option &option, const QString &value);

    QStringList m_words;
    qsizetype m_next = 0;
    bool m_optionsEnded = false;
    QString m_conninfo;
    QMap<QString, QString> m_common;
    Arguments m_arguments;
};

Failure Parser::usage(const QString &message, const QString &hint) const
{
    const QString usual = Cli::tr("Try \"%1\".").arg(helpCommand(m_arguments.verb));
    return failure(ErrorCode::Usage, message, {}, hint.isEmpty() ? usual : QString(hint % u' ' % usual));
}

const Option *Parser::find(const std::function<bool(const Option &)> &matches, bool *common) const
{
    *common = false;
    if (m_arguments.verb) {
        const auto &own = m_arguments.verb->options;
        if (const auto found = std::find_if(own.cbegin(), own.cend(), matches); found != own.cend())
            return &*found;
    }
    *common = true;
    const auto found = std::find_if(commonOptions().cbegin(), commonOptions().cend(), matches);
    return found == commonOptions().cend() ? nullptr : &*found;
}

Result<> Parser::check(const Option &option, const QString &spelled, const QString &value) const
{
    bool isNumber = false;
    const qint64 number = value.toLongLong(&isNumber);
    if (option.kind == ValueKind::Number && (!isNumber || number < option.least))
        return usage(
            Cli::tr("%1 needs a whole number from %2 on, not \"%3\"").arg(spelled).arg(option.least).arg(value));
    if (option.kind == ValueKind::Choice && !option.choices.contains(value)) {
        return usage(Cli::tr("%1 does not know \"%2\"").arg(spelled, value),
                     Cli::tr("It knows: %1.").arg(option.choices.join(u", "_s)));
    }
    return {};
}

Result<> Parser::take(const Option &option, const QString &spelled, const std::optional<QString> &attached)
{
    if (option.isFlag()) {
        if (attached)
            return usage(Cli::tr("%1 takes no value").arg(spelled));
        store(option, {});
        return {};
    }
    if (!attached && m_next >= m_words.size()) {
        const QString hint = option.letter == u'h' ? Cli::tr("As in psql, -h is the host.") : QString();
        return usage(Cli::tr("%1 needs a value: %2").arg(spelled, option.value), hint);
    }
    const QString value = attached ? *attached : m_words[m_next++];
    PARTERRE_TRY(check(option, spelled, value));
    if (m_arguments.options.contains(option.name) && !option.repeatable)
        return usage(Cli::tr("%1 is given twice").arg(spelled));
    store(option, value);
    return {};
}

void Parser::store(const Option &option, const QString &value)
{
    const bool own = m_arguments.verb && m_arguments.verb->option(option.name);
    if (!own) {
        m_common.insert(option.name, value);
        return;
    }
    QStringList &values = m_arguments.options[option.name];
    if (!option.isFlag())
        values << value;
}

Result<> Parser::readLong(const QString &word)
{
    const qsizetype equals = word.indexOf(u'=');
    const QString name = equals < 0 ? word.mid(2) : word.mid(2, equals - 2);
    const std::optional<QString> attached = equals < 0 ? std::nullopt : std::optional(word.mid(equals + 1));
    bool common = false;
    const Option *option = find([&](const Option &o) { return o.name == name; }, &common);
    if (!option) {
        const QString hint = m_arguments.verb ? QString() : Cli::tr("A verb's own options stand behind the verb.");
        return usage(Cli::tr("unknown option --%1").arg(name), hint);
    }
    return take(*option, u"--"_s % name, attached);
}

Result<> Parser::readLetters(const QString &word)
{
    for (qsizetype i = 1; i < word.size(); ++i) {
        const QChar letter = word[i];
        bool common = false;
        const Option *option = find([&](const Option &o) { return !o.letter.isNull() && o.letter == letter; }, &common);
        if (!option)
            return usage(Cli::tr("unknown option -%1").arg(letter));
        const QString spelled = QString(u'-') + letter;
        if (!option->isFlag()) {
            const QString rest = word.mid(i + 1);
            return take(*option, spelled, rest.isEmpty() ? std::nullopt : std::optional(rest));
        }
        PARTERRE_TRY(take(*option, spelled, std::nullopt));
    }
    return {};
}

Result<> Parser::readPlain(const QString &word)
{
    if (m_arguments.verb) {
        m_arguments.operands << word;
        return {};
    }
    if (isConninfo(word) && m_conninfo.isEmpty()) {
        m_conninfo = word;
        return {};
    }
    m_arguments.verb = findVerb(word);
    if (!m_arguments.verb) {
        return usage(Cli::tr("unknown verb \"%1\"").arg(word),
                     Cli::tr("A database is named with -d, or by a URI or conninfo string before the verb."));
    }
    return {};
}

Result<> Parser::checkOperands() const
{
    const QList<Operand> &expected = m_arguments.verb->operands;
    const QString hint = Cli::tr("Write: parterrectl %1.").arg(m_arguments.verb->synopsis());
    if (m_arguments.operands.size() > expected.size())
        return usage(Cli::tr("unexpected argument \"%1\"").arg(m_arguments.operands[expected.size()]), hint);
    for (qsizetype i = 0; i < expected.size(); ++i) {
        if (i >= m_arguments.operands.size()) {
            if (expected[i].required)
                return usage(Cli::tr("%1 is missing").arg(expected[i].name), hint);
        } else if (expected[i].kind == ValueKind::Choice && !expected[i].choices.contains(m_arguments.operands[i])) {
            return usage(
                Cli::tr("\"%1\" is not one of %2").arg(m_arguments.operands[i], expected[i].choices.join(u", "_s)),
                hint);
        }
    }
    return {};
}

Result<> Parser::makeProfile()
{
    ConnectionProfile &profile = m_arguments.profile;
    const auto use = [&](const QString &option, const QString &keyword) {
        if (m_common.contains(option))
            profile.parameters.insert(keyword, m_common.value(option));
    };
    use(u"host"_s, u"host"_s);
    use(u"port"_s, u"port"_s);
    use(u"username"_s, u"user"_s);
    use(u"service"_s, u"service"_s);
    const QString database = m_common.value(u"dbname"_s);
    if (!isConninfo(database))
        use(u"dbname"_s, u"dbname"_s);
    for (const QString &conninfo : {isConninfo(database) ? database : QString(), m_conninfo}) {
        if (!conninfo.isEmpty()) {
            PARTERRE_ASSIGN(said, ConnectionProfile::fromConninfo(conninfo));
            profile.parameters.insert(said.parameters);
        }
    }
    profile.passwordCommand = m_common.value(u"password-command"_s);
    if (m_common.contains(u"no-password"_s))
        m_arguments.passwordPrompt = PasswordPrompt::Never;
    else if (m_common.contains(u"password"_s))
        m_arguments.passwordPrompt = PasswordPrompt::Always;
    return {};
}

Result<Arguments> Parser::parse()
{
    while (m_next < m_words.size()) {
        const QString word = m_words[m_next++];
        if (word == u"help" && !m_arguments.verb && !m_optionsEnded)
            m_common.insert(word, {}); // as people type it
        else if (m_optionsEnded || word == u"-" || !word.startsWith(u'-'))
            PARTERRE_TRY(readPlain(word));
        else if (word == u"--")
            m_optionsEnded = true;
        else if (word.startsWith(u"--"))
            PARTERRE_TRY(readLong(word));
        else
            PARTERRE_TRY(readLetters(word));
    }
    if (m_common.contains(u"version"_s)) {
        m_arguments.request = Arguments::Request::Version;
        return m_arguments;
    }
    if (m_common.contains(u"help"_s)) {
        m_arguments.request = Arguments::Request::Help;
        return m_arguments;
    }
    if (!m_arguments.verb)
        return usage(Cli::tr("which verb?"));
    PARTERRE_TRY(checkOperands());
    PARTERRE_TRY(makeProfile());
    return m_arguments;
}

} // namespace

Result<Arguments> parseArguments(const QStringList &words)
{
    return Parser(words).parse();
}

} // namespace parterre
