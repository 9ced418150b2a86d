// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "demo/demoserver.h"
#include "ui/dialogs/confirmdialog.h"
#include "ui/dialogs/passworddialog.h"
#include "ui/dialogs/profiledialog.h"
#include "ui/filedialog.h"
#include "ui/pages/archivepage.h"
#include "ui/pages/browserpage.h"
#include "ui/pages/migrationpage.h"
#include "ui/pages/startpage.h"
#include "ui/tasktext.h"
#include "ui/theme.h"
#include "ui/widgets/activitypanel.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/kindband.h"
#include "ui/widgets/logpanel.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/taskspanel.h"
#include "ui/wizard/migrationwizard.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

bool isOpen(const MigrationStatus &migration)
{
    return migration.state != toText(MigrationState::Finished) && migration.state != toText(MigrationState::RolledBack);
}

} // namespace

MainWindow::MainWindow(const QString &profiles, QWidget *parent)
    : QMainWindow(parent)
    , m_database(m_tasks, [this](const StatementRecord &record) { m_log.add(record); })
    , m_profiles(profiles)
    , m_connector(m_tasks, m_profiles, m_secrets, [this](const StatementRecord &record) { m_log.add(record); })
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Parterre"));
    makePages();
    makeActions();
    makeMenus();
    makeDocks();
    makeStatusBar();
    connectConnector();
    connect(&m_database, &Database::mayChangeChanged, this, &MainWindow::showStatus);
    connect(&m_database, &Database::unlockRequested, this, [this] { toggleChanges(true); });
    connect(&m_tasks, &TaskRunner::added, this, &MainWindow::showStatus);
    connect(&m_tasks, &TaskRunner::changed, this, &MainWindow::showStatus);
    showStatus();
    showActions();
    resize(1360, 860);
}

MainWindow::~MainWindow() = default;

void MainWindow::makePages()
{
    m_band = new KindBand;
    m_message = new InlineMessage;
    m_start = new StartPage(m_profiles, m_secrets);
    m_connecting = new StatePage(new QWidget);
    m_browser = new BrowserPage(m_database);
    m_archive = new ArchivePage(m_database);
    m_pages = new QStackedWidget;
    m_pages->setMinimumHeight(300); // a message above takes its room from the page: the window does not grow
    for (QWidget *page : std::initializer_list<QWidget *>{m_start, m_connecting, m_browser, m_archive})
        m_pages->addWidget(page);
    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_band);
    layout->addWidget(m_message);
    layout->addWidget(m_pages, 1);
    setCentralWidget(central);

    connect(m_start, &StartPage::connectRequested, this, &MainWindow::connectTo);
    connect(m_start, &StartPage::demoRequested, this, &MainWindow::connectDemo);
    connect(m_start, &StartPage::newRequested, this, [this] { editProfile({}); });
    connect(m_start, &StartPage::editRequested, this, &MainWindow::editProfile);
    connect(m_start, &StartPage::removeRequested, this,
            [this](const SavedProfile &profile) { m_connector.remove(profile); });
    connect(m_browser, &BrowserPage::selectionChanged, this, &MainWindow::showActions);
    connect(m_browser, &BrowserPage::migrateRequested, this, &MainWindow::openWizard);
    connect(m_browser, &BrowserPage::archiveRequested, this, [this](const QString &table) {
        showArchive();
        m_archive->openPolicyOf(table);
    });
    connect(&m_archive->desk(), &ArchiveDesk::done, m_browser, &BrowserPage::refresh);
    connect(m_message, &InlineMessage::actionRequested, this, [this] {
        const bool stays = m_closeWhenDone; // "Stay open"
        m_message->clear();
        if (!stays && !m_offered.isEmpty())
            openMigration(m_offered);
    });
    connect(m_message, &InlineMessage::gone, this, [this] { m_closeWhenDone = false; });
    connect(m_connecting, &StatePage::cancelRequested, &m_connector, &Connector::cancel);
    m_connecting->setBackText(tr("Back to the connections"));
    connect(m_connecting, &StatePage::backRequested, this, [this] { showPage(m_start); });
    connect(m_connecting, &StatePage::retryRequested, this, [this] {
        if (m_wanted)
            connectTo(*m_wanted);
        else
            connectDemo();
    });
}

