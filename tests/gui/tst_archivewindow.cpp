// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/watchedapplication.h"
#include "gui/windowdriver.h"

#include "support/cluster.h"
#include "support/pgclient.h"
#include "ui/database.h"
#include "ui/mainwindow.h"
#include "ui/pages/archivepage.h"
#include "ui/widgets/inlinemessage.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kDb = u"app"_s;
const QString kTable = u"\"Mixed Case\".\"we\"\"ird. tab'le\""_s;
const QString kArchive = u"\"Mixed Case\".\"cold. \"\"rows\""_s;
constexpr int kOld = 20'000;
constexpr int kNew = 20;

} // namespace

/// The archive as a DBA meets it in the window, with the owner of the table and nothing more: a policy, a dry run, a
/// run that is stopped and gone on with, a restore with a conflict and its undo, files.
class TestArchiveWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isEmptyAtFirst();
    void refusesWhatCascades();
    void keepsNothingWhileReadOnly();
    void keepsAPolicy();
    void changesAPolicy();
    void dryRunChangesNothing();
    void refusesToRunReadOnly();
    void stopsInTheMiddle();
    void runs();
    void findsRows();
    void restoresAroundAConflict();
    void undoesTheRestore();
    void saysThatARunFailed();
    void showsWhatIsSaved();
    void countsWithQueriesAndPrices();
    void exportsToAFile();
    void verifiesTheFile();
    void browsesTheFile();
    void importsTheFile();
    void removesThePolicy();
    void archivesIntoFiles();
    void restoresFromFiles();
    void findsRowsInFiles();
    void restoresAFileAsAWhole();
    void looksIntoSeveralFiles();
    void cleanupTestCase();

private:
    QString value(const QString &sql) const { return m_cluster->value(sql, kDb); }
    QString count(const QString &table) const { return value(u"SELECT count(*) FROM "_s % table); }
    void ownerSql(const QString &sql)
    {
        PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
        mustExec(owner, sql);
    }
    QString told(const char *message) const
    {
        return isShown(message) ? find<InlineMessage>(message)->text() : QString();
    }
    QString cell(const char *view, int row, int column) const
    {
        const auto *model = find<QAbstractItemView>(view)->model();
        return model->index(row, column).data().toString();
    }
    /// In the savings, by what the row is about; empty where there is none.
    QString saved(const QString &what, int column) const
    {
        for (int row = 0; row < rows("savingsTable"); ++row) {
            if (cell("savingsTable", row, 1) == what)
                return cell("savingsTable", row, column);
        }
        return {};
    }
    int rows(const char *view) const { return find<QAbstractItemView>(view)->model()->rowCount(); }
    void unlock() { m_window->database().setMayChange(true); }
    void askForPolicy();
    void setPace(int batchMs, int pauseMs);
    void startRun();

    QTemporaryDir m_home;
    QTemporaryDir m_folder;
    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<MainWindow> m_window;
};

void TestArchiveWindow::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    ownerSql(u"CREATE SCHEMA \"Mixed Case\";"
             "CREATE TABLE %1 (id bigint PRIMARY KEY, \"At. it's\" timestamptz NOT NULL, note text);"
             "INSERT INTO %1 SELECT i, now() - interval '1000 days', 'old ' || i FROM generate_series(1, %2) i;"
             "INSERT INTO %1 SELECT 1000000 + i, now(), 'new' FROM generate_series(1, %3) i;"
             "CREATE TABLE public.parent (id bigint PRIMARY KEY, at timestamptz NOT NULL);"
             "CREATE TABLE public.child (id bigint REFERENCES public.parent ON DELETE CASCADE)"_s.arg(kTable)
                 .arg(kOld)
                 .arg(kNew));
    ownerSql(u"VACUUM ANALYZE "_s % kTable);
    ProfileStore store(m_home.filePath(u"connections.ini"_s));
    SavedProfile profile;
    profile.name = u"App"_s;
    profile.parameters = ConnectionProfile::fromConninfo(m_cluster->conninfo(kDb, u"app_owner"_s))->parameters;
    QVERIFY(store.save(&profile));
    m_window = std::make_unique<MainWindow>(store.path());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY(choose("startList", u"App"_s));
    QVERIFY(click("startConnect"));
    QTRY_VERIFY(choose("partitionTree", u"we\"\"ird"_s));
}

