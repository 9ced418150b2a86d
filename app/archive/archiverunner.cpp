// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiverunner.h"

#include "archive/archivejournal.h"
#include "pg/ownschema.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSysInfo>
#include <QUuid>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPatientMs = 120'000;
constexpr qint64 kAliveMs = 15'000;
constexpr int kLastAttempts = 7; // each as long as the session's lock timeout
constexpr PacedWork kWork = PacedWork::Copy;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveRunner)
};

SqlText sql(const char *id)
{
    return SqlText::load(QLatin1String(id));
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

SessionOptions sessionOptions(const ArchiveOptions &options, const QString &role = {})
{
    SessionOptions session;
    session.applicationName = u"parterre archive"_s;
    session.role = role;
    session.readOnly = options.readOnly;
    session.cancel = options.cancel;
    session.observer = options.observer;
    return session;
}

QList<Statement> inTransaction(const QList<Statement> &statements)
{
    return QList<Statement>{{sql("transaction/begin")}} << statements << Statement{sql("transaction/commit")};
}

Result<ResolvedTable> resolve(const ArchiveOptions &options, const QualifiedName &table)
{
    PARTERRE_ASSIGN(session, Session::open(options.profile, sessionOptions(options)));
    return resolveArchiveTable(*session, table);
}

} // namespace

Result<std::unique_ptr<Session>> openArchiveSession(const ArchiveOptions &options, const QualifiedName &table,
                                                    const std::function<void()> &whileWaiting)
{
    PARTERRE_ASSIGN(resolved, resolve(options, table));
    SessionOptions session = sessionOptions(options, resolved.owner);
    session.whileWaiting = whileWaiting;
    return Session::open(options.profile, session);
}

Result<std::unique_ptr<Session>> openArchiveBooks(const ArchiveOptions &options)
{
    PARTERRE_ASSIGN(session, Session::open(options.profile, sessionOptions(options)));
    PARTERRE_ASSIGN(rows, session->exec(sql("schema/schema_exists")));
    if (rows.flag(0, "present") && rows.flag(0, "usable"))
        PARTERRE_TRY(session->exec(sql("archive/work_as_keeper")));
    return session;
}

ArchiveRunner::ArchiveRunner(const ArchiveOptions &options)
    : m_options(options)
{}

Result<std::unique_ptr<ArchiveRunner>> ArchiveRunner::open(const ArchiveOptions &options, const QualifiedName &table)
{
    std::unique_ptr<ArchiveRunner> runner(new ArchiveRunner(options));
    PARTERRE_ASSIGN(resolved, resolve(options, table));
    runner->m_table = resolved;
    SessionOptions main = sessionOptions(options, resolved.owner);
    SessionOptions eye = main;
    eye.observer = {};
    main.whileWaiting = [raw = runner.get()] { raw->attend(); };
    PARTERRE_ASSIGN(session, Session::open(options.profile, main));
    PARTERRE_ASSIGN(looking, Session::open(options.profile, eye));
    runner->m_session = std::move(session);
    runner->m_sentry = std::make_unique<LockSentry>(std::move(looking));
    runner->m_sentry->guard(runner->m_session.get());
    PARTERRE_TRY(ownschema::install(*runner->m_session));
    return runner;
}

Result<> ArchiveRunner::guard(const ArchivePolicy &policy)
{
    SessionOptions options = sessionOptions(m_options);
    options.readOnly = true;
    options.observer = {};
    PARTERRE_ASSIGN(governor,
                    Governor::open(m_options.profile, options, {policy.settings.pace, m_table.oid, policy.archive}));
    m_governor = std::move(governor);
    m_governor->setWork(kWork);
    takeNotes();
    return {};
}

// What goes on while a session waits.
void ArchiveRunner::attend()
{
    if (m_yielding)
        m_sentry->tick();
    if (!m_governor || !m_governor->tick())
        return;
    takeNotes();
    const QString pace = m_governor->pace().text();
    if (m_options.sink && !m_progress.step.isEmpty() && std::exchange(m_progress.pace, pace) != pace)
        m_options.sink->report(m_progress);
}

void ArchiveRunner::takeNotes()
{
    const QStringList notes = m_governor->takeNotes();
    for (const QString &text : notes)
        note(text);
    noteHours();
}

// Once: the governor tells again when work stops and goes on.
void ArchiveRunner::noteHours()
{
    const Pace pace = m_governor->pace();
    if (!pace.isStopped() || pace.guard != Guard::Hours || std::exchange(m_hoursNoted, true))
        return;
    const PlanPace &limits = m_policy.settings.pace;
    note(Text::tr("It waits until %1 (%2). Stopping it is safe, in a terminal by Ctrl+C; parterrectl archive add %3 "
                  "--hours '' lets the next run work at any hour.")
             .arg(limits.hours.section(u'-', 0, 0), limits.hoursZone, m_policy.id()));
}