QAction *MainWindow::makeAction(const QString &text, const QString &objectName, const QString &icon,
                                const QKeySequence &shortcut, const std::function<void()> &triggered)
{
    auto *action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setData(icon);
    action->setShortcut(shortcut);
    if (triggered) // others are told by toggled()
        connect(action, &QAction::triggered, this, triggered);
    addAction(action);
    return action;
}

void MainWindow::makeActions()
{
    m_unlock = makeAction(tr("Unlock for changes"), u"actionUnlock"_s, u"lock"_s, QKeySequence(u"Ctrl+L"_s), {});
    m_unlock->setCheckable(true);
    connect(m_unlock, &QAction::toggled, this, &MainWindow::toggleChanges);
    m_migrate = makeAction(tr("Migrate table…"), u"actionMigrate"_s, u"migrate"_s, QKeySequence(u"Ctrl+M"_s),
                           [this] { openWizard(); });
}

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(
        makeAction(tr("New connection…"), u"actionNew"_s, u"new"_s, QKeySequence::New, [this] { editProfile({}); }));
    QAction *open =
        makeAction(tr("Open plan…"), u"actionOpenPlan"_s, u"save"_s, QKeySequence::Open, [this] { openPlan(); });
    file->addAction(open);
    QAction *leave = makeAction(tr("Disconnect"), u"actionDisconnect"_s, u"disconnect"_s, QKeySequence(u"Ctrl+W"_s),
                                [this] { disconnectFromServer(); });
    file->addAction(leave);
    file->addAction(makeAction(tr("Stop the demo server"), u"actionStopDemo"_s, {}, {}, [this] { stopDemo(); }));
    file->addSeparator();
    file->addAction(makeAction(tr("Quit"), u"actionQuit"_s, {}, QKeySequence(u"Ctrl+Q"_s), [this] { close(); }));

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->setObjectName(u"viewMenu"_s);
    QAction *tables =
        makeAction(tr("Tables"), u"actionTables"_s, u"table"_s, QKeySequence(u"Ctrl+1"_s), [this] { showTables(); });
    m_follow = makeAction(tr("Migration"), u"actionFollow"_s, u"running"_s, QKeySequence(u"Ctrl+2"_s),
                          [this] { openMigration(m_latest); });
    QAction *archive = makeAction(tr("Archive"), u"actionArchive"_s, u"archive"_s, QKeySequence(u"Ctrl+3"_s),
                                  [this] { showArchive(); });
    QAction *refresh = makeAction(tr("Refresh"), u"actionRefresh"_s, u"refresh"_s, QKeySequence(u"F5"_s), [this] {
        m_browser->refresh();
        m_archive->refresh();
        readMigrations();
    });
    QAction *find = makeAction(tr("Filter"), u"actionFilter"_s, u"search"_s, QKeySequence::Find, [this] {
        showTables();
        m_browser->focusFilter();
    });
    QAction *charts = makeAction(tr("Charts"), u"actionCharts"_s, u"charts"_s, QKeySequence(u"F9"_s), {});
    QAction *details = makeAction(tr("Details"), u"actionDetails"_s, u"info"_s, QKeySequence(u"Ctrl+I"_s), {});
    for (QAction *each : {charts, details}) {
        each->setCheckable(true);
        each->setChecked(true);
    }
    connect(charts, &QAction::toggled, m_browser, &BrowserPage::setChartsVisible);
    connect(details, &QAction::toggled, m_browser, &BrowserPage::setDetailsVisible);
    view->addActions({tables, m_follow, archive, refresh, find, charts, details});
    view->addSeparator();

    QMenu *migrate = menuBar()->addMenu(tr("&Migrate"));
    migrate->addAction(m_migrate);
    migrate->addAction(open);
    m_migrationMenu = migrate->addMenu(tr("Migrations"));
    m_migrationMenu->setObjectName(u"migrationMenu"_s);
    migrate->addSeparator();
    migrate->addAction(m_unlock);

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(
        makeAction(tr("Shortcuts"), u"actionShortcuts"_s, {}, QKeySequence(u"Ctrl+?"_s), [this] { showShortcuts(); }));
    help->addAction(makeAction(tr("About Parterre"), u"actionAbout"_s, {}, {}, [this] { about(); }));

    QToolBar *bar = addToolBar(tr("Main"));
    bar->setObjectName(u"mainToolBar"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({tables, m_follow, archive, refresh, m_migrate, m_unlock});
    m_connectedActions = {open, leave, tables, archive, refresh, find, charts, details, m_unlock};
    refreshIcons();
}

