// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/qualifiedname.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace parterre {

class Session;

enum class RelationKind { Table, Partitioned, Foreign };

/// A session that keeps others from even looking at a relation.
struct LockHolder {
    int pid = 0; ///< 0: a prepared transaction
    QString user;
    QString application;
    QString mode;        ///< "ACCESS EXCLUSIVE"
    bool granted = true; ///< false: it waits for the lock itself, and everybody else behind it
    QDateTime since;     ///< begin of its wait or transaction; invalid where we may not see it
};

/// A figure that may be an estimate, or a sum with parts missing.
struct Amount {
    qint64 value = 0;
    bool approximate = false; ///< some of it is an estimate of the last VACUUM or ANALYZE
    bool atLeast = false;     ///< some of it is not known at all, and not counted

    Amount &operator+=(const Amount &other);
    bool operator==(const Amount &other) const = default;
};

/// Rows and bytes of a relation, or of it and everything below it. `rows` and `deadRows` are always estimates.
struct RelationFigures {
    Amount rows;
    Amount deadRows;
    Amount heapBytes;
    Amount indexBytes;
    Amount toastBytes;

    Amount totalBytes() const;
    RelationFigures &operator+=(const RelationFigures &other);
};

/// One relation: a plain table, or a table, partition or partitioned partition of a tree.
struct PartitionNode {
    quint32 oid = 0;
    quint32 parentOid = 0; ///< 0 for the root of what was read
    int level = 0;         ///< 0 for roots
    QualifiedName name;
    RelationKind kind = RelationKind::Table;
    std::optional<QString> bound;        ///< "FOR VALUES FROM …", "DEFAULT"; absent for roots, and unread when locked
    std::optional<QString> partitionKey; ///< "RANGE (happened_at)"; absent for leaves, and unread when locked
    bool isDefault = false;
    bool detachPending = false;     ///< a DETACH CONCURRENTLY was interrupted: finish it with FINALIZE
    QString keyCategories;          ///< pg_type.typcategory of each key column, '?' for expressions
    RelationFigures own;            ///< its own storage: nothing for a partitioned relation
    RelationFigures total;          ///< with everything below it; set by arrange()
    int leafCount = 0;              ///< leaves below it, itself not counted; set by arrange()
    bool unread = false;            ///< bound or sizes could not be read because of a lock
    std::optional<LockHolder> lock; ///< who holds it, where that is known
};

/// Relations in depth-first order, every parent before its children, children by bound with DEFAULT last.
struct PartitionForest {
    QList<PartitionNode> nodes;

    /// Put the nodes into that order, set levels, and roll figures up. Nodes whose bound is unread come before DEFAULT,
    /// by name.
    void arrange();
    /// The nodes without a parent, by total bytes descending, then by name.
    QList<PartitionNode> roots() const;
};

/// Called after each chunk with the nodes done so far and the number of all.
using CatalogProgress = std::function<void(qsizetype done, qsizetype total)>;

/// Find a table by the name that a person typed; an empty schema means any, if the name is there only once.
/// Errors: NotFound, Usage (ambiguous). Takes no lock.
Result<quint32> findRelation(Session &session, const QualifiedName &name);

/// Read names, kinds, parents and what the catalog estimates of rows and sizes: of every root and plain table of the
/// database with what is below it (system schemas and schema parterre left out), or of one relation and what is below
/// it. Takes no lock on any of them, so nothing can hold it up. Not yet arranged.
Result<PartitionForest> listRelations(Session &session);
Result<PartitionForest> listTree(Session &session, quint32 root);

/// Add bounds and partition keys. Relations locked by others are left out and marked; nothing waits longer than the
/// session's lock_timeout at a time. A relation dropped meanwhile disappears from the forest.
Result<> readBounds(Session &session, PartitionForest &forest, const CatalogProgress &progress = {});

/// Replace the catalog's estimates of heap, index and TOAST bytes by the files' sizes; in the same manner.
Result<> readSizes(Session &session, PartitionForest &forest, const CatalogProgress &progress = {});

} // namespace parterre
