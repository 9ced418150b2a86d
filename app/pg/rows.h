// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace parterre {

/// Parameters $1…$n of one statement, in PostgreSQL's text format; an absent value is NULL.
class Params {
public:
    Params() = default;
    Params &operator<<(const QString &value);
    Params &operator<<(qint64 value);
    Params &operator<<(int value) { return *this << qint64{value}; }
    Params &operator<<(bool value);
    Params &operator<<(std::nullopt_t);
    Params &operator<<(const QStringList &values);   ///< as a text[] literal
    Params &operator<<(const QList<qint64> &values); ///< as a bigint[] literal
    Params &operator<<(const char *) = delete;

    const QList<std::optional<QByteArray>> &values() const { return m_values; }

private:
    QList<std::optional<QByteArray>> m_values;
};

/// A whole result, text format. Asking for a column that the statement does not have is a bug: it ends the program.
class Rows {
public:
    qsizetype count() const { return m_cells.size(); }
    bool isEmpty() const { return m_cells.isEmpty(); }
    bool isNull(qsizetype row, const char *column) const;
    QString text(qsizetype row, const char *column) const;   ///< empty for NULL
    qint64 integer(qsizetype row, const char *column) const; ///< 0 for NULL
    double real(qsizetype row, const char *column) const;
    bool flag(qsizetype row, const char *column) const;
    QStringList textArray(qsizetype row, const char *column) const; ///< of a text[] without NULLs
    const QStringList &columns() const { return m_columns; }
    QString cell(qsizetype row, qsizetype column) const;
    bool isNull(qsizetype row, qsizetype column) const { return !m_cells[row][column]; }

    /// Rows that the command touched (INSERT, UPDATE, DELETE…), 0 for others.
    qint64 affected = 0;

private:
    friend class Session;
    const std::optional<QByteArray> &at(qsizetype row, const char *column) const;
    QStringList m_columns;
    QList<QList<std::optional<QByteArray>>> m_cells;
};

} // namespace parterre
