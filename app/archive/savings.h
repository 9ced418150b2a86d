// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jsonarchive.h"

#include <optional>

namespace parterre {

/// What a table, or an archive, takes on disk, with all its partitions. Bytes.
struct MeasuredSizes {
    qint64 heap = 0; ///< with free space map and visibility map
    qint64 indexes = 0;
    qint64 toast = 0; ///< with its index
    qint64 rows = 0;  ///< by the last VACUUM or ANALYZE; negative where none has looked
    QStringList tablespaces;
    bool partitioned = false;
    bool elsewhere = false; ///< some of it is on another server: what that takes is not in here

    qint64 total() const { return heap + indexes + toast; }

    template<class A>
    void fields(A &a)
    {
        a("heap", heap);
        a("indexes", indexes);
        a("toast", toast);
        a("rows", rows);
        a("tablespaces", tablespaces);
        a("partitioned", partitioned);
        a("elsewhere", elsewhere);
    }
};

/// How long a query took: planning and execution on the server, without sending its rows.
struct MeasuredQuery {
    QString query;
    double ms = 0;        ///< the median
    int runs = 0;         ///< of so many, after one to warm up; one where the time left no more
    qint64 pagesHit = 0;  ///< shared buffers of the last run
    qint64 pagesRead = 0; ///< likewise, that were not in them
    QString whyNot;       ///< it was not measured; empty: it was

    template<class A>
    void fields(A &a)
    {
        a("query", query);
        a("ms", ms);
        a("runs", runs);
        a("pagesHit", pagesHit);
        a("pagesRead", pagesRead);
        a("whyNot", whyNot);
    }
};

/// How fast COPY reads: one session, without compression, from a cache as it was at the time.
struct MeasuredDump {
    qint64 bytes = 0; ///< of heap and TOAST whose rows were sent; 0: not measured
    double ms = 0;
    QString whyNot; ///< it was not measured; empty: it was, or nobody asked

    /// Of so many bytes of heap and TOAST; absent where nothing was measured.
    std::optional<double> estimateMs(qint64 ofBytes) const;

    template<class A>
    void fields(A &a)
    {
        a("bytes", bytes);
        a("ms", ms);
        a("whyNot", whyNot);
    }
};

/// All that is measured at one moment.
struct SavingsFigures {
    MeasuredSizes table;
    MeasuredSizes archive; ///< zeros while there is none
    QList<MeasuredQuery> queries;
    MeasuredDump tableDump;
    MeasuredDump archiveDump;
    qint64 files = -1; ///< bytes of the table's archive files; negative: nobody looked

    template<class A>
    void fields(A &a)
    {
        a("table", table);
        a("archive", archive);
        a("queries", queries);
        a("tableDump", tableDump);
        a("archiveDump", archiveDump);
        a("files", files);
    }
};

/// Before rows went to the archive, or after.
enum class SavingsMoment { Before, After };
QString toText(SavingsMoment moment); ///< "before", "after"
bool fromText(const QString &text, SavingsMoment *moment);

/// A measurement as it is kept in the database.
struct SavingsMeasurement {
    qint64 id = 0;
    QString run; ///< that made it; empty: it was made by hand
    SavingsMoment moment = SavingsMoment::Before;
    QString label; ///< of the person who made it
    QString at;    ///< as the server writes it, UTC
    SavingsFigures figures;

    template<class A>
    void fields(A &a)
    {
        a("id", id);
        a("run", run);
        a("moment", moment);
        a("label", label);
        a("at", at);
        a("figures", figures);
    }
};

} // namespace parterre
