// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoserver.h"
#include "pg/fakeserver.h"
#include "settings/secretstore.h"
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "tasks/taskrunner.h"
#include "ui/connector.h"
#include "ui/dialogs/passworddialog.h"
#include "ui/dialogs/profiledialog.h"
#include "ui/pages/startdelegate.h"
#include "ui/pages/startpage.h"
#include "ui/widgets/notice.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMessageBox>
#include <QMutex>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kDb = u"app"_s;
const QString kUser = u"app_owner"_s;

/// A home in which nobody has any settings, and a desktop without a keyring.
void enterCleanHome(const QString &path)
{
    clearLibpqEnvironment();
    qunsetenv("PGSERVICEFILE");
    qputenv("HOME", path.toUtf8());
    qputenv("XDG_CONFIG_HOME", QString(path % u"/config").toUtf8());
    qputenv("XDG_RUNTIME_DIR", path.toUtf8());
    qputenv("PGSYSCONFDIR", path.toUtf8());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
}

template<class Widget>
Widget *in(const QWidget &parent, const char *name)
{
    auto *widget = parent.findChild<Widget *>(QLatin1String(name));
    if (!widget)
        qFatal("there is no %s", name);
    return widget;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

/// PARTERRE_TEST_SHOTS names a folder for pictures of what is tested, in light and in dark.
void shoot(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("PARTERRE_TEST_SHOTS");
    if (folder.isEmpty())
        return;
    const QPalette before = QApplication::palette();
    QPalette dark;
    for (const auto &[role, color] :
         {std::pair{QPalette::Window, 0x202326}, std::pair{QPalette::WindowText, 0xfcfcfc},
          std::pair{QPalette::Base, 0x141618}, std::pair{QPalette::AlternateBase, 0x1d1f22},
          std::pair{QPalette::Text, 0xfcfcfc}, std::pair{QPalette::Button, 0x292c30},
          std::pair{QPalette::ButtonText, 0xfcfcfc}, std::pair{QPalette::Highlight, 0x3daee9},
          std::pair{QPalette::HighlightedText, 0xfcfcfc}, std::pair{QPalette::PlaceholderText, 0xa1a9b1}})
        dark.setColor(role, QColor(static_cast<QRgb>(color)));
    widget.grab().save(folder % u'/' % name % u"-light.png");
    QApplication::setPalette(dark);
    QCoreApplication::sendPostedEvents();
    widget.grab().save(folder % u'/' % name % u"-dark.png");
    QApplication::setPalette(before);
}

} // namespace

/// From the start page to a connection, as a person goes.
class TestConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void storeKeepsProfilesButNoPassword();
    void storeSortsByUse();
    void startPageIsEmpty();
    void startPageListsWhatThereIs();
    void startPageNamesBrokenServiceFile();
    void startPageAsksBeforeRemoving();
    void dialogTakesPaste_data();
    void dialogTakesPaste();
    void dialogRefusesPaste();
    void dialogTypesHostUntouched();
    void dialogValidates_data();
    void dialogValidates();
    void dialogWarnsInProduction_data();
    void dialogWarnsInProduction();
    void dialogShowsEnvironment();
    void dialogRoundTrip();
    void dialogSaysWhyNothingIsRemembered();
    void dialogTests_data();
    void dialogTests();
    void dialogTestIsCancelled();
    void passwordDialogAnswers();
    void connects();
    void asksForMissingPassword();
    void asksOnceMoreForWrongPassword();
    void failsWhereNobodyListens();
    void doesNotAskWhereACommandAnswers();
    void cancelsWhileServerIsSilent();
    void cancelsQuestion();
    void newAttemptReplacesOld();
    void connectsToDemo();

private:
    SavedProfile saved(const QString &user = kUser) const;
    QString storePath() const { return m_folder->filePath(u"config/parterre/connections.ini"_s); }

    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProfileStore> m_store;
    SecretStore m_secrets;
    TaskRunner m_tasks;
};

