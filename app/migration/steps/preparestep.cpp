// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/preparestep.h"

#include "migration/preflight.h"

#include <QCoreApplication>
#include <QSet>

namespace parterre {

namespace {

constexpr qsizetype kLeavesAtOnce = 50; // a transaction holds a lock on each relation it makes

struct Text {
    Q_DECLARE_TR_FUNCTIONS(PrepareStep)
};

Result<QSet<QString>> existingLeaves(Runner &runner)
{
    PARTERRE_ASSIGN(
        rows, runner.main().exec(runner.sql().sql("migration/leaf_names"), Params() << runner.plan().shadow.quoted()));
    QSet<QString> names;
    for (qsizetype i = 0; i < rows.count(); ++i)
        names << rows.text(i, "leaf");
    return names;
}

Result<> makeLeaves(Runner &runner)
{
    PARTERRE_ASSIGN(existing, existingLeaves(runner));
    QList<Statement> statements;
    qsizetype pending = 0;
    for (qsizetype i = 0; i < runner.plan().leaves.size(); ++i) {
        const PlannedLeaf &leaf = runner.plan().leaves[i];
        if (!existing.contains(leaf.name.quoted())) {
            for (const SqlText &sql : runner.sql().createLeaf(leaf))
                statements << Statement{sql};
            ++pending;
        }
        if (pending == kLeavesAtOnce || (i + 1 == runner.plan().leaves.size() && pending > 0)) {
            PARTERRE_TRY(runner.transaction(statements));
            Progress p;
            p.step = QStringLiteral("Prepare");
            p.unit = Text::tr("partitions");
            p.done = i + 1;
            p.total = runner.plan().leaves.size();
            runner.progress(p);
            statements.clear();
            pending = 0;
        }
    }
    return {};
}

} // namespace

Result<> proveApplicationSql(Session &session, const Plan &plan)
{
    for (const SqlText &statement : MigrationSql(plan).parseApplicationSql()) {
        if (auto parsed = session.exec(statement); !parsed) {
            Error error = parsed.error();
            if (error.sqlState.startsWith(u"42")) {
                error.code = ErrorCode::Refused;
                error.message =
                    Text::tr("the application's own SQL for the switch cannot be read: %1").arg(error.message);
                error.hint = Text::tr("Nothing was changed. Correct it in a new plan.");
            }
            return Failure(error);
        }
    }
    return {};
}

Result<> provePlanned(Runner &runner)
{
    PARTERRE_ASSIGN(oids, runner.main().exec(runner.sql().sql("migration/relation_oids")));
    const QString table = runner.plan().table.name.quoted();
    if (oids.integer(0, "table_oid") != runner.entry().tableOid)
        return failure(ErrorCode::Changed, Text::tr("%1 is not the table that the plan was made for").arg(table),
                       Text::tr("That one was dropped or renamed."), Text::tr("Make the plan again."));
    PARTERRE_ASSIGN(
        open, runner.main().exec(runner.sql().sql("preflight/open_migration"), Params() << runner.entry().tableOid));
    for (qsizetype i = 0; i < open.count(); ++i) {
        if (const QString id = open.text(i, "id"); id != runner.plan().id)
            return failure(ErrorCode::Refused, Text::tr("table %1 is being migrated already").arg(table),
                           Text::tr("Migration %1 is in state %2.").arg(id, open.text(i, "state")),
                           Text::tr("Finish that one, or go back with parterrectl rollback %1 --yes.").arg(id));
    }
    PARTERRE_TRY(
        runner.main().exec(runner.sql().sql("migration/definition_holds"), Params() << runner.plan().fingerprint));
    return proveDependents(runner.main(), runner.plan());
}

QString PrepareStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Prepare"));
}

QString PrepareStep::purpose() const
{
    return Text::tr("Make the empty partitioned table, its partitions and the change logs beside the table.");
}

QString PrepareStep::blocks() const
{
    return Text::tr("Nobody.");
}

QString PrepareStep::undo() const
{
    return Text::tr("Rollback drops the empty tables.");
}

QList<PlannedStatement> PrepareStep::describe(const MigrationSql &sql) const
{
    QList<PlannedStatement> list{
        {sql.sql("migration/relation_oids"), {}},
        {sql.sql("preflight/open_migration"), {}},
        {sql.sql("migration/definition_holds"), {}},
        {SqlText::load(QStringLiteral("preflight/dependents"), {}, sql.plan().serverMajor), {}},
        {sql.sql("preflight/references"), {}}};
    if (!sql.plan().materializedViews.isEmpty())
        list << PlannedStatement{SqlText::load(QStringLiteral("catalog/materialized_views")), {}};
    for (const SqlText &statement : sql.parseApplicationSql())
        list << PlannedStatement{statement, Text::tr("reads the application's SQL, and runs nothing of it")};
    for (const SqlText &statement : sql.createShadow())
        list << PlannedStatement{statement, {}};
    list << PlannedStatement{sql.sql("migration/record_shadow"), {}};
    list << PlannedStatement{sql.sql("migration/leaf_names"), {}};
    for (const PlannedLeaf &leaf : sql.plan().leaves) {
        for (const SqlText &statement : sql.createLeaf(leaf))
            list << PlannedStatement{statement, {}};
    }
    for (const SqlText &statement : sql.revokeDefaults())
        list << PlannedStatement{statement, {}};
    return list;
}

