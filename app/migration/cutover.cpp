// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/cutover.h"

#include "base/units.h"
#include "migration/preflight.h"
#include "migration/switchattempt.h"
#include "migration/watch.h"
#include "pg/servererror.h"

#include <QCoreApplication>
#include <QLocale>
#include <QProcess>
#include <QRandomGenerator>

#include <algorithm>

namespace parterre {

namespace {

constexpr qint64 kSynchronousRest = 5'000; // pause between two spells of synchronous capture
constexpr qint64 kRest = 200;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CutOver)
};

QList<Blocker> toBlockers(const Rows &rows)
{
    QList<Blocker> list;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        list << Blocker{static_cast<int>(rows.integer(i, "pid")),
                        rows.text(i, "usename"),
                        rows.text(i, "application_name"),
                        rows.text(i, "state"),
                        rows.real(i, "age"),
                        rows.text(i, "query").simplified()};
    }
    return list;
}

QString describeBlockers(const QList<Blocker> &blockers)
{
    QStringList lines;
    for (const Blocker &blocker : blockers)
        lines << blocker.toText();
    return lines.join(u'\n');
}

constexpr qint64 kFollowEvery = 250; // milliseconds
constexpr int kOverBudget = 3;       // as often the budget may be missed

QString milliseconds(int value)
{
    return QString::number(value) % u"ms";
}

} // namespace

QString Blocker::toText() const
{
    QStringList parts{Text::tr("pid %1").arg(pid), Text::tr("user %1").arg(user), application, state};
    if (age > 0) // hidden from roles without pg_read_all_stats, as are application, state and query
        parts << Text::tr("for %1").arg(formatDuration(static_cast<qint64>(age * 1000)));
    parts.removeAll(QString());
    const QString who = parts.join(u", ");
    return query.isEmpty() ? who : who % u": " % query.left(100);
}

Result<QList<Blocker>> olderSnapshots(Runner &runner, const QString &xid)
{
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().sql("migration/snapshots"), Params() << xid));
    return toBlockers(rows);
}

Result<> runHook(Runner &runner, const ShellHook &hook, const QString &name)
{
    if (hook.command.isEmpty())
        return {};
    runner.note(Text::tr("Running the command %1.").arg(name)); // what it is may be a secret
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), hook.command});
    QElapsedTimer timer;
    timer.start();
    while (!process.waitForFinished(20)) { // waits: an engine's thread has no event loop
        if (process.state() == QProcess::NotRunning)
            break;
        auto going = runner.pause(20); // the heart goes on beating
        if (going && timer.elapsed() < hook.timeoutMs)
            continue;
        process.kill();
        process.waitForFinished(1000); // waits: it was killed, this only collects it
        PARTERRE_TRY(going);
        return failure(ErrorCode::Refused,
                       Text::tr("the command %1 took longer than %2 ms").arg(name).arg(hook.timeoutMs), hook.command);
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        return failure(ErrorCode::Refused, Text::tr("the command %1 failed").arg(name),
                       QString::fromLocal8Bit(process.readAll()).trimmed().right(500));
    }
    return {};
}

QString CutOverReport::toText() const
{
    const QLocale locale;
    QString text = Text::tr("attempt %1, locked for %2 ms").arg(attempts).arg(locale.toString(lockedMs, 'f', 1));
    if (attempts > 1)
        text += Text::tr("; those before it held others up for %1 ms at most, together")
                    .arg(locale.toString(givenUpMs, 'f', 0));
    return text;
}

CutOver::CutOver(Runner &runner, bool back)
    : m_runner(runner)
    , m_back(back)
    , m_direction(back ? runner.sql().reverse() : runner.sql().forward())
    , m_replayer(runner, runner.main(), m_direction)
{}

