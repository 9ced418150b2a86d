// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/taskspanel.h"

#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/models/tablemodel.h"
#include "ui/tasktext.h"
#include "ui/widgets/tableview.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace parterre {

namespace {

QString stateOf(const TaskStatus &task)
{
    if (task.state == TaskState::Cancelling) {
        const qint64 seconds = task.cancelAskedAt.secsTo(QDateTime::currentDateTimeUtc());
        return TasksPanel::tr("cancelling, asked %1 s ago").arg(seconds);
    }
    return stateText(task.state);
}

QString progressOf(const TaskStatus &task)
{
    if (task.state == TaskState::Failed)
        return task.error.message;
    return task.isOver() ? task.note.section(u'\n', 0, 0) : progressText(task.progress);
}

QString timeOf(const TaskStatus &task)
{
    if (!task.startedAt.isValid())
        return {};
    const QDateTime end = task.endedAt.isValid() ? task.endedAt : QDateTime::currentDateTimeUtc();
    return formatDuration(task.startedAt.msecsTo(end));
}

} // namespace

TasksPanel::TasksPanel(TaskRunner &tasks, QWidget *parent)
    : QWidget(parent)
    , m_tasks(tasks)
{
    setObjectName(QStringLiteral("tasksPanel"));
    m_model = new TableModel({{tr("Task")}, {tr("State")}, {tr("Progress")}, {tr("Time"), true}}, this);
    m_view = makeTableView(m_model, QStringLiteral("tasksTable"), tr("Tasks"), {340, 170});
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_pause = new QPushButton(tr("Pause"));
    m_pause->setObjectName(QStringLiteral("tasksPause"));
    m_cancel = new QPushButton(tr("Cancel task"));
    m_cancel->setObjectName(QStringLiteral("tasksCancel"));
    m_forget = new QPushButton(tr("Clear ended"));
    m_forget->setObjectName(QStringLiteral("tasksForget"));
    auto *buttons = new QVBoxLayout;
    for (QPushButton *button : {m_pause, m_cancel, m_forget})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_view, 1);
    layout->addLayout(buttons);

    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_tasks.isBusy())
            refresh();
    });
    connect(&tasks, &TaskRunner::added, this, &TasksPanel::refresh);
    connect(&tasks, &TaskRunner::changed, this, &TasksPanel::refresh);
    connect(&tasks, &TaskRunner::forgotten, this, &TasksPanel::refresh);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &TasksPanel::showButtons);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_tasks.cancel(current()); });
    connect(m_forget, &QPushButton::clicked, &tasks, &TaskRunner::forgetEnded);
    connect(m_pause, &QPushButton::clicked, this,
            [this] { m_tasks.setPaused(current(), m_tasks.task(current()).state != TaskState::Paused); });
    showButtons();
}

void TasksPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start();
}

void TasksPanel::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    QWidget::hideEvent(event);
}

int TasksPanel::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? m_model->key(index.row()).toInt() : 0;
}

void TasksPanel::refresh()
{
    QList<TableModel::Row> rows;
    for (const TaskStatus &task : m_tasks.tasks())
        rows.prepend({QString::number(task.id),
                      {{task.title}, {stateOf(task)}, {progressOf(task), {}, task.note}, {timeOf(task)}}});
    m_model->setRows(rows);
    const bool over = current() == 0 || m_tasks.task(current()).isOver();
    if (over && rows.size() != std::exchange(m_count, rows.size()) && m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0, 0)); // a new one: that is what its reader wants to cancel
    showButtons();
}

void TasksPanel::showButtons()
{
    const TaskStatus task = m_tasks.task(current());
    const bool running = current() != 0 && !task.isOver();
    m_cancel->setEnabled(running && task.state != TaskState::Cancelling);
    m_pause->setEnabled(running && task.canPause);
    m_pause->setText(task.state == TaskState::Paused ? tr("Go on") : tr("Pause"));
}

} // namespace parterre
