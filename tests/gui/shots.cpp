// SPDX-License-Identifier: GPL-3.0-or-later
// Takes pictures of every screen and state of the window, light, dark and in high contrast: shots FOLDER [LANGUAGE].
// Works on a demo server of its own, in a temporary folder. QT_SCALE_FACTOR=2 makes them for a fine display.
#include "gui/windowdriver.h"

#include "demo/demoserver.h"
#include "support/pgclient.h"
#include "ui/database.h"
#include "ui/mainwindow.h"
#include "ui/pages/migrationpage.h"
#include "ui/style.h"
#include "ui/wizard/forecastbutton.h"
#include "ui/wizard/rehearsebutton.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QLibraryInfo>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStyleFactory>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTranslator>
#include <QWizard>

#include <cstdio>
#include <optional>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

QPalette lightPalette()
{
    return QStyleFactory::create(u"Fusion"_s)->standardPalette();
}

QPalette darkPalette()
{
    QPalette dark;
    const auto set = [&dark](std::initializer_list<QPalette::ColorRole> roles, const QColor &color) {
        for (const QPalette::ColorRole role : roles)
            dark.setColor(role, color);
    };
    set({QPalette::Window, QPalette::Button}, QColor(0x2b, 0x2d, 0x30));
    set({QPalette::Base}, QColor(0x1e, 0x1f, 0x22));
    set({QPalette::AlternateBase}, QColor(0x26, 0x28, 0x2b));
    set({QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText},
        QColor(0xdf, 0xe1, 0xe5));
    set({QPalette::PlaceholderText}, QColor(0x9a, 0xa0, 0xa8));
    set({QPalette::ToolTipBase}, QColor(0x3c, 0x3f, 0x44));
    set({QPalette::Light}, QColor(0x4a, 0x4d, 0x52));
    set({QPalette::Midlight}, QColor(0x3c, 0x3f, 0x44));
    set({QPalette::Mid}, QColor(0x55, 0x58, 0x5e));
    set({QPalette::Dark}, QColor(0x17, 0x18, 0x1a));
    set({QPalette::Shadow}, Qt::black);
    set({QPalette::Highlight}, QColor(0x2f, 0x6d, 0xb5));
    set({QPalette::HighlightedText}, Qt::white);
    set({QPalette::Link}, QColor(0x6c, 0xb2, 0xf5));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        dark.setColor(QPalette::Disabled, role, QColor(0x7d, 0x82, 0x8a));
    return dark;
}

// As the high-contrast themes of desktops are.
QPalette contrastPalette()
{
    QPalette palette = darkPalette();
    for (const QPalette::ColorRole role : {QPalette::Window, QPalette::Button, QPalette::Base, QPalette::AlternateBase,
                                           QPalette::ToolTipBase, QPalette::Dark, QPalette::Shadow})
        palette.setColor(role, Qt::black);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::Light,
          QPalette::Midlight, QPalette::Mid, QPalette::BrightText, QPalette::PlaceholderText})
        palette.setColor(role, Qt::white);
    palette.setColor(QPalette::Highlight, Qt::yellow);
    palette.setColor(QPalette::HighlightedText, Qt::black);
    palette.setColor(QPalette::Link, Qt::yellow);
    return palette;
}

// The beginning of a text in the window's language.
QString shown(const char *context, const char *text)
{
    return QCoreApplication::translate(context, text).section(u'%', 0, 0);
}

// Let what is asked for by timers be shown.
void settle(int ms = 250)
{
    bool over = false;
    QTimer::singleShot(ms, qApp, [&over] { over = true; });
    (void)QTest::qWaitFor([&over] { return over; }, ms * 20);
}

class Photographer {
public:
    explicit Photographer(const QString &folder)
        : m_folder(folder)
    {
        QDir().mkpath(folder);
    }

