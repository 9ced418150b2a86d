// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/valuewriters.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <array>
#include <charconv>
#include <chrono>

namespace parterre {

namespace {

constexpr qint64 kSecondUs = 1'000'000;
constexpr qint64 kDayUs = 86'400 * kSecondUs;
constexpr int kBase36Digits = 13; ///< enough for 64 bits

constexpr std::array<const char *, 48> kWords{
    "amber", "birch",  "cedar",  "delta",  "ember",  "fjord",  "garnet",  "harbor", "indigo", "juniper",
    "kelp",  "linden", "maple",  "nectar", "olive",  "pebble", "quartz",  "raven",  "sorrel", "thyme",
    "umber", "violet", "willow", "yarrow", "zephyr", "anchor", "basil",   "copper", "dune",   "estuary",
    "flint", "grove",  "heron",  "islet",  "jasper", "kite",   "lantern", "meadow", "north",  "orchard",
    "pine",  "quill",  "ridge",  "slate",  "tide",   "upland", "vale",    "wren"};

constexpr std::array<qint64, 19> kPowersOfTen = [] {
    std::array<qint64, 19> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

void appendNumber(QByteArray &out, qint64 number)
{
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    out.append(buffer, end - buffer);
}

void appendPadded(QByteArray &out, qint64 number, int width)
{
    char buffer[20] = {};
    for (int i = width - 1; i >= 0; --i) {
        buffer[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    out.append(buffer, width);
}

void appendHex(QByteArray &out, quint64 bits, int digits)
{
    char buffer[16] = {};
    for (int i = 0; i < digits; ++i)
        buffer[i] = "0123456789abcdef"[(bits >> (60 - 4 * i)) & 15];
    out.append(buffer, digits);
}

void appendRandomHex(QByteArray &out, SeededRandom &random, int digits)
{
    for (; digits > 0; digits -= 16)
        appendHex(out, random.next(), std::min(digits, 16));
}

void appendBase36(QByteArray &out, quint64 number, int width)
{
    char buffer[kBase36Digits] = {};
    for (int i = width - 1; i >= 0; --i) {
        buffer[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
        number /= 36;
    }
    out.append(buffer, width);
}

void appendDate(QByteArray &out, qint64 daysSince1970)
{
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{daysSince1970}}};
    appendPadded(out, static_cast<int>(date.year()), 4);
    out += '-';
    appendPadded(out, static_cast<unsigned>(date.month()), 2);
    out += '-';
    appendPadded(out, static_cast<unsigned>(date.day()), 2);
}

void appendTimeOfDay(QByteArray &out, qint64 us, int digits)
{
    const qint64 seconds = us / kSecondUs;
    appendPadded(out, seconds / 3600, 2);
    out += ':';
    appendPadded(out, seconds / 60 % 60, 2);
    out += ':';
    appendPadded(out, seconds % 60, 2);
    if (digits > 0) {
        out += '.';
        appendPadded(out, us % kSecondUs / kPowersOfTen[6 - digits], digits);
    }
}

qint64 floorDivide(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// 64 bits that no other ordinal of this seed has. Columns with another salt look unrelated.
quint64 uniqueBits(const GeneratedRow &row, quint64 salt = 0)
{
    return scramble(row.ordinal + scramble(row.seed + salt));
}

/// FNV-1a: the same on every machine.
quint64 saltOf(const QByteArray &text)
{
    quint64 hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

const char *word(SeededRandom &random)
{
    return kWords[random.below(kWords.size())];
}

ValueWriter words(int limit)
{
    return [limit](QByteArray &out, GeneratedRow &row) {
        const qsizetype start = out.size();
        const quint64 count = 1 + row.random.below(4);
        for (quint64 i = 0; i < count; ++i) {
            if (i > 0)
                out += ' ';
            out += word(row.random);
        }
        if (limit >= 0 && out.size() - start > limit)
            out.truncate(start + limit);
        while (out.endsWith(' '))
            out.chop(1);
    };
}

struct NumericLimits {
    int integerDigits = 5;
    int scale = 2;
};

NumericLimits numericLimits(int modifier)
{
    if (modifier < 4)
        return {};
    const int precision = ((modifier - 4) >> 16) & 0xffff;
    const int scale = (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
    return {std::max(precision - scale, 0), std::max(scale, 0)};
}

ValueWriter numeric(int modifier)
{
    const NumericLimits limits = numericLimits(modifier);
    if (modifier >= 4 && limits.integerDigits == 0 && limits.scale == 0)
        return writers::oneOf({"0"});
    return writers::decimal(std::min(limits.integerDigits, 6), limits.scale);
}

int secondDigits(int modifier)
{
    return modifier >= 0 && modifier <= 6 ? modifier : 6;
}

ValueWriter bits(int modifier)
{
    const int count = modifier > 0 ? modifier : 1;
    return [count](QByteArray &out, GeneratedRow &row) {
        for (int i = 0; i < count; ++i)
            out += row.random.below(2) ? '1' : '0';
    };
}

void writeUuid(QByteArray &out, quint64 high, quint64 low)
{
    appendHex(out, high, 8);
    out += '-';
    appendHex(out, high << 32, 4);
    out += "-4";
    appendHex(out, low, 3);
    out += '-';
    // The lowest 16 bits of `high` stand in the last group, so that all of its 64 bits are kept.
    appendHex(out, (low << 12 & 0x3fff'0000'0000'0000ULL) | 0x8000'0000'0000'0000ULL, 4);
    out += '-';
    appendHex(out, high << 48, 4);
    appendHex(out, low << 26, 8);
}

void writeAddress(QByteArray &out, quint64 bits)
{
    out += "10.";
    appendNumber(out, static_cast<qint64>(bits >> 16 & 255));
    out += '.';
    appendNumber(out, static_cast<qint64>(bits >> 8 & 255));
    out += '.';
    appendNumber(out, static_cast<qint64>(bits & 255));
}

void writeMacAddress(QByteArray &out, GeneratedRow &row)
{
    out += "02";
    for (int i = 0; i < 5; ++i) {
        out += ':';
        appendHex(out, row.random.next(), 2);
    }
}

void writeJson(QByteArray &out, GeneratedRow &row)
{
    out += "{\"source\": \"";
    out += word(row.random);
    out += "\", \"attempt\": ";
    appendNumber(out, row.random.between(1, 5));
    out += row.random.chance(300) ? ", \"flags\": [\"" : ", \"score\": ";
    if (out.endsWith('"')) {
        out += word(row.random);
        out += "\"]}";
    } else {
        appendNumber(out, row.random.between(0, 1000));
        out += '}';
    }
}

using Factory = ValueWriter (*)(int modifier);

const QHash<QString, Factory> &factories()
{
    using namespace writers;
    static const QHash<QString, Factory> table{
        {QStringLiteral("bool"),
         [](int) {
             return oneOf({"t", "f"});
         }},
        {QStringLiteral("int2"), [](int) { return integer(0, 999); }},
        {QStringLiteral("int4"), [](int) { return decimal(6, 0); }},
        {QStringLiteral("int8"), [](int) { return decimal(10, 0); }},
        {QStringLiteral("oid"), [](int) { return integer(16384, 99999); }},
        {QStringLiteral("float4"), [](int) { return decimal(3, 2); }},
        {QStringLiteral("float8"), [](int) { return decimal(4, 4); }},
        {QStringLiteral("money"), [](int) { return decimal(4, 2); }},
        {QStringLiteral("numeric"), numeric},
        {QStringLiteral("text"), [](int) { return words(-1); }},
        {QStringLiteral("citext"), [](int) { return words(-1); }},
        {QStringLiteral("name"), [](int) { return words(63); }},
        {QStringLiteral("varchar"), [](int modifier) { return words(modifier < 4 ? -1 : modifier - 4); }},
        {QStringLiteral("bpchar"), [](int modifier) { return words(modifier < 4 ? -1 : modifier - 4); }},
        {QStringLiteral("char"), [](int) { return words(1); }},
        {QStringLiteral("tsvector"), [](int) { return words(-1); }},
        {QStringLiteral("timestamp"),
         [](int modifier) { return timestamp(Moment::Event, 3600 * kSecondUs, secondDigits(modifier)); }},
        {QStringLiteral("timestamptz"),
         [](int modifier) { return timestamp(Moment::Event, 3600 * kSecondUs, secondDigits(modifier), "+00"); }},
        {QStringLiteral("date"),
         [](int) -> ValueWriter {
             return [](QByteArray &out, GeneratedRow &row) { appendDate(out, floorDivide(row.momentUs, kDayUs)); };
         }},
        {QStringLiteral("time"),
         [](int modifier) -> ValueWriter {
             return [digits = secondDigits(modifier)](QByteArray &out, GeneratedRow &row) {
                 appendTimeOfDay(out, row.random.between(0, kDayUs - 1), digits);
             };
         }},
        {QStringLiteral("timetz"),
         [](int modifier) -> ValueWriter {
             return [digits = secondDigits(modifier)](QByteArray &out, GeneratedRow &row) {
                 appendTimeOfDay(out, row.random.between(0, kDayUs - 1), digits);
                 out += "+00";
             };
         }},
        {QStringLiteral("interval"),
         [](int) -> ValueWriter {
             return [](QByteArray &out, GeneratedRow &row) {
                 appendNumber(out, row.random.between(1, 86'400));
                 out += " seconds";
             };
         }},
        {QStringLiteral("uuid"),
         [](int) -> ValueWriter {
             return [](QByteArray &out, GeneratedRow &row) { writeUuid(out, row.random.next(), row.random.next()); };
         }},
        {QStringLiteral("json"), [](int) -> ValueWriter { return writeJson; }},
        {QStringLiteral("jsonb"), [](int) -> ValueWriter { return writeJson; }},
        {QStringLiteral("bytea"), [](int) { return hex("\\x", 32); }},
        {QStringLiteral("inet"),
         [](int) -> ValueWriter {
             return [](QByteArray &out, GeneratedRow &row) { writeAddress(out, row.random.next()); };
         }},
        {QStringLiteral("cidr"),
         [](int) -> ValueWriter {
             return [](QByteArray &out, GeneratedRow &row) {
                 writeAddress(out, row.random.next() & ~quint64{255});
                 out += "/24";
             };
         }},
        {QStringLiteral("macaddr"), [](int) -> ValueWriter { return writeMacAddress; }},
        {QStringLiteral("bit"), bits},
        {QStringLiteral("varbit"), [](int modifier) { return bits(modifier > 0 ? modifier : 16); }},
    };
    return table;
}

ValueWriter arrayOf(const ValueWriter &element)
{
    return [element](QByteArray &out, GeneratedRow &row) {
        const quint64 count = row.random.below(4);
        out += '{';
        for (quint64 i = 0; i < count; ++i) {
            QByteArray value;
            element(value, row);
            out += i > 0 ? ",\"" : "\"";
            out += value.replace('\\', "\\\\").replace('"', "\\\"");
            out += '"';
        }
        out += '}';
    };
}

// ---------------------------------------------------------------- values that never repeat

UniqueWriter nothing()
{
    return {};
}

UniqueWriter uniqueNumber(const std::optional<QString> &greatest, qint64 rows, qint64 limit, int rank)
{
    bool ok = true;
    const qint64 base = greatest ? greatest->section(u'.', 0, 0).toLongLong(&ok) : 0;
    if (!ok || base > limit - rows)
        return nothing();
    return {[base](QByteArray &out, GeneratedRow &row) { appendNumber(out, base + 1 + row.index); }, true, rank};
}

UniqueWriter uniqueNumeric(int modifier, const std::optional<QString> &greatest, qint64 rows)
{
    const int digits = modifier < 4 ? 18 : std::min(numericLimits(modifier).integerDigits, 18);
    return uniqueNumber(greatest, rows, kPowersOfTen[digits] - 1, digits >= 12 ? 0 : 1);
}

UniqueWriter uniqueText(int limit, qint64 rows)
{
    if (limit < 0 || limit >= kBase36Digits) {
        return {[](QByteArray &out, GeneratedRow &row) { appendBase36(out, uniqueBits(row), kBase36Digits); }, false,
                0};
    }
    double room = 1;
    for (int i = 0; i < limit; ++i)
        room *= 36;
    // Half of the room is left for the rows that are there already.
    if (room / 2 < static_cast<double>(rows))
        return nothing();
    return {[limit](QByteArray &out, GeneratedRow &row) { appendBase36(out, row.ordinal, limit); }, false, 1};
}

std::optional<qint64> momentOf(const QString &text)
{
    QString plain = text.section(u'+', 0, 0);
    QDateTime moment = QDateTime::fromString(plain.left(23).replace(u' ', u'T'), Qt::ISODateWithMs);
    moment.setTimeSpec(Qt::UTC);
    return moment.isValid() ? std::optional((moment.toMSecsSinceEpoch() + 1) * 1000) : std::nullopt;
}

UniqueWriter uniqueTimestamp(int modifier, const std::optional<QString> &greatest, const QByteArray &suffix)
{
    const int digits = secondDigits(modifier);
    const qint64 step = std::max<qint64>(kPowersOfTen[6 - digits], 1000);
    const auto base = greatest ? momentOf(*greatest) : std::optional<qint64>(0);
    if (!base)
        return nothing();
    const bool empty = !greatest;
    return {[=, from = *base](QByteArray &out, GeneratedRow &row) {
                const qint64 start = empty ? row.recordedUs - row.recordedUs % step : from;
                appendTimestamp(out, empty ? start : start + (row.index + 1) * step, digits);
                out += suffix;
            },
            true, 1};
}

UniqueWriter uniqueDate(const std::optional<QString> &greatest, qint64 rows)
{
    const QDate last = greatest ? QDate::fromString(*greatest, Qt::ISODate) : QDate(1999, 12, 31);
    if (!last.isValid() || rows > 100'000)
        return nothing();
    const qint64 base = QDate(1970, 1, 1).daysTo(last) + 1;
    return {[base](QByteArray &out, GeneratedRow &row) { appendDate(out, base + row.index); }, true, 2};
}

UniqueWriter uniqueUuid()
{
    return {[](QByteArray &out, GeneratedRow &row) { writeUuid(out, uniqueBits(row), scramble(~uniqueBits(row))); },
            false, 0};
}

UniqueWriter uniqueInet()
{
    return {[](QByteArray &out, GeneratedRow &row) {
                out += "fd00:";
                for (int i = 0; i < 4; ++i) {
                    out += ':';
                    appendHex(out, row.ordinal << (16 * i), 4);
                }
            },
            false, 1};
}

} // namespace

void appendTimestamp(QByteArray &out, qint64 epochUs, int digits)
{
    const qint64 day = floorDivide(epochUs, kDayUs);
    appendDate(out, day);
    out += ' ';
    appendTimeOfDay(out, epochUs - day * kDayUs, digits);
}

ValueWriter writerFor(const ValueType &type)
{
    ValueWriter element;
    if (type.isEnum)
        element = type.labels.isEmpty() ? ValueWriter() : writers::oneOf(type.labels);
    else if (const Factory factory = factories().value(type.name))
        element = factory(type.modifier);
    return element && type.isArray ? arrayOf(element) : element;
}

UniqueWriter uniqueWriterFor(const ValueType &type, const std::optional<QString> &greatest, qint64 rows)
{
    if (type.isArray || type.isEnum)
        return nothing();
    const QString &name = type.name;
    const int length = type.modifier < 4 ? -1 : type.modifier - 4;
    if (name == u"int8")
        return uniqueNumber(greatest, rows, std::numeric_limits<qint64>::max(), 0);
    if (name == u"int4")
        return uniqueNumber(greatest, rows, std::numeric_limits<qint32>::max(), 0);
    if (name == u"int2")
        return uniqueNumber(greatest, rows, std::numeric_limits<qint16>::max(), 2);
    if (name == u"numeric")
        return uniqueNumeric(type.modifier, greatest, rows);
    if (name == u"text" || name == u"citext" || name == u"varchar" || name == u"bpchar")
        return uniqueText(length, rows);
    if (name == u"uuid")
        return uniqueUuid();
    if (name == u"bytea")
        return {writers::uniqueHex("\\x", 32), false, 0};
    if (name == u"timestamp")
        return uniqueTimestamp(type.modifier, greatest, {});
    if (name == u"timestamptz")
        return uniqueTimestamp(type.modifier, greatest, "+00");
    if (name == u"date")
        return uniqueDate(greatest, rows);
    return name == u"inet" ? uniqueInet() : nothing();
}

namespace writers {

ValueWriter choice(QList<QPair<QByteArray, int>> weighted)
{
    quint64 total = 0;
    for (const auto &[value, weight] : weighted)
        total += static_cast<quint64>(weight);
    return [weighted = std::move(weighted), total](QByteArray &out, GeneratedRow &row) {
        auto left = static_cast<qint64>(row.random.below(total));
        for (const auto &[value, weight] : weighted) {
            left -= weight;
            if (left < 0) {
                out += value;
                return;
            }
        }
    };
}

ValueWriter oneOf(const QList<QByteArray> &values)
{
    return [values](QByteArray &out, GeneratedRow &row) {
        out += values[static_cast<qsizetype>(row.random.below(static_cast<quint64>(values.size())))];
    };
}

ValueWriter hex(const QByteArray &prefix, int digits)
{
    return [prefix, digits](QByteArray &out, GeneratedRow &row) {
        out += prefix;
        appendRandomHex(out, row.random, digits);
    };
}

ValueWriter uniqueHex(const QByteArray &prefix, int digits)
{
    Q_ASSERT(digits >= 16);
    return [prefix, digits, salt = saltOf(prefix)](QByteArray &out, GeneratedRow &row) {
        const quint64 own = uniqueBits(row, salt);
        out += prefix;
        appendHex(out, own, 16);
        SeededRandom rest(row.seed, own);
        appendRandomHex(out, rest, digits - 16);
    };
}

ValueWriter numbered(const QByteArray &prefix, qint64 count)
{
    return [prefix, count](QByteArray &out, GeneratedRow &row) {
        const quint64 bound = row.random.below(static_cast<quint64>(count)) + 1;
        out += prefix;
        appendPadded(out, static_cast<qint64>(row.random.below(bound)), 6);
    };
}

ValueWriter integer(qint64 from, qint64 to)
{
    return [from, to](QByteArray &out, GeneratedRow &row) { appendNumber(out, row.random.between(from, to)); };
}

ValueWriter decimal(int integerDigits, int scale)
{
    return [integerDigits, scale](QByteArray &out, GeneratedRow &row) {
        const quint64 digits = row.random.below(static_cast<quint64>(integerDigits) + 1);
        appendNumber(out, static_cast<qint64>(row.random.below(static_cast<quint64>(kPowersOfTen[digits]))));
        if (scale <= 0)
            return;
        out += '.';
        for (int left = scale; left > 0; left -= 18) {
            const int now = std::min(left, 18);
            appendPadded(out, static_cast<qint64>(row.random.below(static_cast<quint64>(kPowersOfTen[now]))), now);
        }
    };
}

ValueWriter grid(const QList<QByteArray> &values, qint64 stride)
{
    return [values, stride](QByteArray &out, GeneratedRow &row) { out += values[row.index / stride % values.size()]; };
}

ValueWriter timeGrid(qint64 fromUs, qint64 stepUs, qint64 stride)
{
    return [=](QByteArray &out, GeneratedRow &row) {
        appendTimestamp(out, fromUs + row.index / stride * stepUs, 0);
        out += "+00";
    };
}

ValueWriter timestamp(Moment moment, qint64 spreadUs, int digits, const QByteArray &suffix)
{
    return [=](QByteArray &out, GeneratedRow &row) {
        const qint64 start = moment == Moment::Event ? row.momentUs : row.recordedUs;
        appendTimestamp(out, start + (spreadUs > 0 ? row.random.between(0, spreadUs) : 0), digits);
        out += suffix;
    };
}

} // namespace writers

} // namespace parterre
