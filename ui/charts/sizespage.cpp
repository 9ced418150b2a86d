// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sizespage.h"

#include "ui/charts/barcanvas.h"

namespace parterre {

namespace {

StackedBar barOf(const SizeBar &bar)
{
    const QString toolTip = bar.label % u'\n' % figuresText(bar.figures);
    return {bar.oid, bar.label, bar.figures, std::nullopt, toolTip, bar.relations > 1};
}

TableModel::Row rowOf(const SizeBar &bar)
{
    const QString key = bar.oid == 0 ? QStringLiteral("others") : QString::number(bar.oid);
    return {key,
            {{bar.label},
             bytesCell(bar.figures.totalBytes()),
             bytesCell(bar.figures.heapBytes),
             bytesCell(bar.figures.indexBytes),
             bytesCell(bar.figures.toastBytes)}};
}

} // namespace

SizesPage::SizesPage(QWidget *parent)
    : SizesPage(new BarCanvas(Qt::Horizontal), parent)
{}

SizesPage::SizesPage(BarCanvas *bars, QWidget *parent)
    : ChartPage(tr("Sizes"), bars,
                {{tr("Relation")}, {tr("Total"), true}, {tr("Heap"), true}, {tr("Indexes"), true}, {tr("TOAST"), true}},
                parent)
    , m_bars(bars)
{
    m_bars->setObjectName(QStringLiteral("sizesCanvas"));
}

ChartContent SizesPage::present(const ChartSubject &subject)
{
    QList<StackedBar> bars;
    m_sizes = sizeBars(subject);
    for (const SizeBar &bar : std::as_const(m_sizes))
        bars << barOf(bar);
    m_bars->setBars(bars);
    const bool hasOthers = !bars.isEmpty() && bars.last().isMerged;
    return {subject.whyEmpty(),
            hasOthers ? tr(
                "The small ones are summed up in the last bar; it is cut short where their sum outgrows the chart.")
                      : QString(),
            false};
}

QList<TableModel::Row> SizesPage::rows(const ChartSubject &, qsizetype most) const
{
    QList<TableModel::Row> rows;
    for (const SizeBar &bar : m_sizes) {
        if (rows.size() < most)
            rows << rowOf(bar);
    }
    return rows;
}

} // namespace parterre