    void take(const char *name)
    {
        QWidget *front = QApplication::activeModalWidget();
        for (QWidget *each : QApplication::topLevelWidgets()) {
            if (!front && each->isVisible() && each->objectName() == u"mainWindow")
                front = each;
        }
        const std::pair<const char *, QPalette> looks[] = {
            {"light", lightPalette()}, {"dark", darkPalette()}, {"contrast", contrastPalette()}};
        for (const auto &[look, palette] : looks) {
            QApplication::setPalette(palette);
            settle();
            const QString path = u"%1/%2-%3.png"_s.arg(m_folder, QLatin1String(name), QLatin1String(look));
            if (!front || !front->grab().save(path))
                std::fprintf(stderr, "no picture of %s\n", name);
        }
        QApplication::setPalette(lightPalette());
        ++m_count;
        std::printf("%2d %s\n", m_count, name);
        std::fflush(stdout);
    }

private:
    QString m_folder;
    int m_count = 0;
};

/// The walk through the program.
class Walk {
public:
    Walk(const QString &folder, DemoServer &server, const QString &home)
        : m_camera(folder)
        , m_server(server)
        , m_store(home % u"/connections.ini")
    {}

    bool go()
    {
        return start() && connectAndLook() && archive() && archiveSavings() && archiveFind() && archiveFiles() && plan()
            && migrate() && watch() && locked() && rollBack() && lost();
    }

private:
    bool until(const char *what, const std::function<bool()> &condition, int ms = 60'000)
    {
        if (QTest::qWaitFor(condition, ms))
            return true;
        std::fprintf(stderr, "never happened: %s\n", what);
        m_camera.take("stuck");
        return false;
    }
    QAction *action(const char *name) { return m_window->findChild<QAction *>(QLatin1String(name)); }
    MigrationPage *page() { return find<MigrationPage>("migrationPage"); }
    MigrationState state() { return page() ? page()->run().state() : MigrationState::Planned; }
    void exec(const QString &sql)
    {
        PgClient client = mustConnect(m_server.conninfo());
        mustExec(client, sql);
    }

    bool start()
    {
        m_window = std::make_unique<MainWindow>(m_store.path());
        m_window->show();
        settle();
        m_camera.take("start-empty");
        m_window.reset();
        SavedProfile demo;
        demo.name = u"Sales"_s;
        demo.kind = ServerKind::Test;
        demo.parameters = ConnectionProfile::fromConninfo(m_server.conninfo())->parameters;
        SavedProfile production = demo;
        production.name = u"Billing"_s;
        production.kind = ServerKind::Production;
        production.parameters = {
            {u"host"_s, u"billing-db1.example.com"_s}, {u"dbname"_s, u"billing"_s}, {u"user"_s, u"dba"_s}};
        m_store.save(&production);
        m_store.save(&demo);
        m_window = std::make_unique<MainWindow>(m_store.path());
        m_window->show();
        settle();
        choose("startList", u"Sales"_s);
        m_camera.take("start");
        click("startEdit");
        if (!until("the profile dialog", [] { return isShown("profileDialog"); }))
            return false;
        m_camera.take("profile");
        QApplication::activeModalWidget()->close();
        choose("startList", u"Billing"_s);
        click("startConnect");
        settle(50);
        m_camera.take("connecting");
        if (!until("the connection's failure", [] { return isShown("stateTitle"); }))
            return false;
        m_camera.take("connect-error");
        return click("stateBack");
    }

    bool connectAndLook()
    {
        settle();
        choose("startList", u"Sales"_s);
        click("startConnect");
        if (!until("the tables", [] {
                return choose("partitionTree", u"public.transactions"_s)
                    && find<QLabel>("treeStatus")->text().startsWith(shown("parterre::BrowserPage", "Sizes as of %1"));
            }))
            return false;
        settle();
        m_camera.take("tables");
        return true;
    }

    bool archive()
    {
        exec(u"CREATE TABLE public.events (id bigint PRIMARY KEY, happened_at timestamptz NOT NULL, payload text);"
             "INSERT INTO public.events SELECT i, now() - i * interval '30 minutes', repeat('event ', 20) FROM "
             "generate_series(1, 60000) i; ANALYZE public.events;"
             "CREATE TABLE public.event_notes (event bigint REFERENCES public.events ON DELETE CASCADE)"_s);
        action("actionRefresh")->trigger();
        if (!until("the new table", [] { return choose("partitionTree", u"public.events"_s); }))
            return false;
        action("actionArchive")->trigger();
        if (!until("the empty archive", [] { return isShown("archivePage") && isReady("stateAction"); }))
            return false;
        m_camera.take("archive-empty");
        click("stateAction");
        const auto isPlanned = [] { return isShown("archiveSummary"); };
        if (!until("the policy dialog", [] { return isShown("archivePolicyDialog"); }))
            return false;
        auto *table = find<QComboBox>("archivePolicyTable");
        table->setCurrentIndex(table->findText(u"public.events"_s));
        if (!until("the refusal", isPlanned))
            return false;
        settle(600);
        m_camera.take("archive-policy-refused");
        exec(u"DROP TABLE public.event_notes"_s);
        find<QSpinBox>("archivePolicyDays")->setValue(731);
        click("archivePolicyUnlock");
        if (!until("the plan", [] { return isReady("archivePolicyKeep"); }))
            return false;
        m_camera.take("archive-policy");
        find<QTabWidget>("archivePlanTabs")->setCurrentIndex(1);
        settle();
        m_camera.take("archive-policy-sql");
        find<QLineEdit>("archivePolicyFolder")->setText(u"/srv/archive"_s);
        settle(1000);
        m_camera.take("archive-policy-files");
        find<QLineEdit>("archivePolicyFolder")->clear();
        if (!until("the plan", [] { return isReady("archivePolicyKeep"); }))
            return false;
        click("archivePolicyKeep");
        if (!until("the policy", [] { return isReady("archiveRun"); }))
            return false;
        exec(u"UPDATE parterre.archive_policy SET settings = settings || '{\"pauseMs\": 150, \"batchTargetMs\": 5}'"_s);
        action("actionRefresh")->trigger();
        settle(1000);
        click("archiveRun");
        if (!until("the question", [] { return isShown("confirmDialog"); }))
            return false;
        m_camera.take("archive-run-question");
        click("confirmGo");
        if (!until("the run", [] { return isReady("archiveStop"); }))
            return false;
        settle(2500);
        m_camera.take("archive-running");
        if (!until("the end of the run", [] { return !isShown("archiveStop"); }))
            return false;
        settle(600);
        m_camera.take("archive-done");
        return archiveBack();
    }

    bool archiveBack()
    {
        exec(u"INSERT INTO public.events SELECT i, now(), 'newer' FROM generate_series(40000, 40002) i"_s);
        click("archiveRestore");
        if (!until("the restore dialog", [] { return isShown("restoreDialog"); }))
            return false;
        m_camera.take("archive-restore-empty");
        find<QComboBox>("restoreKind")->setCurrentIndex(2);
        find<QLineEdit>("restoreWhere")->setText(u"id BETWEEN 39990 AND 40200"_s);
        click("restorePreview");
        if (!until("the preview", [] { return isReady("restoreGo"); }))
            return false;
        m_camera.take("archive-restore");
        click("restoreGo");
        if (!until("the restore", [] { return !isShown("restoreDialog") && isReady("archiveRestore"); }))
            return false;
        settle(1500);
        choose("archiveRuns", QDate::currentDate().toString(u"yyyy-MM-dd"_s));
        exec(u"UPDATE public.events SET happened_at = now() - interval '900 days' WHERE id = 40000"_s);
        click("archiveRun");
        if (!until("the question", [] { return isShown("confirmDialog"); }))
            return false;
        click("confirmGo");
        if (!until("the failed run", [] { return isShown("archiveAlerts"); }))
            return false;
        settle(600);
        m_camera.take("archive-failed");
        return true;
    }

    bool archiveSavings()
    {
        find<QTabWidget>("archiveTabs")->setCurrentIndex(2);
        if (!until("the savings", [] { return isShown("savingsTable"); }))
            return false;
        settle();
        m_camera.take("archive-savings");
        click("savingsSettings");
        if (!until("queries and prices", [] { return isShown("archiveSavingsDialog"); }))
            return false;
        find<QPlainTextEdit>("savingsQueryText")->setPlainText(u"SELECT count(*) FROM public.events WHERE id > 100;"_s);
        find<QLineEdit>("savingsCurrency")->setText(u"EUR"_s);
        for (const char *place : {"savingsPrice_table", "savingsPrice_archive", "savingsPrice_backup"})
            find<QLineEdit>(place)->setText(QLocale().toString(0.5));
        find<QSpinBox>("savingsBackups")->setValue(14);
        settle();
        m_camera.take("archive-savings-prices");
        click("savingsKeep");
        if (!until("the prices", [] { return isReady("savingsAfter"); }))
            return false;
        click("savingsAfter");
        if (!until("the measurement", [] { return isShown("archiveMessage") && isReady("savingsAfter"); }))
            return false;
        settle(600);
        m_camera.take("archive-savings-measured");
        return true;
    }

    bool archiveFind()
    {
        find<QTabWidget>("archiveTabs")->setCurrentIndex(0);
        if (!until("the policy", [] { return isReady("archiveFind"); }))
            return false;
        click("archiveFind");
        find<QLineEdit>("findWhere")->setText(u"id % 10 = 0"_s);
        click("findGo");
        if (!until("the rows", [] { return isShown("findTable"); }))
            return false;
        settle();
        m_camera.take("archive-find");
        click("findClose");
        return true;
    }

    bool browsesSeveralFiles()
    {
        auto *files = find<QAbstractItemView>("filesTable");
        click("filesExport");
        settle();
        find<QComboBox>("exportTable")->setEditText(u"public.events_archive"_s);
        find<QLineEdit>("exportName")->setText(u"second"_s);
        click("exportGo");
        if (!until("the second file", [files] { return files->model()->rowCount() == 2 && isReady("filesVerify"); }))
            return false;
        files->selectAll();
        click("filesVerify");
        if (!until("the verifications", [] { return isReady("filesExport"); }))
            return false;
        settle();
        m_camera.take("archive-files-several");
        click("filesBrowse");
        if (!until("the rows of both", [] { return isShown("browseTable"); }))
            return false;
        settle();
        m_camera.take("archive-browse-several");
        click("browseClose");
        files->setCurrentIndex(files->model()->index(0, 0));
        return until("one file", [] { return isReady("filesImport"); });
    }

    bool archiveFiles()
    {
        find<QTabWidget>("archiveTabs")->setCurrentIndex(1);
        settle();
        m_camera.take("archive-files-empty");
        const QTemporaryDir folder;
        auto *path = find<QLineEdit>("filesFolder");
        path->setText(folder.path());
        QTest::keyClick(path, Qt::Key_Return);
        if (!until("the folder", [] { return isReady("filesExport"); }))
            return false;
        click("filesExport");
        settle();
        find<QComboBox>("exportTable")->setEditText(u"public.events_archive"_s);
        m_camera.take("archive-export");
        click("exportGo");
        if (!until("the file", [] { return isReady("filesVerify"); }))
            return false;
        click("filesVerify");
        if (!until("the verification", [] { return isReady("filesImport"); }))
            return false;
        settle();
        m_camera.take("archive-files");
        click("filesBrowse");
        if (!until("the rows", [] { return isShown("browseTable"); }))
            return false;
        settle();
        m_camera.take("archive-browse");
        click("browseClose");
        if (!browsesSeveralFiles())
            return false;
        click("filesImport");
        if (!until("the question", [] { return isShown("confirmDialog"); }))
            return false;
        m_camera.take("archive-import-question");
        click("confirmCancel");
        exec(u"DROP TABLE public.events, public.events_archive"_s);
        exec(u"DELETE FROM parterre.archive_policy"_s);
        m_window->database().setMayChange(false); // the walk goes on as it began
        action("actionTables")->trigger();
        action("actionRefresh")->trigger();
        return until("the table", [] { return choose("partitionTree", u"public.transactions"_s); });
    }

    bool plan()
    {
        action("actionMigrate")->trigger();
        if (!until("the wizard", [] { return isShown("wizardTables"); }))
            return false;
        exec(u"CREATE TABLE public.ar_internal_metadata (key text, value text)"_s); // the application is one of Rails
        auto *wizard = find<QWizard>("migrationWizard");
        const auto canGoOn = [wizard] { return wizard->button(QWizard::NextButton)->isEnabled(); };
        m_camera.take("wizard-table");
        wizard->next();
        if (!until("the layout", [&] { return isShown("wizardLeaves") && canGoOn(); }))
            return false;
        m_camera.take("wizard-layout");
        find<QComboBox>("wizardEvery")->setEditText(u"1 fortnight"_s);
        if (!until("the layout's error", [] { return isShown("stateTitle"); }))
            return false;
        m_camera.take("wizard-layout-error");
        find<QComboBox>("wizardEvery")->setEditText(u"1 month"_s);
        if (!until("the layout again", [&] { return isShown("wizardLeaves") && canGoOn(); }))
            return false;
        wizard->next();
        settle();
        m_camera.take("wizard-findings");
        decideKeys();
        if (!until("the decided findings", canGoOn))
            return false;
        settle();
        m_camera.take("wizard-findings-decided");
        wizard->next();
        settle();
        click("wizardTick_rails");
        settle();
        m_camera.take("wizard-application");
        exec(u"DROP TABLE public.ar_internal_metadata"_s);
        for (QCheckBox *each : wizard->currentPage()->findChildren<QCheckBox *>())
            each->setChecked(true);
        wizard->next();
        m_camera.take("wizard-pace");
        wizard->next();
        settle();
        m_camera.take("wizard-review");
        find<QTabWidget>("wizardReviewTabs")->setCurrentIndex(1);
        settle();
        m_camera.take("wizard-review-sql");
        if (!forecast())
            return false;
        click("wizardUnlock");
        settle();
        if (!rehearse())
            return false;
        wizard->button(QWizard::FinishButton)->click();
        return until("the run page", [] { return isShown("migrationPage"); });
    }

    bool rehearse()
    {
        click("wizardRehearse");
        if (!until("the question before the rehearsal", [] { return isShown("confirmDialog"); }))
            return false;
        settle();
        m_camera.take("wizard-rehearse-question");
        click("confirmGo");
        const auto *button = find<RehearseButton>("wizardRehearse");
        if (!until("the rehearsal's beginning", [&] { return button->isRunning(); })
            || !until("the rehearsal's end", [&] { return !button->isRunning(); }))
            return false;
        find<QTabWidget>("wizardReviewTabs")->setCurrentIndex(0);
        settle();
        m_camera.take("wizard-rehearsed");
        return true;
    }

    bool forecast()
    {
        find<QTabWidget>("wizardReviewTabs")->setCurrentIndex(2);
        settle();
        click("wizardForecast");
        settle();
        m_camera.take("wizard-forecast-question");
        click("forecastNo");
        settle();
        PgClient reader = mustConnect(m_server.conninfo(u"demo_app"_s) + u" application_name='nightly report'"_s);
        mustExec(reader, u"BEGIN"_s);
        mustExec(reader, u"SELECT count(*) FROM public.transactions"_s);
        find<ForecastButton>("wizardForecast")->start({.forMs = 6'000, .everyMs = 100, .minuteMs = 500});
        settle(3500);
        mustExec(reader, u"COMMIT"_s);
        if (!until("the forecast", [] { return isShown("forecastDialog"); }))
            return false;
        m_camera.take("wizard-forecast");
        click("forecastClose");
        find<QTabWidget>("wizardReviewTabs")->setCurrentIndex(0);
        settle();
        return true;
    }

    bool migrate()
    {
        if (!until("the copy", [this] { return page()->run().task().progress.step == u"Copy"; }))
            return false;
        page()->run().setPaused(true);
        settle(1500);
        m_camera.take("run-copy-paused");
        page()->run().setPaused(false);
        if (!until("the index step", [this] { return page()->run().task().progress.step == u"Index"; }))
            return false;
        m_camera.take("run-index");
        if (!until(
                "the held switch", [this] { return state() == MigrationState::Verified; }, 180'000))
            return false;
        settle(1500);
        m_camera.take("run-ready-to-switch");
        PgClient blocker = mustConnect(m_server.conninfo(u"demo_app"_s));
        mustExec(blocker, u"BEGIN"_s);
        mustExec(
            blocker,
            u"UPDATE public.transactions SET status = status WHERE id = (SELECT min(id) FROM public.transactions)"_s);
        page()->run().setHeld(false);
        settle(6000);
        m_camera.take("run-switch-blocked");
        mustExec(blocker, u"COMMIT"_s);
        return until("the switch", [this] { return state() == MigrationState::Watching; });
    }

    bool watch()
    {
        settle(1500);
        find<QTabWidget>("migrationTabs")->setCurrentIndex(0);
        m_camera.take("run-watching");
        const QString old = u"public.transactions_old"_s;
        exec(u"ALTER TABLE %1 DISABLE TRIGGER USER"_s.arg(old));
        exec(u"UPDATE %1 SET status = 'changed behind our back' WHERE id IN (SELECT id FROM %1 ORDER BY id LIMIT 3)"_s
                 .arg(old));
        exec(u"ALTER TABLE %1 ENABLE ALWAYS TRIGGER zz_parterre_capture"_s.arg(old));
        exec(u"ALTER TABLE %1 ENABLE ALWAYS TRIGGER zz_parterre_truncate"_s.arg(old));
        find<QTabWidget>("migrationTabs")->setCurrentIndex(1);
        settle();
        std::optional<bool> equal;
        const auto verified = QObject::connect(&page()->run(), &MigrationRun::verified, page(),
                                               [&](const VerificationReport &report) { equal = report.isEqual(); });
        click("verifyNow");
        if (!until("the differences", [&] { return equal && !*equal; }))
            return false;
        settle(1200);
        m_camera.take("run-differences");
        if (!until("the repair button", [] { return isReady("verifyRepair"); }))
            return false;
        click("verifyRepair");
        if (!until("the repair", [&] { return *equal; }))
            return false;
        QObject::disconnect(verified);
        if (!until("the rollback button", [] { return isReady("migrationRollBack"); }))
            return false;
        click("migrationRollBack");
        if (!until("the question", [] { return isShown("confirmDialog"); }))
            return false;
        m_camera.take("rollback-question");
        click("confirmCancel");
        settle();
        click("migrationFinish");
        if (!until("the question", [] { return isShown("confirmDialog"); }))
            return false;
        m_camera.take("finish-question");
        click("confirmCancel");
        find<QTabWidget>("migrationTabs")->setCurrentIndex(3);
        find<QDockWidget>("logDock")->show();
        find<QDockWidget>("logDock")->raise();
        settle();
        m_camera.take("notes-and-log");
        find<QDockWidget>("tasksDock")->show();
        find<QDockWidget>("tasksDock")->raise();
        settle();
        m_camera.take("tasks");
        find<QDockWidget>("tasksDock")->hide();
        find<QDockWidget>("logDock")->hide();
        return true;
    }

    // What whoever comes back in the morning finds.
    bool rollBack()
    {
        m_window->openMigration(page()->run().id());
        if (!until("the rollback button", [] { return isReady("migrationRollBack"); }))
            return false;
        click("migrationRollBack");
        if (!until("the question", [] { return isShown("confirmDialog"); }))
            return false;
        click("confirmGo");
        if (!until("the rollback", [this] { return state() == MigrationState::RolledBack; }))
            return false;
        settle(1500);
        find<QTabWidget>("migrationTabs")->setCurrentIndex(0);
        m_camera.take("run-rolled-back");
        action("actionTables")->trigger();
        return true;
    }

    bool locked()
    {
        action("actionTables")->trigger();
        action("actionRefresh")->trigger();
        settle(1500);
        const auto chooseTree = [] { return choose("partitionTree", u"public.transactions"_s); };
        if (!until("the tree", chooseTree))
            return false;
        auto *tree = find<QAbstractItemView>("partitionTree");
        QMetaObject::invokeMethod(tree, "expand", Q_ARG(QModelIndex, tree->currentIndex()));
        static const char *const names[] = {"chart-sizes", "chart-timeline", "chart-bounds", "chart-treemap"};
        for (int i = 0; i < 4; ++i) {
            find<QTabWidget>("chartTabs")->setCurrentIndex(i);
            settle(600);
            m_camera.take(names[i]);
        }
        find<QTabWidget>("chartTabs")->setCurrentIndex(1);
        click("chartAsTable");
        settle(600);
        m_camera.take("chart-as-table");
        click("chartAsTable");
        find<QTabWidget>("chartTabs")->setCurrentIndex(0);
        PgClient locker = mustConnect(m_server.conninfo());
        mustExec(locker, u"BEGIN"_s);
        mustExec(locker, u"LOCK TABLE ONLY public.transactions_2025_03 IN ACCESS EXCLUSIVE MODE"_s);
        action("actionRefresh")->trigger();
        find<QDockWidget>("activityDock")->show();
        find<QDockWidget>("activityDock")->raise();
        settle(3000);
        m_camera.take("locked-and-activity");
        mustExec(locker, u"ROLLBACK"_s);
        find<QDockWidget>("activityDock")->hide();
        return true;
    }

    bool lost()
    {
        m_window->tasks().cancelAll();
        if (!until("the end of the watch", [this] { return !m_window->tasks().isBusy(); }))
            return false;
        (void)m_server.stop();
        action("actionRefresh")->trigger();
        until("the lost server", [] {
            return find<QLabel>("treeStatus")->text().startsWith(shown("parterre::BrowserPage", "Not refreshed: %1"));
        });
        m_camera.take("server-lost");
        m_window->openMigration(page()->run().id());
        if (!until("the run page's error", [] { return isShown("inlineMessage"); }))
            return false;
        m_camera.take("run-server-lost");
        m_window.reset();
        return true;
    }

    Photographer m_camera;
    DemoServer &m_server;
    ProfileStore m_store;
    std::unique_ptr<MainWindow> m_window;
};

struct Silent : ProgressSink {
    void report(const Progress &) override {}
    void note(const QString &) override {}
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setStyle(new Style(u"Fusion"_s));
    QApplication::setPalette(lightPalette());
    if (argc != 2 && argc != 3) {
        std::fprintf(stderr, "usage: shots FOLDER [LANGUAGE]\n");
        return 2;
    }
    const QString language = argc == 3 ? QString::fromLocal8Bit(argv[2]) : u"en"_s;
    QLocale::setDefault(QLocale(language));
    QTranslator ours;
    QTranslator qt;
    if (!ours.load(u":/translations/parterre_"_s % language)
        || (argc == 3 && !qt.load(u"qtbase_"_s % language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))) {
        std::fprintf(stderr, "no translation: %s\n", qPrintable(language));
        return 1;
    }
    QApplication::installTranslator(&ours);
    QApplication::installTranslator(&qt);
    const QTemporaryDir home;
    QFile::setPermissions(home.path(), QFile::permissions(home.path()) | QFile::ExeOther | QFile::ReadOther);
    DemoServer server(DemoPlace{home.filePath(u"demo"_s)});
    Silent silent;
    auto ready = server.start({}, silent);
    if (ready)
        ready = server.ensureSampleData({}, silent, SampleSize{.transactions = 300'000});
    if (!ready) {
        std::fprintf(stderr, "%s\n", qPrintable(ready.error().toText()));
        return 1;
    }
    const bool done = Walk(QString::fromLocal8Bit(argv[1]), server, home.path()).go();
    (void)server.reset();
    return done ? 0 : 1;
}