Result<> PrepareStep::run(Runner &runner) const
{
    PARTERRE_TRY(provePlanned(runner));
    PARTERRE_TRY(proveApplicationSql(runner.main(), runner.plan())); // better known now than after the copy
    if (runner.entry().shadowOid == 0) {
        QList<Statement> statements;
        for (const SqlText &sql : runner.sql().createShadow())
            statements << Statement{sql};
        statements << Statement{runner.sql().sql("migration/record_shadow"), Params() << runner.plan().id};
        PARTERRE_TRY(runner.transaction(statements));
        PARTERRE_TRY(runner.reread());
    }
    PARTERRE_TRY(makeLeaves(runner));
    QList<Statement> last;
    for (const SqlText &sql : runner.sql().revokeDefaults())
        last << Statement{sql};
    last << runner.stateStatement(MigrationState::Prepared);
    PARTERRE_TRY(runner.transaction(last));
    runner.setState(MigrationState::Prepared);
    return {};
}

// Proves, under a lock that keeps partitions where they are, that what is dropped is what the journal made: a
// stranger's table may have taken a name meanwhile.
static QList<Statement> provenShadow(const Runner &runner)
{
    QStringList planned;
    for (const PlannedLeaf &leaf : runner.plan().leaves)
        planned << leaf.name.quoted();
    const SqlNames relation{{QStringLiteral("relation"), runner.plan().shadow.quoted()},
                            {QStringLiteral("relation_literal"), quoteLiteral(runner.plan().shadow.quoted())}};
    return {{runner.sql().sql("migration/patience"), Params() << QStringLiteral("3s")},
            {runner.sql().sql("migration/lock_relation", relation)},
            {runner.sql().sql("migration/ours", relation), Params() << runner.entry().shadowOid},
            {runner.sql().sql("migration/only_ours", relation), Params() << planned}};
}

// The planned partitions that are still partitions of P, but for the last ones, which go with P.
static Result<> dropManyLeaves(Runner &runner)
{
    PARTERRE_ASSIGN(existing, existingLeaves(runner));
    QStringList leaves;
    for (const PlannedLeaf &leaf : runner.plan().leaves) {
        if (existing.contains(leaf.name.quoted()))
            leaves << leaf.name.quoted();
    }
    const SqlNames relation{{QStringLiteral("relation_literal"), quoteLiteral(runner.plan().shadow.quoted())}};
    while (leaves.size() > kLeavesAtOnce) {
        const QStringList some = leaves.mid(0, kLeavesAtOnce);
        leaves = leaves.mid(kLeavesAtOnce);
        QList<Statement> statements = provenShadow(runner);
        statements << Statement{runner.sql().sql("migration/our_leaves", relation),
                                Params() << some << qint64{some.size()}};
        statements << Statement{runner.sql().dropLeaves(some)};
        PARTERRE_TRY(runner.lockingTransaction(statements));
    }
    return {};
}

QList<PlannedStatement> describeDropShadow(const MigrationSql &sql)
{
    const QString shadow = sql.plan().shadow.quoted();
    const SqlNames relation{{QStringLiteral("relation"), shadow},
                            {QStringLiteral("relation_literal"), quoteLiteral(shadow)}};
    QList<PlannedStatement> list{
        {sql.sql("migration/relation_oids"), {}},  {sql.sql("migration/leaf_names"), {}},
        {sql.sql("migration/patience"), {}},       {sql.sql("migration/lock_relation", relation), {}},
        {sql.sql("migration/ours", relation), {}}, {sql.sql("migration/only_ours", relation), {}}};
    qsizetype left = sql.plan().leaves.size();
    for (qsizetype first = 0; left > kLeavesAtOnce; first += kLeavesAtOnce, left -= kLeavesAtOnce) {
        QStringList names;
        for (const PlannedLeaf &leaf : sql.plan().leaves.mid(first, kLeavesAtOnce))
            names << leaf.name.quoted();
        list << PlannedStatement{sql.sql("migration/our_leaves", relation), {}}
             << PlannedStatement{sql.dropLeaves(names), {}};
    }
    list << PlannedStatement{sql.sql("migration/drop_shadow"), {}};
    for (const SqlText &guard : sql.dropGuards())
        list << PlannedStatement{guard, {}};
    return list;
}

Result<> dropShadow(Runner &runner)
{
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().sql("migration/relation_oids")));
    const bool ours = runner.entry().shadowOid != 0 && rows.integer(0, "shadow_oid") == runner.entry().shadowOid;
    if (ours) {
        PARTERRE_TRY(dropManyLeaves(runner));
        QList<Statement> statements = provenShadow(runner);
        statements << Statement{runner.sql().sql("migration/drop_shadow")};
        PARTERRE_TRY(runner.lockingTransaction(statements));
    }
    QList<Statement> last{{runner.sql().sql("migration/patience"), Params() << QStringLiteral("3s")}};
    for (const SqlText &guard : runner.sql().dropGuards())
        last << Statement{guard};
    last << Statement{runner.sql().sql("journal/forget_shadow"), Params() << runner.plan().id}
         << Statement{runner.sql().sql("journal/forget_batches"), Params() << runner.plan().id};
    PARTERRE_TRY(runner.lockingTransaction(last));
    return runner.reread();
}

Result<> startOver(Runner &runner)
{
    runner.note(Text::tr("The copy cannot be trusted any more; it is made again."));
    PARTERRE_TRY(dropShadow(runner));
    PARTERRE_TRY(runner.transaction({{runner.sql().sqlFor("migration/empty_log", runner.sql().forward())},
                                     {runner.sql().captureToLog(runner.sql().forward())},
                                     runner.stateStatement(MigrationState::Planned)}));
    runner.setState(MigrationState::Planned);
    return {};
}

} // namespace parterre
