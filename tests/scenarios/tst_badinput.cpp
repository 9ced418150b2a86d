// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "support/fail.h"
#include "support/spawn.h"

#include <QDir>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kTable = uR"sql(
CREATE TABLE public.t (id bigint PRIMARY KEY, at timestamptz NOT NULL, v text);
INSERT INTO public.t SELECT g, timestamptz '2026-01-01' + g * interval '1 hour', 'v' || g FROM generate_series(1, 3000) g;
)sql"_s;

// What a refusal must not touch: every relation, trigger and function outside the system and our schema.
const QString kObjects = uR"sql(
SELECT string_agg(line, E'\n' ORDER BY line) FROM (
    SELECT format('%s %s', c.relkind, c.oid::regclass) AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'parterre') AND n.nspname !~ '^pg_(toast_)?temp'
    UNION ALL SELECT tgname || ' on ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public') o
)sql"_s;

} // namespace

/// Bad input and bad days: each has a message that says what is wrong and what to do, and changes nothing or leaves a
/// named state.
class TestBadInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void findsWhatBlocks_data();
    void findsWhatBlocks();
    void refusesPlanOfAnotherDatabase();
    void refusesChangedPlan();
    void refusesChangedTable_data();
    void refusesChangedTable();
    void refusesSecondMigration();
    void refusesTakenNames();
    void refusesNewerJournal();
    void refusesAnotherSystem();
    void refusesUnknownMigration();
    void putsSwitchOffWhenApplicationSqlFails();
    void readsApplicationSqlFirst();
    void leavesAnotherMigrationAlone();
    void takesAnyApplicationSql();
    void runsApplicationSqlBothWays();
    void putsSwitchOffWhenHookFails_data();
    void putsSwitchOffWhenHookFails();
    void refusesStandby();
    void survivesFullDisk();

private:
    QString conninfo(const QString &user = u"app_owner"_s, const QString &database = u"app"_s) const
    {
        return m_cluster->conninfo(database, user);
    }
    Engine engine(std::optional<MigrationState> until = {})
    {
        EngineOptions options{profileOf(conninfo()), {}, &m_sink};
        options.until = until;
        return Engine(options);
    }
    QString value(const QString &sql) const { return m_cluster->value(sql, u"app"_s); }
    Plan plan(const std::function<void(PlanRequest &)> &change = {});
    static void complete(const Error &error);

    std::unique_ptr<Cluster> m_cluster;
    RecordingSink m_sink;
};

void TestBadInput::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
}

void TestBadInput::cleanupTestCase()
{
    m_cluster.reset();
}

void TestBadInput::init()
{
    m_cluster->exec(u"DROP DATABASE IF EXISTS app WITH (FORCE)"_s);
    m_cluster->createDatabase(u"app"_s);
    PgClient client = mustConnect(conninfo());
    mustExec(client, kTable);
    m_sink.notes.clear();
}

Plan TestBadInput::plan(const std::function<void(PlanRequest &)> &change)
{
    PlanRequest request = requestFor(u"public"_s, u"t"_s, u"at"_s);
    if (change)
        change(request);
    const auto planned = planFor(conninfo(), request);
    if (!planned || !planned->plan) {
        fail(planned ? planned->findings.value(0).consequence : planned.error().toText());
        return {};
    }
    return *planned->plan;
}

// PostgreSQL's style: a lower-case message without a full stop; details and hints are sentences.
void TestBadInput::complete(const Error &error)
{
    QVERIFY2(!error.message.isEmpty() && !error.message.endsWith(u'.'), qPrintable(error.toText()));
    QVERIFY2(error.detail.isEmpty() || error.detail.front().isUpper() || !error.detail.front().isLetter()
                 || error.detail.contains(u'\n') || error.detail.contains(u' '),
             qPrintable(error.toText()));
    QVERIFY2(!error.hint.isEmpty() || !error.detail.isEmpty(), qPrintable(error.toText()));
}

