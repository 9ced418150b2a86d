// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/jsonprogress.h"

#include "cli/exitcode.h"

#include <QDateTime>
#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kIntervalMs = 250;

} // namespace

JsonProgress::JsonProgress(QTextStream &stream, std::function<qint64()> nowMs)
    : m_stream(stream)
    , m_nowMs(std::move(nowMs))
{
    m_clock.start();
    if (!m_nowMs)
        m_nowMs = [this] { return m_clock.elapsed(); };
}

void JsonProgress::report(const Progress &p)
{
    const bool last = p.total > 0 && p.done == p.total;
    if (p.step == m_step && p.pace == m_pace && !last && m_nowMs() - m_shownAt < kIntervalMs)
        return;
    m_step = p.step;
    m_pace = p.pace;
    m_shownAt = m_nowMs();
    QJsonObject fields{{u"step"_s, p.step},
                       {u"message"_s, p.message},
                       {u"unit"_s, p.unit},
                       {u"done"_s, p.done},
                       {u"total"_s, p.total},
                       {u"bytesDone"_s, p.bytesDone},
                       {u"bytesTotal"_s, p.bytesTotal},
                       {u"rate"_s, p.rate},
                       {u"pace"_s, p.pace}};
    fields[u"remainingMs"_s] = p.remainingMs ? QJsonValue(*p.remainingMs) : QJsonValue();
    event(u"progress"_s, fields);
}

void JsonProgress::note(const QString &text)
{
    event(u"note"_s, {{u"text"_s, text}});
}

void JsonProgress::error(const Error &error)
{
    event(u"error"_s,
          {{u"message"_s, error.message},
           {u"detail"_s, error.detail},
           {u"hint"_s, error.hint},
           {u"sqlState"_s, error.sqlState},
           {u"exitCode"_s, static_cast<int>(exitCodeOf(error))}});
}

void JsonProgress::event(const QString &name, QJsonObject fields)
{
    fields[u"event"_s] = name;
    fields[u"time"_s] = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    m_stream << QJsonDocument(fields).toJson(QJsonDocument::Compact) << '\n' << Qt::flush;
}

} // namespace parterre
