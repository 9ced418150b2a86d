// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/browserpage.h"

#include "ui/charts/chartpane.h"
#include "ui/database.h"
#include "ui/models/partitiontreemodel.h"
#include "ui/widgets/bardelegate.h"
#include "ui/widgets/detailspane.h"
#include "ui/widgets/statepage.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace parterre {

BrowserPage::BrowserPage(Database &database, QWidget *parent)
    : QWidget(parent)
    , m_database(database)
    , m_loader(database)
    , m_model(new PartitionTreeModel(this))
    , m_proxy(new QSortFilterProxyModel(this))
{
    setObjectName(QStringLiteral("browserPage"));
    m_charts = new ChartPane;
    m_details = new DetailsPane(database);
    m_right = new QSplitter(Qt::Vertical);
    m_right->addWidget(m_charts);
    m_right->addWidget(m_details);
    m_right->setStretchFactor(0, 3);
    m_right->setStretchFactor(1, 2);
    m_right->setSizes({440, 340});
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setObjectName(QStringLiteral("browserSplitter"));
    splitter->addWidget(makeTreeSide());
    splitter->addWidget(m_right);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({780, 520});
    m_state = new StatePage(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_state);

    connect(&m_loader, &ForestLoader::started, this, &BrowserPage::showStatus);
    connect(&m_loader, &ForestLoader::changed, this, &BrowserPage::showForest);
    connect(&m_loader, &ForestLoader::progressed, this, [this](const QString &what, int done, int total) {
        m_status->setText(tr("%1: %2 of %3").arg(what).arg(done).arg(total));
    });
    connect(&m_loader, &ForestLoader::finished, this, [this] {
        if (std::exchange(m_first, false))
            fitColumns();
        showStatus();
    });
    connect(&m_loader, &ForestLoader::failed, this, [this](const Error &error) {
        if (m_first || m_model->forest().nodes.isEmpty())
            m_state->showError(error);
        else
            m_status->setText(tr("Not refreshed: %1").arg(error.message));
    });
    connect(&m_loader, &ForestLoader::cancelled, this, [this] {
        m_status->setText(tr("Reading was cancelled"));
        if (m_model->forest().nodes.isEmpty())
            m_state->showEmpty(tr("Nothing was read"), tr("Reading was cancelled."), tr("Read again"));
    });
    connect(m_state, &StatePage::cancelRequested, &m_loader, &ForestLoader::cancel);
    connect(m_state, &StatePage::retryRequested, &m_loader, &ForestLoader::load);
    connect(m_state, &StatePage::actionRequested, &m_loader, &ForestLoader::load);
    connect(m_charts, &ChartPane::relationActivated, this, &BrowserPage::select);
    connect(m_charts, &ChartPane::overviewRequested, this, [this] { m_tree->setCurrentIndex({}); });
}

QWidget *BrowserPage::makeTreeSide()
{
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("treeFilter"));
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter tables by name"));
    connect(m_filter, &QLineEdit::textChanged, this, &BrowserPage::filter);

    // From the filter straight into what it found.
    auto *down = new QShortcut(QKeySequence(Qt::Key_Down), m_filter);
    down->setContext(Qt::WidgetShortcut);
    connect(down, &QShortcut::activated, this, &BrowserPage::enterTree);
    connect(m_filter, &QLineEdit::returnPressed, this, &BrowserPage::enterTree);

    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(PartitionTreeModel::SortRole);
    m_proxy->setRecursiveFilteringEnabled(true);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setDynamicSortFilter(false);
    m_tree = new QTreeView;
    m_tree->setObjectName(QStringLiteral("partitionTree"));
    m_tree->setAccessibleName(tr("Tables and partitions"));
    m_tree->setModel(m_proxy);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setItemDelegateForColumn(
        PartitionTreeModel::Total,
        new BarDelegate(PartitionTreeModel::ShareRole, PartitionTreeModel::EstimateRole, m_tree));
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_tree->header();
    header->setSortIndicatorShown(true);
    header->setSortIndicatorClearable(true);
    header->setStretchLastSection(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    const int widths[] = {190, 105, 85, 100, 75, 75, 80, 84, 65, 60, 130};
    for (int column = 0; column < static_cast<int>(std::size(widths)); ++column)
        m_tree->setColumnWidth(column, widths[column]);
    header->moveSection(PartitionTreeModel::State, PartitionTreeModel::Heap); // seen without scrolling
    connect(header, &QHeaderView::sortIndicatorChanged, m_proxy, &QSortFilterProxyModel::sort);
    header->setSectionsClickable(true);
    connect(m_tree, &QTreeView::expanded, this, &BrowserPage::fitColumns);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &BrowserPage::showSelection);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &BrowserPage::openMenu);

    m_status = new QLabel;
    m_status->setObjectName(QStringLiteral("treeStatus"));
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_filter);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_status);
    return side;
}

// Names, bounds and marks are to be read whole, where they leave room for the figures. No column becomes narrower by
// that.
void BrowserPage::fitColumns()
{
    constexpr int kWidest = 320;
    for (const int column : {PartitionTreeModel::Name, PartitionTreeModel::Bound, PartitionTreeModel::State}) {
        const int width = m_tree->columnWidth(column);
        m_tree->resizeColumnToContents(column);
        m_tree->setColumnWidth(column, std::clamp(m_tree->columnWidth(column), width, std::max(width, kWidest)));
    }
}

