// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filebrowse.h"
#include "archive/filedrop.h"
#include "archivehelp.h"
#include "support/rng.h"
#include "support/writers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>

#include <cerrno>
#include <sys/syscall.h>
#include <unistd.h>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

int linkError = 0; ///< what link(2) of this process fails with; 0: it does not

} // namespace

extern "C" int link(const char *from, const char *to) noexcept
{
    if (linkError == 0)
        return static_cast<int>(::syscall(SYS_link, from, to));
    errno = linkError;
    return -1;
}

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

#define QVERIFY_REFUSED(expression, fragment)                                                                          \
    do {                                                                                                               \
        const auto &refused_ = (expression);                                                                           \
        QVERIFY2(!refused_.has_value(), "it was not refused");                                                         \
        const QString text_ = refused_.error().toText();                                                               \
        QVERIFY2(text_.contains(fragment), qPrintable(text_));                                                         \
    } while (false)

/// Rows into archive files and back: whatever the values and names, nothing but what was exported, and nothing else
/// deleted.
class TestArchiveFile : public ArchiveTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startServer(); }
    void init() { makeDatabase(); }
    void roundTrips_data();
    void roundTrips();
    void notesWhatALeafIs();
    void takesAPartitionedTable();
    void takesPartOfATable();
    void takesNoRowAtAll_data();
    void takesNoRowAtAll();
    void leavesNoStatementUnshown();
    void refusesDamage_data();
    void refusesDamage();
    void verifiesOnTheServer();
    void refusesOtherColumns_data();
    void refusesOtherColumns();
    void refusesForeignText();
    void goesElsewhereOnlyWhenSaid();
    void neverOverwrites_data();
    void neverOverwrites();
    void namesFilesWithoutHardLinks_data();
    void namesFilesWithoutHardLinks();
    void refusesBesideARunningExport();
    void removesWhatAKilledExportLeft_data();
    void removesWhatAKilledExportLeft();
    void overwritesNoRow();
    void takesBackWhatATriggerChanges();
    void putsBackWhatIsWanted();
    void putsKeylessRowsIntoAnEmptyTable();
    void dropsKeylessRowsByTheirBytes();
    void worksWithTheOwnersRights();
    void deletesOnlyWhatWasExported();
    void deletesAmongWriters();
    void leavesLockedRows();
    void refusesToCascade();
    void refusesToCascadeFromAPartition();
    void dropsOnlyWhatIsInTheFile();
    void browses_data();
    void browses();
    void browsesSeveralFiles_data() { roundTrips_data(); }
    void browsesSeveralFiles();
    void takesCsvApart();
    void copiesOutUntilAnError();
};

void TestArchiveFile::roundTrips_data()
{
    QTest::addColumn<ArchiveFormat>("format");
    QTest::newRow("csv") << ArchiveFormat::Csv;
    QTest::newRow("binary") << ArchiveFormat::Binary;
}

void TestArchiveFile::roundTrips()
{
    QFETCH(ArchiveFormat, format);
    sql(uR"(CREATE SCHEMA "Mixed Case";
        CREATE TYPE "Mixed Case"."mo'od. x" AS ENUM ('calm', 'tab	"and quote"', 'back\slash, comma');
        CREATE TYPE "Mixed Case".pair AS (a int, "b ""q""" text);
        CREATE DOMAIN "Mixed Case".amount AS numeric(12,4) CHECK (value > -1000);
        CREATE TABLE %1 (id bigint GENERATED ALWAYS AS IDENTITY, "At. it's" timestamptz NOT NULL, plain text,
            "Ünï, ""c""" varchar(40) COLLATE "C", f float8, r real, n numeric, d "Mixed Case".amount, b bytea, j json,
            jb jsonb, a int[], ta text[], m "Mixed Case"."mo'od. x", c "Mixed Case".pair, rg int4range, mr nummultirange,
            iv interval, dt date, u uuid, ok bool, ip inet, p point, bits bit varying, ts tsvector, ch char(5),
            gen text GENERATED ALWAYS AS (coalesce(plain, 'none') || '!') STORED, dropped int, last "char",
            PRIMARY KEY (id, "At. it's"));
        ALTER TABLE %1 DROP COLUMN dropped;
        INSERT INTO %1 ("At. it's", plain, "Ünï, ""c""", f, r, n, d, b, j, jb, a, ta, m, c, rg, mr, iv, dt, u, ok, ip, p, bits, ts, ch, last) VALUES
        ('2024-01-01 12:00:00.000001+00', '', E'é\u20ac\U0001F600', '-0.0', 'NaN', 1.500, 1.2000, '\x00ff0a5c22', '{"a" :  1}', '{"a": 1.50}', '[0:1]={1,NULL}', '{"",NULL,"NULL","a,b","q\"q","b\\\\s"}', 'calm', '(1,"")', '[1,5)', '{[1.0,2.00),[3,4]}', '1 mon -3 days 04:05:06.789', 'infinity', '00000000-0000-0000-0000-000000000001', true, '10.0.0.1/8', '(1.5,-2)', B'0101', 'a:1 b:2A', 'x', 'a'),
        ('-infinity', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        ('infinity', E'line\nbreak\r\nand "quotes", comma\ttab \\ back\\slash', '\.', 'Infinity', '-Infinity', 'NaN', 0, '', 'null', 'null', '{}', '{}', E'tab\t"and quote"', '(,)', 'empty', '{}', '0', '0044-03-15 BC', NULL, false, '::1', NULL, B'', '', '', '"'),
        ('4713-01-01 BC', '\.', E'\n\\.\n', 1e-300, 1e-30, 100000000000000000000.000000000000000000010, -0.0001, '\x5c', '"\n"', '{"k": ["\"", {"x": null}]}', '{{1,2},{3,4}}', '{{a,b}}', 'back\slash, comma', '(7,"a,""b"" \\")', '(,3]', '{(,)}', '-178000000 years', '5874897-12-31', NULL, NULL, '1.2.3.4', NULL, NULL, NULL, 'abc', NULL);
        INSERT INTO %1 ("At. it's", plain, n) SELECT '2024-02-01'::timestamptz + i * interval '1 minute', repeat(chr(32 + i %% 90), i %% 300), i / 7.0 FROM generate_series(1, 3000) i;
        CREATE TABLE kept AS TABLE %1)"_s.replace(u"%1"_s, kTableSql)
            .replace(u"%%"_s, u"%"_s));
    const QString before = contents();
    ExportRequest wanted = request();
    wanted.format = format;
    wanted.ageColumn = u"At. it's"_s;
    const QString manifest = exported(wanted);
    const QString ending = format == ArchiveFormat::Csv ? u"csv"_s : u"bin"_s;
    QCOMPARE(files(), (QStringList{u"rows.%1.zst"_s.arg(ending), u"rows.manifest.json"_s}));
    QCOMPARE(contents(), before);
    const auto deleted = deleteExported(*m_session, manifest, {}, m_sink);
    QVERIFY_RESULT(deleted);
    QCOMPARE(deleted->deleted, 3004);
    QCOMPARE(value(u"SELECT count(*) FROM %1"_s.arg(kTableSql)), u"0"_s);
    const auto imported = importRows(*m_session, {manifest}, m_sink);
    QVERIFY_RESULT(imported);
    QCOMPARE(imported->inserted, 3004);
    QVERIFY(imported->sumsCompared);
    QCOMPARE(contents(), before);
    QCOMPARE(
        value(u"SELECT count(*) FROM kept k JOIN %1 x ON k.id = x.id AND ROW(k.*)::record *= ROW(x.*)::record"_s.arg(
            kTableSql)),
        u"3004"_s);
    // The identity goes on behind what it had given.
    sql(u"INSERT INTO %1 (\"At. it's\") VALUES (now())"_s.arg(kTableSql));
    QCOMPARE(value(u"SELECT max(id) FROM %1"_s.arg(kTableSql)), u"3005"_s);
}