void TestConnections::initTestCase()
{
    ClusterOptions options;
    options.tcp = true;
    options.passwords = true;
    m_cluster = std::make_unique<Cluster>(options);
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
}

void TestConnections::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    enterCleanHome(m_folder->path());
    m_store = std::make_unique<ProfileStore>(storePath());
}

SavedProfile TestConnections::saved(const QString &user) const
{
    SavedProfile profile;
    profile.name = u"Test server"_s;
    profile.parameters = {{u"host"_s, u"127.0.0.1"_s},
                          {u"port"_s, QString::number(m_cluster->port())},
                          {u"dbname"_s, kDb},
                          {u"user"_s, user}};
    return profile;
}

void TestConnections::storeKeepsProfilesButNoPassword()
{
    SavedProfile profile = saved();
    profile.name = u"Büro, \"A\"=1; [x]"_s;
    profile.kind = ServerKind::Production;
    profile.parameters.insert(u"options"_s, u"-c a=b,c d"_s);
    profile.parameters.insert(u"password"_s, u"s3cret"_s);
    profile.parameters.insert(u"sslpassword"_s, u"s3cret"_s);
    profile.passwordCommand = u"pass show db"_s;
    QVERIFY(m_store->save(&profile));
    QVERIFY(!profile.id.isEmpty());
    const SavedProfile read = ProfileStore(storePath()).all().value(0);
    QCOMPARE(read.id, profile.id);
    QCOMPARE(read.name, profile.name);
    QCOMPARE(read.kind, ServerKind::Production);
    QCOMPARE(read.passwordCommand, profile.passwordCommand);
    QCOMPARE(read.parameters.value(u"options"_s), u"-c a=b,c d"_s);
    QVERIFY(!read.parameters.contains(u"password"_s));
    QVERIFY(!contentOf(storePath()).contains("s3cret"));
    const auto mode = [this] {
        struct stat status {};
        return ::stat(storePath().toUtf8().constData(), &status) == 0 ? status.st_mode & 0777 : 0;
    };
    QCOMPARE(mode(), mode_t{0600});
    QVERIFY(m_store->remove(profile.id));
    QCOMPARE(mode(), mode_t{0600});
    QVERIFY(m_store->all().isEmpty());
}

