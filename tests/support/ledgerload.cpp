// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ledgerload.h"

#include "support/loadshared.h"

#include <algorithm>
#include <thread>

namespace parterre::test {

namespace {

constexpr std::size_t kCopyChunk = 1 << 16;
constexpr int kFetchRows = 20000;

std::int64_t monthStartUs(int year, int month)
{
    const int months = year * 12 + month - 1;
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-01 00:00:00", months / 12, months % 12 + 1);
    return parseTimestamp(text).value_or(0);
}

std::string copyField(const std::optional<std::string> &value)
{
    if (!value)
        return "\\N";
    std::string text;
    for (const char c : *value) {
        switch (c) {
        case '\\':
            text += "\\\\";
            break;
        case '\n':
            text += "\\n";
            break;
        case '\t':
            text += "\\t";
            break;
        default:
            text += c;
        }
    }
    return text;
}

/// A row as the table has it.
struct TableRow {
    std::int64_t id = 0;
    LedgerRow row;
    std::string problem;
};

TableRow tableRow(const PgResult &result, int at)
{
    TableRow found;
    found.id = std::atoll(result.value(at, 0).value_or("-1").c_str());
    const std::string ts = result.value(at, 1).value_or("NULL");
    const auto parsed = parseTimestamp(ts);
    if (!parsed)
        found.problem = "ts is " + ts;
    found.row.tsUs = parsed.value_or(0);
    found.row.v = std::atoll(result.value(at, 2).value_or("-1").c_str());
    found.row.pad = result.value(at, 3);
    return found;
}

/// Visit all rows in the order of their keys, from one snapshot. The error's text, or empty.
QString forEachTableRow(const QString &conninfo, const QString &table,
                        const std::function<void(const TableRow &)> &visit)
{
    PgClient client(conninfo + QStringLiteral(" options='-c timezone=UTC -c datestyle=ISO'"));
    PgResult result = client.exec(QLatin1String("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                                                " DECLARE rows NO SCROLL CURSOR FOR SELECT id, ts, v, pad FROM ")
                                  + table + QLatin1String(" ORDER BY id"));
    const std::string fetch = "FETCH " + std::to_string(kFetchRows) + " FROM rows";
    while (result.ok()) {
        result = client.exec(fetch);
        for (int row = 0; result.ok() && row < result.rowCount(); ++row)
            visit(tableRow(result, row));
        if (result.ok() && result.rowCount() < kFetchRows)
            return {};
    }
    return QString::fromStdString(result.message());
}

/// Walks the expected rows beside the table's rows, both in the order of their keys.
class Comparison {
public:
    explicit Comparison(int limit)
        : m_limit(limit)
    {}

    void expect(std::int64_t id, const LedgerRow &row) { m_expected.emplace_back(id, &row); }
    void meet(const TableRow &found);
    QStringList finish();

private:
    void report(std::int64_t id, const std::string &text);

    int m_limit;
    std::vector<std::pair<std::int64_t, const LedgerRow *>> m_expected;
    std::size_t m_next = 0;
    qint64 m_differences = 0;
    QStringList m_lines;
};

void Comparison::report(std::int64_t id, const std::string &text)
{
    if (m_differences++ < m_limit)
        m_lines.append(QStringLiteral("id %1: ").arg(id) + QString::fromStdString(text));
}

void Comparison::meet(const TableRow &found)
{
    while (m_next < m_expected.size() && m_expected[m_next].first < found.id) {
        report(m_expected[m_next].first, "missing, expected " + describeRow(*m_expected[m_next].second));
        ++m_next;
    }
    if (m_next == m_expected.size() || m_expected[m_next].first != found.id)
        return report(found.id, "surplus or twice, found " + describeRow(found.row) + ' ' + found.problem);
    const LedgerRow &wanted = *m_expected[m_next++].second;
    if (!(wanted == found.row) || !found.problem.empty())
        report(found.id, "expected " + describeRow(wanted) + ", found " + describeRow(found.row) + ' ' + found.problem);
}

QStringList Comparison::finish()
{
    for (; m_next < m_expected.size(); ++m_next)
        report(m_expected[m_next].first, "missing, expected " + describeRow(*m_expected[m_next].second));
    if (m_differences > m_limit)
        m_lines.append(QStringLiteral("… and %1 more differences").arg(m_differences - m_limit));
    return m_lines;
}

} // namespace

struct LedgerLoad::Private : LoadShared {
    std::map<std::int64_t, LedgerRow> bystanders; ///< rows of nobody's range: they must stay as they are
    std::vector<std::unique_ptr<LatencyLog>> latencies;
    std::vector<std::thread> threads;
    std::chrono::steady_clock::time_point runningSince;
    double secondsBefore = 0;
    bool running = false;

