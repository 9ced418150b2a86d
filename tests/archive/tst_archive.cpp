// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefind.h"
#include "archivescenario.h"
#include "support/fixtures.h"
#include "support/process.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

/// What goes to the archive is there byte by byte, comes back byte by byte, and what could lose rows is refused.
class TestArchive : public ArchiveScenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        ClusterOptions options;
        options.settings = {u"log_min_messages = debug1"_s}; // whether ATTACH looks at the rows is told at that level
        startServer(options);
    }
    void init() { makeDatabase(); }
    void conflictLosesNothing();
    void rowChangedMeanwhileIsMetAgain();
    void sameIdInTwoPartitions();
    void referencesAreRefused();
    void everyValueThereAndBack_data();
    void everyValueThereAndBack();
    void wholePartitionThereAndBack();
    void wholePartitionReadsNoRow();
    void leavesACutPartition();
    void movedRowsKeepTheirSiblings();
    void refusesWhatDoesNotFit();
    void endsWhenTheTableChanges_data();
    void endsWhenTheTableChanges();
    void trustsNoStranger();
    void refusesAnOpenMigration();
    void refusesWithoutRights();
    void namesThoseWithoutTheArchive();
    void refusesASecondRunner();
    void restoresAroundConflicts();
    void undoSparesChangedRows();
    void findsInPages();
    void keepsPolicies();
    void viewPrunes();
    void saysWhatACancelLeaves();
    void saysUntilWhenItWaits();
    void commandLine();
    void tellsWhatIsDue();
    void refusesRangesWithoutRows();
    void namesTheRoleToBeIn();

private:
    QByteArray said(const QStringList &words, int exitCode = 0);
    QByteArray m_complaint; ///< what said() saw on standard error
    void makePlain(int rows = 100);
};

void TestArchive::makePlain(int rows)
{
    ownerSql(u"CREATE TABLE public.plain (id bigint PRIMARY KEY, at timestamptz NOT NULL, v bigint, note text);"
             "INSERT INTO public.plain SELECT i, now() - interval '1000 days' + i * interval '1 minute', i, 'n' || i "
             "FROM generate_series(1, %1) i;"
             "INSERT INTO public.plain SELECT 100000 + i, now(), i, 'new' FROM generate_series(1, 10) i"_s.arg(rows));
}

// semantics.md 7 (c): the archive has the key already; the reference deletes the newer row.
void TestArchive::conflictLosesNothing()
{
    makePlain();
    QVERIFY_RESULT(archiver().run(policyFor(kPlain, u"at"_s)));
    ownerSql(u"INSERT INTO public.plain VALUES (7, now() - interval '900 days', 700, 'came again')"_s);
    const QString before = contentOf({kPlain, kPlainArchive});

    PgClient reference = mustConnect(owner());
    mustExec(reference,
             u"BEGIN; INSERT INTO public.plain_archive (id, at, v, note) SELECT id, at, v, note FROM "
             "public.plain WHERE id = 7 ON CONFLICT (id) DO NOTHING; DELETE FROM public.plain WHERE id = 7"_s);
    QCOMPARE(mustExec(reference,
                      u"SELECT count(*) FROM (SELECT note FROM public.plain UNION ALL SELECT note FROM "
                      "public.plain_archive) a WHERE note = 'came again'"_s)[0][0],
             u"0"_s); // lost
    mustExec(reference, u"ROLLBACK"_s);

    const auto refused = archiver().run(policyFor(kPlain, u"at"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().sqlState, u"23505"_s);
    QVERIFY2(refused.error().detail.contains(u"(7)"), qPrintable(refused.error().toText()));
    QCOMPARE(contentOf({kPlain, kPlainArchive}), before);
    QCOMPARE(value(u"SELECT state FROM parterre.archive_run ORDER BY started_at DESC LIMIT 1"_s), u"failed"_s);
}

// semantics.md 7 (a), (b): rows that become old, or are changed, between two statements.
void TestArchive::rowChangedMeanwhileIsMetAgain()
{
    makePlain();
    // The reference: collects ids, the row changes, it deletes.
    PgClient reference = mustConnect(owner());
    mustExec(reference,
             u"CREATE TABLE public.ref_archive (LIKE public.plain); INSERT INTO public.ref_archive SELECT * "
             "FROM public.plain WHERE id = 5"_s);
    ownerSql(u"UPDATE public.plain SET note = 'changed' WHERE id = 5"_s);
    mustExec(reference, u"BEGIN; DELETE FROM public.plain WHERE id IN (SELECT id FROM public.ref_archive)"_s);
    QCOMPARE(mustExec(reference, u"SELECT note FROM public.ref_archive WHERE id = 5"_s)[0][0],
             u"n5"_s); // 'changed' lost
    mustExec(reference, u"ROLLBACK"_s);
    // And by the same predicate twice: what has become old in between is gone unarchived.
    mustExec(reference,
             u"BEGIN; INSERT INTO public.ref_archive SELECT * FROM public.plain WHERE at < now() - interval "
             "'730 days'"_s);
    ownerSql(u"UPDATE public.plain SET at = now() - interval '800 days' WHERE id = 100001"_s);
    mustExec(reference, u"DELETE FROM public.plain WHERE at < now() - interval '730 days'"_s);
    QCOMPARE(mustExec(reference,
                      u"SELECT count(*) FROM (SELECT id FROM public.plain UNION ALL SELECT id FROM "
                      "public.ref_archive) a WHERE id = 100001"_s)[0][0],
             u"0"_s);
    mustExec(reference, u"ROLLBACK"_s);

    // Ours: the row is held while the batch runs, and changed.
    const QString before = contentOf({kPlain});
    PgClient holder = mustConnect(owner());
    mustExec(holder, u"BEGIN; UPDATE public.plain SET note = 'later' WHERE id = 5"_s);
    const auto first = archiver().run(policyFor(kPlain, u"at"_s));
    QVERIFY_RESULT(first);
    QCOMPARE(first->leftBehind, 1);
    QCOMPARE(first->rows, 100);
    mustExec(holder, u"COMMIT"_s);
    QCOMPARE(count(kPlain, u"id = 5 AND note = 'later'"_s), 1);
    const auto second = archiver().run(policyFor(kPlain, u"at"_s));
    QVERIFY_RESULT(second);
    QCOMPARE(second->rows, 1);
    QCOMPARE(count(kPlainArchive, u"id = 5 AND note = 'later'"_s), 1);
    QVERIFY(contentOf({kPlain, kPlainArchive}) != before); // the change is in it
    QCOMPARE(count(kPlain) + count(kPlainArchive), 110);
}

// semantics.md 7 (d): after partitioning, an id alone names rows of other partitions too.
void TestArchive::sameIdInTwoPartitions()
{
    makePartitioned(u"parts"_s, 100);
    ownerSql(
        u"INSERT INTO public.parts SELECT id, now() AT TIME ZONE 'UTC', 1000 + id, 'same id, new' FROM public.parts"_s);
    PgClient reference = mustConnect(owner());
    mustExec(reference,
             u"BEGIN; DELETE FROM public.parts WHERE id IN (SELECT id FROM public.parts WHERE at < now() - "
             "interval '730 days')"_s);
    QVERIFY(mustExec(reference, u"SELECT count(*) FROM public.parts WHERE note = 'same id, new'"_s)[0][0] != u"100"_s);
    mustExec(reference, u"ROLLBACK"_s);

    const QString before = contentOf({kParts});
    QVERIFY_RESULT(archiver().run(policyFor(kParts, u"at"_s)));
    QCOMPARE(count(kParts, u"note = 'same id, new'"_s), 100);
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
}

// semantics.md 7 (e), and every other action.
void TestArchive::referencesAreRefused()
{
    makePlain();
    ownerSql(u"CREATE TABLE public.cascading (plain_id bigint REFERENCES public.plain ON DELETE CASCADE);"
             "CREATE TABLE public.stopping (plain_id bigint REFERENCES public.plain);"
             "CREATE TABLE public.nulling (plain_id bigint REFERENCES public.plain ON DELETE SET NULL);"
             "INSERT INTO public.cascading VALUES (7)"_s);
    PgClient reference = mustConnect(owner());
    mustExec(reference, u"BEGIN; DELETE FROM public.plain WHERE id = 7"_s);
    QCOMPARE(mustExec(reference, u"SELECT count(*) FROM public.cascading"_s)[0][0], u"0"_s); // vanished
    mustExec(reference, u"ROLLBACK"_s);

    const auto plan = archiver().plan(policyFor(kPlain, u"at"_s));
    QVERIFY_RESULT(plan);
    for (const QString &table : {u"cascading"_s, u"stopping"_s, u"nulling"_s})
        QVERIFY2(hasFinding(*plan, u"foreign-key-in"_s, table), qPrintable(table));
    QVERIFY(plan->statements.isEmpty());
    const auto run = archiver().run(policyFor(kPlain, u"at"_s));
    QVERIFY(!run);
    QCOMPARE(run.error().code, ErrorCode::Refused);
    QVERIFY(run.error().detail.contains(u"cascading"));
    QCOMPARE(count(kPlain), 110);
}

void TestArchive::everyValueThereAndBack_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("partitioning");
    const QString longest = QString(31, QChar(u'ü')) + u'x';
    QCOMPARE(longest.toUtf8().size(), 63);
    QTest::newRow("plain") << u"we\"ird. Tab'le"_s << u""_s;
    QTest::newRow("partitioned") << u"we\"ird. Tab'le"_s << u" PARTITION BY RANGE (\"ha\"\"ppened. At\")"_s;
    QTest::newRow("63 bytes") << longest << u" PARTITION BY RANGE (\"ha\"\"ppened. At\")"_s;
}