void TestArchiveFile::notesWhatALeafIs()
{
    sql(u"CREATE SCHEMA \"Mixed Case\"; CREATE TABLE \"Mixed Case\".\"the root\" (id int, at timestamptz NOT NULL, PRIMARY KEY (at, id)) "
        "PARTITION BY RANGE (at); CREATE TABLE %1 PARTITION OF \"Mixed Case\".\"the root\" FOR VALUES FROM "
        "('2024-01-01 00:00+00') TO ('2024-02-01 00:00+00'); INSERT INTO %1 SELECT i, '2024-01-02 00:00+00'::timestamptz + i * interval '1 hour' "
        "FROM generate_series(1, 48) i"_s.arg(kTableSql));
    const auto manifest = exportRows(*m_session, request(), m_sink);
    QVERIFY_RESULT(manifest);
    QCOMPARE(manifest->table, kTable);
    QCOMPARE(manifest->parent, (QualifiedName{u"Mixed Case"_s, u"the root"_s}));
    QVERIFY2(manifest->bound.startsWith(u"FOR VALUES FROM ('2024-01-01"), qPrintable(manifest->bound));
    QCOMPARE(manifest->key, (QStringList{u"at"_s, u"id"_s}));
    QCOMPARE(manifest->ageColumn, u"at"_s);
    QCOMPARE(manifest->rows.rows, 48);
    QCOMPARE(manifest->rows.least, u"2024-01-02 01:00:00+00"_s);
    QCOMPARE(manifest->rows.greatest, u"2024-01-04 00:00:00+00"_s);
    QCOMPARE(manifest->database, kDatabase);
    QCOMPARE(manifest->serverMajor(), m_cluster->majorVersion());
    QCOMPARE(manifest->systemIdentifier, m_cluster->value(u"SELECT system_identifier FROM pg_control_system()"_s));
    const auto again = readManifest(path(u"rows.manifest.json"_s));
    QVERIFY_RESULT(again);
    QCOMPARE(again->toJson(), manifest->toJson());
}

void TestArchiveFile::takesAPartitionedTable()
{
    sql(u"CREATE SCHEMA \"Mixed Case\"; CREATE TABLE %1 (id int, plain text, PRIMARY KEY (id)) PARTITION BY RANGE (id); "
        "CREATE TABLE low PARTITION OF %1 FOR VALUES FROM (0) TO (500); CREATE TABLE high PARTITION OF %1 DEFAULT; "
        "INSERT INTO %1 SELECT i, 'row ' || i FROM generate_series(1, 1000) i"_s.arg(kTableSql));
    const QString before = contents();
    const QString manifest = exported();
    const auto deleted = deleteExported(*m_session, manifest, {}, m_sink);
    QVERIFY_RESULT(deleted);
    QCOMPARE(deleted->deleted, 1000);
    QVERIFY_RESULT(importRows(*m_session, {manifest}, m_sink));
    QCOMPARE(contents(), before);
}

void TestArchiveFile::takesPartOfATable()
{
    makeSimpleTable(1000);
    ExportRequest wanted = request();
    wanted.where = u"x.id <= 400 AND plain <> 'row 7' -- not that one"_s;
    const QString manifest = exported(wanted);
    const auto deleted = deleteExported(*m_session, manifest, {}, m_sink);
    QVERIFY_RESULT(deleted);
    QCOMPARE(deleted->deleted, 399);
    QCOMPARE(value(u"SELECT count(*) FROM %1"_s.arg(kTableSql)), u"601"_s);
    wanted.name = u"other"_s;
    wanted.where = u"no_such_column = 1"_s;
    QVERIFY_REFUSED(exportRows(*m_session, wanted, m_sink), u"no_such_column");
    wanted.where = u"random() < 0.5"_s;
    QVERIFY_REFUSED(exportRows(*m_session, wanted, m_sink), u"volatile");
    wanted.name = u"../other"_s;
    QVERIFY_REFUSED(exportRows(*m_session, wanted, m_sink), u"no name for a file");
    QCOMPARE(files(), (QStringList{u"rows.csv.zst"_s, u"rows.manifest.json"_s}));
}

void TestArchiveFile::takesNoRowAtAll_data()
{
    roundTrips_data();
}

