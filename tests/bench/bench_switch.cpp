// SPDX-License-Identifier: GPL-3.0-or-later
// How long readers and writers of the table are held up by a switch, summed over all its attempts, while they work at
// 400 transactions a second each. Every migration is switched and switched back: two switches. After each, all rows are
// compared with what was written; of a row that is not as it ought to be, all that the server holds of it is printed.
//
//   bench_switch [--switches 50] [--leaves 24] [--round-trip 0] [--rows 20000] [--standby none|sync|gone|report] [--all
//   1] [--trace 1]
#include "benchhelp.h"
#include "support/cluster.h"
#include "support/fixtures.h"
#include "support/ledgerload.h"
#include "support/proxy.h"

#include <QDate>
#include <QElapsedTimer>
#include <QRegularExpression>

#include <map>
#include <mutex>
#include <set>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kWantedWriterMs = 50;
constexpr qint64 kWantedReaderMs = 20;
constexpr std::int64_t kCommitUs = 5'000; // more than COMMIT and its answer take

struct Setting {
    int leaves = 24;
    int roundTripMs = 0;
    QString standby = u"none"_s;
    QString name() const
    {
        return u"%1 leaves, %2 ms round trip, standby %3"_s.arg(leaves).arg(roundTripMs).arg(standby);
    }
};

struct Measured {
    QList<double> writerMs;
    QList<double> readerMs;
    QList<double> writerAnsweredMs;
    QList<double> readerAnsweredMs;
    QList<double> lockedMs;
    QList<int> attempts;
    LoadStats stats;
    QStringList failures;
};

// When the attempts of a switch asked for their locks and let them go again.
class SwitchWatch {
public:
    explicit SwitchWatch(RecordingSink &sink)
    {
        sink.onReport = [this](const Progress &p) {
            if (!p.message.startsWith(u"attempt "))
                return;
            const std::int64_t now = LedgerLoad::nowUs();
            if (p.message.endsWith(u"locking the table"))
                attempts << std::pair(now, now);
            else
                attempts.last().second = now;
        };
    }
    QList<std::pair<std::int64_t, std::int64_t>> attempts;
    double lockedMs = 0; ///< in the attempt that succeeded, by the server's clock
};

class Bench {
public:
    Bench(Setting setting, qint64 rows)
        : m_setting(std::move(setting))
        , m_rows(rows)
    {}
    bool prepare();
    Measured run(int switches);

private:
    void takeFigures(SwitchWatch &watch, const RecordingSink &sink, Measured &measured);
    void comeToRest();
    void mustEqual(const char *when, Measured &measured) const;
    void showEvidence(std::int64_t id) const;
    enum class Lost { Blocked, Answered };
    double lostMs(const SwitchWatch &watch, LoadSide side, Lost what) const;
    void trace(const SwitchWatch &watch) const;

    Setting m_setting;
    qint64 m_rows;
    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<Cluster> m_standby;
    std::unique_ptr<PgClient> m_report;
    std::unique_ptr<Proxy> m_proxy;
    std::unique_ptr<LedgerLoad> m_load;
    std::int64_t m_normalUs = 0;
};

bool Bench::prepare()
{
    ClusterOptions options;
    options.durable = true;
    options.settings = {u"max_connections = 80"_s, u"max_locks_per_transaction = 1024"_s, u"shared_buffers = 512MB"_s};
    m_cluster = std::make_unique<Cluster>(options);
    if (!m_cluster->start())
        return false;
    m_cluster->createDatabase(u"app"_s);
    PgClient owner = mustConnect(m_cluster->conninfo(u"app"_s, u"app_owner"_s));
    createLedgerTables(owner);
    if (m_setting.standby != u"none") {
        m_standby = m_cluster->createStandby(u"second"_s, {u"max_standby_streaming_delay = -1"_s});
        m_cluster->exec(u"ALTER SYSTEM SET synchronous_standby_names = 'second'"_s);
        m_cluster->exec(u"ALTER SYSTEM SET synchronous_commit = 'on'"_s);
        m_cluster->exec(u"GRANT pg_monitor TO app_owner"_s);
        m_cluster->exec(u"SELECT pg_reload_conf()"_s);
    }
    if (m_setting.standby == u"gone") {
        // The application and this program would wait for their own commits; only the switch's are asked about here.
        for (const char *role : {"app_user", "postgres"})
            m_cluster->exec(u"ALTER ROLE %1 SET synchronous_commit = 'local'"_s.arg(QLatin1String(role)));
        m_standby->stop();
    }
    m_proxy = std::make_unique<Proxy>(m_cluster->socketDir(), m_cluster->port());
    m_proxy->setRoundTrip(std::chrono::milliseconds(m_setting.roundTripMs));
    LedgerLoadOptions load;
    load.conninfo = m_cluster->conninfo(u"app"_s, u"app_user"_s);
    load.writesPerSecond = 400;
    load.readsPerSecond = 400;
    load.knownTsPercent = m_setting.leaves > 60 ? 100 : 50;
    load.onStaleRead = [this](std::int64_t id) { showEvidence(id); };
    m_load = std::make_unique<LedgerLoad>(load);
    return m_load->fill(m_rows);
}

