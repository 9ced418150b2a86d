// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/switchforecast.h"

#include <QPushButton>

namespace parterre {

class Database;

/// "Forecast…": asks how long, watches as a task who would be in the way of a plan's switch, shows the result, and is
/// "Cancel forecast" meanwhile. Cancels when it goes.
class ForecastButton : public QPushButton {
    Q_OBJECT

public:
    explicit ForecastButton(Database &database, QWidget *parent = nullptr);
    ~ForecastButton() override;

    void setPlan(const Plan &plan) { m_plan = plan; }
    bool isRunning() const { return m_task != 0; }
    void start(const ForecastRequest &request);

Q_SIGNALS:
    void progressed(const QString &text);
    void ended(const parterre::Error &error); ///< without a message when it was shown

private:
    void ask();
    void setTask(int task);

    Database &m_database;
    Plan m_plan;
    int m_task = 0;
};

} // namespace parterre
