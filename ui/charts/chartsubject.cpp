// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartsubject.h"

#include "base/units.h"

namespace parterre {

namespace {

qsizetype placeOf(const QList<PartitionNode> &nodes, quint32 oid)
{
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        if (nodes[i].oid == oid)
            return i;
    }
    return -1;
}

QString marked(const Amount &amount, const QString &text)
{
    if (amount.atLeast)
        return u"≥ " % text;
    return amount.approximate ? u"≈ " % text : text;
}

} // namespace

ChartSubject::ChartSubject(const PartitionForest &forest, quint32 oid)
    : m_forest(forest)
    , m_at(oid == 0 ? -1 : placeOf(forest.nodes, oid))
    , m_isAllRoots(oid == 0)
{}

QString ChartSubject::title() const
{
    return m_at < 0 ? Charts::tr("All tables") : node(m_at).name.quoted();
}

QList<qsizetype> ChartSubject::members() const
{
    if (isMissing())
        return {};
    return m_isAllRoots || isPartitioned() ? childrenOf(m_at) : QList<qsizetype>{m_at};
}

QList<qsizetype> ChartSubject::childrenOf(qsizetype at) const
{
    const int level = at < 0 ? -1 : node(at).level;
    QList<qsizetype> found;
    for (qsizetype i = at + 1; i < nodes().size() && node(i).level > level; ++i) {
        if (node(i).level == level + 1)
            found << i;
    }
    return found;
}

QString ChartSubject::label(qsizetype at) const
{
    const QualifiedName &name = node(at).name;
    return m_at >= 0 && node(m_at).name.schema == name.schema ? name.name : name.quoted();
}

Amount ChartSubject::totalBytes() const
{
    Amount sum;
    for (const qsizetype member : members())
        sum += node(member).total.totalBytes();
    return sum;
}

QString ChartSubject::whyEmpty() const
{
    if (isMissing())
        return Charts::tr("This table is not among those that were read. Refresh to read again.");
    if (members().isEmpty())
        return m_isAllRoots ? Charts::tr("There is no table here yet.") : Charts::tr("No partitions yet.");
    const Amount sum = totalBytes();
    if (sum.value > 0)
        return {};
    return sum.atLeast ? Charts::tr("No sizes are read yet.") : Charts::tr("Nothing stored yet (0 bytes).");
}

bool isEstimate(const Amount &amount)
{
    return amount.approximate || amount.atLeast;
}

QString amountText(const Amount &bytes)
{
    return marked(bytes, formatBytes(bytes.value));
}

QString exactText(const Amount &bytes)
{
    return marked(bytes, Charts::tr("%1 bytes").arg(formatCount(bytes.value)));
}

QString figuresText(const RelationFigures &figures)
{
    const auto line = [](const QString &name, const Amount &bytes) { return name.arg(exactText(bytes)); };
    return QStringList{
        line(Charts::tr("Total: %1"), figures.totalBytes()), line(Charts::tr("Heap: %1"), figures.heapBytes),
        line(Charts::tr("Indexes: %1"), figures.indexBytes), line(Charts::tr("TOAST: %1"), figures.toastBytes)}
        .join(u'\n');
}

} // namespace parterre