void TestArchiveWindow::cleanupTestCase()
{
    m_window.reset();
    m_cluster.reset();
}

void TestArchiveWindow::isEmptyAtFirst()
{
    m_window->findChild<QAction *>(u"actionArchive"_s)->trigger();
    QTRY_VERIFY(isShown("archivePage"));
    QTRY_VERIFY(isReady("stateAction")); // one button
    QVERIFY(!isShown("archiveRun"));
}

void TestArchiveWindow::askForPolicy()
{
    QVERIFY(click(isShown("archiveNew") ? "archiveNew" : "stateAction"));
    QTRY_VERIFY(isShown("archivePolicyDialog"));
}

void TestArchiveWindow::refusesWhatCascades()
{
    unlock();
    askForPolicy();
    auto *table = find<QComboBox>("archivePolicyTable");
    table->setCurrentIndex(table->findText(u"public.parent"_s));
    QTRY_VERIFY(isShown("archiveFindings"));
    const auto *findings = find("archiveFindings");
    QTRY_VERIFY([&] {
        const auto labels = findings->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
                           [](const QLabel *label) { return label->text().contains(u"ON DELETE CASCADE"); });
    }());
    QVERIFY(!find("archivePolicyKeep")->isEnabled());
    QVERIFY(click("archivePolicyCancel"));
    QTRY_VERIFY(!isShown("archivePolicyDialog"));
}

void TestArchiveWindow::keepsNothingWhileReadOnly()
{
    m_window->database().setMayChange(false);
    askForPolicy();
    auto *table = find<QComboBox>("archivePolicyTable");
    table->setCurrentIndex(table->findText(kTable));
    QTRY_VERIFY(isShown("archiveSummary"));
    QVERIFY(!find("archivePolicyKeep")->isEnabled());
    QVERIFY(click("archivePolicyUnlock"));
    QTRY_VERIFY(isReady("archivePolicyKeep"));
    QVERIFY(click("archivePolicyCancel"));
    QTRY_VERIFY(!isShown("archivePolicyDialog"));
    QCOMPARE(value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s), u"0"_s);
}

void TestArchiveWindow::keepsAPolicy()
{
    askForPolicy();
    auto *table = find<QComboBox>("archivePolicyTable");
    table->setCurrentIndex(table->findText(kTable));
    find<QLineEdit>("archivePolicyArchive")->setText(u"no \"name"_s);
    QTRY_VERIFY(!find("archivePolicyKeep")->isEnabled());
    find<QLineEdit>("archivePolicyArchive")->setText(u"\"cold. \"\"rows\""_s); // in the table's schema
    QTRY_VERIFY(isReady("archivePolicyKeep"));
    QCOMPARE(find<QComboBox>("archivePolicyColumn")->currentText(), u"At. it's"_s);
    QVERIFY(find<QLabel>("archiveSummary")->text().contains(kArchive));
    QCOMPARE(rows("archivePartitions"), 1);
    QVERIFY(click("archivePolicyKeep"));
    QTRY_VERIFY(isShown("archivePolicies") && rows("archivePolicies") == 1);
    QCOMPARE(cell("archivePolicies", 0, 0), kTable);
    QCOMPARE(cell("archivePolicies", 0, 3), kArchive);
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_policy"_s), u"1"_s);
    QCOMPARE(count(kTable), QString::number(kOld + kNew));
}

