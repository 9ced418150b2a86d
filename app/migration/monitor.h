// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/journal.h"

#include <QElapsedTimer>
#include <QSet>

#include <optional>
#include <utility>

namespace parterre {

/// A session that works while the others wait: it beats the heart once a second, writes the journal, and cancels our
/// own statement when somebody waits for its lock on the table. Before the switch it also looks now and then whether
/// the table's definition is still the planned one. Driven by tick() from the sessions' wait loops; never blocks.
class Monitor {
public:
    Monitor(std::unique_ptr<Session> session, StatementLog &log, const QString &migrationId, int epoch,
            const QString &runner);
    ~Monitor();

    void tick();
    /// Write what is left of the journal; waits at most a second.
    void flush();

    void setProgress(const QString &step, qint64 done, qint64 total);
    void markReplayed(); ///< nothing was left to replay
    /// The sessions whose locks nobody shall wait for; empty = none.
    void watchLocks(const QList<Session *> &sessions);
    /// Look for changes of the table's definition with this query; a text without a query ends it.
    void watchDefinition(const SqlText &query) { m_definitionQuery = query; }
    /// The definition and its fingerprint, once each time they are others than before.
    std::optional<std::pair<QString, QString>> takeDefinition() { return std::exchange(m_definition, std::nullopt); }
    bool takeYielded(const Session *session) { return m_yielded.remove(session); }

private:
    enum class Doing { Nothing, Beat, Append, Look, Define };
    void startNext();
    void finish();
    void takeLook(const Rows &rows);
    void takeDefinition(const Rows &rows);

    std::unique_ptr<Session> m_session;
    StatementLog &m_log;
    QString m_id;
    int m_epoch;
    QString m_runner;
    QString m_step;
    qint64 m_done = 0;
    qint64 m_total = 0;
    bool m_replayed = false;
    Doing m_doing = Doing::Nothing;
    QElapsedTimer m_sinceBeat;
    QElapsedTimer m_sinceAppend;
    QElapsedTimer m_sinceLook;
    QElapsedTimer m_sinceDefine;
    SqlText m_definitionQuery;
    QString m_fingerprint; ///< the last one seen
    std::optional<std::pair<QString, QString>> m_definition;
    QList<Session *> m_watched;
    QSet<const Session *> m_yielded;
};

} // namespace parterre
