// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivealerts.h"
#include "archive/archivedrill.h"
#include "archive/archiver.h"
#include "archive/filejournal.h"
#include "base/units.h"
#include "cli/archiveverbs.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/paceoptions.h"
#include "cli/policyoptions.h"
#include "cli/texttable.h"
#include "domain/schedule.h"

#include <QDir>
#include <QJsonDocument>

namespace parterre::archiveverbs {

using namespace Qt::StringLiterals;

ArchiveOptions archiveOptions(const Invocation &invocation)
{
    ArchiveOptions options;
    options.profile = invocation.profile;
    options.cancel = invocation.cancel;
    options.sink = &invocation.progress;
    return options;
}

Result<ArchivePolicy> namedPolicy(Invocation &invocation)
{
    if (invocation.operand(1).isEmpty())
        return failure(ErrorCode::Usage, Cli::tr("which policy?"), {}, Cli::tr("Write the name of its table."));
    PARTERRE_ASSIGN(session, openArchiveBooks(archiveOptions(invocation)));
    return archivejournal::policy(*session, invocation.operand(1));
}

void printStatements(const QList<ArchiveStatement> &statements, QTextStream &out)
{
    for (const ArchiveStatement &statement : statements) {
        out << "\n-- " << Cli::tr("Runs") << ": " << statement.remark << "\n-- " << Cli::tr("Locks") << ": "
            << toText(statement.sql.locks) << '\n'
            << statement.sql.text << ";\n";
    }
}

QJsonArray toJson(const QList<ArchiveStatement> &statements)
{
    QJsonArray array;
    for (const ArchiveStatement &statement : statements)
        array << QJsonObject{{u"id"_s, statement.sql.id},
                             {u"statement"_s, statement.sql.text},
                             {u"runs"_s, statement.remark},
                             {u"locks"_s, toText(statement.sql.locks)}};
    return array;
}

void printJson(const QJsonValue &value, QTextStream &out)
{
    out << (value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject())).toJson();
}

