// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/archivepage.h"

#include "archive/archiver.h"
#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/archivetext.h"
#include "ui/database.h"
#include "ui/dialogs/archivedryrundialog.h"
#include "ui/dialogs/archivefinddialog.h"
#include "ui/dialogs/archivepolicydialog.h"
#include "ui/dialogs/confirmdialog.h"
#include "ui/dialogs/restoredialog.h"
#include "ui/models/tablemodel.h"
#include "ui/tasktext.h"
#include "ui/theme.h"
#include "ui/widgets/archivefilespanel.h"
#include "ui/widgets/archivehistory.h"
#include "ui/widgets/archivesavingspanel.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTreeView>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

QString lastRunText(const PolicyStanding &standing)
{
    return standing.lastRun ? momentText(standing.lastRun->startedAt) : ArchivePage::tr("never");
}

QString outcomeText(const PolicyStanding &standing)
{
    if (!standing.lastRun)
        return {};
    const ArchiveRun &run = *standing.lastRun;
    if (run.rows == 0)
        return stateText(run);
    return ArchivePage::tr("%1: %2 rows, %3 rows/s")
        .arg(stateText(run), formatCount(run.rows), formatCount(qRound64(run.rowsPerSecond())));
}

QString sizeText(const PolicyStanding &standing)
{
    if (standing.policy.isOnServer())
        return ArchivePage::tr("on %1").arg(standing.policy.settings.server);
    return standing.bytes ? formatBytes(*standing.bytes) : ArchivePage::tr("locked");
}

TableModel::Row rowOf(const PolicyStanding &standing)
{
    const ArchivePolicy &policy = standing.policy;
    return {policy.id(),
            {{policy.id()},
             {policy.ageColumn},
             {ArchivePage::tr("%n day(s)", nullptr, policy.keepDays), policy.keepDays},
             {policy.isInFiles() ? placeText(policy) : policy.archive.quoted()},
             {formatCount(standing.rows), standing.rows,
              ArchivePage::tr("Brought there by runs and not brought back by restores")},
             {sizeText(standing), standing.bytes.value_or(-1)},
             {lastRunText(standing)},
             {outcomeText(standing),
              {},
              standing.lastRun ? standing.lastRun->lastError : QString(),
              -1,
              standing.isFailing()}}};
}

} // namespace

ArchivePage::ArchivePage(Database &database, QWidget *parent)
    : QWidget(parent)
    , m_database(database)
    , m_desk(database)
{
    setObjectName(u"archivePage"_s);
    m_message = new InlineMessage;
    m_message->setObjectName(u"archiveMessage"_s);
    m_state = new StatePage(makePolicies());
    m_files = new ArchiveFilesPanel(database);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"archiveTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_state, tr("Policies"));
    m_tabs->addTab(m_files, tr("Files"));
    m_tabs->addTab(makeSavings(), tr("Savings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 6);
    layout->addWidget(m_message);
    layout->addWidget(makeProgress());
    layout->addWidget(m_tabs, 1);

    connect(m_state, &StatePage::actionRequested, this, &ArchivePage::newPolicy);
    connect(m_state, &StatePage::retryRequested, this, &ArchivePage::refresh);
    connect(m_message, &InlineMessage::actionRequested, this, [this] {
        m_message->clear();
        m_database.requestUnlock();
    });
    connect(&database, &Database::mayChangeChanged, this, &ArchivePage::showButtons);
    connectDesk();
    clear();
}

void ArchivePage::connectDesk()
{
    connect(&m_desk, &ArchiveDesk::read, this, [this] {
        if (m_desk.overview())
            show(*m_desk.overview());
    });
    connect(&m_desk, &ArchiveDesk::unreadable, this, [this](const Error &error) {
        if (m_desk.overview())
            m_message->show(error);
        else
            m_state->showError(error);
    });
    connect(&m_desk, &ArchiveDesk::progressed, this, &ArchivePage::showTask);
    connect(&m_desk, &ArchiveDesk::done, this,
            [this](const QString &said) { m_message->show(theme::Meaning::Good, said); });
    connect(&m_desk, &ArchiveDesk::failed, this, [this](const Error &error) { m_message->show(error); });
}

QPushButton *ArchivePage::makeButton(const QString &text, const QString &objectName, void (ArchivePage::*clicked)())
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    connect(button, &QPushButton::clicked, this, clicked);
    return button;
}

QWidget *ArchivePage::makeButtons()
{
    m_new = makeButton(tr("New policy…"), u"archiveNew"_s, &ArchivePage::newPolicy);
    m_change = makeButton(tr("Change policy…"), u"archiveChange"_s, &ArchivePage::changePolicy);
    m_dryRun = makeButton(tr("Dry run"), u"archiveDryRun"_s, &ArchivePage::dryRun);
    m_run = makeButton(tr("Run now…"), u"archiveRun"_s, &ArchivePage::askRun);
    m_find = makeButton(tr("Find rows…"), u"archiveFind"_s, &ArchivePage::find);
    m_restore = makeButton(tr("Restore…"), u"archiveRestore"_s, &ArchivePage::openRestore);
    m_undo = makeButton(tr("Undo restore…"), u"archiveUndo"_s, &ArchivePage::askUndo);
    m_undo->setToolTip(tr("Put the rows of the restore that is selected below back into the archive"));
    m_remove = makeButton(tr("Remove policy…"), u"archiveRemove"_s, &ArchivePage::askRemove);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    for (QPushButton *button : {m_new, m_change, m_dryRun, m_run, m_find})
        layout->addWidget(button);
    layout->addStretch();
    for (QPushButton *button : {m_remove, m_restore, m_undo}) // the ways back keep their place at the end
        layout->addWidget(button);
    return row;
}

QWidget *ArchivePage::makePolicies()
{
    m_policies = new TableModel({{tr("Table")},
                                 {tr("Age column")},
                                 {tr("Rows stay"), true},
                                 {tr("Archive")},
                                 {tr("Archived rows"), true},
                                 {tr("Archive size"), true},
                                 {tr("Last run")},
                                 {tr("Outcome")}},
                                this);
    m_view =
        makeTableView(m_policies, u"archivePolicies"_s, tr("Archive policies"), {200, 110, 120, 220, 145, 105, 150});
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ArchivePage::showHistory);
    m_history = new ArchiveHistory;
    connect(m_history, &ArchiveHistory::selectionChanged, this, &ArchivePage::showButtons);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_view);
    splitter->addWidget(m_history);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    m_alerts = new Notice;
    m_alerts->setObjectName(u"archiveAlerts"_s);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(makeButtons());
    layout->addWidget(m_alerts);
    layout->addWidget(splitter, 1);
    return content;
}

