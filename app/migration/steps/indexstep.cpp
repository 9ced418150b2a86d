// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/indexstep.h"

#include "migration/fleet.h"
#include "migration/ratemeter.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace parterre {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("IndexStep", text);
}

// The largest partitions first, so that the workers end together.
QList<PlannedLeaf> bySize(const Plan &plan)
{
    QList<PlannedLeaf> leaves = plan.leaves;
    std::stable_sort(leaves.begin(), leaves.end(),
                     [](const PlannedLeaf &a, const PlannedLeaf &b) { return a.rows > b.rows; });
    return leaves;
}

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

Result<> runJobs(Runner &runner, const QList<Statement> &statements, const QString &message, bool inTransaction)
{
    qint64 done = 0;
    const qint64 total = statements.size();
    RateMeter meter;
    QList<FleetJob> jobs;
    for (const Statement &statement : statements) {
        jobs << FleetJob{inTransaction ? runner.fenced({patience(runner), statement}) : QList<Statement>{statement},
                         [&](const QList<Rows> &) -> Result<> {
                             Progress p;
                             p.step = tr("Index");
                             p.message = message;
                             p.unit = tr("statements");
                             p.done = ++done;
                             p.total = total;
                             meter.add(done, done, total);
                             p.rate = meter.rate();
                             p.remainingMs = meter.remainingMs();
                             runner.progress(p);
                             return {};
                         }};
    }
    return runFleet(runner, jobs);
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
    QList<Statement> statements;
    for (const MigrationSql::LeafIndex &index : inBuildOrder(runner.sql())) {
        if (!existing.value(index.name, false))
            statements << Statement{index.create};
    }
    return runJobs(runner, statements, tr("building indexes"), true);
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
    statements << Statement{runner.sql().sql("journal/set_dressed"), Params() << runner.plan().id};
    PARTERRE_TRY(runner.transaction(statements));
    return {};
}

Result<> vacuum(Runner &runner)
{
    QList<Statement> statements;
    for (const PlannedLeaf &leaf : bySize(runner.plan()))
        statements << Statement{
            runner.sql().sql("migration/vacuum_leaf", {{QStringLiteral("leaf"), leaf.name.quoted()}})};
    PARTERRE_TRY(runJobs(runner, statements, tr("vacuum and analyze"), false));
    PARTERRE_TRY(runner.main().exec(runner.sql().sql("migration/analyze_shadow")));
    return {};
}

} // namespace

QString IndexStep::name() const
{
    return tr("Index");
}

QString IndexStep::purpose() const
{
    return tr("Build the indexes partition by partition; then rights, comments, checks, statistics and triggers.");
}

QString IndexStep::blocks() const
{
    return tr("Nobody: only the copy is locked.");
}

QString IndexStep::undo() const
{
    return tr("Rollback drops the triggers and the copy; the table was never touched.");
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
    for (const PlannedLeaf &leaf : bySize(sql.plan()))
        list << PlannedStatement{sql.sql("migration/vacuum_leaf", {{QStringLiteral("leaf"), leaf.name.quoted()}}), {}};
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
    PARTERRE_TRY(vacuum(runner));
    return runner.changeState(MigrationState::CatchingUp);
}

} // namespace parterre
