// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"
#include "base/error.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace parterre {

class Session;

/// Of a table and its archive, with indexes and TOAST.
struct ArchiveSizes {
    qint64 table = 0;
    qint64 archive = 0;
};

/// Keys of a run's details that hold sizes.
inline const QString kSizesBefore = QStringLiteral("sizesBefore");
inline const QString kSizesAfter = QStringLiteral("sizesAfter");
/// Keys that hold how many rows, and bytes, moved with whole partitions; absent in runs of earlier programs.
inline const QString kWholeRows = QStringLiteral("wholeRows");
inline const QString kWholeBytes = QStringLiteral("wholeBytes");
/// Key that holds how long a run measured what it saves: no row moves meanwhile, so rates leave it out.
inline const QString kMeasuredMs = QStringLiteral("measuredMs");

/// One run of a policy, a restore, or the undo of one, as it is kept in the database.
struct ArchiveRun {
    QString id;
    QString policy;
    QualifiedName table;
    QualifiedName archive;
    QString kind;  ///< archive, restore or undo
    QString state; ///< running, done, failed or cancelled
    QString startedAt;
    QString endedAt; ///< empty while it runs
    qint64 rows = 0;
    qint64 bytes = 0;
    int leaves = 0;     ///< that moved as a whole
    double seconds = 0; ///< without what kMeasuredMs says
    QString runner;
    QString heartbeat;
    bool isAttended = false; ///< a runner holds the table's lock: whoever runs it is alive
    QString lastError;
    QJsonObject details;

    double rowsPerSecond() const { return seconds > 0 ? static_cast<double>(rows) / seconds : 0; }
    /// What moved row by row, not with its partition. Where nobody wrote down which was which: 0.
    qint64 singleRows() const { return rows - whole(kWholeRows, rows); }
    qint64 singleBytes() const { return bytes - whole(kWholeBytes, bytes); }
    /// `key`: kSizesBefore or kSizesAfter. Absent where a lock kept the run from looking.
    std::optional<ArchiveSizes> sizes(const QString &key) const;

private:
    qint64 whole(const QString &key, qint64 all) const;
};

/// A moment as the server writes it, in UTC.
QDateTime readServerMoment(const QString &text);

/// The books of the archives in schema parterre. Functions of a session; no state of their own.
namespace archivejournal {

/// Keep a policy; one of the same table is replaced.
Result<> savePolicy(Session &session, const ArchivePolicy &policy);
/// All of the database, the oldest first; none where there is no schema parterre.
Result<QList<ArchivePolicy>> policies(Session &session);
/// By the name of its table as a person writes it. Errors: NotFound.
Result<ArchivePolicy> policy(Session &session, const QString &name);
/// Keep with a policy, where it is kept, by which id its folder is known.
Result<> saveFolder(Session &session, const ArchivePolicy &policy, const QString &folderId);
/// The policy only, never data. Errors: NotFound.
Result<> removePolicy(Session &session, const QString &name);

/// The newest first; none where there is no schema parterre.
Result<QList<ArchiveRun>> runs(Session &session);
/// Errors: NotFound.
Result<ArchiveRun> run(Session &session, const QString &id);

} // namespace archivejournal

} // namespace parterre
