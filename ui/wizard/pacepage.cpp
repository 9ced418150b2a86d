// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/pacepage.h"

#include "domain/sqlscan.h"
#include "ui/wizard/wizardplan.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace parterre {

WizardPacePage::WizardPacePage(WizardPlan &plan)
    : m_plan(plan)
{
    setTitle(tr("Pace and guards"));
    setSubTitle(tr("The defaults suit a busy production server."));
    m_reason = new QLabel;
    m_reason->setObjectName(QStringLiteral("wizardPaceReason"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makePace());
    layout->addWidget(makeSwitch());
    layout->addWidget(makeApplication(), 1);
    layout->addWidget(m_reason);
}

QSpinBox *WizardPacePage::makeSpin(const QString &objectName, int least, int most, int value, const QString &unit)
{
    auto *spin = new QSpinBox;
    spin->setObjectName(objectName);
    spin->setRange(least, most);
    spin->setValue(value);
    spin->setSuffix(unit.isEmpty() ? QString() : u' ' % unit);
    return spin;
}

QWidget *WizardPacePage::makePace()
{
    const PlanLimits limits;
    m_workers = makeSpin(QStringLiteral("wizardWorkers"), 1, 64, m_plan.workers, {});
    m_batch = makeSpin(QStringLiteral("wizardBatch"), 50, 60'000, static_cast<int>(limits.batchTargetMs), tr("ms"));
    auto *box = new QGroupBox(tr("Copying"));
    auto *form = new QFormLayout(box);
    form->addRow(tr("&Sessions that copy, index and compare:"), m_workers);
    form->addRow(tr("One &transaction of the copy lasts about:"), m_batch);
    return box;
}

QWidget *WizardPacePage::makeSwitch()
{
    const PlanLimits limits;
    m_lockTimeout = makeSpin(QStringLiteral("wizardLockTimeout"), 10, 10'000, limits.lockTimeoutMs, tr("ms"));
    m_budget = makeSpin(QStringLiteral("wizardBudget"), 50, 60'000, limits.switchBudgetMs, tr("ms"));
    m_attempts = makeSpin(QStringLiteral("wizardAttempts"), 1, 1000, limits.switchAttempts, {});
    m_wait =
        makeSpin(QStringLiteral("wizardWait"), 1, 1440, static_cast<int>(limits.switchWaitMs / 60'000), tr("minutes"));
    m_hold = new QCheckBox(tr("&Ask me before the switch; the copy follows the table until then"));
    m_hold->setObjectName(QStringLiteral("wizardHold"));
    m_serializable = new QCheckBox(tr(
        "Do not wait for a moment without SERIALIZABLE transactions; those across the switch may miss each other's writes"));
    m_serializable->setObjectName(QStringLiteral("wizardSerializable"));
    m_plain = new QCheckBox(
        tr("Do not wait for long transactions; they may read the table as it was a moment before the switch"));
    m_plain->setObjectName(QStringLiteral("wizardPlain"));
    m_plain->setToolTip(tr("The plain switch: the last changes are replayed under the lock."));
    auto *box = new QGroupBox(tr("The switch"));
    auto *form = new QFormLayout(box);
    form->addRow(tr("One attempt waits for the &lock at most:"), m_lockTimeout);
    form->addRow(tr("The table is locked at &most:"), m_budget);
    form->addRow(tr("A&ttempts, until it is put off:"), m_attempts);
    form->addRow(tr("&Old transactions are waited for:"), m_wait);
    form->addRow(m_hold);
    form->addRow(m_serializable);
    form->addRow(m_plain);
    return box;
}

QWidget *WizardPacePage::makeApplication()
{
    m_before = new QLineEdit;
    m_before->setObjectName(QStringLiteral("wizardBefore"));
    m_before->setPlaceholderText(tr("for example: psql -p 6432 pgbouncer -c PAUSE"));
    m_after = new QLineEdit;
    m_after->setObjectName(QStringLiteral("wizardAfter"));
    m_there = new QPlainTextEdit;
    m_there->setObjectName(QStringLiteral("wizardThere"));
    m_there->setTabChangesFocus(true);
    m_there->setMaximumHeight(64);
    m_back = new QPlainTextEdit;
    m_back->setObjectName(QStringLiteral("wizardBack"));
    m_back->setTabChangesFocus(true);
    m_back->setMaximumHeight(64);
    auto *box = new QGroupBox(tr("Your application, where it has to take part (optional)"));
    auto *form = new QFormLayout(box);
    form->addRow(tr("Shell command on this computer, before:"), m_before);
    form->addRow(tr("Shell command on this computer, after:"), m_after);
    form->addRow(tr("SQL inside the switch:"), m_there);
    form->addRow(tr("SQL that undoes it:"), m_back);
    connect(m_there, &QPlainTextEdit::textChanged, this, &QWizardPage::completeChanged);
    connect(m_back, &QPlainTextEdit::textChanged, this, &QWizardPage::completeChanged);
    return box;
}

bool WizardPacePage::isComplete() const
{
    const bool together = m_there->toPlainText().trimmed().isEmpty() == m_back->toPlainText().trimmed().isEmpty();
    m_reason->setText(together ? QString()
                               : tr("What is done inside the switch must be undone in the rollback: fill both."));
    return together;
}

bool WizardPacePage::validatePage()
{
    PlanLimits limits = m_plan.request().limits;
    limits.batchTargetMs = m_batch->value();
    limits.lockTimeoutMs = m_lockTimeout->value();
    limits.switchBudgetMs = m_budget->value();
    limits.switchAttempts = m_attempts->value();
    limits.switchWaitMs = qint64{60'000} * m_wait->value();
    limits.acceptSerializableRisk = m_serializable->isChecked();
    limits.plainSwitch = m_plain->isChecked();
    m_plan.workers = m_workers->value();
    m_plan.holdSwitch = m_hold->isChecked();
    m_plan.setHooks({m_before->text().trimmed()}, {m_after->text().trimmed()});
    m_plan.setApplicationSwitch(splitStatements(m_there->toPlainText()), splitStatements(m_back->toPlainText()));
    m_plan.setLimits(limits);
    return true;
}

} // namespace parterre
