// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/relationlock.h"
#include "domain/sqlscan.h"
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "support/fixtures.h"
#include "support/statementtap.h"

#include <QHash>
#include <QTest>

#include <algorithm>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

// Every relation of the user's, the change logs, and what the session holds on each.
const std::string kQuestion = R"sql(
SELECT c.oid, format('%I.%I', n.nspname, c.relname), c.relkind, coalesce(i.inhparent, 0), coalesce(h.modes, '')
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid AND c.relkind IN ('r', 'p')
LEFT JOIN (SELECT l.relation, pg_catalog.string_agg(l.mode, ' ') AS modes FROM pg_catalog.pg_locks l
           WHERE l.locktype = 'relation' AND l.granted AND l.pid = pg_catalog.pg_backend_pid() AND l.mode <> 'SIReadLock' GROUP BY 1) h ON h.relation = c.oid
WHERE n.nspname !~ '^pg_|^information_schema$|^parterre$' OR (n.nspname = 'parterre' AND c.relname ~ '^r?log_[0-9a-f]{8}$'))sql";

struct Relation {
    QString name;
    QString kind;
    QString parent;
    std::optional<LockMode> held;
};
using Look = QHash<QString, Relation>; // by oid

Look toLook(const QList<QStringList> &rows)
{
    Look look;
    for (const QStringList &row : rows) {
        Relation relation{row[1], row[2], row[3], {}};
        for (const QString &mode : row[4].split(u' ', Qt::SkipEmptyParts))
            relation.held = std::max(relation.held, lockModeOf(mode));
        look.insert(row[0], relation);
    }
    return look;
}

// What the lock table says of a statement, by its text.
QHash<QString, SqlText> saidBy(const Plan &plan)
{
    QHash<QString, SqlText> said;
    const auto add = [&](const QList<PlannedStatement> &statements) {
        for (const PlannedStatement &statement : statements)
            said.insert(statement.sql.text, statement.sql);
    };
    for (const PlannedStep &step : describePlan(plan))
        add(step.statements);
    for (const MigrationState state : {MigrationState::Capturing, MigrationState::Switched, MigrationState::Watching})
        add(describeRollBackOf(plan, state));
    add(describeFinishOf(plan));
    return said;
}

// By the names that hold when the statement begins, or of what it makes.
QStringList oids(const RelationLock &lock, const Look &before, const Look &after)
{
    QStringList list;
    const auto find = [&](const Look &look, const auto &matches) {
        for (auto it = look.cbegin(); it != look.cend(); ++it) {
            if (matches(*it))
                list << it.key();
        }
    };
    const auto named = [&](const Relation &relation) { return relation.name == lock.relation; };
    find(before, named);
    if (list.isEmpty())
        find(after, named);
    if (!lock.eachPartition || list.isEmpty())
        return list;
    const QString parent = list.takeFirst();
    find(after, [&](const Relation &relation) { return relation.parent == parent; });
    return list;
}

/// Compares, statement by statement, what a session holds with what is said of it.
class Comparison {
public:
    explicit Comparison(const QHash<QString, SqlText> &said)
        : m_said(said)
    {}
    void look(const TappedAnswer &answer);
    QStringList faults() const { return m_faults; }
    QSet<QString> compared() const { return m_compared; }

private:
    struct Place {
        int transaction = -1;
        Look now;   ///< after the last statement
        Look begin; ///< after the last statement of the transaction before
    };
    void compare(const SqlText &sql, const Place &place, const Look &before, const Look &after);
    void fault(const SqlText &sql, const QString &what)
    {
        const QString text = sql.id + u": "_s + what + u"\n    "_s + sql.text.simplified().left(160);
        if (!m_faults.contains(text))
            m_faults << text;
    }

    const QHash<QString, SqlText> m_said;
    QHash<int, Place> m_places;
    QStringList m_faults;
    QSet<QString> m_compared;
};

