// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/treemappage.h"

#include "ui/charts/treemapcanvas.h"

#include <QHash>
#include <QLocale>

namespace parterre {

namespace {

using Row = TableModel::Row;

double sumOf(const ChartSubject &subject, const QList<qsizetype> &leaves)
{
    qint64 sum = 0;
    for (const qsizetype leaf : leaves)
        sum += subject.node(leaf).own.totalBytes().value;
    return static_cast<double>(sum);
}

QHash<quint32, QString> labelsByOid(const ChartSubject &subject)
{
    QHash<quint32, QString> labels;
    for (qsizetype i = 0; i < subject.nodes().size(); ++i) {
        if (subject.node(i).kind == RelationKind::Partitioned)
            labels.insert(subject.node(i).oid, subject.label(i));
    }
    return labels;
}

Row rowOf(const PartitionNode &node, const QString &label, const QString &parent, double sum)
{
    const Amount bytes = node.own.totalBytes();
    const double share = sum > 0 ? static_cast<double>(bytes.value) / sum : 0;
    const QString percent = QLocale().toString(share * 100, 'f', 1) % u" %";
    return {QString::number(node.oid), {{label}, {parent}, bytesCell(bytes), {percent, share, {}, share}}};
}

} // namespace

TreemapPage::TreemapPage(QWidget *parent)
    : TreemapPage(new TreemapCanvas, parent)
{}

TreemapPage::TreemapPage(TreemapCanvas *map, QWidget *parent)
    : ChartPage(tr("Treemap"), map, {{tr("Relation")}, {tr("Part of")}, {tr("Total"), true}, {tr("Share"), true}},
                parent)
    , m_map(map)
{
    m_map->setObjectName(QStringLiteral("treemapCanvas"));
}

ChartContent TreemapPage::present(const ChartSubject &subject)
{
    m_map->setSubject({subject.nodes()},
                      subject.isAllRoots() || subject.isMissing() ? 0 : subject.node(subject.at()).oid);
    const QList<qsizetype> members = subject.members();
    const bool hasEstimates = std::any_of(members.begin(), members.end(), [&subject](qsizetype member) {
        return isEstimate(subject.node(member).total.totalBytes());
    });
    return {subject.whyEmpty(), hasEstimates ? tr("Hatched areas are estimates.") : QString(), false};
}

QList<Row> TreemapPage::rows(const ChartSubject &subject, qsizetype most) const
{
    const QList<qsizetype> leaves = leavesBySize(subject);
    const double sum = sumOf(subject, leaves);
    const QHash<quint32, QString> labels = labelsByOid(subject);
    QList<Row> rows;
    for (const qsizetype leaf : leaves.first(std::min(most, leaves.size()))) {
        const PartitionNode &node = subject.node(leaf);
        rows << rowOf(node, subject.label(leaf), labels.value(node.parentOid), sum);
    }
    return rows;
}

} // namespace parterre
