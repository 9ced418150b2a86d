// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster.h"
#include "support/deadline.h"
#include "support/enginehelp.h"
#include "support/fail.h"
#include "support/writers.h"

#include <QScopeGuard>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kEvents = uR"sql(
CREATE TABLE public.events (id bigint PRIMARY KEY, at timestamptz NOT NULL, n bigint, secret text);
)sql"_s;
const QString kFill = uR"sql(
INSERT INTO public.events SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '2 hours', g % 100, 'secret' FROM generate_series(1, 2000) g;
)sql"_s;

// Insert, update, move between partitions and delete, each its own keys.
QStringList turnOfWriter(int, const QString &id)
{
    QStringList statements;
    for (
        const QString &sql :
        {u"INSERT INTO public.events VALUES (#, timestamptz '2026-01-01' + # % 4000 * interval '1 hour', # % 100, 'new')"_s,
         u"UPDATE public.events SET n = 50 - n WHERE id = #"_s,
         u"BEGIN; UPDATE public.events SET at = at + interval '40 days' WHERE id = #; UPDATE public.events SET n = n + 1 WHERE id = # - 1; COMMIT"_s,
         u"DELETE FROM public.events WHERE id = # - 30 OR id = # % 100000"_s})
        statements << QString(sql).replace(u'#', id);
    return statements;
}

} // namespace

/// A subscriber on another server follows the table through the switch and back: no gap, nothing twice, and nothing of
/// what the migration itself writes.
class TestPublications : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void subscriberFollows_data();
    void subscriberFollows();

private:
    void refusesTheSubscribersTable();
    QString owner() const { return m_publisher->conninfo(u"app"_s, u"app_owner"_s); }
    QString published(const QString &sql) const { return m_publisher->value(sql, u"app"_s); }
    QString received(const QString &sql) const { return m_subscriber->value(sql, u"app"_s); }
    bool catchUp() const;

    std::unique_ptr<Cluster> m_publisher;
    std::unique_ptr<Cluster> m_subscriber;
    RecordingSink m_sink;
};

void TestPublications::initTestCase()
{
    m_publisher = std::make_unique<Cluster>(ClusterOptions{.settings = {u"wal_level = logical"_s}});
    m_subscriber = std::make_unique<Cluster>(
        ClusterOptions{.settings = {u"wal_level = logical"_s, u"wal_retrieve_retry_interval = 200ms"_s}});
    QVERIFY(m_publisher->start());
    QVERIFY(m_subscriber->start());
}

void TestPublications::cleanupTestCase()
{
    m_subscriber.reset();
    m_publisher.reset();
}

// Everything that was committed until now has arrived.
bool TestPublications::catchUp() const
{
    const QString now = published(u"SELECT pg_current_wal_lsn()"_s);
    const QString flushed =
        u"SELECT count(*) FROM pg_stat_replication WHERE application_name = 'follower' AND replay_lsn >= '%1'"_s.arg(
            now);
    return waitUntil([&] { return published(flushed) == u"1"; }, 60s, 50ms);
}

void TestPublications::subscriberFollows_data()
{
    QTest::addColumn<QString>("columns"); // of the publication
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("compared"); // what the subscriber must have
    QTest::newRow("all") << QString() << QString() << u"SELECT id, at, n, secret FROM public.events"_s;
    if (m_publisher->majorVersion() >= 15)
        QTest::newRow("some columns of some rows") << u" (id, at, n)"_s << u" WHERE (id % 3 <> 1)"_s
                                                   << u"SELECT id, at, n FROM public.events WHERE id % 3 <> 1"_s;
}

// The worker finds its table by oid.
void TestPublications::refusesTheSubscribersTable()
{
    const auto there =
        planFor(m_subscriber->conninfo(u"app"_s, u"app_owner"_s), requestFor(u"public"_s, u"events"_s, u"at"_s));
    QVERIFY_RESULT(there);
    QVERIFY(there->isBlocked());
    QVERIFY(std::any_of(there->findings.cbegin(), there->findings.cend(), [](const Finding &finding) {
        return finding.code == u"subscription" && finding.severity == Finding::Severity::Blocks;
    }));
}