// What the thread that lost most lost, beyond what is usual: waiting until the attempts had let the table go again, or
// until its statements were answered. After the switch each session reads the catalog entries of all partitions, which
// takes its time where many sessions share few processors, but waits for nobody.
double Bench::lostMs(const SwitchWatch &watch, LoadSide side, Lost what) const
{
    std::map<int, std::int64_t> lostUs;
    std::set<std::pair<int, std::int64_t>> seen; // a statement may overlap two attempts
    for (const auto &[asked, to] : watch.attempts) {
        // Nobody queues while the attempt only looks for a quiet moment.
        const bool quiet = watch.lockedMs > 0 && to == watch.attempts.last().second && watch.attempts.size() <= 3;
        const auto from =
            quiet ? std::max(asked, to - static_cast<std::int64_t>(watch.lockedMs * 1000) - kCommitUs) : asked;
        for (const LatencySample &s : m_load->samples(from, to, side)) {
            if (what == Lost::Answered && !seen.insert({s.thread, s.startUs}).second)
                continue;
            const std::int64_t end = s.startUs + s.latencyUs;
            const std::int64_t took =
                what == Lost::Answered ? s.latencyUs : std::min(end, to) - std::max(s.startUs, from);
            lostUs[s.thread] += std::max<std::int64_t>(0, took - m_normalUs);
        }
    }
    std::int64_t most = 0;
    for (const auto &[thread, lost] : lostUs)
        most = std::max(most, lost);
    return static_cast<double>(most) / 1000;
}

void Bench::takeFigures(SwitchWatch &watch, const RecordingSink &sink, Measured &measured)
{
    static const QRegularExpression line(u"attempt (\\d+), locked for ([0-9.]+) ms"_s);
    for (const QString &note : sink.notes) {
        if (const auto match = line.match(note); match.hasMatch()) {
            measured.attempts << match.captured(1).toInt();
            watch.lockedMs = match.captured(2).toDouble();
        }
    }
    measured.lockedMs << watch.lockedMs;
    measured.writerMs << lostMs(watch, LoadSide::Writer, Lost::Blocked);
    measured.readerMs << lostMs(watch, LoadSide::Reader, Lost::Blocked);
    measured.writerAnsweredMs << lostMs(watch, LoadSide::Writer, Lost::Answered);
    measured.readerAnsweredMs << lostMs(watch, LoadSide::Reader, Lost::Answered);
    if (option("--trace", 0) != 0)
        trace(watch);
    m_load->clearSamples();
}

// Which statements waited, and when.
void Bench::trace(const SwitchWatch &watch) const
{
    for (const auto &[from, to] : watch.attempts) {
        out() << "attempt of " << (to - from) << " us" << Qt::endl;
        for (const LoadSide side : {LoadSide::Reader, LoadSide::Writer}) {
            for (const LatencySample &s : m_load->samples(from, to, side)) {
                if (s.latencyUs > m_normalUs)
                    out() << "  at " << s.startUs - from
                          << " us: " << (side == LoadSide::Reader ? "reader " : "writer ") << s.thread << ' ' << s.kind
                          << ", " << s.latencyUs << " us" << Qt::endl;
            }
        }
    }
}

