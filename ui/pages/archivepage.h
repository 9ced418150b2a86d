// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/partitiontree.h"
#include "ui/archivedesk.h"
#include "ui/widgets/scriptview.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTreeView;

namespace parterre {

class ArchiveFilesPanel;
class ArchiveHistory;
class ArchivePolicyDialog;
class ArchiveSavingsPanel;
struct Confirmation;
class InlineMessage;
class Notice;
class StatePage;
class TableModel;

/// The archives of the database: policies and their runs, files, and what is saved. Shows an ArchiveDesk, and asks
/// before it changes anything.
class ArchivePage : public QWidget {
    Q_OBJECT

public:
    explicit ArchivePage(Database &database, QWidget *parent = nullptr);

    ArchiveDesk &desk() { return m_desk; }
    void clear(); ///< another database
    void refresh();
    /// What can be archived, for new policies.
    void setForest(const PartitionForest &forest);
    /// Ask for a policy of this table (a quoted name; empty: any); one that has a policy is selected instead.
    void openPolicyOf(const QString &table);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makePolicies();
    QWidget *makeSavings();
    QWidget *makeButtons();
    QWidget *makeProgress();
    QPushButton *makeButton(const QString &text, const QString &objectName, void (ArchivePage::*clicked)());
    void connectDesk();

    void show(const ArchiveOverview &overview);
    void showAlerts(const ArchiveOverview &overview);
    void showHistory();
    void showTask();
    void showButtons();
    const PolicyStanding *selected() const;

    bool mayChange();
    void ask(const Confirmation &what, const std::function<Result<Script>(const ArchiveOptions &)> &describe,
             const std::function<void()> &yes);
    void confirm(const Confirmation &what, const std::function<void()> &yes);
    Confirmation question(const QString &title, const QString &text, const QString &verb, const QString &name) const;
    void newPolicy();
    void changePolicy();
    ArchivePolicyDialog *newDialog(const QString &table);
    void askRun();
    void dryRun();
    void openRestore();
    void find();
    void askUndo();
    void askRemove();

    Database &m_database;
    ArchiveDesk m_desk;
    PartitionForest m_forest;
    InlineMessage *m_message = nullptr;
    Notice *m_alerts = nullptr;
    QTabWidget *m_tabs = nullptr;
    StatePage *m_state = nullptr;
    TableModel *m_policies = nullptr;
    QTreeView *m_view = nullptr;
    ArchiveHistory *m_history = nullptr;
    ArchiveFilesPanel *m_files = nullptr;
    ArchiveSavingsPanel *m_savings = nullptr;
    QWidget *m_progress = nullptr;
    QLabel *m_step = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_run = nullptr;
    QPushButton *m_change = nullptr;
    QPushButton *m_dryRun = nullptr;
    QPushButton *m_find = nullptr;
    QPushButton *m_restore = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_remove = nullptr;
    int m_asking = 0; ///< the task that describes what is to be asked for
};

} // namespace parterre
