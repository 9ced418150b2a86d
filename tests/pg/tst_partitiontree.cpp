// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/catalog/partitiontree.h"
#include "pg/session.h"
#include "support/cluster.h"
#include "support/deadline.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kDb = u"app"_s;
const QString kSchema = u"Mixed Case"_s;
const QString kTable = u"we\"ird. tab'le"_s;

QString fixture();

QStringList namesOf(const PartitionForest &forest)
{
    QStringList names;
    for (const PartitionNode &node : forest.nodes)
        names << QString(node.level, u'-') % node.name.name;
    return names;
}

const PartitionNode &nodeNamed(const PartitionForest &forest, const QString &name)
{
    static const PartitionNode none;
    const auto found = std::find_if(forest.nodes.cbegin(), forest.nodes.cend(),
                                    [&](const PartitionNode &node) { return node.name.name == name; });
    return found == forest.nodes.cend() ? none : *found;
}

const QStringList kTreeOrder{kTable,         u"-z first"_s, u"-y second"_s, u"--y.a"_s,
                             u"--y.other"_s, u"-x third"_s, u"-a far"_s,    u"-b default"_s};

} // namespace

class TestPartitionTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsTree();
    void readsTreeFromItsMiddle();
    void listsRootsAndPlainTables();
    void sumsExactSizes();
    void marksUnknownRows();
    void sortsNumbersAndRemainders();
    void namesWhoHoldsALock_data();
    void namesWhoHoldsALock();
    void seesPastALockThatComesLater();
    void toleratesLockedIndex();
    void marksPendingDetach();
    void dropsWhatIsGone();
    void findsByName();
    void isCancelled();

private:
    std::unique_ptr<Session> session(const CancelToken &cancel = {}) const;
    PartitionForest read(const QString &schema, const QString &table, bool sizes = false) const;

    std::unique_ptr<Cluster> m_cluster;
    ConnectionProfile m_profile;
};

void TestPartitionTree::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(owner, fixture());
    m_cluster->exec(u"VACUUM ANALYZE \"Mixed Case\".\"y.a\""_s, kDb);
    m_profile = *ConnectionProfile::fromConninfo(m_cluster->conninfo(kDb, u"app_user"_s));
}

std::unique_ptr<Session> TestPartitionTree::session(const CancelToken &cancel) const
{
    SessionOptions options;
    options.readOnly = true;
    options.cancel = cancel;
    auto opened = Session::open(m_profile, options);
    return opened ? std::move(*opened) : nullptr;
}

PartitionForest TestPartitionTree::read(const QString &schema, const QString &table, bool sizes) const
{
    const auto reader = session();
    const auto root = findRelation(*reader, {schema, table});
    if (!root)
        return {};
    auto forest = listTree(*reader, *root);
    if (!forest || !readBounds(*reader, *forest) || (sizes && !readSizes(*reader, *forest)))
        return {};
    forest->arrange();
    return *forest;
}

void TestPartitionTree::readsTree()
{
    const PartitionForest forest = read(kSchema, kTable);
    QCOMPARE(namesOf(forest), kTreeOrder);
    const PartitionNode &root = forest.nodes[0];
    QCOMPARE(root.kind, RelationKind::Partitioned);
    QCOMPARE(root.partitionKey, std::optional(u"RANGE (\"at. it's\")"_s));
    QCOMPARE(root.leafCount, 6);
    QVERIFY(!root.bound);
    QCOMPARE(nodeNamed(forest, u"y.a"_s).bound, std::optional(u"FOR VALUES IN ('a', 'it''s (, )')"_s));
    QCOMPARE(nodeNamed(forest, u"y second"_s).partitionKey, std::optional(u"LIST (shop)"_s));
    QCOMPARE(nodeNamed(forest, u"y second"_s).keyCategories, u"S"_s);
    QVERIFY(nodeNamed(forest, u"b default"_s).isDefault);
    QVERIFY(!nodeNamed(forest, u"x third"_s).isDefault);
    QCOMPARE(nodeNamed(forest, u"y.a"_s).parentOid, nodeNamed(forest, u"y second"_s).oid);
    QCOMPARE(nodeNamed(forest, u"y.a"_s).own.rows, (Amount{3000, true, false}));
    QVERIFY(nodeNamed(forest, u"y.a"_s).own.heapBytes.approximate);
    QVERIFY(nodeNamed(forest, u"y.a"_s).own.heapBytes.value > 0);
}

