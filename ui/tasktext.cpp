// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasktext.h"

#include "base/units.h"
#include "migration/steps/step.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TaskText)
};

} // namespace

QString stateText(TaskState state)
{
    switch (state) {
    case TaskState::Queued:
        return Text::tr("queued");
    case TaskState::Running:
        return Text::tr("running");
    case TaskState::Paused:
        return Text::tr("paused");
    case TaskState::Cancelling:
        return Text::tr("cancelling");
    case TaskState::Cancelled:
        return Text::tr("cancelled");
    case TaskState::Failed:
        return Text::tr("failed");
    case TaskState::Done:
        break;
    }
    return Text::tr("done");
}

QString progressText(const Progress &progress)
{
    QStringList parts;
    if (progress.total > 0)
        parts << Text::tr("%1 of %2 %3").arg(formatCount(progress.done), formatCount(progress.total), progress.unit);
    else if (progress.done > 0)
        parts << formatCount(progress.done) % u' ' % progress.unit;
    if (progress.bytesTotal > 0)
        parts << Text::tr("%1 of %2").arg(formatBytes(progress.bytesDone), formatBytes(progress.bytesTotal));
    if (progress.rate >= 1)
        parts << Text::tr("%1 %2/s").arg(formatCount(static_cast<qint64>(progress.rate)), progress.unit);
    if (progress.remainingMs)
        parts << Text::tr("about %1 left").arg(formatDuration(*progress.remainingMs));
    if (!progress.message.isEmpty())
        parts << progress.message;
    const QString figures = parts.join(QStringLiteral(" · "));
    if (progress.step.isEmpty())
        return figures;
    const QString step = stepText(progress.step);
    return figures.isEmpty() ? step : step % u": " % figures;
}

int permille(const Progress &progress)
{
    if (progress.total <= 0)
        return -1;
    return static_cast<int>(std::min<qint64>(1000, progress.done * 1000 / progress.total));
}

} // namespace parterre
