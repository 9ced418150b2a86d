// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/desktop.h"
#include "settings/secretstore.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

/// Each case runs in a process of its own (QtDBus connects once a process): `tst_secretstore CASE`.
class TestSecretStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsSecrets();
    void saysNoWithoutKeyring();
    void saysNoWithoutBus();

private:
    std::optional<bool> probe();
    QString read(const QString &key);
    std::optional<bool> write(const QString &key, const QString &secret);
    bool remove(const QString &key);
    void refusesEverything();

    SecretStore m_store;
};

std::optional<bool> TestSecretStore::probe()
{
    std::optional<bool> answer;
    QObject context;
    m_store.probe(&context, [&](bool usable) { answer = usable; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, 30'000); }();
    return answer;
}

/// Null where there is none.
QString TestSecretStore::read(const QString &key)
{
    bool answered = false;
    QString answer;
    QObject context;
    m_store.read(key, &context, [&](const std::optional<QString> &secret) {
        answered = true;
        answer = secret.value_or(QString());
    });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answered, 30'000); }();
    return answer;
}

std::optional<bool> TestSecretStore::write(const QString &key, const QString &secret)
{
    std::optional<bool> answer;
    QObject context;
    m_store.write(key, secret, &context, [&](bool written) { answer = written; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, 30'000); }();
    return answer;
}

bool TestSecretStore::remove(const QString &key)
{
    bool answered = false;
    QObject context;
    m_store.remove(key, &context, [&] { answered = true; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answered, 30'000); }();
    return answered;
}

void TestSecretStore::keepsSecrets()
{
    const Desktop desktop(true);
    QVERIFY2(desktop.isRunning(), qPrintable(desktop.problem()));
    const QString secret = u"s3cret; it's \\ \"odd\" = €"_s;
    QCOMPARE(probe(), std::optional(true));
    QCOMPARE(probe(), std::optional(true));
    QVERIFY(read(u"a"_s).isNull());
    QCOMPARE(write(u"a"_s, secret), std::optional(true));
    QCOMPARE(write(u"b"_s, u"other"_s), std::optional(true));
    QCOMPARE(read(u"a"_s), secret);
    QCOMPARE(write(u"a"_s, u"changed"_s), std::optional(true));
    QCOMPARE(read(u"a"_s), u"changed"_s);
    QVERIFY(remove(u"a"_s));
    QVERIFY(read(u"a"_s).isNull());
    QCOMPARE(read(u"b"_s), u"other"_s);
    QVERIFY(remove(u"a"_s)); // is gone already
    bool told = false;
    {
        QObject context;
        m_store.read(u"b"_s, &context, [&](const std::optional<QString> &) { told = true; });
    }
    QVERIFY(remove(u"b"_s)); // answered later than the read
    QVERIFY(!told);
}

void TestSecretStore::refusesEverything()
{
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(probe(), std::optional(false));
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(write(u"a"_s, u"s3cret"_s), std::optional(false));
    QVERIFY(read(u"a"_s).isNull());
    QVERIFY(remove(u"a"_s));
    QVERIFY(!QDir::home().exists(u".config/parterre"_s)); // nor into a file instead
}

void TestSecretStore::saysNoWithoutKeyring()
{
    const Desktop desktop(false);
    QVERIFY2(desktop.isRunning(), qPrintable(desktop.problem()));
    refusesEverything();
}

void TestSecretStore::saysNoWithoutBus()
{
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    qputenv("XDG_RUNTIME_DIR", home.path().toUtf8());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    refusesEverything();
}

/// Without arguments, run each case in a process of its own.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    TestSecretStore test;
    if (argc > 1)
        return QTest::qExec(&test, argc, argv);
    int failures = 0;
    for (const QString &name : {u"keepsSecrets"_s, u"saysNoWithoutKeyring"_s, u"saysNoWithoutBus"_s})
        failures += QProcess::execute(QCoreApplication::applicationFilePath(), {name}) == 0 ? 0 : 1;
    return failures;
}

#include "tst_secretstore.moc"