void TestConnections::storeSortsByUse()
{
    SavedProfile b = saved();
    b.name = u"b"_s;
    SavedProfile a = saved();
    a.name = u"A"_s;
    QVERIFY(m_store->save(&b) && m_store->save(&a));
    QCOMPARE(m_store->all().first().name, u"A"_s);
    QVERIFY(m_store->touch(b.id, 1'000));
    QCOMPARE(m_store->all().first().name, u"b"_s);
    QCOMPARE(m_store->all().size(), 2);
    QVERIFY(!m_store->touch(u"unknown"_s, 1));
}

void TestConnections::startPageIsEmpty()
{
    StartPage page(*m_store, m_secrets);
    page.resize(900, 600);
    page.show();
    QVERIFY(in<QWidget>(page, "startEmpty")->isVisible());
    QTRY_VERIFY(in<Notice>(page, "startKeyring")->isVisible());
    QVERIFY(in<Notice>(page, "startKeyring")->text().contains(u"each time"));
    QVERIFY(!in<QPushButton>(page, "startEdit")->isEnabled());
    QVERIFY(!in<QPushButton>(page, "startRemove")->isEnabled());
    shoot(page, u"start-empty"_s);
    const QSignalSpy demo(&page, &StartPage::demoRequested);
    const QSignalSpy fresh(&page, &StartPage::newRequested);
    QTest::keyClick(in<QAbstractItemView>(page, "startList"), Qt::Key_Return);
    QCOMPARE(demo.size(), 1);
    QTest::mouseClick(in<QPushButton>(page, "startNew"), Qt::LeftButton);
    QCOMPARE(fresh.size(), 1);
}

void TestConnections::startPageListsWhatThereIs()
{
    SavedProfile production = saved();
    production.name = u"Orders"_s;
    production.kind = ServerKind::Production;
    production.lastUsedMs = 2;
    SavedProfile stage = saved(u"app_user"_s);
    stage.name = u"Orders, staging"_s;
    stage.kind = ServerKind::Test;
    stage.lastUsedMs = 1;
    SavedProfile mine = saved();
    mine.name = u"Mine"_s;
    QVERIFY(m_store->save(&production) && m_store->save(&stage) && m_store->save(&mine));
    QVERIFY(write(m_folder->filePath(u".pg_service.conf"_s), "[reports]\nhost=db7\ndbname=reports\nuser=me\n"));
    StartPage page(*m_store, m_secrets);
    page.resize(900, 600);
    page.show();
    QVERIFY(!in<QWidget>(page, "startEmpty")->isVisible());
    auto *list = in<QAbstractItemView>(page, "startList");
    const QAbstractItemModel &model = *list->model();
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names << model.index(row, 0).data().toString();
    QCOMPARE(names,
             (QStringList{u"Saved connections"_s, u"Orders"_s, u"Orders, staging"_s, u"Mine"_s, u"Services"_s,
                          u"reports"_s, u"To look around"_s, u"Demo server"_s}));
    QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"Production"));
    QVERIFY(model.index(5, 0).data(StartDelegate::DescriptionRole).toString().startsWith(u"me@db7"));
    QVERIFY(!(model.index(0, 0).flags() & Qt::ItemIsSelectable));
    shoot(page, u"start-list"_s);

    const QSignalSpy connects(&page, &StartPage::connectRequested);
    const QSignalSpy edits(&page, &StartPage::editRequested);
    QCOMPARE(list->currentIndex().row(), 1);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(connects.size(), 1);
    QCOMPARE(connects[0][0].value<SavedProfile>().id, production.id);
    QTest::mouseClick(in<QPushButton>(page, "startEdit"), Qt::LeftButton);
    QCOMPARE(edits[0][0].value<SavedProfile>().id, production.id);
    list->setCurrentIndex(model.index(5, 0));
    QVERIFY(!in<QPushButton>(page, "startEdit")->isEnabled());
    QTest::mouseClick(in<QPushButton>(page, "startConnect"), Qt::LeftButton);
    const auto service = connects[1][0].value<SavedProfile>();
    QVERIFY(service.id.isEmpty());
    QCOMPARE(service.parameters.value(u"service"_s), u"reports"_s);
    page.reload();
    QCOMPARE(list->currentIndex().row(), 5);
}

void TestConnections::startPageNamesBrokenServiceFile()
{
    const QString path = m_folder->filePath(u".pg_service.conf"_s);
    QVERIFY(write(path, "[good]\nhost=a\n[bad]\nhost\n"));
    StartPage page(*m_store, m_secrets);
    page.show();
    const QString said = in<Notice>(page, "startProblem")->text();
    QVERIFY2(said.contains(path) && said.contains(u"line 4"), qPrintable(said));
    QCOMPARE(in<QAbstractItemView>(page, "startList")->currentIndex().data().toString(), u"good"_s);
}

void TestConnections::startPageAsksBeforeRemoving()
{
    SavedProfile profile = saved();
    QVERIFY(m_store->save(&profile));
    StartPage page(*m_store, m_secrets);
    page.show();
    connect(&page, &StartPage::removeRequested, this, [&](const SavedProfile &gone) { m_store->remove(gone.id); });
    const auto ask = [&page] {
        QTest::mouseClick(in<QPushButton>(page, "startRemove"), Qt::LeftButton);
        return in<QMessageBox>(page, "startConfirm");
    };
    QMessageBox *question = ask();
    QVERIFY(question->text().contains(profile.name));
    QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
    QTest::keyClick(question, Qt::Key_Escape);
    QCOMPARE(m_store->all().size(), 1);
    question = ask();
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    }
    QTRY_VERIFY(m_store->all().isEmpty());
    QVERIFY(in<QWidget>(page, "startEmpty")->isVisible());
}