void MainWindow::makeDocks()
{
    m_activity = new ActivityPanel(m_database);
    QMenu *view = menuBar()->findChild<QMenu *>(u"viewMenu"_s);
    const auto add = [this, view](const QString &title, const QString &name, QWidget *panel, const char *key) {
        auto *dock = new QDockWidget(title, this);
        dock->setObjectName(name);
        dock->setWidget(panel);
        addDockWidget(Qt::BottomDockWidgetArea, dock);
        dock->hide();
        QAction *toggle = dock->toggleViewAction();
        toggle->setShortcut(QKeySequence(QLatin1String(key)));
        view->addAction(toggle);
        addAction(toggle); // Shortcuts lists what the window has
        // The three share one place: what was asked for comes to the front.
        connect(toggle, &QAction::triggered, dock, [dock](bool shown) {
            if (shown)
                dock->raise();
        });
        return dock;
    };
    QDockWidget *tasks = add(tr("Tasks"), u"tasksDock"_s, new TasksPanel(m_tasks), "Ctrl+Shift+T");
    QDockWidget *log = add(tr("Log"), u"logDock"_s, new LogPanel(m_log), "Ctrl+Shift+L");
    QDockWidget *activity = add(tr("Activity"), u"activityDock"_s, m_activity, "Ctrl+Shift+A");
    tabifyDockWidget(tasks, log);
    tabifyDockWidget(log, activity);
    resizeDocks({tasks}, {190}, Qt::Vertical);
}

void MainWindow::makeStatusBar()
{
    m_running = new ElidedLabel;
    m_running->setObjectName(u"statusTasks"_s);
    m_identity = new QLabel;
    m_identity->setObjectName(u"statusIdentity"_s);
    m_mode = new QLabel;
    m_mode->setObjectName(u"statusMode"_s);
    statusBar()->addWidget(m_running, 1);
    statusBar()->addPermanentWidget(m_identity);
    statusBar()->addPermanentWidget(m_mode);
}

void MainWindow::refreshIcons()
{
    for (QAction *action : actions()) {
        if (!action->data().toString().isEmpty())
            action->setIcon(theme::icon(action->data().toString(), palette()));
    }
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcons();
}

// ---------------------------------------------------------------- connecting

void MainWindow::connectConnector()
{
    connect(&m_connector, &Connector::connected, this,
            [this](const SavedProfile &saved, const ConnectionProfile &profile, const ServerFacts &facts) {
                m_database.setConnection(saved, profile, facts);
                showConnected();
            });
    connect(&m_connector, &Connector::failed, this, [this](const Error &error) { m_connecting->showError(error); });
    connect(&m_connector, &Connector::cancelled, this, [this] { showPage(m_start); });
    connect(&m_connector, &Connector::passwordNeeded, this, &MainWindow::askPassword);
    connect(&m_connector, &Connector::progressed, this, [this](const Progress &progress) {
        m_connecting->showLoading(progressText(progress), permille(progress));
    });
}

void MainWindow::connectTo(const SavedProfile &profile)
{
    m_wanted = profile;
    m_connecting->showLoading(tr("Connecting to %1").arg(profile.name));
    showPage(m_connecting);
    m_connector.open(profile);
}

void MainWindow::connectConninfo(const QString &conninfo)
{
    const auto profile = ConnectionProfile::fromConninfo(conninfo);
    if (!profile) {
        m_message->show(profile.error());
        return;
    }
    SavedProfile saved;
    saved.name = profile->description();
    saved.parameters = profile->parameters;
    connectTo(saved);
}