void TestBadInput::namesWhatIsMissing_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("every");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &user, const QString &table, const QString &column,
                        const QString &every, ErrorCode code, const QString &text) {
        QTest::newRow(name) << user << table << column << every << static_cast<int>(code) << text;
    };
    row("unknown table", u"app_owner"_s, u"nowhere"_s, u"at"_s, u"1 month"_s, ErrorCode::NotFound,
        u"table public.nowhere does not exist"_s);
    row("name beyond 63 bytes", u"app_owner"_s, u"t"_s + QString(70, u'x'), u"at"_s, u"1 month"_s, ErrorCode::NotFound,
        u"does not exist"_s);
    row("unknown column", u"app_owner"_s, u"t"_s, u"att"_s, u"1 month"_s, ErrorCode::NotFound,
        u"column \"att\" of table public.t does not exist"_s);
    row("system column", u"app_owner"_s, u"t"_s, u"ctid"_s, u"1 month"_s, ErrorCode::NotFound, u"column \"ctid\""_s);
    row("not the owner", u"other"_s, u"t"_s, u"at"_s, u"1 month"_s, ErrorCode::Rights,
        u"must be owner of table public.t"_s);
    row("no width", u"app_owner"_s, u"t"_s, u"at"_s, u"soon"_s, ErrorCode::Usage,
        u"\"soon\" is not a partition width"_s);
    row("a view", u"app_owner"_s, u"w"_s, u"at"_s, u"1 month"_s, ErrorCode::Refused, u"public.w is not a table"_s);
    row("partitioned already", u"app_owner"_s, u"p"_s, u"at"_s, u"1 month"_s, ErrorCode::Refused,
        u"public.p is partitioned already"_s);
}

void TestBadInput::namesWhatIsMissing()
{
    QFETCH(QString, user);
    QFETCH(QString, table);
    QFETCH(QString, column);
    QFETCH(QString, every);
    QFETCH(int, code);
    QFETCH(QString, text);
    PgClient client = mustConnect(conninfo());
    mustExec(
        client,
        u"CREATE VIEW public.w AS SELECT * FROM public.t; CREATE TABLE public.p (at date) PARTITION BY RANGE (at)"_s);
    const QString before = value(kObjects);
    const auto planned = planFor(conninfo(user), requestFor(u"public"_s, table, column, every));
    QVERIFY(!planned);
    QCOMPARE(static_cast<int>(planned.error().code), code);
    QVERIFY2(planned.error().message.contains(text), qPrintable(planned.error().toText()));
    QCOMPARE(value(kObjects), before);
    QCOMPARE(value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s), u"0"_s);
}

void TestBadInput::findsWhatBlocks_data()
{
    QTest::addColumn<QString>("setup"); // as superuser
    QTest::addColumn<QString>("every");
    QTest::addColumn<bool>("defaultPartition");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &setup, const QString &code, const QString &text,
                        const QString &every = u"1 month"_s, bool defaultPartition = true) {
        QTest::newRow(name) << setup << every << defaultPartition << code << text;
    };
    row("no CREATE on the database", u"REVOKE CREATE ON DATABASE app FROM app_owner"_s, u"rights"_s,
        u"schema parterre"_s);
    row("no CREATE on the schema", u"REVOKE CREATE ON SCHEMA public FROM app_owner, PUBLIC"_s, u"rights"_s,
        u"may not create tables"_s);
    row("no temporary tables", u"REVOKE TEMPORARY ON DATABASE app FROM PUBLIC, app_owner"_s, u"rights"_s,
        u"temporary"_s);
    row("schema of somebody else", u"CREATE SCHEMA parterre AUTHORIZATION other"_s, u"rights"_s, u"other"_s);
    row("an owner that expires", u"ALTER ROLE app_owner VALID UNTIL '2099-01-01'"_s, u"owner-expires"_s, u"2099"_s);
    row("key that may be NULL", u"ALTER TABLE public.t ALTER at DROP NOT NULL"_s, u"key-null"_s, u"NULL"_s);
    row("key of another type", u"ALTER TABLE public.t ALTER at TYPE text"_s, u"key-type"_s, u"text"_s);
    row("no key", u"ALTER TABLE public.t DROP CONSTRAINT t_pkey"_s, u"no-key"_s, u"primary key"_s);
    row("a unique index over a NULL-able column only",
        u"ALTER TABLE public.t DROP CONSTRAINT t_pkey; CREATE UNIQUE INDEX ON public.t (v)"_s, u"no-key"_s,
        u"primary key"_s);
    row("too many partitions", u"INSERT INTO public.t VALUES (0, '1900-01-01')"_s, u"too-many-partitions"_s, u"10000"_s,
        u"1 day"_s, false);
    row("infinite without a default partition", u"INSERT INTO public.t VALUES (0, 'infinity')"_s, u"outliers"_s,
        u"1 of them infinite"_s, u"1 day"_s, false);
    row("name taken by a table", u"CREATE TABLE public.t_2026_02 ()"_s, u"name-taken"_s, u"t_2026_02"_s);
    row("name taken by an index", u"CREATE INDEX t_2026_02_pkey ON public.t (v)"_s, u"name-taken"_s,
        u"t_2026_02_pkey"_s);
    row("name taken by a type", u"CREATE TYPE public.t_new AS ENUM ()"_s, u"name-taken"_s, u"t_new"_s);
    row("name of the old table taken", u"CREATE SEQUENCE public.t_old"_s, u"name-taken"_s, u"t_old"_s);
}

