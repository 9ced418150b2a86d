// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/migrationpage.h"

#include "base/units.h"
#include "migration/liveness.h"
#include "migration/planner.h"
#include "tasks/taskrunner.h"
#include "ui/boundtext.h"
#include "ui/database.h"
#include "ui/dialogs/confirmdialog.h"
#include "ui/filedialog.h"
#include "ui/models/tablemodel.h"
#include "ui/tasktext.h"
#include "ui/theme.h"
#include "ui/widgets/activitypanel.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/partitionstrip.h"
#include "ui/widgets/steplist.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/verificationpanel.h"

#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

bool isOver(MigrationState state)
{
    return state == MigrationState::RolledBack || state == MigrationState::Finished;
}

bool isSwitched(MigrationState state)
{
    return state == MigrationState::Switched || state == MigrationState::Watching;
}

// The statistics come seconds late; until then the size tells how many rows there are.
qint64 rowsIn(const LeafFill &fill, const Plan &plan)
{
    constexpr qint64 kPage = 8192;
    const qint64 bySize =
        plan.pages > 0 && fill.heapBytes > kPage ? plan.rows * (fill.heapBytes / kPage) / plan.pages : 0;
    return std::max(fill.rows, bySize);
}

PartitionStrip::Cell cellOf(const PlannedLeaf &leaf, const LeafFill &fill, const LeafCheck *check, bool copied)
{
    using State = PartitionStrip::State;
    PartitionStrip::Cell cell{leaf.name.name, 0, fill.heapBytes == 0 ? State::Empty : State::Filling,
                              MigrationPage::tr("%1 of about %2 rows, %3")
                                  .arg(formatCount(fill.rows), formatCount(leaf.rows), formatBytes(fill.bytes))};
    cell.filled = leaf.rows > 0 ? std::min(1.0, static_cast<double>(fill.rows) / static_cast<double>(leaf.rows)) : 0;
    if (copied) {
        cell.filled = 1;
        cell.state = State::Copied;
    }
    if (check)
        cell.state = check->equal ? State::Verified : State::Different;
    return cell;
}

QString momentText(const QString &iso)
{
    QString text = iso.section(u'+', 0, 0); // sessions are in UTC
    text.replace(u'T', u' ');
    return text % u" UTC";
}

// The last thing that was said in a step; empty where nothing was.
QString lastNote(const QList<Note> &notes, QStringView step)
{
    const auto found =
        std::find_if(notes.crbegin(), notes.crend(), [step](const Note &note) { return note.step == step; });
    return found == notes.crend() ? QString() : found->text;
}

// Those behind the last one of a step.
QList<Note> notesAfter(const QList<Note> &notes, QStringView step)
{
    const auto found =
        std::find_if(notes.crbegin(), notes.crend(), [step](const Note &note) { return note.step == step; });
    return found == notes.crend() ? notes : notes.mid(std::distance(found, notes.crend()));
}

} // namespace

MigrationPage::MigrationPage(Database &database, const QString &id, QWidget *parent)
    : QWidget(parent)
    , m_database(database)
    , m_run(database, id)
{
    setObjectName(u"migrationPage"_s);
    m_run.setHeld(true); // what others began is switched when somebody here says so
    m_message = new InlineMessage;
    m_wayBack = new QLabel;
    m_wayBack->setObjectName(u"wayBack"_s);
    m_wayBack->setWordWrap(true);
    m_wayBack->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_wayBack->setMinimumHeight(2 * m_wayBack->fontMetrics().lineSpacing() + 2); // what is below it stays where it is
    m_stepList = new StepList;
    auto *steps = new QScrollArea;
    steps->setWidgetResizable(true);
    steps->setFrameShape(QFrame::NoFrame);
    steps->setWidget(m_stepList);
    steps->setMinimumWidth(290);
    auto *splitter = new QSplitter;
    splitter->addWidget(steps);
    splitter->addWidget(makeTabs());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({330, 800});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 6);
    layout->addWidget(makeHeader());
    layout->addWidget(m_message);
    layout->addWidget(makeProgress());
    layout->addWidget(m_wayBack);
    layout->addWidget(splitter, 1);

    m_run.setHeld(true); // what somebody else had chosen is not known
    connectRun();
    connect(&database, &Database::mayChangeChanged, this, &MigrationPage::showButtons);
    connect(m_message, &InlineMessage::actionRequested, this, [this] {
        m_message->clear();
        m_database.requestUnlock();
    });
    connect(m_stepList, &StepList::undoRequested, this, [this](const QString &step) { askRollBack(step); });
    connect(m_verification, &VerificationPanel::verifyRequested, this, [this](bool strict) { verify(strict, false); });
    connect(m_verification, &VerificationPanel::repairRequested, this, [this](bool strict) { verify(strict, true); });
    refresh();
}

