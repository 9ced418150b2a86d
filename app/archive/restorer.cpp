// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/restorer.h"

#include "archive/archivejournal.h"
#include "archive/archiveplanner.h"
#include "archive/filerestore.h"
#include "archive/leafmover.h"
#include "archive/rowrestore.h"
#include "archive/serverrestore.h"
#include "archive/serversettler.h"
#include "base/units.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Restorer)
};

QString heldText(qint64 rows)
{
    return Text::tr("Archive files hold %1 rows of this table; a policy with --files restores them.")
        .arg(formatCount(rows));
}

// What stands against a run of the policy does not all stand against a restore: foreign keys to the table may.
Result<ArchivePlan> planFor(Session &session, const ArchivePolicy &policy, bool takesOut)
{
    PARTERRE_ASSIGN(plan, planArchive(session, policy));
    QStringList reasons;
    for (const Finding &finding : std::as_const(plan.findings)) {
        if (finding.severity == Finding::Severity::Blocks && (takesOut || finding.code != u"foreign-key-in"))
            reasons << QStringLiteral("%1: %2").arg(finding.object, finding.consequence);
    }
    if (!plan.archive && !plan.policy.isInFiles() && reasons.isEmpty()) {
        PARTERRE_ASSIGN(files, filejournal::sums(session, plan.policy.id()));
        return failure(ErrorCode::NotFound, Text::tr("there is no archive %1").arg(plan.policy.archive.quoted()),
                       files.held > 0 ? heldText(files.held) : QString());
    }
    if (!reasons.isEmpty())
        return failure(ErrorCode::Refused,
                       Text::tr("nothing can be restored to %1 as it is").arg(policy.table.quoted()),
                       reasons.join(u'\n'));
    return plan;
}

// Before a run is written down. The server reads the bounds: it knows more spellings of a moment than anybody here.
Result<> proveRequest(Session &session, const ArchiveSql &sql, const RestoreRequest &request)
{
    const bool range = !request.from.isEmpty() || !request.to.isEmpty();
    if (!request.leaf.isEmpty() && (range || !request.where.isEmpty()))
        return failure(ErrorCode::Usage, Text::tr("a partition is restored as a whole"), {},
                       Text::tr("Name its rows by --from and --to, or by --where, without --leaf."));
    if (!range)
        return {};
    auto bounds = session.exec(sql.sql("archive/read_bounds"), Params() << request.from << request.to);
    if (!bounds && bounds.error().sqlState.startsWith(u"22")) { // data exception
        bounds.error().code = ErrorCode::Usage;
        bounds.error().hint = Text::tr("Write --from and --to as the server reads type %1.").arg(sql.ageType());
    }
    PARTERRE_TRY(bounds);
    if (bounds->flag(0, "empty"))
        return failure(ErrorCode::Usage, Text::tr("no row is from %1 on and before %2").arg(request.from, request.to),
                       {}, Text::tr("--to is not included: write a moment after --from."));
    return {};
}

Result<ArchiveLeaf> leafOf(const ArchivePlan &plan, const QString &name)
{
    PARTERRE_ASSIGN(parsed, QualifiedName::parse(name));
    const QList<ArchiveLeaf> &leaves = plan.archive->leaves;
    const auto found = std::find_if(leaves.cbegin(), leaves.cend(), [&](const ArchiveLeaf &leaf) {
        return leaf.name.name == parsed.name && (parsed.schema.isEmpty() || parsed.schema == leaf.name.schema);
    });
    if (found == leaves.cend() || found->level != 1 || !found->bound)
        return failure(ErrorCode::NotFound,
                       Text::tr("the archive %1 has no partition %2").arg(plan.archive->name.quoted(), name), {},
                       Text::tr("parterrectl inspect shows its partitions."));
    return *found;
}

