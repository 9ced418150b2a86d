// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/catalogsnapshot.h"
#include "faults/stage.h"
#include "support/deadline.h"
#include "support/enginehelp.h"

#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A name of exactly 63 bytes, all that PostgreSQL keeps, of which only the first few tell it from the others.
QString longName(const QString &beginning)
{
    QString name = beginning + u" Ü\"ö'. ☃"_s;
    while (name.toUtf8().size() < 62)
        name += u'ß';
    return name.toUtf8().size() < 63 ? name + u'x' : name;
}

QString quoted(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

/// The way back, used late, and for a table whose names are as bad as PostgreSQL allows.
class TestWayBack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void afterSevenDays();
    void withAwfulNames();

private:
    void spendDay(Stage &stage, int day);

    std::unique_ptr<Cluster> m_cluster;
};

void TestWayBack::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
}

void TestWayBack::cleanupTestCase()
{
    m_cluster.reset();
}

// Rows of that day, of a month that no partition is for; old rows change, move and go; the partitions are looked after.
void TestWayBack::spendDay(Stage &stage, int day)
{
    PgClient owner = mustConnect(stage.owner());
    mustExec(
        owner,
        u"INSERT INTO public.ledger_t (id, ts, v, pad) SELECT -(%1 * 1000 + g), timestamp '2031-01-01' + %1 * interval '20 "
        "days' + g * interval '1 minute', g, 'day %1' FROM generate_series(1, 500) g"_s.arg(day));
    mustExec(owner, u"UPDATE public.ledger_t SET ts = ts + interval '1 month' WHERE id < 0 AND id % 5 = 0"_s);
    mustExec(
        owner,
        u"UPDATE public.ledger_t SET id = id - 500 WHERE id BETWEEN -(%1 * 1000 + 20) AND -(%1 * 1000 + 1)"_s.arg(day));
    mustExec(owner, u"DELETE FROM public.ledger_t WHERE id < 0 AND id % 9 = 0"_s);
    const QString leaf = stage.plan().leaves.at(day % stage.plan().leaves.size()).name.quoted();
    mustExec(owner, u"VACUUM (ANALYZE) "_s + leaf);
    mustExec(owner, u"REINDEX TABLE CONCURRENTLY "_s + leaf);
}

