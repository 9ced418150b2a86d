// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/applicationpage.h"

#include "ui/wizard/findingbox.h"
#include "ui/wizard/wizardplan.h"

#include <QCheckBox>

#include <algorithm>

namespace parterre {

WizardApplicationPage::WizardApplicationPage(WizardPlan &plan)
    : FindingListPage(plan, QStringLiteral("wizardApplication"))
{
    setTitle(tr("What the application must change or know"));
    setSubTitle(
        tr("Found in the database: frameworks by their bookkeeping tables, statements in pg_stat_statements and "
           "in functions. The code of the application cannot be searched from here."));
    connect(&plan, &WizardPlan::acknowledged, this, [this] {
        Q_EMIT completeChanged();
        showSummary();
    });
}

void WizardApplicationPage::showFindings()
{
    const QList<Finding> &findings = plan().findings();
    for (const Finding &finding : findings) {
        if (finding.isAboutApplication())
            add(makeItem(finding));
    }
    showSummary();
}

void WizardApplicationPage::showSummary()
{
    const Plan *made = plan().plan();
    const auto open = made ? made->unacknowledged().size() : 0;
    const QList<Finding> &findings = plan().findings();
    const bool asks = std::any_of(findings.cbegin(), findings.cend(), [](const Finding &each) { return each.asks; });
    setSummary(!made ? tr("Planning…")
                   : open > 0
                   ? tr("%n item(s) must be ticked before the migration can start.", nullptr, static_cast<int>(open))
                   : asks ? tr("Nothing is left to be ticked.")
                          : tr("Nothing was found that somebody must know before the start."));
}

QWidget *WizardApplicationPage::makeItem(const Finding &finding)
{
    auto *box = new FindingBox(finding);
    box->addPlaces();
    box->addHint();
    box->addSnippet();
    if (finding.asks)
        box->addBelow(makeTick(finding), Qt::AlignLeft);
    return box;
}

QWidget *WizardApplicationPage::makeTick(const Finding &finding)
{
    auto *tick = new QCheckBox(tr("Known and dealt with"));
    tick->setObjectName(u"wizardTick_" % finding.subject);
    tick->setAccessibleName(tr("%1: known and dealt with").arg(finding.object));
    tick->setChecked(finding.acknowledged);
    connect(tick, &QCheckBox::toggled, this,
            [this, subject = finding.subject](bool on) { plan().acknowledge(subject, on); });
    return tick;
}

bool WizardApplicationPage::isComplete() const
{
    return plan().plan() && plan().plan()->unacknowledged().isEmpty();
}

} // namespace parterre
