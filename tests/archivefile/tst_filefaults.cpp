// SPDX-License-Identifier: GPL-3.0-or-later
#include "archivehelp.h"
#include "support/deadline.h"
#include "support/process.h"
#include "support/proxy.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <csignal>
#include <sys/resource.h>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// No file of this process may grow beyond so many bytes while this lives: a disk that is full there.
class FullDisk {
public:
    explicit FullDisk(qint64 bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit now = m_before;
        now.rlim_cur = static_cast<rlim_t>(bytes);
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

qint64 residentBytes()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toLongLong() * 1024;
    }
    return 0;
}

} // namespace

/// Whatever ends an export leaves no file and takes no row; whatever ends a deletion leaves each row in the table or in
/// the file, and the next one ends it.
class TestArchiveFaults : public ArchiveTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startServer(); }
    void init() { makeDatabase(); }
    void needsLittleMemory(); // first: the heap is fresh
    void runsFull_data();
    void runsFull();
    void isCancelled_data();
    void isCancelled();
    void losesItsBackend_data();
    void losesItsBackend();
    void isKilledWhileItExports_data();
    void isKilledWhileItExports();
    void isKilledWhileItDeletes_data();
    void isKilledWhileItDeletes();
    void isKilledWhileItImports_data();
    void isKilledWhileItImports();
    void runsFromTheCommandLine();

private:
    void mustLeaveNothing(const QString &before);
    void mustSucceed();
    QByteArray mustRun(const QStringList &words, int exitCode = 0);
    void killAt(const QStringList &words, const std::string &statement, int occurrence, Verdict::Kind kind);
};

void TestArchiveFaults::mustLeaveNothing(const QString &before)
{
    QCOMPARE(files(), QStringList());
    QCOMPARE(contents(), before);
}

void TestArchiveFaults::mustSucceed()
{
    openSession();
    const QString manifest = exported();
    QVERIFY_RESULT(verifyArchiveFile(manifest, {}));
    QCOMPARE(files(), (QStringList{u"rows.csv.zst"_s, u"rows.manifest.json"_s}));
}

void TestArchiveFaults::runsFull_data()
{
    QTest::addColumn<qint64>("room");
    QTest::newRow("at once") << qint64{0};
    QTest::newRow("in the middle") << qint64{100'000};
    QTest::newRow("in the manifest") << qint64{500};
}

void TestArchiveFaults::runsFull()
{
    QFETCH(qint64, room);
    makeSimpleTable(room == 500 ? 1 : 30'000);
    const QString before = contents();
    {
        const FullDisk full(room);
        const auto refused = exportRows(*m_session, request(), m_sink);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"cannot be written"), qPrintable(refused.error().toText()));
    }
    mustLeaveNothing(before);
    mustSucceed();
}

void TestArchiveFaults::isCancelled_data()
{
    QTest::addColumn<QString>("step");
    QTest::newRow("while it exports") << u"Exporting"_s;
    QTest::newRow("while the server reads it back") << u"Loading the file"_s;
}

void TestArchiveFaults::isCancelled()
{
    QFETCH(QString, step);
    makeSimpleTable(30'000);
    const QString before = contents();
    SessionOptions options;
    openSession(options);
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.step == step)
            options.cancel.cancel();
    };
    m_session->setCancelToken(options.cancel);
    const auto cancelled = exportRows(*m_session, request(), m_sink);
    QVERIFY(!cancelled && cancelled.error().isCancelled());
    m_sink.onReport = nullptr;
    mustLeaveNothing(before);
    mustSucceed();
}

void TestArchiveFaults::losesItsBackend_data()
{
    isCancelled_data();
}

void TestArchiveFaults::losesItsBackend()
{
    QFETCH(QString, step);
    makeSimpleTable(30'000);
    const QString before = contents();
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.step == step)
            m_cluster->exec(u"SELECT pg_terminate_backend(%1)"_s.arg(m_session->backendPid()));
    };
    const auto broken = exportRows(*m_session, request(), m_sink);
    QVERIFY(!broken && broken.error().connectionLost);
    m_sink.onReport = nullptr;
    mustLeaveNothing(before);
    mustSucceed();
}

QByteArray TestArchiveFaults::mustRun(const QStringList &words, int exitCode)
{
    Program program;
    const bool ended = program.run(QStringList{owner(), u"archive-file"_s} + words);
    if (!ended || program.exitCode() != exitCode)
        fail(QString::fromUtf8(program.output() + program.errorOutput()));
    return program.output();
}

