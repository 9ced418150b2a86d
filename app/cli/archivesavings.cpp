// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/savingsjournal.h"
#include "archive/savingsprobe.h"
#include "archive/savingsreport.h"
#include "base/units.h"
#include "cli/archiveverbs.h"
#include "cli/cli.h"
#include "cli/texttable.h"
#include "domain/sqlscan.h"
#include "pg/catalog/seenstatements.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

namespace parterre::archiveverbs {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kQueryWidth = 70;

// "-" is standard input.
Result<QByteArray> readText(const QString &path)
{
    QFile file(path);
    const bool open = path == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!open)
        return failure(ErrorCode::Usage, Cli::tr("cannot read %1").arg(path), file.errorString());
    return file.readAll();
}

// What --query and --query-file name, instead of the queries that the policy had.
Result<QStringList> wantedQueries(const Invocation &invocation)
{
    QStringList queries = invocation.values("query");
    if (invocation.has("query-file")) {
        PARTERRE_ASSIGN(text, readText(invocation.value("query-file")));
        queries << splitStatements(QString::fromUtf8(text));
    }
    return queries;
}

Result<> keepChoices(const Invocation &invocation, Session &session, ArchivePolicy &policy)
{
    if (invocation.has("query") || invocation.has("query-file")) {
        PARTERRE_ASSIGN(queries, wantedQueries(invocation));
        PARTERRE_TRY(savingsjournal::saveQueries(session, policy.id(), queries));
        policy.settings.queries = queries;
    }
    if (invocation.has("prices")) {
        PARTERRE_ASSIGN(text, readText(invocation.value("prices")));
        PARTERRE_ASSIGN(prices, ArchivePrices::fromJson(text));
        PARTERRE_TRY(savingsjournal::savePrices(session, policy.id(), prices));
        policy.settings.prices = prices;
    }
    return {};
}

Result<> measure(const Invocation &invocation, Session &session, const ArchivePolicy &policy)
{
    SavingsMoment moment = SavingsMoment::Before;
    fromText(invocation.value("measure"), &moment);
    PARTERRE_ASSIGN(
        figures,
        measureSavings(archiveOptions(invocation), policy, {policy.settings.queries, invocation.value("folder")}));
    return savingsjournal::save(session, policy.id(), moment, invocation.value("label"), figures);
}

void print(const SavingsReport &report, QTextStream &out)
{
    out << Cli::tr("What the archive of %1 saves").arg(report.policy.id()) << '\n'
        << momentLine(report, SavingsMoment::Before) << '\n'
        << momentLine(report, SavingsMoment::After) << '\n';
    using Part = SavingsLine::Part;
    for (const Part part : {Part::Storage, Part::Queries, Part::Dump, Part::Cost}) {
        TextTable table;
        table.addColumn(headingText(part));
        for (const QString &heading : {Cli::tr("Before"), Cli::tr("After"), Cli::tr("Difference")})
            table.addColumn(heading, TextTable::Align::Right);
        table.addColumn({});
        for (const SavingsLine &line : report.lines) {
            if (line.part == part)
                table.addRow({line.what.simplified().left(kQueryWidth), line.beforeText(), line.afterText(),
                              line.differenceText(), line.remark});
        }
        if (table.isEmpty())
            continue;
        out << '\n';
        table.print(out);
    }
    out << '\n' << report.conclusions.join(u'\n') << '\n';
}

Result<ExitCode> tell(Invocation &invocation, const SavingsReport &report)
{
    if (invocation.has("output"))
        PARTERRE_TRY(writeHtml(report, invocation.value("output")));
    if (invocation.json)
        printJson(toJson(report), invocation.out);
    else
        print(report, invocation.out);
    return ExitCode::Done;
}

// ---------------------------------------------------------------- what was measured

// The measurement that --since names; absent without it.
Result<std::optional<qint64>> wantedBase(const Invocation &invocation, Session &session, const ArchivePolicy &policy)
{
    if (!invocation.has("since"))
        return std::optional<qint64>();
    bool number = false;
    const qint64 id = invocation.value("since").toLongLong(&number);
    if (number)
        return std::optional(id);
    if (invocation.value("since") != u"first")
        return failure(ErrorCode::Usage,
                       Cli::tr("--since is \"first\" or a number, not \"%1\"").arg(invocation.value("since")));
    PARTERRE_ASSIGN(all, savingsjournal::measurements(session, policy.id()));
    const auto first = std::find_if(all.cbegin(), all.cend(), [](const SavingsMeasurement &measurement) {
        return measurement.moment == SavingsMoment::Before;
    });
    return first == all.cend() ? std::nullopt : std::optional(first->id);
}

