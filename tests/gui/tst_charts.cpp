// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartforest.h"

#include "base/units.h"
#include "ui/charts/boundscanvas.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/chartpane.h"
#include "ui/charts/layoutdata.h"
#include "ui/charts/perioddata.h"
#include "ui/charts/sizedata.h"
#include "ui/charts/treemapcanvas.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <numeric>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

enum Tab { Sizes, Timeline, Bounds, Treemap };

qint64 ms(int year, int month, int day)
{
    return QDateTime(QDate(year, month, day), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
}

qint64 bytesOf(const RelationFigures &figures)
{
    return figures.totalBytes().value;
}

/// A pane that is seen, and its parts.
struct Shown {
    Shown(const PartitionForest &forest, quint32 oid, Tab tab)
    {
        pane.resize(800, 500);
        tabs()->setCurrentIndex(tab);
        pane.setData(forest, oid);
        pane.show();
        page()->refresh();
    }
    QTabWidget *tabs() { return pane.findChild<QTabWidget *>(u"chartTabs"_s); }
    ChartPage *page() { return qobject_cast<ChartPage *>(tabs()->currentWidget()); }
    QTableView *table() { return page()->findChild<QTableView *>(u"chartTable"_s); }
    QString emptyText()
    {
        auto *label = page()->findChild<QLabel *>(u"chartEmpty"_s);
        return label->isVisible() ? label->text() : QString();
    }
    void showTable() { pane.findChild<QAbstractButton *>(u"chartAsTable"_s)->setChecked(true); }

    ChartPane pane;
};

} // namespace

class TestCharts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsMoments_data();
    void readsMoments();
    void findsGaps();
    void findsGapsOfInnerLevels();
    void mergesLanesOfLists();
    void windowCutsOutliers();
    void ordersPeriodsWithRunningTotal();
    void collapsesPeriods();
    void marksEstimates();
    void sumsOthers();
    void fewBarsHaveNoOthers();
    void roundsTicks();
    void squarifiesWithoutOverlap();
    void treemapKeepsAllBytes();
    void stepsToNeighbours();
    void saysWhyEmpty_data();
    void saysWhyEmpty();
    void namesWhatIsOffTheAxis();
    void listsBoundsWithoutDates();
    void tableShowsChartData();
    void tableFollowsTheKey();
    void exports_data();
    void exports();
    void exportErrorsAreShown();
    void activatesByKeyboard_data();
    void activatesByKeyboard();
    void keepsCurrentOnRefresh();
    void activatesByMouse();
    void activatesFromTable();
    void drawsTheBiggestBarFirst();
    void followsPalette();
    void computesNothingWhileHidden();
    void staysFastWithTenThousand();
    void everyWidgetIsNamed();
};

void TestCharts::readsMoments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<qint64>("wall");
    QTest::newRow("date") << u"2024-02-29"_s << true << ms(2024, 2, 29);
    QTest::newRow("timestamp") << u"2024-02-29 12:00:00"_s << true << ms(2024, 2, 29) + 43'200'000;
    QTest::newRow("zone") << u"2024-02-29 00:00:00.25+05:30"_s << true << ms(2024, 2, 29) + 250;
    QTest::newRow("BC") << u"0044-03-15 BC"_s << true << ms(-44, 3, 15);
    QTest::newRow("no such day") << u"2023-02-29"_s << false << qint64(0);
    QTest::newRow("time of day") << u"08:00:00"_s << false << qint64(0);
    QTest::newRow("number") << u"20240229"_s << false << qint64(0);
    QTest::newRow("infinity") << u"infinity"_s << false << qint64(0);
    QTest::newRow("more text") << u"2024-02-29x"_s << false << qint64(0);
}

void TestCharts::readsMoments()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(qint64, wall);
    const auto moment = readMoment(text);
    QCOMPARE(moment.has_value(), valid);
    if (moment)
        QCOMPARE(moment->wallMs, wall);
}

