// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/datelanes.h"

#include "domain/partitionbound.h"

#include <algorithm>
#include <limits>

namespace parterre {

namespace {

/// How a bound reads when its key is a date: its span, DEFAULT, unread, or no date at all.
struct ReadSpan {
    enum class Kind { Span, Default, Unread, NoDate };
    Kind kind = Kind::NoDate;
    DateSpan span;
    std::optional<int> offsetSeconds;
};

/// False where the value is neither a date nor without an end.
bool readEnd(const BoundValue &value, std::optional<qint64> &end, std::optional<int> &offset)
{
    if (value.kind != BoundValue::Kind::Value)
        return value.kind != BoundValue::Kind::Null;
    if (value.text == u"infinity" || value.text == u"-infinity")
        return true;
    const auto moment = readMoment(value.text);
    if (!moment)
        return false;
    end = moment->wallMs;
    offset = moment->offsetSeconds;
    return true;
}

ReadSpan readSpan(const PartitionNode &node)
{
    if (node.isDefault)
        return {ReadSpan::Kind::Default, {}, {}};
    if (!node.bound)
        return {ReadSpan::Kind::Unread, {}, {}};
    const auto bound = PartitionBound::parse(*node.bound);
    if (!bound || bound->kind != PartitionBound::Kind::Range || bound->lower.size() != 1)
        return {};
    ReadSpan read;
    if (readEnd(bound->lower[0], read.span.from, read.offsetSeconds)
        && readEnd(bound->upper[0], read.span.to, read.offsetSeconds))
        read.kind = ReadSpan::Kind::Span;
    return read;
}

/// An expression's category is not known: its bounds tell.
bool mayBeByDate(const PartitionNode &node)
{
    return node.partitionKey && node.partitionKey->startsWith(u"RANGE")
        && (node.keyCategories == u"D" || node.keyCategories == u"?");
}

qint64 startOf(const DateSpan &span)
{
    return span.from.value_or(std::numeric_limits<qint64>::min());
}

bool startsEarlier(const DateCell &a, const DateCell &b)
{
    return startOf(a.span) < startOf(b.span);
}

class LaneCollector {
public:
    LaneCollector(const ChartSubject &subject, LaneDepth depth)
        : m_subject(subject)
        , m_depth(depth)
    {}

    DateLanes run()
    {
        if (!m_subject.isAllRoots() && !m_subject.isMissing())
            visit(m_subject.at());
        m_found.whyEmpty = whyEmpty();
        return m_found;
    }

private:
    /// Make a lane of the relation if it is one, else look for lanes below it.
    void visit(qsizetype at)
    {
        const PartitionNode &node = m_subject.node(at);
        if (node.kind != RelationKind::Partitioned) {
            m_found.unplaced += node.total;
            return;
        }
        m_hasPartitioned = true;
        m_keysUnread += node.partitionKey ? 0 : 1;
        const QList<qsizetype> children = m_subject.childrenOf(at);
        if (mayBeByDate(node) && addLane(at, children))
            return;
        for (const qsizetype child : children)
            visit(child);
    }