void TestBadInput::findsWhatBlocks()
{
    QFETCH(QString, setup);
    QFETCH(QString, every);
    QFETCH(bool, defaultPartition);
    QFETCH(QString, code);
    QFETCH(QString, text);
    m_cluster->exec(setup, u"app"_s);
    const QString before = value(kObjects);
    PlanRequest request = requestFor(u"public"_s, u"t"_s, u"at"_s, every);
    request.defaultPartition = defaultPartition;
    const auto planned = planFor(conninfo(), request);
    m_cluster->exec(u"ALTER ROLE app_owner VALID UNTIL 'infinity'"_s);
    QVERIFY_RESULT(planned);
    QVERIFY(planned->isBlocked());
    QString found;
    bool named = false;
    for (const Finding &finding : planned->findings) {
        if (finding.severity != Finding::Severity::Blocks)
            continue;
        found += u"\n%1: %2: %3 (%4)"_s.arg(finding.code, finding.object, finding.consequence, finding.hint);
        named = named
            || (finding.code == code && QString(finding.object + finding.consequence).contains(text)
                && (!finding.hint.isEmpty() || code == u"key-type"));
    }
    QVERIFY2(named, qPrintable(found));
    QCOMPARE(value(kObjects), before);
}

void TestBadInput::refusesPlanOfAnotherDatabase()
{
    const Plan mine = plan();
    m_cluster->exec(u"DROP DATABASE IF EXISTS twin"_s);
    m_cluster->createDatabase(u"twin"_s);
    PgClient client = mustConnect(conninfo(u"app_owner"_s, u"twin"_s));
    mustExec(client, kTable);
    const auto refused = Engine({profileOf(conninfo(u"app_owner"_s, u"twin"_s)), {}, &m_sink}).migrate(mine);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(refused.error().message.contains(u"another database"));
    QVERIFY(refused.error().detail.contains(u"app") && refused.error().detail.contains(u"twin"));
    complete(refused.error());
    QCOMPARE(m_cluster->value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s, u"twin"_s), u"0"_s);

    Plan clone = mine; // the same name on another server
    clone.systemIdentifier = u"1"_s;
    const auto elsewhere = engine().migrate(clone);
    QVERIFY(!elsewhere);
    QCOMPARE(elsewhere.error().code, ErrorCode::Refused);
    QCOMPARE(value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s), u"0"_s);
}

void TestBadInput::refusesChangedPlan()
{
    QByteArray json = plan().toJson();
    QVERIFY(Plan::fromJson(json));
    json.replace("t_2026_02", "t_2026_2x");
    const auto read = Plan::fromJson(json);
    QVERIFY(!read);
    QVERIFY(read.error().message.contains(u"changed"));
    complete(read.error());
    // The journal's own copy is proven too.
    const Plan good = plan();
    QVERIFY_RESULT(engine(MigrationState::Prepared).migrate(good));
    m_cluster->exec(u"UPDATE parterre.migration SET plan = replace(plan, 't_2026_02', 't_2026_2x')"_s, u"app"_s);
    const auto resumed = engine().resume(good.id);
    QVERIFY(!resumed);
    QVERIFY2(resumed.error().message.contains(u"changed"), qPrintable(resumed.error().toText()));
    QCOMPARE(value(u"SELECT state FROM parterre.migration"_s), u"Prepared"_s);
}

