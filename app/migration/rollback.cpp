// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/rollback.h"

#include "migration/cutover.h"
#include "migration/evidence.h"
#include "migration/foreignkeys.h"
#include "migration/materializedviews.h"
#include "migration/steps/preparestep.h"
#include "migration/steps/repairstep.h"
#include "migration/steps/switchstep.h"
#include "migration/verifier.h"
#include "migration/watch.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Rollback)
};

QList<SqlText> dropLogsAndFunctions(const MigrationSql &sql)
{
    QList<SqlText> list;
    for (const Direction &direction : {sql.forward(), sql.reverse()}) {
        list << sql.sqlFor("migration/drop_function", direction);
        list << sql.sqlFor("migration/drop_log", direction);
    }
    return list;
}

Result<> dropTriggers(Runner &runner, const QList<QList<Statement>> &transactions)
{
    for (const QList<Statement> &statements : transactions)
        PARTERRE_TRY(runner.lockingTransaction(statements));
    return {};
}

QList<SqlText> texts(const QList<QList<Statement>> &transactions)
{
    QList<SqlText> list;
    for (const QList<Statement> &statements : transactions) {
        for (const Statement &statement : statements)
            list << statement.sql;
    }
    return list;
}

Result<> proveWayBack(Runner &runner)
{
    if (!runner.entry().wayBackOpen()) {
        return failure(
            ErrorCode::Refused, Text::tr("the way back is closed"), runner.entry().wayBack,
            Text::tr("Where it can be undone, undo it and roll back again. To finish ends the migration as it is."));
    }
    return {};
}

// Nobody goes back to a table that is known to be wrong.
Result<> proveEqual(Runner &runner)
{
    PARTERRE_ASSIGN(leaves, differingLeaves(runner));
    if (leaves.isEmpty())
        return {};
    return failure(ErrorCode::Refused,
                   Text::tr("the last verification found differences between the table and the old one"),
                   leaves.join(u'\n'),
                   Text::tr("parterrectl verify %1 --repair puts the old table right; then roll back again.")
                       .arg(runner.plan().id));
}

Result<> switchBack(Runner &runner)
{
    PARTERRE_TRY(proveEqual(runner));
    Watch watch(runner);
    PARTERRE_TRY(watch.lookOut());
    PARTERRE_TRY(proveWayBack(runner));
    PARTERRE_TRY(watch.catchUp());
    PARTERRE_TRY(watch.lookOut());
    PARTERRE_TRY(runner.reread());
    PARTERRE_TRY(proveWayBack(runner));
    if (auto before = runHook(runner, runner.plan().beforeSwitch, Text::tr("before the switch")); !before) {
        (void)runHook(runner, runner.plan().afterSwitch, Text::tr("after the switch")); // what it did by half
        return before;
    }
    CutOver cutOver(runner, true);
    auto report = cutOver.run();
    auto after = runHook(runner, runner.plan().afterSwitch, Text::tr("after the switch"));
    PARTERRE_ASSIGN(taken, std::move(report));
    runner.note(Text::tr("Switched back: %1.").arg(taken.toText()));
    if (!after)
        runner.note(after.error().toText());
    return {};
}

// What late transactions still wrote into P, until none from before the switch back is left.
Result<> drainLate(Runner &runner)
{
    if (runner.entry().switchXid.isEmpty() || runner.entry().shadowOid == 0)
        return {};
    QList<Statement> statements;
    for (const SqlText &sql : runner.sql().ownSequences(runner.plan().table.name))
        statements << Statement{sql};
    if (!statements.isEmpty())
        PARTERRE_TRY(runner.lockingTransaction(statements));
    Replayer late(runner, runner.main(), runner.sql().lateReverse());
    while (true) {
        PARTERRE_ASSIGN(holders, olderSnapshots(runner, runner.entry().switchXid));
        PARTERRE_ASSIGN(pending, late.pending());
        if (pending > 0) {
            const auto round = late.round();
            if (!round)
                return Failure(explainLateWrite(round.error(), runner.plan().shadow));
            if (round->pairs > 0)
                runner.note(
                    Text::tr("Carried over %1 late writes that went into the partitioned table.").arg(round->pairs));
            if (round->kept > 0)
                runner.note(Text::tr("%1 late writes into the partitioned table were not carried over: the same rows "
                                     "were written in the plain table too, and stay as they are there.")
                                .arg(round->kept));
        }
        if (holders.isEmpty() && pending == 0)
            return {};
        PARTERRE_TRY(runner.pause(50));
    }
}

