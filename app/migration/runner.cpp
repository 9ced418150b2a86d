// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/runner.h"

#include "migration/evidence.h"
#include "migration/monitor.h"
#include "pg/governor.h"
#include "pg/ownschema.h"
#include "pg/servererror.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSysInfo>

#include <algorithm>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Runner)
};

constexpr qint64 kLockPatienceMs = 3'000;

SqlText plainSql(const char *id)
{
    return SqlText::load(QString::fromLatin1(id));
}

Failure connectionLost()
{
    Error lost{ErrorCode::Connection, Text::tr("the connection to the server was lost"), {}, {}, {}, {}};
    lost.connectionLost = true;
    return Failure(lost);
}

} // namespace

Result<std::unique_ptr<Session>> openJournalSession(const ConnectionProfile &profile, const CancelToken &cancel,
                                                    const std::function<void(const StatementRecord &)> &observer)
{
    SessionOptions options;
    options.applicationName = QStringLiteral("parterre");
    options.cancel = cancel;
    options.readOnly = true;
    options.observer = observer;
    PARTERRE_ASSIGN(session, Session::open(profile, options));
    PARTERRE_ASSIGN(rows, session->exec(plainSql("schema/schema_exists")));
    if (!rows.isNull(0, "owner") && rows.flag(0, "usable"))
        PARTERRE_TRY(session->exec(plainSql("session/role"), Params() << rows.text(0, "owner")));
    return session;
}

Runner::Runner(const RunnerOptions &options)
    : m_options(options)
{}

Runner::~Runner()
{
    m_workers.clear();
    m_main.reset(); // gives the advisory lock back
    m_governor.reset();
    m_monitor.reset();
}

SessionOptions Runner::sessionOptions(const QString &name)
{
    SessionOptions options;
    options.applicationName = u"parterre:" % m_entry.plan.id % u':' % name;
    options.forceName = true;
    options.role = m_role;
    options.readOnly = m_options.readOnly;
    options.lockTimeoutMs = m_entry.plan.limits.lockTimeoutMs;
    options.cancel = m_options.cancel;
    options.whileWaiting = [this] { attend(); };
    options.observer = [this](const StatementRecord &record) {
        m_log.add(record);
        if (m_options.observer)
            m_options.observer(record);
    };
    return options;
}

Result<std::unique_ptr<Runner>> Runner::open(const RunnerOptions &options, const QString &id, const QString &goal)
{
    std::unique_ptr<Runner> runner(new Runner(options));
    {
        PARTERRE_ASSIGN(session, openJournalSession(options.profile, options.cancel));
        PARTERRE_ASSIGN(installed, ownschema::isInstalled(*session));
        if (!installed) {
            return failure(ErrorCode::NotFound, Text::tr("there is no migration in this database"),
                           Text::tr("Schema parterre does not exist."));
        }
        PARTERRE_ASSIGN(entry, journal::read(*session, id));
        runner->m_entry = std::move(entry);
    }
    runner->m_role = runner->m_entry.plan.table.ownerName();
    runner->m_sql = std::make_unique<MigrationSql>(runner->m_entry.plan);
    PARTERRE_ASSIGN(session, Session::open(options.profile, runner->sessionOptions(QStringLiteral("main"))));
    runner->m_main = std::move(session);
    PARTERRE_TRY(runner->takeOver(goal));
    return runner;
}

Result<journal::Place> Runner::provePlace() const
{
    PARTERRE_ASSIGN(place, journal::place(*m_main));
    if (place.standby) {
        return failure(ErrorCode::Refused, Text::tr("the server is a standby"),
                       Text::tr("A migration writes; a standby only replays."), Text::tr("Connect to the primary."));
    }
    const bool same = place.systemIdentifier == m_entry.systemIdentifier && place.timeline == m_entry.timeline
        && place.database == plan().database;
    if (!same && !m_options.adopt) {
        return failure(
            ErrorCode::Refused, Text::tr("this is not the server the migration was started on"),
            Text::tr("The journal names database %1 of system %2, timeline %3; this is database %4 of system %5, "
                     "timeline %6.")
                .arg(plan().database, m_entry.systemIdentifier)
                .arg(m_entry.timeline)
                .arg(place.database, place.systemIdentifier)
                .arg(place.timeline),
            Text::tr(
                "If this is the promoted or upgraded server, go on with --adopt. If it is a copy, call parterre.emergency_stop('%1') here.")
                .arg(m_entry.plan.id));
    }
    return place;
}