Result<> ArchiveRunner::lock()
{
    PARTERRE_ASSIGN(rows, m_session->exec(sql("archive/try_lock"), Params() << m_table.oid));
    if (rows.flag(0, "locked"))
        return {};
    return failure(ErrorCode::Refused, Text::tr("another runner is at work on %1").arg(m_table.name.quoted()),
                   rows.text(0, "holder"), Text::tr("parterrectl archive history shows how far it is."));
}

Result<> ArchiveRunner::begin(const QString &kind, const ArchivePolicy &policy, const QJsonObject &details)
{
    m_id = QUuid::createUuid().toString(QUuid::Id128).left(8);
    m_sinceExpected.start();
    const QString runner = QStringLiteral("%1, pid %2")
                               .arg(QSysInfo::machineHostName(), QString::number(QCoreApplication::applicationPid()));
    PARTERRE_ASSIGN(begun,
                    transaction({{sql("archive/end_others"), Params() << m_table.oid},
                                 {sql("archive/begin_run"),
                                  Params() << m_id << policy.id() << m_table.oid << m_table.name.schema
                                           << m_table.name.name << policy.archive.schema << policy.archive.name << kind
                                           << runner << compact(details)}}));
    m_epoch = static_cast<int>(begun.last().integer(0, "epoch"));
    m_kind = kind;
    m_policy = policy;
    recordSizes(kSizesBefore);
    return {};
}

// A figure for people: nothing waits for it, and nothing fails without it.
void ArchiveRunner::recordSizes(const QString &key)
{
    const auto recorded =
        exec({sql("archive/record_sizes"),
              Params() << m_id << key << m_table.oid << m_policy.archive.schema << m_policy.archive.name});
    if (!recorded)
        (void)gaveWay(recorded.error());
}

Statement ArchiveRunner::endStatement(const QJsonObject &details) const
{
    return {sql("archive/end_run"), fence() << u"done"_s << QString() << compact(details)};
}

Result<> ArchiveRunner::end(Result<> outcome, const QJsonObject &details)
{
    m_session->setCancelToken({}); // what is written here is the end of a cancelled run as well
    m_session->rollback();
    const QString state = outcome ? u"done"_s : outcome.error().isCancelled() ? u"cancelled"_s : u"failed"_s;
    const QString said = outcome || outcome.error().isCancelled() ? QString() : outcome.error().toText();
    if (m_session->isOpen())
        (void)m_session->exec(sql("archive/end_run"), fence() << state << said << compact(details));
    if (m_session->isOpen())
        recordSizes(kSizesAfter);
    return outcome.map_error([this](const Error &error) { return toldCancel(error); });
}

// Who ended it is to know what has become of the rows; where less is certain, what was at work has said it.
Error ArchiveRunner::toldCancel(Error error) const
{
    if (!error.isCancelled() || !error.hint.isEmpty())
        return error;
    if (m_kind == u"archive") {
        error.detail = Text::tr("Rows that moved stay moved; each row is in the table or in its archive.");
        error.hint = Text::tr("Run it again to go on.");
    } else if (m_kind == u"restore" && m_policy.isInFiles()) {
        error.detail = Text::tr("Rows of files that were read to their end are in the table; the files keep them.");
        error.hint = Text::tr("Run it again to go on.");
    } else if (m_policy.isInFiles()) { // an undo
        error.detail = Text::tr("Rows of whole batches have left again; each row is in the table or its file's.");
        error.hint = Text::tr("Undo it once more to go on.");
    } else if (m_kind == u"restore") {
        error.detail = Text::tr("Nothing was restored.");
    } else if (!m_policy.isOnServer()) {
        error.detail = Text::tr("Nothing was undone.");
    }
    return error;
}

// A look may be older than the statement that it ends, so none may be ended that is not tried again.
Result<QList<Rows>> ArchiveRunner::yielding(const QList<Statement> &statements)
{
    return givingWay([&] { return m_session->execAll(statements); });
}

Result<Rows> ArchiveRunner::exec(const Statement &statement)
{
    return yielding({statement}).map([](QList<Rows> &&rows) { return std::move(rows.first()); });
}

Result<QList<Rows>> ArchiveRunner::transaction(const QList<Statement> &statements)
{
    return yielding(inTransaction(statements)).map([&](QList<Rows> &&rows) { return rows.mid(1, statements.size()); });
}

bool ArchiveRunner::gaveWay(const Error &error)
{
    const bool yielded = error.sqlState == u"57014" && m_sentry->takeYielded();
    const bool moved = error.sqlState == u"40001"; // the row went to another partition meanwhile
    return !m_options.cancel.isCancelled() && (yielded || moved || error.code == ErrorCode::LockNotAvailable);
}

