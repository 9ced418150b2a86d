// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/indexstep.h"

#include "migration/fleet.h"

#include <QCoreApplication>
#include <QMap>

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

} // namespace

QString IndexStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Index"));
}

QString IndexStep::purpose() const
{
    return Text::tr(
        "Build the indexes partition by partition; then rights, comments, checks, statistics and triggers.");
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
        PARTERRE_TRY(adoptAndDress(runner, existing));
        PARTERRE_TRY(runner.reread());
    }
    return runner.changeState(MigrationState::CatchingUp);
}

} // namespace parterre
