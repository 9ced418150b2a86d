// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/switchstep.h"

#include "base/units.h"
#include "migration/cutover.h"
#include "migration/evidence.h"
#include "migration/foreignkeys.h"
#include "migration/materializedviews.h"
#include "migration/watch.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SwitchStep)
};

bool isKey(const Plan &plan, const QString &column)
{
    return std::any_of(plan.pair.cbegin(), plan.pair.cend(), [&](const KeyColumn &key) { return key.name == column; });
}

} // namespace

QString SwitchStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Switch"));
}

QString SwitchStep::purpose() const
{
    return Text::tr("Exchange the names: the partitioned table becomes the table, the old one stays beside it.");
}

QString SwitchStep::blocks() const
{
    return Text::tr(
        "Readers and writers of the table, for some milliseconds; an attempt is given up after the lock timeout, and nothing has happened then.");
}

QString SwitchStep::undo() const
{
    return Text::tr("Until Finish, rollback exchanges the names again; no write is lost.");
}

QList<PlannedStatement> SwitchStep::describe(const MigrationSql &sql) const
{
    return CutOver::describe(sql, false);
}

namespace {

// One try between the user's two commands: whatever the one before did (a paused pooler!) is undone by the one after,
// also when the switch was put off.
Result<CutOverReport> switchBetweenHooks(Runner &runner, CutOver &cutOver)
{
    if (auto before = runHook(runner, runner.plan().beforeSwitch, Text::tr("before the switch")); !before) {
        (void)runHook(runner, runner.plan().afterSwitch, Text::tr("after the switch")); // what it did by half
        return Failure(before.error());
    }
    auto report = cutOver.run();
    auto after = runHook(runner, runner.plan().afterSwitch, Text::tr("after the switch"));
    if (report && !after)
        runner.note(after.error().toText());
    return report;
}

} // namespace

Result<> SwitchStep::run(Runner &runner) const
{
    CutOver cutOver(runner, false);
    while (true) {
        PARTERRE_TRY(cutOver.followWhileHeld());
        PARTERRE_ASSIGN(report, switchBetweenHooks(runner, cutOver));
        if (report.held) {
            runner.note(Text::tr("The switch is held back; the copy follows the table."));
            continue;
        }
        runner.note(Text::tr("Switched: %1; %2 s of synchronous capture.")
                        .arg(report.toText(), QLocale().toString(report.synchronousMs / 1000, 'f', 1)));
        return {};
    }
}

QString SettleStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Settle"));
}

QString SettleStep::purpose() const
{
    return Text::tr("Wait until no transaction from before the switch is left; carry over what they still wrote; "
                    "validate the foreign keys.");
}

QString SettleStep::blocks() const
{
    return Text::tr("Nobody for longer than the lock timeout.");
}

QString SettleStep::undo() const
{
    return Text::tr("Until Finish, rollback exchanges the names again; no write is lost.");
}

QList<PlannedStatement> SettleStep::describe(const MigrationSql &sql) const
{
    QList<PlannedStatement> list = describeAdoptTable(sql);
    list << Watch::describe(sql) << describeSettleForeignKeys(sql) << describeExchangeMaterializedViews(sql);
    for (const char *id : {"migration/current_lsn", "migration/flushed", "migration/record_definition"})
        list << PlannedStatement{sql.sql(id), {}};
    return list;
}

