// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/finding.h"

#include <QWizardPage>

class QLabel;
class QVBoxLayout;

namespace parterre {

class WizardPlan;

/// What the application must change or know: each item with what to write instead, and a tick where one is asked for.
class WizardApplicationPage : public QWizardPage {
    Q_OBJECT

public:
    explicit WizardApplicationPage(WizardPlan &plan);

    bool isComplete() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showItems();
    QWidget *makeItem(const Finding &finding);
    QWidget *makeTick(const Finding &finding);
    void showSummary();

    WizardPlan &m_plan;
    QLabel *m_summary = nullptr;
    QVBoxLayout *m_list = nullptr;
};

} // namespace parterre