void TestCharts::findsGaps()
{
    const PartitionForest forest = monthlyForest();
    const DateLanes found = dateLanes(ChartSubject(forest, 1), LaneDepth::Leaves);
    QCOMPARE(found.lanes.size(), 1);
    const DateLane &lane = found.lanes[0];
    QCOMPARE(lane.cells.size(), 25); // 23 months, 1900, MINVALUE
    QVERIFY(!lane.cells[0].span.from);
    QCOMPARE(lane.defaults.size(), 1);
    QCOMPARE(lane.gaps, (QList<DateSpan>{{ms(1901, 1, 1), ms(2025, 1, 1)}, {ms(2025, 8, 1), ms(2025, 9, 1)}}));
    QCOMPARE(found.offsetSeconds, std::optional<int>(0));
}

void TestCharts::findsGapsOfInnerLevels()
{
    const PartitionForest forest = threeLevelForest();
    const DateLanes leaves = dateLanes(ChartSubject(forest, 1), LaneDepth::Leaves);
    QCOMPARE(leaves.lanes[0].cells.size(), 35);
    QCOMPARE(leaves.lanes[0].gaps, (QList<DateSpan>{{ms(2025, 12, 1), ms(2026, 1, 1)}}));
    const DateLanes years = dateLanes(ChartSubject(forest, 1), LaneDepth::Topmost);
    QCOMPARE(years.lanes[0].cells.size(), 3);
    QVERIFY(years.lanes[0].gaps.isEmpty());
}

void TestCharts::mergesLanesOfLists()
{
    ForestMaker maker;
    const quint32 root = maker.partitioned(u"events"_s, u"LIST (region)"_s, u"S"_s);
    for (const QString &region : {u"eu"_s, u"us"_s})
        addMonths(maker, maker.byDate(region, root, ForestMaker::list(region)), QDate(2025, 1, 1), 3, {}, region);
    const PartitionForest forest = maker.arranged();
    QCOMPARE(dateLanes(ChartSubject(forest, root), LaneDepth::Leaves).lanes.size(), 2);
    const PeriodSeries series = periodSeries(ChartSubject(forest, root));
    QCOMPARE(series.periods.size(), 3);
    QCOMPARE(series.periods[0].partitions, 2);
    QCOMPARE(series.periods[0].oid, 0U);
    QCOMPARE(series.periods[2].runningBytes.value, bytesOf(forest.nodes[0].total));
}

void TestCharts::windowCutsOutliers()
{
    const PartitionForest forest = monthlyForest();
    const DateLanes found = dateLanes(ChartSubject(forest, 1), LaneDepth::Leaves);
    const TimeWindow window = timeWindow(found.lanes, ms(2026, 11, 22));
    QCOMPARE(window.from, ms(2025, 1, 1));
    QCOMPARE(window.to, ms(2027, 1, 1));
    QCOMPARE(window.cellsBefore, 2);
    QVERIFY(window.holdsNow);
    QVERIFY(!timeWindow(found.lanes, ms(2200, 1, 1)).holdsNow);
}

void TestCharts::ordersPeriodsWithRunningTotal()
{
    const PartitionForest forest = monthlyForest();
    const PeriodSeries series = periodSeries(ChartSubject(forest, 1));
    QCOMPARE(series.grain, PeriodGrain::Partition);
    QCOMPARE(series.periods.size(), 24);
    QCOMPARE(series.offAxis.size(), 2);
    qint64 sum = 0;
    qint64 last = std::numeric_limits<qint64>::min();
    for (const Period &period : series.periods) {
        QVERIFY(period.from > last);
        last = period.from;
        sum += bytesOf(period.figures);
        QCOMPARE(period.runningBytes.value, sum);
    }
    for (const DateCell &cell : series.offAxis)
        sum += bytesOf(cell.figures);
    QCOMPARE(sum, bytesOf(forest.nodes[0].total));
}

