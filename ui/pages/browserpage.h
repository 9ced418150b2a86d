// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forestloader.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QModelIndex;
class QSortFilterProxyModel;
class QSplitter;
class QTreeView;

namespace parterre {

class ChartPane;
class Database;
class DetailsPane;
class PartitionTreeModel;
class StatePage;

/// The trees and tables of the database: tree, charts and details of one selection.
class BrowserPage : public QWidget {
    Q_OBJECT

public:
    explicit BrowserPage(Database &database, QWidget *parent = nullptr);

    void refresh() { m_loader.load(); }
    void clear();
    /// The selected relation; null where there is none.
    const PartitionNode *selected() const;
    /// Whether the selection is a plain table that a migration could partition.
    bool canMigrateSelected() const;
    /// Whether it is a table, partitioned or not, whose old rows could be archived.
    bool canArchiveSelected() const;
    void select(quint32 oid);
    void focusFilter();
    void setChartsVisible(bool visible);
    void setDetailsVisible(bool visible);
    const PartitionForest &forest() const;
    /// What migrations say of relations, by quoted name: shown as their state.
    void setMarks(const QHash<QString, QString> &marks);
    const QHash<QString, QString> &marks() const;

protected:
    void showEvent(QShowEvent *event) override;

Q_SIGNALS:
    void selectionChanged();
    void migrateRequested();
    void archiveRequested(const QString &table); ///< its quoted name

private:
    QWidget *makeTreeSide();
    void showForest(const PartitionForest &forest);
    void stayWith(const QualifiedName &name);
    void showSelection();
    void showStatus();
    void fitColumns();
    void filter(const QString &text);
    void enterTree();
    void openMenu(const QPoint &position);

    Database &m_database;
    ForestLoader m_loader;
    PartitionTreeModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    QTreeView *m_tree = nullptr;
    QLineEdit *m_filter = nullptr;
    QLabel *m_status = nullptr;
    StatePage *m_state = nullptr;
    QSplitter *m_right = nullptr;
    ChartPane *m_charts = nullptr;
    DetailsPane *m_details = nullptr;
    bool m_first = true; ///< the first reading since connecting is not complete
};

} // namespace parterre
