// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "domain/interval.h"
#include "domain/naming.h"
#include "domain/pace.h"
#include "domain/plan.h"
#include "domain/recordtext.h"
#include "domain/relationlock.h"
#include "domain/sqlscan.h"
#include "migration/layout.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace parterre;
using namespace Qt::StringLiterals;

namespace {

PartitionInterval width(const QString &text)
{
    return PartitionInterval::parse(text).value();
}

QDate day(const QString &text)
{
    return QDate::fromString(text, u"yyyy-MM-dd"_s);
}

Plan examplePlan()
{
    Plan plan;
    plan.id = u"0123abcd"_s;
    plan.table.name = {u"Mixed Case"_s, u"we\"ird. tab'le"_s};
    plan.table.oid = 4'294'967'295;
    plan.table.columns = {
        {u"döpp elt"_s, u"numeric(10,3)"_s, true, u"a"_s, u""_s, u"it's"_s, 500, {u"n_distinct=-0.5"_s}, false}};
    plan.table.indexes << IndexDefinition{};
    plan.table.indexes[0].name = u"i"_s;
    plan.table.indexes[0].choice = UniqueChoice::PerLeaf;
    plan.table.indexes[0].keyColumns = {u"a"_s, QString()};
    plan.keyColumn = u"at"_s;
    plan.pair = {{u"id"_s, u"bigint"_s, u"OPERATOR(pg_catalog.=)"_s, u" COLLATE \"C\""_s}};
    plan.leaves = {{{u"s"_s, u"t_2024_01"_s}, u"2024-01-01"_s, u"2024-02-01"_s, 9'007'199'254'740'991, 12},
                   {{u"s"_s, u"t_default"_s}, {}, {}}};
    plan.applicationSwitch = {u"UPDATE f SET v = 'a;b'"_s};
    plan.beforeSwitch = {u"true"_s, 5};
    plan.limits.acceptSerializableRisk = true;
    plan.limits.logHardBytes = 1LL << 40;
    plan.pace.standbyLagMs = 1234;
    plan.pace.hours = QStringLiteral("22:00-05:00");
    plan.pace.required = {QStringLiteral("standby-lag"), QStringLiteral("hours")};
    plan.prewarm = QStringLiteral("public.pg_prewarm");
    plan.findings = {{Finding::Severity::Decides, u"outliers"_s, u"o"_s, u"c"_s, u"h"_s}};
    return plan;
}

} // namespace

/// The pure part: names, periods, small edits of SQL text, plans as values.
class TestDomain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void locksAreReadAndWritten();
    void locksSayWhoWaits();
    void fitsNames_data();
    void fitsNames();
    void keepsLongNamesApart();
    void readsWidths_data();
    void readsWidths();
    void refusesWidths_data();
    void refusesWidths();
    void floors_data();
    void floors();
    void periodsTile_data();
    void periodsTile();
    void namesPeriods();
    void extendsKeyLists_data();
    void extendsKeyLists();
    void insertsClauses();
    void retargetsTriggers_data();
    void retargetsTriggers();
    void takesOnlyAway_data();
    void takesOnlyAway();
    void splitsStatements_data();
    void splitsStatements();
    void planSurvivesJson();
    void planTellsEveryChange();
    void refusesOtherPlans();
    void readsAmounts();
    void judgesThePace();
    void keepsHours_data();
    void keepsHours();
    void choosesSpan_data();
    void choosesSpan();
    void leavesOutliersOut();
    void parsesQualifiedNames_data();
    void parsesQualifiedNames();
    void quotes_data();
    void quotes();
    void splitsRecords_data();
    void splitsRecords();
};

void TestDomain::fitsNames_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("short") << u"t"_s << u"_new"_s;
    QTest::newRow("just fits") << QString(59, u'a') << u"_new"_s;
    QTest::newRow("one too long") << QString(60, u'a') << u"_new"_s;
    QTest::newRow("two bytes a character") << QString(40, u'ö') << u"_2025_11"_s;
    QTest::newRow("three bytes") << QString(30, u'€') << u"_default"_s;
    QTest::newRow("surrogates") << u"x"_s + u"🌳"_s.repeated(20) << u"_2025_11_03"_s;
}

void TestDomain::fitsNames()
{
    QFETCH(QString, base);
    QFETCH(QString, suffix);
    const QString name = fitName(base, suffix);
    const QByteArray bytes = name.toUtf8();
    QVERIFY2(bytes.size() <= 63, bytes.constData());
    QVERIFY(name.endsWith(suffix));
    QCOMPARE(QString::fromUtf8(bytes), name); // no half character
    QVERIFY(!bytes.contains('?') && !name.contains(QChar::ReplacementCharacter));
    if ((base + suffix).toUtf8().size() <= 63)
        QCOMPARE(name, base + suffix);
    else
        QVERIFY(bytes.size() >= 58); // no more is cut than needed
}