// What the dialog does not show stays.
void TestArchiveWindow::changesAPolicy()
{
    const QString days = value(u"SELECT keep_days FROM parterre.archive_policy"_s);
    const auto keepDays = [this](const QString &wanted) {
        m_cluster->exec(
            u"UPDATE parterre.archive_policy SET settings = jsonb_set(settings, '{pace,standbyLagMs}', '4711'), "
            "keep_days = "_s
                + wanted,
            kDb);
        m_window->findChild<QAction *>(u"actionRefresh"_s)->trigger();
    };
    keepDays(u"733"_s);
    QTRY_VERIFY(cell("archivePolicies", 0, 2).contains(u"733"_s));
    keepDays(days);
    QTRY_VERIFY(cell("archivePolicies", 0, 2).contains(days));
    QTRY_VERIFY(isReady("archiveChange"));
    QVERIFY(click("archiveChange"));
    QTRY_VERIFY(isReady("archivePolicyKeep"));
    QVERIFY(!find<QComboBox>("archivePolicyTable")->isEnabled());
    QCOMPARE(QString::number(find<QSpinBox>("archivePolicyDays")->value()), days);
    find<QLineEdit>("archivePolicySchedule")->setText(u"weekly sunday 03:30"_s);
    QTRY_VERIFY(isReady("archivePolicyKeep"));
    QVERIFY(click("archivePolicyKeep"));
    QTRY_COMPARE(value(u"SELECT schedule FROM parterre.archive_policy"_s), u"weekly sunday 03:30"_s);
    QCOMPARE(value(u"SELECT settings->'pace'->>'standbyLagMs' FROM parterre.archive_policy"_s), u"4711"_s);
    QCOMPARE(value(u"SELECT keep_days FROM parterre.archive_policy"_s), days);
}

void TestArchiveWindow::dryRunChangesNothing()
{
    QTRY_VERIFY(isReady("archiveDryRun"));
    QVERIFY(click("archiveDryRun"));
    QTRY_VERIFY(isShown("archivePartitions") && rows("archivePartitions") == 1);
    find<QTabWidget>("archivePlanTabs")->setCurrentIndex(1);
    QVERIFY(find<QPlainTextEdit>("archiveSql")->toPlainText().contains(u"DELETE FROM"_s));
    QVERIFY(click("archiveDryRunClose"));
    QCOMPARE(value(u"SELECT to_regclass(%1) IS NULL"_s.arg(quoteLiteral(kArchive))), u"t"_s);
}

void TestArchiveWindow::refusesToRunReadOnly()
{
    m_window->database().setMayChange(false);
    QVERIFY(click("archiveRun"));
    QTRY_VERIFY(told("archiveMessage").contains(u"read-only"_s));
    QVERIFY(!isShown("confirmDialog"));
    unlock();
}

