// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/widgets/activitypanel.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/statepage.h"

#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kDb = u"app"_s;

template<class Widget>
Widget *in(const QWidget &parent, const char *name)
{
    auto *widget = parent.findChild<Widget *>(QLatin1String(name));
    if (!widget)
        qFatal("there is no %s", name);
    return widget;
}

QStringList sessionsOf(const QTreeView &table)
{
    QStringList names;
    for (int row = 0; row < table.model()->rowCount(); ++row)
        names << table.model()->index(row, 0).data().toString();
    return names;
}

} // namespace

class TestActivityPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsNobody();
    void showsWhoBlocks();
    void showsOldSnapshots();
    void refreshesByItself();
    void ownSessionsOnly();
    void waitsForUnlocking();
    void cancelsQuery();
    void asksBeforeTerminating();
    void closesQuestionWhenSessionIsGone();
    void saysThatServerIsGone();

private:
    void connectAs(const QString &user);
    PgClient client() const { return mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s)); }
    QTreeView &table() const { return *in<QTreeView>(*m_panel, "activityTable"); }
    /// Make this session the current one as soon as it is shown.
    void choose(const PgClient &session);

    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<TaskRunner> m_tasks;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<ActivityPanel> m_panel;
};

void TestActivityPanel::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    PgClient owner = client();
    mustExec(owner, u"CREATE TABLE public.plain (id bigint PRIMARY KEY)"_s);
}

void TestActivityPanel::init()
{
    m_tasks = std::make_unique<TaskRunner>();
    m_database = std::make_unique<Database>(*m_tasks, Database::Observer());
    m_panel = std::make_unique<ActivityPanel>(*m_database);
    m_panel->resize(1200, 360);
    const QString oid = m_cluster->value(u"SELECT 'public.plain'::regclass::oid"_s, kDb);
    m_panel->setRelation(oid.toUInt(), u"public.plain"_s);
    connectAs(u"app_owner"_s);
    m_panel->show();
}

void TestActivityPanel::cleanup()
{
    m_panel.reset();
    m_database.reset();
    m_tasks.reset();
}

void TestActivityPanel::connectAs(const QString &user)
{
    ServerFacts facts;
    facts.description = u"test"_s;
    facts.role = user;
    facts.seesAllSessions = user == u"postgres";
    m_database->setConnection({}, profileOf(m_cluster->conninfo(kDb, user)), facts);
}

void TestActivityPanel::choose(const PgClient &session)
{
    const auto row = [&] {
        const QStringList names = sessionsOf(table());
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (names[i].contains(QString::number(session.backendPid())))
                return static_cast<int>(i);
        }
        return -1;
    };
    QTRY_VERIFY(row() >= 0);
    table().setCurrentIndex(table().model()->index(row(), 0));
}

void TestActivityPanel::showsNobody()
{
    auto *title = in<QLabel>(*m_panel, "stateTitle");
    QTRY_VERIFY2(title->text().contains(u"No session is using public.plain"), qPrintable(title->text()));
    QVERIFY(!in<QPushButton>(*m_panel, "activityCancel")->isEnabled());
}

void TestActivityPanel::showsWhoBlocks()
{
    PgClient blocker = client();
    PgClient waiter = client();
    mustExec(blocker, u"BEGIN; LOCK TABLE public.plain"_s);
    QVERIFY(waiter.send("SELECT * FROM public.plain"));
    QTRY_COMPARE(table().model()->rowCount(), 2);
    const QStringList names = sessionsOf(table());
    QVERIFY(names[0].contains(QString::number(blocker.backendPid())));
    QVERIFY(names[1].startsWith(u"    ↳ "));
    if (const QString folder = qEnvironmentVariable("PARTERRE_TEST_SHOTS"); !folder.isEmpty())
        m_panel->grab().save(folder % u"/activity.png");
    choose(waiter);
    mustExec(blocker, u"COMMIT"_s);
    QVERIFY(waiter.finish().ok());
    QTRY_COMPARE(table().model()->rowCount(), 0);
}

// Whoever holds a switch up by a snapshot alone has no lock on the table.
void TestActivityPanel::showsOldSnapshots()
{
    PgClient reader = client();
    mustExec(reader, u"BEGIN ISOLATION LEVEL REPEATABLE READ"_s);
    mustExec(reader, u"SELECT 1"_s);
    QTRY_VERIFY(in<QLabel>(*m_panel, "stateTitle")->text().contains(u"No session is using public.plain"));
    m_panel->setForSwitch(true);
    const auto text = [this] {
        QString all;
        for (int column = 0; column < table().model()->columnCount() && table().model()->rowCount() == 1; ++column)
            all += table().model()->index(0, column).data().toString() % u'\n';
        return all;
    };
    QTRY_VERIFY2(text().contains(QString::number(reader.backendPid())) && text().contains(u"snapshot"_s),
                 qPrintable(text()));
    mustExec(reader, u"COMMIT"_s);
    QTRY_COMPARE(table().model()->rowCount(), 0);
}

