// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/catalogsnapshot.h"
#include "faults/stage.h"
#include "support/enginehelp.h"
#include "support/smalldisk.h"

#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The disk runs full while the copy grows. Nothing of the application's is lost, and both ways lead out.
class TestDiskFull : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsFull_data();
    void runsFull();
};

void TestDiskFull::runsFull_data()
{
    QTest::addColumn<qint64>("room"); // bytes for the migration
    QTest::addColumn<bool>("back");
    QTest::newRow("while copying, then there is room") << qint64{900'000} << false;
    QTest::newRow("while copying, then back") << qint64{900'000} << true;
    QTest::newRow("while indexing, then there is room") << qint64{3'400'000} << false;
    QTest::newRow("while indexing, then back") << qint64{3'400'000} << true;
}

void TestDiskFull::runsFull()
{
    QFETCH(qint64, room);
    QFETCH(bool, back);
    SmallDisk disk;
    if (!disk.isMounted()) {
        qInfo("no right to mount a small disk here; tst_faults lets every statement fail in this way");
        return;
    }
    Cluster cluster;
    QVERIFY(cluster.start());
    Stage stage(cluster, u"tight"_s, 20'000);
    cluster.exec(u"CREATE TABLESPACE small LOCATION '%1'"_s.arg(disk.path()));
    cluster.exec(u"ALTER DATABASE tight SET TABLESPACE small"_s);
    QVERIFY(stage.makePlan());
    const QStringList catalog = catalogSnapshot(cluster, stage.database());
    QVERIFY_RESULT(stage.migrate(MigrationState::Prepared));
    QVERIFY(disk.leave(room));
    const auto full = stage.migrate();
    QVERIFY(!full);
    QCOMPARE(full.error().sqlState, u"53100"_s);
    QVERIFY2(full.error().hint.contains(u"space"), qPrintable(full.error().toText()));
    qInfo("full in state %s", qPrintable(stage.state()));
    if (!back) {
        QVERIFY(disk.leave(100'000'000));
        QVERIFY_RESULT(stage.migrate());
        QVERIFY(stage.load().start());
        QVERIFY(stage.load().waitForCommits(50, 30s));
    }
    QVERIFY_RESULT(stage.rollBack());
    const QStringList problems = stage.ledgerProblems();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    const QStringList left = compareCatalogs(catalog, catalogSnapshot(cluster, stage.database()));
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
    stage.load().stop();
}

QTEST_GUILESS_MAIN(TestDiskFull)
#include "tst_diskfull.moc"
