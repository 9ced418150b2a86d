// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/foreignkeys.h"

#include "migration/watch.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ForeignKeys)
};

// By name: which relations have the foreign key of their own, and whether it is valid there.
using Found = QMap<QString, QMap<QString, bool>>;

Result<Found> findForeignKeys(Runner &runner, const char *id = "migration/foreign_keys")
{
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().sql(id)));
    Found found;
    for (qsizetype i = 0; i < rows.count(); ++i)
        found[rows.text(i, "name")].insert(rows.text(i, "relation"), rows.flag(i, "validated"));
    return found;
}

// Autovacuum, the only one that is met, gives way after deadlock_timeout.
Statement patience(const MigrationSql &sql)
{
    return {sql.sql("migration/patience"), Params() << QStringLiteral("3s")};
}

SqlText hiddenForeignKey(const MigrationSql &sql, const QString &name, const QString &relation)
{
    return sql.sql("migration/foreign_key_hidden",
                   {{QStringLiteral("constraint_literal"), quoteLiteral(name)},
                    {QStringLiteral("relation_literal"), quoteLiteral(relation)}});
}

PlannedStatement describeHidden(const MigrationSql &sql, const QString &name, const QString &relation)
{
    return {hiddenForeignKey(sql, name, relation), Text::tr("only when row security forbids to validate")};
}

// False when rows break it, or when some are hidden from this role.
Result<bool> validate(Runner &runner, const QString &name, const QString &relation)
{
    auto validated = runner.lockingTransaction(
        {patience(runner.sql()), {runner.sql().validateForeignKey(relation, quoteIdentifier(name))}});
    if (!validated && validated.error().sqlState == u"42501") {
        PARTERRE_ASSIGN(rows, runner.main().exec(hiddenForeignKey(runner.sql(), name, relation)));
        if (rows.flag(0, "hidden")) {
            runner.note(Text::tr("Foreign key %1 stays NOT VALID: row security was forced on role %3 meanwhile. A role "
                                 "with BYPASSRLS can validate it on %2.")
                            .arg(quoteIdentifier(name), relation, runner.plan().table.owner));
            return false;
        }
    }
    if (!validated && validated.error().sqlState == u"23503") {
        // The row is told, not kept: only the first line goes into the journal.
        runner.note(Text::tr("Foreign key %1 stays NOT VALID: rows of %2 break it. Correct them, then validate it.")
                        .arg(quoteIdentifier(name), relation)
                    % u'\n' % validated.error().detail);
        return false;
    }
    return validated.map([](const QList<Rows> &) { return true; });
}

QString alteredWayBack()
{
    return closedWayBack(Watch::kAlteredEarly.toString(), Text::tr("the table was altered right after the switch"));
}

// The fingerprint of the table that the way back proves changes with it, in the same transaction.
QList<Statement> adoption(const MigrationSql &sql, const ForeignKeyDefinition &key, bool valid, const QString &shape)
{
    QList<Statement> list{
        patience(sql),
        {sql.sql("migration/lock_tree", {{QStringLiteral("relation"), sql.plan().table.name.quoted()}})},
        {sql.sql("migration/patience"), Params() << QString(QString::number(sql.plan().limits.lockTimeoutMs) % u"ms")}};
    if (!shape.isEmpty())
        list << Statement{sql.sql("migration/shape_holds"), Params() << shape};
    list << sql.adoptForeignKey(key, valid);
    list << Statement{sql.sql("migration/record_shape"), Params() << sql.plan().id};
    return list;
}

Result<> adopt(Runner &runner, const ForeignKeyDefinition &key, bool valid)
{
    auto adopted = runner.lockingTransaction(adoption(runner.sql(), key, valid, runner.entry().shape));
    if (!adopted && adopted.error().code == ErrorCode::Changed) {
        QList<Statement> statements = adoption(runner.sql(), key, valid, {});
        if (!runner.entry().hooksRemoved())
            statements << Statement{runner.sql().sql("journal/set_way_back"),
                                    Params() << runner.plan().id << alteredWayBack()};
        adopted = runner.lockingTransaction(statements);
        if (adopted)
            runner.note(Text::tr("The table was altered right after the switch: the way back is closed, since it "
                                 "would lose that."));
    }
    if (!adopted)
        return Failure(adopted.error());
    return runner.reread();
}

Result<> settle(Runner &runner, const ForeignKeyDefinition &key, const QMap<QString, bool> &relations,
                const std::function<Result<>()> &between)
{
    const QString table = runner.plan().table.name.quoted();
    if (relations.isEmpty() || relations.contains(table))
        return {};
    bool valid = key.validated;
    for (auto it = relations.cbegin(); key.validated && it != relations.cend(); ++it) {
        if (!it.value()) {
            PARTERRE_ASSIGN(good, validate(runner, key.name, it.key()));
            valid = valid && good;
            PARTERRE_TRY(between());
        }
    }
    if (valid || runner.sql().parentMayBeInvalid())
        return adopt(runner, key, valid);
    QList<Statement> comments;
    for (auto it = relations.cbegin(); it != relations.cend(); ++it)
        comments << runner.sql().commentForeignKey(key, it.key());
    if (!comments.isEmpty())
        PARTERRE_TRY(runner.lockingTransaction(comments));
    return {};
}

} // namespace