QList<Statement> CutOver::patientLock(const MigrationSql &sql, bool back, const QString &shape)
{
    QList<Statement> list{{sql.sql("migration/patience"), Params() << QStringLiteral("3s")},
                          {sql.sql("migration/lock_update_exclusive")}};
    // Under the lock the foreign keys of the partitions change: no autovacuum may be met there.
    if (!sql.plan().table.foreignKeys.isEmpty()) {
        const QualifiedName &partitioned = back ? sql.plan().table.name : sql.plan().shadow;
        list << Statement{sql.sql("migration/lock_tree", {{QStringLiteral("relation"), partitioned.quoted()}})};
    }
    list << Statement{sql.sql(back ? "migration/shape_holds" : "migration/definition_holds"),
                      Params() << (back ? shape : sql.plan().fingerprint)};
    if (back)
        list << Statement{sql.sql("migration/children_hold")};
    const Direction direction = back ? sql.reverse() : sql.forward();
    list << Statement{sql.sqlFor("migration/captured", direction), Params() << direction.triggers};
    return list;
}

QList<PlannedStatement> CutOver::describe(const MigrationSql &sql, bool back)
{
    const Direction direction = back ? sql.reverse() : sql.forward();
    const QString waiting = Text::tr("while old snapshots are waited for");
    QList<PlannedStatement> list;
    if (!sql.plan().limits.plainSwitch)
        list = {{sql.captureSynchronously(direction), {}},
                {sql.sql("migration/current_xid"), {}},
                {sql.sqlFor("migration/pending", direction), waiting},
                {sql.sql("migration/snapshots"), waiting}};
    list << PlannedStatement{sql.sql("migration/serializable_reads"), waiting};
    const QString first = Text::tr("first half of an attempt: nobody waits");
    for (const Statement &statement : patientLock(sql, back, {}))
        list << PlannedStatement{statement.sql, first};
    if (back)
        list << PlannedStatement{sql.sql("migration/relation_oids"), first};
    list << PlannedStatement{SqlText::load(QStringLiteral("preflight/dependents"), {}, sql.plan().serverMajor), first};
    if (back) {
        list << PlannedStatement{sql.sql("migration/leaf_dependents"), first};
    } else {
        list << PlannedStatement{sql.sql("preflight/references"), first};
        if (!sql.plan().materializedViews.isEmpty())
            list << PlannedStatement{SqlText::load(QStringLiteral("catalog/materialized_views")), first};
    }
    list << PlannedStatement{sql.sql("migration/switch_limits"), first};
    for (const Statement &statement : sql.switchOver(back))
        list << PlannedStatement{statement.sql, Text::tr("second half, one message")};
    list << PlannedStatement{sql.sql("migration/flush"), Text::tr("after the switch: its COMMIT waits for the disk")};
    list << PlannedStatement{sql.sql("migration/holders"), Text::tr("only after an attempt that got no lock")};
    if (!sql.plan().limits.plainSwitch)
        list << PlannedStatement{sql.captureToLog(direction), Text::tr("only when the switch is put off")};
    return list;
}

Result<QString> CutOver::currentXid()
{
    PARTERRE_ASSIGN(rows, m_runner.main().exec(m_runner.sql().sql("migration/current_xid")));
    return rows.text(0, "xid");
}

Result<> CutOver::engage()
{
    if (m_engaged)
        return {};
    PARTERRE_TRY(m_runner.transaction({{m_runner.sql().captureSynchronously(m_direction)}}));
    m_engaged = true;
    m_sinceEngaged.start();
    m_gateXid.clear();
    return {};
}

Result<> CutOver::disengage()
{
    if (!m_engaged)
        return {};
    PARTERRE_TRY(m_runner.transaction({{m_runner.sql().captureToLog(m_direction)}}));
    m_engaged = false;
    m_report.synchronousMs += static_cast<double>(m_sinceEngaged.elapsed());
    return {};
}

namespace {

// A snapshot that was taken since only inherits the horizon of the oldest transaction, and goes when that one ends.
QList<Blocker> begunBefore(qint64 agoMs, const QList<Blocker> &holders)
{
    QList<Blocker> old;
    for (const Blocker &holder : holders) {
        if (holder.age <= 0 || holder.age * 1000 > static_cast<double>(agoMs)) // 0: hidden from this role
            old << holder;
    }
    return old.isEmpty() ? holders : old;
}

} // namespace

