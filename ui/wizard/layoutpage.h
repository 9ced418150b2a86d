// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/planner.h"

#include <QWizardPage>

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;

namespace parterre {

class Database;
class StatePage;
class TableModel;
class WizardPlan;

/// The key and the period, with the partitions that come of it.
class WizardLayoutPage : public QWizardPage {
    Q_OBJECT

public:
    WizardLayoutPage(Database &database, WizardPlan &plan);

    void initializePage() override;
    bool isComplete() const override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeChoices();
    QWidget *makePreview();
    void readKeys();
    void showKeys(const QList<KeyCandidate> &keys);
    void ask();
    void showPlan();
    void showLeaves(const Plan &plan);

    Database &m_database;
    WizardPlan &m_plan;
    QList<KeyCandidate> m_keys;
    QComboBox *m_key = nullptr;
    QComboBox *m_every = nullptr;
    QComboBox *m_zone = nullptr;
    QSpinBox *m_ahead = nullptr;
    QCheckBox *m_default = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_summary = nullptr;
    StatePage *m_preview = nullptr;
    TableModel *m_leaves = nullptr;
};

} // namespace parterre