void TestBadInput::refusesChangedTable_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("column added") << u"ALTER TABLE public.t ADD c integer"_s;
    QTest::newRow("column dropped") << u"ALTER TABLE public.t DROP v"_s;
    QTest::newRow("column renamed") << u"ALTER TABLE public.t RENAME v TO w"_s;
    QTest::newRow("type changed") << u"ALTER TABLE public.t ALTER v TYPE varchar(50)"_s;
    QTest::newRow("default changed") << u"ALTER TABLE public.t ALTER v SET DEFAULT 'x'"_s;
    QTest::newRow("index added") << u"CREATE INDEX ON public.t (v)"_s;
    QTest::newRow("view added") << u"CREATE VIEW public.w AS SELECT id FROM public.t"_s;
    QTest::newRow("trigger added")
        << u"CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f()"_s;
    QTest::newRow("granted") << u"GRANT SELECT ON public.t TO other"_s;
    QTest::newRow("check added") << u"ALTER TABLE public.t ADD CHECK (id > 0)"_s;
    QTest::newRow("owner changed") << u"ALTER TABLE public.t OWNER TO other; GRANT other TO app_owner"_s;
    QTest::newRow("table dropped") << u"DROP TABLE public.t"_s;
    QTest::newRow("table made anew")
        << u"DROP TABLE public.t; CREATE TABLE public.t (id bigint PRIMARY KEY, at timestamptz NOT NULL, v text); ALTER TABLE public.t OWNER TO app_owner"_s;
    QTest::newRow("table renamed") << u"ALTER TABLE public.t RENAME TO moved"_s;
}

void TestBadInput::refusesChangedTable()
{
    QFETCH(QString, change);
    const Plan mine = plan();
    m_cluster->exec(change, u"app"_s);
    const QString before = value(kObjects);
    const auto refused = engine().migrate(mine);
    m_cluster->exec(u"REVOKE other FROM app_owner"_s);
    QVERIFY(!refused);
    QVERIFY2(refused.error().code == ErrorCode::Changed || refused.error().code == ErrorCode::NotFound,
             qPrintable(refused.error().toText()));
    QCOMPARE(value(kObjects), before);
    complete(refused.error());
}

void TestBadInput::refusesSecondMigration()
{
    const Plan first = plan();
    const Plan second = plan();
    QVERIFY(first.id != second.id);
    QVERIFY_RESULT(engine(MigrationState::Capturing).migrate(first));
    const QString before = value(kObjects);
    const auto planned = planFor(conninfo(), requestFor(u"public"_s, u"t"_s, u"at"_s));
    QVERIFY_RESULT(planned);
    QVERIFY(planned->isBlocked());
    const auto refused = engine().migrate(second); // made before the first one began
    QVERIFY(!refused);
    QVERIFY2(refused.error().toText().contains(first.id), qPrintable(refused.error().toText()));
    QCOMPARE(value(kObjects), before);
    QVERIFY_RESULT(engine().rollBack(first.id));
    QVERIFY_RESULT(engine().migrate(second));
}

void TestBadInput::refusesTakenNames()
{
    const Plan mine = plan();
    m_cluster->exec(u"CREATE TABLE public.t_2026_03 (n integer); INSERT INTO public.t_2026_03 VALUES (7)"_s, u"app"_s);
    const auto refused = engine().migrate(mine);
    QVERIFY(!refused);
    QVERIFY2(refused.error().toText().contains(u"t_2026_03"), qPrintable(refused.error().toText()));
    QVERIFY_RESULT(engine().rollBack(mine.id)); // and the stranger's table is left alone
    QCOMPARE(value(u"SELECT n FROM public.t_2026_03"_s), u"7"_s);
    QCOMPARE(value(u"SELECT to_regclass('public.t_new') IS NULL"_s), u"t"_s);
}

void TestBadInput::refusesNewerJournal()
{
    const Plan mine = plan();
    QVERIFY_RESULT(engine(MigrationState::Prepared).migrate(mine));
    m_cluster->exec(
        u"INSERT INTO parterre.schema_version SELECT (jsonb_populate_record(v, '{\"version\": 99}')).* FROM parterre.schema_version v"_s,
        u"app"_s);
    for (const auto &refused : {engine().resume(mine.id), engine().migrate(mine), engine().rollBack(mine.id)}) {
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        QVERIFY(refused.error().message.contains(u"newer program"));
        QVERIFY(refused.error().detail.contains(u"99"));
        complete(refused.error());
    }
    QVERIFY(!engine().status());
    QCOMPARE(value(u"SELECT state FROM parterre.migration"_s), u"Prepared"_s);
}

