// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/archivefinddialog.h"

#include "archive/archiverunner.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/pagebuttons.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPage = 100;

} // namespace

ArchiveFindDialog::ArchiveFindDialog(Database &database, const ArchivePolicy &policy, QWidget *parent)
    : QDialog(parent)
    , m_database(database)
    , m_policy(policy)
{
    setObjectName(u"archiveFindDialog"_s);
    setWindowTitle(tr("Rows of %1, live and archived").arg(policy.id()));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *content = new QWidget;
    m_place = new QVBoxLayout(content);
    m_place->setContentsMargins({});
    m_state = new StatePage(content);
    connect(m_state, &StatePage::retryRequested, this, [this] { read(m_after); });
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_database.tasks().cancel(m_task); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeCondition());
    layout->addWidget(m_state, 1);
    layout->addWidget(makeButtons());
    resize(900, 560);
    m_state->showEmpty(
        tr("Nothing was looked for yet"),
        tr("Say which rows; the live ones and those in %1 are shown, the newest first.").arg(placeText(policy)));
    showButtons();
}

ArchiveFindDialog::~ArchiveFindDialog()
{
    m_database.tasks().cancel(m_task);
}

QWidget *ArchiveFindDialog::makeCondition()
{
    m_condition = new QLineEdit;
    m_condition->setObjectName(u"findWhere"_s);
    m_condition->setPlaceholderText(tr("SQL over the table's columns, for example wallet_id = 42"));
    m_condition->setAccessibleName(tr("Condition"));
    m_condition->setClearButtonEnabled(true);
    m_look = new QPushButton(tr("Find"));
    m_look->setObjectName(u"findGo"_s);
    m_look->setDefault(true);
    connect(m_look, &QPushButton::clicked, this, [this] {
        m_where = m_condition->text();
        read({});
    });
    connect(m_condition, &QLineEdit::textChanged, this, &ArchiveFindDialog::showButtons);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(new QLabel(tr("Rows with")));
    layout->addWidget(m_condition, 1);
    layout->addWidget(m_look);
    return row;
}

PageButtons *ArchiveFindDialog::makeButtons()
{
    m_pages = new PageButtons(u"find"_s);
    connect(m_pages, &PageButtons::firstRequested, this, [this] { read({}); });
    connect(m_pages, &PageButtons::nextRequested, this, [this] { read(m_nextPage); });
    connect(m_pages, &PageButtons::closeRequested, this, &QDialog::reject);
    return m_pages;
}

// By value: it may be m_nextPage itself.
void ArchiveFindDialog::read(QString after)
{
    m_database.tasks().cancel(m_task);
    m_after = std::move(after);
    m_nextPage.clear();
    m_state->showLoading(tr("Looking for rows"));
    auto mine = std::make_shared<int>(0);
    *mine = m_task = m_database.tasks().start<FoundRows>(
        tr("Find rows of %1").arg(m_policy.id()),
        [options = m_database.archive(), policy = m_policy, where = m_where,
         after = m_after](TaskContext &task) -> Result<FoundRows> {
            PARTERRE_ASSIGN(session, openArchiveSession(options(task), policy.table));
            return findArchived(*session, policy, where, kPage, task.sink, after);
        },
        this,
        [this, mine](const Result<FoundRows> &found) {
            if (m_task == *mine)
                take(found);
        },
        false, true);
    showButtons();
}

void ArchiveFindDialog::take(const Result<FoundRows> &found)
{
    m_task = 0;
    if (found) {
        show(*found);
        m_state->showContent();
    } else if (found.error().isCancelled()) {
        m_state->showEmpty(tr("Nothing was found"), tr("Looking was cancelled."));
    } else {
        m_state->showError(found.error());
    }
    showButtons();
}

// The columns are known with the first rows.
void ArchiveFindDialog::makeTable(const QStringList &columns)
{
    QList<TableModel::Column> titles;
    for (const QString &column : columns)
        titles << TableModel::Column{column};
    delete m_view;
    delete m_model;
    m_model = new TableModel(titles, this);
    m_view = makeTableView(m_model, u"findTable"_s, tr("Rows that were found"));
    m_place->addWidget(m_view);
}

void ArchiveFindDialog::show(const FoundRows &found)
{
    if (!m_model || m_model->columnCount() != found.columns.size())
        makeTable(found.columns);
    QList<TableModel::Row> rows;
    qint64 live = 0;
    for (const auto &values : found.rows) {
        TableModel::Row row{QString::number(rows.size()), {}};
        for (const auto &value : values)
            row.cells << valueCell(value);
        const bool isLive = !values.isEmpty() && !values.last();
        if (isLive)
            row.cells.last() = {tr("live")}; // archived_at
        live += isLive ? 1 : 0;
        rows << row;
    }
    m_model->setRows(rows);
    fitColumns(m_view);
    m_nextPage = found.next;
    m_pages->setShown(rows.isEmpty() ? tr("no row")
                                     : tr("%1 live, %2 archived on this page").arg(live).arg(rows.size() - live));
}

void ArchiveFindDialog::showButtons()
{
    m_look->setEnabled(!m_condition->text().trimmed().isEmpty() && m_task == 0);
    m_pages->setPages(m_task == 0 && !m_after.isEmpty(), m_task == 0 && !m_nextPage.isEmpty());
}

} // namespace parterre
