// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"
#include "pg/session.h"

namespace parterre {

/// Which way changes flow between the two shapes of the table, by the names that hold at the time.
struct Direction {
    QualifiedName source; ///< where the application writes
    QualifiedName target; ///< what is kept equal
    QualifiedName log;
    QualifiedName plain;      ///< which of the two is the plain table
    QString function;         ///< of the capture trigger on the source, quoted
    int triggers = 2;         ///< capture triggers that must stand on `source` itself
    QualifiedName newer = {}; ///< late writes only: the log of what is written into `target`; its rows stay
};

/// Every statement of a migration, made from its plan: the one builder. What `plan --show` prints, what runs and what
/// the journal keeps are these texts; nothing else is sent. Values travel as $n.
class MigrationSql {
public:
    explicit MigrationSql(const Plan &plan);

    const Plan &plan() const { return m_plan; }

    // Directions
    Direction forward() const;     ///< T -> P, before the switch
    Direction stragglers() const;  ///< T_old -> T, after the switch
    Direction reverse() const;     ///< T -> T_old, after the switch
    Direction lateReverse() const; ///< P -> T, after a rollback of the switch

    /// A statement file that needs only the plan's own names.
    SqlText sql(const char *id, const SqlNames &more = {}) const;
    /// A statement file of a direction.
    SqlText sqlFor(const char *id, const Direction &direction, const SqlNames &more = {}) const;

    // Prepare
    QList<SqlText> createShadow() const;        ///< shadow, identity, logs, functions
    QList<SqlText> parseApplicationSql() const; ///< the parser reads the application's SQL; nothing of it runs
    QList<SqlText> createLeaf(const PlannedLeaf &leaf) const;
    QList<SqlText> labels(const QualifiedName &relation) const; ///< of the table, on `relation`
    SqlText createPlain(const PlannedLeaf &leaf) const; ///< the same by itself, straight from T, and not attached
    QList<SqlText> revokeDefaults() const;
    SqlText dropLeaves(const QStringList &quotedLeaves) const;

    // Capture
    QList<SqlText> createCapture() const; ///< after the lock on T
    /// Each list is one transaction: a patient lock that only autovacuum feels, then the short one.
    QList<QList<Statement>> dropCapture(const QualifiedName &relation) const; ///< from T or T_old
    QList<QList<Statement>> dropReverse(const QualifiedName &parent) const;   ///< from P or T, and its leaves
    /// The beginning of such a transaction. Autovacuum gives way after deadlock_timeout; nobody else waits meanwhile.
    QList<Statement> patientLock(const QualifiedName &relation) const;
    SqlText captureToLog(const Direction &direction) const;
    SqlText captureSynchronously(const Direction &direction) const;

    // Index and dress
    struct LeafIndex {
        QString name; ///< of the index on the leaf
        SqlText create;
    };
    QList<LeafIndex> leafIndexes(const PlannedLeaf &leaf) const;
    QList<LeafIndex> parentIndexes() const;
    // Guards: one table and one function for each key that stays unique over the whole table. The table is filled
    // while nobody writes into P, before its triggers stand.
    SqlText guardState(const IndexDefinition &index) const;
    QList<SqlText> createGuard(const IndexDefinition &index) const;
    SqlText guardedLeaves(const IndexDefinition &index) const;
    SqlText fillGuard(const IndexDefinition &index, const PlannedLeaf &leaf) const;
    SqlText constrainGuard(const IndexDefinition &index) const;
    QList<SqlText> dropGuards() const; ///< only those that bear the migration's mark
    SqlText unguarded(const IndexDefinition &index) const;
    static QString guardConstraint(const IndexDefinition &index); ///< the primary key of the guard

    SqlText recordDressed() const; ///< P is complete now, and nobody else's
    QList<SqlText> dress() const;  ///< policies, rights, comments, checks, statistics, triggers, reverse capture

    /// Whoever uses one of these stands in the way of the switch. Quoted.
    QStringList lockedRelations() const;
    /// The switch, or the switch `back`: what follows the patient lock, without parameters, sent as one message.
    QList<Statement> switchOver(bool back) const;
    // Materialized views, after the switch: twins with the new name
    QString onNewTable(const QString &definition) const; ///< the server's text, for the partitioned table
    SqlText materializedViewState(const MaterializedViewDefinition &view) const;
    QList<SqlText> createMaterializedView(const MaterializedViewDefinition &view) const;
    QList<SqlText> fillMaterializedView(const QualifiedName &name, bool populated) const;
    QList<Statement> exchangeMaterializedView(const MaterializedViewDefinition &view, bool back,
                                              const QString &version) const;
    SqlText dropMaterializedView(const QualifiedName &name) const;