void TestBadInput::refusesAnotherSystem()
{
    const Plan mine = plan();
    QVERIFY_RESULT(engine(MigrationState::Capturing).migrate(mine));
    m_cluster->exec(u"UPDATE parterre.migration SET system_identifier = '1'"_s, u"app"_s); // as in a restored copy
    const auto refused = engine().resume(mine.id);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(refused.error().message.contains(u"not the server"));
    QVERIFY(refused.error().hint.contains(u"emergency_stop"));
    QCOMPARE(value(u"SELECT epoch FROM parterre.migration"_s), u"1"_s); // disarmed: not even an epoch
    EngineOptions adopting{profileOf(conninfo()), {}, &m_sink};
    adopting.adopt = true;
    QVERIFY_RESULT(Engine(adopting).resume(mine.id));
}

void TestBadInput::refusesUnknownMigration()
{
    const auto none = engine().resume(u"00000000"_s);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
    QVERIFY_RESULT(engine(MigrationState::Planned).migrate(plan()));
    const auto unknown = engine().rollBack(u"00000000"_s);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::NotFound);
    QVERIFY(unknown.error().message.contains(u"00000000"));
    complete(unknown.error());
}

void TestBadInput::putsSwitchOffWhenApplicationSqlFails()
{
    const Plan mine = plan([](PlanRequest &request) {
        request.applicationSwitch = {u"SELECT 1"_s, u"INSERT INTO public.flags VALUES (1 / 0)"_s};
    });
    PgClient client = mustConnect(conninfo());
    mustExec(client, u"CREATE TABLE public.flags (n integer)"_s);
    const auto refused = engine().migrate(mine);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"own SQL failed"_s)
                 && refused.error().message.contains(u"division by zero"_s) && !refused.error().hint.isEmpty(),
             qPrintable(refused.error().toText()));
    QCOMPARE(value(u"SELECT state FROM parterre.migration"_s), u"Verified"_s);
    QCOMPARE(value(u"SELECT relkind FROM pg_class WHERE oid = 'public.t'::regclass"_s), u"r"_s);
    QCOMPARE(value(u"SELECT count(*) FROM public.flags"_s), u"0"_s);
    // The writers are left with the cheap capture, and go on.
    QVERIFY(!value(u"SELECT prosrc FROM pg_proc WHERE proname = 'capture_"_s + mine.id + u"'"_s)
                 .contains(u"parterre.synced"));
    mustExec(client, u"INSERT INTO public.t VALUES (-1, '2026-02-02')"_s);
    QVERIFY_RESULT(engine().rollBack(mine.id));
    QCOMPARE(value(u"SELECT count(*) FROM public.t"_s), u"3001"_s);
}

// When it is planned, and again by whoever runs a plan of somebody else.
void TestBadInput::readsApplicationSqlFirst()
{
    for (const bool back : {false, true}) {
        Plan mine = plan();
        PlanRequest request = requestOf(mine);
        request.applicationSwitch = {u"SELECT 1"_s, back ? u"SELECT 2"_s : u"banana"_s};
        request.applicationSwitchBack = {back ? u"DROP TABLE public.t; banana -- or not"_s : u"SELECT 1"_s};
        const auto notPlanned = planFor(conninfo(), request);
        QVERIFY(!notPlanned);
        QCOMPARE(notPlanned.error().code, ErrorCode::Refused);
        mine.applicationSwitch = request.applicationSwitch;
        mine.applicationSwitchBack = request.applicationSwitchBack;
        const auto refused = engine().migrate(mine);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        QVERIFY2(refused.error().message.contains(u"own SQL"_s) && refused.error().message.contains(u"banana"_s),
                 qPrintable(refused.error().toText()));
        QCOMPARE(value(u"SELECT count(*) FROM pg_class WHERE relname = 't_new'"_s), u"0"_s); // nothing was made
        QVERIFY_RESULT(engine().rollBack(mine.id));
        QCOMPARE(value(u"SELECT relkind FROM pg_class WHERE oid = 'public.t'::regclass"_s), u"r"_s);
    }
}