void TestDomain::keepsLongNamesApart()
{
    const QString longName(62, u'a');
    const QStringList names{fitName(longName + u"1"_s, u"_new"_s), fitName(longName + u"2"_s, u"_new"_s),
                            fitName(longName, u"_new"_s), fitName(longName, u"_old"_s),
                            fitName(longName + u"1"_s, u"_old"_s)};
    QCOMPARE(QSet<QString>(names.cbegin(), names.cend()).size(), names.size());
    QCOMPARE(fitName(longName, u"_new"_s), fitName(longName, u"_new"_s));
}

void TestDomain::readsWidths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    QTest::newRow("month") << u"month"_s << u"1 month"_s;
    QTest::newRow("1 month") << u" 1  Month "_s << u"1 month"_s;
    QTest::newRow("3 months") << u"3 months"_s << u"3 months"_s;
    QTest::newRow("weeks") << u"2 weeks"_s << u"2 weeks"_s;
    QTest::newRow("days") << u"7days"_s << u"7 days"_s;
    QTest::newRow("years") << u"2 Years"_s << u"24 months"_s;
    QTest::newRow("day") << u"DAY"_s << u"1 day"_s;
}

void TestDomain::readsWidths()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    const auto interval = PartitionInterval::parse(text);
    QVERIFY(interval);
    QCOMPARE(interval->toString(), canonical);
    QCOMPARE(PartitionInterval::parse(interval->toString())->toString(), canonical);
}

void TestDomain::refusesWidths_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "0 days", "-1 month", "1.5 months", "1 decade", "12345 days", "1 month 2 days", "months 3", "1 hour"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestDomain::refusesWidths()
{
    QFETCH(QString, text);
    const auto interval = PartitionInterval::parse(text);
    QVERIFY(!interval);
    QCOMPARE(interval.error().code, ErrorCode::Usage);
    QVERIFY(interval.error().message.contains(u'"' + text + u'"'));
    QVERIFY(!interval.error().hint.isEmpty());
}

void TestDomain::floors_data()
{
    QTest::addColumn<QString>("every");
    QTest::addColumn<QDate>("given");
    QTest::addColumn<QDate>("start");
    QTest::addColumn<QDate>("next");
    const auto row = [](const char *name, const QString &every, const QString &given, const QString &start,
                        const QString &next) { QTest::newRow(name) << every << day(given) << day(start) << day(next); };
    row("leap February", u"1 month"_s, u"2024-02-29"_s, u"2024-02-01"_s, u"2024-03-01"_s);
    row("December", u"1 month"_s, u"2023-12-31"_s, u"2023-12-01"_s, u"2024-01-01"_s);
    row("quarter", u"3 months"_s, u"2024-05-31"_s, u"2024-04-01"_s, u"2024-07-01"_s);
    row("five months run through the years", u"5 months"_s, u"0001-06-01"_s, u"0001-06-01"_s, u"0001-11-01"_s);
    row("week over New Year", u"1 week"_s, u"2025-01-01"_s, u"2024-12-30"_s, u"2025-01-06"_s);
    row("Monday", u"1 week"_s, u"2001-01-01"_s, u"2001-01-01"_s, u"2001-01-08"_s);
    row("Sunday before the origin", u"1 week"_s, u"2000-12-31"_s, u"2000-12-25"_s, u"2001-01-01"_s);
    row("two weeks before the origin", u"2 weeks"_s, u"2000-12-24"_s, u"2000-12-18"_s, u"2001-01-01"_s);
    row("ten days", u"10 days"_s, u"2001-01-11"_s, u"2001-01-11"_s, u"2001-01-21"_s);
    row("leap day", u"1 day"_s, u"2024-02-29"_s, u"2024-02-29"_s, u"2024-03-01"_s);
    row("no leap year", u"1 day"_s, u"1900-02-28"_s, u"1900-02-28"_s, u"1900-03-01"_s);
    row("first month", u"1 month"_s, u"0001-01-31"_s, u"0001-01-01"_s, u"0001-02-01"_s);
    QTest::newRow("year 10000") << u"1 month"_s << QDate(10000, 1, 31) << QDate(10000, 1, 1) << QDate(10000, 2, 1);
    QTest::newRow("last month") << u"1 month"_s << QDate(9999, 12, 31) << QDate(9999, 12, 1) << QDate(10000, 1, 1);
    QTest::newRow("before Christ") << u"1 month"_s << QDate(-1, 12, 31) << QDate(-1, 12, 1) << QDate(1, 1, 1);
}

void TestDomain::floors()
{
    QFETCH(QString, every);
    QFETCH(QDate, given);
    QFETCH(QDate, start);
    QFETCH(QDate, next);
    QCOMPARE(width(every).floor(given), start);
    QCOMPARE(width(every).floor(start), start);
    QCOMPARE(width(every).advance(start), next);
    QCOMPARE(width(every).advance(next, -1), start);
    QCOMPARE(width(every).periods(given, next), 2);
}

