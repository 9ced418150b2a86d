// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/runner.h"
#include "migration/steps/step.h"

namespace parterre {

/// Materialized views cannot be pointed at another table, so each gets a twin on the new table. Until the switch is
/// settled the old table, which is kept current, is what they read; then the twin is filled and takes the name in a
/// short transaction of its own. The old one stays beside it for the way back. A REFRESH that comes between filling
/// and exchange is noticed: the twin is filled again, so the contents never get older.
Result<> exchangeMaterializedViews(Runner &runner);
QList<PlannedStatement> describeExchangeMaterializedViews(const MigrationSql &sql);

/// The same back, after the names of the tables were exchanged back; then the twins are dropped.
Result<> exchangeMaterializedViewsBack(Runner &runner);
QList<PlannedStatement> describeExchangeMaterializedViewsBack(const MigrationSql &sql);

/// Drop those on the old table, which goes.
Result<QList<Statement>> dropOldMaterializedViews(Runner &runner);

/// What reads table `oid`, as it is now.
Result<QList<MaterializedViewDefinition>> readMaterializedViews(Session &session, qint64 oid);
/// Names of the plan's materialized views that are not as the plan describes them, wherever they read from: the
/// relations `oids`.
Result<QStringList> changedMaterializedViews(Session &session, const Plan &plan, const QList<qint64> &oids);

/// Names that the exchange needs, beside the one that the view has.
QualifiedName newName(const QualifiedName &name);
QualifiedName oldName(const QualifiedName &name);

} // namespace parterre
