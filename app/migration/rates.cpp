// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/rates.h"

#include "base/units.h"
#include "domain/naming.h"
#include "pg/locksentry.h"
#include "pg/pooler.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cmath>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Rates)
};

constexpr int kSamples = 3;
constexpr int kAttempts = 3;
constexpr qint64 kFirstBatchPages = 64;

QString tid(qint64 page)
{
    return u'(' % QString::number(page) % u",0)";
}

// The statements, with the names of what is made and rolled back again.
class ProbeSql {
public:
    explicit ProbeSql(const Plan &plan)
        : m_sql(plan)
        , m_name(plan.table.name.sibling(fitName(plan.table.name.name, u"_rates_" % plan.id)))
        , m_direction{plan.table.name,
                      m_name,
                      m_name.sibling(fitName(m_name.name, QStringLiteral("_log"))),
                      plan.table.name,
                      {}}
    {}

    const MigrationSql &sql() const { return m_sql; }
    SqlText createLog() const { return m_sql.sqlFor("migration/create_log", m_direction); }
    SqlText create(int sample) const { return m_sql.createPlain(probe(sample)); }
    SqlText copy(int sample) const
    {
        return m_sql.sql("migration/copy_batch", {{QStringLiteral("shadow"), probe(sample).name.quoted()}});
    }
    QList<MigrationSql::LeafIndex> indexes(int sample) const { return m_sql.leafIndexes(probe(sample)); }
    SqlText hashTable() const { return m_sql.hashSourcePages(m_direction); }
    SqlText hashCopy(int sample) const { return m_sql.hashLeaf(probe(sample), m_direction); }

private:
    PlannedLeaf probe(int sample) const
    {
        PlannedLeaf leaf;
        leaf.name = m_name.sibling(fitName(m_name.name, u'_' % QString::number(sample + 1)));
        return leaf;
    }

    MigrationSql m_sql;
    QualifiedName m_name;
    Direction m_direction;
};

// One transaction of measuring.
class Measurement {
public:
    Measurement(const EngineOptions &options, const Plan &plan, qint64 boundMs)
        : m_options(options)
        , m_plan(plan)
        , m_sql(plan)
        , m_boundMs(boundMs)
    {}

    Result<RateReport> run();

private:
    Result<> open();
    Result<> attempt();
    Result<> begin();
    Result<> sample(int number);
    Result<> copy(int number, qint64 end, RateSample &sample);
    Result<double> timed(const SqlText &sql, const Params &params = {}, qint64 *rows = nullptr);
    qint64 leftMs() const { return m_boundMs - m_timer.elapsed(); }
    void say(const QString &message);

    const EngineOptions &m_options;
    const Plan &m_plan;
    ProbeSql m_sql;
    qint64 m_boundMs;
    std::unique_ptr<LockSentry> m_sentry;
    std::unique_ptr<Session> m_session;
    QElapsedTimer m_timer; ///< since the transaction began
    qint64 m_pages = 0;
    RateReport m_report;
};

void Measurement::say(const QString &message)
{
    Progress p;
    p.step = QStringLiteral(QT_TRANSLATE_NOOP("Step", "Rehearse"));
    p.message = message;
    m_options.sink->report(p);
}

Result<> Measurement::open()
{
    SessionOptions options;
    options.applicationName = QStringLiteral("parterre rehearse");
    options.role = m_plan.table.ownerName();
    options.lockTimeoutMs = m_plan.limits.lockTimeoutMs;
    options.cancel = m_options.cancel;
    options.readOnly = m_options.readOnly;
    options.observer = m_options.observer;
    PARTERRE_ASSIGN(eye, Session::open(m_options.profile, options));
    m_sentry = std::make_unique<LockSentry>(std::move(eye));
    options.whileWaiting = [this] { m_sentry->tick(); };
    PARTERRE_ASSIGN(session, Session::open(m_options.profile, options));
    m_session = std::move(session);
    m_sentry->guard(m_session.get());
    PARTERRE_TRY(m_session->exec(m_sql.sql().sql("migration/index_settings")));
    return {};
}

Result<double> Measurement::timed(const SqlText &sql, const Params &params, qint64 *rows)
{
    if (leftMs() <= 0)
        return Failure(Error{ErrorCode::Refused, Text::tr("the time is up"), {}, {}, QStringLiteral("57014"), sql.id});
    // What is left of the time is the statement's.
    PARTERRE_TRY(m_session->exec(m_sql.sql().sql("migration/verify_limits"),
                                 Params() << QString(QString::number(std::max<qint64>(1, leftMs())) % u"ms")));
    QElapsedTimer timer;
    timer.start();
    PARTERRE_ASSIGN(result, m_session->exec(sql, params));
    if (rows)
        *rows = result.affected;
    return std::max(0.01, static_cast<double>(timer.nsecsElapsed()) / 1e6);
}

