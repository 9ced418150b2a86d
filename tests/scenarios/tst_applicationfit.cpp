// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/applicationfit.h"
#include "support/fail.h"
#include "support/scenario.h"

#include <QDeadlineTimer>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

const QString kTable = uR"sql(
CREATE TABLE public.orders (id bigint PRIMARY KEY, "at" timestamptz NOT NULL, code text CONSTRAINT orders_code UNIQUE, note text);
INSERT INTO public.orders SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '6 hours', 'c' || g, 'n' FROM generate_series(1, 400) g;
CREATE VIEW public.order_front AS SELECT id, "at", code, note FROM public.orders;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.orders, public.order_front TO app_user;
)sql"_s;

// What the application runs, and what becomes of it; each is tried on both shapes.
struct Usage {
    const char *subject; ///< of the finding that must ask about it; empty: none
    QString sql;
    const char *before; ///< SQLSTATE, or what it returns
    const char *after;
};

const QList<Usage> &usages()
{
    static const QList<Usage> list{
        {"on-conflict/orders_pkey",
         u"INSERT INTO orders VALUES (1, '2026-01-01 06:00+00', 'x1', 'secret') ON CONFLICT (id) DO NOTHING"_s, "",
         "42P10"},
        {"on-conflict/orders_code",
         u"INSERT INTO public.order_front VALUES (2, '2026-01-01 12:00+00', 'c2') ON CONFLICT (code) DO UPDATE SET note = 'secret'"_s,
         "", "42P10"},
        {"on-conflict/orders_pkey",
         u"INSERT INTO orders VALUES (1, '2026-02-20 06:00+00', NULL, 'secret') ON CONFLICT ON CONSTRAINT orders_pkey DO NOTHING RETURNING id"_s,
         "", "1"},
        {"on-conflict/orders_pkey",
         u"INSERT INTO orders VALUES (3, '2026-02-20 06:00+00', NULL) ON CONFLICT DO NOTHING RETURNING id"_s, "", "3"},
        {"upsert-moves-rows",
         u"INSERT INTO orders VALUES (4, '2026-01-02 00:00+00', 'c4') ON CONFLICT (id) DO UPDATE SET \"at\" = orders.\"at\" RETURNING id"_s,
         "4", "42P10"},
        {"system-column", u"INSERT INTO orders VALUES (900, '2026-01-02 00:00+00', NULL) RETURNING (xmax = 0)"_s, "t",
         "0A000"},
        {"only", u"SELECT count(*) > 0 FROM ONLY public.orders"_s, "t", "f"},
        {"copy-to", u"COPY public.orders (id) TO STDOUT"_s, "", "42809"},
        {"moves-rows", u"UPDATE orders SET note = 'secret', \"at\" = \"at\" + interval '0' WHERE id = 5 RETURNING 1"_s,
         "1", "1"},
    };
    return list;
}

const Finding *findingOf(const QList<Finding> &findings, const QString &subject)
{
    const auto found = std::find_if(findings.cbegin(), findings.cend(),
                                    [&](const Finding &finding) { return finding.asks && finding.subject == subject; });
    return found == findings.cend() ? nullptr : &*found;
}

const Finding *findingCalled(const QList<Finding> &findings, const QString &code)
{
    const auto found =
        std::find_if(findings.cbegin(), findings.cend(), [&](const Finding &finding) { return finding.code == code; });
    return found == findings.cend() ? nullptr : &*found;
}

QStringList askedFor(const QList<Finding> &findings)
{
    QStringList subjects;
    for (const Finding &finding : findings) {
        if (finding.asks)
            subjects << finding.subject;
    }
    subjects.sort();
    return subjects;
}

} // namespace

/// What the plan says that the application must change, and whether that is so.
class TestApplicationFit : public Scenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void findsWhatFails();
    void findsInFunctions();
    void snippetWorksOnBothShapes();
    void leavesOthersAlone();
    void refusesUnacknowledged();
    void recognisesFrameworks_data();
    void recognisesFrameworks();
    void saysWhatCouldNotBeSeen();
    void alarmsBeforeTheSwitch_data();
    void alarmsBeforeTheSwitch();
    void alarmsWhileItWaits();
    void namesWhatDiffersAfterwards();
    void alarmsOnPartitionsWithoutTheKey();

