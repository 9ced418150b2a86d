// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/catalogsnapshot.h"
#include "faults/stage.h"
#include "support/deadline.h"
#include "support/enginehelp.h"
#include "support/spawn.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kRows = 5'000;
const QString kRowsOf = u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM public.%1 x"_s;

QString lsn(Cluster &primary)
{
    return primary.value(u"SELECT pg_current_wal_lsn()"_s);
}

bool replayed(Cluster &standby, const QString &position)
{
    return waitUntil([&] { return standby.value(u"SELECT pg_last_wal_replay_lsn() >= '%1'"_s.arg(position)) == u"t"; },
                     30s);
}

bool promote(Cluster &standby)
{
    standby.exec(u"SELECT pg_promote()"_s);
    return waitUntil([&] { return standby.value(u"SELECT pg_is_in_recovery()"_s) == u"f"; }, 30s);
}

// Debian's 15.20 keeps a column option of its own, which pg_upgrade to another major fails on. A table made by 15.18
// has none.
void forgetColumnVersions(Cluster &cluster, const QString &database)
{
    cluster.exec(u"UPDATE pg_attribute SET attoptions = NULL WHERE attoptions::text LIKE '{pg_attver=%'"_s, database);
}

} // namespace

/// The server moves under the migration: failover, restart, upgrade, copies of the database.
class TestMoves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asynchronousStandbyIsPromoted_data();
    void asynchronousStandbyIsPromoted();
    void synchronousStandbyIsPromoted();
    void watchesOnAfterAFailover();
    void restartWhileWatching();
    void upgradeWhileWatching();
    void copyOfTheDatabaseIsDisarmed();

private:
    static Engine engine(Cluster &cluster, RecordingSink &sink, bool adopt, std::optional<MigrationState> until = {});
    static void checkDisarmed(Cluster &cluster, const QString &id, const QString &database);
    static void goThereAndBack(Cluster &cluster, const QString &id, const QStringList &catalog);
};

Engine TestMoves::engine(Cluster &cluster, RecordingSink &sink, bool adopt, std::optional<MigrationState> until)
{
    EngineOptions options{profileOf(cluster.conninfo(u"app"_s, u"app_owner"_s)), {}, &sink};
    options.adopt = adopt;
    options.until = until;
    return Engine(options);
}

// Nothing is done there, and it is said why.
void TestMoves::checkDisarmed(Cluster &cluster, const QString &id, const QString &database)
{
    const QString epoch = cluster.value(u"SELECT epoch FROM parterre.migration"_s, database);
    RecordingSink sink;
    EngineOptions options{profileOf(cluster.conninfo(database, u"app_owner"_s)), {}, &sink};
    const auto refused = Engine(options).resume(id);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(refused.error().message.contains(u"not the server"), qPrintable(refused.error().toText()));
    QCOMPARE(cluster.value(u"SELECT epoch FROM parterre.migration"_s, database), epoch);
}

// From wherever the journal stands to Watching, with writes there, and back. Adopted once, the server is the right one.
void TestMoves::goThereAndBack(Cluster &cluster, const QString &id, const QStringList &catalog)
{
    const QString rows = cluster.value(kRowsOf.arg(u"ledger_t"), u"app"_s);
    RecordingSink sink;
    QVERIFY_RESULT(engine(cluster, sink, true).resume(id));
    QCOMPARE(cluster.value(kRowsOf.arg(u"ledger_t"), u"app"_s), rows);
    QCOMPARE(cluster.value(u"SELECT relkind FROM pg_class WHERE oid = 'public.ledger_t'::regclass"_s, u"app"_s),
             u"p"_s);
    const auto report = engine(cluster, sink, false).verify(id, true, false);
    QVERIFY_RESULT(report);
    QVERIFY(report->isEqual());
    cluster.exec(
        u"UPDATE public.ledger_t SET v = v + 1 WHERE id % 3 = 0; DELETE FROM public.ledger_t WHERE id % 7 = 0"_s,
        u"app"_s);
    const QString written = cluster.value(kRowsOf.arg(u"ledger_t"), u"app"_s);
    QVERIFY_RESULT(engine(cluster, sink, false).rollBack(id));
    QCOMPARE(cluster.value(kRowsOf.arg(u"ledger_t"), u"app"_s), written);
    // From 18 on a NOT NULL has a name; pg_upgrade makes it from the name that the table has on that day.
    static const QRegularExpression kNamedThen(u"ledger_t_old_(?=[a-z]+_not_null)"_s);
    QStringList now = catalogSnapshot(cluster, u"app"_s).replaceInStrings(kNamedThen, u"ledger_t_"_s);
    now.sort();
    const QStringList left = compareCatalogs(catalog, now);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
}

void TestMoves::asynchronousStandbyIsPromoted_data()
{
    QTest::addColumn<MigrationState>("known"); // what the standby got
    QTest::addColumn<MigrationState>("lost");  // what the program saw
    QTest::newRow("in the copy") << MigrationState::Copying << MigrationState::Indexing;
    QTest::newRow("the switch is lost") << MigrationState::Verified << MigrationState::Switched;
    QTest::newRow("between switch and Settle") << MigrationState::Switched << MigrationState::Watching;
    QTest::newRow("watching") << MigrationState::Watching << MigrationState::Watching;
}

