// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/switchforecast.h"
#include "support/cluster.h"
#include "support/deadline.h"
#include "support/enginehelp.h"
#include "support/fixtures.h"

#include <QTest>

#include <cmath>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr ForecastRequest kShort{.forMs = 1'400, .everyMs = 100, .minuteMs = 700};

constexpr int kBusy = 8; ///< looks

SwitchMoment moment(qint64 atMs, const QList<Hindrance> &hindrances = {})
{
    return {atMs, hindrances};
}

SwitchForecast judged(const QList<SwitchMoment> &moments, const PlanLimits &limits = {}, qint64 minuteMs = 1'000)
{
    SwitchForecast forecast;
    judge(forecast, moments, limits, minuteMs);
    return forecast;
}

const Hindrance kReader{Hindrance::Kind::Lock, u"3/1"_s, u"app_user"_s, u"report"_s, u"SELECT"_s};

} // namespace

/// Who would have been in the way of the switch, on a live server and in made-up samples.
class TestForecast : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_cluster.reset(); }

    void countsShortUsersAsAnAttemptLonger();
    void waitsForOldSnapshots();
    void namesTheBestMinute();
    void endsUndecidedOrPutOff();

    void findsNobody();
    void namesWhoHoldsALockForAPartOfTheTime();
    void namesAnOldSnapshot();
    void namesAPreparedTransaction();
    void saysWhatAnUnprivilegedRoleMaySee();
    void endsWithACancel();
    void readsATableWithoutAPlan();

private:
    QString conninfo(const QString &user) const { return m_cluster->conninfo(u"app"_s, user); }
    Result<SwitchForecast> forecast(const QString &user = u"postgres"_s, const ForecastRequest &request = kShort);

    std::unique_ptr<Cluster> m_cluster;
    std::optional<Plan> m_plan;
    RecordingSink m_sink;
    CancelToken m_cancel;
};

void TestForecast::initTestCase()
{
    m_cluster = std::make_unique<Cluster>(
        ClusterOptions{.settings = {u"max_prepared_transactions = 5"_s, u"autovacuum = off"_s}});
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(u"app"_s);
    PgClient owner = mustConnect(conninfo(u"app_owner"_s));
    createEverything(owner);
    PlanRequest request = requestFor(u"public"_s, u"orders"_s, u"at"_s);
    request.dropReferences = QStringList{u"line_order"_s};
    m_plan = mustPlan(conninfo(u"app_owner"_s), request);
    QVERIFY(m_plan);
}

Result<SwitchForecast> TestForecast::forecast(const QString &user, const ForecastRequest &request)
{
    SessionOptions options;
    options.readOnly = true;
    options.cancel = m_cancel;
    auto session = Session::open(profileOf(conninfo(user)), options);
    if (!session)
        return tl::unexpected(session.error());
    return forecastSwitch(**session, *m_plan, request, m_cancel, m_sink);
}

// Looked at every 400 ms, as long as the first attempt looks for a quiet moment.
void TestForecast::countsShortUsersAsAnAttemptLonger()
{
    Hindrance other = kReader;
    other.transaction = u"3/2"_s;
    const SwitchForecast short_ = judged({moment(0, {kReader}), moment(400, {other}), moment(800)});
    QCOMPARE(short_.free, 1);
    QCOMPARE(short_.through, 3);
    QCOMPARE(short_.obstacles.size(), 1);
    QCOMPARE(short_.obstacles[0].moments, 2);
    QCOMPARE(short_.obstacles[0].totalMs, 800);
    QCOMPARE(short_.obstacles[0].longestMs, 400);
    const SwitchForecast long_ = judged({moment(0, {kReader}), moment(400, {kReader}), moment(800)});
    QCOMPARE(long_.through, 2);
    QCOMPARE(long_.obstacles[0].longestMs, 800);
    // Begun at 0: the first attempt fails, and the second, 470 ms later, meets nobody.
    QCOMPARE(long_.made, 3);
    QVERIFY(std::abs(long_.attempts - 4.0 / 3) < 0.01);
}

