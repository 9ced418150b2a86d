// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivealerts.h"
#include "archive/fileaudit.h"
#include "base/units.h"
#include "cli/archiveverbs.h"
#include "cli/cli.h"
#include "cli/texttable.h"
#include "domain/schedule.h"

#include <QJsonArray>

namespace parterre::archiveverbs {

using namespace Qt::StringLiterals;

namespace {

QString lastRunText(const ArchiveRun *run)
{
    return run ? QString(run->state % u' ' % minuteText(readServerMoment(run->startedAt))) : u"-"_s;
}

// One that was missed is made up for by the next `run --due`.
QString nextDueText(const QDateTime &due)
{
    const QString when = due.isValid() ? minuteText(due) : u"-"_s;
    return due.isValid() && due <= QDateTime::currentDateTimeUtc() ? Cli::tr("due since %1").arg(when) : when;
}

QJsonObject toJson(const ArchivePolicy &policy, const ArchiveRun *run, const QDateTime &due)
{
    QJsonObject object = JsonWriter::toJson(policy).toObject();
    object.insert(
        u"lastRun"_s,
        run ? QJsonValue(QJsonObject{
            {u"id"_s, run->id}, {u"state"_s, run->state}, {u"started"_s, run->startedAt}, {u"ended"_s, run->endedAt}})
            : QJsonValue());
    object.insert(u"nextDue"_s, JsonWriter::toJson(due));
    return object;
}

} // namespace

Result<ExitCode> list(Invocation &invocation)
{
    PARTERRE_ASSIGN(session, openArchiveBooks(archiveOptions(invocation)));
    PARTERRE_ASSIGN(policies, archivejournal::policies(*session));
    PARTERRE_ASSIGN(runs, archivejournal::runs(*session));
    QJsonArray array;
    TextTable table;
    for (const QString &heading :
         {Cli::tr("Table"), Cli::tr("Age"), Cli::tr("Days"), Cli::tr("Archive"), Cli::tr("Server"), Cli::tr("When"),
          Cli::tr("Hours"), Cli::tr("Last run"), Cli::tr("Next")})
        table.addColumn(heading);
    for (const ArchivePolicy &policy : std::as_const(policies)) {
        const ArchiveRun *last = lastRun(policy, runs);
        const QDateTime next = nextDue(policy, runs, QDateTime::currentDateTimeUtc()).value_or(QDateTime());
        array << toJson(policy, last, next);
        table.addRow({policy.id(), policy.ageColumn, QString::number(policy.keepDays),
                      policy.isInFiles() ? placeText(policy) : policy.archive.quoted(), policy.settings.server,
                      policy.schedule, policy.settings.pace.hours, lastRunText(last), nextDueText(next)});
    }
    if (invocation.json)
        printJson(array, invocation.out);
    else
        table.print(invocation.out);
    return ExitCode::Done;
}

Result<ExitCode> history(Invocation &invocation)
{
    PARTERRE_ASSIGN(session, openArchiveBooks(archiveOptions(invocation)));
    PARTERRE_ASSIGN(runs, archivejournal::runs(*session));
    if (const QString wanted = invocation.operand(1); !wanted.isEmpty()) { // the history outlives its policy
        PARTERRE_ASSIGN(name, QualifiedName::parse(wanted));
        runs.removeIf([&](const ArchiveRun &run) {
            return run.table.name != name.name || (!name.schema.isEmpty() && run.table.schema != name.schema);
        });
        if (runs.isEmpty())
            return failure(ErrorCode::NotFound, Cli::tr("there is no run of %1").arg(wanted));
    }
    if (invocation.json) {
        QJsonArray array;
        for (const ArchiveRun &run : std::as_const(runs))
            array << QJsonObject{
                {u"id"_s, run.id},           {u"policy"_s, run.policy},     {u"kind"_s, run.kind},
                {u"state"_s, run.state},     {u"started"_s, run.startedAt}, {u"ended"_s, run.endedAt},
                {u"rows"_s, run.rows},       {u"bytes"_s, run.bytes},       {u"leaves"_s, run.leaves},
                {u"seconds"_s, run.seconds}, {u"runner"_s, run.runner},     {u"error"_s, run.lastError},
                {u"details"_s, run.details}};
        printJson(array, invocation.out);
        return ExitCode::Done;
    }
    TextTable table;
    for (const QString &heading :
         {Cli::tr("Run"), Cli::tr("Table"), Cli::tr("Kind"), Cli::tr("State"), Cli::tr("Began")})
        table.addColumn(heading);
    for (const QString &heading : {Cli::tr("Rows"), Cli::tr("Size"), Cli::tr("Rows/s"), Cli::tr("Took")})
        table.addColumn(heading, TextTable::Align::Right);
    for (const ArchiveRun &run : std::as_const(runs))
        table.addRow({run.id, run.table.quoted(), run.kind, run.state, run.startedAt.left(19), formatCount(run.rows),
                      formatBytes(run.bytes), formatCount(static_cast<qint64>(run.rowsPerSecond())),
                      formatDuration(static_cast<qint64>(run.seconds * 1000))});
    table.print(invocation.out);
    for (const ArchiveRun &run : std::as_const(runs)) {
        if (!run.lastError.isEmpty())
            invocation.out << Cli::tr("%1 failed: %2").arg(run.id, run.lastError.section(u'\n', 0, 0)) << '\n';
    }
    return ExitCode::Done;
}

namespace {

ExitCode print(const QList<FileVerdict> &verdicts, Invocation &invocation)
{
    const auto wrong = std::count_if(verdicts.cbegin(), verdicts.cend(),
                                     [](const FileVerdict &verdict) { return verdict.wrong.has_value(); });
    if (invocation.json) {
        QJsonArray array;
        for (const FileVerdict &verdict : verdicts)
            array << QJsonObject{{u"file"_s, JsonWriter::toJson(verdict.file)},
                                 {u"whole"_s, !verdict.wrong},
                                 {u"error"_s, verdict.wrong ? verdict.wrong->toText() : QString()}};
        printJson(array, invocation.out);
    } else {
        for (const FileVerdict &verdict : verdicts)
            invocation.out << (verdict.wrong ? Cli::tr("WRONG: %1, with %2 rows that are nowhere else: %3")
                                                   .arg(verdict.file.name, formatCount(verdict.file.held),
                                                        verdict.wrong->toText())
                                             : Cli::tr("%1 is whole: %2 rows, of which it holds %3.")
                                                   .arg(verdict.file.name, formatCount(verdict.file.rows),
                                                        formatCount(verdict.file.held)))
                           << '\n';
        invocation.out << Cli::tr("%1 files that hold rows were read, %2 of them are not as they were written.")
                              .arg(formatCount(verdicts.size()), formatCount(wrong))
                       << '\n';
    }
    return wrong > 0 ? ExitCode::Findings : ExitCode::Done;
}

} // namespace

Result<ExitCode> files(Invocation &invocation)
{
    PARTERRE_ASSIGN(policy, namedPolicy(invocation));
    PARTERRE_ASSIGN(session, openArchiveBooks(archiveOptions(invocation)));
    if (invocation.has("verify")) {
        PARTERRE_ASSIGN(verdicts, auditFiles(*session, policy.id(), invocation.cancel, invocation.progress));
        return print(verdicts, invocation);
    }
    PARTERRE_ASSIGN(files, filejournal::files(*session, policy.id()));
    if (invocation.json) {
        printJson(JsonWriter::toJson(files), invocation.out);
        return ExitCode::Done;
    }
    TextTable table;
    for (const QString &heading : {Cli::tr("File"), Cli::tr("State"), Cli::tr("From"), Cli::tr("To")})
        table.addColumn(heading);
    for (const QString &heading : {Cli::tr("Rows"), Cli::tr("Held"), Cli::tr("Size")})
        table.addColumn(heading, TextTable::Align::Right);
    for (const QString &heading : {Cli::tr("Folder"), Cli::tr("Machine")})
        table.addColumn(heading);
    for (const BookedFile &file : std::as_const(files))
        table.addRow({file.name, file.state, file.leastAge, file.greatestAge, formatCount(file.rows),
                      formatCount(file.held), formatBytes(file.bytes), file.folder, file.host});
    table.print(invocation.out);
    return ExitCode::Done;
}

Result<ExitCode> check(Invocation &invocation)
{
    PARTERRE_ASSIGN(session, openArchiveBooks(archiveOptions(invocation)));
    PARTERRE_ASSIGN(policies, archivejournal::policies(*session));
    PARTERRE_ASSIGN(runs, archivejournal::runs(*session));
    const QList<ArchiveAlert> alerts = archiveAlerts(policies, runs, QDateTime::currentDateTimeUtc());
    if (invocation.json) {
        QJsonArray array;
        for (const ArchiveAlert &alert : alerts)
            array << QJsonObject{{u"policy"_s, alert.policy},
                                 {u"kind"_s, toText(alert.kind)},
                                 {u"since"_s, alert.since.toString(Qt::ISODate)},
                                 {u"text"_s, alert.text},
                                 {u"hint"_s, alert.hint}};
        printJson(array, invocation.out);
    } else if (alerts.isEmpty()) {
        invocation.out << Cli::tr("%n policy(s): no run failed, stopped or was missed.", nullptr,
                                  static_cast<int>(policies.size()))
                       << '\n';
    } else {
        for (const ArchiveAlert &alert : alerts)
            invocation.out << Cli::tr("ALERT: %1 (since %2)").arg(alert.text, alert.since.toString(Qt::ISODate)) << '\n'
                           << Cli::tr("HINT: %1").arg(alert.hint) << '\n';
    }
    return alerts.isEmpty() ? ExitCode::Done : ExitCode::Findings;
}

} // namespace parterre::archiveverbs
