// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverscenario.h"
#include "support/deadline.h"
#include "support/process.h"
#include "support/writers.h"

#include <QRegularExpression>

#include <atomic>
#include <csignal>
#include <future>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QualifiedName kTable{u"public"_s, u"acc"_s};
const QualifiedName kArchive{u"public"_s, u"acc_archive"_s};
const RestoreRequest kEvenRows{{}, {}, {}, u"v % 2 = 0"_s};
constexpr int kRows = 1500;

/// What is done to one of both servers, or to what lies between them.
enum class Fault { Network, Backend, ServerHere, ServerThere };

bool isPrepared(const std::string &text)
{
    return text.starts_with("INSERT") || text.starts_with("DELETE");
}

} // namespace

/// Whatever ends an archive, a restore or its undo at whatever statement of the other server: each row is on at least
/// one side at every moment, and on exactly one after the next run. The proxy stands between the two servers and stops
/// what postgres_fdw sends: also its COMMIT, answered there and not heard here.
class TestServerFaults : public ServerScenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runs_data() { faults(); }
    void runs();
    void restores_data() { faults(m_everywhere); }
    void restores();
    void undoes_data() { faults(m_everywhere); }
    void undoes();
    void programIsKilled_data();
    void programIsKilled();
    void changedInBetweenIsNamed();
    void deletedInBetweenIsSaid();
    void lateCommitIsSettled();
    void nextRunFinishesARestore();
    void undoFinishesARestore();
    void otherArchiveIsRefused();
    void strikesUnderWriters();

private:
    using Work = std::function<Result<>()>;
    void faults(bool all = true);
    void begin(bool partitioned = false);
    ArchivePolicy policy();
    Result<> run();
    /// Stop the other server at its statement `number` of `work`, strike, and let go. False when it had fewer.
    bool strikeAt(int number, Verdict::Kind kind, Fault fault, const Work &work);
    void strike(Fault fault);
    void cutAtCommit(const Work &work, Fault fault);
    void becomeQuiet();
    void mustBeSomewhere(const QString &when);
    void mustBeOnce(const QString &when);
    qint64 twins();
    void look(const std::atomic<bool> &stop, int &looks, QStringList &missing);
    void runAroundStale();

    /// From `step` statements to the next one that is struck; each one where the environment asks for it.
    int stride(int step) const { return m_everywhere ? 1 : step; }

    QStringList m_rows;
    std::string m_struck; ///< the statement
    bool m_done = false;  ///< although it was struck
    bool m_everywhere = false;
};

void TestServerFaults::initTestCase()
{
    startServers();
    m_everywhere = qEnvironmentVariableIsSet("PARTERRE_TEST_EVERYWHERE");
}

void TestServerFaults::faults(bool all)
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("network") << Fault::Network;
    QTest::newRow("server here") << Fault::ServerHere;
    if (!all)
        return;
    QTest::newRow("backend") << Fault::Backend;
    QTest::newRow("server there") << Fault::ServerThere;
}

ArchivePolicy TestServerFaults::policy()
{
    ArchivePolicy policy = serverPolicy(kTable, u"at"_s);
    policy.settings.batchTargetMs = 1;
    return policy;
}

Result<> TestServerFaults::run()
{
    return archiver().run(policy()).map([](const ArchiveReport &) {});
}

void TestServerFaults::begin(bool partitioned)
{
    makeDatabases();
    ownerSql(
        u"CREATE TABLE public.acc (id bigint NOT NULL, at timestamp NOT NULL, v bigint NOT NULL, note text, PRIMARY KEY (id, at)) %1;"
        "%2 INSERT INTO public.acc SELECT i, timestamp '2019-11-01' + i * interval '1 day', i, repeat('n', 700) || i FROM "
        "generate_series(1, %3) i"_s
            .arg(
                partitioned ? u"PARTITION BY RANGE (at)"_s : QString(),
                partitioned
                    ? u"CREATE TABLE public.acc_1 PARTITION OF public.acc FOR VALUES FROM ('2019-01-01') TO ('2020-06-01');"
                      "CREATE TABLE public.acc_rest PARTITION OF public.acc DEFAULT;"_s
                    : QString())
            .arg(kRows));
    m_rows = rowsHere(kTable);
    makeRemote(policy());
}

