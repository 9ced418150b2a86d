// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivedrill.h"
#include "archive/archivefind.h"
#include "archive/cronscript.h"
#include "archive/selection.h"
#include "archivescenario.h"
#include "support/deadline.h"

#include <atomic>
#include <thread>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Tables and archives that are not as ours makes them: what cannot move whole moves by rows, and nothing stands in the
/// way of others.
class TestArchiveShapes : public ArchiveScenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startServer(); }
    void init() { makeDatabase(); }
    void obstaclesToWholePartitions_data();
    void obstaclesToWholePartitions();
    void refusesToAttachBackWhatTheTableWouldCheck();
    void restoresIntoPartitionsThatMoved();
    void removesPartitionsThatNoRowCameTo();
    void comparesAfterDeferredTriggers_data();
    void comparesAfterDeferredTriggers();
    void restoresBesidePartitionsWithoutLeaves();
    void keepsRangesNarrow();
    void refusesASharedArchive();
    void findsRowsWithoutAge();
    void takesOneConditionOnly_data();
    void takesOneConditionOnly();
    void givesWayToWhoWaitsForARow();
    void givesWayToAStandby();
    void runsInsideTheServer();
    void rehearses_data();
    void rehearses();
    void removesADrillThatWasKilled();
    void dropsNothingOfOthers();
    void leavesCutPartitionsWhole();
    void restoresPastAForeignKeyOnly();
    void keepsTheStatusReadable();

private:
    QString firstMonth() const;
};

QString TestArchiveShapes::firstMonth() const
{
    return value(
        u"SELECT date_trunc('month', min(at))::text FROM (SELECT at FROM public.parts UNION ALL SELECT at FROM "
        "public.parts_archive) a"_s);
}

void TestArchiveShapes::obstaclesToWholePartitions_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("said");
    QTest::newRow("a CHECK") << u"ALTER TABLE public.parts_archive ADD CONSTRAINT \"o'k\" CHECK (v >= 0)"_s
                             << u"no equal of CHECK constraint \"o'k\""_s;
    QTest::newRow("a foreign key")
        << u"CREATE TABLE public.vs (v bigint PRIMARY KEY); INSERT INTO public.vs SELECT generate_series(1, 3400); "
           "ALTER TABLE public.parts_archive ADD CONSTRAINT knows FOREIGN KEY (v) REFERENCES public.vs"_s
        << u"foreign key \"knows\""_s;
    QTest::newRow("an index over archived_at")
        << u"CREATE INDEX moments ON public.parts_archive (archived_at)"_s << u"index \"moments\""_s;
    QTest::newRow("a large DEFAULT partition")
        << u"CREATE TABLE public.other PARTITION OF public.parts_archive DEFAULT; INSERT INTO public.other SELECT i, "
           "timestamp '1970-01-01', i, repeat('x', 500) FROM generate_series(1, 4000) i"_s
        << u"the DEFAULT partition \"other\" would be read"_s;
}

void TestArchiveShapes::obstaclesToWholePartitions()
{
    QFETCH(QString, change);
    QFETCH(QString, said);
    makePartitioned(u"parts"_s, 3400);
    ArchivePolicy policy = policyFor(kParts, u"at"_s, 950);
    QVERIFY_RESULT(archiver().run(policy)); // makes the archive
    ownerSql(change);
    const QString before = contentOf({kParts, kPartsArchive});
    policy.keepDays = 730;
    const auto run = archiver().run(policy);
    QVERIFY_RESULT(run);
    QCOMPARE(run->leaves, 0);
    QVERIFY(run->rows > 500);
    QVERIFY2(run->remarks.join(u'\n').contains(QString(said).remove(u'"')) || run->remarks.join(u'\n').contains(said),
             qPrintable(run->remarks.join(u'\n')));
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
}

