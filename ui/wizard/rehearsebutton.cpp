// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/rehearsebutton.h"

#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/dialogs/confirmdialog.h"
#include "ui/tasktext.h"
#include "ui/wizard/wizardplan.h"

namespace parterre {

namespace {

bool isMeasuring(const Progress &progress)
{
    return progress.step == u"Rehearse";
}

} // namespace

RehearseButton::RehearseButton(Database &database, WizardPlan &plan, QWidget *parent)
    : QPushButton(parent)
    , m_database(database)
    , m_plan(plan)
{
    setObjectName(QStringLiteral("wizardRehearse"));
    setToolTip(tr("Measure copy, indexes and comparison on the real table, and try the switch and the way back on a "
                  "small table of the same shape. Nothing stays."));
    setTask(0);
    connect(this, &QPushButton::clicked, this, &RehearseButton::ask);
    connect(&database, &Database::mayChangeChanged, this, [this] { setTask(m_task); });
    connect(&database.tasks(), &TaskRunner::progressed, this, [this](int task, const Progress &progress) {
        if (task == m_task && task != 0)
            Q_EMIT progressed(isMeasuring(progress)
                                  ? tr("Measuring the table: %1").arg(progress.message)
                                  : tr("Rehearsing on a small table: %1").arg(progressText(progress)));
    });
}

RehearseButton::~RehearseButton()
{
    m_database.tasks().cancel(m_task);
}

void RehearseButton::setTask(int task)
{
    m_task = task;
    setText(isRunning() ? tr("Cancel rehearsal") : tr("Rehearse…"));
    setEnabled(isRunning() || m_database.mayChange());
    Q_EMIT runningChanged();
}

void RehearseButton::ask()
{
    if (isRunning())
        return m_database.tasks().cancel(m_task);
    const Plan *plan = m_plan.plan();
    if (!plan || m_asking)
        return;
    m_asking = true;
    m_database.tasks().start<Script>(
        tr("Describe"),
        [plan = *plan](TaskContext &) -> Result<Script> {
            return scriptOf(describeRates(plan).statements + describeDrill(plan).statements);
        },
        this,
        [this](const Result<Script> &script) {
            m_asking = false;
            if (script)
                confirm(*script);
        },
        false, true);
}

void RehearseButton::confirm(const Script &script)
{
    const Plan *plan = m_plan.plan();
    if (!plan)
        return;
    const QString name = plan->table.name.quoted();
    Confirmation what;
    what.title = tr("Rehearse the migration of %1?").arg(name);
    what.text =
        tr("First, three stretches of the table are copied, indexed and compared in one transaction that is "
           "rolled back, in 30 s at most. Then a small table of the same shape, with some thousands of its rows "
           "that only the owner may see, goes through the whole migration and back while rows are written; "
           "its statements are those of the plan with its name. It is dropped at the end; after a crash, by the next rehearsal. "
           "%1 itself is only read.")
            .arg(name);
    what.verb = tr("Rehearse");
    what.script = script;
    what.kind = m_database.saved().kind;
    if (what.kind == ServerKind::Production)
        what.typedName = name;
    auto *dialog = new ConfirmDialog(what, this);
    connect(dialog, &QDialog::accepted, this, &RehearseButton::start);
    dialog->open();
}

void RehearseButton::start()
{
    const Plan *plan = m_plan.plan();
    if (!plan || isRunning())
        return;
    setTask(m_database.tasks().start<Rehearsal>(
        tr("Rehearse %1").arg(plan->table.name.quoted()),
        [plan = *plan, workers = m_plan.workers, engine = m_database.engine()](TaskContext &task) -> Result<Rehearsal> {
            EngineOptions options = engine(task);
            options.workers = workers;
            PARTERRE_ASSIGN(rates, measureRates(options, plan));
            PARTERRE_ASSIGN(drill, fireDrill(options, plan));
            return Rehearsal{rates, drill};
        },
        this,
        [this](const Result<Rehearsal> &rehearsal) {
            setTask(0);
            if (rehearsal)
                Q_EMIT rehearsed(*rehearsal);
            else
                Q_EMIT failed(rehearsal.error());
        }));
}

QString rehearsalText(const Rehearsal &rehearsal)
{
    const DrillReport &drill = rehearsal.drill;
    const DrillWrites &writes = drill.writes;
    QStringList lines{
        RehearseButton::tr("Measured now: copy, indexes and comparison take %1 to %2.")
            .arg(formatDuration(rehearsal.rates.total.leastMs), formatDuration(rehearsal.rates.total.greatestMs))};
    lines << (drill.passed()
                  ? RehearseButton::tr("Fire drill: %1 rows were switched and came back while %2 transactions wrote; "
                                       "none was lost or wrong. The longest write took %3.")
                  : RehearseButton::tr("Fire drill FAILED with %1 rows and %2 transactions; the longest took %3."))
                 .arg(formatCount(drill.rows), formatCount(writes.total()),
                      formatDuration(static_cast<qint64>(writes.longestMs)));
    lines << writes.faults;
    lines << RehearseButton::tr("Not rehearsed: %1.").arg(drill.notRehearsed.join(QStringLiteral("; ")));
    return lines.join(u'\n');
}

} // namespace parterre