// A plan that never began is taken back, and an old one is tried again, beside the migration that is under way.
void TestBadInput::leavesAnotherMigrationAlone()
{
    const Plan old = plan();
    QVERIFY_RESULT(engine(MigrationState::Capturing).migrate(old));
    QVERIFY_RESULT(engine().rollBack(old.id));
    Plan dead = plan();
    dead.applicationSwitch = dead.applicationSwitchBack = QStringList{u"banana"_s};
    QVERIFY(!engine().migrate(dead));
    const Plan mine = plan();
    QVERIFY_RESULT(engine(MigrationState::Verified).migrate(mine));
    const auto hooks = [&] {
        return value(u"SELECT string_agg(tgname || tgfoid::regproc, ' ' ORDER BY oid) FROM pg_trigger "
                     "WHERE tgrelid = 'public.t'::regclass"_s);
    };
    const QString before = hooks();
    QVERIFY(before.contains(u"capture_"_s + mine.id));

    QVERIFY_RESULT(engine().rollBack(dead.id));
    const auto again = engine().migrate(old);
    QVERIFY(!again);
    QVERIFY2(again.error().detail.contains(mine.id), qPrintable(again.error().toText()));
    const auto stateOf = [&](const Plan &plan) {
        return value(u"SELECT state FROM parterre.migration WHERE id = '%1'"_s.arg(plan.id));
    };
    QCOMPARE(stateOf(dead), u"RolledBack"_s);
    QCOMPARE(stateOf(old), u"RolledBack"_s);
    QCOMPARE(hooks(), before);
    m_sink.notes.clear();
    QVERIFY_RESULT(engine().migrate(mine));
    QVERIFY2(m_sink.notes.filter(u"Copy"_s).isEmpty(), qPrintable(m_sink.notes.join(u'\n'))); // not once more
    QVERIFY_RESULT(engine().rollBack(old.id));
    QVERIFY_RESULT(engine().finish(mine.id, false));
}

// What PL/pgSQL would read in another way.
void TestBadInput::takesAnyApplicationSql()
{
    const Plan mine = plan([](PlanRequest &request) {
        request.applicationSwitch = {
            u"(SELECT 1)"_s, u"SELECT 1 AS n INTO TEMPORARY gone"_s, u"DECLARE c CURSOR FOR SELECT 1"_s, u"FETCH c"_s,
            u"CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END"_s};
        request.applicationSwitchBack = {u"DROP FUNCTION public.f() -- it goes"_s};
    });
    QVERIFY_RESULT(engine().migrate(mine));
    QCOMPARE(value(u"SELECT public.f()"_s), u"2"_s);
    QVERIFY_RESULT(engine().rollBack(mine.id));
    QCOMPARE(value(u"SELECT to_regprocedure('public.f()') IS NULL"_s), u"t"_s);
}

void TestBadInput::runsApplicationSqlBothWays()
{
    PgClient client = mustConnect(conninfo());
    mustExec(client, u"CREATE TABLE public.flags (n integer); INSERT INTO public.flags VALUES (0)"_s);
    const Plan mine = plan([](PlanRequest &request) {
        request.applicationSwitch = {u"UPDATE public.flags SET n = n + 1"_s};
        request.applicationSwitchBack = {u"UPDATE public.flags SET n = n + 10"_s};
    });
    QVERIFY_RESULT(engine().migrate(mine));
    QCOMPARE(value(u"SELECT n FROM public.flags"_s), u"1"_s);
    QCOMPARE(value(u"SELECT xmin::text = (SELECT switch_xid::xid::text FROM parterre.migration) FROM public.flags"_s),
             u"t"_s); // inside the switch
    QVERIFY_RESULT(engine().rollBack(mine.id));
    QCOMPARE(value(u"SELECT n FROM public.flags"_s), u"11"_s);
}

void TestBadInput::putsSwitchOffWhenHookFails_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("text");
    QTest::newRow("fails") << u"echo pooler is away >&2; exit 3"_s << u"pooler is away"_s;
    QTest::newRow("not there") << u"/nowhere/at-all"_s << u"nowhere"_s;
    QTest::newRow("dies") << u"kill -9 $$"_s << u"before the switch"_s;
    QTest::newRow("takes too long") << u"exec tail -f /dev/null"_s << u"longer than 300 ms"_s;
}

