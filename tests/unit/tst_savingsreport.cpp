// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/savingsprobe.h"
#include "archive/savingsreport.h"
#include "base/units.h"

#include <QLocale>
#include <QTest>

using namespace parterre;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMb = 1024 * 1024;
constexpr qint64 kGb = 1024 * kMb;

ArchivePolicy policy()
{
    ArchivePolicy policy;
    policy.table = {u"public"_s, u"t"_s};
    policy.archive = {u"public"_s, u"t_archive"_s};
    return policy;
}

SavingsMeasurement measured(SavingsMoment moment, qint64 table, qint64 archive, int hour)
{
    SavingsMeasurement measurement;
    measurement.id = hour;
    measurement.moment = moment;
    measurement.at = u"2026-01-15 %1:00:00+00"_s.arg(hour, 2, 10, QChar(u'0'));
    measurement.figures.table = {table / 2, table / 4, table - table / 2 - table / 4, 100, {u"pg_default"_s}};
    measurement.figures.archive = {archive, 0, 0, 0, {u"pg_default"_s}};
    return measurement;
}

ArchiveRun moved(qint64 rows, qint64 bytes, int leaves, const QJsonObject &details = {})
{
    ArchiveRun run;
    run.policy = u"public.t"_s;
    run.kind = u"archive"_s;
    run.state = u"done"_s;
    run.startedAt = u"2026-01-15 02:30:00+00"_s;
    run.endedAt = u"2026-01-15 02:45:00+00"_s;
    run.rows = rows;
    run.bytes = bytes;
    run.leaves = leaves;
    run.details = details;
    return run;
}

SavingsReport reportOf(qint64 tableAfter, qint64 archiveAfter, const QList<ArchiveRun> &runs,
                       const ArchivePolicy &of = policy())
{
    return makeSavingsReport(
        of,
        {measured(SavingsMoment::Before, 8 * kGb, 0, 2), measured(SavingsMoment::After, tableAfter, archiveAfter, 3)},
        runs);
}

} // namespace

/// The arithmetic of a savings report, and its plain words.
class TestSavingsReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choosesThePair_data();
    void choosesThePair();
    void leavesIdleRunsOut();
    void rowsGiveNoDiskBack();
    void rowsMayGiveSomeBack();
    void partitionsTakeTheirFiles();
    void countsRunsInBetweenOnly();
    void saysWhatWasNotMeasured();
    void estimatesADump();
    void comparesQueries();
    void costsByPricesOnly();
    void readsPrices_data();
    void readsPrices();
    void writesNumbersAsTheLanguageDoes();
    void takesQueriesOnly_data();
    void takesQueriesOnly();
    void writesHtml();
};

void TestSavingsReport::choosesThePair_data()
{
    QTest::addColumn<QString>("moments"); // the id of each is its place
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    QTest::newRow("none") << u""_s << -1 << -1;
    QTest::newRow("one run") << u"ba"_s << 0 << 1;
    QTest::newRow("stopped, and gone on with") << u"bba"_s << 0 << 2;
    QTest::newRow("measured again after VACUUM FULL") << u"baa"_s << 0 << 2;
    QTest::newRow("the last of two runs") << u"baba"_s << 2 << 3;
    QTest::newRow("the next one has begun") << u"bab"_s << 0 << 1;
    QTest::newRow("only before") << u"bb"_s << 0 << -1;
    QTest::newRow("only after") << u"a"_s << -1 << 0;
}

void TestSavingsReport::choosesThePair()
{
    QFETCH(QString, moments);
    QFETCH(int, before);
    QFETCH(int, after);
    QList<SavingsMeasurement> all;
    for (const QChar moment : moments)
        all << measured(moment == u'b' ? SavingsMoment::Before : SavingsMoment::After, 1, 1,
                        static_cast<int>(all.size()));
    const SavingsPair pair = chosenPair(all, {});
    QCOMPARE(pair.before ? pair.before->id : -1, before);
    QCOMPARE(pair.after ? pair.after->id : -1, after);
    for (const SavingsMeasurement &base : std::as_const(all)) {
        const auto since = pairSince(base.id, all, {});
        QCOMPARE(since.has_value(), after < 0 || base.id < after);
        QVERIFY(!since || (since->before->id == base.id && (since->after ? since->after->id : -1) == after));
    }
    QCOMPARE(pairSince(all.size(), all, {}).error().code, ErrorCode::Usage);
}

