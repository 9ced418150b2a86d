// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/walk.h"

#include <QTest>

using namespace parterre;
using namespace parterre::test;

Q_DECLARE_METATYPE(parterre::test::WalkOptions)

/// A share of all faults at all statements, and some strikes inside statements. ./dev soak has them all;
/// PARTERRE_TEST_SEED and PARTERRE_TEST_STRIKES choose others here.
class TestFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void walks_data();
    void walks();
    void goesBackFromAnywhere_data();
    void goesBackFromAnywhere();
    void strikes_data();
    void strikes();
    void walksOverEverything();

private:
    void walk(Battlefield &field, WalkOptions options, int atLeast);

    std::unique_ptr<Battlefield> m_field;
    QList<WalkReport> m_walks;
    QList<StrikeReport> m_reports;
};

static quint64 firstSeed()
{
    const int chosen = qEnvironmentVariableIntValue("PARTERRE_TEST_SEED");
    return chosen > 0 ? chosen : 1;
}

void TestFaults::initTestCase()
{
    m_field = std::make_unique<Battlefield>(BattlefieldOptions{.rows = 10'000});
    QVERIFY(m_field->open());
}

void TestFaults::cleanupTestCase()
{
    m_field.reset();
    qInfo("%s", qPrintable(walkMatrix(m_walks)));
    qInfo("%s", qPrintable(strikeMatrix(m_reports)));
}

void TestFaults::walk(Battlefield &field, WalkOptions options, int atLeast)
{
    options.seed = firstSeed() * 1000 + static_cast<quint64>(options.fault) * 2 + options.after;
    const WalkReport report = Walk(field, options).run();
    m_walks << report;
    qInfo("%s", qPrintable(report.toString()));
    QVERIFY2(report.problems.isEmpty(), qPrintable(report.toString()));
    QVERIFY2(report.hits.size() >= atLeast, "hardly a statement was struck");
}

// Each fault meets a few statements of a whole migration; half of them the program must survive itself.
void TestFaults::walks_data()
{
    QTest::addColumn<WalkOptions>("options");
    QTest::newRow("kill before") << WalkOptions{.fault = Fault::Kill, .percent = 2};
    QTest::newRow("kill after, finish") << WalkOptions{
        .fault = Fault::Kill, .after = true, .finish = true, .percent = 2};
    QTest::newRow("terminate") << WalkOptions{.fault = Fault::Terminate, .itself = true, .percent = 2};
    QTest::newRow("cut off from the program")
        << WalkOptions{.fault = Fault::CutClient, .after = true, .itself = true, .percent = 2};
    QTest::newRow("cut off from the server") << WalkOptions{.fault = Fault::CutServer, .after = true, .percent = 2};
    QTest::newRow("crash") << WalkOptions{.fault = Fault::Crash, .after = true, .itself = true, .percent = 2};
    QTest::newRow("error") << WalkOptions{.fault = Fault::Error, .percent = 6};
    QTest::newRow("disk full") << WalkOptions{.fault = Fault::DiskFull, .percent = 6};
    QTest::newRow("lock") << WalkOptions{.fault = Fault::LockTimeout, .percent = 3};
}

void TestFaults::walks()
{
    QFETCH(WalkOptions, options);
    walk(*m_field, options, 4);
}

// … and here another process rolls back instead.
void TestFaults::goesBackFromAnywhere_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<bool>("after");
    for (const Fault fault : {Fault::Kill, Fault::CutClient, Fault::Error}) {
        for (const bool after : {false, true})
            QTest::addRow("%s %s", qPrintable(toText(fault)), after ? "after" : "before") << fault << after;
    }
}

void TestFaults::goesBackFromAnywhere()
{
    QFETCH(Fault, fault);
    QFETCH(bool, after);
    Rng rng(firstSeed() * 100 + static_cast<quint64>(fault) * 2 + after);
    walk(*m_field, {.fault = fault, .after = after, .only = static_cast<int>(rng.below(300))}, 1);
}

void TestFaults::strikes_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < kStrikeKinds; ++kind)
        QTest::newRow(qPrintable(toText(static_cast<StrikeKind>(kind)))) << kind;
}

void TestFaults::strikes()
{
    QFETCH(int, kind);
    const int wanted = qEnvironmentVariableIntValue("PARTERRE_TEST_STRIKES") > 0
        ? qEnvironmentVariableIntValue("PARTERRE_TEST_STRIKES")
        : 2;
    const quint64 first = firstSeed();
    int hits = 0;
    for (quint64 turn = 0; hits < wanted; ++turn) {
        QVERIFY2(turn < 15ULL * wanted, "the strikes do not hit");
        // Each kind begins with another step, so that few strikes reach many pairs of step and kind.
        const QStringList &steps = Battlefield::stepNames();
        const QString step = steps[(turn + 3ULL * kind) % steps.size()];
        const StrikeReport report =
            m_field->strike(first * 100'000 + kind * 1000 + turn, static_cast<StrikeKind>(kind), step);
        m_reports << report;
        qInfo("%s", qPrintable(report.toString()));
        QVERIFY2(report.problems.isEmpty(), qPrintable(report.toString()));
        hits += report.isHit();
    }
}

// The table with everything attached to it, which must be as it was.
void TestFaults::walksOverEverything()
{
    m_field.reset();
    Battlefield field({.everything = true});
    QVERIFY(field.open());
    walk(field, {.fault = Fault::Error, .percent = 6}, 10);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