void TestDomain::periodsTile_data()
{
    QTest::addColumn<QString>("every");
    for (const char *every :
         {"1 month", "2 months", "5 months", "12 months", "1 week", "3 weeks", "1 day", "7 days", "10 days"})
        QTest::newRow(every) << QString::fromLatin1(every);
}

// Every day is in exactly one period, and the periods are numbered without a gap.
void TestDomain::periodsTile()
{
    QFETCH(QString, every);
    const PartitionInterval interval = width(every);
    QDate start = interval.floor(QDate(1999, 11, 17));
    const QDate first = start;
    int number = 1;
    for (QDate date(1999, 11, 17); date < QDate(2005, 3, 2); date = date.addDays(1)) {
        if (date == interval.advance(start)) {
            start = date;
            ++number;
        }
        QCOMPARE(interval.floor(date), start);
        QCOMPARE(interval.periods(first, date), number);
        QCOMPARE(interval.advance(first, number - 1), start);
    }
    QVERIFY(number > 5);
}

void TestDomain::namesPeriods()
{
    QCOMPARE(width(u"1 month"_s).suffix(QDate(2025, 11, 1)), u"_2025_11"_s);
    QCOMPARE(width(u"1 week"_s).suffix(QDate(2025, 11, 3)), u"_2025_11_03"_s);
    QCOMPARE(width(u"7 days"_s).suffix(QDate(1, 2, 3)), u"_0001_02_03"_s);
}

void TestDomain::extendsKeyLists_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("extended");
    QTest::newRow("plain") << u"btree (a)"_s << u"btree (a, ts)"_s;
    QTest::newRow("include, where") << u"btree (a, b DESC NULLS LAST) INCLUDE (c) WHERE (d > 0)"_s
                                    << u"btree (a, b DESC NULLS LAST, ts) INCLUDE (c) WHERE (d > 0)"_s;
    QTest::newRow("expression") << u"btree (lower(a), ((b ->> 'x)'::text)))"_s
                                << u"btree (lower(a), ((b ->> 'x)'::text)), ts)"_s;
    QTest::newRow("quoted column") << u"btree (\"a)b\"\"(\")"_s << u"btree (\"a)b\"\"(\", ts)"_s;
    QTest::newRow("constraint") << u"UNIQUE NULLS NOT DISTINCT (a) INCLUDE (c) DEFERRABLE"_s
                                << u"UNIQUE NULLS NOT DISTINCT (a, ts) INCLUDE (c) DEFERRABLE"_s;
    QTest::newRow("escape string") << u"btree ((a || E'\\')'::text), b)"_s << u"btree ((a || E'\\')'::text), b, ts)"_s;
}

void TestDomain::extendsKeyLists()
{
    QFETCH(QString, text);
    QFETCH(QString, extended);
    QCOMPARE(extendKeyList(text, u"ts"_s), extended);
}

void TestDomain::insertsClauses()
{
    const QString space = u"TABLESPACE x"_s;
    QCOMPARE(insertClause(u"btree (a)"_s, space, u"WHERE"_s), u"btree (a) TABLESPACE x"_s);
    QCOMPARE(
        insertClause(
            u"btree ((a || ' WHERE '::text), \" WHERE \") WITH (fillfactor='70') WHERE (b <> ' WHERE '::text)"_s, space,
            u"WHERE"_s),
        u"btree ((a || ' WHERE '::text), \" WHERE \") WITH (fillfactor='70') TABLESPACE x WHERE (b <> ' WHERE '::text)"_s);
    QCOMPARE(insertClause(u"UNIQUE (a, \"b DEFERRABLE\") DEFERRABLE INITIALLY DEFERRED"_s, space, u"DEFERRABLE"_s),
             u"UNIQUE (a, \"b DEFERRABLE\") TABLESPACE x DEFERRABLE INITIALLY DEFERRED"_s);
}

void TestDomain::retargetsTriggers_data()
{
    QTest::addColumn<QString>("definition");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"CREATE TRIGGER x AFTER INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION f()"_s
                           << u"public.t"_s
                           << u"CREATE TRIGGER x AFTER INSERT ON n FOR EACH ROW EXECUTE FUNCTION f()"_s;
    QTest::newRow("name holds the place")
        << u"CREATE TRIGGER \"a ON public.t b\" AFTER UPDATE OF c ON public.t FOR EACH ROW EXECUTE FUNCTION f()"_s
        << u"public.t"_s
        << u"CREATE TRIGGER \"a ON public.t b\" AFTER UPDATE OF c ON n FOR EACH ROW EXECUTE FUNCTION f()"_s;
    QTest::newRow("argument holds it")
        << u"CREATE TRIGGER x AFTER INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION f(' ON public.t ')"_s
        << u"public.t"_s << u"CREATE TRIGGER x AFTER INSERT ON n FOR EACH ROW EXECUTE FUNCTION f(' ON public.t ')"_s;
    QTest::newRow("quoted table")
        << u"CREATE TRIGGER x AFTER INSERT ON \"M C\".\"a\"\" ON b\" FOR EACH ROW EXECUTE FUNCTION f()"_s
        << u"\"M C\".\"a\"\" ON b\""_s << u"CREATE TRIGGER x AFTER INSERT ON n FOR EACH ROW EXECUTE FUNCTION f()"_s;
    QTest::newRow("another table") << u"CREATE TRIGGER x AFTER INSERT ON public.t2 FOR EACH ROW EXECUTE FUNCTION f()"_s
                                   << u"public.t"_s << QString();
}