// The new primary is older than what the program saw: the journal there says how far it is, and that is true there.
void TestMoves::asynchronousStandbyIsPromoted()
{
    QFETCH(MigrationState, known);
    QFETCH(MigrationState, lost);
    Cluster primary;
    QVERIFY(primary.start());
    const auto standby = primary.createStandby(u"lagging"_s);
    Stage stage(primary, u"app"_s, kRows);
    QVERIFY(stage.makePlan());
    const QStringList catalog = catalogSnapshot(primary, u"app"_s);
    QVERIFY_RESULT(stage.migrate(known));
    QVERIFY(replayed(*standby, lsn(primary)));
    standby->exec(u"ALTER SYSTEM SET primary_conninfo = ''"_s);
    standby->exec(u"SELECT pg_reload_conf()"_s);
    QVERIFY(waitUntil([&] { return standby->value(u"SELECT count(*) FROM pg_stat_wal_receiver"_s) == u"0"; }, 20s));
    QVERIFY_RESULT(stage.migrate(lost));
    primary.exec(u"UPDATE public.ledger_t SET v = v + 100 WHERE id % 5 = 0"_s, u"app"_s); // lost, too
    QVERIFY(primary.crash());
    QVERIFY(promote(*standby));
    QCOMPARE(standby->value(u"SELECT state FROM parterre.migration"_s, u"app"_s), parterre::toText(known));
    checkDisarmed(*standby, stage.id(), u"app"_s);
    if (!QTest::currentTestFailed())
        goThereAndBack(*standby, stage.id(), catalog);
}

// What the program calls done has reached the synchronous standby.
void TestMoves::synchronousStandbyIsPromoted()
{
    Cluster primary;
    QVERIFY(primary.start());
    const auto standby = primary.createStandby(u"beside"_s);
    Stage stage(primary, u"app"_s, kRows);
    primary.exec(u"ALTER SYSTEM SET synchronous_standby_names = 'beside'"_s);
    primary.exec(u"SELECT pg_reload_conf()"_s);
    primary.exec(u"GRANT pg_monitor TO app_owner"_s);
    QVERIFY(waitUntil([&] { return primary.value(u"SELECT sync_state FROM pg_stat_replication"_s) == u"sync"; }, 20s));
    QVERIFY(stage.makePlan());
    const QStringList catalog = catalogSnapshot(primary, u"app"_s);
    QVERIFY_RESULT(stage.migrate());
    QVERIFY(primary.crash());
    standby->exec(u"ALTER SYSTEM SET synchronous_standby_names = ''"_s);
    standby->exec(u"SELECT pg_reload_conf()"_s);
    QVERIFY(promote(*standby));
    const QString state = standby->value(u"SELECT state FROM parterre.migration"_s, u"app"_s);
    QVERIFY2(state == u"Switched" || state == u"Watching", qPrintable(state));
    goThereAndBack(*standby, stage.id(), catalog);
}

// A watch that may adopt the new primary goes on there by itself; one that may not says what it met.
void TestMoves::watchesOnAfterAFailover()
{
    Cluster primary;
    QVERIFY(primary.start());
    const auto standby = primary.createStandby(u"beside"_s);
    Stage stage(primary, u"app"_s, kRows);
    QVERIFY(stage.makePlan());
    QVERIFY_RESULT(stage.migrate());
    const QString both = u"host='%1,%2' port='%3,%4' dbname=app user=app_owner target_session_attrs=read-write"_s
                             .arg(primary.socketDir(), standby->socketDir())
                             .arg(primary.port())
                             .arg(standby->port());
    CancelToken cancel;
    std::optional<Result<>> bold;
    std::optional<Result<>> shy;
    const auto watch = [&](bool adopt, std::optional<Result<>> &ended) {
        RecordingSink sink;
        EngineOptions options{profileOf(both), cancel, &sink};
        options.adopt = adopt;
        options.reconnectMs = adopt ? 60'000 : 2'000;
        ended = Engine(options).watch(stage.id());
    };
    std::thread watcher([&] { watch(true, bold); });
    const QString seen = u"SELECT count(*) FROM parterre.heartbeat WHERE step = 'Watch'"_s;
    const bool watched = waitUntil([&] { return stage.value(seen) != u"0"; }, 20s);
    const bool current = replayed(*standby, lsn(primary));
    primary.crash();
    const bool promoted = promote(*standby);
    const QString difference =
        u"SELECT count(*) FROM (SELECT x::text FROM public.ledger_t x EXCEPT ALL SELECT x::text FROM public.ledger_t_old x) d"_s;
    standby->exec(u"UPDATE public.ledger_t SET v = v + 1 WHERE id % 3 = 0"_s, u"app"_s);
    const bool followed = waitUntil([&] { return standby->value(difference, u"app"_s) == u"0"; }, 40s, 50ms);
    cancel.cancel();
    watcher.join();
    QVERIFY(watched && current && promoted);
    QVERIFY2(followed, bold && !*bold ? qPrintable(bold->error().toText()) : "the old table is not kept current");
    cancel = {};
    standby->exec(u"UPDATE parterre.migration SET timeline = 77"_s, u"app"_s);
    watch(false, shy);
    QVERIFY(!*shy);
    QVERIFY2(shy->error().hint.contains(u"--adopt"), qPrintable(shy->error().toText()));
}

