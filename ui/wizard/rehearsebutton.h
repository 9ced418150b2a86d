// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/firedrill.h"
#include "migration/rates.h"

#include "ui/widgets/scriptview.h"

#include <QPushButton>

namespace parterre {

class Database;
class WizardPlan;

/// What a rehearsal in the window found.
struct Rehearsal {
    RateReport rates;
    DrillReport drill;
};

/// "Rehearse…": asks with the statements, rehearses the wizard's plan as a task, and becomes "Cancel rehearsal"
/// meanwhile. Cancels when it goes; what the task has made is removed then too.
class RehearseButton : public QPushButton {
    Q_OBJECT

public:
    RehearseButton(Database &database, WizardPlan &plan, QWidget *parent = nullptr);
    ~RehearseButton() override;

    bool isRunning() const { return m_task != 0; }

Q_SIGNALS:
    void runningChanged();
    void progressed(const QString &text);
    void rehearsed(const parterre::Rehearsal &rehearsal);
    void failed(const parterre::Error &error);

private:
    void ask();
    void confirm(const Script &script);
    void start();
    void setTask(int task);

    Database &m_database;
    WizardPlan &m_plan;
    int m_task = 0;
    bool m_asking = false;
};

/// The result in some sentences, for people.
QString rehearsalText(const Rehearsal &rehearsal);

} // namespace parterre
