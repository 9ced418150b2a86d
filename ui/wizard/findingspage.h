// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"
#include "ui/wizard/findinglistpage.h"

namespace parterre {

/// What planning found: each finding with its consequence, and its choice where there is one.
class WizardFindingsPage : public FindingListPage {
    Q_OBJECT

public:
    explicit WizardFindingsPage(WizardPlan &plan);

    bool isComplete() const override;

private:
    void showFindings() override;
    QWidget *makeFinding(const Finding &finding);
    QWidget *makeUniqueChoice(const Finding &finding);
    QWidget *makeReferenceChoice(const Finding &finding);
    bool isBlocked() const;
    bool isUndecided(const Finding &finding) const; ///< a unique key of which nobody said what becomes of it
    int undecided() const;
};

} // namespace parterre
