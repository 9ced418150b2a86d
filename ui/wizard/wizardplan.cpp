// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizardplan.h"

#include "migration/steps/preparestep.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"

namespace parterre {

namespace {

constexpr int kRestMs = 400; // whoever types is not planned for letter by letter

bool sameQuestion(const PlanRequest &a, const PlanRequest &b)
{
    return a.table == b.table && a.keyColumn == b.keyColumn && a.every == b.every && a.uniqueKeys == b.uniqueKeys
        && a.unique == b.unique && a.dropReferences == b.dropReferences && a.defaultPartition == b.defaultPartition
        && a.ahead == b.ahead && a.timeZone == b.timeZone && a.limits.plainSwitch == b.limits.plainSwitch
        && a.pace.hours == b.pace.hours;
}

} // namespace

WizardPlan::WizardPlan(Database &database, QObject *parent)
    : QObject(parent)
    , m_database(database)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &WizardPlan::replan);
    connect(&database.tasks(), &TaskRunner::progressed, this, [this](int task, const Progress &progress) {
        if (task != m_task)
            return;
        m_progress = progress.message;
        Q_EMIT changed();
    });
}

void WizardPlan::setRequest(const PlanRequest &request)
{
    if (sameQuestion(request, m_request) && (plan() || isPlanning() || m_error))
        return;
    // A tick is for what was told: of another table or key it says nothing.
    const bool other = request.table != m_request.table || request.keyColumn != m_request.keyColumn
        || request.unique != m_request.unique;
    m_request = request;
    if (other)
        m_request.acknowledged.clear();
    cancel();
    m_result = {};
    m_error.reset();
    if (!request.keyColumn.isEmpty() && !request.every.isEmpty())
        m_rest.start();
    Q_EMIT changed();
}

void WizardPlan::cancel()
{
    m_rest.stop();
    m_database.tasks().cancel(std::exchange(m_task, 0));
}

void WizardPlan::replan()
{
    cancel();
    m_progress.clear();
    m_result = {};
    m_error.reset();
    auto mine = std::make_shared<int>(0);
    *mine = m_task = m_database.tasks().start<PlanResult>(
        tr("Plan"),
        [open = m_database.reader(QStringLiteral("plan")),
         request = m_request](TaskContext &task) -> Result<PlanResult> {
            PARTERRE_ASSIGN(session, open(task));
            return makePlan(*session, request, task.cancel, task.sink);
        },
        this,
        [this, mine](const Result<PlanResult> &result) {
            if (m_task == *mine)
                take(result);
        },
        false, true);
    Q_EMIT changed();
}

void WizardPlan::take(const Result<PlanResult> &result)
{
    m_task = 0;
    m_result = result ? *result : PlanResult();
    if (!result)
        m_error = result.error();
    for (const QString &subject : QStringList(m_request.acknowledged)) // ticked while it was planned
        acknowledge(subject, true);
    if (m_result.plan) { // what was said while it was planned
        m_result.plan->limits = m_request.limits;
        takePace();
        m_result.plan->beforeSwitch = m_request.beforeSwitch;
        m_result.plan->afterSwitch = m_request.afterSwitch;
        m_result.plan->applicationSwitch = m_request.applicationSwitch;
        m_result.plan->applicationSwitchBack = m_request.applicationSwitchBack;
    }
    Q_EMIT changed();
}

const Plan *WizardPlan::plan() const
{
    return m_result.plan && !isPlanning() ? &*m_result.plan : nullptr;
}

void WizardPlan::setPlan(const Plan &plan)
{
    cancel();
    m_request = requestOf(plan);
    holdSwitch = true; // nobody was asked
    m_error.reset();
    m_result = {plan.findings, plan};
    tableOid = static_cast<quint32>(plan.table.oid);
    Q_EMIT changed();
}

void WizardPlan::acknowledge(const QString &subject, bool on)
{
    m_request.acknowledged.removeAll(subject);
    if (on)
        m_request.acknowledged << subject;
    const auto mark = [&](QList<Finding> &findings) {
        for (Finding &finding : findings) {
            if (finding.asks && finding.subject == subject)
                finding.acknowledged = on;
        }
    };
    mark(m_result.findings);
    if (m_result.plan)
        mark(m_result.plan->findings);
    Q_EMIT acknowledged();
}

void WizardPlan::setLimits(const PlanLimits &limits)
{
    PlanRequest wanted = m_request;
    wanted.limits = limits;
    const bool again = !sameQuestion(wanted, m_request);
    m_request.limits = limits;
    if (m_result.plan)
        m_result.plan->limits = limits;
    if (again)
        replan();
    Q_EMIT changed();
}

void WizardPlan::setPace(const PlanPace &pace)
{
    PlanRequest wanted = m_request;
    wanted.pace = pace;
    const bool again = !sameQuestion(wanted, m_request);
    m_request.pace = pace;
    if (m_result.plan)
        takePace();
    if (again)
        replan();
    Q_EMIT changed();
}

void WizardPlan::takePace()
{
    const QString zone = m_result.plan->pace.hoursZone;
    m_result.plan->pace = m_request.pace;
    m_result.plan->pace.hoursZone = zone;
}

void WizardPlan::setHooks(const ShellHook &before, const ShellHook &after)
{
    m_request.beforeSwitch = before;
    m_request.afterSwitch = after;
    if (m_result.plan) {
        m_result.plan->beforeSwitch = before;
        m_result.plan->afterSwitch = after;
    }
}

void WizardPlan::setApplicationSwitch(const QStringList &there, const QStringList &back)
{
    m_request.applicationSwitch = there;
    m_request.applicationSwitchBack = back;
    if (m_result.plan) {
        m_result.plan->applicationSwitch = there;
        m_result.plan->applicationSwitchBack = back;
        readApplicationSql();
    }
}

void WizardPlan::readApplicationSql()
{
    m_applicationError.reset();
    m_database.tasks().start<void>(
        tr("Read the application's SQL"),
        [open = m_database.reader(QStringLiteral("plan")), plan = *m_result.plan](TaskContext &task) -> Result<> {
            PARTERRE_ASSIGN(session, open(task));
            return proveApplicationSql(*session, plan);
        },
        this,
        [this, asked = m_request.applicationSwitch + m_request.applicationSwitchBack](const Result<> &read) {
            if (asked != m_request.applicationSwitch + m_request.applicationSwitchBack || read)
                return;
            m_applicationError = read.error();
            Q_EMIT changed();
        },
        false, true);
}

} // namespace parterre
