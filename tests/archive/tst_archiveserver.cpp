// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverscenario.h"
#include "support/deadline.h"
#include "support/fixtures.h"
#include "support/process.h"

#include <future>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What goes to another server is there byte by byte and comes back byte by byte; what could lose or double a row is
/// refused before anything moves.
class TestArchiveServer : public ServerScenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startServers(); }
    void init() { makeDatabases(); }
    void everyValueThereAndBack_data();
    void everyValueThereAndBack();
    void asksForTheTableThere();
    void takesAForeignTable();
    void refusesWithoutRights();
    void refusesAServerThatIsAway();
    void refusesATableWithoutTheKey_data();
    void refusesATableWithoutTheKey();
    void refusesWhatArrivesChanged_data();
    void refusesWhatArrivesChanged();
    void conflictLosesNothing();
    void restoresAroundConflicts();
    void restoresWhatWasChosenOnce();
    void restoresByAnotherAge();
    void undoSparesChangedRows();
    void findsAndShowsBoth();
    void cancelsWhatHangs();
    void saysWhereItIs();
    void commandLine();

private:
    QByteArray said(const QStringList &words, int exitCode = 0);
    void makePlain(int rows = 100);
    void blocked(const ArchivePolicy &policy, const QString &code, const QString &hint);
};

void TestArchiveServer::makePlain(int rows)
{
    ownerSql(u"CREATE TABLE public.plain (id bigint PRIMARY KEY, at timestamptz NOT NULL, v bigint, note text);"
             "INSERT INTO public.plain SELECT i, now() - interval '1000 days' + i * interval '1 minute', i, 'n' || i "
             "FROM generate_series(1, %1) i;"
             "INSERT INTO public.plain SELECT 100000 + i, now(), i, 'new' FROM generate_series(1, 10) i"_s.arg(rows));
}

void TestArchiveServer::blocked(const ArchivePolicy &policy, const QString &code, const QString &hint)
{
    const auto plan = archiver().plan(policy);
    QVERIFY_RESULT(plan);
    const auto found = std::find_if(plan->findings.cbegin(), plan->findings.cend(), [&](const Finding &finding) {
        return finding.code == code && finding.severity == Finding::Severity::Blocks && finding.hint.contains(hint);
    });
    QString all;
    for (const Finding &finding : plan->findings)
        if (finding.severity == Finding::Severity::Blocks)
            all += finding.code % u": "_s % finding.consequence % u" "_s % finding.hint % u'\n';
    QVERIFY2(found != plan->findings.cend(), qPrintable(all));
    QVERIFY(!archiver().run(policy));
}

void TestArchiveServer::everyValueThereAndBack_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("partitioning");
    QTest::newRow("plain") << u"we\"ird. Tab'le"_s << u""_s;
    QTest::newRow("partitioned") << u"we\"ird. Tab'le"_s << u" PARTITION BY RANGE (\"ha\"\"ppened. At\")"_s;
    QTest::newRow("63 bytes") << QString(31, QChar(u'ü')) + u'x' << u" PARTITION BY RANGE (\"ha\"\"ppened. At\")"_s;
}