void MigrationPage::connectRun()
{
    connect(&m_run, &MigrationRun::changed, this, &MigrationPage::refresh);
    connect(&m_run, &MigrationRun::progressed, this, &MigrationPage::showTask);
    connect(&m_run, &MigrationRun::noted, this,
            [this](const QString &text) { note(QDateTime::currentDateTimeUtc(), text); });
    connect(&m_run, &MigrationRun::failed, this, [this](const Error &error) { m_message->show(error); });
    connect(&m_run, &MigrationRun::unreadable, this, [this](const Error &error) {
        if (error.code != ErrorCode::NotFound && !m_run.isRunning()) {
            m_message->show(error);
            m_unreadable = true;
        }
    });
    connect(&m_run, &MigrationRun::read, this, [this] {
        if (std::exchange(m_unreadable, false))
            m_message->clear();
        showNotes();
    });
    connect(&m_run, &MigrationRun::verified, this, [this](const VerificationReport &report) {
        m_verification->showReport(report);
        m_tabs->setCurrentWidget(m_verification);
    });
}

QPushButton *MigrationPage::makeButton(const QString &text, const QString &objectName,
                                       const std::function<void()> &clicked)
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    connect(button, &QPushButton::clicked, this, clicked);
    return button;
}

QWidget *MigrationPage::makeHeader()
{
    m_title = new QLabel;
    m_title->setObjectName(u"migrationTitle"_s);
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setBold(true);
    m_title->setFont(font);
    m_state = new QLabel;
    m_state->setObjectName(u"migrationState"_s);
    m_resume = makeButton(tr("Go on"), u"migrationResume"_s, [this] {
        if (mayChange())
            goOn();
    });
    m_pause = makeButton(tr("Pause"), u"migrationPause"_s,
                         [this] { m_run.setPaused(m_run.task().state != TaskState::Paused); });
    m_cancel = makeButton(tr("Stop"), u"migrationCancel"_s, [this] { m_run.cancel(); });
    m_cancel->setToolTip(tr("End what runs now. Nothing is lost; it can be gone on with where it stopped."));
    m_hold = makeButton(tr("Switch now…"), u"migrationHold"_s, [this] { askSwitch(); });
    m_ask = new QCheckBox(tr("Ask before the switch"));
    m_ask->setObjectName(u"migrationAsk"_s);
    connect(m_ask, &QCheckBox::clicked, this, [this](bool on) {
        if (on || !isHeldBack())
            return m_run.setHeld(on);
        m_ask->setChecked(true); // the switch is next: it is asked for like with the button
        askSwitch();
    });
    m_again = makeButton(tr("Plan it again…"), u"migrationAgain"_s, [this] { planAgain(); });
    m_again->setToolTip(tr("A new plan with the same choices, for the table as it is now"));
    m_rollBack = makeButton(tr("Roll back…"), u"migrationRollBack"_s, [this] { askRollBack({}); });
    m_finish = makeButton(tr("Finish…"), u"migrationFinish"_s, [this] { askFinish(); });
    auto *texts = new QVBoxLayout;
    texts->addWidget(m_title);
    texts->addWidget(m_state);
    auto *header = new QWidget;
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(texts, 1);
    layout->addWidget(m_ask, 0, Qt::AlignTop);
    // Roll back keeps its place at the end; the one step without a way back is far from it.
    for (QPushButton *button : {m_finish, m_resume, m_hold, m_pause, m_again, m_cancel, m_rollBack})
        layout->addWidget(button, 0, Qt::AlignTop);
    QSizePolicy kept = m_cancel->sizePolicy();
    kept.setRetainSizeWhenHidden(true); // Finish does not slip into the place of Stop
    m_cancel->setSizePolicy(kept);
    return header;
}

