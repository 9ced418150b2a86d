// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "support/fixtures.h"
#include "support/ledgerload.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace std::chrono_literals;

/// The whole main job under an application that writes: switch, back, switch again; the ledger decides.
class TestMigration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void switchBackAndAgainUnderLoad();
    void plainSwitchPassesReport();
    void slowApplicationSwitchIsPutOff();

private:
    QString owner() const { return m_cluster->conninfo(QStringLiteral("app"), QStringLiteral("app_owner")); }
    QString user() const { return m_cluster->conninfo(QStringLiteral("app"), QStringLiteral("app_user")); }
    Engine engine() const { return Engine({profileOf(owner()), {}, &m_sink}); }

    std::unique_ptr<Cluster> m_cluster;
    mutable RecordingSink m_sink;
};

void TestMigration::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(QStringLiteral("app"));
}

void TestMigration::cleanupTestCase()
{
    m_cluster.reset();
}

void TestMigration::switchBackAndAgainUnderLoad()
{
    const qint64 rows = qEnvironmentVariableIntValue("PARTERRE_TEST_ROWS") > 0
        ? qEnvironmentVariableIntValue("PARTERRE_TEST_ROWS")
        : 1'000'000;
    PgClient client(owner());
    createLedgerTables(client);
    LedgerLoadOptions options;
    options.conninfo = user();
    LedgerLoad load(options);
    QVERIFY2(load.fill(rows), qPrintable(load.failures().join(u'\n')));
    mustExec(client, QStringLiteral("VACUUM ANALYZE public.ledger_t"));

    PlanRequest request = requestFor(QStringLiteral("public"), QStringLiteral("ledger_t"), QStringLiteral("ts"));
    request.limits.replayEntries = 100;  // the replay goes in shares
    request.pace.hitRatioLossPoints = 0; // the server's buffers are smaller than the table
    const auto planned = planFor(owner(), request);
    QVERIFY_RESULT(planned);
    QVERIFY(planned->plan);
    QVERIFY(load.start());
    QVERIFY(load.waitForCommits(200, 60s));

    const auto equal = [&](const char *when) {
        QVERIFY(load.pause());
        const QStringList differences = load.compare(owner(), QStringLiteral("public.ledger_t"));
        QVERIFY2(differences.isEmpty(),
                 qPrintable(QLatin1String(when) + QLatin1String(":\n") + differences.join(u'\n')));
        QVERIFY2(load.failureCount() == 0,
                 qPrintable(QLatin1String(when) + QLatin1String(":\n") + load.failures().join(u'\n')));
        load.resume();
    };
    const auto isPartitioned = [&] {
        return m_cluster->value(QStringLiteral("SELECT relkind FROM pg_class WHERE oid = 'public.ledger_t'::regclass"),
                                QStringLiteral("app"))
            == u"p";
    };

    for (int turn = 1; turn <= 2; ++turn) {
        const auto switched = engine().migrate(*planned->plan);
        QVERIFY_RESULT(switched);
        QCOMPARE(*switched, MigrationState::Watching);
        QVERIFY(isPartitioned());
        QVERIFY(load.waitForCommits(200, 60s));
        equal("after the switch");
        if (turn == 2)
            break;
        const auto back = engine().rollBack(planned->plan->id);
        QVERIFY_RESULT(back);
        QCOMPARE(*back, MigrationState::RolledBack);
        QVERIFY(!isPartitioned());
        QVERIFY(load.waitForCommits(200, 60s));
        equal("after the rollback");
    }
    QVERIFY_RESULT(engine().finish(planned->plan->id, true));
    load.stop();
    const QStringList differences = load.compare(owner(), QStringLiteral("public.ledger_t"));
    QVERIFY2(differences.isEmpty(), qPrintable(differences.join(u'\n')));
    qInfo("%s", qPrintable(load.stats().toString()));
    QVERIFY(load.stats().commitsPerSecond() >= 200 * 0.7);
}

