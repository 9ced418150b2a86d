// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/repairstep.h"

#include "migration/replayer.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RepairStep)
};

} // namespace

QList<PlannedStatement> describeRound(const MigrationSql &sql, const Direction &direction, bool marked,
                                      const QString &remark)
{
    QList<PlannedStatement> list{{sql.sql("migration/create_round"), remark}};
    if (marked)
        list << PlannedStatement{sql.sql("migration/round_mark"), remark};
    for (const char *id : {"migration/captured", "migration/consume"})
        list << PlannedStatement{sql.sqlFor(id, direction), remark};
    if (!direction.newer.name.isEmpty())
        list << PlannedStatement{sql.sqlFor("migration/keep_newer", direction), remark};
    for (const char *id : {"migration/analyze_round", "migration/not_truncated", "migration/replay_delete",
                           "migration/replay_insert", "migration/round_result"})
        list << PlannedStatement{sql.sqlFor(id, direction), remark};
    return list;
}

QString RepairStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Repair"));
}

QString RepairStep::purpose() const
{
    return Text::tr("Set right, in one pass, every row that changed while it was copied.");
}

QString RepairStep::blocks() const
{
    return Text::tr("Nobody.");
}

QString RepairStep::undo() const
{
    return Text::tr("Rollback drops the triggers and the copy; the table was never touched.");
}

QList<PlannedStatement> RepairStep::describe(const MigrationSql &sql) const
{
    return describeRound(sql, sql.forward(), true, {});
}

Result<> RepairStep::run(Runner &runner) const
{
    Replayer replayer(runner, runner.main(), runner.sql().forward());
    PARTERRE_ASSIGN(round, replayer.round());
    runner.note(Text::tr("Repaired %1 keys that changed during the copy.").arg(round.pairs));
    return runner.changeState(MigrationState::Indexing);
}

} // namespace parterre