// A timer runs a policy daily; most days nothing is due.
void TestSavingsReport::leavesIdleRunsOut()
{
    QList<SavingsMeasurement> all;
    for (const QChar moment : u"babab"_s) // the last run has failed at its beginning
        all << measured(moment == u'b' ? SavingsMoment::Before : SavingsMoment::After, 1, 1,
                        static_cast<int>(all.size()));
    QList<ArchiveRun> runs{moved(5, 5, 0), moved(0, 0, 0), moved(0, 0, 0)};
    for (qsizetype i = 0; i < all.size(); ++i)
        all[i].run = runs[i / 2].id = QString::number(i / 2);
    const SavingsPair pair = chosenPair(all, runs);
    QCOMPARE(pair.before->id, 0);
    QCOMPARE(pair.after->id, 1);
    runs[0].rows = 0; // then the last is as good as any
    QCOMPARE(chosenPair(all, runs).before->id, 2);
    QCOMPARE(chosenPair(all, runs).after->id, 3);
}

void TestSavingsReport::rowsGiveNoDiskBack()
{
    const SavingsReport report = reportOf(8 * kGb, 3 * kGb, {moved(1'000'000, 2 * kGb, 0)});
    QCOMPARE(report.shrunkBytes, 0);
    QCOMPARE(report.returnedBytes, -3 * kGb); // what an archive in the same database does to the disk
    QCOMPARE(report.reusableBytes, 2 * kGb);
    const QString said = report.conclusions.join(u'\n');
    for (const QString &word :
         {u"No disk came back"_s, u"1,000,000 rows"_s, u"2.0 GB"_s, u"VACUUM FULL"_s, u"ACCESS EXCLUSIVE"_s,
          u"pg_repack"_s, u"parterrectl plan public.t"_s, u"3.0 GB more"_s, u"pg_default"_s})
        QVERIFY2(said.contains(word), qPrintable(word + u'\n' + said));
}

void TestSavingsReport::rowsMayGiveSomeBack()
{
    const SavingsReport some = reportOf(7 * kGb, 3 * kGb, {moved(1'000'000, 2 * kGb, 0)});
    QCOMPARE(some.shrunkBytes, kGb);
    QCOMPARE(some.reusableBytes, kGb);
    QString said = some.conclusions.join(u'\n');
    QVERIFY2(!said.contains(u"No disk came back") && said.contains(u"VACUUM FULL"), qPrintable(said));

    // After VACUUM FULL nothing is left to advise.
    const SavingsReport all = reportOf(5 * kGb, 2 * kGb, {moved(1'000'000, 2 * kGb, 0)});
    QCOMPARE(all.reusableBytes, 0);
    said = all.conclusions.join(u'\n');
    QVERIFY2(said.contains(u"3.0 GB of disk came back") && !said.contains(u"VACUUM FULL"), qPrintable(said));
}

