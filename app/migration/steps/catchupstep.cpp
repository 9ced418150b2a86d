// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/catchupstep.h"

#include "base/units.h"
#include "migration/fleet.h"
#include "migration/replayer.h"
#include "migration/verifier.h"

#include <QCoreApplication>

namespace parterre {

namespace {

constexpr qint64 kFewKeys = 500;
constexpr int kRepairs = 2;
constexpr qint64 kFollowEveryMs = 2000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CatchUpStep)
};

Error mismatch(const VerificationReport &report)
{
    QStringList lines;
    for (const RowDifference &difference : report.differences.mid(0, 5))
        lines << Text::tr("%1, key (%2)").arg(difference.leaf, difference.key.join(QStringLiteral(", ")));
    return {
        ErrorCode::Mismatch,
        Text::tr("%1 rows differ between the table and its copy").arg(report.differences.size()),
        lines.join(u'\n'),
        Text::tr(
            "They were put right and differ again. Something writes to the copy, or corrupts it; parterrectl verify names all rows."),
        {},
        {}};
}

QList<SqlText> vacuumLeaves(const MigrationSql &sql)
{
    QList<SqlText> list;
    for (const PlannedLeaf &leaf : bySize(sql.plan()))
        list << sql.sql("migration/vacuum_leaf", {{QStringLiteral("leaf"), leaf.name.quoted()}});
    return list;
}

SqlText prewarmLeaf(const MigrationSql &sql, const PlannedLeaf &leaf)
{
    return sql.sql("migration/prewarm_leaf",
                   {{QStringLiteral("leaf"), leaf.name.quoted()},
                    {QStringLiteral("leaf_literal"), quoteLiteral(leaf.name.quoted())}});
}

// The application's first statements after the switch find the newest partitions in memory.
Result<> prewarm(Runner &runner)
{
    const Plan &plan = runner.plan();
    if (plan.prewarm.isEmpty())
        return {};
    QStringList newestFirst;
    for (const PlannedLeaf &leaf : plan.leaves) {
        if (!leaf.isDefault())
            newestFirst.prepend(leaf.name.quoted());
    }
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().sql("migration/hot_leaves"), Params() << newestFirst));
    QStringList hot;
    for (qsizetype i = 0; i < rows.count(); ++i)
        hot << rows.text(i, "name");
    QList<QList<Statement>> jobs;
    for (const PlannedLeaf &leaf : plan.leaves) {
        if (hot.contains(leaf.name.quoted()))
            jobs << QList<Statement>{{prewarmLeaf(runner.sql(), leaf)}};
    }
    return runStatements(runner, jobs, Text::tr("prewarm"), PacedWork::Replay);
}

// Index-only scans and plans shall be good from the first statement after the switch; once, it takes its time.
Result<> refreshStatistics(Runner &runner)
{
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().sql("migration/analyzed")));
    if (rows.flag(0, "analyzed"))
        return {};
    QList<QList<Statement>> jobs;
    for (const SqlText &statement : vacuumLeaves(runner.sql()))
        jobs << QList<Statement>{{statement}};
    // As the replay: while it waits, the log grows.
    PARTERRE_TRY(runStatements(runner, jobs, Text::tr("vacuum"), PacedWork::Replay));
    Progress p;
    p.step = runner.step();
    p.message = Text::tr("analyze");
    runner.progress(p);
    PARTERRE_TRY(runner.main().exec(runner.sql().sql("migration/analyze_shadow")));
    return {};
}

} // namespace

QString CatchUpStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Catch up"));
}

QString CatchUpStep::purpose() const
{
    return Text::tr("Replay what was written meanwhile, then prove row by row that both tables are equal.");
}

QString CatchUpStep::blocks() const
{
    return Text::tr("Nobody; one snapshot is held while the tables are compared.");
}

QString CatchUpStep::undo() const
{
    return Text::tr("Rollback drops the triggers and the copy; the table was never touched.");
}

QList<PlannedStatement> CatchUpStep::describe(const MigrationSql &sql) const
{
    QList<PlannedStatement> list{{sql.sql("migration/analyzed"), {}}};
    for (const SqlText &statement : vacuumLeaves(sql))
        list << PlannedStatement{statement, {}};
    list << PlannedStatement{sql.sql("migration/analyze_shadow"), {}};
    if (!sql.plan().prewarm.isEmpty()) {
        const QString when =
            Text::tr("for the newest partitions, as many as fit into a quarter of the server's buffers");
        list << PlannedStatement{sql.sql("migration/hot_leaves"), Text::tr("when both tables are equal")};
        for (const PlannedLeaf &leaf : sql.plan().leaves)
            list << PlannedStatement{prewarmLeaf(sql, leaf), when};
    }
    return list
        + QList<PlannedStatement>{{sql.sqlFor("migration/pending", sql.forward()), {}},
                                  {sql.sqlFor("migration/consume_share", sql.forward()),
                                   Text::tr("instead of taking all at once, where very many changes wait")}}
    + Verifier::describe(sql, sql.forward());
}

Result<> CatchUpStep::run(Runner &runner) const
{
    PARTERRE_TRY(refreshStatistics(runner));
    Replayer replayer(runner, runner.main(), runner.sql().forward());
    Verifier verifier(runner, runner.sql().forward());
    for (int repairs = 0;; ++repairs) {
        runner.setWork(PacedWork::Replay);
        PARTERRE_TRY(replayer.catchUp(QStringLiteral("Catch up"), kFewKeys));
        while (runner.pace(PacedWork::Copy).isStopped()) { // nothing new begins; the log stays short
            runner.setWork(PacedWork::Copy);
            PARTERRE_TRY(runner.pause(kFollowEveryMs));
            PARTERRE_TRY(replayer.catchUp(QStringLiteral("Catch up"), kFewKeys));
        }
        runner.setWork({});
        PARTERRE_ASSIGN(report, verifier.verify(false));
        if (report.isEqual()) {
            runner.note(verdictText(report));
            PARTERRE_TRY(prewarm(runner));
            return runner.changeState(MigrationState::Verified);
        }
        if (repairs == kRepairs)
            return Failure(mismatch(report));
        runner.note(Text::tr("%1 rows differ; they are replayed and compared again.").arg(report.differences.size()));
        PARTERRE_TRY(verifier.repair(report));
    }
}

} // namespace parterre