void TestMoves::restartWhileWatching()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    Stage stage(cluster, u"app"_s, kRows);
    QVERIFY(stage.makePlan());
    QVERIFY_RESULT(stage.migrate());
    auto watch = stage.startWatch();
    QVERIFY(waitUntil([&] { return stage.value(u"SELECT step FROM parterre.heartbeat"_s) == u"Watch"; }, 20s));
    QVERIFY(cluster.restart());
    cluster.exec(u"UPDATE public.ledger_t SET v = v + 1 WHERE id % 3 = 0"_s, u"app"_s);
    const bool followed =
        waitUntil([&] { return stage.differences(u"public.ledger_t"_s, u"public.ledger_t_old"_s) == u"0"; }, 30s, 50ms);
    watch->cancel();
    QCOMPARE(watch->result().error().code, ErrorCode::Cancelled);
    QVERIFY(followed);
    QCOMPARE(stage.wayBack(), u"open"_s);
    QVERIFY_RESULT(stage.rollBack());
}

// pg_upgrade needs the programs of both versions; Debian 12 has them for its own only, and so this upgrades to another
// system of the same version, unless PARTERRE_TEST_UPGRADE_PGBIN names the programs of a newer one. Either keeps the
// OIDs and begins a new system identifier.
void TestMoves::upgradeWhileWatching()
{
    ClusterOptions options;
    for (const QString &major : QDir(u"/usr/lib/postgresql"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString bin = u"/usr/lib/postgresql/%1/bin"_s.arg(major);
        if (QFile::exists(bin + u"/pg_upgrade"_s))
            options.binDir = bin;
    }
    QVERIFY(!options.binDir.isEmpty());
    Cluster before(options);
    QVERIFY(before.start());
    Stage stage(before, u"app"_s, kRows);
    QVERIFY(stage.makePlan());
    Stage twin(before, u"twin"_s, kRows); // never migrated: what a newer server says of such a table
    QVERIFY_RESULT(stage.migrate());
    before.exec(u"UPDATE public.ledger_t SET v = v + 1 WHERE id % 2 = 0"_s, u"app"_s); // still to be replayed
    before.exec(u"UPDATE parterre.migration SET shape = 'in the words of another version'"_s, u"app"_s);
    forgetColumnVersions(before, u"app"_s);
    forgetColumnVersions(before, u"twin"_s);
    QVERIFY(before.stop());
    ClusterOptions newer = options;
    newer.binDir = qEnvironmentVariable("PARTERRE_TEST_UPGRADE_PGBIN", options.binDir);
    Cluster after(newer);
    QVERIFY(after.initialiseForUpgrade());
    const auto upgraded = runCommand(
        asServerUser({u"sh"_s, u"-c"_s,
                      u"cd '%1' && '%3/pg_upgrade' -b '%2' -B '%3' -d '%4' -D '%5' -p %6 -P %7 -U postgres -s '%1/s'"_s
                          .arg(after.folder(), before.binDir(), after.binDir(), before.dataDir(), after.dataDir())
                          .arg(before.port())
                          .arg(after.port())}),
        120s);
    QVERIFY2(upgraded.exitCode == 0, upgraded.output.right(800).constData());
    QVERIFY(after.start());
    qInfo("upgraded to %d", after.version());
    checkDisarmed(after, stage.id(), u"app"_s);
    if (!QTest::currentTestFailed())
        goThereAndBack(after, stage.id(), catalogSnapshot(after, u"twin"_s));
}

// The same server, another database: the copy's journal speaks of the original.
void TestMoves::copyOfTheDatabaseIsDisarmed()
{
    Cluster cluster;
    QVERIFY(cluster.start());
    Stage stage(cluster, u"app"_s, kRows);
    QVERIFY(stage.makePlan());
    QVERIFY_RESULT(stage.migrate());
    stage.load().stop();
    cluster.exec(u"CREATE DATABASE staging TEMPLATE app"_s);
    cluster.exec(u"GRANT CREATE, CONNECT ON DATABASE staging TO app_owner"_s);
    checkDisarmed(cluster, stage.id(), u"staging"_s);
    // What the hint says to do there.
    QVERIFY(cluster.value(u"SELECT parterre.emergency_stop('%1')"_s.arg(stage.id()), u"staging"_s)
                .contains(u"every hook is removed"));
    QVERIFY(hooksLeft(cluster, u"staging"_s).isEmpty());
    QVERIFY(!hooksLeft(cluster, u"app"_s).isEmpty());
    QVERIFY_RESULT(stage.rollBack());
}

QTEST_GUILESS_MAIN(TestMoves)
#include "tst_moves.moc"
