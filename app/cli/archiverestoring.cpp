// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefind.h"
#include "archive/archiver.h"
#include "archive/cronscript.h"
#include "archive/restorer.h"
#include "base/units.h"
#include "cli/archiveverbs.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/texttable.h"

#include <QJsonArray>

namespace parterre::archiveverbs {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPage = 100;
constexpr qsizetype kNamed = 20;

void printConflicts(const RestoreConflicts &conflicts, QTextStream &out)
{
    if (conflicts.count > 0)
        out << Cli::tr("Rows whose key is live; they stay in the archive:") << '\n';
    for (const RestoreConflict &conflict : conflicts.first)
        out << "  " << conflict.key << "  "
            << (conflict.equal ? Cli::tr("the live row is the same") : Cli::tr("the live row is another")) << '\n';
}

Result<ExitCode> preview(Invocation &invocation, const ArchivePolicy &policy, const RestoreRequest &request)
{
    PARTERRE_ASSIGN(preview, Restorer(archiveOptions(invocation)).preview(policy, request));
    if (invocation.json) {
        printJson(QJsonObject{{u"rows"_s, preview.rows},
                              {u"bytes"_s, preview.bytes},
                              {u"whole"_s, preview.whole},
                              {u"atMost"_s, preview.atMost},
                              {u"obstacle"_s, preview.obstacle},
                              {u"inConflict"_s, preview.conflicts.count},
                              {u"conflicts"_s, JsonWriter::toJson(preview.conflicts.first)},
                              {u"statements"_s, toJson(preview.statements)}},
                  invocation.out);
    } else {
        const QString said = preview.atMost ? Cli::tr("At most %1 rows (%2) of %3 would be restored to %4.")
                                            : Cli::tr("%1 rows (%2) of %3 would be restored to %4.");
        invocation.out << said.arg(formatCount(preview.rows - preview.conflicts.count), formatBytes(preview.bytes),
                                   placeText(preview.policy), preview.policy.id())
                       << '\n';
        if (!preview.obstacle.isEmpty())
            invocation.out << Cli::tr("The partition cannot go back as a whole: %1").arg(preview.obstacle) << '\n';
        printConflicts(preview.conflicts, invocation.out);
        printStatements(preview.statements, invocation.out);
    }
    return preview.obstacle.isEmpty() ? ExitCode::Done : ExitCode::Refused;
}

void print(const RestoreReport &report, const QString &done, Invocation &invocation)
{
    if (invocation.json) {
        printJson(JsonWriter::toJson(report).toObject(), invocation.out);
        return;
    }
    invocation.out << done.arg(formatCount(report.rows), formatDuration(report.tookMs), report.runId) << '\n';
    printConflicts(report.conflicts, invocation.out);
    if (report.changedRows == 0)
        return;
    invocation.out << Cli::tr("Changed, deleted or held by others since, and left so: %1")
                          .arg(report.changed.mid(0, kNamed).join(u", "_s))
                   << (report.changedRows > kNamed
                           ? Cli::tr(" and %1 more").arg(formatCount(report.changedRows - kNamed))
                           : QString())
                   << '\n';
}

QString doneText(const RestoreReport &report, const ArchivePolicy &policy)
{
    if (report.rows == 0)
        return Cli::tr("%1 rows restored in %2, run %3.");
    return policy.isInFiles()
        ? Cli::tr("%1 rows restored in %2, the files stay; take it back:  parterrectl archive undo %3 --yes")
        : Cli::tr("%1 rows restored in %2; take it back:  parterrectl archive undo %3 --yes");
}

} // namespace

Result<ExitCode> restore(Invocation &invocation)
{
    PARTERRE_ASSIGN(policy, namedPolicy(invocation));
    const RestoreRequest request{invocation.value("from"), invocation.value("to"), invocation.value("leaf"),
                                 invocation.value("where")};
    if (invocation.has("show"))
        return preview(invocation, policy, request);
    PARTERRE_TRY(requireYes(invocation, Cli::tr("--show prints what it would do.")));
    PARTERRE_ASSIGN(report, Restorer(archiveOptions(invocation)).restore(policy, request));
    print(report, doneText(report, policy), invocation);
    if (report.rows > 0 && !invocation.json)
        invocation.out
            << Cli::tr("The next run archives again what of them is older than %1 days.").arg(policy.keepDays) << '\n';
    return report.conflicts.count == 0 ? ExitCode::Done : ExitCode::Findings;
}