namespace {

// What the options say of a policy; what they leave open, `policy` keeps.
Result<ArchivePolicy> withOptions(const Invocation &invocation, ArchivePolicy policy)
{
    policy.ageColumn = invocation.has("column") ? invocation.value("column") : policy.ageColumn;
    policy.keepDays = static_cast<int>(invocation.number("keep-days", policy.keepDays));
    if (invocation.has("to")) {
        PARTERRE_ASSIGN(archive, QualifiedName::parse(invocation.value("to")));
        policy.archive = archive;
    }
    ArchiveSettings &settings = policy.settings;
    if (invocation.has("to") || invocation.has("server"))
        settings.folder.clear(); // a table, from now on
    if (invocation.has("files") && invocation.value("files").isEmpty())
        return failure(ErrorCode::Usage, Cli::tr("into which folder? --files is empty"), {},
                       Cli::tr("--to or --server makes the archive a table again."));
    if (invocation.has("files"))
        settings.folder = QDir::cleanPath(QDir::current().absoluteFilePath(invocation.value("files")));
    if (invocation.has("format"))
        fromText(invocation.value("format"), &settings.format);
    settings.server = invocation.has("server") ? invocation.value("server") : settings.server;
    if (invocation.has("server-table")) {
        PARTERRE_ASSIGN(table, QualifiedName::parse(invocation.value("server-table")));
        settings.serverTable = table;
    }
    settings.tablespace = invocation.has("tablespace") ? invocation.value("tablespace") : settings.tablespace;
    if (invocation.has("cut"))
        settings.leaveCut = invocation.value("cut") == u"leave";
    settings.batchTargetMs = invocation.number("batch-ms", settings.batchTargetMs);
    settings.pauseMs = invocation.number("pause-ms", settings.pauseMs);
    PARTERRE_ASSIGN(pace, planPace(invocation, settings.pace));
    settings.pace = pace;
    if (invocation.has("schedule")) {
        PARTERRE_ASSIGN(schedule, Schedule::parse(invocation.value("schedule")));
        policy.schedule = schedule.toString();
    }
    return policy;
}

// That of the table of operand 1; where it has none, what a policy is without options.
Result<ArchivePolicy> presentPolicy(Invocation &invocation)
{
    if (invocation.operand(1).isEmpty())
        return failure(ErrorCode::Usage, Cli::tr("which table?"), {}, Cli::tr("Write SCHEMA.TABLE."));
    PARTERRE_ASSIGN(table, QualifiedName::parse(invocation.operand(1)));
    ArchivePolicy policy;
    policy.table = table;
    if (const auto kept = namedPolicy(invocation))
        policy = *kept;
    else if (kept.error().code != ErrorCode::NotFound)
        return Failure(kept.error());
    return policy;
}

Result<ArchivePolicy> wantedPolicy(Invocation &invocation)
{
    PARTERRE_ASSIGN(policy, presentPolicy(invocation));
    return withOptions(invocation, policy);
}

void print(const ArchivePlan &plan, QTextStream &out)
{
    out << Cli::tr("Rows of %1 with %2 before %3 go to %4.")
               .arg(plan.source.name.quoted(), quoteIdentifier(plan.policy.ageColumn), plan.cutoff,
                    placeText(plan.policy))
        << "\n\n";
    TextTable table;
    table.addColumn(Cli::tr("Partition"));
    table.addColumn(Cli::tr("How"));
    table.addColumn(Cli::tr("Rows, about"), TextTable::Align::Right);
    table.addColumn(Cli::tr("Size, about"), TextTable::Align::Right);
    for (const LeafTask &task : plan.tasks) {
        const QString how = task.way == LeafTask::Way::Whole ? Cli::tr("as a whole")
            : task.reason.isEmpty()                          ? Cli::tr("row by row")
                                                             : Cli::tr("row by row: %1").arg(task.reason);
        table.addRow({task.leaf.name.quoted(), how, formatCount(task.rows), formatBytes(task.bytes)});
    }
    table.addRow({Cli::tr("Together"), {}, formatCount(plan.rows()), formatBytes(plan.bytes())});
    table.print(out);
    if (const auto expected = plan.expectedMs())
        out << Cli::tr("Expected, at the rate of the last run: %1.").arg(formatDuration(*expected)) << '\n';
    else
        out << Cli::tr("How long it takes is known after the first run.") << '\n';
}

QJsonObject toJson(const ArchivePlan &plan)
{
    QJsonArray tasks;
    for (const LeafTask &task : plan.tasks)
        tasks << QJsonObject{{u"partition"_s, task.leaf.name.quoted()},
                             {u"way"_s, toText(task.way)},
                             {u"reason"_s, task.reason},
                             {u"rows"_s, task.rows},
                             {u"bytes"_s, task.bytes}};
    const auto expected = plan.expectedMs();
    return {{u"policy"_s, JsonWriter::toJson(plan.policy)},
            {u"cutoff"_s, plan.cutoff},
            {u"findings"_s, JsonWriter::toJson(plan.findings)},
            {u"blocked"_s, plan.isBlocked()},
            {u"partitions"_s, tasks},
            {u"estimatedRows"_s, plan.rows()},
            {u"estimatedBytes"_s, plan.bytes()},
            {u"expectedMs"_s, expected ? QJsonValue(*expected) : QJsonValue()},
            {u"statements"_s, archiveverbs::toJson(plan.statements)}};
}

ExitCode tell(Invocation &invocation, const ArchivePlan &plan)
{
    if (invocation.json) {
        printJson(toJson(plan), invocation.out);
    } else {
        printFindings(plan.findings, invocation.out);
        if (!plan.isBlocked())
            print(plan, invocation.out);
        if (invocation.has("show"))
            printStatements(plan.statements, invocation.out);
    }
    return plan.isBlocked() ? ExitCode::Refused : ExitCode::Done;
}

} // namespace

Result<ExitCode> plan(Invocation &invocation)
{
    PARTERRE_ASSIGN(policy, wantedPolicy(invocation));
    PARTERRE_ASSIGN(plan, Archiver(archiveOptions(invocation)).plan(policy));
    return tell(invocation, plan);
}

Result<ExitCode> add(Invocation &invocation)
{
    PARTERRE_ASSIGN(was, presentPolicy(invocation));
    PARTERRE_ASSIGN(policy, withOptions(invocation, was));
    PARTERRE_ASSIGN(plan, Archiver(archiveOptions(invocation)).add(policy));
    if (invocation.json) {
        printJson(toJson(plan), invocation.out);
        return ExitCode::Done;
    }
    for (const Finding &finding : std::as_const(plan.findings)) {
        if (finding.code == u"another-archive" || finding.code == u"folder")
            printFindings({finding}, invocation.out);
    }
    invocation.out
        << Cli::tr("Rows of %1 older than %2 days go to %3 when the policy runs:  parterrectl archive run %1 --yes")
               .arg(plan.policy.id(), QString::number(plan.policy.keepDays), placeText(plan.policy))
        << '\n';
    const QStringList told = toldOptions(plan.policy, was, plan.source.partitionColumns.value(0));
    if (!told.isEmpty())
        invocation.out << Cli::tr("Not by default, or changed:  %1").arg(told.join(u' ')) << '\n';
    return ExitCode::Done;
}