Result<> settleForeignKeys(Runner &runner, const std::function<Result<>()> &between)
{
    if (runner.plan().table.foreignKeys.isEmpty())
        return {};
    PARTERRE_ASSIGN(found, findForeignKeys(runner));
    for (const ForeignKeyDefinition &key : runner.plan().table.foreignKeys)
        PARTERRE_TRY(settle(runner, key, found.value(key.name), between));
    return {};
}

QList<PlannedStatement> describeSettleForeignKeys(const MigrationSql &sql)
{
    if (sql.plan().table.foreignKeys.isEmpty())
        return {};
    QList<PlannedStatement> list{{sql.sql("migration/foreign_keys"), {}}};
    for (const ForeignKeyDefinition &key : sql.plan().table.foreignKeys) {
        for (const PlannedLeaf &leaf : sql.plan().leaves) {
            if (key.validated)
                list << PlannedStatement{sql.validateForeignKey(leaf.name.quoted(), quoteIdentifier(key.name)), {}}
                     << describeHidden(sql, key.name, leaf.name.quoted());
        }
        const QString broken = Text::tr("only when rows break the foreign key");
        if (key.validated || sql.parentMayBeInvalid()) {
            for (const Statement &statement : adoption(sql, key, key.validated, QStringLiteral("…")))
                list << PlannedStatement{statement.sql, {}};
        }
        if (key.validated && sql.parentMayBeInvalid()) {
            for (const Statement &statement : sql.adoptForeignKey(key, false))
                list << PlannedStatement{statement.sql, broken};
        }
        for (const PlannedLeaf &leaf : sql.plan().leaves) {
            for (const Statement &statement : sql.commentForeignKey(key, leaf.name.quoted())) {
                if (!sql.parentMayBeInvalid())
                    list << PlannedStatement{statement.sql, key.validated ? broken : QString()};
            }
        }
    }
    list << PlannedStatement{sql.sql("journal/set_way_back"), Text::tr("only when somebody altered the table")};
    return list;
}

namespace {

Result<> restoreReferences(Runner &runner)
{
    // Before the switch nothing was dropped.
    if (runner.plan().references.isEmpty() || runner.entry().switchXid.isEmpty())
        return {};
    PARTERRE_ASSIGN(found, findForeignKeys(runner, "migration/references"));
    for (const ReferenceDefinition &reference : runner.plan().references) {
        const QString relation = reference.table.quoted();
        if (!found.value(reference.name).contains(relation)) {
            auto made = runner.lockingTransaction(runner.sql().restoreReference(reference));
            const QString state = made ? QString() : made.error().sqlState;
            if (state == u"42P01" || state == u"42703" || state == u"42710" || state == u"3F000") {
                runner.note(Text::tr("Foreign key %1 of %2 could not be made again: %3")
                                .arg(quoteIdentifier(reference.name), relation, made.error().message));
                continue;
            }
            if (!made)
                return Failure(made.error());
        } else if (found.value(reference.name).value(relation)) {
            continue;
        }
        if (reference.validated)
            PARTERRE_TRY(validate(runner, reference.name, relation));
    }
    return {};
}

} // namespace

Result<> restoreForeignKeys(Runner &runner)
{
    if (!runner.plan().table.foreignKeys.isEmpty()) {
        const QString table = runner.plan().table.name.quoted();
        PARTERRE_ASSIGN(found, findForeignKeys(runner));
        for (const ForeignKeyDefinition &key : runner.plan().table.foreignKeys) {
            if (key.validated && !found.value(key.name).value(table, true))
                PARTERRE_TRY(validate(runner, key.name, table));
        }
    }
    return restoreReferences(runner);
}

QList<PlannedStatement> describeRestoreForeignKeys(const MigrationSql &sql)
{
    const Plan &plan = sql.plan();
    QList<PlannedStatement> list;
    if (!plan.table.foreignKeys.isEmpty())
        list << PlannedStatement{sql.sql("migration/foreign_keys"), {}};
    for (const ForeignKeyDefinition &key : plan.table.foreignKeys) {
        if (key.validated)
            list << PlannedStatement{sql.validateForeignKey(plan.table.name.quoted(), quoteIdentifier(key.name)), {}}
                 << describeHidden(sql, key.name, plan.table.name.quoted());
    }
    if (!plan.references.isEmpty())
        list << PlannedStatement{sql.sql("migration/references"), {}};
    for (const ReferenceDefinition &reference : plan.references) {
        for (const Statement &statement : sql.restoreReference(reference))
            list << PlannedStatement{statement.sql, {}};
        if (reference.validated)
            list << PlannedStatement{sql.validateForeignKey(reference.table.quoted(), quoteIdentifier(reference.name)),
                                     {}}
                 << describeHidden(sql, reference.name, reference.table.quoted());
    }
    return list;
}

} // namespace parterre