void TestArchiveShapes::refusesToAttachBackWhatTheTableWouldCheck()
{
    makePartitioned(u"parts"_s, 1000);
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    QVERIFY_RESULT(archiver().run(policy));
    const QString leaf = value(u"SELECT tableoid::regclass FROM public.parts_archive ORDER BY at LIMIT 1"_s);
    ownerSql(u"ALTER TABLE public.parts ADD CONSTRAINT positive CHECK (v > 0) NOT VALID"_s);
    const QString before = contentOf({kParts, kPartsArchive});
    const auto whole = restorer().restore(policy, {{}, {}, leaf, {}});
    QVERIFY(!whole);
    QVERIFY2(whole.error().toText().contains(u"CHECK constraint positive"), qPrintable(whole.error().toText()));
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
    const auto rows = restorer().restore(policy, {firstMonth(), {}, {}, {}});
    QVERIFY_RESULT(rows);
    QCOMPARE(count(kPartsArchive), 0);
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
}

// The partition of the rows is in the archive, so the table has none for them.
void TestArchiveShapes::restoresIntoPartitionsThatMoved()
{
    makePartitioned(u"parts"_s, 1000);
    ownerSql(u"DROP TABLE public.parts_rest; ALTER TABLE public.parts ENABLE ROW LEVEL SECURITY"_s);
    sql(u"ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC"_s);
    const QString before = contentOf({kParts});
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    QVERIFY_RESULT(archiver().run(policy));
    const qint64 archived = count(kPartsArchive);
    const QString from = firstMonth();
    const QString to = value(u"SELECT (timestamp '%1' + interval '40 days')::text"_s.arg(from));
    const QString range = u"at >= '%1' AND at < '%2'"_s.arg(from, to);
    const qint64 wanted = count(kPartsArchive, range);

    const auto preview = restorer().preview(policy, {from, to, {}, {}});
    QVERIFY_RESULT(preview);
    QStringList shown;
    for (const ArchiveStatement &statement : preview->statements)
        shown << statement.sql.text;
    QCOMPARE(shown.filter(u"ATTACH PARTITION"_s).size(), 2);

    const auto restored = restorer().restore(policy, {from, to, {}, {}});
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->rows, wanted);
    QCOMPARE(count(kParts, range), wanted);
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
    // The partitions that were made show no more than the table does.
    QCOMPARE(value(u"SELECT count(*) FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE i.inhparent = "
                   "'public.parts'::regclass AND c.relname LIKE '%\\_%1' AND (NOT c.relrowsecurity OR "
                   "has_table_privilege('other', c.oid, 'SELECT'))"_s.arg(restored->runId)),
             u"0"_s);
    QCOMPARE(value(u"SELECT count(*) FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE i.inhparent = "
                   "'public.parts'::regclass AND c.relname LIKE '%\\_%1'"_s.arg(restored->runId)),
             u"2"_s);

    m_sink.notes.clear();
    QVERIFY_RESULT(restorer().undo(restored->runId));
    QCOMPARE(count(kPartsArchive), archived);
    QCOMPARE(m_sink.notes.filter(u"removed again"_s).size(), 2);
    const auto again = restorer().restore(policy, {from, to, {}, {}});
    QVERIFY_RESULT(again);
    ownerSql(u"UPDATE public.parts SET note = 'changed' WHERE at = (SELECT min(at) FROM public.parts)"_s);
    m_sink.notes.clear();
    const auto most = restorer().undo(again->runId);
    QVERIFY_RESULT(most);
    QCOMPARE(most->changed.size(), 1);
    QCOMPARE(m_sink.notes.filter(u"removed again"_s).size(), 1);
    QCOMPARE(count(kParts, range), 1);
    const QString changed = contentOf({kParts, kPartsArchive});
    QVERIFY_RESULT(archiver().run(policy));
    QCOMPARE(count(kPartsArchive), archived);
    QCOMPARE(contentOf({kParts, kPartsArchive}), changed);
}

