// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefolder.h"
#include "archive/savingsjournal.h"
#include "archive/savingsprobe.h"
#include "archive/savingsreport.h"
#include "archivescenario.h"
#include "support/process.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QualifiedName kStrange{u"Mixed Case"_s, u"we\"ird. Tab'le"_s};
constexpr int kOld = 20'000;
constexpr int kNew = 2'000;

} // namespace

/// What an archive saves is measured on a live server, and said plainly where it is nothing.
class TestSavings : public ArchiveScenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // What autovacuum does in between would be measured, too.
        startServer({.settings = {u"autovacuum = off"_s, u"shared_preload_libraries = pg_stat_statements"_s}});
    }
    void init() { makeDatabase(); }
    void plainTableGivesNoDiskBack();
    void vacuumFullGivesItBack();
    void partitionsTakeExactlyTheirBytes();
    void stoppedRunsCountAsOne();
    void comparesSinceTheFirst();
    void measuresQueries();
    void writesNothing();
    void givesWayToWhoWaits();
    void cancelEndsIt();
    void saysWhyNot();
    void knowsNothingOfAnotherServer();
    void countsFiles();
    void takesAnOlderSchemaUp();
    void commandLine();

private:
    ArchivePolicy keepPlain();
    SavingsReport report(const ArchivePolicy &policy);
    qint64 bytesOf(const QualifiedName &relation) const;
    void keepQueries(const ArchivePolicy &policy, const QStringList &queries);
    ArchivePolicy kept(const ArchivePolicy &policy);
    QByteArray said(const QStringList &words, int exitCode = 0);
};

ArchivePolicy TestSavings::keepPlain()
{
    ownerSql(
        u"CREATE SCHEMA \"Mixed Case\";"
        "CREATE TABLE %1 (id bigint PRIMARY KEY, at timestamptz NOT NULL, note text, long text);"
        "CREATE INDEX ON %1 (at);"
        "ALTER TABLE %1 ALTER long SET STORAGE EXTERNAL;"
        "INSERT INTO %1 SELECT i, now() - interval '1000 days', 'old ' || i, CASE WHEN i % 100 = 0 THEN repeat('x', "
        "9000) END FROM generate_series(1, %2) i;"
        "INSERT INTO %1 SELECT 1000000 + i, now(), 'new' FROM generate_series(1, %3) i"_s.arg(kStrange.quoted())
            .arg(kOld)
            .arg(kNew));
    ownerSql(u"VACUUM ANALYZE "_s % kStrange.quoted());
    const auto plan = archiver().add(policyFor(kStrange, u"at"_s));
    if (!plan)
        fail(plan.error().toText());
    return kept(plan->policy);
}

ArchivePolicy TestSavings::kept(const ArchivePolicy &policy)
{
    auto session = openArchiveBooks(archiveOptions());
    const auto found = archivejournal::policy(**session, policy.id());
    return found ? *found : policy;
}

SavingsReport TestSavings::report(const ArchivePolicy &policy)
{
    auto session = openArchiveBooks(archiveOptions());
    const auto read = readSavingsReport(**session, kept(policy));
    if (!read)
        fail(read.error().toText());
    return read.value_or(SavingsReport());
}

qint64 TestSavings::bytesOf(const QualifiedName &relation) const
{
    return value(u"SELECT pg_total_relation_size(%1::regclass)"_s.arg(quoteLiteral(relation.quoted()))).toLongLong();
}

void TestSavings::keepQueries(const ArchivePolicy &policy, const QStringList &queries)
{
    auto session = openArchiveSession(archiveOptions(), policy.table);
    QVERIFY_RESULT(session);
    QVERIFY_RESULT(savingsjournal::saveQueries(**session, policy.id(), queries));
}

