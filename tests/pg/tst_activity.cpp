// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/relationlock.h"
#include "pg/catalog/activity.h"
#include "pg/catalog/partitiontree.h"
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "support/process.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kDb = u"app"_s;
const QString kFixture =
    u"CREATE SCHEMA \"Mixed Case\";"
    "CREATE TABLE \"Mixed Case\".\"we\"\"ird. tab'le\" (id bigint, at date) PARTITION BY RANGE (at);"
    "CREATE TABLE \"Mixed Case\".\"y.a\" PARTITION OF \"Mixed Case\".\"we\"\"ird. tab'le\" "
    "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
    "CREATE INDEX \"i x\" ON \"Mixed Case\".\"y.a\" (id);"
    "CREATE TABLE public.plain (id bigint PRIMARY KEY, note text);"
    "INSERT INTO public.plain VALUES (1, 'a');"
    "GRANT USAGE ON SCHEMA \"Mixed Case\" TO app_user;"
    "GRANT SELECT ON ALL TABLES IN SCHEMA \"Mixed Case\", public TO app_user"_s;
const QString kLeaf = u"\"Mixed Case\".\"y.a\""_s;

ActivitySession plainSession(int pid, const QList<int> &blockedBy = {})
{
    ActivitySession session;
    session.pid = pid;
    session.blockedBy = blockedBy;
    return session;
}

QStringList outline(const QList<ActivitySession> &sessions)
{
    QStringList lines;
    for (const ActivitySession &session : sessions)
        lines << QString(session.depth, u'-') % session.key();
    return lines;
}

const ActivitySession *find(const QList<ActivitySession> &sessions, int pid)
{
    for (const ActivitySession &session : sessions) {
        if (session.pid == pid)
            return &session;
    }
    return nullptr;
}

} // namespace

class TestActivity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void namesLockModes();
    void arranges_data();
    void arranges();
    void listsNobody();
    void showsChainOfWaiters();
    void showsRowLockWaiter();
    void showsPreparedTransaction();
    void showsBlockerFromOutside();
    void countsIndexes();
    void cancels();
    void terminates();
    void saysWhenGone();
    void hidesWhatIsNotOurs();
    void refusesWithoutRight();
    void commandLine();

private:
    std::unique_ptr<Session> session(const QString &user = u"postgres"_s) const;
    PgClient client(const QString &user = u"app_owner"_s) const;
    QList<ActivitySession> list(quint32 root, const QString &user = u"postgres"_s) const;
    /// Wait until the server says that this session waits for a lock.
    void waitUntilBlocked(int pid);

    std::unique_ptr<Cluster> m_cluster;
    quint32 m_tree = 0;
    quint32 m_plain = 0;
};

void TestActivity::initTestCase()
{
    ClusterOptions options;
    options.settings << u"max_prepared_transactions = 4"_s;
    m_cluster = std::make_unique<Cluster>(options);
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    PgClient owner = client();
    mustExec(owner, kFixture);
    const auto reader = session();
    m_tree = findRelation(*reader, {u"Mixed Case"_s, u"we\"ird. tab'le"_s}).value_or(0);
    m_plain = findRelation(*reader, {u"public"_s, u"plain"_s}).value_or(0);
    QVERIFY(m_tree && m_plain);
}

std::unique_ptr<Session> TestActivity::session(const QString &user) const
{
    auto opened = Session::open(profileOf(m_cluster->conninfo(kDb, user)));
    return opened ? std::move(*opened) : nullptr;
}

PgClient TestActivity::client(const QString &user) const
{
    return mustConnect(m_cluster->conninfo(kDb, user));
}

QList<ActivitySession> TestActivity::list(quint32 root, const QString &user) const
{
    const auto listed = listActivity(*session(user), root);
    return listed ? *listed : QList<ActivitySession>{plainSession(-1)};
}

