// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/battlefield.h"

#include <QTest>

using namespace parterre;
using namespace parterre::test;

/// Ten strikes of each kind, spread over all steps. PARTERRE_TEST_SEED and PARTERRE_TEST_STRIKES choose others.
class TestFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void strikes_data();
    void strikes();

private:
    std::unique_ptr<Battlefield> m_field;
    QList<StrikeReport> m_reports;
};

void TestFaults::initTestCase()
{
    m_field = std::make_unique<Battlefield>();
    QVERIFY(m_field->open());
}

void TestFaults::cleanupTestCase()
{
    m_field.reset();
    qInfo("%s", qPrintable(strikeMatrix(m_reports)));
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
        : 10;
    const quint64 first =
        qEnvironmentVariableIntValue("PARTERRE_TEST_SEED") > 0 ? qEnvironmentVariableIntValue("PARTERRE_TEST_SEED") : 1;
    int hits = 0;
    for (quint64 turn = 0; hits < wanted; ++turn) {
        QVERIFY2(turn < 4ULL * wanted, "the strikes do not hit");
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

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
