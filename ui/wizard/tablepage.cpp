// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/tablepage.h"

#include "pg/catalog/relationtext.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/bardelegate.h"
#include "ui/widgets/tableview.h"
#include "ui/wizard/wizardplan.h"

#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

WizardTablePage::WizardTablePage(WizardPlan &plan, const PartitionForest &forest, const QHash<QString, QString> &taken,
                                 quint32 table)
    : m_plan(plan)
    , m_model(new TableModel({{tr("Table")}, {tr("Total"), true}, {tr("Rows ≈"), true}, {tr("State")}}, this))
    , m_proxy(new QSortFilterProxyModel(this))
{
    setTitle(tr("Which table?"));
    setSubTitle(tr("It becomes a partitioned table of the same name while the application goes on writing."));
    auto *search = new QLineEdit;
    search->setObjectName(QStringLiteral("wizardTableFilter"));
    search->setPlaceholderText(tr("Filter by name"));
    search->setClearButtonEnabled(true);
    search->setAccessibleName(tr("Filter tables by name"));
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    connect(search, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    m_view = makeTableView(m_proxy, QStringLiteral("wizardTables"), tr("Tables"), {300, 140});
    m_view->setItemDelegateForColumn(1, new BarDelegate(TableModel::ShareRole, 0, m_view));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(search);
    layout->addWidget(m_view, 1);
    fill(forest, taken);
    if (m_tables.isEmpty())
        setSubTitle(
            tr("There is no table to migrate here: those of this database are partitioned, or part of a migration."));
    for (int row = 0; row < m_tables.size(); ++row) {
        if (m_tables[row].oid == table)
            m_view->setCurrentIndex(m_proxy->mapFromSource(m_model->index(row, 0)));
    }
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &QWizardPage::completeChanged);
}

void WizardTablePage::fill(const PartitionForest &forest, const QHash<QString, QString> &taken)
{
    for (const PartitionNode &root : forest.roots()) {
        if (root.kind == RelationKind::Table && !taken.contains(root.name.quoted()))
            m_tables << root;
    }
    const qint64 largest = m_tables.isEmpty() ? 0 : m_tables.first().total.totalBytes().value;
    QList<TableModel::Row> rows;
    for (const PartitionNode &table : std::as_const(m_tables)) {
        const Amount bytes = table.total.totalBytes();
        const double share = largest > 0 ? static_cast<double>(bytes.value) / static_cast<double>(largest) : -1;
        rows << TableModel::Row{QString::number(table.oid),
                                {{table.name.quoted()},
                                 {bytesText(bytes), bytes.value, {}, share},
                                 {countText(table.total.rows), table.total.rows.value},
                                 {stateText(table)}}};
    }
    m_model->setRows(rows);
}

int WizardTablePage::chosenRow() const
{
    const QModelIndex index = m_proxy->mapToSource(m_view->currentIndex());
    return index.isValid() ? index.row() : -1;
}

bool WizardTablePage::isComplete() const
{
    return chosenRow() >= 0;
}

bool WizardTablePage::validatePage()
{
    const PartitionNode &table = m_tables.at(chosenRow());
    m_plan.tableOid = table.oid;
    PlanRequest request = m_plan.request();
    if (request.table != table.name) {
        request.table = table.name;
        request.keyColumn.clear();
        request.unique.clear();
        request.dropReferences.clear();
        m_plan.setRequest(request);
    }
    return true;
}

} // namespace parterre
