// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/pacepage.h"

#include "domain/pace.h"
#include "domain/sqlscan.h"
#include "ui/theme.h"
#include "ui/wizard/wizardplan.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

namespace parterre {

namespace {

struct GuardField {
    const char *objectName;
    const char *label;
    const char *unit;
    Guard guard;
    qint64 PlanPace::*field;
    qint64 unitSize; ///< of the field
};

constexpr GuardField kGuardFields[] = {
    {"wizardStandbyLag", QT_TRANSLATE_NOOP("parterre::WizardPacePage", "a standby is behind by:"),
     QT_TRANSLATE_NOOP("parterre::WizardPacePage", "s"), Guard::StandbyLag, &PlanPace::standbyLagMs, 1000},
    {"wizardStandbyLagBytes", QT_TRANSLATE_NOOP("parterre::WizardPacePage", "a standby is behind in WAL by:"), "MB",
     Guard::StandbyLagBytes, &PlanPace::standbyLagBytes, 1LL << 20},
    {"wizardSlotWal", QT_TRANSLATE_NOOP("parterre::WizardPacePage", "a replication slot keeps WAL:"), "GB",
     Guard::SlotWal, &PlanPace::slotWalBytes, 1LL << 30},
    {"wizardTransactionAge", QT_TRANSLATE_NOOP("parterre::WizardPacePage", "a transaction is open for:"),
     QT_TRANSLATE_NOOP("parterre::WizardPacePage", "minutes"), Guard::TransactionAge, &PlanPace::transactionAgeMs,
     60'000},
    {"wizardLockWait", QT_TRANSLATE_NOOP("parterre::WizardPacePage", "a session waits for a lock on the table:"),
     QT_TRANSLATE_NOOP("parterre::WizardPacePage", "ms"), Guard::LockWait, &PlanPace::lockWaitMs, 1},
    {"wizardWalRate", QT_TRANSLATE_NOOP("parterre::WizardPacePage", "the server writes WAL a second:"), "MB",
     Guard::WalRate, &PlanPace::walBytesPerSecond, 1LL << 20},
    {"wizardTablespace", QT_TRANSLATE_NOOP("parterre::WizardPacePage", "the tablespace holds:"), "GB",
     Guard::TablespaceSize, &PlanPace::tablespaceBytes, 1LL << 30},
    {"wizardFreeSpace",
     QT_TRANSLATE_NOOP("parterre::WizardPacePage", "free space on this computer, if the server's, is below:"), "GB",
     Guard::FreeSpace, &PlanPace::freeBytes, 1LL << 30},
};
constexpr int kMostOfAGuard = 1'000'000;

// A choice and below it, quieter, what follows from it.
void addOption(QFormLayout *form, QCheckBox *box, const QString &consequence)
{
    auto *label = new QLabel(consequence);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setIndent(box->style()->pixelMetric(QStyle::PM_IndicatorWidth)
                     + box->style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing));
    box->setAccessibleDescription(consequence);
    form->addRow(box);
    form->addRow(label);
}

} // namespace

WizardPacePage::WizardPacePage(WizardPlan &plan)
    : m_plan(plan)
{
    setTitle(tr("Pace and guards"));
    setSubTitle(tr("The defaults suit a busy production server."));
    m_reason = new QLabel;
    m_reason->setObjectName(QStringLiteral("wizardPaceReason"));
    QPalette bad = palette();
    bad.setColor(QPalette::WindowText, theme::meaning(theme::Meaning::Bad, bad));
    m_reason->setPalette(bad);
    auto *all = new QWidget;
    auto *layout = new QVBoxLayout(all);
    layout->setContentsMargins({});
    auto *columns = new QHBoxLayout;
    auto *left = new QVBoxLayout;
    left->addWidget(makePace());
    left->addWidget(makeSwitch(), 1);
    columns->addLayout(left);
    columns->addWidget(makeGuards());
    layout->addLayout(columns);
    layout->addWidget(makeApplication(), 1);
    auto *scroll = new QScrollArea; // the wizard does not grow, so that no button moves under the pointer
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(all);
    auto *page = new QVBoxLayout(this);
    page->addWidget(scroll, 1);
    page->addWidget(m_reason);
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

QWidget *WizardPacePage::makeGuards()
{
    const PlanPace defaults;
    auto *box = new QGroupBox(tr("Slow down when…"));
    auto *form = new QFormLayout(box);
    for (const GuardField &field : kGuardFields) {
        auto *spin = makeSpin(QLatin1String(field.objectName), 0, kMostOfAGuard,
                              static_cast<int>(defaults.*field.field / field.unitSize), tr(field.unit));
        spin->setSpecialValueText(tr("no limit"));
        form->addRow(tr(field.label), spin);
        m_guards << spin;
    }
    m_ignored = new QLineEdit;
    m_ignored->setObjectName(QStringLiteral("wizardIgnoredStandbys"));
    m_ignored->setPlaceholderText(tr("none"));
    m_ignored->setToolTip(tr("Their names, separated by commas."));
    form->addRow(tr("Standbys that are behind on purpose:"), m_ignored);
    m_hours = new QLineEdit;
    m_hours->setObjectName(QStringLiteral("wizardHours"));
    m_hours->setPlaceholderText(tr("always"));
    m_hours->setToolTip(tr("For example 22:00-05:00, by the clock of the server."));
    form->addRow(tr("Work only in the hours:"), m_hours);
    box->setToolTip(tr("At twice the limit the work stops until it is better; the disk limits stop at once. A limit "
                       "that you change stops the work also when the server does not tell."));
    connect(m_hours, &QLineEdit::textChanged, this, &QWizardPage::completeChanged);
    return box;
}

// What was changed by hand is meant: it must be readable.
PlanPace WizardPacePage::pace() const
{
    PlanPace pace = m_plan.request().pace;
    const PlanPace defaults;
    pace.required.clear();
    for (std::size_t i = 0; i < std::size(kGuardFields); ++i) {
        const GuardField &field = kGuardFields[i];
        pace.*field.field = m_guards[static_cast<qsizetype>(i)]->value() * field.unitSize;
        if (pace.*field.field > 0 && pace.*field.field != defaults.*field.field)
            pace.required << toText(field.guard);
    }
    pace.hours = m_hours->text().trimmed();
    if (!pace.hours.isEmpty())
        pace.required << toText(Guard::Hours);
    pace.ignoredStandbys.clear();
    for (const QString &name : m_ignored->text().split(u',', Qt::SkipEmptyParts))
        pace.ignoredStandbys << name.trimmed();
    return pace;
}

QWidget *WizardPacePage::makeSwitch()
{
    const PlanLimits limits;
    m_lockTimeout = makeSpin(QStringLiteral("wizardLockTimeout"), 10, 10'000, limits.lockTimeoutMs, tr("ms"));
    m_budget = makeSpin(QStringLiteral("wizardBudget"), 50, 60'000, limits.switchBudgetMs, tr("ms"));
    m_attempts = makeSpin(QStringLiteral("wizardAttempts"), 1, 1000, limits.switchAttempts, {});
    m_wait =
        makeSpin(QStringLiteral("wizardWait"), 1, 1440, static_cast<int>(limits.switchWaitMs / 60'000), tr("minutes"));
    m_hold = new QCheckBox(tr("&Ask me before the switch"));
    m_hold->setObjectName(QStringLiteral("wizardHold"));
    m_hold->setChecked(m_plan.holdSwitch);
    m_serializable = new QCheckBox(tr("Do not wait for SERIALIZABLE transactions to end"));
    m_serializable->setObjectName(QStringLiteral("wizardSerializable"));
    m_plain = new QCheckBox(tr("Do not wait for long transactions to end"));
    m_plain->setObjectName(QStringLiteral("wizardPlain"));
    m_plain->setToolTip(tr("The plain switch: the last changes are replayed under the lock."));
    auto *box = new QGroupBox(tr("The switch"));
    auto *form = new QFormLayout(box);
    form->addRow(tr("One attempt waits for the &lock at most:"), m_lockTimeout);
    form->addRow(tr("The table is locked at &most:"), m_budget);
    form->addRow(tr("A&ttempts, until it is put off:"), m_attempts);
    form->addRow(tr("&Old transactions are waited for:"), m_wait);
    addOption(form, m_hold, tr("The copy follows the table until then."));
    addOption(form, m_serializable, tr("Those across the switch may miss each other's writes."));
    addOption(form, m_plain, tr("They may still read the table of before the switch."));
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
    m_there->setMaximumHeight(52);
    m_back = new QPlainTextEdit;
    m_back->setObjectName(QStringLiteral("wizardBack"));
    m_back->setTabChangesFocus(true);
    m_back->setMaximumHeight(52);
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
    const QString hours = m_hours->text().trimmed();
    const bool understood = hours.isEmpty() || areHours(hours);
    m_reason->setText(!understood    ? tr("Write the hours as 22:00-05:00.")
                          : together ? QString()
                                     : tr("What is done inside the switch must be undone in the rollback: fill both."));
    return together && understood;
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
    m_plan.setPace(pace());
    return true;
}

} // namespace parterre