void TestArchiveShapes::removesPartitionsThatNoRowCameTo()
{
    makePartitioned(u"parts"_s, 1000);
    ownerSql(u"DROP TABLE public.parts_rest"_s);
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    QVERIFY_RESULT(archiver().run(policy));
    const QString from = firstMonth();
    const QString to = value(u"SELECT (timestamp '%1' + interval '40 days')::text"_s.arg(from));
    const QString leaves = u"SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY 1) FROM pg_inherits WHERE "
                           "inhparent = 'public.parts'::regclass"_s;
    const QString before = value(leaves);
    const QString content = contentOf({kParts, kPartsArchive});
    ownerSql(
        u"CREATE FUNCTION public.spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'spoilt'; RETURN NEW; END $$;"
        "CREATE TRIGGER spoil BEFORE INSERT ON public.parts FOR EACH ROW EXECUTE FUNCTION public.spoil()"_s);
    m_sink.notes.clear();
    const auto spoilt = restorer().restore(policy, {from, to, {}, {}});
    QVERIFY(!spoilt && spoilt.error().code == ErrorCode::Changed);
    QCOMPARE(m_sink.notes.filter(u"removed again"_s).size(), 2);
    QCOMPARE(value(leaves), before);
    QCOMPARE(contentOf({kParts, kPartsArchive}), content);

    // A cancel as well; a partition that rows came to meanwhile stays.
    ownerSql(u"DROP TRIGGER spoil ON public.parts"_s);
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId != u"archive/create_restored" || options.cancel.isCancelled())
            return;
        ownerSql(u"INSERT INTO public.parts VALUES (-1, '%1', -1, 'came meanwhile')"_s.arg(from));
        options.cancel.cancel();
    };
    m_sink.notes.clear();
    const auto cancelled = Restorer(options).restore(policy, {from, to, {}, {}});
    QVERIFY(!cancelled && cancelled.error().isCancelled());
    QCOMPARE(m_sink.notes.filter(u"removed again"_s).size(), 1);
    QCOMPARE(m_sink.notes.filter(u"rows came into the partition"_s).size(), 1);
    QCOMPARE(count(kParts, u"note = 'came meanwhile'"_s), 1);
    QCOMPARE(value(leaves).split(u' ').size(), before.split(u' ').size() + 1);
}

// A trigger that waits for the end of the transaction changes what came back after everything else was compared.
void TestArchiveShapes::comparesAfterDeferredTriggers_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("change") << u"UPDATE public.plain SET note = 'spoilt' WHERE id = NEW.id"_s;
    QTest::newRow("delete") << u"DELETE FROM public.plain WHERE id = NEW.id"_s;
}

void TestArchiveShapes::comparesAfterDeferredTriggers()
{
    QFETCH(QString, what);
    ownerSql(
        u"CREATE TABLE public.plain (id bigint PRIMARY KEY, at timestamp NOT NULL, note text); INSERT INTO public.plain "
        "SELECT i, timestamp '2021-01-01' + i * interval '1 hour', 'note' FROM generate_series(1, 200) i"_s);
    const ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    QVERIFY_RESULT(archiver().run(policy));
    const QString before = contentOf({kPlain, kPlainArchive});
    ownerSql(
        u"CREATE FUNCTION public.act() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 7 THEN %1; END IF; RETURN "
        "NULL; END $$; CREATE CONSTRAINT TRIGGER act AFTER INSERT ON public.plain INITIALLY DEFERRED FOR EACH ROW EXECUTE "
        "FUNCTION public.act()"_s.arg(what));
    const auto spoilt = restorer().restore(policy, {{}, {}, {}, u"id <= 50"_s});
    QVERIFY(!spoilt);
    QCOMPARE(spoilt.error().code, ErrorCode::Changed);
    QVERIFY2(spoilt.error().detail.contains(u"deleted 1 of them"_s), qPrintable(spoilt.error().toText()));
    QCOMPARE(count(kPlain), 0);
    QCOMPARE(contentOf({kPlain, kPlainArchive}), before);
    QVERIFY_RESULT(restorer().restore(policy, {{}, {}, {}, u"id > 100"_s}));
    QCOMPARE(count(kPlain), 100);
}

