// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sqlscan.h"

#include <QRegularExpression>

namespace parterre {

namespace {

qsizetype endOfQuoted(QStringView text, qsizetype start, QChar quote, bool backslashes)
{
    for (qsizetype i = start + 1; i < text.size(); ++i) {
        if (backslashes && text[i] == u'\\')
            ++i;
        else if (text[i] == quote)
            return i + 1;
    }
    return text.size();
}

qsizetype endOfDollarQuoted(QStringView text, qsizetype start)
{
    static const QRegularExpression tag(
        QStringLiteral("\\G\\$([A-Za-z_\\x{80}-\\x{10ffff}][A-Za-z0-9_\\x{80}-\\x{10ffff}]*)?\\$"));
    const auto match = tag.match(text.toString(), start);
    if (!match.hasMatch())
        return start + 1;
    const qsizetype end = text.indexOf(match.captured(0), match.capturedEnd());
    return end < 0 ? text.size() : end + match.capturedLength();
}

qsizetype endOfBlockComment(QStringView text, qsizetype start)
{
    int depth = 0;
    for (qsizetype i = start; i + 1 < text.size(); ++i) {
        if (text[i] == u'/' && text[i + 1] == u'*') {
            ++depth;
            ++i;
        } else if (text[i] == u'*' && text[i + 1] == u'/') {
            ++i;
            if (--depth == 0)
                return i + 1;
        }
    }
    return text.size();
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

// The position behind the quoted thing or comment that starts at i, or i where none does.
qsizetype skipQuoted(QStringView text, qsizetype i)
{
    const QChar c = text[i];
    const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
    const bool inWord = i > 0 && isWordCharacter(text[i - 1]);
    if (c == u'\'') {
        const bool escaped =
            i > 0 && (text[i - 1] == u'E' || text[i - 1] == u'e') && (i < 2 || !isWordCharacter(text[i - 2]));
        return endOfQuoted(text, i, c, escaped);
    }
    if (c == u'"')
        return endOfQuoted(text, i, c, false);
    if (c == u'$' && !inWord)
        return qMax(i, endOfDollarQuoted(text, i) == i + 1 ? i : endOfDollarQuoted(text, i));
    if (c == u'-' && next == u'-') {
        const qsizetype end = text.indexOf(u'\n', i);
        return end < 0 ? text.size() : end;
    }
    if (c == u'/' && next == u'*')
        return endOfBlockComment(text, i);
    return i;
}

} // namespace

QString extendKeyList(const QString &text, const QString &quotedColumn)
{
    int depth = 0;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype behind = skipQuoted(text, i);
        if (behind > i) {
            i = behind;
            continue;
        }
        if (text[i] == u'(')
            ++depth;
        else if (text[i] == u')' && --depth == 0)
            return text.left(i) % u", " % quotedColumn % text.mid(i);
        ++i;
    }
    return text;
}

QString insertClause(const QString &text, const QString &clause, const QString &keyword)
{
    const QString needle = u' ' % keyword;
    int depth = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (depth == 0 && QStringView(text).mid(i).startsWith(needle))
            return text.left(i) % u' ' % clause % text.mid(i);
        const qsizetype behind = skipQuoted(text, i);
        if (behind > i) {
            i = behind;
            continue;
        }
        depth += text[i] == u'(' ? 1 : text[i] == u')' ? -1 : 0;
        ++i;
    }
    return text % u' ' % clause;
}

std::optional<QString> retargetTrigger(const QString &definition, const QString &from, const QString &to)
{
    const QString needle = u" ON " % from % u' ';
    for (qsizetype i = 0; i < definition.size();) {
        if (QStringView(definition).mid(i).startsWith(needle))
            return definition.left(i) % u" ON " % to % u' ' % definition.mid(i + needle.size());
        const qsizetype behind = skipQuoted(definition, i);
        i = behind > i ? behind : i + 1;
    }
    return std::nullopt;
}

