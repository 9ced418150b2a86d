// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"

#include <QWizardPage>

class QLabel;
class QVBoxLayout;

namespace parterre {

class WizardPlan;

/// What planning found: each finding with its consequence, and its choice where there is one.
class WizardFindingsPage : public QWizardPage {
    Q_OBJECT

public:
    explicit WizardFindingsPage(WizardPlan &plan);

    bool isComplete() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showFindings();
    QWidget *makeFinding(const Finding &finding);
    QWidget *makeUniqueChoice(const Finding &finding);
    QWidget *makeReferenceChoice(const Finding &finding);
    bool isBlocked() const;
    int undecided() const; ///< unique keys of which nobody said what becomes of them

    WizardPlan &m_plan;
    QLabel *m_summary = nullptr;
    QVBoxLayout *m_list = nullptr;
};

} // namespace parterre
