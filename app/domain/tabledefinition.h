// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jsonarchive.h"

namespace parterre {

/// A table as the catalog describes it: everything that a migration carries over. The server builds it as one JSON
/// document (sql/catalog/table_definition.sql); its digest is the table's fingerprint.
struct ColumnDefinition {
    QString name;
    QString type; ///< format_type(): with typmod
    bool notNull = false;
    QString identity;  ///< "" | "a" always | "d" by default
    QString generated; ///< "" | "s" stored | "v" virtual
    QString comment;
    qint64 statisticsTarget = -1;
    QStringList options;  ///< only n_distinct=… and n_distinct_inherited=…
    bool hashable = true; ///< hash_record_extended() accepts its type

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("type", type);
        a("notNull", notNull);
        a("identity", identity);
        a("generated", generated);
        a("comment", comment);
        a("statisticsTarget", statisticsTarget);
        a("options", options);
        a("hashable", hashable);
    }
};

/// One column of the key that identifies a row, with the equality its unique index means.
struct KeyColumn {
    QString name;
    QString type;
    QString equals;    ///< "OPERATOR(pg_catalog.=)"
    QString collation; ///< " COLLATE …" or empty
    bool exact = true; ///< nobody can make an operator that would be taken instead of it

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("type", type);
        a("equals", equals);
        a("exact", exact);
        a("collation", collation);
    }
};

struct CheckDefinition {
    QString name;
    QString definition; ///< pg_get_constraintdef(): may end in NOT VALID
    bool validated = true;
    bool noInherit = false;
    QString comment;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("definition", definition);
        a("validated", validated);
        a("noInherit", noInherit);
        a("comment", comment);
    }
};

/// What becomes of a unique key.
enum class UniqueChoice {
    Keep,    ///< it holds the partition key already, or is not unique: nothing changes
    Extend,  ///< the partition key is added to it
    PerLeaf, ///< unique within each partition only
    Guard,   ///< as Extend; triggers keep the key itself unique over the whole table
    Refuse
};
QString toText(UniqueChoice choice);
bool fromText(const QString &text, UniqueChoice *choice);

/// A security label of the table, or of a column.
struct LabelDefinition {
    QString column; ///< empty = the table's
    QString provider;
    QString label;

    template<class A>
    void fields(A &a)
    {
        a("column", column);
        a("provider", provider);
        a("label", label);
    }
};

/// The statistics target of an expression column of an index.
struct ColumnTarget {
    int column = 0; ///< its number in the index, from 1
    qint64 target = -1;

    template<class A>
    void fields(A &a)
    {
        a("column", column);
        a("target", target);
    }
};

struct IndexDefinition {
    QString name;
    QString tail;       ///< what follows " USING " in pg_get_indexdef()
    QString constraint; ///< pg_get_constraintdef() of its PRIMARY KEY or UNIQUE constraint, or empty
    bool unique = false;
    bool primary = false;
    bool valid = true;
    bool immediate = true;
    bool partial = false;
    bool expressions = false;
    bool exclusion = false;
    bool clustered = false;
    bool replicaIdentity = false;
    QList<ColumnTarget> columnTargets;
    QStringList keyColumns;                   ///< names; empty strings for expressions
    bool keyNotNull = false;                  ///< every key column is NOT NULL
    QList<KeyColumn> key;                     ///< of a unique index over plain columns
    QString tablespace;                       ///< empty = the database's default
    bool mayUseTablespace = true;             ///< the current role may make indexes there
    QString comment;                          ///< of the index
    QString constraintComment;                ///< of its constraint
    UniqueChoice choice = UniqueChoice::Keep; ///< decided by the plan

    bool isDeferrable() const { return unique && !immediate; }
    bool isGuarded() const { return choice == UniqueChoice::Guard; }
    bool isExtended() const { return choice == UniqueChoice::Extend || isGuarded(); }

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("tail", tail);
        a("constraint", constraint);
        a("unique", unique);
        a("primary", primary);
        a("valid", valid);
        a("immediate", immediate);
        a("partial", partial);
        a("expressions", expressions);
        a("exclusion", exclusion);
        a("clustered", clustered);
        a("replicaIdentity", replicaIdentity);
        a("columnTargets", columnTargets);
        a("keyColumns", keyColumns);
        a("keyNotNull", keyNotNull);
        a("key", key);
        a("tablespace", tablespace);
        a("mayUseTablespace", mayUseTablespace);
        a("comment", comment);
        a("constraintComment", constraintComment);
        a("choice", choice);
    }
};

