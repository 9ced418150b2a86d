// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/progress.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTextStream>

#include <functional>

namespace parterre {

/// Progress for programs: one JSON object a line, each with "event" ("progress", "note", "error", …) and "time"
/// (UTC, ISO 8601). Progress of one step comes at most four times a second, its last report always.
class JsonProgress : public ProgressSink {
public:
    explicit JsonProgress(QTextStream &stream, std::function<qint64()> nowMs = {});

    void report(const Progress &progress) override;
    void note(const QString &text) override;
    void error(const Error &error);
    /// Any other event: `fields` with the name and the time added.
    void event(const QString &name, QJsonObject fields);

private:
    QTextStream &m_stream;
    std::function<qint64()> m_nowMs;
    QElapsedTimer m_clock;
    QString m_step;
    QString m_pace;
    qint64 m_shownAt = 0;
};

} // namespace parterre