private:
    QString user() const { return m_cluster->conninfo(u"app"_s, u"app_user"_s); }
    QList<Finding> findings(const PlanRequest &wanted);
    QString tried(const QString &sql);
    bool watchUntil(const QString &id, const std::function<bool()> &reached);
    static PlanRequest request() { return requestFor(u"public"_s, u"orders"_s, u"at"_s, u"1 week"_s); }
};

void TestApplicationFit::initTestCase()
{
    m_cluster =
        std::make_unique<Cluster>(ClusterOptions{.settings = {u"shared_preload_libraries = pg_stat_statements"_s}});
    QVERIFY(m_cluster->start());
}

void TestApplicationFit::cleanupTestCase()
{
    m_cluster.reset();
}

void TestApplicationFit::init()
{
    makeDatabase();
    m_cluster->exec(u"CREATE SCHEMA \"Stats Schema\"; CREATE EXTENSION pg_stat_statements SCHEMA \"Stats Schema\"; "
                    "GRANT USAGE ON SCHEMA \"Stats Schema\" TO PUBLIC; GRANT pg_read_all_stats TO app_owner; "
                    "SELECT \"Stats Schema\".pg_stat_statements_reset()"_s,
                    u"app"_s);
    PgClient client = mustConnect(owner());
    mustExec(client, kTable);
}

QList<Finding> TestApplicationFit::findings(const PlanRequest &wanted)
{
    const auto planned = planFor(owner(), wanted);
    if (planned)
        return planned->findings;
    fail(planned.error().toText());
    return {};
}

// The SQLSTATE, or the first value; nothing is kept.
QString TestApplicationFit::tried(const QString &sql)
{
    PgClient client = mustConnect(user());
    mustExec(client, u"SET search_path = public; BEGIN"_s);
    if (sql.startsWith(u"COPY")) { // what it sends is not read here
        const PgResult result = client.exec(sql);
        return QString::fromStdString(result.sqlstate());
    }
    const PgResult result = client.exec(sql);
    return result.ok() ? (result.rowCount() > 0 ? result.text(0, 0) : QString())
                       : QString::fromStdString(result.sqlstate());
}

void TestApplicationFit::findsWhatFails()
{
    QStringList asked;
    for (const Usage &usage : usages()) {
        QCOMPARE(tried(usage.sql), QString::fromLatin1(usage.before));
        asked << QLatin1String(usage.subject);
    }
    tried(u"SELECT note FROM orders WHERE id = 7"_s);
    tried(u"SELECT note FROM orders WHERE id = 7 AND \"at\" > '2026-01-01'"_s);
    asked.removeDuplicates();
    asked.sort();
    PlanRequest wanted = request();
    const QList<Finding> found = findings(wanted);
    QCOMPARE(askedFor(found), asked);
    for (const Usage &usage : usages()) {
        const Finding *finding = findingOf(found, QLatin1String(usage.subject));
        QCOMPARE(finding->severity, Finding::Severity::Decides);
        QVERIFY(!finding->places.isEmpty());
        QVERIFY2(!finding->places.join(u'\n').contains(u"secret"), qPrintable(finding->places.join(u'\n')));
    }
    QCOMPARE(findingOf(found, u"on-conflict/orders_pkey"_s)->places.size(), 4);
    QCOMPARE(findingOf(found, u"on-conflict/orders_code"_s)->places.size(), 2); // and whatever has no target
    const Finding *lookup = findingCalled(found, u"application-lookup"_s);
    QVERIFY(lookup && lookup->severity == Finding::Severity::Informs);
    QVERIFY2(lookup->places.join(u'\n').contains(u"called 1 time(s): SELECT note FROM orders WHERE id = $1"_s),
             qPrintable(lookup->places.join(u'\n')));
    QVERIFY(!lookup->places.join(u'\n').contains(u"\"at\" >"_s));

    // What it says is what happens.
    wanted.acknowledged = asked;
    const auto planned = mustPlan(owner(), wanted);
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    for (const Usage &usage : usages())
        QCOMPARE(tried(usage.sql), QString::fromLatin1(usage.after));
    QCOMPARE(
        tried(
            u"INSERT INTO orders VALUES (4, '2026-01-02 00:00+00') ON CONFLICT (id, \"at\") DO UPDATE SET \"at\" = '2026-03-01'"_s),
        u"0A000"_s);
    QVERIFY_RESULT(engine().rollBack(planned->id));
    for (const Usage &usage : usages())
        QCOMPARE(tried(usage.sql), QString::fromLatin1(usage.before));
}