void TestConnections::dialogTakesPaste_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("URI") << u"postgresql://me:s3%20cret@db1:5433/sales?sslmode=require&target_session_attrs=primary"_s;
    QTest::newRow("conninfo") << u"host=db1 port=5433 dbname=sales user=me password='s3 cret' sslmode=require "
                                 "target_session_attrs=primary"_s;
}

void TestConnections::dialogTakesPaste()
{
    QFETCH(QString, text);
    ProfileDialog dialog(m_tasks, m_secrets);
    dialog.open();
    QGuiApplication::clipboard()->setText(text);
    in<QLineEdit>(dialog, "profile_host")->paste();
    QCOMPARE(in<QLineEdit>(dialog, "profile_host")->text(), u"db1"_s);
    QCOMPARE(in<QLineEdit>(dialog, "profile_port")->text(), u"5433"_s);
    QCOMPARE(in<QLineEdit>(dialog, "profile_dbname")->text(), u"sales"_s);
    QCOMPARE(in<QLineEdit>(dialog, "profile_user")->text(), u"me"_s);
    QCOMPARE(in<QComboBox>(dialog, "profile_sslmode")->currentText(), u"require"_s);
    QCOMPARE(in<QPlainTextEdit>(dialog, "profileFurther")->toPlainText(), u"target_session_attrs=primary"_s);
    QCOMPARE(dialog.password().value_or(QString()), u"s3 cret"_s);
    const SavedProfile profile = dialog.profile();
    QCOMPARE(profile.name, u"me@db1:5433/sales"_s);
    QVERIFY(!profile.parameters.contains(u"password"_s));
    QCOMPARE(profile.parameters.size(), 6);
    QVERIFY(in<QPushButton>(dialog, "profileSave")->isEnabled());
}

void TestConnections::dialogRefusesPaste()
{
    ProfileDialog dialog(m_tasks, m_secrets);
    dialog.open();
    QGuiApplication::clipboard()->setText(u"postgresql://me:s3cret@db1:5433/sales?nonsense=1"_s);
    in<QLineEdit>(dialog, "profile_host")->paste();
    QVERIFY(!in<QPushButton>(dialog, "profileSave")->isEnabled());
    const QString said = in<Notice>(dialog, "profileNotice")->text();
    QVERIFY2(!said.isEmpty() && !said.contains(u"s3cret"), qPrintable(said));
    in<QLineEdit>(dialog, "profile_host")->setText(u"db1"_s);
    QVERIFY(in<QPushButton>(dialog, "profileSave")->isEnabled());
}

void TestConnections::dialogTypesHostUntouched()
{
    ProfileDialog dialog(m_tasks, m_secrets);
    dialog.open();
    auto *host = in<QLineEdit>(dialog, "profile_host");
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QTest::keyClicks(host, u"host=db1 port=7"_s);
    QCOMPARE(host->text(), u"host=db1 port=7"_s); // not torn away while it is typed
    QTest::keyClick(host, Qt::Key_Tab);
    QTRY_COMPARE(host->text(), u"db1"_s);
    QCOMPARE(in<QLineEdit>(dialog, "profile_port")->text(), u"7"_s);
}

void TestConnections::dialogValidates_data()
{
    QTest::addColumn<QString>("port");
    QTest::addColumn<QString>("further");
    QTest::addColumn<QString>("said"); // empty: nothing is wrong
    QTest::newRow("nothing") << QString() << QString() << QString();
    QTest::newRow("good") << u"5432"_s << u"connect_timeout=3\n\ntcp_user_timeout = 5"_s << QString();
    QTest::newRow("ports of hosts") << u"5432,5433"_s << QString() << QString();
    QTest::newRow("port 0") << u"0"_s << QString() << u"port"_s;
    QTest::newRow("port word") << u"abc"_s << QString() << u"port"_s;
    QTest::newRow("port too large") << u"65536"_s << QString() << u"port"_s;
    QTest::newRow("no value") << QString() << u"connect_timeout"_s << u"keyword=value"_s;
    QTest::newRow("unknown keyword") << QString() << u"colour=red"_s << u"colour"_s;
    QTest::newRow("password") << QString() << u"password=x"_s << u"password field"_s;
    QTest::newRow("key's password") << QString() << u"sslpassword=x"_s << u"kept in a file"_s;
    QTest::newRow("field of its own") << QString() << u"host=x"_s << u"field of its own"_s;
    QTest::newRow("semicolon") << QString() << u"options=-c a=b;c"_s << u"semicolon"_s;
}