void TestPublications::subscriberFollows()
{
    QFETCH(QString, columns);
    QFETCH(QString, filter);
    QFETCH(QString, compared);
    for (Cluster *cluster : {m_publisher.get(), m_subscriber.get()}) {
        cluster->exec(u"DROP DATABASE IF EXISTS app WITH (FORCE)"_s);
        cluster->createDatabase(u"app"_s);
        PgClient client = mustConnect(cluster->conninfo(u"app"_s, u"app_owner"_s));
        mustExec(client, kEvents);
        if (cluster == m_publisher.get()) {
            mustExec(client, kFill);
            mustExec(
                client,
                u"CREATE PUBLICATION feed FOR TABLE public.events%1%2 WITH (publish_via_partition_root = true)"_s.arg(
                    columns, filter));
        }
    }
    // Counts what arrives; a row that is sent twice stops the worker anyway.
    m_subscriber->exec(u"CREATE SUBSCRIPTION follower CONNECTION '%1' PUBLICATION feed"_s.arg(
                           m_publisher->conninfo(u"app"_s, u"postgres"_s).replace(u'\'', u"''"_s)),
                       u"app"_s);
    const auto cleanUp = qScopeGuard([this] { m_subscriber->exec(u"DROP SUBSCRIPTION follower"_s, u"app"_s); });
    QVERIFY(waitUntil(
        [this] { return received(u"SELECT count(*) FROM pg_subscription_rel WHERE srsubstate = 'r'"_s) == u"1"; }, 60s,
        50ms));
    const auto planned = planFor(owner(), requestFor(u"public"_s, u"events"_s, u"at"_s));
    QVERIFY_RESULT(planned);
    QVERIFY2(planned->plan, qPrintable(planned->findings.value(0).consequence));
    const Plan plan = *planned->plan;
    refusesTheSubscribersTable();

    const QString digest = u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM (%1) x"_s.arg(compared);
    const qint64 from = m_subscriber->logSize();
    const auto equal = [&](const char *when) {
        QVERIFY2(catchUp(), when);
        const QString here = published(digest);
        const QString there =
            received(digest.contains(u"secret") ? digest : QString(digest).remove(u" WHERE id % 3 <> 1"_s));
        QVERIFY2(here == there, qPrintable(QString::fromLatin1(when) + u": "_s + here + u" and "_s + there));
    };
    Writers writers(m_publisher->conninfo(u"app"_s, u"postgres"_s), 3, turnOfWriter);
    Engine engine({profileOf(owner()), {}, &m_sink});
    for (int turn = 0; turn < 2; ++turn) {
        QVERIFY_RESULT(engine.migrate(plan));
        QCOMPARE(
            published(
                u"SELECT prrelid::regclass || ' ' || relkind::text FROM pg_publication_rel JOIN pg_class c ON c.oid = prrelid"_s),
            u"events p"_s);
        QVERIFY(waitUntil([&, start = writers.turns()] { return writers.turns() > start + 200; }, 60s));
        QVERIFY_RESULT(engine.rollBack(plan.id));
        QCOMPARE(
            published(
                u"SELECT prrelid::regclass || ' ' || relkind::text FROM pg_publication_rel JOIN pg_class c ON c.oid = prrelid"_s),
            u"events r"_s);
        QVERIFY(waitUntil([&, start = writers.turns()] { return writers.turns() > start + 100; }, 60s));
    }
    QVERIFY_RESULT(engine.migrate(plan));
    const QStringList errors = writers.stop();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.mid(0, 5).join(u'\n')));
    equal("after the switch");
    // Later writes too, and what the migration replays into the old table is not sent.
    m_publisher->exec(u"UPDATE public.events SET n = -1 WHERE id < 1500; DELETE FROM public.events WHERE id < 1400"_s,
                      u"app"_s);
    equal("a change of the partitioned table");
    QVERIFY_RESULT(engine.rollBack(plan.id));
    equal("after the way back");
    m_publisher->exec(u"UPDATE public.events SET n = -2 WHERE id < 1600"_s, u"app"_s);
    equal("a change of the plain table");
    const QString log = m_subscriber->logText(from);
    QVERIFY2(!log.contains(u"ERROR:"), qPrintable(log.right(2000)));
}

QTEST_GUILESS_MAIN(TestPublications)
#include "tst_publications.moc"
