// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demoreport.h"

#include "base/units.h"
#include "cli/cli.h"
#include "cli/texttable.h"

#include <QLocale>

#include <algorithm>
#include <functional>

namespace parterre {

namespace {

QString milliseconds(qint64 us)
{
    return Cli::tr("%1 ms").arg(QLocale::c().toString(static_cast<double>(us) / 1000, 'f', 1));
}

QString seconds(qint64 us)
{
    return Cli::tr("%1 s").arg(QLocale::c().toString(static_cast<double>(us) / 1e6, 'f', 1));
}

QString perSecond(qint64 amount, qint64 us)
{
    return us > 0 ? formatCount(static_cast<qint64>(static_cast<double>(amount) * 1e6 / static_cast<double>(us)))
                  : QString();
}

QString bytesPerSecond(qint64 bytes, qint64 us)
{
    return us > 0 ? Cli::tr("%1/s").arg(
               formatBytes(static_cast<qint64>(static_cast<double>(bytes) * 1e6 / static_cast<double>(us))))
                  : QString();
}

QString differences(const LedgerComparison &ledger)
{
    if (ledger.isEqual())
        return Cli::tr("none");
    const qint64 rows = ledger.missing + ledger.surplus + ledger.different;
    return ledger.othersEqual ? formatCount(rows) : Cli::tr("%1, and rows nobody wrote to").arg(formatCount(rows));
}

QString verified(const DemoMove &move)
{
    if (move.verifiedRows == 0)
        return {};
    return move.verifiedEqual ? formatCount(move.verifiedRows) : Cli::tr("DIFFERENT");
}

struct Line {
    QString name;
    std::function<QString(const DemoMove &)> value;
};

QList<Line> lines()
{
    return {
        {Cli::tr("rows of the table"), [](const DemoMove &m) { return formatCount(m.rows); }},
        {Cli::tr("size with indexes"), [](const DemoMove &m) { return formatBytes(m.bytes); }},
        {Cli::tr("time in all"), [](const DemoMove &m) { return seconds(m.totalUs); }},
        {Cli::tr("copy, rows a second"), [](const DemoMove &m) { return perSecond(m.copyRows, m.copyUs); }},
        {Cli::tr("copy, bytes"), [](const DemoMove &m) { return bytesPerSecond(m.copyBytes, m.copyUs); }},
        {Cli::tr("attempts to switch"), [](const DemoMove &m) { return formatCount(m.attempts); }},
        {Cli::tr("writers waited at most"), [](const DemoMove &m) { return milliseconds(m.writers.maxUs); }},
        {Cli::tr("writers waited, p99"), [](const DemoMove &m) { return milliseconds(m.writers.p99Us); }},
        {Cli::tr("readers waited at most"), [](const DemoMove &m) { return milliseconds(m.readers.maxUs); }},
        {Cli::tr("readers waited, p99"), [](const DemoMove &m) { return milliseconds(m.readers.p99Us); }},
        {Cli::tr("rows verified, old against new"), verified},
        {Cli::tr("rows compared with the ledger"), [](const DemoMove &m) { return formatCount(m.ledger.ledgerRows); }},
        {Cli::tr("other rows, by hash"), [](const DemoMove &m) { return formatCount(m.ledger.otherRows); }},
        {Cli::tr("differences"), [](const DemoMove &m) { return differences(m.ledger); }},
    };
}

void printMoves(QTextStream &out, const QList<DemoMove> &moves)
{
    TextTable table;
    table.addColumn({});
    for (const DemoMove &move : moves)
        table.addColumn(move.title, TextTable::Align::Right);
    for (const Line &line : lines()) {
        QStringList cells{line.name};
        for (const DemoMove &move : moves)
            cells << line.value(move);
        table.addRow(cells);
    }
    table.print(out);
}

QString timesText(const LoadTimes &times)
{
    return Cli::tr("p99 %1, at most %2").arg(milliseconds(times.p99Us), milliseconds(times.maxUs));
}

void printLoad(QTextStream &out, const DemoReport &report)
{
    TextTable table;
    table.addColumn(Cli::tr("the application"));
    table.addColumn({}, TextTable::Align::Right);
    const LoadCounts &counts = report.counts;
    table.addRow({Cli::tr("writes committed"), formatCount(counts.writes)});
    table.addRow({Cli::tr("reads"), formatCount(counts.reads)});
    table.addRow({Cli::tr("errors"), formatCount(counts.errors)});
    table.addRow({Cli::tr("own writes read back old"), formatCount(counts.staleReads)});
    table.addRow({Cli::tr("serialization failures retried (40001)"), formatCount(counts.retries)});
    table.addRow({Cli::tr("a write, in calm"), timesText(report.calmWriters)});
    table.addRow({Cli::tr("a read, in calm"), timesText(report.calmReaders)});
    table.addRow({Cli::tr("a write, while the table is copied and indexed"), timesText(report.busyWriters)});
    table.addRow({Cli::tr("a read, while the table is copied and indexed"), timesText(report.busyReaders)});
    table.print(out);
}

} // namespace

bool DemoReport::isClean() const
{
    return counts.errors == 0 && counts.staleReads == 0
        && std::all_of(moves.begin(), moves.end(), [](const DemoMove &move) { return move.isEqual(); });
}

void DemoReport::print(QTextStream &out) const
{
    out << Qt::endl;
    printMoves(out, moves);
    out << Qt::endl;
    printLoad(out, *this);
    out << Qt::endl;
    for (const DemoMove &move : moves) {
        for (const QString &example : move.ledger.examples)
            out << example << Qt::endl;
    }
    for (const QString &message : counts.messages)
        out << message << Qt::endl;
    out << (isClean() ? Cli::tr("Every row was equal every time, and the application met no error.")
                      : Cli::tr("NOT everything was equal, or the application met errors: see above."))
        << Qt::endl;
}

} // namespace parterre