void TestCharts::collapsesPeriods()
{
    const PartitionForest daily = dailyForest(400);
    const PeriodSeries months = periodSeries(ChartSubject(daily, 1));
    QCOMPARE(months.grain, PeriodGrain::Month);
    QCOMPARE(months.periods.size(), 14);
    QCOMPARE(months.periods.last().partitions, 30);
    QCOMPARE(months.periods.last().runningBytes.value, bytesOf(daily.nodes[0].total));
    const PartitionForest decades = dailyForest(5000);
    const PeriodSeries years = periodSeries(ChartSubject(decades, 1));
    QCOMPARE(years.grain, PeriodGrain::Year);
    QCOMPARE(years.periods.last().runningBytes.value, bytesOf(decades.nodes[0].total));
}

void TestCharts::marksEstimates()
{
    const PartitionForest forest = estimated(monthlyForest());
    const PeriodSeries series = periodSeries(ChartSubject(forest, 1));
    QVERIFY(isEstimate(series.periods.first().figures.totalBytes()));
    QVERIFY(series.periods.last().runningBytes.approximate);
    QVERIFY(amountText(series.periods.last().runningBytes).startsWith(u"≈ "));
    QCOMPARE(amountText({2048, true, true}), u"≥ 2048 bytes"_s);
    QCOMPARE(exactText({1234567, false, false}), u"1,234,567 bytes"_s);
}

void TestCharts::sumsOthers()
{
    const PartitionForest forest = dailyForest(100);
    const QList<SizeBar> bars = sizeBars(ChartSubject(forest, 1));
    QCOMPARE(bars.size(), kTopBars + 1);
    QCOMPARE(bars.last().relations, 75);
    qint64 sum = 0;
    for (qsizetype i = 0; i < bars.size(); ++i) {
        sum += bytesOf(bars[i].figures);
        QVERIFY(i == 0 || i == kTopBars || bytesOf(bars[i].figures) <= bytesOf(bars[i - 1].figures));
    }
    QCOMPARE(sum, bytesOf(forest.nodes[0].total));
}

void TestCharts::fewBarsHaveNoOthers()
{
    const PartitionForest forest = dailyForest(kTopBars + 1);
    QCOMPARE(sizeBars(ChartSubject(forest, 1)).size(), kTopBars + 1);
    QCOMPARE(sizeBars(ChartSubject(forest, 1)).last().relations, 1);
    const QList<SizeBar> alone = sizeBars(ChartSubject(forest, forest.nodes.last().oid));
    QCOMPARE(alone.size(), 1);
    QCOMPARE(alone[0].oid, forest.nodes.last().oid);
}

void TestCharts::roundsTicks()
{
    for (const double max : {0.0, 1.0, 900.0, 5000.0, 3.1e9, 7.7e14}) {
        const QList<AxisTick> ticks = byteTicks(max, 5);
        QVERIFY(ticks.size() >= 2 && ticks.size() <= 6);
        QVERIFY(ticks.last().at >= max);
    }
    QCOMPARE(byteTicks(2.9e9, 6)[2].label, u"1.0 GB"_s);
    const QList<AxisTick> months = timeTicks(ms(2025, 1, 1), ms(2025, 7, 1), 8);
    QCOMPARE(months.size(), 7);
    QCOMPARE(months[1].at, static_cast<double>(ms(2025, 2, 1)));
    QCOMPARE(timeTicks(ms(1995, 6, 1), ms(2025, 7, 1), 8).first().label, u"2000"_s);
}

void TestCharts::squarifiesWithoutOverlap()
{
    QList<double> weights;
    for (int i = 200; i > 0; --i)
        weights << i * i;
    const QRectF area(10, 20, 640, 400);
    const QList<QRectF> rects = squarify(weights, area);
    QCOMPARE(rects.size(), weights.size());
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const double share = rects[i].width() * rects[i].height() / (area.width() * area.height());
        QVERIFY(std::abs(share - weights[i] / sum) < 1e-9);
        QVERIFY(area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(rects[i]));
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY(!rects[j].adjusted(1e-6, 1e-6, -1e-6, -1e-6).intersects(rects[i]));
    }
    QVERIFY(squarify({}, area).isEmpty());
}