void TestArchiveServer::everyValueThereAndBack()
{
    QFETCH(QString, table);
    QFETCH(QString, partitioning);
    const QualifiedName name{kHostileSchema, table};
    const QString types =
        u"CREATE SCHEMA \"Mixed Case\"; CREATE TYPE \"Mixed Case\".\"col. our\" AS ENUM ('re''d', 'green')"_s;
    ownerSql(types);
    remoteSql(types);
    ownerSql(
        u"CREATE TABLE %1 (\"id. it's\" bigint GENERATED ALWAYS AS IDENTITY, \"ha\"\"ppened. At\" timestamptz(3) NOT NULL, "
        "\"Name\" varchar(20) COLLATE \"C\" NOT NULL, amount numeric, doc jsonb, raw json, tags text[], ratio float8, bytes "
        "bytea, pause interval, colour \"Mixed Case\".\"col. our\", single real, during tstzrange, doubled numeric GENERATED "
        "ALWAYS AS (amount * 2) STORED, big text, gone int, PRIMARY KEY (\"Name\", \"id. it's\", \"ha\"\"ppened. At\"))%2"_s
            .arg(name.quoted(), partitioning));
    ownerSql(u"ALTER TABLE %1 DROP COLUMN gone"_s.arg(name.quoted()));
    if (!partitioning.isEmpty())
        ownerSql(
            u"CREATE TABLE \"Mixed Case\".\"p. 1\" PARTITION OF %1 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"
            "CREATE TABLE \"Mixed Case\".p2 PARTITION OF %1 FOR VALUES FROM ('2021-01-01') TO ('2100-01-01');"
            "CREATE TABLE \"Mixed Case\".rest PARTITION OF %1 DEFAULT"_s.arg(name.quoted()));
    ownerSql(
        u"INSERT INTO %1 (\"ha\"\"ppened. At\", \"Name\", amount, doc, raw, tags, ratio, bytes, pause, colour, single, during, "
        "big) SELECT m::timestamptz, n, a, d, d::json, g, r, y, p, c, r::numeric::real, tstzrange(now(), NULL), b "
        "FROM unnest(ARRAY['2020-03-01 12:00:00.125', '2020-12-31 23:59:59.999', '2021-05-05', '-infinity', '1999-01-01', "
        "'infinity', '2099-01-01']) m "
        "CROSS JOIN (VALUES ('A', 1.50::numeric, '{\"b\":[1,2.0],\"a\":null}'::jsonb, ARRAY['x','y\"z',NULL], '0.1'::float8, "
        "'\\x00ff5c27'::bytea, '-1 mon +2 days -03:04:05.000006'::interval, 're''d'::\"Mixed Case\".\"col. our\", "
        "repeat(md5('a'), 300)), ('a ', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), ('Ü', 'NaN', '1', '{}', 1e-17, '', "
        "'1 year', 'green', ''), ('q''', 1e40, '\"\"', '{{1,2},{3,4}}', 123456.78901234567, '\\x5c', '25:00', 'green', "
        "E'\\\\ \\n\\t$1 %s')) v(n, a, d, g, r, y, p, c, b)"_s.arg(name.quoted()));
    const QStringList before = rowsHere(name);
    const ArchivePolicy policy = serverPolicy(name, kAge);
    const QualifiedName archive = defaultArchive(name);
    makeRemote(policy);
    const auto run = archiver().run(policy);
    QVERIFY_RESULT(run);
    QCOMPARE(run->rows, 20);
    QCOMPARE(run->leaves, 0);
    QCOMPARE(count(name), 8);
    QCOMPARE(rowsOfBoth(name, archive), before);
    QCOMPARE(value(u"SELECT details->'pending' FROM parterre.archive_run"_s), u"[]"_s);

    const auto ranged = restorer().restore(policy, {u"2020-01-01"_s, u"2021-01-01"_s, {}, {}});
    QVERIFY_RESULT(ranged);
    QCOMPARE(ranged->rows, 8);
    QCOMPARE(ranged->conflicts.count, 0);
    QCOMPARE(rowsOfBoth(name, archive), before);
    const QString there =
        remoteValue(u"SELECT md5(string_agg(a::text, '|' ORDER BY a::text)) FROM %1 a"_s.arg(archive.quoted()));
    const auto rest = restorer().restore(policy, {{}, {}, {}, u"\"Name\" IS NOT NULL -- all"_s});
    QVERIFY_RESULT(rest);
    QCOMPARE(rest->rows, 12);
    QCOMPARE(rowsThere(name, archive).size(), 0);
    QCOMPARE(rowsHere(name), before);
    const auto undone = restorer().undo(rest->runId);
    QVERIFY_RESULT(undone);
    QCOMPARE(undone->rows, 12);
    QCOMPARE(rowsOfBoth(name, archive), before);
    QCOMPARE(remoteValue(u"SELECT md5(string_agg(a::text, '|' ORDER BY a::text)) FROM %1 a"_s.arg(archive.quoted())),
             there);
    QVERIFY(!restorer().undo(rest->runId)); // once only
}