void MainWindow::connectDemo()
{
    m_wanted.reset();
    m_connecting->showLoading(tr("Starting the demo server"));
    showPage(m_connecting);
    m_connector.connectDemo();
}

// It goes on running when the window is closed: a migration in it may be watched from elsewhere.
void MainWindow::stopDemo()
{
    const DemoServer server;
    if (m_database.isConnected() && m_database.saved().parameters.value(u"host"_s) == server.place().socketDir()) {
        disconnectFromServer();
        if (m_database.isConnected()) // it said why not
            return;
    }
    m_tasks.start<void>(
        tr("Stop the demo server"), [](TaskContext &) { return DemoServer().stop(); }, this,
        [this](const Result<> &stopped) {
            if (stopped)
                m_message->show(theme::Meaning::Good, tr("The demo server is stopped."));
            else
                m_message->show(stopped.error());
            m_start->reload();
        });
}

void MainWindow::askPassword(const QString &description, const QString &refusal, bool canRemember)
{
    auto *dialog = new PasswordDialog(m_secrets, description, refusal, canRemember, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_connector.retry(dialog->password(), dialog->remember()); });
    connect(dialog, &QDialog::rejected, &m_connector, &Connector::cancel);
    dialog->open();
}

void MainWindow::editProfile(const SavedProfile &profile)
{
    auto *dialog = new ProfileDialog(m_tasks, m_secrets, profile, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        SavedProfile saved = dialog->profile();
        if (!m_connector.keep(&saved, dialog->passwordToRemember()))
            m_message->show(theme::Meaning::Bad, tr("The connection cannot be saved to %1").arg(m_profiles.path()));
        m_start->reload();
    });
    dialog->open();
}

void MainWindow::showConnected()
{
    m_band->setKind(m_database.saved().kind, m_database.facts().description);
    setWindowTitle(tr("%1 – Parterre").arg(m_database.facts().description));
    m_browser->clear();
    m_archive->clear();
    m_browser->refresh();
    readMigrations();
    showTables();
    showStatus();
}

void MainWindow::disconnectFromServer()
{
    if (m_tasks.isBusy()) {
        m_message->show(theme::Meaning::Warning,
                        isWorking() ? tr("Tasks are running on this connection. Cancel them first.")
                                    : tr("A switched migration is being watched here. Cancel that task first; until "
                                         "somebody watches it again, the old table falls behind."));
        return;
    }
    QStringList stopped;
    for (const MigrationPage *page : std::as_const(m_migrations)) {
        const MigrationState state = page->run().state();
        if (state >= MigrationState::Capturing && state <= MigrationState::Verified)
            stopped << page->title();
    }
    ++m_connection;
    m_migrationMenu->clear();
    m_offered.clear();
    m_latest.clear();
    qDeleteAll(m_migrations);
    m_migrations.clear();
    m_database.clear();
    m_browser->clear();
    m_archive->clear();
    m_activity->setRelation(0, {});
    m_message->clear();
    m_band->setKind(ServerKind::Development, {});
    setWindowTitle(tr("Parterre"));
    m_start->reload();
    showPage(m_start);
    showStatus();
    if (!stopped.isEmpty())
        m_message->show(
            theme::Meaning::Warning,
            tr("The migration of %1 stands still. Its triggers go on logging each write, and the log grows, "
               "until somebody goes on or rolls back.")
                .arg(stopped.join(u", "_s)));
}

// ---------------------------------------------------------------- pages

void MainWindow::showPage(QWidget *page)
{
    m_pages->setCurrentWidget(page);
    showActions();
}

void MainWindow::showTables()
{
    showPage(m_browser);
}

void MainWindow::showArchive()
{
    m_archive->setForest(m_browser->forest());
    showPage(m_archive);
}

