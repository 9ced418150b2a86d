// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/rowrestore.h"

#include "archive/restored.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Restorer)
};

/// In a run's details: the partitions that a restore has made.
const QString kMade = u"made"_s;

// The stretches of the table's key that rows of the selection need and no partition of it holds: those moved whole.
Result<QList<KeyRange>> missingRanges(ArchiveRunner &runner, const ArchivePlan &plan, const Selection &selection)
{
    const ArchiveSql sql = plan.sql();
    QList<KeyRange> missing;
    if (!sql.sharesBounds())
        return missing;
    QList<KeyRange> taken;
    for (const ArchivePartition &partition : plan.source.partitions) {
        const auto bound = partition.bound();
        if (bound && bound->kind == PartitionBound::Kind::Default)
            return missing; // it takes them
        if (bound)
            taken << KeyRange::of(*bound);
    }
    for (const ArchiveLeaf &leaf : plan.archive->leaves) {
        const auto gaps = leaf.bound && !leaf.isDefault() ? gapsIn(KeyRange::of(*leaf.bound), taken, sql.keyCategory())
                                                          : QList<KeyRange>();
        if (gaps.isEmpty())
            continue;
        PARTERRE_ASSIGN(
            rows,
            runner.patiently({sql.leafSql("archive/leaf_selected", leaf.name, {{u"selection"_s, selection.text(1)}}),
                              selection.with({})}));
        if (rows.flag(0, "found"))
            missing << gaps;
    }
    return missing;
}

} // namespace

Result<QList<ArchiveStatement>> RowRestore::describe(const Selection &selection)
{
    PARTERRE_ASSIGN(missing, missingRanges(m_runner, m_plan, selection));
    SqlNames names = restoredNames(u"RUN"_s);
    const QString once = Text::tr("with the run's id");
    QList<ArchiveStatement> list;
    for (const KeyRange &range : std::as_const(missing)) {
        for (const SqlText &text : m_sql.createTableLeaf(range, u"RUN"_s))
            list << ArchiveStatement{text, Text::tr("beforehand, with the run's id: a partition for the rows")};
    }
    list << ArchiveStatement{m_sql.sql("archive/create_restored", names), once};
    for (const SqlText &text : m_sql.revokeDefaults(restoredTable(u"RUN"_s)))
        list << ArchiveStatement{text, once};
    list << ArchiveStatement{m_sql.sql("archive/key_restored", names), once}
         << ArchiveStatement{m_sql.sql("archive/conflicts", {{u"selection"_s, selection.text(1)}}),
                             Text::tr("to name what stays")};
    for (const ArchiveLeaf &leaf : m_plan.archive->leaves) {
        names.insert(u"archive_leaf"_s, leaf.name.quoted());
        names.insert(u"selection"_s, selection.text(3));
        list << ArchiveStatement{m_sql.sql("archive/restore_rows", names), Text::tr("all in one transaction")};
    }
    for (const SqlText &text : describeProof(m_sql, u"RUN"_s))
        list << ArchiveStatement{text, once};
    return list;
}

void RowRestore::add(RestoreReport &report, const Rows &moved, const QString &where)
{
    const qint64 rows = moved.integer(0, "moved");
    const qint64 bytes = moved.integer(0, "bytes");
    report.rows += rows;
    report.bytes += bytes;
    m_runner.report(rows, bytes, where);
}

// The run is done when its rows are: both are committed together.
Result<> RowRestore::commit(const Statement &end)
{
    PARTERRE_TRY(m_runner.exec(end));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("transaction/commit")}));
    return {};
}