void TestActivity::waitUntilBlocked(int pid)
{
    const QString waiting = u"SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = %1"_s.arg(pid);
    QTRY_COMPARE(m_cluster->value(waiting, kDb), u"1"_s);
}

void TestActivity::namesLockModes()
{
    QCOMPARE(lockModeText(u"AccessExclusiveLock"_s), u"ACCESS EXCLUSIVE"_s);
    QCOMPARE(lockModeText(u"ShareUpdateExclusiveLock"_s), u"SHARE UPDATE EXCLUSIVE"_s);
    QCOMPARE(lockModeText({}), QString());
}

void TestActivity::arranges_data()
{
    QTest::addColumn<QList<ActivitySession>>("sessions");
    QTest::addColumn<QStringList>("expected");
    using List = QList<ActivitySession>;
    QTest::newRow("none") << List() << QStringList();
    QTest::newRow("nobody waits") << List{plainSession(3), plainSession(1)} << QStringList{u"3"_s, u"1"_s};
    QTest::newRow("chain") << List{plainSession(1), plainSession(4, {3}), plainSession(3, {2}), plainSession(2)}
                           << QStringList{u"2"_s, u"-3"_s, u"--4"_s, u"1"_s};
    QTest::newRow("several blockers") << List{plainSession(1), plainSession(2, {1}), plainSession(3, {1, 2})}
                                      << QStringList{u"1"_s, u"-2"_s, u"-3"_s};
    QTest::newRow("unlisted blocker") << List{plainSession(2, {9})} << QStringList{u"2"_s};
    QTest::newRow("circle") << List{plainSession(1, {2}), plainSession(2, {1})} << QStringList{u"1"_s, u"-2"_s};
    QTest::newRow("itself") << List{plainSession(1, {1})} << QStringList{u"1"_s};
}

void TestActivity::arranges()
{
    QFETCH(QList<ActivitySession>, sessions);
    QFETCH(QStringList, expected);
    QCOMPARE(outline(arrangeActivity(sessions)), expected);
}

void TestActivity::listsNobody()
{
    QVERIFY(list(m_tree).isEmpty());
}

void TestActivity::showsChainOfWaiters()
{
    PgClient reader = client(u"app_user"_s);
    PgClient migrator = client();
    PgClient late = client(u"app_user"_s);
    mustExec(reader, u"BEGIN; SELECT count(*) FROM "_s % kLeaf);
    mustExec(migrator, u"BEGIN"_s);
    QVERIFY(migrator.send(QString(u"LOCK TABLE " % kLeaf % u" IN ACCESS EXCLUSIVE MODE").toStdString()));
    waitUntilBlocked(migrator.backendPid());
    QVERIFY(late.send(QString(u"SELECT count(*) FROM " % kLeaf).toStdString()));
    waitUntilBlocked(late.backendPid());

    const QList<ActivitySession> sessions = list(m_tree);
    const auto pid = [](const PgClient &of) { return QString::number(of.backendPid()); };
    QCOMPARE(outline(sessions), (QStringList{pid(reader), u'-' % pid(migrator), u"--"_s % pid(late)}));
    QCOMPARE(sessions[0].lockMode, u"ACCESS SHARE"_s);
    QVERIFY(sessions[0].granted && !sessions[0].isWaiting() && !sessions[0].autovacuum);
    QCOMPARE(sessions[0].state, u"idle in transaction"_s);
    QCOMPARE(sessions[0].user, u"app_user"_s);
    QCOMPARE(sessions[1].lockMode, u"ACCESS EXCLUSIVE"_s);
    QVERIFY(!sessions[1].granted);
    QCOMPARE(sessions[1].blockedBy, QList<int>{reader.backendPid()});
    QCOMPARE(sessions[1].waitEvent, u"Lock: relation"_s);
    QVERIFY(sessions[1].query.contains(u"IN ACCESS EXCLUSIVE MODE"));
    QVERIFY(sessions[1].transactionMs.value_or(-1) >= 0 && sessions[1].queryMs.value_or(-1) >= 0);
    QVERIFY(list(m_plain).isEmpty());
    QCOMPARE(list(0).size(), 3); // all that this server does
    mustExec(reader, u"ROLLBACK"_s);
    QVERIFY(migrator.finish().ok());
    mustExec(migrator, u"ROLLBACK"_s);
    QVERIFY(late.finish().ok());
}