// The table first: a row that leaves in between is there by then.
void TestServerFaults::mustBeSomewhere(const QString &when)
{
    const QStringList here = rowsHere(kTable);
    const QStringList there = rowsThere(kTable, kArchive);
    const QSet<QString> both = QSet<QString>(here.cbegin(), here.cend()) + QSet<QString>(there.cbegin(), there.cend());
    QVERIFY2(both == QSet<QString>(m_rows.cbegin(), m_rows.cend()),
             qPrintable(u"%1: %2 rows here, %3 there"_s.arg(when).arg(here.size()).arg(there.size())));
}

void TestServerFaults::mustBeOnce(const QString &when)
{
    const QStringList rows = rowsOfBoth(kTable, kArchive);
    QVERIFY2(rows == m_rows, qPrintable(u"%1: %2 rows"_s.arg(when).arg(rows.size())));
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_run WHERE state = 'running'"_s), u"0"_s);
}

qint64 TestServerFaults::twins()
{
    return rowsOfBoth(kTable, kArchive).size() - m_rows.size();
}

void TestServerFaults::strike(Fault fault)
{
    if (fault == Fault::Network || fault == Fault::ServerThere)
        m_proxy->cutClients();   // what the other server has answered is lost
    if (fault == Fault::Backend) // and gone: one that hears of the answer first may commit after all
        sql(u"SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE application_name = 'parterre archive'"_s);
    else if (fault == Fault::ServerHere)
        QVERIFY(m_cluster->crash());
    else if (fault == Fault::ServerThere)
        QVERIFY(m_remote->crash());
}

void TestServerFaults::becomeQuiet()
{
    m_proxy->setInspector({});
    m_proxy->setRefusing(false);
    QVERIFY(m_cluster->isRunning() || m_cluster->start());
    QVERIFY(m_remote->isRunning() || m_remote->start());
    const QString sessions =
        u"SELECT count(*) FROM pg_stat_activity WHERE application_name IN ('parterre archive', 'postgres_fdw')"_s;
    QVERIFY(waitUntil([&] { return value(sessions) == u"0" && remoteValue(sessions) == u"0"; }, 60s));
}

bool TestServerFaults::strikeAt(int number, Verdict::Kind kind, Fault fault, const Work &work)
{
    std::atomic<int> seen = 0;
    m_proxy->setInspector([&](const std::string &text) {
        if (++seen != number)
            return Verdict{};
        m_struck = text;
        // postgres_fdw prepares these first and waits for that answer, which a stop behind it would hold.
        return Verdict{isPrepared(text) ? Verdict::Kind::StopBefore : kind};
    });
    auto outcome = std::async(std::launch::async, work);
    waitUntil([&] { return m_proxy->hasStopped() || outcome.wait_for(0s) == std::future_status::ready; }, 60s);
    const bool stopped = m_proxy->hasStopped();
    if (stopped) {
        strike(fault);
        m_proxy->letGo(Proxy::Held::Drop);
    }
    m_done = outcome.get().has_value();
    becomeQuiet();
    return stopped;
}

void TestServerFaults::runs()
{
    QFETCH(Fault, fault);
    qint64 most = 0;
    int struck = 0;
    for (int n = 1 + static_cast<int>(fault); !QTest::currentTestFailed(); n += stride(29)) {
        const auto kind = n % 2 == 0 ? Verdict::Kind::StopBefore : Verdict::Kind::StopAfter;
        begin(n % 3 == 0);
        if (!strikeAt(n, kind, fault, [&] { return run(); }))
            break;
        ++struck;
        const QString when = u"at %1: %2"_s.arg(n).arg(QString::fromStdString(m_struck).left(60));
        mustBeSomewhere(when);
        most = std::max(most, twins());
        QVERIFY_RESULT(run());
        mustBeOnce(when);
        QCOMPARE(count(kTable), 0);
    }
    QVERIFY(struck >= 2);
    // And exactly between the two commits.
    begin();
    cutAtCommit([&] { return run(); }, fault);
    QVERIFY(twins() > 0);
    mustBeSomewhere(u"at the commit"_s);
    QVERIFY_RESULT(run());
    mustBeOnce(u"after the commit"_s);
    QCOMPARE(count(kTable), 0);
    QCOMPARE(value(u"SELECT sum(rows) FROM parterre.archive_run"_s), QString::number(kRows));
}

