// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/migrationwizard.h"

#include "ui/database.h"
#include "ui/widgets/kindband.h"
#include "ui/wizard/applicationpage.h"
#include "ui/wizard/findingspage.h"
#include "ui/wizard/layoutpage.h"
#include "ui/wizard/pacepage.h"
#include "ui/wizard/reviewpage.h"
#include "ui/wizard/tablepage.h"
#include "ui/wizard/wizardplan.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace parterre {

MigrationWizard::MigrationWizard(Database &database, const PartitionForest &forest,
                                 const QHash<QString, QString> &taken, quint32 table, QWidget *parent)
    : QWizard(parent)
    , m_plan(new WizardPlan(database, this))
{
    setObjectName(QStringLiteral("migrationWizard"));
    setWindowTitle(tr("Migrate a table"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWizardStyle(QWizard::ClassicStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setButtonText(QWizard::FinishButton, tr("Start the migration"));
    auto *review = new WizardReviewPage(database, *m_plan);
    setPage(TablePage, new WizardTablePage(*m_plan, forest, taken, table));
    setPage(LayoutPage, new WizardLayoutPage(database, *m_plan));
    setPage(FindingsPage, new WizardFindingsPage(*m_plan));
    setPage(ApplicationPage, new WizardApplicationPage(*m_plan));
    setPage(PacePage, new WizardPacePage(*m_plan));
    setPage(ReviewPage, review);

    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    auto *band = new KindBand;
    layout->addWidget(band);
    band->setKind(database.saved().kind, {});
    for (const QString &step :
         {tr("Table"), tr("Layout"), tr("Findings"), tr("Application"), tr("Pace and guards"), tr("Review")}) {
        m_stepLabels << new QLabel(step);
        layout->addWidget(m_stepLabels.last());
    }
    layout->addStretch(1);
    // The step that is bold must not move what stands beside it.
    QFont bold = side->font();
    bold.setBold(true);
    for (QLabel *label : std::as_const(m_stepLabels))
        label->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(label->text()));
    setSideWidget(side);
    connect(this, &QWizard::currentIdChanged, this, &MigrationWizard::showStep);
    resize(1160, 800);
}

MigrationWizard::MigrationWizard(Database &database, const Plan &plan, QWidget *parent)
    : MigrationWizard(database, PartitionForest(), {}, 0, parent)
{
    m_plan->setPlan(plan);
    setStartId(ReviewPage);
}

void MigrationWizard::showStep(int page)
{
    for (int i = 0; i < m_stepLabels.size(); ++i) {
        QFont font = m_stepLabels[i]->font();
        font.setBold(i == page);
        m_stepLabels[i]->setFont(font);
        m_stepLabels[i]->setEnabled(i <= page);
    }
}

void MigrationWizard::done(int result)
{
    m_plan->cancel();
    QWizard::done(result);
}

// Esc is pressed easily, and what was chosen would be gone.
void MigrationWizard::reject()
{
    const bool chosen = startId() != ReviewPage && currentId() > LayoutPage;
    if (!chosen || !isVisible())
        return QWizard::reject();
    if (m_question)
        return;
    m_question =
        new QMessageBox(QMessageBox::Question, tr("Close the wizard?"),
                        tr("Nothing was changed on the server. What you chose here is lost unless the plan was "
                           "saved (on the Review page)."),
                        QMessageBox::NoButton, this);
    m_question->setObjectName(QStringLiteral("wizardClose"));
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    auto *stay = m_question->addButton(tr("Go on planning"), QMessageBox::RejectRole);
    m_question->setDefaultButton(stay);
    m_question->setEscapeButton(stay);
    auto *close = m_question->addButton(tr("Close the wizard"), QMessageBox::DestructiveRole);
    close->setObjectName(QStringLiteral("wizardCloseYes"));
    connect(close, &QPushButton::clicked, this, [this] { QWizard::reject(); });
    m_question->open();
}

void MigrationWizard::accept()
{
    if (const Plan *plan = m_plan->plan())
        Q_EMIT startRequested(*plan, m_plan->workers, m_plan->holdSwitch);
    QWizard::accept();
}

} // namespace parterre
