// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/statementuse.h"

#include "domain/sqlscan.h"

#include <algorithm>
#include <optional>

namespace parterre {

namespace {

using Kind = StatementUse::Kind;

bool isNumber(const SqlToken &token)
{
    return token.kind == SqlToken::Kind::Word && token.text.at(0).isDigit();
}

// The tokens [from, to) on one line; constants may be somebody's data and are left out.
QString oneLine(const QString &text, const QList<SqlToken> &tokens, qsizetype from, qsizetype to)
{
    QString line;
    for (qsizetype i = from; i < to; ++i) {
        if (i > from && tokens[i].from > tokens[i - 1].to)
            line += u' ';
        if (tokens[i].kind == SqlToken::Kind::String)
            line += QStringLiteral("'…'");
        else if (isNumber(tokens[i]))
            line += u'…';
        else
            line += QStringView(text).mid(tokens[i].from, tokens[i].to - tokens[i].from);
    }
    return line;
}

// The end says more than the middle.
QString cut(const QString &line, qsizetype length)
{
    if (line.size() <= length)
        return line;
    const qsizetype half = (length - 3) / 2;
    return line.left(half).trimmed() % u" … " % line.right(half).trimmed();
}

// Reads the statements of a text one after the other.
class Reader {
public:
    Reader(const QString &text, const QList<QualifiedName> &tables, const QString &keyColumn)
        : m_text(text)
        , m_tables(tables)
        , m_keyColumn(keyColumn)
        , m_tokens(sqlTokens(text))
    {}

    QList<StatementUse> read();

private:
    bool isWord(qsizetype i, QStringView word) const
    {
        return i < m_tokens.size() && m_tokens[i].kind == SqlToken::Kind::Word && m_tokens[i].text == word;
    }
    bool isSymbol(qsizetype i, QChar symbol) const
    {
        return i < m_tokens.size() && m_tokens[i].kind == SqlToken::Kind::Symbol && m_tokens[i].text == symbol;
    }
    bool isIdentifier(qsizetype i) const
    {
        return i < m_tokens.size()
            && (m_tokens[i].kind == SqlToken::Kind::Name
                || (m_tokens[i].kind == SqlToken::Kind::Word && !isNumber(m_tokens[i])));
    }
    std::optional<qsizetype> behindTable(qsizetype i) const;
    std::optional<qsizetype> behindColumns(qsizetype open, QStringList *columns) const;
    void add(Kind kind, const QStringList &names, qsizetype from, qsizetype to);
    void readInsert(qsizetype i);
    void readConflict(qsizetype i);
    void readReturning(qsizetype i);
    void readUpdate(qsizetype i);
    bool setsKey(qsizetype set, qsizetype *end) const;
    void readCopy(qsizetype i);
    void readToken(qsizetype i);

