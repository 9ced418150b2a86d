// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/windowdriver.h"
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/dialogs/forecastdialog.h"
#include "ui/wizard/forecastbutton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

/// The lock forecast in the window: the question, the task, the result.
class TestForecastDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void asksHowLong();
    void showsWhoWasInTheWay();
    void cancels();
    void saysThatTheTableIsGone();

private:
    QString conninfo() const { return m_cluster->conninfo(u"app"_s, u"app_owner"_s); }

    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<TaskRunner> m_tasks;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<ForecastButton> m_button;
    Plan m_plan;
};

void TestForecastDialog::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(u"app"_s);
    PgClient owner = mustConnect(conninfo());
    mustExec(owner, u"CREATE TABLE public.plain (id bigint PRIMARY KEY)"_s);
    const auto session = Session::open(profileOf(conninfo()));
    QVERIFY_RESULT(session);
    const auto plan = outlineForForecast(**session, {u"public"_s, u"plain"_s});
    QVERIFY_RESULT(plan);
    m_plan = *plan;
}

void TestForecastDialog::init()
{
    m_tasks = std::make_unique<TaskRunner>();
    m_database = std::make_unique<Database>(*m_tasks, Database::Observer());
    ServerFacts facts;
    facts.description = u"test"_s;
    m_database->setConnection({}, profileOf(conninfo()), facts);
    m_button = std::make_unique<ForecastButton>(*m_database);
    m_button->setPlan(m_plan);
    m_button->show();
}

void TestForecastDialog::cleanup()
{
    m_button.reset();
    m_database.reset();
    m_tasks.reset();
}

void TestForecastDialog::asksHowLong()
{
    QVERIFY(click("wizardForecast"));
    QTRY_VERIFY(isShown("forecastQuestion"));
    QCOMPARE(find<QSpinBox>("forecastMinutes")->value(), 10);
    find<QSpinBox>("forecastMinutes")->setValue(3);
    QCOMPARE(find<ForecastQuestion>("forecastQuestion")->request().forMs, 180'000);
    QVERIFY(click("forecastNo"));
    QTRY_VERIFY(!isShown("forecastQuestion"));
    QVERIFY(!m_button->isRunning());
}

void TestForecastDialog::showsWhoWasInTheWay()
{
    PgClient reader = mustConnect(conninfo() + u" application_name='nightly report'"_s);
    mustExec(reader, u"BEGIN; SELECT count(*) FROM public.plain"_s);
    m_button->start({.forMs = 1'000, .everyMs = 100, .minuteMs = 500});
    QCOMPARE(m_button->text(), u"Cancel forecast"_s);
    QCOMPARE(m_tasks->tasks().size(), 1); // in the Tasks dock
    QTRY_VERIFY(isShown("forecastDialog"));
    QCOMPARE(m_button->text(), u"Forecast…"_s);
    const QString summary = find<QLabel>("forecastSummary")->text();
    QVERIFY2(summary.contains(u"At 0 % of these moments"_s) && summary.contains(u"It is a sample"_s),
             qPrintable(summary));
    const auto *obstacles = find<QAbstractItemView>("forecastObstacles")->model();
    QCOMPARE(obstacles->rowCount(), 1);
    QCOMPARE(obstacles->index(0, 2).data().toString(), u"nightly report"_s);
    QVERIFY(obstacles->index(0, 3).data().toString().contains(u"100 %"_s));
    QVERIFY(find("minuteStrip")->accessibleDescription().contains(u"0 % of"_s));
    QList<QImage> pictures;
    for (const bool dark : {false, true}) { // it is drawn in either
        QPalette palette;
        palette.setColor(QPalette::Window, dark ? Qt::black : Qt::white);
        palette.setColor(QPalette::Base, dark ? Qt::black : Qt::white);
        palette.setColor(QPalette::WindowText, dark ? Qt::white : Qt::black);
        find("minuteStrip")->setPalette(palette);
        pictures << find("minuteStrip")->grab().toImage();
        const QImage &picture = pictures.last(); // 0 %: the ground above, a line of the colour for bad below
        QVERIFY(picture.pixelColor(20, picture.height() / 3) != picture.pixelColor(20, picture.height() - 4));
    }
    QVERIFY(pictures[0] != pictures[1]);
    QVERIFY(click("forecastCopy"));
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(summary) && copied.contains(u"\tnightly report\t"_s), qPrintable(copied));
    QVERIFY(click("forecastClose"));
    QTRY_VERIFY(!isShown("forecastDialog"));
}

void TestForecastDialog::cancels()
{
    QSignalSpy progressed(m_button.get(), &ForecastButton::progressed);
    QSignalSpy ended(m_button.get(), &ForecastButton::ended);
    m_button->start({});
    QTRY_VERIFY(!progressed.isEmpty());
    QVERIFY(progressed.last().first().toString().startsWith(u"Lock forecast"_s));
    QVERIFY(click("wizardForecast"));
    QTRY_VERIFY(!m_button->isRunning());
    QCOMPARE(ended.size(), 1);
    QVERIFY(ended.first().first().value<Error>().isCancelled());
    QVERIFY(!isShown("forecastDialog"));
}

void TestForecastDialog::saysThatTheTableIsGone()
{
    m_plan.table.name.name = u"gone"_s;
    m_button->setPlan(m_plan);
    m_plan.table.name.name = u"plain"_s;
    QSignalSpy ended(m_button.get(), &ForecastButton::ended);
    m_button->start({.forMs = 1'000, .everyMs = 100});
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!ended.first().first().value<Error>().message.isEmpty());
    QVERIFY(!m_button->isRunning());
}

QTEST_MAIN(TestForecastDialog)
#include "tst_forecastdialog.moc"
