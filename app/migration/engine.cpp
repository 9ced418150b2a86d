// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/engine.h"

#include "base/units.h"
#include "migration/materializedviews.h"
#include "migration/rollback.h"
#include "migration/steps/preparestep.h"
#include "migration/steps/switchstep.h"
#include "migration/watch.h"
#include "pg/ownschema.h"
#include "pg/pooler.h"

#include <QCoreApplication>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

const Step *stepFrom(MigrationState state)
{
    for (const auto &step : shadowCopySteps()) {
        if (step->from() == state)
            return step.get();
    }
    return nullptr;
}

} // namespace

Engine::Engine(EngineOptions options)
    : m_options(std::move(options))
{}

Result<MigrationState> Engine::migrate(const Plan &plan)
{
    {
        SessionOptions options;
        options.cancel = m_options.cancel;
        options.observer = m_options.observer;
        options.readOnly = m_options.readOnly;
        options.role = plan.table.ownerName();
        PARTERRE_ASSIGN(session, Session::open(m_options.profile, options));
        PARTERRE_ASSIGN(place, journal::place(*session));
        if (place.standby) {
            return failure(ErrorCode::Refused, Text::tr("the server is a standby"),
                           Text::tr("A migration writes; a standby only replays."),
                           Text::tr("Connect to the primary."));
        }
        if (place.database != plan.database || place.systemIdentifier != plan.systemIdentifier) {
            return failure(ErrorCode::Refused, Text::tr("the plan is for another database"),
                           Text::tr("It was made for database %1 of system %2; this is %3 of system %4.")
                               .arg(plan.database, plan.systemIdentifier, place.database, place.systemIdentifier),
                           Text::tr("Connect to that database, or make a plan here."));
        }
        for (const Finding &finding : plan.findings) {
            if (finding.severity == Finding::Severity::Blocks)
                return failure(ErrorCode::Refused,
                               Text::tr("the plan holds a finding that blocks it: %1").arg(finding.object),
                               finding.consequence, finding.hint);
        }
        if (const QStringList open = plan.unacknowledged(); !open.isEmpty()) {
            return failure(ErrorCode::Refused,
                           Text::tr("the plan holds findings about the application that nobody acknowledged: %1")
                               .arg(open.join(QStringLiteral(", "))),
                           Text::tr("The application fails, or works otherwise, if nothing is done about them."),
                           Text::tr("Plan again with --acknowledge CODE for each."));
        }
        PARTERRE_TRY(ownschema::install(*session));
        PARTERRE_TRY(journal::insert(*session, plan));
        PARTERRE_ASSIGN(entry, journal::read(*session, plan.id));
        if (entry.plan.digest() != plan.digest()) {
            return failure(ErrorCode::Refused, Text::tr("the journal holds another plan under the id %1").arg(plan.id),
                           {}, Text::tr("Make the plan again."));
        }
    }
    return resume(plan.id);
}

Result<MigrationState> Engine::resume(const QString &id)
{
    return run(id, QStringLiteral("migrate"), [this](Runner &runner) { return forward(runner); });
}

// A rolled-back or stopped migration begins anew.
static Result<> beginAnew(Runner &runner)
{
    if (runner.state() == MigrationState::Stopped)
        return startOver(runner);
    if (runner.state() == MigrationState::RolledBack) {
        PARTERRE_TRY(provePlanned(runner)); // before its record is opened again
        QList<Statement> statements;
        for (const char *id : {"journal/restart", "journal/forget_batches", "migration/forget_checks"})
            statements << Statement{runner.sql().sql(id), Params() << runner.plan().id};
        PARTERRE_TRY(runner.transaction(statements));
        return runner.reread();
    }
    return {};
}

