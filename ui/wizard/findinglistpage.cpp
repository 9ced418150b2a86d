// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/findinglistpage.h"

#include "ui/wizard/wizardplan.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace parterre {

FindingListPage::FindingListPage(WizardPlan &plan, const QString &objectName)
    : m_plan(plan)
{
    m_summary = new QLabel;
    m_summary->setObjectName(objectName % u"Summary");
    m_summary->setWordWrap(true);
    auto *list = new QWidget;
    list->setObjectName(objectName);
    m_list = new QVBoxLayout(list);
    m_list->setContentsMargins(0, 0, 8, 0);
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidget(list);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_scroll, 1);
    connect(&plan, &WizardPlan::changed, this, [this] {
        Q_EMIT completeChanged();
        m_stale = true;
        if (isVisible()) // a page that nobody sees costs nothing
            rebuild();
    });
}

void FindingListPage::showEvent(QShowEvent *event)
{
    QWizardPage::showEvent(event);
    if (m_stale) // a wizard hides and shows its pages also for its own ends
        rebuild();
}

void FindingListPage::changeEvent(QEvent *event)
{
    QWizardPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_list->count() > 0)
        rebuild(); // the icons have the text's colour
}

// What was found before stays in sight until there is something new; then the reader's place and focus are kept.
void FindingListPage::rebuild()
{
    if (m_plan.isPlanning() && m_list->count() > 0) {
        setSummary(tr("Planning…"));
        return;
    }
    m_stale = m_plan.isPlanning();
    const QWidget *focus = focusWidget();
    const QString focused = focus && focus->hasFocus() ? focus->objectName() : QString();
    const int place = m_scroll->verticalScrollBar()->value();
    while (QLayoutItem *item = m_list->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->setParent(nullptr); // not to be found any more; it may be the one that asked for this
            widget->deleteLater();
        }
        delete item;
    }
    if (m_plan.isPlanning())
        setSummary(tr("Planning…"));
    else
        showFindings();
    m_list->addStretch(1);
    if (auto *choice = focused.isEmpty() ? nullptr : m_scroll->findChild<QComboBox *>(focused))
        choice->setFocus();
    QTimer::singleShot(0, m_scroll, [this, place] { m_scroll->verticalScrollBar()->setValue(place); });
}

void FindingListPage::add(QWidget *widget)
{
    m_list->addWidget(widget);
}

void FindingListPage::setSummary(const QString &text)
{
    m_summary->setText(text);
}

} // namespace parterre
