// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/migrationrun.h"

#include "migration/liveness.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"

namespace parterre {

namespace {

constexpr int kPollMs = 1000;

} // namespace

MigrationRun::MigrationRun(Database &database, const QString &id, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_id(id)
{
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &MigrationRun::refresh);
    connect(&database.tasks(), &TaskRunner::changed, this, [this](int task) {
        if (task == m_task)
            Q_EMIT progressed();
    });
    connect(&database.tasks(), &TaskRunner::noted, this, [this](int task, const QString &text) {
        if (task == m_task)
            Q_EMIT noted(text);
    });
}

MigrationState MigrationRun::state() const
{
    return m_details ? m_details->entry.state : MigrationState::Planned;
}

bool MigrationRun::stoppedWatching() const
{
    return m_sinceWatch.isValid() && static_cast<double>(m_sinceWatch.elapsed()) < 1000 * kAliveSeconds;
}

TaskStatus MigrationRun::task() const
{
    return m_database.tasks().task(m_task);
}

void MigrationRun::run(Operation operation, const QString &title, const Work &work)
{
    if (isRunning())
        return;
    m_operation = operation;
    m_sinceWatch.invalidate();
    m_yields = std::make_shared<std::atomic_bool>(false);
    const auto body = [options = m_database.engine(), workers = m_workers, hold = m_hold, operation, work,
                       yields = m_yields](TaskContext &task) -> Result<MigrationState> {
        EngineOptions engine = options(task);
        engine.workers = workers;
        engine.hold = hold;
        if (operation == Operation::Watch) // once a second, as long as it lasts: nothing that somebody asked for
            engine.observer = [observer = engine.observer](StatementRecord record) {
                record.background = record.sqlState.isEmpty();
                if (observer)
                    observer(record);
            };
        Engine runner(engine);
        auto done = work(runner);
        if (operation == Operation::Watch && done && task.cancel.isCancelled())
            task.sink.note(tr(
                "Watching has stopped; it is taken up again after what was asked for, or by \"Keep the way back open\"."));
        if (operation == Operation::Migrate && !done && done.error().isCancelled() && *yields) {
            task.sink.note(tr("The migration rests, for what was asked for."));
            return MigrationState::Verified; // nobody asked it to be cancelled
        }
        return done;
    };
    const bool canPause = operation == Operation::Migrate;
    m_task = m_database.tasks().start<MigrationState>(
        title, body, this, [this, operation](const Result<MigrationState> &outcome) { ended(operation, outcome); },
        canPause);
    Q_EMIT changed();
}

void MigrationRun::ended(Operation operation, const Result<MigrationState> &outcome)
{
    m_operation = Operation::None;
    if (operation == Operation::Watch && (outcome || outcome.error().isCancelled()))
        m_sinceWatch.start();
    refresh();
    Q_EMIT changed();
    const bool gaveUp = !outcome && (operation == Operation::RollBack || operation == Operation::Finish);
    m_watchAgain = m_watches && gaveUp;
    if (auto next = std::exchange(m_next, {})) {
        next();
        return;
    }
    if (!outcome && operation == Operation::RollBack && outcome.error().code == ErrorCode::Mismatch)
        Q_EMIT verified(*m_report); // which rows
    if (!outcome && !outcome.error().isCancelled())
        Q_EMIT failed(outcome.error());
    if (outcome && operation == Operation::Verify)
        Q_EMIT verified(*m_report);
    else if (outcome)
        Q_EMIT reached(*outcome);
    const bool switched = outcome && operation == Operation::Migrate && *outcome == MigrationState::Watching;
    if (switched || (operation == Operation::Verify && std::exchange(m_watches, false)))
        watch();
    else if (operation == Operation::Verify && std::exchange(m_migrates, false))
        resume();
}

void MigrationRun::migrate(const Plan &plan, int workers)
{
    m_workers = workers;
    run(Operation::Migrate, tr("Migrate %1").arg(plan.table.name.quoted()),
        [plan](Engine &engine) { return engine.migrate(plan); });
}

void MigrationRun::resume()
{
    run(Operation::Migrate, tr("Migrate %1").arg(m_details ? m_details->status.table.quoted() : m_id),
        [id = m_id](Engine &engine) { return engine.resume(id); });
}

void MigrationRun::watch()
{
    run(Operation::Watch, tr("Keep the way back open: %1").arg(m_details ? m_details->status.table.quoted() : m_id),
        [id = m_id](Engine &engine) -> Result<MigrationState> {
            const auto watched = engine.watch(id);
            if (!watched && !watched.error().isCancelled()) // to be told to end is its only end
                return Failure(watched.error());
            return MigrationState::Watching;
        });
}

void MigrationRun::afterCurrent(std::function<void()> next)
{
    if (m_next)
        return; // somebody asked for something else already
    // What a verification interrupted, is still to be taken up.
    const bool verifies = m_operation == Operation::Verify;
    m_watches = m_operation == Operation::Watch || (verifies && m_watches);
    m_migrates = m_operation == Operation::Migrate || (verifies && m_migrates);
    if (!isRunning())
        return next();
    m_next = std::move(next);
    *m_yields = true;
    cancel();
}

void MigrationRun::rollBack(bool compareFirst)
{
    afterCurrent([this, compareFirst] {
        auto report = std::make_shared<VerificationReport>();
        run(Operation::RollBack, tr("Roll back %1").arg(m_details ? m_details->status.table.quoted() : m_id),
            [id = m_id, compareFirst, report](Engine &engine) -> Result<MigrationState> {
                if (compareFirst) {
                    PARTERRE_ASSIGN(found, engine.verify(id, false, false));
                    *report = found;
                    if (!found.isEqual())
                        return failure(ErrorCode::Mismatch, tr("the rows differ, so nothing was rolled back"), {},
                                       tr("The page \"Verification\" names them; \"Repair\" puts them right."));
                }
                return engine.rollBack(id);
            });
        m_report = report;
    });
}

void MigrationRun::finish(bool dropOld)
{
    afterCurrent([this, dropOld] {
        run(Operation::Finish, tr("Finish %1").arg(m_details ? m_details->status.table.quoted() : m_id),
            [id = m_id, dropOld](Engine &engine) { return engine.finish(id, dropOld); });
    });
}

void MigrationRun::verify(bool strict, bool repair)
{
    afterCurrent([this, strict, repair] {
        auto report = std::make_shared<VerificationReport>();
        const auto work = [id = m_id, strict, repair, report](Engine &engine) -> Result<MigrationState> {
            PARTERRE_ASSIGN(found, engine.verify(id, strict, repair));
            *report = found;
            return MigrationState::Watching;
        };
        run(Operation::Verify, tr("Verify %1").arg(m_details ? m_details->status.table.quoted() : m_id), work);
        m_report = report;
    });
}

void MigrationRun::cancel()
{
    m_database.tasks().cancel(m_task);
}

void MigrationRun::setPaused(bool paused)
{
    m_database.tasks().setPaused(m_task, paused);
}

void MigrationRun::setHeld(bool held)
{
    m_hold.setPaused(held);
    Q_EMIT changed();
}

void MigrationRun::setFollowing(bool follow)
{
    follow ? m_poll.start() : m_poll.stop();
    if (follow)
        refresh();
}

void MigrationRun::refresh()
{
    if (m_reading != 0)
        return;
    m_reading = m_database.tasks().start<MigrationDetails>(
        tr("Read the journal"),
        [options = m_database.engine(), id = m_id](TaskContext &task) { return Engine(options(task)).details(id); },
        this,
        [this](const Result<MigrationDetails> &details) {
            m_reading = 0;
            if (details)
                take(*details);
            else
                Q_EMIT unreadable(details.error());
        },
        false, true);
}

void MigrationRun::take(const MigrationDetails &details)
{
    m_details = details;
    if (std::exchange(m_watchAgain, false) && state() == MigrationState::Watching && !isRunning())
        watch(); // the way back was not taken, so it stays open
    Q_EMIT read();
    Q_EMIT changed();
}

} // namespace parterre
