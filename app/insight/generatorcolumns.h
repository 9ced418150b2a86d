// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/generator.h"

#include <QStringList>

namespace parterre {

/// One column that a run fills.
struct GeneratorColumn {
    QString name;
    ValueWriter write;
    int nullPerMille = 0;
    bool escape = false; ///< values may hold characters that COPY's text format gives a meaning
};

/// How a run fills a table.
struct GeneratorColumns {
    QList<GeneratorColumn> columns;
    quint64 firstOrdinal = 0; ///< behind the ordinals that the table's unique values use up already

    QStringList names() const;
};

/// Read the table's columns, unique keys and foreign keys and decide how each column is filled. Errors as
/// generateRows().
Result<GeneratorColumns> planColumns(Session &session, const QualifiedName &table, qint64 rows, quint64 seed,
                                     const GeneratorProfile &profile);

} // namespace parterre