void TestSavings::plainTableGivesNoDiskBack()
{
    const ArchivePolicy policy = keepPlain();
    const qint64 before = bytesOf(kStrange);
    const auto run = archiver().run(policy);
    QVERIFY_RESULT(run);
    QCOMPARE(run->rows, kOld);
    QCOMPARE(bytesOf(kStrange), before);
    const SavingsReport saved = report(policy);
    QCOMPARE(saved.before->run, run->runId);
    QCOMPARE(saved.after->run, run->runId);
    QCOMPARE(saved.before->figures.table.total(), before);
    QCOMPARE(saved.shrunkBytes, 0);
    QCOMPARE(saved.returnedBytes, -bytesOf(policy.archive));
    QCOMPARE(saved.reusableBytes, run->bytes);
    QVERIFY2(saved.conclusions.first().startsWith(u"No disk came back"_s), qPrintable(saved.conclusions.join(u'\n')));

    // Each part is what the server says of it.
    const QString name = quoteLiteral(kStrange.quoted());
    const MeasuredSizes &sizes = saved.before->figures.table;
    QCOMPARE(sizes.indexes, value(u"SELECT pg_indexes_size(%1::regclass)"_s.arg(name)).toLongLong());
    QCOMPARE(sizes.toast,
             value(u"SELECT pg_total_relation_size(reltoastrelid) FROM pg_class WHERE oid = %1::regclass"_s.arg(name))
                 .toLongLong());
    QVERIFY(sizes.toast > 200 * 9000);
    QCOMPARE(sizes.heap, before - sizes.indexes - sizes.toast);
    QCOMPARE(sizes.rows, kOld + kNew);
    QCOMPARE(sizes.tablespaces, QStringList{u"pg_default"_s});
    QVERIFY(saved.before->figures.archive.total() == 0 && saved.after->figures.archive.total() > 0);

    // The policy has no queries: a run measures sizes only.
    QVERIFY(!saved.line(u"dump-table"_s) && !saved.line(u"query"_s));
}

// The report says what would help; it does.
void TestSavings::vacuumFullGivesItBack()
{
    const ArchivePolicy policy = keepPlain();
    QVERIFY_RESULT(archiver().run(policy));
    ownerSql(u"VACUUM FULL "_s % kStrange.quoted());
    const auto figures = measureSavings(archiveOptions(), policy, {});
    QVERIFY_RESULT(figures);
    auto session = openArchiveSession(archiveOptions(), kStrange);
    QVERIFY_RESULT(savingsjournal::save(**session, policy.id(), SavingsMoment::After, u"VACUUM FULL"_s, *figures));
    const SavingsReport saved = report(policy);
    QCOMPARE(saved.after->label, u"VACUUM FULL"_s);
    QCOMPARE(saved.shrunkBytes, saved.before->figures.table.total() - bytesOf(kStrange));
    QVERIFY(saved.shrunkBytes > saved.before->figures.table.total() / 2);
    QVERIFY(!saved.conclusions.join(u'\n').contains(u"VACUUM FULL"_s));
}