struct TriggerDefinition {
    QString name;
    QString definition; ///< pg_get_triggerdef()
    QString enabled;    ///< pg_trigger.tgenabled: O, D, R, A
    bool row = false;
    bool transitionTables = false;
    QString function;
    bool usesTableName = false; ///< its function mentions TG_TABLE_NAME, TG_RELNAME or TG_RELID
    bool setsKey = false;       ///< BEFORE ROW and its function mentions the partition key
    QString comment;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("definition", definition);
        a("enabled", enabled);
        a("row", row);
        a("transitionTables", transitionTables);
        a("function", function);
        a("usesTableName", usesTableName);
        a("setsKey", setsKey);
        a("comment", comment);
    }
};

struct ViewDefinition {
    QualifiedName name;
    QString query;       ///< pg_get_viewdef()
    QStringList options; ///< "security_barrier=true"…
    QString owner;
    bool mayReplace = false; ///< the current role has the owner's rights
    bool usesRowType = false;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("query", query);
        a("options", options);
        a("owner", owner);
        a("mayReplace", mayReplace);
        a("usesRowType", usesRowType);
    }
};

/// A function or procedure with a BEGIN ATOMIC body, which is bound to the table by OID.
struct FunctionDefinition {
    QString signature;
    QString definition; ///< pg_get_functiondef()
    QString owner;
    bool mayReplace = false; ///< the current role has the owner's rights, and those on schema and types
    bool special = false;    ///< CREATE OR REPLACE takes a superuser, or would lose something

    template<class A>
    void fields(A &a)
    {
        a("signature", signature);
        a("definition", definition);
        a("owner", owner);
        a("mayReplace", mayReplace);
        a("special", special);
    }
};

/// A rule that names the table, on the table itself (own) or elsewhere.
struct RuleDefinition {
    QString name;
    QualifiedName relation;
    QString kind; ///< pg_class.relkind of the relation
    bool own = false;
    QString event;      ///< pg_rewrite.ev_type: 2 UPDATE, 3 INSERT, 4 DELETE
    QString definition; ///< pg_get_ruledef()
    QString enabled;    ///< pg_rewrite.ev_enabled: O, D, R, A
    QString owner;      ///< of the relation
    bool mayReplace = false;
    QString comment;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("relation", relation);
        a("kind", kind);
        a("own", own);
        a("event", event);
        a("definition", definition);
        a("enabled", enabled);
        a("owner", owner);
        a("mayReplace", mayReplace);
        a("comment", comment);
    }
};

/// A policy of another table whose expressions read the table.
struct OutsidePolicyDefinition {
    QString name;
    QualifiedName relation;
    QString usingExpression; ///< pg_get_expr(), or empty
    QString checkExpression;
    QString owner; ///< of the relation
    bool mayReplace = false;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("relation", relation);
        a("using", usingExpression);
        a("check", checkExpression);
        a("owner", owner);
        a("mayReplace", mayReplace);
    }
};

struct SequenceDefinition {
    QualifiedName name;
    QString column;
    bool identity = false;
    QString options; ///< of an identity sequence: "START WITH 1 INCREMENT BY 1 …"
    qint64 increment = 1;
    bool granted = false;    ///< somebody else has rights on it
    bool dependents = false; ///< something else depends on it
    QString comment;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("column", column);
        a("identity", identity);
        a("options", options);
        a("increment", increment);
        a("granted", granted);
        a("dependents", dependents);
        a("comment", comment);
    }
};

