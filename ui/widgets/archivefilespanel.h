// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefolder.h"
#include "pg/catalog/partitiontree.h"
#include "tasks/taskcontext.h"

#include <QHash>
#include <QWidget>

class QLineEdit;
class QPushButton;
class QTreeView;

namespace parterre {

class Database;
struct ExportRequest;
class InlineMessage;
class StatePage;
class TableModel;

/// The archive files of a folder: what they hold, whether they are what their manifests say, and the ways in and out.
class ArchiveFilesPanel : public QWidget {
    Q_OBJECT

public:
    explicit ArchiveFilesPanel(Database &database, QWidget *parent = nullptr);

    void clear(); ///< another database
    void refresh();
    void setForest(const PartitionForest &forest);

private:
    QWidget *makeFolderRow();
    QWidget *makeList();
    QPushButton *makeButton(const QString &text, const QString &objectName, void (ArchiveFilesPanel::*clicked)());
    void chooseFolder();
    void take(const QList<FolderEntry> &entries);
    void showFiles();
    void showButtons();
    const FolderEntry *selected() const; ///< the current one
    QList<FolderEntry> chosen() const;   ///< all that are selected
    bool mayChange();
    /// Run it as a task, one at a time; what it says is shown.
    void start(const QString &title, const std::function<Result<QString>(TaskContext &)> &work,
               const std::function<void(const Result<QString> &)> &then = {});

    void openExport();
    void exportTable(const ExportRequest &request);
    void verify();
    void browse();
    void askImport();
    void import(const QString &manifestPath);

    Database &m_database;
    PartitionForest m_forest;
    QList<FolderEntry> m_entries;
    QHash<QString, QString> m_verdicts; ///< of manifests that were verified here
    int m_reading = 0;
    bool m_busy = false;
    InlineMessage *m_message = nullptr;
    QLineEdit *m_folder = nullptr;
    StatePage *m_state = nullptr;
    TableModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_verify = nullptr;
    QPushButton *m_browse = nullptr;
    QPushButton *m_import = nullptr;
};

} // namespace parterre