// The first COMMIT of a transaction that wrote, answered there and not heard here.
void TestServerFaults::cutAtCommit(const Work &work, Fault fault)
{
    std::atomic<bool> wrote = false;
    m_proxy->setInspector([&](const std::string &text) {
        wrote = wrote || isPrepared(text);
        if (text.starts_with("ABORT") || text.starts_with("ROLLBACK")) // the proof of the key is taken back
            wrote = false;
        return Verdict{wrote && text.starts_with("COMMIT") ? Verdict::Kind::StopAfter : Verdict::Kind::Pass};
    });
    auto outcome = std::async(std::launch::async, work);
    QVERIFY(waitUntil([&] { return m_proxy->hasStopped() || outcome.wait_for(0s) == std::future_status::ready; }, 60s));
    QVERIFY(m_proxy->hasStopped());
    m_proxy->setRefusing(true); // the runner would settle it itself
    strike(fault);
    m_proxy->letGo(Proxy::Held::Drop);
    QVERIFY(!outcome.get());
    becomeQuiet();
}

void TestServerFaults::restores()
{
    QFETCH(Fault, fault);
    int struck = 0;
    const Work restore = [&] { return restorer().restore(policy(), kEvenRows).map([](const RestoreReport &) {}); };
    for (int n = 1 + static_cast<int>(fault); !QTest::currentTestFailed(); n += stride(9)) {
        begin(n % 3 == 0);
        QVERIFY_RESULT(run());
        const auto kind = n % 2 == 0 ? Verdict::Kind::StopBefore : Verdict::Kind::StopAfter;
        if (!strikeAt(n, kind, fault, restore))
            break;
        ++struck;
        const QString when = u"at %1: %2"_s.arg(n).arg(QString::fromStdString(m_struck).left(60));
        mustBeSomewhere(when);
        QVERIFY_RESULT(restore());
        mustBeOnce(when);
        QCOMPARE(count(kTable), kRows / 2);
    }
    QVERIFY(struck >= 2);
    begin();
    QVERIFY_RESULT(run());
    cutAtCommit(restore, fault); // of the delete: it was made, and here it is pending
    mustBeSomewhere(u"at the commit"_s);
    QCOMPARE(count(kTable), kRows / 2);
    QVERIFY_RESULT(restore());
    mustBeOnce(u"after the commit"_s);
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_run WHERE details->'pending' = 'true'"_s), u"0"_s);
}

void TestServerFaults::undoes()
{
    QFETCH(Fault, fault);
    int struck = 0;
    QString id;
    const Work undo = [&] { return restorer().undo(id).map([](const RestoreReport &) {}); };
    const auto restored = [&](bool partitioned) {
        begin(partitioned);
        QVERIFY_RESULT(run());
        const auto report = restorer().restore(policy(), kEvenRows);
        QVERIFY_RESULT(report);
        id = report->runId;
    };
    for (int n = 1 + static_cast<int>(fault); !QTest::currentTestFailed(); n += stride(9)) {
        restored(n % 3 == 0);
        const auto kind = n % 2 == 0 ? Verdict::Kind::StopBefore : Verdict::Kind::StopAfter;
        if (!strikeAt(n, kind, fault, undo))
            break;
        ++struck;
        const QString when = u"at %1: %2"_s.arg(n).arg(QString::fromStdString(m_struck).left(60));
        mustBeSomewhere(when);
        if (!m_done)
            QVERIFY_RESULT(undo());
        mustBeOnce(when);
        QCOMPARE(count(kTable), 0);
    }
    QVERIFY(struck >= 2);
    // The next run finishes one that got through there.
    restored(false);
    cutAtCommit(undo, fault);
    QCOMPARE(twins(), kRows / 2);
    QVERIFY_RESULT(run());
    mustBeOnce(u"after the commit"_s);
    QCOMPARE(count(kTable), 0);
    QVERIFY(!undo()); // it is undone
}

