// SPDX-License-Identifier: GPL-3.0-or-later
#include "archivescenario.h"
#include "support/deadline.h"
#include "support/writers.h"

#include <QScopeGuard>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// One session that looks again and again, in one snapshot each time, at the table and its archive one after the other,
// and through the view.
class SnapshotReader {
public:
    SnapshotReader(const QString &conninfo, const QString &table)
        : m_thread([this, conninfo, table] { work(conninfo, table); })
    {}
    ~SnapshotReader() { stop(); }
    void stop()
    {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    int looks() const { return m_looks; }
    QStringList problems() const { return m_problems; } // after stop()

private:
    void work(const QString &conninfo, const QString &table)
    {
        PgClient client(conninfo);
        const QString live =
            u"SELECT count(*), coalesce(sum(v), 0), coalesce(sum(hashint8(id)::bigint), 0) FROM public."_s + table;
        while (!m_stop) {
            (void)client.exec(u"BEGIN ISOLATION LEVEL REPEATABLE READ"_s);
            const PgResult one = client.exec(live);
            const PgResult two = client.exec(live + u"_archive"_s);
            const PgResult both =
                client.exec(u"SELECT count(*), sum(v), count(DISTINCT (id, at)) FROM public."_s + table + u"_all"_s);
            (void)client.exec(u"COMMIT"_s);
            if (!one.ok() || !two.ok() || !both.ok()) {
                m_problems << QString::fromStdString(one.message() + two.message() + both.message());
                continue;
            }
            ++m_looks;
            const auto sum = [&](int c) { return one.text(0, c).toLongLong() + two.text(0, c).toLongLong(); };
            compare(sum(0), sum(1), both);
        }
    }
    void compare(qint64 rows, qint64 values, const PgResult &both)
    {
        if (m_rows < 0) {
            m_rows = rows;
            m_values = values;
        }
        if (rows != m_rows || values != m_values || both.text(0, 0).toLongLong() != m_rows
            || both.text(0, 1).toLongLong() != m_values || both.text(0, 2).toLongLong() != m_rows)
            m_problems << u"%1 rows (sum %2), by the view %3 (sum %4), %5 keys, instead of %6 (sum %7)"_s.arg(rows)
                              .arg(values)
                              .arg(both.text(0, 0), both.text(0, 1), both.text(0, 2))
                              .arg(m_rows)
                              .arg(m_values);
    }

    std::atomic<bool> m_stop = false;
    std::atomic<int> m_looks = 0;
    qint64 m_rows = -1;
    qint64 m_values = 0;
    QStringList m_problems;
    std::thread m_thread; // last: it uses the rest
};

} // namespace

/// While an application writes into the old rows too, every snapshot sees each row once: live or archived.
class TestArchiveLoad : public ArchiveScenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startServer(); }
    void init() { makeDatabase(); }
    void everySnapshotIsExact_data();
    void everySnapshotIsExact();
    void nobodyWaitsLong();
};

void TestArchiveLoad::everySnapshotIsExact_data()
{
    QTest::addColumn<bool>("partitioned");
    QTest::newRow("rows") << false;
    QTest::newRow("partitions") << true;
}

