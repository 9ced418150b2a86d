// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/finding.h"

#include "ui/wizard/findinglistpage.h"

namespace parterre {

/// What the application must change or know: each item with what to write instead, and a tick where one is asked for.
class WizardApplicationPage : public FindingListPage {
    Q_OBJECT

public:
    explicit WizardApplicationPage(WizardPlan &plan);

    bool isComplete() const override;

private:
    void showFindings() override;
    QWidget *makeItem(const Finding &finding);
    QWidget *makeTick(const Finding &finding);
    void showSummary();
};

} // namespace parterre