void TestServerFaults::programIsKilled_data()
{
    QTest::addColumn<bool>("restore");
    QTest::newRow("run") << false;
    QTest::newRow("restore") << true;
}

// parterrectl as people run it; its backend goes on, or loses the other server as well.
void TestServerFaults::programIsKilled()
{
    QFETCH(bool, restore);
    const QStringList words = restore ? QStringList{u"restore"_s, kTable.quoted(), u"--where"_s, kEvenRows.where}
                                      : QStringList{u"run"_s, kTable.quoted()};
    int struck = 0;
    for (int n = 2; !QTest::currentTestFailed(); n += stride(restore ? 7 : 19)) {
        begin();
        QVERIFY_RESULT(archiver().add(policy()));
        if (restore)
            QVERIFY_RESULT(run());
        std::atomic<int> seen = 0;
        m_proxy->setInspector([&](const std::string &text) {
            const bool after = n % 3 == 0 && !isPrepared(text);
            return Verdict{++seen != n ? Verdict::Kind::Pass
                               : after ? Verdict::Kind::StopAfter
                                       : Verdict::Kind::StopBefore};
        });
        Program program;
        QVERIFY(program.start(QStringList{owner(), u"archive"_s} + words + QStringList{u"--yes"_s}));
        QVERIFY(waitUntil([&] { return m_proxy->hasStopped() || !program.isRunning(); }, 60s));
        if (!m_proxy->hasStopped())
            break; // it has fewer statements
        ++struck;
        QVERIFY(program.sendSignal(SIGKILL));
        QVERIFY(program.waitForFinished(30s));
        m_proxy->letGo(n % 2 == 0 ? Proxy::Held::Drop : Proxy::Held::Forward);
        becomeQuiet();
        const QString when = u"killed at %1"_s.arg(n);
        mustBeSomewhere(when);
        QVERIFY_RESULT(run());
        mustBeOnce(when);
        QCOMPARE(count(kTable), 0);
    }
    qInfo("%d strikes", struck);
    QVERIFY(struck >= 3);
}

// The application goes on with the rows of a batch that arrived and was not committed here.
void TestServerFaults::changedInBetweenIsNamed()
{
    begin();
    cutAtCommit([&] { return run(); }, Fault::ServerHere);
    ownerSql(u"UPDATE public.acc SET note = 'newer' WHERE id = 3"_s);
    const auto refused = run();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Mismatch);
    QVERIFY2(refused.error().detail.startsWith(u"(3,"), qPrintable(refused.error().toText()));
    QVERIFY(!run()); // until somebody has decided
    remoteSql(u"DELETE FROM public.acc_archive WHERE id = 3"_s);
    QVERIFY_RESULT(run());
    QCOMPARE(count(kTable), 0);
    QCOMPARE(remoteValue(u"SELECT count(*) || ' ' || count(DISTINCT id) FROM public.acc_archive"_s),
             u"%1 %1"_s.arg(kRows));
    QCOMPARE(remoteValue(u"SELECT note FROM public.acc_archive WHERE id = 3"_s), u"newer"_s);
}

void TestServerFaults::deletedInBetweenIsSaid()
{
    begin();
    cutAtCommit([&] { return run(); }, Fault::ServerHere);
    ownerSql(u"DELETE FROM public.acc WHERE id = 3"_s);
    const auto next = archiver().run(policy());
    QVERIFY_RESULT(next);
    QVERIFY2(!next->remarks.filter(u"deleted here since"_s).isEmpty(), qPrintable(next->remarks.join(u'\n')));
    mustBeOnce(u"afterwards"_s);
}

