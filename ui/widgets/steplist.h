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

    /// `times` by the step's name.
    void show(const QList<PlannedStep> &steps, MigrationState state, Work work, bool mayUndo,
              const QList<StepTimes> &times);

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
    };
    void build(const QList<PlannedStep> &steps);
    void paint(const Line &line, Look look, bool mayUndo, const StepTimes *times);
    static Look lookOf(const PlannedStep &step, MigrationState state, Work work);

    QGridLayout *m_grid = nullptr;
    QList<Line> m_lines;
};

} // namespace parterre
