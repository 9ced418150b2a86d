// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/partitiontree.h"
#include "pg/catalog/relationdetails.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QTimer;

namespace parterre {

class Database;
class SqlView;
class StatePage;
class TableModel;

/// What one looks up of the selected relation: figures, maintenance, indexes, DDL. Reads in the background, a moment
/// after the selection came to rest.
class DetailsPane : public QWidget {
    Q_OBJECT

public:
    explicit DetailsPane(Database &database, QWidget *parent = nullptr);

    void show(const PartitionNode &node);
    void clear();

private:
    QWidget *makeContent();
    QWidget *makeFacts();
    void read();
    void fill(const RelationDetails &details);

    Database &m_database;
    StatePage *m_page = nullptr;
    QTimer *m_rest = nullptr;
    QLabel *m_name = nullptr;
    QFormLayout *m_facts = nullptr;
    SqlView *m_ddl = nullptr;
    TableModel *m_indexes = nullptr;
    PartitionNode m_node;
    int m_task = 0;
};

} // namespace parterre