// What was settled as never having arrived arrives: the connection was cut, and the COMMIT was on its way.
void TestServerFaults::lateCommitIsSettled()
{
    begin();
    // The batch as it is pending here, and its rows on their way there.
    QVERIFY_RESULT(run());
    QVERIFY_RESULT(restorer().restore(policy(), kEvenRows));
    ownerSql(u"UPDATE parterre.archive_run SET state = 'failed', details = details || jsonb_build_object('pending', "
             "jsonb_build_array(m::text)) FROM (SELECT date_trunc('second', now()) AS m) m WHERE kind = 'archive'"_s);
    const QString moment = value(u"SELECT details->'pending'->>0 FROM parterre.archive_run WHERE kind = 'archive'"_s);
    PgClient late = mustConnect(m_remote->conninfo(kDatabase, u"app_owner"_s));
    mustExec(late, u"BEGIN"_s);
    for (const QStringList &row :
         m_cluster->exec(u"SELECT id, at, v, note FROM public.acc WHERE id <= 40"_s, kDatabase))
        mustExec(late,
                 u"INSERT INTO public.acc_archive VALUES (%1, '%2', %3, '%4', '%5')"_s.arg(row[0], row[1], row[2],
                                                                                           row[3], moment));
    auto next = std::async(std::launch::async, [&] { return run(); });
    // It looked for them, found none, and its own batch waits for them now.
    QVERIFY(waitUntil([&] { return remoteValue(u"SELECT count(*) FROM pg_locks WHERE NOT granted"_s) != u"0"; }, 60s));
    mustExec(late, u"COMMIT"_s);
    QVERIFY_RESULT(next.get());
    mustBeOnce(u"afterwards"_s);
    QCOMPARE(count(kTable), 0);
}

void TestServerFaults::nextRunFinishesARestore()
{
    begin();
    QVERIFY_RESULT(run());
    const Work restore = [&] { return restorer().restore(policy(), kEvenRows).map([](const RestoreReport &) {}); };
    m_proxy->setInspector([](const std::string &text) {
        return text.starts_with("DELETE") ? Verdict{Verdict::Kind::Replace, "SELECT 1/0"} : Verdict{};
    });
    const auto failed = restore();
    QVERIFY(!failed);
    QVERIFY2(failed.error().hint.contains(u"next run"_s), qPrintable(failed.error().toText()));
    becomeQuiet();
    QCOMPARE(twins(), kRows / 2);
    // The application has them again, and goes on with them; the archive gives up what it gave.
    ownerSql(u"UPDATE public.acc SET note = 'in use', at = now() WHERE id = 2; DELETE FROM public.acc WHERE id = 4"_s);
    QVERIFY_RESULT(run());
    QCOMPARE(value(u"SELECT state FROM parterre.archive_run WHERE kind = 'restore'"_s), u"done"_s);
    QCOMPARE(count(kTable), 1);
    QCOMPARE(remoteValue(u"SELECT count(*) FROM public.acc_archive WHERE id IN (2, 4)"_s), u"0"_s);
    QCOMPARE(remoteValue(u"SELECT count(*) FROM public.acc_archive"_s).toInt(), kRows - 2);
}

void TestServerFaults::undoFinishesARestore()
{
    begin();
    QVERIFY_RESULT(run());
    m_proxy->setInspector([](const std::string &text) {
        return text.starts_with("DELETE") ? Verdict{Verdict::Kind::Replace, "SELECT 1/0"} : Verdict{};
    });
    QVERIFY(!restorer().restore(policy(), kEvenRows));
    becomeQuiet();
    const auto undone = restorer().undo(value(u"SELECT id FROM parterre.archive_run WHERE kind = 'restore'"_s));
    QVERIFY_RESULT(undone);
    QCOMPARE(undone->rows, kRows / 2);
    mustBeOnce(u"undone"_s);
    QCOMPARE(count(kTable), 0);
}

