// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/generator.h"

#include "insight/generatorcolumns.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace parterre {

namespace {

constexpr qsizetype kChunkBytes = 128 * 1024;
constexpr int kMaxAttempts = 3;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Generator)
};

/// When the events of a run happen.
class Calendar {
public:
    Calendar(const GeneratorProfile &profile, qint64 rows)
        : m_rows(std::max<qint64>(rows, 1))
        , m_outOfOrder(profile.outOfOrderPerMille)
    {
        const QDateTime end = profile.spanEnd.isValid() ? profile.spanEnd : QDate::currentDate().startOfDay(Qt::UTC);
        m_spanUs = profile.spanDays * qint64{86'400'000'000};
        m_fromUs = end.toMSecsSinceEpoch() * 1000 - m_spanUs;
        for (const QDateTime &outlier : profile.outliers)
            m_outliers << outlier.toMSecsSinceEpoch() * 1000;
    }

    void place(GeneratedRow &row) const
    {
        const double share = (static_cast<double>(row.index) + static_cast<double>(row.random.below(1000)) / 1000)
            / static_cast<double>(m_rows);
        row.recordedUs = m_fromUs + static_cast<qint64>(share * static_cast<double>(m_spanUs));
        row.momentUs = row.random.chance(m_outOfOrder) ? row.random.between(m_fromUs, row.recordedUs) : row.recordedUs;
        for (qsizetype i = 0; i < m_outliers.size(); ++i) {
            if (row.index == (i + 1) * m_rows / (m_outliers.size() + 1))
                row.momentUs = m_outliers[i];
        }
    }

private:
    qint64 m_rows;
    int m_outOfOrder;
    qint64 m_spanUs = 0;
    qint64 m_fromUs = 0;
    QList<qint64> m_outliers;
};

void escapeFrom(QByteArray &out, qsizetype start)
{
    QByteArray value = out.sliced(start);
    value.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
    out.truncate(start);
    out += value;
}

/// Writes the lines of a COPY.
class LineWriter {
public:
    LineWriter(const GeneratorColumns &columns, quint64 seed, const Calendar &calendar)
        : m_columns(columns)
        , m_seed(seed)
        , m_calendar(calendar)
    {}

    void write(QByteArray &out, qint64 index) const
    {
        const quint64 ordinal = m_columns.firstOrdinal + static_cast<quint64>(index);
        GeneratedRow row{index, ordinal, m_seed, 0, 0, SeededRandom(m_seed, ordinal)};
        m_calendar.place(row);
        for (const GeneratorColumn &column : m_columns.columns) {
            writeValue(out, column, row);
            out += '\t';
        }
        out.back() = '\n';
    }

private:
    static void writeValue(QByteArray &out, const GeneratorColumn &column, GeneratedRow &row)
    {
        if (row.random.chance(column.nullPerMille)) {
            out += "\\N";
            return;
        }
        const qsizetype start = out.size();
        column.write(out, row);
        if (column.escape)
            escapeFrom(out, start);
    }

    const GeneratorColumns &m_columns;
    const quint64 m_seed;
    const Calendar &m_calendar;
};

/// One batch: rows first … first + count - 1, as one COPY.
Result<qint64> copyBatch(Session &session, const SqlText &copy, const LineWriter &lines, qint64 first, qint64 count)
{
    qint64 next = first;
    return session.copyIn(copy, [&, chunk = QByteArray()]() mutable {
        chunk.resize(0);
        chunk.reserve(kChunkBytes + kChunkBytes / 8);
        while (next < first + count && chunk.size() < kChunkBytes)
            lines.write(chunk, next++);
        return chunk;
    });
}

void reportRows(ProgressSink &sink, qint64 done, qint64 total, const QElapsedTimer &timer)
{
    Progress progress;
    progress.step = Text::tr("Generating");
    progress.unit = QStringLiteral("rows");
    progress.done = done;
    progress.total = total;
    const qint64 elapsed = std::max<qint64>(timer.elapsed(), 1);
    progress.rate = static_cast<double>(done) * 1000 / static_cast<double>(elapsed);
    if (done > 0)
        progress.remainingMs = elapsed * (total - done) / done;
    sink.report(progress);
}

Failure stopped(qint64 done)
{
    return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"),
                   Text::tr("%1 rows were made and stay.").arg(done));
}

} // namespace

Result<qint64> generateRows(Session &session, const QualifiedName &table, qint64 rows, quint64 seed, CancelToken cancel,
                            ProgressSink &sink, const GeneratorProfile &profile)
{
    if (rows < 0)
        return failure(ErrorCode::Usage, Text::tr("the number of rows is negative"));
    PARTERRE_ASSIGN(columns, planColumns(session, table, rows, seed, profile));
    const SqlText copy =
        SqlText::load(QStringLiteral("insight/copy_rows"),
                      {{QStringLiteral("table"), table.quoted()},
                       {QStringLiteral("columns"), quoteIdentifiers(columns.names()).join(QStringLiteral(", "))}});
    const Calendar calendar(profile, rows);
    const LineWriter lines(columns, seed, calendar);
    QElapsedTimer timer;
    timer.start();
    qint64 done = 0;
    int attempts = 0;
    while (done < rows) {
        if (cancel.isCancelled())
            return stopped(done);
        const qint64 count = std::min(profile.batchRows, rows - done);
        const Result<qint64> copied = copyBatch(session, copy, lines, done, count);
        if (copied) {
            done += count;
            attempts = 0;
            reportRows(sink, done, rows, timer);
        } else if (copied.error().sqlState == u"23505" && ++attempts < kMaxAttempts) {
            // Rows were deleted from the middle of an earlier run, or another session makes rows with this seed.
            columns.firstOrdinal += static_cast<quint64>(rows);
        } else if (copied.error().isCancelled()) {
            return stopped(done);
        } else {
            return Failure(copied.error());
        }
    }
    return done;
}

} // namespace parterre