// What has no leaf holds no row, and keeps its bounds all the same.
void TestArchiveShapes::restoresBesidePartitionsWithoutLeaves()
{
    makePartitioned(u"parts"_s, 1000);
    ownerSql(u"DROP TABLE public.parts_rest"_s);
    const QString before = contentOf({kParts});
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    QVERIFY_RESULT(archiver().run(policy));
    const QString from = firstMonth();
    const QString leaf = value(u"SELECT tableoid::regclass FROM public.parts_archive ORDER BY at LIMIT 1"_s);
    const QString tenth = value(u"SELECT (timestamp '%1' + interval '9 days')::text"_s.arg(from));
    ownerSql(u"CREATE TABLE public.hollow PARTITION OF public.parts FOR VALUES FROM ('%1') TO ('%2') PARTITION BY HASH "
             "(id)"_s.arg(from, tenth));
    const auto whole = restorer().restore(policy, {{}, {}, leaf, {}});
    QVERIFY(!whole);
    QVERIFY2(whole.error().detail.contains(u"public.hollow"), qPrintable(whole.error().toText()));
    const auto rest = restorer().restore(policy, {tenth, {}, {}, {}});
    QVERIFY_RESULT(rest);
    QCOMPARE(count(kPartsArchive, u"at >= '%1'"_s.arg(tenth)), 0);
    QVERIFY(count(kPartsArchive) > 0);
    QVERIFY(!restorer().restore(policy, {from, tenth, {}, {}})); // no leaf takes them
    ownerSql(u"CREATE TABLE public.leaf PARTITION OF public.hollow FOR VALUES WITH (MODULUS 1, REMAINDER 0)"_s);
    QVERIFY_RESULT(restorer().restore(policy, {from, tenth, {}, {}}));
    QCOMPARE(contentOf({kParts}), before);
}

// A partition of the archive without an end would keep all later ones of the table from moving whole.
void TestArchiveShapes::keepsRangesNarrow()
{
    makePartitioned(u"parts"_s, 1000);
    ownerSql(
        u"INSERT INTO public.parts SELECT 5000 + i, timestamp '1999-12-31 23:59:59.999999' + i * interval '20 days', "
        "i, 'older than every partition' FROM generate_series(0, 3) i"_s);
    const QString before = contentOf({kParts});
    const auto run = archiver().run(policyFor(kParts, u"at"_s));
    QVERIFY_RESULT(run);
    QVERIFY2(run->leaves >= 9, qPrintable(run->remarks.join(u'\n')));
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
    QCOMPARE(count(kParts, u"at < '2001-01-01'"_s), 0);
    const QStringList bounds =
        column(u"SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid "
               "WHERE i.inhparent = 'public.parts_archive'::regclass"_s);
    QVERIFY2(bounds.contains(u"FOR VALUES FROM ('1999-12-01 00:00:00') TO ('2000-03-01 00:00:00')"_s),
             qPrintable(bounds.join(u'\n')));
    QVERIFY2(bounds.filter(u"VALUE)"_s).isEmpty(), qPrintable(bounds.join(u'\n')));
}

void TestArchiveShapes::refusesASharedArchive()
{
    makePartitioned(u"parts"_s, 100);
    makePartitioned(u"others"_s, 100);
    ArchivePolicy first = policyFor(kParts, u"at"_s);
    QVERIFY_RESULT(archiver().add(first));
    QVERIFY_RESULT(archiver().add(first)); // its own
    ArchivePolicy second = policyFor({u"public"_s, u"others"_s}, u"at"_s);
    second.archive = kPartsArchive;
    const auto plan = archiver().plan(second);
    QVERIFY_RESULT(plan);
    QVERIFY(hasFinding(*plan, u"shared-archive"_s, u"parts_archive"_s));
    const auto run = archiver().run(second);
    QVERIFY(!run && run.error().code == ErrorCode::Refused);
}

void TestArchiveShapes::findsRowsWithoutAge()
{
    ownerSql(u"CREATE TABLE public.plain (id bigint PRIMARY KEY, at timestamptz, v bigint);"
             "INSERT INTO public.plain SELECT i, CASE WHEN i % 3 > 0 THEN now() - i * interval '10 days' END, i FROM "
             "generate_series(1, 200) i"_s);
    const ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    const auto run = archiver().run(policy);
    QVERIFY_RESULT(run);
    QVERIFY(run->rows > 50);
    auto session = openArchiveSession(archiveOptions(), kPlain);
    QVERIFY_RESULT(session);
    QStringList ids;
    QString after;
    do {
        const auto page = findArchived(**session, policy, u"true"_s, 7, m_sink, after);
        QVERIFY_RESULT(page);
        for (const auto &row : page->rows)
            ids << *row[0];
        after = page->next;
    } while (!after.isEmpty());
    QCOMPARE(ids.size(), 200);
    QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), 200);
    for (const QString &id : ids.last(66))
        QCOMPARE(id.toInt() % 3, 0);
}