Result<> Runner::takeOver(const QString &goal)
{
    m_goal = goal;
    PARTERRE_ASSIGN(place, provePlace());
    // The backend of a command that just ended may still be on its way out.
    QElapsedTimer patience;
    patience.start();
    Rows lock;
    while (true) {
        PARTERRE_ASSIGN(tried, m_main->exec(plainSql("journal/try_lock"), Params() << plan().id));
        lock = std::move(tried);
        if (lock.flag(0, "locked") || patience.elapsed() > kLockPatienceMs)
            break;
        PARTERRE_TRY(pause(50));
    }
    if (!lock.flag(0, "locked")) {
        return failure(ErrorCode::Refused, Text::tr("another runner is at work on migration %1").arg(plan().id),
                       lock.text(0, "holder"),
                       Text::tr("Wait for it, or end it first; parterrectl status shows what it does."));
    }
    PARTERRE_TRY(ownschema::install(*m_main)); // an older program may have made the journal
    QList<Statement> statements{{plainSql("transaction/begin")},
                                {plainSql("migration/patience"), Params() << QStringLiteral("60s")}};
    if (place.systemIdentifier != m_entry.systemIdentifier) // adopted: what it knows by its catalog is new there
        statements << Statement{m_sql->sql("migration/readopt"), Params() << plan().id};
    statements << Statement{plainSql("journal/take_over"),
                            Params() << plan().id << goal << m_options.expectedEpoch << m_options.token
                                     << place.systemIdentifier << place.timeline};
    // Waits for a dead runner's backend that is still in a transaction; after this it can begin no other.
    PARTERRE_ASSIGN(rows, m_main->execAll(statements << Statement{plainSql("transaction/commit")}));
    const Rows &taken = rows[rows.size() - 2];
    if (taken.isEmpty()) {
        return failure(
            ErrorCode::Fenced, Text::tr("migration %1 was stopped or taken over by somebody else").arg(plan().id), {},
            Text::tr(
                "parterrectl status shows its state; an emergency stop is only taken back by a new command of yours."));
    }
    PARTERRE_TRY(reread());
    m_entry.epoch = static_cast<int>(taken.integer(0, "epoch"));
    SessionOptions monitorOptions = sessionOptions(QStringLiteral("monitor"));
    monitorOptions.whileWaiting = nullptr;
    monitorOptions.observer = nullptr;
    monitorOptions.cancel = {};
    PARTERRE_ASSIGN(monitorSession, Session::open(m_options.profile, monitorOptions));
    const QString who = QSysInfo::machineHostName() % u':' % QString::number(QCoreApplication::applicationPid());
    m_monitor = std::make_unique<Monitor>(std::move(monitorSession), m_log, plan().id, m_entry.epoch, who);
    m_log.note(Text::tr("Runner %1: %2, as role %3, %4 %5")
                   .arg(who, goal, m_entry.plan.table.owner, QCoreApplication::applicationName(),
                        QCoreApplication::applicationVersion()));
    giveWay(true);
    if (goal == u"migrate" && m_entry.state < MigrationState::Switched)
        PARTERRE_TRY(openGovernor());
    return calmCapture();
}

Result<> Runner::openGovernor()
{
    SessionOptions options = sessionOptions(QStringLiteral("pace"));
    options.role.clear();
    options.readOnly = true;
    options.whileWaiting = nullptr;
    options.observer = nullptr;
    PARTERRE_ASSIGN(governor,
                    Governor::open(m_options.profile, options,
                                   {plan().pace, plan().table.oid, plan().shadow, u"log_" % plan().id,
                                    plan().limits.logSoftBytes}));
    m_governor = std::move(governor);
    takeNotes();
    return {};
}

// What goes on while a session waits.
void Runner::attend()
{
    if (m_monitor)
        m_monitor->tick();
    if (!isGuarded() || !m_governor->tick())
        return;
    takeNotes();
    if (!m_progress.step.isEmpty() && m_progress.pace != m_governor->pace().text())
        progress(m_progress);
}