QWidget *MigrationPage::makeProgress()
{
    m_step = new QLabel;
    m_step->setObjectName(u"migrationStep"_s);
    m_figures = new QLabel;
    m_figures->setObjectName(u"migrationFigures"_s);
    m_bar = new QProgressBar;
    m_bar->setObjectName(u"migrationBar"_s);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(10);
    QSizePolicy place = m_bar->sizePolicy();
    place.setRetainSizeWhenHidden(true); // what is below it stays where it is
    m_bar->setSizePolicy(place);
    m_bar->setAccessibleName(tr("Progress of the step"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_step);
    row->addWidget(m_figures, 1);
    m_progress = new QWidget;
    auto *layout = new QVBoxLayout(m_progress);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->addLayout(row);
    layout->addWidget(m_bar);
    return m_progress;
}

QWidget *MigrationPage::makeTabs()
{
    m_strip = new PartitionStrip;
    m_partitions = new TableModel({{tr("Partition")},
                                   {tr("From")},
                                   {tr("To")},
                                   {tr("Planned ≈"), true},
                                   {tr("Rows ≈"), true},
                                   {tr("Size"), true},
                                   {tr("State")}},
                                  this);
    auto *partitions = new QWidget;
    auto *layout = new QVBoxLayout(partitions);
    layout->addWidget(m_strip);
    layout->addWidget(makeTableView(m_partitions, u"partitionTable"_s, tr("Partitions"), {230, 130, 130}), 1);
    m_verification = new VerificationPanel;
    m_activity = new ActivityPanel(m_database);
    m_activity->setForSwitch(true);
    m_notes = new QPlainTextEdit;
    m_notes->setObjectName(u"migrationNotes"_s);
    m_notes->setReadOnly(true);
    m_notes->setMaximumBlockCount(5000);
    m_notes->setAccessibleName(tr("Notes"));
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"migrationTabs"_s);
    m_tabs->addTab(partitions, tr("Partitions"));
    m_tabs->addTab(m_verification, tr("Verification"));
    m_tabs->addTab(m_activity, tr("Who is in the way"));
    m_tabs->addTab(m_notes, tr("Notes"));
    m_report = makeButton(tr("Save report…"), u"migrationReport"_s, [this] { saveReport(); });
    m_report->setToolTip(tr("The evidence for an auditor, as one HTML file: statements, times, counts, checksums"));
    m_tabs->setCornerWidget(m_report);
    return m_tabs;
}

void MigrationPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    m_run.setFollowing(true);
}

void MigrationPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_run.setFollowing(false);
}

const Plan *MigrationPage::plan() const
{
    if (m_run.details())
        return &m_run.details()->entry.plan;
    return m_plan ? &*m_plan : nullptr;
}

QString MigrationPage::title() const
{
    return plan() ? plan()->table.name.quoted() : m_run.id();
}

void MigrationPage::start(const Plan &plan, int workers, bool holdSwitch)
{
    if (m_run.isRunning()) {
        m_message->show(theme::Meaning::Warning, tr("This migration is running already."));
        return;
    }
    m_plan = plan;
    m_workers = workers;
    m_run.setHeld(holdSwitch);
    m_run.migrate(plan, workers);
}

void MigrationPage::goOn()
{
    m_message->clear();
    if (m_run.state() == MigrationState::Watching)
        m_run.watch();
    else if (!m_run.details() && m_plan) // it never reached the journal
        m_run.migrate(*m_plan, m_workers);
    else
        m_run.resume();
}

bool MigrationPage::mayChange()
{
    if (!m_database.mayChange())
        m_message->show(theme::Meaning::Warning, tr("This connection is read-only."), tr("Unlock for changes"));
    return m_database.mayChange();
}

void MigrationPage::verify(bool strict, bool repair)
{
    if (!mayChange())
        return;
    m_run.verify(strict, repair);
}

void MigrationPage::note(const QDateTime &at, const QString &text)
{
    m_lastNote = at;
    QString lines = text;
    lines.replace(u'\n', u"\n    "_s);
    m_notes->appendPlainText(at.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) % u"  " % lines);
}

// What this window runs says so itself, and at once; the journal tells what was said before, and elsewhere.
void MigrationPage::showNotes()
{
    if (m_run.isRunning() && m_lastNote.isValid())
        return;
    for (const Note &each : m_run.details()->notes) {
        if (!m_lastNote.isValid() || each.at > m_lastNote)
            note(each.at, each.text);
    }
}

// A page that nobody sees costs nothing; it is brought up to date when it is shown.
void MigrationPage::refresh()
{
    if (!isVisible())
        return;
    if (m_steps.isEmpty() && plan())
        m_steps = outlinePlan(*plan());
    showHeader();
    showTask();
    showPartitions();
    if (m_run.details()) {
        m_verification->setComparing(isComparing());
        m_verification->showChecks(m_run.details()->checks, verdict());
        if (m_run.state() == MigrationState::RolledBack)
            m_verification->setPast();
        const JournalEntry &entry = m_run.details()->entry;
        m_activity->setRelation(static_cast<quint32>(isSwitched(entry.state) ? entry.shadowOid : entry.tableOid),
                                title());
    }
}

