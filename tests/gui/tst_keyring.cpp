// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/desktop.h"
#include "settings/secretstore.h"
#include "support/cluster.h"
#include "tasks/taskrunner.h"
#include "ui/connector.h"
#include "ui/dialogs/passworddialog.h"
#include "ui/dialogs/profiledialog.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kDb = u"app"_s;
const QString kUser = u"app_owner"_s;

} // namespace

/// Connecting on a desktop whose keyring keeps passwords.
class TestKeyring : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void remembersOnlyWhatTheServerTook();
    void usesAndReplacesKeptPassword();
    void dialogOffersToRemember();
    void forgetsPassword();

private:
    SavedProfile saved();
    QString kept(const QString &id);

    Desktop m_desktop{true};
    QTemporaryDir m_folder;
    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<ProfileStore> m_store;
    SecretStore m_secrets;
    TaskRunner m_tasks;
};

void TestKeyring::initTestCase()
{
    QVERIFY2(m_desktop.isRunning(), qPrintable(m_desktop.problem()));
    ClusterOptions options;
    options.tcp = true;
    options.passwords = true;
    m_cluster = std::make_unique<Cluster>(options);
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    clearLibpqEnvironment();
    m_store = std::make_unique<ProfileStore>(m_folder.filePath(u"connections.ini"_s));
}

SavedProfile TestKeyring::saved()
{
    SavedProfile profile;
    profile.name = u"Test server"_s;
    profile.parameters = {{u"host"_s, u"127.0.0.1"_s},
                          {u"port"_s, QString::number(m_cluster->port())},
                          {u"dbname"_s, kDb},
                          {u"user"_s, kUser}};
    m_store->save(&profile);
    return profile;
}

/// Null where the keyring has none.
QString TestKeyring::kept(const QString &id)
{
    bool answered = false;
    QString secret;
    QObject context;
    m_secrets.read(id, &context, [&](const std::optional<QString> &answer) {
        answered = true;
        secret = answer.value_or(QString());
    });
    [&] { QTRY_VERIFY(answered); }();
    return secret;
}

void TestKeyring::remembersOnlyWhatTheServerTook()
{
    const SavedProfile profile = saved();
    Connector connector(m_tasks, *m_store, m_secrets, {});
    const QSignalSpy asked(&connector, &Connector::passwordNeeded);
    const QSignalSpy connected(&connector, &Connector::connected);
    connector.open(profile);
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked[0][2].toBool(), true);
    connector.retry(u"wr0ng"_s, true);
    QTRY_COMPARE(asked.size(), 2);
    QVERIFY(kept(profile.id).isNull());
    connector.retry(Cluster::password(kUser), true);
    QTRY_COMPARE(connected.size(), 1);
    QTRY_COMPARE(kept(profile.id), Cluster::password(kUser));
    QVERIFY(connected[0][0].value<SavedProfile>().keepsPassword);
    QFile file(m_store->path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("secret"));
}

void TestKeyring::usesAndReplacesKeptPassword()
{
    SavedProfile profile = saved();
    profile.keepsPassword = true;
    Connector connector(m_tasks, *m_store, m_secrets, {});
    QVERIFY(connector.keep(&profile, Cluster::password(kUser)));
    QTRY_COMPARE(kept(profile.id), Cluster::password(kUser));
    const QSignalSpy asked(&connector, &Connector::passwordNeeded);
    const QSignalSpy connected(&connector, &Connector::connected);
    connector.open(profile);
    QTRY_COMPARE(connected.size(), 1);
    QVERIFY(asked.isEmpty());

    QVERIFY(connector.keep(&profile, u"0utdated"_s));
    QTRY_COMPARE(kept(profile.id), u"0utdated"_s);
    connector.open(profile);
    QTRY_COMPARE(asked.size(), 1);
    QVERIFY(!asked[0][1].toString().isEmpty());
    connector.retry(Cluster::password(kUser), true);
    QTRY_COMPARE(connected.size(), 2);
    QTRY_COMPARE(kept(profile.id), Cluster::password(kUser));
}

void TestKeyring::dialogOffersToRemember()
{
    ProfileDialog dialog(m_tasks, m_secrets);
    dialog.open();
    auto *remember = dialog.findChild<QCheckBox *>(u"profileRemember"_s);
    QTRY_VERIFY(remember->isEnabled());
    dialog.findChild<QLineEdit *>(u"profilePassword"_s)->setText(u"s3cret"_s);
    QVERIFY(!dialog.passwordToRemember() && !dialog.profile().keepsPassword);
    remember->setChecked(true);
    QCOMPARE(dialog.passwordToRemember().value_or(QString()), u"s3cret"_s);
    QVERIFY(dialog.profile().keepsPassword);
    PasswordDialog ask(m_secrets, u"me@db1"_s, {}, true);
    QTRY_VERIFY(ask.findChild<QCheckBox *>(u"passwordRemember"_s)->isEnabled());
    QVERIFY(!ask.remember());
}

void TestKeyring::forgetsPassword()
{
    SavedProfile profile = saved();
    profile.keepsPassword = true;
    Connector connector(m_tasks, *m_store, m_secrets, {});
    QVERIFY(connector.keep(&profile, u"s3cret"_s));
    QTRY_COMPARE(kept(profile.id), u"s3cret"_s);
    profile.keepsPassword = false;
    QVERIFY(connector.keep(&profile, std::nullopt));
    QTRY_VERIFY(kept(profile.id).isNull());
    profile.keepsPassword = true;
    QVERIFY(connector.keep(&profile, u"s3cret"_s));
    QTRY_COMPARE(kept(profile.id), u"s3cret"_s);
    QVERIFY(connector.remove(profile));
    QTRY_VERIFY(kept(profile.id).isNull());
}

QTEST_MAIN(TestKeyring)
#include "tst_keyring.moc"
