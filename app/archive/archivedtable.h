// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/manifest.h"

namespace parterre {

class Session;

/// A column of a table's key, and how its index compares it.
struct ArchiveKeyColumn {
    QString name;
    QString equals;    ///< "OPERATOR(pg_catalog.=)"
    QString collation; ///< " COLLATE …" or empty
};

/// What is to be known of a table whose rows go into a file or come from one.
struct ArchivedTable {
    qint64 oid = 0;
    QualifiedName name;
    bool partitioned = false;
    bool isPartition = false;
    bool hasChildren = false; ///< partitions, or tables that inherit from it
    QualifiedName parent;     ///< where isPartition
    QString bound;            ///< likewise
    QString ageColumn; ///< what it, or its parent, is partitioned by: one RANGE column of dates or numbers; or empty
    QList<FileColumn> columns;   ///< hashedAsText is not set
    QList<ArchiveKeyColumn> key; ///< empty where there is none over NOT NULL columns
    QString database;
    QString systemIdentifier;
    int serverVersion = 0;

    QStringList keyNames() const;
};

/// Read it. Errors: NotFound; Refused where it is no table.
Result<ArchivedTable> readArchivedTable(Session &session, const QualifiedName &name);

/// Find out which columns' types the server cannot hash, by asking it for each type once; not inside a transaction.
Result<> readHashable(Session &session, QList<FileColumn> &columns);

/// In which columns a table and a file differ, one sentence each: those that one of both lacks, types, collations.
/// Their order does not matter.
/// `more`: columns that the table has and the file has not.
enum class MoreColumns { Refused, Allowed };
QStringList columnDifferences(const ArchivedTable &table, const Manifest &manifest,
                              MoreColumns more = MoreColumns::Refused);

} // namespace parterre
