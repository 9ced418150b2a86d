// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/catalogsnapshot.h"
#include "faults/stage.h"
#include "support/deadline.h"
#include "support/enginehelp.h"
#include "support/process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace parterre;
using namespace parterre::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kRows = 20'000;

} // namespace

/// Somebody with psql only must be able to end it, in every state; and so must the guard, when nobody is there.
class TestEmergency : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void stop_data();
    void stop();
    void guardWhenNobodyIsHome();
    void guardWhenTheLogIsFull();

private:
    void checkStopped(Stage &stage, const QStringList &catalog, const QString &stateBefore);
    void goOn(Stage &stage, const QStringList &catalog, const QString &stateBefore);
    QString psql(const Stage &stage, const QString &sql) const;

    std::unique_ptr<Cluster> m_cluster;
};

void TestEmergency::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
}

void TestEmergency::cleanupTestCase()
{
    m_cluster.reset();
}

// A session of the table's owner, in the simple protocol, as psql has it.
QString TestEmergency::psql(const Stage &stage, const QString &sql) const
{
    PgClient client = mustConnect(stage.owner());
    return mustExec(client, sql).value(0).value(0);
}

void TestEmergency::stop_data()
{
    QTest::addColumn<MigrationState>("state");
    QTest::addColumn<bool>("running"); // stopped while a runner is at work, or while nobody is
    for (const auto state :
         {MigrationState::Planned, MigrationState::Prepared, MigrationState::Capturing, MigrationState::Copying,
          MigrationState::Repairing, MigrationState::Indexing, MigrationState::CatchingUp, MigrationState::Verified,
          MigrationState::Switched, MigrationState::Watching}) {
        QTest::newRow(qPrintable(parterre::toText(state) + QLatin1String(", at rest"))) << state << false;
        QTest::newRow(qPrintable(parterre::toText(state) + QLatin1String(", at work"))) << state << true;
    }
}