void TestPartitionTree::readsTreeFromItsMiddle()
{
    const PartitionForest forest = read(kSchema, u"y second"_s);
    QCOMPARE(namesOf(forest), (QStringList{u"y second"_s, u"-y.a"_s, u"-y.other"_s}));
    QVERIFY(forest.nodes[0].bound);
    QCOMPARE(namesOf(read(u"public"_s, u"plain"_s)), QStringList{u"plain"_s});
    QVERIFY(read(kSchema, u"y.a"_s).nodes[0].bound);
}

void TestPartitionTree::listsRootsAndPlainTables()
{
    const auto reader = session();
    auto forest = listRelations(*reader);
    QVERIFY(forest);
    QVERIFY(readBounds(*reader, *forest));
    forest->arrange();
    QStringList roots;
    for (const PartitionNode &root : forest->roots())
        roots << root.name.name;
    roots.sort();
    QCOMPARE(roots, (QStringList{u"by_words"_s, u"child"_s, u"numbers"_s, u"parent"_s, u"plain"_s, kTable}));
    QStringList tree;
    for (const QString &name : namesOf(*forest)) {
        if (name == kTable || !tree.isEmpty())
            tree << name;
        if (name == kTreeOrder.last())
            break;
    }
    QCOMPARE(tree.first(kTreeOrder.size()), kTreeOrder);
}

void TestPartitionTree::sumsExactSizes()
{
    const PartitionForest forest = read(kSchema, kTable, true);
    const Amount total = forest.nodes[0].total.totalBytes();
    QVERIFY(!total.approximate);
    QVERIFY(!total.atLeast);
    const QString expected = m_cluster->value(
        u"SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('\"Mixed Case\".\"we\"\"ird. tab''le\"')"_s,
        kDb);
    QCOMPARE(QString::number(total.value), expected);
    QCOMPARE(forest.nodes[0].own.totalBytes().value, 0);
    const PartitionNode &middle = nodeNamed(forest, u"y second"_s);
    QCOMPARE(middle.total.totalBytes().value,
             nodeNamed(forest, u"y.a"_s).own.totalBytes().value
                 + nodeNamed(forest, u"y.other"_s).own.totalBytes().value);
}

void TestPartitionTree::marksUnknownRows()
{
    // Only y.a was ever analysed; the files of the others tell that most of them are empty.
    const PartitionForest catalogOnly = read(kSchema, kTable);
    QVERIFY(nodeNamed(catalogOnly, u"x third"_s).own.rows.atLeast);
    QCOMPARE(catalogOnly.nodes[0].total.rows, (Amount{3000, true, true}));
    QVERIFY(catalogOnly.nodes[0].total.heapBytes.atLeast);
    const PartitionForest exact = read(kSchema, kTable, true);
    QCOMPARE(exact.nodes[0].total.rows, (Amount{3000, true, false}));
}

void TestPartitionTree::sortsNumbersAndRemainders()
{
    QCOMPARE(namesOf(read(u"public"_s, u"numbers"_s)), (QStringList{u"numbers"_s, u"-n_less"_s, u"-n9"_s, u"-n10"_s}));
    const PartitionForest hashed = read(u"public"_s, u"by_words"_s);
    QCOMPARE(namesOf(hashed), (QStringList{u"by_words"_s, u"-h2"_s, u"-h10"_s}));
    QCOMPARE(hashed.nodes[0].keyCategories, u"?N"_s);
}

void TestPartitionTree::namesWhoHoldsALock_data()
{
    QTest::addColumn<QString>("locked");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("sizes");
    QTest::newRow("leaf") << u"\"Mixed Case\".\"x third\""_s << u"x third"_s << false;
    QTest::newRow("leaf, sizes") << u"\"Mixed Case\".\"y.a\""_s << u"y.a"_s << true;
    QTest::newRow("default") << u"\"Mixed Case\".\"b default\""_s << u"b default"_s << true;
    QTest::newRow("middle") << u"ONLY \"Mixed Case\".\"y second\""_s << u"y second"_s << true;
    QTest::newRow("root") << u"ONLY \"Mixed Case\".\"we\"\"ird. tab'le\""_s << kTable << true;
}

