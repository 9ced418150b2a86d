// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster.h"
#include "support/fixtures.h"
#include "support/ledgerload.h"
#include "support/process.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>

using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kDb = u"app"_s;

QByteArray said(Program &program)
{
    return program.output() + program.errorOutput();
}

} // namespace

/// A migration by parterrectl alone, from the plan to the end, each command in another home, while an application
/// writes; interrupted on the way as an operator would.
class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void plansAndShows();
    void plansTheSameAgain();
    void showsLocksAsJson();
    void forecastsLocks();
    void asksForAcknowledgement();
    void stopsAtState();
    void resumesAfterInterrupt_data();
    void resumesAfterInterrupt();
    void leavesOnSecondInterrupt();
    void migrates();
    void secondOperatorIsRefused();
    void takesAnOlderJournalUp();
    void verifies();
    void rollsBack();
    void migratesAgainAndFinishes();
    void tellsOfTheNight();
    void reports();
    void cleanupTestCase();

private:
    QStringList words(const QStringList &more) const
    {
        return QStringList{m_cluster->conninfo(kDb, u"app_owner"_s)} + more;
    }
    QJsonObject status() const;
    void mustRun(const QStringList &more, int exitCode = 0);
    void mustStayEqual(const char *when);

    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<LedgerLoad> m_load;
    ProgramHome m_place; // of the plan's file
    QString m_id;
};

void TestCommandLine::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(kDb);
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    createLedgerTables(owner);
    LedgerLoadOptions options;
    options.conninfo = m_cluster->conninfo(kDb, u"app_user"_s);
    options.writers = 4;
    options.writesPerSecond = 100;
    options.readsPerSecond = 50;
    m_load = std::make_unique<LedgerLoad>(options);
    QVERIFY2(m_load->fill(200'000), qPrintable(m_load->failures().join(u'\n')));
    mustExec(owner, u"VACUUM ANALYZE public.ledger_t"_s);
    QVERIFY(m_load->start());
}

void TestCommandLine::cleanupTestCase()
{
    m_load.reset();
    m_cluster.reset();
}

void TestCommandLine::mustRun(const QStringList &more, int exitCode)
{
    Program program;
    QVERIFY2(program.run(words(more), 180s), "it did not end");
    QVERIFY2(program.exitCode() == exitCode, said(program).constData());
}

QJsonObject TestCommandLine::status() const
{
    Program program;
    if (!program.run(words({u"status"_s, u"--json"_s})))
        return {};
    return QJsonDocument::fromJson(program.output()).array().first().toObject();
}

void TestCommandLine::mustStayEqual(const char *when)
{
    QVERIFY(m_load->pause());
    const QStringList differences =
        m_load->compare(m_cluster->conninfo(kDb, u"app_owner"_s), u"public.ledger_t"_s) + m_load->failures();
    QVERIFY2(differences.isEmpty(), qPrintable(QLatin1String(when) + u'\n' + differences.join(u'\n')));
    m_load->resume();
}

void TestCommandLine::plansAndShows()
{
    const QString file = m_place.filePath(u"ledger.plan"_s);
    mustRun({u"plan"_s, u"public.ledger_t"_s, u"--key"_s, u"ts"_s, u"--every"_s, u"1 month"_s, u"--output"_s, file,
             u"--before-switch"_s, u"true a-word-for-the-pooler"_s});
    QFile plan(file);
    QVERIFY(plan.open(QIODevice::ReadOnly));
    m_id = QJsonDocument::fromJson(plan.readAll())[u"id"_s].toString();
    QCOMPARE(m_id.size(), 8);

    Program show;
    QVERIFY(show.run({u"plan"_s, u"--show"_s, file}));
    QCOMPARE(show.exitCode(), 0);
    QVERIFY(show.output().contains("CREATE TABLE"));
    QCOMPARE(m_cluster->value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s, kDb), u"0"_s);
}