void TestBadInput::putsSwitchOffWhenHookFails()
{
    QFETCH(QString, command);
    QFETCH(QString, text);
    const QTemporaryDir folder;
    const QString mark = folder.filePath(u"after"_s);
    const Plan mine = plan([&](PlanRequest &request) {
        request.beforeSwitch = {command, 300};
        request.afterSwitch = {u"touch '"_s + mark + u"'"_s};
    });
    const auto refused = engine().migrate(mine);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(refused.error().toText().contains(text), qPrintable(refused.error().toText()));
    QCOMPARE(value(u"SELECT state FROM parterre.migration"_s), u"Verified"_s);
    QCOMPARE(value(u"SELECT relkind FROM pg_class WHERE oid = 'public.t'::regclass"_s), u"r"_s);
    QVERIFY(QFile::exists(mark)); // whatever the command before did is undone by the one after
    QVERIFY_RESULT(engine().rollBack(mine.id));
}

void TestBadInput::refusesStandby()
{
    Cluster primary;
    QVERIFY(primary.start());
    primary.createDatabase(u"app"_s);
    {
        PgClient client = mustConnect(primary.conninfo(u"app"_s, u"app_owner"_s));
        mustExec(client, kTable);
    }
    const auto planned = planFor(primary.conninfo(u"app"_s, u"app_owner"_s), requestFor(u"public"_s, u"t"_s, u"at"_s));
    QVERIFY_RESULT(planned);
    QVERIFY(planned->plan);
    const auto standby = primary.createStandby(u"copy"_s);
    QVERIFY(standby && standby->isRunning());
    const QString there = standby->conninfo(u"app"_s, u"app_owner"_s);
    const auto onStandby = planFor(there, requestFor(u"public"_s, u"t"_s, u"at"_s));
    QVERIFY_RESULT(onStandby);
    QVERIFY(onStandby->isBlocked());
    QCOMPARE(onStandby->findings.first().code, u"standby"_s);
    const auto refused = Engine({profileOf(there), {}, &m_sink}).migrate(*planned->plan);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(refused.error().message.contains(u"standby"));
    complete(refused.error());
}

// A small file system of its own for the copy: it runs full, the state has a name, and after space was made it goes on.
void TestBadInput::survivesFullDisk()
{
    if (::geteuid() != 0)
        QSKIP("mounting a small file system needs root");
    const QString folder = m_cluster->folder() + u"/small"_s;
    QVERIFY(QDir().mkpath(folder));
    const auto mounted =
        runCommand({u"mount"_s, u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=4m,mode=0777"_s, u"tmpfs"_s, folder}, 10s);
    if (mounted.exitCode != 0)
        QSKIP("this machine does not let root mount a tmpfs");
    const auto unmount = qScopeGuard([&] {
        m_cluster->stop(StopMode::Immediate);
        runCommand({u"umount"_s, u"-l"_s, folder}, 10s);
    });
    giveToServerUser(folder);
    m_cluster->exec(u"CREATE TABLESPACE small LOCATION '"_s + folder + u"'"_s);
    m_cluster->exec(u"GRANT CREATE ON TABLESPACE small TO app_owner"_s);
    PgClient client = mustConnect(conninfo());
    mustExec(
        client,
        u"ALTER TABLE public.t SET TABLESPACE small; INSERT INTO public.t SELECT g, timestamptz '2026-01-01' + g * interval '1 minute', repeat('x', 300) FROM generate_series(10000, 15000) g"_s);
    const QString rows = value(u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM public.t x"_s);
    const Plan mine = plan();
    const auto full = engine().migrate(mine);
    QVERIFY(!full);
    QCOMPARE(full.error().sqlState, u"53100"_s);
    QVERIFY2(!full.error().hint.isEmpty(), qPrintable(full.error().toText()));
    const QString state = value(u"SELECT state FROM parterre.migration"_s);
    QVERIFY2(QStringList({u"Planned"_s, u"Prepared"_s, u"Copying"_s, u"Capturing"_s, u"Indexing"_s, u"CatchingUp"_s})
                 .contains(state),
             qPrintable(state));
    mustExec(client, u"SELECT count(*) FROM public.t"_s);
    QCOMPARE(runCommand({u"mount"_s, u"-o"_s, u"remount,size=64m"_s, folder}, 10s).exitCode, 0);
    const auto resumed = engine().resume(mine.id);
    QVERIFY_RESULT(resumed);
    QCOMPARE(*resumed, MigrationState::Watching);
    QCOMPARE(value(u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM public.t x"_s), rows);
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
