// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivedrill.h"
#include "archive/archivejournal.h"
#include "archive/archiver.h"
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
    if (invocation.has("files")) {
        settings.folder = QDir::cleanPath(QDir::current().absoluteFilePath(invocation.value("files")));
        settings.folderId.clear(); // whichever it is: it was named
    }
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

} // namespace

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

} // namespace parterre::archiveverbs