void TestArchive::everyValueThereAndBack()
{
    QFETCH(QString, table);
    QFETCH(QString, partitioning);
    const QualifiedName name{kHostileSchema, table};
    sql(u"CREATE EXTENSION citext"_s);
    ownerSql(u"CREATE SCHEMA \"Mixed Case\""_s);
    ownerSql(
        u"CREATE TABLE %1 (\"id. it's\" bigint GENERATED ALWAYS AS IDENTITY, \"ha\"\"ppened. At\" timestamptz(3) NOT NULL, "
        "\"Name\" public.citext NOT NULL, amount numeric, doc jsonb, tags text[], ratio float8, doubled numeric GENERATED "
        "ALWAYS AS (amount * 2) STORED, big text, gone int, PRIMARY KEY (\"Name\", \"id. it's\", \"ha\"\"ppened. At\"))%2"_s
            .arg(name.quoted(), partitioning));
    ownerSql(u"ALTER TABLE %1 DROP COLUMN gone"_s.arg(name.quoted()));
    if (!partitioning.isEmpty())
        ownerSql(
            u"CREATE TABLE \"Mixed Case\".\"p. 1\" PARTITION OF %1 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"
            "CREATE TABLE \"Mixed Case\".p2 PARTITION OF %1 FOR VALUES FROM ('2021-01-01') TO ('2100-01-01');"
            "CREATE TABLE \"Mixed Case\".rest PARTITION OF %1 DEFAULT"_s.arg(name.quoted()));
    ownerSql(
        u"INSERT INTO %1 (\"ha\"\"ppened. At\", \"Name\", amount, doc, tags, ratio, big) SELECT m::timestamptz, n, a, d, g, r, b "
        "FROM unnest(ARRAY['2020-03-01 12:00:00.125', '2020-12-31 23:59:59.999', '2021-05-05', '-infinity', '1999-01-01', "
        "'infinity', '2099-01-01']) m "
        "CROSS JOIN (VALUES ('A', 1.50::numeric, '{\"b\":[1,2.0],\"a\":null}'::jsonb, ARRAY['x','y\"z',NULL], '-0.0'::float8, "
        "repeat(md5('a'), 300)), ('a ', NULL, NULL, NULL, 'NaN', NULL), ('Ü', 'NaN', '1', '{}', 'Infinity', ''), "
        "('q''', 1e40, '\"\"', '{{1,2},{3,4}}', 1e-300, E'\\\\ \\n\\t')) v(n, a, d, g, r, b)"_s.arg(name.quoted()));
    const QString before = contentOf({name});
    const ArchivePolicy policy = policyFor(name, kAge);
    const QualifiedName archive = defaultArchive(name);
    const auto run = archiver().run(policy);
    QVERIFY_RESULT(run);
    QCOMPARE(run->rows, 20);
    QCOMPARE(count(name), 8);
    QCOMPARE(contentOf({name, archive}), before);
    QCOMPARE(value(u"SELECT count(*) FROM %1 WHERE archived_at IS NULL"_s.arg(archive.quoted())), u"0"_s);

    const auto ranged = restorer().restore(policy, {u"2020-01-01"_s, u"2021-01-01"_s, {}, {}});
    QVERIFY_RESULT(ranged);
    QCOMPARE(ranged->rows, 8);
    QCOMPARE(ranged->conflicts.count, 0);
    QCOMPARE(contentOf({name, archive}), before);
    const auto rest = restorer().restore(policy, {{}, {}, {}, u"\"Name\" IS NOT NULL -- all"_s});
    QVERIFY_RESULT(rest);
    QCOMPARE(rest->rows, 12);
    QCOMPARE(count(archive), 0);
    QCOMPARE(contentOf({name}), before);
    // And the identity goes on.
    ownerSql(u"INSERT INTO %1 (\"ha\"\"ppened. At\", \"Name\") VALUES (now(), 'next')"_s.arg(name.quoted()));
    QCOMPARE(count(name), 29);
}

