// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster.h"
#include "support/enginehelp.h"

#include <QTest>
#include <QTime>

#include <atomic>
#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRows = 5000;

} // namespace

/// What a migration gives way to, on real servers: it stops or slows down with its reason, and goes on afterwards.
class TestPace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void standbyStopsTheCopy();
    void ignoredStandbyDoesNot();
    void replayGoesOnWhereTheLogWouldGrow();
    void lostStandbyFailsClosedWhereAsked();
    void slotStops();
    void oldTransactionStops();
    void lockWaitStops();
    void walRateSlowsDown();
    void lostHitRatioSlowsDown();
    void fullDiskStops_data();
    void fullDiskStops();
    void hoursHoldTheBeginning();
    void unreadableIsSaidOnce();
    void unreadableFailsClosedWhereAsked();

private:
    QString owner() const { return m_cluster->conninfo(m_db, u"app_owner"_s); }
    QString value(const QString &query) { return m_cluster->value(query, m_db); }
    void sql(const QString &text) { m_cluster->exec(text, m_db); }
    void writeWal() { sql(u"INSERT INTO public.noise SELECT repeat('x', 900) FROM generate_series(1, 5000)"_s); }
    void pauseStandby(bool on)
    {
        m_standby->exec(on ? u"SELECT pg_wal_replay_pause()"_s : u"SELECT pg_wal_replay_resume()"_s);
    }
    Plan plan(const PlanPace &pace);
    EngineOptions options(MigrationState until);
    /// Migrate; `release` is called once, when a pace that contains `reason` is told for the first time.
    Result<MigrationState> migrateUntilTold(const Plan &plan, MigrationState until, const QString &reason,
                                            const std::function<void()> &release);
    /// A plan that is stopped until replication slot "kept", which is made here, is dropped.
    Plan holdBySlot(PlanPace pace);
    void slowedBy(const PlanPace &pace, const std::function<void(PgClient &)> &busy, const QString &reason);
    /// The migration stops for `reason` before anything is made.
    void expectStopped(const Plan &plan, const QString &reason);

    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<Cluster> m_standby;
    RecordingSink m_sink;
    const QString m_db = u"app"_s;
    QString m_told; ///< the whole text
};

void TestPace::initTestCase()
{
    ClusterOptions settings;
    settings.settings = {u"shared_buffers = 16MB"_s, u"max_wal_senders = 5"_s, u"hot_standby = on"_s,
                         u"max_replication_slots = 5"_s, u"wal_receiver_status_interval = 1s"_s};
    m_cluster = std::make_unique<Cluster>(settings);
    QVERIFY(m_cluster->start());
    m_standby = m_cluster->createStandby(u"r2"_s);
    QVERIFY(m_standby);
    m_cluster->createDatabase(m_db);
}

void TestPace::cleanupTestCase()
{
    m_standby.reset();
    m_cluster.reset();
}