// What may differ from before: schema parterre, and what the shadow or, after the switch, the pair of tables brought.
void TestEmergency::checkStopped(Stage &stage, const QStringList &catalog, const QString &stateBefore)
{
    const QStringList hooks = hooksLeft(*m_cluster, stage.database());
    QVERIFY2(hooks.isEmpty(), qPrintable(hooks.join(u'\n')));
    const bool switched = stateBefore == u"Switched" || stateBefore == u"Watching";
    // The shadow, its partitions and indexes have names of their own; nothing that was there before may be missing.
    QStringList ours{stage.plan().shadow.name};
    for (const PlannedLeaf &leaf : stage.plan().leaves)
        ours << leaf.name.name;
    for (const IndexDefinition &index : stage.plan().table.indexes)
        ours << index.name + QStringLiteral("_new");
    for (const QString &line : compareCatalogs(catalog, catalogSnapshot(*m_cluster, stage.database()))) {
        const bool shadow = line.startsWith(u'+')
            && std::any_of(ours.begin(), ours.end(), [&](const QString &name) { return line.contains(name); });
        QVERIFY2(shadow || (switched && line.contains(u"ledger_t")),
                 qPrintable(stateBefore + QStringLiteral(": ") + line));
    }
    QVERIFY(stage.load().waitForCommits(30, 30s));
    const QStringList problems = stage.ledgerProblems();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

// Afterwards our own program cleans up, and may begin anew.
void TestEmergency::goOn(Stage &stage, const QStringList &catalog, const QString &stateBefore)
{
    if (stateBefore == u"Switched" || stateBefore == u"Watching") {
        QVERIFY(stage.wayBack().startsWith(u"closed"));
        const auto refused = stage.rollBack();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        RecordingSink sink;
        QVERIFY_RESULT(Engine({profileOf(stage.owner()), {}, &sink}).finish(stage.id(), true));
    } else {
        QVERIFY_RESULT(stage.rollBack());
        const QStringList left = compareCatalogs(catalog, catalogSnapshot(*m_cluster, stage.database()));
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
        const auto anew = stage.migrate();
        QVERIFY_RESULT(anew);
        QCOMPARE(*anew, MigrationState::Watching);
    }
    QVERIFY(stage.load().waitForCommits(30, 30s));
    const QStringList problems = stage.ledgerProblems();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TestEmergency::stop()
{
    QFETCH(MigrationState, state);
    QFETCH(bool, running);
    Stage stage(*m_cluster, QStringLiteral("stop_%1_%2").arg(parterre::toText(state).toLower()).arg(running), kRows);
    QVERIFY(stage.makePlan());
    QVERIFY(stage.load().start());
    const QStringList catalog = catalogSnapshot(*m_cluster, stage.database());
    std::unique_ptr<EngineRun> run;
    if (running) {
        run = stage.startMigrate();
        // At work is a runner that has taken the migration over; before that there is nothing to stop.
        const auto reached = [&] {
            MigrationState now{};
            return run->isFinished()
                || (fromText(stage.state(), &now) && now >= state
                    && stage.value(QStringLiteral("SELECT epoch FROM parterre.migration")) != u"0");
        };
        QVERIFY(waitUntil(reached, 60s, 1ms));
    } else {
        QVERIFY_RESULT(stage.migrate(state));
    }
    QElapsedTimer timer;
    timer.start();
    const QString said = psql(stage, QStringLiteral("SELECT parterre.emergency_stop('%1')").arg(stage.id()));
    const qint64 took = timer.elapsed();
    QVERIFY2(said.contains(u"every hook is removed"), qPrintable(said));
    QVERIFY2(took < 5000, qPrintable(QStringLiteral("it took %1 ms").arg(took)));
    // What the stop found decides what is right; a running migration may have gone on since it was last seen.
    const QString now = stage.state();
    if (run) {
        const auto ended = run->result();
        QVERIFY2(!ended || now == u"Watching", "a stopped runner went on");
    }
    QCOMPARE(stage.state(), now);
    checkStopped(stage, catalog, now);
    if (!QTest::currentTestFailed())
        goOn(stage, catalog, now);
}

void TestEmergency::guardWhenNobodyIsHome()
{
    Stage stage(*m_cluster, QStringLiteral("nobody"), kRows);
    QVERIFY(stage.makePlan([](Plan &plan) { plan.limits.nobodyHomeMs = 1500; }));
    QVERIFY(stage.load().start());
    const QStringList catalog = catalogSnapshot(*m_cluster, stage.database());
    const ProgramHome home;
    QFile file(home.filePath(QStringLiteral("plan.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(stage.plan().toJson()) > 0);
    file.close();
    Program program(QStringLiteral(ENGINERUNNER_PATH), &home);
    QVERIFY(program.start({stage.owner(), QStringLiteral("migrate"), file.fileName()}));
    QVERIFY(stage.waitForState(MigrationState::Indexing) || !stage.state().isEmpty());
    // While the runner beats its heart the guard leaves it alone.
    QCOMPARE(psql(stage, QStringLiteral("SELECT count(*) FROM parterre.guard()")), QStringLiteral("0"));
    program.sendSignal(SIGKILL);
    QVERIFY(program.waitForFinished(10s));
    const QString before = stage.state();
    QString action;
    QVERIFY(waitUntil(
        [&] {
            action = psql(stage, QStringLiteral("SELECT action FROM parterre.guard()"));
            return !action.isEmpty();
        },
        20s, 100ms));
    QVERIFY2(action.contains(u"every hook is removed"), qPrintable(action));
    QVERIFY(!stage.value(QStringLiteral("SELECT attention FROM parterre.migration")).isEmpty());
    QVERIFY(stage.state() == u"Stopped" || before == u"Watching" || before == u"Switched");
    checkStopped(stage, catalog, before);
    if (!QTest::currentTestFailed())
        goOn(stage, catalog, before);
}

void TestEmergency::guardWhenTheLogIsFull()
{
    Stage stage(*m_cluster, QStringLiteral("full"), kRows);
    QVERIFY(stage.makePlan([](Plan &plan) {
        plan.limits.logSoftBytes = 100'000;
        plan.limits.logHardBytes = 1'000'000; // a table that many wait for grows by 20 pages for each of them
    }));
    const QStringList catalog = catalogSnapshot(*m_cluster, stage.database());
    QVERIFY_RESULT(stage.migrate(MigrationState::Capturing));
    QCOMPARE(psql(stage, QStringLiteral("SELECT count(*) FROM parterre.guard()")), QStringLiteral("0"));
    QVERIFY(stage.load().start());
    QString action;
    const auto alarmed = [&] {
        action = psql(stage, QStringLiteral("SELECT action FROM parterre.guard()"));
        return !action.isEmpty();
    };
    QVERIFY(waitUntil(alarmed, 60s, 20ms));
    QVERIFY2(action.startsWith(u"alarm"), qPrintable(action));
    QCOMPARE(stage.state(), QStringLiteral("Capturing"));
    QVERIFY(waitUntil([&] { return alarmed() && !action.startsWith(u"alarm"); }, 120s, 20ms));
    const QString attention = stage.value(QStringLiteral("SELECT attention FROM parterre.migration"));
    QVERIFY2(attention.contains(u"guard: the change log has"), qPrintable(attention));
    QCOMPARE(stage.state(), QStringLiteral("Stopped"));
    checkStopped(stage, catalog, QStringLiteral("Capturing"));
    if (!QTest::currentTestFailed())
        goOn(stage, catalog, QStringLiteral("Capturing"));
}

QTEST_GUILESS_MAIN(TestEmergency)
#include "tst_emergency.moc"