void TestArchiveFile::takesNoRowAtAll()
{
    QFETCH(ArchiveFormat, format);
    makeSimpleTable(10);
    ExportRequest wanted = request();
    wanted.format = format;
    wanted.where = u"false"_s;
    wanted.ageColumn = u"At. it's"_s;
    const QString manifest = exported(wanted);
    const auto deleted = deleteExported(*m_session, manifest, {}, m_sink);
    QVERIFY_RESULT(deleted);
    QCOMPARE(deleted->deleted + deleted->absent + deleted->kept, 0);
    const auto imported = importRows(*m_session, {manifest}, m_sink);
    QVERIFY_RESULT(imported);
    QCOMPARE(imported->inserted, 0);
    QCOMPARE(value(u"SELECT count(*) FROM %1"_s.arg(kTableSql)), u"10"_s);
}

/// What is shown is what runs: of the statements that name the table, none is sent that was not described.
void TestArchiveFile::leavesNoStatementUnshown()
{
    makeSimpleTable(100);
    QStringList sent;
    SessionOptions options;
    options.observer = [&](const StatementRecord &record) {
        if (record.text.contains(kTable.quoted()) || record.text.contains(u"parterre_file"))
            sent << record.text;
    };
    openSession(options);
    QStringList shown{
        SqlText::load(u"archivefile/drop_staging"_s, {{u"staging"_s, u"pg_temp.parterre_file"_s}}).text,
        SqlText::load(u"archivefile/staging_pages"_s, {{u"staging_literal"_s, u"'pg_temp.parterre_file'"_s}}).text};
    const auto show = [&](const Result<QList<SqlText>> &statements) {
        QVERIFY_RESULT(statements);
        for (const SqlText &statement : *statements)
            shown << statement.text;
    };
    show(describeExport(*m_session, request()));
    const QString manifest = exported();
    show(describeDelete(*m_session, manifest, {}));
    show(describeImport(*m_session, {manifest}));
    show(describeDrop(*m_session, manifest, kTable));
    QVERIFY_RESULT(deleteExported(*m_session, manifest, {}, m_sink));
    QVERIFY_RESULT(importRows(*m_session, {manifest}, m_sink));
    QVERIFY_RESULT(dropExportedTable(*m_session, manifest, kTable, m_sink));
    QVERIFY(sent.size() > 25);
    for (const QString &statement : std::as_const(sent))
        QVERIFY2(shown.contains(statement), qPrintable(statement));
}

void TestArchiveFile::refusesDamage_data()
{
    QTest::addColumn<QString>("damage");
    QTest::addColumn<QString>("message");
    for (int seed = 1; seed <= 12; ++seed)
        QTest::addRow("flipped bit %d", seed) << u"flip %1"_s.arg(seed) << u"is damaged"_s;
    QTest::newRow("truncated") << u"truncate"_s << u"is truncated"_s;
    QTest::newRow("truncated by a byte") << u"truncate by one"_s << u"is truncated"_s;
    QTest::newRow("empty") << u"empty"_s << u"is truncated"_s;
    QTest::newRow("longer") << u"longer"_s << u"is longer"_s;
    QTest::newRow("another file of the same length") << u"zeros"_s << u"is damaged"_s;
    QTest::newRow("no file of rows") << u"no rows"_s << u"is missing"_s;
    QTest::newRow("no manifest") << u"no manifest"_s << u"cannot be read"_s;
    QTest::newRow("manifest with another number") << u"number"_s << u"manifest was changed"_s;
    QTest::newRow("manifest that is none") << u"none"_s << u"is not the manifest"_s;
    QTest::newRow("manifest of a newer program") << u"newer"_s << u"newer Parterre"_s;
    QTest::newRow("manifest of another file") << u"other"_s << u"manifest of another file"_s;
    QTest::newRow("rows of another file") << u"other rows"_s << u"archive file"_s;
}

void TestArchiveFile::refusesDamage()
{
    QFETCH(QString, damage);
    QFETCH(QString, message);
    makeSimpleTable(2000);
    const QString manifest = exported();
    ExportRequest second = request(u"second"_s);
    second.where = u"id < 1000"_s;
    const QString otherManifest = exported(second);
    const QString rows = path(u"rows.csv.zst"_s);
    QByteArray bytes = read(rows);
    if (damage.startsWith(u"flip ")) {
        Rng rng(damage.mid(5).toULongLong());
        const auto at = static_cast<qsizetype>(rng.below(bytes.size()));
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << rng.below(8)));
        write(rows, bytes);
    } else if (damage == u"truncate") {
        write(rows, bytes.left(bytes.size() / 2));
    } else if (damage == u"truncate by one") {
        write(rows, bytes.chopped(1));
    } else if (damage == u"empty") {
        write(rows, {});
    } else if (damage == u"longer") {
        write(rows, bytes + '\n');
    } else if (damage == u"zeros") {
        write(rows, QByteArray(bytes.size(), 0));
    } else if (damage == u"no rows") {
        QVERIFY(QFile::remove(rows));
    } else if (damage == u"no manifest") {
        QVERIFY(QFile::remove(manifest));
    } else if (damage == u"number") {
        write(manifest, read(manifest).replace("\"rows\": 2000", "\"rows\": 2001"));
    } else if (damage == u"none") {
        write(manifest, "{\"a\": 1}");
    } else if (damage == u"newer") {
        write(manifest, read(manifest).replace("\"format\": 1", "\"format\": 2"));
    } else if (damage == u"other") {
        write(manifest, read(otherManifest));
    } else {
        write(rows, read(path(u"second.csv.zst"_s)));
    }
    const QString before = contents();
    const QByteArray damaged = read(rows);
    QVERIFY_REFUSED(verifyArchiveFile(manifest, {}), message);
    QVERIFY_REFUSED(importRows(*m_session, {manifest}, m_sink), message);
    QVERIFY_REFUSED(deleteExported(*m_session, manifest, {}, m_sink), message);
    QVERIFY_REFUSED(dropExportedTable(*m_session, manifest, kTable, m_sink), message);
    QCOMPARE(contents(), before);
    QCOMPARE(read(rows), damaged);
    QVERIFY_RESULT(verifyArchiveFile(otherManifest, {}));
}