void Runner::takeNotes()
{
    const QStringList notes = m_governor->takeNotes();
    for (const QString &text : notes)
        note(text);
}

Pace Runner::pace(PacedWork work) const
{
    return isGuarded() ? m_governor->pace(work) : Pace();
}

void Runner::setWork(std::optional<PacedWork> work)
{
    if (!isGuarded())
        return;
    m_governor->setWork(work);
    takeNotes();
}

bool Runner::isRested(PacedWork work, qint64 sinceMs, qint64 tookMs) const
{
    return !isGuarded() || m_governor->isRested(work, sinceMs, tookMs);
}

Result<> Runner::restForPace(PacedWork work, qint64 tookMs)
{
    QElapsedTimer since;
    since.start();
    while (!isRested(work, since.elapsed(), tookMs))
        PARTERRE_TRY(pause(50));
    return checkCancelled();
}

// A runner that died at the gate left the writers with the synchronous capture, which costs them more.
Result<> Runner::calmCapture()
{
    for (const Direction &direction : {m_sql->forward(), m_sql->reverse()}) {
        PARTERRE_ASSIGN(rows, m_main->exec(m_sql->sqlFor("migration/is_synchronous", direction)));
        if (!rows.isEmpty() && rows.flag(0, "synchronous"))
            PARTERRE_TRY(transaction({{m_sql->captureToLog(direction)}}));
    }
    return {};
}

Result<> Runner::reread()
{
    PARTERRE_ASSIGN(entry, journal::read(*m_main, plan().id));
    const int epoch = m_entry.epoch;
    m_entry = std::move(entry);
    if (epoch > m_entry.epoch || m_entry.epoch == 0)
        m_entry.epoch = epoch;
    return {};
}

Result<QList<Session *>> Runner::workers()
{
    while (m_workers.size() < static_cast<std::size_t>(workerCount())) {
        PARTERRE_ASSIGN(
            session,
            Session::open(m_options.profile, sessionOptions(u"worker" % QString::number(m_workers.size() + 1))));
        PARTERRE_TRY(session->exec(plainSql("migration/index_settings")));
        m_workers.push_back(std::move(session));
        giveWay(true);
    }
    QList<Session *> list;
    for (const auto &worker : m_workers)
        list << worker.get();
    return list;
}

QList<Statement> Runner::fenced(const QList<Statement> &statements, bool snapshot) const
{
    QList<Statement> all{{plainSql(snapshot ? "transaction/begin_snapshot" : "transaction/begin")},
                         {plainSql("journal/fence"), Params() << plan().id << m_entry.epoch}};
    all << statements;
    all << Statement{plainSql("transaction/commit")};
    return all;
}

Result<QList<Rows>> Runner::transaction(Session &session, const QList<Statement> &statements, bool snapshot)
{
    constexpr int kTurns = 50;
    for (int turn = 1;; ++turn) {
        auto all = session.execAll(fenced(statements, snapshot));
        if (all)
            return all->mid(2, statements.size());
        const bool gaveWay = all.error().sqlState == u"57014" && yielded(&session) && !cancel().isCancelled();
        if (!gaveWay || turn == kTurns)
            return Failure(all.error());
        PARTERRE_TRY(pause(200));
    }
}

Result<QList<Rows>> Runner::lockingTransaction(const QList<Statement> &statements, qint64 patientMs)
{
    QElapsedTimer timer;
    timer.start();
    for (int attempt = 1;; ++attempt) {
        // One try only: whoever queues behind the attempt ends it sooner than its timeout, and that is no other
        // outcome.
        auto all = m_main->execAll(fenced(statements));
        if (all)
            return all->mid(2, statements.size());
        Result<QList<Rows>> done = Failure(all.error());
        const bool gaveWay = all.error().sqlState == u"57014" && yielded(m_main.get()) && !cancel().isCancelled();
        if (!gaveWay && all.error().code != ErrorCode::LockNotAvailable)
            return done;
        if (timer.elapsed() > patientMs) {
            Error e = done.error();
            e.hint =
                Text::tr("Somebody holds a lock on the table for longer than that; parterrectl inspect shows who.");
            return Failure(e);
        }
        if (attempt % 10 == 1)
            note(Text::tr("The lock on %1 is not free yet (attempt %2); trying again.")
                     .arg(plan().table.name.quoted())
                     .arg(attempt));
        PARTERRE_TRY(pause(50 + QRandomGenerator::global()->bounded(std::min(100 * attempt, 1000))));
    }
}

