// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/archivebrowsedialog.h"

#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace parterre {

using namespace Qt::StringLiterals;

ArchiveBrowseDialog::ArchiveBrowseDialog(Database &database, const QString &manifestPath, const Manifest &manifest,
                                         QWidget *parent)
    : QDialog(parent)
    , m_database(database)
    , m_binary(manifest.contents == ArchiveFormat::Binary)
{
    setObjectName(u"archiveBrowseDialog"_s);
    setWindowTitle(
        tr("%1: %2 rows of %3").arg(manifest.fileName, formatCount(manifest.rows.rows), manifest.table.quoted()));
    setAttribute(Qt::WA_DeleteOnClose);
    m_request.manifestPath = manifestPath;
    m_state = new StatePage(makeTable(manifest));
    connect(m_state, &StatePage::retryRequested, this, [this] { read(m_request.after); });
    connect(m_state, &StatePage::actionRequested, this, [this] { read(m_request.after); });
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_database.tasks().cancel(m_task); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeFilter(manifest));
    layout->addWidget(m_state, 1);
    layout->addWidget(makeButtons());
    resize(900, 560);
    read(0);
}

ArchiveBrowseDialog::~ArchiveBrowseDialog()
{
    m_database.tasks().cancel(m_task);
}

QWidget *ArchiveBrowseDialog::makeFilter(const Manifest &manifest)
{
    m_column = new QComboBox;
    m_column->setObjectName(u"browseColumn"_s);
    m_column->setAccessibleName(tr("Column"));
    for (const FileColumn &column : manifest.columns)
        m_column->addItem(column.name);
    m_value = new QLineEdit;
    m_value->setObjectName(u"browseValue"_s);
    m_value->setPlaceholderText(tr("all rows"));
    m_value->setAccessibleName(tr("Value"));
    m_value->setClearButtonEnabled(true);
    auto *look = new QPushButton(tr("Find"));
    look->setObjectName(u"browseFind"_s);
    look->setDefault(true);
    connect(look, &QPushButton::clicked, this, [this] { read(0); });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(new QLabel(tr("Rows whose")));
    layout->addWidget(m_column);
    layout->addWidget(new QLabel(tr("is")));
    layout->addWidget(m_value, 1);
    layout->addWidget(look);
    return row;
}

QWidget *ArchiveBrowseDialog::makeTable(const Manifest &manifest)
{
    QList<TableModel::Column> columns{{tr("Row"), true}};
    for (const FileColumn &column : manifest.columns)
        columns << TableModel::Column{column.name};
    m_model = new TableModel(columns, this);
    m_view = makeTableView(m_model, u"browseTable"_s, tr("Rows of the file"), {70});
    return m_view;
}

QWidget *ArchiveBrowseDialog::makeButtons()
{
    m_shown = new QLabel;
    m_shown->setObjectName(u"browseShown"_s);
    m_first = new QPushButton(tr("First page"));
    m_first->setObjectName(u"browseFirst"_s);
    m_next = new QPushButton(tr("Next page"));
    m_next->setObjectName(u"browseNext"_s);
    for (QPushButton *button : {m_first, m_next})
        button->setAutoDefault(false);
    connect(m_first, &QPushButton::clicked, this, [this] { read(0); });
    connect(m_next, &QPushButton::clicked, this, [this] { read(m_last); });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"browseClose"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_first);
    layout->addWidget(m_next);
    layout->addWidget(m_shown, 1);
    layout->addWidget(buttons);
    return row;
}

void ArchiveBrowseDialog::read(qint64 after)
{
    m_database.tasks().cancel(m_task);
    m_request.after = after;
    m_request.value = m_value->text();
    m_request.column = m_request.value.isEmpty() ? QString() : m_column->currentText();
    m_state->showLoading(tr("Reading the file"));
    m_next->setEnabled(false);
    auto mine = std::make_shared<int>(0);
    *mine = m_task = m_database.tasks().start<BrowsedRows>(
        tr("Browse an archive file"),
        [open = m_database.writer(u"archive-file"_s), request = m_request,
         binary = m_binary](TaskContext &task) -> Result<BrowsedRows> {
            if (!binary)
                return browseArchiveFile(request, nullptr, task.cancel, task.sink);
            PARTERRE_ASSIGN(session, open(task));
            return browseArchiveFile(request, session.get(), task.cancel, task.sink);
        },
        this,
        [this, mine](const Result<BrowsedRows> &rows) {
            if (m_task == *mine)
                take(rows);
        },
        false, true);
}

void ArchiveBrowseDialog::take(const Result<BrowsedRows> &rows)
{
    m_task = 0;
    if (rows) {
        show(*rows);
        m_state->showContent();
    } else if (rows.error().isCancelled()) {
        m_state->showEmpty(tr("Nothing was read"), tr("Reading was cancelled."), tr("Read again"));
    } else {
        m_state->showError(rows.error());
    }
}

void ArchiveBrowseDialog::show(const BrowsedRows &browsed)
{
    QList<TableModel::Row> rows;
    for (const BrowsedRow &row : browsed.rows) {
        TableModel::Row shown{QString::number(row.number), {{formatCount(row.number), row.number}}};
        for (const auto &value : row.values)
            shown.cells << valueCell(value);
        rows << shown;
    }
    m_model->setRows(rows);
    fitColumns(m_view);
    m_last = browsed.rows.isEmpty() ? m_request.after : browsed.rows.last().number;
    m_first->setEnabled(m_request.after > 0);
    m_next->setEnabled(browsed.rows.size() == m_request.limit);
    m_shown->setText(browsed.rows.isEmpty()
                         ? tr("no row")
                         : tr("rows %1 to %2").arg(formatCount(browsed.rows.first().number), formatCount(m_last)));
}

} // namespace parterre