/// A file that fits its manifest in every byte, and a manifest that is whole, but the rows are not those that it
/// counts.
void TestArchiveFile::verifiesOnTheServer()
{
    makeSimpleTable(500);
    const QString path = exported();
    auto file = verifyArchiveFile(path, {});
    QVERIFY_RESULT(file);
    const auto compared = verifyOnServer(*m_session, *file, m_sink);
    QVERIFY_RESULT(compared);
    QVERIFY(*compared);
    file->manifest.rows.sum1 += u'1';
    QVERIFY_REFUSED(verifyOnServer(*m_session, *file, m_sink), u"not what was exported");
    write(path, file->manifest.toJson());
    QVERIFY_RESULT(verifyArchiveFile(path, {}));
    const QString before = contents();
    QVERIFY_REFUSED(deleteExported(*m_session, path, {}, m_sink), u"not what was exported");
    QCOMPARE(contents(), before);
    // Sums of another major say nothing here, the number of rows does.
    file->manifest.serverVersion = 130000;
    QCOMPARE(verifyOnServer(*m_session, *file, m_sink).value_or(true), false);
    file->manifest.rows.rows += 1;
    QVERIFY_REFUSED(verifyOnServer(*m_session, *file, m_sink), u"not what was exported");
}

void TestArchiveFile::refusesOtherColumns_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("message");
    QTest::newRow("type") << u"ALTER COLUMN amount TYPE numeric(20,4)"_s
                          << u"Column amount is numeric(20,4) in the table, numeric in the file."_s;
    QTest::newRow("collation") << u"ALTER COLUMN plain TYPE text COLLATE \"C\""_s
                               << u"The collation of column plain is \"C\" in the table"_s;
    QTest::newRow("dropped") << u"DROP COLUMN plain"_s << u"The table has no column plain."_s;
    QTest::newRow("added") << u"ADD COLUMN \"more. of it\" int"_s << u"The file has no column \"more. of it\"."_s;
    QTest::newRow("renamed") << u"RENAME COLUMN plain TO other"_s << u"The table has no column plain."_s;
}

void TestArchiveFile::refusesOtherColumns()
{
    QFETCH(QString, change);
    QFETCH(QString, message);
    makeSimpleTable(50);
    const QString manifest = exported();
    sql(u"ALTER TABLE %1 %2"_s.arg(kTableSql, change));
    const QString before = contents();
    if (change.startsWith(u"ADD"_s)) // it has its default in rows that come back
        QVERIFY_RESULT(importRows(*m_session, {manifest}, m_sink));
    else
        QVERIFY_REFUSED(importRows(*m_session, {manifest}, m_sink), message);
    QVERIFY_REFUSED(deleteExported(*m_session, manifest, {}, m_sink), message);
    QVERIFY_REFUSED(dropExportedTable(*m_session, manifest, kTable, m_sink), message);
    QCOMPARE(contents(), before);
}

/// Somebody may hand us a manifest: nothing in it but names of types becomes part of a statement.
void TestArchiveFile::refusesForeignText()
{
    makeSimpleTable(10);
    auto file = verifyArchiveFile(exported(), {});
    QVERIFY_RESULT(file);
    file->manifest.columns[2].type = u"text DEFAULT current_user"_s;
    QVERIFY(!verifyOnServer(*m_session, *file, m_sink));
    file->manifest.columns[2].type = u"no_such_type"_s;
    QVERIFY_REFUSED(verifyOnServer(*m_session, *file, m_sink), u"no_such_type");
    // The server passes over comments, and the next name goes on in a line of its own.
    for (const QString &type : {u"text --"_s, u"text /* */"_s, u"text\n"_s, u"'text'"_s, u"text; SELECT 1"_s}) {
        file->manifest.columns[2].type = type;
        QVERIFY_REFUSED(verifyOnServer(*m_session, *file, m_sink), u"a column that is none");
    }
    file->manifest.columns[2].type = u"text"_s;
    file->manifest.columns[2].collation = u"\"C\" --"_s;
    QVERIFY_REFUSED(verifyOnServer(*m_session, *file, m_sink), u"a column that is none");
    file->manifest.columns[2].collation.clear();
    file->manifest.columns[2].name = QString(64, u'a');
    QVERIFY_REFUSED(verifyOnServer(*m_session, *file, m_sink), u"a column that is none");
}

void TestArchiveFile::goesElsewhereOnlyWhenSaid()
{
    makeSimpleTable(100);
    const QString manifest = exported();
    // Another order of the columns.
    sql(u"CREATE TABLE other (amount numeric, plain text, id bigint, \"At. it's\" timestamptz NOT NULL, PRIMARY KEY (id)); "
        "ALTER TABLE %1 RENAME TO moved"_s.arg(kTableSql));
    QVERIFY_REFUSED(importRows(*m_session, {manifest}, m_sink), u"there is no table");
    const auto imported = importRows(*m_session, {manifest, {u"public"_s, u"other"_s}}, m_sink);
    QVERIFY_RESULT(imported);
    QCOMPARE(imported->inserted, 100);
    QCOMPARE(
        value(
            u"SELECT count(*) FROM public.other o JOIN \"Mixed Case\".moved m ON ROW(o.id, o.\"At. it's\", o.plain, o.amount)::record *= ROW(m.*)::record"_s),
        u"100"_s);
}

void TestArchiveFile::neverOverwrites_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("meanwhile");
    QTest::newRow("rows, before") << u"rows.csv.zst"_s << false;
    QTest::newRow("manifest, before") << u"rows.manifest.json"_s << false;
    QTest::newRow("rows, meanwhile") << u"rows.csv.zst"_s << true;
    QTest::newRow("manifest, meanwhile") << u"rows.manifest.json"_s << true;
}

void TestArchiveFile::neverOverwrites()
{
    QFETCH(QString, name);
    QFETCH(bool, meanwhile);
    makeSimpleTable(100);
    int statements = 0;
    SessionOptions options;
    options.observer = [&](const StatementRecord &record) {
        statements += record.statementId.startsWith(u"archivefile/");
        if (meanwhile && record.statementId == u"archivefile/load")
            write(path(name), "precious");
    };
    openSession(options);
    if (!meanwhile)
        write(path(name), "precious");
    QVERIFY_REFUSED(exportRows(*m_session, request(), m_sink), u"never overwritten");
    QVERIFY(meanwhile || statements == 0);
    QCOMPARE(files(), QStringList{name});
    QCOMPARE(read(path(name)), "precious");
}

