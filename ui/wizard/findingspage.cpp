// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/findingspage.h"

#include "ui/wizard/findingbox.h"
#include "ui/wizard/wizardplan.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

namespace {

bool asksForUniqueChoice(const Finding &finding)
{
    return finding.code.startsWith(QStringLiteral("unique-key")) && finding.severity != Finding::Severity::Carried;
}

QString headingOf(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Blocks:
        return WizardFindingsPage::tr("Blocks the migration");
    case Finding::Severity::Decides:
        return WizardFindingsPage::tr("For you to decide or to check");
    case Finding::Severity::Carried:
        return WizardFindingsPage::tr("Is carried over");
    case Finding::Severity::Informs:
        break;
    }
    return WizardFindingsPage::tr("Good to know");
}

} // namespace

WizardFindingsPage::WizardFindingsPage(WizardPlan &plan)
    : m_plan(plan)
{
    setTitle(tr("What becomes of everything that hangs on the table"));
    setSubTitle(tr("Whatever is not known to be carried over blocks: nothing is dropped in silence."));
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("wizardFindingsSummary"));
    m_summary->setWordWrap(true);
    auto *list = new QWidget;
    list->setObjectName(QStringLiteral("wizardFindings"));
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
            showFindings();
    });
}

bool WizardFindingsPage::isBlocked() const
{
    const QList<Finding> &findings = m_plan.findings();
    return std::any_of(findings.cbegin(), findings.cend(),
                       [](const Finding &each) { return each.severity == Finding::Severity::Blocks; });
}

int WizardFindingsPage::undecided() const
{
    const QList<Finding> &findings = m_plan.findings();
    return static_cast<int>(std::count_if(findings.cbegin(), findings.cend(), [this](const Finding &each) {
        return asksForUniqueChoice(each) && !m_plan.request().unique.contains(each.object);
    }));
}

void WizardFindingsPage::showEvent(QShowEvent *event)
{
    QWizardPage::showEvent(event);
    showFindings();
}

void WizardFindingsPage::showFindings()
{
    if (m_plan.isPlanning()) {
        m_summary->setText(tr("Planning…"));
        return;
    }
    const QWidget *focus = focusWidget();
    const QString focused = focus && focus->hasFocus() ? focus->objectName() : QString();
    while (QLayoutItem *item = m_list->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    QList<Finding> findings = m_plan.findings();
    findings.erase(std::remove_if(findings.begin(), findings.end(), // they have a page of their own
                                  [](const Finding &each) { return each.isAboutApplication(); }),
                   findings.end());
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    std::optional<Finding::Severity> last;
    for (const Finding &finding : std::as_const(findings)) {
        if (last != finding.severity) {
            auto *heading = new QLabel(u"<b>" % headingOf(finding.severity) % u"</b>");
            m_list->addWidget(heading);
        }
        last = finding.severity;
        m_list->addWidget(makeFinding(finding));
    }
    m_list->addStretch(1);
    const auto blocking = std::count_if(findings.cbegin(), findings.cend(),
                                        [](const Finding &each) { return each.severity == Finding::Severity::Blocks; });
    m_summary->setText(
        m_plan.error()     ? m_plan.error()->message
            : blocking > 0 ? tr("%n finding(s) must be dealt with before this table can be migrated.", nullptr,
                                static_cast<int>(blocking))
            : undecided() > 0
            ? tr("Nothing blocks the migration. Choose what becomes of %n unique key(s).", nullptr, undecided())
            : tr("Nothing blocks the migration."));
    if (auto *choice = findChild<QComboBox *>(focused); choice && !focused.isEmpty())
        choice->setFocus();
}

QWidget *WizardFindingsPage::makeFinding(const Finding &finding)
{
    auto *box = new FindingBox(finding);
    if (asksForUniqueChoice(finding))
        box->addBelow(makeUniqueChoice(finding), Qt::AlignLeft);
    else if (finding.code.startsWith(QStringLiteral("foreign-key-in")) && !finding.subject.isEmpty())
        box->addBelow(makeReferenceChoice(finding), Qt::AlignLeft);
    else
        box->addHint();
    box->addSnippet();
    return box;
}

QWidget *WizardFindingsPage::makeUniqueChoice(const Finding &finding)
{
    auto *choice = new QComboBox;
    choice->setObjectName(u"wizardUnique_" % finding.object);
    choice->setAccessibleName(tr("What becomes of %1").arg(finding.object));
    choice->addItem(tr("Add the partition key to it"), static_cast<int>(UniqueChoice::Extend));
    choice->addItem(tr("Unique within each partition only"), static_cast<int>(UniqueChoice::PerLeaf));
    choice->addItem(tr("Do not migrate with this key"), static_cast<int>(UniqueChoice::Refuse));
    const UniqueChoice now = finding.severity == Finding::Severity::Blocks ? UniqueChoice::Refuse
        : finding.code == u"unique-key-per-leaf"                           ? UniqueChoice::PerLeaf
                                                                           : UniqueChoice::Extend;
    // Nothing is chosen in silence: it changes what the server checks.
    choice->setPlaceholderText(tr("Choose…"));
    const bool decided = m_plan.request().unique.contains(finding.object);
    choice->setCurrentIndex(decided ? choice->findData(static_cast<int>(now)) : -1);
    choice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(choice, &QComboBox::activated, this, [this, choice, object = finding.object] {
        PlanRequest request = m_plan.request();
        request.unique.insert(object, static_cast<UniqueChoice>(choice->currentData().toInt()));
        m_plan.setRequest(request);
    });
    return choice;
}

QWidget *WizardFindingsPage::makeReferenceChoice(const Finding &finding)
{
    auto *choice = new QComboBox;
    choice->setObjectName(u"wizardReference_" % finding.subject);
    choice->setAccessibleName(tr("What becomes of %1").arg(finding.subject));
    choice->addItem(tr("Do not migrate with this foreign key"), false);
    choice->addItem(tr("Drop it in the switch; a rollback makes it again"), true);
    choice->setCurrentIndex(finding.severity == Finding::Severity::Blocks ? 0 : 1);
    choice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(choice, &QComboBox::activated, this, [this, choice, name = finding.subject] {
        PlanRequest request = m_plan.request();
        request.dropReferences.removeAll(name);
        if (choice->currentData().toBool())
            request.dropReferences << name;
        m_plan.setRequest(request);
    });
    return choice;
}

void WizardFindingsPage::changeEvent(QEvent *event)
{
    QWizardPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_list->count() > 0)
        showFindings(); // the icons have the text's colour
}

bool WizardFindingsPage::isComplete() const
{
    return m_plan.plan() && !isBlocked() && undecided() == 0;
}

} // namespace parterre