void TestDomain::retargetsTriggers()
{
    QFETCH(QString, definition);
    QFETCH(QString, from);
    QFETCH(QString, expected);
    QCOMPARE(retargetTrigger(definition, from, u"n"_s).value_or(QString()), expected);
}

void TestDomain::takesOnlyAway_data()
{
    QTest::addColumn<QString>("definition");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &definition, const QString &expected) {
        QTest::newRow(name) << definition << expected;
    };
    row("none", u"SELECT 1 FROM s.\"T x\""_s, u"SELECT 1 FROM s.\"T x\""_s);
    row("at the end", u"SELECT 1 FROM ONLY s.\"T x\""_s, u"SELECT 1 FROM s.\"T x\""_s);
    row("every place",
        u"UPDATE ONLY s.\"T x\" a SET b = (SELECT 1 FROM (ONLY s.\"T x\" JOIN ONLY s.\"T x\" c ON true))"_s,
        u"UPDATE s.\"T x\" a SET b = (SELECT 1 FROM (s.\"T x\" JOIN s.\"T x\" c ON true))"_s);
    row("in a string", u"SELECT ' ONLY s.\"T x\"' FROM ONLY s.\"T x\";"_s,
        u"SELECT ' ONLY s.\"T x\"' FROM s.\"T x\";"_s);
    row("in a quoted name", u"SELECT 1 AS \"a ONLY s.b\" FROM s.\"T x\""_s,
        u"SELECT 1 AS \"a ONLY s.b\" FROM s.\"T x\""_s);
    row("another table", u"SELECT 1 FROM ONLY s.\"T x\"\"y\", ONLY s.t"_s,
        u"SELECT 1 FROM ONLY s.\"T x\"\"y\", ONLY s.t"_s);
}

void TestDomain::takesOnlyAway()
{
    QFETCH(QString, definition);
    QFETCH(QString, expected);
    QCOMPARE(withoutOnly(definition, u"s.\"T x\""_s), expected);
}

void TestDomain::splitsStatements_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("statements");
    QTest::newRow("empty") << u" ;\n; "_s << QStringList();
    QTest::newRow("two") << u"a;\n b ;"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("atomic body")
        << u"create or replace PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN a THEN E'\\';' END; SELECT \"end\"; END; BEGIN; x"_s
        << QStringList{
               u"create or replace PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN a THEN E'\\';' END; SELECT \"end\"; END"_s,
               u"BEGIN"_s, u"x"_s};
    QTest::newRow("function of a string")
        << u"CREATE FUNCTION f() AS $$begin a; end$$; CREATE TABLE begin (); b"_s
        << QStringList{u"CREATE FUNCTION f() AS $$begin a; end$$"_s, u"CREATE TABLE begin ()"_s, u"b"_s};
    QTest::newRow("no semicolon at the end") << u"a; b"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("string") << u"SELECT 'a;''b'; c"_s << QStringList{u"SELECT 'a;''b'"_s, u"c"_s};
    QTest::newRow("escape string") << uR"(SELECT E'a\';b', e'\\'; c)"_s
                                   << QStringList{uR"(SELECT E'a\';b', e'\\')"_s, u"c"_s};
    QTest::newRow("backslash in a plain string") << uR"(SELECT '\'; c)"_s << QStringList{uR"(SELECT '\')"_s, u"c"_s};
    QTest::newRow("a word that ends in e") << uR"(SELECT date'\'; c)"_s << QStringList{uR"(SELECT date'\')"_s, u"c"_s};
    QTest::newRow("identifier") << u"SELECT \"a;\"\"b\"; c"_s << QStringList{u"SELECT \"a;\"\"b\""_s, u"c"_s};
    QTest::newRow("dollar quotes") << u"DO $$ a; b $$; DO $x$ $$;$$ ; $y$ $x$; c"_s
                                   << QStringList{u"DO $$ a; b $$"_s, u"DO $x$ $$;$$ ; $y$ $x$"_s, u"c"_s};
    QTest::newRow("dollar in a name") << u"SELECT a$b$; SELECT $1; SELECT x$b$"_s
                                      << QStringList{u"SELECT a$b$"_s, u"SELECT $1"_s, u"SELECT x$b$"_s};
    QTest::newRow("tag beyond ASCII") << u"DO $ä$ a; b $ä$; c"_s << QStringList{u"DO $ä$ a; b $ä$"_s, u"c"_s};
    QTest::newRow("line comment") << u"a -- x;\n; b"_s << QStringList{u"a -- x;"_s, u"b"_s};
    QTest::newRow("nested comment") << u"a /* ; /* ; */ ; */ ; b"_s << QStringList{u"a /* ; /* ; */ ; */"_s, u"b"_s};
    QTest::newRow("quote in a comment") << u"a -- it's\n; b /* \" */; c"_s
                                        << QStringList{u"a -- it's"_s, u"b /* \" */"_s, u"c"_s};
    QTest::newRow("comment in a string") << u"SELECT '--'; b; SELECT '/*'; c"_s
                                         << QStringList{u"SELECT '--'"_s, u"b"_s, u"SELECT '/*'"_s, u"c"_s};
}