void TestArchiveServer::asksForTheTableThere()
{
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    blocked(policy, u"remote-table"_s, u"CREATE TABLE public.plain_archive"_s);
    QCOMPARE(value(u"SELECT to_regclass('public.plain_archive') IS NULL"_s), u"t"_s);
    remoteSql(u"CREATE TABLE public.plain_archive (id bigint PRIMARY KEY, at timestamptz, archived_at timestamptz)"_s);
    blocked(policy, u"remote-table"_s, u"note text"_s); // another one
    remoteSql(u"DROP TABLE public.plain_archive"_s);
    makeRemote(policy);
    const auto plan = archiver().plan(policy);
    QVERIFY_RESULT(plan);
    QVERIFY(!plan->isBlocked());
    QCOMPARE(plan->policy.tier, kTierServer);
    for (const QString &code :
         {u"server-commits"_s, u"server-loss"_s, u"server-key"_s, u"server-rows"_s, u"server-timeouts"_s})
        QVERIFY2(hasFinding(*plan, code, u"Co ld"_s, false), qPrintable(code));
    QCOMPARE(value(u"SELECT to_regclass('public.plain_archive') IS NULL"_s), u"t"_s); // the look left nothing
    QStringList ids;
    for (const ArchiveStatement &statement : plan->statements)
        ids << statement.sql.id;
    QVERIFY(ids.contains(u"archive/create_foreign_archive"_s));
    QVERIFY(ids.contains(u"archive/send_rows"_s));
    QVERIFY(!ids.contains(u"archive/move_rows"_s));
    // A connection that may change nothing cannot look, and says so.
    ArchiveOptions reading = archiveOptions();
    reading.readOnly = true;
    const auto read = Archiver(reading).plan(policy);
    QVERIFY_RESULT(read);
    QVERIFY(hasFinding(*read, u"remote-table"_s, u"plain_archive"_s, false));
    sql(u"ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA public GRANT SELECT ON TABLES TO other"_s);
    QVERIFY_RESULT(archiver().run(policy));
    QCOMPARE(value(u"SELECT has_table_privilege('other', 'public.plain_archive', 'SELECT')"_s), u"f"_s);
}

// The archive is there already, under another name, and the policy need not name the server.
void TestArchiveServer::takesAForeignTable()
{
    makePlain();
    remoteSql(
        u"CREATE SCHEMA cold; CREATE TABLE cold.old (id bigint PRIMARY KEY, at timestamptz NOT NULL, v bigint, note text, "
        "archived_at timestamptz NOT NULL)"_s);
    ownerSql(
        u"CREATE FOREIGN TABLE public.colder (archived_at timestamptz NOT NULL, note text, v bigint, at timestamptz NOT NULL, "
        "id bigint NOT NULL) SERVER %1 OPTIONS (schema_name 'cold', table_name 'old')"_s.arg(quoteIdentifier(kServer)));
    ArchivePolicy policy = policyFor(kPlain, u"at"_s);
    policy.archive = {u"public"_s, u"colder"_s};
    const QStringList before = rowsHere(kPlain);
    const auto added = archiver().add(policy);
    QVERIFY_RESULT(added);
    QCOMPARE(added->policy.settings.server, kServer);
    QCOMPARE(added->policy.settings.serverTable, (QualifiedName{u"cold"_s, u"old"_s}));
    const auto run = archiver().run(added->policy);
    QVERIFY_RESULT(run);
    QCOMPARE(run->rows, 100);
    QCOMPARE(rowsOfBoth(kPlain, {u"cold"_s, u"old"_s}), before);
    policy.settings.server = u"another"_s;
    blocked(policy, u"archive-shape"_s, u"name that server"_s);
    ownerSql(u"ALTER FOREIGN TABLE public.colder DROP COLUMN note"_s);
    blocked(added->policy, u"archive-column"_s, u"ADD COLUMN note text"_s);
}

