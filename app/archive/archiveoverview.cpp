// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiveoverview.h"

#include "archive/filejournal.h"
#include "pg/session.h"

#include <algorithm>

namespace parterre {

namespace {

// What a run left in the archive, whatever its end: each batch is complete in itself.
qint64 broughtBy(const ArchiveRun &run)
{
    return run.kind == u"restore" ? -run.rows : run.rows;
}

Result<std::optional<qint64>> archiveBytes(Session &session, const QualifiedName &archive)
{
    const auto rows = session.exec(SqlText::load(QStringLiteral("archive/archive_bytes")),
                                   Params() << archive.schema << archive.name);
    if (rows)
        return rows->isNull(0, "bytes") ? std::nullopt : std::optional(rows->integer(0, "bytes"));
    if (rows.error().code == ErrorCode::LockNotAvailable)
        return std::optional<qint64>();
    return Failure(rows.error());
}

} // namespace

Result<ArchiveOverview> readArchiveOverview(Session &session, const QDateTime &now)
{
    ArchiveOverview overview;
    PARTERRE_ASSIGN(policies, archivejournal::policies(session));
    PARTERRE_ASSIGN(runs, archivejournal::runs(session));
    overview.runs = runs;
    overview.alerts = archiveAlerts(policies, runs, now);
    for (const ArchivePolicy &policy : std::as_const(policies)) {
        PolicyStanding standing{policy, {}, 0, {}};
        for (const ArchiveRun &run : std::as_const(runs)) {
            if (run.policy != policy.id())
                continue;
            standing.rows += run.archive == policy.archive ? broughtBy(run) : 0; // it may have been another before
            if (run.kind == u"archive" && !standing.lastRun)
                standing.lastRun = run;
        }
        if (policy.isInFiles()) {
            PARTERRE_ASSIGN(files, filejournal::sums(session, policy.id()));
            standing.rows = files.held;
            standing.bytes = files.bytes;
        } else {
            PARTERRE_ASSIGN(bytes, archiveBytes(session, policy.archive));
            standing.bytes = bytes;
        }
        overview.policies << standing;
    }
    return overview;
}

} // namespace parterre
