// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demonstration.h"

#include "base/units.h"
#include "cli/cli.h"
#include "cli/demoreport.h"
#include "cli/invocation.h"
#include "cli/measuringsink.h"
#include "demo/demoserver.h"
#include "migration/engine.h"
#include "migration/planner.h"
#include "migration/steps/copystep.h"
#include "migration/steps/switchstep.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QThread>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCalmMs = 5000;
constexpr int kWatchMs = 5000;
constexpr int kSliceMs = 50;

QualifiedName demoTable()
{
    return {u"public"_s, u"transactions"_s};
}

/// Of two spans of time, each figure's worse one.
LoadTimes worse(const LoadTimes &a, const LoadTimes &b)
{
    return {a.count + b.count, std::max(a.maxUs, b.maxUs), std::max(a.p99Us, b.p99Us)};
}

// ---------------------------------------------------------------- what the demonstration asks of the engine

/// The migration of the demo's table through the engine's interface, as its owner.
class DemoMigration {
public:
    DemoMigration(const ConnectionProfile &profile, const CancelToken &cancel, ProgressSink &sink)
        : m_profile(profile)
        , m_cancel(cancel)
        , m_sink(sink)
    {}

    /// Take back what an earlier demonstration left, so that the table is a plain one.
    Result<> takeBackOld();
    Result<> makePlan();
    Result<> migrate()
    {
        return engine().migrate(m_plan).map([](MigrationState) {});
    }
    Result<VerificationReport> verify() { return engine().verify(m_plan.id, false, false); }
    Result<> rollBack()
    {
        return engine().rollBack(m_plan.id).map([](MigrationState) {});
    }
    /// Replay changes into the old table for that long, on a thread of its own as a service would.
    Result<> watch(int milliseconds);
    Result<qint64> switchAttempts();
    const Plan &plan() const { return m_plan; }

private:
    EngineOptions options(const CancelToken &cancel, ProgressSink &sink) const;
    Engine engine() { return Engine(options(m_cancel, m_sink)); }
    Result<std::unique_ptr<Session>> open();

    ConnectionProfile m_profile;
    CancelToken m_cancel;
    ProgressSink &m_sink;
    Plan m_plan;
};

EngineOptions DemoMigration::options(const CancelToken &cancel, ProgressSink &sink) const
{
    EngineOptions options;
    options.profile = m_profile;
    options.cancel = cancel;
    options.sink = &sink;
    return options;
}

Result<std::unique_ptr<Session>> DemoMigration::open()
{
    SessionOptions options;
    options.applicationName = u"parterrectl demo"_s;
    options.cancel = m_cancel;
    return Session::open(m_profile, options);
}

Result<> DemoMigration::takeBackOld()
{
    PARTERRE_ASSIGN(migrations, engine().status());
    for (const MigrationStatus &migration : migrations) {
        MigrationState state = MigrationState::Planned;
        if (!(migration.table == demoTable()) || !fromText(migration.state, &state)
            || state == MigrationState::RolledBack)
            continue;
        if (state == MigrationState::Finished) {
            return failure(
                ErrorCode::Refused,
                Cli::tr("the demo's table is partitioned for good: migration %1 is finished").arg(migration.id), {},
                Cli::tr("Begin anew: parterrectl demo reset"));
        }
        m_sink.note(Cli::tr("Taking back migration %1 of an earlier demonstration").arg(migration.id));
        PARTERRE_TRY(engine().rollBack(migration.id));
    }
    return {};
}

Result<> DemoMigration::makePlan()
{
    PARTERRE_ASSIGN(session, open());
    PlanRequest request;
    request.table = demoTable();
    request.keyColumn = u"timestamp"_s;
    request.every = u"1 month"_s;
    request.pace.hitRatioLossPoints = 0; // the demo's buffers are smaller than its table, and times are shown
    PARTERRE_ASSIGN(result, parterre::makePlan(*session, request, m_cancel, m_sink));
    if (result.plan) {
        m_plan = *result.plan;
        return {};
    }
    QStringList reasons;
    for (const Finding &finding : result.findings)
        reasons << QString(finding.object % u": " % finding.consequence);
    return failure(ErrorCode::Refused, Cli::tr("the demo's table cannot be partitioned"), reasons.join(u'\n'),
                   Cli::tr("Begin anew: parterrectl demo reset"));
}

