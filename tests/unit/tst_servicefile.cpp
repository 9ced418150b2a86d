// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/servicefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace parterre;
using namespace Qt::StringLiterals;

class TestServiceFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void reads_data();
    void reads();
    void prefersFirstFile();
    void saysWhatIsUnreadable();
    void looksWhereLibpqLooks();

private:
    QString write(const QString &name, const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestServiceFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("HOME", m_folder->path().toUtf8());
    qputenv("PGSYSCONFDIR", m_folder->filePath(u"etc"_s).toUtf8());
    qunsetenv("PGSERVICEFILE");
}

QString TestServiceFile::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

void TestServiceFile::reads_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("badLine"); // 0: none
    QTest::newRow("empty") << QByteArray() << QStringList() << 0;
    QTest::newRow("two") << QByteArray("# mine\n\n[a]\nhost=db1\nport = 5432\n\n[Mixed Case]\r\nhost=db2\r\n")
                         << QStringList{u"a"_s, u"Mixed Case"_s} << 0;
    QTest::newRow("empty section") << QByteArray("[a]\n[b]\n") << QStringList{u"a"_s, u"b"_s} << 0;
    QTest::newRow("twice") << QByteArray("[a]\nhost=1\n[a]\nhost=2\n") << QStringList{u"a"_s} << 0;
    QTest::newRow("no equals sign") << QByteArray("[a]\nhost=1\nport\n[b]\nhost=2\n") << QStringList{u"b"_s} << 3;
    QTest::newRow("no bracket") << QByteArray("[a\nhost=1\n") << QStringList() << 1;
    QTest::newRow("no name") << QByteArray("[]\nhost=1\n") << QStringList() << 1;
    QTest::newRow("nested") << QByteArray("[a]\nservice=b\n") << QStringList() << 2;
    QTest::newRow("before any name") << QByteArray("whatever\n[a]\n") << QStringList{u"a"_s} << 0;
    QTest::newRow("LDAP") << QByteArray("[a]\nldap://h/dc=x\n") << QStringList{u"a"_s} << 0;
}

void TestServiceFile::reads()
{
    QFETCH(QByteArray, content);
    QFETCH(QStringList, names);
    QFETCH(int, badLine);
    const QString path = write(u"services"_s, content);
    const ServiceList list = readServices({path});
    QStringList found;
    for (const ServiceEntry &entry : list.entries) {
        found << entry.name;
        QCOMPARE(entry.file, path);
    }
    QCOMPARE(found, names);
    QCOMPARE(list.problems.size(), badLine ? 1 : 0);
    if (badLine) {
        QVERIFY(list.problems[0].message.contains(path));
        QVERIFY(list.problems[0].message.endsWith(u"line %1"_s.arg(badLine)));
        QVERIFY(!list.problems[0].detail.isEmpty());
    }
}

void TestServiceFile::prefersFirstFile()
{
    const QString own = write(u"own"_s, "[a]\n[b]\n");
    const QString shared = write(u"shared"_s, "[b]\n[c]\n");
    const QList<ServiceEntry> expected{{u"a"_s, own}, {u"b"_s, own}, {u"c"_s, shared}};
    QVERIFY(readServices({own, shared}).entries == expected);
}

void TestServiceFile::saysWhatIsUnreadable()
{
    const QString missing = m_folder->filePath(u"missing"_s);
    const ServiceList list = readServices({missing, write(u"there"_s, "[a]\n")});
    QCOMPARE(list.entries.size(), 1);
    QCOMPARE(list.problems.size(), 1);
    QCOMPARE(list.problems[0].code, ErrorCode::Usage);
    QVERIFY(list.problems[0].message.contains(missing));
    QVERIFY(!list.problems[0].detail.isEmpty());
}

void TestServiceFile::looksWhereLibpqLooks()
{
    QCOMPARE(serviceFilePaths(), QStringList());
    const QString own = write(u".pg_service.conf"_s, "[a]\n");
    QVERIFY(QDir(m_folder->path()).mkdir(u"etc"_s));
    const QString shared = write(u"etc/pg_service.conf"_s, "[b]\n");
    QCOMPARE(serviceFilePaths(), (QStringList{own, shared}));
    const QString named = m_folder->filePath(u"not there"_s);
    qputenv("PGSERVICEFILE", named.toUtf8());
    QCOMPARE(serviceFilePaths(), (QStringList{named, shared}));
    qunsetenv("PGSERVICEFILE");
}

QTEST_GUILESS_MAIN(TestServiceFile)
#include "tst_servicefile.moc"