    const QString &m_text;
    const QList<QualifiedName> &m_tables;
    const QString &m_keyColumn;
    QList<SqlToken> m_tokens;
    qsizetype m_insert = -1; ///< where the INSERT into the table begins that is being read
    QList<StatementUse> m_uses;
};

// The position behind the name of the table, if that stands at i.
std::optional<qsizetype> Reader::behindTable(qsizetype i) const
{
    if (!isIdentifier(i))
        return std::nullopt;
    const bool qualified = isSymbol(i + 1, u'.') && isIdentifier(i + 2);
    const QString schema = qualified ? m_tokens[i].text : QString();
    const QString name = m_tokens[qualified ? i + 2 : i].text;
    const bool known = std::any_of(m_tables.cbegin(), m_tables.cend(), [&](const QualifiedName &table) {
        return table.name == name && (!qualified || table.schema == schema);
    });
    return known ? std::optional(i + (qualified ? 3 : 1)) : std::nullopt;
}

// The names in the parenthesis that opens at `open`, and the position behind it; no names if one is an expression.
std::optional<qsizetype> Reader::behindColumns(qsizetype open, QStringList *columns) const
{
    int depth = 0;
    bool plain = true;
    for (qsizetype i = open; i < m_tokens.size(); ++i) {
        if (isSymbol(i, u'('))
            plain = ++depth == 1 && plain;
        if (isSymbol(i, u')') && --depth == 0) {
            if (!plain)
                columns->clear();
            return i + 1;
        }
        // What follows a name is its collation or operator class.
        if (depth == 1 && (isSymbol(i, u'(') || isSymbol(i, u',')) && isIdentifier(i + 1))
            *columns << m_tokens[i + 1].text;
    }
    return std::nullopt;
}

void Reader::add(Kind kind, const QStringList &names, qsizetype from, qsizetype to)
{
    m_uses << StatementUse{kind, names, cut(oneLine(m_text, m_tokens, from, std::min(to, m_tokens.size())), 160)};
}

void Reader::readInsert(qsizetype i)
{
    m_insert = behindTable(i + 2) ? i : -1;
}

void Reader::readConflict(qsizetype i)
{
    QStringList names;
    if (isSymbol(i + 2, u'(')) {
        if (const auto behind = behindColumns(i + 2, &names))
            add(Kind::ConflictColumns, names, m_insert, *behind);
    } else if (isWord(i + 2, u"on") && isWord(i + 3, u"constraint") && isIdentifier(i + 4)) {
        add(Kind::ConflictConstraint, {m_tokens[i + 4].text}, m_insert, i + 5);
    } else {
        add(Kind::ConflictAny, {}, m_insert, i + 4);
    }
}

void Reader::readReturning(qsizetype i)
{
    for (qsizetype at = i + 1; at < m_tokens.size() && !isSymbol(at, u';'); ++at) {
        if (isWord(at, u"xmin") || isWord(at, u"xmax"))
            return add(Kind::SystemColumn, {m_tokens[at].text}, m_insert, at + 1);
    }
}

// Whether the assignments behind SET are also to the partition key: column = …, (column, …) = …
bool Reader::setsKey(qsizetype set, qsizetype *end) const
{
    int depth = 0;
    bool target = true; // of an assignment
    for (qsizetype at = set + 1; at < m_tokens.size() && !isSymbol(at, u';'); ++at) {
        depth += isSymbol(at, u'(') ? 1 : isSymbol(at, u')') ? -1 : 0;
        if (depth < 0 || (depth == 0 && (isWord(at, u"where") || isWord(at, u"from") || isWord(at, u"returning"))))
            return false;
        *end = at + 1;
        if (target && isIdentifier(at) && m_tokens[at].text == m_keyColumn)
            return true;
        if (depth == 0 && (isSymbol(at, u'=') || isSymbol(at, u',')))
            target = isSymbol(at, u',');
    }
    return false;
}

// UPDATE [ONLY] table [[AS] alias] SET …, or DO UPDATE SET …
void Reader::readUpdate(qsizetype i)
{
    const bool conflict = m_insert >= 0 && isWord(i + 1, u"set");
    const auto behind = conflict ? i + 1 : behindTable(isWord(i + 1, u"only") ? i + 2 : i + 1);
    if (!behind)
        return;
    qsizetype set = *behind;
    while (set < *behind + 3 && isIdentifier(set) && !isWord(set, u"set"))
        ++set;
    qsizetype end = 0;
    if (isWord(set, u"set") && setsKey(set, &end))
        add(conflict ? Kind::ConflictSetsKey : Kind::SetsKey, {}, conflict ? m_insert : i, end);
}

void Reader::readCopy(qsizetype i)
{
    auto behind = behindTable(i + 1);
    QStringList columns;
    if (behind && isSymbol(*behind, u'('))
        behind = behindColumns(*behind, &columns);
    if (behind && isWord(*behind, u"to"))
        add(Kind::CopyTo, {}, i, *behind + 1);
}

void Reader::readToken(qsizetype i)
{
    const SqlToken &token = m_tokens[i];
    if (token.kind == SqlToken::Kind::String)
        m_uses << Reader(token.text, m_tables, m_keyColumn).read();
    else if (isSymbol(i, u';'))
        m_insert = -1;
    else if (isWord(i, u"insert") && isWord(i + 1, u"into"))
        readInsert(i);
    else if (isWord(i, u"on") && isWord(i + 1, u"conflict") && m_insert >= 0)
        readConflict(i);
    else if (isWord(i, u"returning") && m_insert >= 0)
        readReturning(i);
    else if (isWord(i, u"update"))
        readUpdate(i);
    else if (isWord(i, u"copy"))
        readCopy(i);
    if (isWord(i, u"only") && behindTable(i + 1))
        add(Kind::Only, {}, std::max<qsizetype>(0, i - 8), i + 4);
}

QList<StatementUse> Reader::read()
{
    for (qsizetype i = 0; i < m_tokens.size(); ++i)
        readToken(i);
    return m_uses;
}

} // namespace

QList<StatementUse> statementUses(const QString &text, const QList<QualifiedName> &tables, const QString &keyColumn)
{
    return Reader(text, tables, keyColumn).read();
}

bool missesKey(const QString &statement, const QualifiedName &table, const QString &keyColumn)
{
    const QList<SqlToken> tokens = sqlTokens(statement);
    if (tokens.isEmpty()
        || !QStringList{QStringLiteral("select"), QStringLiteral("update"), QStringLiteral("delete")}.contains(
            tokens.first().text))
        return false;
    const auto names = [&](const QString &name) {
        return std::any_of(tokens.cbegin(), tokens.cend(), [&](const SqlToken &token) {
            return token.text == name && (token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::Name);
        });
    };
    return names(table.name) && !names(keyColumn);
}

QString excerptOf(const QString &statement, qsizetype length)
{
    const QList<SqlToken> tokens = sqlTokens(statement);
    return cut(oneLine(statement, tokens, 0, tokens.size()), length);
}

} // namespace parterre