/// A foreign key of the table, to another table.
struct ForeignKeyDefinition {
    QString name;
    QString definition; ///< pg_get_constraintdef() without NOT VALID
    bool validated = true;
    bool enforced = true; ///< false: NOT ENFORCED, from 18 on
    QualifiedName referenced;
    bool toItself = false;
    bool toPartitioned = false; ///< the referenced table is partitioned
    bool setsKey = false;       ///< its actions write the partition key
    bool mayReference = true;   ///< the owner may make it again
    QString comment;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("definition", definition);
        a("validated", validated);
        a("enforced", enforced);
        a("referenced", referenced);
        a("toItself", toItself);
        a("toPartitioned", toPartitioned);
        a("setsKey", setsKey);
        a("mayReference", mayReference);
        a("comment", comment);
    }
};

/// A foreign key of another table to this one, which the switch drops and a rollback makes again.
struct ReferenceDefinition {
    QualifiedName table; ///< whose it is
    QString name;
    QString definition; ///< pg_get_constraintdef() without NOT VALID
    bool validated = true;
    QString comment;

    bool operator==(const ReferenceDefinition &) const = default;

    template<class A>
    void fields(A &a)
    {
        a("table", table);
        a("name", name);
        a("definition", definition);
        a("validated", validated);
        a("comment", comment);
    }
};

/// A publication that names the table.
struct PublicationDefinition {
    QString name;
    QString owner;
    bool mayAlter = true; ///< the current role has the owner's rights
    bool viaRoot = false; ///< publish_via_partition_root
    bool inserts = true;
    bool updates = true;
    bool deletes = true;
    QStringList columns; ///< empty = all of them
    QString filter;      ///< of rows, in parentheses, or empty

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("owner", owner);
        a("mayAlter", mayAlter);
        a("viaRoot", viaRoot);
        a("inserts", inserts);
        a("updates", updates);
        a("deletes", deletes);
        a("columns", columns);
        a("filter", filter);
    }
};

struct GrantDefinition {
    QString privilege;
    QString column;  ///< empty for the table
    QString grantee; ///< quoted, or PUBLIC
    bool grantable = false;

    template<class A>
    void fields(A &a)
    {
        a("privilege", privilege);
        a("column", column);
        a("grantee", grantee);
        a("grantable", grantable);
    }
};

struct PolicyDefinition {
    QString name;
    bool permissive = true;
    QString command;         ///< ALL, SELECT, INSERT, UPDATE or DELETE
    QStringList roles;       ///< quoted, or PUBLIC
    QString usingExpression; ///< pg_get_expr(), or empty
    QString checkExpression;
    bool namesTable = false; ///< its text may hold the table's own name: it is right only on a table of that name
    QString comment;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("permissive", permissive);
        a("command", command);
        a("roles", roles);
        a("using", usingExpression);
        a("check", checkExpression);
        a("namesTable", namesTable);
        a("comment", comment);
    }
};

/// CREATE STATISTICS.
struct StatisticsDefinition {
    QualifiedName name;
    QString owner;
    QString columns;   ///< names and expressions, as the server deparses them
    QStringList kinds; ///< ndistinct, dependencies, mcv; empty for a single expression
    qint64 target = -1;
    bool mayReplace = false; ///< the current role has the owner's rights, and both may create in the schema
    QString comment;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("owner", owner);
        a("columns", columns);
        a("kinds", kinds);
        a("target", target);
        a("mayReplace", mayReplace);
        a("comment", comment);
    }
};

/// A materialized view that reads the table.
struct MaterializedViewDefinition {
    struct Column {
        QString name;
        QString comment;

        template<class A>
        void fields(A &a)
        {
            a("name", name);
            a("comment", comment);
        }
    };
    struct Index {
        QString name;
        bool unique = false;
        QString tail; ///< what follows " USING " in pg_get_indexdef()
        QString comment;

        template<class A>
        void fields(A &a)
        {
            a("name", name);
            a("unique", unique);
            a("tail", tail);
            a("comment", comment);
        }
    };