void TestPartitionTree::namesWhoHoldsALock()
{
    QFETCH(QString, locked);
    QFETCH(QString, name);
    QFETCH(bool, sizes);
    PgClient holder = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s) % u" application_name='nightly job'");
    mustExec(holder, u"BEGIN"_s);
    mustExec(holder, u"LOCK TABLE %1 IN ACCESS EXCLUSIVE MODE"_s.arg(locked));
    QElapsedTimer timer;
    timer.start();
    const PartitionForest forest = read(kSchema, kTable, sizes);
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(forest.nodes.size(), 8);
    QStringList unread;
    for (const PartitionNode &node : forest.nodes) {
        if (node.unread)
            unread << node.name.name;
    }
    QCOMPARE(unread, QStringList{name});
    const PartitionNode &node = nodeNamed(forest, name);
    QVERIFY(node.lock);
    QCOMPARE(node.lock->pid, holder.backendPid());
    QCOMPARE(node.lock->user, u"app_owner"_s);
    QCOMPARE(node.lock->application, u"nightly job"_s);
    QCOMPARE(node.lock->mode, u"ACCESS EXCLUSIVE"_s);
    QVERIFY(node.lock->granted);
    QVERIFY(!node.bound);
    QCOMPARE(forest.nodes.last().name.name, u"b default"_s); // the default stays last, read or not
    if (node.kind == RelationKind::Table && sizes) // the catalog's estimate, or nothing, stands in for its size
        QVERIFY(forest.nodes[0].total.totalBytes().approximate || forest.nodes[0].total.totalBytes().atLeast);
}

void TestPartitionTree::seesPastALockThatComesLater()
{
    // A reader holds the leaf, a session waits for ACCESS EXCLUSIVE: everybody else queues behind the waiting one.
    PgClient reader = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(reader, u"BEGIN"_s);
    mustExec(reader, u"LOCK TABLE public.n9 IN ACCESS SHARE MODE"_s);
    PgClient waiter = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    QVERIFY(waiter.send("BEGIN; LOCK TABLE public.n9 IN ACCESS EXCLUSIVE MODE"));
    QVERIFY(waitUntil(
        [&] {
            return m_cluster->value(
                       u"SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = %1"_s.arg(waiter.backendPid()))
                == u"1";
        },
        10s));
    const PartitionForest forest = read(u"public"_s, u"numbers"_s, true);
    const PartitionNode &node = nodeNamed(forest, u"n9"_s);
    QVERIFY(node.lock);
    QCOMPARE(node.lock->pid, waiter.backendPid());
    QVERIFY(!node.lock->granted);
    waiter.cancel();
    waiter.finish();
}

void TestPartitionTree::toleratesLockedIndex()
{
    PgClient holder = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(holder, u"BEGIN; REINDEX INDEX public.plain_pkey"_s); // locks the index, and its table for writers only
    const PartitionForest forest = read(u"public"_s, u"plain"_s, true);
    QCOMPARE(forest.nodes.size(), 1);
    QVERIFY(forest.nodes[0].unread);
    QVERIFY(forest.nodes[0].lock);
    QCOMPARE(forest.nodes[0].lock->pid, holder.backendPid());
}

void TestPartitionTree::marksPendingDetach()
{
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(owner,
             u"CREATE TABLE public.d (a int) PARTITION BY RANGE (a);"
             "CREATE TABLE public.d1 PARTITION OF public.d FOR VALUES FROM (1) TO (2);"
             "CREATE TABLE public.d2 PARTITION OF public.d FOR VALUES FROM (2) TO (3)"_s);
    PgClient reader = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(reader, u"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM public.d"_s);
    QVERIFY(owner.send("ALTER TABLE public.d DETACH PARTITION public.d1 CONCURRENTLY"));
    QVERIFY(waitUntil(
        [&] { return m_cluster->value(u"SELECT count(*) FROM pg_inherits WHERE inhdetachpending"_s, kDb) == u"1"; },
        10s));
    owner.cancel();
    owner.finish();
    mustExec(reader, u"ROLLBACK"_s);
    const PartitionForest forest = read(u"public"_s, u"d"_s, true);
    QVERIFY(nodeNamed(forest, u"d1"_s).detachPending);
    QVERIFY(!nodeNamed(forest, u"d2"_s).detachPending);
    mustExec(owner, u"DROP TABLE public.d, public.d1"_s);
}