Result<RestoreReport> RowRestore::restoreOnce(const Selection &selection)
{
    RestoreReport report;
    SqlNames names = restoredNames(m_runner.id());
    PARTERRE_TRY(m_runner.exec({m_sql.sql("transaction/begin")}));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/create_restored", names)}));
    for (const SqlText &text : m_sql.revokeDefaults(restoredTable(m_runner.id())))
        PARTERRE_TRY(m_runner.exec({text}));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/key_restored", names)}));
    for (const ArchiveLeaf &leaf : m_plan.archive->leaves) {
        names.insert(u"archive_leaf"_s, leaf.name.quoted());
        names.insert(u"selection"_s, selection.text(3));
        PARTERRE_ASSIGN(moved,
                        m_runner.exec({m_sql.sql("archive/restore_rows", names), selection.with(m_runner.fence())}));
        add(report, moved, leaf.name.quoted());
    }
    PARTERRE_TRY(proveRestored(m_runner, m_sql, m_runner.id()));
    // What is in the archive still and was wanted: its key is live.
    PARTERRE_ASSIGN(
        conflicts,
        m_runner.exec({m_sql.sql("archive/conflicts", {{u"selection"_s, selection.text(1)}}), selection.with({})}));
    report.conflicts = conflictsOf(conflicts);
    QJsonArray made;
    for (const QualifiedName &leaf : std::as_const(m_made))
        made << leaf.quoted();
    PARTERRE_TRY(commit(m_runner.endStatement({{u"conflicts"_s, report.conflicts.count}, {kMade, made}})));
    return report;
}

Result<RestoreReport> RowRestore::undoOnce(const QString &runId)
{
    RestoreReport report;
    const SqlNames names = restoredNames(runId);
    PARTERRE_TRY(m_runner.exec({m_sql.sql("transaction/begin")}));
    PARTERRE_ASSIGN(changed, m_runner.exec({m_sql.sql("archive/changed_rows", names)}));
    report.setChanged(changed);
    PARTERRE_ASSIGN(moved, m_runner.exec({m_sql.sql("archive/undo_rows", names), m_runner.fence()}));
    add(report, moved, m_plan.policy.archive.quoted());
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/drop_restored", names)}));
    PARTERRE_TRY(m_runner.exec({m_sql.sql("archive/mark_undone"), Params() << runId << m_runner.id()}));
    PARTERRE_TRY(commit(m_runner.endStatement({{u"changed"_s, report.changedRows}})));
    return report;
}

// In transactions of their own: foreign keys of the table lock others while a partition comes in.
Result<> RowRestore::makePartitions(const Selection &selection)
{
    PARTERRE_ASSIGN(missing, missingRanges(m_runner, m_plan, selection));
    for (const KeyRange &range : missing) {
        QList<Statement> statements;
        for (const SqlText &text : m_sql.createTableLeaf(range, m_runner.id()))
            statements << Statement{text};
        PARTERRE_TRY(m_runner.lockingTransaction(statements));
        m_made << m_sql.tableLeaf(range, m_runner.id());
        m_runner.note(Text::tr("Partition %1 was made for the rows.").arg(m_made.last().quoted()));
    }
    return {};
}

// After a restore that was not to be, or its undo: an empty one would keep the archive's of the same bounds from coming
// back whole.
void RowRestore::removePartitions()
{
    for (const QualifiedName &leaf : std::as_const(m_made)) {
        QList<Statement> statements;
        for (const SqlText &text : m_sql.dropTableLeaf(leaf))
            statements << Statement{text};
        if (const auto removed = m_runner.afterAll(statements); removed)
            m_runner.note(Text::tr("Partition %1, which was empty, was removed again.").arg(leaf.quoted()));
        else
            m_runner.note(
                Text::tr("Partition %1, made for the rows, stays: %2.").arg(leaf.quoted(), removed.error().message));
    }
}

Result<RestoreReport> RowRestore::restore(const Selection &selection)
{
    auto restored = makePartitions(selection).and_then(
        [&] { return m_runner.wholly<RestoreReport>([&] { return restoreOnce(selection); }); });
    if (!restored && m_runner.session().isOpen())
        removePartitions();
    return restored;
}

Result<RestoreReport> RowRestore::undo(const ArchiveRun &restored)
{
    auto undone = m_runner.wholly<RestoreReport>([&] { return undoOnce(restored.id); });
    const QJsonArray made = restored.details[kMade].toArray();
    for (const QJsonValue &leaf : made) {
        if (const auto name = QualifiedName::parse(leaf.toString()); undone && name)
            m_made << *name;
    }
    removePartitions();
    return undone;
}

} // namespace parterre