    QualifiedName name;
    qint64 oid = 0;
    QString query; ///< pg_get_viewdef()
    QString owner;
    QString accessMethod;
    QStringList options;
    QStringList toastOptions;
    QString tablespace; ///< empty = the database's default
    QString comment;
    QList<Column> columns;
    QList<Index> indexes;
    QList<GrantDefinition> grants;
    QStringList defaultGrantees;
    QStringList dependents; ///< what is bound to it, in words
    bool mayMake = false;   ///< the current role and the owner have the rights
    bool special = false;   ///< it has something that is not carried over

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("oid", oid);
        a("query", query);
        a("owner", owner);
        a("accessMethod", accessMethod);
        a("options", options);
        a("toastOptions", toastOptions);
        a("tablespace", tablespace);
        a("comment", comment);
        a("columns", columns);
        a("indexes", indexes);
        a("grants", grants);
        a("defaultGrantees", defaultGrantees);
        a("dependents", dependents);
        a("mayMake", mayMake);
        a("special", special);
    }
};

/// The table that holds every value of a guarded key of `table`, and the function of its triggers; both stay after
/// Finish.
QualifiedName guardOf(const QualifiedName &table, const QString &key);

struct TableDefinition {
    QualifiedName name;
    qint64 oid = 0;
    QString owner;
    QString kind;        ///< pg_class.relkind
    QString persistence; ///< p, u, t
    QString accessMethod;
    QString tablespace;  ///< empty = the database's default
    QStringList options; ///< storage parameters
    QStringList toastOptions;
    bool rowSecurity = false;
    bool forceRowSecurity = false;
    bool rowsFiltered = false; ///< row security hides rows from the current role
    bool isPartition = false;
    bool typed = false;
    QString replicaIdentity;
    QString comment;
    QStringList ownerLacks; ///< privileges the owner revoked from himself
    QList<ColumnDefinition> columns;
    QList<CheckDefinition> checks;
    QList<IndexDefinition> indexes;
    QList<TriggerDefinition> triggers;
    QList<ViewDefinition> views;
    QList<FunctionDefinition> functions;
    QList<RuleDefinition> rules;
    QList<OutsidePolicyDefinition> outsidePolicies;
    QList<SequenceDefinition> sequences;
    QList<PolicyDefinition> policies;
    QList<StatisticsDefinition> statistics;
    QList<ForeignKeyDefinition> foreignKeys;
    QList<PublicationDefinition> publications;
    QList<LabelDefinition> labels;
    QList<GrantDefinition> grants;
    QStringList defaultGrantees; ///< roles to whom default privileges give rights on new tables of the owner

    QString ownerName() const; ///< `owner` without quotes
    const ColumnDefinition *column(const QString &columnName) const;
    const IndexDefinition *replicaIdentityIndex() const; ///< of REPLICA IDENTITY USING INDEX, or null
    bool hasDeferrableKeys() const;
    bool policiesNameTable() const; ///< at least one of them

    QList<IndexDefinition> guardedKeys() const;
    QualifiedName guardOf(const IndexDefinition &index) const;
    /// Its two triggers on the partitioned table: for INSERT and DELETE, and for UPDATE.
    QStringList guardTriggers(const IndexDefinition &index) const;

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("oid", oid);
        a("owner", owner);
        a("kind", kind);
        a("persistence", persistence);
        a("accessMethod", accessMethod);
        a("tablespace", tablespace);
        a("options", options);
        a("toastOptions", toastOptions);
        a("rowSecurity", rowSecurity);
        a("forceRowSecurity", forceRowSecurity);
        a("rowsFiltered", rowsFiltered);
        a("isPartition", isPartition);
        a("typed", typed);
        a("replicaIdentity", replicaIdentity);
        a("comment", comment);
        a("ownerLacks", ownerLacks);
        a("columns", columns);
        a("checks", checks);
        a("indexes", indexes);
        a("triggers", triggers);
        a("views", views);
        a("functions", functions);
        a("rules", rules);
        a("outsidePolicies", outsidePolicies);
        a("sequences", sequences);
        a("policies", policies);
        a("statistics", statistics);
        a("foreignKeys", foreignKeys);
        a("publications", publications);
        a("labels", labels);
        a("grants", grants);
        a("defaultGrantees", defaultGrantees);
    }
};

} // namespace parterre
