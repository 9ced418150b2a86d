// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/archivefilespanel.h"

#include "archive/archivefile.h"
#include "archive/fileaudit.h"
#include "archive/filebrowse.h"
#include "archive/fileexport.h"
#include "archive/fileimport.h"
#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/archivetext.h"
#include "ui/database.h"
#include "ui/dialogs/archivebrowsedialog.h"
#include "ui/dialogs/archiveexportdialog.h"
#include "ui/dialogs/confirmdialog.h"
#include "ui/filedialog.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

QString importedText(const ImportReport &report)
{
    QString text =
        ArchiveFilesPanel::tr("%1 rows are in %2 again.").arg(formatCount(report.inserted), report.table.quoted());
    if (const qint64 present = report.present.equal + report.present.different; present > 0)
        text += u' '
            % ArchiveFilesPanel::tr("%1 were there already and stay as they are; %2 of them differ from the file.")
                  .arg(formatCount(present), formatCount(report.present.different));
    return text;
}

QString rangeText(const Manifest &manifest)
{
    return manifest.rows.least.isEmpty()
        ? QString()
        : ArchiveFilesPanel::tr("%1 to %2").arg(manifest.rows.least, manifest.rows.greatest);
}

TableModel::Row rowOf(const FolderEntry &entry, const QString &verdict)
{
    const QString file = QFileInfo(entry.manifestPath).fileName();
    if (!entry.manifest)
        return {entry.manifestPath,
                {{file},
                 {},
                 {},
                 {},
                 {},
                 {},
                 {entry.manifest.error().message, {}, entry.manifest.error().toText(), -1, true}}};
    const Manifest &manifest = *entry.manifest;
    return {entry.manifestPath,
            {{manifest.fileName},
             {manifest.table.quoted()},
             {formatCount(manifest.rows.rows), manifest.rows.rows},
             {formatBytes(manifest.file.bytes), manifest.file.bytes},
             {rangeText(manifest)},
             {momentText(manifest.exportedAt), manifest.exportedAt},
             {verdict.isEmpty() ? ArchiveFilesPanel::tr("not verified here") : verdict, {}, verdict}}};
}

/// One after the other, whatever the others are; `verdicts` says of each what it is. Errors: the first one.
Result<QString> verifyAll(const QStringList &paths, QHash<QString, QString> &verdicts, TaskContext &task)
{
    PARTERRE_ASSIGN(all, verifyFiles(paths, nullptr, task.cancel, task.sink));
    qint64 rows = 0;
    std::optional<Error> first;
    for (const auto &[path, file] : std::as_const(all)) {
        if (!file && !first)
            first = file.error();
        rows += file ? file->manifest.rows.rows : 0;
        verdicts[path] = file ? ArchiveFilesPanel::tr("verified %1").arg(QTime::currentTime().toString(u"HH:mm:ss"_s))
                              : file.error().message;
    }
    if (first)
        return Failure(*first);
    return paths.size() == 1 ? ArchiveFilesPanel::tr("%1 is what its manifest says: %2 rows.")
                                   .arg(QFileInfo(paths.first()).fileName(), formatCount(rows))
                             : ArchiveFilesPanel::tr("All %1 files are what their manifests say: %2 rows.")
                                   .arg(formatCount(paths.size()), formatCount(rows));
}

} // namespace

ArchiveFilesPanel::ArchiveFilesPanel(Database &database, QWidget *parent)
    : QWidget(parent)
    , m_database(database)
{
    setObjectName(u"archiveFilesPanel"_s);
    m_message = new InlineMessage;
    m_message->setObjectName(u"filesMessage"_s);
    m_state = new StatePage(makeList());
    connect(m_state, &StatePage::retryRequested, this, &ArchiveFilesPanel::refresh);
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_database.tasks().cancel(m_reading); });
    connect(m_state, &StatePage::actionRequested, this,
            [this] { m_folder->text().isEmpty() ? chooseFolder() : openExport(); });
    connect(m_message, &InlineMessage::actionRequested, this, [this] {
        m_message->clear();
        m_database.requestUnlock();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(makeFolderRow());
    layout->addWidget(m_message);
    layout->addWidget(m_state, 1);
    clear();
}

QPushButton *ArchiveFilesPanel::makeButton(const QString &text, const QString &objectName,
                                           void (ArchiveFilesPanel::*clicked)())
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    connect(button, &QPushButton::clicked, this, clicked);
    return button;
}