void TestApplicationFit::findsInFunctions()
{
    PgClient client = mustConnect(owner());
    mustExec(client, uR"sql(
        CREATE FUNCTION public.keep(bigint) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE 'INSERT INTO public.orders (id, note) VALUES ($1, ''secret'') ON CONFLICT (id) DO NOTHING' USING $1;
        END $$;
        CREATE FUNCTION public.bound(bigint) RETURNS void BEGIN ATOMIC
            INSERT INTO public.orders VALUES ($1, now(), 'secret') ON CONFLICT (code) DO NOTHING;
        END;
        CREATE FUNCTION public.harmless() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.orders';
        CREATE TABLE public.inbox (id bigint);
        CREATE RULE arrive AS ON INSERT TO public.inbox DO ALSO INSERT INTO public.orders VALUES (NEW.id, now()) ON CONFLICT (id) DO NOTHING;
    )sql"_s);
    const QList<Finding> found = findings(request());
    const Finding *key = findingOf(found, u"on-conflict/orders_pkey"_s);
    QVERIFY(key);
    QCOMPARE(key->places.size(), 2);
    QVERIFY(key->places.first().startsWith(u"function public.keep(bigint): INSERT INTO public.orders"_s));
    QVERIFY(key->places.last().startsWith(u"rule arrive on public.inbox: INSERT INTO"_s));
    QVERIFY(!key->places.join(u'\n').contains(u"secret"_s));
    const Finding *code = findingOf(found, u"on-conflict/orders_code"_s);
    QVERIFY(code && code->places.size() == 1 && code->places.first().startsWith(u"function public.bound(bigint)"_s));
    const Finding *harmless = findingCalled(found, u"function"_s);
    QVERIFY(harmless && harmless->object == u"function public.harmless()"_s);
}

void TestApplicationFit::snippetWorksOnBothShapes()
{
    const QString old = usages().first().sql;
    tried(old);
    PlanRequest wanted = request();
    const QString snippet = findingOf(findings(wanted), u"on-conflict/orders_pkey"_s)->snippet;
    const QStringList lines = snippet.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    PgClient client = mustConnect(owner());
    mustExec(client, lines[1]);
    QString changed = old;
    changed.replace(u"ON CONFLICT (id)"_s, lines[3]);
    QVERIFY(changed != old);
    QCOMPARE(tried(changed), QString());
    wanted.acknowledged = {u"on-conflict/orders_pkey"_s};
    const auto planned = mustPlan(owner(), wanted);
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    QCOMPARE(tried(changed), QString());
    QCOMPARE(tried(old), u"42P10"_s);
}

// No change of a key, or another table: nobody is asked.
void TestApplicationFit::leavesOthersAlone()
{
    PgClient client = mustConnect(owner());
    mustExec(client, uR"sql(
        ALTER TABLE public.orders DROP CONSTRAINT orders_pkey, ADD CONSTRAINT orders_pkey PRIMARY KEY (id, "at"), DROP CONSTRAINT orders_code;
        CREATE TABLE public.other_orders (id bigint PRIMARY KEY, "at" timestamptz);
        GRANT ALL ON public.other_orders TO app_user)sql"_s);
    tried(u"INSERT INTO orders VALUES (1, '2026-01-01 06:00+00') ON CONFLICT (id, \"at\") DO NOTHING"_s);
    tried(u"INSERT INTO other_orders VALUES (1) ON CONFLICT (id) DO UPDATE SET \"at\" = now()"_s);
    QCOMPARE(askedFor(findings(request())), QStringList());
}

void TestApplicationFit::refusesUnacknowledged()
{
    tried(usages().first().sql);
    PlanRequest wanted = request();
    const auto open = mustPlan(owner(), wanted);
    QVERIFY(open);
    QCOMPARE(open->unacknowledged(), QStringList{u"on-conflict/orders_pkey"_s});
    const auto refused = engine().migrate(*open);
    QVERIFY(!refused && refused.error().code == ErrorCode::Refused);
    QVERIFY(refused.error().message.contains(u"on-conflict/orders_pkey"_s));
    QCOMPARE(m_cluster->value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s, u"app"_s), u"0"_s);
    wanted.acknowledged = {u"on-conflict/orders_pkey"_s, u"rails"_s};
    const auto planned = mustPlan(owner(), wanted);
    QVERIFY(planned && planned->unacknowledged().isEmpty());
    QVERIFY(findingOf(planned->findings, u"on-conflict/orders_pkey"_s)->acknowledged);
    const auto read = Plan::fromJson(planned->toJson());
    QVERIFY(read && findingOf(read->findings, u"on-conflict/orders_pkey"_s)->acknowledged);
}

