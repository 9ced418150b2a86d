// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"

#include <QWizardPage>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace parterre {

class WizardPlan;

/// How hard it may work, when it gives up, what runs around the switch.
class WizardPacePage : public QWizardPage {
    Q_OBJECT

public:
    explicit WizardPacePage(WizardPlan &plan);

    bool isComplete() const override;
    bool validatePage() override;

private:
    QWidget *makePace();
    QWidget *makeGuards();
    PlanPace pace() const;
    QWidget *makeSwitch();
    QWidget *makeApplication();
    QSpinBox *makeSpin(const QString &objectName, int least, int most, int value, const QString &unit);

    WizardPlan &m_plan;
    QSpinBox *m_workers = nullptr;
    QSpinBox *m_batch = nullptr;
    QSpinBox *m_lockTimeout = nullptr;
    QSpinBox *m_budget = nullptr;
    QSpinBox *m_attempts = nullptr;
    QSpinBox *m_wait = nullptr;
    QList<QSpinBox *> m_guards; ///< in the order of the page's table of them
    QLineEdit *m_hours = nullptr;
    QLineEdit *m_ignored = nullptr;
    QCheckBox *m_hold = nullptr;
    QCheckBox *m_serializable = nullptr;
    QCheckBox *m_plain = nullptr;
    QLineEdit *m_before = nullptr;
    QLineEdit *m_after = nullptr;
    QPlainTextEdit *m_there = nullptr;
    QPlainTextEdit *m_back = nullptr;
    QLabel *m_reason = nullptr;
};

} // namespace parterre