Result<> Engine::forward(Runner &runner)
{
    PARTERRE_TRY(beginAnew(runner));
    if (runner.state() == MigrationState::RollingBack) {
        return failure(ErrorCode::Refused, Text::tr("migration %1 is being rolled back").arg(runner.plan().id), {},
                       Text::tr("End that first: parterrectl rollback %1 --yes").arg(runner.plan().id));
    }
    while (const Step *step = stepFrom(runner.state())) {
        if (m_options.until && *m_options.until == runner.state())
            return {};
        PARTERRE_TRY(runner.restWhilePaused());
        runner.setWork({});
        runner.beginStep(step->name());
        if (runner.state() <= MigrationState::Capturing) { // later steps know themselves what may wait
            runner.setWork(PacedWork::Copy);
            PARTERRE_TRY(runner.restForPace(PacedWork::Copy, 0));
        }
        auto done = step->run(runner);
        if (!done && needsRecopy(done.error()) && runner.state() < MigrationState::Switched) {
            runner.note(done.error().message % u": " % done.error().detail);
            PARTERRE_TRY(runner.reread());
            PARTERRE_TRY(startOver(runner));
            continue;
        }
        PARTERRE_TRY(done);
        runner.sink().note(Text::tr("%1: done.").arg(stepText(step->name())));
    }
    return {};
}

// What ended the runner is in the journal for status; a cancel is no error.
static void recordError(Runner &runner, const Error &error)
{
    if (!runner.main().isOpen())
        return;
    runner.main().setCancelToken({});
    runner.main().rollback();
    const QString text = error.isCancelled() ? QString() : error.message;
    (void)runner.transaction({{runner.sql().sql("journal/set_error"), Params() << runner.plan().id << text}});
}

Result<MigrationState> Engine::run(const QString &id, const QString &goal, const Work &work)
{
    PARTERRE_TRY(refuseTransactionPooler(m_options.profile, m_options.cancel));
    RunnerOptions options{m_options.profile,
                          m_options.cancel,
                          m_options.sink,
                          m_options.workers,
                          0,
                          QUuid::createUuid().toString(QUuid::WithoutBraces),
                          m_options.adopt,
                          m_options.readOnly,
                          m_options.pause,
                          m_options.hold,
                          m_options.observer};
    constexpr int kMaxInterruptions = 20;
    int interruptions = 0;
    QElapsedTimer sinceLost;
    std::optional<Error> lost;
    while (true) {
        auto runner = Runner::open(options, id, goal);
        if (runner) {
            options.expectedEpoch = (*runner)->entry().epoch;
            lost.reset();
            auto done = work(**runner);
            if (done)
                return (*runner)->state();
            if (done.error().sqlState == u"57014" && !m_options.cancel.isCancelled()
                && ++interruptions < kMaxInterruptions)
                continue; // a late request to give way hit the next statement
            // A session that could not be opened in the middle of the work is a lost connection, too.
            const bool broke = done.error().connectionLost || done.error().code == ErrorCode::Connection;
            if (done.error().code == ErrorCode::Cancelled || !broke) {
                recordError(**runner, done.error());
                Error error = done.error();
                if (error.isCancelled() && (goal == u"migrate" || goal == u"rollback"))
                    error.hint =
                        Text::tr("Migration %1 is in state %2, nothing is lost. Go on: parterrectl %3 %1 --yes")
                            .arg(id, toText((*runner)->state()), goal);
                return Failure(error);
            }
            lost = done.error();
            sinceLost.start();
            m_options.sink->note(Text::tr("The connection was lost (%1); connecting again.")
                                     .arg(lost->detail.isEmpty() ? lost->message : lost->detail));
        } else if (!lost
                   || (!runner.error().connectionLost && runner.error().code != ErrorCode::Connection
                       && runner.error().code != ErrorCode::Refused)) {
            return Failure(runner.error());
        } else if (sinceLost.elapsed() > m_options.reconnectMs) {
            if (runner.error().code == ErrorCode::Refused) // a server is there, but not the one it was
                return Failure(runner.error());
            lost->hint =
                Text::tr(
                    "Nothing is lost: run parterrectl %1 %2 --yes when the server is back; it goes on where the journal stands.")
                    .arg(goal, id);
            return Failure(*lost);
        }
        if (m_options.cancel.isCancelled())
            return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
        if (!runner)
            waitAny({}, 200);
    }
}

