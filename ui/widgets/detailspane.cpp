// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/detailspane.h"

#include "base/units.h"
#include "pg/catalog/relationtext.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/sqlview.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"

#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>
#include <QTabWidget>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

namespace parterre {

namespace {

constexpr int kRestMs = 120; // whoever runs through the tree with the arrow keys asks for nothing

QString momentText(const QDateTime &moment)
{
    return moment.isValid() ? moment.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
                            : DetailsPane::tr("never");
}

} // namespace

DetailsPane::DetailsPane(Database &database, QWidget *parent)
    : QWidget(parent)
    , m_database(database)
    , m_rest(new QTimer(this))
{
    setObjectName(QStringLiteral("detailsPane"));
    m_rest->setSingleShot(true);
    m_rest->setInterval(kRestMs);
    connect(m_rest, &QTimer::timeout, this, &DetailsPane::read);
    m_page = new StatePage(makeContent());
    connect(m_page, &StatePage::retryRequested, this, &DetailsPane::read);
    connect(m_page, &StatePage::cancelRequested, this, [this] { m_database.tasks().cancel(m_task); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page);
    clear();
}

QWidget *DetailsPane::makeContent()
{
    auto *content = new QWidget;
    m_name = new QLabel;
    m_name->setObjectName(QStringLiteral("detailsName"));
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont bold = m_name->font();
    bold.setBold(true);
    m_name->setFont(bold);
    auto *tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("detailsTabs"));
    tabs->setDocumentMode(true);
    tabs->addTab(makeFacts(), tr("Facts"));
    m_indexes = new TableModel({{tr("Index")}, {tr("Size"), true}, {tr("Scans"), true}, {tr("Definition")}}, this);
    tabs->addTab(makeTableView(m_indexes, QStringLiteral("detailsIndexes"), tr("Indexes"), {230, 80, 70}),
                 tr("Indexes"));
    m_ddl = new SqlView;
    m_ddl->setObjectName(QStringLiteral("detailsDdl"));
    tabs->addTab(m_ddl, tr("DDL"));
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(6, 6, 0, 0);
    layout->addWidget(m_name);
    layout->addWidget(tabs, 1);
    return content;
}

QWidget *DetailsPane::makeFacts()
{
    auto *facts = new QWidget;
    m_facts = new QFormLayout(facts);
    m_facts->setVerticalSpacing(4);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(facts);
    return scroll;
}

void DetailsPane::clear()
{
    m_rest->stop();
    m_database.tasks().cancel(std::exchange(m_task, 0));
    m_node = {};
    m_page->showEmpty(tr("No table is selected"), tr("Select a table or a partition to see what it is made of."));
}

void DetailsPane::show(const PartitionNode &node)
{
    const bool same = m_node.oid == node.oid && m_node.name == node.name && m_node.kind == node.kind;
    m_node = node;
    if (same && m_page->showsContent())
        return;
    m_rest->start();
}

void DetailsPane::read()
{
    m_database.tasks().cancel(std::exchange(m_task, 0));
    if (m_node.oid == 0)
        return;
    if (!m_page->showsContent())
        m_page->showLoading(tr("Reading %1").arg(m_node.name.quoted()));
    const quint32 oid = m_node.oid;
    auto mine = std::make_shared<int>(0);
    *mine = m_task = m_database.tasks().start<RelationDetails>(
        tr("Read details"),
        [open = m_database.reader(QStringLiteral("details")), oid](TaskContext &task) -> Result<RelationDetails> {
            PARTERRE_ASSIGN(session, open(task));
            return readRelationDetails(*session, oid);
        },
        this,
        [this, mine](const Result<RelationDetails> &details) {
            if (m_task != *mine || (!details && details.error().isCancelled()))
                return;
            details ? fill(*details) : m_page->showError(details.error());
        },
        false, true);
}

void DetailsPane::fill(const RelationDetails &details)
{
    m_page->showContent();
    m_name->setText(m_node.name.quoted());
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    const auto add = [this](const QString &label, const QString &text) {
        if (text.isEmpty())
            return;
        auto *value = new QLabel(text);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_facts->addRow(label, value);
    };
    const RelationFigures &total = m_node.total;
    add(tr("Bound:"), boundText(m_node));
    add(tr("State:"), stateText(m_node));
    add(tr("Total:"), bytesText(total.totalBytes()));
    add(tr("Heap, indexes, TOAST:"),
        tr("%1, %2, %3").arg(bytesText(total.heapBytes), bytesText(total.indexBytes), bytesText(total.toastBytes)));
    add(tr("Rows, dead rows:"), tr("≈ %1, ≈ %2").arg(countText(total.rows), countText(total.deadRows)));
    add(tr("Last vacuum:"), momentText(details.lastVacuum));
    add(tr("Last analyze:"),
        tr("%1, %2 rows changed since")
            .arg(momentText(details.lastAnalyze), formatCount(details.modifiedSinceAnalyze)));
    if (details.xidAge)
        add(tr("Transaction age:"), formatCount(*details.xidAge));
    add(tr("Owner:"), details.owner);
    add(tr("Tablespace:"), details.tablespace.isEmpty() ? tr("the database's default") : details.tablespace);
    add(tr("Comment:"), details.comment);
    m_ddl->setSql(details.ddl);
    QList<TableModel::Row> rows;
    for (const IndexFacts &index : details.indexes) {
        const QString name = index.valid ? index.name : tr("%1 (invalid)").arg(index.name);
        rows << TableModel::Row{index.name,
                                {{name},
                                 {formatBytes(index.bytes), index.bytes},
                                 {formatCount(index.scans), index.scans},
                                 {index.definition, {}, index.definition}}};
    }
    m_indexes->setRows(rows);
}

} // namespace parterre
