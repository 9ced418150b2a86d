// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/archivebrowsedialog.h"

#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/pagebuttons.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const QList<FolderEntry> &files)
{
    qint64 rows = 0;
    for (const FolderEntry &file : files)
        rows += file.manifest->rows.rows;
    const Manifest &first = *files.first().manifest;
    return files.size() == 1
        ? ArchiveBrowseDialog::tr("%1: %2 rows of %3").arg(first.fileName, formatCount(rows), first.table.quoted())
        : ArchiveBrowseDialog::tr("%1 files: %2 rows").arg(formatCount(files.size()), formatCount(rows));
}

} // namespace

ArchiveBrowseDialog::ArchiveBrowseDialog(Database &database, const QList<FolderEntry> &files, QWidget *parent)
    : QDialog(parent)
    , m_database(database)
{
    setObjectName(u"archiveBrowseDialog"_s);
    setWindowTitle(titleOf(files));
    setAttribute(Qt::WA_DeleteOnClose);
    QList<Manifest> manifests;
    for (const FolderEntry &file : files) {
        m_request.manifestPaths << file.manifestPath;
        manifests << *file.manifest;
    }
    m_binary = needsServer(manifests);
    const QStringList columns = columnsOf(manifests);
    m_state = new StatePage(makeTable(columns));
    connect(m_state, &StatePage::retryRequested, this, [this] { read(m_request.after); });
    connect(m_state, &StatePage::actionRequested, this, [this] { read(m_request.after); });
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_database.tasks().cancel(m_task); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeFilter(columns));
    layout->addWidget(m_state, 1);
    layout->addWidget(makeButtons());
    resize(900, 560);
    read({});
}

ArchiveBrowseDialog::~ArchiveBrowseDialog()
{
    m_database.tasks().cancel(m_task);
}

QWidget *ArchiveBrowseDialog::makeFilter(const QStringList &columns)
{
    m_column = new QComboBox;
    m_column->setObjectName(u"browseColumn"_s);
    m_column->setAccessibleName(tr("Column"));
    m_column->addItems(columns);
    m_value = new QLineEdit;
    m_value->setObjectName(u"browseValue"_s);
    m_value->setPlaceholderText(tr("all rows"));
    m_value->setAccessibleName(tr("Value"));
    m_value->setClearButtonEnabled(true);
    auto *look = new QPushButton(tr("Find"));
    look->setObjectName(u"browseFind"_s);
    look->setDefault(true);
    connect(look, &QPushButton::clicked, this, [this] { read({}); });
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

QWidget *ArchiveBrowseDialog::makeTable(const QStringList &columns)
{
    QList<TableModel::Column> titles{{tr("Row"), true}};
    if (m_request.manifestPaths.size() > 1)
        titles << TableModel::Column{tr("File")};
    for (const QString &column : columns)
        titles << TableModel::Column{column};
    m_model = new TableModel(titles, this);
    m_view = makeTableView(m_model, u"browseTable"_s, tr("Rows of the file"), {70});
    return m_view;
}

PageButtons *ArchiveBrowseDialog::makeButtons()
{
    m_pages = new PageButtons(u"browse"_s);
    connect(m_pages, &PageButtons::firstRequested, this, [this] { read({}); });
    connect(m_pages, &PageButtons::nextRequested, this, [this] { read(m_last); });
    connect(m_pages, &PageButtons::closeRequested, this, &QDialog::reject);
    return m_pages;
}

void ArchiveBrowseDialog::read(const BrowsePlace &after)
{
    m_database.tasks().cancel(m_task);
    m_request.after = after;
    m_request.value = m_value->text();
    m_request.column = m_request.value.isEmpty() ? QString() : m_column->currentText();
    m_state->showLoading(tr("Reading the file"));
    m_pages->setPages(false, false);
    auto mine = std::make_shared<int>(0);
    *mine = m_task = m_database.tasks().start<BrowsedRows>(
        tr("Browse an archive file"),
        [open = m_database.writer(u"archive-file"_s), request = m_request,
         binary = m_binary](TaskContext &task) -> Result<BrowsedRows> {
            if (!binary)
                return browseArchiveFiles(request, nullptr, task.cancel, task.sink);
            PARTERRE_ASSIGN(session, open(task));
            return browseArchiveFiles(request, session.get(), task.cancel, task.sink);
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
        TableModel::Row shown{u"%1:%2"_s.arg(row.place.file).arg(row.place.number),
                              {{formatCount(row.place.number), row.place.number}}};
        if (browsed.files.size() > 1)
            shown.cells << TableCell{browsed.files[row.place.file]};
        for (const auto &value : row.values)
            shown.cells << valueCell(value);
        rows << shown;
    }
    m_model->setRows(rows);
    fitColumns(m_view);
    m_last = browsed.rows.isEmpty() ? m_request.after : browsed.rows.last().place;
    m_pages->setPages(m_request.after.file > 0 || m_request.after.number > 0, browsed.rows.size() == m_request.limit);
    m_pages->setShown(
        browsed.rows.isEmpty() ? tr("no row")
            : browsed.files.size() > 1
            ? tr("%1 rows on this page").arg(formatCount(browsed.rows.size()))
            : tr("rows %1 to %2").arg(formatCount(browsed.rows.first().place.number), formatCount(m_last.number)));
}

} // namespace parterre
