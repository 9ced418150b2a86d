// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/watchedapplication.h"
#include "gui/windowdriver.h"

#include "pg/ownschema.h"
#include "support/cluster.h"
#include "support/fixtures.h"
#include "support/ledgerload.h"
#include "ui/database.h"
#include "ui/mainwindow.h"
#include "ui/models/partitiontreemodel.h"
#include "ui/pages/browserpage.h"
#include "ui/pages/migrationpage.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/wizard/migrationwizard.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QWizard>

#include <atomic>
#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kDb = u"app"_s;
constexpr qint64 kWorstUs = 50'000; // of one event

WatchedApplication &application()
{
    return static_cast<WatchedApplication &>(*qApp);
}

} // namespace

/// The window as a new user meets it: connect, look, migrate with the wizard while an application writes, cancel in
/// every step, watch, verify, roll back.
class TestWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void startsEmpty();
    void wrongDatabaseIsSaid();
    void missingRightIsSaid();
    void connects();
    void showsTheTables();
    void isReadOnlyAtFirst();
    void plansInTheWizard();
    void cancelsInEveryStep_data();
    void cancelsInEveryStep();
    void holdsTheSwitch();
    void verifiesWhileHeld();
    void putsRightWhatIsRedWhileHeld();
    void asksBeforeTheSwitch();
    void holdsItAtTheGateToo();
    void cancelsAtTheSwitch_data();
    void cancelsAtTheSwitch();
    void switches();
    void verifies();
    void saysThatNobodyWatches();
    void comparesBeforeTheWayBack();
    void rollsBack();
    void putsASwitchOff();
    void staysOpenWhenAskedTo();
    void saysThatItStandsStill();
    void migratesAgain();
    void finishes();
    void saysWhatIsLocked();
    void survivesALostServer();
    void closesWhenDone();
    void cleanupTestCase();