void TestArchiveLoad::everySnapshotIsExact()
{
    QFETCH(bool, partitioned);
    const int rows = 20'000;
    if (partitioned)
        makePartitioned(u"acc"_s, rows);
    else
        ownerSql(
            u"CREATE TABLE public.acc (id bigint NOT NULL, at timestamp NOT NULL, v bigint NOT NULL, note text, PRIMARY KEY "
            "(id, at)); INSERT INTO public.acc SELECT i, now() AT TIME ZONE 'UTC' - interval '1020 days' * (i / %1::float8), "
            "i, 'note ' || i FROM generate_series(1, %1) i"_s.arg(rows));
    ownerSql(
        u"GRANT SELECT, INSERT, UPDATE, DELETE ON public.acc TO app_user; CREATE SEQUENCE public.ids START 1000000; GRANT USAGE "
        "ON SEQUENCE public.ids TO app_user"_s);
    const QualifiedName table{u"public"_s, u"acc"_s};
    ArchivePolicy policy = policyFor(table, u"at"_s, 3000);
    policy.settings.batchTargetMs = 20;
    QVERIFY_RESULT(archiver().run(policy)); // makes the archive, moves nothing
    QVERIFY_RESULT(archiver().makeView(policy));

    SnapshotReader reader(owner(), u"acc"_s);
    // A row is changed, or given up for a new one of the same value: whatever is archived, the sum stays.
    Writers writers(conninfo(u"app_user"_s), 4, [rows](int turn, const QString &) {
        const int id = 1 + (turn * 7919) % rows;
        return QStringList{
            u"UPDATE public.acc SET note = 'turn %1' WHERE id = %2"_s.arg(turn).arg(id),
            u"WITH d AS (DELETE FROM public.acc WHERE id = %1 RETURNING v) INSERT INTO public.acc SELECT "
            "nextval('public.ids'), now() AT TIME ZONE 'UTC', v, 'again' FROM d"_s.arg(1 + (id * 31) % rows)};
    });
    qint64 moved = 0;
    int leaves = 0;
    for (const int days : {1000, 950, 900, 850, 800, 730}) {
        policy.keepDays = days;
        const int looked = reader.looks();
        const auto run = archiver().run(policy);
        QVERIFY_RESULT(run);
        moved += run->rows;
        leaves += run->leaves;
        QVERIFY(waitUntil([&] { return reader.looks() > looked + 1; }, 60s));
    }
    QVERIFY(moved > 3000);
    QCOMPARE(leaves > 3, partitioned);
    // And back, while they go on.
    const auto back = restorer().restore(policy, {{}, {}, {}, u"v % 3 = 0"_s});
    QVERIFY_RESULT(back);
    QVERIFY(back->rows > 500);
    const QStringList errors = writers.stop();
    reader.stop();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.mid(0, 5).join(u'\n')));
    QVERIFY2(reader.problems().isEmpty(), qPrintable(reader.problems().mid(0, 5).join(u'\n')));
    QVERIFY(reader.looks() >= 12);
    qInfo("%d snapshots, %d turns, slowest statement %lld ms, %lld rows archived, %d partitions", reader.looks(),
          writers.turns(), writers.slowestMs(), moved, leaves);
}

// A report that holds the partition's lock puts the move off; nobody queues behind it, and the run goes on.
void TestArchiveLoad::nobodyWaitsLong()
{
    makePartitioned(u"acc"_s, 2000);
    const QualifiedName table{u"public"_s, u"acc"_s};
    PgClient report = mustConnect(owner());
    mustExec(report, u"BEGIN; SELECT count(*) FROM public.acc"_s);
    std::atomic<bool> done = false;
    Result<ArchiveReport> outcome;
    std::atomic<int> notes = 0;
    struct CountingSink final : ProgressSink {
        explicit CountingSink(std::atomic<int> &counter)
            : notes(counter)
        {}
        void report(const Progress &) override {}
        void note(const QString &) override { ++notes; }
        std::atomic<int> &notes;
    } sink(notes);
    ArchiveOptions options = archiveOptions();
    options.sink = &sink;
    std::thread archiving([&] {
        outcome = Archiver(options).run(policyFor(table, u"at"_s));
        done = true;
    });
    const auto joined = qScopeGuard([&] {
        if (archiving.joinable())
            archiving.join();
    });
    QVERIFY(waitUntil([&] { return notes > 0 || done; }, 60s)); // an attempt was given up
    QVERIFY(!done);
    PgClient application = mustConnect(owner());
    qint64 slowest = 0;
    for (int i = 0; i < 30; ++i) {
        QElapsedTimer timer;
        timer.start();
        mustExec(application, u"SELECT count(*) FROM public.acc WHERE at > now() - interval '1 day'"_s);
        slowest = std::max(slowest, timer.elapsed());
    }
    mustExec(report, u"COMMIT"_s);
    archiving.join();
    QVERIFY_RESULT(outcome);
    QVERIFY(outcome->leaves > 5);
    QVERIFY2(slowest < 1000, qPrintable(QString::number(slowest))); // 150 ms of ours, and a busy machine
}

QTEST_GUILESS_MAIN(TestArchiveLoad)
#include "tst_archiveload.moc"