void TestPartitionTree::dropsWhatIsGone()
{
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(owner,
             u"CREATE TABLE public.g (a int) PARTITION BY RANGE (a);"
             "CREATE TABLE public.g1 PARTITION OF public.g FOR VALUES FROM (1) TO (2);"
             "CREATE TABLE public.g2 PARTITION OF public.g FOR VALUES FROM (2) TO (3)"_s);
    const auto reader = session();
    auto forest = listTree(*reader, *findRelation(*reader, {u"public"_s, u"g"_s}));
    QVERIFY(forest);
    mustExec(owner, u"DROP TABLE public.g1"_s);
    QVERIFY(readBounds(*reader, *forest));
    QVERIFY(readSizes(*reader, *forest));
    forest->arrange();
    QCOMPARE(namesOf(*forest), (QStringList{u"g"_s, u"-g2"_s}));
    mustExec(owner, u"DROP TABLE public.g"_s);
}

void TestPartitionTree::findsByName()
{
    const auto reader = session();
    QVERIFY(findRelation(*reader, {{}, kTable}));
    QCOMPARE(findRelation(*reader, {u"public"_s, u"nowhere"_s}).error().code, ErrorCode::NotFound);
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(owner, u"CREATE TABLE \"Mixed Case\".plain (a int)"_s);
    const auto several = findRelation(*reader, {{}, u"plain"_s});
    QVERIFY(!several);
    QCOMPARE(several.error().code, ErrorCode::Usage);
    QCOMPARE(several.error().detail, u"\"Mixed Case\".plain, public.plain"_s);
    mustExec(owner, u"DROP TABLE \"Mixed Case\".plain"_s);
}

void TestPartitionTree::isCancelled()
{
    const CancelToken cancel;
    const auto reader = session(cancel);
    auto forest = listRelations(*reader);
    QVERIFY(forest);
    cancel.cancel();
    const auto read = readBounds(*reader, *forest);
    QVERIFY(!read);
    QVERIFY(read.error().isCancelled());
}

namespace {

// Below the class, because moc stumbles over raw strings above it.
QString fixture()
{
    return uR"(
CREATE SCHEMA "Mixed Case";
CREATE TABLE "Mixed Case"."we""ird. tab'le" (id bigint, "at. it's" timestamptz, shop text, note text,
    PRIMARY KEY (id, "at. it's", shop)) PARTITION BY RANGE ("at. it's");
CREATE TABLE "Mixed Case"."z first" PARTITION OF "Mixed Case"."we""ird. tab'le"
    FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE "Mixed Case"."y second" PARTITION OF "Mixed Case"."we""ird. tab'le"
    FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (shop);
CREATE TABLE "Mixed Case"."y.a" PARTITION OF "Mixed Case"."y second" FOR VALUES IN ('a', 'it''s (, )');
CREATE TABLE "Mixed Case"."y.other" PARTITION OF "Mixed Case"."y second" DEFAULT;
CREATE TABLE "Mixed Case"."x third" PARTITION OF "Mixed Case"."we""ird. tab'le"
    FOR VALUES FROM ('2025-01-01') TO ('10000-01-01');
CREATE TABLE "Mixed Case"."a far" PARTITION OF "Mixed Case"."we""ird. tab'le"
    FOR VALUES FROM ('10000-01-01') TO (MAXVALUE);
CREATE TABLE "Mixed Case"."b default" PARTITION OF "Mixed Case"."we""ird. tab'le" DEFAULT;
INSERT INTO "Mixed Case"."we""ird. tab'le" SELECT g, '2024-01-01'::timestamptz + g * interval '1 hour', 'a',
    repeat('long ', 10) FROM generate_series(1, 3000) g;
CREATE TABLE public.plain (id bigint PRIMARY KEY);
CREATE TABLE public.parent (id bigint);
CREATE TABLE public.child () INHERITS (public.parent);
CREATE TABLE public.numbers (n numeric) PARTITION BY RANGE (n);
CREATE TABLE public.n9 PARTITION OF public.numbers FOR VALUES FROM (9) TO (10);
CREATE TABLE public.n10 PARTITION OF public.numbers FOR VALUES FROM (10) TO (100.5);
CREATE TABLE public.n_less PARTITION OF public.numbers FOR VALUES FROM (-20) TO (-3);
CREATE TABLE public.by_words (a text, b int) PARTITION BY HASH (lower(a), b);
CREATE TABLE public.h2 PARTITION OF public.by_words FOR VALUES WITH (MODULUS 12, REMAINDER 2);
CREATE TABLE public.h10 PARTITION OF public.by_words FOR VALUES WITH (MODULUS 12, REMAINDER 10);
CREATE SCHEMA parterre;
CREATE TABLE parterre.journal (id bigint);
)"_s;
}

} // namespace

QTEST_GUILESS_MAIN(TestPartitionTree)
#include "tst_partitiontree.moc"