namespace {

// Expressions are left out: the server may deparse the same one in another way.
bool isSecuredAsPlanned(const TableDefinition &now, const TableDefinition &planned)
{
    bool same = now.rowSecurity == planned.rowSecurity && now.forceRowSecurity == planned.forceRowSecurity
        && now.policies.size() == planned.policies.size() && now.labels.size() == planned.labels.size();
    for (qsizetype i = 0; same && i < now.labels.size(); ++i) {
        const LabelDefinition &a = now.labels[i];
        const LabelDefinition &b = planned.labels[i];
        same = a.column == b.column && a.provider == b.provider && a.label == b.label;
    }
    for (qsizetype i = 0; same && i < now.policies.size(); ++i) {
        const PolicyDefinition &a = now.policies[i];
        const PolicyDefinition &b = planned.policies[i];
        same = a.name == b.name && a.permissive == b.permissive && a.command == b.command && a.roles == b.roles;
    }
    return same;
}

// Whether the new table is still what the plan made of it: somebody may have altered it between the switch and now.
Result<bool> isAsPlanned(Runner &runner)
{
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().sql("migration/definition")));
    TableDefinition now;
    JsonReader reader(QJsonDocument::fromJson(rows.text(0, "definition").toUtf8()).object());
    now.fields(reader);
    const TableDefinition &planned = runner.plan().table;
    bool same = now.columns.size() == planned.columns.size() && now.checks.size() == planned.checks.size()
        && now.triggers.size() == planned.triggers.size() + 2 * planned.guardedKeys().size()
        && now.functions.size() == planned.functions.size() && now.rules.size() == planned.rules.size()
        && now.outsidePolicies.size() == planned.outsidePolicies.size();
    for (qsizetype i = 0; same && i < now.columns.size(); ++i) {
        const ColumnDefinition &a = now.columns[i];
        const ColumnDefinition &b = planned.columns[i];
        same = a.name == b.name && a.type == b.type && a.notNull == (b.notNull || isKey(runner.plan(), b.name))
            && a.generated == b.generated;
    }
    for (qsizetype i = 0; same && i < now.checks.size(); ++i)
        same = now.checks[i].name == planned.checks[i].name;
    same = same && isSecuredAsPlanned(now, planned) && now.statistics.size() == planned.statistics.size()
        && now.publications.size() == planned.publications.size();
    for (qsizetype i = 0; same && i < now.publications.size(); ++i) {
        const PublicationDefinition &a = now.publications[i];
        const PublicationDefinition &b = planned.publications[i];
        same = a.name == b.name && a.columns == b.columns && a.filter == b.filter;
    }
    return same;
}

} // namespace

Result<> adoptTable(Runner &runner)
{
    if (runner.entry().shape != u"dressed")
        return {};
    PARTERRE_ASSIGN(same, isAsPlanned(runner));
    QList<Statement> statements;
    for (const SqlText &sql : runner.sql().ownSequences(runner.plan().table.name))
        statements << Statement{sql};
    statements << Statement{runner.sql().sql("migration/record_shape"), Params() << runner.plan().id};
    if (!same && !runner.entry().hooksRemoved()) // which closed it for good, and Finish must know
        statements << Statement{runner.sql().sql("journal/set_way_back"),
                                Params() << runner.plan().id
                                         << closedWayBack(Watch::kAlteredEarly.toString(),
                                                          Text::tr("the table was altered right after the switch"))};
    PARTERRE_TRY(runner.lockingTransaction(statements));
    if (!same)
        runner.note(Text::tr(
            "The table was altered right after the switch: the way back is closed, since it would lose that."));
    return runner.reread();
}

QList<PlannedStatement> describeAdoptTable(const MigrationSql &sql)
{
    QList<PlannedStatement> list{{sql.sql("migration/definition"), {}}};
    for (const SqlText &statement : sql.ownSequences(sql.plan().table.name))
        list << PlannedStatement{statement, {}};
    return list << PlannedStatement{sql.sql("migration/record_shape"), {}};
}

Result<> SettleStep::run(Runner &runner) const
{
    PARTERRE_TRY(adoptTable(runner));
    Watch watch(runner);
    PARTERRE_TRY(watch.untilSettled());
    PARTERRE_TRY(settleForeignKeys(runner, [&watch] { return watch.catchUp(); }));
    PARTERRE_TRY(watch.standbysFlushed());
    PARTERRE_TRY(exchangeMaterializedViews(runner));
    PARTERRE_TRY(runner.transaction(
        {recordDefinition(runner, kSwitchedMoment), runner.stateStatement(MigrationState::Watching)}));
    runner.setState(MigrationState::Watching);
    return {};
}

} // namespace parterre