// From here on T and P are equal in every snapshot: the log is drained and no snapshot is older than the last round
// that changed something. Holding this gate open too long costs the writers; then the capture goes back to the log.
Result<bool> CutOver::passGate()
{
    const PlanLimits &limits = m_runner.plan().limits;
    if (limits.plainSwitch) // what is left is replayed under the lock, whoever has an old snapshot
        return m_replayer.round().map([](const Replayer::Round &) { return true; });
    QElapsedTimer waiting;
    waiting.start();
    QElapsedTimer sinceNote;
    while (true) {
        if (mustWait())
            return false;
        if (m_total.elapsed() > limits.switchWaitMs) {
            return failure(ErrorCode::Refused, Text::tr("the switch was put off: old snapshots did not end in time"),
                           describeBlockers(m_gateXid.isEmpty()
                                                ? QList<Blocker>()
                                                : olderSnapshots(m_runner, m_gateXid).value_or(QList<Blocker>())),
                           Text::tr("End these transactions or wait, then run migrate again."));
        }
        if (m_engaged && m_sinceEngaged.elapsed() > limits.syncCaptureMs) {
            PARTERRE_TRY(disengage());
            m_runner.note(
                Text::tr("Synchronous capture is off again for a while: old snapshots still hold the switch."));
            PARTERRE_TRY(m_runner.pause(kSynchronousRest));
        }
        PARTERRE_TRY(engage());
        PARTERRE_ASSIGN(pending, m_replayer.pending());
        if (pending > 0 || m_gateXid.isEmpty()) {
            PARTERRE_ASSIGN(round, m_replayer.round());
            if (round.pairs > 0 || m_gateXid.isEmpty()) {
                PARTERRE_ASSIGN(xid, currentXid());
                m_gateXid = xid;
            }
            continue;
        }
        PARTERRE_ASSIGN(all, olderSnapshots(m_runner, m_gateXid));
        if (all.isEmpty())
            break;
        const QList<Blocker> holders = begunBefore(waiting.elapsed(), all);
        tell((holders.size() == 1 ? Text::tr("waiting for an older transaction to end")
                                  : Text::tr("waiting for %1 older transactions to end").arg(holders.size()))
             % Text::tr("; gives up in %1")
                   .arg(formatDuration(std::max<qint64>(0, limits.switchWaitMs - m_total.elapsed()))));
        if (!sinceNote.isValid() || sinceNote.elapsed() > 5000) {
            if (waiting.elapsed() > 500)
                m_runner.note(Text::tr("Waiting for snapshots from before the last replay:") % u'\n'
                              % describeBlockers(holders));
            sinceNote.start();
        }
        PARTERRE_TRY(m_runner.pause(20));
    }
    m_report.gateMs += static_cast<double>(waiting.elapsed());
    return true;
}

// The second half: one message, one round trip, and a clock that cancels it.
Result<QList<Rows>> CutOver::exchange(const QList<Statement> &statements, int wait)
{
    Session &session = m_runner.main();
    QElapsedTimer timer;
    timer.start();
    session.startAsOneMessage(statements);
    bool cancelled = false;
    while (!session.isDone()) {
        waitAny({&session}, 10);
        const bool enough = timer.elapsed() > m_longestMs || m_runner.cancel().isCancelled();
        if (!cancelled && !session.isDone() && enough) {
            session.cancelQuery();
            cancelled = true;
        }
    }
    auto results = session.collect();
    if (results) // COMMIT is the last one, the record before it
        m_report.lockedMs = results->at(results->size() - 2).real(0, "locked_ms");
    else // without the lock, others queued behind us for no longer than we waited for it
        m_report.givenUpMs +=
            results.error().code == ErrorCode::LockNotAvailable ? wait : static_cast<double>(timer.elapsed());
    return results;
}

void CutOver::tell(const QString &message)
{
    Progress p;
    p.step = m_runner.step();
    p.message = message;
    m_runner.progress(p);
}

namespace {

Error ofApplication(const Error &error, bool back)
{
    Error told = error;
    if (back) {
        told.message = Text::tr("the application's own SQL failed on the way back: %1").arg(error.message);
        told.hint =
            Text::tr("Nothing was exchanged; the way back stays open. Make what this statement needs, then roll "
                     "back again.");
        return told;
    }
    told.message = Text::tr("the application's own SQL failed inside the switch: %1").arg(error.message);
    told.hint =
        Text::tr("The switch was undone as a whole; changes are still captured. If it cannot succeed, roll back and "
                 "plan again with other SQL.");
    return told;
}

} // namespace