void TestApplicationFit::recognisesFrameworks_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QString>("snippet");
    const auto row = [](const char *name, const QString &sql, const QStringList &expected,
                        const QString &snippet = {}) { QTest::newRow(name) << sql << expected << snippet; };
    row("rails",
        u"CREATE TABLE schema_migrations (version text); CREATE TABLE ar_internal_metadata (key text, value text, created_at timestamp)"_s,
        {u"freeze"_s, u"rails"_s}, u"self.primary_key = :id\n"_s);
    row("prisma", u"CREATE TABLE _prisma_migrations (id text, checksum text, migration_name text)"_s,
        {u"freeze"_s, u"prisma"_s}, u"@@id([id, at])\n"_s);
    row("django", u"CREATE SCHEMA s; CREATE TABLE s.django_migrations (id bigint, app text, name text)"_s,
        {u"django"_s, u"freeze"_s}, u"pk = models.CompositePrimaryKey(\"id\", \"at\")\n"_s);
    row("hibernate", u"CREATE SEQUENCE hibernate_sequence"_s, {u"freeze"_s, u"hibernate"_s},
        u"@org.hibernate.annotations.PartitionKey\n"_s);
    row("flyway", u"CREATE TABLE flyway_schema_history (installed_rank int, script text)"_s,
        {u"flyway"_s, u"freeze"_s});
    row("liquibase", u"CREATE TABLE databasechangelog (id text, author text, filename text)"_s,
        {u"freeze"_s, u"liquibase"_s});
    row("alembic", u"CREATE TABLE alembic_version (version_num text)"_s, {u"alembic"_s, u"freeze"_s},
        u"index_elements=[\"id\", \"at\"]\n"_s);
    row("entity framework", u"CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" text)"_s,
        {u"entity-framework"_s, u"freeze"_s});
    row("laravel", u"CREATE TABLE migrations (id int, migration text, batch int)"_s, {u"freeze"_s, u"laravel"_s},
        u"->upsert($rows, ['id', 'at'], $update)\n"_s);
    row("typeorm and ecto",
        u"CREATE TABLE migrations (id int, \"timestamp\" bigint, name text); CREATE TABLE schema_migrations (version bigint, inserted_at timestamp)"_s,
        {u"ecto"_s, u"freeze"_s, u"typeorm"_s}, u"conflict_target: [:id, :at]\n"_s);
    row("golang-migrate", u"CREATE TABLE schema_migrations (version bigint, dirty boolean)"_s,
        {u"freeze"_s, u"golang-migrate"_s});
    row("twice",
        u"CREATE TABLE alembic_version (version_num text); CREATE SCHEMA s; CREATE TABLE s.alembic_version (version_num text)"_s,
        {u"alembic"_s, u"freeze"_s});
    row("none",
        u"CREATE TABLE migrations (id int); CREATE TABLE schema_migrations (version text); CREATE VIEW alembic_version AS SELECT 'a' AS version_num"_s,
        {});
}

void TestApplicationFit::recognisesFrameworks()
{
    QFETCH(QString, sql);
    QFETCH(QStringList, expected);
    QFETCH(QString, snippet);
    PgClient client = mustConnect(owner());
    mustExec(client, sql);
    const QList<Finding> found = findings(request());
    QCOMPARE(askedFor(found), expected);
    QString snippets;
    for (const Finding &finding : found) {
        snippets += finding.snippet;
        QVERIFY2(!finding.consequence.contains(u'%') && !finding.snippet.contains(u'%'),
                 qPrintable(finding.consequence));
    }
    QVERIFY2(snippets.contains(snippet), qPrintable(snippets));
    // The key keeps its columns: nothing of it is to be changed, the freeze remains.
    PlanRequest plain = request();
    mustExec(
        client,
        u"ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY (id, \"at\"), DROP CONSTRAINT orders_code"_s);
    const QList<Finding> unchanged = findings(plain);
    QCOMPARE(askedFor(unchanged), expected);
    for (const Finding &finding : unchanged)
        QVERIFY2(!finding.snippet.contains(u"\"at\""_s) && !finding.snippet.contains(u":at"_s),
                 qPrintable(finding.snippet));
}