Result<> cleanUp(Runner &runner)
{
    PARTERRE_ASSIGN(captures, runner.main().exec(runner.sql().sqlFor("migration/captures", runner.sql().forward())));
    if (captures.integer(0, "triggers") > 0)
        PARTERRE_TRY(dropTriggers(runner, runner.sql().dropCapture(runner.plan().table.name)));
    PARTERRE_TRY(dropShadow(runner));
    QList<Statement> last;
    for (const SqlText &sql : dropLogsAndFunctions(runner.sql()))
        last << Statement{sql};
    last << recordDefinition(runner, kRolledBackMoment) << runner.stateStatement(MigrationState::RolledBack);
    PARTERRE_TRY(runner.lockingTransaction(last));
    runner.setState(MigrationState::RolledBack);
    runner.note(Text::tr("The partitions, triggers and logs are dropped; the journal is left."));
    return {};
}

} // namespace

Result<> rollBack(Runner &runner)
{
    switch (runner.state()) {
    case MigrationState::RolledBack:
        return {};
    case MigrationState::Finished:
        return failure(ErrorCode::Refused, Text::tr("the migration is finished"),
                       Text::tr("The old table is no longer kept current."),
                       Text::tr("If the old table was not dropped, it holds the rows as they were at Finish."));
    case MigrationState::Switched:
    case MigrationState::Watching:
        PARTERRE_TRY(adoptTable(runner));
        runner.beginStep(QStringLiteral(QT_TRANSLATE_NOOP("Step", "Switch back")));
        PARTERRE_TRY(switchBack(runner));
        break;
    case MigrationState::RollingBack:
        break;
    default:
        PARTERRE_TRY(runner.changeState(MigrationState::RollingBack));
    }
    runner.beginStep(QStringLiteral(QT_TRANSLATE_NOOP("Step", "Clean up")));
    PARTERRE_TRY(drainLate(runner));
    PARTERRE_TRY(restoreForeignKeys(runner));
    if (!runner.entry().switchXid.isEmpty())
        PARTERRE_TRY(exchangeMaterializedViewsBack(runner));
    return cleanUp(runner);
}

namespace {

QList<PlannedStatement> describeSwitchBack(const MigrationSql &sql, bool settled)
{
    QList<PlannedStatement> list;
    const QString remark = settled ? Text::tr("only after an upgrade of the server")
                                   : Text::tr("only when the switch was not settled yet");
    for (const PlannedStatement &statement : describeAdoptTable(sql))
        list << PlannedStatement{statement.sql, remark, true};
    list << PlannedStatement{sql.sql("journal/leaf_checks"), {}};
    return list + CutOver::describe(sql, true);
}

// After the switch back, also where that was in an earlier run.
QList<PlannedStatement> describeAfterSwitchBack(const MigrationSql &sql)
{
    QList<PlannedStatement> list;
    for (const SqlText &statement : sql.ownSequences(sql.plan().table.name))
        list << PlannedStatement{statement, {}};
    list << describeRound(sql, sql.lateReverse(), true, Text::tr("only when a late transaction still wrote"));
    return list + describeRestoreForeignKeys(sql) + describeExchangeMaterializedViewsBack(sql);
}

} // namespace

