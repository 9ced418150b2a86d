// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"
#include "pg/catalog/partitiontree.h"

#include <QPointer>
#include <QWizard>

class QLabel;
class QMessageBox;

namespace parterre {

class Database;
class WizardPlan;

/// Plans the migration of a table, page by page; nothing is changed before the last page is accepted, and even then
/// this only says what is to run.
class MigrationWizard : public QWizard {
    Q_OBJECT

public:
    enum Page { TablePage, LayoutPage, FindingsPage, ApplicationPage, PacePage, ReviewPage };

    /// `forest` has the tables to choose from, but for those of other migrations, `taken` by quoted name; `table` is
    /// chosen already, 0 = none.
    MigrationWizard(Database &database, const PartitionForest &forest, const QHash<QString, QString> &taken,
                    quint32 table, QWidget *parent = nullptr);
    /// Review a plan that was made before.
    MigrationWizard(Database &database, const Plan &plan, QWidget *parent = nullptr);

Q_SIGNALS:
    void startRequested(const parterre::Plan &plan, int workers, bool holdSwitch);

private:
    void showStep(int page);
    void accept() override;
    void reject() override;
    void done(int result) override;

    WizardPlan *m_plan = nullptr;
    QList<QLabel *> m_stepLabels;
    QPointer<QMessageBox> m_question;
};

} // namespace parterre