void TestSavingsReport::partitionsTakeTheirFiles()
{
    const QJsonObject whole{{kWholeRows, 999'990}, {kWholeBytes, 6 * kGb - kMb}};
    const SavingsReport report = reportOf(2 * kGb + kMb, 6 * kGb - kMb, {moved(1'000'000, 6 * kGb, 12, whole)});
    QCOMPARE(report.shrunkBytes, 6 * kGb - kMb);
    QCOMPARE(report.returnedBytes, 0);
    QCOMPARE(report.reusableBytes, kMb); // not what went with its partition
    const QString said = report.conclusions.join(u'\n');
    for (const QString &word :
         {u"with their files: 12"_s, u"smaller by 6.0 GB"_s, u"as much as before"_s, u"tablespace"_s})
        QVERIFY2(said.contains(word), qPrintable(word + u'\n' + said));

    // Of an earlier program nothing more is known than that the two were mixed.
    QCOMPARE(reportOf(2 * kGb, 6 * kGb, {moved(1'000'000, 6 * kGb, 12)}).reusableBytes, 0);
    QCOMPARE(reportOf(8 * kGb, 6 * kGb, {moved(1'000'000, 6 * kGb, 0)}).reusableBytes, 6 * kGb);
}

void TestSavingsReport::countsRunsInBetweenOnly()
{
    ArchiveRun earlier = moved(1, kMb, 0);
    earlier.startedAt = u"2026-01-15 01:00:00+00"_s;
    earlier.endedAt = u"2026-01-15 01:10:00+00"_s;
    ArchiveRun later = moved(1, kMb, 0);
    later.startedAt = u"2026-01-15 04:00:00+00"_s;
    ArchiveRun other = moved(1, kMb, 0);
    other.policy = u"public.other"_s;
    ArchiveRun back = moved(1, kMb, 0);
    back.kind = u"restore"_s;
    ArchiveRun around = moved(1, 5 * kMb, 0); // the one that measured: it begins before and ends after
    around.startedAt = u"2026-01-15 01:59:59+00"_s;
    around.endedAt = u"2026-01-15 03:00:01+00"_s;
    QCOMPARE(reportOf(8 * kGb, kGb, {later, other, back, around, earlier}).reusableBytes, 5 * kMb);
}

void TestSavingsReport::saysWhatWasNotMeasured()
{
    const SavingsReport report = makeSavingsReport(policy(), {measured(SavingsMoment::Before, 8 * kGb, 0, 2), {}}, {});
    const SavingsLine *table = report.line(u"table"_s);
    QVERIFY(table);
    QCOMPARE(table->beforeText(), u"8.0 GB"_s);
    QCOMPARE(table->afterText(), u"not measured"_s);
    QCOMPARE(table->differenceText(), QString());
    QVERIFY(report.conclusions.join(u'\n').contains(u"--measure after"));
    QVERIFY(toJson(report)[u"shrunkBytes"].isNull());
    QVERIFY(toJson(report)[u"after"].isNull());
    QVERIFY(!report.line(u"query"_s));
    QVERIFY(!report.line(u"files"_s)); // nobody looked at either time
    QVERIFY(makeSavingsReport(policy(), {}, {}).lines.isEmpty());
}

void TestSavingsReport::estimatesADump()
{
    SavingsMeasurement before = measured(SavingsMoment::Before, 8 * kGb, 0, 2);
    before.figures.table = {6 * kGb, kGb, 2 * kGb, -1, {}};
    before.figures.tableDump = {4 * kMb, 10, {}};
    const SavingsReport report = makeSavingsReport(policy(), {before, {}}, {});
    const SavingsLine *dump = report.line(u"dump-table"_s);
    QVERIFY(dump);
    QCOMPARE(*dump->before, 10.0 * 2048); // 8 GB of heap and TOAST; indexes are not dumped
    QVERIFY(!dump->after);
    QVERIFY2(dump->remark.contains(u"estimate") && dump->remark.contains(u"4.0 MB"), qPrintable(dump->remark));
    QVERIFY(!report.line(u"dump-archive"_s));       // nobody measured it
    QVERIFY(!report.line(u"table-rows"_s)->before); // never looked at by ANALYZE
    QCOMPARE(*MeasuredDump().estimateMs(0), 0.0);
    QVERIFY(!MeasuredDump().estimateMs(1));
}

void TestSavingsReport::comparesQueries()
{
    SavingsMeasurement before = measured(SavingsMoment::Before, 1, 0, 2);
    SavingsMeasurement after = measured(SavingsMoment::After, 1, 0, 3);
    before.figures.queries = {{u"SELECT 1"_s, 40.5, 5, 1200, 34, {}}, {u"SELECT 2"_s, 1, 5, 1, 0, {}}};
    after.figures.queries = {{u"SELECT 1"_s, 0.25, 5, 12, 0, {}}, {u"SELECT 2"_s, 0, 0, 0, 0, u"relation is gone"_s}};
    const SavingsReport report = makeSavingsReport(policy(), {before, after}, {});
    const SavingsLine *first = report.line(u"query"_s);
    QCOMPARE(first->what, u"SELECT 1"_s);
    QCOMPARE(*first->difference(), -40.25);
    QCOMPARE(first->beforeText(), u"40.5 ms"_s);
    QCOMPARE(first->afterText(), u"0.25 ms"_s);
    QVERIFY2(first->remark.contains(u"1,200"), qPrintable(first->remark));
    const SavingsLine &second = *(first + 1);
    QCOMPARE(second.what, u"SELECT 2"_s);
    QCOMPARE(second.afterText(), u"not measured"_s);
    QVERIFY(second.remark.contains(u"relation is gone"));
}

void TestSavingsReport::costsByPricesOnly()
{
    QVERIFY(!reportOf(6 * kGb, 2 * kGb, {}).line(u"cost"_s));
    ArchivePolicy priced = policy();
    priced.settings.prices = {u"EUR"_s, {{u"table"_s, 0.5}, {u"archive"_s, 0.25}, {u"backup"_s, 0.1}}, 10};
    const SavingsReport report = reportOf(6 * kGb, 2 * kGb, {}, priced);
    QCOMPARE(*report.line(u"cost-table"_s)->before, 4.0);
    QCOMPARE(*report.line(u"cost-table"_s)->after, 3.0);
    QCOMPARE(*report.line(u"cost-archive"_s)->after, 0.5);
    QCOMPARE(*report.line(u"cost-backups"_s)->before, 8.0);
    QCOMPARE(*report.line(u"cost-backups"_s)->after, 8.0);
    QCOMPARE(*report.line(u"cost"_s)->before, 12.0);
    QCOMPARE(*report.line(u"cost"_s)->after, 11.5);
    QCOMPARE(report.line(u"cost"_s)->differenceText(), u"-0.5000 EUR"_s);
    QVERIFY(!report.line(u"cost-files"_s));

    // Of another server nothing is known; it is in no backup of this one.
    priced.settings.prices.perGbMonth.insert(u"server"_s, 1);
    priced.tier = u"server"_s;
    SavingsPair pair{measured(SavingsMoment::Before, 8 * kGb, 0, 2), measured(SavingsMoment::After, 6 * kGb, 0, 3)};
    pair.after->figures.archive.elsewhere = true;
    const SavingsReport elsewhere = makeSavingsReport(priced, pair, {});
    QCOMPARE(elsewhere.line(u"archive"_s)->afterText(), u"not measured"_s);
    QCOMPARE(elsewhere.line(u"together"_s)->afterText(), u"not measured"_s);
    QVERIFY(!elsewhere.line(u"cost-archive"_s)->after);
    QCOMPARE(*elsewhere.line(u"cost-backups"_s)->after, 6.0);
    QVERIFY(elsewhere.conclusions.join(u'\n').contains(u"another server"));
}

void TestSavingsReport::readsPrices_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("good");
    QTest::newRow("all") << QByteArray(
        R"({"currency": "EUR", "perGbMonth": {"table": 0.12, "archive": 0.04, "files": 0.01,
        "server": 0.03, "backup": 0.02}, "keptBackups": 14})")
                         << true;
    QTest::newRow("none") << QByteArray("{}") << true;
    QTest::newRow("no JSON") << QByteArray("table 0.12") << false;
    QTest::newRow("a list") << QByteArray("[1]") << false;
    QTest::newRow("a misspelt place") << QByteArray(R"({"perGbMonth": {"tabel": 0.12}})") << false;
    QTest::newRow("a stranger") << QByteArray(R"({"perGB": {"table": 0.12}})") << false;
    QTest::newRow("a text") << QByteArray(R"({"perGbMonth": {"table": "0,12"}})") << false;
    QTest::newRow("below zero") << QByteArray(R"({"perGbMonth": {"table": -1}})") << false;
    QTest::newRow("backups below zero") << QByteArray(R"({"keptBackups": -1})") << false;
}

