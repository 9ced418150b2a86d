// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"
#include "archive/archiverunner.h"

namespace parterre {

/// What is to come back: a partition, or a range, a predicate, or a predicate within a range.
struct RestoreRequest {
    QString from;  ///< of the age column, as the server reads it; included
    QString to;    ///< not included
    QString leaf;  ///< a partition or a file of the archive, by name, as a whole
    QString where; ///< SQL over the table's columns; runs with the rights of the table's owner

    template<class A>
    void fields(A &a)
    {
        a("from", from);
        a("to", to);
        a("leaf", leaf);
        a("where", where);
    }
};

/// A row of the archive whose key is live. It stays in the archive.
struct RestoreConflict {
    QString key;        ///< its values, as the server writes a row
    bool equal = false; ///< the live row is the same, byte by byte

    template<class A>
    void fields(A &a)
    {
        a("key", key);
        a("equal", equal);
    }
};

/// Those of a restore.
struct RestoreConflicts {
    qint64 count = 0;
    QList<RestoreConflict> first; ///< at most 1000 of them
};

/// What a restore would do.
struct RestorePreview {
    ArchivePolicy policy;
    bool whole = false;  ///< a partition moves as it is
    bool atMost = false; ///< of files: rows and bytes are all of theirs, and reading them tells which are wanted
    QString obstacle;    ///< why it cannot; empty when it can
    qint64 rows = 0;     ///< selected, with those in conflict
    qint64 bytes = 0;
    RestoreConflicts conflicts;
    QList<ArchiveStatement> statements;
};

/// What a restore, or the undo of one, did.
struct RestoreReport {
    QString runId;
    bool whole = false;
    qint64 rows = 0;
    qint64 bytes = 0;
    RestoreConflicts conflicts; ///< of a restore
    qint64 changedRows = 0;  ///< of an undo: rows that were changed or deleted since, or that others hold; they stay so
    QStringList changed;     ///< the keys of some of them
    bool unfinished = false; ///< of an undo: rows stay that another call may take
    qint64 tookMs = 0;

    /// From the rows of archive/changed_rows.
    void setChanged(const Rows &changedKeys);

    template<class A>
    void fields(A &a)
    {
        a("run", runId);
        a("whole", whole);
        a("rows", rows);
        a("bytes", bytes);
        a("inConflict", conflicts.count);
        a("conflicts", conflicts.first);
        a("changedRows", changedRows);
        a("changed", changed);
        a("unfinished", unfinished);
        a("tookMs", tookMs);
    }
};

/// Brings rows back from an archive. One transaction each: all of it, or nothing.
///
/// A live row is never overwritten. What comes back is compared with what was archived, byte by byte, inside the
/// transaction, and leaves the archive in it; an archive on another server in a second one (ServerRestore). From files
/// each file comes back in a transaction of its own (FileRestore).
class Restorer {
public:
    explicit Restorer(ArchiveOptions options)
        : m_options(std::move(options))
    {}

    Result<RestorePreview> preview(const ArchivePolicy &policy, const RestoreRequest &request);
    /// Errors: Usage (no request, a range without rows or that the server does not read, or a predicate that is none),
    /// NotFound, Refused (a partition that cannot move as a whole, another runner at work), Changed (a trigger changes
    /// what is inserted).
    Result<RestoreReport> restore(const ArchivePolicy &policy, const RestoreRequest &request);
    /// Put exactly the rows of a restore back into the archive, with the moment at which they were archived. Rows that
    /// were changed since stay live. A partition goes back as a whole, and only while none of its rows has changed.
    /// Rows of files leave batch by batch (FileRestore), until the next run of the policy. Errors: NotFound, Refused.
    Result<RestoreReport> undo(const QString &runId);

private:
    ArchiveOptions m_options;
};

} // namespace parterre