Result<ExitCode> tellMeasurements(Invocation &invocation, Session &session, const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(all, savingsjournal::measurements(session, policy.id()));
    if (invocation.json) {
        printJson(JsonWriter::toJson(all), invocation.out);
        return ExitCode::Done;
    }
    TextTable table;
    table.addColumn(Cli::tr("Number"), TextTable::Align::Right);
    for (const QString &heading : {Cli::tr("Measured"), Cli::tr("When"), Cli::tr("Run"), Cli::tr("Label")})
        table.addColumn(heading);
    for (const QString &heading : {Cli::tr("Table"), Cli::tr("Archive")})
        table.addColumn(heading, TextTable::Align::Right);
    for (const SavingsMeasurement &each : std::as_const(all))
        table.addRow({QString::number(each.id),
                      each.moment == SavingsMoment::Before ? Cli::tr("before") : Cli::tr("after"), each.at.left(16),
                      each.run, each.label, formatBytes(each.figures.table.total()),
                      formatBytes(each.figures.archive.total())});
    table.print(invocation.out);
    return ExitCode::Done;
}

// ---------------------------------------------------------------- what could be chosen

QString whyNotText(const QString &query)
{
    const auto usable = checkQuery(query);
    return usable ? QString() : usable.error().message;
}

void print(const QList<SeenStatements::Statement> &candidates, QTextStream &out)
{
    TextTable table;
    for (const QString &heading : {Cli::tr("Time"), Cli::tr("Calls"), Cli::tr("Each")})
        table.addColumn(heading, TextTable::Align::Right);
    table.addColumn(Cli::tr("Query"));
    table.addColumn({});
    for (const SeenStatements::Statement &each : candidates)
        table.addRow({formatMilliseconds(each.totalMs), formatCount(each.calls),
                      formatMilliseconds(each.totalMs / static_cast<double>(std::max<qint64>(1, each.calls))),
                      each.text.simplified(), whyNotText(each.text)});
    table.print(out);
}

QJsonArray toJson(const QList<SeenStatements::Statement> &candidates)
{
    QJsonArray array;
    for (const SeenStatements::Statement &each : candidates)
        array << QJsonObject{{u"query"_s, each.text},
                             {u"calls"_s, each.calls},
                             {u"milliseconds"_s, each.totalMs},
                             {u"whyNot"_s, whyNotText(each.text)}};
    return array;
}

// As the login role: the table's owner often may not read what others run.
Result<ExitCode> tellCandidates(Invocation &invocation, const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(session, invocation.connect(true));
    PARTERRE_ASSIGN(table, resolveArchiveTable(*session, policy.table));
    PARTERRE_ASSIGN(seen, readSeenStatements(*session, static_cast<quint32>(table.oid)));
    QList<SeenStatements::Statement> &list = seen.list;
    list.removeIf([](const SeenStatements::Statement &each) { return !beginsAsQuery(each.text); });
    std::stable_sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.totalMs > b.totalMs; });
    list = list.mid(0, invocation.number("top", 0));
    if (invocation.json) {
        printJson(toJson(list), invocation.out);
        return ExitCode::Done;
    }
    if (!seen.whyNone.isEmpty())
        invocation.out << seen.whyNone << '\n';
    else
        print(list, invocation.out);
    if (seen.onlyOfRole)
        invocation.out << Cli::tr("The texts of other roles' statements are hidden from this role; a member of "
                                  "pg_read_all_stats sees them.")
                       << '\n';
    return ExitCode::Done;
}

} // namespace

Result<ExitCode> savings(Invocation &invocation)
{
    for (const char *option : {"label", "folder"}) {
        if (invocation.has(option) && !invocation.has("measure"))
            return failure(ErrorCode::Usage,
                           Cli::tr("--%1 means nothing without --measure").arg(QLatin1String(option)));
    }
    PARTERRE_ASSIGN(policy, namedPolicy(invocation));
    if (invocation.has("top"))
        return tellCandidates(invocation, policy);
    PARTERRE_ASSIGN(session, openArchiveSession(archiveOptions(invocation), policy.table));
    PARTERRE_TRY(keepChoices(invocation, *session, policy));
    if (invocation.has("measure"))
        PARTERRE_TRY(measure(invocation, *session, policy));
    if (invocation.has("measurements"))
        return tellMeasurements(invocation, *session, policy);
    PARTERRE_ASSIGN(base, wantedBase(invocation, *session, policy));
    PARTERRE_ASSIGN(report, readSavingsReport(*session, policy, base));
    return tell(invocation, report);
}

} // namespace parterre::archiveverbs
