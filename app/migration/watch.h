// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/replayer.h"
#include "migration/steps/step.h"

namespace parterre {

/// Keeps the way back open after the switch: carries stragglers from the old table over, replays what the application
/// writes into the old table, and looks out for what would close the way back.
class Watch {
public:
    /// The reason of a way back that is closed for good, because nobody saw the table before it was altered.
    static constexpr QStringView kAlteredEarly = u"altered early";

    explicit Watch(Runner &runner);

    /// One round of everything; returns the number of keys replayed.
    Result<qint64> round();
    /// Rounds until no transaction from before the switch is left.
    Result<> untilSettled();
    /// Only what is still written into the old table, until nothing is left of it.
    Result<> carryOver();
    /// Rounds, about one a second, until cancelled; then Cancelled.
    Result<> forever();
    /// Rounds until the old table is as current as few keys.
    Result<> catchUp();
    /// Look for what closes the way back now: DDL on the new table, what was attached to it, partitions that are
    /// gone, triggers that were touched. Writes into the journal what changed.
    Result<> lookOut();
    /// Wait up to ten seconds until the synchronous standbys have what was committed; says so when they have not.
    Result<> standbysFlushed();

    static QList<PlannedStatement> describe(const MigrationSql &sql);

private:
    Result<> stragglers();
    Result<> reverse();
    Result<QString> trouble();
    Result<QString> alteration();
    Result<> lookForKeys();
    Result<> lookForGuards();
    Result<> setWayBack(const QString &wayBack);

    Runner &m_runner;
    Replayer m_stragglers;
    Replayer m_reverse;
    QStringList m_withoutKey; ///< what was told of
    QStringList m_unguarded;  ///< the same
    QElapsedTimer m_sinceLook;
    qint64 m_replayed = 0;
};

/// Objects that hang on the new table or its partitions and came since the switch.
Result<QStringList> attachedSinceSwitch(Runner &runner);

/// `error` of a replay of late writes into `table`, whose foreign keys were dropped by then; with what to do about a
/// foreign key or a guarded key that such a write breaks.
Error explainLateWrite(Error error, const QualifiedName &table);

} // namespace parterre