void TestSavingsReport::readsPrices()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, good);
    const auto prices = ArchivePrices::fromJson(json);
    QVERIFY2(prices.has_value() == good, prices ? "" : qPrintable(prices.error().toText()));
    if (!good) {
        QCOMPARE(prices.error().code, ErrorCode::Usage);
        QVERIFY(!prices.error().detail.isEmpty() && !prices.error().hint.isEmpty());
    } else if (!prices->isEmpty()) {
        QCOMPARE(*prices->cost(u"table"_s, 2 * kGb), 0.24);
        QCOMPARE(prices->keptBackups, 14);
        ArchivePrices again; // as it is kept
        JsonReader reader(JsonWriter::toJson(*prices).toObject());
        again.fields(reader);
        QCOMPARE(again, *prices);
    }
}

void TestSavingsReport::writesNumbersAsTheLanguageDoes()
{
    QCOMPARE(formatMoney(1234.5, u"EUR"_s), u"1,234.50 EUR"_s);
    QCOMPARE(formatMoney(0.1234, {}), u"0.1234"_s);
    QCOMPARE(formatMilliseconds(0.123), u"0.12 ms"_s);
    QCOMPARE(formatMilliseconds(-12.34), u"-12.3 ms"_s);
    QCOMPARE(formatMilliseconds(2400), u"2.4 s"_s);
    QCOMPARE(formatMilliseconds(-2400), u"-2.4 s"_s);
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(formatMoney(1234.5, u"EUR"_s), u"1.234,50 EUR"_s);
    QCOMPARE(formatMilliseconds(0.123), u"0,12 ms"_s);
    QLocale::setDefault(QLocale::c());
}