Result<> Measurement::begin()
{
    m_timer.start();
    PARTERRE_TRY(m_session->execAll(
        {{m_sql.sql().sql("transaction/begin_snapshot")}, {m_sql.sql().sql("migration/lock_access_share")}}));
    PARTERRE_ASSIGN(size, m_session->exec(m_sql.sql().sqlFor("migration/pages", m_sql.sql().forward())));
    m_pages = size.integer(0, "pages");
    if (m_pages == 0)
        return failure(ErrorCode::Refused, Text::tr("table %1 is empty").arg(m_plan.table.name.quoted()),
                       Text::tr("There is nothing to measure."));
    PARTERRE_TRY(m_session->exec(m_sql.createLog()));
    return {};
}

// Batches grow until one takes about the target's time, as those of the copy do.
Result<> Measurement::copy(int number, qint64 end, RateSample &sample)
{
    const double target = static_cast<double>(std::min(m_plan.limits.batchTargetMs, m_boundMs / 30));
    qint64 pages = kFirstBatchPages;
    for (bool first = true; sample.endPage < end; first = false) {
        const qint64 stop = std::min(end, sample.endPage + pages);
        qint64 rows = 0;
        PARTERRE_ASSIGN(ms, timed(m_sql.copy(number), Params() << tid(sample.endPage) << tid(stop), &rows));
        if (!first || stop == end) {
            sample.timedPages += stop - sample.endPage;
            sample.timedRows += rows;
            sample.copyMs += ms;
        }
        sample.rows += rows;
        pages = std::clamp(static_cast<qint64>(static_cast<double>(stop - sample.endPage) * target / ms),
                           kFirstBatchPages, pages * 4);
        sample.endPage = stop;
        if (!first && ms >= target / 2)
            break;
    }
    return {};
}

Result<> Measurement::sample(int number)
{
    RateSample sample;
    sample.firstPage = sample.endPage = m_pages * number / kSamples;
    const qint64 end = m_pages * (number + 1) / kSamples;
    if (sample.firstPage == end)
        return {};
    say(Text::tr("sample %1 of %2").arg(number + 1).arg(kSamples));
    PARTERRE_TRY(m_session->exec(m_sql.create(number)));
    PARTERRE_TRY(copy(number, end, sample));
    for (const MigrationSql::LeafIndex &index : m_sql.indexes(number)) {
        PARTERRE_ASSIGN(ms, timed(index.create));
        sample.indexMs += ms;
    }
    PARTERRE_ASSIGN(table, timed(m_sql.hashTable(), Params() << tid(sample.firstPage) << tid(sample.endPage)));
    PARTERRE_ASSIGN(copied, timed(m_sql.hashCopy(number)));
    sample.hashTableMs = table;
    sample.hashCopyMs = copied;
    m_report.samples << sample;
    return {};
}

Result<> Measurement::attempt()
{
    m_report.samples.clear();
    PARTERRE_TRY(begin());
    for (int number = 0; number < kSamples; ++number)
        PARTERRE_TRY(sample(number));
    return {};
}

Result<RateReport> Measurement::run()
{
    PARTERRE_TRY(refuseTransactionPooler(m_options.profile, m_options.cancel));
    PARTERRE_TRY(open());
    for (int turn = 1;; ++turn) {
        auto done = attempt();
        const bool late = leftMs() <= 0;
        m_report.tookMs = m_timer.elapsed();
        m_sentry->takeYielded();
        m_session->rollback();
        if (!done && done.error().sqlState == u"57014" && late && !m_report.samples.isEmpty()) {
            m_report.cutShort = true;
            break;
        }
        if (done)
            break;
        const bool gaveWay = done.error().sqlState == u"57014" && !late && !m_options.cancel.isCancelled();
        if (late && done.error().sqlState == u"57014")
            return failure(ErrorCode::Refused,
                           Text::tr("not one sample was taken in %1").arg(formatDuration(m_boundMs)), {},
                           Text::tr("Allow it more time, or measure when the server is less busy."));
        if ((!gaveWay && done.error().code != ErrorCode::LockNotAvailable) || turn == kAttempts)
            return Failure(done.error());
        m_options.sink->note(Text::tr("Somebody waited for the table; the measuring was given up and starts again."));
        waitAny({}, 500);
    }
    m_report.table = m_plan.table.name;
    m_report.tableRows = m_plan.rows;
    m_report.tablePages = m_pages;
    m_report.workers = std::max(1, m_options.workers);
    forecast(m_report, m_plan);
    return m_report;
}

double sorted(double rows)
{
    return rows * std::log2(std::max(2.0, rows));
}

