// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasktext.h"

#include "base/units.h"
#include "migration/liveness.h"
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

QString stateText(MigrationState state)
{
    switch (state) {
    case MigrationState::Planned:
        return Text::tr("planned, nothing was changed yet");
    case MigrationState::Prepared:
        return Text::tr("the partitions are made");
    case MigrationState::Capturing:
        return Text::tr("changes are captured");
    case MigrationState::Copying:
        return Text::tr("copying");
    case MigrationState::Repairing:
        return Text::tr("copied, late changes are replayed");
    case MigrationState::Indexing:
        return Text::tr("indexes are built");
    case MigrationState::CatchingUp:
        return Text::tr("the copy follows the table");
    case MigrationState::Verified:
        return Text::tr("proven equal, ready to switch");
    case MigrationState::Switched:
        return Text::tr("switched, late transactions are waited for");
    case MigrationState::Watching:
        return Text::tr("switched, the old table is kept equal");
    case MigrationState::RollingBack:
        return Text::tr("going back");
    case MigrationState::RolledBack:
        return Text::tr("rolled back, the table is plain again");
    case MigrationState::Finished:
        return Text::tr("finished");
    case MigrationState::Stopped:
        break;
    }
    return Text::tr("stopped by the guard: the hooks were removed");
}

QString nobodyText(const MigrationStatus &migration)
{
    MigrationState state = MigrationState::Planned;
    fromText(migration.state, &state);
    const bool over = state == MigrationState::RolledBack || state == MigrationState::Finished
        || state == MigrationState::Stopped || state == MigrationState::Planned;
    if (over || isDriven(migration))
        return {};
    const QString age = formatDuration(static_cast<qint64>(migration.heartbeatAge * 1000));
    return state == MigrationState::Watching ? Text::tr("nobody keeps the old table equal, for %1").arg(age)
                                             : Text::tr("nobody is at work on it, for %1").arg(age);
}

QString standText(const MigrationStatus &migration)
{
    MigrationState state = MigrationState::Planned;
    QString text = fromText(migration.state, &state) ? stateText(state) : migration.state;
    const QString nobody = nobodyText(migration);
    const bool closed = state == MigrationState::Watching && migration.wayBack != u"open";
    if (state == MigrationState::Watching && (closed || !nobody.isEmpty()))
        text = closed ? Text::tr("switched, the way back is closed") : Text::tr("switched");
    return nobody.isEmpty() ? text : QString(text % u"; " % nobody);
}

QString progressText(const Progress &progress)
{
    const QString figures = progressFigures(progress).join(QStringLiteral(" · "));
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
