// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>

#include <optional>

namespace parterre {

class Session;

/// A session, or a prepared transaction, that holds or waits for a lock on a tree, or blocks one that does.
///
/// Of other roles' sessions only pid, user and application are known without pg_read_all_stats.
struct ActivitySession {
    int pid = 0;      ///< 0: a prepared transaction
    QString prepared; ///< its identifier
    QString user;
    QString application;
    QString client;    ///< address or name; empty over a Unix socket
    QString state;     ///< "active", "idle in transaction"…; empty where we may not see it
    QString waitEvent; ///< "Lock: relation"; empty where it waits for nothing but its client
    QString query;     ///< the last one where the state is idle; empty where we may not see it
    QString lockMode;  ///< strongest on the tree: "ACCESS EXCLUSIVE"; empty where it only blocks from outside
    bool granted = true;
    bool autovacuum = false;
    std::optional<qint64> transactionMs;
    std::optional<qint64> queryMs; ///< since the query began
    QList<int> blockedBy;          ///< pids, 0 for a prepared transaction
    int depth = 0;                 ///< in the tree of who blocks whom

    bool isWaiting() const { return !blockedBy.isEmpty(); }
    /// Unique in a list: the pid, or the prepared transaction's identifier in quotes.
    QString key() const;
};

/// Read who holds or waits for locks on a relation and everything below it, indexes and TOAST tables included; with
/// root 0, on anything in the database; with `snapshots` whoever may hold a switch up by an old snapshot too. This
/// session is left out. Arranged as arrangeActivity() does. Waits for no lock.
Result<QList<ActivitySession>> listActivity(Session &session, quint32 root, bool snapshots = false);

/// Put who is blocked behind who blocks it, one deeper; those who block nobody come last, in the order given. Each
/// session appears once, behind the first of its blockers.
QList<ActivitySession> arrangeActivity(const QList<ActivitySession> &sessions);

/// Ask the server to cancel the query of a session, or to end the session; the request is sent when this returns.
/// Errors: Rights, NotFound (there is no such session any more).
Result<> cancelBackend(Session &session, int pid);
Result<> terminateBackend(Session &session, int pid);

} // namespace parterre