void TestApplicationFit::saysWhatCouldNotBeSeen()
{
    const auto said = [this] { return findingCalled(findings(request()), u"application-seen"_s)->consequence; };
    QVERIFY2(!said().contains(u"pg_read_all_stats"_s), qPrintable(said()));
    m_cluster->exec(u"REVOKE pg_read_all_stats FROM app_owner"_s);
    tried(usages().first().sql);
    QVERIFY2(said().contains(u"pg_read_all_stats"_s), qPrintable(said()));
    QVERIFY(!findingOf(findings(request()), u"on-conflict/orders_pkey"_s)); // somebody else's text is hidden
    m_cluster->exec(u"REVOKE USAGE ON SCHEMA \"Stats Schema\" FROM PUBLIC"_s, u"app"_s);
    QVERIFY2(said().contains(u"permission denied"_s), qPrintable(said()));
    m_cluster->exec(u"DROP EXTENSION pg_stat_statements"_s, u"app"_s);
    QVERIFY2(said().contains(u"is not in this database"_s), qPrintable(said()));
}

void TestApplicationFit::alarmsBeforeTheSwitch_data()
{
    QTest::addColumn<QString>("ddl");
    QTest::addColumn<QString>("undo");
    QTest::addColumn<QString>("what");
    QTest::newRow("view") << u"CREATE VIEW public.later AS SELECT id FROM public.orders"_s
                          << u"DROP VIEW public.later"_s << u"views/public.later"_s;
    QTest::newRow("default") << u"ALTER TABLE public.orders ALTER note SET DEFAULT 'x'"_s
                             << u"ALTER TABLE public.orders ALTER note DROP DEFAULT"_s << u"a default"_s;
}

// DDL while the migration is under way: told at once, not only when the switch refuses it.
void TestApplicationFit::alarmsBeforeTheSwitch()
{
    QFETCH(QString, ddl);
    QFETCH(QString, undo);
    QFETCH(QString, what);
    const auto planned = mustPlan(owner(), request());
    QVERIFY(planned);
    EngineOptions options{profileOf(owner()), {}, &m_sink};
    options.until = MigrationState::Copying;
    QVERIFY_RESULT(Engine(options).migrate(*planned));
    QVERIFY(!m_sink.notes.join(u'\n').contains(u"ALARM"));
    PgClient client = mustConnect(owner());
    mustExec(client, u"SET search_path = public"_s);
    mustExec(client, ddl);
    options.until = MigrationState::Verified;
    QVERIFY_RESULT(Engine(options).resume(planned->id));
    const QStringList alarms = m_sink.notes.filter(u"ALARM"_s);
    QCOMPARE(alarms.size(), 1); // once, not again and again
    QVERIFY2(alarms.first().contains(what), qPrintable(alarms.first()));
    QCOMPARE(m_cluster->value(u"SELECT count(*) FROM parterre.journal WHERE message LIKE 'ALARM%'"_s, u"app"_s),
             u"1"_s);
    options.until.reset();
    const auto refused = Engine(options).resume(planned->id);
    QVERIFY(!refused && refused.error().code == ErrorCode::Changed);
    m_sink.notes.clear();
    mustExec(client, undo);
    QVERIFY_RESULT(Engine(options).resume(planned->id));
    QVERIFY2(m_sink.notes.filter(u"ALARM"_s).isEmpty(), qPrintable(m_sink.notes.join(u'\n')));
}