void TestArchiveFile::namesFilesWithoutHardLinks_data()
{
    QTest::addColumn<int>("error");
    QTest::newRow("vfat") << EPERM;
    QTest::newRow("rclone") << EIO;
    QTest::newRow("s3fs") << ENOSYS;
}

// Object stores that are mounted know no hard links.
void TestArchiveFile::namesFilesWithoutHardLinks()
{
    QFETCH(int, error);
    makeSimpleTable(100);
    linkError = error;
    const auto reset = qScopeGuard([] { linkError = 0; });
    const QString manifest = exported();
    QVERIFY_RESULT(verifyArchiveFile(manifest, {}));
    QCOMPARE(files(), (QStringList{u"rows.csv.zst"_s, u"rows.manifest.json"_s}));
    QVERIFY_REFUSED(exportRows(*m_session, request(), m_sink), u"is there already");
    QVERIFY(QFile::remove(manifest)); // the rows' name alone is taken, too
    QVERIFY_REFUSED(exportRows(*m_session, request(), m_sink), u"is there already");
    QCOMPARE(files(), QStringList{u"rows.csv.zst"_s});
}

void TestArchiveFile::refusesBesideARunningExport()
{
    makeSimpleTable(100);
    QString refusal;
    SessionOptions options;
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId != u"archivefile/copy_out")
            return;
        auto other = Session::open(profileOf(owner()));
        QVERIFY_RESULT(other);
        const auto second = exportRows(**other, request(), m_sink);
        refusal = second ? u"it was not refused"_s : second.error().message;
    };
    openSession(options);
    const QString manifest = exported();
    QVERIFY2(refusal.contains(u"another export"), qPrintable(refusal));
    QVERIFY_RESULT(verifyArchiveFile(manifest, {}));
}

void TestArchiveFile::removesWhatAKilledExportLeft_data()
{
    QTest::addColumn<QString>("moment");
    QTest::newRow("while it wrote") << u"writing"_s;
    QTest::newRow("between both names") << u"between"_s;
    QTest::newRow("after both names") << u"after"_s;
}

void TestArchiveFile::removesWhatAKilledExportLeft()
{
    QFETCH(QString, moment);
    makeSimpleTable(100);
    const QString manifest = exported();
    const ArchivePaths paths = ArchivePaths::in(m_folder->path(), u"rows"_s, ArchiveFormat::Csv);
    QCOMPARE(::link(qPrintable(paths.rows), qPrintable(paths.rowsPart)), 0);
    QCOMPARE(::link(qPrintable(paths.manifest), qPrintable(paths.manifestPart)), 0);
    if (moment == u"writing")
        QVERIFY(QFile::remove(paths.rows));
    if (moment != u"after") {
        QVERIFY(QFile::remove(paths.manifest));
        exported();
    } else {
        QVERIFY_REFUSED(exportRows(*m_session, request(), m_sink), u"is there already");
    }
    QCOMPARE(files(), (QStringList{u"rows.csv.zst"_s, u"rows.manifest.json"_s}));
    QVERIFY_RESULT(verifyArchiveFile(manifest, {}));
}

void TestArchiveFile::overwritesNoRow()
{
    makeSimpleTable(1000);
    const QString manifest = exported();
    sql(u"DELETE FROM %1 WHERE id > 300; UPDATE %1 SET plain = 'newer' WHERE id <= 150"_s.arg(kTableSql));
    const QString before =
        value(u"SELECT md5(string_agg(x::text, ' ' ORDER BY id)) FROM %1 x WHERE id <= 300"_s.arg(kTableSql));
    const auto imported = importRows(*m_session, {manifest}, m_sink);
    QVERIFY_RESULT(imported);
    QCOMPARE(imported->inserted, 700);
    QCOMPARE(imported->present.equal, 150);
    QCOMPARE(imported->present.different, 150);
    QCOMPARE(imported->listed.size(), 100);
    QCOMPARE(imported->listed.first().key, u"(1,\"2024-01-01 01:00:00+00\")"_s);
    QVERIFY(!imported->listed.first().equal);
    QCOMPARE(value(u"SELECT md5(string_agg(x::text, ' ' ORDER BY id)) FROM %1 x WHERE id <= 300"_s.arg(kTableSql)),
             before);
    QCOMPARE(value(u"SELECT count(*) FROM %1"_s.arg(kTableSql)), u"1000"_s);
    const auto again = importRows(*m_session, {manifest}, m_sink);
    QVERIFY_RESULT(again);
    QCOMPARE(again->inserted, 0);
}

void TestArchiveFile::takesBackWhatATriggerChanges()
{
    makeSimpleTable(100);
    const QString manifest = exported();
    sql(u"DELETE FROM %1 WHERE id > 10; "
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.plain := ''touched''; RETURN NEW; END'; "
        "CREATE TRIGGER touch BEFORE INSERT ON %1 FOR EACH ROW EXECUTE FUNCTION touch()"_s.arg(kTableSql));
    const QString before = contents();
    QVERIFY_REFUSED(importRows(*m_session, {manifest}, m_sink), u"90 of them differ");
    QCOMPARE(contents(), before);
    sql(u"CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"_s);
    QVERIFY_REFUSED(importRows(*m_session, {manifest}, m_sink), u"0 rows were put in instead of 90");
    QCOMPARE(contents(), before);
}