void TestArchiveShapes::takesOneConditionOnly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("taken");
    QTest::newRow("a comparison") << u"v = 1"_s << true;
    QTest::newRow("brackets and quotes") << u"(v IN (1, 2)) AND note <> 'a) ; ''(' -- the end"_s << true;
    QTest::newRow("dollars") << u"note = $x$ ) ; $x$ /* ) */"_s << true;
    QTest::newRow("nothing") << u"  "_s << false;
    QTest::newRow("a comment only") << u"-- v = 1"_s << false;
    QTest::newRow("two statements") << u"true; DROP TABLE x"_s << false;
    QTest::newRow("out of its brackets") << u"true) OR (true"_s << false;
    QTest::newRow("too few brackets") << u"(v = 1"_s << false;
    QTest::newRow("a quote without an end") << u"note = 'a"_s << false;
    QTest::newRow("a name without an end") << u"\"note = 1"_s << false;
    QTest::newRow("a dollar quote without an end") << u"note = $$a"_s << false;
    QTest::newRow("a comment without an end") << u"true /* or not"_s << false;
}

void TestArchiveShapes::takesOneConditionOnly()
{
    QFETCH(QString, text);
    QFETCH(bool, taken);
    QCOMPARE(checkPredicate(text).has_value(), taken);
}

// A batch that takes long, here by a trigger, holds rows that somebody else wants to change.
void TestArchiveShapes::givesWayToWhoWaitsForARow()
{
    ownerSql(
        u"CREATE TABLE public.plain (id bigint PRIMARY KEY, at timestamptz NOT NULL, v bigint);"
        "INSERT INTO public.plain SELECT i, now() - interval '1000 days', i FROM generate_series(1, 2000) i;"
        "CREATE FUNCTION public.slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.004); RETURN "
        "OLD; END';"
        "CREATE TRIGGER slowly BEFORE DELETE ON public.plain FOR EACH ROW EXECUTE FUNCTION public.slowly()"_s);
    const ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    Result<ArchiveReport> run;
    std::atomic<bool> done = false;
    std::thread archiving([&] {
        run = archiver().run(policy);
        done = true;
    });
    PgClient user = mustConnect(owner());
    qint64 slowestMs = 0;
    qint64 changed = 0;
    for (int id = 2000; id > 0 && !done; id -= 11) {
        QElapsedTimer timer;
        timer.start();
        changed += mustExec(user, u"UPDATE public.plain SET v = -id WHERE id = %1 RETURNING 1"_s.arg(id)).size();
        slowestMs = std::max(slowestMs, timer.elapsed());
    }
    archiving.join();
    QVERIFY_RESULT(run);
    qInfo("%lld rows changed while they were archived; the longest wait: %lld ms", changed, slowestMs);
    QVERIFY2(slowestMs < 1000, qPrintable(QString::number(slowestMs)));
    QCOMPARE(count(kPlainArchive) + count(kPlain), 2000);
    QCOMPARE(count(kPlainArchive, u"v = -id"_s) + count(kPlain, u"v = -id"_s), changed);
}

void TestArchiveShapes::givesWayToAStandby()
{
    makePartitioned(u"parts"_s, 3000);
    ArchivePolicy policy = policyFor(kParts, u"at"_s);
    policy.settings.pace.standbyLagMs = 1;
    const auto standby = m_cluster->createStandby(u"r2"_s);
    QVERIFY(standby);
    standby->exec(u"SELECT pg_wal_replay_pause()"_s);
    sql(u"GRANT pg_monitor TO app_owner"_s);
    ownerSql(u"CREATE TABLE public.noise AS SELECT generate_series(1, 1000) i"_s);
    Result<ArchiveReport> run;
    std::atomic<bool> done = false;
    ArchiveOptions options = archiveOptions();
    std::thread archiving([&] {
        run = Archiver(options).run(policy);
        done = true;
    });
    const bool stopped =
        waitUntil([&] { return value(u"SELECT to_regclass('parterre.archive_run')"_s).size() > 0; }, 30s);
    const qint64 before = count(kParts);
    const bool stands = !waitUntil([&] { return done.load(); }, 3s) && count(kParts) == before;
    standby->exec(u"SELECT pg_wal_replay_resume()"_s);
    archiving.join();
    sql(u"REVOKE pg_monitor FROM app_owner"_s);
    QVERIFY(stopped);
    QVERIFY2(stands, qPrintable(m_sink.notes.join(u'\n')));
    QVERIFY_RESULT(run);
    QVERIFY2(m_sink.notes.join(u'\n').contains(u"Stopped: standby r2"_s), qPrintable(m_sink.notes.join(u'\n')));
    QCOMPARE(count(kParts, u"at < now() - interval '735 days'"_s), 0);
}