void BrowserPage::clear()
{
    m_loader.forget();
    m_first = true;
    m_model->setForest({});
    m_filter->clear();
    m_details->clear();
    m_charts->setData({}, 0);
    m_state->showLoading(tr("Reading the tables of the database"));
}

void BrowserPage::showForest(const PartitionForest &forest)
{
    const bool wasEmpty = m_model->forest().nodes.isEmpty();
    const QualifiedName chosen = selected() ? selected()->name : QualifiedName();
    m_model->setForest(forest);
    stayWith(chosen);
    if (m_proxy->sortColumn() >= 0)
        m_proxy->sort(m_proxy->sortColumn(), m_proxy->sortOrder());
    if (forest.nodes.isEmpty() && !m_loader.isLoading()) {
        m_state->showEmpty(tr("No tables"), tr("This database has no table that you may see."), tr("Read again"));
        return;
    }
    m_state->showContent();
    if (wasEmpty && m_model->rowCount() == 1)
        m_tree->expandToDepth(0);
    showSelection();
}

// The model keeps the selection by oid. Whoever looks at a table means its name, which a switch gives to another one.
void BrowserPage::stayWith(const QualifiedName &name)
{
    if (name.name.isEmpty() || (selected() && selected()->name == name))
        return;
    const QList<PartitionNode> &nodes = m_model->forest().nodes;
    const auto found =
        std::find_if(nodes.cbegin(), nodes.cend(), [&](const PartitionNode &node) { return node.name == name; });
    if (found != nodes.cend())
        select(found->oid);
}

// What was read a while ago is read again for whoever comes back.
void BrowserPage::showEvent(QShowEvent *event)
{
    constexpr int kFreshSeconds = 10;
    QWidget::showEvent(event);
    if (m_database.isConnected() && !m_first && !m_loader.isLoading()
        && m_loader.readAt().secsTo(QDateTime::currentDateTime()) >= kFreshSeconds)
        refresh();
}

void BrowserPage::showStatus()
{
    if (m_loader.isLoading()) {
        if (m_model->forest().nodes.isEmpty())
            m_state->showLoading(tr("Reading the tables of the database"));
        m_status->setText(tr("Reading names"));
        return;
    }
    if (m_proxy->rowCount() == 0 && !m_filter->text().isEmpty()) {
        m_status->setText(tr("No name contains \"%1\"").arg(m_filter->text()));
        return;
    }
    m_status->setText(tr("Sizes as of %1").arg(m_loader.readAt().time().toString(QStringLiteral("HH:mm:ss"))));
}

const PartitionForest &BrowserPage::forest() const
{
    return m_model->forest();
}

void BrowserPage::setMarks(const QHash<QString, QString> &marks)
{
    m_model->setMarks(marks);
    fitColumns();
}

const QHash<QString, QString> &BrowserPage::marks() const
{
    return m_model->marks();
}

const PartitionNode *BrowserPage::selected() const
{
    return m_model->node(m_proxy->mapToSource(m_tree->currentIndex()));
}

bool BrowserPage::canMigrateSelected() const
{
    const PartitionNode *node = selected();
    return node && node->kind == RelationKind::Table && node->parentOid == 0 && !marks().contains(node->name.quoted());
}

bool BrowserPage::canArchiveSelected() const
{
    const PartitionNode *node = selected();
    return node && node->kind != RelationKind::Foreign && node->parentOid == 0;
}

void BrowserPage::select(quint32 oid)
{
    const QModelIndex index = m_proxy->mapFromSource(m_model->indexOf(oid));
    if (!index.isValid())
        return;
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void BrowserPage::showSelection()
{
    const PartitionNode *node = selected();
    m_charts->setData(m_model->forest(), node ? node->oid : 0);
    if (node)
        m_details->show(*node);
    else
        m_details->clear();
    Q_EMIT selectionChanged();
}

void BrowserPage::filter(const QString &text)
{
    m_proxy->setFilterFixedString(text);
    if (!text.isEmpty() && m_proxy->rowCount() <= 20)
        m_tree->expandAll();
    showStatus();
}

void BrowserPage::enterTree()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
    if (!m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_proxy->index(0, 0));
}

void BrowserPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void BrowserPage::setChartsVisible(bool visible)
{
    m_charts->setVisible(visible);
    m_right->setVisible(m_charts->isVisibleTo(m_right) || m_details->isVisibleTo(m_right));
}

void BrowserPage::setDetailsVisible(bool visible)
{
    m_details->setVisible(visible);
    m_right->setVisible(m_charts->isVisibleTo(m_right) || m_details->isVisibleTo(m_right));
}

void BrowserPage::openMenu(const QPoint &position)
{
    const PartitionNode *node = selected();
    if (!node)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString name = node->name.quoted();
    menu->addAction(tr("Copy name"), this, [name] { QApplication::clipboard()->setText(name); });
    QAction *migrate = menu->addAction(tr("Migrate %1…").arg(name), this, &BrowserPage::migrateRequested);
    migrate->setEnabled(canMigrateSelected());
    QAction *archive =
        menu->addAction(tr("Archive %1…").arg(name), this, [this, name] { Q_EMIT archiveRequested(name); });
    archive->setEnabled(canArchiveSelected());
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace parterre