/// Run parterrectl archive-file and kill it where its n-th statement that contains the text is, before the server gets
/// it, or when the server has answered and the program has not heard.
void TestArchiveFaults::killAt(const QStringList &words, const std::string &statement, int occurrence,
                               Verdict::Kind kind)
{
    Proxy proxy(m_cluster->socketDir(), m_cluster->port());
    std::atomic<int> seen = 0;
    proxy.setInspector([&](const std::string &text) {
        const bool hit = text.find(statement) != std::string::npos && ++seen == occurrence;
        return Verdict{hit ? kind : Verdict::Kind::Pass};
    });
    Program program;
    QVERIFY(program.start(QStringList{proxy.conninfo(kDatabase, u"app_owner"_s), u"archive-file"_s} + words));
    QVERIFY2(waitUntil([&] { return proxy.hasStopped() || !program.isRunning(); }, 30s), "it did not get there");
    QVERIFY2(proxy.hasStopped(), QByteArray(program.output() + program.errorOutput()).constData());
    QVERIFY(program.sendSignal(SIGKILL));
    QVERIFY(program.waitForFinished(10s));
    proxy.letGo(Proxy::Held::Drop);
    // Whatever the server did for the program is over.
    QVERIFY(waitUntil(
        [&] {
            return value(u"SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'parterrectl%'"_s) == u"0";
        },
        10s));
}

void TestArchiveFaults::isKilledWhileItExports_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<int>("occurrence");
    QTest::addColumn<Verdict::Kind>("kind");
    QTest::newRow("before it reads") << QByteArray("LOCK TABLE") << 1 << Verdict::Kind::StopBefore;
    QTest::newRow("before the copy") << QByteArray("COPY (SELECT") << 1 << Verdict::Kind::StopBefore;
    QTest::newRow("when the copy is done") << QByteArray("COMMIT") << 1 << Verdict::Kind::StopBefore;
    QTest::newRow("before it is read back") << QByteArray("FROM STDIN") << 1 << Verdict::Kind::StopBefore;
    QTest::newRow("before it gets its name") << QByteArray("DROP TABLE") << 2 << Verdict::Kind::StopBefore;
}