Result<CutOver::Try> CutOver::explain(const Error &error)
{
    const bool again = error.code == ErrorCode::LockNotAvailable || error.sqlState == u"57014"
        || error.sqlState == sqlstate::kNotYet || error.sqlState == u"40001";
    PARTERRE_TRY(m_runner.checkCancelled());
    if (!again)
        return Failure(error.statementId == u"migration/application_sql" ? ofApplication(error, m_back) : error);
    if (error.sqlState == u"57014" && ++m_overBudget == kOverBudget) {
        Error late = error;
        late.code = ErrorCode::Refused;
        late.message = Text::tr("the switch was put off: it takes longer than its budget of %1 ms")
                           .arg(m_runner.plan().limits.switchBudgetMs);
        late.hint = Text::tr("Make the SQL of the application switch faster, or raise switchBudgetMs in a new plan.");
        return Failure(late);
    }
    if (error.code == ErrorCode::LockNotAvailable) {
        PARTERRE_ASSIGN(rows, m_runner.main().exec(m_runner.sql().sql("migration/holders")));
        const QList<Blocker> holders = longestHolders(rows).mid(0, 5);
        if (!holders.isEmpty())
            m_holders = describeBlockers(holders);
        const bool fresh = !m_sinceHolders.isValid() || m_sinceHolders.elapsed() > 5000; // not once an attempt
        if (fresh && !holders.isEmpty() && holders.first().age > 0.5) {
            m_runner.note(Text::tr("The table is in use:") % u'\n' % describeBlockers(holders));
            m_sinceHolders.start();
        }
    }
    PARTERRE_TRY(m_runner.pause(QRandomGenerator::global()->bounded(kShortestPause, longestPause(m_report.attempts))));
    return Try::Again;
}

// The oldest first; where ages are hidden from this role, whoever was in the same transaction at the attempt before.
QList<Blocker> CutOver::longestHolders(const Rows &rows)
{
    QList<Blocker> stayed;
    QList<Blocker> came;
    QSet<QString> seen;
    const QList<Blocker> all = toBlockers(rows);
    for (qsizetype i = 0; i < rows.count(); ++i) {
        const QString transaction = rows.text(i, "transaction");
        (m_seenHolders.contains(transaction) ? stayed : came) << all[i];
        seen << transaction;
    }
    m_seenHolders = seen;
    return stayed + came;
}

Result<> CutOver::proveNothingAttached()
{
    PARTERRE_ASSIGN(objects, attachedSinceSwitch(m_runner));
    if (objects.isEmpty())
        return {};
    return failure(ErrorCode::Changed, Text::tr("something was attached to the table since the switch"),
                   objects.join(u'\n'), Text::tr("It would stay behind. Remove it, then roll back again."));
}

Result<CutOver::Try> CutOver::attempt(int number)
{
    const MigrationSql &sql = m_runner.sql();
    QElapsedTimer patience;
    patience.start();
    while (!m_runner.plan().limits.acceptSerializableRisk && patience.elapsed() < 2000) {
        if (mustWait())
            return Try::Again;
        PARTERRE_ASSIGN(reads, m_runner.main().exec(sql.sql("migration/serializable_reads")));
        if (reads.integer(0, "locks") == 0)
            break;
        PARTERRE_TRY(m_runner.pause(3));
    }
    QList<Statement> first = m_runner.fenced(patientLock(sql, m_back, m_runner.entry().shape));
    first.removeLast(); // the transaction goes on
    if (auto locked = m_runner.main().execAll(first); !locked)
        return explain(locked.error());
    if (auto proved = m_back ? proveNothingAttached() : proveDependents(m_runner.main(), m_runner.plan()); !proved) {
        m_runner.main().rollback();
        return Failure(proved.error());
    }

    const PlanLimits &limits = m_runner.plan().limits;
    const int wait = longestWait(limits, number);
    m_longestMs = limits.switchQuietMs + wait + limits.switchBudgetMs;
    auto set = m_runner.main().exec(sql.sql("migration/switch_limits"),
                                    Params() << (wait == 0 ? QStringLiteral("0") : milliseconds(wait))
                                             << milliseconds(limits.switchBudgetMs) << m_replayer.oldestXid()
                                             << milliseconds(limits.switchQuietMs) << milliseconds(m_longestMs));
    if (!set)
        return explain(set.error());
    tell(Text::tr("attempt %1 of %2: locking the table").arg(number).arg(limits.switchAttempts));
    const MigrationState state = m_back ? MigrationState::RollingBack : MigrationState::Switched;
    const QList<Statement> second = sql.switchOver(m_back);
    auto done = exchange(second, wait);
    tell((done ? Text::tr("attempt %1 of %2: done") : Text::tr("attempt %1 of %2: given up"))
             .arg(number)
             .arg(limits.switchAttempts));
    if (!done)
        return explain(done.error());
    m_runner.setState(state);
    if (std::exchange(m_engaged, false))
        m_report.synchronousMs += static_cast<double>(m_sinceEngaged.elapsed());
    return Try::Done;
}

