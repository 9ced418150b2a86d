// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpage.h"

#include "base/units.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <limits>

namespace parterre {

namespace {

/// More rows cost more than one event may; the CSV has them all.
constexpr qsizetype kMostRows = 1000;

/// "12 GB" is for people; a program that reads the file wants bytes.
QList<TableModel::Row> withExactNumbers(QList<TableModel::Row> rows, const QList<TableModel::Column> &columns)
{
    for (TableModel::Row &row : rows) {
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            if (columns[i].number && row.cells[i].value.isValid())
                row.cells[i].text = row.cells[i].value.toString();
        }
    }
    return rows;
}

} // namespace

ChartPage::ChartPage(const QString &name, ChartCanvas *canvas, const QList<TableModel::Column> &columns,
                     QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_canvas(canvas)
    , m_model(new TableModel(columns, this))
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &ChartPage::refresh);
    m_canvas->setAccessibleName(name);
    connect(m_canvas, &ChartCanvas::relationActivated, this, &ChartPage::relationActivated);
    makeTable();
    makeLayout();
}

void ChartPage::makeTable()
{
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(TableModel::SortRole);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("chartTable"));
    m_table->setAccessibleName(tr("%1, as a table").arg(m_name));
    m_table->setModel(m_sorted);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // the chart's order until a click
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setSortingEnabled(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const quint32 oid = index.data(TableModel::KeyRole).toString().toUInt())
            Q_EMIT relationActivated(oid);
    });
}

void ChartPage::makeLayout()
{
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_canvas);
    m_empty = new QLabel;
    m_empty->setObjectName(QStringLiteral("chartEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_noteLabel = new QLabel;
    m_noteLabel->setObjectName(QStringLiteral("chartNote"));
    m_noteLabel->setAccessibleName(tr("Note on the chart"));
    m_noteLabel->setWordWrap(true);
    m_noteLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_noteLabel->setContentsMargins(8, 2, 8, 4);
    m_stack = new QStackedWidget;
    for (QWidget *each :
         {static_cast<QWidget *>(m_scroll), static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_empty)})
        m_stack->addWidget(each);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_noteLabel);
}

void ChartPage::setData(const PartitionForest &forest, quint32 oid)
{
    m_forest = forest;
    m_oid = oid;
    m_isStale = true;
    if (isVisible() && !m_timer->isActive())
        m_timer->start(0);
}

void ChartPage::setTableShown(bool shown)
{
    m_isTableShown = shown;
    if (isVisible() && !m_isStale)
        choosePage();
}

void ChartPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ChartPage::refresh()
{
    m_timer->stop();
    if (m_isStale) {
        m_isStale = false;
        m_isTableStale = true;
        m_content = present(ChartSubject(m_forest, m_oid));
        m_empty->setText(m_content.whyEmpty);
    }
    choosePage();
}

void ChartPage::choosePage()
{
    const bool wantsTable = m_isTableShown || m_content.tableOnly;
    if (wantsTable && m_isTableStale)
        fillTable(kMostRows);
    if (wantsTable && m_model->rowCount() > 0)
        m_stack->setCurrentWidget(m_table);
    else
        m_stack->setCurrentWidget(m_content.whyEmpty.isEmpty() ? static_cast<QWidget *>(m_scroll) : m_empty);
    m_noteLabel->setText(note());
    m_noteLabel->setVisible(!m_noteLabel->text().isEmpty());
}

void ChartPage::fillTable(qsizetype most)
{
    const bool wasEmpty = m_model->rowCount() == 0;
    m_model->setRows(rows(ChartSubject(m_forest, m_oid), most));
    m_isTableStale = false;
    if (wasEmpty)
        m_table->resizeColumnsToContents();
}

QString ChartPage::title() const
{
    return Charts::tr("%1: %2").arg(m_name, ChartSubject(m_forest, m_oid).title());
}

QString ChartPage::note() const
{
    if (m_stack->currentWidget() != m_table || m_model->rowCount() < kMostRows)
        return m_content.note;
    const QString cut = tr("Only the first %1 rows are shown; the CSV export has all.").arg(formatCount(kMostRows));
    return m_content.note.isEmpty() ? cut : m_content.note % u' ' % cut;
}

QString ChartPage::toCsv()
{
    refresh();
    TableModel all(m_model->columns());
    const QList<TableModel::Row> every = rows(ChartSubject(m_forest, m_oid), std::numeric_limits<qsizetype>::max());
    all.setRows(withExactNumbers(every, m_model->columns()));
    return all.toCsv();
}

TableCell bytesCell(const Amount &bytes)
{
    return {amountText(bytes), bytes.value, exactText(bytes)};
}

} // namespace parterre
