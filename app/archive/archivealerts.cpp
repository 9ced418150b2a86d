// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivealerts.h"

#include "domain/schedule.h"

#include <QCoreApplication>

#include <algorithm>

namespace parterre {

namespace {

constexpr qint64 kGraceSeconds = 3600; // a timer looks every so often

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveAlerts)
};

/// When it was due last and nothing has ended well since; invalid where it is not due.
Result<QDateTime> dueSince(const ArchivePolicy &policy, const QList<ArchiveRun> &runs, const QDateTime &now)
{
    PARTERRE_ASSIGN(schedule, Schedule::parse(policy.schedule));
    const QDateTime due = schedule.lastDue(now);
    const ArchiveRun *done = lastRun(policy, runs, QStringLiteral("done"));
    const bool ran = done && readServerMoment(done->startedAt) >= due;
    return ran || readServerMoment(policy.createdAt) > due ? QDateTime() : due;
}

} // namespace

QString toText(ArchiveAlert::Kind kind)
{
    switch (kind) {
    case ArchiveAlert::Kind::Failed:
        return QStringLiteral("failed");
    case ArchiveAlert::Kind::Stopped:
        return QStringLiteral("stopped");
    case ArchiveAlert::Kind::Missed:
        break;
    }
    return QStringLiteral("missed");
}

const ArchiveRun *lastRun(const ArchivePolicy &policy, const QList<ArchiveRun> &runs, const QString &state)
{
    const auto found = std::find_if(runs.cbegin(), runs.cend(), [&](const ArchiveRun &run) {
        return run.policy == policy.id() && run.kind == u"archive" && (state.isEmpty() || run.state == state);
    });
    return found == runs.cend() ? nullptr : &*found;
}

Result<bool> isDue(const ArchivePolicy &policy, const QList<ArchiveRun> &runs, const QDateTime &now)
{
    return dueSince(policy, runs, now).map([](const QDateTime &since) { return since.isValid(); });
}

Result<QDateTime> nextDue(const ArchivePolicy &policy, const QList<ArchiveRun> &runs, const QDateTime &now)
{
    if (!policy.enabled)
        return QDateTime();
    PARTERRE_ASSIGN(since, dueSince(policy, runs, now));
    if (since.isValid())
        return since;
    return Schedule::parse(policy.schedule).map([&](const Schedule &schedule) { return schedule.nextDue(now); });
}

QList<ArchiveAlert> archiveAlerts(const QList<ArchivePolicy> &policies, const QList<ArchiveRun> &runs,
                                  const QDateTime &now)
{
    QList<ArchiveAlert> alerts;
    for (const ArchivePolicy &policy : policies) {
        if (!policy.enabled)
            continue;
        const QString again = Text::tr("parterrectl archive run %1 --yes goes on where it stopped.").arg(policy.id());
        const ArchiveRun *last = lastRun(policy, runs);
        if (last && last->state == u"failed")
            alerts << ArchiveAlert{ArchiveAlert::Kind::Failed, policy.id(), readServerMoment(last->endedAt),
                                   Text::tr("the archive run of %1 failed: %2")
                                       .arg(policy.id(), QString(last->lastError).replace(u'\n', u' ')),
                                   again};
        if (last && last->state == u"running" && !last->isAttended)
            alerts << ArchiveAlert{ArchiveAlert::Kind::Stopped, policy.id(), readServerMoment(last->heartbeat),
                                   Text::tr("the archive run of %1 has stopped in the middle").arg(policy.id()), again};
        const auto due = dueSince(policy, runs, now);
        if (!due)
            alerts << ArchiveAlert{ArchiveAlert::Kind::Missed, policy.id(), now, due.error().message, due.error().hint};
        else if (due->isValid() && due->secsTo(now) > kGraceSeconds)
            alerts << ArchiveAlert{ArchiveAlert::Kind::Missed, policy.id(), *due,
                                   Text::tr("%1 was to be archived %2 and was not")
                                       .arg(policy.id(), due->toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"))),
                                   Text::tr("Does a timer call \"parterrectl archive run --due --yes\"?")};
    }
    return alerts;
}

} // namespace parterre
