// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/materializedviews.h"

#include "domain/naming.h"
#include "pg/servererror.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace parterre {

namespace {

constexpr int kTries = 10;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(MaterializedViews)
};

struct State {
    bool current = false; ///< reads the relation that has the table's name
    bool twin = false;    ///< one with the new name reads one of the three tables
    bool kept = false;    ///< one with the old name does
    bool populated = false;
    QString version;
};

Result<State> readState(Runner &runner, const MaterializedViewDefinition &view)
{
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().materializedViewState(view)));
    return State{rows.flag(0, "current"), rows.flag(0, "twin"), rows.flag(0, "kept"), rows.flag(0, "populated"),
                 rows.text(0, "version")};
}

// Fill `name`, which nobody uses, until no REFRESH of the other one comes between that and the exchange.
Result<> fillAndExchange(Runner &runner, const MaterializedViewDefinition &view, bool back)
{
    const QualifiedName coming = back ? oldName(view.name) : newName(view.name);
    for (int attempt = 1;; ++attempt) {
        PARTERRE_ASSIGN(state, readState(runner, view));
        QList<Statement> fill;
        for (const SqlText &sql : runner.sql().fillMaterializedView(coming, state.populated))
            fill << Statement{sql};
        PARTERRE_TRY(runner.transaction(fill));
        auto done = runner.lockingTransaction(runner.sql().exchangeMaterializedView(view, back, state.version));
        if (done)
            return {};
        if (done.error().sqlState != sqlstate::kNotYet || attempt == kTries)
            return Failure(done.error());
    }
}

// The one of the plan, whose text names whatever its table is called now, or its twin.
bool isAsPlanned(const MigrationSql &sql, MaterializedViewDefinition now, MaterializedViewDefinition planned)
{
    if (now.oid == planned.oid)
        now.query = planned.query;
    else if (now.query == sql.onNewTable(planned.query))
        planned.query = now.query;
    now.oid = planned.oid;
    return JsonWriter::toJson(now) == JsonWriter::toJson(planned);
}

QList<PlannedStatement> describeFillAndExchange(const MigrationSql &sql, const MaterializedViewDefinition &view,
                                                bool back)
{
    QList<PlannedStatement> list{{sql.materializedViewState(view), {}}};
    for (const SqlText &statement : sql.fillMaterializedView(back ? oldName(view.name) : newName(view.name), true))
        list << PlannedStatement{statement, Text::tr("WITH NO DATA where it has none")};
    for (const Statement &statement : sql.exchangeMaterializedView(view, back, {}))
        list << PlannedStatement{statement.sql, {}};
    return list;
}

} // namespace

QualifiedName newName(const QualifiedName &name)
{
    return name.sibling(fitName(name.name, QStringLiteral("_new")));
}

QualifiedName oldName(const QualifiedName &name)
{
    return name.sibling(fitName(name.name, QStringLiteral("_old")));
}

Result<QList<MaterializedViewDefinition>> readMaterializedViews(Session &session, qint64 oid)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(QStringLiteral("catalog/materialized_views")), Params() << oid));
    QList<MaterializedViewDefinition> list;
    JsonReader reader({});
    if (!reader.read(QJsonDocument::fromJson(rows.text(0, "definitions").toUtf8()).array(), list))
        return failure(ErrorCode::Internal, Text::tr("the definition of a materialized view cannot be read"));
    return list;
}

Result<QStringList> changedMaterializedViews(Session &session, const Plan &plan, const QList<qint64> &oids)
{
    QStringList changed;
    if (plan.materializedViews.isEmpty())
        return changed;
    for (const MaterializedViewDefinition &view : plan.materializedViews)
        changed << view.name.quoted();
    const MigrationSql sql(plan);
    for (qint64 oid : oids) {
        PARTERRE_ASSIGN(list, readMaterializedViews(session, oid));
        for (const MaterializedViewDefinition &now : std::as_const(list)) {
            for (const MaterializedViewDefinition &planned : plan.materializedViews) {
                if (isAsPlanned(sql, now, planned))
                    changed.removeAll(planned.name.quoted());
            }
        }
    }
    return changed;
}

Result<> exchangeMaterializedViews(Runner &runner)
{
    for (const MaterializedViewDefinition &view : runner.plan().materializedViews) {
        PARTERRE_ASSIGN(state, readState(runner, view));
        if (state.current)
            continue;
        PARTERRE_ASSIGN(oids, runner.main().exec(runner.sql().sql("migration/relation_oids")));
        PARTERRE_ASSIGN(changed, changedMaterializedViews(runner.main(), runner.plan(), {oids.integer(0, "old_oid")}));
        if (changed.contains(view.name.quoted()))
            return failure(
                ErrorCode::Changed,
                Text::tr("materialized view %1 is not what the plan describes any more").arg(view.name.quoted()),
                Text::tr("It still reads the old table."),
                Text::tr("Undo that change and run migrate again, or roll back."));
        if (!state.twin) {
            QList<Statement> statements;
            for (const SqlText &sql : runner.sql().createMaterializedView(view))
                statements << Statement{sql};
            PARTERRE_TRY(runner.transaction(statements));
        }
        PARTERRE_TRY(fillAndExchange(runner, view, false));
    }
    return {};
}

QList<PlannedStatement> describeExchangeMaterializedViews(const MigrationSql &sql)
{
    QList<PlannedStatement> list;
    for (const MaterializedViewDefinition &view : sql.plan().materializedViews) {
        list << PlannedStatement{sql.materializedViewState(view), {}}
             << PlannedStatement{sql.sql("migration/relation_oids"), {}}
             << PlannedStatement{SqlText::load(QStringLiteral("catalog/materialized_views")), {}};
        for (const SqlText &statement : sql.createMaterializedView(view))
            list << PlannedStatement{statement, {}};
        list << describeFillAndExchange(sql, view, false);
    }
    return list;
}

Result<> exchangeMaterializedViewsBack(Runner &runner)
{
    for (const MaterializedViewDefinition &view : runner.plan().materializedViews) {
        PARTERRE_ASSIGN(state, readState(runner, view));
        if (!state.current && state.kept)
            PARTERRE_TRY(fillAndExchange(runner, view, true));
        PARTERRE_ASSIGN(now, readState(runner, view));
        if (now.current && now.twin)
            PARTERRE_TRY(runner.lockingTransaction({{runner.sql().dropMaterializedView(newName(view.name))}}));
    }
    return {};
}

QList<PlannedStatement> describeExchangeMaterializedViewsBack(const MigrationSql &sql)
{
    QList<PlannedStatement> list;
    for (const MaterializedViewDefinition &view : sql.plan().materializedViews)
        list << describeFillAndExchange(sql, view, true)
             << PlannedStatement{sql.dropMaterializedView(newName(view.name)), {}};
    return list;
}

Result<QList<Statement>> dropOldMaterializedViews(Runner &runner)
{
    QList<Statement> list;
    for (const MaterializedViewDefinition &view : runner.plan().materializedViews) {
        PARTERRE_ASSIGN(state, readState(runner, view));
        if (state.kept)
            list << Statement{runner.sql().dropMaterializedView(oldName(view.name))};
    }
    return list;
}

} // namespace parterre
