// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/serversettler.h"

#include "archive/archiverunner.h"
#include "archive/serverrestore.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ServerSettler)
};

// Of an archive run it is an array; of the others just "true".
QStringList momentsOf(const QJsonValue &value)
{
    QStringList moments;
    for (const QJsonValue &moment : value.toArray())
        moments << moment.toString();
    return moments;
}

} // namespace

Result<QList<ServerSettler::Pending>> ServerSettler::pending()
{
    const QualifiedName &table = m_plan.source.name;
    PARTERRE_ASSIGN(rows,
                    m_runner.exec({SqlText::load(u"archive/list_pending"_s),
                                   Params() << m_plan.source.oid << table.schema << table.name}));
    QList<Pending> list;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        const QJsonObject details = QJsonDocument::fromJson(rows.text(i, "details").toUtf8()).object();
        list << Pending{rows.text(i, "id"),
                        rows.text(i, "kind"),
                        {rows.text(i, "archive_schema"), rows.text(i, "archive_name")},
                        details,
                        momentsOf(details[u"pending"_s]),
                        momentsOf(details[u"late"_s]),
                        rows.flag(i, "recent")};
    }
    return list;
}

Result<ServerSettler::Settled> ServerSettler::settle()
{
    Settled settled;
    if (!m_plan.policy.isOnServer())
        return settled;
    PARTERRE_ASSIGN(runs, pending());
    for (const Pending &run : std::as_const(runs)) {
        const bool elsewhere = run.archive != m_plan.policy.archive;
        if (elsewhere && run.kind == u"archive" && run.moments.isEmpty())
            continue;
        if (elsewhere)
            return failure(
                ErrorCode::Refused,
                Text::tr("run %1 was stopped while rows were on their way to %2").arg(run.id, run.archive.quoted()), {},
                Text::tr("Run the policy once with that archive."));
        PARTERRE_TRY(settleOne(run, settled));
    }
    return settled;
}

Result<> ServerSettler::settleOne(const Pending &run, Settled &settled)
{
    if (run.kind == u"restore") {
        PARTERRE_ASSIGN(there, hasRestored(m_runner, run.id));
        if (!there)
            return failure(ErrorCode::NotFound, Text::tr("%1 is gone").arg(restoredTable(run.id).quoted()),
                           Text::tr("It named rows that are in the table again, and still in the archive %1.")
                               .arg(m_plan.policy.archive.quoted()),
                           Text::tr("Compare the rows of both and delete those in the archive. Then take \"pending\" "
                                    "out of the details of run %1 in parterre.archive_run.")
                               .arg(run.id));
        RestoreRequest request;
        JsonReader(run.details).read(run.details[u"request"_s], request);
        PARTERRE_TRY(ServerRestore(m_runner, m_plan).finish(run.id, request));
        settled.remarks << Text::tr("The restore %1 is finished.").arg(run.id);
        return {};
    }
    if (run.kind == u"undo")
        return settleUndo(run, settled);
    for (const QString &moment : run.moments + run.late)
        PARTERRE_TRY(settleBatch(run, moment, settled));
    return {};
}

// Which of the two is right nobody but a person can say: the live row was never archived as it is now.
Result<> ServerSettler::refuseStale(const QStringList &keys) const
{
    if (keys.isEmpty())
        return {};
    return failure(
        ErrorCode::Mismatch,
        Text::tr("rows were changed after they had been sent to server %1 by a batch that did not end here")
            .arg(m_plan.policy.settings.server),
        keys.join(u", "_s),
        Text::tr("The live rows are the newer ones: DELETE their older versions FROM %1, then run this again.")
            .arg(m_plan.policy.archive.quoted()));
}

Result<> ServerSettler::settleBatch(const Pending &run, const QString &moment, Settled &settled)
{
    PARTERRE_ASSIGN(rows, m_runner.patiently({m_plan.sql().sql("archive/settle_batch"), Params() << run.id << moment}));
    settled.rows += rows.integer(0, "settled");
    settled.bytes += rows.integer(0, "bytes");
    if (rows.integer(0, "settled") > 0)
        settled.remarks
            << Text::tr("%1 rows that run %2 had sent are archived now.").arg(rows.integer(0, "settled")).arg(run.id);
    if (rows.integer(0, "gone") > 0)
        settled.remarks << Text::tr("%1 rows that run %2 had sent were deleted here since; the archive has them.")
                               .arg(rows.integer(0, "gone"))
                               .arg(run.id);
    return refuseStale(rows.textArray(0, "stale"));
}

Result<> ServerSettler::settleUndo(const Pending &run, Settled &settled)
{
    return m_runner.wholly<void>([&] { return settleUndoOnce(run, settled); });
}

// The undo that arrived is done; one that did not may be asked for again.
Result<> ServerSettler::settleUndoOnce(const Pending &run, Settled &settled)
{
    const ArchiveSql sql = m_plan.sql();
    const QString undone = run.details[u"undoes"_s].toString();
    const SqlNames names = restoredNames(undone);
    PARTERRE_ASSIGN(there, hasRestored(m_runner, undone));
    if (!there) // another undo got through
        return m_runner.exec({sql.sql("archive/end_pending"), Params() << run.id << false << u"{}"_s}).map([](auto &&) {
        });
    PARTERRE_TRY(m_runner.exec({sql.sql("transaction/begin")}));
    PARTERRE_ASSIGN(rows, m_runner.exec({sql.sql("archive/settle_undo", names)}));
    PARTERRE_TRY(refuseStale(rows.textArray(0, "stale")));
    const bool arrived = rows.integer(0, "found") > 0;
    if (arrived) {
        PARTERRE_TRY(m_runner.exec({sql.sql("archive/drop_restored", names)}));
        PARTERRE_TRY(m_runner.exec({sql.sql("archive/mark_undone"), Params() << undone << run.id}));
    }
    if (arrived || !run.recent)
        PARTERRE_TRY(m_runner.exec({sql.sql("archive/end_pending"), Params() << run.id << arrived << u"{}"_s}));
    PARTERRE_TRY(m_runner.exec({sql.sql("transaction/commit")}));
    settled.rows += rows.integer(0, "settled");
    settled.bytes += rows.integer(0, "bytes");
    if (arrived)
        settled.remarks << Text::tr("The undo %1 is finished.").arg(run.id);
    return {};
}

} // namespace parterre