private:
    MigrationPage *page() const { return find<MigrationPage>("migrationPage"); }
    MigrationState state() const { return page()->run().state(); }
    void mustStayEqual(const char *when);
    QString active() const;
    void rehearse();
    void installGate();
    void closeGate(const QString &state);
    void cancelIn(const QString &step, const QString &nextGate);
    void saySwitch();
    void verifyUntil(const QString &said);
    void mustBeHeld();
    QString told() const;

    QTemporaryDir m_home;
    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<LedgerLoad> m_load;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindow::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    createLedgerTables(owner);
    LedgerLoadOptions options;
    options.conninfo = m_cluster->conninfo(kDb, u"app_user"_s);
    options.writers = 3;
    options.writesPerSecond = 60;
    options.readsPerSecond = 40;
    m_load = std::make_unique<LedgerLoad>(options);
    QVERIFY2(m_load->fill(120'000), qPrintable(m_load->failures().join(u'\n')));
    mustExec(owner, u"VACUUM ANALYZE public.ledger_t"_s);
    QVERIFY(m_load->start());

    ProfileStore store(m_home.filePath(u"connections.ini"_s));
    SavedProfile good;
    good.name = u"Ledger"_s;
    good.parameters = ConnectionProfile::fromConninfo(m_cluster->conninfo(kDb, u"app_owner"_s))->parameters;
    QVERIFY(store.save(&good));
    SavedProfile wrong = good;
    wrong.id.clear();
    wrong.name = u"Wrong database"_s;
    wrong.parameters[u"dbname"_s] = u"nowhere"_s;
    QVERIFY(store.save(&wrong));
    SavedProfile stranger = good;
    stranger.id.clear();
    stranger.name = u"Stranger"_s;
    stranger.parameters[u"user"_s] = u"other"_s;
    QVERIFY(store.save(&stranger));
    m_window = std::make_unique<MainWindow>(store.path());
}

void TestWindow::cleanupTestCase()
{
    m_window.reset();
    m_load.reset();
    m_cluster.reset();
}

void TestWindow::mustStayEqual(const char *when)
{
    QVERIFY(m_load->pause());
    const QStringList differences =
        m_load->compare(m_cluster->conninfo(kDb, u"app_owner"_s), u"public.ledger_t"_s) + m_load->failures();
    QVERIFY2(differences.isEmpty(), qPrintable(QLatin1String(when) + u'\n' + differences.join(u'\n')));
    m_load->resume();
}

// How many of our sessions run a statement that began before now.
QString TestWindow::active() const
{
    return u"SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'parterre:%' AND state <> 'idle' "
           "AND query_start <= '%1'"_s.arg(m_cluster->value(u"SELECT clock_timestamp()"_s, kDb));
}

// A migration waits where it enters the state, inside the statement that writes it down, for as long as it takes.
void TestWindow::installGate()
{
    const auto profile = ConnectionProfile::fromConninfo(m_cluster->conninfo(kDb, u"app_owner"_s));
    auto session = Session::open(*profile);
    QVERIFY(session);
    QVERIFY(ownschema::install(**session));
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(owner, u"CREATE TABLE public.gate (state text)"_s);
    mustExec(owner, uR"(CREATE FUNCTION public.gate() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            WHILE EXISTS (SELECT FROM public.gate g WHERE g.state = NEW.state) LOOP
                                PERFORM pg_sleep(0.01);
                            END LOOP;
                            RETURN NEW;
                        END $$)"_s);
    mustExec(owner,
             u"CREATE TRIGGER gate BEFORE UPDATE ON parterre.migration FOR EACH ROW "
             "WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION public.gate()"_s);
}

void TestWindow::closeGate(const QString &state)
{
    m_cluster->exec(u"DELETE FROM public.gate"_s, kDb);
    if (!state.isEmpty())
        m_cluster->exec(u"INSERT INTO public.gate VALUES ('%1')"_s.arg(state), kDb);
}

// Cancel while the step runs, prove that the server has stopped, and go on to the next gate.
void TestWindow::cancelIn(const QString &step, const QString &nextGate)
{
    QString running;
    bool seen = false; // what is seen once may be over when it is asked for again
    const auto runs = [&] {
        if (seen || !page()->run().isRunning() || page()->run().task().progress.step != step)
            return seen;
        running = active();
        seen = m_cluster->value(running, kDb) != u"0"; // a cancel counts only while the server works for us
        return seen;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(runs(), qPrintable(page()->run().task().progress.step), 60000);
    QVERIFY(click("migrationCancel"));
    QTRY_COMPARE_WITH_TIMEOUT(m_cluster->value(running, kDb), u"0"_s, 1000);
    QTRY_VERIFY(!page()->run().isRunning());
    QVERIFY2(!isShown("inlineMessage"), qPrintable(find<InlineMessage>("inlineMessage")->text())); // it was wanted
    QTRY_VERIFY(isReady("migrationResume"));
    QVERIFY(!isShown("migrationPause"));
    QTRY_VERIFY(isReady("migrationRollBack"));
    mustStayEqual(qPrintable(step));
    closeGate(nextGate);
    QVERIFY(click("migrationResume"));
}

QString TestWindow::told() const
{
    return isShown("inlineMessage") ? find<InlineMessage>("inlineMessage")->text() : QString();
}

void TestWindow::saySwitch()
{
    QVERIFY(click("migrationHold"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(find<QPlainTextEdit>("confirmSql")->toPlainText().contains(u"RENAME TO"_s));
    QVERIFY(click("confirmGo"));
}

void TestWindow::startsEmpty()
{
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY(isShown("startPage"));
    QVERIFY(!m_window->findChild<QAction *>(u"actionRefresh"_s)->isEnabled());
    application().reset();
}

void TestWindow::wrongDatabaseIsSaid()
{
    QVERIFY(choose("startList", u"Wrong database"_s));
    QVERIFY(click("startConnect"));
    QTRY_VERIFY(isShown("stateText") && find<QLabel>("stateTitle")->text().contains(u"nowhere"_s));
    QVERIFY(click("stateBack"));
    QTRY_VERIFY(isShown("startPage"));
}

// A role that may only connect sees the tables, and is told what it lacks before anything is tried.
void TestWindow::missingRightIsSaid()
{
    QVERIFY(choose("startList", u"Stranger"_s));
    QVERIFY(click("startConnect"));
    QTRY_VERIFY(choose("partitionTree", u"ledger_t"_s));
    m_window->findChild<QAction *>(u"actionMigrate"_s)->trigger();
    QTRY_VERIFY(isShown("migrationWizard"));
    auto *wizard = find<QWizard>("migrationWizard");
    QTRY_VERIFY(wizard->button(QWizard::NextButton)->isEnabled());
    QTest::mouseClick(wizard->button(QWizard::NextButton), Qt::LeftButton);
    const auto said = [wizard] {
        QString text;
        for (const QLabel *label : wizard->currentPage()->findChildren<QLabel *>()) {
            if (label->isVisible())
                text += label->text() % u'\n';
        }
        return text;
    };
    QTRY_VERIFY2(said().contains(u"Must be owner"_s) && said().contains(u"GRANT app_owner"_s), qPrintable(said()));
    QVERIFY(!wizard->button(QWizard::NextButton)->isEnabled());
    wizard->reject();
    m_window->disconnectFromServer();
    QTRY_VERIFY(isShown("startPage"));
}

void TestWindow::connects()
{
    QVERIFY(choose("startList", u"Ledger"_s));
    QVERIFY(click("startConnect"));
    QTRY_VERIFY(isShown("browserPage"));
    QVERIFY(find<QLabel>("statusIdentity")->text().contains(u"app_owner"_s));
}

void TestWindow::showsTheTables()
{
    QTRY_VERIFY(choose("partitionTree", u"ledger_t"_s));
    QTRY_VERIFY(find<QLabel>("treeStatus")->text().startsWith(u"Sizes as of"_s));
    QTRY_VERIFY(isShown("detailsName"));
    QCOMPARE(find<QLabel>("detailsName")->text(), u"public.ledger_t"_s);
    find<QLineEdit>("treeFilter")->setText(u"no such table"_s);
    QCOMPARE(find<QAbstractItemView>("partitionTree")->model()->rowCount(), 0);
    QVERIFY(find<QLabel>("treeStatus")->text().contains(u"No name"_s));
    find<QLineEdit>("treeFilter")->clear();
    QVERIFY(choose("partitionTree", u"ledger_t"_s));
}

// The server itself refuses, whatever the window does.
void TestWindow::isReadOnlyAtFirst()
{
    const auto press = [this](const QString &name) { m_window->findChild<QAction *>(name)->trigger(); };
    for (const QString &name : {u"actionCharts"_s, u"actionDetails"_s, u"actionUnlock"_s})
        press(name);
    QVERIFY(find<QLabel>("statusMode")->text().contains(u"CHANGES ALLOWED"_s));
    for (const QString &name : {u"actionCharts"_s, u"actionDetails"_s, u"actionUnlock"_s})
        press(name);
    QCOMPARE(find<QLabel>("statusMode")->text(), u"read-only"_s);
    Result<MigrationState> outcome = MigrationState::Planned;
    bool ended = false;
    m_window->tasks().start<MigrationState>(
        u"try"_s,
        [options = m_window->database().engine()](TaskContext &task) -> Result<MigrationState> {
            const EngineOptions engine = options(task);
            SessionOptions session;
            session.readOnly = engine.readOnly;
            PARTERRE_ASSIGN(opened, Session::open(engine.profile, session));
            PARTERRE_TRY(ownschema::install(*opened));
            return MigrationState::Prepared;
        },
        m_window.get(),
        [&](const Result<MigrationState> &result) {
            outcome = result;
            ended = true;
        },
        false, true);
    QTRY_VERIFY(ended);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().sqlState, u"25006"_s);
}

void TestWindow::plansInTheWizard()
{
    m_window->findChild<QAction *>(u"actionMigrate"_s)->trigger();
    QTRY_VERIFY(isShown("migrationWizard"));
    auto *wizard = find<QWizard>("migrationWizard");
    const auto next = [wizard] { QTest::mouseClick(wizard->button(QWizard::NextButton), Qt::LeftButton); };
    const auto canGoOn = [wizard] { return wizard->button(QWizard::NextButton)->isEnabled(); };
    QTRY_VERIFY(canGoOn()); // the selected table is chosen
    next();
    QTRY_VERIFY_WITH_TIMEOUT(isShown("wizardLeaves") && canGoOn(), 20000);
    QVERIFY(find<QAbstractItemView>("wizardLeaves")->model()->rowCount() > 20);
    find<QComboBox>("wizardEvery")->setEditText(u"no period"_s);
    QTRY_VERIFY(isShown("stateTitle"));
    QVERIFY(!canGoOn());
    find<QComboBox>("wizardEvery")->setEditText(u"1 month"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isShown("wizardLeaves") && canGoOn(), 20000);
    next();
    QTRY_VERIFY(isShown("wizardFindings"));
    QVERIFY(!canGoOn()); // what becomes of the key is not decided in silence
    // Somebody else's foreign key comes while the wizard is open: it is met at the next planning.
    m_cluster->exec(u"CREATE TABLE public.remark (ledger bigint, CONSTRAINT remark_ledger FOREIGN KEY (ledger) "
                    "REFERENCES public.ledger_t); ALTER TABLE public.remark OWNER TO app_owner"_s,
                    kDb);
    m_cluster->exec(u"CREATE TABLE public.ar_internal_metadata (key text, value text)"_s, kDb);
    QVERIFY(decideKeys());
    QTRY_VERIFY_WITH_TIMEOUT(find<QComboBox>("wizardReference_remark_ledger"), 20000);
    QVERIFY(!canGoOn()); // nor what becomes of the other table's foreign key
    auto *reference = find<QComboBox>("wizardReference_remark_ledger");
    reference->setCurrentIndex(1);
    Q_EMIT reference->activated(1);
    QTRY_VERIFY_WITH_TIMEOUT(canGoOn(), 20000);
    next();
    QTRY_VERIFY(isReady("wizardCopy_rails"));
    QVERIFY(!canGoOn()); // what the application must change is not passed over
    QVERIFY(find<QPlainTextEdit>("wizardSnippet_rails")->toPlainText().contains(u"self.primary_key = :id"_s));
    QVERIFY(click("wizardCopy_rails"));
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"self.primary_key = :id"_s));
    QVERIFY(click("wizardTick_rails"));
    QVERIFY(!canGoOn());
    QVERIFY(click("wizardTick_freeze"));
    QVERIFY(canGoOn());
    next();
    QTRY_VERIFY(isShown("wizardWorkers"));
    QVERIFY(find<QCheckBox>("wizardHold")->isChecked()); // nobody is surprised by a switch
    find<QSpinBox>("wizardAttempts")->setValue(12);
    find<QSpinBox>("wizardStandbyLag")->setValue(7);
    find<QLineEdit>("wizardHours")->setText(u"at night"_s);
    QVERIFY(!canGoOn());
    QVERIFY(!find<QLabel>("wizardPaceReason")->text().isEmpty());
    find<QLineEdit>("wizardHours")->setText(u"00:00-24:00"_s);
    QVERIFY2(canGoOn(), qPrintable(find<QLabel>("wizardPaceReason")->text()));
    next();
    QTRY_VERIFY(isShown("wizardSteps"));
    QTRY_VERIFY(find<QPlainTextEdit>("wizardSql")->toPlainText().contains(u"RETURN NULL;"_s)); // functions in full
    QTest::keyClick(wizard, Qt::Key_Escape);
    QTRY_VERIFY(isShown("wizardClose")); // nothing that was chosen is lost by one key
    QTest::keyClick(find("wizardClose"), Qt::Key_Escape);
    QTRY_VERIFY(!isShown("wizardClose"));
    QVERIFY(isShown("wizardSteps"));
    auto *start = wizard->button(QWizard::FinishButton);
    QVERIFY(!start->isEnabled()); // read-only still
    QCOMPARE(m_cluster->value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s, kDb), u"0"_s);
    QVERIFY(!isReady("wizardRehearse"));
    QVERIFY(click("wizardUnlock"));
    QTRY_VERIFY(start->isEnabled());
    rehearse();
    installGate();
    closeGate(u"Prepared"_s);
    QVERIFY(find<QLabel>("statusMode")->text().contains(u"CHANGES ALLOWED"_s));
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_VERIFY(isShown("migrationPage"));
}

