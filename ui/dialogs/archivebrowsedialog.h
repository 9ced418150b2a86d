// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefolder.h"
#include "archive/filebrowse.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QTreeView;

namespace parterre {

class Database;
class PageButtons;
class StatePage;
class TableModel;

/// The rows of archive files, one after the other, page by page, without restoring one.
class ArchiveBrowseDialog : public QDialog {
    Q_OBJECT

public:
    /// `files`: at least one, each with its manifest.
    ArchiveBrowseDialog(Database &database, const QList<FolderEntry> &files, QWidget *parent = nullptr);
    ~ArchiveBrowseDialog() override;

private:
    QWidget *makeFilter(const QStringList &columns);
    QWidget *makeTable(const QStringList &columns);
    PageButtons *makeButtons();
    void read(const BrowsePlace &after);
    void take(const Result<BrowsedRows> &rows);
    void show(const BrowsedRows &rows);

    Database &m_database;
    BrowseRequest m_request; ///< of the page that is shown
    bool m_binary = false;
    BrowsePlace m_last; ///< of the last row that is shown
    int m_task = 0;
    QComboBox *m_column = nullptr;
    QLineEdit *m_value = nullptr;
    StatePage *m_state = nullptr;
    TableModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    PageButtons *m_pages = nullptr;
};

} // namespace parterre
