// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/serverrestore.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kShareRows = 10'000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ServerRestore)
};

SqlNames with(SqlNames names, const QString &name, const QString &value)
{
    names.insert(name, value);
    return names;
}

} // namespace

QList<ArchiveStatement> ServerRestore::describe(const ArchivePlan &plan, const Selection &selection)
{
    const ArchiveSql built = plan.sql();
    const SqlNames names = restoredNames(u"RUN"_s);
    const QString first = Text::tr("in the first transaction, with the run's id");
    const QString second = Text::tr("in the second transaction, when the first one is committed");
    QList<ArchiveStatement> list{{built.sql("archive/create_brought", names), first}};
    for (const SqlText &text : built.revokeDefaults(restoredTable(u"RUN"_s)))
        list << ArchiveStatement{text, first};
    list << ArchiveStatement{built.sql("archive/key_restored", names), first}
         << ArchiveStatement{built.sql("archive/bring_rows", with(names, u"selection"_s, selection.text(3))), first};
    for (const SqlText &text : describeProof(built, u"RUN"_s))
        list << ArchiveStatement{text, first};
    return list << ArchiveStatement{built.sql("archive/mark_pending"), first}
                << ArchiveStatement{built.sql("archive/count_brought", names), second}
                << ArchiveStatement{built.sql("archive/delete_brought", names), second}
                << ArchiveStatement{built.sql("archive/delete_brought_rows", names),
                                    Text::tr("instead, where other rows there have the same age")}
                << ArchiveStatement{built.sql("archive/conflicts", {{u"selection"_s, selection.text(1)}}), second}
                << ArchiveStatement{built.sql("archive/end_pending"), second};
}

RestoreReport ServerRestore::counted(const Rows &moved, const QString &where)
{
    RestoreReport report;
    report.rows = moved.integer(0, "moved");
    report.bytes = moved.integer(0, "bytes");
    m_runner.report(report.rows, report.bytes, where);
    return report;
}

Result<RestoreReport> ServerRestore::bringOnce(const Selection &selection)
{
    const SqlNames names = restoredNames(m_runner.id());
    PARTERRE_TRY(m_runner.exec({m_sql.sql("transaction/begin")}));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/create_brought", names)}));
    for (const SqlText &text : m_sql.revokeDefaults(restoredTable(m_runner.id())))
        PARTERRE_TRY(m_runner.exec({text}));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/key_restored", names)}));
    PARTERRE_ASSIGN(moved,
                    m_runner.exec({m_sql.sql("archive/bring_rows", with(names, u"selection"_s, selection.text(3))),
                                   selection.with(m_runner.fence())}));
    PARTERRE_TRY(proveRestored(m_runner, m_sql, m_runner.id()));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/mark_pending"), Params() << m_runner.id()}));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("transaction/commit")}));
    return counted(moved, m_plan.policy.archive.quoted());
}

// The selection is not asked again: what it says may depend on the time, or on rows that have come since.
Result<> ServerRestore::deleteBrought(const QString &runId)
{
    const SqlNames names = restoredNames(runId);
    PARTERRE_ASSIGN(counted, m_runner.exec({m_sql.sql("archive/brought_shares", names), Params() << kShareRows}));
    const qint64 shares = counted.integer(0, "shares");
    qint64 gone = 0;
    for (qint64 share = 0; share < shares; ++share) {
        const Params which = Params() << share << shares;
        PARTERRE_ASSIGN(found, m_runner.exec({m_sql.sql("archive/count_brought", names), which}));
        const qint64 there = found.integer(0, "there");
        if (found.integer(0, "strangers") > 0) {
            PARTERRE_ASSIGN(some, m_runner.exec({m_sql.sql("archive/delete_brought_rows", names), which}));
            gone += some.affected;
            continue;
        }
        if (there == 0)
            continue;
        PARTERRE_ASSIGN(deleted, m_runner.exec({m_sql.sql("archive/delete_brought", names), which}));
        if (deleted.affected != there)
            return failure(
                ErrorCode::Changed,
                Text::tr("server %1 deleted %2 rows where %3 had been brought")
                    .arg(m_plan.policy.settings.server, QString::number(deleted.affected), QString::number(there)),
                Text::tr("Nothing was deleted there after all."));
        gone += there;
    }
    if (gone < counted.integer(0, "rows"))
        PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/delete_brought_by_key", names)}));
    return {};
}

Result<RestoreConflicts> ServerRestore::finishOnce(const QString &runId, const Selection &selection)
{
    const SqlNames names = with(restoredNames(runId), u"selection"_s, selection.text(1));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("transaction/begin")}));
    PARTERRE_TRY(deleteBrought(runId));
    // What is there still and was wanted: its key is live.
    PARTERRE_ASSIGN(rows, m_runner.exec({m_sql.sql("archive/conflicts", names), selection.with({})}));
    const RestoreConflicts conflicts = conflictsOf(rows);
    const QJsonObject details{{u"conflicts"_s, conflicts.count}};
    PARTERRE_TRY(m_runner.exec(
        {m_sql.sql("archive/end_pending"),
         Params() << runId << true << QString::fromUtf8(QJsonDocument(details).toJson(QJsonDocument::Compact))}));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("transaction/commit")}));
    return conflicts;
}

Result<RestoreConflicts> ServerRestore::finish(const QString &runId, const RestoreRequest &request)
{
    PARTERRE_ASSIGN(selection, Selection::of(request, m_sql));
    return m_runner.wholly<RestoreConflicts>([&] { return finishOnce(runId, selection); });
}

Result<RestoreReport> ServerRestore::restore(const RestoreRequest &request)
{
    PARTERRE_ASSIGN(selection, Selection::of(request, m_sql));
    PARTERRE_ASSIGN(report, m_runner.wholly<RestoreReport>([&] { return bringOnce(selection); }));
    auto conflicts = finish(m_runner.id(), request);
    if (!conflicts) {
        conflicts.error().hint = Text::tr("The rows are in the table, and still in the archive %1 too. The next run, "
                                          "restore or undo of this table takes them out there.")
                                     .arg(m_plan.policy.archive.quoted());
        return Failure(conflicts.error());
    }
    report.conflicts = *conflicts;
    return report;
}

Result<RestoreReport> ServerRestore::undoOnce(const QString &runId)
{
    const SqlNames names = restoredNames(runId);
    PARTERRE_TRY(m_runner.exec({m_sql.sql("transaction/begin")}));
    PARTERRE_ASSIGN(changed, m_runner.exec({m_sql.sql("archive/changed_rows", names)}));
    PARTERRE_ASSIGN(moved, m_runner.exec({m_sql.sql("archive/send_back", names)}));
    RestoreReport report = counted(moved, m_plan.policy.archive.quoted());
    report.setChanged(changed);
    PARTERRE_TRY(m_runner.exec(
        {m_sql.sql("archive/read_back", {{u"among"_s, m_sql.amongRestored(restoredTable(runId))}}), m_runner.fence()}));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/drop_restored", names)}));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/mark_undone"), Params() << runId << m_runner.id()}));
    PARTERRE_TRY(m_runner.exec(m_runner.endStatement({{u"changed"_s, report.changedRows}, {u"pending"_s, false}})));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("transaction/commit")}));
    return report;
}

Result<RestoreReport> ServerRestore::undo(const QString &runId)
{
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/mark_pending"), Params() << m_runner.id()}));
    return m_runner.wholly<RestoreReport>([&] { return undoOnce(runId); });
}

} // namespace parterre