namespace {

QString momentText(const QString &moment)
{
    static const QMap<QString, QString> texts{{u"archived"_s, Cli::tr("archived")},
                                              {u"found"_s, Cli::tr("found, page by page")},
                                              {u"partition restored"_s, Cli::tr("a partition restored")},
                                              {u"partition undone"_s, Cli::tr("that undone")},
                                              {u"restored"_s, Cli::tr("all rows restored")},
                                              {u"undone"_s, Cli::tr("that undone")}};
    return texts.value(moment, moment);
}

void print(const ArchiveDrillReport &report, QTextStream &out)
{
    out << Cli::tr("%1 rows of %2, in a table of the same shape: %3 went to its archive in %4, with %5 partitions as a "
                   "whole; finding all of them took %6, restoring all %7.")
               .arg(formatCount(report.rows), report.table.quoted(), formatCount(report.moved),
                    formatDuration(report.archiveMs), QString::number(report.leaves), formatDuration(report.findMs),
                    formatDuration(report.restoreMs))
        << "\n\n";
    TextTable table;
    table.addColumn(Cli::tr("After"));
    table.addColumn(Cli::tr("Rows"), TextTable::Align::Right);
    table.addColumn(Cli::tr("In the archive"), TextTable::Align::Right);
    table.addColumn(Cli::tr("By their bytes"));
    for (const ArchiveDrillMoment &moment : report.moments)
        table.addRow({momentText(moment.moment), formatCount(moment.rows), formatCount(moment.archived),
                      moment.equal ? Cli::tr("equal") : Cli::tr("NOT EQUAL")});
    table.print(out);
    out << '\n'
        << Cli::tr("Not rehearsed: %1.").arg(report.notRehearsed.join(u"; "_s)) << '\n'
        << (report.passed() ? Cli::tr("No row was lost, none was changed, and nothing of the drill is left.")
                            : Cli::tr("The drill FAILED. Nothing of it is left."))
        << '\n';
}

} // namespace

Result<ExitCode> rehearse(Invocation &invocation)
{
    PARTERRE_ASSIGN(policy, wantedPolicy(invocation));
    if (invocation.has("show")) {
        PARTERRE_ASSIGN(statements, describeArchiveDrill(archiveOptions(invocation), policy));
        for (const SqlText &text : statements)
            invocation.out << text.text << ";\n\n";
        return ExitCode::Done;
    }
    PARTERRE_TRY(
        requireYes(invocation, Cli::tr("A drill writes, and removes what it wrote. --show prints its statements.")));
    PARTERRE_ASSIGN(report, drillArchive(archiveOptions(invocation), policy));
    if (invocation.json)
        printJson(JsonWriter::toJson(report), invocation.out);
    else
        print(report, invocation.out);
    return report.passed() ? ExitCode::Done : ExitCode::Findings;
}

namespace {

QString minuteText(const QDateTime &moment)
{
    return moment.toString(u"yyyy-MM-dd HH:mm"_s) % u" UTC";
}

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

Result<ExitCode> remove(Invocation &invocation)
{
    PARTERRE_TRY(requireYes(invocation, Cli::tr("Only the policy goes; the archive and its rows stay.")));
    PARTERRE_ASSIGN(policy, namedPolicy(invocation));
    PARTERRE_ASSIGN(session, openArchiveBooks(archiveOptions(invocation)));
    PARTERRE_TRY(archivejournal::removePolicy(*session, policy.id()));
    if (!invocation.json)
        invocation.out
            << Cli::tr("The policy of %1 is gone; its archive stays: %2.").arg(policy.id(), placeText(policy)) << '\n';
    return ExitCode::Done;
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

Result<ExitCode> files(Invocation &invocation)
{
    PARTERRE_ASSIGN(policy, namedPolicy(invocation));
    PARTERRE_ASSIGN(session, openArchiveBooks(archiveOptions(invocation)));
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