void TestActivityPanel::refreshesByItself()
{
    QTRY_VERIFY(in<QLabel>(*m_panel, "stateTitle")->text().contains(u"No session"));
    PgClient holder = client();
    mustExec(holder, u"BEGIN; LOCK TABLE public.plain IN SHARE MODE"_s);
    QTRY_COMPARE(table().model()->rowCount(), 1);
    m_panel->hide();
    mustExec(holder, u"ROLLBACK"_s);
    m_panel->show();
    QTRY_COMPARE(table().model()->rowCount(), 0);
}

void TestActivityPanel::ownSessionsOnly()
{
    QVERIFY(in<Notice>(*m_panel, "activityRights")->text().contains(u"is hidden from role"));
    connectAs(u"postgres"_s);
    QVERIFY(!in<Notice>(*m_panel, "activityRights")->isVisible());
}

void TestActivityPanel::waitsForUnlocking()
{
    PgClient holder = client();
    mustExec(holder, u"BEGIN; SELECT * FROM public.plain"_s);
    choose(holder);
    auto *cancel = in<QPushButton>(*m_panel, "activityCancel");
    QVERIFY(!cancel->isEnabled());
    auto *reason = in<QLabel>(*m_panel, "activityReason");
    QVERIFY(reason->text().contains(u"Unlock"));
    m_database->setMayChange(true);
    QVERIFY(cancel->isEnabled());
    QVERIFY(reason->text().isEmpty());
}

void TestActivityPanel::cancelsQuery()
{
    m_database->setMayChange(true);
    PgClient victim = client();
    QVERIFY(victim.send("SELECT pg_sleep(60) FROM generate_series(1, 1) LEFT JOIN public.plain ON true"));
    choose(victim);
    QTest::mouseClick(in<QPushButton>(*m_panel, "activityCancel"), Qt::LeftButton);
    QTRY_VERIFY(victim.waitReady(0));
    QCOMPARE(victim.finish().sqlstate(), std::string("57014"));
    QTRY_VERIFY(in<Notice>(*m_panel, "activityOutcome")->text().contains(u"was asked to cancel"));
}

void TestActivityPanel::asksBeforeTerminating()
{
    m_database->setMayChange(true);
    PgClient victim = client();
    mustExec(victim, u"BEGIN; SELECT 42 AS answer FROM public.plain"_s);
    choose(victim);
    QTest::mouseClick(in<QPushButton>(*m_panel, "activityTerminate"), Qt::LeftButton);
    auto *question = in<QMessageBox>(*m_panel, "activityConfirm");
    QVERIFY(question->text().contains(QString::number(victim.backendPid())));
    QVERIFY(question->informativeText().contains(u"SELECT 42"));
    QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
    if (const QString folder = qEnvironmentVariable("PARTERRE_TEST_SHOTS"); !folder.isEmpty())
        question->grab().save(folder % u"/activity-confirm.png");
    QTest::keyClick(question, Qt::Key_Escape);
    QVERIFY(victim.exec(u"SELECT 1"_s).ok());
    choose(victim);
    QTest::mouseClick(in<QPushButton>(*m_panel, "activityTerminate"), Qt::LeftButton);
    question = in<QMessageBox>(*m_panel, "activityConfirm");
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    }
    QTRY_VERIFY(in<Notice>(*m_panel, "activityOutcome")->text().contains(u"was asked to end"));
    QTRY_VERIFY(!victim.exec(u"SELECT 1"_s).ok());
}

void TestActivityPanel::closesQuestionWhenSessionIsGone()
{
    m_database->setMayChange(true);
    auto victim = std::make_unique<PgClient>(client());
    mustExec(*victim, u"BEGIN; SELECT * FROM public.plain"_s);
    choose(*victim);
    QTest::mouseClick(in<QPushButton>(*m_panel, "activityTerminate"), Qt::LeftButton);
    QVERIFY(in<QMessageBox>(*m_panel, "activityConfirm")->isVisible());
    victim.reset();
    QTRY_VERIFY(!m_panel->findChild<QMessageBox *>(u"activityConfirm"_s));
}

void TestActivityPanel::saysThatServerIsGone()
{
    connectAs(u"nobody_at_all"_s);
    QTRY_VERIFY(in<QLabel>(*m_panel, "stateTitle")->text().contains(u"nobody_at_all"));
    QVERIFY(!in<QPushButton>(*m_panel, "activityTerminate")->isEnabled());
    connectAs(u"app_owner"_s);
    QTRY_VERIFY(in<QLabel>(*m_panel, "stateTitle")->text().contains(u"No session"));
}

QTEST_MAIN(TestActivityPanel)
#include "tst_activitypanel.moc"