void TestForecast::waitsForOldSnapshots()
{
    const Hindrance old{Hindrance::Kind::Snapshot, u"77"_s, u"app_user"_s, u"dump"_s, {}};
    const QList<SwitchMoment> moments{moment(0, {old}), moment(400, {old}), moment(800)};
    const SwitchForecast gated = judged(moments);
    QCOMPARE(gated.through, 1);
    QCOMPARE(gated.made, 3);
    QCOMPARE(gated.attempts, 1.0); // waiting uses up none
    QCOMPARE(gated.medianWaitMs, 400);
    QCOMPARE(gated.longestWaitMs, 800);
    PlanLimits plain;
    plain.plainSwitch = true;
    QCOMPARE(judged(moments, plain).through, 3);
}

void TestForecast::namesTheBestMinute()
{
    const SwitchForecast forecast = judged({moment(0, {kReader}), moment(400, {kReader}), moment(800, {kReader}),
                                            moment(1200), moment(1600), moment(2000)});
    QCOMPARE(forecast.minutes.size(), 3);
    QCOMPARE(forecast.minutes[0].moments, 3);
    QCOMPARE(forecast.minutes[0].through, 1); // at 800 ms: gone by the next look
    QCOMPARE(forecast.best, 1);
}

void TestForecast::endsUndecidedOrPutOff()
{
    QList<SwitchMoment> moments;
    for (int i = 0; i < 20; ++i)
        moments << moment(i * 400, {kReader});
    const SwitchForecast undecided = judged(moments);
    QCOMPARE(undecided.made, 0);
    QCOMPARE(undecided.undecided, 20);
    QCOMPARE(undecided.share(), 0.0);
    QCOMPARE(undecided.best, -1);
    PlanLimits two;
    two.switchAttempts = 2;
    QVERIFY(judged(moments, two).putOff > 10);
}

void TestForecast::findsNobody()
{
    const auto found = forecast();
    QVERIFY_RESULT(found);
    QVERIFY(found->moments >= 10 && found->moments <= 15);
    QCOMPARE(found->free, found->moments);
    QCOMPARE(found->share(), 1.0);
    QCOMPARE(found->obstacles.size(), 0);
    QCOMPARE(found->attempts, 1.0);
    QVERIFY(found->seesAll);
    for (const char *relation : {"public.orders", "public.entry", "public.line", "public.customer"})
        QVERIFY2(found->relations.contains(QLatin1String(relation)), relation);
    QVERIFY(m_sink.last.total > 0 && m_sink.last.remainingMs);
}

// The lock is released when half of the looks are over: by their count, not by a clock.
void TestForecast::namesWhoHoldsALockForAPartOfTheTime()
{
    PgClient reader = mustConnect(conninfo(u"app_user"_s) + u" application_name='nightly report'"_s);
    mustExec(reader, u"BEGIN; SELECT count(*) FROM public.orders WHERE id = 4711"_s);
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.done == kBusy)
            mustExec(reader, u"COMMIT"_s);
    };
    const auto found = forecast();
    m_sink.onReport = nullptr;
    QVERIFY_RESULT(found);
    QCOMPARE(found->obstacles.size(), 1);
    const Obstacle &obstacle = found->obstacles[0];
    QCOMPARE(obstacle.who.kind, Hindrance::Kind::Lock);
    QCOMPARE(obstacle.who.user, u"app_user"_s);
    QCOMPARE(obstacle.who.application, u"nightly report"_s);
    QVERIFY2(obstacle.who.query.contains(u"public.orders"_s) && !obstacle.who.query.contains(u"4711"_s),
             qPrintable(obstacle.who.query));
    QCOMPARE(obstacle.moments, kBusy);
    QCOMPARE(found->free, found->moments - kBusy);
    // An attempt is 4 looks long: from the 5th on it would have seen the reader go.
    QVERIFY2(std::abs(found->through - (found->moments - (kBusy - 4))) <= 1,
             qPrintable(QString::number(found->through)));
    QVERIFY(std::abs(obstacle.totalMs - 100 * kBusy) < 300 && std::abs(obstacle.longestMs - 100 * kBusy) < 300);
    QVERIFY(found->best >= 0);
    QVERIFY(found->made > 5 && found->attempts >= 1);
}