QList<PlannedStatement> describeRollBack(const MigrationSql &sql, MigrationState state)
{
    QList<PlannedStatement> list;
    const bool switched = state == MigrationState::Switched || state == MigrationState::Watching;
    if (switched)
        list = describeSwitchBack(sql, state == MigrationState::Watching);
    if (switched || state == MigrationState::RollingBack)
        list << describeAfterSwitchBack(sql);
    list << PlannedStatement{sql.sqlFor("migration/captures", sql.forward()), {}};
    for (const SqlText &statement : texts(sql.dropCapture(sql.plan().table.name)))
        list << PlannedStatement{statement, Text::tr("only where the triggers are this migration's")};
    list << describeDropShadow(sql);
    for (const SqlText &statement : dropLogsAndFunctions(sql))
        list << PlannedStatement{statement, {}};
    list << PlannedStatement{sql.sql("migration/record_definition"), {}};
    return list;
}

namespace {

bool dropsDefaultPartition(const Plan &plan)
{
    return !plan.keepDefaultPartition && plan.leaves.last().isDefault();
}

SqlNames namesOf(const PlannedLeaf &leaf)
{
    return {{QStringLiteral("leaf"), leaf.name.quoted()}};
}

QList<SqlText> dropDefault(const MigrationSql &sql)
{
    QList<SqlText> list{sql.sql("migration/lock_exclusive")};
    for (const char *id : {"migration/detach_leaf", "migration/detached_is_empty", "migration/drop_detached"})
        list << sql.sql(id, namesOf(sql.plan().leaves.last()));
    return list;
}

Result<> dropDefaultPartition(Runner &runner)
{
    if (!dropsDefaultPartition(runner.plan()))
        return {};
    const PlannedLeaf &leaf = runner.plan().leaves.last();
    PARTERRE_ASSIGN(
        existing,
        runner.main().exec(runner.sql().sql("migration/leaf_names"), Params() << runner.plan().table.name.quoted()));
    bool there = false;
    for (qsizetype i = 0; i < existing.count(); ++i)
        there = there || existing.text(i, "leaf") == leaf.name.quoted();
    if (!there)
        return {};
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().sql("migration/default_rows", namesOf(leaf))));
    if (rows.flag(0, "occupied")) {
        runner.note(Text::tr("The default partition %1 holds rows, so it stays.").arg(leaf.name.quoted()));
        return {};
    }
    QList<Statement> statements;
    for (const SqlText &statement : dropDefault(runner.sql()))
        statements << Statement{statement};
    PARTERRE_TRY(runner.lockingTransaction(statements));
    runner.note(Text::tr("The default partition %1 was empty; it is dropped.").arg(leaf.name.quoted()));
    return {};
}

Result<> proveDroppable(Runner &runner)
{
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().sql("migration/old_dependents")));
    QStringList objects;
    QStringList dropped; // with the old table
    for (const MaterializedViewDefinition &view : runner.plan().materializedViews)
        dropped << oldName(view.name).quoted();
    for (qsizetype i = 0; i < rows.count(); ++i) {
        if (!dropped.contains(rows.text(i, "relation")))
            objects << rows.text(i, "object");
    }
    if (!objects.isEmpty()) {
        return failure(
            ErrorCode::Refused, Text::tr("the old table %1 is still in use").arg(runner.plan().old.quoted()),
            objects.join(u'\n'),
            Text::tr("Finish without --drop-old, or move these objects first. Nothing is dropped with CASCADE."));
    }
    return {};
}

} // namespace

