// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QTextStream>

namespace parterre {

/// Rows of text in aligned columns, for people: headings, then the rows, two blanks between columns, nothing drawn.
class TextTable {
public:
    enum class Align { Left, Right };

    void addColumn(const QString &heading, Align align = Align::Left);
    /// Missing cells are empty; surplus ones are a bug.
    void addRow(const QStringList &cells);
    bool isEmpty() const { return m_rows.isEmpty(); }
    /// Print the headings and all rows; no blanks at a line's end.
    void print(QTextStream &stream) const;

private:
    QString line(const QStringList &cells, const QList<qsizetype> &widths) const;

    QStringList m_headings;
    QList<Align> m_aligns;
    QList<QStringList> m_rows;
};

} // namespace parterre