// It touches nothing that the switch locks, and still holds it up.
void TestForecast::namesAnOldSnapshot()
{
    PgClient dump = mustConnect(conninfo(u"app_user"_s) + u" application_name='dump'"_s);
    mustExec(dump, u"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1"_s);
    PgClient idle = mustConnect(conninfo(u"app_user"_s) + u" application_name='idle'"_s);
    mustExec(idle, u"BEGIN; SELECT 1"_s); // has no snapshot any more
    const auto found = forecast();
    QVERIFY_RESULT(found);
    QCOMPARE(found->obstacles.size(), 1);
    QCOMPARE(found->obstacles[0].who.kind, Hindrance::Kind::Snapshot);
    QCOMPARE(found->obstacles[0].who.application, u"dump"_s);
    QCOMPARE(found->obstacles[0].moments, found->moments);
    QCOMPARE(found->through, 0);
    QCOMPARE(found->undecided, found->moments);
}

void TestForecast::namesAPreparedTransaction()
{
    {
        PgClient client = mustConnect(conninfo(u"app_user"_s));
        mustExec(client, u"BEGIN; UPDATE public.orders SET note = 'p' WHERE id = 1; PREPARE TRANSACTION 'left over'"_s);
    }
    const auto found = forecast();
    m_cluster->exec(u"ROLLBACK PREPARED 'left over'"_s, u"app"_s);
    QVERIFY_RESULT(found);
    QSet<QString> kinds;
    for (const Obstacle &obstacle : found->obstacles) {
        QCOMPARE(obstacle.who.application, u"prepared transaction left over"_s);
        QCOMPARE(obstacle.who.user, u"app_user"_s);
        QCOMPARE(obstacle.moments, found->moments);
        kinds << toText(obstacle.who.kind);
    }
    QCOMPARE(kinds, QSet<QString>({u"lock"_s, u"snapshot"_s}));
    QCOMPARE(found->through, 0);
}

void TestForecast::saysWhatAnUnprivilegedRoleMaySee()
{
    PgClient reader = mustConnect(conninfo(u"app_user"_s) + u" application_name='nightly report'"_s);
    mustExec(reader, u"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM public.orders"_s);
    const auto found = forecast(u"other"_s);
    QVERIFY_RESULT(found);
    QVERIFY(!found->seesAll);
    QCOMPARE(found->through, 0);
    QCOMPARE(found->obstacles.size(), 2); // its lock and its snapshot
    for (const Obstacle &obstacle : found->obstacles) {
        QCOMPARE(obstacle.who.user, u"app_user"_s);
        QCOMPARE(obstacle.who.query, QString());
        QVERIFY(obstacle.moments >= found->moments - 1);
    }
}

void TestForecast::endsWithACancel()
{
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.done == 3)
            m_cancel.cancel();
    };
    const auto found = forecast(u"postgres"_s, {.forMs = 600'000, .everyMs = 100});
    m_sink.onReport = nullptr;
    m_cancel = {};
    QVERIFY(!found && found.error().isCancelled());
}

void TestForecast::readsATableWithoutAPlan()
{
    SessionOptions options;
    options.readOnly = true;
    auto session = Session::open(profileOf(conninfo(u"other"_s)), options);
    QVERIFY_RESULT(session);
    const auto outline = outlineForForecast(**session, {{}, u"orders"_s});
    QVERIFY_RESULT(outline);
    const auto found = forecastSwitch(**session, *outline, {.forMs = 200, .everyMs = 100}, {}, m_sink);
    QVERIFY_RESULT(found);
    QCOMPARE(found->table.quoted(), u"public.orders"_s);
    for (const char *relation :
         {"public.orders", "public.entry", "public.only_rows", "public.line", "public.customer", "public.product"})
        QVERIFY2(found->relations.contains(QLatin1String(relation)), relation);
    QCOMPARE(outlineForForecast(**session, {u"public"_s, u"none"_s}).error().code, ErrorCode::NotFound);
    QCOMPARE(outlineForForecast(**session, {u"public"_s, u"entry"_s}).error().code, ErrorCode::Refused);
}

QTEST_GUILESS_MAIN(TestForecast)
#include "tst_forecast.moc"