void TestDomain::splitsStatements()
{
    QFETCH(QString, script);
    QFETCH(QStringList, statements);
    QCOMPARE(splitStatements(script), statements);
}

void TestDomain::planSurvivesJson()
{
    const Plan plan = examplePlan();
    const QByteArray json = plan.toJson();
    const auto read = Plan::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->digest(), plan.digest());
    QCOMPARE(read->toJson(), json);
    QCOMPARE(read->table.name, plan.table.name);
    QCOMPARE(read->table.oid, plan.table.oid);
    QCOMPARE(read->leaves[0].rows, plan.leaves[0].rows);
    QVERIFY(read->leaves[1].isDefault());
    QCOMPARE(read->table.indexes[0].choice, UniqueChoice::PerLeaf);
    UniqueChoice choice{};
    for (const UniqueChoice each : {UniqueChoice::Extend, UniqueChoice::Guard, UniqueChoice::Refuse})
        QVERIFY(fromText(toText(each), &choice) && choice == each);
    QCOMPARE(read->table.indexes[0].keyColumns, plan.table.indexes[0].keyColumns);
    QCOMPARE(read->table.columns[0].hashable, false);
    QCOMPARE(read->limits.logHardBytes, plan.limits.logHardBytes);
    QCOMPARE(read->pace.standbyLagMs, plan.pace.standbyLagMs);
    QCOMPARE(read->pace.hours, plan.pace.hours);
    QCOMPARE(read->pace.required, plan.pace.required);
    QCOMPARE(read->prewarm, plan.prewarm);
    QCOMPARE(read->findings[0].severity, Finding::Severity::Decides);
    QCOMPARE(read->beforeSwitch.timeoutMs, 5);
}

// Each single value of the document counts: changing any of them breaks the digest.
void TestDomain::planTellsEveryChange()
{
    const QJsonObject object = QJsonDocument::fromJson(examplePlan().toJson()).object();
    QVERIFY(object.size() > 25);
    for (const QString &field : object.keys()) {
        QJsonObject changed = object;
        const QJsonValue value = object.value(field);
        if (value.isString())
            changed[field] = QString(value.toString() + u'0');
        else if (value.isDouble())
            changed[field] = value.toDouble() + (field == u"format" ? -1 : 1);
        else if (value.isBool())
            changed[field] = !value.toBool();
        else
            changed.remove(field);
        const auto read = Plan::fromJson(QJsonDocument(changed).toJson());
        QVERIFY2(!read, qPrintable(field));
        QCOMPARE(read.error().code, ErrorCode::Usage);
        QVERIFY2(read.error().message.contains(field == u"strategy" ? u"plan" : u"changed after"),
                 qPrintable(field + u": " + read.error().message));
    }
}