    QList<SqlText> ownSequences(const QualifiedName &table) const;

    // Foreign keys: those of the partitions come NOT VALID in the switch, that of the table adopts them afterwards.
    SqlText validateForeignKey(const QString &relation, const QString &quotedName) const;
    /// Made on the table itself; where all partitions have it, valid, nothing is read.
    QList<Statement> adoptForeignKey(const ForeignKeyDefinition &key, bool valid) const;
    /// The comment, where only the partitions have it.
    QList<Statement> commentForeignKey(const ForeignKeyDefinition &key, const QString &relation) const;
    /// A foreign key of another table, dropped in the switch, is made again, NOT VALID.
    QList<Statement> restoreReference(const ReferenceDefinition &reference) const;
    /// From 18 on a partitioned table can have a foreign key that is not valid; before, only its partitions can.
    bool parentMayBeInvalid() const { return m_plan.serverMajor >= 18; }

    // Verify
    SqlText hashSourcePages(const Direction &direction) const;
    SqlText hashLeaf(const PlannedLeaf &leaf, const Direction &direction) const;
    SqlText compareLeaf(const PlannedLeaf &leaf, const Direction &direction) const;
    SqlText logPair(const Direction &direction) const;

    QString indexNameOfLeaf(const PlannedLeaf &leaf, const IndexDefinition &index) const;
    QualifiedName statisticsOfLeaf(const PlannedLeaf &leaf, const StatisticsDefinition &statistics) const;

private:
    /// `locked`: what it locks, quoted; empty for nothing of the user's.
    SqlText comment(const char *kind, const QString &object, const QString &text, const QString &locked) const;
    QList<SqlText> dressRights() const;
    QList<SqlText> dressComments() const;
    QList<SqlText> dressChecks() const;
    QList<SqlText> dressStatistics() const;
    SqlText rowSecurity(const QualifiedName &relation) const;
    SqlText secureLog(const Direction &direction) const;
    QList<SqlText> createPolicy(const PolicyDefinition &policy, const QualifiedName &relation) const;
    QList<SqlText> createPolicies(const QualifiedName &relation) const;
    QList<SqlText> dressPolicies() const;
    QList<SqlText> createStatistics(const StatisticsDefinition &statistics, const QualifiedName &name,
                                    const QualifiedName &relation) const;
    QList<SqlText> dressExtendedStatistics() const;
    QList<SqlText> dressIndexes() const;
    QList<SqlText> dressReplicaIdentity() const;
    QString immediateKeys(const Direction &direction) const;
    QList<SqlText> dressTriggers() const;
    SqlText guardSql(const char *id, const IndexDefinition &index, const SqlNames &more = {}) const;
    QList<SqlText> dressGuards() const;
    QList<Statement> exchangeGuards(bool back) const;
    QList<SqlText> createReverseCapture() const;
    QList<Statement> exchangeNames(bool back) const;
    QList<Statement> exchangeStatistics(const QString &suffixLeaving, const QString &suffixComing) const;
    QString named(const QString &definition, bool back) const;
    QList<Statement> exchangeViews(bool back) const;
    QList<Statement> exchangeFunctions(bool back) const;
    QList<Statement> exchangeRules(bool back) const;
    QList<Statement> exchangePolicies(bool back) const;
    QList<Statement> createOwnRules() const;
    QList<Statement> exchangeTriggers(bool back) const;
    QList<Statement> addNamingPolicies() const;
    QList<Statement> addUnvalidatedChecks() const;
    QMap<QString, QString> lockedViews() const;
    QMap<QString, QString> lockedTables() const;
    QString referencedBy(const QString &relation, const QString &quotedName) const;
    SqlText addForeignKey(const QString &name, const QString &definition, const QString &relation, bool valid,
                          const char *id = "migration/add_foreign_key") const;
    QList<Statement> commentConstraint(const QString &name, const QString &text, const QString &relation) const;
    QList<SqlText> dropForeignKeys(bool back) const;
    QList<Statement> exchangeForeignKeys(bool back) const;
    QList<Statement> exchangePublications(bool back) const;
    Statement lockQuietly(bool back) const;
    QList<Statement> lastDelta(const Direction &direction) const;
    SqlNames directed(const Direction &direction) const;
    SqlNames leafNames(const PlannedLeaf &leaf) const;
    QString inLeaf(const PlannedLeaf &leaf) const;
    QString pairList(const QString &prefix) const;

    Plan m_plan;
    SqlNames m_names;
};

} // namespace parterre
