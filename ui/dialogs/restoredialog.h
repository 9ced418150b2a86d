// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/restorer.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace parterre {

class Database;
class ScriptView;
class StatePage;
class TableModel;

/// Which rows are to come back from an archive, and what would happen: rows, conflicts, statements. Changes nothing:
/// restoreRequested() hands the request over that was looked at last.
class RestoreDialog : public QDialog {
    Q_OBJECT

public:
    RestoreDialog(Database &database, const ArchivePolicy &policy, QWidget *parent = nullptr);
    ~RestoreDialog() override;

Q_SIGNALS:
    void restoreRequested(const parterre::RestoreRequest &request, const parterre::RestorePreview &preview);

private:
    QWidget *makeChoice();
    QWidget *makeRange();
    QWidget *makePreview();
    QWidget *makeButtons();
    void readPartitions();
    void readFiles();
    void offer(const QString &text, const QString &name);
    void preview();
    void take(const Result<RestorePreview> &preview);
    void show(const RestorePreview &preview);
    void forget(); ///< something else is chosen than what was looked at
    void showButtons();
    bool isComplete() const;
    RestoreRequest request() const;

    Database &m_database;
    ArchivePolicy m_policy;
    RestoreRequest m_request; ///< of the preview
    std::optional<RestorePreview> m_preview;
    int m_task = 0;
    QComboBox *m_kind = nullptr;
    QStackedWidget *m_choice = nullptr;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_to = nullptr;
    QComboBox *m_leaf = nullptr;
    QLineEdit *m_where = nullptr;
    StatePage *m_state = nullptr;
    QLabel *m_summary = nullptr;
    TableModel *m_conflicts = nullptr;
    ScriptView *m_script = nullptr;
    QTabWidget *m_tabs = nullptr;
    QLabel *m_reason = nullptr;
    QPushButton *m_look = nullptr;
    QPushButton *m_unlock = nullptr;
    QPushButton *m_go = nullptr;
};

} // namespace parterre