// What `archive cron` prints, as pg_cron would call it.
void TestArchiveShapes::runsInsideTheServer()
{
    const QualifiedName table{u"Odd \"Schema"_s, u"it's. Here"_s};
    sql(u"CREATE SCHEMA \"Odd \"\"Schema\" AUTHORIZATION app_owner"_s);
    ownerSql(u"CREATE TABLE %1 (id bigint PRIMARY KEY, at timestamptz NOT NULL, v text);"
             "INSERT INTO %1 SELECT i, now() - interval '1000 days' + i * interval '1 hour', repeat('x', 200) FROM "
             "generate_series(1, 10000) i"_s.arg(table.quoted()));
    ArchivePolicy policy = policyFor(table, u"at"_s, 999);
    policy.schedule = u"daily 03:30"_s;
    const auto session = openArchiveSession(archiveOptions(), table);
    QVERIFY_RESULT(session);
    const auto early = cronScript(**session, policy);
    QVERIFY(!early && early.error().detail.contains(u"no archive yet"));
    QVERIFY_RESULT(archiver().run(policy));
    policy.keepDays = 730;
    const QString before = contentOf({table, defaultArchive(table)});
    const auto script = cronScript(**session, policy);
    QVERIFY_RESULT(script);
    QVERIFY2(script->last().text.contains(u"'30 3 * * *', 'CALL parterre.\"Odd \"\"Schema.it''s. Here archive\"()'"_s),
             qPrintable(script->last().text));
    const QString call = u"CALL parterre.\"Odd \"\"Schema.it's. Here archive\"()"_s;
    PgClient job = mustConnect(owner());
    mustExec(job, u"SET DateStyle = 'German'; SET TimeZone = 'Asia/Tokyo'"_s);
    mustExec(job, script->first().text);
    mustExec(job, call);
    QCOMPARE(contentOf({table, defaultArchive(table)}), before);
    QCOMPARE(
        count(table, u"at < date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - interval '730 days'"_s),
        0);
    QVERIFY(count(table) > 3000);
    QCOMPARE(
        value(u"SELECT state || ' ' || kind || ' ' || (rows > 3000) FROM parterre.archive_run ORDER BY started_at DESC "
              "LIMIT 1"_s),
        u"done archive true"_s);
    // It says why it failed, and loses nothing.
    ownerSql(u"INSERT INTO %1 VALUES (9, now() - interval '900 days', 'came again')"_s.arg(table.quoted()));
    const QString conflict = contentOf({table, defaultArchive(table)});
    const auto failed = job.exec(call);
    QVERIFY(!failed.ok());
    QVERIFY2(failed.message().find("duplicate key") != std::string::npos, failed.message().c_str());
    QCOMPARE(contentOf({table, defaultArchive(table)}), conflict);
    QCOMPARE(
        value(
            u"SELECT state || ' ' || (last_error LIKE 'duplicate key%') FROM parterre.archive_run ORDER BY started_at "
            "DESC LIMIT 1"_s),
        u"failed true"_s);
    policy.settings.pace.hours = u"22:00-05:00"_s;
    QVERIFY(!cronScript(**session, policy));
    policy.settings.pace.hours.clear();
    policy.settings.pace.required = {u"standby-lag"_s};
    QVERIFY(!cronScript(**session, policy));
    policy.settings.pace.required.clear();
    policy.settings.pauseMs = 1;
    QVERIFY(!cronScript(**session, policy));
    policy.settings.pauseMs = 0;
    QVERIFY_RESULT(cronScript(**session, policy));
    // A name that would end the procedure's text, and begin another statement.
    ownerSql(
        u"ALTER TABLE %1 ADD COLUMN \"x$cron$; SELECT 1; --\" int; ALTER TABLE %2 ADD COLUMN \"x$cron$; SELECT 1; --\" "
        "int"_s.arg(table.quoted(), defaultArchive(table).quoted()));
    QVERIFY(!cronScript(**session, policy));
}