void TestPace::init()
{
    m_sink.notes.clear();
    m_told.clear();
    sql(u"CREATE TABLE public.noise (t text); GRANT pg_monitor TO app_owner"_s);
    PgClient client = mustConnect(owner());
    mustExec(
        client,
        u"CREATE TABLE public.event (id bigint PRIMARY KEY, at date NOT NULL, note text); INSERT INTO public.event "
        "SELECT i, date '2024-01-01' + i % 90, repeat('n', 200) FROM generate_series(1, %1) i"_s.arg(kRows));
    const QString behind = u"SELECT count(*) FROM pg_stat_replication WHERE replay_lsn = pg_current_wal_lsn()"_s;
    QTRY_COMPARE_WITH_TIMEOUT(m_cluster->value(behind), u"1"_s, 60'000);
}

void TestPace::cleanup()
{
    if (m_standby && m_standby->isRunning())
        pauseStandby(false);
    sql(u"DROP SCHEMA IF EXISTS parterre CASCADE; DO $$ DECLARE t regclass; BEGIN "
        "FOR t IN SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
        "LOOP EXECUTE format('DROP TABLE %s CASCADE', t); END LOOP; END $$"_s);
}

Plan TestPace::plan(const PlanPace &pace)
{
    PlanRequest request = requestFor(u"public"_s, u"event"_s, u"at"_s);
    request.pace = pace;
    request.limits.batchTargetMs = 50;
    return mustPlan(owner(), request).value_or(Plan());
}

Plan TestPace::holdBySlot(PlanPace pace)
{
    sql(u"SELECT pg_create_physical_replication_slot('kept', true)"_s);
    writeWal();
    pace.slotWalBytes = 1 << 20;
    return plan(pace);
}

EngineOptions TestPace::options(MigrationState until)
{
    EngineOptions options{profileOf(owner()), {}, &m_sink};
    options.until = until;
    return options;
}

Result<MigrationState> TestPace::migrateUntilTold(const Plan &plan, MigrationState until, const QString &reason,
                                                  const std::function<void()> &release)
{
    m_sink.onReport = [&](const Progress &progress) {
        if (!m_told.isEmpty() || !progress.pace.contains(reason))
            return;
        m_told = progress.pace;
        release();
    };
    auto done = Engine(options(until)).migrate(plan);
    m_sink.onReport = nullptr;
    return done;
}

void TestPace::expectStopped(const Plan &plan, const QString &reason)
{
    EngineOptions engine = options(MigrationState::CatchingUp);
    m_sink.onReport = [&](const Progress &progress) {
        if (!progress.pace.contains(reason))
            return;
        m_told = progress.pace;
        engine.cancel.cancel();
    };
    const auto done = Engine(engine).migrate(plan);
    m_sink.onReport = nullptr;
    QVERIFY2(!done, qPrintable(u"nothing stopped it, it waited for: "_s + reason));
    QVERIFY2(done.error().isCancelled(), qPrintable(done.error().toText()));
    QVERIFY2(m_told.startsWith(u"stopped: "), qPrintable(m_told));
    QCOMPARE(value(u"SELECT state FROM parterre.migration"_s), u"Planned"_s);
}

void TestPace::standbyStopsTheCopy()
{
    PlanPace pace;
    pace.standbyLagMs = 0;
    pace.standbyLagBytes = 1 << 20;
    const Plan planned = plan(pace);
    QVERIFY_RESULT(Engine(options(MigrationState::Copying)).migrate(planned));
    pauseStandby(true);
    writeWal();
    QString copied;
    const auto done = migrateUntilTold(planned, MigrationState::CatchingUp, u"stopped: standby r2 is"_s, [&] {
        copied = value(u"SELECT count(*) FROM parterre.batch"_s);
        pauseStandby(false);
    });
    QVERIFY_RESULT(done);
    QCOMPARE(*done, MigrationState::CatchingUp);
    QCOMPARE(copied, u"0"_s);
    const QString notes = m_sink.notes.join(u'\n');
    QVERIFY2(notes.contains(u"Stopped: standby r2 is") && notes.contains(u"It goes on"), qPrintable(notes));
}

void TestPace::ignoredStandbyDoesNot()
{
    PlanPace pace;
    pace.standbyLagBytes = 1 << 20;
    pace.ignoredStandbys = {u"r2"_s};
    pauseStandby(true);
    writeWal();
    QVERIFY_RESULT(Engine(options(MigrationState::CatchingUp)).migrate(plan(pace)));
}

// While the standby is behind nothing is compared, but the log is replayed once it is long.
void TestPace::replayGoesOnWhereTheLogWouldGrow()
{
    PlanPace pace;
    pace.standbyLagMs = 0;
    pace.standbyLagBytes = 1 << 20;
    Plan planned = plan(pace);
    planned.limits.logSoftBytes = 256 << 10;
    QVERIFY_RESULT(Engine(options(MigrationState::CatchingUp)).migrate(planned));
    pauseStandby(true);
    writeWal();
    sql(u"UPDATE public.event SET note = note || 'x'"_s);
    const QString log = u"SELECT count(*) FROM parterre.log_%1"_s.arg(planned.id);
    QVERIFY(value(log).toInt() >= kRows);
    QString left;
    QString compared;
    const auto done = migrateUntilTold(planned, MigrationState::Verified, u"stopped: standby r2 is"_s, [&] {
        left = value(log);
        compared = value(u"SELECT count(*) FROM parterre.leaf_check"_s);
        pauseStandby(false);
    });
    QVERIFY_RESULT(done);
    QCOMPARE(left, u"0"_s);
    QCOMPARE(compared, u"0"_s);
}

void TestPace::lostStandbyFailsClosedWhereAsked()
{
    PlanPace pace;
    pace.required = {u"standby-lag"_s};
    const Plan planned = holdBySlot(pace);
    bool lost = false;
    m_sink.onReport = [&](const Progress &progress) {
        if (!lost && progress.pace.contains(u"slot kept")) {
            lost = m_standby->stop(StopMode::Immediate);
            sql(u"SELECT pg_drop_replication_slot('kept')"_s);
        } else if (m_told.isEmpty() && progress.pace.contains(u"is not connected any more")) {
            m_told = progress.pace;
            m_standby->start();
        }
    };
    const auto done = Engine(options(MigrationState::CatchingUp)).migrate(planned);
    m_sink.onReport = nullptr;
    if (!m_standby->isRunning())
        m_standby->start();
    QVERIFY_RESULT(done);
    QCOMPARE(m_told, u"stopped: standby r2 is not connected any more"_s);
}

void TestPace::slotStops()
{
    const auto done =
        migrateUntilTold(holdBySlot({}), MigrationState::CatchingUp, u"stopped: replication slot kept keeps"_s,
                         [&] { sql(u"SELECT pg_drop_replication_slot('kept')"_s); });
    QVERIFY_RESULT(done);
    QVERIFY(!m_told.isEmpty());
}

void TestPace::oldTransactionStops()
{
    PgClient report = mustConnect(m_cluster->conninfo(m_db, u"app_user"_s));
    mustExec(report, u"SET application_name = 'night report'; BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1"_s);
    PlanPace pace;
    pace.transactionAgeMs = 20;
    const auto done = migrateUntilTold(plan(pace), MigrationState::CatchingUp, u"(night report) has been open for"_s,
                                       [&] { mustExec(report, u"COMMIT"_s); });
    QVERIFY_RESULT(done);
    QVERIFY2(m_told.startsWith(u"stopped: the transaction of pid "), qPrintable(m_told));
}

void TestPace::lockWaitStops()
{
    PlanPace pace;
    pace.lockWaitMs = 50;
    const Plan planned = plan(pace);
    PgClient holder = mustConnect(owner());
    mustExec(holder, u"BEGIN; LOCK TABLE public.event IN ROW EXCLUSIVE MODE"_s);
    std::thread waiter([this] {
        PgClient client = mustConnect(owner());
        mustExec(client, u"BEGIN; LOCK TABLE public.event IN SHARE MODE; COMMIT"_s);
    });
    const auto ended = qScopeGuard([&] {
        if (m_told.isEmpty())
            mustExec(holder, u"COMMIT"_s);
        waiter.join();
    });
    QTRY_COMPARE(value(u"SELECT count(*) FROM pg_locks WHERE NOT granted"_s), u"1"_s);
    const auto done = migrateUntilTold(planned, MigrationState::CatchingUp, u"has waited for a lock on the table"_s,
                                       [&] { mustExec(holder, u"COMMIT"_s); });
    QVERIFY_RESULT(done);
    QVERIFY(!m_told.isEmpty());
}

// `busy` goes on until `reason` is told; a slot holds the work up until its effect is sure to be seen.
void TestPace::slowedBy(const PlanPace &pace, const std::function<void(PgClient &)> &busy, const QString &reason)
{
    const Plan planned = holdBySlot(pace);
    std::atomic<bool> going = true;
    std::atomic<bool> held = false;
    std::thread other([&] {
        PgClient client = mustConnect(m_cluster->conninfo(m_db, u"postgres"_s));
        QElapsedTimer sinceHeld;
        while (going) {
            busy(client);
            if (held && !sinceHeld.isValid())
                sinceHeld.start();
            if (sinceHeld.isValid() && sinceHeld.elapsed() > 3000) // looks at the server later
                mustExec(
                    client,
                    u"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = 'kept'"_s);
        }
    });
    m_sink.onReport = [&](const Progress &progress) {
        held = held || progress.pace.contains(u"slot kept");
        if (progress.pace.contains(reason)) {
            m_told = progress.pace;
            going = false;
        }
    };
    const auto done = Engine(options(MigrationState::CatchingUp)).migrate(planned);
    m_sink.onReport = nullptr;
    going = false;
    other.join();
    QVERIFY_RESULT(done);
    QVERIFY2(!m_told.isEmpty(), qPrintable(m_sink.notes.join(u'\n')));
}

void TestPace::walRateSlowsDown()
{
    PlanPace pace;
    pace.walBytesPerSecond = 1 << 20;
    slowedBy(
        pace,
        [](PgClient &client) {
            mustExec(client, u"INSERT INTO public.noise SELECT repeat('x', 900) FROM generate_series(1, 2000)"_s);
        },
        u"slowed: the server writes"_s);
}

// The pages of the busy table are in memory; then somebody reads what is not, as a copy that empties the cache makes
// the application do.
void TestPace::lostHitRatioSlowsDown()
{
    sql(u"CREATE TABLE public.busy AS SELECT repeat('x', 900) FROM generate_series(1, 4000); "
        "CREATE TABLE public.cold AS SELECT repeat('x', 900) FROM generate_series(1, 60000)"_s);
    for (int i = 0; i < 300; ++i)
        sql(u"SELECT count(*) FROM public.busy"_s);
    const QString busy = u"SELECT heap_blks_hit > 100000 FROM pg_statio_user_tables WHERE relname = 'busy'"_s;
    QTRY_COMPARE(value(busy), u"t"_s);
    slowedBy(
        {}, [](PgClient &client) { mustExec(client, u"SELECT count(*) FROM public.cold"_s); },
        u"slowed: the cache hit ratio of the busiest tables fell by"_s);
}

void TestPace::fullDiskStops_data()
{
    QTest::addColumn<bool>("tablespace");
    QTest::addColumn<bool>("named");
    QTest::newRow("free space of a directory") << false << true;
    QTest::newRow("free space of the server's") << false << false;
    QTest::newRow("size of the tablespace") << true << false;
}

void TestPace::fullDiskStops()
{
    QFETCH(bool, tablespace);
    QFETCH(bool, named);
    PlanPace pace;
    if (tablespace)
        pace.tablespaceBytes = 1;
    else
        pace.freeBytes = 1LL << 60;
    if (named)
        pace.freeDirectory = m_cluster->folder();
    const QString reason = tablespace ? u"tablespace pg_default holds"_s
                                      : u"are free in "_s + (named ? m_cluster->folder() : m_cluster->dataDir());
    expectStopped(plan(pace), reason);
}

void TestPace::hoursHoldTheBeginning()
{
    const QTime now =
        QTime::fromString(m_cluster->value(u"SELECT to_char(clock_timestamp(), 'HH24:MI')"_s), u"HH:mm"_s);
    const auto hours = [&](int from, int to) {
        return QString(now.addSecs(from * 3600).toString(u"HH:mm"_s) + u'-'
                       + now.addSecs(to * 3600).toString(u"HH:mm"_s));
    };
    PlanPace pace;
    pace.hours = hours(2, 4);
    const Plan closed = plan(pace);
    QCOMPARE(closed.pace.hoursZone, m_cluster->value(u"SHOW timezone"_s));
    expectStopped(closed, u"outside the hours "_s + pace.hours);
    sql(u"DROP SCHEMA parterre CASCADE"_s);
    pace.hours = hours(-2, 2);
    QVERIFY_RESULT(Engine(options(MigrationState::CatchingUp)).migrate(plan(pace)));
}

void TestPace::unreadableIsSaidOnce()
{
    sql(u"REVOKE pg_monitor FROM app_owner"_s);
    QVERIFY_RESULT(Engine(options(MigrationState::CatchingUp)).migrate(plan({})));
    const QStringList standby =
        m_sink.notes.filter(u"Not guarded against: the lag of standby r2 cannot be read without pg_monitor."_s);
    QCOMPARE(standby.size(), 1);
    QCOMPARE(m_sink.notes.filter(u"Not guarded against: the age of other roles' transactions"_s).size(), 1);
}

void TestPace::unreadableFailsClosedWhereAsked()
{
    sql(u"REVOKE pg_monitor FROM app_owner"_s);
    PlanPace pace;
    pace.required = {u"standby-lag"_s};
    expectStopped(plan(pace), u"the lag of standby r2 cannot be read without pg_monitor"_s);
}

QTEST_GUILESS_MAIN(TestPace)
#include "tst_pace.moc"
