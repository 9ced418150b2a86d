// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace parterre {

class Session;

struct IndexFacts {
    QString name;
    QString definition;
    qint64 bytes = 0; ///< 0 for the index of a partitioned table
    qint64 scans = 0; ///< since the statistics were reset
    bool valid = true;
};

/// What one looks up of a single relation.
struct RelationDetails {
    QString ddl; ///< CREATE TABLE and what belongs to it, as the catalog has it; statements end with ";"
    QString owner;
    QString tablespace; ///< empty: the database's default
    QString comment;
    QDateTime lastVacuum; ///< by hand or automatic; invalid = never
    QDateTime lastAnalyze;
    qint64 modifiedSinceAnalyze = 0;
    std::optional<int> xidAge; ///< transactions since relfrozenxid; absent for partitioned tables
    QList<IndexFacts> indexes; ///< the primary key first
};

/// Errors: NotFound; LockNotAvailable when somebody keeps it under ACCESS EXCLUSIVE.
Result<RelationDetails> readRelationDetails(Session &session, quint32 oid);

} // namespace parterre
