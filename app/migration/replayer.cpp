// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/replayer.h"

#include "migration/fleet.h"
#include "migration/steps/step.h"

#include <QCoreApplication>

#include <algorithm>

namespace parterre {

namespace {

constexpr int kRetries = 8;
constexpr qint64 kNoticeMs = 30'000; // not to converge is said within a minute
constexpr int kTriesOfAShare = 3;    // then one transaction takes all that is left

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Replayer)
};

} // namespace

Replayer::Replayer(Runner &runner, Session &session, const Direction &direction, bool marked)
    : m_runner(runner)
    , m_session(session)
    , m_direction(direction)
    , m_marked(marked)
    , m_sideBySide(marked && direction.target == runner.plan().shadow)
{}

QList<Statement> Replayer::statements(const Share &share) const
{
    const MigrationSql &sql = m_runner.sql();
    QList<Statement> list;
    if (m_marked)
        list << Statement{sql.sql("migration/round_mark")};
    list << Statement{sql.sqlFor("migration/captured", m_direction), Params() << m_direction.triggers};
    list << (share.of == 1 ? Statement{sql.sqlFor("migration/consume", m_direction), Params() << m_oldestXid}
                           : Statement{sql.sqlFor("migration/consume_share", m_direction),
                                       Params() << m_oldestXid << share.of << share.number});
    if (!m_direction.newer.name.isEmpty())
        list << Statement{sql.sqlFor("migration/keep_newer", m_direction)};
    for (const char *id : {"migration/analyze_round", "migration/not_truncated", "migration/replay_delete",
                           "migration/replay_insert", "migration/round_result"})
        list << Statement{sql.sqlFor(id, m_direction)};
    return list;
}

Result<> Replayer::ready()
{
    if (!m_ready)
        PARTERRE_TRY(m_session.exec(m_runner.sql().sql("migration/create_round")));
    m_ready = true;
    return {};
}

Replayer::Round Replayer::roundOf(const QList<Rows> &results) const
{
    const Rows &result = results.last();
    return {result.integer(0, "pairs"), 0, result.text(0, "xid"), result.text(0, "xmin")};
}

Result<Replayer::Round> Replayer::round()
{
    return round(Share());
}

Result<Replayer::Round> Replayer::round(const Share &share)
{
    PARTERRE_TRY(ready());
    for (int attempt = 1;; ++attempt) {
        auto results = m_runner.transaction(m_session, statements(share), true);
        if (results) {
            Round round = roundOf(*results);
            if (!m_direction.newer.name.isEmpty())
                round.kept = results->at(m_marked ? 3 : 2).integer(0, "kept"); // after mark, check and consume
            if (share.of == 1)
                m_oldestXid = round.xmin;
            if (round.pairs > 0)
                m_lastChange = round.xid;
            return round;
        }
        const bool exchanged = share.of > 1 && results.error().sqlState == u"23505"; // more tries will not help
        if (!results.error().isRetryable() || attempt >= (exchanged ? 2 : kRetries))
            return Failure(results.error());
        PARTERRE_TRY(m_runner.pause(20LL << std::min(attempt, 5)));
    }
}

// Enough of them that none is long, and one for each worker where that is worth its while.
Result<qint64> Replayer::shares()
{
    PARTERRE_ASSIGN(entries, pending());
    const qint64 perShare = std::max<qint64>(1, m_runner.plan().limits.replayEntries);
    const qint64 shares = entries / perShare + 1;
    const qint64 workers = m_sideBySide && entries >= perShare / 4 ? m_runner.workerCount() : 1;
    return std::max(shares, workers);
}

Result<Replayer::Round> Replayer::replay(Rest rest)
{
    PARTERRE_ASSIGN(count, shares());
    if (count == 1)
        return round();
    auto all = m_sideBySide ? replaySideBySide(count, rest) : replayInTurn(count);
    // Rows that exchanged a unique value, or one key in two spellings, are in different shares: one takes them all.
    if (!all && all.error().isRetryable())
        return round();
    return all;
}

void Replayer::tell(qint64 done, qint64 shares)
{
    Progress p;
    p.step = m_runner.step();
    p.unit = Text::tr("shares");
    p.done = done;
    p.total = shares;
    m_runner.progress(p);
}

Result<Replayer::Round> Replayer::replayInTurn(qint64 shares)
{
    Round all;
    QString oldest; // what the first share did not see, the others may have left
    for (qint64 number = 0; number < shares; ++number) {
        PARTERRE_ASSIGN(part, round({shares, number}));
        if (number == 0)
            oldest = part.xmin;
        all.pairs += part.pairs;
        all.kept += part.kept;
        all.xid = part.xid;
        tell(number + 1, shares);
    }
    all.xmin = oldest;
    m_oldestXid = oldest;
    return all;
}