void TestArchiveServer::refusesWithoutRights()
{
    makePlain();
    const QString server = quoteIdentifier(kServer);
    ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    sql(u"DROP USER MAPPING FOR app_owner SERVER %1; REVOKE USAGE ON FOREIGN SERVER %1 FROM app_owner"_s.arg(server));
    blocked(policy, u"rights"_s, u"GRANT USAGE ON FOREIGN SERVER %1 TO app_owner;"_s.arg(server));
    blocked(policy, u"rights"_s, u"CREATE USER MAPPING FOR app_owner SERVER %1"_s.arg(server));
    sql(u"GRANT USAGE ON FOREIGN SERVER %1 TO app_owner; CREATE USER MAPPING FOR app_owner SERVER %1 OPTIONS (user "
        "'app_owner')"_s.arg(server));
    blocked(policy, u"rights"_s, u"password"_s);
    sql(u"ALTER USER MAPPING FOR app_owner SERVER %1 OPTIONS (SET user 'other', ADD password_required 'false')"_s.arg(
        server));
    blocked(policy, u"rights"_s, u"GRANT SELECT, INSERT, DELETE ON public.plain_archive"_s);
    remoteSql(u"GRANT SELECT ON public.plain_archive TO other"_s);
    QCOMPARE(archiver().run(policy).error().code, ErrorCode::Rights); // no INSERT
    QCOMPARE(count(kPlain), 110);
    remoteSql(u"GRANT INSERT ON public.plain_archive TO other"_s);
    QVERIFY_RESULT(archiver().run(policy));
    policy.settings.server = u"nowhere"_s;
    policy.archive = {u"public"_s, u"elsewhere"_s};
    blocked(policy, u"no-server"_s, u"CREATE SERVER nowhere"_s);
}

void TestArchiveServer::refusesAServerThatIsAway()
{
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    QVERIFY_RESULT(archiver().run(policy));
    m_proxy->setRefusing(true);
    blocked(policy, u"server-away"_s, u"answer"_s);
    m_proxy->setRefusing(false);
    QVERIFY_RESULT(archiver().run(policy));
}

void TestArchiveServer::refusesATableWithoutTheKey_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("none") << u""_s;
    QTest::newRow("wider") << u", UNIQUE (id, v)"_s;
    QTest::newRow("with the moment") << u", PRIMARY KEY (id, archived_at)"_s;
}

void TestArchiveServer::refusesATableWithoutTheKey()
{
    QFETCH(QString, key);
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    remoteSql(
        u"CREATE TABLE public.plain_archive (id bigint, at timestamptz, v bigint, note text, archived_at timestamptz%1)"_s
            .arg(key));
    const auto run = archiver().run(policy);
    QVERIFY(!run);
    QCOMPARE(run.error().code, ErrorCode::Refused);
    QVERIFY2(run.error().hint.contains(u"(id)"), qPrintable(run.error().toText()));
    QCOMPARE(count(kPlain), 110);
    QCOMPARE(remoteValue(u"SELECT count(*) FROM public.plain_archive"_s), u"0"_s);
}

void TestArchiveServer::refusesWhatArrivesChanged_data()
{
    QTest::addColumn<QString>("change");
    const QString trigger =
        u"CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN %1; END'; CREATE TRIGGER g BEFORE INSERT ON "
        "public.plain_archive FOR EACH ROW EXECUTE FUNCTION public.f()"_s;
    QTest::newRow("changed") << trigger.arg(u"IF NEW.id = 50 THEN NEW.note := NEW.note || ''.''; END IF; RETURN NEW"_s);
    QTest::newRow("swallowed") << trigger.arg(u"IF NEW.id = 50 THEN RETURN NULL; END IF; RETURN NEW"_s);
    QTest::newRow("moment") << trigger.arg(u"IF NEW.id = 50 THEN NEW.archived_at := now(); END IF; RETURN NEW"_s);
    QTest::newRow("rounded") << u"ALTER TABLE public.plain_archive ALTER at TYPE timestamptz(0)"_s;
}

void TestArchiveServer::refusesWhatArrivesChanged()
{
    QFETCH(QString, change);
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    remoteSql(change);
    const QStringList before = rowsHere(kPlain);
    const auto run = archiver().run(policy);
    QVERIFY(!run);
    QVERIFY2(run.error().code == ErrorCode::Changed, qPrintable(run.error().toText()));
    QCOMPARE(rowsHere(kPlain), before);
    QCOMPARE(remoteValue(u"SELECT count(*) FROM public.plain_archive"_s), u"0"_s);
}

