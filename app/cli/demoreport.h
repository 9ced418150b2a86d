// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/writerload.h"

#include <QTextStream>

namespace parterre {

/// What one change of the table's shape was measured to be: a migration or a rollback.
struct DemoMove {
    QString title;
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 totalUs = 0;
    qint64 copyUs = 0; ///< 0 where nothing was copied
    qint64 copyRows = 0;
    qint64 copyBytes = 0;
    qint64 attempts = 0;
    LoadTimes writers; ///< that were due, or under way, from the beginning of the switch to its end
    LoadTimes readers;
    qint64 verifiedRows = 0; ///< by the engine's own verification
    bool verifiedEqual = true;
    LedgerComparison ledger;

    bool isEqual() const { return verifiedEqual && ledger.isEqual(); }
};

/// Everything the demonstration says at its end.
struct DemoReport {
    QList<DemoMove> moves;
    LoadTimes calmWriters; ///< before anything began
    LoadTimes calmReaders;
    LoadTimes busyWriters; ///< while rows were copied, indexed and compared
    LoadTimes busyReaders;
    LoadCounts counts;

    /// Both shapes were equal to what the application wrote every time, and it met no error but 40001.
    bool isClean() const;
    void print(QTextStream &out) const;
};

} // namespace parterre
