// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"
#include "pg/session.h"

namespace parterre {

/// Findings about everything that hangs on the table, from the catalog alone. Each names the object, what follows from
/// it, and one thing to do. Whatever is not recognised blocks: nothing is dropped in silence.
Result<QList<Finding>> findDependents(Session &session, const Plan &plan, const QString &keyColumn);

/// Findings about the foreign keys of other tables to this one. Those that `drop` names go into plan.references; the
/// others block, as do those that a rollback could not make again. Errors: Usage for a name that is none of them.
Result<QList<Finding>> decideReferences(Session &session, Plan &plan, const QStringList &drop);

/// Look once more for what would be lost and came after the plan was made. Errors: Changed, with every such object.
Result<> proveDependents(Session &session, const Plan &plan);

/// The same after the switch, for the partitioned table `oid`, on which nothing of the kinds that block a plan can hang
/// unless it came since: these objects. Views and triggers are in the table's definition.
Result<QStringList> attachedSince(Session &session, const Plan &plan, qint64 oid);

/// Findings about the table itself, its columns, checks, indexes, triggers and foreign keys.
QList<Finding> findInDefinition(const TableDefinition &table, int serverMajor);
QList<Finding> findInMaterializedViews(const Plan &plan);

/// Findings about unique keys; decides `choice` of each index.
QList<Finding> decideUniqueKeys(TableDefinition &table, const QString &keyColumn, UniqueChoice general,
                                const QMap<QString, UniqueChoice> &choices);

/// Findings about the publications that name the table, once decideUniqueKeys() has decided.
QList<Finding> findPublications(const TableDefinition &table, const QString &keyColumn);

/// The key that identifies a row: the primary key, or else an immediate unique index over NOT NULL columns. Null when
/// there is none.
const IndexDefinition *rowKey(const TableDefinition &table);

} // namespace parterre