void MainWindow::showActions()
{
    const bool connected = m_database.isConnected();
    for (QAction *action : std::as_const(m_connectedActions))
        action->setEnabled(connected);
    m_migrate->setEnabled(connected);
    m_migrationMenu->setEnabled(connected && !m_migrationMenu->isEmpty());
    m_follow->setEnabled(connected && !m_latest.isEmpty());
    if (const PartitionNode *node = m_browser->selected(); node && connected)
        m_activity->setRelation(node->oid, node->name.quoted());
}

MigrationPage *MainWindow::migrationPage(const QString &id)
{
    MigrationPage *&page = m_migrations[id];
    if (!page) {
        page = new MigrationPage(m_database, id);
        m_pages->addWidget(page);
        connect(&page->run(), &MigrationRun::reached, this, [this] {
            m_browser->refresh();
            readMigrations();
        });
        connect(page, &MigrationPage::planned, this, &MainWindow::review);
        connect(&page->run(), &MigrationRun::read, this, [this, id] {
            if (!m_listed.contains(id)) // its journal has just begun
                readMigrations();
        });
    }
    return page;
}

void MainWindow::openMigration(const QString &id)
{
    if (id == m_offered)
        m_message->clear();
    m_latest = id;
    showPage(migrationPage(id));
}

void MainWindow::openWizard()
{
    const PartitionNode *node = m_browser->canMigrateSelected() ? m_browser->selected() : nullptr;
    auto *wizard = new MigrationWizard(m_database, m_browser->forest(), m_browser->marks(), node ? node->oid : 0, this);
    connect(wizard, &MigrationWizard::startRequested, this, &MainWindow::start);
    wizard->open();
}

void MainWindow::openPlan()
{
    auto *dialog = newFileDialog(this, u"openPlanDialog"_s, tr("Open plan"));
    dialog->setNameFilter(tr("Plans (*.plan *.json);;All files (*)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        auto plan = file.open(QIODevice::ReadOnly)
            ? Plan::fromJson(file.readAll())
            : Result<Plan>(failure(ErrorCode::Usage, tr("the plan %1 cannot be read").arg(path), file.errorString()));
        if (!plan) {
            m_message->show(plan.error());
            return;
        }
        review(*plan);
    });
    dialog->open();
}

void MainWindow::review(const Plan &plan)
{
    auto *wizard = new MigrationWizard(m_database, plan, this);
    connect(wizard, &MigrationWizard::startRequested, this, &MainWindow::start);
    wizard->open();
}

void MainWindow::start(const Plan &plan, int workers, bool holdSwitch)
{
    MigrationPage *page = migrationPage(plan.id);
    page->start(plan, workers, holdSwitch);
    openMigration(plan.id);
}

// ---------------------------------------------------------------- what is known of migrations

void MainWindow::readMigrations()
{
    if (!m_database.isConnected())
        return;
    m_tasks.start<QList<MigrationStatus>>(
        tr("Read migrations"),
        [options = m_database.engine()](TaskContext &task) { return Engine(options(task)).status(); }, this,
        [this, connection = m_connection](const Result<QList<MigrationStatus>> &migrations) {
            if (migrations && connection == m_connection)
                showMigrations(*migrations);
        },
        false, true);
}

void MainWindow::showMigrations(const QList<MigrationStatus> &migrations)
{
    m_migrationMenu->clear();
    m_listed.clear();
    QHash<QString, QString> marks;
    for (const MigrationStatus &each : migrations) {
        if (m_latest.isEmpty() && isOpen(each))
            m_latest = each.id;
        m_listed << each.id;
        MigrationState state = MigrationState::Planned;
        fromText(each.state, &state);
        if (isOpen(each) && state != MigrationState::Planned) {
            marks.insert(each.table.quoted(),
                         state < MigrationState::Switched ? tr("being migrated") : tr("not finished"));
            marks.insert(each.old.quoted(), tr("the way back of %1").arg(each.table.quoted()));
        }
        if (state == MigrationState::Finished) // if it was not dropped
            marks.insert(each.old.quoted(), tr("what %1 was, not kept equal any more").arg(each.table.quoted()));
        for (const QString &guard : each.guards) { // it stays after Finish
            if (state != MigrationState::RolledBack)
                marks.insert(guard, tr("keeps a key of %1 unique").arg(each.table.quoted()));
        }
        QAction *action =
            m_migrationMenu->addAction(tr("%1 · %2 · %3").arg(each.table.quoted(), standText(each), each.id));
        connect(action, &QAction::triggered, this, [this, id = each.id] { openMigration(id); });
    }
    m_browser->setMarks(marks);
    offer(migrations);
    showActions();
}