void TestActivity::showsRowLockWaiter()
{
    PgClient first = client();
    PgClient second = client();
    mustExec(first, u"BEGIN; UPDATE public.plain SET note = 'b'"_s);
    QVERIFY(second.send("UPDATE public.plain SET note = 'c'"));
    waitUntilBlocked(second.backendPid());
    const QList<ActivitySession> sessions = list(m_plain);
    QCOMPARE(sessions.size(), 2);
    QCOMPARE(sessions[0].pid, first.backendPid());
    QCOMPARE(sessions[1].depth, 1);
    QVERIFY(sessions[1].granted && sessions[1].isWaiting()); // it has the table, and waits for the row
    mustExec(first, u"ROLLBACK"_s);
    QVERIFY(second.finish().ok());
}

void TestActivity::showsPreparedTransaction()
{
    PgClient owner = client();
    PgClient waiter = client(u"postgres"_s);
    mustExec(owner, u"BEGIN; LOCK TABLE public.plain IN SHARE MODE; PREPARE TRANSACTION 'it''s one'"_s);
    QVERIFY(waiter.send("UPDATE public.plain SET note = 'd'"));
    waitUntilBlocked(waiter.backendPid());
    const QList<ActivitySession> sessions = list(m_plain);
    QCOMPARE(outline(sessions), (QStringList{u"'it''s one'"_s, u'-' % QString::number(waiter.backendPid())}));
    QCOMPARE(sessions[0].pid, 0);
    QCOMPARE(sessions[0].prepared, u"it's one"_s);
    QCOMPARE(sessions[0].user, u"app_owner"_s);
    QCOMPARE(sessions[0].lockMode, u"SHARE"_s);
    QVERIFY(sessions[0].transactionMs);
    QCOMPARE(sessions[1].blockedBy, QList<int>{0});
    mustExec(owner, u"ROLLBACK PREPARED 'it''s one'"_s);
    QVERIFY(waiter.finish().ok());
}

void TestActivity::showsBlockerFromOutside()
{
    PgClient outside = client();
    PgClient inside = client();
    mustExec(outside, u"BEGIN; SELECT pg_advisory_xact_lock(7)"_s);
    mustExec(inside, u"BEGIN; SELECT * FROM public.plain"_s);
    QVERIFY(inside.send("SELECT pg_advisory_xact_lock(7)"));
    waitUntilBlocked(inside.backendPid());
    const QList<ActivitySession> sessions = list(m_plain);
    QCOMPARE(sessions.size(), 2);
    QCOMPARE(sessions[0].pid, outside.backendPid());
    QCOMPARE(sessions[0].lockMode, QString());
    QCOMPARE(sessions[1].blockedBy, QList<int>{outside.backendPid()});
    mustExec(outside, u"ROLLBACK"_s);
    QVERIFY(inside.finish().ok());
    mustExec(inside, u"ROLLBACK"_s);
}

void TestActivity::countsIndexes()
{
    PgClient owner = client();
    mustExec(owner, u"BEGIN; ALTER INDEX \"Mixed Case\".\"i x\" SET (fillfactor = 80)"_s);
    QVERIFY(find(list(m_tree), owner.backendPid()));
    mustExec(owner, u"ROLLBACK"_s);
}

