// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Units)
};

// The C locale, which tests and services have, would leave the thousands together.
QLocale locale()
{
    const QLocale ours;
    return ours.language() == QLocale::C ? QLocale(QLocale::English) : ours;
}

struct Unit {
    const char *name;
    qint64 factor;
};

std::optional<qint64> parseAmount(const QString &text, std::span<const Unit> units)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*(\\d{1,15})\\s*([A-Za-z]*)\\s*$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 number = match.captured(1).toLongLong();
    for (const Unit &unit : units) {
        const bool same = match.captured(2).compare(QLatin1String(unit.name), Qt::CaseInsensitive) == 0;
        if (same && number <= std::numeric_limits<qint64>::max() / unit.factor)
            return number * unit.factor;
    }
    return std::nullopt;
}

} // namespace

QString formatBytes(qint64 bytes)
{
    static constexpr std::array<const char *, 5> units{"bytes", "kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (std::abs(value) >= 10240 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    if (unit > 0 && std::abs(value) >= 1024 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    const int decimals = unit == 0 || std::abs(value) >= 100 ? 0 : 1;
    QLocale figures = locale();
    figures.setNumberOptions(QLocale::OmitGroupSeparator); // 8192 bytes, as pg_size_pretty()
    return figures.toString(value, 'f', decimals) % u' ' % QLatin1String(units[unit]);
}

QString formatCount(qint64 count)
{
    return locale().toString(count);
}

QString formatDuration(qint64 milliseconds)
{
    if (milliseconds < 1000)
        return Text::tr("%1 ms").arg(milliseconds);
    if (milliseconds < 100'000)
        return Text::tr("%1 s").arg(locale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
    const qint64 minutes = milliseconds / 60'000;
    if (minutes < 120 && milliseconds % 60'000 < 1000)
        return Text::tr("%1 min").arg(minutes);
    if (minutes < 120)
        return Text::tr("%1 min %2 s").arg(minutes).arg(milliseconds / 1000 % 60, 2, 10, QLatin1Char('0'));
    return Text::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString formatMilliseconds(double milliseconds)
{
    if (milliseconds < 0)
        return u'-' % formatMilliseconds(-milliseconds);
    if (milliseconds >= 100)
        return formatDuration(std::llround(milliseconds));
    return Text::tr("%1 ms").arg(locale().toString(milliseconds, 'f', milliseconds < 10 ? 2 : 1));
}

QString formatMoney(double amount, const QString &currency)
{
    return QString(locale().toString(amount, 'f', std::abs(amount) < 1 ? 4 : 2) % u' ' % currency).trimmed();
}

std::optional<qint64> parseBytes(const QString &text)
{
    static constexpr Unit units[] = {{"", 1},           {"B", 1},          {"kB", 1LL << 10},
                                     {"MB", 1LL << 20}, {"GB", 1LL << 30}, {"TB", 1LL << 40}};
    return parseAmount(text, units);
}

std::optional<qint64> parseDuration(const QString &text)
{
    static constexpr Unit units[] = {{"", 1000},      {"ms", 1},        {"s", 1000},
                                     {"min", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
    return parseAmount(text, units);
}

} // namespace parterre
