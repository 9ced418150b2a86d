// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefind.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QTreeView;
class QVBoxLayout;

namespace parterre {

class Database;
class PageButtons;
class StatePage;
class TableModel;

/// Rows of a table and its archive that satisfy a condition, the newest first, page by page. Changes nothing.
class ArchiveFindDialog : public QDialog {
    Q_OBJECT

public:
    ArchiveFindDialog(Database &database, const ArchivePolicy &policy, QWidget *parent = nullptr);
    ~ArchiveFindDialog() override;

private:
    QWidget *makeCondition();
    PageButtons *makeButtons();
    void read(QString after);
    void take(const Result<FoundRows> &found);
    void show(const FoundRows &found);
    void makeTable(const QStringList &columns);
    void showButtons();

    Database &m_database;
    ArchivePolicy m_policy;
    QString m_where; ///< of the page that is shown
    QString m_after; ///< likewise
    QString m_nextPage;
    int m_task = 0;
    QLineEdit *m_condition = nullptr;
    StatePage *m_state = nullptr;
    QVBoxLayout *m_place = nullptr; ///< of the table
    TableModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    QPushButton *m_look = nullptr;
    PageButtons *m_pages = nullptr;
};

} // namespace parterre
