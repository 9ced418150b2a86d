// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivealerts.h"
#include "domain/schedule.h"

#include <QTest>

using namespace parterre;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text + u":00Z", Qt::ISODate);
}

ArchivePolicy policy()
{
    ArchivePolicy policy;
    policy.table = {u"public"_s, u"t"_s};
    policy.createdAt = u"2026-01-15 12:00:00+00"_s;
    return policy;
}

ArchiveRun run(const QString &state, const QString &at)
{
    ArchiveRun run;
    run.policy = u"public.t"_s;
    run.kind = u"archive"_s;
    run.state = state;
    run.startedAt = run.endedAt = run.heartbeat = at;
    return run;
}

} // namespace

/// When something is due, and what stands out of runs that were to be.
class TestSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isDueAt_data();
    void isDueAt();
    void refuses_data();
    void refuses();
    void runsWhatIsDue();
    void tellsWhatStandsOut();
};

void TestSchedule::isDueAt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("next");
    QTest::addColumn<QString>("cron");
    QTest::newRow("monthly") << u"monthly 1 02:00"_s << u"2026-03-01T02:00"_s << u"2026-03-01T02:00"_s
                             << u"2026-04-01T02:00"_s << u"0 2 1 * *"_s;
    QTest::newRow("a minute before") << u"monthly 1 02:00"_s << u"2026-03-01T01:59"_s << u"2026-02-01T02:00"_s
                                     << u"2026-03-01T02:00"_s << u"0 2 1 * *"_s;
    QTest::newRow("over the year") << u"monthly 28 23:30"_s << u"2026-01-05T00:00"_s << u"2025-12-28T23:30"_s
                                   << u"2026-01-28T23:30"_s << u"30 23 28 * *"_s;
    QTest::newRow("weekly") << u"weekly sunday 04:15"_s << u"2026-11-23T06:00"_s << u"2026-11-22T04:15"_s
                            << u"2026-11-29T04:15"_s << u"15 4 * * 0"_s; // a Monday
    QTest::newRow("later this week") << u"weekly friday 04:15"_s << u"2026-11-23T06:00"_s << u"2026-11-20T04:15"_s
                                     << u"2026-11-27T04:15"_s << u"15 4 * * 5"_s;
    QTest::newRow("daily") << u"daily 00:00"_s << u"2024-02-29T23:59"_s << u"2024-02-29T00:00"_s
                           << u"2024-03-01T00:00"_s << u"0 0 * * *"_s;
}

void TestSchedule::isDueAt()
{
    QFETCH(QString, text);
    QFETCH(QString, now);
    QFETCH(QString, last);
    QFETCH(QString, next);
    QFETCH(QString, cron);
    const auto schedule = Schedule::parse(text);
    QVERIFY(schedule);
    QCOMPARE(schedule->toString(), text);
    QCOMPARE(schedule->lastDue(utc(now)), utc(last));
    QCOMPARE(schedule->nextDue(utc(now)), utc(next));
    QCOMPARE(schedule->toCron(), cron);
}

void TestSchedule::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "monthly", "monthly 29 02:00", "monthly 0 02:00", "monthly 1", "weekly 02:00",
                             "weekly someday 02:00", "daily 24:00", "daily 1 02:00", "hourly", "*-*-01 02:00:00"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestSchedule::refuses()
{
    QFETCH(QString, text);
    const auto schedule = Schedule::parse(text);
    QVERIFY(!schedule);
    QCOMPARE(schedule.error().code, ErrorCode::Usage);
    QVERIFY(schedule.error().hint.contains(u"monthly 1 02:00"));
}

void TestSchedule::runsWhatIsDue()
{
    const QDateTime now = utc(u"2026-03-10T00:00"_s);
    QCOMPARE(isDue(policy(), {}, now), true);
    QCOMPARE(isDue(policy(), {}, utc(u"2026-01-20T00:00"_s)), false); // made after it was due
    QCOMPARE(isDue(policy(), {run(u"done"_s, u"2026-03-01 02:05:00.123+00"_s)}, now), false);
    QCOMPARE(isDue(policy(), {run(u"done"_s, u"2026-02-01 02:05:00+00"_s)}, now), true);
    QCOMPARE(isDue(policy(), {run(u"failed"_s, u"2026-03-01 02:05:00+00"_s)}, now), true); // once more
    ArchiveRun restore = run(u"done"_s, u"2026-03-02 00:00:00+00"_s);
    restore.kind = u"restore"_s;
    QCOMPARE(isDue(policy(), {restore}, now), true);
    QCOMPARE(nextDue(policy(), {restore}, now), utc(u"2026-03-01T02:00"_s)); // it was missed
    QCOMPARE(nextDue(policy(), {run(u"done"_s, u"2026-03-01 02:05:00+00"_s)}, now), utc(u"2026-04-01T02:00"_s));
    ArchivePolicy odd = policy();
    odd.schedule = u"sometimes"_s;
    QCOMPARE(nextDue(odd, {}, now).error().code, ErrorCode::Usage);
    odd.enabled = false;
    QCOMPARE(nextDue(odd, {}, now), QDateTime());
}

void TestSchedule::tellsWhatStandsOut()
{
    const QDateTime now = utc(u"2026-03-01T02:30"_s);
    const auto kinds = [&](const QList<ArchiveRun> &runs, const ArchivePolicy &one = policy()) {
        QStringList list;
        for (const ArchiveAlert &alert : archiveAlerts({one}, runs, now))
            list << toText(alert.kind);
        return list;
    };
    const ArchiveRun earlier = run(u"done"_s, u"2026-02-01 02:05:00+00"_s);
    QCOMPARE(kinds({earlier}), QStringList()); // due since half an hour: the timer may still come
    QCOMPARE(archiveAlerts({policy()}, {earlier}, utc(u"2026-03-01T04:00"_s)).size(), 1);
    QCOMPARE(kinds({run(u"failed"_s, u"2026-02-20 00:00:00+00"_s), earlier}), QStringList{u"failed"_s});
    ArchiveRun running = run(u"running"_s, u"2026-03-01 02:29:00+00"_s);
    QCOMPARE(kinds({running, earlier}), QStringList{u"stopped"_s});
    running.isAttended = true; // perhaps by a long export
    QCOMPARE(kinds({running, earlier}), QStringList());
    ArchivePolicy off = policy();
    off.enabled = false;
    QCOMPARE(kinds({run(u"failed"_s, u"2026-02-20 00:00:00+00"_s)}, off), QStringList());
}

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