// The same choices for the table as it is now, under a name of its own.
void TestCommandLine::plansTheSameAgain()
{
    const QString first = m_place.filePath(u"first.plan"_s);
    const QString again = m_place.filePath(u"again.plan"_s);
    mustRun({u"plan"_s, u"public.ledger_t"_s, u"--key"_s, u"ts"_s, u"--every"_s, u"2 weeks"_s, u"--output"_s, first,
             u"--unique-keys"_s, u"guard"_s, u"--ahead"_s, u"7"_s, u"--default-partition"_s, u"no"_s, u"--hours"_s,
             u"22:00-05:00"_s, u"--after-switch"_s, u"true"_s, u"--plain-switch"_s});
    mustRun({u"plan"_s, u"--again"_s, first, u"--every"_s, u"1 day"_s, u"--output"_s, again}, 2);
    mustRun({u"plan"_s, u"--again"_s, first, u"--output"_s, again});
    const auto read = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    };
    const QJsonObject a = read(first);
    const QJsonObject b = read(again);
    QVERIFY(a[u"id"_s] != b[u"id"_s]);
    for (const QString &choice : {u"keyColumn"_s, u"every"_s, u"timeZone"_s, u"keepDefaultPartition"_s,
                                  u"afterSwitch"_s, u"limits"_s, u"pace"_s, u"fingerprint"_s})
        QCOMPARE(b[choice], a[choice]);
    QCOMPARE(b[u"table"_s][u"indexes"_s], a[u"table"_s][u"indexes"_s]);
    const QJsonArray leaves = a[u"leaves"_s].toArray();
    QCOMPARE(b[u"leaves"_s].toArray().size(), leaves.size());
    for (qsizetype i = 0; i < leaves.size(); ++i)
        QCOMPARE(b[u"leaves"_s][i][u"from"_s], leaves[i][u"from"_s]);
}

// A framework's table is there while one plan is made, and gone again for the rest.
void TestCommandLine::showsLocksAsJson()
{
    Program program;
    QVERIFY(program.run({u"plan"_s, u"--show"_s, m_place.filePath(u"ledger.plan"_s), u"--json"_s}));
    QHash<QString, QJsonObject> steps;
    for (const QJsonValue &step : QJsonDocument::fromJson(program.output()).array())
        steps.insert(step[u"step"_s].toString(), step.toObject());
    const QJsonArray locks = steps[u"Capture"_s][u"locks"_s].toArray();
    QCOMPARE(locks.size(), 1);
    QCOMPARE(locks[0][u"mode"_s].toString(), u"SHARE ROW EXCLUSIVE"_s);
    QVERIFY(steps[u"Copy"_s][u"locks"_s].toArray().isEmpty());
    bool found = false;
    for (const QJsonValue &statement : steps[u"Switch"_s][u"statements"_s].toArray()) {
        found = found
            || (statement[u"id"_s].toString() == u"migration/lock_quietly"
                && statement[u"locks"_s][0][u"mode"_s].toString() == u"ACCESS EXCLUSIVE");
    }
    QVERIFY(found);
}

// Of a plan and of a table, while the application writes.
void TestCommandLine::forecastsLocks()
{
    Program ofPlan;
    QVERIFY(ofPlan.run(
        words({u"forecast"_s, m_place.filePath(u"ledger.plan"_s), u"--for"_s, u"1s"_s, u"--every"_s, u"100ms"_s})));
    QCOMPARE(ofPlan.exitCode(), 0);
    const QByteArray text = ofPlan.output();
    QVERIFY2(text.contains("It is a sample") && text.contains("first attempt would have got through"),
             text.constData());
    Program ofTable;
    QVERIFY(ofTable.run(
        words({u"forecast"_s, u"public.ledger_t"_s, u"--for"_s, u"500ms"_s, u"--every"_s, u"100ms"_s, u"--json"_s})));
    QCOMPARE(ofTable.exitCode(), 0);
    const QJsonObject forecast = QJsonDocument::fromJson(ofTable.output()).object();
    QVERIFY(forecast[u"moments"_s].toInt() >= 3);
    QCOMPARE(forecast[u"table"_s][1].toString(), u"ledger_t"_s);
    mustRun({u"forecast"_s, u"public.ledger_t"_s, u"--for"_s, u"nonsense"_s}, 2);
}