// The archive has the key already, from elsewhere.
void TestArchiveServer::conflictLosesNothing()
{
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    QVERIFY_RESULT(archiver().run(policy));
    ownerSql(u"INSERT INTO public.plain VALUES (7, now() - interval '900 days', 700, 'came again')"_s);
    const QStringList before = rowsOfBoth(kPlain, kPlainArchive);
    const auto refused = archiver().run(policy);
    QVERIFY(!refused);
    QCOMPARE(refused.error().sqlState, u"23505"_s);
    QVERIFY2(refused.error().detail.contains(u"(7)"), qPrintable(refused.error().toText()));
    QCOMPARE(rowsOfBoth(kPlain, kPlainArchive), before);
    QCOMPARE(value(u"SELECT state FROM parterre.archive_run ORDER BY started_at DESC LIMIT 1"_s), u"failed"_s);
    ownerSql(u"DELETE FROM public.plain WHERE id = 7"_s);
    QVERIFY_RESULT(archiver().run(policy));
}

void TestArchiveServer::restoresAroundConflicts()
{
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    QVERIFY_RESULT(archiver().run(policy));
    ownerSql(u"INSERT INTO public.plain VALUES (4, now() - interval '900 days', 4, 'newer')"_s);
    const RestoreRequest some{{}, {}, {}, u"v BETWEEN 1 AND 10"_s};
    const auto preview = restorer().preview(policy, some);
    QVERIFY_RESULT(preview);
    QCOMPARE(preview->rows, 10);
    QCOMPARE(preview->conflicts.count, 1);
    QVERIFY(preview->statements.size() > 5);
    const auto restored = restorer().restore(policy, some);
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->rows, 9);
    QCOMPARE(restored->conflicts.count, 1);
    QVERIFY(!restored->conflicts.first.first().equal);
    QCOMPARE(remoteValue(u"SELECT count(*) FROM public.plain_archive WHERE v <= 10"_s), u"1"_s);
    QCOMPARE(count(kPlain, u"v <= 10 AND note <> 'new'"_s), 10);
    QCOMPARE(
        value(u"SELECT state || coalesce(details->>'pending', '-') FROM parterre.archive_run WHERE kind = 'restore'"_s),
        u"done-"_s);
    // What a trigger changes on the way is not what was archived.
    ownerSql(
        u"CREATE FUNCTION public.spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'spoilt'; RETURN NEW; END $$;"
        "CREATE TRIGGER spoil BEFORE INSERT ON public.plain FOR EACH ROW EXECUTE FUNCTION public.spoil()"_s);
    const QStringList before = rowsOfBoth(kPlain, kPlainArchive);
    const auto spoilt = restorer().restore(policy, {{}, {}, {}, u"v = 50"_s});
    QVERIFY(!spoilt);
    QCOMPARE(spoilt.error().code, ErrorCode::Changed);
    QCOMPARE(rowsOfBoth(kPlain, kPlainArchive), before);
    QVERIFY(!restorer().restore(policy, {{}, {}, u"plain_archive"_s, {}})); // there is no partition
}

// A condition that says something else when it is asked again, and rows of one age of which some were not asked for.
void TestArchiveServer::restoresWhatWasChosenOnce()
{
    makePlain();
    ownerSql(u"UPDATE public.plain SET at = '2020-01-01' WHERE id <= 100; CREATE SEQUENCE public.turn"_s);
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    QVERIFY_RESULT(archiver().run(policy));
    const QStringList before = rowsOfBoth(kPlain, kPlainArchive);
    std::atomic<int> byRow = 0;
    std::atomic<int> atOnce = 0;
    m_proxy->setInspector([&](const std::string &text) {
        byRow += text.starts_with("DELETE") && text.find("ctid") != std::string::npos;
        atOnce += text.starts_with("DELETE") && text.find("ctid") == std::string::npos;
        return Verdict{};
    });
    const auto restored = restorer().restore(policy, {{}, {}, {}, u"v % 3 = 0 AND nextval('public.turn') < 101"_s});
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->rows, 33);
    QVERIFY(byRow > 0 && atOnce == 0);
    QCOMPARE(rowsOfBoth(kPlain, kPlainArchive), before);
    const auto rest = restorer().restore(policy, {u"2020-01-01"_s, u"2020-01-02"_s, {}, {}});
    QVERIFY_RESULT(rest);
    QCOMPARE(rest->rows, 67);
    QCOMPARE(atOnce, 1);
    m_proxy->setInspector({});
    QCOMPARE(rowsHere(kPlain), before);
}

