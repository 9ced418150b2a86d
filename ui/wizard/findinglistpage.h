// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizardPage>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace parterre {

class WizardPlan;

/// A page that lists findings of the plan below a summary; made anew when the plan changed and somebody sees it.
class FindingListPage : public QWizardPage {
    Q_OBJECT

public:
    /// `objectName` is the list's; the summary's is that and "Summary".
    FindingListPage(WizardPlan &plan, const QString &objectName);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

    /// Adds what is found to the empty list, and sets the summary.
    virtual void showFindings() = 0;
    void add(QWidget *widget);
    void setSummary(const QString &text);
    WizardPlan &plan() const { return m_plan; }

private:
    void rebuild();

    WizardPlan &m_plan;
    QLabel *m_summary = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_list = nullptr;
    bool m_stale = true; ///< the plan changed since the list was made
};

} // namespace parterre
