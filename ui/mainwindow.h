// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/savedprofile.h"
#include "settings/secretstore.h"
#include "tasks/taskrunner.h"
#include "ui/connector.h"
#include "ui/database.h"
#include "ui/models/statementlog.h"

#include <QHash>
#include <QMainWindow>
#include <QSet>

class QAction;
class QLabel;
class QStackedWidget;

namespace parterre {

class ActivityPanel;
class ArchivePage;
class BrowserPage;
class ElidedLabel;
class InlineMessage;
class KindBand;
class MigrationPage;
class StartPage;
class StatePage;

/// The window: switches pages, owns the connection and the tasks. What a page does is the page's.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `profiles` empty: the user's own file.
    explicit MainWindow(const QString &profiles = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Connect to the demo server, made and started where need be.
    void connectDemo();
    void connectTo(const SavedProfile &profile);
    /// A URI or a conninfo string, as psql takes it.
    void connectConninfo(const QString &conninfo);
    void disconnectFromServer();

    Database &database() { return m_database; }
    TaskRunner &tasks() { return m_tasks; }
    /// The page of a migration, made when it is first asked for.
    MigrationPage *migrationPage(const QString &id);
    void openMigration(const QString &id);

Q_SIGNALS:
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makePages();
    void makeActions();
    void makeMenus();
    void makeDocks();
    void makeStatusBar();
    void connectConnector();
    QAction *makeAction(const QString &text, const QString &objectName, const QString &icon,
                        const QKeySequence &shortcut, const std::function<void()> &triggered);

    void stopDemo();
    void editProfile(const SavedProfile &profile);
    void showConnected();
    void showActions();
    void showTables();
    void showArchive();
    void showPage(QWidget *page);
    void askPassword(const QString &description, const QString &refusal, bool canRemember);
    void toggleChanges(bool unlock);
    void openWizard();
    void openPlan();
    void review(const Plan &plan);
    void start(const Plan &plan, int workers, bool holdSwitch);
    void readMigrations();
    void showMigrations(const QList<MigrationStatus> &migrations);
    void offer(const QList<MigrationStatus> &migrations);
    void showStatus();
    bool isWorking() const;
    void closeNow();
    void closeIfDone();
    void closeWhenDone();
    void askBeforeClosing();
    void about();
    void showShortcuts();
    void refreshIcons();

    StatementLogModel m_log;
    TaskRunner m_tasks;
    Database m_database;
    ProfileStore m_profiles;
    SecretStore m_secrets;
    Connector m_connector;

    QStackedWidget *m_pages = nullptr;
    KindBand *m_band = nullptr;
    InlineMessage *m_message = nullptr;
    StartPage *m_start = nullptr;
    StatePage *m_connecting = nullptr;
    BrowserPage *m_browser = nullptr;
    ArchivePage *m_archive = nullptr;
    ActivityPanel *m_activity = nullptr;
    QHash<QString, MigrationPage *> m_migrations;
    std::optional<SavedProfile> m_wanted; ///< what is being connected to; absent for the demo server
    QString m_latest;                     ///< the migration that was opened last, or one that is under way
    QString m_offered;                    ///< the migration that the message offers to open
    QList<QAction *> m_connectedActions;
    QMenu *m_migrationMenu = nullptr;
    QAction *m_unlock = nullptr;
    QAction *m_migrate = nullptr;
    QAction *m_follow = nullptr;
    QLabel *m_identity = nullptr;
    QLabel *m_mode = nullptr;
    ElidedLabel *m_running = nullptr;
    bool m_closeWhenDone = false; ///< as long as the message says so
    bool m_leaving = false;       ///< nothing is begun any more
    QSet<QString> m_listed;       ///< the migrations of the menu
    int m_connection = 0;         ///< answers that belong to an earlier one are dropped
};

} // namespace parterre
