// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/battlefield.h"

#include "faults/catalogsnapshot.h"
#include "support/deadline.h"
#include "support/enginehelp.h"
#include "support/fixtures.h"

#include <QElapsedTimer>
#include <QFile>

#include <csignal>

namespace parterre::test {

using namespace std::chrono_literals;

namespace {

// What the table is bound to beside its own view: the strikes fall on that, too.
const QString kCompany = QStringLiteral(
    "CREATE TABLE public.kind (kind integer PRIMARY KEY); INSERT INTO public.kind VALUES (1); "
    "ALTER TABLE public.ledger_t ADD COLUMN kind integer NOT NULL DEFAULT 1 CONSTRAINT ledger_t_kind REFERENCES public.kind; "
    "COMMENT ON CONSTRAINT ledger_t_kind ON public.ledger_t IS 'the kind'; "
    "CREATE PUBLICATION ledger_feed FOR TABLE public.ledger_t WITH (publish_via_partition_root = true)");

QString lastLines(QByteArray text, int lines = 6)
{
    return QString::fromUtf8(text.trimmed().split('\n').mid(-lines).join("\n      "));
}

} // namespace

QString toText(Recovery recovery)
{
    static const QStringList names{QStringLiteral("another goes on"), QStringLiteral("another rolls back"),
                                   QStringLiteral("goes on itself")};
    return names[static_cast<int>(recovery)];
}

QString StrikeReport::toString() const
{
    return QStringLiteral("seed %1: %2 in %3 (%4, %5), %6, %7, %8 ms%9")
        .arg(QString::number(seed), parterre::test::toText(kind), step,
             isHit() ? statementId : QStringLiteral("not seen"), state, parterre::test::toText(recovery), ending,
             QString::number(durationMs),
             problems.isEmpty() ? QString() : QStringLiteral("\n    ") + problems.join(QStringLiteral("\n    ")));
}

const QStringList &Battlefield::stepNames()
{
    static const QStringList names{QStringLiteral("Prepare"),  QStringLiteral("Capture"),  QStringLiteral("Measure"),
                                   QStringLiteral("Copy"),     QStringLiteral("Repair"),   QStringLiteral("Index"),
                                   QStringLiteral("Catch up"), QStringLiteral("Switch"),   QStringLiteral("Settle"),
                                   QStringLiteral("Watch"),    QStringLiteral("Roll back")};
    return names;
}

Battlefield::Battlefield(BattlefieldOptions options)
    : m_options(options)
    , m_cluster(
          {.durable = true,
           .settings = {QStringLiteral("track_activity_query_size = 65536"), QStringLiteral("autovacuum_naptime = 5s")},
           .binDir = {}})
{}

Battlefield::~Battlefield()
{
    if (m_striker)
        m_striker->thaw();
    if (m_load)
        m_load->stop();
}

bool Battlefield::open()
{
    if (!m_cluster.start())
        return false;
    m_cluster.createDatabase(m_database);
    m_proxy = std::make_unique<Proxy>(m_cluster.socketDir(), m_cluster.port());
    m_striker = std::make_unique<Striker>(m_cluster, m_database);
    return makeTable();
}

bool Battlefield::makeTable()
{
    if (m_load)
        m_load->stop();
    m_load.reset();
    return m_options.everything ? makeEverything() : makeLedger();
}

bool Battlefield::makeEverything()
{
    m_striker->disconnect();
    m_cluster.exec(QStringLiteral("DROP DATABASE %1 WITH (FORCE)").arg(m_database));
    m_cluster.createDatabase(m_database);
    PgClient client(owner());
    createEverything(client);
    m_contents = contents();
    return true;
}

// Digest of the rows.
QString Battlefield::contents()
{
    return m_cluster.value(
        QStringLiteral("SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM public.orders x"), m_database);
}

bool Battlefield::makeLedger()
{
    m_cluster.exec(
        QStringLiteral(
            "DROP SCHEMA IF EXISTS parterre CASCADE; "
            "DROP TABLE IF EXISTS public.ledger_t, public.ledger_t_old, public.ledger_t_new, public.ledger_tx, public.kind, public.ledger_t_pkey_guard CASCADE; "
            "DROP FUNCTION IF EXISTS public.ledger_t_pkey_guard(); "
            "DROP PUBLICATION IF EXISTS ledger_feed"),
        m_database);
    PgClient client(owner());
    createLedgerTables(client);
    mustExec(client, kCompany);
    LedgerLoadOptions options;
    options.conninfo = m_cluster.conninfo(m_database, QStringLiteral("app_user"));
    options.months = m_options.months;
    options.writers = 6;
    options.readers = 1;
    options.writesPerSecond = m_options.writesPerSecond;
    options.readsPerSecond = 50;
    options.seed = ++m_tables;
    options.expectServerCrashes = true;
    m_load = std::make_unique<LedgerLoad>(options);
    if (!m_load->fill(m_options.rows) || !m_load->start())
        return false;
    mustExec(client, QStringLiteral("ANALYZE public.ledger_t"));
    return m_load->waitForCommits(10, 30s);
}

bool Battlefield::begin(Campaign &campaign)
{
    if (m_load)
        campaign.before = m_load->stats();
    campaign.catalog = catalogSnapshot(m_cluster, m_database);
    return makePlan(campaign);
}

bool Battlefield::makePlan(Campaign &campaign)
{
    PlanRequest request = requestFor(QStringLiteral("public"), tableName(), QStringLiteral("ts"));
    if (m_options.everything) {
        request.keyColumn = QStringLiteral("at");
        request.dropReferences = QStringList{QStringLiteral("line_order")};
    } else {
        request.uniqueKeys = UniqueChoice::Guard; // the key is extended as well: the strikes fall on both
    }
    request.limits.replayEntries = 20; // so that a strike falls between two shares, too
    const auto planned = planFor(owner(), request);
    if (!planned || !planned->plan) {
        campaign.problem(planned ? QStringLiteral("the plan is refused: %1").arg(planned->findings.value(0).consequence)
                                 : planned.error().toText());
        return false;
    }
    campaign.plan = *planned->plan;
    campaign.id = campaign.plan.id;
    QFile file(campaign.planFile());
    if (!file.open(QIODevice::WriteOnly) || file.write(campaign.plan.toJson()) < 0)
        campaign.problem(QStringLiteral("the plan cannot be written"));
    return campaign.report.problems.isEmpty();
}

std::unique_ptr<Program> Battlefield::startProgram(Campaign &campaign, const QStringList &arguments, bool throughProxy)
{
    const QString user = QStringLiteral("app_owner");
    campaign.homes.push_back(std::make_unique<ProgramHome>());
    auto program = std::make_unique<Program>(QStringLiteral(ENGINERUNNER_PATH), campaign.homes.back().get());
    const QString conninfo = throughProxy ? m_proxy->conninfo(m_database, user) : m_cluster.conninfo(m_database, user);
    if (!program->start(QStringList{conninfo} + arguments))
        campaign.problem(QStringLiteral("the program does not start"));
    return program;
}

bool Battlefield::waitForEnd(Campaign &campaign, Program &program)
{
    if (program.waitForFinished(120s))
        return true;
    campaign.problem(QStringLiteral("the program does not end; it said last:\n      ")
                     + lastLines(program.output() + program.errorOutput()));
    program.sendSignal(SIGKILL);
    program.waitForFinished(10s);
    return false;
}

bool Battlefield::mustRun(Campaign &campaign, const QStringList &arguments)
{
    QElapsedTimer patience;
    patience.start();
    while (true) {
        const auto program = startProgram(campaign, arguments, false);
        if (!waitForEnd(campaign, *program))
            return false;
        if (program->exitCode() == 0)
            return true;
        // The backend of a program that was killed ends its statement first.
        if (program->errorOutput().contains("another runner is at work") && patience.elapsed() < 60'000)
            continue;
        campaign.problem(arguments.join(u' ') + QStringLiteral(" failed (%1):\n      ").arg(program->exitCode())
                         + lastLines(program->output() + program->errorOutput(), 12));
        return false;
    }
}

// Bring the migration to where the struck operation begins.
void Battlefield::runToStart(Campaign &campaign, Rng &rng)
{
    const QString &step = campaign.report.step;
    campaign.watch = step == u"Watch";
    campaign.back = step == u"Roll back";
    if (campaign.watch) {
        mustRun(campaign, {QStringLiteral("migrate"), campaign.planFile()});
    } else if (campaign.back) {
        static const QStringList states{QStringLiteral("Watching"),  QStringLiteral("Watching"),
                                        QStringLiteral("Switched"),  QStringLiteral("CatchingUp"),
                                        QStringLiteral("Capturing"), QStringLiteral("Verified")};
        mustRun(campaign,
                {QStringLiteral("migrate"), campaign.planFile(), QStringLiteral("--until"),
                 states[rng.below(states.size())]});
    }
}

void Battlefield::blow(Campaign &campaign, Program &program, const Striker::Sighting &sighting, Rng &rng)
{
    switch (campaign.report.kind) {
    case StrikeKind::Kill:
        program.sendSignal(SIGKILL);
        program.waitForFinished(10s);
        m_striker->thaw();
        return;
    case StrikeKind::Terminate:
        if (m_striker->terminateAll() == 0)
            campaign.problem(QStringLiteral("there was no backend to terminate"));
        m_striker->thaw();
        return;
    case StrikeKind::Cut: {
        const int variant = static_cast<int>(rng.below(3));
        if (variant > 0)
            m_proxy->setBlackhole(true);
        else
            m_proxy->cut();
        m_striker->thaw();
        if (variant > 0 && !waitUntil([&] { return m_striker->hasLeft(sighting); }, 30s))
            campaign.problem(QStringLiteral("the statement does not end behind a dead network"));
        if (variant == 1)
            m_proxy->cut(); // its answer is never delivered
        m_proxy->setBlackhole(false);
        return;
    }
    case StrikeKind::Crash:
        if (!crash())
            campaign.problem(QStringLiteral("the server does not start again"));
        return;
    }
}

bool Battlefield::crash()
{
    ::kill(m_cluster.postmasterPid(), SIGQUIT);
    m_striker->thaw();
    m_cluster.crash();
    m_striker->disconnect();
    return m_cluster.start();
}

void Battlefield::recover(Campaign &campaign, Program &program)
{
    StrikeReport &report = campaign.report;
    if (report.recovery != Recovery::Itself || campaign.watch) {
        program.sendSignal(SIGKILL);
        program.waitForFinished(10s);
    } else if (waitForEnd(campaign, program) && program.exitCode() != 0) {
        campaign.problem(QStringLiteral("the struck program ended with %1:\n      ").arg(program.exitCode())
                         + lastLines(program.output() + program.errorOutput(), 12));
    }
    if (report.recovery == Recovery::RollBack || campaign.back)
        mustRun(campaign, {QStringLiteral("rollback"), campaign.id});
    else if (report.recovery == Recovery::Another)
        mustRun(campaign, {QStringLiteral("migrate"), campaign.id});
}

void Battlefield::checkRows(Campaign &campaign, const QString &when)
{
    if (!m_load) {
        if (contents() != m_contents)
            campaign.problem(when + QStringLiteral(": the rows are not those of before"));
        return;
    }
    m_load->waitForCommits(10, 30s);
    if (!m_load->pause(120s)) {
        campaign.problem(when + QStringLiteral(": the application does not come to rest"));
        return;
    }
    const QStringList differences = m_load->compare(owner(), QStringLiteral("public.") + tableName(), 8);
    for (const QString &line : differences)
        campaign.problem(when + QStringLiteral(": ") + line);
    m_load->resume();
}

void Battlefield::checkNothingLeft(Campaign &campaign, bool finished)
{
    const QStringList now = catalogSnapshot(m_cluster, m_database);
    QStringList differences = compareCatalogs(campaign.catalog, now);
    if (finished) {
        // The table and its partitions are new; the rest must be as it was, and nothing may have the names of the way
        // there.
        differences.erase(std::remove_if(differences.begin(), differences.end(),
                                         [&](const QString &line) { return line.contains(tableName()); }),
                          differences.end());
        for (const QString &line : now) {
            if (line.contains(campaign.plan.old.name) || line.contains(campaign.plan.shadow.name))
                differences << line;
        }
    }
    for (const QString &line : std::as_const(differences))
        campaign.problem(QStringLiteral("left behind: ") + line);
    for (const QString &hook : hooksLeft(m_cluster, m_database))
        campaign.problem(QStringLiteral("left behind: ") + hook);
    // A crash of the server leaves temporary tables of lost sessions behind; autovacuum drops them.
    const QString ours = m_cluster.value(
        QStringLiteral(
            "SELECT string_agg(x, ', ') FROM (SELECT oid::regclass::text AS x FROM pg_class WHERE relname ~ '_%1' AND relpersistence <> 't' "
            "UNION ALL SELECT oid::regprocedure::text FROM pg_proc WHERE proname ~ '_%1') o")
            .arg(campaign.id),
        m_database);
    if (!ours.isEmpty())
        campaign.problem(QStringLiteral("left behind: ") + ours);
}

// From Watching (or RolledBack) to the end, with all the checks.
void Battlefield::end(Campaign &campaign, Rng &rng)
{
    StrikeReport &report = campaign.report;
    QString state = m_striker->stateOf(campaign.id);
    if (state != u"RolledBack" && state != u"Watching")
        campaign.problem(QStringLiteral("the migration is in state \"%1\" after all").arg(state));
    if (state != u"RolledBack") {
        checkRows(campaign, QStringLiteral("in state ") + state);
        const bool finish = rng.percent(25) && state == u"Watching";
        mustRun(campaign,
                finish ? QStringList{QStringLiteral("drop"), campaign.id}
                       : QStringList{QStringLiteral("rollback"), campaign.id});
        report.ending = finish ? QStringLiteral("finished") : QStringLiteral("rolled back");
    } else {
        report.ending = QStringLiteral("rolled back");
    }
    checkEnd(campaign, report.ending == u"finished", report.kind == StrikeKind::Crash);
}

void Battlefield::checkEnd(Campaign &campaign, bool finished, bool crashed)
{
    checkRows(campaign, QStringLiteral("at the end"));
    checkNothingLeft(campaign, finished);
    if (!m_load)
        return;
    const LoadStats now = m_load->stats();
    if (now.failures > campaign.before.failures)
        campaign.problem(QStringLiteral("the application failed: ")
                         + m_load->failures().mid(campaign.before.failures, 5).join(u'\n'));
    if (!crashed && now.connectionLosses > campaign.before.connectionLosses)
        campaign.problem(QStringLiteral("the application lost %1 connections")
                             .arg(now.connectionLosses - campaign.before.connectionLosses));
}

StrikeReport Battlefield::strike(quint64 seed, StrikeKind kind, const QString &step)
{
    Rng rng(seed);
    Campaign campaign;
    StrikeReport &report = campaign.report;
    report.seed = seed;
    report.kind = kind;
    const QString drawn = stepNames()[rng.below(stepNames().size())];
    report.step = step.isEmpty() ? drawn : step;
    report.recovery = static_cast<Recovery>(rng.below(kind == StrikeKind::Kill ? 2 : 3));
    QElapsedTimer timer;
    timer.start();
    if (!begin(campaign))
        return report;
    runToStart(campaign, rng);

    const auto steps = strikeSteps(campaign.plan);
    const StrikeStep &target =
        *std::find_if(steps.begin(), steps.end(), [&](const StrikeStep &s) { return s.name == report.step; });
    const QStringList ids = target.statements.keys();
    const bool oneStatement = rng.percent(50);
    const QString chosen = ids[rng.below(ids.size())];
    QStringList texts;
    for (auto it = target.statements.begin(); it != target.statements.end(); ++it) {
        if (!oneStatement || it.key() == chosen)
            texts << it.value();
    }
    const int skip = static_cast<int>(rng.below(oneStatement ? 2 : 6));
    const QStringList arguments = campaign.back ? QStringList{QStringLiteral("rollback"), campaign.id}
        : campaign.watch                        ? QStringList{QStringLiteral("watch"), campaign.id}
                                                : QStringList{QStringLiteral("migrate"), campaign.planFile()};
    const auto program = startProgram(campaign, arguments, kind == StrikeKind::Cut);
    QElapsedTimer searching;
    searching.start();
    const auto over = [&] {
        const qsizetype reached = stepNames().indexOf(report.step);
        MigrationState state{};
        const bool known = fromText(m_striker->stateOf(campaign.id), &state);
        const bool past = known && !campaign.back && !campaign.watch && static_cast<qsizetype>(state) > reached;
        return past || !program->isRunning() || (campaign.watch && searching.elapsed() > 5000);
    };
    if (report.problems.isEmpty()) {
        if (const auto sighting = m_striker->freeze(campaign.id, target, texts, skip, over)) {
            report.state = sighting->state;
            for (auto it = target.statements.begin(); it != target.statements.end(); ++it) {
                if (it.value().contains(sighting->query))
                    report.statementId = it.key();
            }
            blow(campaign, *program, *sighting, rng);
        }
    }
    recover(campaign, *program);
    end(campaign, rng);
    report.durationMs = timer.elapsed();
    // The next migration needs a plain table and an application without a past.
    if (report.ending == u"finished" || !report.problems.isEmpty()) {
        if (!makeTable())
            campaign.problem(QStringLiteral("the table cannot be made again"));
    }
    return report;
}

QString strikeMatrix(const QList<StrikeReport> &reports)
{
    QString text = QStringLiteral("%1").arg(QStringLiteral("step"), -12);
    for (int kind = 0; kind < kStrikeKinds; ++kind)
        text += QStringLiteral(" %1").arg(toText(static_cast<StrikeKind>(kind)), 12);
    int missed = 0;
    for (const QString &step : Battlefield::stepNames()) {
        text += QStringLiteral("\n%1").arg(step, -12);
        for (int kind = 0; kind < kStrikeKinds; ++kind) {
            int hits = 0;
            int bad = 0;
            for (const StrikeReport &report : reports) {
                if (report.step != step || static_cast<int>(report.kind) != kind)
                    continue;
                hits += report.isHit();
                missed += !report.isHit();
                bad += !report.problems.isEmpty();
            }
            text += QStringLiteral(" %1").arg(
                bad > 0 ? QStringLiteral("%1 (%2 bad)").arg(hits).arg(bad) : QString::number(hits), 12);
        }
    }
    QMap<QString, int> outcomes;
    for (const StrikeReport &report : reports) {
        if (report.isHit())
            ++outcomes[QStringLiteral("%1, %2").arg(toText(report.recovery), report.ending)];
    }
    text += QStringLiteral("\noutcomes:");
    for (auto it = outcomes.begin(); it != outcomes.end(); ++it)
        text += QStringLiteral(" %1: %2;").arg(it.key()).arg(it.value());
    return text + QStringLiteral(" not seen in time, not counted: %1").arg(missed);
}

} // namespace parterre::test