// A table is migrated once in its life; here it is again and again. What the DDL of all those migrations leaves behind
// in the catalogs, and in the application's sessions, is no part of a switch.
void Bench::comeToRest()
{
    for (const char *catalog : {"pg_class", "pg_attribute", "pg_index", "pg_depend", "pg_type", "pg_constraint",
                                "pg_trigger", "pg_inherits", "pg_statistic", "pg_shdepend"})
        m_cluster->exec(u"VACUUM pg_catalog."_s + QLatin1String(catalog), u"app"_s);
    if (!m_load->waitForCommits(200, 60s))
        qFatal("the load has stopped: %s", qPrintable(m_load->failures().join(u'\n')));
}

void Bench::mustEqual(const char *when, Measured &measured) const
{
    if (!m_load->pause())
        measured.failures << u"the load cannot be paused"_s;
    const QStringList differences =
        m_load->compare(m_cluster->conninfo(u"app"_s, u"app_owner"_s), u"public.ledger_t"_s);
    for (const QString &difference : differences) {
        static const QRegularExpression id(u"^id (\\d+)"_s);
        measured.failures << QLatin1String(when) % u": " % difference;
        out() << measured.failures.last() << Qt::endl;
        showEvidence(id.match(difference).captured(1).toLongLong());
    }
    m_load->resume();
}

// While the server still holds it: where the row is and who wrote it, and what the logs say.
void Bench::showEvidence(std::int64_t id) const
{
    static std::mutex oneAtATime;
    const std::scoped_lock lock(oneAtATime);
    PgClient client(m_cluster->conninfo(u"app"_s, u"postgres"_s));
    const auto show = [&client](const QString &query) {
        const PgResult rows = client.exec(query);
        for (int i = 0; rows.ok() && i < rows.rowCount(); ++i)
            out() << "    " << QString::fromStdString(rows.value(i, 0).value_or("")) << Qt::endl;
    };
    out() << "  id " << id << ':' << Qt::endl;
    show(u"SELECT concat_ws(' ', clock_timestamp(), state, since, switch_xid, pg_current_snapshot()) "
         "FROM parterre.migration"_s);
    for (const char *table : {"ledger_t", "ledger_t_old", "ledger_t_new"})
        show(u"SELECT concat_ws(' ', tableoid::regclass, ctid, xmin, xmax, t) FROM public.%1 t WHERE id = %2"_s
                 .arg(QLatin1String(table))
                 .arg(id));
    const QString logs = m_cluster->value(u"SELECT string_agg(c.oid::regclass::text, ' ') FROM pg_class c "
                                          "WHERE c.relname ~ '^r?log_[0-9a-f]{8}$' AND c.relkind = 'r'"_s,
                                          u"app"_s);
    for (const QString &log : logs.split(u' ', Qt::SkipEmptyParts))
        show(u"SELECT concat_ws(' ', '%1', l) FROM %1 l WHERE k1 = %2"_s.arg(log).arg(id));
}

Measured Bench::run(int switches)
{
    Measured measured;
    // Partitions as wide as it takes to have about that many from the first row to today.
    const qint64 span = QDate(2023, 7, 1).daysTo(QDate::currentDate());
    const qint64 days = std::max<qint64>(1, span / std::max(1, m_setting.leaves - 2) + 1);
    PlanRequest request = requestFor(u"public"_s, u"ledger_t"_s, u"ts"_s, u"%1 days"_s.arg(days));
    request.ahead = 0;
    const Plan plan = planOrStop(m_cluster->conninfo(u"app"_s, u"app_owner"_s), request);
    if (!m_load->start() || !m_load->waitForCommits(800, 60s))
        qFatal("the load does not run: %s", qPrintable(m_load->failures().join(u'\n')));
    const auto usual = m_load->latencies(0, LedgerLoad::nowUs(), LoadSide::Writer);
    m_normalUs = usual[usual.size() * 99 / 100];
    out() << plan.leaves.size() << " partitions; a writer's statement takes " << usual[usual.size() / 2]
          << " us (p50), " << m_normalUs << " us (p99) before" << Qt::endl;
    if (m_setting.standby == u"report") {
        m_report = std::make_unique<PgClient>(mustConnect(m_standby->conninfo(u"app"_s, u"app_user"_s)));
        mustExec(*m_report, u"BEGIN ISOLATION LEVEL REPEATABLE READ"_s);
        mustExec(*m_report, u"SELECT count(*) FROM public.ledger_t"_s);
    }
    for (int done = 0; done < switches; done += 2) {
        RecordingSink sink;
        EngineOptions options{profileOf(m_proxy->conninfo(u"app"_s, u"app_owner"_s)), {}, &sink};
        EngineOptions prepared = options;
        prepared.until = MigrationState::Verified;
        must(Engine(prepared).migrate(plan));
        comeToRest();
        SwitchWatch forward(sink);
        must(Engine(options).resume(plan.id));
        takeFigures(forward, sink, measured);
        mustEqual("after the switch", measured);
        sink.notes.clear();
        comeToRest();
        SwitchWatch back(sink);
        must(Engine(options).rollBack(plan.id));
        takeFigures(back, sink, measured);
        mustEqual("after the switch back", measured);
    }
    m_load->stop();
    measured.stats = m_load->stats();
    measured.failures +=
        m_load->failures() + m_load->compare(m_cluster->conninfo(u"app"_s, u"app_owner"_s), u"public.ledger_t"_s);
    return measured;
}

