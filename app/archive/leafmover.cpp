// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/leafmover.h"

#include "archive/archiverunner.h"
#include "domain/naming.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(LeafMover)
};

// Autovacuum goes a second after somebody began to wait for it.
const QString kPatience = u"10s"_s;
const QString kImpatience = u"150ms"_s;

QualifiedName indexName(const ArchiveLeaf &leaf, const QString &tail)
{
    const QByteArray hash = QCryptographicHash::hash(tail.toUtf8(), QCryptographicHash::Sha256).toHex().left(6);
    return leaf.name.sibling(fitName(leaf.name.name, u"_idx_" % QString::fromLatin1(hash)));
}

} // namespace

Result<QList<LeafMover::MissingIndex>> LeafMover::indexesToBuild(const ArchiveLeaf &leaf, qint64 parent)
{
    PARTERRE_ASSIGN(missing,
                    m_runner.session().exec(m_sql.sql("archive/missing_indexes"), Params() << parent << leaf.oid));
    QList<MissingIndex> list;
    for (qsizetype i = 0; i < missing.count(); ++i) {
        if (missing.flag(i, "is_constraint"))
            return failure(
                ErrorCode::Refused,
                Text::tr("partition %1 has no equal of constraint %2").arg(leaf.name.quoted(), missing.text(i, "name")),
                Text::tr("Its index would be built under the lock."));
        list << MissingIndex{missing.text(i, "tail"), missing.flag(i, "uniquely")};
    }
    return list;
}

Result<> LeafMover::buildIndex(const ArchiveLeaf &leaf, const MissingIndex &index)
{
    m_runner.note(Text::tr("An index is built on partition %1, beside its use.").arg(leaf.name.quoted()));
    const QualifiedName name = indexName(leaf, index.tail);
    const SqlNames names{{u"unique"_s, index.unique ? u"UNIQUE "_s : QString()},
                         {u"index_name"_s, quoteIdentifier(name.name)},
                         {u"index_literal"_s, quoteLiteral(name.quoted())},
                         {u"tail"_s, index.tail}};
    const Statement dropBroken{m_sql.leafSql("archive/drop_broken_index", leaf.name, names)};
    PARTERRE_TRY(m_runner.patiently(dropBroken));
    Session &session = m_runner.session();
    // It waits for transactions, not for locks that anybody else would queue behind.
    PARTERRE_TRY(session.exec(m_sql.sql("archive/session_patience"), Params() << u"0"_s));
    auto built = session.exec(m_sql.leafSql("archive/index_leaf", leaf.name, names));
    (void)m_runner.afterAll({{m_sql.sql("archive/session_patience"), Params() << kImpatience}});
    if (!built && !m_runner.afterAll({dropBroken}))
        m_runner.note(Text::tr("The invalid index %1 stays; the next run drops it.").arg(name.quoted()));
    PARTERRE_TRY(built);
    return {};
}

Result<> LeafMover::prepare(const ArchiveLeaf &leaf, qint64 parent)
{
    PARTERRE_ASSIGN(wanted, indexesToBuild(leaf, parent));
    for (const MissingIndex &index : wanted)
        PARTERRE_TRY(buildIndex(leaf, index));
    PARTERRE_ASSIGN(check, m_runner.patiently({m_sql.sql("archive/partition_check"), Params() << leaf.oid}));
    PARTERRE_TRY(m_runner.lockingTransaction(
        {{m_sql.leafSql("archive/drop_check", leaf.name)},
         {m_sql.leafSql("archive/add_check", leaf.name, {{u"check"_s, check.text(0, "definition")}})}}));
    auto validated = m_runner.patiently({m_sql.leafSql("archive/validate_check", leaf.name)});
    if (!validated)
        dropCheck(leaf);
    PARTERRE_TRY(validated);
    return {};
}

// After a move that was not to be: the leaf is as it was.
void LeafMover::dropCheck(const ArchiveLeaf &leaf)
{
    if (!m_runner.afterAll({{m_sql.leafSql("archive/drop_check", leaf.name)}}))
        m_runner.note(Text::tr("The CHECK %1 stays on %2, where it is true; the next move drops it.")
                          .arg(kBoundCheck, leaf.name.quoted()));
}