void TestWayBack::afterSevenDays()
{
    Stage stage(*m_cluster, u"week"_s, 10'000);
    QVERIFY(stage.makePlan());
    const QStringList catalog = catalogSnapshot(*m_cluster, stage.database());
    QVERIFY(stage.load().start());
    QVERIFY_RESULT(stage.migrate());
    PgClient owner = mustConnect(stage.owner());
    for (int day = 1; day <= 7; ++day) {
        const bool watched = day != 5; // then nobody is there
        auto watch = watched ? stage.startWatch() : nullptr;
        spendDay(stage, day);
        if (day == 3) {
            // The old table could not hold it: the way back is closed as long as the column is there.
            QVERIFY(stage.load().pause());
            mustExec(owner, u"ALTER TABLE public.ledger_t ADD COLUMN extra integer DEFAULT 7"_s);
            QVERIFY(waitUntil([&] { return stage.wayBack().startsWith(u"closed (altered)"); }, 30s, 100ms));
            spendDay(stage, 8);
            mustExec(owner, u"ALTER TABLE public.ledger_t DROP COLUMN extra"_s);
            QVERIFY(waitUntil([&] { return stage.wayBack() == u"open"; }, 30s, 100ms));
            stage.load().resume();
        }
        QVERIFY(stage.load().waitForCommits(30, 30s));
        if (watch) {
            watch->cancel();
            QCOMPARE(watch->result().error().code, ErrorCode::Cancelled);
        }
    }
    QVERIFY_RESULT(stage.rollBack());
    QVERIFY(!stage.isPartitioned());
    QCOMPARE(stage.value(u"SELECT count(DISTINCT pad) FROM public.ledger_t WHERE id < 0"_s), u"8"_s);
    QCOMPARE(stage.value(u"SELECT count(*) FROM public.ledger_t WHERE id < 0 AND id % 9 = 0 AND id > -8000"_s), u"0"_s);
    stage.value(u"DELETE FROM public.ledger_t WHERE id < 0 RETURNING 1"_s); // none of the load's
    const QStringList problems = stage.ledgerProblems();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    const QStringList left = compareCatalogs(catalog, catalogSnapshot(*m_cluster, stage.database()));
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
}

void TestWayBack::withAwfulNames()
{
    m_cluster->createDatabase(u"awful"_s);
    const QString conninfo = m_cluster->conninfo(u"awful"_s, u"app_owner"_s);
    const QString schema = longName(u"Schema"_s);
    const QString name = longName(u"Table"_s);
    const QString table = quoted(schema) + u'.' + quoted(name);
    const QString id = quoted(longName(u"Id"_s));
    const QString at = quoted(longName(u"At"_s));
    const QString n = quoted(longName(u"Number"_s));
    const QString parent = quoted(schema) + u'.' + quoted(longName(u"Parent"_s));
    QString ddl = uR"sql(
CREATE SCHEMA {schema};
CREATE TABLE {parent} ({id} bigint PRIMARY KEY);
CREATE TABLE {heard} (n bigint);
INSERT INTO {parent} SELECT generate_series(1, 20);
CREATE TABLE {table} ({id} bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT {pk} PRIMARY KEY, {at} timestamptz NOT NULL,
    {n} bigint CONSTRAINT {check} CHECK ({n} > 0), serial bigserial, CONSTRAINT {fk} FOREIGN KEY ({n}) REFERENCES {parent} ON DELETE CASCADE);
INSERT INTO {table} ({at}, {n}) SELECT timestamptz '2026-01-01 00:00+00' + g * interval '3 hours', 1 + g % 20 FROM generate_series(1, 1000) g;
CREATE INDEX {index} ON {table} ({n}, {at});
CREATE UNIQUE INDEX {unique} ON {table} ({at}, {id});
CREATE STATISTICS {statistics} (dependencies) ON {id}, {n} FROM {table};
CREATE FUNCTION {schema}.{function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.{n} := NEW.{n}; RETURN NEW; END $$;
CREATE TRIGGER {trigger} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {schema}.{function}();
CREATE VIEW {schema}.{view} AS SELECT {id}, {at} FROM {table};
CREATE RULE {rule} AS ON UPDATE TO {table} WHERE NEW.{n} = 19 DO ALSO INSERT INTO {heard} VALUES (NEW.{n});
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {policy} ON {table} USING ({n} > 0);
COMMENT ON TABLE {table} IS 'it''s "awful"';
COMMENT ON COLUMN {table}.{n} IS 'Ü';
)sql"_s;
    ddl.replace(u"{schema}"_s, quoted(schema)).replace(u"{table}"_s, table).replace(u"{parent}"_s, parent);
    ddl.replace(u"{id}"_s, id).replace(u"{at}"_s, at).replace(u"{n}"_s, n);
    for (const QString &part : {u"pk"_s, u"check"_s, u"fk"_s, u"index"_s, u"unique"_s, u"function"_s, u"trigger"_s,
                                u"view"_s, u"rule"_s, u"policy"_s})
        ddl.replace(u'{' + part + u'}', quoted(longName(part)));
    ddl.replace(u"{heard}"_s, quoted(schema) + u'.' + quoted(longName(u"Heard"_s)));
    ddl.replace(u"{statistics}"_s, quoted(schema) + u'.' + quoted(longName(u"statistics"_s)));
    PgClient owner = mustConnect(conninfo);
    mustExec(owner, ddl);
    const QStringList catalog = catalogSnapshot(*m_cluster, u"awful"_s);
    const auto plan = mustPlan(conninfo, requestFor(schema, name, longName(u"At"_s)));
    QVERIFY(plan);
    RecordingSink sink;
    const auto engine = [&] { return Engine({profileOf(conninfo), {}, &sink}); };
    const auto value = [&](const QString &sql) { return m_cluster->value(sql, u"awful"_s); };
    for (const bool drop : {false, true}) {
        QVERIFY_RESULT(engine().migrate(*plan));
        QCOMPARE(value(u"SELECT relkind FROM pg_class WHERE oid = '%1'::regclass"_s.arg(
                     QString(table).replace(u'\'', u"''"_s))),
                 u"p"_s);
        const auto report = engine().verify(plan->id, true, false);
        QVERIFY_RESULT(report);
        QVERIFY(report->isEqual());
        mustExec(owner, u"UPDATE %1 SET %2 = 19 WHERE %2 = 3; DELETE FROM %3 WHERE %4 = 5"_s.arg(table, n, parent, id));
        mustExec(
            owner,
            u"INSERT INTO %1 (%2, %3) SELECT timestamptz '2033-01-01' + g * interval '1 day', 7 FROM generate_series(1, 50) g"_s
                .arg(table, at, n));
        const QString rows =
            value(u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM %1 x"_s.arg(table));
        if (drop)
            QVERIFY_RESULT(engine().finish(plan->id, true));
        else
            QVERIFY_RESULT(engine().rollBack(plan->id));
        QCOMPARE(value(u"SELECT count(*) || ' ' || sum(hashtextextended(x::text, 0)) FROM %1 x"_s.arg(table)), rows);
        const QStringList left = compareCatalogs(catalog, catalogSnapshot(*m_cluster, u"awful"_s));
        QVERIFY2(drop || left.isEmpty(), qPrintable(left.join(u'\n')));
        QVERIFY(hooksLeft(*m_cluster, u"awful"_s).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestWayBack)
#include "tst_wayback.moc"