    ThreadLedger *owner(std::int64_t id) const;
    void launch(const std::function<void(LatencyLog &)> &work);
    bool prepareCounters();
    void stopClock();
};

ThreadLedger *LedgerLoad::Private::owner(std::int64_t id) const
{
    const std::int64_t thread = id / ThreadLedger::kSpace - 1;
    return id >= 0 && thread >= 0 && thread < options.writers ? ledgers[static_cast<std::size_t>(thread)].get()
                                                              : nullptr;
}

void LedgerLoad::Private::launch(const std::function<void(LatencyLog &)> &work)
{
    LatencyLog &log = *latencies.emplace_back(std::make_unique<LatencyLog>());
    gate.enter();
    threads.emplace_back([this, work, &log] {
        work(log);
        gate.leave();
    });
}

bool LedgerLoad::Private::prepareCounters()
{
    PgClient client(options.conninfo);
    const PgResult made = client.exec(QStringLiteral("INSERT INTO %1 SELECT g, 0 FROM generate_series(0, %2) g"
                                                     " ON CONFLICT DO NOTHING")
                                          .arg(options.counterTable)
                                          .arg(options.writers - 1));
    if (!made.ok())
        record.fail(-1, made.message());
    return made.ok();
}

void LedgerLoad::Private::stopClock()
{
    if (running)
        secondsBefore += std::chrono::duration<double>(std::chrono::steady_clock::now() - runningSince).count();
    running = false;
}

LedgerLoad::LedgerLoad(LedgerLoadOptions options)
    : d(std::make_unique<Private>())
{
    d->options = std::move(options);
    d->limits.fromUs = monthStartUs(d->options.fromYear, d->options.fromMonth);
    d->limits.toUs = monthStartUs(d->options.fromYear, d->options.fromMonth + d->options.months);
    d->limits.maxThinkMs = d->options.maxThinkMs;
    d->limits.knownTsPercent = d->options.knownTsPercent;
    for (int thread = 0; thread < d->options.writers; ++thread)
        d->ledgers.push_back(std::make_unique<ThreadLedger>(thread));
}

LedgerLoad::~LedgerLoad()
{
    stop();
}

bool LedgerLoad::fill(qint64 rows)
{
    Rng rng(d->options.seed);
    qint64 made = 0;
    const auto nextChunk = [&] {
        std::string chunk;
        for (; made < rows && chunk.size() < kCopyChunk; ++made) {
            ThreadLedger &ledger = *d->ledgers[static_cast<std::size_t>(made % d->options.writers)];
            const std::int64_t spanMs = (d->limits.toUs - d->limits.fromUs) / 1000;
            const std::int64_t atMs =
                rng.percent(10) ? rng.below(spanMs) : spanMs / rows * made + spanMs % rows * made / rows;
            LedgerRow row{d->limits.fromUs + atMs * 1000, rng.below(1'000'000'000), randomPad(rng)};
            const std::int64_t id = ledger.takeFreshId();
            chunk += std::to_string(id) + '\t' + timestampText(row.tsUs) + '\t' + std::to_string(row.v) + '\t'
                + copyField(row.pad) + '\n';
            ledger.load(id, std::move(row));
        }
        return chunk;
    };
    PgClient client(d->options.conninfo);
    const PgResult result =
        client.copyIn("COPY " + d->options.table.toStdString() + " (id, ts, v, pad) FROM STDIN", nextChunk);
    if (!result.ok())
        d->record.fail(-1, "fill: " + result.message());
    return result.ok();
}

bool LedgerLoad::adoptExisting()
{
    const QString problem = forEachTableRow(d->options.conninfo, d->options.table, [this](const TableRow &found) {
        if (ThreadLedger *ledger = d->owner(found.id))
            ledger->load(found.id, found.row);
        else
            d->bystanders.emplace(found.id, found.row);
    });
    if (!problem.isEmpty())
        d->record.fail(-1, "adopt: " + problem.toStdString());
    return problem.isEmpty();
}

bool LedgerLoad::start()
{
    if (!d->prepareCounters())
        return false;
    for (int thread = 0; thread < d->options.writers; ++thread)
        d->launch([this, thread](LatencyLog &log) { LedgerWriter(*d, thread, log).work(); });
    for (int reader = 0; reader < d->options.readers; ++reader)
        d->launch([this, reader](LatencyLog &log) { LedgerReader(*d, d->options.writers + reader, log).work(); });
    d->runningSince = std::chrono::steady_clock::now();
    d->running = true;
    return true;
}

bool LedgerLoad::pause(std::chrono::milliseconds timeout)
{
    const bool parked = d->gate.pause(timeout);
    d->stopClock();
    return parked;
}

void LedgerLoad::resume()
{
    d->runningSince = std::chrono::steady_clock::now();
    d->running = true;
    d->gate.resume();
}

void LedgerLoad::stop()
{
    d->gate.stop();
    for (std::thread &thread : d->threads)
        thread.join();
    d->threads.clear();
    d->stopClock();
}

bool LedgerLoad::waitForCommits(qint64 more, std::chrono::milliseconds timeout) const
{
    return d->record.waitForCommits(more, timeout);
}

QStringList LedgerLoad::failures() const
{
    return d->record.failures();
}

qint64 LedgerLoad::failureCount() const
{
    return d->record.stats().failures;
}

LoadStats LedgerLoad::stats() const
{
    LoadStats stats = d->record.stats();
    stats.seconds = d->secondsBefore;
    if (d->running)
        stats.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - d->runningSince).count();
    return stats;
}

std::int64_t LedgerLoad::nowUs()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::vector<LatencySample> LedgerLoad::samples(std::int64_t fromUs, std::int64_t toUs, LoadSide side) const
{
    std::vector<LatencySample> all;
    for (const auto &log : d->latencies)
        log->collect(fromUs, toUs, all);
    std::erase_if(all, [side](const LatencySample &sample) { return sample.side != side; });
    return all;
}

std::vector<std::int64_t> LedgerLoad::latencies(std::int64_t fromUs, std::int64_t toUs, LoadSide side) const
{
    std::vector<std::int64_t> all;
    for (const LatencySample &sample : samples(fromUs, toUs, side))
        all.push_back(sample.latencyUs);
    std::ranges::sort(all);
    return all;
}

std::int64_t LedgerLoad::blockedUs(std::int64_t fromUs, std::int64_t toUs, LoadSide side, std::int64_t normalUs) const
{
    std::map<int, std::int64_t> perThread;
    for (const LatencySample &sample : samples(fromUs, toUs, side))
        perThread[sample.thread] += std::max<std::int64_t>(0, sample.latencyUs - normalUs);
    std::int64_t most = 0;
    for (const auto &[thread, sum] : perThread)
        most = std::max(most, sum);
    return most;
}

void LedgerLoad::clearSamples()
{
    for (const auto &log : d->latencies)
        log->clear();
}

QStringList LedgerLoad::compare(const QString &conninfo, const QString &table, int limit) const
{
    Comparison comparison(limit);
    const std::int64_t firstOwned = ThreadLedger(0).firstId();
    const auto expectBystanders = [&](bool below) {
        for (const auto &[id, row] : d->bystanders) {
            if ((id < firstOwned) == below)
                comparison.expect(id, row);
        }
    };
    // Ranges of keys are disjoint and ascending, so this is the order of the keys.
    expectBystanders(true);
    for (const auto &ledger : d->ledgers)
        ledger->forEach([&](std::int64_t id, const LedgerRow &row) { comparison.expect(id, row); });
    expectBystanders(false);
    const QString problem = forEachTableRow(conninfo, table, [&](const TableRow &found) { comparison.meet(found); });
    QStringList lines = comparison.finish();
    if (!problem.isEmpty())
        lines.prepend(QLatin1String("cannot read the table: ") + problem);
    return lines;
}

qint64 LedgerLoad::expectedRows() const
{
    qint64 rows = static_cast<qint64>(d->bystanders.size());
    for (const auto &ledger : d->ledgers)
        rows += static_cast<qint64>(ledger->size());
    return rows;
}

QString LoadStats::toString() const
{
    QStringList lines{
        QStringLiteral("%1 commits in %2 s (%3/s), %4 rolled back, %5 read first (%6 of them FOR UPDATE)")
            .arg(committed)
            .arg(seconds, 0, 'f', 1)
            .arg(commitsPerSecond(), 0, 'f', 0)
            .arg(rolledBack)
            .arg(readFirst)
            .arg(readForUpdate),
        QStringLiteral("%1 reads of own committed rows, %2 inconclusive; retries: %3 moved, %4 serialization")
            .arg(reads)
            .arg(inconclusiveReads)
            .arg(retriesMoved)
            .arg(retriesSerialization),
        QStringLiteral("%1 connection losses, %2 unknown outcomes resolved, %3 deadlocks, %4 failures")
            .arg(connectionLosses)
            .arg(outcomesResolved)
            .arg(deadlocks)
            .arg(failures)};
    QStringList kinds;
    for (auto kind = committedByKind.begin(); kind != committedByKind.end(); ++kind)
        kinds.append(QStringLiteral("%1 %2").arg(kind.key()).arg(kind.value()));
    return (lines << kinds.join(QLatin1String(", "))).join(u'\n');
}

} // namespace parterre::test
