// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/session.h"

#include <QAbstractTableModel>

#include <mutex>

namespace parterre {

/// Every statement that the program sent, the newest last; the oldest go when there are too many.
class StatementLogModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Columns { Time, Duration, RowCount, State, Text, ColumnCount };
    /// "true" for what a page read by itself. Role of every column.
    static constexpr int BackgroundRole = Qt::UserRole;
    static constexpr qsizetype kMost = 5000;
    static constexpr qsizetype kMostBackground = 500; ///< a page that is left open must not push all else out

    explicit StatementLogModel(QObject *parent = nullptr);

    /// Add a statement, from any thread.
    void add(const StatementRecord &record);
    void clear();
    const StatementRecord &record(int row) const { return m_records.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The statements of these rows for psql; parameters by \bind (psql 16 and later).
    QString toScript(const QList<int> &rows) const;

private:
    void takeNew();
    void dropOldBackground();

    QList<StatementRecord> m_records;
    std::mutex m_mutex; // guards what follows
    QList<StatementRecord> m_new;
    bool m_asked = false;
};

} // namespace parterre