Result<MigrationState> Engine::rollBack(const QString &id)
{
    return run(id, QStringLiteral("rollback"), [](Runner &runner) { return parterre::rollBack(runner); });
}

Result<MigrationState> Engine::finish(const QString &id, bool dropOld)
{
    return run(id, QStringLiteral("finish"), [dropOld](Runner &runner) { return parterre::finish(runner, dropOld); });
}

Result<> Engine::watch(const QString &id)
{
    auto state = run(id, QStringLiteral("watch"), [](Runner &runner) -> Result<> {
        if (runner.state() != MigrationState::Switched && runner.state() != MigrationState::Watching) {
            return failure(ErrorCode::Refused,
                           Text::tr("migration %1 is in state %2, there is nothing to watch")
                               .arg(runner.plan().id, toText(runner.state())));
        }
        if (runner.entry().hooksRemoved())
            return failure(ErrorCode::Refused, Text::tr("the way back is closed"), runner.entry().wayBack);
        runner.beginStep(QStringLiteral(QT_TRANSLATE_NOOP("Step", "Watch")));
        if (runner.state() == MigrationState::Switched)
            PARTERRE_TRY(stepFrom(MigrationState::Switched)->run(runner));
        PARTERRE_TRY(adoptTable(runner)); // after an upgrade of the server
        Watch watch(runner);
        return watch.forever();
    });
    if (!state)
        return Failure(state.error());
    return {};
}

Result<VerificationReport> Engine::verify(const QString &id, bool strict, bool repair)
{
    VerificationReport report;
    const auto state = run(id, QStringLiteral("verify"), [&](Runner &runner) -> Result<> {
        runner.beginStep(QStringLiteral(QT_TRANSLATE_NOOP("Step", "Verify")));
        const bool before = runner.state() == MigrationState::CatchingUp || runner.state() == MigrationState::Verified;
        const bool after = runner.state() == MigrationState::Switched || runner.state() == MigrationState::Watching;
        if (!before && !after) {
            return failure(ErrorCode::Refused,
                           Text::tr("migration %1 is in state %2, there are no two tables to compare")
                               .arg(runner.plan().id, toText(runner.state())));
        }
        const bool switchable = runner.state() == MigrationState::Verified;
        const Direction direction = before ? runner.sql().forward() : runner.sql().reverse();
        // What waits in the log could not be compared.
        if (before)
            PARTERRE_TRY(Replayer(runner, runner.main(), direction).catchUp(runner.step(), 200));
        else
            PARTERRE_TRY(Watch(runner).catchUp());
        Verifier verifier(runner, direction);
        PARTERRE_ASSIGN(found, verifier.verify(strict));
        report = found;
        while (repair && !report.differences.isEmpty()) {
            const qsizetype differences = report.differences.size();
            PARTERRE_TRY(verifier.repair(report));
            Replayer replayer(runner, runner.main(), direction);
            PARTERRE_TRY(replayer.round());
            PARTERRE_ASSIGN(again, verifier.verify(strict));
            report = again;
            if (report.differences.size() >= differences && differences < 100)
                break;
        }
        runner.note(verdictText(report));
        if (!switchable || runner.state() == MigrationState::Verified)
            return {};
        if (report.isEqual())
            return runner.changeState(MigrationState::Verified); // it was repaired
        runner.note(Text::tr("There is no switch while rows differ; to go on puts them right and compares again."));
        return {};
    });
    if (!state)
        return Failure(state.error());
    return report;
}

Result<QList<MigrationStatus>> Engine::status()
{
    PARTERRE_ASSIGN(session, openJournalSession(m_options.profile, m_options.cancel, m_options.observer));
    return journal::list(*session);
}

Result<MigrationDetails> Engine::details(const QString &id)
{
    PARTERRE_ASSIGN(session, openJournalSession(m_options.profile, m_options.cancel, m_options.observer));
    return readDetails(*session, id);
}