Result<> LeafMover::tidy()
{
    PARTERRE_ASSIGN(
        left,
        m_runner.patiently({m_sql.sql("archive/leftovers"), Params() << m_tableOid << m_archiveOid << kBoundCheck}));
    for (qsizetype i = 0; i < left.count(); ++i) {
        ArchiveLeaf leaf;
        leaf.name = {left.text(i, "schema"), left.text(i, "name")};
        const QualifiedName index = leaf.name.sibling(left.text(i, "index"));
        if (index.name.isEmpty())
            dropCheck(leaf);
        else if (index == indexName(leaf, left.text(i, "tail"))) // nobody else's
            (void)m_runner.afterAll({{m_sql.leafSql("archive/drop_broken_index", leaf.name,
                                                    {{u"index_literal"_s, quoteLiteral(index.quoted())}})}});
    }
    return {};
}

Result<LeafMover::Moved> LeafMover::move(const ArchiveLeaf &leaf, const Sides &sides, const QList<Statement> &dress,
                                         const QList<Statement> &last)
{
    const auto counted = m_runner.patiently({m_sql.leafSql("archive/count_rows", leaf.name)});
    if (!counted)
        dropCheck(leaf);
    PARTERRE_TRY(counted);
    Moved moved{counted->integer(0, "rows"), leaf.bytes, 0};
    const SqlNames from{{u"parent"_s, sides.from.quoted()}, {u"from"_s, sides.from.quoted()}};
    const SqlNames to{{u"parent"_s, sides.to.quoted()}, {u"bound"_s, leaf.boundText}};
    QList<Statement> statements{
        {m_sql.sql("archive/patience"), Params() << kPatience},
        {m_sql.leafSql("archive/lock_patiently", leaf.name, from)},
        {m_sql.sql("archive/patience"), Params() << kImpatience},
        {m_sql.sql("archive/lock_parents")},
        {m_sql.sql("archive/leaf_holds"), Params() << sides.fromOid << leaf.oid << leaf.boundText},
        {m_sql.leafSql("archive/detach_leaf", leaf.name, from)}};
    statements << dress << Statement{m_sql.leafSql("archive/attach_leaf", leaf.name, to)}
               << Statement{m_sql.leafSql("archive/drop_check", leaf.name)}
               << Statement{m_sql.sql("archive/count_moved"), m_runner.fence() << moved.rows << moved.bytes << 1}
               << last;
    auto done = m_runner.lockingTransaction(statements, &moved.transactionMs);
    if (!done && !done.error().connectionLost)
        dropCheck(leaf);
    PARTERRE_TRY(done);
    m_runner.report(moved.rows, moved.bytes, leaf.name.quoted());
    m_runner.note(Text::tr("Partition %1 moved to %2 in %3 ms.")
                      .arg(leaf.name.quoted(), sides.to.quoted(), QString::number(moved.transactionMs, 'f', 1)));
    return moved;
}

Result<LeafMover::Moved> LeafMover::toArchive(const ArchiveLeaf &leaf, const QString &archivedAt,
                                              const QList<Statement> &last)
{
    PARTERRE_TRY(prepare(leaf, m_archiveOid));
    const QString moment = archivedAt.isEmpty() ? u"now()"_s : quoteLiteral(archivedAt);
    QList<Statement> dress{{m_sql.leafSql("archive/add_archived_at", leaf.name, {{u"archived_at"_s, moment}})}};
    if (!archivedAt.isEmpty())
        dress << Statement{m_sql.leafSql("archive/default_archived_at", leaf.name)};
    return move(leaf, {m_sql.source().name, m_tableOid, m_sql.policy().archive, m_archiveOid}, dress, last);
}

Result<LeafMover::Moved> LeafMover::toTable(const ArchiveLeaf &leaf, const QList<Statement> &last)
{
    PARTERRE_TRY(prepare(leaf, m_tableOid));
    return move(leaf, {m_sql.policy().archive, m_archiveOid, m_sql.source().name, m_tableOid},
                {{m_sql.leafSql("archive/drop_archived_at", leaf.name)}}, last);
}

