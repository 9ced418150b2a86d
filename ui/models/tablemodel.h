// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QVariant>

#include <optional>

namespace parterre {

/// One cell: what is shown, and what it is sorted by and copied as where that is something else.
struct TableCell {
    QString text;
    QVariant value = {}; ///< Qt::UserRole, for sorting; the text where it is invalid
    QString toolTip = {};
    double share = -1;     ///< 0…1: a bar behind the text, see BarDelegate; negative = none
    bool emphasis = false; ///< bold
};

/// A value as the server wrote it, on one line; its tool tip has it as it is.
TableCell valueCell(const std::optional<QString> &value);

/// A table of values that a page shows: small, and replaced as a whole. Rows keep their identity by a key, so that a
/// selection survives a refresh.
class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Roles { SortRole = Qt::UserRole, ShareRole, KeyRole };

    struct Column {
        QString title;
        bool number = false; ///< aligned to the right
    };
    struct Row {
        QString key; ///< unique
        QList<TableCell> cells;
    };

    explicit TableModel(const QList<Column> &columns, QObject *parent = nullptr);

    /// Show these rows instead. Selections and current index stay on the rows with the same keys.
    void setRows(const QList<Row> &rows);
    const QList<Column> &columns() const { return m_columns; }
    const QList<Row> &rows() const { return m_rows; }
    QString key(int row) const { return m_rows.at(row).key; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// All rows as lines of values separated by tabs, or as CSV (RFC 4180), with the titles first.
    QString toTsv() const;
    QString toCsv() const;

private:
    void append(const QList<Row> &rows, const QSet<QString> &known);
    void reorder(const QList<Row> &rows, const QHash<QString, int> &places);

    QList<Column> m_columns;
    QList<Row> m_rows;
};

} // namespace parterre
