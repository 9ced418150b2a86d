// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/texttable.h"

#include <algorithm>

namespace parterre {

namespace {

QString trimmedRight(QString text)
{
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

} // namespace

void TextTable::addColumn(const QString &heading, Align align)
{
    m_headings << heading;
    m_aligns << align;
}

void TextTable::addRow(const QStringList &cells)
{
    Q_ASSERT(cells.size() <= m_headings.size());
    m_rows << cells;
}

QString TextTable::line(const QStringList &cells, const QList<qsizetype> &widths) const
{
    QStringList padded;
    for (qsizetype c = 0; c < widths.size(); ++c) {
        const QString cell = cells.value(c);
        padded << (m_aligns[c] == Align::Left ? cell.leftJustified(widths[c]) : cell.rightJustified(widths[c]));
    }
    return trimmedRight(padded.join(QStringLiteral("  "))) + u'\n';
}

void TextTable::print(QTextStream &stream) const
{
    QList<qsizetype> widths;
    for (qsizetype c = 0; c < m_headings.size(); ++c) {
        qsizetype width = m_headings[c].size();
        for (const QStringList &row : m_rows)
            width = std::max(width, row.value(c).size());
        widths << width;
    }
    stream << line(m_headings, widths);
    for (const QStringList &row : m_rows)
        stream << line(row, widths);
}

} // namespace parterre