void MigrationPage::showSteps()
{
    using Work = StepList::Work;
    Work work = Work::None;
    QString current;
    if (m_run.isRunning() && m_run.operation() == MigrationRun::Operation::Migrate) {
        current = m_run.task().progress.step;
        work = m_run.task().state == TaskState::Paused ? Work::Paused
            : current == holdStep()                    ? Work::Held
                                                       : Work::Running;
    }
    m_stepList->show(m_steps, m_run.state(), work, current, !isOver(m_run.state()) && !isEnding(),
                     m_run.details() ? m_run.details()->steps : QList<StepTimes>());
}

void MigrationPage::showTask()
{
    if (!m_run.isRunning() && !isSwitched(m_run.state()) && std::exchange(m_askAgain, false))
        m_run.setHeld(true); // it was put off, or stopped: the next one is asked for again
    if (!isVisible())
        return;
    showSteps();
    showButtons();
    showProgress();
    showWayBack();
    // The switch is the moment at which others matter.
    const bool atSwitch = m_run.operation() == MigrationRun::Operation::Migrate && m_run.isRunning()
        && m_run.task().progress.step == u"Switch"_s;
    if (atSwitch && !std::exchange(m_atSwitch, atSwitch))
        m_tabs->setCurrentWidget(m_activity);
    m_atSwitch = atSwitch;
}

void MigrationPage::showHeader()
{
    if (const Plan *p = plan())
        m_title->setText(tr("%1 into %2 partitions by %3, every %4")
                             .arg(p->table.name.quoted())
                             .arg(p->leaves.size())
                             .arg(quoteIdentifier(p->keyColumn), p->every));
    QString text =
        m_run.details() && !m_run.isRunning() ? standText(m_run.details()->status) : stateText(m_run.state());
    const bool closed = isSwitched(m_run.state()) && !m_run.details()->entry.wayBackOpen();
    if (isComparing() && isSwitched(m_run.state()))
        text = tr("switched; the way back rests while the tables are compared");
    else if (m_run.operation() == MigrationRun::Operation::RollBack)
        text = stateText(MigrationState::RollingBack);
    else if (m_run.isRunning() && m_run.task().progress.step == u"Switch"_s)
        text = tr("proven equal, being switched");
    else if (closed)
        text = tr("switched, the way back is closed");
    else if (m_run.task().state == TaskState::Cancelled && !m_run.isRunning() && !isSwitched(m_run.state())
             && !isOver(m_run.state()))
        text += u" · " % tr("stopped");
    if (m_run.details() && !m_run.details()->status.attention.isEmpty())
        text += u" · " % m_run.details()->status.attention;
    m_state->setText(text);
    const bool nobody = m_run.details() && !m_run.isRunning() && !nobodyText(m_run.details()->status).isEmpty();
    QPalette tinted = palette();
    if (nobody || closed)
        tinted.setColor(QPalette::WindowText, theme::meaning(theme::Meaning::Warning, tinted));
    m_state->setPalette(tinted);
    m_wayBack->setPalette(tinted);
}

void MigrationPage::showButtons()
{
    using Operation = MigrationRun::Operation;
    const MigrationState state = m_run.state();
    const bool running = m_run.isRunning();
    const bool migrating = m_run.operation() == Operation::Migrate;
    const bool cancelling = m_run.task().state == TaskState::Cancelling && running;
    const bool ready = m_run.details() || m_plan;
    const bool before = !isSwitched(state) && !isOver(state);
    // One place for both, so that no button moves under the pointer.
    m_resume->setVisible(!running && ready && !isOver(state) && state != MigrationState::RollingBack);
    m_resume->setText(state == MigrationState::Watching ? tr("Keep the way back open") : tr("Go on"));
    m_pause->setVisible(before && !m_resume->isVisibleTo(this));
    m_pause->setEnabled(migrating && !cancelling);
    m_pause->setText(m_run.task().state == TaskState::Paused ? tr("Go on") : tr("Pause"));
    m_ask->setVisible(before && state != MigrationState::RollingBack);
    m_ask->setChecked(m_run.isHeld());
    const bool atSwitch = isReady();
    m_hold->setVisible(atSwitch);
    m_hold->setDefault(atSwitch); // the one thing that is waited for
    m_cancel->setVisible(before || (running && m_run.operation() != Operation::Watch));
    m_cancel->setEnabled(running && !cancelling);
    m_cancel->setText(cancelling ? tr("Stopping…") : tr("Stop"));
    m_again->setVisible(!running && m_run.details()
                        && (state == MigrationState::RolledBack || state == MigrationState::Planned));
    m_report->setEnabled(m_run.details().has_value());
    m_rollBack->setVisible(!isOver(state) && m_run.details());
    m_rollBack->setEnabled(m_run.operation() != Operation::RollBack && m_run.operation() != Operation::Finish);
    m_finish->setVisible(isSwitched(state));
    m_finish->setEnabled(!running || m_run.operation() == Operation::Watch);
    m_verification->setMayVerify(
        (!running || m_run.operation() == Operation::Watch || isReady())
        && (isSwitched(state) || state == MigrationState::CatchingUp || state == MigrationState::Verified));
}