// What an undo of a moved partition needs to know: written down by the transaction that moves it.
Result<QJsonObject> leafFacts(ArchiveRunner &runner, const ArchiveSql &sql, const ArchiveLeaf &leaf)
{
    PARTERRE_ASSIGN(extent, runner.patiently({sql.leafSql("archive/archived_extent", leaf.name)}));
    if (extent.text(0, "least") != extent.text(0, "greatest"))
        return failure(ErrorCode::Refused, Text::tr("partition %1 cannot go back as a whole").arg(leaf.name.quoted()),
                       Text::tr("Its rows were archived at different moments, which an undo would have to know."),
                       Text::tr("Restore its rows by --from and --to, or by --where."));
    PARTERRE_ASSIGN(sum, runner.patiently({sql.leafSql("archive/leaf_sum", leaf.name)}));
    return QJsonObject{{u"leaf"_s, leaf.name.quoted()},
                       {u"leafOid"_s, leaf.oid},
                       {u"archivedAt"_s, extent.text(0, "least")},
                       {u"rows"_s, sum.integer(0, "rows")},
                       {u"hash0"_s, sum.text(0, "hash0")},
                       {u"hash1"_s, sum.text(0, "hash1")}};
}

RestoreReport asWhole(const LeafMover::Moved &moved)
{
    RestoreReport report;
    report.whole = true;
    report.rows = moved.rows;
    report.bytes = moved.bytes;
    return report;
}

Result<RestoreReport> restoreLeaf(ArchiveRunner &runner, const ArchivePlan &plan, const QString &name)
{
    const ArchiveSql sql = plan.sql();
    PARTERRE_ASSIGN(leaf, leafOf(plan, name));
    LeafMover mover(runner, sql, plan.source.oid, plan.archive->oid);
    PARTERRE_ASSIGN(obstacle, mover.obstacleToTable(leaf));
    if (!obstacle.isEmpty())
        return failure(ErrorCode::Refused, Text::tr("partition %1 cannot go back as a whole").arg(leaf.name.quoted()),
                       obstacle, Text::tr("Restore its rows by --from and --to, or by --where."));
    PARTERRE_ASSIGN(facts, leafFacts(runner, sql, leaf));
    PARTERRE_ASSIGN(moved, mover.toTable(leaf, {runner.endStatement(facts)}));
    return asWhole(moved);
}

Result<RestoreReport> undoLeaf(ArchiveRunner &runner, const ArchivePlan &plan, const ArchiveRun &restored)
{
    const ArchiveSql sql = plan.sql();
    const qint64 oid = restored.details[u"leafOid"_s].toInteger();
    const auto leaf = std::find_if(plan.source.leaves.cbegin(), plan.source.leaves.cend(),
                                   [&](const ArchiveLeaf &one) { return one.oid == oid; });
    if (leaf == plan.source.leaves.cend())
        return failure(
            ErrorCode::NotFound,
            Text::tr("partition %1 is not in the table any more").arg(restored.details[u"leaf"_s].toString()));
    PARTERRE_ASSIGN(sum, runner.patiently({sql.leafSql("archive/leaf_sum", leaf->name)}));
    if (sum.integer(0, "rows") != restored.details[u"rows"_s].toInteger()
        || sum.text(0, "hash0") != restored.details[u"hash0"_s].toString()
        || sum.text(0, "hash1") != restored.details[u"hash1"_s].toString())
        return failure(ErrorCode::Refused, Text::tr("rows of partition %1 were changed since").arg(leaf->name.quoted()),
                       Text::tr("They stay live, and so does the partition."),
                       Text::tr("parterrectl archive run archives what is old in it."));
    LeafMover mover(runner, sql, plan.source.oid, plan.archive->oid);
    const Statement mark{sql.sql("archive/mark_undone"), Params() << restored.id << runner.id()};
    PARTERRE_ASSIGN(
        moved, mover.toArchive(*leaf, restored.details[u"archivedAt"_s].toString(), {mark, runner.endStatement({})}));
    return asWhole(moved);
}

// On another server what runs before began comes first: rows that are on both sides are not to be taken for conflicts.
Result<RestoreReport> restoreFromServer(ArchiveRunner &runner, const ArchivePlan &plan, const RestoreRequest &request)
{
    PARTERRE_TRY(ServerSettler(runner, plan).settle());
    return ServerRestore(runner, plan).restore(request);
}

