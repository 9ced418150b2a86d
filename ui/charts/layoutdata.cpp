// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/layoutdata.h"

#include "base/units.h"
#include "ui/charts/momentdata.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace parterre {

namespace {

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;

/// A step of a time axis: a fixed length, or so many months.
struct TimeStep {
    qint64 ms = 0;
    int months = 0;

    double length() const { return months > 0 ? months * 30.44 * kDayMs : static_cast<double>(ms); }
};

TimeStep timeStep(double length, int most)
{
    static constexpr std::array kSteps{TimeStep{60'000, 0},      TimeStep{600'000, 0},     TimeStep{kHourMs, 0},
                                       TimeStep{3 * kHourMs, 0}, TimeStep{6 * kHourMs, 0}, TimeStep{12 * kHourMs, 0},
                                       TimeStep{kDayMs, 0},      TimeStep{2 * kDayMs, 0},  TimeStep{7 * kDayMs, 0},
                                       TimeStep{14 * kDayMs, 0}, TimeStep{0, 1},           TimeStep{0, 2},
                                       TimeStep{0, 3},           TimeStep{0, 6},           TimeStep{0, 12},
                                       TimeStep{0, 24},          TimeStep{0, 60},          TimeStep{0, 120},
                                       TimeStep{0, 240},         TimeStep{0, 600},         TimeStep{0, 1200},
                                       TimeStep{0, 12000}};
    const auto fits = [=](const TimeStep &step) { return length / step.length() <= most; };
    const auto found = std::find_if(kSteps.begin(), kSteps.end(), fits);
    return found == kSteps.end() ? kSteps.back() : *found;
}

int floorTo(int value, int step)
{
    return value - ((value % step) + step) % step;
}

qint64 firstTick(qint64 from, const TimeStep &step)
{
    if (step.months == 0)
        return (from + step.ms - 1) / step.ms * step.ms;
    const QDate day = wallTime(from).date();
    const int month = floorTo(day.year() * 12 + day.month() - 1, step.months);
    QDate first(month / 12, month % 12 + 1, 1);
    if (QDateTime(first, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() < from)
        first = first.addMonths(step.months);
    return QDateTime(first, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
}

qint64 nextTick(qint64 at, const TimeStep &step)
{
    return step.months == 0 ? at + step.ms : wallTime(at).addMonths(step.months).toMSecsSinceEpoch();
}

QString tickLabel(qint64 at, const TimeStep &step)
{
    if (step.months >= 12)
        return QString::number(wallTime(at).date().year());
    if (step.months > 0)
        return QLocale().toString(wallTime(at).date(), QStringLiteral("MMM yyyy"));
    return momentText(at);
}

/// Lays one row of tiles after the other along the shorter side of what is left.
class Squarifier {
public:
    Squarifier(const QList<double> &weights, const QRectF &area)
        : m_weights(weights)
        , m_left(area)
        , m_weightLeft(std::accumulate(weights.begin(), weights.end(), 0.0))
    {}

    QList<QRectF> run()
    {
        m_rects.reserve(m_weights.size());
        for (qsizetype begin = 0; begin < m_weights.size();) {
            const qsizetype end = endOfRow(begin);
            placeRow(begin, end);
            begin = end;
        }
        return m_rects;
    }

private:
    double shorterSide() const { return std::min(m_left.width(), m_left.height()); }
    double scale() const { return m_weightLeft > 0 ? m_left.width() * m_left.height() / m_weightLeft : 0; }

    /// Take tiles into the row as long as that does not make its worst one longer.
    qsizetype endOfRow(qsizetype begin) const
    {
        const double toArea = scale();
        double sum = 0;
        double worst = std::numeric_limits<double>::infinity();
        double smallest = worst;
        double biggest = 0;
        for (qsizetype end = begin; end < m_weights.size(); ++end) {
            const double area = m_weights[end] * toArea;
            sum += area;
            smallest = std::min(smallest, area);
            biggest = std::max(biggest, area);
            const double side = shorterSide() * shorterSide();
            const double ratio = std::max(side * biggest / (sum * sum), sum * sum / (side * smallest));
            if (end > begin && ratio > worst)
                return end;
            worst = ratio;
        }
        return m_weights.size();
    }

    void placeRow(qsizetype begin, qsizetype end)
    {
        const double weight = std::accumulate(m_weights.begin() + begin, m_weights.begin() + end, 0.0);
        const bool isColumn = m_left.width() >= m_left.height();
        const double length = isColumn ? m_left.height() : m_left.width();
        const double share = m_weightLeft > 0 ? weight / m_weightLeft : 0;
        const double thickness = share * (isColumn ? m_left.width() : m_left.height());
        double at = 0;
        for (qsizetype i = begin; i < end; ++i) {
            const double extent = length * m_weights[i] / weight;
            m_rects << (isColumn ? QRectF(m_left.left(), m_left.top() + at, thickness, extent)
                                 : QRectF(m_left.left() + at, m_left.top(), extent, thickness));
            at += extent;
        }
        m_left.adjust(isColumn ? thickness : 0, isColumn ? 0 : thickness, 0, 0);
        m_weightLeft -= weight;
    }

    const QList<double> &m_weights;
    QRectF m_left;
    double m_weightLeft;
    QList<QRectF> m_rects;
};

QPointF directionOf(Qt::Key arrow)
{
    switch (arrow) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    default:
        return {0, 1};
    }
}

/// How far apart two stretches are; 0 where they overlap.
double distance(double low1, double high1, double low2, double high2)
{
    return std::max({0.0, low2 - high1, low1 - high2});
}

/// How far `to` is off the way in that direction; infinite where it does not lie there.
double detour(const QRectF &from, const QRectF &to, const QPointF &direction)
{
    const double along = QPointF::dotProduct(to.center() - from.center(), direction);
    if (to.isEmpty() || along <= 0.01)
        return std::numeric_limits<double>::infinity();
    const bool isSideways = direction.y() == 0;
    const double gap = isSideways ? distance(from.left(), from.right(), to.left(), to.right())
                                  : distance(from.top(), from.bottom(), to.top(), to.bottom());
    const double aside = isSideways ? distance(from.top(), from.bottom(), to.top(), to.bottom())
                                    : distance(from.left(), from.right(), to.left(), to.right());
    const QPointF offset = to.center() - from.center();
    const double skew = isSideways ? std::abs(offset.y()) : std::abs(offset.x());
    return gap * 8 + aside * 8 + along + skew / 4;
}

} // namespace

double byteStep(double max, int most)
{
    double unit = 1;
    while (unit * 1024 <= max)
        unit *= 1024;
    for (const double factor : {0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0}) {
        if (factor * unit >= 1 && factor * unit * most >= max)
            return factor * unit;
    }
    return 512 * unit;
}

QList<AxisTick> byteTicks(double max, int most)
{
    const double step = byteStep(max, most);
    QList<AxisTick> ticks{{0, QStringLiteral("0")}};
    do {
        const double at = ticks.last().at + step;
        ticks << AxisTick{at, formatBytes(static_cast<qint64>(at))};
    } while (ticks.last().at < max);
    return ticks;
}

QList<AxisTick> timeTicks(qint64 from, qint64 to, int most)
{
    const TimeStep step = timeStep(static_cast<double>(to - from), std::max(most, 1));
    QList<AxisTick> ticks;
    for (qint64 at = firstTick(from, step); at <= to; at = nextTick(at, step))
        ticks << AxisTick{static_cast<double>(at), tickLabel(at, step)};
    return ticks;
}

QList<QRectF> squarify(const QList<double> &weights, const QRectF &area)
{
    return Squarifier(weights, area).run();
}

qsizetype neighbour(const QList<QRectF> &rects, qsizetype current, Qt::Key arrow)
{
    if (current < 0 || current >= rects.size()) {
        const auto first = std::find_if(rects.begin(), rects.end(), [](const QRectF &rect) { return !rect.isEmpty(); });
        return first == rects.end() ? -1 : first - rects.begin();
    }
    const QPointF direction = directionOf(arrow);
    qsizetype nearest = current;
    double shortest = std::numeric_limits<double>::infinity();
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const double length = detour(rects[current], rects[i], direction);
        if (length < shortest) {
            shortest = length;
            nearest = i;
        }
    }
    return nearest;
}

} // namespace parterre
