// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/reviewpage.h"

#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/filedialog.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/activitypanel.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/scriptview.h"
#include "ui/wizard/forecastbutton.h"
#include "ui/wizard/wizardplan.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace parterre {

WizardReviewPage::WizardReviewPage(Database &database, WizardPlan &plan)
    : m_database(database)
    , m_plan(plan)
{
    setTitle(tr("Review"));
    setSubTitle(tr("Start makes the first change to the database. Until Finish, everything can be undone."));
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("wizardReviewSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::RichText);
    m_message = new InlineMessage;
    m_nameLabel = new QLabel;
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("wizardTypedName"));
    m_nameLabel->setBuddy(m_name);
    m_reason = new QLabel;
    m_reason->setObjectName(QStringLiteral("wizardReviewReason"));
    m_unlock = new QPushButton(tr("Unlock for changes"));
    m_unlock->setObjectName(QStringLiteral("wizardUnlock"));
    connect(m_unlock, &QPushButton::clicked, &m_database, [this] { m_database.requestUnlock(); });
    auto *save = new QPushButton(tr("Save plan…"));
    save->setObjectName(QStringLiteral("wizardSavePlan"));
    connect(save, &QPushButton::clicked, this, &WizardReviewPage::savePlan);
    auto *row = new QHBoxLayout;
    row->addWidget(m_nameLabel);
    row->addWidget(m_name);
    row->addWidget(m_unlock);
    row->addWidget(m_reason, 1);
    m_forecast = makeForecast();
    row->addWidget(m_forecast);
    m_rehearse = makeRehearse();
    row->addWidget(m_rehearse);
    row->addWidget(save);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_message);
    layout->addWidget(makeTabs(), 1);
    layout->addLayout(row);
    connect(m_name, &QLineEdit::textChanged, this, &QWizardPage::completeChanged);
    connect(&plan, &WizardPlan::changed, this, [this] {
        Q_EMIT completeChanged();
        if (isVisible()) // a page that nobody sees costs nothing
            showPlan();
    });
    connect(&database, &Database::mayChangeChanged, this, &QWizardPage::completeChanged);
}

ForecastButton *WizardReviewPage::makeForecast()
{
    auto *button = new ForecastButton(m_database);
    connect(button, &ForecastButton::progressed, this,
            [this](const QString &text) { m_message->show(theme::Meaning::Busy, text); });
    connect(button, &ForecastButton::ended, this, [this](const Error &error) {
        if (!error.message.isEmpty() && !error.isCancelled())
            m_message->show(error);
        else if (m_rehearsal)
            showRehearsal(*m_rehearsal);
        else
            m_message->clear();
    });
    return button;
}

RehearseButton *WizardReviewPage::makeRehearse()
{
    auto *button = new RehearseButton(m_database, m_plan);
    connect(button, &RehearseButton::runningChanged, this, &QWizardPage::completeChanged);
    connect(button, &RehearseButton::progressed, this,
            [this](const QString &text) { m_message->show(theme::Meaning::Busy, text); });
    connect(button, &RehearseButton::failed, this, [this](const Error &error) {
        if (error.isCancelled())
            m_message->show(theme::Meaning::Busy, tr("The rehearsal was cancelled; nothing of it is left."));
        else
            m_message->show(error);
    });
    connect(button, &RehearseButton::rehearsed, this, &WizardReviewPage::showRehearsal);
    return button;
}

void WizardReviewPage::showRehearsal(const Rehearsal &rehearsal)
{
    m_rehearsal = rehearsal;
    const auto found = [&](qsizetype step) {
        const StepForecast &forecast = rehearsal.rates.steps[step];
        return tr("measured: %1 to %2").arg(formatDuration(forecast.leastMs), formatDuration(forecast.greatestMs));
    };
    m_measured = {{MigrationState::Copying, found(0)},
                  {MigrationState::Indexing, found(1)},
                  {MigrationState::CatchingUp, found(2)}};
    m_message->show(rehearsal.drill.passed() ? theme::Meaning::Good : theme::Meaning::Bad, rehearsalText(rehearsal));
    showSteps();
}