void TestCharts::treemapKeepsAllBytes()
{
    const PartitionForest forest = dailyForest(10'000);
    const QList<MapTile> tiles = treemapTiles(ChartSubject(forest, 1), QRectF(0, 0, 200, 150), 16);
    qint64 sum = 0;
    qint64 relations = 0;
    for (const MapTile &tile : tiles) {
        sum += tile.isGroup ? 0 : tile.bytes.value;
        relations += tile.isGroup ? 0 : std::max(tile.merged, 1);
    }
    QCOMPARE(sum, bytesOf(forest.nodes[0].total));
    QCOMPARE(relations, qint64(10'000));
    QVERIFY(tiles.size() < 10'000);
    QVERIFY(tiles.last().merged > 0);
    const PartitionForest levels = threeLevelForest();
    QCOMPARE(leavesBySize(ChartSubject(levels, 1)).size(), 70);
    QCOMPARE(leavesBySize(ChartSubject(levels, 0)).size(), 70);
}

void TestCharts::stepsToNeighbours()
{
    const QList<QRectF> grid{{0, 0, 10, 10}, {10, 0, 10, 10}, {0, 10, 10, 10}, {10, 10, 10, 10}, {}};
    QCOMPARE(neighbour(grid, -1, Qt::Key_Right), 0);
    QCOMPARE(neighbour(grid, 0, Qt::Key_Right), 1);
    QCOMPARE(neighbour(grid, 1, Qt::Key_Down), 3);
    QCOMPARE(neighbour(grid, 3, Qt::Key_Left), 2);
    QCOMPARE(neighbour(grid, 2, Qt::Key_Up), 0);
    QCOMPARE(neighbour(grid, 0, Qt::Key_Up), 0);
    QCOMPARE(neighbour({}, -1, Qt::Key_Up), -1);
}

void TestCharts::saysWhyEmpty_data()
{
    QTest::addColumn<PartitionForest>("forest");
    QTest::addColumn<uint>("oid");
    QTest::addColumn<int>("tab");
    QTest::addColumn<QString>("text");
    ForestMaker empty;
    empty.table(u"leaf"_s, 0, empty.byDate(u"t"_s), ForestMaker::dates({2025, 1, 1}, {2026, 1, 1}));
    ForestMaker bare;
    bare.byDate(u"t"_s);
    ForestMaker list;
    list.table(u"leaf"_s, 5, list.partitioned(u"t"_s, u"LIST (a)"_s, u"S"_s), ForestMaker::list(u"x"_s));
    const PartitionForest unread = withoutBounds(monthlyForest());
    QTest::newRow("zero") << empty.arranged() << 1U << int(Sizes) << u"Nothing stored yet (0 bytes)."_s;
    QTest::newRow("zero over time") << empty.arranged() << 1U << int(Timeline) << u"Nothing stored yet (0 bytes)."_s;
    QTest::newRow("zero map") << empty.arranged() << 1U << int(Treemap) << u"Nothing stored yet (0 bytes)."_s;
    QTest::newRow("bare") << bare.arranged() << 1U << int(Sizes) << u"No partitions yet."_s;
    QTest::newRow("unread") << unread << 1U << int(Timeline) << u"No bounds are read yet."_s;
    QTest::newRow("unread bounds") << unread << 1U << int(Bounds) << u"No bounds are read yet."_s;
    QTest::newRow("list") << list.arranged() << 1U << int(Timeline)
                          << u"This tree is not partitioned by a date or time."_s;
    QTest::newRow("plain") << list.arranged() << 2U << int(Timeline) << u"This table is not partitioned."_s;
    QTest::newRow("missing") << list.arranged() << 77U << int(Treemap)
                             << u"This table is not among those that were read. Refresh to read again."_s;
    QTest::newRow("nothing") << PartitionForest() << 0U << int(Sizes) << u"There is no table here yet."_s;
}

void TestCharts::saysWhyEmpty()
{
    QFETCH(PartitionForest, forest);
    QFETCH(uint, oid);
    QFETCH(int, tab);
    QFETCH(QString, text);
    Shown shown(forest, oid, static_cast<Tab>(tab));
    QCOMPARE(shown.emptyText(), text);
}

void TestCharts::namesWhatIsOffTheAxis()
{
    Shown shown(monthlyForest(), 1, Timeline);
    QVERIFY(shown.page()->note().contains(u"events_default"));
    QVERIFY(shown.page()->note().contains(u"events_old"));
    Shown bounds(monthlyForest(), 1, Bounds);
    QVERIFY(bounds.page()->note().contains(u"events_default"));
    QVERIFY(bounds.page()->note().contains(u"not drawn to scale"));
}

void TestCharts::listsBoundsWithoutDates()
{
    ForestMaker maker;
    const quint32 root = maker.partitioned(u"t"_s, u"HASH (id)"_s, u"N"_s);
    for (int i = 0; i < 4; ++i)
        maker.table(u"t_%1"_s.arg(i), 8192, root, u"FOR VALUES WITH (modulus 4, remainder %1)"_s.arg(i));
    Shown shown(maker.arranged(), root, Bounds);
    QVERIFY(shown.table()->isVisible());
    QCOMPARE(shown.page()->model()->rowCount(), 4);
    QCOMPARE(shown.page()->model()->rows()[3].cells[2].text, u"WITH (modulus 4, remainder 3)"_s);
}

void TestCharts::tableShowsChartData()
{
    const PartitionForest forest = monthlyForest();
    const ChartSubject subject(forest, 1);
    Shown shown(forest, 1, Sizes);
    shown.showTable();
    QVERIFY(shown.table()->isVisible());
    const QList<SizeBar> bars = sizeBars(subject);
    const QList<TableModel::Row> &rows = shown.page()->model()->rows();
    QCOMPARE(rows.size(), bars.size());
    for (qsizetype i = 0; i < bars.size(); ++i) {
        QCOMPARE(rows[i].cells[0].text, bars[i].label);
        QCOMPARE(rows[i].cells[1].value.toLongLong(), bytesOf(bars[i].figures));
        QCOMPARE(rows[i].cells[1].text, formatBytes(bytesOf(bars[i].figures)));
    }
    shown.tabs()->setCurrentIndex(Timeline);
    QVERIFY(shown.table()->isVisible());
    const QList<Period> periods = periodSeries(subject).periods;
    QCOMPARE(shown.page()->model()->rowCount(), int(periods.size()));
    QCOMPARE(shown.page()->model()->rows().last().cells.last().value.toLongLong(), periods.last().runningBytes.value);
    shown.tabs()->setCurrentIndex(Bounds);
    QCOMPARE(shown.page()->model()->rowCount(), 25 + 2 + 1);
    shown.tabs()->setCurrentIndex(Treemap);
    QCOMPARE(shown.page()->model()->rowCount(), 26);
}

void TestCharts::tableFollowsTheKey()
{
    Shown shown(monthlyForest(), 1, Sizes);
    shown.pane.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    QTest::keyClick(&shown.pane, Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(shown.table()->isVisible());
    QTest::keyClick(&shown.pane, Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(!shown.table()->isVisible());
}

void TestCharts::exports_data()
{
    QTest::addColumn<int>("tab");
    for (const Tab tab : {Sizes, Timeline, Bounds, Treemap})
        QTest::newRow(qPrintable(QString::number(tab))) << int(tab);
}

void TestCharts::exports()
{
    QFETCH(int, tab);
    const QTemporaryDir folder;
    Shown shown(monthlyForest(), 1, static_cast<Tab>(tab));
    const auto written = [&](const QString &suffix) {
        const QString path = folder.filePath(u"chart."_s % suffix);
        Error error;
        QFile file(path);
        return shown.pane.exportTo(path, &error) && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QImage image = QImage::fromData(written(u"png"_s), "PNG");
    QVERIFY(image.width() >= 1600);
    QVERIFY(image.height() > 960);
    const QByteArray svg = written(u"svg"_s);
    QVERIFY(svg.contains("<svg") && svg.contains("<text"));
    QVERIFY(!svg.contains("<image")); // a drawing, not a picture in a frame
    const QByteArray csv = written(u"csv"_s);
    QCOMPARE(csv, shown.page()->toCsv().toUtf8());
    QVERIFY(csv.count('\n') > 20);
    QVERIFY(csv.contains("3900000000") || tab == Timeline);
}

void TestCharts::exportErrorsAreShown()
{
    Shown shown(monthlyForest(), 1, Sizes);
    auto *label = shown.pane.findChild<QLabel *>(u"chartError"_s);
    QVERIFY(!label->isVisible());
    Error error;
    QVERIFY(!shown.pane.exportTo(u"/nonexistent/chart.png"_s, &error));
    QCOMPARE(error.code, ErrorCode::Usage);
    QVERIFY(label->isVisible());
    QVERIFY(label->text().contains(error.message));
    QVERIFY(!shown.pane.exportTo(u"/tmp/chart.docx"_s, &error));
    QVERIFY(error.hint.contains(u".svg"));
    QTemporaryDir folder;
    QVERIFY(shown.pane.exportTo(folder.filePath(u"chart.csv"_s)));
    QVERIFY(!label->isVisible());
}

void TestCharts::activatesByKeyboard_data()
{
    QTest::addColumn<int>("tab");
    QTest::addColumn<Qt::Key>("arrow");
    QTest::newRow("sizes") << int(Sizes) << Qt::Key_Down;
    QTest::newRow("timeline") << int(Timeline) << Qt::Key_Right;
    QTest::newRow("bounds") << int(Bounds) << Qt::Key_Right;
    QTest::newRow("treemap") << int(Treemap) << Qt::Key_Right;
}

void TestCharts::activatesByKeyboard()
{
    QFETCH(int, tab);
    QFETCH(Qt::Key, arrow);
    Shown shown(monthlyForest(), 1, static_cast<Tab>(tab));
    ChartCanvas *canvas = shown.page()->canvas();
    const QSignalSpy activated(&shown.pane, &ChartPane::relationActivated);
    QTest::keyClick(canvas, Qt::Key_Return);
    QCOMPARE(activated.size(), 0);
    QTest::keyClick(canvas, arrow);
    const qsizetype first = canvas->current();
    QVERIFY(first >= 0);
    QTest::keyClick(canvas, arrow);
    QVERIFY(canvas->current() != first);
    QVERIFY(canvas->accessibleDescription().contains(u"bytes"));
    QTest::keyClick(canvas, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toUInt(), canvas->itemOid(canvas->current()));
}

void TestCharts::keepsCurrentOnRefresh()
{
    const PartitionForest forest = monthlyForest();
    Shown shown(forest, 1, Treemap);
    ChartCanvas *canvas = shown.page()->canvas();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(canvas, Qt::Key_Right);
    const quint32 oid = canvas->itemOid(canvas->current());
    shown.pane.setData(estimated(forest), 1);
    shown.page()->refresh();
    const QSignalSpy activated(&shown.pane, &ChartPane::relationActivated);
    QTest::keyClick(canvas, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toUInt(), oid);
    shown.pane.setData(threeLevelForest(), 2);
    shown.page()->refresh();
    (void)shown.pane.grab();
    QVERIFY(canvas->current() < canvas->itemCount());
}

void TestCharts::activatesByMouse()
{
    Shown shown(threeLevelForest(), 1, Treemap);
    ChartCanvas *canvas = shown.page()->canvas();
    (void)shown.pane.grab();
    const qsizetype item = canvas->itemCount() - 1;
    const QSignalSpy activated(&shown.pane, &ChartPane::relationActivated);
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, canvas->itemRect(item).center().toPoint());
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toUInt(), canvas->itemOid(item));
    QVERIFY(canvas->itemText(item).contains(u"bytes"));
}

void TestCharts::activatesFromTable()
{
    Shown shown(monthlyForest(), 1, Sizes);
    shown.showTable();
    const QSignalSpy activated(&shown.pane, &ChartPane::relationActivated);
    shown.table()->setCurrentIndex(shown.table()->model()->index(0, 0));
    QTest::keyClick(shown.table(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(QString::number(activated[0][0].toUInt()), shown.page()->model()->key(0));
}

void TestCharts::drawsTheBiggestBarFirst()
{
    Shown shown(monthlyForest(), 1, Sizes);
    ChartCanvas *canvas = shown.page()->canvas();
    const QImage image = canvas->grab().toImage();
    const auto colorAt = [&](qsizetype item) {
        return image.pixelColor(image.width() / 2, canvas->itemRect(item).center().toPoint().y());
    };
    QCOMPARE(colorAt(0), theme::series(theme::Series::Heap, canvas->palette()));
    QCOMPARE(colorAt(25), canvas->palette().color(QPalette::Base));
}

void TestCharts::followsPalette()
{
    Shown shown(monthlyForest(), 1, Bounds);
    const QImage light = shown.pane.grab().toImage();
    QPalette dark = shown.pane.palette();
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::Base, Qt::black);
    dark.setColor(QPalette::Text, Qt::white);
    shown.pane.setPalette(dark);
    const QImage after = shown.page()->canvas()->grab().toImage();
    QCOMPARE(after.pixelColor(after.width() / 2, after.height() - 60), QColor(Qt::black));
    QVERIFY(light != shown.pane.grab().toImage());
}

void TestCharts::computesNothingWhileHidden()
{
    ChartPane pane;
    pane.setData(monthlyForest(), 1);
    for (const QString &name : {u"sizesCanvas"_s, u"timelineCanvas"_s, u"boundsCanvas"_s})
        QCOMPARE(pane.findChild<ChartCanvas *>(name)->itemCount(), 0);
    pane.show();
    QCOMPARE(pane.findChild<ChartCanvas *>(u"sizesCanvas"_s)->itemCount(), 26);
    QCOMPARE(pane.findChild<ChartCanvas *>(u"timelineCanvas"_s)->itemCount(), 0);
}

void TestCharts::staysFastWithTenThousand()
{
    const PartitionForest forest = dailyForest(10'000);
    for (const Tab tab : {Sizes, Timeline, Bounds, Treemap}) {
        Shown shown(forest, 1, tab);
        (void)shown.pane.grab();
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5; ++i) { // the machine may be busy with something else
            QElapsedTimer timer;
            timer.start();
            shown.pane.setData(forest, 1);
            shown.page()->refresh();
            best = std::min(best, timer.elapsed());
        }
        qInfo("tab %d: %lld ms", int(tab), best);
        QVERIFY(best < 50);
    }
}

void TestCharts::everyWidgetIsNamed()
{
    Shown shown(monthlyForest(), 1, Sizes);
    QCOMPARE(shown.pane.objectName(), u"chartPane"_s);
    for (const QString &name : {u"chartSizes"_s, u"chartTimeline"_s, u"chartBounds"_s, u"chartTreemap"_s})
        QVERIFY(shown.pane.findChild<ChartPage *>(name));
    QVERIFY(shown.pane.findChild<QAbstractButton *>(u"chartExport"_s));
    for (const QWidget *widget : shown.pane.findChildren<ChartCanvas *>()) {
        QVERIFY(!widget->objectName().isEmpty());
        QVERIFY(!widget->accessibleName().isEmpty());
    }
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