    bool addLane(qsizetype at, const QList<qsizetype> &children)
    {
        DateLane lane;
        lane.oid = m_subject.node(at).oid;
        lane.label = m_subject.label(at);
        lane.cells.reserve(children.size());
        DateSpan range{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
        for (const qsizetype child : children) {
            if (!addCell(lane, child, &range))
                return false;
        }
        if (!std::is_sorted(lane.cells.begin(), lane.cells.end(), startsEarlier))
            std::stable_sort(lane.cells.begin(), lane.cells.end(), startsEarlier);
        lane.gaps = gapsBetween(lane.cells, range);
        if (!lane.cells.isEmpty() || !lane.defaults.isEmpty())
            m_found.lanes << std::move(lane);
        return true;
    }

    /// `range` grows to what the children of the lane cover, whether or not they have leaves for all of it.
    bool addCell(DateLane &lane, qsizetype at, DateSpan *range)
    {
        const PartitionNode &node = m_subject.node(at);
        const ReadSpan read = readSpan(node);
        const DateCell cell{node.oid, m_subject.label(at), read.span, node.total};
        switch (read.kind) {
        case ReadSpan::Kind::NoDate:
            return false;
        case ReadSpan::Kind::Unread:
            ++m_found.unread;
            m_found.unplaced += node.total;
            return true;
        case ReadSpan::Kind::Default:
            lane.defaults << cell;
            return true;
        case ReadSpan::Kind::Span:
            break;
        }
        m_found.offsetSeconds = read.offsetSeconds ? read.offsetSeconds : m_found.offsetSeconds;
        if (range)
            widen(*range, read.span);
        if (m_depth == LaneDepth::Topmost || !addInner(lane, at))
            lane.cells << cell;
        return true;
    }

    /// Put the children of a partition by date in its place, if they are by date again.
    bool addInner(DateLane &lane, qsizetype at)
    {
        if (!mayBeByDate(m_subject.node(at)))
            return false;
        DateLane inner;
        for (const qsizetype child : m_subject.childrenOf(at)) {
            if (!addCell(inner, child, nullptr))
                return false;
        }
        lane.cells += inner.cells;
        lane.defaults += inner.defaults;
        return true;
    }

    static void widen(DateSpan &range, const DateSpan &span)
    {
        for (const auto &end : {span.from, span.to}) {
            if (end)
                range = {std::min(*range.from, *end), std::max(*range.to, *end)};
        }
    }

    QString whyEmpty() const
    {
        if (!m_found.lanes.isEmpty())
            return {};
        if (m_subject.isAllRoots())
            return Charts::tr("Choose one partitioned table to see its partitions over time.");
        if (m_subject.isMissing())
            return m_subject.whyEmpty();
        if (!m_hasPartitioned)
            return Charts::tr("This table is not partitioned.");
        if (m_keysUnread > 0 || m_found.unread > 0)
            return Charts::tr("No bounds are read yet.");
        if (m_subject.members().isEmpty())
            return Charts::tr("No partitions yet.");
        return Charts::tr("This tree is not partitioned by a date or time.");
    }

    const ChartSubject &m_subject;
    LaneDepth m_depth;
    DateLanes m_found;
    int m_keysUnread = 0;
    bool m_hasPartitioned = false;
};

QList<qint64> edgesOf(const QList<DateLane> &lanes)
{
    QList<qint64> edges;
    for (const DateLane &lane : lanes) {
        for (const DateCell &cell : lane.cells) {
            for (const auto &end : {cell.span.from, cell.span.to}) {
                if (end)
                    edges << *end;
            }
        }
    }
    return edges;
}

qint64 median(QList<qint64> values)
{
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The edges within ten times the median distance from the median: robust against a few that are far away.
DateSpan withoutOutliers(const QList<qint64> &edges, qint64 now)
{
    constexpr qint64 kReach = 10;
    const qint64 centre = median(edges);
    QList<qint64> distances;
    for (const qint64 edge : edges)
        distances << std::abs(edge - centre);
    const qint64 reach = std::max<qint64>(median(distances), 1) * kReach;
    DateSpan kept{centre, centre};
    for (const qint64 edge : edges + QList<qint64>{now}) {
        if (std::abs(edge - centre) <= reach)
            kept = {std::min(*kept.from, edge), std::max(*kept.to, edge)};
    }
    return kept;
}

void countOutside(TimeWindow &window, const QList<DateLane> &lanes)
{
    for (const DateLane &lane : lanes) {
        for (const DateCell &cell : lane.cells) {
            window.cellsBefore += cell.span.to && *cell.span.to <= window.from ? 1 : 0;
            window.cellsAfter += cell.span.from && *cell.span.from >= window.to ? 1 : 0;
        }
    }
}

} // namespace

QString spanText(const DateSpan &span)
{
    return Charts::tr("%1 to %2")
        .arg(span.from ? momentText(*span.from) : QStringLiteral("MINVALUE"),
             span.to ? momentText(*span.to) : QStringLiteral("MAXVALUE"));
}

DateLanes dateLanes(const ChartSubject &subject, LaneDepth depth)
{
    return LaneCollector(subject, depth).run();
}

QList<DateSpan> gapsBetween(const QList<DateCell> &cells, const DateSpan &range)
{
    QList<DateSpan> gaps;
    qint64 covered = startOf(range);
    for (const DateCell &cell : cells) {
        if (cell.span.from && *cell.span.from > covered)
            gaps << DateSpan{covered, cell.span.from};
        covered = std::max(covered, cell.span.to.value_or(std::numeric_limits<qint64>::max()));
    }
    if (range.to && covered < *range.to)
        gaps << DateSpan{covered, range.to};
    return gaps;
}

double TimeWindow::place(qint64 at) const
{
    return to == from ? 0.5 : std::clamp(static_cast<double>(at - from) / static_cast<double>(to - from), 0.0, 1.0);
}

TimeWindow timeWindow(const QList<DateLane> &lanes, qint64 now)
{
    const QList<qint64> edges = edgesOf(lanes);
    const DateSpan kept = edges.isEmpty() ? DateSpan{now, now} : withoutOutliers(edges, now);
    TimeWindow window{*kept.from, *kept.to, 0, 0, false};
    window.holdsNow = now >= window.from && now <= window.to;
    countOutside(window, lanes);
    return window;
}

} // namespace parterre