Result<> finish(Runner &runner, bool dropOld)
{
    if (runner.state() != MigrationState::Watching && runner.state() != MigrationState::Switched
        && runner.state() != MigrationState::Finished) {
        return failure(ErrorCode::Refused,
                       Text::tr("the migration is in state %1, there is nothing to finish").arg(toText(runner.state())),
                       {}, Text::tr("Finish follows the switch."));
    }
    if (runner.state() != MigrationState::Finished) {
        PARTERRE_TRY(adoptTable(runner));
        PARTERRE_TRY(exchangeMaterializedViews(runner));
    }
    if (dropOld)
        PARTERRE_TRY(proveDroppable(runner));
    runner.beginStep(QStringLiteral(QT_TRANSLATE_NOOP("Step", "Finish")));
    if (runner.state() != MigrationState::Finished) {
        if (runner.entry().wayBackOpen()) {
            Watch watch(runner);
            PARTERRE_TRY(watch.untilSettled());
        } else if (!runner.entry().hooksRemoved()) {
            Watch watch(runner);
            PARTERRE_TRY(watch.carryOver());
        }
        if (runner.state() == MigrationState::Switched)
            PARTERRE_TRY(settleForeignKeys(runner, [] { return Result<>(); }));
        PARTERRE_TRY(dropTriggers(runner, runner.sql().dropReverse(runner.plan().table.name)));
        PARTERRE_TRY(dropTriggers(runner, runner.sql().dropCapture(runner.plan().old)));
        PARTERRE_TRY(dropDefaultPartition(runner));
        QList<Statement> last;
        for (const SqlText &sql : dropLogsAndFunctions(runner.sql()))
            last << Statement{sql};
        last << recordDefinition(runner, kFinishedMoment) << runner.stateStatement(MigrationState::Finished);
        PARTERRE_TRY(runner.lockingTransaction(last));
        runner.setState(MigrationState::Finished);
    }
    if (dropOld) {
        PARTERRE_ASSIGN(oids, runner.main().exec(runner.sql().sql("migration/relation_oids")));
        if (oids.integer(0, "old_oid") == 0)
            return {}; // dropped already
        const SqlNames old{{QStringLiteral("relation_literal"), quoteLiteral(runner.plan().old.quoted())}};
        QList<Statement> statements{{runner.sql().sql("migration/ours", old), Params() << runner.entry().tableOid}};
        PARTERRE_ASSIGN(views, dropOldMaterializedViews(runner));
        statements << views << Statement{runner.sql().sql("migration/drop_old")};
        PARTERRE_TRY(runner.lockingTransaction(statements));
    }
    return {};
}

QList<PlannedStatement> describeFinish(const MigrationSql &sql)
{
    QList<PlannedStatement> list = describeAdoptTable(sql);
    list << describeExchangeMaterializedViews(sql) << describeSettleForeignKeys(sql);
    for (PlannedStatement &statement : list)
        statement = {statement.sql, Text::tr("only when the switch was not settled yet"), true};
    list << Watch::describe(sql);
    for (const SqlText &statement :
         texts(sql.dropReverse(sql.plan().table.name)) + texts(sql.dropCapture(sql.plan().old)))
        list << PlannedStatement{statement, {}};
    if (dropsDefaultPartition(sql.plan())) {
        list << PlannedStatement{sql.sql("migration/leaf_names"), {}}
             << PlannedStatement{sql.sql("migration/default_rows", namesOf(sql.plan().leaves.last())), {}};
        for (const SqlText &statement : dropDefault(sql))
            list << PlannedStatement{statement, Text::tr("only if the default partition is empty")};
    }
    for (const SqlText &statement : dropLogsAndFunctions(sql))
        list << PlannedStatement{statement, {}};
    list << PlannedStatement{sql.sql("migration/record_definition"), {}};
    const QString dropping = Text::tr("only with --drop-old");
    list << PlannedStatement{sql.sql("migration/old_dependents"), dropping};
    list << PlannedStatement{sql.sql("migration/relation_oids"), dropping};
    list << PlannedStatement{
        sql.sql("migration/ours", {{QStringLiteral("relation_literal"), quoteLiteral(sql.plan().old.quoted())}}),
        dropping};
    for (const MaterializedViewDefinition &view : sql.plan().materializedViews)
        list << PlannedStatement{sql.materializedViewState(view), dropping}
             << PlannedStatement{sql.dropMaterializedView(oldName(view.name)), dropping};
    list << PlannedStatement{sql.sql("migration/drop_old"), dropping};
    return list;
}

} // namespace parterre
