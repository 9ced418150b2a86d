// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiveoverview.h"

#include "archive/archiveschedule.h"
#include "pg/session.h"

#include <algorithm>

namespace parterre {

namespace {

constexpr qint64 kLateSeconds = 3600;

// What a run left in the archive, whatever its end: each batch is complete in itself.
qint64 broughtBy(const ArchiveRun &run)
{
    return run.kind == u"restore" ? -run.rows : run.rows;
}

QDateTime missedBy(const PolicyStanding &standing, const QDateTime &now)
{
    if (!standing.policy.enabled || !standing.lastRun)
        return {};
    const QDateTime due = lastDue(standing.policy.schedule, now);
    const bool missed =
        due.isValid() && readServerMoment(standing.lastRun->startedAt) < due && due.secsTo(now) > kLateSeconds;
    return missed ? due : QDateTime();
}

Result<std::optional<qint64>> archiveBytes(Session &session, const QualifiedName &archive)
{
    const auto rows = session.exec(SqlText::load(QStringLiteral("archive/archive_bytes")),
                                   Params() << archive.schema << archive.name);
    if (rows)
        return rows->integer(0, "bytes");
    if (rows.error().code == ErrorCode::LockNotAvailable)
        return std::optional<qint64>();
    return Failure(rows.error());
}

} // namespace

QDateTime readServerMoment(const QString &text)
{
    QDateTime moment = QDateTime::fromString(text.section(u'+', 0, 0), Qt::ISODateWithMs);
    moment.setTimeSpec(Qt::UTC); // as every session's
    return moment;
}

Result<ArchiveOverview> readArchiveOverview(Session &session, const QDateTime &now)
{
    ArchiveOverview overview;
    PARTERRE_ASSIGN(policies, archivejournal::policies(session));
    PARTERRE_ASSIGN(runs, archivejournal::runs(session));
    overview.runs = runs;
    for (const ArchivePolicy &policy : std::as_const(policies)) {
        PolicyStanding standing{policy, {}, 0, {}, {}};
        for (const ArchiveRun &run : std::as_const(runs)) {
            if (run.policy != policy.id())
                continue;
            standing.rows += broughtBy(run);
            if (run.kind == u"archive" && !standing.lastRun)
                standing.lastRun = run;
        }
        PARTERRE_ASSIGN(bytes, archiveBytes(session, policy.archive));
        standing.bytes = bytes;
        standing.missedAt = missedBy(standing, now);
        overview.policies << standing;
    }
    return overview;
}

} // namespace parterre