Result<Evidence> Engine::evidence(const QString &id)
{
    PARTERRE_ASSIGN(session, openJournalSession(m_options.profile, m_options.cancel, m_options.observer));
    return gatherEvidence(*session, id);
}

namespace {

// What every session, and the journal beside every step, sends.
QList<PlannedStep> describeSurroundings(const Plan &plan, const MigrationSql &sql)
{
    const auto statements = [&](std::initializer_list<const char *> ids, const QString &remark) {
        QList<PlannedStatement> list;
        for (const char *id : ids)
            list << PlannedStatement{SqlText::load(QLatin1String(id), {}, plan.serverMajor), remark};
        return list;
    };
    QList<PlannedStatement> install =
        statements({"schema/lock", "schema/create_schema"}, Text::tr("only where schema parterre is not there yet"));
    for (const SqlText &statement : ownschema::installStatements())
        install << PlannedStatement{statement, Text::tr("only where schema parterre is not there yet")};
    install << statements({"schema/insert_version"}, Text::tr("only where schema parterre is not there yet"));
    const QString each = Text::tr("once a session");
    const QString around = Text::tr("around every transaction with an effect");
    return {
        {Text::tr("Every session"),
         Text::tr(
             "What each connection is set to, so that no setting of the role or the database changes the meaning of a statement."),
         Text::tr("Nobody."),
         {},
         {},
         statements({"session/driver_version", "session/driver_backslash", "session/driver_encoding",
                     "session/driver_dates", "session/driver_bytea", "session/settings", "session/name", "session/role",
                     "pooler/mark_session", "pooler/read_session", "migration/index_settings"},
                    each)
             + statements({"transaction/begin", "transaction/begin_snapshot", "transaction/begin_exported",
                           "journal/fence", "transaction/commit", "transaction/rollback"},
                          around)},
        {Text::tr("Journal"),
         Text::tr("Who drives the migration, where it stands, and every statement it ran."),
         Text::tr("Nobody."),
         {},
         {},
         install
             + statements({"schema/schema_exists", "schema/read_version", "journal/place", "journal/insert_migration",
                           "journal/read", "journal/try_lock", "journal/take_over"},
                          Text::tr("when an operation begins"))
             + QList<PlannedStatement>{{sql.sqlFor("migration/is_synchronous", sql.forward()),
                                        Text::tr("when an operation begins")},
                                       {sql.sqlFor("migration/is_synchronous", sql.reverse()),
                                        Text::tr("when an operation begins")},
                                       {sql.sql("migration/readopt"), Text::tr("only on a server that was adopted")}}
             + QList<PlannedStatement>{{sql.sql("migration/definition"),
                                        Text::tr("every five seconds before the switch, to notice DDL early")}}
             + statements({"journal/set_state", "journal/set_error", "journal/beat", "journal/append",
                           "journal/forget_batches", "journal/forget_shadow", "journal/restart", "migration/patience",
                           "session/waiting_for_us", "pace/busiest_relations", "pace/place", "pace/signals"},
                          Text::tr("while it runs"))}};
}

} // namespace

QList<PlannedStatement> describeRollBackOf(const Plan &plan, MigrationState state)
{
    return describeRollBack(MigrationSql(plan), state);
}

QList<PlannedStatement> describeComparisonOf(const Plan &plan)
{
    const MigrationSql sql(plan);
    return Verifier::describe(sql, sql.reverse());
}

QList<PlannedStatement> describeFinishOf(const Plan &plan)
{
    return describeFinish(MigrationSql(plan));
}

