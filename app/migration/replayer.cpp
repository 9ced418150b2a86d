// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/replayer.h"

#include "migration/steps/step.h"

#include <QCoreApplication>

#include <algorithm>

namespace parterre {

namespace {

constexpr int kRetries = 8;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Replayer)
};

} // namespace

Replayer::Replayer(Runner &runner, Session &session, const Direction &direction, bool marked)
    : m_runner(runner)
    , m_session(session)
    , m_direction(direction)
    , m_marked(marked)
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
            const Rows &result = results->last();
            Round round{result.integer(0, "pairs"), 0, result.text(0, "xid"), result.text(0, "xmin")};
            if (!m_direction.newer.name.isEmpty())
                round.kept = results->at(m_marked ? 3 : 2).integer(0, "kept"); // after mark, check and consume
            if (share.of == 1)
                m_oldestXid = round.xmin;
            if (round.pairs > 0)
                m_lastChange = round.xid;
            return round;
        }
        const bool exchanged = share.of > 1 && results.error().sqlState == u"23505"; // more tries will not help
        if (!results.error().isRetryable() || attempt == (exchanged ? 2 : kRetries))
            return Failure(results.error());
        PARTERRE_TRY(m_runner.pause(20LL << attempt));
    }
}

Result<Replayer::Round> Replayer::replay()
{
    PARTERRE_ASSIGN(entries, pending());
    const qint64 shares = entries / std::max<qint64>(1, m_runner.plan().limits.replayEntries) + 1;
    if (shares == 1)
        return round();
    Round all;
    QString oldest; // what the first share did not see, the others may have left
    for (qint64 number = 0; number < shares; ++number) {
        auto part = round({shares, number});
        if (!part && part.error().sqlState == u"23505")
            return round(); // rows that exchanged a unique value are in different shares
        if (!part)
            return Failure(part.error());
        if (number == 0)
            oldest = part->xmin;
        all.pairs += part->pairs;
        all.kept += part->kept;
        all.xid = part->xid;
        Progress p;
        p.step = m_runner.step();
        p.unit = Text::tr("shares");
        p.done = number + 1;
        p.total = shares;
        m_runner.progress(p);
    }
    all.xmin = oldest;
    m_oldestXid = oldest;
    return all;
}

Result<Replayer::Round> Replayer::catchUp(const QString &step, qint64 few, Rest rest)
{
    qint64 before = 0;
    int growing = 0;
    while (true) {
        QElapsedTimer timer;
        timer.start();
        PARTERRE_ASSIGN(round, replay());
        Progress p;
        p.step = step;
        p.unit = Text::tr("keys");
        p.done = round.pairs;
        p.message = Text::tr("keys replayed: %1").arg(round.pairs);
        m_runner.progress(p);
        m_runner.markReplayed();
        if (round.pairs <= few)
            return round;
        growing = before > 0 && round.pairs > before ? growing + 1 : 0;
        if (growing == 5)
            m_runner.note(
                Text::tr(
                    "The application writes faster than the replay: %1 keys in the last round. It goes on; fewer writes or a quieter hour help.")
                    .arg(round.pairs));
        before = round.pairs;
        PARTERRE_TRY(m_runner.checkCancelled());
        if (rest == Rest::Never)
            continue;
        PARTERRE_TRY(m_runner.restWhilePaused());
        PARTERRE_TRY(m_runner.restForPace(Work::Replay, timer.elapsed()));
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