Statement Runner::stateStatement(MigrationState state) const
{
    return {plainSql("journal/set_state"), Params() << plan().id << toText(state)};
}

Result<> Runner::changeState(MigrationState state)
{
    PARTERRE_TRY(transaction({stateStatement(state)}));
    setState(state);
    return {};
}

Result<> Runner::checkCancelled() const
{
    if (m_options.cancel.isCancelled())
        return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
    if (isGuarded() && !m_governor->isOpen()) // without it nobody would look out
        return connectionLost();
    return {};
}

Result<> Runner::restWhilePaused()
{
    while (m_options.pause.isPaused())
        PARTERRE_TRY(pause(100));
    return checkCancelled();
}

Result<> Runner::pause(qint64 milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    if (m_monitor)
        tellDefinition();
    while (timer.elapsed() < milliseconds) {
        PARTERRE_TRY(checkCancelled());
        if (!m_main->isOpen())
            return connectionLost();
        waitAny({m_main.get()}, static_cast<int>(std::min<qint64>(25, milliseconds - timer.elapsed())));
    }
    return checkCancelled();
}

void Runner::beginStep(const QString &name)
{
    m_step = name;
    m_log.setStep(name);
    watchDefinition(true);
    Progress p;
    p.step = name;
    progress(p);
}

// On the way to the switch, where the table's name means the table that the plan describes; not while it is tried, when
// every lock is in its way.
void Runner::watchDefinition(bool on)
{
    const bool before = on && state() > MigrationState::Planned && state() < MigrationState::Switched;
    m_monitor->watchDefinition(before && m_goal == u"migrate" ? m_sql->sql("migration/definition") : SqlText());
}

// The switch would refuse it in the end; whoever changed it should hear of it while it is fresh.
void Runner::tellDefinition()
{
    const auto now = m_monitor->takeDefinition();
    if (!now || (now->second == plan().fingerprint) == !m_altered)
        return;
    m_altered = now->second != plan().fingerprint;
    if (!m_altered)
        return note(Text::tr("The definition of %1 is the planned one again.").arg(plan().table.name.quoted()));
    QStringList paths;
    const QJsonObject document = QJsonDocument::fromJson(now->first.toUtf8()).object();
    for (const DefinitionChange &change : definitionChanges(plan(), document, false))
        paths << change.path;
    if (paths.isEmpty())
        paths << Text::tr("a default, a collation or how a column is stored");
    note(
        Text::tr("ALARM: the definition of %1 was changed since the plan was made: %2. The switch will refuse it. Undo "
                 "the change, or roll back and make the plan again.")
            .arg(plan().table.name.quoted(), paths.join(QStringLiteral(", "))));
}

void Runner::progress(Progress progress)
{
    tellDefinition();
    progress.pace = isGuarded() ? m_governor->pace().text() : QString();
    m_progress = progress;
    m_monitor->setProgress(progress.step, progress.done, progress.total);
    sink().report(progress);
}

void Runner::note(const QString &text)
{
    QString kept = text.section(u'\n', 0, 0); // other sessions' queries, below it, are nothing to keep
    if (kept.endsWith(u':'))
        kept.back() = u'.';
    m_log.note(kept);
    sink().note(text);
}

void Runner::markReplayed()
{
    m_monitor->markReplayed();
}

void Runner::giveWay(bool on)
{
    QList<Session *> sessions;
    if (on && m_main)
        sessions << m_main.get();
    for (const auto &worker : m_workers) {
        if (on)
            sessions << worker.get();
    }
    m_monitor->watchLocks(sessions);
    watchDefinition(on);
}

bool Runner::yielded(const Session *session)
{
    return m_monitor->takeYielded(session);
}

} // namespace parterre
