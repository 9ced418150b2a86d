// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveprices.h"
#include "archive/manifest.h"
#include "domain/plan.h"

namespace parterre {

/// Where an archive is: a table of the same database, one of another PostgreSQL server behind a foreign table, or files
/// in a folder of the machine that runs the policy.
inline const QString kTierTable = QStringLiteral("table");
inline const QString kTierServer = QStringLiteral("server");
inline const QString kTierFiles = QStringLiteral("files");

/// How an archive is filled; kept with its policy.
struct ArchiveSettings {
    QString tablespace;         ///< of the archive; empty: the database's default
    qint64 batchTargetMs = 500; ///< a batch of rows takes about this long
    qint64 pauseMs = 0;         ///< between batches
    PlanPace pace;              ///< what rows give way to; its hours are UTC
    bool leaveCut = false;      ///< a partition, or month of files, stays until all of it is old
    QString server;             ///< the foreign server that the archive is on; empty: it is in this database
    QualifiedName serverTable;  ///< its name there; empty: that of the archive
    QString folder;             ///< the absolute path that files go to; empty: the archive is a table
    QString folderId; ///< of its mark, see FileFolder; empty: the first run on that machine takes the folder as it is
    ArchiveFormat format = ArchiveFormat::Csv; ///< of the files
    QStringList queries;                       ///< whose time a savings report compares; see checkQuery()
    ArchivePrices prices;                      ///< that it counts with

    template<class A>
    void fields(A &a)
    {
        a("tablespace", tablespace);
        a("batchTargetMs", batchTargetMs);
        a("pauseMs", pauseMs);
        a("pace", pace);
        a("leaveCut", leaveCut);
        a("queries", queries);
        a("prices", prices);
        a("server", server);
        a("serverTable", serverTable);
        a("folder", folder);
        a("folderId", folderId);
        a("format", format);
    }
};

/// Which rows of a table go where: one a table.
struct ArchivePolicy {
    static constexpr int kKeepDays = 730;

    QualifiedName table;
    qint64 tableOid = 0;   ///< when it was kept last; 0 before that
    QualifiedName archive; ///< empty: defaultArchive(); of files always empty
    QString ageColumn;     ///< date, timestamp or timestamptz; empty: the partition key
    int keepDays = kKeepDays;
    QString tier = kTierTable;                            ///< kTierTable, kTierServer or kTierFiles; a plan sets it
    QString schedule = QStringLiteral("monthly 1 02:00"); ///< see Schedule
    bool enabled = true;
    QString createdAt = {}; ///< empty until it is kept
    ArchiveSettings settings;

    /// What people call it: the quoted name of its table.
    QString id() const { return table.quoted(); }
    bool isOnServer() const { return tier == kTierServer; }
    bool isInFiles() const { return tier == kTierFiles; }

    template<class A>
    void fields(A &a)
    {
        a("table", table);
        a("tableOid", tableOid);
        a("archive", archive);
        a("ageColumn", ageColumn);
        a("keepDays", keepDays);
        a("tier", tier);
        a("schedule", schedule);
        a("enabled", enabled);
        a("createdAt", createdAt);
        a("settings", settings);
    }
};

/// Where the archive is, for people: "public.t_archive", "public.t_archive on server cold", "files in /srv/archive".
QString placeText(const ArchivePolicy &policy);
/// SCHEMA.TABLE_archive, shortened where it must be.
QualifiedName defaultArchive(const QualifiedName &table);
/// The view over a table and its archive: SCHEMA.TABLE_all.
QualifiedName unionView(const QualifiedName &table);

} // namespace parterre
