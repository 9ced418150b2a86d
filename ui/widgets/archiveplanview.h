// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QTabWidget;

namespace parterre {

class Database;
class ScriptView;
class StatePage;
class TableModel;

/// What a run of a policy would do: what stands against it, its partitions, the statements. Plans in the background.
class ArchivePlanView : public QWidget {
    Q_OBJECT

public:
    explicit ArchivePlanView(Database &database, QWidget *parent = nullptr);
    ~ArchivePlanView() override;

    /// Look at the table as it is now; what is under way is given up.
    void plan(const ArchivePolicy &policy);
    /// Of the last call of plan(); absent while it is made, and after an error.
    const std::optional<ArchivePlan> &current() const { return m_plan; }

Q_SIGNALS:
    void changed(); ///< of current()

private:
    QWidget *makeContent();
    void take(const Result<ArchivePlan> &plan);
    void show(const ArchivePlan &plan);
    void showFindings(const ArchivePlan &plan);
    void showPartitions(const ArchivePlan &plan);

    Database &m_database;
    ArchivePolicy m_policy;
    std::optional<ArchivePlan> m_plan;
    int m_task = 0;
    StatePage *m_state = nullptr;
    QLabel *m_summary = nullptr;
    QScrollArea *m_findings = nullptr;
    TableModel *m_partitions = nullptr;
    ScriptView *m_script = nullptr;
    QTabWidget *m_tabs = nullptr;
};

} // namespace parterre