// An undo before this one may have got through after all.
Result<RestoreReport> undoToServer(ArchiveRunner &runner, const ArchivePlan &plan, const QString &runId)
{
    PARTERRE_ASSIGN(settled, ServerSettler(runner, plan).settle());
    PARTERRE_ASSIGN(restored, hasRestored(runner, runId));
    if (restored)
        return ServerRestore(runner, plan).undo(runId);
    PARTERRE_ASSIGN(run, archivejournal::run(runner.session(), runId));
    if (!run.details.contains(u"undone"_s))
        return failure(ErrorCode::NotFound, Text::tr("%1 is gone").arg(restoredTable(runId).quoted()),
                       Text::tr("It named the rows of the restore: nothing tells them from others now."));
    PARTERRE_TRY(runner.exec(runner.endStatement({})));
    RestoreReport report;
    report.rows = settled.rows;
    report.bytes = settled.bytes;
    return report;
}

// Of a policy that was one of files before.
Result<> tellOfFiles(ArchiveRunner &runner, const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(files, filejournal::sums(runner.session(), policy.id()));
    if (files.held > 0)
        runner.note(heldText(files.held));
    return {};
}

// Run `work` as a run of its own in the books.
Result<RestoreReport> recorded(ArchiveRunner &runner, const QString &kind, const ArchivePolicy &policy,
                               const QJsonObject &details, const std::function<Result<RestoreReport>()> &work)
{
    QElapsedTimer timer;
    timer.start();
    QJsonObject all = details;
    all.insert(u"policy"_s, JsonWriter::toJson(policy)); // an undo needs what held then
    PARTERRE_TRY(runner.begin(kind, policy, all));
    auto report = work();
    if (!report) {
        PARTERRE_TRY(runner.end(Failure(report.error())));
        return report;
    }
    runner.recordSizes(kSizesAfter);
    report->runId = runner.id();
    report->tookMs = timer.elapsed();
    return report;
}

// Their values would go with the row.
Result<> proveColumns(const ArchivePlan &plan)
{
    for (const ArchiveColumn &column : plan.archive->columns) {
        if (column.name != u"archived_at" && !plan.source.column(column.name))
            return failure(ErrorCode::Refused,
                           Text::tr("the archive %1 has a column %2, which the table has not")
                               .arg(plan.archive->name.quoted(), quoteIdentifier(column.name)),
                           Text::tr("A row that goes back would lose its value."),
                           Text::tr("Add the column to the table, or drop it from the archive."));
    }
    return {};
}

} // namespace

Result<RestorePreview> Restorer::preview(const ArchivePolicy &policy, const RestoreRequest &request)
{
    PARTERRE_ASSIGN(runner, ArchiveRunner::open(m_options, policy.table));
    PARTERRE_ASSIGN(plan, planFor(runner->session(), policy, false));
    const ArchiveSql sql = plan.sql();
    PARTERRE_TRY(proveRequest(runner->session(), sql, request));
    if (plan.policy.isInFiles())
        return FileRestore(*runner, plan).preview(request);
    RestorePreview preview;
    preview.policy = plan.policy;
    preview.whole = !request.leaf.isEmpty();
    if (preview.whole) {
        PARTERRE_ASSIGN(leaf, leafOf(plan, request.leaf));
        LeafMover mover(*runner, sql, plan.source.oid, plan.archive->oid);
        PARTERRE_ASSIGN(obstacle, mover.obstacleToTable(leaf));
        preview.obstacle = obstacle;
        PARTERRE_ASSIGN(rows, runner->session().exec(sql.leafSql("archive/count_rows", leaf.name)));
        preview.rows = rows.integer(0, "rows");
        preview.bytes = leaf.bytes;
        preview.statements = LeafMover::describe(sql, leaf, LeafMover::Direction::ToTable);
        return preview;
    }
    PARTERRE_TRY(proveColumns(plan));
    PARTERRE_ASSIGN(selection, Selection::of(request, sql));
    const SqlNames chosen{{u"selection"_s, selection.text(1)}};
    PARTERRE_ASSIGN(rows, runner->session().exec(sql.sql("archive/count_selected", chosen), selection.with({})));
    preview.rows = rows.integer(0, "rows");
    preview.bytes = rows.integer(0, "bytes");
    PARTERRE_ASSIGN(conflicts, runner->session().exec(sql.sql("archive/conflicts", chosen), selection.with({})));
    preview.conflicts = conflictsOf(conflicts);
    if (plan.policy.isOnServer()) {
        preview.statements = ServerRestore::describe(plan, selection);
        return preview;
    }
    PARTERRE_ASSIGN(statements, RowRestore(*runner, plan).describe(selection));
    preview.statements = statements;
    return preview;
}

