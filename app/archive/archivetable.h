// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/jsonarchive.h"
#include "domain/partitionbound.h"
#include "domain/tabledefinition.h"

#include <optional>

namespace parterre {

class Session;

/// A column as an archive has to know it.
struct ArchiveColumn {
    QString name;
    QString type; ///< format_type(): with typmod
    QString collation;
    QString category; ///< pg_type.typcategory
    bool notNull = false;
    bool hasDefault = false;
    bool generated = false;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("type", type);
        a("collation", collation);
        a("category", category);
        a("notNull", notNull);
        a("hasDefault", hasDefault);
        a("generated", generated);
    }
};

/// A unique key over NOT NULL columns, which identifies a row.
struct ArchiveKey {
    QString name;
    bool primary = false;
    QList<KeyColumn> columns;

    QStringList names() const;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("primary", primary);
        a("columns", columns);
    }
};

/// A foreign key of another table to this one.
struct ArchiveReference {
    QString name;
    QualifiedName table;
    QString onDelete; ///< pg_constraint.confdeltype

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("table", table);
        a("onDelete", onDelete);
    }
};

/// A partition of a table, one level below it, whether or not it holds rows.
struct ArchivePartition {
    QualifiedName name;
    QString boundText;

    std::optional<PartitionBound> bound() const { return PartitionBound::parse(boundText); }

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("boundText", boundText);
    }
};

/// A table that holds rows itself: the table, or one of its partitions at any depth.
struct ArchiveLeaf {
    qint64 oid = 0;
    QualifiedName name;
    QString boundText;                        ///< of it, or of the partition of the table it stands in
    std::optional<PartitionBound> bound = {}; ///< the same, read; absent for a plain table
    int level = 0;                            ///< 0: the table itself; 1: a partition; more: partitions of partitions
    QString kind;                             ///< pg_class.relkind
    qint64 rows = 0;                          ///< estimated
    qint64 pages = 0;
    qint64 bytes = 0; ///< with indexes and TOAST
    bool mine = true; ///< the current role has its owner's rights
    bool hasPrimaryKey = false;

    bool isDefault() const { return bound && bound->kind == PartitionBound::Kind::Default; }
};

/// A table, or an archive, with all that decides how rows move between the two.
struct ArchiveTable {
    QualifiedName name;
    qint64 oid = 0;
    QString kind; ///< pg_class.relkind: r, p, or f
    QString owner;
    bool permanent = true;
    bool isPartition = false;
    bool rowSecurity = false;
    bool forceRowSecurity = false;
    bool hasChildren = false; ///< by inheritance
    QList<ArchiveColumn> columns;
    QList<ArchiveKey> keys;       ///< the best one first
    QString partitionStrategy;    ///< r, l, h, or empty
    QString partitionKey;         ///< pg_get_partkeydef()
    QStringList partitionColumns; ///< empty strings for expressions
    QList<ArchivePartition> partitions;
    QList<ArchiveReference> references;
    QStringList foreignKeys; ///< of it, to other tables
    QStringList deleteTriggers;
    QStringList insertTriggers; ///< BEFORE INSERT, for each row
    QStringList rules;          ///< ON INSERT or ON DELETE
    QStringList publications;   ///< that publish its deletes
    QStringList readers;        ///< roles besides its owner to which SELECT was granted, quoted; PUBLIC
    QList<ArchiveLeaf> leaves;  ///< read beside the rest

    bool isPartitioned() const { return kind == u"p"; }
    bool isForeign() const { return kind == u"f"; }
    /// By RANGE over one plain column: the form that an archive takes over.
    bool hasSimpleRange() const;
    const ArchiveColumn *column(const QString &columnName) const;
    QStringList columnNames() const;
    bool hasGenerated() const;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("oid", oid);
        a("kind", kind);
        a("owner", owner);
        a("permanent", permanent);
        a("isPartition", isPartition);
        a("rowSecurity", rowSecurity);
        a("forceRowSecurity", forceRowSecurity);
        a("hasChildren", hasChildren);
        a("columns", columns);
        a("keys", keys);
        a("partitionStrategy", partitionStrategy);
        a("partitionKey", partitionKey);
        a("partitionColumns", partitionColumns);
        a("partitions", partitions);
        a("references", references);
        a("foreignKeys", foreignKeys);
        a("deleteTriggers", deleteTriggers);
        a("insertTriggers", insertTriggers);
        a("rules", rules);
        a("publications", publications);
        a("readers", readers);
    }
};

/// Where a name leads.
struct ResolvedTable {
    QualifiedName name;
    qint64 oid = 0;
    QString owner; ///< unquoted
};

/// Find a table by what a person typed. Errors: NotFound, Usage (several schemas have it), Rights (the login role is no
/// member of its owner), Refused (the server is a standby).
Result<ResolvedTable> resolveArchiveTable(Session &session, const QualifiedName &name);
/// The table, or foreign table, of exactly this name; absent if there is none.
Result<std::optional<ResolvedTable>> findArchiveTable(Session &session, const QualifiedName &name);
/// Read a table with its leaves. Errors: NotFound, LockNotAvailable.
Result<ArchiveTable> readArchiveTable(Session &session, qint64 oid);

} // namespace parterre