void TestActivity::cancels()
{
    PgClient victim = client();
    QVERIFY(victim.send("SELECT pg_sleep(60) FROM public.plain"));
    const auto owner = session(u"app_owner"_s);
    QTRY_VERIFY(find(list(m_plain), victim.backendPid()));
    QElapsedTimer timer;
    timer.start();
    QVERIFY_RESULT(cancelBackend(*owner, victim.backendPid()));
    QCOMPARE(victim.finish().sqlstate(), std::string("57014"));
    QVERIFY(timer.elapsed() < 5000);
    QVERIFY(victim.exec(u"SELECT 1"_s).ok());
}

void TestActivity::terminates()
{
    PgClient victim = client();
    mustExec(victim, u"BEGIN; SELECT * FROM public.plain"_s);
    QVERIFY_RESULT(terminateBackend(*session(u"app_owner"_s), victim.backendPid()));
    QTRY_VERIFY(list(m_plain).isEmpty());
    QVERIFY(!victim.exec(u"SELECT 1"_s).ok());
}

void TestActivity::saysWhenGone()
{
    const auto owner = session(u"app_owner"_s);
    int gone = 0;
    {
        const PgClient shortLived = client();
        gone = shortLived.backendPid();
    }
    const QString left = u"SELECT count(*) FROM pg_stat_activity WHERE pid = %1"_s.arg(gone);
    QTRY_COMPARE(m_cluster->value(left, kDb), u"0"_s);
    for (const auto &result : {cancelBackend(*owner, gone), terminateBackend(*owner, gone)}) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::NotFound);
        QVERIFY(result.error().message.contains(QString::number(gone)));
    }
}

void TestActivity::hidesWhatIsNotOurs()
{
    PgClient owner = client();
    mustExec(owner, u"BEGIN; SELECT * FROM public.plain"_s);
    const QList<ActivitySession> sessions = list(m_plain, u"other"_s);
    QCOMPARE(sessions.size(), 1);
    QCOMPARE(sessions[0].pid, owner.backendPid());
    QCOMPARE(sessions[0].user, u"app_owner"_s);
    QCOMPARE(sessions[0].lockMode, u"ACCESS SHARE"_s);
    QVERIFY(sessions[0].query.isEmpty() && sessions[0].state.isEmpty());
    mustExec(owner, u"ROLLBACK"_s);
}

void TestActivity::refusesWithoutRight()
{
    const PgClient owner = client();
    const auto stranger = session(u"other"_s);
    for (const auto &result :
         {cancelBackend(*stranger, owner.backendPid()), terminateBackend(*stranger, owner.backendPid())}) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Rights);
    }
}

void TestActivity::commandLine()
{
    PgClient victim = client();
    mustExec(victim, u"BEGIN; SELECT * FROM public.plain"_s);
    const QString pid = QString::number(victim.backendPid());
    const QString conninfo = m_cluster->conninfo(kDb, u"app_owner"_s);
    Program text;
    QVERIFY(text.run({conninfo, u"activity"_s, u"public.plain"_s}));
    QVERIFY2(text.exitCode() == 0 && text.output().contains(pid.toUtf8()), text.errorOutput().constData());
    Program json;
    QVERIFY(json.run({conninfo, u"activity"_s, u"--json"_s, u"public.plain"_s}));
    const QJsonArray sessions = QJsonDocument::fromJson(json.output()).array();
    QCOMPARE(sessions.size(), 1);
    QCOMPARE(sessions[0][u"lockMode"_s].toString(), u"ACCESS SHARE"_s);
    Program unsure;
    QVERIFY(unsure.run({conninfo, u"activity"_s, u"--terminate"_s, pid}));
    QCOMPARE(unsure.exitCode(), 2);
    QVERIFY(victim.exec(u"SELECT 1"_s).ok());
    Program sure;
    QVERIFY(sure.run({conninfo, u"activity"_s, u"--terminate"_s, pid, u"--yes"_s}));
    QVERIFY2(sure.exitCode() == 0, sure.errorOutput().constData());
    QTRY_VERIFY(list(m_plain).isEmpty());
}

QTEST_GUILESS_MAIN(TestActivity)
#include "tst_activity.moc"
