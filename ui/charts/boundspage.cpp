// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/boundspage.h"

#include "ui/charts/boundscanvas.h"

#include <algorithm>
#include <limits>

namespace parterre {

namespace {

using Row = TableModel::Row;

QString stateText(const DateSpan &span, qint64 now)
{
    if (span.from && *span.from > now)
        return Charts::tr("Future");
    return span.to && *span.to <= now ? Charts::tr("Past") : Charts::tr("Holds now");
}

qint64 sortKey(const DateSpan &span)
{
    return span.from.value_or(std::numeric_limits<qint64>::min());
}

Row cellRow(const DateLane &lane, const DateCell &cell, qint64 now)
{
    return {QString::number(cell.oid),
            {{cell.label},
             {lane.label},
             {spanText(cell.span), sortKey(cell.span)},
             {stateText(cell.span, now)},
             bytesCell(cell.figures.totalBytes())}};
}

Row gapRow(const DateLane &lane, const DateSpan &gap)
{
    return {u"gap/" % QString::number(lane.oid) % u'/' % QString::number(*gap.from),
            {{}, {lane.label}, {spanText(gap), *gap.from}, {Charts::tr("No partition")}, {}}};
}

Row defaultRow(const DateLane &lane, const DateCell &cell)
{
    return {QString::number(cell.oid),
            {{cell.label},
             {lane.label},
             {QStringLiteral("DEFAULT"), std::numeric_limits<qint64>::max()},
             {Charts::tr("Everything else")},
             bytesCell(cell.figures.totalBytes())}};
}

/// Cells and gaps by start, then the defaults.
void appendLane(QList<Row> &rows, const DateLane &lane, qint64 now, qsizetype most)
{
    qsizetype gap = 0;
    for (const DateCell &cell : lane.cells) {
        for (; gap < lane.gaps.size() && *lane.gaps[gap].from < sortKey(cell.span); ++gap)
            rows << gapRow(lane, lane.gaps[gap]);
        rows << cellRow(lane, cell, now);
        if (rows.size() >= most)
            return;
    }
    for (; gap < lane.gaps.size(); ++gap)
        rows << gapRow(lane, lane.gaps[gap]);
    for (const DateCell &cell : lane.defaults)
        rows << defaultRow(lane, cell);
}

QString boundText(const PartitionNode &node)
{
    if (node.bound)
        return QString(*node.bound).remove(QStringLiteral("FOR VALUES "));
    return Charts::tr("not read yet");
}

/// Everything below the subject in the tree's order, which is that of the bounds.
QList<Row> plainRows(const ChartSubject &subject, qsizetype most)
{
    QList<Row> rows;
    QList<qsizetype> path{subject.at()};
    const int level = subject.node(subject.at()).level;
    for (qsizetype i = subject.at() + 1; i < subject.nodes().size() && subject.node(i).level > level; ++i) {
        const PartitionNode &node = subject.node(i);
        path.resize(node.level - level);
        rows << Row{QString::number(node.oid),
                    {{subject.label(i)},
                     {subject.label(path.last())},
                     {boundText(node), i},
                     {node.isDefault ? Charts::tr("Everything else") : QString()},
                     bytesCell(node.total.totalBytes())}};
        path << i;
        if (rows.size() >= most)
            break;
    }
    return rows;
}

QString outsideText(const TimeWindow &window)
{
    QStringList notes;
    if (window.cellsBefore > 0)
        notes << Charts::tr("%Ln partition(s) end before %1 and are not drawn to scale.", nullptr, window.cellsBefore)
                     .arg(momentText(window.from));
    if (window.cellsAfter > 0)
        notes << Charts::tr("%Ln partition(s) begin after %1 and are not drawn to scale.", nullptr, window.cellsAfter)
                     .arg(momentText(window.to));
    if (!window.holdsNow)
        notes << Charts::tr("Now is not on this axis.");
    return notes.join(u' ');
}

QString defaultsText(const QList<DateLane> &lanes)
{
    QStringList names;
    bool hasGaps = false;
    for (const DateLane &lane : lanes) {
        for (const DateCell &cell : lane.defaults)
            names << Charts::tr("%1 (%2)").arg(cell.label, amountText(cell.figures.totalBytes()));
        hasGaps = hasGaps || !lane.gaps.isEmpty();
    }
    if (names.size() > 3)
        names = names.first(3) << QStringLiteral("…");
    if (names.isEmpty())
        return hasGaps ? Charts::tr("There is no DEFAULT: rows for a gap are refused.") : QString();
    return Charts::tr("What has no partition goes to DEFAULT: %1.").arg(names.join(QStringLiteral(", ")));
}

QString noteOf(const DateLanes &found, const TimeWindow &window)
{
    QStringList notes{outsideText(window), defaultsText(found.lanes)};
    if (found.unread > 0)
        notes << Charts::tr("The bounds of %Ln partition(s) are not read yet.", nullptr, found.unread);
    notes.removeAll(QString());
    return notes.join(u' ');
}

QString whyNoCells(const DateLanes &found)
{
    return found.unread > 0 ? Charts::tr("No bounds are read yet.") : Charts::tr("There is only a DEFAULT partition.");
}

bool hasBounds(const ChartSubject &subject)
{
    const QList<qsizetype> members = subject.members();
    return std::any_of(members.begin(), members.end(),
                       [&subject](qsizetype member) { return subject.node(member).bound.has_value(); });
}

} // namespace

BoundsPage::BoundsPage(QWidget *parent)
    : BoundsPage(new BoundsCanvas, parent)
{}

BoundsPage::BoundsPage(BoundsCanvas *strips, QWidget *parent)
    : ChartPage(tr("Bounds"), strips,
                {{tr("Partition")}, {tr("Part of")}, {tr("Bound")}, {tr("State")}, {tr("Total"), true}}, parent)
    , m_strips(strips)
{
    m_strips->setObjectName(QStringLiteral("boundsCanvas"));
}

ChartContent BoundsPage::present(const ChartSubject &subject)
{
    m_found = dateLanes(subject, LaneDepth::Leaves);
    m_now = wallNow(QDateTime::currentDateTimeUtc(), m_found.offsetSeconds);
    const auto hasCells = [](const DateLane &lane) { return !lane.cells.isEmpty(); };
    if (std::none_of(m_found.lanes.begin(), m_found.lanes.end(), hasCells))
        return presentTable(subject);
    const TimeWindow window = timeWindow(m_found.lanes, m_now);
    m_strips->setLanes(m_found.lanes, window, m_now);
    return {{}, noteOf(m_found, window), false};
}

ChartContent BoundsPage::presentTable(const ChartSubject &subject) const
{
    const bool isTree = subject.at() >= 0 && subject.node(subject.at()).kind == RelationKind::Partitioned;
    const QString why = m_found.whyEmpty.isEmpty() ? whyNoCells(m_found) : m_found.whyEmpty;
    if (!isTree || !hasBounds(subject))
        return {why, {}, false};
    return {why, Charts::tr("There is no axis to draw these bounds on: they are listed."), true};
}

QList<Row> BoundsPage::rows(const ChartSubject &subject, qsizetype most) const
{
    QList<Row> rows;
    for (const DateLane &lane : m_found.lanes)
        appendLane(rows, lane, m_now, most);
    if (rows.isEmpty() && subject.at() >= 0)
        rows = plainRows(subject, most);
    return rows.size() > most ? rows.first(most) : rows;
}

} // namespace parterre
