// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/engine.h"
#include "ui/wizard/rehearsebutton.h"

#include <QHash>
#include <QWizardPage>

class QLabel;
class QLineEdit;
class QPushButton;

namespace parterre {

class ActivityPanel;
class Database;
class ForecastButton;
class InlineMessage;
class ScriptView;
class TableModel;
class WizardPlan;

/// Everything once more before it begins: what, the exact SQL, locks, who is in the way, time, space, the way back.
class WizardReviewPage : public QWizardPage {
    Q_OBJECT

public:
    WizardReviewPage(Database &database, WizardPlan &plan);

    bool isComplete() const override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTabs();
    ForecastButton *makeForecast();
    void showPlan();
    void describe(const Plan &plan);
    void showSteps();
    RehearseButton *makeRehearse();
    void showRehearsal(const Rehearsal &rehearsal);
    void savePlan();
    void writePlan(const QString &path);

    Database &m_database;
    WizardPlan &m_plan;
    QLabel *m_summary = nullptr;
    InlineMessage *m_message = nullptr;
    TableModel *m_steps = nullptr;
    ScriptView *m_sql = nullptr;
    ActivityPanel *m_activity = nullptr;
    ForecastButton *m_forecast = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_unlock = nullptr;
    QLabel *m_reason = nullptr;
    RehearseButton *m_rehearse = nullptr;
    QList<PlannedStep> m_outline;              ///< as shown: with locks once the statements are known
    std::optional<Rehearsal> m_rehearsal;      ///< of this plan
    QHash<MigrationState, QString> m_measured; ///< what the rehearsal says of the steps from these states
    QString m_shownDigest;
};

} // namespace parterre