void TestArchiveShapes::rehearses_data()
{
    QTest::addColumn<bool>("partitioned");
    QTest::addColumn<bool>("books"); // schema parterre is there already
    QTest::newRow("a partitioned table") << true << false;
    QTest::newRow("a plain table") << false << false;
    QTest::newRow("beside other policies") << true << true;
}

void TestArchiveShapes::rehearses()
{
    QFETCH(bool, partitioned);
    QFETCH(bool, books);
    if (partitioned)
        makePartitioned(u"parts"_s, 3400);
    else
        ownerSql(
            u"CREATE TABLE public.parts (id bigint PRIMARY KEY, at timestamptz NOT NULL, v numeric, j jsonb DEFAULT "
            "'{}'); INSERT INTO public.parts SELECT i, now() - interval '1000 days' + i * interval '6 hours', i / 3.0 "
            "FROM generate_series(1, 4000) i; ANALYZE public.parts"_s);
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    if (books)
        QVERIFY_RESULT(archiver().add(policy));
    sql(u"ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC"_s);
    const QString objects =
        u"SELECT string_agg(format('%s.%s', n.nspname, c.relname), ' ' ORDER BY 1) FROM pg_class c JOIN "
        "pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'parterre')"_s;
    const QString before = value(objects);
    const QString content = contentOf({kParts});
    ArchiveOptions options = archiveOptions();
    int readable = 0;
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archive/drill_sum")
            readable =
                value(u"SELECT count(*) FROM pg_class WHERE relname LIKE 'parts\\_drill\\_%' AND relkind IN ('r', 'p') "
                      "AND has_table_privilege('other', oid, 'SELECT')"_s)
                    .toInt();
    };
    const auto drill = drillArchive(options, policy);
    QVERIFY_RESULT(drill);
    QVERIFY(drill->passed());
    QVERIFY(drill->rows > 150);
    QVERIFY(drill->moved > 50 && drill->moved < drill->rows);
    QCOMPARE(drill->leaves > 0, partitioned);
    QCOMPARE(drill->moments.size(), partitioned ? 6 : 4);
    QCOMPARE(readable, 0);
    QCOMPARE(value(objects), before);
    QCOMPARE(contentOf({kParts}), content);
    if (books)
        QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_run"_s), u"0"_s);
}

void TestArchiveShapes::removesADrillThatWasKilled()
{
    makePartitioned(u"parts"_s, 1000);
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    const QString tables = u"SELECT count(*) FROM pg_class WHERE relname LIKE 'parts\\_drill\\_%'"_s;
    int statements = 0;
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archive/drill_sums" && ++statements == 2)
            sql(u"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'parterre archive'"_s);
    };
    QVERIFY(!drillArchive(options, policy));
    options.observer = {};
    QVERIFY_RESULT(drillArchive(options, policy));
    QCOMPARE(value(tables), u"0"_s);
    // One that is cancelled removes itself.
    statements = 0;
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archive/drill_sums" && ++statements == 1)
            options.cancel.cancel();
    };
    const auto cancelled = drillArchive(options, policy);
    QVERIFY(!cancelled && cancelled.error().isCancelled());
    QCOMPARE(value(tables), u"0"_s);
}

