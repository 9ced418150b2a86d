// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/archiveplanview.h"

#include "archive/archiver.h"
#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/archivetext.h"
#include "ui/database.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"
#include "ui/wizard/findingbox.h"

#include <QLabel>
#include <QScrollArea>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

ArchivePlanView::ArchivePlanView(Database &database, QWidget *parent)
    : QWidget(parent)
    , m_database(database)
{
    m_state = new StatePage(makeContent());
    connect(m_state, &StatePage::retryRequested, this, [this] { plan(m_policy); });
    connect(m_state, &StatePage::actionRequested, this, [this] { plan(m_policy); });
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_database.tasks().cancel(m_task); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_state);
}

ArchivePlanView::~ArchivePlanView()
{
    m_database.tasks().cancel(m_task);
}

QWidget *ArchivePlanView::makeContent()
{
    m_summary = new QLabel;
    m_summary->setObjectName(u"archiveSummary"_s);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_findings = new QScrollArea;
    m_findings->setObjectName(u"archiveFindings"_s);
    m_findings->setWidgetResizable(true);
    m_findings->setFrameShape(QFrame::NoFrame);
    m_partitions = new TableModel({{tr("Partition")}, {tr("Rows ≈"), true}, {tr("Size ≈"), true}, {tr("How")}}, this);
    m_script = new ScriptView(u"archiveSql"_s, ScriptView::Functions::Whole);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"archivePlanTabs"_s);
    m_tabs->addTab(
        makeTableView(m_partitions, u"archivePartitions"_s, tr("Partitions that would be archived"), {300, 90, 90}),
        tr("What goes"));
    m_tabs->addTab(m_script, tr("Statements"));
    m_tabs->addTab(m_findings, tr("Findings"));
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->addWidget(m_summary);
    layout->addWidget(m_tabs, 1);
    return content;
}

void ArchivePlanView::plan(const ArchivePolicy &policy)
{
    m_database.tasks().cancel(m_task);
    m_policy = policy;
    m_plan.reset();
    m_state->showLoading(tr("Looking at %1").arg(policy.id()));
    auto mine = std::make_shared<int>(0);
    *mine = m_task = m_database.tasks().start<ArchivePlan>(
        tr("Plan the archive of %1").arg(policy.id()),
        [options = m_database.archive(), policy](TaskContext &task) { return Archiver(options(task)).plan(policy); },
        this,
        [this, mine](const Result<ArchivePlan> &plan) {
            if (m_task == *mine)
                take(plan);
        },
        false, true);
    Q_EMIT changed();
}

void ArchivePlanView::take(const Result<ArchivePlan> &plan)
{
    m_task = 0;
    if (plan) {
        m_plan = *plan;
        show(*plan);
        m_state->showContent();
    } else if (plan.error().isCancelled()) {
        m_state->showEmpty(tr("Nothing was planned"), tr("Looking at the table was cancelled."), tr("Plan again"));
    } else {
        m_state->showError(plan.error());
    }
    Q_EMIT changed();
}

void ArchivePlanView::show(const ArchivePlan &plan)
{
    const bool blocked = plan.isBlocked();
    m_summary->setText(
        blocked ? tr("%1 cannot be archived as it is. What stands against it is below.").arg(plan.source.name.quoted())
                : summaryText(plan));
    showPartitions(plan);
    m_script->setScript(scriptOf(plan.statements));
    showFindings(plan);
    const bool wasBlocked = !m_tabs->isTabEnabled(0);
    m_tabs->setTabEnabled(0, !blocked);
    m_tabs->setTabEnabled(1, !blocked);
    if (blocked)
        m_tabs->setCurrentIndex(2);
    else if (wasBlocked)
        m_tabs->setCurrentIndex(0);
}

void ArchivePlanView::showPartitions(const ArchivePlan &plan)
{
    QList<TableModel::Row> rows;
    for (const LeafTask &task : plan.tasks)
        rows << TableModel::Row{task.leaf.name.quoted(),
                                {{task.leaf.name.quoted()},
                                 {formatCount(task.rows), task.rows},
                                 {formatBytes(task.bytes), task.bytes},
                                 {wayText(task), {}, wayText(task)}}};
    m_partitions->setRows(rows);
}

void ArchivePlanView::showFindings(const ArchivePlan &plan)
{
    QList<Finding> findings = plan.findings;
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    for (const Finding &finding : std::as_const(findings)) {
        auto *box = new FindingBox(finding);
        box->addHint();
        layout->addWidget(box);
    }
    if (findings.isEmpty())
        layout->addWidget(new QLabel(tr("Nothing stands against it.")));
    layout->addStretch();
    m_findings->setWidget(content);
    m_tabs->setTabText(2, findings.isEmpty() ? tr("Findings") : tr("Findings (%1)").arg(findings.size()));
}

} // namespace parterre