bool MigrationPage::isComparing() const
{
    return m_run.operation() == MigrationRun::Operation::Verify
        || (m_run.operation() == MigrationRun::Operation::RollBack && m_run.task().progress.step == u"Verify"_s);
}

bool MigrationPage::isHeldBack() const
{
    return m_run.isRunning() && m_run.operation() == MigrationRun::Operation::Migrate
        && m_run.task().progress.step == holdStep();
}

bool MigrationPage::isReady() const
{
    return isHeldBack() && m_run.state() == MigrationState::Verified;
}

void MigrationPage::showProgress()
{
    const TaskStatus task = m_run.task();
    const bool running = m_run.isRunning();
    Progress progress = task.progress;
    m_step->setText(running ? u"<b>" % stepText(progress.step).toHtmlEscaped() % u"</b>" : QString());
    progress.step.clear();
    QString text = running ? progressText(progress) : QString();
    if (!running && task.state == TaskState::Cancelled && !isSwitched(m_run.state()) && !isOver(m_run.state()))
        text = m_run.state() == MigrationState::RollingBack
            ? tr("Stopped on the way back. \"Roll back\" takes it up again.")
            : tr(
                "Stopped. Nothing is lost: \"Go on\" takes it up again, \"Roll back\" removes triggers and copy. Until "
                "then each write is logged, and the log grows.");
    if (running && task.state == TaskState::Paused)
        text = tr("paused; changes are still captured") % u" · " % text;
    m_figures->setText(text);
    const int value = running ? permille(task.progress) : 0;
    const bool held = isHeldBack();
    m_bar->setVisible(running && !held && m_run.operation() != MigrationRun::Operation::Watch);
    const bool paused = task.state == TaskState::Paused;
    m_bar->setEnabled(!paused);
    m_bar->setRange(0, value < 0 && !paused ? 0 : 1000);
    m_bar->setValue(std::max(0, value));
}

QString MigrationPage::wayBackText() const
{
    const MigrationDetails &details = *m_run.details();
    const MigrationStatus &status = details.status;
    const bool here = m_run.operation() == MigrationRun::Operation::Watch;
    const bool watched = here || (isDriven(status) && !m_run.stoppedWatching());
    const bool current = status.lagEntries == 0 || (here && status.lagSeconds < 2); // what is on its way
    const QString lag = current
        ? tr("The old table is current.")
        : tr("The old table is %1 changes (%2) behind.")
              .arg(formatCount(status.lagEntries), formatDuration(static_cast<qint64>(status.lagSeconds * 1000)));
    const QString guard = formatDuration(details.entry.plan.limits.nobodyHomeMs);
    if (m_run.operation() == MigrationRun::Operation::RollBack && !isComparing())
        return tr(
            "<b>Going back.</b> The last changes are carried back, the names are exchanged, the partitions are dropped.");
    if (!details.entry.wayBackOpen())
        return tr("<b>The way back is closed:</b> %1").arg(details.entry.wayBack.toHtmlEscaped())
            % (current ? QString() : QString(u' ' % lag));
    if (!watched && m_run.operation() == MigrationRun::Operation::None)
        return tr("<b>Nobody keeps the old table equal.</b> %1 After %2 the guard may close the way back. \"Keep the way "
                  "back open\" takes it up again.")
            .arg(lag, momentText(status.wayBackDeadline));
    QString text =
        tr("<b>The way back is open until Finish,</b> while it is kept open here or by parterrectl watch; %1 without that may close it.")
            .arg(guard)
        % u' ' % lag;
    if (isComparing())
        text += u' ' % tr("The replay rests while the tables are compared.");
    return text;
}

