// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/partitionbound.h"

#include <QChar>
#include <QList>

namespace parterre {

/// A stretch of one partition key column: from `lower` to before `upper`.
struct KeyRange {
    BoundValue lower = {BoundValue::Kind::Minimum, {}};
    BoundValue upper = {BoundValue::Kind::Maximum, {}};

    /// The range of a RANGE bound over one column; everything for any other bound.
    static KeyRange of(const PartitionBound &bound);
    /// "FOR VALUES FROM ('2023-07-01') TO (MAXVALUE)".
    QString toSql() const;

    bool operator==(const KeyRange &) const = default;
};

/// `category`: the key column's pg_type.typcategory, as for compareBoundValues().
bool overlap(const KeyRange &a, const KeyRange &b, QChar category);

/// What of `wanted` lies in none of `taken`, in order.
QList<KeyRange> gapsIn(const KeyRange &wanted, const QList<KeyRange> &taken, QChar category);

} // namespace parterre
