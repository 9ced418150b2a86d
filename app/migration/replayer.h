// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/runner.h"

namespace parterre {

/// Applies what a log holds: takes all visible entries, and for each key (with its partition key) makes the target's
/// row what the source's row is now. Order-free and repeatable; each round is one REPEATABLE READ transaction in one
/// round trip, which also proves that the capture triggers still stand.
class Replayer {
public:
    /// `marked`: writes carry the replay mark, so that the target's own capture stays silent. Not for stragglers after
    /// the switch, whose rows must fire the application's triggers and come back through the reverse log.
    Replayer(Runner &runner, Session &session, const Direction &direction, bool marked = true);

    struct Round {
        qint64 pairs = 0; ///< keys set right
        qint64 kept = 0;  ///< keys of late writes that were left, because the target has a newer row
        QString xid;      ///< of the round's (last) transaction
        QString xmin;     ///< every transaction below it was seen
    };

    /// One round. Serialization failures and unique conflicts with concurrent transactions are tried again. Errors:
    /// Server with SQLSTATE PT004 (see needsRecopy()), 23505 when the source holds rows that the target refuses.
    Result<Round> round();

    enum class Rest { WhilePaused, Never };

    /// The same in several transactions where many entries wait, each with a share of the keys: none is long. Before
    /// the switch the workers replay the shares side by side; all are over when this returns.
    Result<Round> replay(Rest rest = Rest::WhilePaused);

    /// Rounds until one finds fewer than `few` keys; says when it does not converge.
    Result<Round> catchUp(const QString &step, qint64 few, Rest rest = Rest::WhilePaused);

    /// Make the target equal to the source as a whole, after a TRUNCATE; one long transaction.
    Result<> refill();

    /// Entries that wait, counted up to 1,000,001.
    Result<qint64> pending();

    /// The oldest transaction whose entries may not have been seen: entries below it are all consumed.
    QString oldestXid() const { return m_oldestXid; }
    /// The transaction of the last round that changed something; empty if none did.
    QString lastChange() const { return m_lastChange; }

private:
    /// Which part of the keys a transaction takes.
    struct Share {
        qint64 of = 1;
        qint64 number = 0;
    };
    QList<Statement> statements(const Share &share) const;
    Result<> ready();
    Result<qint64> shares();
    Round roundOf(const QList<Rows> &results) const;
    Result<Round> round(const Share &share);
    Result<Round> replayInTurn(qint64 shares);
    Result<Round> replaySideBySide(qint64 shares, Rest rest);
    void tell(qint64 done, qint64 shares);

    Runner &m_runner;
    Session &m_session;
    Direction m_direction;
    bool m_marked;
    bool m_sideBySide; ///< of the copy's keys no two can be the same row; the old table's can
    bool m_ready = false;
    QSet<const Session *> m_readyWorkers;
    QString m_oldestXid = QStringLiteral("0");
    QString m_lastChange;
};

} // namespace parterre