void TestArchiveFaults::isKilledWhileItExports()
{
    QFETCH(QByteArray, statement);
    QFETCH(int, occurrence);
    QFETCH(Verdict::Kind, kind);
    makeSimpleTable(20'000);
    const QString before = contents();
    const QStringList words{u"export"_s, kTableSql, u"--to"_s, m_folder->path(), u"--name"_s, u"rows"_s};
    killAt(words, statement.toStdString(), occurrence, kind);
    QCOMPARE(files(), QStringList{u"rows.csv.zst.part"_s});
    QCOMPARE(contents(), before);
    mustSucceed();
}

void TestArchiveFaults::isKilledWhileItDeletes_data()
{
    QTest::addColumn<int>("occurrence");
    QTest::addColumn<Verdict::Kind>("kind");
    QTest::newRow("before the first batch") << 1 << Verdict::Kind::StopBefore;
    QTest::newRow("before the second batch") << 2 << Verdict::Kind::StopBefore;
    QTest::newRow("when the third is done") << 3 << Verdict::Kind::StopAfter;
}

void TestArchiveFaults::isKilledWhileItDeletes()
{
    QFETCH(int, occurrence);
    QFETCH(Verdict::Kind, kind);
    makeSimpleTable(45'000);
    sql(u"CREATE TABLE kept AS TABLE %1"_s.arg(kTableSql));
    ExportRequest wanted = request();
    wanted.where = u"id <= 40000"_s;
    const QString manifest = exported(wanted);
    sql(u"UPDATE %1 SET plain = 'newer' WHERE id = 39999"_s.arg(kTableSql));
    const QStringList words{u"delete"_s, manifest, u"--yes"_s};
    killAt(words, "DELETE FROM", occurrence, kind);
    QVERIFY_RESULT(verifyArchiveFile(manifest, {}));
    const QString left =
        u"SELECT count(*) FROM %1 x JOIN kept k USING (id) WHERE ROW(x.*)::record *= ROW(k.*)::record AND id <= 40000"_s;
    const qint64 here = value(left.arg(kTableSql)).toLongLong();
    QVERIFY2(here > 0 && (here < 39'999 || occurrence == 1), qPrintable(QString::number(here)));
    const QJsonObject again = QJsonDocument::fromJson(mustRun(words + QStringList{u"--json"_s}, 1)).object();
    QCOMPARE(again[u"deleted"].toInteger(), here);
    QCOMPARE(again[u"changed"].toInteger(), 1);
    QCOMPARE(value(u"SELECT count(*) FILTER (WHERE id > 40000) || ' ' || count(*) FROM %1"_s.arg(kTableSql)),
             u"5000 5001"_s);
    mustRun({u"import"_s, manifest, u"--yes"_s}, 1);
    QCOMPARE(value(u"SELECT count(*) FROM %1 x JOIN kept k USING (id) WHERE ROW(x.*)::record *= ROW(k.*)::record"_s.arg(
                 kTableSql)),
             u"44999"_s);
}

void TestArchiveFaults::isKilledWhileItImports_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<Verdict::Kind>("kind");
    QTest::addColumn<bool>("done");
    QTest::newRow("before the rows are in") << QByteArray("INSERT INTO") << Verdict::Kind::StopBefore << false;
    QTest::newRow("when they are") << QByteArray("INSERT INTO") << Verdict::Kind::StopAfter << false;
    QTest::newRow("before they stay") << QByteArray("COMMIT") << Verdict::Kind::StopBefore << false;
    QTest::newRow("when they stay") << QByteArray("COMMIT") << Verdict::Kind::StopAfter << true;
}

void TestArchiveFaults::isKilledWhileItImports()
{
    QFETCH(QByteArray, statement);
    QFETCH(Verdict::Kind, kind);
    QFETCH(bool, done);
    makeSimpleTable(5000);
    const QString before = contents();
    const QString manifest = exported();
    sql(u"TRUNCATE %1"_s.arg(kTableSql));
    const QStringList words{u"import"_s, manifest, u"--yes"_s};
    killAt(words, statement.toStdString(), 1, kind);
    QCOMPARE(value(u"SELECT count(*) FROM %1"_s.arg(kTableSql)), done ? u"5000"_s : u"0"_s);
    mustRun(words);
    QCOMPARE(contents(), before);
}

void TestArchiveFaults::runsFromTheCommandLine()
{
    makeSimpleTable(1000);
    const QString before = contents();
    const QStringList toFolder{u"--to"_s, m_folder->path()};
    QVERIFY(mustRun(QStringList{u"export"_s, kTableSql, u"--show"_s} + toFolder).contains("COPY (SELECT"));
    QCOMPARE(files(), QStringList());
    mustRun({u"export"_s, kTableSql}, 2);
    mustRun(QStringList{u"export"_s, kTableSql, u"--yes"_s} + toFolder, 2);
    const QJsonObject made =
        QJsonDocument::fromJson(mustRun(QStringList{u"export"_s, kTableSql, u"--format"_s, u"binary"_s, u"--json"_s,
                                                    u"--age-column"_s, u"At. it's"_s}
                                        + toFolder))
            .object();
    const QString manifest = made[u"manifestPath"].toString();
    QCOMPARE(manifest, path(kTable.schema + u'.' + kTable.name + u".manifest.json"));
    QCOMPARE(made[u"manifest"][u"rows"][u"least"].toString(), u"2024-01-01 01:00:00+00"_s);
    const QString rows = path(kTable.schema + u'.' + kTable.name + u".bin.zst");
    QVERIFY(mustRun({u"verify"_s, rows, u"--server"_s}).contains("The server read the same rows"));
    mustRun({u"delete"_s, rows}, 2);
    QVERIFY(mustRun({u"delete"_s, rows, u"--show"_s}).contains("DELETE FROM /* parterre */ ONLY"));
    QCOMPARE(contents(), before);
    QVERIFY(mustRun({u"delete"_s, rows, u"--yes"_s}).contains("1,000 rows were deleted"));
    const QJsonObject browsed =
        QJsonDocument::fromJson(mustRun({u"browse"_s, rows, u"--where"_s, u"plain=row 77"_s, u"--json"_s})).object();
    QCOMPARE(browsed[u"rows"][0][u"values"][u"id"].toString(), u"77"_s);
    mustRun(
        QStringList{u"export"_s, kTableSql, u"--name"_s, u"none"_s, u"--where"_s, u"false"_s, u"--no-server-proof"_s}
        + toFolder);
    const QByteArray all = mustRun({u"browse"_s, m_folder->path(), u"--where"_s, u"plain=row 77"_s});
    QVERIFY2(all.contains("file") && all.contains(".bin.zst") && all.contains("row 77"), all.constData());
    QVERIFY(mustRun({u"browse"_s, rows, u"--where"_s, u"plain = 'row 77'"_s}).contains("row 77"));
    QVERIFY(mustRun({u"browse"_s, rows, u"--limit"_s, u"3"_s}).contains("--after 3"));
    QVERIFY(mustRun({u"browse"_s, m_folder->path(), u"--limit"_s, u"3"_s}).contains("raise --limit"));
    mustRun({u"browse"_s, m_folder->path(), u"--after"_s, u"3"_s}, 2);
    QVERIFY(mustRun({u"verify"_s, m_folder->path()}).contains("2 files were read, 0 of them"));
    QVERIFY(mustRun({u"import"_s, manifest, u"--yes"_s}).contains("1,000 rows are in"));
    QCOMPARE(contents(), before);
    mustRun({u"drop"_s, manifest, u"--yes"_s}, 2);
    mustRun({u"drop"_s, manifest, u"--yes"_s, u"--table"_s, kTableSql});
    QVERIFY(QFile::resize(rows, 100));
    mustRun({u"verify"_s, rows}, 1);
    const QByteArray wrong = mustRun({u"verify"_s, m_folder->path()}, 1);
    QVERIFY2(wrong.contains("2 files were read, 1 of them") && wrong.contains("WRONG: "), wrong.constData());
}

void TestArchiveFaults::needsLittleMemory()
{
    makeSimpleTable(1'000'000);
    openSession();
    const qint64 before = residentBytes();
    qint64 most = before;
    m_sink.onReport = [&](const Progress &) { most = std::max(most, residentBytes()); };
    const QString manifest = exported();
    m_sink.onReport = nullptr;
    qInfo("%lld MB more for a million rows", static_cast<long long>((most - before) >> 20));
    QVERIFY(before > 0);
    QVERIFY(most - before < 64LL * 1024 * 1024);
}

QTEST_GUILESS_MAIN(TestArchiveFaults)
#include "tst_filefaults.moc"