QString withoutOnly(const QString &definition, const QString &table)
{
    const QString only = QStringLiteral("ONLY ");
    const QString needle = only % table;
    const auto begins = [&](qsizetype i) { return i == 0 || definition[i - 1].isSpace() || definition[i - 1] == u'('; };
    const auto ends = [&](qsizetype i) {
        return i >= definition.size()
            || !(isWordCharacter(definition[i]) || definition[i] == u'"' || definition[i] == u'.');
    };
    QString text;
    qsizetype taken = 0;
    for (qsizetype i = 0; i < definition.size();) {
        if (QStringView(definition).mid(i).startsWith(needle) && begins(i) && ends(i + needle.size())) {
            text += QStringView(definition).mid(taken, i - taken);
            taken = i + only.size();
            i += needle.size();
            continue;
        }
        const qsizetype behind = skipQuoted(definition, i);
        i = behind > i ? behind : i + 1;
    }
    return text + QStringView(definition).mid(taken);
}

namespace {

// How deep in BEGIN ATOMIC … END of a routine, as psql counts it: a CASE has an END too.
class AtomicBody {
public:
    void word(const QString &word)
    {
        if (m_words.size() < 4)
            m_words << word;
        const bool routine = m_words.first() == u"create"
            && (m_words.contains(QStringLiteral("function")) || m_words.contains(QStringLiteral("procedure")));
        if (routine && (word == u"begin" || (m_depth > 0 && word == u"case")))
            ++m_depth;
        else if (m_depth > 0 && word == u"end")
            --m_depth;
    }
    bool isOpen() const { return m_depth > 0; }

private:
    QStringList m_words; ///< the first ones of the statement
    int m_depth = 0;
};

qsizetype endOfWord(QStringView text, qsizetype i)
{
    while (i < text.size() && isWordCharacter(text[i]))
        ++i;
    return i;
}

} // namespace

namespace {

// What stands between `from` and `to`, quotes included, as a token; nothing for a comment.
std::optional<SqlToken> quotedToken(const QString &text, qsizetype from, qsizetype to)
{
    const QChar first = text[from];
    if (first == u'-' || first == u'/')
        return std::nullopt;
    const qsizetype quote = first == u'$' ? text.indexOf(u'$', from + 1) - from + 1 : 1;
    QString content = text.mid(from + quote, to - from - 2 * quote);
    if (first != u'$')
        content.replace(QString(2, first), QString(first));
    return SqlToken{first == u'"' ? SqlToken::Kind::Name : SqlToken::Kind::String, content, from, to};
}

} // namespace

QList<SqlToken> sqlTokens(const QString &text)
{
    QList<SqlToken> tokens;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype behind = skipQuoted(text, i);
        const qsizetype wordEnd = endOfWord(text, i);
        if (behind > i) {
            // A doubled quote ends one and begins the next.
            qsizetype end = behind;
            while ((text[i] == u'"' || text[i] == u'\'') && end < text.size() && text[end] == text[i])
                end = skipQuoted(text, end);
            if (auto token = quotedToken(text, i, end))
                tokens << *token;
            i = end;
        } else if (wordEnd > i) {
            tokens << SqlToken{SqlToken::Kind::Word, text.mid(i, wordEnd - i).toLower(), i, wordEnd};
            i = wordEnd;
        } else {
            if (!text[i].isSpace())
                tokens << SqlToken{SqlToken::Kind::Symbol, text.mid(i, 1), i, i + 1};
            ++i;
        }
    }
    return tokens;
}

QStringList splitStatements(const QString &script)
{
    QStringList statements;
    qsizetype start = 0;
    AtomicBody body;
    const auto take = [&](qsizetype end) {
        const QString statement = script.mid(start, end - start).trimmed();
        if (!statement.isEmpty())
            statements << statement;
        start = end + 1;
        body = {};
    };
    for (qsizetype i = 0; i < script.size();) {
        const qsizetype behind = skipQuoted(script, i);
        const qsizetype wordEnd = endOfWord(script, i);
        if (behind > i) {
            i = behind;
        } else if (wordEnd > i && script[i] != u'$') {
            body.word(script.mid(i, wordEnd - i).toLower());
            i = wordEnd;
        } else {
            if (script[i] == u';' && !body.isOpen())
                take(i);
            ++i;
        }
    }
    take(script.size());
    return statements;
}

} // namespace parterre