Result<> DemoMigration::watch(int milliseconds)
{
    const CancelToken enough;
    QuietSink quiet;
    Result<> outcome;
    const std::unique_ptr<QThread> thread(
        QThread::create([&] { outcome = Engine(options(enough, quiet)).watch(m_plan.id); }));
    thread->start();
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds && !m_cancel.isCancelled() && !thread->isFinished())
        waitAny({}, kSliceMs);
    enough.cancel();
    thread->wait();
    if (m_cancel.isCancelled())
        return failure(ErrorCode::Cancelled, Cli::tr("cancelled on request"));
    return !outcome && outcome.error().isCancelled() ? Result<>() : outcome;
}

Result<qint64> DemoMigration::switchAttempts()
{
    PARTERRE_ASSIGN(session, open());
    PARTERRE_ASSIGN(rows, session->exec(SqlText::load(u"demo/count_attempts"_s), Params() << m_plan.id));
    return rows.integer(0, "attempts");
}

// ---------------------------------------------------------------- the demonstration

class Demonstration {
public:
    Demonstration(Invocation &invocation, const DemoServer &server)
        : m_invocation(invocation)
        , m_server(server)
        , m_sink(invocation.progress)
        , m_migration(server.profile(u"demo_owner"_s), invocation.cancel, m_sink)
    {}

    Result<ExitCode> run();

private:
    Result<> startLoad();
    Result<> wait(int milliseconds) const;
    Result<> partition(const QString &title);
    Result<> takeBack(const QString &title);
    Result<> compare(DemoMove &move);
    Result<> addAttempts(DemoMove &move);
    Result<> addSize(DemoMove &move);
    LoadTimes writers(qint64 fromUs, qint64 toUs) const
    {
        return m_load->times(WriterLoad::Side::Writers, fromUs, toUs);
    }
    LoadTimes readers(qint64 fromUs, qint64 toUs) const
    {
        return m_load->times(WriterLoad::Side::Readers, fromUs, toUs);
    }

    Invocation &m_invocation;
    const DemoServer &m_server;
    MeasuringSink m_sink;
    DemoMigration m_migration;
    std::unique_ptr<WriterLoad> m_load;
    qint64 m_attempts = 0; ///< of the moves so far
    DemoReport m_report;
};

Result<> Demonstration::wait(int milliseconds) const
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
        if (m_invocation.cancel.isCancelled())
            return failure(ErrorCode::Cancelled, Cli::tr("cancelled on request"));
        waitAny({}, kSliceMs);
    }
    return {};
}

Result<> Demonstration::startLoad()
{
    WriterLoadOptions options;
    options.profile = m_server.profile(u"demo_app"_s);
    options.seed = QRandomGenerator::global()->generate64(); // the rows of an earlier demonstration are still there
    m_sink.note(Cli::tr("An application starts: %1 writes and %2 reads a second on public.transactions")
                    .arg(options.writesPerSecond)
                    .arg(options.readsPerSecond));
    PARTERRE_ASSIGN(load, WriterLoad::start(options));
    m_load = std::move(load);
    const qint64 from = WriterLoad::nowUs();
    PARTERRE_TRY(wait(kCalmMs));
    m_report.calmWriters = writers(from, WriterLoad::nowUs());
    m_report.calmReaders = readers(from, WriterLoad::nowUs());
    return {};
}

