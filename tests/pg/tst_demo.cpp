// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoserver.h"
#include "demo/writerload.h"
#include "pg/session.h"
#include "support/cluster.h"
#include "support/pgclient.h"
#include "support/process.h"
#include "support/spawn.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr SampleSize kSmall{20'000, 4'200};

class Quiet : public ProgressSink {
public:
    void report(const Progress &progress) override
    {
        if (onReport)
            onReport(progress);
    }
    void note(const QString &) override {}
    std::function<void(const Progress &)> onReport;
};

/// A folder for demo servers that the account they run as can reach.
class OpenFolder {
public:
    OpenFolder() { ::chmod(QFile::encodeName(m_folder.path()).constData(), 0755); }
    DemoPlace place(const QString &name = u"demo"_s) const { return {m_folder.filePath(name)}; }
    QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

/// A server that is gone at the end of the test, however that ends.
class TestServer {
public:
    explicit TestServer(const DemoPlace &place)
        : server(place)
    {}
    ~TestServer() { (void)server.reset(); }
    DemoServer server;
};

QString problem(const Result<> &result)
{
    return result ? QString() : result.error().toText();
}

Result<> begin(DemoServer &server)
{
    Quiet quiet;
    return server.start({}, quiet);
}

Result<> fill(DemoServer &server, const SampleSize &size = kSmall)
{
    Quiet quiet;
    return server.ensureSampleData({}, quiet, size);
}

QString ask(const DemoServer &server, const QString &role, const QString &sql)
{
    PgClient client(server.conninfo(role));
    const PgResult result = client.exec(sql);
    return result.ok() ? (result.rowCount() > 0 ? result.text(0, 0) : u"ok"_s)
                       : QString::fromStdString(result.sqlstate());
}

int modeOf(const QString &path)
{
    struct stat info {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? static_cast<int>(info.st_mode & 0777) : -1;
}

/// As an initdb that was interrupted leaves it.
void makeHalfOfADataDirectory(const QString &path)
{
    QVERIFY(QDir().mkpath(path % u"/base"));
    QFile version(path % u"/PG_VERSION");
    QVERIFY(version.open(QIODevice::WriteOnly));
    version.write("15\n");
    version.close();
    for (const QString &made : {QString(path % u"/base"), version.fileName(), path})
        giveToServerUser(made);
}

uint ownerOf(const QString &path)
{
    struct stat info {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_uid : 0;
}

} // namespace

#define QVERIFY_DONE(expression)                                                                                       \
    do {                                                                                                               \
        const QString text = problem(expression);                                                                      \
        QVERIFY2(text.isEmpty(), qPrintable(text));                                                                    \
    } while (false)

class TestDemo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void isClosedToOthers();
    void hasTheReferenceTables();
    void hasTimesOutOfOrderAndOutliers();
    void givesRightsToTheApplication();
    void makesItsSampleDataOnce();
    void writerLoadKeepsALedger();
    void ledgerFindsWhatIsWrong();
    void startsWhereItRuns();
    void stopsAndStartsAgain();
    void survivesACrash();
    void survivesAForeignPidFile();
    void longPathsGetAnotherSocket();
    void interruptedSampleDataIsMadeAnew();
    void resetLeavesNothing();
    void interruptedSetUpLeavesNothing();
    void twoStartsAtOncePutAHalfMadeServerRight();
    void missingServerPackageIsSaid();
    void runsForAnOrdinaryUser();

private:
    DemoServer &other();

    OpenFolder m_folder;
    std::unique_ptr<TestServer> m_demo;
    std::unique_ptr<TestServer> m_other;
};

void TestDemo::initTestCase()
{
    clearLibpqEnvironment();
    qputenv("PARTERRE_DEMO_PGBIN", defaultBinDir().toUtf8());
    m_demo = std::make_unique<TestServer>(m_folder.place());
    QCOMPARE(m_demo->server.status().state, DemoStatus::State::Absent);
    QVERIFY_DONE(begin(m_demo->server));
    QCOMPARE(m_demo->server.status().state, DemoStatus::State::Running);
    QVERIFY_DONE(fill(m_demo->server));
}

void TestDemo::cleanupTestCase()
{
    m_demo.reset();
    m_other.reset();
}

/// A second server, running, with a path that is long and hard to quote.
DemoServer &TestDemo::other()
{
    if (!m_other)
        m_other = std::make_unique<TestServer>(m_folder.place(QString(90, u'x') % u"/it's a \\ demo"));
    if (m_other->server.status().state != DemoStatus::State::Running) {
        if (const Result<> begun = begin(m_other->server); !begun)
            QTest::qFail(qPrintable(begun.error().toText()), __FILE__, __LINE__);
    }
    return m_other->server;
}

void TestDemo::isClosedToOthers()
{
    const DemoPlace &place = m_demo->server.place();
    QCOMPARE(modeOf(place.dataDir()), 0700);
    QCOMPARE(modeOf(place.socketDir()), 0700);
    QVERIFY(ownerOf(place.dataDir()) != 0);
    QCOMPARE(ask(m_demo->server, u"postgres"_s, u"SHOW listen_addresses"_s), QString());
    QCOMPARE(ask(m_demo->server, u"demo_owner"_s,
                 u"SELECT count(*) FROM pg_roles WHERE rolname LIKE 'demo%' AND rolsuper"_s),
             u"0"_s);
}

void TestDemo::hasTheReferenceTables()
{
    const DemoServer &server = m_demo->server;
    QCOMPARE(ask(server, u"demo_app"_s, u"SELECT count(*) FROM public.transactions"_s), u"20000"_s);
    QCOMPARE(
        ask(server, u"demo_app"_s, u"SELECT count(DISTINCT id) + count(DISTINCT tx_hash) FROM public.transactions"_s),
        u"40000"_s);
    QCOMPARE(ask(server, u"demo_app"_s, u"SELECT count(*) FROM public.account_balances"_s), u"4200"_s);
    QCOMPARE(
        ask(server, u"demo_owner"_s,
            u"SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_index JOIN pg_class c ON c.oid = indexrelid "
            "WHERE indrelid = 'public.transactions'::regclass AND indisvalid"_s),
        u"idx_transactions_network idx_transactions_status idx_transactions_tx_hash idx_transactions_wallet_time "
        "transactions_pkey"_s);
    QCOMPARE(
        ask(server, u"demo_owner"_s, u"SELECT relkind FROM pg_class WHERE oid = 'public.transactions'::regclass"_s),
        u"r"_s);
}

void TestDemo::hasTimesOutOfOrderAndOutliers()
{
    const DemoServer &server = m_demo->server;
    const double late = ask(server, u"demo_app"_s,
                            u"SELECT avg((created_at - timestamp > interval '1 day')::int) FROM public.transactions"_s)
                            .toDouble();
    QVERIFY2(late > 0.08 && late < 0.12, qPrintable(QString::number(late)));
    QCOMPARE(ask(server, u"demo_app"_s, u"SELECT count(*) FROM public.transactions WHERE timestamp < '2010-01-01'"_s),
             u"2"_s);
    QCOMPARE(ask(server, u"demo_app"_s, u"SELECT count(*) FROM public.transactions WHERE timestamp > '2090-01-01'"_s),
             u"1"_s);
    const int months =
        ask(server, u"demo_app"_s, u"SELECT count(DISTINCT date_trunc('month', timestamp)) FROM public.transactions"_s)
            .toInt();
    QVERIFY2(months >= 33 && months <= 35, qPrintable(QString::number(months)));
}

void TestDemo::givesRightsToTheApplication()
{
    const DemoServer &server = m_demo->server;
    const QString update =
        u"UPDATE public.transactions SET status = 'failed' WHERE id = "
        "(SELECT min(id) FROM public.transactions) RETURNING updated_at > now() AT TIME ZONE 'UTC' - interval '1 minute'"_s;
    QCOMPARE(ask(server, u"demo_app"_s, update), u"t"_s);
    QCOMPARE(ask(server, u"demo_app"_s, u"DROP TABLE public.transactions"_s), u"42501"_s);
    QVERIFY(ask(server, u"demo_report"_s, u"SELECT count(wallet_id) FROM public.transactions"_s).toInt() > 0);
    QCOMPARE(ask(server, u"demo_report"_s, u"SELECT amount FROM public.transactions LIMIT 1"_s), u"42501"_s);
    QVERIFY(ask(server, u"demo_report"_s, u"SELECT count(*) FROM public.recent_transactions"_s).toInt() > 0);
    QCOMPARE(ask(server, u"demo_owner"_s, u"CREATE SCHEMA anything"_s), u"ok"_s);
    QCOMPARE(ask(server, u"demo_owner"_s, u"DROP SCHEMA anything"_s), u"ok"_s);
}

void TestDemo::makesItsSampleDataOnce()
{
    const QString oldest = u"SELECT oid FROM pg_database WHERE datname = 'parterre_demo'"_s;
    const QString before = ask(m_demo->server, u"demo_owner"_s, oldest);
    QVERIFY_DONE(fill(m_demo->server));
    QCOMPARE(ask(m_demo->server, u"demo_owner"_s, oldest), before);
}

void TestDemo::writerLoadKeepsALedger()
{
    WriterLoadOptions options;
    options.profile = m_demo->server.profile(u"demo_app"_s);
    options.adoptPercent = 10;
    auto load = WriterLoad::start(options);
    QVERIFY2(load, load ? "" : qPrintable(load.error().toText()));
    QTRY_VERIFY_WITH_TIMEOUT((*load)->counts().writes >= 400 && (*load)->counts().reads >= 150, 30'000);
    auto session = Session::open(m_demo->server.profile(u"demo_owner"_s));
    QVERIFY(session);
    const qint64 writesBefore = (*load)->counts().writes;
    const auto comparison = (*load)->compare(**session);
    QVERIFY2(comparison, comparison ? "" : qPrintable(comparison.error().toText()));
    const LoadCounts counts = (*load)->counts();
    QVERIFY2(comparison->isEqual(), qPrintable(comparison->examples.join(u'\n')));
    QVERIFY2(counts.errors == 0 && counts.staleReads == 0, qPrintable(counts.messages.join(u'\n')));
    QVERIFY(comparison->ledgerRows > 1000);
    // The load goes on after the comparison; each of its writes adds or takes one row at most.
    const qint64 counted =
        ask(m_demo->server, u"demo_app"_s, u"SELECT count(*) FROM public.transactions"_s).toLongLong();
    const qint64 underWay = options.writers;
    const qint64 writesSince = (*load)->counts().writes - writesBefore + underWay;
    QVERIFY(qAbs(comparison->ledgerRows + comparison->otherRows - counted) <= writesSince);
    QVERIFY((*load)->times(WriterLoad::Side::Writers, 0, WriterLoad::nowUs()).count >= 400);
    const qint64 before = (*load)->counts().writes;
    QTRY_VERIFY_WITH_TIMEOUT((*load)->counts().writes > before + 20, 10'000);
}

void TestDemo::ledgerFindsWhatIsWrong()
{
    auto session = Session::open(m_demo->server.profile(u"demo_owner"_s));
    QVERIFY(session);
    WriteLedger ledger;
    QVERIFY_DONE(ledger.adopt(**session, 20, 7));
    const auto clean = ledger.compare(**session);
    QVERIFY(clean && clean->isEqual());
    SeededRandom random(1, 1);
    const QString changed = *ledger.claim(random);
    const QString lost = *ledger.claim(random);
    const QString undead = *ledger.claim(random);
    ledger.removed(undead);
    // As a replica's apply would: no trigger fires.
    QCOMPARE(
        ask(m_demo->server, u"postgres"_s,
            u"SET session_replication_role = replica; UPDATE public.transactions SET amount = amount + 1 WHERE id = '%1'"_s
                .arg(changed)),
        u"ok"_s);
    QCOMPARE(ask(m_demo->server, u"demo_app"_s, u"DELETE FROM public.transactions WHERE id = '%1'"_s.arg(lost)),
             u"ok"_s);
    const auto found = ledger.compare(**session);
    QVERIFY(found);
    QCOMPARE(found->different, 1);
    QCOMPARE(found->missing, 1);
    QCOMPARE(found->surplus, 1);
    QVERIFY(found->othersEqual);
    QVERIFY(found->examples.join(u' ').contains(changed));
    QString stranger;
    PgClient client(m_demo->server.conninfo());
    for (const QStringList &row : mustExec(client, u"SELECT id FROM public.transactions LIMIT 500"_s)) {
        if (ledger.line(row.first()).isNull())
            stranger = row.first();
    }
    QCOMPARE(ask(m_demo->server, u"demo_app"_s,
                 u"UPDATE public.transactions SET nonce = -1 WHERE id = '%1'"_s.arg(stranger)),
             u"ok"_s);
    const auto others = ledger.compare(**session);
    QVERIFY(others && !others->othersEqual);
    QCOMPARE(others->different, 1);
}

void TestDemo::startsWhereItRuns()
{
    const qint64 pid = m_demo->server.status().pid;
    QVERIFY_DONE(begin(m_demo->server));
    QCOMPARE(m_demo->server.status().pid, pid);
}

void TestDemo::stopsAndStartsAgain()
{
    QVERIFY_DONE(m_demo->server.stop());
    QCOMPARE(m_demo->server.status().state, DemoStatus::State::Stopped);
    QVERIFY(m_demo->server.status().major >= 14);
    QVERIFY_DONE(m_demo->server.stop());
    QVERIFY_DONE(begin(m_demo->server));
    QVERIFY(ask(m_demo->server, u"demo_app"_s, u"SELECT count(*) FROM public.transactions"_s).toInt() > 10'000);
}

void TestDemo::survivesACrash()
{
    const qint64 pid = m_demo->server.status().pid;
    QVERIFY(pid > 1);
    QCOMPARE(::kill(static_cast<pid_t>(pid), SIGKILL), 0);
    QTRY_COMPARE(m_demo->server.status().state, DemoStatus::State::Stopped);
    QVERIFY(QFileInfo::exists(m_demo->server.place().pidPath()));
    QVERIFY_DONE(begin(m_demo->server));
    QVERIFY(ask(m_demo->server, u"demo_app"_s, u"SELECT count(*) FROM public.transactions"_s).toInt() > 10'000);
}

void TestDemo::survivesAForeignPidFile()
{
    QVERIFY_DONE(m_demo->server.stop());
    // A process of the server's own account that is no server: PostgreSQL itself would refuse to start.
    const pid_t stranger = spawnDetached(asServerUser({u"sleep"_s, u"120"_s}), u"/dev/null"_s);
    QVERIFY(stranger > 0);
    for (const QString &path :
         {m_demo->server.place().pidPath(), QString(m_demo->server.place().socketDir() % u"/.s.PGSQL.5432.lock")}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::number(stranger) + '\n' + m_demo->server.place().dataDir().toUtf8() + "\n1\n5432\n");
        file.close();
        giveToServerUser(path);
    }
    QCOMPARE(m_demo->server.status().state, DemoStatus::State::Stopped);
    const Result<> started = begin(m_demo->server);
    ::kill(stranger, SIGKILL);
    waitForExit(stranger, 10s);
    QVERIFY_DONE(started);
    QCOMPARE(m_demo->server.status().state, DemoStatus::State::Running);
}

void TestDemo::interruptedSampleDataIsMadeAnew()
{
    DemoServer &server = other();
    CancelToken cancel;
    Quiet sink;
    sink.onReport = [&cancel](const Progress &progress) {
        if (progress.done < progress.total)
            cancel.cancel();
    };
    const Result<> stopped = server.ensureSampleData(cancel, sink, {60'000, 300});
    QVERIFY(!stopped);
    QVERIFY2(stopped.error().isCancelled(), qPrintable(stopped.error().toText()));
    QVERIFY(!PgClient(server.conninfo()).isOpen());
    QVERIFY_DONE(fill(server, {1000, 300}));
    QCOMPARE(ask(server, u"demo_app"_s, u"SELECT count(*) FROM public.transactions"_s), u"1000"_s);
    QCOMPARE(ask(server, u"demo_app"_s, u"SELECT count(*) FROM pg_database WHERE datname LIKE 'parterre%'"_s), u"1"_s);
}

void TestDemo::longPathsGetAnotherSocket()
{
    const DemoPlace &place = other().place();
    QVERIFY2(place.socketDir().startsWith(u"/tmp/parterre-demo-"), qPrintable(place.socketDir()));
    QCOMPARE(modeOf(place.socketDir()), 0700);
    QVERIFY(other().status().pid > 1);
}

void TestDemo::resetLeavesNothing()
{
    DemoServer &server = other();
    const qint64 pid = server.status().pid;
    QVERIFY_DONE(server.reset());
    QTRY_COMPARE(::kill(static_cast<pid_t>(pid), 0), -1);
    QCOMPARE(server.status().state, DemoStatus::State::Absent);
    QVERIFY(!QFileInfo::exists(server.place().socketDir()));
    QCOMPARE(QDir(server.place().folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"lock"_s});
    QVERIFY_DONE(server.reset());
}

void TestDemo::interruptedSetUpLeavesNothing()
{
    TestServer cancelled(m_folder.place(u"cancelled"_s));
    CancelToken cancel;
    cancel.cancel();
    Quiet quiet;
    const Result<> started = cancelled.server.start(cancel, quiet);
    QVERIFY(!started);
    QVERIFY2(started.error().isCancelled(), qPrintable(started.error().toText()));
    QCOMPARE(cancelled.server.status().state, DemoStatus::State::Absent);
}

void TestDemo::twoStartsAtOncePutAHalfMadeServerRight()
{
    TestServer one(m_folder.place(u"half made"_s));
    DemoServer two(one.server.place());
    for (const QString &path : {two.place().dataDir(), two.place().unfinishedDataDir()})
        makeHalfOfADataDirectory(path);
    QCOMPARE(one.server.status().state, DemoStatus::State::Absent);
    Result<> second;
    std::thread thread([&] {
        second = begin(two);
        if (second)
            second = fill(two, {2000, 300});
    });
    Result<> first = begin(one.server);
    if (first)
        first = fill(one.server, {2000, 300});
    thread.join();
    QVERIFY_DONE(first);
    QVERIFY_DONE(second);
    QVERIFY(one.server.status().pid > 1);
    QCOMPARE(one.server.status().pid, two.status().pid);
    QVERIFY(!QFileInfo::exists(two.place().unfinishedDataDir()));
    QCOMPARE(ask(one.server, u"demo_app"_s, u"SELECT count(*) FROM public.transactions"_s), u"2000"_s);
}

void TestDemo::missingServerPackageIsSaid()
{
    const auto none = ServerPrograms::find(9);
    qunsetenv("PARTERRE_DEMO_PGBIN");
    const auto missing = ServerPrograms::find(9);
    qputenv("PARTERRE_DEMO_PGBIN", defaultBinDir().toUtf8());
    QVERIFY(none);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY2(missing.error().hint.contains(u"postgresql-9"), qPrintable(missing.error().toText()));
}

/// The program itself, started by an account without rights, with its data where XDG says.
void TestDemo::runsForAnOrdinaryUser()
{
    const QString home = m_folder.path() % u"/home";
    QVERIFY(QDir().mkpath(home));
    giveToServerUser(home);
    const QString program = m_folder.path() % u"/parterrectl";
    QVERIFY(QFile::copy(parterrectlPath(), program));
    ::chmod(QFile::encodeName(program).constData(), 0755);
    const auto run = [&](const QStringList &words) {
        return runCommand(asServerUser(QStringList{u"env"_s, u"-C"_s, u"/"_s, QString(u"HOME=" % home),
                                                   QString(u"XDG_DATA_HOME=" % home % u"/data"), program, u"demo"_s}
                                       + words),
                          120s);
    };
    const CommandResult started = run({u"start"_s, u"--rows"_s, u"5000"_s});
    const CommandResult status = run({u"status"_s});
    const CommandResult stopped = run({u"stop"_s});
    const CommandResult again = run({u"status"_s});
    const CommandResult reset = run({u"reset"_s});
    QVERIFY2(started.exitCode == 0, started.output.constData());
    QVERIFY2(status.exitCode == 0 && status.output.contains("public.transactions"), status.output.constData());
    QVERIFY2(status.output.contains("5,000"), status.output.constData());
    QVERIFY2(stopped.exitCode == 0, stopped.output.constData());
    QVERIFY2(again.output.contains("is stopped"), again.output.constData());
    QVERIFY2(reset.exitCode == 0, reset.output.constData());
    QCOMPARE(modeOf(home % u"/data/parterre/demo"), 0700);
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