void TestArchive::wholePartitionThereAndBack()
{
    makePartitioned(u"parts"_s, 3400);
    const QString before = contentOf({kParts});
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    const QString leaf =
        value(u"SELECT relname FROM pg_class WHERE oid = (SELECT min(tableoid::oid::bigint)::oid FROM public.parts)"_s);
    const auto files = [&] {
        return value(u"SELECT oid || ' ' || relfilenode FROM pg_class WHERE oid = 'public.%1'::regclass"_s.arg(leaf));
    };
    const auto parent = [&] {
        return value(u"SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = 'public.%1'::regclass"_s.arg(leaf));
    };
    const auto wellFormed = [&] {
        QCOMPARE(value(u"SELECT count(*) FROM pg_index WHERE NOT indisvalid"_s), u"0"_s);
        QCOMPARE(value(u"SELECT count(*) FROM pg_constraint WHERE conname = 'parterre_bound'"_s), u"0"_s);
    };
    const QString file = files();
    const auto run = archiver().run(policy);
    QVERIFY_RESULT(run);
    QVERIFY2(run->leaves >= 9, qPrintable(m_sink.notes.join(u'\n')));
    QCOMPARE(parent(), u"parts_archive"_s);
    QCOMPARE(files(), file);
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
    wellFormed();

    const qint64 archived = count(kPartsArchive);
    const auto back = restorer().restore(policy, {{}, {}, u"public."_s + leaf, {}});
    QVERIFY_RESULT(back);
    QVERIFY(back->whole);
    QCOMPARE(parent(), u"parts"_s);
    QCOMPARE(files(), file);
    QCOMPARE(columnsOf({u"public"_s, leaf}), columnsOf(kParts));
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
    QCOMPARE(count(kPartsArchive), archived - back->rows);
    wellFormed();

    const auto undone = restorer().undo(back->runId);
    QVERIFY_RESULT(undone);
    QCOMPARE(parent(), u"parts_archive"_s);
    QCOMPARE(files(), file);
    QCOMPARE(count(kPartsArchive), archived);
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
    QCOMPARE(value(u"SELECT count(DISTINCT archived_at) FROM public.%1"_s.arg(leaf)), u"1"_s);
    wellFormed();
    QVERIFY(!restorer().undo(back->runId)); // once only
}

// Under the lock nothing is read and no index is built: the move takes the same time for any number of rows.
void TestArchive::wholePartitionReadsNoRow()
{
    ownerSql(
        u"CREATE TABLE public.parts (id bigint NOT NULL, at timestamp NOT NULL, v bigint, PRIMARY KEY (id, at)) PARTITION BY "
        "RANGE (at); CREATE TABLE public.parts_old PARTITION OF public.parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"
        "CREATE TABLE public.parts_new PARTITION OF public.parts FOR VALUES FROM ('2021-01-01') TO ('2100-01-01');"
        "INSERT INTO public.parts SELECT i, timestamp '2020-01-01' + i * interval '1 minute', i FROM generate_series(1, 400000) i"_s);
    QList<double> moves; // ms of the whole transaction, with its round trip: the answers come together
    double tookMs = 0;
    bool moving = false;
    qint64 from = 0;
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archive/count_rows" && moves.isEmpty()) // the last one before the transaction
            from = m_cluster->logSize();
        if (record.statementId == u"transaction/begin")
            tookMs = 0;
        tookMs += static_cast<double>(record.durationUs) / 1000;
        moving = moving || record.statementId == u"archive/detach_leaf";
        if (moving && record.statementId == u"transaction/commit" && std::exchange(moving, false))
            moves << tookMs;
    };
    const auto run = Archiver(options).run(policyFor(kParts, u"at"_s));
    QVERIFY_RESULT(run);
    QCOMPARE(run->leaves, 1);
    QCOMPARE(run->rows, 400'000);
    const QString log = m_cluster->logText(from);
    QVERIFY(log.contains(u"partition constraint for table \"parts_old\" is implied by existing constraints"));
    QVERIFY(!log.contains(u"verifying table \"parts_old\""));
    QVERIFY(!log.contains(u"rewriting table \"parts_old\""));
    // The index on age, which the archive has and the partition had not, was built beforehand and beside its use.
    QCOMPARE(value(u"SELECT count(*) FROM pg_index WHERE indrelid = 'public.parts_old'::regclass AND indisvalid"_s),
             u"2"_s);
    QVERIFY_RESULT(Restorer(options).restore(policyFor(kParts, u"at"_s), {{}, {}, u"parts_old"_s, {}}));
    QCOMPARE(moves.size(), 2);
    qInfo("400,000 rows there in %.1f ms, back in %.1f ms", moves[0], moves[1]);
    QVERIFY2(std::min(moves[0], moves[1]) <= 20, qPrintable(u"%1, %2"_s.arg(moves[0]).arg(moves[1])));
}