Result<> Demonstration::compare(DemoMove &move)
{
    m_sink.note(Cli::tr("The application pauses; every row is compared with what it wrote"));
    PARTERRE_ASSIGN(session, Session::open(m_server.profile(u"demo_owner"_s), m_invocation.sessionOptions(true)));
    PARTERRE_ASSIGN(ledger, m_load->compare(*session));
    move.ledger = ledger;
    move.rows = ledger.ledgerRows + ledger.otherRows;
    m_sink.note(ledger.isEqual() ? Cli::tr("Equal: %1 rows").arg(formatCount(move.rows)) : ledger.examples.value(0));
    return {};
}

Result<> Demonstration::addAttempts(DemoMove &move)
{
    PARTERRE_ASSIGN(attempts, m_migration.switchAttempts());
    move.attempts = attempts - m_attempts;
    m_attempts = attempts;
    return {};
}

Result<> Demonstration::addSize(DemoMove &move)
{
    PARTERRE_ASSIGN(session, Session::open(m_server.profile(u"demo_owner"_s), m_invocation.sessionOptions(true)));
    PARTERRE_ASSIGN(rows, session->exec(SqlText::load(u"demo/measure_transactions"_s)));
    move.bytes = rows.integer(0, "bytes");
    return {};
}

Result<> Demonstration::partition(const QString &title)
{
    DemoMove move;
    move.title = title;
    m_sink.begin();
    const qint64 from = WriterLoad::nowUs();
    PARTERRE_TRY(m_migration.migrate());
    const qint64 to = WriterLoad::nowUs();
    const StepSpan copy = m_sink.span(CopyStep().name());
    const StepSpan exchange = m_sink.span(SwitchStep().name());
    move.totalUs = to - from;
    move.copyUs = copy.endedUs - copy.beganUs;
    move.copyRows = copy.done;
    move.copyBytes = copy.bytesDone;
    move.writers = writers(exchange.beganUs, to);
    move.readers = readers(exchange.beganUs, to);
    m_report.busyWriters = worse(m_report.busyWriters, writers(from, exchange.beganUs));
    m_report.busyReaders = worse(m_report.busyReaders, readers(from, exchange.beganUs));
    PARTERRE_TRY(addAttempts(move));
    m_sink.note(Cli::tr("Watching: the old table follows the new one for %1 s").arg(kWatchMs / 1000));
    PARTERRE_TRY(m_migration.watch(kWatchMs));
    PARTERRE_ASSIGN(verification, m_migration.verify());
    move.verifiedRows = verification.rows;
    move.verifiedEqual = verification.isEqual();
    PARTERRE_TRY(compare(move));
    PARTERRE_TRY(addSize(move));
    m_report.moves << move;
    return {};
}

Result<> Demonstration::takeBack(const QString &title)
{
    DemoMove move;
    move.title = title;
    m_sink.begin();
    const qint64 from = WriterLoad::nowUs();
    PARTERRE_TRY(m_migration.rollBack());
    const qint64 to = WriterLoad::nowUs();
    move.totalUs = to - from;
    move.writers = writers(from, to);
    move.readers = readers(from, to);
    PARTERRE_TRY(addAttempts(move));
    PARTERRE_TRY(compare(move));
    PARTERRE_TRY(addSize(move));
    m_report.moves << move;
    return {};
}

Result<ExitCode> Demonstration::run()
{
    PARTERRE_TRY(m_migration.takeBackOld());
    PARTERRE_TRY(startLoad());
    PARTERRE_TRY(m_migration.makePlan());
    PARTERRE_TRY(partition(Cli::tr("migration")));
    PARTERRE_TRY(takeBack(Cli::tr("rollback")));
    PARTERRE_TRY(partition(Cli::tr("again")));
    m_load->pause();
    m_report.counts = m_load->counts();
    m_report.print(m_invocation.out);
    return m_report.isClean() ? ExitCode::Done : ExitCode::Findings;
}

} // namespace

Result<ExitCode> runDemonstration(Invocation &invocation, DemoServer &server)
{
    return Demonstration(invocation, server).run();
}

} // namespace parterre