// Those at which nobody works come first.
void MainWindow::offer(const QList<MigrationStatus> &migrations)
{
    if (m_closeWhenDone)
        return;
    if (!std::exchange(m_offered, {}).isEmpty())
        m_message->clear();
    QList<MigrationStatus> open;
    for (const MigrationStatus &each : migrations) {
        if (isOpen(each) && each.state != toText(MigrationState::Planned) && !m_migrations.contains(each.id))
            open << each;
    }
    std::stable_partition(open.begin(), open.end(),
                          [](const MigrationStatus &each) { return !nobodyText(each).isEmpty(); });
    if (open.isEmpty())
        return;
    QStringList lines;
    for (const MigrationStatus &each : std::as_const(open))
        lines << tr("A migration of %1 is under way: %2. It can be gone on with, or rolled back.")
                     .arg(each.table.quoted(), standText(each));
    m_message->show(nobodyText(open.first()).isEmpty() ? theme::Meaning::Busy : theme::Meaning::Warning,
                    lines.join(u'\n'),
                    open.size() > 1 ? tr("Open that of %1").arg(open.first().table.quoted()) : tr("Open it"));
    m_offered = open.first().id;
}

void MainWindow::toggleChanges(bool unlock)
{
    if (unlock == m_database.mayChange())
        return;
    if (!unlock && m_tasks.isBusy()) {
        m_unlock->setChecked(true);
        m_message->show(theme::Meaning::Warning,
                        tr("Something is running that changes the database. Cancel it first, or wait."));
        return;
    }
    if (!unlock || m_database.saved().kind != ServerKind::Production) {
        m_database.setMayChange(unlock);
        return;
    }
    m_unlock->setChecked(false);
    Confirmation what;
    what.title = tr("Unlock a production server for changes?");
    what.text = tr("Until it is locked again, or you disconnect, migrations can be started, rolled back and finished "
                   "on %1. Each still asks first.")
                    .arg(m_database.facts().description);
    what.verb = tr("Unlock for changes");
    what.kind = ServerKind::Production;
    auto *dialog = new ConfirmDialog(what, this);
    connect(dialog, &QDialog::accepted, this, [this] { m_database.setMayChange(true); });
    dialog->open();
}

void MainWindow::showStatus()
{
    const ServerFacts &facts = m_database.facts();
    m_unlock->setChecked(m_database.mayChange());
    m_unlock->setText(m_database.mayChange() ? tr("Changes allowed") : tr("Unlock for changes"));
    m_unlock->setToolTip(m_database.mayChange() ? tr("Press to make the connection read-only again") : QString());
    m_unlock->setData(m_database.mayChange() ? u"unlock"_s : u"lock"_s);
    m_unlock->setIcon(theme::icon(m_unlock->data().toString(), palette()));
    if (!m_database.isConnected()) {
        m_identity->setText(tr("not connected"));
        m_mode->clear();
    } else {
        m_identity->setText(tr("%1 · PostgreSQL %2 · UTC · %3%4")
                                .arg(facts.description, facts.version, facts.encrypted ? tr("TLS") : tr("no TLS"),
                                     facts.standby ? tr(" · standby") : QString()));
        m_mode->setText(m_database.mayChange() ? u"<b>" % tr("CHANGES ALLOWED") % u"</b>" : tr("read-only"));
    }
    QString running;
    for (const TaskStatus &task : m_tasks.tasks()) {
        if (!task.isOver())
            running = task.title % u" · " % stateText(task.state) % u" · " % progressText(task.progress);
    }
    m_running->setText(running);
    if (m_closeWhenDone || m_leaving) // what follows a task begins with its end
        QMetaObject::invokeMethod(this, &MainWindow::closeIfDone, Qt::QueuedConnection);
}

