// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/pgbouncer.h"
#include "pg/pooler.h"
#include "support/pgclient.h"

#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

/// Poolers between us and the server, with the real pgbouncer.
class TestPooler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void acceptsDirectConnection();
    void tellsMode_data();
    void tellsMode();
    void tellsModeAmongIdleServers();
    void isCancelled();

private:
    ConnectionProfile profileOf(const QString &socketDir) const;

    std::unique_ptr<Cluster> m_cluster;
};

void TestPooler::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
}

ConnectionProfile TestPooler::profileOf(const QString &socketDir) const
{
    return {{{u"host"_s, socketDir},
             {u"port"_s, QString::number(m_cluster->port())},
             {u"dbname"_s, u"postgres"_s},
             {u"user"_s, u"app_owner"_s}},
            {}};
}

void TestPooler::acceptsDirectConnection()
{
    QVERIFY(refuseTransactionPooler(profileOf(m_cluster->socketDir()), {}));
}

void TestPooler::tellsMode_data()
{
    QTest::addColumn<QStringList>("settings");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("session") << QStringList{u"pool_mode = session"_s} << true;
    QTest::newRow("session, pool of one") << QStringList{u"pool_mode = session"_s, u"default_pool_size = 1"_s} << true;
    QTest::newRow("transaction") << QStringList{u"pool_mode = transaction"_s} << false;
    QTest::newRow("transaction, pool of one")
        << QStringList{u"pool_mode = transaction"_s, u"default_pool_size = 1"_s} << false;
    QTest::newRow("transaction, round robin")
        << QStringList{u"pool_mode = transaction"_s, u"server_round_robin = 1"_s} << false;
    QTest::newRow("statement") << QStringList{u"pool_mode = statement"_s} << false;
}

void TestPooler::tellsMode()
{
    QFETCH(QStringList, settings);
    QFETCH(bool, accepted);
    const PgBouncer pooler(*m_cluster, settings);
    QVERIFY(pooler.isRunning());
    const auto result = refuseTransactionPooler(profileOf(pooler.socketDir()), {});
    QCOMPARE(result.has_value(), accepted);
    if (accepted)
        return;
    QCOMPARE(result.error().code, ErrorCode::Refused);
    QVERIFY2(!result.error().hint.isEmpty(), qPrintable(result.error().toText()));
}

void TestPooler::tellsModeAmongIdleServers()
{
    // Round robin hands out the server that was idle longest, so the one just used comes last.
    const PgBouncer pooler(*m_cluster, {u"pool_mode = transaction"_s, u"server_round_robin = 1"_s});
    QVERIFY(pooler.isRunning());
    {
        std::vector<PgClient> clients;
        for (int i = 0; i < 5; ++i) {
            clients.push_back(mustConnect(
                u"host=%1 port=%2 dbname=postgres user=app_owner"_s.arg(pooler.socketDir()).arg(pooler.port())));
            mustExec(clients.back(), u"BEGIN"_s);
        }
        for (PgClient &client : clients)
            mustExec(client, u"COMMIT"_s);
    }
    const auto result = refuseTransactionPooler(profileOf(pooler.socketDir()), {});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Refused);
}

void TestPooler::isCancelled()
{
    const CancelToken cancel;
    cancel.cancel();
    const auto result = refuseTransactionPooler(profileOf(m_cluster->socketDir()), cancel);
    QVERIFY(!result);
    QVERIFY(result.error().isCancelled());
}

QTEST_GUILESS_MAIN(TestPooler)
#include "tst_pooler.moc"
