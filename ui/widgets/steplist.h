// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/engine.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QToolButton;

namespace parterre {

/// The steps of a migration from top to bottom: state, time, and a button that undoes what was done so far.
class StepList : public QWidget {
    Q_OBJECT

public:
    explicit StepList(QWidget *parent = nullptr);

    /// What is done with the step that is under way.
    enum class Work { None, Running, Paused, Held };

    /// `current` is the step that a runner of this window is in, empty without one: it knows before the journal is
    /// read again. `times` by the step's name.
    void show(const QList<PlannedStep> &steps, MigrationState state, Work work, const QString &current, bool mayUndo,
              const QList<StepTimes> &times);

protected:
    void changeEvent(QEvent *event) override;

Q_SIGNALS:
    void undoRequested(const QString &step);

private:
    enum class Look { Waiting, Next, Running, Paused, Held, Done, Undone };
    struct Line {
        QString name;
        PlannedStep step;
        QLabel *icon = nullptr;
        QLabel *title = nullptr;
        QLabel *state = nullptr;
        QToolButton *undo = nullptr;
        Look look = Look::Waiting;
    };
    void build(const QList<PlannedStep> &steps);
    void paint(Line &line, Look look, bool mayUndo, const StepTimes *times);
    void paintIcon(const Line &line);
    static Look lookOf(const PlannedStep &step, MigrationState state, Work work);

    QGridLayout *m_grid = nullptr;
    QList<Line> m_lines;
};

} // namespace parterre
