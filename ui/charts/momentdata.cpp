// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/momentdata.h"

#include <QLocale>
#include <QTimeZone>

namespace parterre {

namespace {

constexpr qint64 kDayMs = 86'400'000;

/// Reads numbers from left to right. Faster than QDateTime::fromString(), which 10,000 bounds would feel.
class DigitReader {
public:
    explicit DigitReader(QStringView text)
        : m_text(text)
    {}

    bool atEnd() const { return m_text.isEmpty(); }
    bool accept(QChar c)
    {
        if (!m_text.startsWith(c))
            return false;
        m_text = m_text.mid(1);
        return true;
    }
    /// Digits up to the next other character; absent where there are none.
    std::optional<int> number()
    {
        qsizetype length = 0;
        while (length < m_text.size() && m_text[length].isDigit())
            ++length;
        bool ok = false;
        const int value = m_text.left(length).toInt(&ok);
        m_text = m_text.mid(length);
        return ok ? std::optional(value) : std::nullopt;
    }
    /// Digits after a decimal point, as milliseconds.
    int milliseconds()
    {
        int value = 0;
        for (int weight = 100; !m_text.isEmpty() && m_text[0].isDigit(); weight /= 10) {
            value += m_text[0].digitValue() * weight;
            m_text = m_text.mid(1);
        }
        return value;
    }

private:
    QStringView m_text;
};

std::optional<qint64> readDay(DigitReader &reader, bool isBc)
{
    const auto year = reader.number();
    if (!year || !reader.accept(u'-'))
        return std::nullopt;
    const auto month = reader.number();
    if (!month || !reader.accept(u'-'))
        return std::nullopt;
    const QDate date(isBc ? -*year : *year, *month, reader.number().value_or(0));
    if (!date.isValid())
        return std::nullopt;
    return (date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * kDayMs;
}

qint64 readTime(DigitReader &reader)
{
    qint64 ms = reader.number().value_or(0) * 3'600'000LL;
    if (reader.accept(u':'))
        ms += reader.number().value_or(0) * 60'000LL;
    if (reader.accept(u':'))
        ms += reader.number().value_or(0) * 1'000LL;
    return reader.accept(u'.') ? ms + reader.milliseconds() : ms;
}

std::optional<int> readOffset(DigitReader &reader)
{
    const bool isWest = reader.accept(u'-');
    if (!isWest && !reader.accept(u'+'))
        return std::nullopt;
    const qint64 seconds = readTime(reader) / 1000;
    return static_cast<int>(isWest ? -seconds : seconds);
}

/// The locale's short format, but always with the century: partitions of 1925 and 2025 are both possible.
QString dayFormat(const QLocale &locale)
{
    QString format = locale.dateFormat(QLocale::ShortFormat);
    if (!format.contains(QStringLiteral("yyyy")))
        format.replace(QStringLiteral("yy"), QStringLiteral("yyyy"));
    return format;
}

} // namespace

std::optional<Moment> readMoment(const QString &text)
{
    const bool isBc = text.endsWith(u" BC");
    DigitReader reader(isBc ? QStringView(text).chopped(3) : QStringView(text));
    const auto day = readDay(reader, isBc);
    if (!day)
        return std::nullopt;
    Moment moment{*day, std::nullopt};
    if (reader.accept(u' ')) {
        moment.wallMs += readTime(reader);
        moment.offsetSeconds = readOffset(reader);
    }
    return reader.atEnd() ? std::optional(moment) : std::nullopt;
}

QDateTime wallTime(qint64 wallMs)
{
    return QDateTime::fromMSecsSinceEpoch(wallMs, Qt::UTC);
}

QString momentText(qint64 wallMs)
{
    const QDateTime time = wallTime(wallMs);
    const QLocale locale;
    const QString day = locale.toString(time.date(), dayFormat(locale));
    return wallMs % kDayMs == 0 ? day : day % u' ' % locale.toString(time.time(), QLocale::ShortFormat);
}

qint64 wallNow(const QDateTime &now, std::optional<int> offsetSeconds)
{
    const int offset = offsetSeconds.value_or(now.toLocalTime().offsetFromUtc());
    return now.toMSecsSinceEpoch() + offset * 1000LL;
}

} // namespace parterre