void Comparison::look(const TappedAnswer &answer)
{
    Place &place = m_places[answer.pid];
    if (place.transaction != answer.transaction) {
        place.transaction = answer.transaction;
        for (Relation &relation : place.now)
            relation.held.reset();
        place.begin = place.now;
    }
    const Look before = place.now;
    place.now = toLook(answer.rows);
    const auto said = m_said.constFind(answer.statement);
    if (said != m_said.cend())
        compare(*said, place, before, place.now);
}

void Comparison::compare(const SqlText &sql, const Place &place, const Look &before, const Look &after)
{
    // These have ended transactions of their own, and their locks with them.
    const bool released = sql.text.startsWith(u"VACUUM") || sql.text.startsWith(u"ANALYZE");
    m_compared << sql.id;
    QHash<QString, LockMode> stated; // by oid
    std::optional<LockMode> named;   // at most, on whatever else the user's own SQL in it names
    for (const RelationLock &lock : sql.locks) {
        if (lock.relation == kWhatItNames) {
            QVERIFY(lock.mode <= LockMode::RowExclusive);
            named = lock.mode;
            continue;
        }
        const QStringList meant = oids(lock, before, after);
        for (const QString &oid : meant)
            stated.insert(oid, std::max(stated.value(oid, lock.mode), lock.mode));
        if (meant.isEmpty() && !lock.eachPartition)
            fault(sql, u"said, but there is no such relation: "_s + lock.target());
    }
    // Statements on rows lock the partitions that they touch as they lock the table.
    const auto rowsOf = [&](const QString &parent) {
        const auto mode = stated.constFind(parent);
        return mode == stated.cend() ? std::optional<LockMode>() : std::min(*mode, LockMode::RowExclusive);
    };
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        const QString &oid = it.key();
        const auto held = it->held;
        const auto earlier = before.value(oid).held;
        if (stated.contains(oid) && !released && (!held || *held < stated[oid]))
            fault(sql, u"said, not taken: %1 on %2"_s.arg(toText(stated[oid]), it->name));
        const bool fresh = !place.begin.isEmpty() && !place.begin.contains(oid); // nobody else can see it yet
        if (fresh || !QString(u"rpvmS"_s).contains(it->kind) || !held || held <= earlier)
            continue;
        if (held <= named || held <= rowsOf(it->parent) || (it->kind == u"S" && held <= LockMode::RowExclusive))
            continue;
        if (!stated.contains(oid) || stated[oid] < *held)
            fault(sql, u"taken, not said: %1 on %2"_s.arg(toText(*held), it->name));
    }
}

} // namespace

/// What the preview says of locks is what pg_locks says: of every statement of a whole migration there, back, there
/// again and to its end, directly after it ran and inside its transaction.
class TestLocks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_cluster.reset(); }
    void init();
    void areAsSaid_data();
    void areAsSaid();
    void saysWhatAStepBlocks();

private:
    std::unique_ptr<Cluster> m_cluster;
};

void TestLocks::initTestCase()
{
    m_cluster =
        std::make_unique<Cluster>(ClusterOptions{.settings = {u"autovacuum = off"_s, u"wal_level = logical"_s}});
    QVERIFY(m_cluster->start());
}

void TestLocks::init()
{
    m_cluster->exec(u"DROP DATABASE IF EXISTS app WITH (FORCE)"_s);
    m_cluster->createDatabase(u"app"_s);
}

void TestLocks::areAsSaid_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<bool>("plain");
    QTest::newRow("with everything that hangs on a table") << u"orders"_s << false;
    QTest::newRow("the last changes under the lock") << u"orders"_s << true;
    QTest::newRow("names that need quotes") << kHostileTable << false;
}

