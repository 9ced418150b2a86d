// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QPushButton;
class QTreeView;

namespace parterre {

class TableModel;
class TaskRunner;

/// All tasks that somebody started: state, progress in units, time left; pause and cancel.
class TasksPanel : public QWidget {
    Q_OBJECT

public:
    explicit TasksPanel(TaskRunner &tasks, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void showButtons();
    int current() const; ///< 0 for none

    TaskRunner &m_tasks;
    TableModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    QTimer m_clock; ///< times go on where nothing is reported
    qsizetype m_count = 0;
    QPushButton *m_pause = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_forget = nullptr;
};

} // namespace parterre