// By one button, with the statements first; the result stands where the estimates stood, and nothing is left.
void TestWindow::rehearse()
{
    QVERIFY(click("wizardRehearse"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(find<QPlainTextEdit>("confirmSql")->toPlainText().contains(u"_drill_"_s));
    QVERIFY(click("confirmGo"));
    QTRY_COMPARE(find<QAbstractButton>("wizardRehearse")->text(), u"Cancel rehearsal"_s);
    QVERIFY(!find<QWizard>("migrationWizard")->button(QWizard::FinishButton)->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(find<QAbstractButton>("wizardRehearse")->text(), u"Rehearse…"_s, 60000);
    QString said;
    for (const QLabel *label : find<QWizard>("migrationWizard")->currentPage()->findChildren<QLabel *>())
        said += label->text();
    QVERIFY2(said.contains(u"none was lost or wrong"_s), qPrintable(said));
    const auto *steps = find<QAbstractItemView>("wizardSteps")->model();
    int measured = 0;
    for (int row = 0; row < steps->rowCount(); ++row)
        measured += steps->index(row, 3).data().toString().startsWith(u"measured: "_s) ? 1 : 0;
    QCOMPARE(measured, 3);
    QCOMPARE(m_cluster->value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s, kDb), u"0"_s);
}

void TestWindow::cancelsInEveryStep_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("nextGate");
    QTest::newRow("Prepare") << u"Prepare"_s << u"Capturing"_s;
    QTest::newRow("Capture") << u"Capture"_s << u"Copying"_s;
    QTest::newRow("Measure") << u"Measure"_s << u"Repairing"_s;
    QTest::newRow("Copy") << u"Copy"_s << u"Indexing"_s;
    QTest::newRow("Repair") << u"Repair"_s << u"CatchingUp"_s;
    QTest::newRow("Index") << u"Index"_s << u"Verified"_s;
    QTest::newRow("Catch up") << u"Catch up"_s << QString();
}

void TestWindow::cancelsInEveryStep()
{
    QFETCH(QString, step);
    QFETCH(QString, nextGate);
    cancelIn(step, nextGate);
}

void TestWindow::holdsTheSwitch()
{
    QTRY_VERIFY_WITH_TIMEOUT(state() >= MigrationState::Verified, 90000);
    QCOMPARE(state(), MigrationState::Verified);
    QTRY_VERIFY(isReady("migrationHold"));
    QVERIFY(find<QAbstractButton>("migrationHold")->text().startsWith(u"Switch now"_s));
    // The copy goes on following.
    const qint64 before = m_load->stats().committed;
    QTRY_VERIFY(m_load->stats().committed > before + 50);
    QCOMPARE(state(), MigrationState::Verified);
    QCOMPARE(m_cluster->value(u"SELECT relkind FROM pg_class WHERE oid = 'public.ledger_t'::regclass"_s, kDb), u"r"_s);
}

void TestWindow::verifyUntil(const QString &said)
{
    const auto summary = [] { return find<QLabel>("verificationSummary")->text(); };
    QTRY_VERIFY(isReady("verifyNow"));
    QVERIFY(click("verifyNow"));
    QTRY_VERIFY2(summary().startsWith(u"Comparing"_s), qPrintable(summary()));
    QTRY_VERIFY2_WITH_TIMEOUT(summary().contains(said), qPrintable(summary()), 20000);
}

void TestWindow::mustBeHeld()
{
    const auto held = [this] {
        return page()->run().operation() == MigrationRun::Operation::Migrate && state() == MigrationState::Verified
            && find<QLabel>("migrationStep")->text().contains(u"Held back"_s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(held(), 60000);
    QVERIFY(page()->run().isHeld());
    QTRY_VERIFY(isReady("migrationHold"));
}

// Whoever decides looks once more first.
void TestWindow::verifiesWhileHeld()
{
    find<QTabWidget>("migrationTabs")->setCurrentWidget(find("verificationPanel"));
    verifyUntil(u"the same rows"_s);
    mustBeHeld();
}

void TestWindow::putsRightWhatIsRedWhileHeld()
{
    const QString wrong = u"FROM public.ledger_t_new WHERE v = -4711"_s;
    QVERIFY(m_load->pause());
    PgClient super = mustConnect(m_cluster->conninfo(kDb, u"postgres"_s));
    mustExec(super,
             u"BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL parterre.replay = '%1'; "
             "UPDATE public.ledger_t_new SET v = -4711 WHERE id IN (SELECT min(id) FROM public.ledger_t); COMMIT"_s.arg(
                 page()->run().details()->entry.plan.id));
    QCOMPARE(m_cluster->value(u"SELECT count(*) "_s + wrong, kDb), u"1"_s);
    m_load->resume();
    verifyUntil(u"they differ"_s);
    mustBeHeld(); // it went on by itself, and that put the row right
    QCOMPARE(m_cluster->value(u"SELECT count(*) "_s + wrong, kDb), u"0"_s);
    verifyUntil(u"the same rows"_s);
    mustBeHeld();
}

// The box is no way round the question.
void TestWindow::asksBeforeTheSwitch()
{
    QVERIFY(click("migrationAsk"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(find<QAbstractButton>("migrationAsk")->isChecked());
    QVERIFY(click("confirmCancel"));
    QTRY_VERIFY(!isShown("confirmDialog"));
    QVERIFY(page()->run().isHeld());
}

// Somebody changes their mind while an old transaction is waited for.
void TestWindow::holdsItAtTheGateToo()
{
    PgClient reader = mustConnect(m_cluster->conninfo(kDb, u"app_user"_s));
    mustExec(reader, u"BEGIN ISOLATION LEVEL REPEATABLE READ"_s);
    mustExec(reader, u"SELECT 1 FROM public.ledger_t LIMIT 1"_s);
    saySwitch();
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("migrationFigures")->text().contains(u"older transaction"_s), 20000);
    QVERIFY(click("migrationAsk"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("migrationStep")->text().contains(u"Held back"_s), 20000);
    mustExec(reader, u"COMMIT"_s);
    const qint64 before = m_load->stats().committed;
    QTRY_VERIFY(m_load->stats().committed > before + 60);
    QCOMPARE(m_cluster->value(u"SELECT relkind FROM pg_class WHERE oid = 'public.ledger_t'::regclass"_s, kDb), u"r"_s);
    QCOMPARE(state(), MigrationState::Verified);
}

void TestWindow::cancelsAtTheSwitch_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("nextGate");
    QTest::newRow("Switch") << u"Switch"_s << u"Watching"_s;
    QTest::newRow("Settle") << u"Settle"_s << QString();
}

void TestWindow::cancelsAtTheSwitch()
{
    QFETCH(QString, step);
    QFETCH(QString, nextGate);
    QVERIFY(page()->run().isHeld()); // whoever stopped a switch is asked before the next one
    closeGate(step == u"Switch" ? u"Switched"_s : u"Watching"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isReady("migrationHold"), 60000);
    saySwitch();
    cancelIn(step, nextGate);
}

void TestWindow::switches()
{
    QTRY_COMPARE_WITH_TIMEOUT(state(), MigrationState::Watching, 60000);
    QTRY_COMPARE(page()->run().operation(), MigrationRun::Operation::Watch);
    QTRY_VERIFY(isShown("wayBack"));
    QVERIFY(find<QLabel>("wayBack")->text().contains(u"open until Finish"_s));
    QVERIFY(isReady("migrationRollBack"));
    QCOMPARE(m_cluster->value(u"SELECT relkind FROM pg_class WHERE oid = 'public.ledger_t'::regclass"_s, kDb), u"p"_s);
    mustStayEqual("after the switch");
    // Tables shows what has the name now, and one click leads back.
    m_window->findChild<QAction *>(u"actionTables"_s)->trigger();
    const auto selected = [](int column) {
        const QModelIndex index = find<QAbstractItemView>("partitionTree")->currentIndex();
        return index.siblingAtColumn(column).data().toString();
    };
    QTRY_COMPARE(selected(PartitionTreeModel::Name), u"public.ledger_t"_s);
    QTRY_VERIFY(selected(PartitionTreeModel::Leaves).toInt() > 20);
    QVERIFY(click("chartOverview")); // and one to all tables
    QVERIFY(!find<QAbstractItemView>("partitionTree")->currentIndex().isValid());
    QVERIFY(!isReady("chartOverview"));
    m_window->findChild<QAction *>(u"actionFollow"_s)->trigger();
    QVERIFY(isShown("migrationPage"));
}

void TestWindow::verifies()
{
    find<QTabWidget>("migrationTabs")->setCurrentWidget(find("verificationPanel"));
    QTRY_VERIFY(isReady("verifyNow"));
    QVERIFY(click("verifyNow"));
    QTRY_VERIFY(find<QLabel>("verificationSummary")->text().startsWith(u"Comparing"_s));
    page()->run().cancel();
    QTRY_COMPARE(page()->run().operation(), MigrationRun::Operation::Watch);
    QTRY_VERIFY(!find<QLabel>("verificationSummary")->text().startsWith(u"Comparing"_s)); // it does not any more
    QTRY_VERIFY(isReady("verifyNow"));
    QVERIFY(click("verifyNow"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("verificationSummary")->text().contains(u"the same rows"_s), 60000);
    QTRY_COMPARE(page()->run().operation(), MigrationRun::Operation::Watch); // it goes on watching by itself
    QTRY_VERIFY(find<QLabel>("wayBack")->text().contains(u"Verified"_s));
    for (const TaskStatus &task : m_window->tasks().tasks())
        QVERIFY2(!task.title.startsWith(u"Keep the way back open"_s) || task.state != TaskState::Cancelled,
                 "not wanted");
}

// Whoever stops the watch is told what that means, and one click takes it up again.
void TestWindow::saysThatNobodyWatches()
{
    m_window->tasks().cancel(page()->run().task().id);
    QTRY_COMPARE(page()->run().operation(), MigrationRun::Operation::None);
    const auto wayBack = [] { return find<QLabel>("wayBack")->text(); };
    QTRY_VERIFY2(wayBack().contains(u"Nobody keeps the old table equal"_s), qPrintable(wayBack()));
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("migrationState")->text().contains(u"nobody keeps"_s), 20000);
    QVERIFY(click("migrationResume"));
    QTRY_COMPARE(page()->run().operation(), MigrationRun::Operation::Watch);
    QTRY_VERIFY2(wayBack().contains(u"The way back is open"_s), qPrintable(wayBack()));
    QTRY_VERIFY(!find<QLabel>("migrationState")->text().contains(u"nobody keeps"_s));
}

// Rows that differ are named, nothing is rolled back, and the way back is kept open.
void TestWindow::comparesBeforeTheWayBack()
{
    QVERIFY(m_load->pause());
    QTRY_VERIFY(page()->run().details()->status.lagEntries == 0);
    const Plan plan = page()->run().details()->entry.plan;
    PgClient super = mustConnect(m_cluster->conninfo(kDb, u"postgres"_s));
    mustExec(super,
             u"BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL parterre.replay = '%1'; "
             "UPDATE %2 SET v = -4711 WHERE id IN (SELECT min(id) FROM %2); COMMIT"_s.arg(plan.id, plan.old.quoted()));
    m_load->resume();
    QVERIFY(click("migrationRollBack"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(click("confirmOption"));
    QVERIFY(click("confirmGo"));
    QTRY_VERIFY2_WITH_TIMEOUT(told().contains(u"nothing was rolled back"_s), qPrintable(told()), 60000);
    QTRY_COMPARE(page()->run().operation(), MigrationRun::Operation::Watch);
    QTRY_VERIFY(isReady("verifyRepair"));
    QVERIFY(find<QLabel>("verificationSummary")->text().contains(u"they differ"_s));
    QCOMPARE(state(), MigrationState::Watching);
    QVERIFY(click("verifyRepair"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("verificationSummary")->text().contains(u"the same rows"_s), 60000);
    QTRY_COMPARE(page()->run().operation(), MigrationRun::Operation::Watch);
    mustStayEqual("after the repair");
}

void TestWindow::rollsBack()
{
    QTRY_VERIFY(isReady("migrationRollBack"));
    QVERIFY(click("migrationRollBack"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QCOMPARE(find("confirmDialog")->focusWidget(), find("confirmCancel")); // Enter does no harm
    QVERIFY(click("confirmOption"));                                       // compare first
    const QString sql = find<QPlainTextEdit>("confirmSql")->toPlainText();
    QVERIFY2(!sql.contains(u"after an upgrade"_s) && sql.contains(u"RENAME TO"_s), qPrintable(sql.left(500)));
    closeGate(u"RolledBack"_s);
    QVERIFY(click("confirmGo"));
    QTRY_COMPARE_WITH_TIMEOUT(page()->run().task().progress.step, u"Clean up"_s, 60000);
    QVERIFY(click("migrationCancel"));
    QTRY_VERIFY(!page()->run().isRunning());
    QTRY_COMPARE(state(), MigrationState::RollingBack);
    QVERIFY(!isShown("migrationResume")); // there is one way only
    closeGate({});
    QVERIFY(click("migrationRollBack"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(!isShown("confirmOption")); // there is nothing left to compare
    QVERIFY(click("confirmGo"));
    QTRY_COMPARE_WITH_TIMEOUT(state(), MigrationState::RolledBack, 60000);
    QTRY_VERIFY(!page()->run().isRunning());
    QVERIFY(!isShown("migrationRollBack"));
    QVERIFY(click("migrationAgain")); // the same choices, reviewed
    QTRY_VERIFY_WITH_TIMEOUT(isShown("migrationWizard"), 20000);
    QCOMPARE(find<QWizard>("migrationWizard")->currentId(), int(MigrationWizard::ReviewPage));
    QTRY_VERIFY(find<QLabel>("wizardReviewSummary")->text().contains(u"ledger_t"_s));
    find<QWizard>("migrationWizard")->reject();
    QVERIFY(find<QLabel>("wayBack")->text().contains(u"Rolled back"_s));
    QTRY_VERIFY(find<QLabel>("wayBack")->text().contains(u"Switched back:"_s));              // how long anybody waited
    QVERIFY(find<QLabel>("wayBack")->text().contains(u"Verified:"_s));                       // compared before
    QCOMPARE(find<QTabWidget>("migrationTabs")->currentWidget(), find("verificationPanel")); // no tab jumps
    QCOMPARE(m_cluster->value(u"SELECT relkind FROM pg_class WHERE oid = 'public.ledger_t'::regclass"_s, kDb), u"r"_s);
    QCOMPARE(m_cluster->value(u"SELECT convalidated FROM pg_constraint WHERE conname = 'remark_ledger'"_s, kDb),
             u"t"_s);
    mustStayEqual("after the rollback");
}

// Somebody reads for longer than all attempts: nothing has happened, and the next switch is asked for again.
void TestWindow::putsASwitchOff()
{
    const Plan plan = page()->run().details()->entry.plan;
    QCOMPARE(plan.pace.standbyLagMs, 7000); // as said in the wizard
    QVERIFY(plan.pace.required.contains(toText(Guard::StandbyLag)));
    QCOMPARE(plan.pace.hours, u"00:00-24:00"_s);
    QCOMPARE(plan.limits.switchAttempts, 12);
    page()->start(plan, 2, true);
    QTRY_VERIFY_WITH_TIMEOUT(isReady("migrationHold") && state() == MigrationState::Verified, 90000);
    PgClient reader = mustConnect(m_cluster->conninfo(kDb, u"app_user"_s));
    mustExec(reader, u"BEGIN"_s);
    mustExec(reader, u"SELECT 1 FROM public.ledger_t LIMIT 1"_s);
    saySwitch();
    QTRY_VERIFY_WITH_TIMEOUT(isShown("inlineMessage"), 60000);
    QVERIFY2(find<InlineMessage>("inlineMessage")->text().contains(QString::number(reader.backendPid())),
             qPrintable(find<InlineMessage>("inlineMessage")->text()));
    QVERIFY(page()->run().isHeld());
    QTRY_VERIFY(isReady("migrationResume"));
    QVERIFY(click("migrationResume"));
    mustBeHeld();
    mustExec(reader, u"COMMIT"_s);
    mustStayEqual("after a switch that was put off");
}

void TestWindow::staysOpenWhenAskedTo()
{
    m_window->close();
    QTRY_VERIFY(isShown("closeQuestion"));
    QVERIFY(click("closeWhenDone"));
    QTRY_VERIFY2(told().contains(u"closes when the tasks have ended"_s), qPrintable(told()));
    QCOMPARE(find<QAbstractButton>("inlineAction")->text(), u"Stay open"_s);
    m_window->showNormal();
    QVERIFY(click("inlineAction"));
    QCOMPARE(told(), QString());
    mustBeHeld(); // and stays so when the migration has ended
}

// Whoever leaves a migration in the middle is told what goes on without him; the next to come is offered it.
void TestWindow::saysThatItStandsStill()
{
    QAction *leave = m_window->findChild<QAction *>(u"actionDisconnect"_s);
    leave->trigger();
    QVERIFY2(told().contains(u"Cancel them first"_s), qPrintable(told()));
    page()->run().cancel();
    QTRY_VERIFY(!m_window->tasks().isBusy());
    leave->trigger();
    QTRY_VERIFY(isShown("startPage"));
    QVERIFY2(told().contains(u"ledger_t stands still"_s) && told().contains(u"the log grows"_s), qPrintable(told()));
    connects();
    QTRY_VERIFY2(told().contains(u"under way"_s), qPrintable(told()));
    QVERIFY(click("inlineAction"));
    QTRY_VERIFY(isReady("migrationResume"));
    m_window->findChild<QAction *>(u"actionUnlock"_s)->trigger();
    QVERIFY(find<QLabel>("statusMode")->text().contains(u"CHANGES ALLOWED"_s));
    QVERIFY(click("migrationResume"));
    mustBeHeld(); // what the first had said is not known: the switch is asked for
}

// Whoever wanted to leave when it is done is asked again: the window would take the watch with it.
void TestWindow::migratesAgain()
{
    m_window->close();
    QTRY_VERIFY(isShown("closeQuestion"));
    QVERIFY(click("closeWhenDone"));
    m_window->showNormal();
    saySwitch();
    QTRY_COMPARE_WITH_TIMEOUT(state(), MigrationState::Watching, 90000);
    QTRY_VERIFY(isShown("closeQuestion") && !isShown("closeWhenDone"));
    QVERIFY(m_window->isVisible());
    find<QMessageBox>("closeQuestion")->reject();
    QTRY_COMPARE(page()->run().operation(), MigrationRun::Operation::Watch);
    mustStayEqual("after the second switch");
}

void TestWindow::finishes()
{
    QTRY_VERIFY(isReady("migrationFinish"));
    QVERIFY(click("migrationFinish"));
    QTRY_VERIFY(isShown("confirmDialog"));
    QVERIFY(click("confirmGo"));
    QTRY_COMPARE_WITH_TIMEOUT(state(), MigrationState::Finished, 60000);
    QTRY_VERIFY(!m_window->tasks().isBusy());
    const QString said = find<QLabel>("wayBack")->text();
    QVERIFY2(said.contains(u"Finished"_s) && said.contains(u"rows in"_s) && said.contains(u"locked for"_s),
             qPrintable(said)); // what the journal tells of the night
    // The evidence, as a file.
    const QString path = m_home.filePath(u"report.html"_s);
    QVERIFY(click("migrationReport"));
    QTRY_VERIFY(isShown("saveReportDialog"));
    Q_EMIT find<QFileDialog>("saveReportDialog")->fileSelected(path);
    find<QFileDialog>("saveReportDialog")->close();
    QTRY_VERIFY(QFile::exists(path));
    mustStayEqual("at the end");
    // The window was there for its user all the time.
    qInfo("%lld events, %lld over 16 ms, the longest: %s", application().events(), application().overTarget(),
          qPrintable(application().worst()));
    QVERIFY2(application().worstUs() < kWorstUs, qPrintable(application().worst()));
}

void TestWindow::saysWhatIsLocked()
{
    m_window->findChild<QAction *>(u"actionTables"_s)->trigger();
    PgClient locker = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    const QString leaf = m_cluster->value(
        u"SELECT min(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'public.ledger_t'::regclass"_s, kDb);
    QVERIFY(m_load->pause());
    mustExec(locker, u"BEGIN"_s);
    mustExec(locker, u"LOCK TABLE %1 IN ACCESS EXCLUSIVE MODE"_s.arg(leaf));
    m_window->findChild<QAction *>(u"actionRefresh"_s)->trigger();
    const auto lockedState = [] {
        const QAbstractItemModel *model = find<QAbstractItemView>("partitionTree")->model();
        return !model
                    ->match(model->index(0, 10), Qt::DisplayRole, u"locked ACCESS EXCLUSIVE"_s, 1,
                            Qt::MatchContains | Qt::MatchRecursive)
                    .isEmpty();
    };
    QTRY_VERIFY(lockedState());
    QTRY_VERIFY(find<QLabel>("treeStatus")->text().startsWith(u"Sizes as of"_s)); // nothing hangs
    mustExec(locker, u"ROLLBACK"_s);
    m_load->resume();
}

void TestWindow::survivesALostServer()
{
    m_load->stop();
    QVERIFY(m_cluster->stop(StopMode::Immediate));
    m_window->findChild<QAction *>(u"actionRefresh"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("treeStatus")->text().startsWith(u"Not refreshed"_s), 20000);
    QVERIFY(find<QAbstractItemView>("partitionTree")->model()->rowCount() > 0); // what was read stays
}

void TestWindow::closesWhenDone()
{
    const auto goOn = std::make_shared<std::atomic<bool>>(false);
    m_window->tasks().start<int>(
        u"something long"_s,
        [goOn](TaskContext &task) -> Result<int> {
            while (!*goOn && !task.cancel.isCancelled())
                std::this_thread::yield();
            return 1;
        },
        m_window.get(), [](const Result<int> &) {});
    m_window->close();
    QTRY_VERIFY(isShown("closeQuestion"));
    QVERIFY(click("closeWhenDone"));
    QTRY_VERIFY(!told().isEmpty());
    QVERIFY(m_window->isVisible());
    *goOn = true;
    QTRY_VERIFY(!m_window->isVisible());
}

PARTERRE_GUI_TEST_MAIN(TestWindow)
#include "tst_window.moc"
