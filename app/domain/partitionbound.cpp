// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/partitionbound.h"

#include <QRegularExpression>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

/// Reads the parts of a bound from left to right.
class Reader {
public:
    explicit Reader(const QString &text)
        : m_text(text)
    {}

    bool accept(QStringView word)
    {
        if (!QStringView(m_text).mid(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }
    bool atEnd() const { return m_at == m_text.size(); }

    /// "(a, 'b', MINVALUE)" up to and with the closing parenthesis.
    std::optional<QList<BoundValue>> values()
    {
        QList<BoundValue> list;
        if (!accept(u"("))
            return std::nullopt;
        do {
            list << value();
        } while (accept(u", "));
        return accept(u")") ? std::optional(list) : std::nullopt;
    }

private:
    BoundValue value()
    {
        if (accept(u"MINVALUE"))
            return {BoundValue::Kind::Minimum, {}};
        if (accept(u"MAXVALUE"))
            return {BoundValue::Kind::Maximum, {}};
        if (accept(u"NULL"))
            return {BoundValue::Kind::Null, {}};
        const bool escapes = accept(u"E'");
        return {BoundValue::Kind::Value, escapes || accept(u"'") ? quoted(escapes) : plain()};
    }
    QString quoted(bool escapes)
    {
        QString text;
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at++];
            if (c == u'\'' && !accept(u"'"))
                break;
            if (escapes && c == u'\\' && m_at < m_text.size())
                text += m_text[m_at++];
            else
                text += c;
        }
        skipCast();
        return text;
    }
    QString plain()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && m_text[m_at] != u',' && m_text[m_at] != u')')
            ++m_at;
        return m_text.mid(begin, m_at - begin);
    }
    /// "'x'::type" does not occur in today's servers; a later one may print it.
    void skipCast()
    {
        if (accept(u"::"))
            plain();
    }

    const QString &m_text;
    qsizetype m_at = 0;
};

std::optional<PartitionBound> readRange(Reader reader)
{
    PartitionBound bound;
    bound.kind = PartitionBound::Kind::Range;
    const auto lower = reader.values();
    if (!lower || !reader.accept(u" TO "))
        return std::nullopt;
    const auto upper = reader.values();
    if (!upper || !reader.atEnd())
        return std::nullopt;
    bound.lower = *lower;
    bound.upper = *upper;
    return bound;
}

std::optional<PartitionBound> readList(Reader reader)
{
    PartitionBound bound;
    bound.kind = PartitionBound::Kind::List;
    const auto values = reader.values();
    if (!values || !reader.atEnd())
        return std::nullopt;
    bound.lower = *values;
    return bound;
}

