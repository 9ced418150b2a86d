// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/partitiontree.h"

#include <QCoreApplication>

namespace parterre {

/// The translation context of what charts say.
struct Charts {
    Q_DECLARE_TR_FUNCTIONS(Charts)
};

/// What a chart is about: one relation of an arranged forest with what is below it, or all roots. A view: the forest
/// must outlive it.
class ChartSubject {
public:
    /// `oid` 0: all roots.
    ChartSubject(const PartitionForest &forest, quint32 oid);

    const QList<PartitionNode> &nodes() const { return m_forest.nodes; }
    const PartitionNode &node(qsizetype at) const { return m_forest.nodes.at(at); }

    bool isAllRoots() const { return m_isAllRoots; }
    bool isMissing() const { return !m_isAllRoots && m_at < 0; } ///< the forest does not hold it
    qsizetype at() const { return m_at; }                        ///< its place; negative: all roots, or missing
    QString title() const;

    /// Places of what the chart compares: the partitions, the relation itself where it has no level below, or the
    /// roots.
    QList<qsizetype> members() const;
    QList<qsizetype> childrenOf(qsizetype at) const;
    /// Its name without the schema where that is the subject's.
    QString label(qsizetype at) const;

    /// Why there is nothing to draw about sizes; empty where there is.
    QString whyEmpty() const;

private:
    bool isPartitioned() const { return m_at >= 0 && node(m_at).kind == RelationKind::Partitioned; }
    Amount totalBytes() const;

    const PartitionForest &m_forest;
    qsizetype m_at = -1;
    bool m_isAllRoots = false;
};

/// Whether a figure is not exact: it is drawn with a pattern, not in plain colour.
bool isEstimate(const Amount &amount);
/// "12 GB", "≈ 12 GB" (an estimate), "≥ 12 GB" (something is missing).
QString amountText(const Amount &bytes);
/// "12,884,901,888 bytes", with the same marks.
QString exactText(const Amount &bytes);
/// Lines of exact bytes: total, heap, indexes, TOAST.
QString figuresText(const RelationFigures &figures);

} // namespace parterre