// The ages that were written down do not lead to the rows there.
void TestArchiveServer::restoresByAnotherAge()
{
    makePlain();
    ownerSql(u"ALTER TABLE public.plain ADD COLUMN seen timestamptz"_s);
    ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    QVERIFY_RESULT(archiver().run(policy));
    const QStringList before = rowsOfBoth(kPlain, kPlainArchive);
    policy.ageColumn = u"seen"_s;
    const auto restored = restorer().restore(policy, {{}, {}, {}, u"v <= 3"_s});
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->rows, 3);
    QCOMPARE(restored->conflicts.count, 0);
    QCOMPARE(remoteValue(u"SELECT count(*) FROM public.plain_archive WHERE v <= 3"_s), u"0"_s);
    QCOMPARE(rowsOfBoth(kPlain, kPlainArchive), before);
}

void TestArchiveServer::undoSparesChangedRows()
{
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    QVERIFY_RESULT(archiver().run(policy));
    const auto restored = restorer().restore(policy, {{}, {}, {}, u"v <= 10"_s});
    QVERIFY_RESULT(restored);
    ownerSql(u"UPDATE public.plain SET note = 'in use' WHERE id = 2; DELETE FROM public.plain WHERE id = 3"_s);
    const auto undone = restorer().undo(restored->runId);
    QVERIFY_RESULT(undone);
    QCOMPARE(undone->rows, 8);
    QCOMPARE(undone->changed.size(), 2);
    QCOMPARE(count(kPlain, u"note = 'in use'"_s), 1);
    QCOMPARE(remoteValue(u"SELECT count(*) FROM public.plain_archive"_s), u"98"_s);
    QCOMPARE(value(u"SELECT count(*) FROM pg_class WHERE relname LIKE 'restored%'"_s), u"0"_s);
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_run WHERE details->'pending' = 'true'"_s), u"0"_s);
}

void TestArchiveServer::findsAndShowsBoth()
{
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    QVERIFY_RESULT(archiver().run(policy));
    auto session = openArchiveSession(archiveOptions(), kPlain);
    QVERIFY_RESULT(session);
    QStringList ids;
    QString after;
    do {
        const auto page = findArchived(**session, policy, u"v % 2 = 0"_s, 7, m_sink, after);
        QVERIFY_RESULT(page);
        for (const auto &row : page->rows)
            ids << *row[0];
        after = page->next;
    } while (!after.isEmpty());
    QCOMPARE(ids.size(), 55);
    QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), 55);
    QVERIFY_RESULT(archiver().makeView(policy));
    PgClient client = mustConnect(owner());
    QCOMPARE(mustExec(client, u"SELECT count(*), count(archived_at) FROM public.plain_all"_s)[0],
             (QStringList{u"110"_s, u"100"_s}));
}

