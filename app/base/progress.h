// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace parterre {

/// How far an operation is. A value: it may cross threads.
struct Progress {
    QString step;    ///< name of the step, as in the plan: "Copying"
    QString message; ///< what is happening now, one line; may be empty
    QString unit;    ///< unit of done and total: "rows", "pages", "leaves"; empty where nothing is counted
    qint64 done = 0;
    qint64 total = 0; ///< 0 where unknown
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;

    double rate = 0;                   ///< units a second, over the last seconds
    std::optional<qint64> remainingMs; ///< estimate; absent where unknown
    QString pace = {}; ///< why it is not faster: "slowed: standby r2 is 9.0 s behind"; empty = full speed
};

/// What people read of it but for the step: counted, bytes, rate, time left, message, pace; what is not known is left
/// out.
QStringList progressFigures(const Progress &progress);

/// Receives progress and notes. Called on the thread that runs the operation; must not block.
class ProgressSink {
public:
    virtual ~ProgressSink() = default;
    virtual void report(const Progress &progress) = 0;
    /// A line worth keeping: a step that ended, a retry, who holds a lock.
    virtual void note(const QString &text) = 0;
};

/// Swallows everything.
class QuietSink : public ProgressSink {
public:
    void report(const Progress &) override {}
    void note(const QString &) override {}
};

} // namespace parterre