// What became of it, for whoever comes back in the morning.
QString MigrationPage::outcomeText() const
{
    const Plan &p = m_run.details()->entry.plan;
    if (m_run.state() == MigrationState::RolledBack)
        return tr("<b>Rolled back.</b> %1 is the plain table that it was, with every change since. The partitions are "
                  "dropped; only the journal of the migration is left. \"Plan it again…\" makes a new plan with the same choices.")
            .arg(title().toHtmlEscaped());
    return tr("<b>Finished.</b> %1 is partitioned; the triggers and logs are gone. Unless it was dropped, the old table "
              "stays as %2: it is no longer kept equal, and takes its space until you drop it.")
        .arg(title().toHtmlEscaped(), p.old.quoted().toHtmlEscaped());
}

// In the words of the runner: how many rows were equal, how long the table was locked.
QString MigrationPage::proofText() const
{
    QStringList lines;
    const QList<Note> &notes = m_run.details()->notes;
    const QStringList lastWords = m_run.state() == MigrationState::RolledBack
        ? QStringList{lastNote(notesAfter(notes, u"Switch"), u"Verify"), lastNote(notes, u"Switch back")}
        : QStringList{verdict(), lastNote(notes, u"Switch")};
    for (const QString &said : lastWords) {
        if (!said.isEmpty())
            lines << said.toHtmlEscaped();
    }
    return lines.join(u' ');
}

QString MigrationPage::verdict() const
{
    const QList<Note> &notes = m_run.details()->notes;
    const QString again = lastNote(notes, u"Verify");
    return again.isEmpty() ? lastNote(notes, u"Catch up") : again;
}

void MigrationPage::showWayBack()
{
    const MigrationState state = m_run.state();
    if (m_closedSaid && m_run.details()->entry.wayBackOpen()) {
        m_closedSaid = false;
        m_message->clear();
    }
    const bool said = m_run.details() && (isSwitched(state) || isOver(state));
    const bool ready = isReady();
    if (!said && !ready)
        m_wayBack->clear();
    if (ready)
        m_wayBack->setText(
            tr("<b>Ready to switch.</b> The copy follows the table until you press \"Switch now\"; the switch "
               "takes place only when nothing is left to replay.")
            % u' ' % openText().toHtmlEscaped() % u"<br>" % proofText());
    if (!said)
        return;
    const QString proof = proofText();
    m_wayBack->setText((isSwitched(state) ? wayBackText() : outcomeText())
                       % (proof.isEmpty() ? QString() : QString(u"<br>" % proof)));
}

void MigrationPage::showPartitions()
{
    const Plan *p = plan();
    if (!p)
        return;
    const MigrationState state = m_run.state();
    const bool over = state == MigrationState::RolledBack;
    const bool copied = state >= MigrationState::Repairing && state <= MigrationState::Watching;
    QHash<QString, LeafFill> fills;
    QHash<QString, const LeafCheck *> checks;
    if (m_run.details()) {
        for (const LeafFill &fill : m_run.details()->leaves)
            fills.insert(fill.leaf, fill);
        for (const LeafCheck &check : m_run.details()->checks) {
            if (!over) // the partitions that were compared are gone
                checks.insert(check.leaf, &check);
        }
    }
    QList<PartitionStrip::Cell> cells;
    QList<TableModel::Row> rows;
    for (const PlannedLeaf &leaf : p->leaves) {
        LeafFill fill = fills.value(leaf.name.name);
        if (state < MigrationState::CatchingUp)
            fill.rows = rowsIn(fill, *p);
        const LeafCheck *check = checks.value(leaf.name.quoted());
        if (check && (!fill.isCounted() || state <= MigrationState::Verified))
            fill.rows = check->targetRows;                              // what the statistics say comes late
        const bool unread = copied && fill.bytes == 0 && leaf.rows > 0; // locked, while it is indexed
        cells << cellOf(leaf, fill, check, copied);
        rows << TableModel::Row{leaf.name.name,
                                {{leaf.name.name},
                                 {leaf.isDefault() ? u"DEFAULT"_s : withoutMidnights(leaf.from)},
                                 {withoutMidnights(leaf.to)},
                                 {formatCount(leaf.rows), leaf.rows},
                                 {over                   ? QString()
                                      : fill.isCounted() ? formatCount(fill.rows)
                                                         : u"…"_s,
                                  fill.rows},
                                 {over         ? QString()
                                      : unread ? u"…"_s
                                               : formatBytes(fill.bytes),
                                  fill.bytes},
                                 {over ? tr("dropped") : PartitionStrip::text(cells.last().state)}}};
    }
    m_strip->setCells(cells);
    m_partitions->setRows(rows);
}

