// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/catalog/partitiontree.h"

#include "domain/relationlock.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kBoundsChunk = 1000;
constexpr qsizetype kSizesChunk = 500;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Catalog)
};

RelationKind kindOf(const QString &relkind)
{
    if (relkind == u"p")
        return RelationKind::Partitioned;
    return relkind == u"f" ? RelationKind::Foreign : RelationKind::Table;
}

/// An estimate of the catalog; NULL means that nobody ever counted.
Amount estimate(const Rows &rows, qsizetype row, qsizetype column)
{
    if (rows.isNull(row, column))
        return {0, false, true};
    return {rows.cell(row, column).toLongLong(), true, false};
}

/// Columns of catalog/list_tree and catalog/list_relations, in their order: a thousand rows are read by place, not by
/// name.
enum Column {
    Oid,
    Parent,
    Schema,
    Name,
    Kind,
    DetachPending,
    IsDefault,
    KeyCategories,
    RowCount,
    Dead,
    Heap,
    Indexes,
    Toast
};

PartitionNode nodeOf(const Rows &rows, qsizetype row)
{
    PartitionNode node;
    node.oid = rows.cell(row, Oid).toUInt();
    node.parentOid = rows.cell(row, Parent).toUInt();
    node.name = {rows.cell(row, Schema), rows.cell(row, Name)};
    node.kind = kindOf(rows.cell(row, Kind));
    node.detachPending = rows.cell(row, DetachPending) == u"t";
    node.isDefault = rows.cell(row, IsDefault) == u"t";
    node.keyCategories = rows.cell(row, KeyCategories);
    if (node.kind == RelationKind::Partitioned)
        return node;
    node.own.rows = estimate(rows, row, RowCount);
    node.own.deadRows = node.kind == RelationKind::Foreign ? Amount() : estimate(rows, row, Dead);
    node.own.heapBytes = estimate(rows, row, Heap);
    node.own.indexBytes = estimate(rows, row, Indexes);
    node.own.toastBytes = estimate(rows, row, Toast);
    return node;
}

PartitionForest forestOf(const Rows &rows)
{
    PartitionForest forest;
    forest.nodes.reserve(rows.count());
    for (qsizetype row = 0; row < rows.count(); ++row)
        forest.nodes << nodeOf(rows, row);
    return forest;
}

Result<QHash<quint32, LockHolder>> listLockHolders(Session &session)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(u"catalog/list_lock_holders"_s, {}, session.serverMajor())));
    QHash<quint32, LockHolder> holders;
    for (qsizetype row = 0; row < rows.count(); ++row) {
        const quint32 oid = rows.text(row, "relation").toUInt();
        if (holders.contains(oid)) // the one that has it comes before those that wait for it
            continue;
        LockHolder holder{
            static_cast<int>(rows.integer(row, "pid")), rows.text(row, "username"), rows.text(row, "application"),
            lockModeText(rows.text(row, "mode")),       rows.flag(row, "granted"),  {}};
        if (!rows.isNull(row, "since_ms"))
            holder.since = QDateTime::fromMSecsSinceEpoch(rows.integer(row, "since_ms"), Qt::UTC);
        holders.insert(oid, holder);
    }
    return holders;
}

/// Reads something of every node, in chunks, past the nodes that somebody has locked.
class ChunkedReader {
public:
    using Accept = std::function<void(const Rows &, qsizetype row, PartitionNode &)>;

    ChunkedReader(Session &session, PartitionForest &forest, const QString &statementId, qsizetype chunk, Accept accept)
        : m_session(session)
        , m_forest(forest)
        , m_sql(SqlText::load(statementId, {}, session.serverMajor()))
        , m_chunk(chunk)
        , m_accept(std::move(accept))
    {}

    Result<> run(const QList<quint32> &oids, const CatalogProgress &progress);

private:
    Result<> read(QList<qint64> oids);
    Result<> readHalves(const QList<qint64> &oids);
    Result<> markLocked(QList<qint64> &oids);
    void take(const Rows &rows, const QList<qint64> &asked);
    PartitionNode &node(qint64 oid) { return m_forest.nodes[m_index.value(static_cast<quint32>(oid))]; }

    Session &m_session;
    PartitionForest &m_forest;
    SqlText m_sql;
    qsizetype m_chunk;
    Accept m_accept;
    QHash<quint32, qsizetype> m_index;
    QSet<quint32> m_gone;
};

Result<> ChunkedReader::markLocked(QList<qint64> &oids)
{
    PARTERRE_ASSIGN(holders, listLockHolders(m_session));
    oids.removeIf([&](qint64 oid) {
        const auto holder = holders.constFind(static_cast<quint32>(oid));
        if (holder == holders.cend())
            return false;
        node(oid).unread = true;
        node(oid).lock = *holder;
        return true;
    });
    return {};
}

void ChunkedReader::take(const Rows &rows, const QList<qint64> &asked)
{
    QSet<quint32> found;
    for (qsizetype row = 0; row < rows.count(); ++row) {
        const quint32 oid = rows.cell(row, 0).toUInt();
        found.insert(oid);
        m_accept(rows, row, node(oid));
    }
    for (const qint64 oid : asked) {
        if (!found.contains(static_cast<quint32>(oid)))
            m_gone.insert(static_cast<quint32>(oid));
    }
}

