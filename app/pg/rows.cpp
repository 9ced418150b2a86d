// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/rows.h"

namespace parterre {

namespace {

QByteArray arrayElement(const QString &value)
{
    QString escaped = value;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return '"' + escaped.toUtf8() + '"';
}

} // namespace

Params &Params::operator<<(const QString &value)
{
    m_values << value.toUtf8();
    return *this;
}

Params &Params::operator<<(qint64 value)
{
    m_values << QByteArray::number(value);
    return *this;
}

Params &Params::operator<<(bool value)
{
    m_values << QByteArray(value ? "true" : "false");
    return *this;
}

Params &Params::operator<<(std::nullopt_t)
{
    m_values << std::nullopt;
    return *this;
}

Params &Params::operator<<(const QStringList &values)
{
    QByteArrayList elements;
    for (const QString &value : values)
        elements << arrayElement(value);
    m_values << '{' + elements.join(',') + '}';
    return *this;
}

Params &Params::operator<<(const QList<qint64> &values)
{
    QByteArrayList elements;
    for (const qint64 value : values)
        elements << QByteArray::number(value);
    m_values << '{' + elements.join(',') + '}';
    return *this;
}

const std::optional<QByteArray> &Rows::at(qsizetype row, const char *column) const
{
    const qsizetype index = m_columns.indexOf(QLatin1String(column));
    if (index < 0 || row < 0 || row >= m_cells.size())
        qFatal("result has no column %s or no row %lld", column, static_cast<long long>(row));
    return m_cells[row][index];
}

bool Rows::isNull(qsizetype row, const char *column) const
{
    return !at(row, column);
}

QString Rows::text(qsizetype row, const char *column) const
{
    return QString::fromUtf8(at(row, column).value_or(QByteArray()));
}

qint64 Rows::integer(qsizetype row, const char *column) const
{
    return at(row, column).value_or(QByteArray()).toLongLong();
}

double Rows::real(qsizetype row, const char *column) const
{
    return at(row, column).value_or(QByteArray()).toDouble();
}

bool Rows::flag(qsizetype row, const char *column) const
{
    return at(row, column).value_or(QByteArray()) == "t";
}

QStringList Rows::textArray(qsizetype row, const char *column) const
{
    QStringList elements;
    const QString text = this->text(row, column);
    QString element;
    bool quoted = false;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted && c == u'\\') {
            element += text.at(++i);
        } else if (c == u'"') {
            quoted = !quoted;
        } else if (!quoted && (c == u',' || c == u'}')) {
            if (c == u',' || i > 1)
                elements << element;
            element.clear();
        } else {
            element += c;
        }
    }
    return elements;
}

QString Rows::cell(qsizetype row, qsizetype column) const
{
    return QString::fromUtf8(m_cells[row][column].value_or(QByteArray()));
}

} // namespace parterre
