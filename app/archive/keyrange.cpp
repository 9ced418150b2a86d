// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/keyrange.h"

#include "base/qualifiedname.h"

#include <algorithm>

namespace parterre {

namespace {

QString valueText(const BoundValue &value)
{
    switch (value.kind) {
    case BoundValue::Kind::Minimum:
        return QStringLiteral("MINVALUE");
    case BoundValue::Kind::Maximum:
        return QStringLiteral("MAXVALUE");
    default:
        return quoteLiteral(value.text);
    }
}

} // namespace

KeyRange KeyRange::of(const PartitionBound &bound)
{
    if (bound.kind != PartitionBound::Kind::Range || bound.lower.isEmpty() || bound.upper.isEmpty())
        return {};
    return {bound.lower.first(), bound.upper.first()};
}

QString KeyRange::toSql() const
{
    return u"FOR VALUES FROM (" % valueText(lower) % u") TO (" % valueText(upper) % u')';
}

bool overlap(const KeyRange &a, const KeyRange &b, QChar category)
{
    return compareBoundValues(a.lower, b.upper, category) < 0 && compareBoundValues(b.lower, a.upper, category) < 0;
}

QList<KeyRange> gapsIn(const KeyRange &wanted, const QList<KeyRange> &taken, QChar category)
{
    QList<KeyRange> sorted = taken;
    std::sort(sorted.begin(), sorted.end(), [category](const KeyRange &a, const KeyRange &b) {
        return compareBoundValues(a.lower, b.lower, category) < 0;
    });
    QList<KeyRange> gaps;
    KeyRange rest = wanted;
    for (const KeyRange &range : std::as_const(sorted)) {
        if (!overlap(rest, range, category))
            continue;
        if (compareBoundValues(rest.lower, range.lower, category) < 0)
            gaps << KeyRange{rest.lower, range.lower};
        rest.lower = range.upper;
        if (compareBoundValues(rest.lower, rest.upper, category) >= 0)
            return gaps;
    }
    gaps << rest;
    return gaps;
}

} // namespace parterre