namespace {

// Measured on two idle cores: about 400,000 rows a second copied and 350,000 indexed by two workers; WAL is the heap
// and the indexes once. An application that writes on the same cores made it three to six times as long.
QString estimateOf(const Plan &plan, MigrationState from)
{
    const auto time = [](qint64 ms) {
        const qint64 least = std::max<qint64>(1000, ms);
        return Text::tr("%1 on an idle server, up to %2 on a busy one")
            .arg(formatDuration(least), formatDuration(6 * least));
    };
    const auto room = [](qint64 bytes) { return Text::tr("%1 of space and of WAL").arg(formatBytes(bytes)); };
    const QString separator = QStringLiteral("; ");
    const qint64 heapBytes = plan.pages * 8192;
    const qint64 guards = plan.table.guardedKeys().size();
    switch (from) {
    case MigrationState::Copying:
        return time(plan.rows / 400) % separator % room(heapBytes);
    case MigrationState::Indexing:
        return time(plan.rows / 300 + guards * plan.rows / 250) % separator
            % room(std::max<qint64>(0, plan.bytes - heapBytes) + plan.guardBytes);
    case MigrationState::CatchingUp:
        return time(plan.rows / 300) % separator % Text::tr("one snapshot is held");
    default:
        return {};
    }
}

// Nobody but us uses the logs, the table that is left behind, the copy before the switch, guards and materialized views
// that are being made or kept.
QList<RelationLock> felt(const Plan &plan, const MigrationSql &sql, const PlannedStep &step)
{
    const bool before = step.from && *step.from < MigrationState::Switched;
    QSet<QString> ours{sql.forward().log.quoted(), sql.reverse().log.quoted(), plan.old.quoted(), plan.shadow.quoted()};
    for (const MaterializedViewDefinition &view : plan.materializedViews)
        ours << newName(view.name).quoted() << oldName(view.name).quoted();
    for (const IndexDefinition &index : plan.table.guardedKeys())
        ours << plan.table.guardOf(index).quoted();
    QSet<QString> leaves;
    for (const PlannedLeaf &leaf : plan.leaves)
        leaves << leaf.name.quoted();
    QList<RelationLock> locks;
    for (const PlannedStatement &statement : step.statements) {
        for (RelationLock lock : statement.sql.locks) {
            if (leaves.contains(lock.relation))
                lock = {lock.mode, plan.table.name.quoted(), true};
            if (!whoWaits(lock.mode).isEmpty() && !ours.contains(lock.relation) && !(before && lock.eachPartition))
                locks << lock;
        }
    }
    return strongestLocks(locks);
}

} // namespace

QList<PlannedStep> outlinePlan(const Plan &plan)
{
    QList<PlannedStep> steps;
    for (const auto &step : shadowCopySteps())
        steps << PlannedStep{
            step->name(), step->purpose(), step->blocks(), step->undo(), estimateOf(plan, step->from()),
            {},           step->from(),    step->to()};
    return steps;
}

QList<PlannedStep> describePlan(const Plan &plan)
{
    const MigrationSql sql(plan);
    QList<PlannedStep> steps = outlinePlan(plan);
    for (qsizetype i = 0; i < steps.size(); ++i)
        steps[i].statements = shadowCopySteps()[static_cast<std::size_t>(i)]->describe(sql);
    steps << PlannedStep{Text::tr("Roll back"),
                         Text::tr("From Watching: exchange the names again, then remove everything."),
                         Text::tr("Readers and writers of the table, for some milliseconds, as in the switch."),
                         {},
                         {},
                         describeRollBack(sql)};
    steps << PlannedStep{Text::tr("Finish"),
                         Text::tr("Remove the hooks; the old table stays unless --drop-old."),
                         Text::tr("Readers and writers, for a few milliseconds a trigger."),
                         Text::tr("None: this is the one step without a way back."),
                         {},
                         describeFinish(sql)};
    for (PlannedStep &step : steps)
        step.locks = felt(plan, sql, step);
    return steps + describeSurroundings(plan, sql);
}

QString emergencyScript(const Plan &plan)
{
    return SqlText::load(QStringLiteral("emergency/script"),
                         {{QStringLiteral("id"), plan.id},
                          {QStringLiteral("id_literal"), quoteLiteral(plan.id)},
                          {QStringLiteral("table"), plan.table.name.quoted()},
                          {QStringLiteral("owner"), plan.table.owner}})
        .text;
}

} // namespace parterre
