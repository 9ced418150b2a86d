// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"

namespace parterre {

class ArchiveRunner;
class Rows;

/// Ends what runs of a table began on another server and did not see to its end: whatever stopped them between the two
/// commits left rows on both sides.
///
/// A batch, or the undo of a restore, that arrived there: rows that are still live and equal leave the table. A
/// restore: what it brought leaves the other server. Nothing is deleted there but what a restore of these books has
/// brought. Only while a run of the own has begun, so that no other runner is at work.
class ServerSettler {
public:
    ServerSettler(ArchiveRunner &runner, const ArchivePlan &plan)
        : m_runner(runner)
        , m_plan(plan)
    {}

    struct Settled {
        qint64 rows = 0; ///< that have left the table now
        qint64 bytes = 0;
        QStringList remarks = {};
    };

    /// Nothing where the plan's archive is on this server. Errors: Refused (it belongs to another archive), Mismatch
    /// (rows were changed since: their older version is there, and they are named).
    Result<Settled> settle();

private:
    /// A run with something pending.
    struct Pending {
        QString id;
        QString kind;
        QualifiedName archive;
        QJsonObject details;
        QStringList moments; ///< of batches that may be there
        QStringList late;    ///< of batches that were not there when they were looked for
        bool recent = false; ///< what it sent may still arrive
    };
    Result<QList<Pending>> pending();
    Result<> settleOne(const Pending &run, Settled &settled);
    Result<> settleBatch(const Pending &run, const QString &moment, Settled &settled);
    Result<> settleUndo(const Pending &run, Settled &settled);
    Result<> settleUndoOnce(const Pending &run, Settled &settled);
    Result<> refuseStale(const QStringList &keys) const;

    ArchiveRunner &m_runner;
    const ArchivePlan &m_plan;
};

} // namespace parterre
