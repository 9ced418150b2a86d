// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/applicationpage.h"

#include "ui/wizard/findingbox.h"
#include "ui/wizard/wizardplan.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace parterre {

WizardApplicationPage::WizardApplicationPage(WizardPlan &plan)
    : m_plan(plan)
{
    setTitle(tr("What the application must change or know"));
    setSubTitle(
        tr("Found in the database: frameworks by their bookkeeping tables, statements in pg_stat_statements and "
           "in functions. The code of the application cannot be searched from here."));
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("wizardApplicationSummary"));
    m_summary->setWordWrap(true);
    auto *list = new QWidget;
    list->setObjectName(QStringLiteral("wizardApplication"));
    m_list = new QVBoxLayout(list);
    m_list->setContentsMargins(0, 0, 8, 0);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(list);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(scroll, 1);
    connect(&plan, &WizardPlan::changed, this, [this] {
        Q_EMIT completeChanged();
        if (isVisible()) // a page that nobody sees costs nothing
            showItems();
    });
    connect(&plan, &WizardPlan::acknowledged, this, [this] {
        Q_EMIT completeChanged();
        showSummary();
    });
}

void WizardApplicationPage::showEvent(QShowEvent *event)
{
    QWizardPage::showEvent(event);
    showItems();
}

void WizardApplicationPage::changeEvent(QEvent *event)
{
    QWizardPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_list->count() > 0)
        showItems(); // the icons have the text's colour
}

void WizardApplicationPage::showItems()
{
    while (QLayoutItem *item = m_list->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const QList<Finding> &findings = m_plan.findings();
    for (const Finding &finding : findings) {
        if (finding.isAboutApplication())
            m_list->addWidget(makeItem(finding));
    }
    m_list->addStretch(1);
    showSummary();
}

void WizardApplicationPage::showSummary()
{
    const Plan *plan = m_plan.plan();
    const auto open = plan ? plan->unacknowledged().size() : 0;
    m_summary->setText(!plan          ? tr("Planning…")
                           : open > 0 ? tr("%n item(s) must be ticked before the migration can start.", nullptr,
                                           static_cast<int>(open))
                                      : tr("Nothing is left to be ticked."));
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
            [this, subject = finding.subject](bool on) { m_plan.acknowledge(subject, on); });
    return tick;
}

bool WizardApplicationPage::isComplete() const
{
    return m_plan.plan() && m_plan.plan()->unacknowledged().isEmpty();
}

} // namespace parterre