QWidget *ArchivePage::makeSavings()
{
    m_savings = new ArchiveSavingsPanel(m_database);
    connect(m_savings, &ArchiveSavingsPanel::measureRequested, this,
            [this](const ArchivePolicy &policy, SavingsMoment moment) {
                if (mayChange()) // what is measured is written down
                    m_desk.measure(policy, moment);
            });
    connect(m_savings, &ArchiveSavingsPanel::keepRequested, this,
            [this](const ArchivePolicy &policy, const QStringList &queries, const ArchivePrices &prices) {
                if (mayChange())
                    m_desk.keepSavings(policy, queries, prices);
            });
    return m_savings;
}

QWidget *ArchivePage::makeProgress()
{
    m_step = new QLabel;
    m_step->setObjectName(u"archiveStep"_s);
    m_bar = new QProgressBar;
    m_bar->setObjectName(u"archiveBar"_s);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(10);
    m_pause = new QPushButton(tr("Pause"));
    m_pause->setObjectName(u"archivePause"_s);
    connect(m_pause, &QPushButton::clicked, this,
            [this] { m_desk.setPaused(m_desk.task().state != TaskState::Paused); });
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setObjectName(u"archiveStop"_s);
    m_stop->setToolTip(tr("End what runs now. What was moved stays moved; the next run takes the rest."));
    connect(m_stop, &QPushButton::clicked, &m_desk, &ArchiveDesk::cancel);
    auto *texts = new QVBoxLayout;
    texts->addWidget(m_step);
    texts->addWidget(m_bar);
    m_progress = new QWidget;
    auto *layout = new QHBoxLayout(m_progress);
    layout->setContentsMargins({});
    layout->addLayout(texts, 1);
    layout->addWidget(m_pause);
    layout->addWidget(m_stop);
    m_progress->hide();
    return m_progress;
}

void ArchivePage::clear()
{
    m_forest = {};
    m_message->clear();
    m_alerts->clear();
    m_policies->setRows({});
    m_history->show({}, {});
    m_files->clear();
    m_savings->clear();
    m_desk.forget();
    m_state->showLoading(tr("Reading the archives of the database"));
}

void ArchivePage::refresh()
{
    m_desk.refresh();
    m_files->refresh();
}

void ArchivePage::setForest(const PartitionForest &forest)
{
    m_forest = forest;
    m_files->setForest(forest);
}

void ArchivePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_desk.setFollowing(true);
}

void ArchivePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_desk.setFollowing(false);
}

// ---------------------------------------------------------------- what is shown