// The switch did not wait for the disk; a transaction that does flushes it too. No cancel comes between the two.
Result<> CutOver::flush()
{
    m_runner.main().setCancelToken({});
    auto flushed = m_runner.transaction({{m_runner.sql().sql("migration/flush")}});
    m_runner.main().setCancelToken(m_runner.cancel());
    PARTERRE_TRY(flushed);
    return {};
}

// The way back is never held: whoever asks for it wants it.
bool CutOver::mustWait() const
{
    return !m_back && (m_runner.isHeld() || m_runner.isPaused() || m_runner.pace(PacedWork::Switch).isStopped());
}

Result<> CutOver::followWhileHeld()
{
    if (!mustWait())
        return {};
    const QString step = m_runner.step();
    m_runner.beginStep(holdStep()); // its time is not the switch's
    m_runner.setWork(PacedWork::Switch);
    while (mustWait()) {
        PARTERRE_TRY(m_runner.restWhilePaused());
        if (!mustWait())
            continue;
        PARTERRE_TRY(m_replayer.catchUp(m_runner.step(), 200));
        tell(Text::tr("the copy follows the table"));
        PARTERRE_TRY(m_runner.pause(kFollowEvery));
    }
    m_runner.setWork({});
    m_runner.beginStep(step);
    return {};
}

Result<CutOverReport> CutOver::run()
{
    m_report = {};
    m_holders.clear();
    m_total.start();
    if (!mustWait())
        PARTERRE_TRY(m_replayer.catchUp(QStringLiteral("Switch"), 200, Replayer::Rest::Never));
    m_runner.setWork({});
    const auto giveUp = [this](Error error) -> Result<CutOverReport> {
        // Leave the writers with the cheap capture, also after a cancel; if the connection is gone the next runner does
        // it.
        if (m_runner.main().isOpen()) {
            m_runner.main().setCancelToken({});
            (void)disengage();
            m_runner.main().setCancelToken(m_runner.cancel());
        }
        return Failure(std::move(error));
    };
    for (int number = 1; number <= m_runner.plan().limits.switchAttempts; ++number) {
        m_report.attempts = number;
        auto passed = passGate();
        if (!passed)
            return giveUp(passed.error());
        if (!*passed) {
            if (auto off = disengage(); !off)
                return giveUp(off.error());
            m_report.held = true;
            return m_report;
        }
        m_runner.giveWay(false);
        auto tried = attempt(number);
        m_runner.giveWay(true);
        if (!tried)
            return giveUp(tried.error());
        if (*tried == Try::Done) {
            PARTERRE_TRY(flush());
            // Every session now reads the new table's catalog entries: the machine is left to them for a moment.
            PARTERRE_TRY(m_runner.pause(kRest));
            PARTERRE_TRY(m_runner.reread());
            return m_report;
        }
    }
    Error e{
        ErrorCode::Refused,
        Text::tr("the switch was put off after %1 attempts").arg(m_report.attempts),
        Text::tr(
            "Each time the table was in use for longer than the lock timeout, or serializable transactions overlapped. Nothing was changed.")
            % (m_holders.isEmpty() ? QString() : u'\n' % Text::tr("It was last in use by:") % u'\n' % m_holders),
        Text::tr("Run migrate again at a quieter time."),
        {},
        {}};
    return giveUp(std::move(e));
}

} // namespace parterre