std::optional<PartitionBound> readHash(const QString &text)
{
    static const QRegularExpression pattern(u"^FOR VALUES WITH \\(modulus (\\d+), remainder (\\d+)\\)$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    PartitionBound bound;
    bound.kind = PartitionBound::Kind::Hash;
    bound.modulus = match.captured(1).toInt();
    bound.remainder = match.captured(2).toInt();
    return bound;
}

template<class T>
int threeWay(const T &a, const T &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

struct Decimal {
    bool negative = false;
    QStringView whole;    ///< without leading zeros
    QStringView fraction; ///< without trailing zeros
};

std::optional<Decimal> readDecimal(QStringView text)
{
    Decimal number;
    number.negative = text.startsWith(u'-');
    if (number.negative || text.startsWith(u'+'))
        text = text.mid(1);
    const qsizetype dot = text.indexOf(u'.');
    number.whole = dot < 0 ? text : text.left(dot);
    number.fraction = dot < 0 ? QStringView() : text.mid(dot + 1);
    const auto digits = [](QStringView part) {
        return std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    if (text.isEmpty() || text == u"." || !digits(number.whole) || !digits(number.fraction))
        return std::nullopt;
    while (number.whole.startsWith(u'0'))
        number.whole = number.whole.mid(1);
    while (number.fraction.endsWith(u'0'))
        number.fraction.chop(1);
    if (number.whole.isEmpty() && number.fraction.isEmpty())
        number.negative = false;
    return number;
}

int compareDecimals(const Decimal &a, const Decimal &b)
{
    if (a.negative != b.negative)
        return a.negative ? -1 : 1;
    int order = threeWay(a.whole.size(), b.whole.size());
    if (order == 0)
        order = a.whole.compare(b.whole);
    if (order == 0)
        order = a.fraction.compare(b.fraction);
    return a.negative ? -order : order;
}

std::optional<int> compareNumbers(const QString &a, const QString &b)
{
    const auto exactA = readDecimal(a);
    const auto exactB = readDecimal(b);
    if (exactA && exactB)
        return compareDecimals(*exactA, *exactB);
    bool okA = false;
    bool okB = false;
    const double realA = a.toDouble(&okA); // 1e+20, Infinity
    const double realB = b.toDouble(&okB);
    return okA && okB ? std::optional(threeWay(realA, realB)) : std::nullopt;
}

/// The years of a date printed in DateStyle ISO (BC ones negative), and the rest, which orders as text.
struct Moment {
    qint64 year = 0;
    QString rest;
};

Moment readMoment(const QString &text)
{
    if (text == u"-infinity")
        return {std::numeric_limits<qint64>::min(), {}};
    if (text == u"infinity")
        return {std::numeric_limits<qint64>::max(), {}};
    const qsizetype dash = text.indexOf(u'-', 1);
    bool isYear = false;
    const qint64 year = text.left(dash).toLongLong(&isYear);
    if (dash < 0 || !isYear)
        return {0, text}; // a time of day
    return {text.endsWith(u" BC") ? -year : year, text.mid(dash)};
}

int compareMoments(const QString &a, const QString &b)
{
    const Moment x = readMoment(a);
    const Moment y = readMoment(b);
    const int order = threeWay(x.year, y.year);
    return order != 0 ? order : x.rest.compare(y.rest);
}

int compareLists(const QList<BoundValue> &a, const QList<BoundValue> &b, const QString &categories)
{
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
        const QChar category = categories.isEmpty() ? QChar(u'?') : categories[std::min(i, categories.size() - 1)];
        if (const int order = compareBoundValues(a[i], b[i], category))
            return order;
    }
    return threeWay(a.size(), b.size());
}

} // namespace

std::optional<PartitionBound> PartitionBound::parse(const QString &text)
{
    if (text == u"DEFAULT")
        return PartitionBound{};
    Reader reader(text);
    if (reader.accept(u"FOR VALUES FROM "))
        return readRange(reader);
    if (reader.accept(u"FOR VALUES IN "))
        return readList(reader);
    return readHash(text);
}

int compareBoundValues(const BoundValue &a, const BoundValue &b, QChar category)
{
    const auto rank = [](BoundValue::Kind kind) {
        switch (kind) {
        case BoundValue::Kind::Minimum:
            return 0;
        case BoundValue::Kind::Value:
            return 1;
        case BoundValue::Kind::Maximum:
            return 2;
        case BoundValue::Kind::Null:
            break;
        }
        return 3;
    };
    if (a.kind != b.kind || a.kind != BoundValue::Kind::Value)
        return threeWay(rank(a.kind), rank(b.kind));
    if (category == u'D')
        return compareMoments(a.text, b.text);
    if (category != u'S') {
        if (const auto order = compareNumbers(a.text, b.text))
            return *order;
    }
    return a.text.compare(b.text);
}

bool boundLessThan(const PartitionBound &a, const PartitionBound &b, const QString &categories)
{
    if (a.kind == PartitionBound::Kind::Default || b.kind == PartitionBound::Kind::Default)
        return a.kind != b.kind && b.kind == PartitionBound::Kind::Default;
    if (a.kind == PartitionBound::Kind::Hash)
        return std::pair(a.remainder, a.modulus) < std::pair(b.remainder, b.modulus);
    const QString keys = a.kind == PartitionBound::Kind::List ? categories.left(1) : categories;
    return compareLists(a.lower, b.lower, keys) < 0;
}

} // namespace parterre