QWidget *WizardReviewPage::makeTabs()
{
    m_steps = new TableModel(
        {{tr("Step")}, {tr("What it does")}, {tr("Whom it blocks")}, {tr("Duration, space")}, {tr("Undo")}}, this);
    auto *steps = new QTableView; // it wraps, which a QTreeView does not
    steps->setObjectName(QStringLiteral("wizardSteps"));
    steps->setAccessibleName(tr("Steps"));
    steps->verticalHeader()->setVisible(false);
    steps->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    steps->horizontalHeader()->setStretchLastSection(true);
    steps->setSelectionBehavior(QAbstractItemView::SelectRows);
    steps->setShowGrid(false);
    steps->setAlternatingRowColors(true);
    steps->setModel(m_steps);
    steps->setWordWrap(true);
    const int widths[] = {85, 300, 230, 150};
    for (int column = 0; column < static_cast<int>(std::size(widths)); ++column)
        steps->setColumnWidth(column, widths[column]);
    m_sql = new ScriptView(QStringLiteral("wizardSql"), ScriptView::Functions::Whole);
    auto *tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("wizardReviewTabs"));
    tabs->addTab(steps, tr("Steps and locks"));
    tabs->addTab(m_sql, tr("Exact SQL"));
    m_activity = new ActivityPanel(m_database);
    tabs->addTab(m_activity, tr("Who is in the way now"));
    return tabs;
}

void WizardReviewPage::showEvent(QShowEvent *event)
{
    QWizardPage::showEvent(event);
    showPlan();
}

void WizardReviewPage::showPlan()
{
    const Plan *plan = m_plan.plan();
    if (!plan)
        return;
    const QString digest = plan->digest() % (m_plan.holdSwitch ? QStringLiteral("+") : QString()); // of what is shown
    if (m_shownDigest == digest)
        return;
    m_shownDigest = digest;
    m_measured.clear();
    m_rehearsal.reset();
    const QString name = plan->table.name.quoted();
    QStringList keys;
    for (const IndexDefinition &index : plan->table.indexes) {
        if (index.choice == UniqueChoice::Extend)
            keys
                << tr("%1 is unique together with %2 (a second row with the old key closes the way back until one goes)")
                       .arg(index.name, plan->keyColumn);
        else if (index.isGuarded())
            keys << tr("%1 stays unique over all partitions, by the guard table %2, which stays too")
                        .arg(index.name, plan->table.guardOf(index).quoted());
        else if (index.choice == UniqueChoice::PerLeaf)
            keys
                << tr("%1 is unique within each partition only (a second row with the same key closes the way back until "
                      "one goes)")
                       .arg(index.name);
    }
    const QString changed =
        keys.isEmpty() ? QString() : tr("<br><b>Afterwards</b> %1.").arg(keys.join(u"; ").toHtmlEscaped());
    m_summary->setText(
        tr("<b>%1</b> (%2 rows, %3) becomes %4 partitions by <b>%5</b>, every %6, in database <b>%7</b>.<br>"
           "Extra space until the old table goes: about %10, and as much WAL. Writers wait for some "
           "milliseconds when the triggers are made, readers and writers at the switch; otherwise both go on. Undo: until "
           "Finish, while the old table is kept equal; no write is lost.<br>"
           "<b>The switch</b> %8; it waits up to %9 for older transactions.")
            .arg(name.toHtmlEscaped(), formatCount(plan->rows), formatBytes(plan->bytes))
            .arg(plan->leaves.size())
            .arg(plan->keyColumn.toHtmlEscaped(), plan->every.toHtmlEscaped(), plan->database.toHtmlEscaped(),
                 m_plan.holdSwitch ? tr("asks you first") : tr("follows by itself"),
                 formatDuration(plan->limits.switchWaitMs))
            .arg(formatBytes(plan->bytes + plan->guardBytes))
        % changed);
    m_activity->setRelation(static_cast<quint32>(plan->table.oid), name);
    m_forecast->setPlan(*plan);
    const bool production = m_database.saved().kind == ServerKind::Production;
    m_nameLabel->setText(tr("This is production. &Type %1:").arg(name));
    m_nameLabel->setVisible(production);
    m_name->setVisible(production);
    m_outline = outlinePlan(*plan);
    showSteps();
    describe(*plan);
}