Result<QList<Rows>> ArchiveRunner::lockingTransaction(const QList<Statement> &statements, double *tookMs)
{
    QElapsedTimer timer;
    timer.start();
    for (int attempt = 1;; ++attempt) {
        const qint64 began = timer.nsecsElapsed();
        auto done = transaction(statements);
        if (tookMs)
            *tookMs = static_cast<double>(timer.nsecsElapsed() - began) / 1e6;
        if (done || !gaveWay(done.error()))
            return done;
        if (timer.elapsed() > kPatientMs)
            return Failure(inUse(done.error()));
        if (attempt % 10 == 1)
            note(Text::tr("The lock on %1 is not free yet (attempt %2); trying again.")
                     .arg(m_table.name.quoted(), QString::number(attempt)));
        PARTERRE_TRY(rest(50 + QRandomGenerator::global()->bounded(std::min(100 * attempt, 1000))));
    }
}

Result<Rows> ArchiveRunner::patiently(const Statement &statement)
{
    QElapsedTimer timer;
    timer.start();
    for (int attempt = 1;; ++attempt) {
        auto done = exec(statement);
        if (done || !gaveWay(done.error()))
            return done;
        if (timer.elapsed() > kPatientMs)
            return Failure(inUse(done.error()));
        PARTERRE_TRY(rest(50 + QRandomGenerator::global()->bounded(std::min(100 * attempt, 1000))));
    }
}

Result<> ArchiveRunner::afterAll(const QList<Statement> &statements)
{
    const CancelToken token = m_session->cancelToken();
    m_session->setCancelToken({});
    Result<> done;
    for (int attempt = 0; attempt < kLastAttempts && m_session->isOpen(); ++attempt) {
        done = m_session->execAll(inTransaction(statements)).map([](const QList<Rows> &) {});
        // What was cancelled may have had its answer already, and the cancel meets the next statement.
        if (done || (done.error().code != ErrorCode::LockNotAvailable && !done.error().isCancelled()))
            break;
    }
    m_session->setCancelToken(token);
    return done;
}

Result<> ArchiveRunner::checkCancelled() const
{
    if (m_options.cancel.isCancelled())
        return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
    if (m_governor && !m_governor->isOpen()) // without it nobody would look out
        return failure(ErrorCode::Connection, Text::tr("the connection that looks out for the server is lost"));
    return {};
}

Result<> ArchiveRunner::rest(qint64 milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
        PARTERRE_TRY(checkCancelled());
        waitAny({m_session.get()}, static_cast<int>(std::min<qint64>(25, milliseconds - timer.elapsed())));
        attend();
    }
    return checkCancelled();
}

Result<> ArchiveRunner::restAfterGivingWay()
{
    note(Text::tr("Somebody waited for the table; nothing was changed yet, trying again."));
    return rest(500);
}

Result<> ArchiveRunner::restBetweenBatches(const ArchiveSettings &settings, qint64 tookMs)
{
    PARTERRE_TRY(rest(settings.pauseMs));
    QElapsedTimer since;
    since.start();
    while (m_options.pause.isPaused() || (m_governor && !m_governor->isRested(kWork, since.elapsed(), tookMs))) {
        PARTERRE_TRY(rest(50));
        PARTERRE_TRY(showAlive());
    }
    return checkCancelled();
}

// Who waits for hours is not taken for dead.
Result<> ArchiveRunner::showAlive()
{
    if (m_sinceAlive.isValid() && m_sinceAlive.elapsed() < kAliveMs)
        return {};
    m_sinceAlive.start();
    PARTERRE_TRY(exec({sql("archive/show_alive"), fence()}));
    return {};
}

void ArchiveRunner::expect(qint64 rows)
{
    m_expected = rows;
    m_sinceExpected.start();
}

void ArchiveRunner::report(qint64 movedRows, qint64 movedBytes, const QString &message)
{
    m_rows += movedRows;
    m_bytes += movedBytes;
    Progress &p = m_progress;
    p.step = QStringLiteral(QT_TRANSLATE_NOOP("Step", "Archive"));
    p.message = message;
    p.unit = Text::tr("rows");
    p.done = m_rows;
    p.total = std::max(m_expected, m_rows);
    p.bytesDone = m_bytes;
    p.rate = static_cast<double>(m_rows) * 1000 / static_cast<double>(std::max<qint64>(1, m_sinceExpected.elapsed()));
    p.pace = m_governor ? m_governor->pace().text() : QString();
    if (p.rate > 0 && p.total > p.done)
        p.remainingMs = static_cast<qint64>(static_cast<double>(p.total - p.done) * 1000 / p.rate);
    if (m_options.sink)
        m_options.sink->report(p);
}

Error ArchiveRunner::inUse(Error error)
{
    error.code = ErrorCode::LockNotAvailable;
    error.hint = Text::tr("Somebody holds a lock for longer than that; parterrectl activity shows who.");
    return error;
}

void ArchiveRunner::note(const QString &text)
{
    if (m_options.sink)
        m_options.sink->note(text);
}

} // namespace parterre
