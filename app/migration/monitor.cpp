// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/monitor.h"

#include <QJsonDocument>

namespace parterre {

namespace {

constexpr qint64 kBeatMs = 1000;
constexpr qint64 kAppendMs = 1000;
constexpr qint64 kDefineMs = 5'000;
constexpr qint64 kLookMs = 80; // with the cancel this keeps a waiting session below 250 ms

SqlText sql(const char *id)
{
    return SqlText::load(QString::fromLatin1(id));
}

} // namespace

Monitor::Monitor(std::unique_ptr<Session> session, StatementLog &log, const QString &migrationId, int epoch,
                 const QString &runner)
    : m_session(std::move(session))
    , m_log(log)
    , m_id(migrationId)
    , m_epoch(epoch)
    , m_runner(runner)
{}

Monitor::~Monitor()
{
    flush();
}

void Monitor::setProgress(const QString &step, qint64 done, qint64 total)
{
    m_step = step;
    m_done = done;
    m_total = total;
}

void Monitor::markReplayed()
{
    m_replayed = true;
}

void Monitor::watchLocks(const QList<Session *> &sessions)
{
    m_watched = sessions;
}

void Monitor::tick()
{
    if (!m_session->isOpen())
        return; // the runner notices by its own sessions
    m_session->advance();
    if (m_session->isDone())
        finish();
    if (m_doing == Doing::Nothing)
        startNext();
}

void Monitor::startNext()
{
    const auto due = [](const QElapsedTimer &timer, qint64 interval) {
        return !timer.isValid() || timer.elapsed() >= interval;
    };
    if (!m_watched.isEmpty() && due(m_sinceLook, kLookMs)) {
        QList<qint64> pids;
        for (const Session *session : std::as_const(m_watched)) {
            if (session->isBusy())
                pids << session->backendPid();
        }
        m_sinceLook.start();
        if (!pids.isEmpty()) {
            m_doing = Doing::Look;
            return m_session->start({{sql("session/waiting_for_us"), Params() << pids}});
        }
    }
    if (due(m_sinceBeat, kBeatMs)) {
        m_sinceBeat.start();
        m_doing = Doing::Beat;
        Params params;
        params << m_id << m_epoch << m_runner << m_step << m_done << m_total << m_replayed;
        m_replayed = false;
        return m_session->start({{sql("journal/beat"), params}});
    }
    if (!m_log.isEmpty() && due(m_sinceAppend, kAppendMs)) {
        m_sinceAppend.start();
        m_doing = Doing::Append;
        const QByteArray entries = QJsonDocument(m_log.take()).toJson(QJsonDocument::Compact);
        m_session->start({{sql("journal/append"), Params() << m_id << m_epoch << QString::fromUtf8(entries)}});
        return;
    }
    if (!m_definitionQuery.text.isEmpty() && due(m_sinceDefine, kDefineMs)) {
        m_sinceDefine.start();
        m_doing = Doing::Define;
        // Whoever alters the table just now is not waited for: nobody would see to the others meanwhile.
        m_session->start({{sql("transaction/begin")},
                          {sql("migration/patience"), Params() << QStringLiteral("20ms")},
                          {m_definitionQuery},
                          {sql("transaction/commit")}});
    }
}

void Monitor::finish()
{
    const Doing done = std::exchange(m_doing, Doing::Nothing);
    const auto results = m_session->collect();
    if (!results)
        return;
    if (done == Doing::Look)
        takeLook(results->first());
    else if (done == Doing::Define)
        takeDefinition((*results)[2]);
}

void Monitor::takeLook(const Rows &rows)
{
    for (Session *session : std::as_const(m_watched)) {
        for (qsizetype i = 0; i < rows.count(); ++i) {
            if (session->isBusy() && rows.integer(i, "pid") == session->backendPid()) {
                m_yielded.insert(session);
                session->cancelQuery();
            }
        }
    }
}

void Monitor::takeDefinition(const Rows &rows)
{
    if (rows.isEmpty() || m_definitionQuery.text.isEmpty() || rows.text(0, "fingerprint") == m_fingerprint)
        return;
    m_fingerprint = rows.text(0, "fingerprint");
    m_definition = {rows.text(0, "definition"), m_fingerprint};
}

void Monitor::flush()
{
    QElapsedTimer patience;
    patience.start();
    m_sinceAppend.invalidate();
    m_watched.clear();
    while (m_session->isOpen() && patience.elapsed() < 1000 && (!m_log.isEmpty() || m_doing != Doing::Nothing)) {
        tick();
        waitAny({m_session.get()}, 20);
        if (m_session->isDone())
            finish();
    }
}

} // namespace parterre