void TestConnections::dialogValidates()
{
    QFETCH(QString, port);
    QFETCH(QString, further);
    QFETCH(QString, said);
    ProfileDialog dialog(m_tasks, m_secrets);
    dialog.open();
    in<QLineEdit>(dialog, "profile_port")->setText(port);
    in<QPlainTextEdit>(dialog, "profileFurther")->setPlainText(further);
    auto *notice = in<Notice>(dialog, "profileNotice");
    QCOMPARE(notice->isVisible(), !said.isEmpty());
    QVERIFY2(notice->text().contains(said), qPrintable(notice->text()));
    QCOMPARE(in<QPushButton>(dialog, "profileSave")->isEnabled(), said.isEmpty());
    QCOMPARE(in<QPushButton>(dialog, "profileTest")->isEnabled(), said.isEmpty());
}

void TestConnections::dialogWarnsInProduction_data()
{
    QTest::addColumn<ServerKind>("kind");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("warns");
    QTest::newRow("default") << ServerKind::Production << u"db1"_s << u"default: prefer"_s << true;
    QTest::newRow("disable") << ServerKind::Production << u"db1"_s << u"disable"_s << true;
    QTest::newRow("require") << ServerKind::Production << u"db1"_s << u"require"_s << true;
    QTest::newRow("verify-full") << ServerKind::Production << u"db1"_s << u"verify-full"_s << false;
    QTest::newRow("socket") << ServerKind::Production << u"/run/postgresql"_s << u"default: prefer"_s << false;
    QTest::newRow("development") << ServerKind::Development << u"db1"_s << u"disable"_s << false;
}

void TestConnections::dialogWarnsInProduction()
{
    QFETCH(ServerKind, kind);
    QFETCH(QString, host);
    QFETCH(QString, mode);
    QFETCH(bool, warns);
    ProfileDialog dialog(m_tasks, m_secrets);
    dialog.open();
    in<QLineEdit>(dialog, "profile_host")->setText(host);
    auto *kinds = in<QComboBox>(dialog, "profileKind");
    kinds->setCurrentIndex(kinds->findData(static_cast<int>(kind)));
    in<QComboBox>(dialog, "profile_sslmode")->setCurrentText(mode);
    QCOMPARE(in<Notice>(dialog, "profileNotice")->isVisible(), warns);
    QCOMPARE(in<Notice>(dialog, "profileNotice")->text().contains(u"verify-full is recommended"), warns);
    QVERIFY(in<QPushButton>(dialog, "profileSave")->isEnabled()); // a warning forbids nothing
    if (qstrcmp(QTest::currentDataTag(), "default") == 0)
        shoot(dialog, u"profile-warning"_s);
}

void TestConnections::dialogShowsEnvironment()
{
    qputenv("PGHOST", "db9");
    qputenv("PGSSLMODE", "require");
    qputenv("PGPASSWORD", "s3cret");
    ProfileDialog dialog(m_tasks, m_secrets);
    dialog.open();
    QCOMPARE(in<QLineEdit>(dialog, "profile_host")->placeholderText(), u"from environment: db9"_s);
    QCOMPARE(in<QComboBox>(dialog, "profile_sslmode")->currentText(), u"from environment: require"_s);
    QVERIFY(!in<QLineEdit>(dialog, "profile_port")->placeholderText().contains(u"environment"));
    for (const QLineEdit *field : dialog.findChildren<QLineEdit *>())
        QVERIFY(!field->placeholderText().contains(u"s3cret"));
    QVERIFY(dialog.profile().parameters.isEmpty());
    clearLibpqEnvironment();
}

