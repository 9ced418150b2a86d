// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/restored.h"

#include "archive/archiverunner.h"
#include "archive/archivesql.h"
#include "base/units.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Restorer)
};

} // namespace

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

QList<SqlText> describeProof(const ArchiveSql &sql, const QString &runId)
{
    return {sql.sql("transaction/constraints_immediate"), sql.sql("archive/changed_rows", restoredNames(runId))};
}

Result<> proveRestored(ArchiveRunner &runner, const ArchiveSql &sql, const QString &runId)
{
    Rows changed;
    for (const SqlText &text : describeProof(sql, runId)) {
        PARTERRE_ASSIGN(rows, runner.exec({text}));
        changed = rows;
    }
    if (changed.isEmpty())
        return {};
    return failure(ErrorCode::Changed, Text::tr("the rows that were restored are not those of the archive"),
                   Text::tr("A trigger changed or deleted %1 of them. Nothing was restored.")
                       .arg(formatCount(changed.integer(0, "total"))));
}

void RestoreReport::setChanged(const Rows &changedKeys)
{
    changedRows = changedKeys.isEmpty() ? 0 : changedKeys.integer(0, "total");
    for (qsizetype i = 0; i < changedKeys.count(); ++i)
        changed << changedKeys.text(i, "key_text");
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
