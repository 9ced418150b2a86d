// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/planner.h"

#include <QObject>
#include <QTimer>

namespace parterre {

class Database;

/// The plan that the pages of the wizard work on: what is wanted, and what planning made of it. Planning reads the
/// catalog and counts rows in the background; nothing is changed.
class WizardPlan : public QObject {
    Q_OBJECT

public:
    explicit WizardPlan(Database &database, QObject *parent = nullptr);

    const PlanRequest &request() const { return m_request; }
    /// Want something else: planned anew after a moment. An equal request changes nothing.
    void setRequest(const PlanRequest &request);
    void replan();
    /// Take a plan that was made before, from a file; nothing is planned.
    void setPlan(const Plan &plan);
    void cancel();
    bool isPlanning() const { return m_task != 0 || m_rest.isActive(); }

    /// Absent while planning, after an error, and when a finding blocks.
    const Plan *plan() const;
    const QList<Finding> &findings() const { return m_result.findings; }
    const std::optional<Error> &error() const { return m_error; }
    /// Why the server cannot read what is to run inside the switch; absent where it can, and until it answered.
    const std::optional<Error> &applicationError() const { return m_applicationError; }
    QString progress() const { return m_progress; }

    /// Somebody says that a finding is known and dealt with, or takes that back; nothing is planned anew.
    void acknowledge(const QString &subject, bool on);

    /// Change what planning does not look at.
    void setLimits(const PlanLimits &limits);
    /// Hours without a time zone are those of the server, which planning asks for.
    void setPace(const PlanPace &pace);
    void setHooks(const ShellHook &before, const ShellHook &after);
    void setApplicationSwitch(const QStringList &there, const QStringList &back);
    int workers = 2;
    bool holdSwitch = true;
    quint32 tableOid = 0;

Q_SIGNALS:
    void changed();
    void acknowledged();

private:
    void take(const Result<PlanResult> &result);
    void takePace();
    void readApplicationSql();

    Database &m_database;
    QTimer m_rest;
    PlanRequest m_request;
    PlanResult m_result;
    std::optional<Error> m_error;
    std::optional<Error> m_applicationError;
    QString m_progress;
    int m_task = 0;
};

} // namespace parterre
