// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/error.h"
#include "base/progress.h"
#include "base/qualifiedname.h"
#include "insight/valuewriters.h"

#include <QDateTime>
#include <QMap>

namespace parterre {

class Session;

/// How the values of one column are made where its type says too little.
struct ColumnRecipe {
    ValueWriter write;
    int nullPerMille = 0;
    bool unique = false; ///< the values never repeat for one seed: the column makes its unique keys unique
};

/// What a generator run is told beyond the table itself.
struct GeneratorProfile {
    QMap<QString, ColumnRecipe> columns; ///< by column name; others go by their type
    QDateTime spanEnd;                   ///< the last event; invalid = the start of today, UTC
    int spanDays = 730;
    int outOfOrderPerMille = 100; ///< rows that tell of something earlier: imported history
    QList<QDateTime> outliers;    ///< moments of single rows, spread evenly over the run
    qint64 batchRows = 20'000;    ///< a batch is one COPY and one transaction
};

/// Add rows with plausible values to a table or partitioned table, in batches of their own transactions.
///
/// The same seed makes the same rows for a table of the same content, whatever the batch size. Column by column: a
/// recipe of the profile; else left to the server where it is an identity, generated or fed from a sequence; else a row
/// that exists on the other side of a foreign key; else a value of its type, NULL now and then where allowed; else the
/// default. One column of each unique key gets values that never repeat and that continue behind what the table holds.
///
/// Returns the rows made. Cancelled, or after an error of the server, the finished batches stay. Errors: Usage (rows
/// below 0), NotFound, Refused (a column that must have a value and for which none can be made, named), Cancelled.
Result<qint64> generateRows(Session &session, const QualifiedName &table, qint64 rows, quint64 seed, CancelToken cancel,
                            ProgressSink &progress, const GeneratorProfile &profile = {});

} // namespace parterre