// Nobody begins a new operation: the one that waits notices it, and that it was undone.
void TestApplicationFit::alarmsWhileItWaits()
{
    const auto planned = mustPlan(owner(), request());
    QVERIFY(planned);
    EngineOptions options{profileOf(owner()), {}, &m_sink};
    options.hold.setPaused(true);
    PgClient client = mustConnect(owner());
    QDeadlineTimer patience(60'000);
    int stage = 0;
    m_sink.onReport = [&](const Progress &) {
        const QString notes = m_sink.notes.join(u'\n');
        if (stage == 0 && notes.contains(u"Catch up: done"_s)) {
            mustExec(client, u"COMMENT ON TABLE public.orders IS 'later'"_s);
            stage = 1;
        } else if (stage == 1 && notes.contains(u"ALARM: the definition of public.orders"_s)) {
            mustExec(client, u"COMMENT ON TABLE public.orders IS NULL"_s);
            stage = 2;
        } else if (stage == 2 && notes.contains(u"is the planned one again"_s)) {
            options.hold.setPaused(false);
            stage = 3;
        }
        if (patience.hasExpired())
            options.cancel.cancel();
    };
    const auto done = Engine(options).migrate(*planned);
    m_sink.onReport = nullptr;
    QVERIFY2(done, qPrintable(u"stage %1\n"_s.arg(stage) + m_sink.notes.join(u'\n')));
    QCOMPARE(stage, 3);
}

bool TestApplicationFit::watchUntil(const QString &id, const std::function<bool()> &reached)
{
    EngineOptions options{profileOf(owner()), {}, &m_sink};
    QDeadlineTimer patience(60'000);
    m_sink.onReport = [&](const Progress &) {
        if (reached() || patience.hasExpired())
            options.cancel.cancel();
    };
    (void)Engine(options).watch(id);
    m_sink.onReport = nullptr;
    return reached();
}

void TestApplicationFit::namesWhatDiffersAfterwards()
{
    const auto planned = mustPlan(owner(), request());
    QVERIFY(planned);
    QVERIFY_RESULT(engine().migrate(*planned));
    PgClient client = mustConnect(owner());
    mustExec(
        client,
        u"ALTER TABLE public.orders ALTER note SET DEFAULT 'x', ADD CONSTRAINT short CHECK (length(note) < 100)"_s);
    const auto wayBack = [&] { return m_cluster->value(u"SELECT way_back FROM parterre.migration"_s, u"app"_s); };
    QVERIFY2(watchUntil(planned->id, [&] { return wayBack() != u"open"; }), qPrintable(m_sink.notes.join(u'\n')));
    QVERIFY2(wayBack().startsWith(u"closed (altered)"_s), qPrintable(wayBack()));
    QVERIFY2(wayBack().contains(u"checks/short, columns/note/default"_s), qPrintable(wayBack()));
    mustExec(client, u"ALTER TABLE public.orders ALTER note DROP DEFAULT, DROP CONSTRAINT short"_s);
    QVERIFY2(watchUntil(planned->id, [&] { return wayBack() == u"open"; }), qPrintable(wayBack()));
}

// What the plan says to do for a partition that is made later is what silences the alarm.
void TestApplicationFit::alarmsOnPartitionsWithoutTheKey()
{
    PlanRequest wanted = request();
    wanted.unique.insert(u"orders_code"_s, UniqueChoice::PerLeaf);
    const auto planned = mustPlan(owner(), wanted);
    QVERIFY(planned);
    const QString snippet = findingCalled(planned->findings, u"unique-key-per-leaf"_s)->snippet;
    QVERIFY_RESULT(engine().migrate(*planned));
    const auto told = [&] { return m_sink.notes.filter(u"ALARM"_s).join(u'\n'); };
    PgClient client = mustConnect(owner());
    mustExec(
        client,
        u"CREATE TABLE public.orders_later PARTITION OF public.orders FOR VALUES FROM ('2040-01-01 00:00+00') TO ('2040-02-01 00:00+00')"_s);
    QVERIFY(watchUntil(planned->id, [&] { return !told().isEmpty(); }));
    QVERIFY2(told().contains(u"public.orders_later lacks orders_code"_s), qPrintable(told()));
    QVERIFY2(!told().contains(u","), qPrintable(told())); // the plan's own partitions have it
    mustExec(client, snippet.section(u'\n', 1, 1).replace(u"…"_s, u"public.orders_later"_s));
    m_sink.notes.clear();
    int reports = 0;
    QVERIFY(watchUntil(planned->id, [&] { return ++reports > 2; }));
    QCOMPARE(told(), QString());
    QCOMPARE(QString::fromStdString(
                 client.exec(u"INSERT INTO public.orders VALUES (1, '2040-01-02', 'a'), (2, '2040-01-03', 'a')"_s)
                     .sqlstate()),
             u"23505"_s);
}

QTEST_GUILESS_MAIN(TestApplicationFit)
#include "tst_applicationfit.moc"