void TestArchiveFile::putsBackWhatIsWanted()
{
    makeSimpleTable(100);
    const QString manifest = exported();
    const QString before = contents();
    sql(u"DELETE FROM %1 WHERE id > 10"_s.arg(kTableSql));
    ImportRequest wanted{manifest, {}, u"id BETWEEN 5 AND 20 OR id IS NULL -- and no more"_s};
    const auto shown = describeImport(*m_session, wanted);
    QVERIFY_RESULT(shown);
    QVERIFY(std::any_of(shown->cbegin(), shown->cend(),
                        [](const SqlText &sql) { return sql.text.contains(u"BETWEEN 5 AND 20"); }));
    const auto some = importRows(*m_session, wanted, m_sink);
    QVERIFY_RESULT(some);
    QCOMPARE(some->inserted, 10);
    QCOMPARE(some->present.equal, 6);
    QCOMPARE(value(u"SELECT max(id) || ' ' || count(*) FROM %1"_s.arg(kTableSql)), u"20 20"_s);
    wanted.where = u"true; DROP TABLE x"_s;
    QVERIFY_REFUSED(importRows(*m_session, wanted, m_sink), u"no single condition");
    wanted.where = u"nonsense = 1"_s;
    QVERIFY_REFUSED(importRows(*m_session, wanted, m_sink), u"does not exist");
    wanted.where.clear();
    QVERIFY_RESULT(importRows(*m_session, wanted, m_sink));
    QCOMPARE(contents(), before);
}

// 1.0 and 1.00 are equal, and so are the sums of such rows; without a key nothing else would tell.
void TestArchiveFile::dropsKeylessRowsByTheirBytes()
{
    sql(u"CREATE SCHEMA \"Mixed Case\"; CREATE TABLE %1 (id int, amount numeric); INSERT INTO %1 SELECT i, 1.0 FROM "
        "generate_series(1, 50) i"_s.arg(kTableSql));
    const QString manifest = exported();
    sql(u"UPDATE %1 SET amount = 1.00 WHERE id = 7"_s.arg(kTableSql));
    QVERIFY_REFUSED(dropExportedTable(*m_session, manifest, kTable, m_sink), u"differ in their bytes");
    sql(u"UPDATE %1 SET amount = 1.0 WHERE id = 7"_s.arg(kTableSql));
    QVERIFY_RESULT(dropExportedTable(*m_session, manifest, kTable, m_sink));
}

// Whoever restores as a superuser must not run the triggers of the table's owner with his rights.
void TestArchiveFile::worksWithTheOwnersRights()
{
    makeSimpleTable(10);
    const QString manifest = exported();
    sql(u"DELETE FROM %1; CREATE TABLE public.seen (who text); GRANT INSERT ON public.seen TO PUBLIC; "
        "CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.seen VALUES (current_user); "
        "RETURN NEW; END'; CREATE TRIGGER spy AFTER INSERT ON %1 FOR EACH STATEMENT EXECUTE FUNCTION spy()"_s.arg(
            kTableSql));
    auto session = Session::open(profileOf(m_cluster->conninfo(kDatabase, u"postgres"_s)));
    QVERIFY_RESULT(session);
    QVERIFY_RESULT(importRows(**session, {manifest}, m_sink));
    QCOMPARE(value(u"SELECT string_agg(who, ' ') FROM public.seen"_s), u"app_owner"_s);
}

void TestArchiveFile::putsKeylessRowsIntoAnEmptyTable()
{
    makeSimpleTable(100);
    sql(u"ALTER TABLE %1 DROP CONSTRAINT \"we\"\"ird. tab'le_pkey\""_s.arg(kTableSql));
    const QString before = contents();
    const QString manifest = exported();
    QVERIFY_REFUSED(deleteExported(*m_session, manifest, {}, m_sink), u"has no key");
    QVERIFY_REFUSED(importRows(*m_session, {manifest}, m_sink), u"has no key, and is not empty");
    QCOMPARE(contents(), before);
    sql(u"TRUNCATE %1"_s.arg(kTableSql));
    const auto imported = importRows(*m_session, {manifest}, m_sink);
    QVERIFY_RESULT(imported);
    QCOMPARE(imported->inserted, 100);
    QCOMPARE(contents(), before);
}