// Rows of a range that is in the archive already go there one by one; the two never meet in one range.
void TestArchive::movedRowsKeepTheirSiblings()
{
    makePartitioned(u"parts"_s, 3400);
    QVERIFY_RESULT(archiver().run(policyFor(kParts, u"at"_s, 900)));
    const QString before = contentOf({kParts, kPartsArchive});
    const auto plan = archiver().plan(policyFor(kParts, u"at"_s, 860));
    QVERIFY_RESULT(plan);
    QVERIFY(std::any_of(plan->tasks.cbegin(), plan->tasks.cend(), [](const LeafTask &task) {
        return task.way == LeafTask::Way::Rows && task.reason.contains(u"already");
    }));
    QVERIFY_RESULT(archiver().run(policyFor(kParts, u"at"_s, 860)));
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
    QCOMPARE(count(kParts, u"at < date_trunc('day', now() AT TIME ZONE 'UTC') - interval '860 days'"_s), 0);
}

void TestArchive::refusesWhatDoesNotFit()
{
    makePlain();
    ownerSql(
        u"CREATE TABLE public.plain_archive (id integer, at timestamptz, v bigint, extra int NOT NULL, PRIMARY KEY (id))"_s);
    const auto plan = archiver().plan(policyFor(kPlain, u"at"_s));
    QVERIFY_RESULT(plan);
    QVERIFY(hasFinding(*plan, u"archive-column"_s, u".id"_s));
    QVERIFY(hasFinding(*plan, u"archive-column"_s, u".note"_s));
    QVERIFY(hasFinding(*plan, u"archive-column"_s, u".extra"_s));
    QVERIFY(hasFinding(*plan, u"archive-column"_s, u".archived_at"_s));
    ownerSql(
        u"DROP TABLE public.plain_archive; CREATE TABLE public.plain_archive (LIKE public.plain, archived_at timestamptz, "
        "PRIMARY KEY (v))"_s);
    const auto keyed = archiver().plan(policyFor(kPlain, u"at"_s));
    QVERIFY_RESULT(keyed);
    QVERIFY(hasFinding(*keyed, u"archive-key"_s, u"plain_archive"_s));
    ownerSql(
        u"ALTER TABLE public.plain DROP CONSTRAINT plain_pkey; ALTER TABLE public.plain FORCE ROW LEVEL SECURITY"_s);
    const auto keyless = archiver().plan(policyFor(kPlain, u"at"_s));
    QVERIFY_RESULT(keyless);
    QVERIFY(hasFinding(*keyless, u"no-key"_s, u"plain"_s));
    QVERIFY(hasFinding(*keyless, u"force-row-security"_s, u"plain"_s));
    QVERIFY(hasFinding(*keyless, u"space"_s, u"plain"_s, false));
    const auto ageless = archiver().plan(policyFor(kPlain, u"note"_s));
    QVERIFY_RESULT(ageless);
    QVERIFY(hasFinding(*ageless, u"age-type"_s, u"note"_s));
}

// A deploy in the middle of a run: what it added is in no plan, so no row goes any more.
void TestArchive::endsWhenTheTableChanges_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("column") << u"ALTER TABLE public.plain ADD COLUMN late text DEFAULT 'precious'"_s;
    QTest::newRow("foreign key") << u"CREATE TABLE public.child (id bigint REFERENCES public.plain ON DELETE CASCADE); "
                                    "INSERT INTO public.child SELECT id FROM public.plain"_s;
}

