// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tablemodel.h"

#include <QFont>

namespace parterre {

namespace {

QString quoteCsv(const QString &text)
{
    if (!text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n'))
        return text;
    return u'"' % QString(text).replace(u'"', QStringLiteral("\"\"")) % u'"';
}

QString quoteTsv(const QString &text)
{
    return QString(text).replace(u'\t', u' ').replace(u'\n', u' ');
}

template<class Quote>
QString joined(const QList<TableModel::Column> &columns, const QList<TableModel::Row> &rows, QChar separator,
               Quote quote)
{
    QStringList lines;
    QStringList line;
    for (const TableModel::Column &column : columns)
        line << quote(column.title);
    lines << line.join(separator);
    for (const TableModel::Row &row : rows) {
        line.clear();
        for (const TableCell &cell : row.cells)
            line << quote(cell.text);
        lines << line.join(separator);
    }
    return lines.join(u'\n') % u'\n';
}

} // namespace

TableCell valueCell(const std::optional<QString> &value)
{
    if (!value)
        return {TableModel::tr("NULL")};
    return {QString(*value).replace(u'\n', u'⏎'), {}, *value};
}

TableModel::TableModel(const QList<Column> &columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(columns)
{}

void TableModel::setRows(const QList<Row> &rows)
{
    QHash<QString, int> places;
    for (qsizetype i = 0; i < rows.size(); ++i)
        places.insert(rows[i].key, static_cast<int>(i));
    QSet<QString> known;
    QList<Row> gone;
    for (const Row &row : std::as_const(m_rows)) {
        known.insert(row.key);
        if (!places.contains(row.key))
            gone << row;
    }
    append(rows, known);
    reorder(rows + gone, places);
    if (!gone.isEmpty()) {
        beginRemoveRows({}, static_cast<int>(rows.size()), static_cast<int>(m_rows.size()) - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
}

void TableModel::append(const QList<Row> &rows, const QSet<QString> &known)
{
    QList<Row> fresh;
    for (const Row &row : rows) {
        if (!known.contains(row.key))
            fresh << row;
    }
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(m_rows.size() + fresh.size()) - 1);
    m_rows += fresh;
    endInsertRows();
}

void TableModel::reorder(const QList<Row> &rows, const QHash<QString, int> &places)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &each : before) {
        const int row = places.value(m_rows.at(each.row()).key, -1);
        after << (row < 0 ? QModelIndex() : index(row, each.column()));
    }
    m_rows = rows;
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const TableCell cell = row.cells.value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return cell.toolTip.isEmpty() ? QVariant() : cell.toolTip;
    case Qt::TextAlignmentRole:
        return static_cast<int>((m_columns[index.column()].number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (cell.emphasis) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case SortRole:
        return cell.value.isValid() ? cell.value : QVariant(cell.text);
    case ShareRole:
        return cell.share;
    case KeyRole:
        return row.key;
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns[section].title;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((m_columns[section].number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QString TableModel::toTsv() const
{
    return joined(m_columns, m_rows, u'\t', quoteTsv);
}

QString TableModel::toCsv() const
{
    return joined(m_columns, m_rows, u',', quoteCsv);
}

} // namespace parterre