QList<ArchiveStatement> LeafMover::describe(const ArchiveSql &sql, const ArchiveLeaf &leaf, Direction direction)
{
    const QString before = Text::tr("beforehand, in a transaction of its own");
    const QString during = Text::tr("in the transaction that moves the partition");
    const bool archiving = direction == Direction::ToArchive;
    const QString from = (archiving ? sql.source().name : sql.policy().archive).quoted();
    const QString to = (archiving ? sql.policy().archive : sql.source().name).quoted();
    const SqlText dress = archiving
        ? sql.leafSql("archive/add_archived_at", leaf.name, {{u"archived_at"_s, u"now()"_s}})
        : sql.leafSql("archive/drop_archived_at", leaf.name);
    return {{sql.leafSql("archive/drop_check", leaf.name), before},
            {sql.leafSql("archive/add_check", leaf.name, {{u"check"_s, u"…"_s}}),
             Text::tr("beforehand; the condition is that of its bounds, as the server prints it")},
            {sql.leafSql("archive/validate_check", leaf.name), before},
            {sql.leafSql("archive/count_rows", leaf.name), before},
            {sql.leafSql("archive/lock_patiently", leaf.name, {{u"from"_s, from}}), during},
            {sql.sql("archive/lock_parents"), during},
            {sql.sql("archive/leaf_holds"), during},
            {sql.leafSql("archive/detach_leaf", leaf.name, {{u"parent"_s, from}}), during},
            {dress, during},
            {sql.leafSql("archive/attach_leaf", leaf.name, {{u"parent"_s, to}, {u"bound"_s, leaf.boundText}}), during},
            {sql.leafSql("archive/drop_check", leaf.name), during},
            {sql.sql("archive/count_moved"), during}};
}

Result<QString> LeafMover::obstacleToAttach(Session &session, qint64 parent, qint64 leaf)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(u"archive/attach_obstacles"_s), Params() << parent << leaf));
    if (rows.isEmpty())
        return QString();
    const QString kind = rows.text(0, "kind");
    const QString name = quoteIdentifier(rows.text(0, "name"));
    if (kind == u"check")
        return Text::tr("it has no equal of CHECK constraint %1").arg(name);
    if (kind == u"foreign-key")
        return Text::tr("foreign key %1 would be checked for all its rows under the lock").arg(name);
    if (kind == u"archived-at-index")
        return Text::tr("index %1 over archived_at would be built under the lock").arg(name);
    return Text::tr("the DEFAULT partition %1 would be read under the lock").arg(name);
}

Result<QString> LeafMover::obstacleToTable(const ArchiveLeaf &leaf) const
{
    const ArchiveTable &source = m_sql.source();
    if (!m_sql.sharesBounds())
        return Text::tr("The table is not partitioned as the archive is.");
    if (!source.foreignKeys.isEmpty())
        return Text::tr("The table's foreign keys would be checked for all its rows under the lock.");
    if (source.hasGenerated())
        return Text::tr("The table has generated columns.");
    PARTERRE_ASSIGN(check, m_runner.session().exec(m_sql.sql("archive/partition_check"), Params() << leaf.oid));
    for (const ArchiveLeaf &other : source.leaves) {
        if (!other.isDefault())
            continue;
        PARTERRE_ASSIGN(rows,
                        m_runner.session().exec(m_sql.leafSql("archive/default_rows", other.name,
                                                              {{u"check"_s, check.text(0, "definition")}})));
        if (rows.flag(0, "found"))
            return Text::tr("The DEFAULT partition %1 holds rows of its bounds.").arg(other.name.quoted());
    }
    for (const ArchivePartition &other : source.partitions) {
        const auto bound = other.bound();
        if (bound && bound->kind != PartitionBound::Kind::Default
            && overlap(KeyRange::of(*bound), KeyRange::of(*leaf.bound), m_sql.keyCategory()))
            return Text::tr("The table has partition %1 in its bounds.").arg(other.name.quoted());
    }
    PARTERRE_ASSIGN(attach, obstacleToAttach(m_runner.session(), m_tableOid, leaf.oid));
    return attach.isEmpty() ? QString() : Text::tr("It cannot be attached as it is: %1.").arg(attach);
}

} // namespace parterre