Result<ExitCode> undo(Invocation &invocation)
{
    if (invocation.operand(1).isEmpty())
        return failure(ErrorCode::Usage, Cli::tr("undo which restore?"), {},
                       Cli::tr("Write the run that the restore named; parterrectl archive history lists them."));
    PARTERRE_TRY(requireYes(invocation, Cli::tr("What a restore brought back goes into the archive again.")));
    PARTERRE_ASSIGN(report, Restorer(archiveOptions(invocation)).undo(invocation.operand(1)));
    print(report, Cli::tr("%1 rows are in the archive again, in %2; run %3."), invocation);
    return report.changedRows == 0 && !report.unfinished ? ExitCode::Done : ExitCode::Findings;
}

Result<ExitCode> find(Invocation &invocation)
{
    if (!invocation.has("where"))
        return failure(ErrorCode::Usage, Cli::tr("find which rows?"), {}, Cli::tr("Write --where 'wallet_id = 42'."));
    PARTERRE_ASSIGN(policy, namedPolicy(invocation));
    PARTERRE_ASSIGN(session, openArchiveSession(archiveOptions(invocation), policy.table));
    PARTERRE_ASSIGN(found,
                    findArchived(*session, policy, invocation.value("where"), invocation.number("limit", kPage),
                                 invocation.progress, invocation.value("after")));
    if (invocation.json) {
        QJsonArray rows;
        for (const auto &row : std::as_const(found.rows)) {
            QJsonObject object;
            for (qsizetype c = 0; c < row.size(); ++c)
                object.insert(found.columns[c], row[c] ? QJsonValue(*row[c]) : QJsonValue());
            rows << object;
        }
        printJson(QJsonObject{{u"rows"_s, rows}, {u"next"_s, found.next}}, invocation.out);
        return ExitCode::Done;
    }
    TextTable table;
    for (const QString &column : std::as_const(found.columns))
        table.addColumn(column);
    for (const auto &row : std::as_const(found.rows)) {
        QStringList cells;
        for (const auto &value : row)
            cells << value.value_or(QString());
        table.addRow(cells);
    }
    table.print(invocation.out);
    if (!found.next.isEmpty())
        invocation.out << Cli::tr("More:  --after %1").arg(found.next) << '\n';
    return ExitCode::Done;
}

Result<ExitCode> view(Invocation &invocation)
{
    PARTERRE_ASSIGN(policy, namedPolicy(invocation));
    PARTERRE_TRY(
        requireYes(invocation, Cli::tr("It makes or replaces the view %1.").arg(unionView(policy.table).quoted())));
    PARTERRE_ASSIGN(name, Archiver(archiveOptions(invocation)).makeView(policy));
    if (!invocation.json)
        invocation.out << Cli::tr("The view %1 shows live and archived rows.").arg(name.quoted()) << '\n';
    return ExitCode::Done;
}

// A script for psql, to be read first: it is not run here, because pg_cron may live in another database.
Result<ExitCode> cron(Invocation &invocation)
{
    PARTERRE_ASSIGN(policy, namedPolicy(invocation));
    PARTERRE_ASSIGN(session, openArchiveSession(archiveOptions(invocation), policy.table));
    PARTERRE_ASSIGN(script, cronScript(*session, policy));
    if (invocation.json) {
        QJsonArray list;
        for (const SqlText &text : script)
            list << text.text;
        printJson(list, invocation.out);
        return ExitCode::Done;
    }
    invocation.out << "-- " << Cli::tr("For the owner of %1, in the database of pg_cron.").arg(policy.id())
                   << "\n\\set ON_ERROR_STOP on\n\n";
    for (const SqlText &text : script)
        invocation.out << text.text << ";\n\n";
    return ExitCode::Done;
}

} // namespace parterre::archiveverbs