void TestDomain::readsAmounts()
{
    QCOMPARE(parseBytes(QStringLiteral("8192")), 8192);
    QCOMPARE(parseBytes(QStringLiteral("512MB")), 512LL << 20);
    QCOMPARE(parseBytes(QStringLiteral(" 2 tb ")), 2LL << 40);
    QCOMPARE(parseDuration(QStringLiteral("500ms")), 500);
    QCOMPARE(parseDuration(QStringLiteral("10")), 10'000);
    QCOMPARE(parseDuration(QStringLiteral("2h")), 7'200'000);
    for (const char *wrong : {"", "MB", "-1MB", "1.5GB", "10s", "999999999999999TB"})
        QVERIFY2(!parseBytes(QLatin1String(wrong)), wrong);
    for (const char *wrong : {"", "h", "-1s", "10MB", "1:30"})
        QVERIFY2(!parseDuration(QLatin1String(wrong)), wrong);
}

void TestDomain::judgesThePace()
{
    PlanPace limits;
    limits.hours = QStringLiteral("22:00-05:00");
    const auto share = [&](Guard guard, double value, PacedWork work = PacedWork::Copy) {
        return judge(limits, {{guard, QStringLiteral("r2"), value}}, work).share;
    };
    QCOMPARE(share(Guard::StandbyLag, 9'999), 1.0);
    QCOMPARE(share(Guard::StandbyLag, 10'000), 0.5);
    QCOMPARE(share(Guard::StandbyLag, 15'000), 0.25);
    QCOMPARE(share(Guard::StandbyLag, 20'000), 0.0);
    QCOMPARE(share(Guard::HitRatioLoss, 90), 0.25); // never stops
    QCOMPARE(share(Guard::FreeSpace, 0), 1.0);      // no limit
    // Outside the hours the replay goes on; the switch looks at nothing else.
    QCOMPARE(share(Guard::Hours, 12 * 60), 0.0);
    QCOMPARE(share(Guard::Hours, 12 * 60, PacedWork::Replay), 1.0);
    QCOMPARE(share(Guard::HitRatioLoss, 90, PacedWork::Replay), 1.0);
    QCOMPARE(share(Guard::Hours, 12 * 60, PacedWork::Switch), 0.0);
    QCOMPARE(share(Guard::StandbyLag, 20'000, PacedWork::Switch), 1.0);

    const QList<GuardReading> both{{Guard::StandbyLag, QStringLiteral("r2"), 12'000},
                                   {Guard::SlotWal, QStringLiteral("s"), 30.0 * (1LL << 30)}};
    QCOMPARE(judge(limits, both, PacedWork::Copy).text(),
             QStringLiteral("slowed: replication slot s keeps 30.0 GB of WAL"));
    const QList<GuardReading> unreadable{{Guard::StandbyLag, {}, std::nullopt, QStringLiteral("no right")}};
    QVERIFY(judge(limits, unreadable, PacedWork::Copy).isFull());
    limits.required = {toText(Guard::StandbyLag)};
    QCOMPARE(judge(limits, unreadable, PacedWork::Copy).text(), QStringLiteral("stopped: no right"));
}

void TestDomain::keepsHours_data()
{
    QTest::addColumn<QString>("hours");
    QTest::addColumn<QString>("time");
    QTest::addColumn<bool>("within");
    QTest::newRow("none") << QString() << QStringLiteral("12:00") << true;
    QTest::newRow("in the day") << QStringLiteral("09:00-17:30") << QStringLiteral("09:00") << true;
    QTest::newRow("before") << QStringLiteral("09:00-17:30") << QStringLiteral("08:59") << false;
    QTest::newRow("the end is outside") << QStringLiteral("09:00-17:30") << QStringLiteral("17:30") << false;
    QTest::newRow("over midnight") << QStringLiteral("22:00-05:00") << QStringLiteral("23:59") << true;
    QTest::newRow("after midnight") << QStringLiteral("22:00-05:00") << QStringLiteral("00:00") << true;
    QTest::newRow("at noon") << QStringLiteral("22:00-05:00") << QStringLiteral("12:00") << false;
}

void TestDomain::keepsHours()
{
    QFETCH(QString, hours);
    QFETCH(QString, time);
    QFETCH(bool, within);
    QCOMPARE(isWithinHours(hours, time.left(2).toInt() * 60 + time.mid(3).toInt()), within);
    QCOMPARE(areHours(hours), !hours.isEmpty());
    QVERIFY(!areHours(QStringLiteral("25:00-05:00")));
    QVERIFY(!areHours(QStringLiteral("22-5")));
    QVERIFY(!areHours(QStringLiteral("22:00-22:00")));
}

void TestDomain::refusesOtherPlans()
{
    for (const char *text : {"", "[]", "{}", "{\"a\": 1}", "\x00\xff", "null"}) {
        const auto read = Plan::fromJson(text);
        QVERIFY(!read);
        QCOMPARE(read.error().message, u"this is not a plan"_s);
    }
    QByteArray newer = examplePlan().toJson();
    newer.replace("\"format\": 1", "\"format\": 99");
    const auto read = Plan::fromJson(newer);
    QVERIFY(!read);
    QVERIFY(read.error().message.contains(u"newer"));
    QVERIFY(!read.error().hint.isEmpty());
}

void TestDomain::choosesSpan_data()
{
    QTest::addColumn<QList<QDate>>("days");
    QTest::addColumn<QString>("every");
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    QTest::newRow("no rows") << QList<QDate>() << u"1 month"_s << QDate(2026, 3, 1) << QDate(2026, 6, 1);
    QTest::newRow("past") << QList<QDate>{QDate(2025, 1, 31), QDate(2025, 12, 1)} << u"1 month"_s << QDate(2025, 1, 1)
                          << QDate(2026, 6, 1);
    QTest::newRow("a little future") << QList<QDate>{QDate(2026, 3, 1), QDate(2026, 11, 30)} << u"1 month"_s
                                     << QDate(2026, 3, 1) << QDate(2026, 11, 1);
    QTest::newRow("only future") << QList<QDate>{QDate(2026, 8, 1)} << u"1 month"_s << QDate(2026, 3, 1)
                                 << QDate(2026, 8, 1);
    QTest::newRow("long ago") << QList<QDate>{QDate(2020, 1, 1)} << u"1 month"_s << QDate(2020, 1, 1)
                              << QDate(2026, 6, 1);
    QTest::newRow("weeks") << QList<QDate>{QDate(2026, 3, 1)} << u"1 week"_s << QDate(2026, 2, 23)
                           << QDate(2026, 3, 30);
}

void TestDomain::choosesSpan()
{
    QFETCH(QList<QDate>, days);
    QFETCH(QString, every);
    QFETCH(QDate, first);
    QFETCH(QDate, last);
    QList<DayCount> counts;
    for (const QDate &date : days)
        counts << DayCount{date, 1000};
    const PeriodSpan span = chooseSpan(counts, width(every), QDate(2026, 3, 15), 3, true);
    QCOMPARE(span.first, first);
    QCOMPARE(span.last, last);
    QCOMPARE(span.rowsBefore, 0);
    QCOMPARE(span.rowsAfter, 0);
}

void TestDomain::leavesOutliersOut()
{
    QList<DayCount> days{{QDate(1, 1, 1), 1}, {QDate(1970, 1, 1), 3}, {QDate(1999, 12, 31), 2}};
    for (QDate date(2024, 1, 1); date < QDate(2026, 3, 1); date = date.addDays(1))
        days << DayCount{date, 100};
    days << DayCount{QDate(2099, 1, 1), 4} << DayCount{QDate(9999, 12, 31), 5};
    const PartitionInterval month = width(u"1 month"_s);
    const PeriodSpan span = chooseSpan(days, month, QDate(2026, 3, 15), 3, true);
    QCOMPARE(span.first, QDate(2024, 1, 1));
    QCOMPARE(span.last, QDate(2026, 6, 1));
    QCOMPARE(span.rowsBefore, 6);
    QCOMPARE(span.rowsAfter, 9);
    const PeriodSpan whole = chooseSpan(days, month, QDate(2026, 3, 15), 3, false);
    QCOMPARE(whole.first, QDate(1, 1, 1));
    QCOMPARE(whole.last, QDate(9999, 12, 1));
    QCOMPARE(whole.rowsBefore + whole.rowsAfter, 0);
    days[1].rows = 20'000; // too many for an outlier
    QCOMPARE(chooseSpan(days, month, QDate(2026, 3, 15), 3, true).first, QDate(1970, 1, 1));
    // Twelve empty periods are a pause, thirteen a gap.
    const QList<DayCount> pause{{QDate(2024, 1, 1), 1}, {QDate(2025, 2, 1), 100'000}};
    QCOMPARE(chooseSpan(pause, month, QDate(2025, 2, 1), 0, true).first, QDate(2024, 1, 1));
    const QList<DayCount> gap{{QDate(2024, 1, 1), 1}, {QDate(2025, 3, 1), 100'000}};
    QCOMPARE(chooseSpan(gap, month, QDate(2025, 3, 1), 0, true).first, QDate(2025, 3, 1));
}

void TestDomain::parsesQualifiedNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *title, const QString &text, const QString &schema, const QString &name) {
        QTest::newRow(title) << text << !name.isEmpty() << schema << name;
    };
    row("one part", u"T"_s, {}, u"t"_s);
    row("two parts", u"Public.Tab"_s, u"public"_s, u"tab"_s);
    row("quoted", u"\"Mixed Case\".\"we\"\"ird. tab'le\""_s, u"Mixed Case"_s, u"we\"ird. tab'le"_s);
    row("half quoted", u"\"A\".B"_s, u"A"_s, u"b"_s);
    row("beyond ASCII", u"Größe"_s, {}, u"größe"_s);
    row("empty", u""_s, {}, {});
    row("three parts", u"a.b.c"_s, {}, {});
    row("empty part", u"a."_s, {}, {});
    row("open quote", u"\"a"_s, {}, {});
    row("text behind a quote", u"\"a\"b"_s, {}, {});
    row("quote inside", u"a\"b\""_s, {}, {});
    row("empty quotes", u"\"\".a"_s, {}, {});
}

void TestDomain::parsesQualifiedNames()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(QString, schema);
    QFETCH(QString, name);
    const auto parsed = QualifiedName::parse(text);
    QCOMPARE(parsed.has_value(), valid);
    if (!valid) {
        QCOMPARE(parsed.error().code, ErrorCode::Usage);
        return;
    }
    QCOMPARE(*parsed, (QualifiedName{schema, name}));
    QCOMPARE(QualifiedName::parse(parsed->quoted()).value(), *parsed);
}

void TestDomain::quotes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("literal");
    QTest::newRow("plain") << u"a_1"_s << u"a_1"_s << u"'a_1'"_s;
    QTest::newRow("digit first") << u"1a"_s << u"\"1a\""_s << u"'1a'"_s;
    QTest::newRow("capital") << u"Ab"_s << u"\"Ab\""_s << u"'Ab'"_s;
    QTest::newRow("keyword") << u"select"_s << u"\"select\""_s << u"'select'"_s;
    QTest::newRow("quotes") << u"a\"b'c"_s << u"\"a\"\"b'c\""_s << u"'a\"b''c'"_s;
    QTest::newRow("backslash") << u"a\\'"_s << u"\"a\\'\""_s << u"E'a\\\\'''"_s;
    QTest::newRow("beyond ASCII") << u"größe"_s << u"\"größe\""_s << u"'größe'"_s;
}

void TestDomain::quotes()
{
    QFETCH(QString, name);
    QFETCH(QString, identifier);
    QFETCH(QString, literal);
    QCOMPARE(quoteIdentifier(name), identifier);
    QCOMPARE(quoteLiteral(name), literal);
}

void TestDomain::splitsRecords_data()
{
    QTest::addColumn<QString>("record");
    QTest::addColumn<QStringList>("fields"); // "-" for NULL
    // As the server writes them: SELECT ROW(1, 'a', NULL, '')::text and so on.
    QTest::newRow("plain") << uR"x((1,a,,""))x"_s << QStringList{u"1"_s, u"a"_s, u"-"_s, u""_s};
    QTest::newRow("one NULL") << u"()"_s << QStringList{u"-"_s};
    QTest::newRow("NULL at both ends") << u"(,x,)"_s << QStringList{u"-"_s, u"x"_s, u"-"_s};
    QTest::newRow("comma, parenthesis") << uR"x(("a,b","c)","(d"))x"_s << QStringList{u"a,b"_s, u"c)"_s, u"(d"_s};
    QTest::newRow("quote, backslash") << uR"x(("say ""hi""","C:\\x"))x"_s << QStringList{u"say \"hi\""_s, u"C:\\x"_s};
    QTest::newRow("array, record in it") << uR"x(("{1,2}","(1,""a b"")"))x"_s
                                         << QStringList{u"{1,2}"_s, u"(1,\"a b\")"_s};
    QTest::newRow("only quotes") << uR"x(("""",""""""))x"_s << QStringList{u"\""_s, u"\"\""_s};
    QTest::newRow("no record") << u"1,2"_s << QStringList();
}

void TestDomain::splitsRecords()
{
    QFETCH(QString, record);
    QStringList fields;
    for (const auto &field : splitRecord(record))
        fields << field.value_or(u"-"_s);
    QTEST(fields, "fields");
}

void TestDomain::locksAreReadAndWritten()
{
    const QString text = u"ACCESS EXCLUSIVE on public.a, \"b, c\".\"d\"\"e, f\"; SHARE on each partition of public.a"_s;
    const auto locks = relationLocksOf(text);
    QVERIFY(locks);
    QCOMPARE(locks->size(), 3);
    QCOMPARE(locks->at(1).relation, u"\"b, c\".\"d\"\"e, f\""_s);
    QVERIFY(locks->at(2).eachPartition && locks->at(2).mode == LockMode::Share);
    QCOMPARE(toText(*locks), text);
    QCOMPARE(toText(QList<RelationLock>()), u"none"_s);
    QVERIFY(relationLocksOf(u"none"_s) && relationLocksOf(u"none"_s)->isEmpty());
    for (const QString &wrong : {u"SOME LOCK on a"_s, u"SHARE"_s, u"share on a"_s, QString()})
        QVERIFY2(!relationLocksOf(wrong), qPrintable(wrong));
    QCOMPARE(lockModeText(u"ShareRowExclusiveLock"_s), u"SHARE ROW EXCLUSIVE"_s);
    QVERIFY(!lockModeOf(u"SIReadLock"_s));
}

void TestDomain::locksSayWhoWaits()
{
    const auto locks =
        relationLocksOf(u"SHARE on b; ACCESS EXCLUSIVE on a; ACCESS SHARE on a, c; SHARE UPDATE EXCLUSIVE on d"_s);
    QVERIFY(locks);
    const QList<RelationLock> strongest = strongestLocks(*locks);
    QCOMPARE(toText(strongest), u"ACCESS EXCLUSIVE on a; SHARE on b; SHARE UPDATE EXCLUSIVE on d; ACCESS SHARE on c"_s);
    QCOMPARE(impactText(strongest), u"ACCESS EXCLUSIVE on a: reads and writes wait\nSHARE on b: writes wait"_s);
    QCOMPARE(impactText({}), QString());
}

QTEST_GUILESS_MAIN(TestDomain)
#include "tst_domain.moc"