QString figures(const QList<double> &values)
{
    return u"p50 %1, p99 %2, max %3"_s.arg(percentile(values, 0.5), 0, 'f', 1)
        .arg(percentile(values, 0.99), 0, 'f', 1)
        .arg(percentile(values, 1.0), 0, 'f', 1);
}

bool report(const Setting &setting, const Measured &m)
{
    out() << setting.name() << ", " << m.writerMs.size() << " switches\n"
          << "  blocked a switch, ms, worst writer: " << figures(m.writerMs) << "\n"
          << "  blocked a switch, ms, worst reader: " << figures(m.readerMs) << "\n"
          << "  the same until answered, writer:    " << figures(m.writerAnsweredMs) << "\n"
          << "  the same until answered, reader:    " << figures(m.readerAnsweredMs) << "\n"
          << "  lock held, ms:                      " << figures(m.lockedMs) << "\n"
          << "  attempts: p50 " << percentile(m.attempts, 0.5) << ", max " << percentile(m.attempts, 1.0)
          << "; 40P01 of users: " << m.stats.deadlocks << "; 40001 of users: " << m.stats.retriesMoved << " moved, "
          << m.stats.retriesSerialization
          << " serialization; other errors, stale reads, differences: " << m.failures.size() << Qt::endl;
    for (const QString &failure : m.failures.mid(0, 5))
        out() << "  " << failure << Qt::endl;
    const bool bounded = setting.leaves > 24 || setting.standby != u"none"
        || (percentile(m.writerMs, 0.99) < kWantedWriterMs && percentile(m.readerMs, 0.99) < kWantedReaderMs);
    if (!bounded)
        out() << "  MISSED: wanted p99 below " << kWantedWriterMs << " ms for writers and " << kWantedReaderMs
              << " ms for readers" << Qt::endl;
    return bounded && m.failures.isEmpty() && m.stats.deadlocks == 0;
}

bool measure(const Setting &setting, qint64 rows, int switches)
{
    Bench bench(setting, rows);
    return bench.prepare() && report(setting, bench.run(switches));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int switches = static_cast<int>(option("--switches", 50));
    const qint64 rows = option("--rows", 20'000);
    if (option("--all", 0) == 0) {
        const qsizetype at = QCoreApplication::arguments().indexOf(u"--standby"_s);
        const QString standby = at < 0 ? u"none"_s : QCoreApplication::arguments().value(at + 1);
        const Setting setting{static_cast<int>(option("--leaves", 24)), static_cast<int>(option("--round-trip", 0)),
                              standby};
        return measure(setting, rows, switches) ? 0 : 1;
    }
    bool good = true;
    for (const int leaves : {24, 120, 500}) {
        for (const int roundTrip : {0, 20})
            good = measure({leaves, roundTrip, u"none"_s}, rows, switches) && good;
    }
    for (const QString &standby : {u"sync"_s, u"gone"_s, u"report"_s})
        good = measure({24, 0, standby}, rows, switches) && good;
    return good ? 0 : 1;
}
