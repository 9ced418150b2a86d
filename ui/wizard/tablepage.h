// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/partitiontree.h"

#include <QWizardPage>

class QSortFilterProxyModel;
class QTreeView;

namespace parterre {

class TableModel;
class WizardPlan;

/// Which table: the plain tables, the largest first.
class WizardTablePage : public QWizardPage {
    Q_OBJECT

public:
    WizardTablePage(WizardPlan &plan, const PartitionForest &forest, const QHash<QString, QString> &taken,
                    quint32 table);

    bool isComplete() const override;
    bool validatePage() override;

private:
    void fill(const PartitionForest &forest, const QHash<QString, QString> &taken);
    int chosenRow() const;

    WizardPlan &m_plan;
    QList<PartitionNode> m_tables;
    TableModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    QTreeView *m_view = nullptr;
};

} // namespace parterre
