// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/indexstep.h"

#include "migration/fleet.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(IndexStep)
};

Result<QMap<QString, bool>> existingIndexes(Runner &runner)
{
    PARTERRE_ASSIGN(
        rows,
        runner.main().exec(runner.sql().sql("migration/leaf_indexes"), Params() << runner.plan().shadow.quoted()));
    QMap<QString, bool> validity;
    for (qsizetype i = 0; i < rows.count(); ++i)
        validity.insert(rows.text(i, "name"), rows.flag(i, "valid"));
    return validity;
}

// Only autovacuum meets us on P, and it gives way after deadlock_timeout.
Statement patience(const Runner &runner)
{
    return {runner.sql().sql("migration/patience"), Params() << QStringLiteral("30s")};
}

// One index after the other over all partitions, so that the workers do not meet on one of them.
QList<MigrationSql::LeafIndex> inBuildOrder(const MigrationSql &sql)
{
    QList<QList<MigrationSql::LeafIndex>> byLeaf;
    for (const PlannedLeaf &leaf : bySize(sql.plan()))
        byLeaf << sql.leafIndexes(leaf);
    QList<MigrationSql::LeafIndex> list;
    for (qsizetype index = 0; index < sql.plan().table.indexes.size(); ++index) {
        for (const auto &leaf : std::as_const(byLeaf))
            list << leaf[index];
    }
    return list;
}

Result<> indexLeaves(Runner &runner, const QMap<QString, bool> &existing)
{
    QList<QList<Statement>> statements;
    for (const MigrationSql::LeafIndex &index : inBuildOrder(runner.sql())) {
        if (!existing.value(index.name, false))
            statements << runner.fenced({patience(runner), Statement{index.create}});
    }
    return runStatements(runner, statements, Text::tr("building indexes"));
}

// The partitions that one job each has to enter: all but those that an earlier run did. Nobody writes into the copy in
// this step, so each row is entered once, and the guard's index is made when all are there.
QList<PlannedLeaf> leavesToEnter(const Runner &runner, const Rows &entered)
{
    QSet<qint64> buckets;
    for (qsizetype i = 0; i < entered.count(); ++i)
        buckets << entered.integer(i, "leaf");
    const QList<PlannedLeaf> &leaves = runner.plan().leaves;
    const qsizetype ranges = leaves.size() - (leaves.last().isDefault() ? 1 : 0);
    QList<PlannedLeaf> list;
    for (qsizetype i = 0; i < leaves.size(); ++i) {
        const bool there =
            leaves[i].isDefault() ? buckets.contains(0) || buckets.contains(ranges + 1) : buckets.contains(i + 1);
        if (!there)
            list << leaves[i];
    }
    return list;
}

Result<> makeGuard(Runner &runner, const IndexDefinition &index)
{
    const MigrationSql &sql = runner.sql();
    PARTERRE_ASSIGN(state, runner.main().exec(sql.guardState(index)));
    if (!state.flag(0, "present")) {
        QList<Statement> statements;
        for (const SqlText &statement : sql.createGuard(index))
            statements << Statement{statement};
        PARTERRE_TRY(runner.transaction(statements));
    } else if (!state.flag(0, "ours")) {
        return failure(
            ErrorCode::Refused,
            Text::tr("something else has the name %1 of a guard").arg(runner.plan().table.guardOf(index).quoted()),
            Text::tr("It was made since the plan."), Text::tr("Rename or drop it, then run migrate again."));
    }
    if (state.flag(0, "complete"))
        return {};
    PARTERRE_ASSIGN(entered, runner.main().exec(sql.guardedLeaves(index)));
    QList<QList<Statement>> jobs;
    for (const PlannedLeaf &leaf : leavesToEnter(runner, entered))
        jobs << runner.fenced({Statement{sql.fillGuard(index, leaf)}});
    PARTERRE_TRY(runStatements(runner, jobs, Text::tr("filling guards")));
    return runStatements(runner, {runner.fenced({patience(runner), Statement{sql.constrainGuard(index)}})},
                         Text::tr("building indexes"));
}

Result<> adoptAndDress(Runner &runner, const QMap<QString, bool> &existing)
{
    QList<Statement> statements{patience(runner)};
    for (const MigrationSql::LeafIndex &index : runner.sql().parentIndexes()) {
        if (!existing.contains(index.name))
            statements << Statement{index.create};
    }
    for (const SqlText &sql : runner.sql().dress())
        statements << Statement{sql};
    statements << Statement{runner.sql().recordDressed(), Params() << runner.plan().id};
    PARTERRE_TRY(runner.transaction(statements));
    return {};
}

QList<PlannedStatement> describeGuard(const MigrationSql &sql, const IndexDefinition &index)
{
    QList<PlannedStatement> list{{sql.guardState(index), {}}};
    for (const SqlText &statement : sql.createGuard(index))
        list << PlannedStatement{statement, {}};
    list << PlannedStatement{sql.guardedLeaves(index), {}};
    for (const PlannedLeaf &leaf : sql.plan().leaves)
        list << PlannedStatement{sql.fillGuard(index, leaf), {}};
    return list << PlannedStatement{sql.constrainGuard(index), {}};
}

} // namespace

QString IndexStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Index"));
}

QString IndexStep::purpose() const
{
    return Text::tr(
        "Build the indexes partition by partition, fill the guards of unique keys; then rights, comments, checks, statistics and triggers.");
}

QString IndexStep::blocks() const
{
    return Text::tr("Nobody: only the copy is locked.");
}

QString IndexStep::undo() const
{
    return Text::tr("Rollback drops the triggers and the copy; the table was never touched.");
}

QList<PlannedStatement> IndexStep::describe(const MigrationSql &sql) const
{
    QList<PlannedStatement> list{{sql.sql("migration/leaf_indexes"), {}}};
    for (const MigrationSql::LeafIndex &index : inBuildOrder(sql))
        list << PlannedStatement{index.create, {}};
    for (const IndexDefinition &index : sql.plan().table.guardedKeys())
        list << describeGuard(sql, index);
    for (const MigrationSql::LeafIndex &index : sql.parentIndexes())
        list << PlannedStatement{index.create, {}};
    for (const SqlText &statement : sql.dress())
        list << PlannedStatement{statement, {}};
    list << PlannedStatement{sql.recordDressed(), {}};
    return list;
}

Result<> IndexStep::run(Runner &runner) const
{
    if (runner.entry().shape.isEmpty()) {
        PARTERRE_ASSIGN(existing, existingIndexes(runner));
        PARTERRE_TRY(indexLeaves(runner, existing));
        for (const IndexDefinition &index : runner.plan().table.guardedKeys())
            PARTERRE_TRY(makeGuard(runner, index));
        PARTERRE_TRY(adoptAndDress(runner, existing));
        PARTERRE_TRY(runner.reread());
    }
    return runner.changeState(MigrationState::CatchingUp);
}

} // namespace parterre
