// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/catalog/activity.h"

#include "base/qualifiedname.h"
#include "domain/relationlock.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Activity)
};

std::optional<qint64> milliseconds(const Rows &rows, qsizetype row, const char *column)
{
    return rows.isNull(row, column) ? std::nullopt : std::optional(rows.integer(row, column));
}

/// A parallel query's processes are one blocker.
QList<int> pidsOf(const QStringList &texts)
{
    QList<int> pids;
    for (const QString &text : texts) {
        if (!pids.contains(text.toInt()))
            pids << text.toInt();
    }
    return pids;
}

ActivitySession sessionOf(const Rows &rows, qsizetype row)
{
    ActivitySession session;
    session.pid = static_cast<int>(rows.integer(row, "pid"));
    session.prepared = rows.text(row, "prepared");
    session.user = rows.text(row, "username");
    session.application = rows.text(row, "application");
    session.client = rows.text(row, "client");
    session.state = rows.text(row, "state");
    session.waitEvent = rows.text(row, "wait_event");
    session.query = rows.text(row, "query");
    session.lockMode = lockModeText(rows.text(row, "mode"));
    session.granted = rows.isNull(row, "granted") || rows.flag(row, "granted");
    session.autovacuum = rows.text(row, "backend_type") == u"autovacuum worker";
    session.transactionMs = milliseconds(rows, row, "transaction_ms");
    session.queryMs = milliseconds(rows, row, "query_ms");
    session.blockedBy = pidsOf(rows.textArray(row, "blocked_by"));
    return session;
}

/// Depth-first over who blocks whom; sessions that block each other are met once.
class BlockingTree {
public:
    explicit BlockingTree(const QList<ActivitySession> &sessions)
        : m_sessions(sessions)
    {
        QHash<int, qsizetype> places;
        for (qsizetype i = sessions.size() - 1; i >= 0; --i)
            places.insert(sessions[i].pid, i);
        for (qsizetype i = 0; i < sessions.size(); ++i) {
            const qsizetype blocker = firstBlocker(sessions[i], places);
            (blocker < 0 ? m_roots : m_blocked[blocker]) << i;
        }
    }

    QList<ActivitySession> arranged()
    {
        std::stable_partition(m_roots.begin(), m_roots.end(), [this](qsizetype i) { return m_blocked.contains(i); });
        for (const qsizetype root : std::as_const(m_roots))
            visit(root, 0);
        for (qsizetype i = 0; i < m_sessions.size(); ++i) // those who block each other in a circle
            visit(i, 0);
        return m_arranged;
    }

private:
    static qsizetype firstBlocker(const ActivitySession &session, const QHash<int, qsizetype> &places)
    {
        for (const int pid : session.blockedBy) {
            if (places.contains(pid) && pid != session.pid)
                return places.value(pid);
        }
        return -1;
    }

    void visit(qsizetype i, int depth)
    {
        if (m_visited.contains(i))
            return;
        m_visited.insert(i);
        m_arranged << m_sessions[i];
        m_arranged.last().depth = depth;
        for (const qsizetype blocked : m_blocked.value(i))
            visit(blocked, depth + 1);
    }

    const QList<ActivitySession> &m_sessions;
    QList<qsizetype> m_roots;
    QHash<qsizetype, QList<qsizetype>> m_blocked;
    QSet<qsizetype> m_visited;
    QList<ActivitySession> m_arranged;
};

Result<> signal(Session &session, const QString &statementId, int pid)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(statementId), Params() << pid));
    if (rows.flag(0, "sent"))
        return {};
    return failure(ErrorCode::NotFound, Text::tr("there is no session with PID %1 any more").arg(pid));
}

} // namespace

QString ActivitySession::key() const
{
    return pid > 0 ? QString::number(pid) : quoteLiteral(prepared);
}

QList<ActivitySession> arrangeActivity(const QList<ActivitySession> &sessions)
{
    return BlockingTree(sessions).arranged();
}

Result<QList<ActivitySession>> listActivity(Session &session, quint32 root, bool snapshots)
{
    const SqlText sql = SqlText::load(u"catalog/list_activity"_s, {}, session.serverMajor());
    PARTERRE_ASSIGN(rows, session.exec(sql, Params() << qint64{root} << snapshots));
    QList<ActivitySession> sessions;
    for (qsizetype row = 0; row < rows.count(); ++row)
        sessions << sessionOf(rows, row);
    return arrangeActivity(sessions);
}

Result<> cancelBackend(Session &session, int pid)
{
    return signal(session, u"catalog/cancel_backend"_s, pid);
}

Result<> terminateBackend(Session &session, int pid)
{
    return signal(session, u"catalog/terminate_backend"_s, pid);
}

} // namespace parterre