void TestConnections::dialogRoundTrip()
{
    SavedProfile profile = saved();
    profile.id = u"an id"_s;
    profile.kind = ServerKind::Test;
    profile.parameters.insert(u"sslmode"_s, u"verify-ca"_s);
    profile.parameters.insert(u"application_name"_s, u"a = b"_s);
    profile.passwordCommand = u"pass show db"_s;
    profile.lastUsedMs = 5;
    ProfileDialog dialog(m_tasks, m_secrets, profile);
    dialog.open();
    const SavedProfile same = dialog.profile();
    QCOMPARE(same.id, profile.id);
    QCOMPARE(same.name, profile.name);
    QCOMPARE(same.kind, profile.kind);
    QCOMPARE(same.parameters, profile.parameters);
    QCOMPARE(same.passwordCommand, profile.passwordCommand);
    QCOMPARE(same.lastUsedMs, profile.lastUsedMs);
    QVERIFY(!same.keepsPassword);
}

void TestConnections::dialogSaysWhyNothingIsRemembered()
{
    ProfileDialog dialog(m_tasks, m_secrets);
    dialog.open();
    auto *remember = in<QCheckBox>(dialog, "profileRemember");
    QTRY_VERIFY(remember->text().contains(u"none answers"));
    QVERIFY(!remember->isEnabled());
    in<QLineEdit>(dialog, "profilePassword")->setText(u"s3cret"_s);
    QVERIFY(!dialog.passwordToRemember());
    QVERIFY(!dialog.profile().keepsPassword);
}

void TestConnections::dialogTests_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("gone");
    QTest::addColumn<QString>("said");
    QTest::newRow("right") << Cluster::password(kUser) << false << u"Connected to PostgreSQL"_s;
    QTest::newRow("wrong") << u"s3cret"_s << false << u"did not let"_s;
    QTest::newRow("missing") << QString() << false << u"asks for a password"_s;
    QTest::newRow("nobody there") << QString() << true << u"cannot be reached"_s;
}

void TestConnections::dialogTests()
{
    QFETCH(QString, password);
    QFETCH(bool, gone);
    QFETCH(QString, said);
    ProfileDialog dialog(m_tasks, m_secrets, saved());
    dialog.open();
    in<QLineEdit>(dialog, "profilePassword")->setText(password);
    if (gone)
        in<QLineEdit>(dialog, "profile_port")->setText(u"1"_s);
    QTest::mouseClick(in<QPushButton>(dialog, "profileTest"), Qt::LeftButton);
    QVERIFY(in<QPushButton>(dialog, "profileTest")->text().contains(u"Cancel"));
    auto *tested = in<Notice>(dialog, "profileTested");
    QTRY_VERIFY2(tested->text().contains(said), qPrintable(tested->text()));
    QVERIFY(!tested->text().contains(u"s3cret"));
    QVERIFY(in<QPushButton>(dialog, "profileTest")->text().contains(u"Test"));
    shoot(dialog, u"profile-tested-"_s % QLatin1String(QTest::currentDataTag()));
}

void TestConnections::dialogTestIsCancelled()
{
    const FakeServer silent({}, {});
    SavedProfile profile = saved();
    profile.parameters[u"port"_s] = QString::number(silent.port());
    ProfileDialog dialog(m_tasks, m_secrets, profile);
    dialog.open();
    auto *button = in<QPushButton>(dialog, "profileTest");
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(silent.requests() > 0);
    QElapsedTimer timer;
    timer.start();
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(in<Notice>(dialog, "profileTested")->text().contains(u"cancelled"));
    QVERIFY(timer.elapsed() < 1000);
}

