// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/partitiontreemodel.h"
#include "ui/models/statementlog.h"
#include "ui/models/tablemodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>
#include <QThread>

using namespace parterre;
using namespace Qt::StringLiterals;

namespace {

PartitionNode makeNode(quint32 oid, quint32 parent, const QString &name, qint64 bytes, bool partitioned = false)
{
    PartitionNode node;
    node.oid = oid;
    node.parentOid = parent;
    node.name = {u"Odd \"schema\".x"_s, name};
    node.kind = partitioned ? RelationKind::Partitioned : RelationKind::Table;
    node.own.heapBytes = {bytes};
    node.own.rows = {bytes / 100, true};
    return node;
}

// Four levels: root, years, months, and below the first month two leaves.
PartitionForest deepForest()
{
    PartitionForest forest;
    forest.nodes << makeNode(1, 0, u"root"_s, 0, true) << makeNode(2, 1, u"year"_s, 0, true)
                 << makeNode(3, 2, u"month"_s, 0, true) << makeNode(4, 3, u"leaf a"_s, 100)
                 << makeNode(5, 3, u"leaf b"_s, 300) << makeNode(6, 0, u"plain"_s, 5000);
    forest.arrange();
    return forest;
}

PartitionForest wideForest(int leaves)
{
    PartitionForest forest;
    forest.nodes << makeNode(1, 0, u"root"_s, 0, true);
    for (int i = 0; i < leaves; ++i) {
        forest.nodes << makeNode(static_cast<quint32>(i + 2), 1, u"leaf_%1"_s.arg(i, 5, 10, QLatin1Char('0')),
                                 8192 * i);
        forest.nodes.last().bound = u"FOR VALUES FROM (%1) TO (%2)"_s.arg(i).arg(i + 1);
    }
    forest.nodes.first().keyCategories = u"N"_s;
    forest.arrange();
    return forest;
}

TableModel::Row row(const QString &key, const QString &text)
{
    return {key, {{key}, {text}}};
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void treeKeepsItsRules();
    void treeShowsRollUps();
    void treeKeepsIndexesByOid();
    void treeOfTenThousandIsFast();
    void tableKeepsItsRules();
    void tableKeepsSelectionByKey();
    void tableQuotesCsv();
    void logTakesFromAnyThread();
    void logMakesAScript();
    void logKeepsWhatWasAskedFor();
};

void TestModels::treeKeepsItsRules()
{
    PartitionTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setForest(deepForest());
    QCOMPARE(model.rowCount(), 2);
    PartitionForest smaller = deepForest();
    smaller.nodes.removeIf([](const PartitionNode &node) { return node.oid == 5; });
    smaller.arrange();
    model.setForest(smaller);
    model.setForest(deepForest());
    model.setForest({});
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::treeShowsRollUps()
{
    PartitionTreeModel model;
    PartitionForest forest = deepForest();
    forest.nodes[4].own.heapBytes = {0, false, true}; // nobody knows it
    forest.arrange();
    model.setForest(forest);
    const QModelIndex root = model.indexOf(1);
    QVERIFY(root.siblingAtColumn(PartitionTreeModel::Total).data().toString().startsWith(u'≥'));
    QCOMPARE(model.indexOf(6, PartitionTreeModel::Total).data().toString(), u"5000 bytes"_s);
    QCOMPARE(model.indexOf(6, PartitionTreeModel::Total).data(PartitionTreeModel::ShareRole).toDouble(), 1.0);
    QCOMPARE(model.indexOf(4).parent(), model.indexOf(3));
    QCOMPARE(model.indexOf(3).parent().parent(), root);
}

void TestModels::treeKeepsIndexesByOid()
{
    PartitionTreeModel model;
    model.setForest(deepForest());
    const QPersistentModelIndex leaf = model.indexOf(4);
    const QPersistentModelIndex gone = model.indexOf(6);
    PartitionForest changed = deepForest();
    changed.nodes.removeIf([](const PartitionNode &node) { return node.oid == 6; });
    changed.nodes << makeNode(7, 0, u"new and large"_s, 1'000'000);
    changed.arrange();
    model.setForest(changed);
    QCOMPARE(leaf.data(PartitionTreeModel::OidRole).toUInt(), 4U);
    QVERIFY(!gone.isValid());
}

void TestModels::treeOfTenThousandIsFast()
{
    PartitionTreeModel model;
    QSortFilterProxyModel proxy;
    proxy.setRecursiveFilteringEnabled(true);
    proxy.setDynamicSortFilter(false);
    proxy.setSourceModel(&model);
    const PartitionForest forest = wideForest(10'000);
    PartitionForest grown = forest;
    for (PartitionNode &node : grown.nodes)
        node.own.heapBytes.value *= 2;
    grown.arrange();
    model.setForest(forest);
    proxy.rowCount(proxy.index(0, 0));
    QElapsedTimer timer;
    timer.start();
    model.setForest(grown); // what streaming does, several times a second
    const qint64 ms = timer.elapsed();
    qInfo("10,000 partitions: new sizes in %lld ms", ms);
    QVERIFY2(ms < 50, qPrintable(QString::number(ms)));
}

void TestModels::tableKeepsItsRules()
{
    TableModel model({{u"Key"_s}, {u"Text"_s}});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({row(u"a"_s, u"1"_s), row(u"b"_s, u"2"_s)});
    model.setRows({row(u"c"_s, u"3"_s), row(u"b"_s, u"2"_s), row(u"a"_s, u"1"_s), row(u"d"_s, u"4"_s)});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(0, 0).data().toString(), u"c"_s);
    model.setRows({row(u"d"_s, u"5"_s)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 1).data().toString(), u"5"_s);
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::tableKeepsSelectionByKey()
{
    TableModel model({{u"Key"_s}, {u"Text"_s}});
    model.setRows({row(u"a"_s, u"1"_s), row(u"b"_s, u"2"_s)});
    const QPersistentModelIndex b = model.index(1, 1);
    const QPersistentModelIndex a = model.index(0, 0);
    model.setRows({row(u"x"_s, u"0"_s), row(u"y"_s, u"0"_s), row(u"b"_s, u"3"_s)});
    QCOMPARE(b.row(), 2);
    QCOMPARE(b.data().toString(), u"3"_s);
    QVERIFY(!a.isValid());
}

void TestModels::tableQuotesCsv()
{
    TableModel model({{u"Key"_s}, {u"Te,xt"_s}});
    model.setRows({row(u"a"_s, u"say \"no\", twice\nor more"_s)});
    QCOMPARE(model.toCsv(), u"Key,\"Te,xt\"\na,\"say \"\"no\"\", twice\nor more\"\n"_s);
    QCOMPARE(model.toTsv(), u"Key\tTe,xt\na\tsay \"no\", twice or more\n"_s);
}

void TestModels::logTakesFromAnyThread()
{
    StatementLogModel log;
    const QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::unique_ptr<QThread> thread(QThread::create([&log] {
        StatementRecord record;
        for (int i = 0; i < StatementLogModel::kMost + 10; ++i) {
            record.text = QString::number(i);
            log.add(record);
        }
    }));
    thread->start();
    QTRY_VERIFY(thread->isFinished());
    QTRY_COMPARE(log.rowCount(), static_cast<int>(StatementLogModel::kMost));
    QTRY_COMPARE(log.record(log.rowCount() - 1).text, QString::number(StatementLogModel::kMost + 9));
    log.clear();
    QCOMPARE(log.rowCount(), 0);
}

void TestModels::logMakesAScript()
{
    StatementLogModel log;
    StatementRecord record;
    record.text = u"SELECT $1"_s;
    record.params << u"it's"_s << std::nullopt;
    record.startedAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    log.add(record);
    QTRY_COMPARE(log.rowCount(), 1);
    QVERIFY(log.toScript({0}).contains(u"SELECT $1 \\bind 'it''s' NULL \\g\n"_s));
}

// A page that was left open over night reads every second.
void TestModels::logKeepsWhatWasAskedFor()
{
    StatementLogModel log;
    const QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::QtTest);
    StatementRecord wanted;
    wanted.text = u"ALTER TABLE"_s;
    StatementRecord polled;
    polled.background = true;
    for (int i = 0; i < 2 * StatementLogModel::kMostBackground; ++i) {
        log.add(polled);
        if (i % 400 == 0)
            log.add(wanted);
    }
    QTRY_COMPARE(log.rowCount(), static_cast<int>(StatementLogModel::kMostBackground) + 3);
    QCOMPARE(log.match(log.index(0, StatementLogModel::Text), Qt::DisplayRole, u"ALTER TABLE"_s, -1).size(), 3);
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