// Each pair is in one share, and each share sets its pairs right by its own snapshot, so it does not matter which is
// first. A row that moved is two pairs. What meets all the same (a unique value that went from one row to another, keys
// that are equal and are not written alike) is told by the server's unique indexes and by REPEATABLE READ: the loser is
// rolled back, log entries included, and comes again with a newer snapshot.
//
// An entry that a share left was not seen by its snapshot, so it is no older than the smallest xmin of all. Only when
// all shares are committed is that the beginning of the next round.
Result<Replayer::Round> Replayer::replaySideBySide(qint64 shares, Rest rest)
{
    PARTERRE_ASSIGN(workers, m_runner.workers());
    for (Session *worker : workers) {
        if (!m_readyWorkers.contains(worker))
            PARTERRE_TRY(worker->exec(m_runner.sql().sql("migration/create_round")));
        m_readyWorkers << worker;
    }
    Round all;
    qint64 done = 0;
    tell(done, shares);
    QList<FleetJob> jobs;
    for (qint64 number = 0; number < shares; ++number) {
        FleetJob job{m_runner.fenced(statements({shares, number}), true), [&](const QList<Rows> &results) -> Result<> {
                         const Round part = roundOf(results.mid(0, results.size() - 1)); // without the COMMIT
                         all.pairs += part.pairs;
                         if (all.xmin.isEmpty() || part.xmin.toULongLong() < all.xmin.toULongLong())
                             all.xmin = part.xmin;
                         if (part.pairs > 0 && part.xid.toULongLong() > m_lastChange.toULongLong())
                             m_lastChange = part.xid;
                         if (part.xid.toULongLong() > all.xid.toULongLong())
                             all.xid = part.xid;
                         tell(++done, shares);
                         return {};
                     }};
        job.again = [](const Error &error, int tries) { return error.isRetryable() && tries < kTriesOfAShare; };
        jobs << job;
    }
    PARTERRE_TRY(runFleet(m_runner, jobs, FleetRetry::Yielded,
                          rest == Rest::Never ? std::nullopt : std::optional(PacedWork::Replay)));
    m_oldestXid = all.xmin;
    return all;
}

Result<Replayer::Round> Replayer::catchUp(const QString &step, qint64 few, Rest rest)
{
    qint64 before = 0;
    int growing = 0;
    bool said = false;
    QElapsedTimer sinceShrinking;
    while (true) {
        QElapsedTimer timer;
        timer.start();
        PARTERRE_ASSIGN(round, replay(rest));
        Progress p;
        p.step = step;
        p.unit = Text::tr("keys");
        p.done = round.pairs;
        p.message = Text::tr("keys replayed: %1").arg(round.pairs);
        m_runner.progress(p);
        m_runner.markReplayed();
        if (round.pairs <= few)
            return round;
        const bool shrinks = before == 0 || round.pairs * 10 < before * 9;
        growing = shrinks ? 0 : growing + 1;
        if (shrinks)
            sinceShrinking.start();
        if (!said && (growing >= 5 || (growing >= 2 && sinceShrinking.elapsed() > kNoticeMs))) {
            said = true;
            m_runner.note(
                Text::tr(
                    "The application writes as fast as the replay, or faster: %1 keys in the last round. It goes on; more --workers, fewer writes or a quieter hour help.")
                    .arg(round.pairs));
        }
        before = round.pairs;
        PARTERRE_TRY(m_runner.checkCancelled());
        if (rest == Rest::Never)
            continue;
        PARTERRE_TRY(m_runner.restWhilePaused());
        PARTERRE_TRY(m_runner.restForPace(PacedWork::Replay, timer.elapsed()));
    }
}

Result<> Replayer::refill()
{
    PARTERRE_TRY(ready());
    const MigrationSql &sql = m_runner.sql();
    PARTERRE_TRY(m_runner.transaction(m_session,
                                      {{sql.sql("migration/round_mark")},
                                       {sql.sqlFor("migration/consume", m_direction), Params() << QStringLiteral("0")},
                                       {sql.sqlFor("migration/empty_target", m_direction)},
                                       {sql.sqlFor("migration/refill_target", m_direction)}},
                                      true));
    return {};
}

Result<qint64> Replayer::pending()
{
    PARTERRE_ASSIGN(rows,
                    m_session.exec(m_runner.sql().sqlFor("migration/pending", m_direction), Params() << m_oldestXid));
    return rows.integer(0, "entries");
}

} // namespace parterre
