// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/seededrandom.h"

#include <QByteArray>
#include <QList>
#include <QPair>

#include <functional>
#include <optional>

namespace parterre {

/// What all values of one generated row share.
struct GeneratedRow {
    qint64 index = 0;    ///< of this run, from 0
    quint64 ordinal = 0; ///< differs in every row that was ever made for one table and one seed
    quint64 seed = 0;
    qint64 momentUs = 0;   ///< when the row's event happened, µs since 1970 UTC; some rows come late
    qint64 recordedUs = 0; ///< when it was written down: always in order
    SeededRandom random;
};

/// Appends one value in PostgreSQL's text format, unescaped. It draws from row.random only, so that a row depends on
/// the seed and its ordinal alone.
using ValueWriter = std::function<void(QByteArray &out, GeneratedRow &row)>;

/// Ready writers for recipes (GeneratorProfile) and for the types.
namespace writers {

/// One of the values, by weight.
ValueWriter choice(QList<QPair<QByteArray, int>> weighted);
/// One of the values, all alike.
ValueWriter oneOf(const QList<QByteArray> &values);
/// `prefix` and that many hexadecimal digits.
ValueWriter hex(const QByteArray &prefix, int digits);
/// As hex(), never the same twice for one seed. At least 16 digits.
ValueWriter uniqueHex(const QByteArray &prefix, int digits);
/// `prefix` and a number below `count`, the small ones more often.
ValueWriter numbered(const QByteArray &prefix, qint64 count);
ValueWriter integer(qint64 from, qint64 to);
/// A number with up to that many digits before the point (small numbers are more frequent) and exactly `scale` behind.
ValueWriter decimal(int integerDigits, int scale);
/// `values[(row.index / stride) % count]`: with timeGrid() makes rows that differ in the combination.
ValueWriter grid(const QList<QByteArray> &values, qint64 stride);
/// A timestamp `fromUs + (row.index / stride) * stepUs`.
ValueWriter timeGrid(qint64 fromUs, qint64 stepUs, qint64 stride);

enum class Moment { Event, Recorded };
/// The row's moment and up to `spreadUs` more, with `digits` digits of a second.
ValueWriter timestamp(Moment moment, qint64 spreadUs, int digits, const QByteArray &suffix = {});

} // namespace writers

/// A type as the catalog tells it, domains resolved.
struct ValueType {
    QString name; ///< typname of the type, or of an array's element: "int4", "varchar"
    int modifier = -1;
    bool isArray = false;
    bool isEnum = false;
    QList<QByteArray> labels; ///< of an enum
};

/// Plausible values of a type; empty where the type is not known.
ValueWriter writerFor(const ValueType &type);

/// Values that never repeat.
struct UniqueWriter {
    ValueWriter write;
    bool continuesGreatest = false; ///< needs the column's greatest value to start behind it
    int rank = 0;                   ///< 0 best: room for any number of rows
};

/// Values of a type that differ in every row. `greatest` is what the column holds already (text format, absent in an
/// empty table); used where the result says continuesGreatest. Empty writer where the type has no room for `rows`
/// values or is not known.
UniqueWriter uniqueWriterFor(const ValueType &type, const std::optional<QString> &greatest, qint64 rows);

/// Append "2026-01-31 12:00:00.123" for µs since 1970.
void appendTimestamp(QByteArray &out, qint64 epochUs, int digits);

} // namespace parterre