void MigrationPage::askSwitch()
{
    if (!m_run.details() || isEnding() || !mayChange())
        return;
    Confirmation what;
    what.title = tr("Switch %1 now?").arg(title());
    what.verb = tr("Switch %1").arg(title());
    what.text =
        tr("The partitioned table takes the name %1. It waits until transactions that are older have ended, for up to %2; "
           "writes take longer meanwhile. Then readers and writers wait for some milliseconds; it is tried up to %3 times. "
           "\"Stop\" ends it, \"Roll back\" undoes it, with every write since.")
            .arg(title(), formatDuration(m_run.details()->entry.plan.limits.switchWaitMs))
            .arg(m_run.details()->entry.plan.limits.switchAttempts);
    if (const QString open = openText(); !open.isEmpty())
        what.text += u"\n\n" % open;
    what.kind = m_database.saved().kind;
    if (what.kind == ServerKind::Production)
        what.typedName = title();
    const auto describe = [plan = m_run.details()->entry.plan] {
        const QList<PlannedStep> steps = describePlan(plan);
        const auto found = std::find_if(steps.cbegin(), steps.cend(),
                                        [](const PlannedStep &step) { return step.from == MigrationState::Verified; });
        return found == steps.cend() ? QList<PlannedStatement>() : found->statements;
    };
    ask(what, describe, [this](bool) {
        m_askAgain = true;
        m_run.setHeld(false);
    });
}

// Who may hold the switch up; empty where nobody is known to.
QString MigrationPage::openText() const
{
    const QStringList open = m_run.details() ? m_run.details()->openTransactions : QStringList();
    return open.isEmpty()
        ? QString()
        : tr("%n transaction(s) of others may hold it up: %1.", nullptr, static_cast<int>(open.size()))
              .arg(open.join(u"; "));
}

void MigrationPage::askRollBack(const QString &step)
{
    if (!m_run.details() || isEnding() || !mayChange())
        return;
    const MigrationState state = m_run.state();
    if (isSwitched(state) && !m_run.details()->entry.wayBackOpen()) {
        m_message->show(
            theme::Meaning::Warning,
            tr("There is no way back now: %1\nWhere what closed it can be undone, undo it: within seconds of "
               "watching the way back is open again. \"Finish…\" ends the migration as it is.")
                .arg(m_run.details()->entry.wayBack));
        m_closedSaid = true;
        return;
    }
    Confirmation what;
    what.title = tr("Roll back %1?").arg(title());
    what.verb = tr("Roll back %1").arg(title());
    what.text = isSwitched(state)
        ? tr("1. The last changes are carried back: %2 wait now.\n"
             "2. The names are exchanged again: %1 is the plain table again, with every change made since the switch. "
             "Readers and writers wait for some milliseconds.\n"
             "3. The partitions are DROPPED, with their copy of the rows.")
              .arg(title(), formatCount(m_run.details()->status.lagEntries))
        : state == MigrationState::RollingBack
        ? tr("The way back was begun already; it goes on where it stopped.")
        : tr("The triggers on %1 and the copy are removed; its rows stay as they are. Readers and writers may wait for some "
             "milliseconds while the triggers go.")
              .arg(title());
    what.kind = m_database.saved().kind;
    if (what.kind == ServerKind::Production && isSwitched(state))
        what.typedName = title();
    const auto describe = [plan = m_run.details()->entry.plan, state] {
        QList<PlannedStatement> list;
        if (isSwitched(state)) {
            for (const PlannedStatement &statement : describeComparisonOf(plan))
                list << PlannedStatement{statement.sql, tr("only if all rows are compared first"), true};
        }
        return list + describeRollBackOf(plan, state);
    };
    if (!step.isEmpty())
        what.text.prepend(
            tr("No step can be undone alone: to undo \"%1\" is to roll the whole migration back.").arg(stepText(step))
            % u"\n\n");
    if (isSwitched(state))
        what.option = tr("Compare all rows first, and go back only if they are equal");
    ask(what, describe, [this, state, step](bool compare) {
        // It may have been switched while the question was open: then it is another question.
        isSwitched(m_run.state()) == isSwitched(state) ? m_run.rollBack(compare) : askRollBack(step);
    });
}