void TestArchive::endsWhenTheTableChanges()
{
    QFETCH(QString, change);
    makePlain(60'000);
    bool changed = false;
    ArchiveOptions options{profileOf(owner()), {}, &m_sink};
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archive/move_rows" && !std::exchange(changed, true))
            ownerSql(change);
    };
    ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    policy.settings.batchTargetMs = 1;
    const auto report = Archiver(options).run(policy);
    QVERIFY(changed);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Changed);
    const qint64 live = count(kPlain);
    QVERIFY(live > 100 && live < 60'010);
    QCOMPARE(live + count(kPlainArchive), 60'010);
    QCOMPARE(value(u"SELECT count(*) FROM public.plain p JOIN public.plain_archive a USING (id)"_s), u"0"_s);
    if (change.contains(u"child"))
        QCOMPARE(count({u"public"_s, u"child"_s}), live);
}

// Nothing that exists beside it shows, changes or loses rows.
void TestArchive::trustsNoStranger()
{
    makePlain();
    const ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    ownerSql(u"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO other; "
             "CREATE VIEW public.plain_all AS SELECT id, at, v, note FROM public.plain WHERE id < 10"_s);
    QVERIFY_RESULT(archiver().run(policy));
    const auto mayRead = [&](const QString &relation) {
        return value(u"SELECT has_table_privilege('other', '%1', 'SELECT')"_s.arg(relation));
    };
    QCOMPARE(mayRead(u"public.plain_archive"_s), u"f"_s);
    QCOMPARE(archiver().makeView(policy).error().code, ErrorCode::Refused);
    ownerSql(u"DROP VIEW public.plain_all"_s);
    QVERIFY_RESULT(archiver().makeView(policy));
    QVERIFY_RESULT(archiver().makeView(policy)); // its own it replaces
    QCOMPARE(mayRead(u"public.plain_all"_s), u"f"_s);

    ownerSql(u"ALTER TABLE public.plain_archive ADD COLUMN was text"_s);
    const auto lossy = restorer().restore(policy, {{}, {}, {}, u"id = 1"_s});
    QVERIFY(!lossy);
    QVERIFY2(lossy.error().message.contains(u"was"), qPrintable(lossy.error().toText()));
    ownerSql(
        u"ALTER TABLE public.plain_archive DROP COLUMN was; ALTER TABLE public.plain_archive SET UNLOGGED; "
        "CREATE FUNCTION public.other_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.v = 0; RETURN NEW; END'; "
        "CREATE TRIGGER other_row BEFORE INSERT ON public.plain_archive FOR EACH ROW EXECUTE FUNCTION other_row()"_s);
    const auto judged = archiver().plan(policy);
    QVERIFY_RESULT(judged);
    QVERIFY(hasFinding(*judged, u"not-permanent"_s, u"plain_archive"_s));
    QVERIFY(hasFinding(*judged, u"insert-trigger"_s, u"other_row"_s));
    QVERIFY(!archiver().run(policy));
}

void TestArchive::refusesAnOpenMigration()
{
    makePlain();
    const auto plan = mustPlan(owner(), requestFor(u"public"_s, u"plain"_s, u"at"_s, u"1 year"_s));
    QVERIFY(plan);
    QVERIFY_RESULT(engine(MigrationState::Prepared).migrate(*plan));
    const auto judged = archiver().plan(policyFor(kPlain, u"at"_s));
    QVERIFY_RESULT(judged);
    QVERIFY(hasFinding(*judged, u"open-migration"_s, plan->id));
    QVERIFY(!archiver().run(policyFor(kPlain, u"at"_s)));
    QVERIFY_RESULT(engine().rollBack(plan->id));
    QVERIFY_RESULT(archiver().run(policyFor(kPlain, u"at"_s)));
}

// A partition of which a part has gone row by row has siblings in the archive, and never moves as a whole.
void TestArchive::leavesACutPartition()
{
    makePartitioned(u"parts"_s, 1500);
    ArchivePolicy policy = policyFor(kParts, u"at"_s);
    policy.keepDays = // no limit between two partitions
        value(u"SELECT 730 + (extract(day FROM now() AT TIME ZONE 'UTC' - interval '730 days') = 1)::integer"_s)
            .toInt();
    const auto cut = archiver().plan(policy);
    QVERIFY_RESULT(cut);
    const auto byRows = [](const ArchivePlan &plan) {
        return std::count_if(plan.tasks.cbegin(), plan.tasks.cend(), [](const LeafTask &task) {
            return task.way == LeafTask::Way::Rows && !task.leaf.isDefault();
        });
    };
    QCOMPARE(byRows(*cut), 1);
    const QString leaf = cut->tasks.at(cut->tasks.size() - 2).leaf.name.quoted(); // before the DEFAULT partition
    QVERIFY(hasFinding(*cut, u"cut-partition"_s, leaf, false));
    policy.settings.leaveCut = true;
    const auto left = archiver().plan(policy);
    QVERIFY_RESULT(left);
    QCOMPARE(byRows(*left), 0);
    QCOMPARE(left->tasks.size(), cut->tasks.size() - 1);
    QVERIFY(!hasFinding(*left, u"cut-partition"_s, leaf, false));
    const qint64 rows = count({u"public"_s, cut->tasks.at(cut->tasks.size() - 2).leaf.name.name});
    QVERIFY(rows > 0);
    QVERIFY_RESULT(archiver().run(policy));
    QCOMPARE(count({u"public"_s, cut->tasks.at(cut->tasks.size() - 2).leaf.name.name}), rows);
}

void TestArchive::refusesWithoutRights()
{
    makePlain();
    ArchiveOptions stranger = archiveOptions();
    stranger.profile = profileOf(conninfo(u"other"_s));
    const auto foreign = Archiver(stranger).plan(policyFor(kPlain, u"at"_s));
    QVERIFY(!foreign);
    QCOMPARE(foreign.error().code, ErrorCode::Rights);
    sql(u"REVOKE CREATE ON DATABASE app FROM app_owner; REVOKE CREATE ON SCHEMA public FROM app_owner, PUBLIC"_s);
    sql(u"CREATE SCHEMA locked; GRANT USAGE ON SCHEMA locked TO app_owner"_s);
    ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    policy.archive = {u"locked"_s, u"plain_archive"_s};
    const auto plan = archiver().plan(policy);
    QVERIFY_RESULT(plan);
    QVERIFY(hasFinding(*plan, u"rights"_s, u"locked"_s));
    QVERIFY(hasFinding(*plan, u"rights"_s, u"parterre"_s));
    // Whoever owns the journal's functions has the rights of whoever calls them.
    sql(u"CREATE ROLE keeper; GRANT keeper TO app_owner; CREATE SCHEMA parterre AUTHORIZATION keeper"_s);
    const auto kept = archiver().plan(policyFor(kPlain, u"at"_s));
    sql(u"DROP SCHEMA parterre; DROP ROLE keeper"_s);
    QVERIFY_RESULT(kept);
    QVERIFY(hasFinding(*kept, u"foreign-schema"_s, u"parterre"_s, false));
}

// An archive is made for its owner alone, and the plan says who is left out.
void TestArchive::namesThoseWithoutTheArchive()
{
    makePlain();
    ownerSql(u"GRANT SELECT ON public.plain TO other"_s);
    const auto before = archiver().plan(policyFor(kPlain, u"at"_s));
    QVERIFY_RESULT(before);
    QVERIFY(hasFinding(*before, u"grants"_s, u"plain_archive"_s, false));
    QVERIFY_RESULT(archiver().run(policyFor(kPlain, u"at"_s)));
    QCOMPARE(value(u"SELECT has_table_privilege('other', 'public.plain_archive', 'SELECT')"_s), u"f"_s);
    ownerSql(u"GRANT SELECT ON public.plain_archive TO other"_s);
    const auto after = archiver().plan(policyFor(kPlain, u"at"_s));
    QVERIFY_RESULT(after);
    QVERIFY(!hasFinding(*after, u"grants"_s, u"plain_archive"_s, false));
}

void TestArchive::refusesASecondRunner()
{
    makePlain(5000);
    ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    policy.settings.batchTargetMs = 1;
    Result<ArchiveReport> second = ArchiveReport();
    bool tried = false;
    m_sink.onReport = [&](const Progress &) {
        if (std::exchange(tried, true))
            return;
        RecordingSink quiet;
        ArchiveOptions options = archiveOptions();
        options.sink = &quiet;
        second = Archiver(options).run(policy);
    };
    QVERIFY_RESULT(archiver().run(policy));
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Refused);
    QVERIFY2(second.error().detail.contains(u"pid"), qPrintable(second.error().toText()));
    // A runner whose run was ended by another one stops at its next batch.
    ownerSql(
        u"INSERT INTO public.plain SELECT 200000 + i, now() - interval '900 days', i, 'x' FROM generate_series(1, 5000) i"_s);
    m_sink.onReport = [&](const Progress &) {
        sql(u"UPDATE parterre.archive_run SET epoch = epoch + 1, state = 'failed' WHERE state = 'running'"_s);
    };
    const auto fenced = archiver().run(policy);
    QVERIFY(!fenced);
    QCOMPARE(fenced.error().code, ErrorCode::Fenced);
    m_sink.onReport = nullptr;
    QCOMPARE(count(kPlain) + count(kPlainArchive), 10'010);
}

void TestArchive::restoresAroundConflicts()
{
    makePlain();
    const ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    QVERIFY_RESULT(archiver().run(policy));
    ownerSql(u"INSERT INTO public.plain SELECT id, at, v, note FROM public.plain_archive WHERE id = 3;"
             "INSERT INTO public.plain SELECT id, at, v, 'newer' FROM public.plain_archive WHERE id = 4"_s);
    const RestoreRequest all{{}, {}, {}, u"v BETWEEN 1 AND 10"_s};
    const auto preview = restorer().preview(policy, all);
    QVERIFY_RESULT(preview);
    QCOMPARE(preview->rows, 10);
    QCOMPARE(preview->conflicts.count, 2);
    QVERIFY(preview->statements.size() > 3);
    const auto restored = restorer().restore(policy, all);
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->rows, 8);
    QCOMPARE(restored->conflicts.count, 2);
    for (const RestoreConflict &conflict : restored->conflicts.first)
        QCOMPARE(conflict.equal, conflict.key == u"(3)");
    QCOMPARE(count(kPlain, u"note = 'newer'"_s), 1);
    QCOMPARE(count(kPlainArchive, u"id IN (3, 4)"_s), 2);
    // What a trigger changes on the way is not what was archived.
    ownerSql(
        u"CREATE FUNCTION public.spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'spoilt'; RETURN NEW; END $$;"
        "CREATE TRIGGER spoil BEFORE INSERT ON public.plain FOR EACH ROW EXECUTE FUNCTION public.spoil()"_s);
    const QString before = contentOf({kPlain, kPlainArchive});
    const auto spoilt = restorer().restore(policy, {{}, {}, {}, u"v = 50"_s});
    QVERIFY(!spoilt);
    QCOMPARE(spoilt.error().code, ErrorCode::Changed);
    QCOMPARE(contentOf({kPlain, kPlainArchive}), before);
    for (const QString &bad : {u"true) OR (true"_s, u"v = 1; DROP TABLE public.plain"_s, u""_s, u"nothing = 1"_s})
        QVERIFY2(!restorer().restore(policy, {{}, {}, {}, bad}), qPrintable(bad));
    QCOMPARE(contentOf({kPlain, kPlainArchive}), before);
}