// The other server does not answer: somebody there holds a lock.
void TestArchiveServer::cancelsWhatHangs()
{
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    QVERIFY_RESULT(archiver().add(policy));
    ownerSql(
        u"CREATE FOREIGN TABLE public.plain_archive (id bigint, at timestamptz NOT NULL, v bigint, note text, archived_at "
        "timestamptz NOT NULL) SERVER %1"_s.arg(quoteIdentifier(kServer)));
    const QStringList before = rowsHere(kPlain);
    PgClient holder = mustConnect(m_remote->conninfo(kDatabase, u"app_owner"_s));
    mustExec(holder, u"BEGIN; LOCK TABLE public.plain_archive IN EXCLUSIVE MODE"_s);
    ArchiveOptions options = archiveOptions();
    auto run = std::async(std::launch::async, [&] { return Archiver(options).run(policy); });
    QVERIFY(waitUntil([&] { return remoteValue(u"SELECT count(*) FROM pg_locks WHERE NOT granted"_s) != u"0"; }, 30s));
    options.cancel.cancel();
    QCOMPARE(run.wait_for(20s), std::future_status::ready);
    const auto outcome = run.get();
    QVERIFY(!outcome);
    QVERIFY2(outcome.error().isCancelled(), qPrintable(outcome.error().toText()));
    mustExec(holder, u"ROLLBACK"_s);
    QCOMPARE(rowsOfBoth(kPlain, kPlainArchive), before);
    QCOMPARE(value(u"SELECT state FROM parterre.archive_run"_s), u"cancelled"_s);
    QVERIFY_RESULT(archiver().run(policy));
    QCOMPARE(rowsOfBoth(kPlain, kPlainArchive), before);
}

void TestArchiveServer::saysWhereItIs()
{
    makePlain();
    const ArchivePolicy policy = serverPolicy(kPlain, u"at"_s);
    makeRemote(policy);
    QVERIFY_RESULT(archiver().add(policy));
    QVERIFY_RESULT(archiver().run(policy));
    auto session = openArchiveBooks(archiveOptions());
    QVERIFY_RESULT(session);
    const auto overview = readArchiveOverview(**session, QDateTime::currentDateTimeUtc());
    QVERIFY_RESULT(overview);
    QCOMPARE(overview->policies.size(), 1);
    QVERIFY(overview->policies.first().policy.isOnServer());
    QCOMPARE(overview->policies.first().rows, 100);
    QVERIFY(!overview->policies.first().bytes);
    QVERIFY(placeText(overview->policies.first().policy).contains(u"Co ld"_s));
}

QByteArray TestArchiveServer::said(const QStringList &words, int exitCode)
{
    Program program;
    if (!program.run(QStringList{owner(), u"archive"_s} + words) || program.exitCode() != exitCode)
        fail(words.join(u' ') + u'\n' + QString::fromUtf8(program.output() + program.errorOutput()));
    return program.output();
}

void TestArchiveServer::commandLine()
{
    makePlain();
    const QStringList plan{u"plan"_s,     u"plain"_s, u"--column"_s,       u"at"_s,
                           u"--server"_s, kServer,    u"--server-table"_s, u"cold.old"_s};
    const QByteArray asked = said(plan, 4);
    QVERIFY2(asked.contains("CREATE TABLE cold.old"), asked.constData());
    remoteSql(
        u"CREATE SCHEMA cold; CREATE TABLE cold.old (id bigint PRIMARY KEY, at timestamptz NOT NULL, v bigint, note text, "
        "archived_at timestamptz NOT NULL)"_s);
    const QByteArray shown = said(plan + QStringList{u"--show"_s});
    QVERIFY2(shown.contains("CREATE FOREIGN TABLE public.plain_archive"), shown.constData());
    QVERIFY2(shown.contains("on server"), shown.constData());
    said(QStringList{u"add"_s} + plan.mid(1));
    QVERIFY(said({u"list"_s}).contains("Co ld"));
    said({u"run"_s, u"plain"_s, u"--yes"_s});
    QCOMPARE(remoteValue(u"SELECT count(*) FROM cold.old"_s), u"100"_s);
    said({u"restore"_s, u"plain"_s, u"--where"_s, u"v < 5"_s, u"--show"_s});
    said({u"restore"_s, u"plain"_s, u"--where"_s, u"v < 5"_s, u"--yes"_s});
    QCOMPARE(remoteValue(u"SELECT count(*) FROM cold.old"_s), u"96"_s);
    QVERIFY(said({u"find"_s, u"plain"_s, u"--where"_s, u"v = 50"_s}).contains("n50"));
}

QTEST_GUILESS_MAIN(TestArchiveServer)
#include "tst_archiveserver.moc"