Result<> ChunkedReader::readHalves(const QList<qint64> &oids)
{
    const qsizetype half = oids.size() / 2;
    PARTERRE_TRY(read(oids.first(half)));
    return read(oids.sliced(half));
}

Result<> ChunkedReader::read(QList<qint64> oids)
{
    if (oids.isEmpty())
        return {};
    const auto rows = m_session.exec(m_sql, Params() << oids);
    if (rows) {
        take(*rows, oids);
        return {};
    }
    const Error &error = rows.error();
    const bool dropped = error.sqlState == u"XX000" || error.sqlState == u"42P01"; // between two looks of the server
    if (error.code != ErrorCode::LockNotAvailable && !dropped)
        return Failure(error);
    const qsizetype before = oids.size();
    PARTERRE_TRY(markLocked(oids));
    if (oids.size() < before)
        return read(oids);
    if (oids.size() > 1)
        return readHalves(oids);
    if (dropped)
        m_gone.insert(static_cast<quint32>(oids.first()));
    else
        node(oids.first()).unread = true; // by somebody who has let go since, or holds a part of it only
    return {};
}

Result<> ChunkedReader::run(const QList<quint32> &oids, const CatalogProgress &progress)
{
    for (qsizetype i = 0; i < m_forest.nodes.size(); ++i)
        m_index.insert(m_forest.nodes[i].oid, i);
    QList<qint64> left(oids.cbegin(), oids.cend());
    PARTERRE_TRY(markLocked(left));
    for (qsizetype done = 0; done < left.size(); done += m_chunk) {
        PARTERRE_TRY(read(left.mid(done, m_chunk)));
        if (progress)
            progress(std::min(done + m_chunk, left.size()), left.size());
    }
    m_forest.nodes.removeIf([this](const PartitionNode &each) { return m_gone.contains(each.oid); });
    return {};
}

Failure ambiguous(const QualifiedName &name, const Rows &rows)
{
    QStringList candidates;
    for (qsizetype row = 0; row < rows.count(); ++row)
        candidates << QualifiedName{rows.text(row, "schema"), rows.text(row, "name")}.quoted();
    return failure(ErrorCode::Usage, Text::tr("there are several tables %1").arg(name.quoted()),
                   candidates.join(u", "_s), Text::tr("Name the schema too."));
}

} // namespace

Result<quint32> findRelation(Session &session, const QualifiedName &name)
{
    PARTERRE_ASSIGN(rows,
                    session.exec(SqlText::load(u"catalog/find_relation"_s, {}, session.serverMajor()),
                                 Params() << name.schema << name.name));
    if (rows.isEmpty()) {
        return failure(ErrorCode::NotFound, Text::tr("there is no table %1 in this database").arg(name.quoted()), {},
                       Text::tr("Capitals, spaces and dots within a name need quotes: '\"My Schema\".\"a.b\"'."));
    }
    if (rows.count() > 1)
        return ambiguous(name, rows);
    return rows.text(0, "oid").toUInt();
}

Result<PartitionForest> listRelations(Session &session)
{
    return session.exec(SqlText::load(u"catalog/list_relations"_s, {}, session.serverMajor())).map(forestOf);
}

Result<PartitionForest> listTree(Session &session, quint32 root)
{
    return session
        .exec(SqlText::load(u"catalog/list_tree"_s, {}, session.serverMajor()), Params() << QString::number(root))
        .map(forestOf);
}

Result<> readBounds(Session &session, PartitionForest &forest, const CatalogProgress &progress)
{
    QList<quint32> wanted;
    for (const PartitionNode &node : std::as_const(forest.nodes)) {
        if (node.parentOid != 0 || node.kind == RelationKind::Partitioned || forest.nodes.size() == 1)
            wanted << node.oid;
    }
    const auto accept = [](const Rows &rows, qsizetype row, PartitionNode &node) {
        if (!rows.isNull(row, 1))
            node.bound = rows.cell(row, 1);
        if (!rows.isNull(row, 2))
            node.partitionKey = rows.cell(row, 2);
    };
    return ChunkedReader(session, forest, u"catalog/read_bounds"_s, kBoundsChunk, accept).run(wanted, progress);
}

Result<> readSizes(Session &session, PartitionForest &forest, const CatalogProgress &progress)
{
    QList<quint32> wanted;
    for (const PartitionNode &node : std::as_const(forest.nodes)) {
        if (node.kind == RelationKind::Table)
            wanted << node.oid;
    }
    const auto accept = [](const Rows &rows, qsizetype row, PartitionNode &node) {
        node.own.heapBytes = {rows.cell(row, 1).toLongLong()};
        node.own.indexBytes = {rows.cell(row, 2).toLongLong()};
        node.own.toastBytes = {rows.cell(row, 3).toLongLong()};
        if (node.own.heapBytes.value == 0) // no page, no row: that much is certain
            node.own.rows = node.own.deadRows = {};
    };
    return ChunkedReader(session, forest, u"catalog/read_sizes"_s, kSizesChunk, accept).run(wanted, progress);
}

} // namespace parterre
