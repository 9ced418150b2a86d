// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/catalog/partitiontree.h"

#include "domain/partitionbound.h"

#include <QHash>

#include <algorithm>

namespace parterre {

namespace {

/// Orders the children of one parent, whose bounds are parsed once.
struct ByBound {
    const QList<PartitionNode> &nodes;
    const QList<std::optional<PartitionBound>> &bounds;
    QString categories;

    bool operator()(qsizetype a, qsizetype b) const
    {
        if (nodes[a].isDefault != nodes[b].isDefault)
            return nodes[b].isDefault;
        if (bounds[a].has_value() != bounds[b].has_value())
            return bounds[a].has_value();
        if (bounds[a] && boundLessThan(*bounds[a], *bounds[b], categories))
            return true;
        if (bounds[a] && boundLessThan(*bounds[b], *bounds[a], categories))
            return false;
        return std::pair(nodes[a].name.schema, nodes[a].name.name)
            < std::pair(nodes[b].name.schema, nodes[b].name.name);
    }
};

class Arranger {
public:
    explicit Arranger(const QList<PartitionNode> &nodes)
        : m_nodes(nodes)
    {}

    QList<PartitionNode> run()
    {
        index();
        m_ordered.reserve(m_nodes.size());
        for (const qsizetype root : std::as_const(m_roots))
            place(root, 0);
        return m_ordered;
    }

private:
    void index()
    {
        QHash<quint32, qsizetype> byOid;
        for (qsizetype i = 0; i < m_nodes.size(); ++i) {
            byOid.insert(m_nodes[i].oid, i);
            m_bounds << (m_nodes[i].bound ? PartitionBound::parse(*m_nodes[i].bound) : std::nullopt);
        }
        for (qsizetype i = 0; i < m_nodes.size(); ++i) {
            if (byOid.contains(m_nodes[i].parentOid))
                m_children[m_nodes[i].parentOid] << i;
            else
                m_roots << i;
        }
        const auto byName = [this](qsizetype a, qsizetype b) {
            const QualifiedName &x = m_nodes[a].name;
            const QualifiedName &y = m_nodes[b].name;
            return std::pair(x.schema, x.name) < std::pair(y.schema, y.name);
        };
        std::sort(m_roots.begin(), m_roots.end(), byName);
    }

    /// Append the node and everything below it; returns its place.
    qsizetype place(qsizetype from, int level)
    {
        const qsizetype here = m_ordered.size();
        PartitionNode node = m_nodes[from];
        node.level = level;
        node.total = node.own;
        node.leafCount = 0;
        m_ordered << node;
        QList<qsizetype> children = m_children.value(node.oid);
        std::sort(children.begin(), children.end(), ByBound{m_nodes, m_bounds, node.keyCategories});
        for (const qsizetype child : std::as_const(children)) {
            const qsizetype there = place(child, level + 1);
            m_ordered[here].total += m_ordered[there].total;
            m_ordered[here].leafCount +=
                m_ordered[there].leafCount + (m_ordered[there].kind == RelationKind::Partitioned ? 0 : 1);
        }
        return here;
    }

    const QList<PartitionNode> &m_nodes;
    QList<std::optional<PartitionBound>> m_bounds;
    QHash<quint32, QList<qsizetype>> m_children;
    QList<qsizetype> m_roots;
    QList<PartitionNode> m_ordered;
};

} // namespace

Amount &Amount::operator+=(const Amount &other)
{
    value += other.value;
    approximate = approximate || other.approximate;
    atLeast = atLeast || other.atLeast;
    return *this;
}

Amount RelationFigures::totalBytes() const
{
    Amount sum = heapBytes;
    sum += indexBytes;
    return sum += toastBytes;
}

RelationFigures &RelationFigures::operator+=(const RelationFigures &other)
{
    rows += other.rows;
    deadRows += other.deadRows;
    heapBytes += other.heapBytes;
    indexBytes += other.indexBytes;
    toastBytes += other.toastBytes;
    return *this;
}

void PartitionForest::arrange()
{
    nodes = Arranger(nodes).run();
}

QList<PartitionNode> PartitionForest::roots() const
{
    QList<PartitionNode> found;
    std::copy_if(nodes.cbegin(), nodes.cend(), std::back_inserter(found),
                 [](const PartitionNode &node) { return node.level == 0; });
    std::stable_sort(found.begin(), found.end(), [](const PartitionNode &a, const PartitionNode &b) {
        return a.total.totalBytes().value > b.total.totalBytes().value;
    });
    return found;
}

} // namespace parterre