// Neither an invalid index that somebody else was building, nor a table that only has the name of a drill's archive.
void TestArchiveShapes::dropsNothingOfOthers()
{
    makePartitioned(u"parts"_s, 1000);
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    const QString leaf = value(u"SELECT tableoid::regclass FROM public.parts ORDER BY at DESC LIMIT 1"_s);
    ownerSql(u"INSERT INTO public.%1 SELECT id + 9000, at, v, note FROM public.%1"_s.arg(leaf));
    PgClient client = mustConnect(owner());
    QVERIFY(!client.exec(u"CREATE UNIQUE INDEX CONCURRENTLY %1_v_idx_202401 ON public.%1 (v)"_s.arg(leaf)).ok());
    const QString invalid = u"SELECT string_agg(indexrelid::regclass::text, ' ') FROM pg_index WHERE NOT indisvalid"_s;
    const QString before = value(invalid);
    QVERIFY(before.contains(u"_idx_202401"));
    QVERIFY_RESULT(archiver().run(policy));
    QCOMPARE(value(invalid), before);
    ownerSql(
        u"CREATE TABLE public.old_drill_0a1b2c3d (id int); COMMENT ON TABLE public.old_drill_0a1b2c3d IS 'Drill of "
        "Parterre''s archive; the next drill removes it'; CREATE TABLE public.old_drill_0a1b2c3d_archive (id int); "
        "CREATE TABLE public.mine (id int); COMMENT ON TABLE public.mine IS 'Drill of Parterre''s archive; the next "
        "drill removes it'"_s);
    QVERIFY_RESULT(drillArchive(archiveOptions(), policy));
    QCOMPARE(value(u"SELECT to_regclass('public.old_drill_0a1b2c3d') IS NULL"_s), u"t"_s);
    QCOMPARE(value(u"SELECT to_regclass('public.old_drill_0a1b2c3d_archive') IS NULL"_s), u"f"_s);
    QCOMPARE(value(u"SELECT to_regclass('public.mine') IS NULL"_s), u"f"_s);
}

// The limit cuts a partition that has no old row yet: later it moves whole.
void TestArchiveShapes::leavesCutPartitionsWhole()
{
    makePartitioned(u"parts"_s, 10);
    ownerSql(
        u"TRUNCATE public.parts; INSERT INTO public.parts SELECT i, date_trunc('month', now() AT TIME ZONE 'UTC') - "
        "interval '10 months' + interval '27 days', i, 'late in its month' FROM generate_series(1, 50) i; ANALYZE "
        "public.parts"_s);
    const QString days = u"SELECT (now()::date - (date_trunc('month', now()) - interval '10 months' + interval '%1 "
                         "days')::date)"_s;
    ArchivePolicy policy = policyFor(kParts, u"at"_s, value(days.arg(10)).toInt());
    const auto early = archiver().run(policy);
    QVERIFY_RESULT(early);
    QCOMPARE(early->rows, 0);
    policy.keepDays = value(days.arg(35)).toInt();
    const auto later = archiver().run(policy);
    QVERIFY_RESULT(later);
    QCOMPARE(later->leaves, 1);
    QCOMPARE(count(kPartsArchive), 50);
}

// A foreign key that came after the archive does not hinder a restore, but its undo would delete what references.
void TestArchiveShapes::restoresPastAForeignKeyOnly()
{
    ownerSql(u"CREATE TABLE public.plain (id bigint PRIMARY KEY, at timestamptz NOT NULL, v bigint);"
             "INSERT INTO public.plain SELECT i, now() - interval '1000 days', i FROM generate_series(1, 20) i"_s);
    const ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    QVERIFY_RESULT(archiver().run(policy));
    ownerSql(u"CREATE TABLE public.child (id bigint REFERENCES public.plain ON DELETE CASCADE)"_s);
    const auto restored = restorer().restore(policy, {{}, {}, {}, u"true"_s});
    QVERIFY_RESULT(restored);
    ownerSql(u"INSERT INTO public.child VALUES (7)"_s);
    QVERIFY(!restorer().undo(restored->runId));
    QCOMPARE(value(u"SELECT count(*) FROM public.child"_s), u"1"_s);
    QCOMPARE(count(kPlain), 20);
}

void TestArchiveShapes::keepsTheStatusReadable()
{
    makePartitioned(u"parts"_s, 100);
    QVERIFY_RESULT(archiver().add(policyFor(kParts, u"at"_s)));
    QCOMPARE(value(u"SELECT has_table_privilege('pg_monitor', 'parterre.status', 'SELECT')"_s), u"t"_s);
}

QTEST_GUILESS_MAIN(TestArchiveShapes)
#include "tst_archiveshapes.moc"
