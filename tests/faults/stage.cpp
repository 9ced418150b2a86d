// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/stage.h"

#include "support/deadline.h"
#include "support/enginehelp.h"
#include "support/fail.h"
#include "support/fixtures.h"

namespace parterre::test {

using namespace std::chrono_literals;

struct EngineRun::Sink final : ProgressSink {
    void report(const Progress &progress) override
    {
        if (onReport)
            onReport(progress);
    }
    void note(const QString &text) override
    {
        const std::lock_guard lock(mutex);
        notes << text;
        if (qEnvironmentVariableIsSet("PARTERRE_TEST_VERBOSE"))
            std::fprintf(stderr, "    %s\n", qPrintable(text));
    }
    std::function<void(const Progress &)> onReport;
    mutable std::mutex mutex;
    QStringList notes;
};

EngineRun::EngineRun(const QString &conninfo, Work work, std::function<void(const Progress &)> onReport, int workers,
                     std::optional<MigrationState> until)
    : m_sink(std::make_unique<Sink>())
{
    m_sink->onReport = std::move(onReport);
    m_thread = std::thread([this, conninfo, workers, until, work = std::move(work)] {
        EngineOptions options{profileOf(conninfo), m_cancel, m_sink.get(), workers};
        options.until = until;
        Engine engine(options);
        m_result = work(engine);
        m_finished = true;
    });
}

EngineRun::~EngineRun()
{
    m_cancel.cancel();
    if (m_thread.joinable())
        m_thread.join();
}

Result<MigrationState> EngineRun::result()
{
    m_thread.join();
    return *m_result;
}

QStringList EngineRun::notes() const
{
    const std::lock_guard lock(m_sink->mutex);
    return m_sink->notes;
}

bool EngineRun::waitForNote(const QString &part, std::chrono::milliseconds timeout) const
{
    return waitUntil([&] { return notes().join(u'\n').contains(part); }, timeout);
}

Stage::Stage(Cluster &cluster, const QString &database, qint64 rows, int months)
    : m_cluster(cluster)
    , m_database(database)
{
    m_cluster.createDatabase(database);
    PgClient client(owner());
    createLedgerTables(client);
    LedgerLoadOptions options;
    options.conninfo = user();
    options.months = months;
    options.writers = 4;
    options.readers = 1;
    options.writesPerSecond = 100;
    options.readsPerSecond = 50;
    m_load = std::make_unique<LedgerLoad>(options);
    if (!m_load->fill(rows))
        fail(m_load->failures().join(u'\n'));
    mustExec(client, QStringLiteral("ANALYZE public.ledger_t"));
}

Stage::~Stage()
{
    m_load->stop();
}

bool Stage::makePlan(const std::function<void(Plan &)> &adjust)
{
    const auto planned =
        planFor(owner(), requestFor(QStringLiteral("public"), QStringLiteral("ledger_t"), QStringLiteral("ts")));
    if (!planned || !planned->plan) {
        fail(planned ? planned->findings.value(0).consequence : planned.error().toText());
        return false;
    }
    m_plan = *planned->plan;
    if (adjust)
        adjust(*m_plan);
    return true;
}

Result<MigrationState> Stage::migrate(std::optional<MigrationState> until,
                                      const std::function<void(const Progress &)> &onReport)
{
    return startMigrate(onReport, 1, until)->result();
}

Result<MigrationState> Stage::rollBack()
{
    return startRollBack()->result();
}

std::unique_ptr<EngineRun> Stage::startMigrate(const std::function<void(const Progress &)> &onReport, int workers,
                                               std::optional<MigrationState> until)
{
    return std::make_unique<EngineRun>(
        owner(), [this](Engine &engine) { return engine.migrate(*m_plan); }, onReport, workers, until);
}

std::unique_ptr<EngineRun> Stage::startWatch()
{
    return std::make_unique<EngineRun>(owner(), [this](Engine &engine) -> Result<MigrationState> {
        PARTERRE_TRY(engine.watch(id()));
        return MigrationState::Watching;
    });
}

std::unique_ptr<EngineRun> Stage::startRollBack()
{
    return std::make_unique<EngineRun>(owner(), [this](Engine &engine) { return engine.rollBack(id()); });
}

QString Stage::state() const
{
    if (value(QStringLiteral("SELECT to_regclass('parterre.migration')")).isEmpty())
        return {};
    return value(QStringLiteral("SELECT state FROM parterre.migration WHERE id = '%1'").arg(m_plan->id));
}

QString Stage::wayBack() const
{
    return value(QStringLiteral("SELECT way_back FROM parterre.migration WHERE id = '%1'").arg(m_plan->id));
}

bool Stage::waitForState(MigrationState wanted, std::chrono::milliseconds timeout) const
{
    return waitUntil([&] { return state() == toText(wanted); }, timeout, 20ms);
}

bool Stage::isPartitioned() const
{
    return value(QStringLiteral("SELECT relkind FROM pg_class WHERE oid = 'public.ledger_t'::regclass")) == u"p";
}

QString Stage::differences(const QString &one, const QString &other) const
{
    return value(
        QStringLiteral("SELECT (SELECT count(*) FROM (SELECT x::text FROM %1 x EXCEPT ALL SELECT x::text FROM %2 x) d)"
                       " + (SELECT count(*) FROM (SELECT x::text FROM %2 x EXCEPT ALL SELECT x::text FROM %1 x) d)")
            .arg(one, other));
}

QStringList Stage::ledgerProblems()
{
    if (!m_load->pause(60s))
        return {QStringLiteral("the application does not come to rest")};
    QStringList problems = m_load->compare(owner(), QStringLiteral("public.ledger_t"), 10);
    problems += m_load->failures();
    m_load->resume();
    return problems;
}

} // namespace parterre::test