void TestArchive::undoSparesChangedRows()
{
    makePlain();
    const ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    QVERIFY_RESULT(archiver().run(policy));
    const QString archive = value(u"SELECT md5(string_agg(a::text, E'\\n' ORDER BY id)) FROM public.plain_archive a"_s);
    const auto whole = restorer().restore(policy, {{}, {}, {}, u"v <= 10"_s});
    QVERIFY_RESULT(whole);
    QVERIFY_RESULT(restorer().undo(whole->runId));
    QCOMPARE(value(u"SELECT md5(string_agg(a::text, E'\\n' ORDER BY id)) FROM public.plain_archive a"_s), archive);

    const auto again = restorer().restore(policy, {{}, {}, {}, u"v <= 10"_s});
    QVERIFY_RESULT(again);
    ownerSql(u"UPDATE public.plain SET note = 'in use' WHERE id = 2; DELETE FROM public.plain WHERE id = 3"_s);
    const auto undone = restorer().undo(again->runId);
    QVERIFY_RESULT(undone);
    QCOMPARE(undone->rows, 8);
    QCOMPARE(undone->changed.size(), 2);
    QCOMPARE(count(kPlain, u"note = 'in use'"_s), 1);
    QCOMPARE(count(kPlainArchive), 98);
    QCOMPARE(value(u"SELECT count(*) FROM pg_class WHERE relname LIKE 'restored%'"_s), u"0"_s);
}

void TestArchive::findsInPages()
{
    makePartitioned(u"parts"_s, 1000);
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    QVERIFY_RESULT(archiver().run(policy));
    auto session = openArchiveSession(archiveOptions(), kParts);
    QVERIFY_RESULT(session);
    QStringList ids;
    QString after;
    int archived = 0;
    do {
        const auto page = findArchived(**session, policy, u"v % 2 = 0"_s, 70, m_sink, after);
        QVERIFY_RESULT(page);
        for (const auto &row : page->rows) {
            ids << *row[0];
            archived += row.last().has_value();
        }
        after = page->next;
    } while (!after.isEmpty());
    QCOMPARE(ids.size(), 500);
    QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), 500);
    QVERIFY(archived > 50 && archived < 450);
    QCOMPARE(
        ids,
        column(
            u"SELECT id FROM (SELECT id, at FROM public.parts UNION ALL SELECT id, at FROM public.parts_archive) a WHERE "
            "id % 2 = 0 ORDER BY at DESC, ROW(id, at)::text COLLATE \"C\" DESC"_s));
}

void TestArchive::keepsPolicies()
{
    makePlain();
    ArchivePolicy policy = policyFor(kPlain, u"at"_s, 365);
    policy.settings.pace.hours = u"22:00-05:00"_s;
    QVERIFY_RESULT(archiver().add(policy));
    policy.keepDays = 400;
    QVERIFY_RESULT(archiver().add(policy));
    auto session = openArchiveBooks(archiveOptions());
    QVERIFY_RESULT(session);
    const auto kept = archivejournal::policy(**session, u"plain"_s);
    QVERIFY_RESULT(kept);
    QCOMPARE(kept->keepDays, 400);
    QCOMPARE(kept->settings.pace.hours, policy.settings.pace.hours);
    QCOMPARE(kept->archive, kPlainArchive);
    QVERIFY_RESULT(archivejournal::removePolicy(**session, u"public.plain"_s));
    QCOMPARE(archivejournal::policies(**session)->size(), 0);
    QCOMPARE(count(kPlain), 110);
}