QWidget *ArchiveFilesPanel::makeFolderRow()
{
    m_folder = new QLineEdit;
    m_folder->setObjectName(u"filesFolder"_s);
    m_folder->setPlaceholderText(tr("A folder with archive files; one that an object store mounts will do"));
    connect(m_folder, &QLineEdit::editingFinished, this, &ArchiveFilesPanel::refresh);
    auto *label = new QLabel(tr("&Folder:"));
    label->setBuddy(m_folder);
    m_export = makeButton(tr("Export…"), u"filesExport"_s, &ArchiveFilesPanel::openExport);
    m_verify = makeButton(tr("Verify"), u"filesVerify"_s, &ArchiveFilesPanel::verify);
    m_browse = makeButton(tr("Browse"), u"filesBrowse"_s, &ArchiveFilesPanel::browse);
    m_import = makeButton(tr("Import…"), u"filesImport"_s, &ArchiveFilesPanel::askImport);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_folder, 1);
    layout->addWidget(makeButton(tr("Choose…"), u"filesChoose"_s, &ArchiveFilesPanel::chooseFolder));
    layout->addSpacing(12);
    for (QPushButton *button : {m_export, m_verify, m_browse, m_import})
        layout->addWidget(button);
    return row;
}

QWidget *ArchiveFilesPanel::makeList()
{
    m_model = new TableModel({{tr("File")},
                              {tr("Table")},
                              {tr("Rows"), true},
                              {tr("Size"), true},
                              {tr("Age")},
                              {tr("Exported")},
                              {tr("State")}},
                             this);
    m_view = makeTableView(m_model, u"filesTable"_s, tr("Archive files"), {230, 200, 80, 80, 330, 150});
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ArchiveFilesPanel::showButtons);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ArchiveFilesPanel::showButtons);
    return m_view;
}

void ArchiveFilesPanel::clear()
{
    m_database.tasks().cancel(std::exchange(m_reading, 0));
    m_forest = {};
    m_message->clear();
    refresh();
}

void ArchiveFilesPanel::setForest(const PartitionForest &forest)
{
    m_forest = forest;
}

void ArchiveFilesPanel::chooseFolder()
{
    auto *dialog = newFileDialog(this, u"filesFolderDialog"_s, tr("Folder with archive files"));
    if (!m_folder->text().isEmpty())
        dialog->setDirectory(m_folder->text());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_folder->setText(folder);
        refresh();
    });
    dialog->open();
}

// A folder of the network may take its time, too.
void ArchiveFilesPanel::refresh()
{
    m_database.tasks().cancel(std::exchange(m_reading, 0));
    const QString folder = m_folder->text();
    if (folder.isEmpty()) {
        m_entries.clear();
        m_state->showEmpty(tr("No folder is chosen"),
                           tr("An archive file holds rows of a table, compressed, beside a manifest that proves them."),
                           tr("Choose…"));
        showButtons();
        return;
    }
    if (!m_state->showsContent())
        m_state->showLoading(tr("Reading %1").arg(folder));
    auto mine = std::make_shared<int>(0);
    *mine = m_reading = m_database.tasks().start<QList<FolderEntry>>(
        tr("Read the archive files"), [folder](TaskContext &) { return listArchiveFiles(folder); }, this,
        [this, mine](const Result<QList<FolderEntry>> &entries) {
            if (m_reading != *mine)
                return;
            m_reading = 0;
            take(entries.value_or(QList<FolderEntry>()));
            if (!entries)
                m_state->showError(entries.error());
        },
        false, true);
}

void ArchiveFilesPanel::take(const QList<FolderEntry> &entries)
{
    m_entries = entries;
    showFiles();
    if (entries.isEmpty())
        m_state->showEmpty(tr("No archive file"), tr("This folder has none yet."), tr("Export…"));
    else
        m_state->showContent();
}

void ArchiveFilesPanel::showFiles()
{
    QList<TableModel::Row> rows;
    for (const FolderEntry &entry : std::as_const(m_entries))
        rows << rowOf(entry, m_verdicts.value(entry.manifestPath));
    m_model->setRows(rows);
    if (!m_view->currentIndex().isValid() && !rows.isEmpty())
        m_view->setCurrentIndex(m_model->index(0, 0));
    showButtons();
}

const FolderEntry *ArchiveFilesPanel::selected() const
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        return nullptr;
    const QString path = m_model->key(index.row());
    const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(),
                                    [&](const FolderEntry &entry) { return entry.manifestPath == path; });
    return found == m_entries.cend() ? nullptr : &*found;
}

QList<FolderEntry> ArchiveFilesPanel::chosen() const
{
    const QItemSelectionModel *selection = m_view->selectionModel();
    QList<FolderEntry> entries;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!selection->isRowSelected(row))
            continue;
        const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const FolderEntry &entry) {
            return entry.manifestPath == m_model->key(row);
        });
        if (found != m_entries.cend())
            entries << *found;
    }
    return entries;
}

void ArchiveFilesPanel::showButtons()
{
    const QList<FolderEntry> all = chosen();
    const FolderEntry *entry = all.size() == 1 ? selected() : nullptr;
    const bool readable =
        std::all_of(all.cbegin(), all.cend(), [](const FolderEntry &one) { return one.manifest.has_value(); });
    m_export->setEnabled(!m_busy && !m_folder->text().isEmpty());
    m_verify->setEnabled(!m_busy && !all.isEmpty());
    m_browse->setEnabled(!all.isEmpty() && readable);
    m_import->setEnabled(!m_busy && entry && entry->manifest);
}

