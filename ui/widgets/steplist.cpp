// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steplist.h"

#include "base/units.h"
#include "ui/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace parterre {

StepList::StepList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("stepList"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(2, 1);
}

void StepList::build(const QList<PlannedStep> &steps)
{
    for (const PlannedStep &step : steps) {
        if (!step.from)
            continue;
        Line line{step.name, step, new QLabel, new QLabel(stepText(step.name)), new QLabel, new QToolButton};
        const int row = static_cast<int>(m_lines.size());
        line.title->setToolTip(step.purpose);
        line.state->setObjectName(u"stepState" % QString::number(row));
        line.undo->setObjectName(u"stepUndo" % QString::number(row));
        line.undo->setText(tr("Undo…"));
        line.undo->setAccessibleName(tr("Undo %1").arg(stepText(step.name)));
        line.undo->setToolTip(step.undo);
        connect(line.undo, &QToolButton::clicked, this, [this, name = step.name] { Q_EMIT undoRequested(name); });
        m_grid->addWidget(line.icon, row, 0);
        m_grid->addWidget(line.title, row, 1);
        m_grid->addWidget(line.state, row, 2);
        m_grid->addWidget(line.undo, row, 3);
        m_grid->setRowMinimumHeight(row, line.undo->sizeHint().height()); // the same without its button
        m_lines << line;
    }
    m_grid->setRowStretch(static_cast<int>(m_lines.size()), 1);
}

StepList::Look StepList::lookOf(const PlannedStep &step, MigrationState state, Work work)
{
    if (state >= MigrationState::RollingBack && state != MigrationState::Finished)
        return Look::Undone;
    if (state == MigrationState::Finished || *step.from < state)
        return Look::Done;
    if (*step.from > state)
        return Look::Waiting;
    switch (work) {
    case Work::Running:
        return Look::Running;
    case Work::Paused:
        return Look::Paused;
    case Work::Held:
        return Look::Held;
    case Work::None:
        break;
    }
    return Look::Next;
}

void StepList::show(const QList<PlannedStep> &steps, MigrationState state, Work work, const QString &current,
                    bool mayUndo, const QList<StepTimes> &times)
{
    if (steps.isEmpty())
        return;
    if (m_lines.isEmpty())
        build(steps);
    const auto under =
        std::find_if(m_lines.cbegin(), m_lines.cend(), [&current](const Line &line) { return line.name == current; });
    if (under != m_lines.cend())
        state = std::max(state, *under->step.from);
    for (Line &line : m_lines) {
        const auto found =
            std::find_if(times.cbegin(), times.cend(), [&](const StepTimes &each) { return each.step == line.name; });
        const Look look = lookOf(line.step, state, work);
        const bool reached = look == Look::Done || look == Look::Running || look == Look::Paused;
        paint(line, look, mayUndo && reached, found == times.cend() ? nullptr : &*found);
    }
}

void StepList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    for (const Line &line : std::as_const(m_lines))
        paintIcon(line);
}

void StepList::paintIcon(const Line &line)
{
    static const char *const icons[] = {"waiting", "waiting", "running", "pause", "pause", "done", "rollback"};
    line.icon->setPixmap(
        theme::icon(QString::fromLatin1(icons[static_cast<int>(line.look)]), palette()).pixmap(QSize(16, 16)));
}

void StepList::paint(Line &line, Look look, bool mayUndo, const StepTimes *times)
{
    const QString texts[] = {tr("waiting"), tr("next"), tr("running"), tr("paused"),
                             tr("held"),    tr("done"), tr("undone")};
    line.look = look;
    paintIcon(line);
    const bool ran = times && times->startedAt.isValid();
    QString text = look == Look::Undone && !ran ? tr("not reached") : texts[static_cast<int>(look)];
    if (ran && (look == Look::Done || look == Look::Running)) {
        text += u" · " % formatDuration(times->workedMs);
        line.state->setToolTip(
            tr("Begun at %1; stops are not counted").arg(times->startedAt.toLocalTime().toString(Qt::ISODate)));
    }
    line.state->setText(text);
    QFont font = line.title->font();
    font.setBold(look != Look::Waiting && look != Look::Done && look != Look::Undone);
    line.title->setFont(font);
    line.title->setEnabled(look != Look::Waiting);
    line.undo->setVisible(mayUndo);
}

} // namespace parterre