void ArchivePage::show(const ArchiveOverview &overview)
{
    showAlerts(overview);
    m_savings->show(overview.policies);
    if (overview.policies.isEmpty() && overview.runs.isEmpty()) {
        m_state->showEmpty(tr("No table is archived yet"),
                           tr("A policy says which rows of a table are old. They move into an archive table, or whole "
                              "partitions do, and come back when they are asked for."),
                           tr("New policy…"));
        return;
    }
    QList<TableModel::Row> rows;
    for (const PolicyStanding &standing : overview.policies)
        rows << rowOf(standing);
    m_policies->setRows(rows);
    if (!m_view->currentIndex().isValid() && !rows.isEmpty())
        m_view->setCurrentIndex(m_policies->index(0, 0));
    m_state->showContent();
    showHistory();
}

void ArchivePage::showAlerts(const ArchiveOverview &overview)
{
    QStringList lines;
    for (const ArchiveAlert &alert : overview.alerts)
        lines << alert.text;
    m_alerts->say(theme::Meaning::Warning, lines.join(u'\n'));
}

void ArchivePage::showHistory()
{
    if (!m_desk.overview())
        return;
    const PolicyStanding *standing = selected();
    m_history->show(m_desk.overview()->runs, standing ? standing->policy.id() : QString());
    showButtons();
}

void ArchivePage::showTask()
{
    const TaskStatus task = m_desk.task();
    m_progress->setVisible(m_desk.isRunning());
    m_step->setText(task.title % u" · " % stateText(task.state) % u" · " % progressText(task.progress));
    const int done = permille(task.progress);
    m_bar->setRange(0, done < 0 ? 0 : 1000);
    m_bar->setValue(std::max(0, done));
    m_pause->setVisible(task.canPause);
    m_pause->setText(task.state == TaskState::Paused ? tr("Go on") : tr("Pause"));
    m_stop->setEnabled(task.state != TaskState::Cancelling);
    showButtons();
}

const PolicyStanding *ArchivePage::selected() const
{
    const QModelIndex index = m_view->currentIndex();
    if (!m_desk.overview() || !index.isValid())
        return nullptr;
    const QList<PolicyStanding> &all = m_desk.overview()->policies;
    const QString id = m_policies->key(index.row());
    const auto found = std::find_if(all.cbegin(), all.cend(),
                                    [&](const PolicyStanding &standing) { return standing.policy.id() == id; });
    return found == all.cend() ? nullptr : &*found;
}

void ArchivePage::showButtons()
{
    const bool idle = !m_desk.isRunning() && m_asking == 0;
    const ArchiveRun *run = m_history->selected();
    const bool fromFiles = run && run->archive.isEmpty(); // these come back one by one, whatever became of the run
    const bool undoable = run && run->kind == u"restore" && (run->state == u"done" || fromFiles) && run->rows > 0
        && !run->details.contains(u"undone");
    m_new->setEnabled(idle);
    for (QPushButton *button : {m_change, m_dryRun, m_run, m_restore, m_remove})
        button->setEnabled(idle && selected());
    m_find->setEnabled(selected());
    m_undo->setEnabled(idle && undoable);
    m_savings->setIdle(idle);
}

// ---------------------------------------------------------------- what is asked

bool ArchivePage::mayChange()
{
    if (!m_database.mayChange())
        m_message->show(theme::Meaning::Warning, tr("This connection is read-only."), tr("Unlock for changes"));
    return m_database.mayChange();
}

Confirmation ArchivePage::question(const QString &title, const QString &text, const QString &verb,
                                   const QString &name) const
{
    Confirmation what;
    what.title = title;
    what.text = text;
    what.verb = verb;
    what.kind = m_database.saved().kind;
    if (what.kind == ServerKind::Production)
        what.typedName = name;
    return what;
}

void ArchivePage::confirm(const Confirmation &what, const std::function<void()> &yes)
{
    auto *dialog = new ConfirmDialog(what, this);
    connect(dialog, &QDialog::accepted, this, [this, yes] {
        m_message->clear();
        yes();
    });
    dialog->open();
}

// The statements are those of the moment in which the question is shown.
void ArchivePage::ask(const Confirmation &what, const std::function<Result<Script>(const ArchiveOptions &)> &describe,
                      const std::function<void()> &yes)
{
    m_asking = m_database.tasks().start<Script>(
        tr("Describe"),
        [options = m_database.archive(), describe](TaskContext &task) { return describe(options(task)); }, this,
        [this, what, yes](const Result<Script> &script) {
            m_asking = 0;
            showButtons();
            if (!script) {
                if (!script.error().isCancelled())
                    m_message->show(script.error());
                return;
            }
            Confirmation full = what;
            full.script = *script;
            confirm(full, yes);
        },
        false, true);
    showButtons();
}

void ArchivePage::newPolicy()
{
    openPolicyOf({});
}