// A report that does not end holds the switch up; the plain switch goes past it and loses nothing, nor does the way
// back.
void TestMigration::plainSwitchPassesReport()
{
    const QString table = QStringLiteral("public.counted");
    PgClient client(owner());
    mustExec(client,
             QStringLiteral("CREATE TABLE public.counted (id bigint PRIMARY KEY, at date NOT NULL, n bigint NOT NULL);"
                            "INSERT INTO public.counted SELECT i, date '2024-01-01' + i % 90, 0 FROM "
                            "generate_series(0, 999) i; GRANT SELECT, UPDATE ON public.counted TO app_user"));
    PlanRequest request = requestFor(QStringLiteral("public"), QStringLiteral("counted"), QStringLiteral("at"));
    request.limits.switchWaitMs = 2000;
    const auto patient = planFor(owner(), request);
    QVERIFY_RESULT(patient);
    PgClient report(user());
    mustExec(report, QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1"));

    std::atomic<bool> writing = true;
    std::atomic<qint64> written = 0;
    QStringList failures;
    std::thread writer([&] {
        PgClient application(user());
        for (int i = 0; writing; ++i) {
            const auto done =
                application.exec(QStringLiteral("UPDATE public.counted SET n = n + 1 WHERE id = %1").arg(i * 7 % 1000));
            done.ok() ? void(++written) : void(failures << QString::fromStdString(done.message()));
        }
    });
    const auto ended = qScopeGuard([&] {
        writing = false;
        if (writer.joinable())
            writer.join();
    });

    const auto putOff = engine().migrate(*patient->plan);
    QVERIFY(!putOff);
    QVERIFY2(putOff.error().message.contains(QStringLiteral("put off")), qPrintable(putOff.error().toText()));
    QVERIFY_RESULT(engine().rollBack(patient->plan->id));

    request.limits.plainSwitch = true;
    const auto plain = planFor(owner(), request);
    QVERIFY_RESULT(plain);
    const auto switched =
        Engine({profileOf(owner()), {}, &m_sink, 2, false, 60'000, MigrationState::Switched}).migrate(*plain->plan);
    QVERIFY_RESULT(switched);
    QCOMPARE(*switched, MigrationState::Switched);
    mustExec(report, QStringLiteral("COMMIT"));
    QVERIFY_RESULT(engine().rollBack(plain->plan->id));
    writing = false;
    writer.join();
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u'\n')));
    QCOMPARE(m_cluster->value(QStringLiteral("SELECT sum(n) FROM public.counted"), QStringLiteral("app")).toLongLong(),
             written.load());
    QVERIFY(written > 1000);
}

// No statement of it is slow, all of them together are: the time under the lock is bounded as a whole.
void TestMigration::slowApplicationSwitchIsPutOff()
{
    PgClient client(owner());
    mustExec(
        client,
        QStringLiteral("CREATE TABLE public.slow (id bigint PRIMARY KEY, at date NOT NULL);"
                       "INSERT INTO public.slow SELECT i, date '2024-01-01' + i % 90 FROM generate_series(1, 99) i"));
    PlanRequest request = requestFor(QStringLiteral("public"), QStringLiteral("slow"), QStringLiteral("at"));
    request.applicationSwitch = {QStringLiteral("SELECT pg_sleep(0.4)"), QStringLiteral("SELECT pg_sleep(0.4)")};
    request.applicationSwitchBack = {QStringLiteral("SELECT 1")};
    const auto planned = planFor(owner(), request);
    QVERIFY_RESULT(planned);
    const auto putOff = engine().migrate(*planned->plan);
    QVERIFY(!putOff);
    QCOMPARE(putOff.error().code, ErrorCode::Refused);
    QVERIFY2(putOff.error().message.contains(QStringLiteral("budget")), qPrintable(putOff.error().toText()));
    QCOMPARE(m_cluster->value(QStringLiteral("SELECT relkind FROM pg_class WHERE oid = 'public.slow'::regclass"),
                              QStringLiteral("app")),
             QStringLiteral("r"));
    QVERIFY_RESULT(engine().rollBack(planned->plan->id));
}

QTEST_GUILESS_MAIN(TestMigration)
#include "tst_migration.moc"