void TestServerFaults::otherArchiveIsRefused()
{
    begin();
    cutAtCommit([&] { return run(); }, Fault::Network);
    ArchivePolicy other = policyFor(kTable, u"at"_s);
    other.archive = {u"public"_s, u"another"_s};
    other.settings.server = kServer;
    makeRemote(other);
    const auto refused = archiver().run(other);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY_RESULT(run());
    QVERIFY_RESULT(archiver().run(other));
    mustBeOnce(u"afterwards"_s);
}

// Each value of v on at least one side, whenever both can be read; twice, for a row may go either way meanwhile.
void TestServerFaults::look(const std::atomic<bool> &stop, int &looks, QStringList &missing)
{
    PgClient here;
    PgClient there;
    while (!stop) {
        if (!here.isOpen())
            here = PgClient(super());
        if (!there.isOpen())
            there = PgClient(m_remote->conninfo(kDatabase, u"postgres"_s));
        QSet<QString> seen;
        bool whole = true;
        for (int look = 0; look < 4; ++look) {
            const PgResult result = look % 2 == 0 ? here.exec(u"SELECT v FROM public.acc WHERE v > 0"_s)
                                                  : there.exec(u"SELECT v FROM public.acc_archive"_s);
            whole = whole && result.ok();
            for (int i = 0; result.ok() && i < result.rowCount(); ++i)
                seen.insert(result.text(i, 0));
        }
        if (whole && seen.size() != kRows)
            missing << u"%1 of %2"_s.arg(seen.size()).arg(kRows);
        looks += whole;
        if (!whole) {
            here.close();
            there.close();
        }
    }
}

// Until nothing stands in its way: a row that was changed after it had arrived is named, and its older version goes.
void TestServerFaults::runAroundStale()
{
    static const QRegularExpression key(u"\\((\\d+),"_s);
    auto next = run();
    while (!next && next.error().code == ErrorCode::Mismatch && !QTest::currentTestFailed()) {
        auto ids = key.globalMatch(next.error().detail);
        while (ids.hasNext())
            remoteSql(u"DELETE FROM public.acc_archive WHERE id = %1"_s.arg(ids.next().captured(1)));
        next = run();
    }
    QVERIFY_RESULT(next);
}

// Writers change rows, new and old ones, while the network, backends and both servers are struck here and there.
void TestServerFaults::strikesUnderWriters()
{
    begin(true);
    ownerSql(u"GRANT SELECT, INSERT, UPDATE ON public.acc TO app_user"_s);
    std::atomic<bool> stop = false;
    int looks = 0;
    QStringList missing;
    std::thread reader([&] { look(stop, looks, missing); });
    const QList<Fault> all{Fault::Network, Fault::Backend, Fault::ServerThere, Fault::ServerHere};
    int struck = 0;
    for (int i = 0; i < (m_everywhere ? 60 : 8) && !QTest::currentTestFailed(); ++i) {
        Writers writers(conninfo(u"app_user"_s), 2, [i](int turn, const QString &id) {
            return QStringList{
                u"UPDATE public.acc SET note = note || '.' WHERE id = %1"_s.arg(1 + (turn * 7919) % kRows),
                u"INSERT INTO public.acc VALUES (%1, now(), -1, 'new')"_s.arg(id.toLongLong() + (i + 1) * 10'000'000)};
        });
        struck += strikeAt(15 + (i * 37) % 40, i % 2 ? Verdict::Kind::StopAfter : Verdict::Kind::StopBefore,
                           all[i % all.size()], [&] { return run(); });
        runAroundStale();
        // And back, so that there is something to move again.
        QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"v > 0"_s}));
    }
    stop = true;
    reader.join();
    QVERIFY(struck > 3);
    QVERIFY(looks > 20);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.mid(0, 5).join(u'\n')));
    QVERIFY_RESULT(run());
    QCOMPARE(count(kTable, u"v > 0"_s), 0);
    QCOMPARE(remoteValue(u"SELECT count(*) || ' ' || count(DISTINCT v) FROM public.acc_archive"_s),
             u"%1 %1"_s.arg(kRows));
}

QTEST_GUILESS_MAIN(TestServerFaults)
#include "tst_serverfaults.moc"