// A watch ends only when it is told to, so nobody can wait for it.
bool MainWindow::isWorking() const
{
    const auto isWatch = [](const MigrationPage *page) {
        return page->run().operation() == MigrationRun::Operation::Watch;
    };
    const auto watches = std::count_if(m_migrations.cbegin(), m_migrations.cend(), isWatch);
    const QList<TaskStatus> tasks = m_tasks.tasks();
    return std::count_if(tasks.cbegin(), tasks.cend(), [](const TaskStatus &task) { return !task.isOver(); }) > watches;
}

void MainWindow::closeNow()
{
    m_leaving = true;
    m_tasks.endAll();
    closeIfDone();
}

// A migration that was switched meanwhile is being watched: that is not ended without a word.
void MainWindow::closeIfDone()
{
    if (!m_tasks.isBusy() && (m_closeWhenDone || m_leaving)) {
        m_closeWhenDone = m_leaving = false;
        m_tasks.endAll();
        close();
    } else if (m_closeWhenDone && !isWorking()) {
        m_message->clear();
        showNormal();
        askBeforeClosing();
    }
}

// ---------------------------------------------------------------- leaving

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_tasks.isBusy()) {
        Q_EMIT closed();
        event->accept();
        return;
    }
    event->ignore();
    askBeforeClosing();
}

void MainWindow::askBeforeClosing()
{
    if (m_closeWhenDone)
        m_message->clear();
    auto *box = new QMessageBox(this);
    box->setObjectName(u"closeQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Something is still running"));
    box->setText(isWorking() ? tr("Tasks are running on the server.") : tr("A switched migration is being watched."));
    box->setInformativeText(
        tr("A migration that is cancelled goes on later where it stopped. While nobody watches a switched "
           "migration, the old table falls behind, and after a time (an hour, if the plan does not say otherwise) the "
           "guard may close the way back; \"parterrectl watch\" or this window takes it up again."));
    if (isWorking()) { // the box shows every button that it has
        auto *wait = box->addButton(tr("Close when done"), QMessageBox::AcceptRole);
        wait->setObjectName(u"closeWhenDone"_s);
        connect(wait, &QPushButton::clicked, this, &MainWindow::closeWhenDone);
        auto *pause = box->addButton(tr("Pause, stay open"), QMessageBox::ActionRole);
        pause->setObjectName(u"closePause"_s);
        connect(pause, &QPushButton::clicked, this, [this] {
            for (const TaskStatus &task : m_tasks.tasks())
                m_tasks.setPaused(task.id, true);
        });
    }
    auto *stop = box->addButton(isWorking() ? tr("Cancel tasks and close") : tr("Stop watching and close"),
                                QMessageBox::DestructiveRole);
    stop->setObjectName(u"closeCancel"_s);
    auto *stay = box->addButton(tr("Stay"), QMessageBox::RejectRole);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(stop, &QPushButton::clicked, this, &MainWindow::closeNow);
    box->open();
}

void MainWindow::closeWhenDone()
{
    m_message->show(theme::Meaning::Busy, tr("The window closes when the tasks have ended."), tr("Stay open"));
    m_closeWhenDone = true;
    showMinimized();
    showStatus();
}

void MainWindow::showShortcuts()
{
    QString rows;
    for (const QAction *action : actions()) {
        if (!action->shortcut().isEmpty())
            rows += u"<tr><td>" % action->shortcut().toString(QKeySequence::NativeText)
                % u"</td><td style='padding-left:16px'>" % action->text().toHtmlEscaped() % u"</td></tr>";
    }
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Shortcuts"), u"<table>" % rows % u"</table>",
                                QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::about()
{
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, tr("About Parterre"),
                        tr("<b>Parterre %1</b><p>Turns big live PostgreSQL tables into partitioned ones, and back.</p>"
                           "<p>Qt %2. GPL-3.0-or-later.</p>")
                            .arg(QApplication::applicationVersion(), QString::fromLatin1(qVersion())),
                        QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace parterre