bool ArchiveFilesPanel::mayChange()
{
    if (!m_database.mayChange())
        m_message->show(theme::Meaning::Warning, tr("This connection is read-only."), tr("Unlock for changes"));
    return m_database.mayChange();
}

void ArchiveFilesPanel::start(const QString &title, const std::function<Result<QString>(TaskContext &)> &work,
                              const std::function<void(const Result<QString> &)> &then)
{
    m_busy = true;
    m_message->show(theme::Meaning::Busy, tr("%1 …").arg(title));
    m_database.tasks().start<QString>(title, work, this, [this, then](const Result<QString> &said) {
        m_busy = false;
        if (said)
            m_message->show(theme::Meaning::Good, *said);
        else if (said.error().isCancelled())
            m_message->clear();
        else
            m_message->show(said.error());
        if (then)
            then(said);
        refresh();
    });
    showButtons();
}

// ---------------------------------------------------------------- the ways in and out

// The proof loads the file into a temporary table, which a read-only session must not make.
void ArchiveFilesPanel::openExport()
{
    if (!mayChange())
        return;
    auto *dialog = new ArchiveExportDialog(m_forest, m_folder->text(), this);
    connect(dialog, &ArchiveExportDialog::exportRequested, this, &ArchiveFilesPanel::exportTable);
    dialog->open();
}

void ArchiveFilesPanel::exportTable(const ExportRequest &request)
{
    start(tr("Export %1").arg(request.table.quoted()),
          [open = m_database.writer(u"archive-file"_s), request](TaskContext &task) -> Result<QString> {
              PARTERRE_ASSIGN(session, open(task));
              PARTERRE_ASSIGN(manifest, exportRows(*session, request, task.sink));
              return tr("%1 holds %2 rows of %3, read back from the disk and compared by the server. They are still in "
                        "the table.")
                  .arg(manifest.fileName, formatCount(manifest.rows.rows), manifest.table.quoted());
          });
}

void ArchiveFilesPanel::verify()
{
    QStringList paths;
    for (const FolderEntry &entry : chosen())
        paths << entry.manifestPath;
    if (paths.isEmpty())
        return;
    const auto verdicts = std::make_shared<QHash<QString, QString>>();
    start(
        paths.size() == 1 ? tr("Verify %1").arg(QFileInfo(paths.first()).fileName())
                          : tr("Verify %1 files").arg(formatCount(paths.size())),
        [paths, verdicts](TaskContext &task) { return verifyAll(paths, *verdicts, task); },
        [this, verdicts](const Result<QString> &) { m_verdicts.insert(*verdicts); });
}

void ArchiveFilesPanel::browse()
{
    const QList<FolderEntry> files = chosen();
    QList<Manifest> manifests;
    for (const FolderEntry &file : files) {
        if (!file.manifest)
            return;
        manifests << *file.manifest;
    }
    if (files.isEmpty() || (needsServer(manifests) && !mayChange()))
        return;
    (new ArchiveBrowseDialog(m_database, files, this))->open();
}

void ArchiveFilesPanel::askImport()
{
    const FolderEntry *entry = selected();
    if (!entry || !entry->manifest || !mayChange())
        return;
    const Manifest manifest = *entry->manifest;
    Confirmation what;
    what.title = tr("Import %1?").arg(manifest.fileName);
    what.text = tr("%1 rows go into %2, in one transaction, after the file was verified. Rows whose keys are in the "
                   "table stay as they are there, and are counted. The file stays.")
                    .arg(formatCount(manifest.rows.rows), manifest.table.quoted());
    what.verb = tr("Import into %1").arg(manifest.table.quoted());
    what.kind = m_database.saved().kind;
    if (what.kind == ServerKind::Production)
        what.typedName = manifest.table.quoted();
    m_database.tasks().start<Script>(
        tr("Describe"),
        [open = m_database.reader(u"archive-file"_s), path = entry->manifestPath](TaskContext &task) -> Result<Script> {
            PARTERRE_ASSIGN(session, open(task));
            PARTERRE_ASSIGN(statements, describeImport(*session, {path}));
            return scriptOf(statements);
        },
        this,
        [this, what, path = entry->manifestPath](const Result<Script> &script) {
            if (!script)
                return m_message->show(script.error());
            Confirmation full = what;
            full.script = *script;
            auto *dialog = new ConfirmDialog(full, this);
            connect(dialog, &QDialog::accepted, this, [this, path] { import(path); });
            dialog->open();
        },
        false, true);
}

void ArchiveFilesPanel::import(const QString &manifestPath)
{
    start(tr("Import %1").arg(QFileInfo(manifestPath).fileName()),
          [open = m_database.writer(u"archive-file"_s), manifestPath](TaskContext &task) -> Result<QString> {
              PARTERRE_ASSIGN(session, open(task));
              PARTERRE_ASSIGN(report, importRows(*session, {manifestPath}, task.sink));
              return importedText(report);
          });
}

} // namespace parterre