void TestConnections::passwordDialogAnswers()
{
    PasswordDialog dialog(m_secrets, u"me@db1:5432/sales & more"_s, u"the password is wrong"_s, true);
    dialog.open();
    QVERIFY(in<Notice>(dialog, "passwordNotice")->isVisible());
    QTRY_VERIFY(in<QCheckBox>(dialog, "passwordRemember")->text().contains(u"none answers"));
    QTest::keyClicks(in<QLineEdit>(dialog, "passwordEdit"), u"s3cret"_s);
    shoot(dialog, u"password"_s);
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    QTest::keyClick(in<QLineEdit>(dialog, "passwordEdit"), Qt::Key_Return);
    QCOMPARE(accepted.size(), 1);
    QCOMPARE(dialog.password(), u"s3cret"_s);
    QVERIFY(!dialog.remember());
}

namespace {

/// Everything a connector said.
struct Ear {
    explicit Ear(const Connector &connector)
        : connected(&connector, &Connector::connected)
        , failed(&connector, &Connector::failed)
        , cancelled(&connector, &Connector::cancelled)
        , asked(&connector, &Connector::passwordNeeded)
    {}
    qsizetype outcomes() const { return connected.size() + failed.size() + cancelled.size(); }

    QSignalSpy connected;
    QSignalSpy failed;
    QSignalSpy cancelled;
    QSignalSpy asked;
};

} // namespace

void TestConnections::connects()
{
    QList<StatementRecord> records;
    QMutex mutex;
    Connector connector(m_tasks, *m_store, m_secrets, [&](const StatementRecord &record) {
        const QMutexLocker lock(&mutex);
        records << record;
    });
    Ear ear(connector);
    SavedProfile profile = saved();
    QVERIFY(m_store->save(&profile));
    connector.open(profile, Cluster::password(kUser));
    QVERIFY(connector.isBusy());
    QTRY_COMPARE(ear.connected.size(), 1);
    QCOMPARE(ear.outcomes(), 1);
    QVERIFY(!connector.isBusy());
    const auto facts = ear.connected[0][2].value<ServerFacts>();
    QCOMPARE(facts.database, kDb);
    QCOMPARE(facts.role, kUser);
    QCOMPARE(facts.major, m_cluster->majorVersion());
    QVERIFY(!facts.superuser && !facts.standby && !facts.encrypted && !facts.seesAllSessions);
    QVERIFY(!facts.description.contains(u"secret"));
    QVERIFY(m_store->all().first().lastUsedMs > 0);
    QVERIFY(!contentOf(storePath()).contains("secret"));
    for (const StatementRecord &record : records)
        QVERIFY(!record.text.contains(u"secret"));
}

void TestConnections::asksForMissingPassword()
{
    Connector connector(m_tasks, *m_store, m_secrets, {});
    Ear ear(connector);
    connector.open(saved());
    QTRY_COMPARE(ear.asked.size(), 1);
    QCOMPARE(ear.asked[0][1].toString(), QString()); // nothing was refused yet
    QCOMPARE(ear.asked[0][2].toBool(), false);
    QVERIFY(connector.isBusy());
    connector.retry(Cluster::password(kUser), true);
    QTRY_COMPARE(ear.connected.size(), 1);
    QCOMPARE(ear.outcomes(), 1);
    const auto profile = ear.connected[0][1].value<ConnectionProfile>();
    QCOMPARE(profile.parameters.value(u"password"_s), Cluster::password(kUser));
    QVERIFY(!ear.connected[0][0].value<SavedProfile>().parameters.contains(u"password"_s));
    QVERIFY(!QFile::exists(storePath())); // it was no kept profile
}

void TestConnections::asksOnceMoreForWrongPassword()
{
    Connector connector(m_tasks, *m_store, m_secrets, {});
    Ear ear(connector);
    connector.open(saved());
    QTRY_COMPARE(ear.asked.size(), 1);
    connector.retry(u"wr0ng"_s, false);
    QTRY_COMPARE(ear.asked.size(), 2);
    QVERIFY(ear.asked[1][1].toString().contains(kUser));
    connector.retry(u"wr0ng"_s, false);
    QTRY_COMPARE(ear.failed.size(), 1);
    QCOMPARE(ear.asked.size(), 2);
    QCOMPARE(ear.outcomes(), 1);
    QVERIFY(!ear.failed[0][0].value<Error>().toText().contains(u"wr0ng"));
}