void TestArchive::viewPrunes()
{
    makePartitioned(u"parts"_s, 1000);
    const ArchivePolicy policy = policyFor(kParts, u"at"_s);
    QVERIFY(!archiver().makeView(policy));
    QVERIFY_RESULT(archiver().run(policy));
    QVERIFY_RESULT(archiver().makeView(policy));
    QCOMPARE(count({u"public"_s, u"parts_all"_s}), 1000);
    const QStringList plan = column(
        u"EXPLAIN SELECT * FROM public.parts_all WHERE at >= date_trunc('month', now() AT TIME ZONE 'UTC')::timestamp "
        "- interval '1000 days' AND at < '2000-01-01'"_s);
    QVERIFY2(plan.filter(u" on parts_"_s).size() <= 2, qPrintable(plan.join(u'\n')));
    sql(u"ALTER TABLE public.parts ENABLE ROW LEVEL SECURITY"_s);
    QCOMPARE(archiver().makeView(policy).error().code, ErrorCode::Refused); // the archive would show every row
    sql(u"ALTER TABLE public.parts_archive ENABLE ROW LEVEL SECURITY"_s);
    QCOMPARE(archiver().makeView(policy).has_value(), m_cluster->majorVersion() >= 15);
}

void TestArchive::saysWhatACancelLeaves()
{
    makePlain(20'000);
    ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    policy.settings.batchTargetMs = 1;
    ArchiveOptions options = archiveOptions();
    m_sink.onReport = [&](const Progress &) { options.cancel.cancel(); };
    const auto run = Archiver(options).run(policy);
    m_sink.onReport = nullptr;
    QVERIFY(!run && run.error().isCancelled());
    QVERIFY2(run.error().detail.contains(u"stay moved"), qPrintable(run.error().toText()));
    QVERIFY2(run.error().hint.contains(u"again"), qPrintable(run.error().toText()));
    QVERIFY(count(kPlainArchive) > 0 && count(kPlain) > 10);
    QCOMPARE(count(kPlain) + count(kPlainArchive), 20'010);

    const QString before = contentOf({kPlain, kPlainArchive});
    ArchiveOptions impatient = archiveOptions();
    impatient.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archive/restore_rows")
            impatient.cancel.cancel();
    };
    const auto restored = Restorer(impatient).restore(policy, {{}, {}, {}, u"true"_s});
    QVERIFY(!restored && restored.error().isCancelled());
    QCOMPARE(restored.error().detail, u"Nothing was restored."_s);
    QCOMPARE(contentOf({kPlain, kPlainArchive}), before);
}

void TestArchive::saysUntilWhenItWaits()
{
    makePlain();
    const QTime now = QDateTime::currentDateTimeUtc().time();
    const QString begin = now.addSecs(2 * 3600).toString(u"HH:mm"_s);
    ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    policy.settings.pace.hours = begin + u'-' + now.addSecs(4 * 3600).toString(u"HH:mm"_s);
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archive/show_alive") // it waits
            options.cancel.cancel();
    };
    m_sink.notes.clear();
    const auto run = Archiver(options).run(policy);
    QVERIFY(!run && run.error().isCancelled());
    const QStringList told = m_sink.notes.filter(u"It waits until %1 (UTC)."_s.arg(begin));
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.first().contains(u"archive add public.plain --hours ''"), qPrintable(told.first()));
    QCOMPARE(count(kPlain), 110);
    // What the note says is what helps.
    said({u"add"_s, u"plain"_s, u"--column"_s, u"at"_s, u"--hours"_s, policy.settings.pace.hours});
    const QByteArray changed = said({u"add"_s, u"plain"_s, u"--hours"_s, u""_s});
    QVERIFY2(changed.contains("--hours ''"), changed.constData());
    said({u"run"_s, u"plain"_s, u"--yes"_s});
    QCOMPARE(count(kPlainArchive), 100);
}

QByteArray TestArchive::said(const QStringList &words, int exitCode)
{
    Program program;
    if (!program.run(QStringList{owner(), u"archive"_s} + words) || program.exitCode() != exitCode)
        fail(words.join(u' ') + u'\n' + QString::fromUtf8(program.output() + program.errorOutput()));
    m_complaint = program.errorOutput();
    return program.output();
}

void TestArchive::tellsWhatIsDue()
{
    makePartitioned(u"parts"_s, 1000);
    const QByteArray added = said({u"add"_s, u"parts"_s, u"--keep-days"_s, u"800"_s, u"--schedule"_s, u"daily 00:00"_s,
                                   u"--max-wal-rate"_s, u"16MB"_s});
    QVERIFY2(added.contains("--keep-days 800 --max-wal-rate 16MB --schedule 'daily 00:00'\n"), added.constData());
    const auto standing = [&] { return QJsonDocument::fromJson(said({u"list"_s, u"--json"_s}))[0]; };
    QVERIFY(standing()[u"lastRun"_s].isNull());
    QVERIFY(QDateTime::fromString(standing()[u"nextDue"_s].toString(), Qt::ISODateWithMs)
            > QDateTime::currentDateTimeUtc());
    const QByteArray nothing = said({u"run"_s, u"--due"_s, u"--yes"_s});
    QVERIFY2(nothing.startsWith("Nothing is due; next: public.parts at "), nothing.constData());
    m_cluster->exec(u"UPDATE parterre.archive_policy SET created_at = now() - interval '3 days'"_s, kDatabase);
    QVERIFY(said({u"list"_s}).contains("due since "));
    said({u"run"_s, u"--due"_s, u"--yes"_s});
    QCOMPARE(standing()[u"lastRun"_s][u"state"_s].toString(), u"done"_s);
    QVERIFY(said({u"list"_s}).contains("  done "));
    m_cluster->exec(u"UPDATE parterre.archive_policy SET enabled = false"_s, kDatabase);
    QVERIFY(standing()[u"nextDue"_s].isNull());
    QVERIFY(said({u"run"_s, u"--due"_s, u"--yes"_s}).contains("no policy that runs"));
}

