// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivealerts.h"
#include "archive/archiver.h"
#include "base/units.h"
#include "cli/archiveverbs.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "domain/schedule.h"

namespace parterre::archiveverbs {

using namespace Qt::StringLiterals;

QString minuteText(const QDateTime &moment)
{
    return moment.toString(u"yyyy-MM-dd HH:mm"_s) % u" UTC";
}

namespace {

QString nothingDue(const QList<ArchivePolicy> &policies, const QList<ArchiveRun> &runs)
{
    const ArchivePolicy *first = nullptr;
    QDateTime at;
    for (const ArchivePolicy &policy : policies) {
        const QDateTime due = nextDue(policy, runs, QDateTime::currentDateTimeUtc()).value_or(QDateTime());
        if (due.isValid() && (!first || due < at)) {
            first = &policy;
            at = due;
        }
    }
    return first ? Cli::tr("Nothing is due; next: %1 at %2.").arg(first->id(), minuteText(at))
                 : Cli::tr("Nothing is due: there is no policy that runs.");
}

// By name, all, or those that are due; says so where none is.
Result<QList<ArchivePolicy>> chosenPolicies(Invocation &invocation)
{
    if (!invocation.has("all") && !invocation.has("due")) {
        PARTERRE_ASSIGN(policy, namedPolicy(invocation));
        return QList<ArchivePolicy>{policy};
    }
    PARTERRE_ASSIGN(session, openArchiveBooks(archiveOptions(invocation)));
    PARTERRE_ASSIGN(all, archivejournal::policies(*session));
    PARTERRE_ASSIGN(runs, archivejournal::runs(*session));
    QList<ArchivePolicy> chosen;
    for (const ArchivePolicy &policy : std::as_const(all)) {
        bool wanted = policy.enabled;
        if (wanted && invocation.has("due")) {
            PARTERRE_ASSIGN(due, isDue(policy, runs, QDateTime::currentDateTimeUtc()));
            wanted = due;
        }
        if (wanted)
            chosen << policy;
    }
    if (chosen.isEmpty() && invocation.has("due") && !invocation.json)
        invocation.out << nothingDue(all, runs) << '\n';
    return chosen;
}

void print(const ArchivePolicy &policy, const ArchiveReport &report, QTextStream &out)
{
    out << Cli::tr("%1: %2 rows (%3) archived in %4, %5 partitions as a whole; run %6.")
               .arg(policy.id(), formatCount(report.rows), formatBytes(report.bytes), formatDuration(report.tookMs),
                    QString::number(report.leaves), report.runId)
        << '\n';
    if (report.leftBehind > 0)
        out << Cli::tr("%1 rows were held by somebody; the next run takes them.").arg(formatCount(report.leftBehind))
            << '\n';
    for (const QString &remark : report.remarks)
        out << remark << '\n';
}

} // namespace

// One that fails does not keep the others from their turn; the first error is the outcome.
Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_ASSIGN(policies, chosenPolicies(invocation));
    if (!invocation.has("dry-run"))
        PARTERRE_TRY(requireYes(invocation,
                                Cli::tr("--dry-run tells rows, bytes and time; \"archive plan TABLE "
                                        "--show\" prints the statements.")));
    Archiver archiver(archiveOptions(invocation));
    std::optional<Error> first;
    QJsonArray reports;
    for (const ArchivePolicy &policy : std::as_const(policies)) {
        if (invocation.has("dry-run")) {
            PARTERRE_ASSIGN(plan, archiver.plan(policy));
            tell(invocation, plan);
            continue;
        }
        const auto report = archiver.run(policy);
        if (!report && (report.error().isCancelled() || policies.size() == 1))
            return Failure(report.error());
        if (!report) {
            invocation.err << policy.id() << ": " << report.error().toText() << Qt::endl;
            first = first.value_or(report.error());
        } else if (invocation.json) {
            reports << JsonWriter::toJson(*report);
        } else {
            print(policy, *report, invocation.out);
        }
    }
    if (invocation.json && !invocation.has("dry-run"))
        printJson(reports, invocation.out);
    if (first)
        return Failure(*first);
    return ExitCode::Done;
}

} // namespace parterre::archiveverbs
