// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/forecastbutton.h"

#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/dialogs/forecastdialog.h"
#include "ui/tasktext.h"

namespace parterre {

ForecastButton::ForecastButton(Database &database, QWidget *parent)
    : QPushButton(parent)
    , m_database(database)
{
    setObjectName(QStringLiteral("wizardForecast"));
    setToolTip(tr("Watch for a while who would be in the way of the switch, and which minute would be the best."));
    setTask(0);
    connect(this, &QPushButton::clicked, this, &ForecastButton::ask);
    connect(&database.tasks(), &TaskRunner::progressed, this, [this](int task, const Progress &progress) {
        if (task == m_task && task != 0)
            Q_EMIT progressed(progressText(progress));
    });
}

ForecastButton::~ForecastButton()
{
    m_database.tasks().cancel(m_task);
}

void ForecastButton::setTask(int task)
{
    m_task = task;
    setText(isRunning() ? tr("Cancel forecast") : tr("Forecast…"));
}

void ForecastButton::ask()
{
    if (isRunning())
        return m_database.tasks().cancel(m_task);
    if (m_plan.table.name.isEmpty())
        return;
    auto *question = new ForecastQuestion(m_plan.table.name.quoted(), this);
    connect(question, &QDialog::accepted, this, [this, question] { start(question->request()); });
    question->open();
}

void ForecastButton::start(const ForecastRequest &request)
{
    if (isRunning())
        return;
    setTask(m_database.tasks().start<SwitchForecast>(
        tr("Lock forecast for %1").arg(m_plan.table.name.quoted()),
        [plan = m_plan, request,
         open = m_database.reader(QStringLiteral("forecast"))](TaskContext &task) -> Result<SwitchForecast> {
            PARTERRE_ASSIGN(session, open(task));
            return forecastSwitch(*session, plan, request, task.cancel, task.sink);
        },
        this,
        [this](const Result<SwitchForecast> &forecast) {
            setTask(0);
            if (forecast)
                (new ForecastDialog(*forecast, this))->open();
            Q_EMIT ended(forecast ? Error() : forecast.error());
        }));
}

} // namespace parterre
