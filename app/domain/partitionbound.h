// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace parterre {

/// One value of a bound, as the server prints it.
struct BoundValue {
    enum class Kind { Minimum, Value, Null, Maximum };
    Kind kind = Kind::Value;
    QString text; ///< unquoted; empty unless Value

    bool operator==(const BoundValue &other) const = default;
};

/// A partition's bound, read from pg_get_expr(relpartbound) in a session with DateStyle ISO.
struct PartitionBound {
    enum class Kind { Range, List, Hash, Default };
    Kind kind = Kind::Default;
    QList<BoundValue> lower; ///< Range: FROM, one value a key column; List: all values
    QList<BoundValue> upper; ///< Range: TO, exclusive
    int modulus = 0;
    int remainder = 0;

    /// Read "FOR VALUES FROM (…) TO (…)", "FOR VALUES IN (…)", "FOR VALUES WITH (modulus m, remainder r)" or "DEFAULT";
    /// absent for anything else.
    static std::optional<PartitionBound> parse(const QString &text);
};

/// Order two values of one key column: below zero, zero, above. `category` is the column type's pg_type.typcategory:
/// 'N' compares as numbers, 'D' as dates and times (BC, years beyond 9999, infinity), 'S' as text, anything else as
/// numbers where both are, else as text. NULL comes last.
int compareBoundValues(const BoundValue &a, const BoundValue &b, QChar category);

/// Whether `a` stands before `b` among the partitions of one parent: by lower bound, first list value or remainder,
/// DEFAULT last. `categories` has one character a key column.
bool boundLessThan(const PartitionBound &a, const PartitionBound &b, const QString &categories);

} // namespace parterre