void TestCommandLine::asksForAcknowledgement()
{
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(owner, u"CREATE TABLE public.ar_internal_metadata (key text, value text)"_s);
    const QString file = m_place.filePath(u"asks.plan"_s);
    const QStringList how{u"public.ledger_t"_s, u"--key"_s, u"ts"_s, u"--every"_s, u"1 month"_s};
    Program preflight;
    QVERIFY(preflight.run(words(QStringList{u"preflight"_s} + how)));
    QCOMPARE(preflight.exitCode(), 0);
    const QByteArray text = preflight.output();
    const qsizetype section = text.indexOf("What the application must change or know:");
    QVERIFY2(section > 0, text.constData());
    QVERIFY2(text.indexOf("--acknowledge rails") > section && text.contains("| self.primary_key = :id"),
             text.constData());
    QVERIFY(text.indexOf("--acknowledge freeze") > section);

    Program open;
    QVERIFY(open.run(
        words(QStringList{u"plan"_s} + how + QStringList{u"--output"_s, file, u"--acknowledge"_s, u"rails"_s})));
    QCOMPARE(open.exitCode(), 0);
    QVERIFY2(open.output().contains("Nobody acknowledged: freeze"), open.output().constData());
    Program refused;
    QVERIFY(refused.run(words({u"migrate"_s, file, u"--yes"_s})));
    QCOMPARE(refused.exitCode(), 4);
    QVERIFY2(refused.errorOutput().contains("freeze"), refused.errorOutput().constData());
    Program mistyped;
    QVERIFY(mistyped.run(words(QStringList{u"preflight"_s} + how + QStringList{u"--acknowledge"_s, u"rials"_s})));
    QCOMPARE(mistyped.exitCode(), 2);
    QVERIFY2(mistyped.errorOutput().contains("freeze, rails") || mistyped.errorOutput().contains("rails, freeze"),
             mistyped.errorOutput().constData());
    QCOMPARE(m_cluster->value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'parterre'"_s, kDb), u"0"_s);
    mustExec(owner, u"DROP TABLE public.ar_internal_metadata"_s);
}

void TestCommandLine::stopsAtState()
{
    mustRun({u"migrate"_s, m_place.filePath(u"ledger.plan"_s), u"--yes"_s, u"--until"_s, u"Capturing"_s});
    QCOMPARE(status()[u"state"_s].toString(), u"Capturing"_s);
    QCOMPARE(status()[u"id"_s].toString(), m_id);
}

void TestCommandLine::resumesAfterInterrupt_data()
{
    QTest::addColumn<QByteArray>("step");
    for (const char *step : {"Copy", "Index", "Switch"})
        QTest::newRow(step) << QByteArray(step);
}

// Ctrl-C: the server's query is gone within a second, and the same command goes on.
void TestCommandLine::resumesAfterInterrupt()
{
    QFETCH(QByteArray, step);
    Program program;
    QVERIFY(program.start(words({u"migrate"_s, m_id, u"--yes"_s, u"--json"_s})));
    const bool seen = program.waitForOutput(QByteArray("\"step\":\"" + step + '"'), 120s);
    QVERIFY2(seen, said(program).constData());
    const QString running =
        u"SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'parterre:%' AND state "
        "<> 'idle' AND query_start <= '%1'"_s.arg(m_cluster->value(u"SELECT clock_timestamp()"_s, kDb));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(program.sendSignal(SIGINT));
    QTRY_COMPARE_WITH_TIMEOUT(m_cluster->value(running, kDb), u"0"_s, 1000);
    QVERIFY(program.waitForFinished(10s));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(program.exitCode() == 5, said(program).constData());
    mustStayEqual(step.constData());
    QVERIFY(status()[u"lastError"_s].toString().isEmpty()); // a wanted cancel is no error
}

void TestCommandLine::leavesOnSecondInterrupt()
{
    Program program;
    QVERIFY(program.start(words({u"migrate"_s, m_id, u"--yes"_s})));
    QVERIFY(program.waitForOutput("Switch", 60s));
    program.sendSignal(SIGINT);
    program.sendSignal(SIGINT);
    QVERIFY(program.waitForFinished(1s));
    QCOMPARE(program.exitCode(), 5);
    mustStayEqual("after leaving at once");
}

void TestCommandLine::migrates()
{
    mustRun({u"migrate"_s, m_id, u"--yes"_s});
    QCOMPARE(status()[u"state"_s].toString(), u"Watching"_s);
    QCOMPARE(status()[u"wayBack"_s].toString(), u"open"_s);
    mustStayEqual("after the switch");
}

void TestCommandLine::secondOperatorIsRefused()
{
    Program watch;
    QVERIFY(watch.start(words({u"watch"_s, m_id, u"--json"_s})));
    QVERIFY(watch.waitForOutput("Watch", 30s));
    Program second;
    QVERIFY(second.run(words({u"rollback"_s, m_id, u"--yes"_s})));
    QCOMPARE(second.exitCode(), 4);
    QVERIFY2(second.errorOutput().contains("another runner is at work"), second.errorOutput().constData());
    QVERIFY(watch.isRunning());
    watch.sendSignal(SIGINT);
    QVERIFY(watch.waitForFinished(5s));
    QCOMPARE(watch.exitCode(), 0); // it goes on until it is told to end
}

// As a program of version 1 of the journal left it: whoever reads still reads, whoever writes upgrades it first.
void TestCommandLine::takesAnOlderJournalUp()
{
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    mustExec(owner, u"ALTER TABLE parterre.leaf_check DROP COLUMN source_sum, DROP COLUMN target_sum"_s);
    mustExec(
        owner,
        u"DROP VIEW parterre.archive_status; DROP TABLE parterre.definition, parterre.archive_policy, parterre.archive_run, parterre.archive_measurement, "
        "parterre.archive_file_void, parterre.archive_file"_s);
    mustExec(owner, u"DROP FUNCTION parterre.archive_progress"_s);
    mustExec(owner, u"UPDATE parterre.schema_version SET version = 1"_s);
    mustRun({u"status"_s, m_id});
    mustRun({u"report"_s, m_id});
    mustRun({u"verify"_s, m_id});
    QCOMPARE(m_cluster->value(u"SELECT max(version) FROM parterre.schema_version"_s, kDb), u"5"_s);
    QCOMPARE(m_cluster->value(
                 u"SELECT count(*) FROM parterre.leaf_check WHERE source_sum = '' OR source_sum <> target_sum"_s, kDb),
             u"0"_s);
}

void TestCommandLine::verifies()
{
    // What nobody has replayed yet is said, and replayed before it is compared.
    QVERIFY(m_load->pause());
    QVERIFY(status()[u"lagEntries"_s].toInt() > 0);
    Program verify;
    QVERIFY(verify.run(words({u"verify"_s, m_id, u"--json"_s})));
    QCOMPARE(verify.exitCode(), 0);
    const QJsonDocument report = QJsonDocument::fromJson(verify.output());
    QCOMPARE(QString::number(report[u"rows"_s].toInteger()),
             m_cluster->value(u"SELECT count(*) FROM public.ledger_t"_s, kDb));
    QCOMPARE(report[u"leftOut"_s].toInteger(), 0);
    QCOMPARE(status()[u"lagEntries"_s].toInt(), 0);
    m_load->resume();

    mustRun({u"verify"_s, m_id});
    mustRun({u"verify"_s, m_id, u"--strict"_s});
    PgClient owner = mustConnect(m_cluster->conninfo(kDb, u"app_owner"_s));
    const QString old = m_cluster->value(
        u"SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relname LIKE 'ledger_t%' AND c.relkind = 'r' AND NOT c.relispartition"_s,
        kDb);
    mustExec(owner, u"ALTER TABLE %1 DISABLE TRIGGER USER"_s.arg(old));
    mustExec(owner, u"DELETE FROM %1 WHERE ctid = (SELECT min(ctid) FROM %1)"_s.arg(old));
    mustExec(owner, u"ALTER TABLE %1 ENABLE ALWAYS TRIGGER zz_parterre_capture"_s.arg(old));
    mustExec(owner, u"ALTER TABLE %1 ENABLE ALWAYS TRIGGER zz_parterre_truncate"_s.arg(old));
    Program red;
    QVERIFY(red.run(words({u"verify"_s, m_id}), 180s));
    QCOMPARE(red.exitCode(), 1);
    const QByteArray strip = red.output().split('\n').value(1);
    QVERIFY2(strip.count('X') == 1 && strip.count('=') == strip.size() - 1 && strip.size() > 20, said(red).constData());
    mustRun({u"verify"_s, m_id, u"--repair"_s});
    mustRun({u"verify"_s, m_id});
}

void TestCommandLine::rollsBack()
{
    mustRun({u"rollback"_s, m_id, u"--yes"_s});
    QCOMPARE(status()[u"state"_s].toString(), u"RolledBack"_s);
    QCOMPARE(m_cluster->value(u"SELECT relkind FROM pg_class WHERE oid = 'public.ledger_t'::regclass"_s, kDb), u"r"_s);
    mustStayEqual("after the rollback");
}

void TestCommandLine::migratesAgainAndFinishes()
{
    mustRun({u"migrate"_s, m_id, u"--yes"_s});
    mustRun({u"finish"_s, m_id}, 2); // not without --yes
    mustRun({u"finish"_s, m_id, u"--yes"_s, u"--drop-old"_s});
    QCOMPARE(status()[u"state"_s].toString(), u"Finished"_s);
    QVERIFY(status()[u"wayBack"_s].toString().startsWith(u"closed"));
    mustStayEqual("at the end");
    mustRun({u"rollback"_s, m_id, u"--yes"_s}, 4);
}

// The next morning, on another machine: what happened, step by step and partition by partition.
void TestCommandLine::tellsOfTheNight()
{
    Program program;
    QVERIFY(program.run(words({u"status"_s, m_id, u"--json"_s})));
    const QJsonObject details = QJsonDocument::fromJson(program.output()).object();
    QStringList notes;
    for (const QJsonValue &note : details[u"notes"_s].toArray()) {
        notes << note[u"text"_s].toString();
        QVERIFY(QDateTime::fromString(note[u"at"_s].toString(), Qt::ISODateWithMs).isValid());
    }
    const QString all = notes.join(u'\n');
    QVERIFY2(all.contains(u"partitions are equal"_s) && all.contains(u"Switched: attempt"_s)
                 && all.contains(u"Switched back"_s),
             qPrintable(all));
    qint64 rows = 0;
    for (const QJsonValue &check : details[u"checks"_s].toArray())
        rows += check[u"targetRows"_s].toInteger();
    QVERIFY(rows > 100'000);
    QVERIFY(!details[u"leaves"_s].toArray().isEmpty());
    QVERIFY(!details[u"steps"_s].toArray().isEmpty());
}

// For an auditor: everything is as it was but for what the plan announced, and no secret is in it.
void TestCommandLine::reports()
{
    Program json;
    QVERIFY(json.run(words({u"report"_s, m_id, u"--json"_s})));
    QCOMPARE(json.exitCode(), 0);
    const QJsonObject evidence = QJsonDocument::fromJson(json.output()).object();
    QStringList moments;
    for (const QJsonValue &proof : evidence[u"definitions"_s].toArray()) {
        moments << proof[u"moment"_s].toString();
        for (const QJsonValue &change : proof[u"changes"_s].toArray())
            QVERIFY2(!change[u"reason"_s].toString().isEmpty(), qPrintable(change[u"path"_s].toString()));
    }
    QCOMPARE(moments, QStringList({u"rolled back"_s, u"switched"_s, u"finished"_s}));
    for (const QJsonValue &check : evidence[u"checks"_s].toArray()) {
        QVERIFY(!check[u"sourceSum"_s].toString().isEmpty());
        QCOMPARE(check[u"sourceSum"_s].toString(), check[u"targetSum"_s].toString());
    }
    bool locks = false;
    for (const QJsonValue &statement : evidence[u"statements"_s].toArray())
        locks = locks || statement[u"locks"_s].toString().contains(u"ACCESS EXCLUSIVE"_s);
    QVERIFY(locks);

    const QString path = m_place.filePath(u"evidence.html"_s);
    mustRun({u"report"_s, m_id, u"--output"_s, path});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray html = file.readAll();
    QVERIFY(html.startsWith("<!DOCTYPE html>") && html.contains("public.ledger_t")
            && html.contains("zz_parterre_capture"));
    for (const char *never : {"<script", "src=", "http", "a-word-for-the-pooler"})
        QVERIFY2(!html.contains(never) && !json.output().contains(never), never);
    Program version;
    QVERIFY(version.run({u"--version"_s}));
    QVERIFY(html.contains(QByteArray(" by " + version.output().trimmed() + ";")));
    QVERIFY(!html.contains(", since ;") && !html.contains(", since <"));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