void TestLocks::areAsSaid()
{
    QFETCH(QString, table);
    QFETCH(bool, plain);
    {
        PgClient owner = mustConnect(m_cluster->conninfo(u"app"_s, u"app_owner"_s));
        if (table == u"orders")
            createEverything(owner);
        else
            createHostileNames(owner);
    }
    PlanRequest request = table == u"orders" ? requestFor(u"public"_s, table, u"at"_s)
                                             : requestFor(kHostileSchema, table, kHostileKey, u"6 months"_s);
    if (table == u"orders")
        request.dropReferences = QStringList{u"line_order"_s};
    else
        request.uniqueKeys = UniqueChoice::Guard;
    request.limits.plainSwitch = plain;
    request.limits.switchBudgetMs = 10'000; // the questions take their time
    const auto plan = mustPlan(m_cluster->conninfo(u"app"_s, u"app_owner"_s), request);
    QVERIFY(plan);
    for (const PlannedStep &step : describePlan(*plan)) {
        if (step.name == u"Index"_s) // also where guards are made
            QCOMPARE(impactText(step.locks), QString());
    }
    Comparison comparison(saidBy(*plan));
    {
        StatementTap tap({m_cluster->socketDir(), m_cluster->port(), kQuestion, &splitStatements,
                          [&](const TappedAnswer &answer) { comparison.look(answer); }});
        RecordingSink sink;
        Engine engine({profileOf(tap.conninfo(u"app"_s, u"app_owner"_s)), {}, &sink});
        QVERIFY_RESULT(engine.migrate(*plan));
        m_cluster->exec(u"UPDATE %1 SET %2 = %2 WHERE %2 < (SELECT min(%2) + interval '20 days' FROM %1)"_s.arg(
                            plan->table.name.quoted(), quoteIdentifier(plan->keyColumn)),
                        u"app"_s);
        QVERIFY_RESULT(engine.rollBack(plan->id));
        QVERIFY_RESULT(engine.resume(plan->id));
        QVERIFY_RESULT(engine.verify(plan->id, true, false));
        QVERIFY_RESULT(engine.finish(plan->id, true));
    }
    for (const QString &fault : comparison.faults())
        qWarning("%s", qPrintable(fault)); // a message of a failure is cut
    QVERIFY2(comparison.faults().isEmpty(), qPrintable(u"%1 differ"_s.arg(comparison.faults().size())));
    for (const char *id : {"migration/lock_quietly", "migration/rename_table", "migration/drop_trigger",
                           "migration/drop_old", "migration/copy_batch", "migration/hash_leaf", "migration/captured"})
        QVERIFY2(comparison.compared().contains(QLatin1String(id)), id);
}

// Of a step, the strongest on what the application can use.
void TestLocks::saysWhatAStepBlocks()
{
    {
        PgClient owner = mustConnect(m_cluster->conninfo(u"app"_s, u"app_owner"_s));
        createEverything(owner);
    }
    PlanRequest request = requestFor(u"public"_s, u"orders"_s, u"at"_s);
    request.dropReferences = QStringList{u"line_order"_s};
    const auto plan = mustPlan(m_cluster->conninfo(u"app"_s, u"app_owner"_s), request);
    QVERIFY(plan);
    QHash<QString, QString> said;
    for (const PlannedStep &step : describePlan(*plan))
        said.insert(step.name, impactText(step.locks));
    for (const QString &quiet : {u"Prepare"_s, u"Copy"_s, u"Repair"_s, u"Index"_s, u"Catch up"_s})
        QVERIFY2(said.contains(quiet) && said[quiet].isEmpty(), qPrintable(quiet + u": "_s + said[quiet]));
    QCOMPARE(said[u"Capture"_s], u"SHARE ROW EXCLUSIVE on public.orders: writes wait"_s);
    QCOMPARE(said[u"Switch"_s].section(u'\n', 0, 0),
             u"ACCESS EXCLUSIVE on public.customer, public.entry, public.line, public.only_rows, public.orders, "
             "public.product: reads and writes wait"_s);
    QVERIFY2(said[u"Settle"_s].contains(u"public.per_tenant"_s), qPrintable(said[u"Settle"_s]));
    QVERIFY2(said[u"Roll back"_s].contains(u"ACCESS EXCLUSIVE on"_s), qPrintable(said[u"Roll back"_s]));
    QVERIFY2(said[u"Finish"_s].contains(u"each partition of public.orders"_s), qPrintable(said[u"Finish"_s]));
}

QTEST_GUILESS_MAIN(TestLocks)
#include "tst_locks.moc"