// The step takes `cost` of a sample times `amount` on the whole table.
StepForecast scaled(const char *step, const RateReport &report, double amount,
                    const std::function<double(const RateSample &)> &cost)
{
    double least = cost(report.samples.first());
    double greatest = least;
    for (const RateSample &sample : report.samples) {
        least = std::min(least, cost(sample));
        greatest = std::max(greatest, cost(sample));
    }
    StepForecast forecast;
    forecast.step = QLatin1String(step);
    forecast.leastMs = std::llround(least * amount / report.workers);
    forecast.greatestMs = std::llround(greatest * amount);
    const double rows = static_cast<double>(report.tableRows);
    const auto rate = [rows](double ms) { return ms > 0 ? std::round(rows * 1000 / ms) : 0; };
    forecast.rowsLeast = rate(greatest * amount);
    forecast.rowsGreatest = rate(least * amount);
    return forecast;
}

QStringList remarksOn(const RateReport &report, const Plan &plan)
{
    qint64 rows = 0;
    qint64 pages = 0;
    for (const RateSample &sample : report.samples) {
        rows += sample.rows;
        pages += sample.pages();
    }
    QStringList list{
        Text::tr("Measured now, by one session, with whatever else the server does: %1 rows in %2 of %3 pages, in %4 "
                 "stretches. Everything was rolled back.")
            .arg(formatCount(rows), formatCount(pages), formatCount(report.tablePages))
            .arg(report.samples.size()),
        Text::tr("Extrapolated: copy and comparison by pages, indexes as n log n of the rows of each of %1 partitions.")
            .arg(plan.leaves.size())};
    if (report.workers > 1)
        list << Text::tr("The least time is that of %1 sessions that do not hinder each other, the greatest that of "
                         "one: how much faster several are depends on free processors and disks.")
                    .arg(report.workers);
    list << Text::tr(
        "Not in it: replaying what is written meanwhile, VACUUM and ANALYZE of the partitions, waiting for "
        "old transactions, a server that is busier by then, and pages that are read from disk where the "
        "sample found them in memory.");
    if (report.cutShort)
        list << Text::tr("The time was up before all %1 stretches were measured.").arg(kSamples);
    return list;
}

} // namespace

void forecast(RateReport &report, const Plan &plan)
{
    double toSort = 0;
    for (const PlannedLeaf &leaf : plan.leaves)
        toSort += sorted(static_cast<double>(leaf.rows));
    const double pages = static_cast<double>(report.tablePages);
    report.steps = {
        scaled("Copy", report, pages,
               [](const RateSample &s) { return s.copyMs / static_cast<double>(std::max<qint64>(1, s.timedPages)); }),
        scaled("Index", report, toSort,
               [](const RateSample &s) { return s.indexMs / std::max(1.0, sorted(static_cast<double>(s.rows))); }),
        scaled("Verify", report, pages, [](const RateSample &s) {
            return (s.hashTableMs + s.hashCopyMs) / static_cast<double>(std::max<qint64>(1, s.pages()));
        })};
    report.total = {QStringLiteral("Total"), 0, 0, 0, 0};
    for (const StepForecast &step : std::as_const(report.steps)) {
        report.total.leastMs += step.leastMs;
        report.total.greatestMs += step.greatestMs;
    }
    report.remarks = remarksOn(report, plan);
}

Result<RateReport> measureRates(const EngineOptions &options, const Plan &plan, qint64 boundMs)
{
    return Measurement(options, plan, boundMs).run();
}

PlannedStep describeRates(const Plan &plan)
{
    const ProbeSql probe(plan);
    const QString each = Text::tr("once for each of three stretches of pages");
    const auto from = [&](const char *id) { return PlannedStatement{probe.sql().sql(id), {}}; };
    QList<PlannedStatement> statements{
        from("migration/index_settings"),
        {probe.sql().sql("session/waiting_for_our_rows"), Text::tr("in another session, while they run")},
        from("transaction/begin_snapshot"),
        from("migration/lock_access_share"),
        {probe.sql().sqlFor("migration/pages", probe.sql().forward()), {}},
        {probe.createLog(), {}},
        {probe.sql().sql("migration/verify_limits"), Text::tr("before each of the following")}};
    for (int sample = 0; sample < kSamples; ++sample) {
        statements << PlannedStatement{probe.create(sample), {}};
        statements << PlannedStatement{probe.copy(sample), Text::tr("once a batch of pages")};
        for (const MigrationSql::LeafIndex &index : probe.indexes(sample))
            statements << PlannedStatement{index.create, {}};
        statements << PlannedStatement{probe.hashTable(), each} << PlannedStatement{probe.hashCopy(sample), {}};
    }
    statements << from("transaction/rollback");
    return {QStringLiteral(QT_TRANSLATE_NOOP("Step", "Rehearse")),
            Text::tr("Copy, index and compare three stretches of the table in one transaction that is rolled back, to "
                     "measure how long the migration takes."),
            Text::tr("Nobody; it gives way to whoever waits for a lock on the table."),
            Text::tr("Nothing stays: everything is rolled back."),
            {},
            statements};
}

} // namespace parterre