void TestArchiveWindow::startRun()
{
    QTRY_VERIFY(isReady("archiveRun"));
    QVERIFY(click("archiveRun"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(find<QPlainTextEdit>("confirmSql")->toPlainText().contains(u"DELETE FROM"_s));
    QVERIFY(click("confirmGo"));
}

// Changed behind the window, which reads it again.
void TestArchiveWindow::setPace(int batchMs, int pauseMs)
{
    ownerSql(u"UPDATE parterre.archive_policy SET settings = settings || '{\"batchTargetMs\": %1, \"pauseMs\": %2}'"_s
                 .arg(batchMs)
                 .arg(pauseMs));
    m_window->findChild<QAction *>(u"actionRefresh"_s)->trigger();
    const ArchiveDesk &desk = find<ArchivePage>("archivePage")->desk();
    QTRY_COMPARE(desk.overview()->policies.first().policy.settings.pauseMs, pauseMs);
}

// Batches of a few pages with a rest between them leave time for the button.
void TestArchiveWindow::stopsInTheMiddle()
{
    setPace(1, 300);
    startRun();
    QTRY_VERIFY(isReady("archiveStop"));
    QTRY_VERIFY(value(u"SELECT coalesce((SELECT max(rows) > 0 FROM parterre.archive_run), false)"_s) == u"t"_s);
    QVERIFY(click("archiveStop"));
    QTRY_VERIFY(!isShown("archiveStop"));
    QTRY_COMPARE(cell("archiveRuns", 0, 3), u"cancelled"_s);
    const int live = count(kTable).toInt();
    QVERIFY2(live > kNew && live < kOld + kNew, qPrintable(QString::number(live)));
    QCOMPARE(live + count(kArchive).toInt(), kOld + kNew);
    QCOMPARE(told("archiveMessage"), QString()); // it was wanted
}

void TestArchiveWindow::runs()
{
    setPace(500, 0);
    startRun();
    QTRY_VERIFY_WITH_TIMEOUT(told("archiveMessage").contains(u"were archived"_s), 60'000);
    QCOMPARE(count(kTable), QString::number(kNew));
    QCOMPARE(count(kArchive), QString::number(kOld));
    QTRY_COMPARE(rows("archiveRuns"), 2);
    QTRY_COMPARE(cell("archivePolicies", 0, 4), u"20,000"_s);
    QTRY_VERIFY(cell("archivePolicies", 0, 7).startsWith(u"done"_s));
    // Sizes before and after are written down for the chart.
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_run WHERE (details->'sizesAfter'->>'archive')::bigint > 0 "
                   "AND details ? 'sizesBefore'"_s),
             u"2"_s);
}

void TestArchiveWindow::findsRows()
{
    QTRY_VERIFY(isReady("archiveFind"));
    QVERIFY(click("archiveFind"));
    QTRY_VERIFY(isShown("archiveFindDialog"));
    QVERIFY(!find("findGo")->isEnabled());
    find<QLineEdit>("findWhere")->setText(u"id <= 130 OR id > 1000000"_s);
    QVERIFY(click("findGo"));
    QTRY_VERIFY(isShown("findTable") && rows("findTable") == 100);
    QCOMPARE(cell("findTable", 0, 3), u"live"_s); // the newest first
    QVERIFY2(find<QLabel>("findShown")->text().startsWith(u"20 live, 80 archived"_s),
             qPrintable(find<QLabel>("findShown")->text()));
    QVERIFY(click("findNext"));
    QTRY_COMPARE(rows("findTable"), 50);
    QVERIFY(cell("findTable", 0, 3) != u"live"_s);
    QTRY_VERIFY(isReady("findFirst"));
    QVERIFY(!find("findNext")->isEnabled());
    find<QLineEdit>("findWhere")->setText(u"no_such_column = 1"_s);
    QVERIFY(click("findGo"));
    QTRY_VERIFY(isShown("stateTitle") && find<QLabel>("stateTitle")->text().contains(u"no_such_column"_s));
    find<QLineEdit>("findWhere")->setText(u"id = 5"_s);
    QVERIFY(click("findGo"));
    QTRY_VERIFY(isShown("findTable") && rows("findTable") == 1);
    QCOMPARE(cell("findTable", 0, 2), u"old 5"_s);
    QVERIFY(click("findClose"));
}

void TestArchiveWindow::restoresAroundAConflict()
{
    ownerSql(u"INSERT INTO %1 VALUES (7, now(), 'newer')"_s.arg(kTable));
    QTRY_VERIFY(isReady("archiveRestore"));
    QVERIFY(click("archiveRestore"));
    QTRY_VERIFY(isShown("restoreDialog"));
    find<QComboBox>("restoreKind")->setCurrentIndex(2);
    find<QLineEdit>("restoreWhere")->setText(u"id <= 10"_s);
    QVERIFY(!find("restoreGo")->isEnabled());
    QVERIFY(click("restorePreview"));
    QTRY_VERIFY(isReady("restoreGo"));
    QCOMPARE(rows("restoreConflicts"), 1);
    QCOMPARE(cell("restoreConflicts", 0, 0), u"(7)"_s);
    QVERIFY(find<QLabel>("restoreSummary")->text().startsWith(u"9 rows"_s));
    find<QLineEdit>("restoreWhere")->setText(u"id <= 11"_s); // another question than the one that was looked at
    QVERIFY(!find("restoreGo")->isEnabled());
    find<QLineEdit>("restoreWhere")->setText(u"id <= 10"_s);
    QVERIFY(click("restorePreview"));
    QTRY_VERIFY(isReady("restoreGo"));
    QVERIFY(click("restoreGo"));
    QTRY_VERIFY(told("archiveMessage").contains(u"9 rows"_s));
    QCOMPARE(value(u"SELECT note FROM %1 WHERE id = 7"_s.arg(kTable)), u"newer"_s);
    QCOMPARE(count(kTable), QString::number(kNew + 10));
    QCOMPARE(count(kArchive), QString::number(kOld - 9));
}

void TestArchiveWindow::undoesTheRestore()
{
    QTRY_COMPARE(rows("archiveRuns"), 3);
    QVERIFY(!find("archiveUndo")->isEnabled());
    auto *runs = find<QAbstractItemView>("archiveRuns");
    runs->setCurrentIndex(runs->model()->index(0, 0));
    QTRY_VERIFY(isReady("archiveUndo"));
    QVERIFY(click("archiveUndo"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(click("confirmGo"));
    QTRY_VERIFY(told("archiveMessage").contains(u"in the archive again"_s));
    QCOMPARE(count(kTable), QString::number(kNew + 1));
    QCOMPARE(count(kArchive), QString::number(kOld));
    QTRY_COMPARE(cell("archiveRuns", 1, 3), u"done, taken back"_s);
    QVERIFY(!find("archiveUndo")->isEnabled());
}

// A row whose key is in the archive already ends the run, and the page says so.
void TestArchiveWindow::saysThatARunFailed()
{
    ownerSql(u"UPDATE %1 SET \"At. it's\" = now() - interval '900 days' WHERE id = 7"_s.arg(kTable));
    startRun();
    QTRY_VERIFY(told("archiveMessage").contains(u"(7)"_s));
    QTRY_VERIFY(isShown("archiveAlerts"));
    QTRY_COMPARE(cell("archiveRuns", 0, 3), u"failed"_s);
    ownerSql(u"DELETE FROM %1 WHERE id = 7"_s.arg(kTable));
}

// The run that was stopped and gone on with is one; the failed one has measured no end.
void TestArchiveWindow::showsWhatIsSaved()
{
    find<QTabWidget>("archiveTabs")->setCurrentIndex(2);
    QTRY_VERIFY(isShown("savingsTable"));
    QCOMPARE(find<QComboBox>("savingsPolicy")->currentText(), kTable);
    const QString said = find<QLabel>("savingsConclusions")->text();
    QVERIFY2(said.startsWith(u"No disk came back"_s) && said.contains(u"20,000 rows"_s), qPrintable(said));
    QVERIFY(find<QLabel>("savingsMoments")->text().contains(u", run "_s));
    QCOMPARE(saved(u"of it indexes"_s, 4), u"0 bytes"_s);
    QCOMPARE(saved(u"Archive, with all partitions"_s, 2), u"0 bytes"_s);
    QVERIFY(saved(u"Archive, with all partitions"_s, 4).startsWith(u'+'));
    QCOMPARE(saved(u"Together, a month"_s, 2), QString()); // no prices, no cost

    const QString path = m_folder.filePath(u"savings.html"_s);
    QVERIFY(click("savingsExport"));
    QTRY_VERIFY(isShown("savingsFileDialog"));
    Q_EMIT find<QFileDialog>("savingsFileDialog")->fileSelected(path);
    find<QFileDialog>("savingsFileDialog")->close();
    QTRY_VERIFY(told("savingsMessage").contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("No disk came back"));
    QVERIFY(file.remove());
}

void TestArchiveWindow::countsWithQueriesAndPrices()
{
    m_window->database().setMayChange(false);
    QVERIFY(click("savingsAfter"));
    QTRY_VERIFY(told("archiveMessage").contains(u"read-only"_s));
    unlock();
    QVERIFY(click("savingsSettings"));
    QTRY_VERIFY(isShown("archiveSavingsDialog"));
    auto *queries = find<QPlainTextEdit>("savingsQueryText");
    queries->setPlainText(u"SELECT * FROM %1 WHERE id = $1;"_s.arg(kTable));
    QVERIFY(!find("savingsKeep")->isEnabled());
    QVERIFY(find<QLabel>("savingsReason")->text().contains(u"parameters"_s));
    queries->setPlainText(u"SELECT count(*) FROM %1;"_s.arg(kTable));
    QVERIFY(isReady("savingsKeep"));
    auto *price = find<QLineEdit>("savingsPrice_table");
    price->setText(u"1,5"_s); // a thousands' separator in the language of this test
    QVERIFY(!find("savingsKeep")->isEnabled());
    price->setText(u"1.5"_s);
    find<QLineEdit>("savingsCurrency")->setText(u"EUR"_s);
    QVERIFY(click("savingsKeep"));
    QTRY_VERIFY2(told("archiveMessage").contains(u"are kept"_s), qPrintable(told("archiveMessage")));
    QTRY_VERIFY(saved(u"Together, a month"_s, 2).endsWith(u" EUR"_s));
    QTRY_VERIFY(isReady("savingsAfter"));
    QVERIFY(click("savingsAfter"));
    QTRY_VERIFY2(told("archiveMessage").contains(u"was measured"_s), qPrintable(told("archiveMessage")));
    QTRY_VERIFY(saved(u"SELECT count(*) FROM "_s % kTable, 3).endsWith(u"ms"_s));
    QCOMPARE(saved(u"SELECT count(*) FROM "_s % kTable, 2), u"not measured"_s);
    QVERIFY(click("savingsSettings"));
    QTRY_VERIFY(isShown("archiveSavingsDialog"));
    QCOMPARE(find<QLineEdit>("savingsPrice_table")->text(), u"1.5"_s);
    QCOMPARE(find<QPlainTextEdit>("savingsQueryText")->toPlainText(), u"SELECT count(*) FROM "_s % kTable);
    QVERIFY(click("savingsCancel"));
}

void TestArchiveWindow::exportsToAFile()
{
    find<QTabWidget>("archiveTabs")->setCurrentIndex(1);
    auto *folder = find<QLineEdit>("filesFolder");
    folder->setText(m_folder.path());
    QTest::keyClick(folder, Qt::Key_Return);
    QTRY_VERIFY(isReady("filesExport"));
    QVERIFY(click("filesExport"));
    QTRY_VERIFY(isShown("archiveExportDialog"));
    find<QComboBox>("exportTable")->setEditText(kTable);
    find<QLineEdit>("exportName")->setText(u"../elsewhere"_s);
    QVERIFY(!find("exportGo")->isEnabled());
    find<QLineEdit>("exportName")->setText(u"rows"_s);
    QVERIFY(click("exportGo"));
    QTRY_VERIFY2(told("filesMessage").contains(u"rows.csv.zst holds 20 rows"_s), qPrintable(told("filesMessage")));
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), (QStringList{u"rows.csv.zst"_s, u"rows.manifest.json"_s}));
    QTRY_COMPARE(rows("filesTable"), 1);
    QCOMPARE(cell("filesTable", 0, 1), kTable);
    QCOMPARE(cell("filesTable", 0, 2), u"20"_s);
}

void TestArchiveWindow::verifiesTheFile()
{
    QTRY_VERIFY(isReady("filesVerify"));
    QVERIFY(click("filesVerify"));
    QTRY_VERIFY(cell("filesTable", 0, 6).startsWith(u"verified"_s));
    QFile file(m_folder.filePath(u"rows.csv.zst"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray content = file.readAll();
    QVERIFY(file.seek(20) && file.putChar(static_cast<char>(content[20] ^ 1)) && file.flush());
    QVERIFY(click("filesVerify"));
    QTRY_VERIFY(!cell("filesTable", 0, 6).startsWith(u"verified"_s));
    QVERIFY(file.seek(20) && file.putChar(content[20]) && file.flush());
}

void TestArchiveWindow::browsesTheFile()
{
    QTRY_VERIFY(isReady("filesBrowse"));
    QVERIFY(click("filesBrowse"));
    QTRY_VERIFY(isShown("browseTable") && rows("browseTable") == kNew);
    find<QLineEdit>("browseValue")->setText(u"1000003"_s);
    QVERIFY(click("browseFind"));
    QTRY_COMPARE(rows("browseTable"), 1);
    QCOMPARE(cell("browseTable", 0, 1), u"1000003"_s);
    QVERIFY(click("browseClose"));
}

void TestArchiveWindow::importsTheFile()
{
    ownerSql(u"DELETE FROM %1 WHERE id > 1000010"_s.arg(kTable));
    m_window->database().setMayChange(false);
    QTRY_VERIFY(isReady("filesImport"));
    QVERIFY(click("filesImport"));
    QTRY_VERIFY(told("filesMessage").contains(u"read-only"_s));
    unlock();
    QVERIFY(click("filesImport"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(find<QPlainTextEdit>("confirmSql")->toPlainText().contains(u"INSERT INTO"_s));
    QVERIFY(click("confirmGo"));
    QTRY_VERIFY2(told("filesMessage").startsWith(u"10 rows"_s), qPrintable(told("filesMessage")));
    QCOMPARE(count(kTable), QString::number(kNew));
}

void TestArchiveWindow::removesThePolicy()
{
    find<QTabWidget>("archiveTabs")->setCurrentIndex(0);
    QTRY_VERIFY(isReady("archiveRemove"));
    QVERIFY(click("archiveRemove"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(click("confirmGo"));
    QTRY_COMPARE(rows("archivePolicies"), 0);
    QCOMPARE(count(kArchive), QString::number(kOld));
}

void TestArchiveWindow::archivesIntoFiles()
{
    ownerSql(u"INSERT INTO %1 SELECT i, timestamptz '2020-03-01 UTC' + i * interval '1 day', 'old ' || i FROM "
             "generate_series(1, 50) i"_s.arg(kTable));
    askForPolicy();
    auto *table = find<QComboBox>("archivePolicyTable");
    table->setCurrentIndex(table->findText(kTable));
    auto *files = find<QLineEdit>("archivePolicyFolder");
    files->setText(u"relative"_s);
    QTRY_VERIFY(isShown("archiveFindings"));
    QVERIFY(!find("archivePolicyKeep")->isEnabled());
    QVERIFY(!find("archivePolicyArchive")->isEnabled()); // files are in no table
    files->setText(m_folder.path());
    QTRY_VERIFY(isReady("archivePolicyKeep"));
    QVERIFY(find<QLabel>("archiveSummary")->text().contains(m_folder.path()));
    QVERIFY(find<QPlainTextEdit>("archiveSql")->toPlainText().contains(u"COPY"_s));
    QVERIFY(click("archivePolicyKeep"));
    QTRY_COMPARE(rows("archivePolicies"), 1);
    QVERIFY(cell("archivePolicies", 0, 3).contains(m_folder.path()));
    startRun();
    QTRY_VERIFY2(told("archiveMessage").contains(u"50 rows"_s), qPrintable(told("archiveMessage")));
    QCOMPARE(count(kTable), QString::number(kNew));
    QCOMPARE(QDir(m_folder.path()).entryList({u"*.2020-0*.manifest.json"_s}).size(), 2);
    QTRY_COMPARE(cell("archivePolicies", 0, 4), u"50"_s);
}

void TestArchiveWindow::restoresFromFiles()
{
    QTRY_VERIFY(isReady("archiveRestore"));
    QVERIFY(click("archiveRestore"));
    QTRY_VERIFY(isShown("restoreDialog"));
    find<QLineEdit>("restoreFrom")->setText(u"2020-03-10"_s);
    find<QLineEdit>("restoreTo")->setText(u"2020-03-20"_s);
    QVERIFY(click("restorePreview"));
    QTRY_VERIFY(isReady("restoreGo"));
    QVERIFY(find<QLabel>("restoreSummary")->text().startsWith(u"At most 30 rows"_s));
    QVERIFY(click("restoreGo"));
    QTRY_VERIFY2(told("archiveMessage").contains(u"10 rows"_s), qPrintable(told("archiveMessage")));
    QCOMPARE(count(kTable), QString::number(kNew + 10));
    QTRY_COMPARE(cell("archiveRuns", 0, 1), u"restore"_s);
    auto *runs = find<QAbstractItemView>("archiveRuns");
    runs->setCurrentIndex(runs->model()->index(0, 0));
    QTRY_VERIFY(isReady("archiveUndo"));
    QVERIFY(click("archiveUndo"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(click("confirmGo"));
    QTRY_VERIFY(told("archiveMessage").contains(u"10 rows"_s) && told("archiveMessage").contains(u"again"_s));
    QCOMPARE(count(kTable), QString::number(kNew));
}

void TestArchiveWindow::findsRowsInFiles()
{
    QTRY_VERIFY(isReady("archiveFind"));
    QVERIFY(click("archiveFind"));
    QTRY_VERIFY(isShown("archiveFindDialog"));
    find<QLineEdit>("findWhere")->setText(u"id <= 5 OR id = 1000003"_s);
    QVERIFY(click("findGo"));
    QTRY_VERIFY(isShown("findTable") && rows("findTable") == 6);
    QCOMPARE(cell("findTable", 0, 3), u"live"_s);
    QVERIFY(cell("findTable", 1, 3) != u"live"_s);
    QVERIFY(click("findClose"));
}

void TestArchiveWindow::restoresAFileAsAWhole()
{
    QTRY_VERIFY(isReady("archiveRestore"));
    QVERIFY(click("archiveRestore"));
    QTRY_VERIFY(isShown("restoreDialog"));
    find<QComboBox>("restoreKind")->setCurrentIndex(1);
    auto *files = find<QComboBox>("restoreLeaf");
    QTRY_COMPARE(files->count(), 2);
    QVERIFY2(files->itemText(0).endsWith(u"2020-03 · 30 rows"_s), qPrintable(files->itemText(0)));
    QVERIFY(click("restorePreview"));
    QTRY_VERIFY(isReady("restoreGo"));
    QVERIFY(click("restoreGo"));
    QTRY_VERIFY2(told("archiveMessage").contains(u"30 rows"_s), qPrintable(told("archiveMessage")));
    QCOMPARE(count(kTable), QString::number(kNew + 30));
}

// All that are selected, as one list.
void TestArchiveWindow::looksIntoSeveralFiles()
{
    find<QTabWidget>("archiveTabs")->setCurrentIndex(1);
    m_window->findChild<QAction *>(u"actionRefresh"_s)->trigger();
    auto *folder = find<QLineEdit>("filesFolder");
    QTest::keyClick(folder, Qt::Key_Return);
    QTRY_COMPARE(rows("filesTable"), 3);
    find<QAbstractItemView>("filesTable")->selectAll();
    QVERIFY(!find("filesImport")->isEnabled()); // one by one
    QTRY_VERIFY(isReady("filesVerify"));
    QVERIFY(click("filesVerify"));
    QTRY_VERIFY2(told("filesMessage").startsWith(u"All 3 files"_s), qPrintable(told("filesMessage")));
    for (int row = 0; row < 3; ++row)
        QTRY_VERIFY(cell("filesTable", row, 6).startsWith(u"verified"_s));
    QTRY_VERIFY(isReady("filesBrowse"));
    QVERIFY(click("filesBrowse"));
    QTRY_VERIFY(isShown("browseTable") && rows("browseTable") == 50 + kNew);
    QVERIFY(cell("browseTable", 0, 1).contains(u"2020-03"_s));
    find<QComboBox>("browseColumn")->setCurrentText(u"note"_s);
    find<QLineEdit>("browseValue")->setText(u"old 40"_s);
    QVERIFY(click("browseFind"));
    QTRY_COMPARE(rows("browseTable"), 1);
    QVERIFY(cell("browseTable", 0, 1).contains(u"2020-04"_s));
    QVERIFY(click("browseClose"));
}

PARTERRE_GUI_TEST_MAIN(TestArchiveWindow)
#include "tst_archivewindow.moc"