Result<RestoreReport> Restorer::restore(const ArchivePolicy &policy, const RestoreRequest &request)
{
    PARTERRE_ASSIGN(runner, ArchiveRunner::open(m_options, policy.table));
    PARTERRE_TRY(runner->lock());
    PARTERRE_ASSIGN(plan, planFor(runner->session(), policy, false));
    PARTERRE_TRY(proveRequest(runner->session(), plan.sql(), request));
    const QJsonObject details{{u"request"_s, JsonWriter::toJson(request)}};
    if (plan.policy.isInFiles())
        return recorded(*runner, u"restore"_s, plan.policy, details,
                        [&] { return FileRestore(*runner, plan).restore(request); });
    PARTERRE_TRY(tellOfFiles(*runner, plan.policy));
    if (!request.leaf.isEmpty())
        return recorded(*runner, u"restore"_s, plan.policy, details,
                        [&] { return restoreLeaf(*runner, plan, request.leaf); });
    PARTERRE_TRY(proveColumns(plan));
    PARTERRE_ASSIGN(selection, Selection::of(request, plan.sql()));
    return recorded(*runner, u"restore"_s, plan.policy, details, [&] {
        return plan.policy.isOnServer() ? restoreFromServer(*runner, plan, request)
                                        : RowRestore(*runner, plan).restore(selection);
    });
}

Result<RestoreReport> Restorer::undo(const QString &runId)
{
    PARTERRE_ASSIGN(books, openArchiveBooks(m_options));
    PARTERRE_ASSIGN(restored, archivejournal::run(*books, runId));
    if (const QString by = restored.details[u"undone"_s].toString(); !by.isEmpty())
        return failure(ErrorCode::Refused, Text::tr("run %1 was undone already").arg(runId),
                       Text::tr("Run %1 undid it.").arg(by));
    ArchivePolicy policy;
    JsonReader(restored.details).read(restored.details[u"policy"_s], policy);
    // One that another server has yet to hear of is finished first; of files some came back, however it ended.
    const bool brought = restored.state == u"done" || restored.details[u"pending"_s].toBool() || policy.isInFiles();
    if (restored.kind != u"restore" || !brought)
        return failure(ErrorCode::Refused, Text::tr("run %1 is no restore that could be undone").arg(runId),
                       Text::tr("It is of kind %1, state %2.").arg(restored.kind, restored.state));
    books.reset();
    PARTERRE_ASSIGN(runner, ArchiveRunner::open(m_options, policy.table));
    PARTERRE_TRY(runner->lock());
    PARTERRE_ASSIGN(plan, planFor(runner->session(), policy, true));
    return recorded(*runner, u"undo"_s, plan.policy, {{u"undoes"_s, runId}}, [&] {
        return plan.policy.isInFiles()                ? FileRestore(*runner, plan).undo(restored)
            : plan.policy.isOnServer()                ? undoToServer(*runner, plan, runId)
            : restored.details.contains(u"leafOid"_s) ? undoLeaf(*runner, plan, restored)
                                                      : RowRestore(*runner, plan).undo(restored);
    });
}

} // namespace parterre