// Describing hundreds of partitions takes longer than the window has for an event.
void MigrationPage::ask(const Confirmation &what, const std::function<QList<PlannedStatement>()> &describe,
                        const std::function<void(bool option)> &yes)
{
    m_asking = true;
    m_database.tasks().start<Script>(
        tr("Describe"), [describe](TaskContext &) -> Result<Script> { return scriptOf(describe()); }, this,
        [this, what, yes](const Result<Script> &script) {
            m_asking = script.has_value();
            if (!script)
                return;
            Confirmation full = what;
            full.script = *script;
            auto *dialog = new ConfirmDialog(full, this);
            connect(dialog, &QDialog::finished, this, [this] {
                m_asking = false;
                showTask();
            });
            connect(dialog, &QDialog::accepted, this, [this, dialog, yes] {
                m_asking = false;
                m_message->clear();
                yes(dialog->optionChosen());
            });
            dialog->open();
        },
        false, true);
}

void MigrationPage::saveReport()
{
    auto *dialog = newFileDialog(this, u"saveReportDialog"_s, tr("Save report"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"html"_s);
    dialog->setNameFilter(tr("Reports (*.html)"));
    dialog->selectFile(u"parterre-%1.html"_s.arg(m_run.id()));
    connect(dialog, &QFileDialog::fileSelected, this, &MigrationPage::writeReport);
    dialog->open();
}

void MigrationPage::planAgain()
{
    m_again->setEnabled(false);
    m_database.tasks().start<PlanResult>(
        tr("Plan %1 again").arg(title()),
        [open = m_database.reader(u"plan"_s), request = requestOf(*plan())](TaskContext &task) -> Result<PlanResult> {
            PARTERRE_ASSIGN(session, open(task));
            return makePlan(*session, request, task.cancel, task.sink);
        },
        this,
        [this](const Result<PlanResult> &result) {
            m_again->setEnabled(true);
            if (result && result->plan)
                Q_EMIT planned(*result->plan);
            else if (result)
                m_message->show(
                    theme::Meaning::Warning,
                    tr("The table has changed: the same choices do not do any more. Plan it with the wizard."));
            else if (!result.error().isCancelled())
                m_message->show(result.error());
        });
}

void MigrationPage::writeReport(const QString &path)
{
    m_database.tasks().start<void>(
        tr("Report on %1").arg(title()),
        [options = m_database.engine(), id = m_run.id(), path](TaskContext &task) -> Result<> {
            PARTERRE_ASSIGN(evidence, Engine(options(task)).evidence(id));
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(toHtml(evidence).toUtf8()) < 0 || !file.commit())
                return failure(ErrorCode::Usage, tr("the report cannot be written to %1").arg(path),
                               file.errorString());
            return {};
        },
        this,
        [this, path](const Result<> &written) {
            if (written)
                m_message->show(theme::Meaning::Good, tr("The report is in %1.").arg(path));
            else if (!written.error().isCancelled())
                m_message->show(written.error());
        });
}

// Nothing is asked while the answer to another question is awaited or carried out.
bool MigrationPage::isEnding() const
{
    return m_asking || m_run.operation() == MigrationRun::Operation::RollBack
        || m_run.operation() == MigrationRun::Operation::Finish;
}

void MigrationPage::askFinish()
{
    if (!m_run.details() || isEnding() || !mayChange())
        return;
    const Plan p = m_run.details()->entry.plan;
    Confirmation what;
    what.title = tr("Finish the migration of %1?").arg(title());
    what.verb = tr("Finish %1").arg(title());
    what.text = tr("The triggers and logs are removed. From then on there is no way back. The old table stays as %1.")
                    .arg(p.old.quoted());
    QStringList guards;
    for (const IndexDefinition &index : p.table.guardedKeys())
        guards << p.table.guardOf(index).quoted();
    if (!guards.isEmpty())
        what.text += u' ' % tr("So do %1 and their triggers, which keep keys unique.").arg(guards.join(u", "_s));
    if (!p.keepDefaultPartition && p.leaves.last().isDefault())
        what.text += u' ' % tr("The DEFAULT partition is dropped if it is empty.");
    what.option = tr("Drop the old table %1 too (this cannot be undone)").arg(p.old.quoted());
    what.kind = m_database.saved().kind;
    if (what.kind == ServerKind::Production)
        what.typedName = title();
    ask(
        what, [p] { return describeFinishOf(p); }, [this](bool dropOld) { m_run.finish(dropOld); });
}

} // namespace parterre