void TestArchiveFile::deletesOnlyWhatWasExported()
{
    makeSimpleTable(25'000);
    ExportRequest wanted = request();
    wanted.where = u"id <= 24000"_s;
    const QString manifest = exported(wanted);
    // 1.0 and 1.00 are equal to an operator, and not to the bytes.
    sql(u"UPDATE %1 SET plain = 'newer' WHERE id = 5; UPDATE %1 SET amount = amount::numeric(60,40) WHERE id = 10; "
        "DELETE FROM %1 WHERE id = 20"_s.arg(kTableSql));
    const auto deleted = deleteExported(*m_session, manifest, {}, m_sink);
    QVERIFY_RESULT(deleted);
    QCOMPARE(deleted->deleted, 23'997);
    QCOMPARE(deleted->changed, 2);
    QCOMPARE(deleted->kept, 0);
    QCOMPARE(deleted->absent, 1);
    QCOMPARE(deleted->listed.size(), 2);
    QCOMPARE(value(u"SELECT string_agg(id::text, ' ' ORDER BY id) FROM %1 WHERE id <= 24000"_s.arg(kTableSql)),
             u"5 10"_s);
    QCOMPARE(value(u"SELECT count(*) FROM %1"_s.arg(kTableSql)), u"1002"_s);
    const auto again = deleteExported(*m_session, manifest, {}, m_sink);
    QVERIFY_RESULT(again);
    QCOMPARE(again->deleted, 0);
    QCOMPARE(again->absent, 23'998);
}

/// Each update that was committed, by whoever, is there afterwards.
void TestArchiveFile::deletesAmongWriters()
{
    makeSimpleTable(30'000);
    sql(u"CREATE TABLE done (id bigint)"_s);
    const QString manifest = exported();
    Writers writers(owner(), 3, [](int turn, const QString &) {
        const int id = 1 + (turn * 7919) % 30'000;
        return QStringList{
            u"WITH u AS (UPDATE %1 SET plain = plain || '!' WHERE id = %2 RETURNING id) INSERT INTO public.done SELECT id FROM u"_s
                .arg(kTableSql)
                .arg(id)};
    });
    const auto deleted = deleteExported(*m_session, manifest, {}, m_sink);
    const QStringList errors = writers.stop();
    QVERIFY_RESULT(deleted);
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
    QVERIFY(deleted->deleted > 20'000);
    QCOMPARE(
        value(
            u"SELECT count(*) FROM public.done d WHERE NOT EXISTS (SELECT FROM %1 x WHERE x.id = d.id AND x.plain LIKE '%!')"_s
                .arg(kTableSql)),
        u"0"_s);
    QCOMPARE(value(u"SELECT count(*) FROM %1"_s.arg(kTableSql)).toLongLong(), 30'000 - deleted->deleted);
}

void TestArchiveFile::leavesLockedRows()
{
    makeSimpleTable(1000);
    const QString manifest = exported();
    PgClient other = mustConnect(owner());
    mustExec(other, u"BEGIN; SELECT FROM %1 WHERE id = 7 FOR UPDATE"_s.arg(kTableSql));
    const auto deleted = deleteExported(*m_session, manifest, {}, m_sink);
    QVERIFY_RESULT(deleted);
    QCOMPARE(deleted->kept + deleted->deleted, 1000);
    QVERIFY(deleted->kept > 0);
    mustExec(other, u"COMMIT"_s);
    QVERIFY_RESULT(deleteExported(*m_session, manifest, {}, m_sink));
    QCOMPARE(value(u"SELECT count(*) FROM %1"_s.arg(kTableSql)), u"0"_s);
}

void TestArchiveFile::refusesToCascade()
{
    makeSimpleTable(10);
    const QString manifest = exported();
    sql(u"CREATE TABLE public.\"chi. ld\" (id bigint, at timestamptz, CONSTRAINT up FOREIGN KEY (id, at) REFERENCES %1 ON DELETE CASCADE); "
        "INSERT INTO public.\"chi. ld\" SELECT id, \"At. it's\" FROM %1"_s.arg(kTableSql));
    QVERIFY_REFUSED(deleteExported(*m_session, manifest, {}, m_sink), u"public.\"chi. ld\" (up)");
    QCOMPARE(value(u"SELECT count(*) FROM public.\"chi. ld\""_s), u"10"_s);
    QVERIFY_REFUSED(dropExportedTable(*m_session, manifest, kTable, m_sink), u"depend");
    QCOMPARE(value(u"SELECT count(*) FROM %1"_s.arg(kTableSql)), u"10"_s);
}

// A row of a partition is one of the table that others refer to.
void TestArchiveFile::refusesToCascadeFromAPartition()
{
    sql(u"CREATE SCHEMA \"Mixed Case\"; CREATE TABLE public.root (id int PRIMARY KEY, amount numeric) PARTITION BY RANGE (id); "
        "CREATE TABLE %1 PARTITION OF public.root DEFAULT; INSERT INTO root SELECT i, i FROM generate_series(1, 50) i;"
        "CREATE TABLE public.child (id int CONSTRAINT up REFERENCES public.root ON DELETE CASCADE); INSERT INTO public.child SELECT "
        "id FROM public.root"_s.arg(kTableSql));
    const QString manifest = exported();
    QVERIFY_REFUSED(deleteExported(*m_session, manifest, {}, m_sink), u"public.child (up)");
    QCOMPARE(value(u"SELECT count(*) FROM public.child"_s), u"50"_s);
    QCOMPARE(value(u"SELECT count(*) FROM public.root"_s), u"50"_s);
}

void TestArchiveFile::dropsOnlyWhatIsInTheFile()
{
    sql(u"CREATE SCHEMA \"Mixed Case\"; CREATE TABLE public.root (id int PRIMARY KEY, amount numeric) PARTITION BY RANGE (id); "
        "CREATE TABLE %1 PARTITION OF public.root DEFAULT; INSERT INTO root SELECT i, i FROM generate_series(1, 500) i"_s
            .arg(kTableSql));
    const QString manifest = exported();
    QVERIFY_REFUSED(dropExportedTable(*m_session, manifest, kTable, m_sink), u"is a partition");
    QVERIFY_REFUSED(dropExportedTable(*m_session, manifest, {u"public"_s, u"root"_s}, m_sink),
                    u"other tables belong to");
    sql(u"ALTER TABLE root DETACH PARTITION %1; INSERT INTO %1 VALUES (501, 1)"_s.arg(kTableSql));
    QVERIFY_REFUSED(dropExportedTable(*m_session, manifest, kTable, m_sink), u"501 rows were found, and 500 expected");
    sql(u"DELETE FROM %1 WHERE id = 501; UPDATE %1 SET amount = 8 WHERE id = 7"_s.arg(kTableSql));
    QVERIFY_REFUSED(dropExportedTable(*m_session, manifest, kTable, m_sink), u"the sums");
    sql(u"UPDATE %1 SET amount = 7.00 WHERE id = 7"_s.arg(kTableSql));
    QVERIFY_REFUSED(dropExportedTable(*m_session, manifest, kTable, m_sink), u"1 of them differ in their bytes");
    sql(u"UPDATE %1 SET amount = 7 WHERE id = 7"_s.arg(kTableSql));
    PgClient other = mustConnect(owner());
    mustExec(other, u"BEGIN; SELECT FROM %1 LIMIT 1"_s.arg(kTableSql));
    const auto locked = dropExportedTable(*m_session, manifest, kTable, m_sink);
    QVERIFY(!locked && locked.error().code == ErrorCode::LockNotAvailable);
    mustExec(other, u"COMMIT"_s);
    QVERIFY_RESULT(dropExportedTable(*m_session, manifest, kTable, m_sink));
    QVERIFY(value(u"SELECT to_regclass($$%1$$)"_s.arg(kTableSql)).isNull());
    QVERIFY_RESULT(verifyArchiveFile(manifest, {}));
}

void TestArchiveFile::browses_data()
{
    roundTrips_data();
}

void TestArchiveFile::browses()
{
    QFETCH(ArchiveFormat, format);
    makeSimpleTable(5000);
    sql(u"UPDATE %1 SET plain = NULL WHERE id = 3; UPDATE %1 SET plain = '' WHERE id = 4; "
        "UPDATE %1 SET plain = E'a \"b\",\\nc' WHERE id IN (4000, 4100, 4200); CLUSTER %1 USING \"we\"\"ird. tab'le_pkey\""_s
            .arg(kTableSql));
    ExportRequest wanted = request();
    wanted.format = format;
    BrowseRequest asked;
    asked.manifestPaths = {exported(wanted)};
    asked.after = {0, 2};
    asked.limit = 2;
    Session *session = format == ArchiveFormat::Binary ? m_session.get() : nullptr;
    const auto page = browseArchiveFiles(asked, session, {}, m_sink);
    QVERIFY_RESULT(page);
    QCOMPARE(page->columns, (QStringList{u"id"_s, u"At. it's"_s, u"plain"_s, u"amount"_s}));
    QCOMPARE(page->rows.size(), 2);
    QCOMPARE(page->rows[0].place.number, 3);
    QVERIFY(!page->rows[0].values[2]);
    QCOMPARE(page->rows[1].values[2], std::optional(QString(u""_s)));
    QCOMPARE(page->rows[1].values[3]->toDouble(), 0.4);
    asked = {asked.manifestPaths, u"plain"_s, u"a \"b\",\nc"_s, {0, 4050}, 10};
    const auto found = browseArchiveFiles(asked, session, {}, m_sink);
    QVERIFY_RESULT(found);
    QCOMPARE(found->rows.size(), 2);
    QCOMPARE(found->rows[0].values[0], std::optional(u"4100"_s));
    QCOMPARE(found->rows[1].place.number, 4200);
    asked.column = u"no such"_s;
    QVERIFY_REFUSED(browseArchiveFiles(asked, session, {}, m_sink), u"no column \"no such\"");
    asked.column.clear();
    if (format == ArchiveFormat::Binary)
        QVERIFY_REFUSED(browseArchiveFiles(asked, nullptr, {}, m_sink), u"only be read by a server");
}

// One after the other, as one list; the second has a column more, and only it has the value that is looked for there.
void TestArchiveFile::browsesSeveralFiles()
{
    QFETCH(ArchiveFormat, format);
    makeSimpleTable(5);
    ExportRequest wanted = request();
    wanted.format = format;
    BrowseRequest asked{{exported(wanted)}};
    sql(u"ALTER TABLE %1 ADD COLUMN more text DEFAULT 'new'"_s.arg(kTableSql));
    wanted.name = u"second"_s;
    asked.manifestPaths << exported(wanted);
    Session *session = m_session.get();
    asked.limit = 7;
    const auto first = browseArchiveFiles(asked, session, {}, m_sink);
    QVERIFY_RESULT(first);
    QCOMPARE(first->columns.size(), 5);
    QCOMPARE(first->files.size(), 2);
    QCOMPARE(first->rows.size(), 7);
    QCOMPARE(first->rows[4].place.file, 0);
    QVERIFY(first->rows[4].values.size() == 5 && !first->rows[4].values.last());
    QCOMPARE(first->rows[5].place.file, 1);
    QCOMPARE(first->rows[5].place.number, 1);
    QCOMPARE(first->rows[5].values.last(), std::optional(u"new"_s));
    asked.after = first->rows.last().place;
    const auto rest = browseArchiveFiles(asked, session, {}, m_sink);
    QVERIFY_RESULT(rest);
    QCOMPARE(rest->rows.size(), 3);
    QCOMPARE(rest->rows.last().place.number, 5);
    asked.after = {};
    asked.column = u"more"_s;
    asked.value = u"new"_s;
    asked.limit = 3;
    const auto found = browseArchiveFiles(asked, session, {}, m_sink);
    QVERIFY_RESULT(found);
    QCOMPARE(found->rows.size(), 3);
    QCOMPARE(found->rows.first().place.file, 1);
}

void TestArchiveFile::takesCsvApart()
{
    const QByteArray text = "a,\"b \"\"q\"\"\",,\"\"\n\"x\ny\",\"\"\"\",1,\\.\n\n";
    const QList<TextRow> expected{
        {u"a"_s, u"b \"q\""_s, std::nullopt, QString(u""_s)}, {u"x\ny"_s, u"\""_s, u"1"_s, u"\\."_s}, {std::nullopt}};
    for (qsizetype portion = 1; portion <= text.size(); ++portion) {
        CsvRecords records;
        QList<TextRow> found;
        for (qsizetype at = 0; at < text.size(); at += portion)
            found << records.take(QByteArrayView(text).sliced(at, std::min(portion, text.size() - at)));
        QCOMPARE(found, expected);
    }
}

/// An error of whoever takes the rows ends the COPY on the server, and the session goes on.
void TestArchiveFile::copiesOutUntilAnError()
{
    makeSimpleTable(100);
    const SqlText endless{
        u"test"_s, u"COPY (SELECT generate_series(1, 1000000000), repeat('x', 1000)) TO STDOUT"_s, {}, true};
    int taken = 0;
    const auto stopped = m_session->copyOut(endless, [&](QByteArrayView) -> Result<> {
        return ++taken == 1000 ? Result<>(failure(ErrorCode::Refused, u"enough"_s)) : Result<>();
    });
    QVERIFY_REFUSED(stopped, u"enough");
    QCOMPARE(taken, 1000);
    const CancelToken cancel;
    m_session->setCancelToken(cancel);
    const auto cancelled = m_session->copyOut(endless, [&](QByteArrayView) -> Result<> {
        if (++taken == 2000)
            cancel.cancel();
        return {};
    });
    QVERIFY(!cancelled && cancelled.error().isCancelled());
    m_session->setCancelToken({});
    const SqlText failing{
        u"test"_s, u"COPY (SELECT 1 / (500 - i) FROM generate_series(1, 1000) i) TO STDOUT"_s, {}, true};
    const auto failed = m_session->copyOut(failing, [](QByteArrayView) { return Result<>(); });
    QVERIFY(!failed);
    QCOMPARE(failed.error().sqlState, u"22012"_s);
    const SqlText some{u"test"_s, u"COPY (SELECT i FROM generate_series(1, 3) i) TO STDOUT"_s, {}, true};
    QByteArray bytes;
    const auto copied = m_session->copyOut(some, [&](QByteArrayView chunk) {
        bytes += chunk;
        return Result<>();
    });
    QVERIFY_RESULT(copied);
    QCOMPARE(*copied, 3);
    QCOMPARE(bytes, "1\n2\n3\n");
}

QTEST_GUILESS_MAIN(TestArchiveFile)
#include "tst_archivefile.moc"
