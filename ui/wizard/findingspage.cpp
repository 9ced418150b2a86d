// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/findingspage.h"

#include "ui/wizard/findingbox.h"
#include "ui/wizard/wizardplan.h"

#include <QComboBox>
#include <QLabel>

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
    : FindingListPage(plan, QStringLiteral("wizardFindings"))
{
    setTitle(tr("What becomes of everything that hangs on the table"));
    setSubTitle(tr("Whatever is not known to be carried over blocks: nothing is dropped in silence."));
}

bool WizardFindingsPage::isBlocked() const
{
    const QList<Finding> &findings = plan().findings();
    return std::any_of(findings.cbegin(), findings.cend(),
                       [](const Finding &each) { return each.severity == Finding::Severity::Blocks; });
}

int WizardFindingsPage::undecided() const
{
    const QList<Finding> &findings = plan().findings();
    return static_cast<int>(
        std::count_if(findings.cbegin(), findings.cend(), [this](const Finding &each) { return isUndecided(each); }));
}

bool WizardFindingsPage::isUndecided(const Finding &finding) const
{
    return asksForUniqueChoice(finding) && !plan().request().unique.contains(finding.object);
}

void WizardFindingsPage::showFindings()
{
    QList<Finding> findings = plan().findings();
    findings.erase(std::remove_if(findings.begin(), findings.end(), // they have a page of their own
                                  [](const Finding &each) { return each.isAboutApplication(); }),
                   findings.end());
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    std::optional<Finding::Severity> last;
    for (const Finding &finding : std::as_const(findings)) {
        if (last != finding.severity) {
            auto *heading = new QLabel(u"<b>" % headingOf(finding.severity) % u"</b>");
            add(heading);
        }
        last = finding.severity;
        add(makeFinding(finding));
    }
    const auto blocking = std::count_if(findings.cbegin(), findings.cend(),
                                        [](const Finding &each) { return each.severity == Finding::Severity::Blocks; });
    setSummary(plan().error()     ? plan().error()->message
                   : blocking > 0 ? tr("%n finding(s) must be dealt with before this table can be migrated.", nullptr,
                                       static_cast<int>(blocking))
                   : undecided() > 0
                   ? tr("Nothing blocks the migration. Choose what becomes of %n unique key(s).", nullptr, undecided())
                   : tr("Nothing blocks the migration."));
}

QWidget *WizardFindingsPage::makeFinding(const Finding &finding)
{
    Finding shown = finding;
    if (isUndecided(finding)) { // what follows from a choice is said when it is made
        shown.consequence = tr("A unique key of a partitioned table must hold the partition key; this one does not. "
                               "Choose what becomes of it.");
        shown.snippet.clear();
    }
    auto *box = new FindingBox(shown);
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
    choice->addItem(tr("Add the partition key to it: unique only together with that"),
                    static_cast<int>(UniqueChoice::Extend));
    choice->addItem(tr("Leave its columns: unique within each partition only"),
                    static_cast<int>(UniqueChoice::PerLeaf));
    choice->addItem(tr("Add it, and keep the key unique by a guard table: writes cost more"),
                    static_cast<int>(UniqueChoice::Guard));
    choice->addItem(tr("Leave it as it is: the table is not migrated"), static_cast<int>(UniqueChoice::Refuse));
    const UniqueChoice now = finding.code == u"unique-key-guarded" ? UniqueChoice::Guard
        : finding.severity == Finding::Severity::Blocks            ? UniqueChoice::Refuse
        : finding.code == u"unique-key-per-leaf"                   ? UniqueChoice::PerLeaf
                                                                   : UniqueChoice::Extend;
    // Nothing is chosen in silence: it changes what the server checks.
    choice->setPlaceholderText(tr("Choose…"));
    const bool decided = plan().request().unique.contains(finding.object);
    choice->setCurrentIndex(decided ? choice->findData(static_cast<int>(now)) : -1);
    choice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(choice, &QComboBox::activated, this, [this, choice, object = finding.object] {
        PlanRequest request = plan().request();
        request.unique.insert(object, static_cast<UniqueChoice>(choice->currentData().toInt()));
        plan().setRequest(request);
    });
    return choice;
}

QWidget *WizardFindingsPage::makeReferenceChoice(const Finding &finding)
{
    auto *choice = new QComboBox;
    choice->setObjectName(u"wizardReference_" % finding.subject);
    choice->setAccessibleName(tr("What becomes of %1").arg(finding.subject));
    choice->addItem(tr("Leave it as it is: the table is not migrated"), false);
    choice->addItem(tr("Drop it in the switch; a rollback makes it again"), true);
    choice->setCurrentIndex(finding.severity == Finding::Severity::Blocks ? 0 : 1);
    choice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(choice, &QComboBox::activated, this, [this, choice, name = finding.subject] {
        PlanRequest request = plan().request();
        request.dropReferences.removeAll(name);
        if (choice->currentData().toBool())
            request.dropReferences << name;
        plan().setRequest(request);
    });
    return choice;
}

bool WizardFindingsPage::isComplete() const
{
    return plan().plan() && !isBlocked() && undecided() == 0;
}

} // namespace parterre