void TestSavings::partitionsTakeExactlyTheirBytes()
{
    makePartitioned(u"parts"_s, 20'000);
    QMap<QString, qint64> sizes;
    for (const QString &leaf : column(u"SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = "
                                      "'public.parts'::regclass"_s))
        sizes.insert(leaf, value(u"SELECT pg_total_relation_size('%1')"_s.arg(leaf)).toLongLong());
    const auto run = archiver().run(policyFor(kParts, u"at"_s));
    QVERIFY_RESULT(run);
    QVERIFY(run->leaves > 5);
    qint64 moved = 0;
    int leaves = 0;
    for (const QString &leaf : column(u"SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = "
                                      "'public.parts_archive'::regclass"_s)) {
        moved += sizes.value(leaf);
        leaves += sizes.contains(leaf);
    }
    QCOMPARE(leaves, run->leaves);
    const SavingsReport saved = report(policyFor(kParts, u"at"_s));
    QCOMPARE(saved.shrunkBytes, moved);
    const QString said = saved.conclusions.join(u'\n');
    QVERIFY2(said.contains(u"with their files: %1."_s.arg(leaves)), qPrintable(said));
    QVERIFY2(said.contains(u"share the tablespace pg_default"_s), qPrintable(said));
    QVERIFY2(!said.contains(u"parterrectl plan"_s), qPrintable(said)); // it is partitioned
}

void TestSavings::stoppedRunsCountAsOne()
{
    ArchivePolicy policy = keepPlain();
    policy.settings.batchTargetMs = 1;
    ArchiveOptions options = archiveOptions();
    m_sink.onReport = [&](const Progress &progress) {
        if (progress.done > 0)
            options.cancel.cancel();
    };
    const auto stopped = Archiver(options).run(policy);
    m_sink.onReport = nullptr;
    QVERIFY(!stopped && stopped.error().isCancelled());
    const qint64 first = count(policy.archive);
    QVERIFY2(first > 0 && first < kOld, qPrintable(QString::number(first)));
    QVERIFY(!report(policy).after);
    QVERIFY_RESULT(archiver().run(policy));
    const SavingsReport saved = report(policy);
    QCOMPARE(saved.before->figures.archive.total(), 0); // of the first run
    QCOMPARE(QString::number(saved.reusableBytes), value(u"SELECT sum(bytes) FROM parterre.archive_run"_s));
    QVERIFY(saved.conclusions.first().contains(u"20,000 rows"_s));
}

void TestSavings::comparesSinceTheFirst()
{
    const ArchivePolicy policy = keepPlain();
    const QStringList savings{u"savings"_s, policy.id()};
    said(savings + QStringList{u"--measure"_s, u"before"_s, u"--label"_s, u"ever"_s});
    said({u"run"_s, policy.id(), u"--yes"_s});
    ownerSql(u"UPDATE %1 SET at = now() - interval '900 days' WHERE id < 1001000"_s.arg(kStrange.quoted()));
    said({u"run"_s, policy.id(), u"--yes"_s});
    const auto told = [&](const QStringList &options) {
        return QJsonDocument::fromJson(said(savings + options + QStringList{u"--json"_s}));
    };
    const auto listed = told({u"--measurements"_s}).array();
    QCOMPARE(listed.size(), 5);
    QVERIFY(said(savings + QStringList{u"--measurements"_s}).contains("ever"));
    const auto last = told({});
    QVERIFY(last[u"before"_s][u"label"_s].toString().isEmpty());
    const auto first = told({u"--since"_s, u"first"_s});
    QCOMPARE(first[u"before"_s][u"label"_s].toString(), u"ever"_s);
    QCOMPARE(first[u"after"_s][u"id"_s], last[u"after"_s][u"id"_s]);
    QVERIFY(first[u"conclusions"_s][0].toString().contains(u"20,999 rows"_s));
    QCOMPARE(told({u"--since"_s, QString::number(listed[2][u"id"_s].toInteger())})[u"before"_s][u"id"_s],
             listed[2][u"id"_s]);
    said(savings + QStringList{u"--since"_s, u"999"_s}, 2);
    said(savings + QStringList{u"--since"_s, u"lately"_s}, 2);
    said(savings + QStringList{u"--since"_s, QString::number(listed[4][u"id"_s].toInteger())}, 2);
}

void TestSavings::measuresQueries()
{
    const ArchivePolicy policy = keepPlain();
    ownerSql(u"CREATE VIEW public.all_of_it AS SELECT * FROM "_s % kStrange.quoted());
    // A name without its schema is looked up as in a session of the application's.
    const QString counts = u"SELECT count(*) FROM all_of_it WHERE note LIKE 'old %' -- all"_s;
    keepQueries(policy, {counts, u"SELECT 1 / 0"_s});
    QVERIFY_RESULT(archiver().run(kept(policy)));
    const SavingsReport saved = report(policy);
    for (const auto &measurement : {saved.before, saved.after}) {
        const QList<MeasuredQuery> &queries = measurement->figures.queries;
        QCOMPARE(queries.size(), 2);
        QCOMPARE(queries[0].whyNot, QString());
        QCOMPARE(queries[0].runs, 5);
        QVERIFY(queries[0].ms > 0);
        QVERIFY(queries[0].pagesHit + queries[0].pagesRead > 50);
        QVERIFY2(queries[1].whyNot.contains(u"division by zero"), qPrintable(queries[1].whyNot));
    }
    QCOMPARE(saved.line(u"query"_s)->what, counts);
    QVERIFY(saved.line(u"query"_s)->difference());
    // A table of this size is read as a whole, so its estimate is what was measured; the archive has come since.
    const MeasuredDump &dump = saved.before->figures.tableDump;
    const MeasuredSizes &sizes = saved.before->figures.table;
    QCOMPARE(dump.bytes, sizes.heap + sizes.toast);
    QCOMPARE(*saved.line(u"dump-table"_s)->before, dump.ms);
    QCOMPARE(*saved.line(u"dump-archive"_s)->before, 0.0);
    QVERIFY(*saved.line(u"dump-archive"_s)->after > 0);
}

// A query that is none, though it looks like one.
void TestSavings::writesNothing()
{
    const ArchivePolicy policy = keepPlain();
    ownerSql(u"CREATE FUNCTION public.sneak() RETURNS bigint LANGUAGE sql AS $$DELETE FROM %1 RETURNING id$$"_s.arg(
        kStrange.quoted()));
    const QStringList sneaky{u"SELECT public.sneak()"_s,
                             u"WITH d AS (DELETE FROM %1 RETURNING id) SELECT count(*) FROM d"_s.arg(kStrange.quoted()),
                             u"SELECT * FROM %1 FOR UPDATE"_s.arg(kStrange.quoted()),
                             u"SELECT set_config('transaction_read_only', 'off', true), public.sneak()"_s};
    const QString before = contentOf({kStrange});
    const auto figures = measureSavings(archiveOptions(), policy, {sneaky, {}});
    QVERIFY_RESULT(figures);
    for (const MeasuredQuery &query : figures->queries)
        QVERIFY2(!query.whyNot.isEmpty(), qPrintable(query.query));
    QCOMPARE(contentOf({kStrange}), before);

    auto session = openArchiveSession(archiveOptions(), kStrange);
    for (const QString &text : {u"DELETE FROM t"_s, u"SELECT * FROM t WHERE id = $1"_s})
        QCOMPARE(savingsjournal::saveQueries(**session, policy.id(), {text}).error().code, ErrorCode::Usage);
    const QStringList eleven(savingsjournal::kQueries + 1, u"SELECT 1"_s);
    QCOMPARE(savingsjournal::saveQueries(**session, policy.id(), eleven).error().code, ErrorCode::Usage);
    QCOMPARE(savingsjournal::saveQueries(**session, u"public.other"_s, {}).error().code, ErrorCode::NotFound);
}

// A slow query holds its lock for long; whoever needs the table goes first, and the query is run again.
void TestSavings::givesWayToWhoWaits()
{
    const ArchivePolicy policy = keepPlain();
    const QString slow =
        u"SELECT count(*) FROM (SELECT FROM %1 LIMIT 1) t WHERE EXISTS (SELECT FROM pg_attribute WHERE attrelid = "
        "%2::regclass AND attname = 'came') OR pg_sleep(100) IS NOT NULL"_s.arg(kStrange.quoted(),
                                                                                quoteLiteral(kStrange.quoted()));
    bool altered = false;
    std::thread other([&, conninfo = owner()] {
        PgClient client(conninfo);
        const QString sleeping =
            u"SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE 'EXPLAIN%'"_s;
        const QDeadlineTimer patience(60s);
        while (client.exec(sleeping).text(0, 0) != u"1" && !patience.hasExpired())
            client.exec(u"SELECT pg_sleep(0.02)"_s);
        altered = client.exec(u"SET lock_timeout = '20s'; ALTER TABLE %1 ADD came text"_s.arg(kStrange.quoted())).ok();
    });
    const auto figures = measureSavings(archiveOptions(), policy, {{slow}, {}});
    other.join();
    QVERIFY_RESULT(figures);
    QVERIFY(altered);
    QCOMPARE(figures->queries.first().whyNot, QString());
    QVERIFY(figures->queries.first().ms < 60'000);
}

void TestSavings::cancelEndsIt()
{
    const ArchivePolicy policy = keepPlain();
    ArchiveOptions options = archiveOptions();
    std::thread other([&, conninfo = owner()] {
        PgClient client(conninfo);
        const QString sleeping = u"SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"_s;
        const QDeadlineTimer patience(60s);
        while (client.exec(sleeping).text(0, 0) != u"1" && !patience.hasExpired())
            client.exec(u"SELECT 1"_s);
        options.cancel.cancel();
    });
    const auto figures = measureSavings(options, policy, {{u"SELECT pg_sleep(100)"_s}, {}});
    other.join();
    QVERIFY(!figures && figures.error().isCancelled());
}

void TestSavings::saysWhyNot()
{
    const ArchivePolicy policy = keepPlain();
    const SavingsReport nothing = report(policy);
    QVERIFY(nothing.lines.isEmpty() && !nothing.before && !nothing.after);
    QCOMPARE(nothing.conclusions.size(), 2);
    ArchivePolicy other = policy;
    other.table.name = u"gone"_s;
    QCOMPARE(measureSavings(archiveOptions(), other, {}).error().code, ErrorCode::NotFound);

    const auto figures = measureSavings(archiveOptions(), policy, {{u"SELECT * FROM nowhere"_s}, {}});
    QVERIFY_RESULT(figures);
    QVERIFY(figures->queries.first().whyNot.contains(u"nowhere"));
    QCOMPARE(figures->archiveDump.bytes, 0);
    QCOMPARE(figures->files, -1);
    QCOMPARE(measureSavings(archiveOptions(), policy, {{}, u"/no such folder"_s}).error().code, ErrorCode::NotFound);
}

void TestSavings::knowsNothingOfAnotherServer()
{
    ArchivePolicy policy = keepPlain();
    sql(u"CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;"
        "CREATE FOREIGN TABLE public.far (id bigint) SERVER elsewhere"_s);
    policy.archive = {u"public"_s, u"far"_s};
    const auto figures = measureSavings(archiveOptions(), policy, {});
    QVERIFY_RESULT(figures);
    QVERIFY(figures->archive.elsewhere && !figures->table.elsewhere);
    QCOMPARE(figures->archive.tablespaces, QStringList());
    QCOMPARE(figures->table.total(), bytesOf(kStrange));
}

void TestSavings::countsFiles()
{
    const ArchivePolicy policy = keepPlain();
    ownerSql(u"CREATE TABLE public.stranger AS SELECT 1 AS id"_s);
    const QTemporaryDir folder;
    for (const QString &table : {kStrange.quoted(), u"public.stranger"_s}) {
        Program program;
        QVERIFY(program.run({owner(), u"archive-file"_s, u"export"_s, table, u"--to"_s, folder.path()}));
        QCOMPARE(program.exitCode(), 0);
    }
    const auto entries = listArchiveFiles(folder.path());
    QVERIFY_RESULT(entries);
    QCOMPARE(entries->size(), 2);
    qint64 ours = 0;
    for (const FolderEntry &entry : *entries)
        ours += entry.manifest->table == kStrange ? entry.manifest->file.bytes : 0;
    const auto figures = measureSavings(archiveOptions(), policy, {{}, folder.path()});
    QVERIFY_RESULT(figures);
    QVERIFY(ours > 0);
    QCOMPARE(figures->files, ours);
}

// As a program of version 3 left it: it is read as it is, and whoever writes takes it up.
void TestSavings::takesAnOlderSchemaUp()
{
    const ArchivePolicy policy = keepPlain();
    QVERIFY_RESULT(archiver().run(policy));
    ownerSql(
        u"DROP VIEW parterre.archive_status; DROP TABLE parterre.archive_measurement, parterre.archive_file_void, parterre.archive_file; DELETE FROM parterre.schema_version; INSERT INTO "
        "parterre.schema_version VALUES (3, 'earlier')"_s);
    QVERIFY(said({u"list"_s}).contains("Tab'le"));
    QVERIFY(said({u"history"_s}).contains("done"));
    QVERIFY(!report(policy).before);
    QVERIFY(said({u"savings"_s, policy.id()}).contains("Nothing was measured before"));
    QCOMPARE(value(u"SELECT max(version) FROM parterre.schema_version"_s), u"3"_s);
    said({u"savings"_s, policy.id(), u"--measure"_s, u"before"_s});
    QCOMPARE(value(u"SELECT max(version) FROM parterre.schema_version"_s), u"5"_s);
    QVERIFY_RESULT(archiver().run(policy));
    QVERIFY(report(policy).after);
}

QByteArray TestSavings::said(const QStringList &words, int exitCode)
{
    Program program;
    if (!program.run(QStringList{owner(), u"archive"_s} + words) || program.exitCode() != exitCode)
        fail(words.join(u' ') + u'\n' + QString::fromUtf8(program.output() + program.errorOutput()));
    return program.output();
}

void TestSavings::commandLine()
{
    const ArchivePolicy policy = keepPlain();
    const QStringList savings{u"savings"_s, policy.id()};
    const QTemporaryDir folder;
    const auto write = [&](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
            fail(file.errorString());
        return file.fileName();
    };
    const QString prices = write(u"prices.json"_s, R"({"currency": "EUR", "perGbMonth": {"table": 100, "backup": 10},
        "keptBackups": 3})");
    const QString queries = write(u"q.sql"_s, "SELECT count(*) FROM " + kStrange.quoted().toUtf8() + ";\nSELECT 2;\n");
    QVERIFY(said(savings
                 + QStringList{u"--measure"_s, u"before"_s, u"--label"_s, u"last year"_s, u"--query-file"_s, queries,
                               u"--prices"_s, prices})
                .contains("last year"));
    said({u"run"_s, policy.id(), u"--yes"_s});
    const QString page = folder.filePath(u"report.html"_s);
    const auto told = QJsonDocument::fromJson(said(savings + QStringList{u"--json"_s, u"--output"_s, page}));
    QCOMPARE(told[u"before"_s][u"label"_s].toString(), u"last year"_s);
    QCOMPARE(told[u"shrunkBytes"_s].toInteger(-1), 0);
    QMap<QString, QJsonValue> lines;
    for (const QJsonValue line : told[u"lines"_s].toArray())
        lines.insert(line[u"code"_s].toString(), line);
    QCOMPARE(lines[u"table"_s][u"difference"_s].toDouble(-1), 0.0);
    QCOMPARE(lines[u"cost-table"_s][u"unit"_s].toString(), u"EUR"_s);
    QCOMPARE(lines[u"cost-table"_s][u"before"_s].toDouble(),
             100 * lines[u"table"_s][u"before"_s].toDouble() / (1024.0 * 1024 * 1024));
    QCOMPARE(lines[u"cost-backups"_s][u"after"_s].toDouble(),
             30 * lines[u"together"_s][u"after"_s].toDouble() / (1024.0 * 1024 * 1024));
    QCOMPARE(lines[u"query"_s][u"what"_s].toString(), u"SELECT 2"_s); // the last of two
    QFile html(page);
    QVERIFY(html.open(QIODevice::ReadOnly) && html.readAll().contains("No disk came back"));
    QVERIFY(said(savings).contains("No disk came back"));

    QVERIFY(said(savings + QStringList{u"--top"_s, u"5"_s}).contains("not in this database"));
    m_cluster->exec(u"CREATE EXTENSION pg_stat_statements"_s, kDatabase);
    ownerSql(u"SELECT count(*) FROM %1 WHERE id > 5"_s.arg(kStrange.quoted()));
    said({u"find"_s, policy.id(), u"--where"_s, u"id < 3"_s});
    const QStringList restore{u"restore"_s, policy.id(), u"--where"_s, u"id < 3"_s};
    said(restore + QStringList{u"--show"_s});
    const auto back = QJsonDocument::fromJson(said(restore + QStringList{u"--yes"_s, u"--json"_s}));
    said({u"undo"_s, back[u"run"_s].toString(), u"--yes"_s});
    const QByteArray top = said(savings + QStringList{u"--top"_s, u"100"_s});
    QVERIFY2(top.contains("id > $1") && top.contains("parameters"), top.constData());
    QVERIFY2(!top.contains("EXPLAIN") && !top.contains("TABLESAMPLE"), top.constData());
    QCOMPARE(top.count('\n'), 3); // headings, what the application ran, and a remark

    said(savings + QStringList{u"--label"_s, u"x"_s}, 2);
    said(savings + QStringList{u"--query"_s, u"DROP TABLE x"_s}, 2);
    said(savings + QStringList{u"--prices"_s, write(u"bad.json"_s, R"({"perGbMonth": {"tabel": 1}})")}, 2);
    said(savings + QStringList{u"--measure"_s, u"later"_s}, 2);
    said({u"savings"_s, u"public.nothing"_s}, 2);
    said({u"run"_s, policy.id(), u"--measure"_s, u"after"_s, u"--yes"_s}, 2);
    said(savings + QStringList{u"--query-file"_s, write(u"none.sql"_s, "")});
    QCOMPARE(value(u"SELECT settings->>'queries' FROM parterre.archive_policy"_s), u"[]"_s);
    QVERIFY(value(u"SELECT settings->>'prices' FROM parterre.archive_policy"_s).contains(u"EUR"));
}

QTEST_GUILESS_MAIN(TestSavings)
#include "tst_savings.moc"
