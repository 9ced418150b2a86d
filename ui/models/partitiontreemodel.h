// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/partitiontree.h"

#include <QAbstractItemModel>
#include <QHash>

namespace parterre {

/// The partition trees and plain tables of a database. Shows values that were read elsewhere; never asks a server.
///
/// A refresh keeps indexes, and so selection and expanded rows, by oid.
class PartitionTreeModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Columns { Name, Bound, RowCount, Total, Heap, Indexes, Toast, Dead, DeadPercent, Leaves, State, ColumnCount };
    enum Roles {
        OidRole = Qt::UserRole,
        SortRole,    ///< numbers as numbers, bounds in their order
        ShareRole,   ///< 0…1: part of the largest sibling, for the bar in Total; negative = none
        EstimateRole ///< the bar is an estimate
    };

    explicit PartitionTreeModel(QObject *parent = nullptr);

    /// Show this forest, which must be arranged. Same structure: only values change.
    void setForest(const PartitionForest &forest);
    const PartitionForest &forest() const { return m_forest; }
    /// Further words in State, by quoted name.
    void setMarks(const QHash<QString, QString> &marks);
    const QHash<QString, QString> &marks() const { return m_marks; }

    const PartitionNode *node(const QModelIndex &index) const; ///< null for an invalid index
    const PartitionNode *node(quint32 oid) const;              ///< null where there is none
    QModelIndex indexOf(quint32 oid, int column = Name) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Place {
        int parent = -1; ///< place of the parent node, -1 for roots
        int row = 0;
        QList<int> children;
        qint64 largestChild = 0;
    };
    void rebuild(const PartitionForest &forest);
    bool hasSameStructure(const PartitionForest &forest) const;
    void sortRoots();
    void measureShares();
    QString text(const PartitionNode &node, int column) const;
    QVariant sortKey(const PartitionNode &node, int place, int column) const;
    QString toolTip(const PartitionNode &node, int column) const;
    double share(const PartitionNode &node, int place) const;

    QString stateOf(const PartitionNode &node) const;

    PartitionForest m_forest;
    QHash<QString, QString> m_marks;
    QList<Place> m_places; ///< one a node
    QList<int> m_roots;
    qint64 m_largestRoot = 0;
    QHash<quint32, int> m_placeOf;
};

} // namespace parterre
