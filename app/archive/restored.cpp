// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/restored.h"

#include "archive/archiverunner.h"

namespace parterre {

QualifiedName restoredTable(const QString &runId)
{
    return {QStringLiteral("parterre"), QStringLiteral("restored_") + runId};
}

SqlNames restoredNames(const QString &runId)
{
    return {{QStringLiteral("restored"), restoredTable(runId).quoted()}};
}

Result<bool> hasRestored(ArchiveRunner &runner, const QString &runId)
{
    return runner
        .exec({SqlText::load(QStringLiteral("archive/restored_exists")), Params() << restoredTable(runId).name})
        .map([](const Rows &rows) { return rows.flag(0, "present"); });
}

RestoreConflicts conflictsOf(const Rows &rows)
{
    RestoreConflicts conflicts;
    for (qsizetype i = 0; i < rows.count(); ++i)
        conflicts.first << RestoreConflict{rows.text(i, "key_text"), rows.flag(i, "equal")};
    conflicts.count = rows.isEmpty() ? 0 : rows.integer(0, "total");
    return conflicts;
}

} // namespace parterre