// The statements, and the locks that follow from them.
void WizardReviewPage::describe(const Plan &plan)
{
    struct Description {
        Script script;
        QHash<QString, QList<RelationLock>> locks; ///< by step
    };
    const QString wait = tr("Writing the statements down…");
    m_sql->setScript({wait, wait, wait});
    m_database.tasks().start<Description>(
        tr("Describe"),
        [plan](TaskContext &) -> Result<Description> {
            const QList<PlannedStep> steps = describePlan(plan);
            Description description{scriptOf(steps), {}};
            for (const PlannedStep &step : steps)
                description.locks.insert(step.name, step.locks);
            return description;
        },
        this,
        [this, digest = m_shownDigest](const Result<Description> &description) {
            if (!description || digest != m_shownDigest)
                return;
            m_sql->setScript(description->script);
            for (PlannedStep &step : m_outline)
                step.locks = description->locks.value(step.name);
            showSteps();
        },
        false, true);
}

void WizardReviewPage::showSteps()
{
    QList<TableModel::Row> rows;
    for (const PlannedStep &step : std::as_const(m_outline)) {
        const QString impact = impactText(step.locks);
        const QString blocks = impact.isEmpty() ? step.blocks : QString(step.blocks % u'\n' % impact);
        const QString duration = step.from ? m_measured.value(*step.from, step.estimate) : step.estimate;
        rows << TableModel::Row{step.name,
                                {{stepText(step.name)},
                                 {step.purpose, {}, step.purpose},
                                 {blocks, {}, blocks},
                                 {duration.isEmpty() ? tr("moments") : duration, {}, step.estimate},
                                 {step.undo, {}, step.undo}}};
    }
    m_steps->setRows(rows);
}

bool WizardReviewPage::isComplete() const
{
    const Plan *plan = m_plan.plan();
    QString reason;
    if (!plan)
        reason = tr("There is no plan.");
    else if (const QStringList open = plan->unacknowledged(); !open.isEmpty())
        reason = tr("Nobody acknowledged: %1. Plan again and tick it.").arg(open.join(QStringLiteral(", ")));
    else if (m_plan.applicationError())
        reason = m_plan.applicationError()->message;
    else if (m_rehearse->isRunning())
        reason = tr("The rehearsal is running.");
    else if (!m_database.mayChange())
        reason = tr("This connection is read-only.");
    else if (m_database.saved().kind == ServerKind::Production && m_name->text() != plan->table.name.quoted())
        reason = tr("Type the table's name.");
    m_reason->setText(reason);
    m_unlock->setVisible(!m_database.mayChange());
    return reason.isEmpty();
}

void WizardReviewPage::savePlan()
{
    auto *dialog = newFileDialog(this, QStringLiteral("savePlanDialog"), tr("Save plan"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("plan.json"));
    dialog->setNameFilter(tr("Plans (*.plan.json *.json)"));
    if (const Plan *plan = m_plan.plan())
        dialog->selectFile(plan->table.name.name % QStringLiteral(".plan.json"));
    connect(dialog, &QFileDialog::fileSelected, this, &WizardReviewPage::writePlan);
    dialog->open();
}

void WizardReviewPage::writePlan(const QString &path)
{
    const Plan *plan = m_plan.plan();
    if (!plan)
        return;
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(plan->toJson()) >= 0 && file.commit())
        m_message->show(
            theme::Meaning::Busy,
            tr("The plan is saved. The same plan on the command line: parterrectl migrate %1 --yes").arg(path));
    else
        m_message->show(theme::Meaning::Bad, tr("The plan cannot be written to %1: %2").arg(path, file.errorString()));
}

} // namespace parterre
