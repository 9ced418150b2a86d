// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/filebrowse.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace parterre {

class Database;
class StatePage;
class TableModel;

/// The rows of an archive file, page by page, without restoring one.
class ArchiveBrowseDialog : public QDialog {
    Q_OBJECT

public:
    ArchiveBrowseDialog(Database &database, const QString &manifestPath, const Manifest &manifest,
                        QWidget *parent = nullptr);
    ~ArchiveBrowseDialog() override;

private:
    QWidget *makeFilter(const Manifest &manifest);
    QWidget *makeTable(const Manifest &manifest);
    QWidget *makeButtons();
    void read(qint64 after);
    void take(const Result<BrowsedRows> &rows);
    void show(const BrowsedRows &rows);

    Database &m_database;
    BrowseRequest m_request; ///< of the page that is shown
    bool m_binary;
    qint64 m_last = 0; ///< number of the last row that is shown
    int m_task = 0;
    QComboBox *m_column = nullptr;
    QLineEdit *m_value = nullptr;
    StatePage *m_state = nullptr;
    TableModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    QLabel *m_shown = nullptr;
    QPushButton *m_first = nullptr;
    QPushButton *m_next = nullptr;
};

} // namespace parterre
