// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/watchedapplication.h"
#include "gui/windowdriver.h"

#include "migration/planner.h"
#include "support/cluster.h"
#include "support/fixtures.h"
#include "support/ledgerload.h"
#include "ui/mainwindow.h"
#include "ui/pages/browserpage.h"
#include "ui/pages/migrationpage.h"

#include <QAction>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kDb = u"app"_s;
constexpr int kPartitions = 10'000;
constexpr int kParents = 20;
constexpr qint64 kWorstUs = 50'000; // of one event

WatchedApplication &application()
{
    return static_cast<WatchedApplication &>(*qApp);
}

qint64 residentKb()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("VmRSS:") + 6, 20).simplified().split(' ').first().toLongLong();
}

struct Silent : ProgressSink {
    void report(const Progress &) override {}
    void note(const QString &) override {}
};

} // namespace

/// The window with 10,000 partitions that are read again and again while a migration runs: it is there for its user.
class TestManyPartitions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void startsQuickly();
    void staysFluid();
    void cleanupTestCase();

private:
    void makePartitions();
    Result<Plan> makeLedgerPlan();

    QTemporaryDir m_home;
    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<MainWindow> m_window;
    SavedProfile m_profile;
};

void TestManyPartitions::initTestCase()
{
    ClusterOptions options;
    options.settings = {u"max_locks_per_transaction = 1024"_s};
    m_cluster = std::make_unique<Cluster>(options);
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    createLedgerTables(owner);
    LedgerLoadOptions load;
    load.conninfo = m_cluster->conninfo(kDb, u"app_user"_s);
    QVERIFY(LedgerLoad(load).fill(60'000));
    makePartitions();
    m_profile.name = u"Many"_s;
    m_profile.parameters = ConnectionProfile::fromConninfo(m_cluster->conninfo(kDb, u"app_owner"_s))->parameters;
}

// Two levels: below one parent the server would need minutes to make so many.
void TestManyPartitions::makePartitions()
{
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(owner, u"CREATE TABLE public.many (day date NOT NULL, note text) PARTITION BY RANGE (day)"_s);
    mustExec(owner,
             uR"(
        DO $$ DECLARE d date := '1999-01-01'; BEGIN
        FOR s IN 1..%1 LOOP
            EXECUTE format('CREATE TABLE public.many_%s PARTITION OF public.many FOR VALUES FROM (%L) TO (%L) '
                           'PARTITION BY RANGE (day)', s, d, d + %2);
            FOR i IN 1..%2 LOOP
                EXECUTE format('CREATE TABLE public.many_%1$s_%2$s PARTITION OF public.many_%1$s '
                               'FOR VALUES FROM (%3$L) TO (%4$L)', s, i, d, d + 1);
                d := d + 1;
            END LOOP;
            COMMIT;
        END LOOP; END $$)"_s.replace(u"%1 LOOP"_s, QString::number(kParents) % u" LOOP")
                 .replace(u"%2 LOOP"_s, QString::number(kPartitions / kParents) % u" LOOP")
                 .replace(u"d + %2)"_s, u"d + %1)"_s.arg(kPartitions / kParents)));
}

Result<Plan> TestManyPartitions::makeLedgerPlan()
{
    const auto profile = ConnectionProfile::fromConninfo(m_cluster->conninfo(kDb, u"app_owner"_s));
    PARTERRE_ASSIGN(session, Session::open(*profile));
    PlanRequest request;
    request.table = {u"public"_s, u"ledger_t"_s};
    request.keyColumn = u"ts"_s;
    request.every = u"1 week"_s;
    Silent silent;
    PARTERRE_ASSIGN(result, makePlan(*session, request, {}, silent));
    if (!result.plan)
        return failure(ErrorCode::Refused, u"blocked"_s);
    return *result.plan;
}

void TestManyPartitions::startsQuickly()
{
    QElapsedTimer timer;
    timer.start();
    m_window = std::make_unique<MainWindow>(m_home.filePath(u"connections.ini"_s));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    qInfo("start to first window: %lld ms, %lld MB", timer.elapsed(), residentKb() / 1024);
    QVERIFY(timer.elapsed() < 3000);
}

void TestManyPartitions::staysFluid()
{
    m_window->connectTo(m_profile);
    const auto treeIsRead = [] {
        return isShown("browserPage") && find<QLabel>("treeStatus")->text().startsWith(u"Sizes as of"_s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(treeIsRead(), 60000);
    QVERIFY(choose("partitionTree", u"public.many"_s));
    auto *tree = find<QTreeView>("partitionTree");
    tree->expand(tree->currentIndex());
    tree->expand(tree->model()->index(0, 0, tree->currentIndex()));
    QCOMPARE(tree->model()->rowCount(tree->currentIndex()), kParents);
    QCOMPARE(tree->model()->rowCount(tree->model()->index(0, 0, tree->currentIndex())), kPartitions / kParents);

    const auto plan = makeLedgerPlan();
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().toText()));
    m_window->database().setMayChange(true);
    MigrationPage *page = m_window->migrationPage(plan->id);
    page->start(*plan, 2, false);
    application().reset();
    for (int tab = 0; tab < 4; ++tab) {
        find<QTabWidget>("chartTabs")->setCurrentIndex(tab);
        m_window->findChild<QAction *>(u"actionRefresh"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(treeIsRead(), 60000);
    }
    find<QLineEdit>("treeFilter")->setText(u"many_9_"_s);
    QTRY_VERIFY(tree->model()->rowCount() > 0);
    find<QLineEdit>("treeFilter")->clear();
    QTRY_VERIFY_WITH_TIMEOUT(!page->run().isRunning() || page->run().operation() == MigrationRun::Operation::Watch,
                             120000);
    qInfo("%d partitions: %lld events, %lld over 16 ms, the longest: %s; %lld MB", kPartitions, application().events(),
          application().overTarget(), qPrintable(application().worst()), residentKb() / 1024);
    QVERIFY2(application().worstUs() < kWorstUs, qPrintable(application().worst()));
}

void TestManyPartitions::cleanupTestCase()
{
    m_window.reset();
    m_cluster.reset();
}

PARTERRE_GUI_TEST_MAIN(TestManyPartitions)
#include "tst_manypartitions.moc"