void ArchivePage::openPolicyOf(const QString &table)
{
    m_tabs->setCurrentIndex(0);
    for (int row = 0; row < m_policies->rowCount(); ++row) {
        if (m_policies->key(row) == table)
            return m_view->setCurrentIndex(m_policies->index(row, 0));
    }
    newDialog(table)->open();
}

void ArchivePage::changePolicy()
{
    const PolicyStanding *standing = selected();
    if (!standing)
        return;
    ArchivePolicyDialog *dialog = newDialog(standing->policy.id());
    dialog->change(standing->policy);
    dialog->open();
}

ArchivePolicyDialog *ArchivePage::newDialog(const QString &table)
{
    auto *dialog = new ArchivePolicyDialog(m_database, m_forest, table, this);
    connect(dialog, &ArchivePolicyDialog::keepRequested, this, [this](const ArchivePolicy &policy) {
        m_message->clear();
        m_desk.keep(policy);
    });
    return dialog;
}

void ArchivePage::dryRun()
{
    if (const PolicyStanding *standing = selected())
        (new ArchiveDryRunDialog(m_database, standing->policy, this))->open();
}

void ArchivePage::askRun()
{
    const PolicyStanding *standing = selected();
    if (!standing || !mayChange())
        return;
    const ArchivePolicy policy = standing->policy;
    const Confirmation what =
        question(tr("Archive %1 now?").arg(policy.id()),
                 tr("Rows older than %n day(s) leave %1 and go to %2. Each batch is complete in itself: it can be "
                    "stopped at any time, and \"Restore\" brings rows back.",
                    nullptr, policy.keepDays)
                     .arg(policy.id(), placeText(policy)),
                 tr("Archive %1").arg(policy.id()), policy.id());
    const auto describe = [policy](const ArchiveOptions &options) -> Result<Script> {
        PARTERRE_ASSIGN(plan, Archiver(options).plan(policy));
        if (plan.isBlocked())
            return failure(ErrorCode::Refused, tr("%1 cannot be archived as it is").arg(policy.id()), {},
                           tr("\"Dry run\" says what stands against it."));
        return scriptOf(plan.statements);
    };
    ask(what, describe, [this, policy] { m_desk.run(policy); });
}

void ArchivePage::openRestore()
{
    const PolicyStanding *standing = selected();
    if (!standing)
        return;
    const ArchivePolicy policy = standing->policy;
    auto *dialog = new RestoreDialog(m_database, policy, this);
    connect(dialog, &RestoreDialog::restoreRequested, this,
            [this, policy](const RestoreRequest &request, const RestorePreview &preview) {
                if (m_database.saved().kind != ServerKind::Production) // it was read, and pressed
                    return m_desk.restore(policy, request);
                Confirmation what = question(
                    tr("Restore to %1?").arg(policy.id()),
                    preview.atMost ? tr("At most %1 rows go back from %2, which stay.")
                                         .arg(formatCount(preview.rows), placeText(policy))
                                   : tr("%1 rows go back from %2. \"Undo restore\" takes them out again.")
                                         .arg(formatCount(preview.rows - preview.conflicts.count), placeText(policy)),
                    tr("Restore to %1").arg(policy.id()), policy.id());
                what.script = scriptOf(preview.statements);
                confirm(what, [this, policy, request] { m_desk.restore(policy, request); });
            });
    dialog->open();
}

void ArchivePage::find()
{
    const PolicyStanding *standing = selected();
    if (standing && (!standing->policy.isInFiles() || mayChange())) // files are read into a temporary table
        (new ArchiveFindDialog(m_database, standing->policy, this))->open();
}

void ArchivePage::askUndo()
{
    const ArchiveRun *run = m_history->selected();
    if (!run || !mayChange())
        return;
    const QString table = run->table.quoted();
    const Confirmation what = question(
        tr("Take the restore to %1 back?").arg(table),
        run->archive.isEmpty()
            ? tr("The %1 rows that it brought back leave %2 again, where they are as the files have them. Rows that "
                 "were changed since stay live.")
                  .arg(formatCount(run->rows), table)
            : tr("The %1 rows that it brought back leave %2 again and go to %3. Rows that were changed since stay live.")
                  .arg(formatCount(run->rows), table, run->archive.quoted()),
        tr("Undo the restore"), table);
    confirm(what, [this, restored = *run] { m_desk.undo(restored); });
}

void ArchivePage::askRemove()
{
    const PolicyStanding *standing = selected();
    if (!standing || !mayChange())
        return;
    const ArchivePolicy policy = standing->policy;
    confirm(question(tr("Remove the policy of %1?").arg(policy.id()),
                     tr("Nothing of %1 is archived any more. The archive and its rows stay: %2.")
                         .arg(policy.id(), placeText(policy)),
                     tr("Remove the policy"), {}),
            [this, policy] { m_desk.remove(policy); });
}

} // namespace parterre