void TestSavingsReport::takesQueriesOnly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("select") << u"SELECT ';', $$a;b$$, '$1' FROM t -- to the end; $1"_s << true;
    QTest::newRow("with") << u"WITH a AS (SELECT 1) SELECT * FROM a"_s << true;
    QTest::newRow("parentheses") << u"((SELECT 1) UNION SELECT 2)"_s << true;
    QTest::newRow("comment first") << u"/* report 7 */ select 1"_s << true;
    QTest::newRow("table") << u"TABLE t"_s << true;
    QTest::newRow("empty") << u" "_s << false;
    QTest::newRow("two") << u"SELECT 1; DROP TABLE t"_s << false;
    QTest::newRow("delete") << u"DELETE FROM t"_s << false;
    QTest::newRow("explain") << u"EXPLAIN ANALYZE DELETE FROM t"_s << false;
    QTest::newRow("a table of it") << u"SELECT 1 INTO t"_s << false;
    QTest::newRow("parameter") << u"SELECT * FROM t WHERE id = $1"_s << false;
    QTest::newRow("quoted select") << u"\"select\" 1"_s << false;
}

void TestSavingsReport::takesQueriesOnly()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    const auto usable = checkQuery(text);
    QCOMPARE(usable.has_value(), good);
    if (!good)
        QCOMPARE(usable.error().code, ErrorCode::Usage);
}

void TestSavingsReport::writesHtml()
{
    ArchivePolicy odd = policy();
    odd.table.name = u"<b> & \"q\""_s;
    SavingsPair pair{measured(SavingsMoment::Before, 8 * kGb, 0, 2), measured(SavingsMoment::After, kGb, 0, 3)};
    pair.before->label = u"<script>"_s;
    pair.before->figures.queries = {{u"SELECT 1 WHERE 1 < 2"_s, 1, 5, 1, 0, {}}};
    const QString html = toHtml(makeSavingsReport(odd, pair, {}));
    QVERIFY(html.contains(u"&lt;script&gt;") && !html.contains(u"<script"));
    QVERIFY(html.contains(u"1 &lt; 2"));
    QVERIFY(html.contains(u"-7.0 GB"));
}

QTEST_GUILESS_MAIN(TestSavingsReport)
#include "tst_savingsreport.moc"