// Nothing stands in the history of what could bring nothing back.
void TestArchive::refusesRangesWithoutRows()
{
    makePlain();
    said({u"add"_s, u"plain"_s, u"--column"_s, u"at"_s});
    said({u"run"_s, u"plain"_s, u"--yes"_s});
    const auto refuses = [&](const QStringList &options, const char *reason) {
        said(QStringList{u"restore"_s, u"plain"_s, u"--yes"_s} + options, 2);
        QVERIFY2(m_complaint.contains(reason), m_complaint.constData());
    };
    refuses({u"--from"_s, u"2020-01-02"_s, u"--to"_s, u"2020-01-02"_s}, "no row is from 2020-01-02 on");
    refuses({u"--from"_s, u"today"_s, u"--to"_s, u"yesterday"_s}, "--to is not included");
    refuses({u"--to"_s, u"last Easter"_s}, "as the server reads type timestamp with time zone");
    refuses({u"--leaf"_s, u"x"_s, u"--where"_s, u"v = 1"_s}, "restored as a whole");
    said({u"restore"_s, u"plain"_s, u"--show"_s, u"--from"_s, u"2020-01-02"_s, u"--to"_s, u"2020-01-01"_s}, 2);
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_run WHERE kind = 'restore'"_s), u"0"_s);
    const auto back =
        QJsonDocument::fromJson(said({u"restore"_s, u"plain"_s, u"--from"_s, u"-infinity"_s, u"--yes"_s, u"--json"_s}));
    QCOMPARE(back[u"rows"_s].toInteger(), 100);
    const QString id = back[u"run"_s].toString();
    const auto undone = QJsonDocument::fromJson(said({u"undo"_s, id, u"--yes"_s, u"--json"_s}));
    said({u"undo"_s, id, u"--yes"_s}, 4);
    QVERIFY2(m_complaint.contains("undone already") && m_complaint.contains(undone[u"run"_s].toString().toUtf8()),
             m_complaint.constData());
}

void TestArchive::namesTheRoleToBeIn()
{
    makePlain();
    said({u"add"_s, u"plain"_s, u"--column"_s, u"at"_s});
    for (const QStringList &words :
         {QStringList{u"list"_s}, QStringList{u"find"_s, u"plain"_s, u"--where"_s, u"true"_s}}) {
        Program program;
        QVERIFY(program.run(QStringList{conninfo(u"other"_s), u"archive"_s} + words));
        QCOMPARE(program.exitCode(), 3);
        QVERIFY2(program.errorOutput().contains("GRANT app_owner TO other."), program.errorOutput().constData());
    }
}

void TestArchive::commandLine()
{
    makePartitioned(u"parts"_s, 1000);
    const QString before = contentOf({kParts});
    const QString plan = QString::fromUtf8(said({u"plan"_s, u"parts"_s, u"--show"_s}));
    QVERIFY(plan.contains(u"CREATE TABLE public.parts_archive"));
    QVERIFY(plan.contains(u"DETACH PARTITION"));
    said({u"add"_s, u"parts"_s, u"--keep-days"_s, u"800"_s, u"--schedule"_s, u"sometimes"_s}, 2);
    said({u"add"_s, u"parts"_s, u"--keep-days"_s, u"800"_s, u"--schedule"_s, u"daily 00:00"_s});
    QVERIFY(said({u"list"_s}).contains("daily 00:00"));
    QVERIFY(said({u"check"_s}).contains("no run failed"));
    QCOMPARE(said({u"run"_s, u"--due"_s, u"--yes"_s, u"--json"_s}).trimmed(), "[\n]"); // it was made just now
    m_cluster->exec(u"UPDATE parterre.archive_policy SET created_at = now() - interval '3 days'"_s, kDatabase);
    QVERIFY(said({u"check"_s}, 1).contains("was to be archived"));
    const auto dry = QJsonDocument::fromJson(said({u"run"_s, u"parts"_s, u"--dry-run"_s, u"--json"_s}));
    QVERIFY(dry[u"estimatedRows"_s].toInteger() > 100);
    QCOMPARE(value(u"SELECT to_regclass('public.parts_archive') IS NULL"_s), u"t"_s);
    said({u"run"_s, u"--all"_s}, 2);                                       // without --yes
    said({u"run"_s, u"parts"_s, u"--where"_s, u"v = 1"_s, u"--yes"_s}, 2); // a run takes all that is old
    const auto ran = QJsonDocument::fromJson(said({u"run"_s, u"--due"_s, u"--yes"_s, u"--json"_s}));
    QVERIFY(ran[0][u"rows"_s].toInteger() > 100);
    QCOMPARE(said({u"run"_s, u"--due"_s, u"--yes"_s, u"--json"_s}).trimmed(), "[\n]"); // it is not due any more
    said({u"check"_s});
    said({u"run"_s, u"--all"_s, u"--yes"_s});
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
    QVERIFY(said({u"history"_s}).contains("done"));
    const QStringList rows{u"restore"_s, u"parts"_s, u"--where"_s, u"v BETWEEN 880 AND 890"_s};
    QVERIFY(said(rows + QStringList{u"--show"_s}).contains("11 rows"));
    const auto back = QJsonDocument::fromJson(said(rows + QStringList{u"--yes"_s, u"--json"_s}));
    QCOMPARE(back[u"rows"_s].toInteger(), 11);
    const auto found =
        QJsonDocument::fromJson(said({u"find"_s, u"parts"_s, u"--where"_s, u"v IN (885, 995)"_s, u"--json"_s}));
    QCOMPARE(found[u"rows"_s].toArray().size(), 2);
    QVERIFY(found[u"rows"_s][0][u"archived_at"_s].isNull());
    QVERIFY(!found[u"rows"_s][1][u"archived_at"_s].isNull());
    said({u"undo"_s, back[u"run"_s].toString(), u"--yes"_s});
    said({u"view"_s, u"parts"_s, u"--yes"_s});
    said({u"remove"_s, u"parts"_s, u"--yes"_s});
    said({u"run"_s, u"parts"_s, u"--yes"_s}, 2); // no such policy
    QCOMPARE(contentOf({kParts, kPartsArchive}), before);
}

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"