void TestConnections::failsWhereNobodyListens()
{
    Connector connector(m_tasks, *m_store, m_secrets, {});
    Ear ear(connector);
    SavedProfile profile = saved();
    profile.parameters[u"port"_s] = u"1"_s;
    connector.open(profile);
    QTRY_COMPARE(ear.failed.size(), 1);
    QCOMPARE(ear.outcomes(), 1);
    const auto error = ear.failed[0][0].value<Error>();
    QCOMPARE(error.code, ErrorCode::Connection);
    QVERIFY(!error.hint.isEmpty());
}

void TestConnections::doesNotAskWhereACommandAnswers()
{
    Connector connector(m_tasks, *m_store, m_secrets, {});
    Ear ear(connector);
    SavedProfile profile = saved();
    profile.passwordCommand = u"echo wr0ng"_s;
    connector.open(profile);
    QTRY_COMPARE(ear.failed.size(), 1);
    QVERIFY(ear.asked.isEmpty());
}

void TestConnections::cancelsWhileServerIsSilent()
{
    const FakeServer silent({}, {});
    SavedProfile profile = saved();
    profile.parameters[u"port"_s] = QString::number(silent.port());
    auto tasks = std::make_unique<TaskRunner>();
    Connector connector(*tasks, *m_store, m_secrets, {});
    Ear ear(connector);
    connector.open(profile);
    QTRY_VERIFY(silent.requests() > 0);
    QElapsedTimer timer;
    timer.start();
    connector.cancel();
    connector.cancel();
    QCOMPARE(ear.cancelled.size(), 1);
    QVERIFY(!connector.isBusy());
    tasks.reset(); // waits for the worker, which hears it too
    QVERIFY(timer.elapsed() < 1000);
    QCOMPARE(ear.outcomes(), 1);
}

void TestConnections::cancelsQuestion()
{
    Connector connector(m_tasks, *m_store, m_secrets, {});
    Ear ear(connector);
    connector.open(saved());
    QTRY_COMPARE(ear.asked.size(), 1);
    connector.cancel();
    QCOMPARE(ear.cancelled.size(), 1);
    connector.retry(Cluster::password(kUser), false); // too late
    QVERIFY(!connector.isBusy());
    QCOMPARE(ear.outcomes(), 1);
}

void TestConnections::newAttemptReplacesOld()
{
    const FakeServer silent({}, {});
    Connector connector(m_tasks, *m_store, m_secrets, {});
    Ear ear(connector);
    SavedProfile profile = saved();
    profile.parameters[u"port"_s] = QString::number(silent.port());
    connector.open(profile);
    connector.open(saved(), Cluster::password(kUser));
    QCOMPARE(ear.cancelled.size(), 1);
    QTRY_COMPARE(ear.connected.size(), 1);
    QCOMPARE(ear.outcomes(), 2);
}

void TestConnections::connectsToDemo()
{
    QTemporaryDir place;
    QVERIFY(QFile::setPermissions(place.path(), QFile::Permissions(0x7755)));
    qputenv("PARTERRE_DEMO_DIR", place.filePath(u"demo"_s).toUtf8());
    Connector connector(m_tasks, *m_store, m_secrets, {});
    Ear ear(connector);
    const QSignalSpy progress(&connector, &Connector::progressed);
    connector.connectDemo({2000, 1000});
    QTRY_COMPARE_WITH_TIMEOUT(ear.outcomes(), 1, 60'000);
    QVERIFY2(ear.connected.size() == 1, qPrintable(ear.failed.value(0).value(0).value<Error>().toText()));
    QCOMPARE(ear.connected[0][2].value<ServerFacts>().role, u"demo_owner"_s);
    QVERIFY(ear.connected[0][0].value<SavedProfile>().id.isEmpty());
    QVERIFY(!progress.isEmpty());
    QVERIFY(DemoServer().reset());
    qunsetenv("PARTERRE_DEMO_DIR");
}

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"
