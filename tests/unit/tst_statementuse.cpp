// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sqlscan.h"
#include "domain/statementuse.h"

#include <QTest>

using namespace parterre;
using namespace Qt::StringLiterals;

namespace {

const QList<QualifiedName> kTables{{u"public"_s, u"t"_s}, {u"My Schema"_s, u"a view"_s}};

// "ConflictColumns(id,at)" for each use.
QStringList told(const QString &text)
{
    static const char *kinds[] = {"columns", "constraint", "any", "upsert-sets", "sets", "system", "only", "copy"};
    QStringList list;
    for (const StatementUse &use : statementUses(text, kTables, u"at"_s))
        list << QLatin1String(kinds[static_cast<int>(use.kind)]) + u'(' + use.names.join(u',') + u')';
    return list;
}

} // namespace

/// What the text of statements and functions does to a table.
class TestStatementUse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tokens();
    void finds_data();
    void finds();
    void excerpts();
    void missesKey_data();
    void missesKey();
};

void TestStatementUse::tokens()
{
    QStringList list;
    for (const SqlToken &token : sqlTokens(u"SELECT \"a \"\"b\", 'it''s', $x$y'z$x$, $1 -- c\n/* d */ FROM T.u"_s))
        list << QString::number(static_cast<int>(token.kind)) + token.text;
    QCOMPARE(list,
             (QStringList{u"0select"_s, u"1a \"b"_s, u"3,"_s, u"2it's"_s, u"3,"_s, u"2y'z"_s, u"3,"_s, u"0$1"_s,
                          u"0from"_s, u"0t"_s, u"3."_s, u"0u"_s}));
}

void TestStatementUse::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &text, const QStringList &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("columns", u"INSERT INTO t (id, at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING"_s, {u"columns(id)"_s});
    row("quoted", u"insert into \"public\".\"t\" (\"id\") values ($1) on conflict (\"id\", \"a b\") do nothing"_s,
        {u"columns(id,a b)"_s});
    row("operator class", u"INSERT INTO t VALUES (1) ON CONFLICT (id COLLATE \"C\" text_ops, n) DO NOTHING"_s,
        {u"columns(id,n)"_s});
    row("expression", u"INSERT INTO t VALUES (1) ON CONFLICT (lower(note)) DO NOTHING"_s, {u"columns()"_s});
    row("constraint", u"INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT \"t Key\" DO NOTHING"_s,
        {u"constraint(t Key)"_s});
    row("no target", u"INSERT INTO t SELECT * FROM u ON CONFLICT DO NOTHING"_s, {u"any()"_s});
    row("view", u"INSERT INTO \"My Schema\".\"a view\" VALUES (1) ON CONFLICT (id) DO NOTHING"_s, {u"columns(id)"_s});
    row("another table", u"INSERT INTO u VALUES (1) ON CONFLICT (id) DO NOTHING"_s, {});
    row("another schema", u"INSERT INTO other.t VALUES (1) ON CONFLICT (id) DO NOTHING"_s, {});
    row("two statements", u"INSERT INTO t VALUES (1); INSERT INTO u VALUES (1) ON CONFLICT (id) DO NOTHING"_s, {});
    row("with",
        u"WITH x AS (INSERT INTO t VALUES (1) ON CONFLICT (id) DO NOTHING RETURNING id) INSERT INTO u SELECT id FROM x ON CONFLICT (n) DO NOTHING"_s,
        {u"columns(id)"_s});
    row("in a comment", u"INSERT INTO t VALUES (1) -- ON CONFLICT (id) DO NOTHING"_s, {});
    row("executed", u"BEGIN EXECUTE 'INSERT INTO t VALUES ($1, ''x'') ON CONFLICT (id) DO NOTHING' USING a; END"_s,
        {u"columns(id)"_s});
    row("upsert", u"INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET n = excluded.n, at = excluded.at"_s,
        {u"columns(id)"_s, u"upsert-sets()"_s});
    row("upsert keeps", u"INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET n = excluded.at WHERE t.at = $1"_s,
        {u"columns(id)"_s});
    row("update", u"UPDATE t x SET note = 'a', at = now() WHERE id = 1"_s, {u"sets()"_s});
    row("update list", u"UPDATE ONLY t AS x SET (note, at) = ($1, $2)"_s, {u"sets()"_s, u"only()"_s});
    row("update keeps", u"UPDATE t SET note = at::text, n = (SELECT 1 FROM u WHERE at = n) WHERE at = $1"_s, {});
    row("for update", u"SELECT * FROM t WHERE id = $1 FOR UPDATE"_s, {});
    row("system column", u"INSERT INTO t VALUES (1) ON CONFLICT (id, at) DO UPDATE SET n = 1 RETURNING (xmax = 0)"_s,
        {u"columns(id,at)"_s, u"system(xmax)"_s});
    row("only", u"SELECT count(*) FROM ONLY public.t"_s, {u"only()"_s});
    row("copy", u"COPY public.t (id, at) TO STDOUT"_s, {u"copy()"_s});
    row("copy from", u"COPY t FROM STDIN"_s, {});
    row("cut off", u"INSERT INTO t VALUES (1) ON CONFLICT (id"_s, {});
    row("nothing", u""_s, {});
}

void TestStatementUse::finds()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(told(text), expected);
}

void TestStatementUse::excerpts()
{
    const auto uses = statementUses(
        u"INSERT INTO t (id, note) -- secret\n VALUES (4711, 'secret')\n\tON CONFLICT (id) DO UPDATE SET note = 'secret'"_s,
        kTables, u"at"_s);
    QCOMPARE(uses.size(), 1);
    QCOMPARE(uses.first().excerpt, u"INSERT INTO t (id, note) VALUES (…, '…') ON CONFLICT (id)"_s);
    const QString cut = excerptOf(u"SELECT "_s + u"a_column, "_s.repeated(50) + u"b FROM t"_s, 80);
    QVERIFY(cut.size() <= 80);
    QVERIFY(cut.startsWith(u"SELECT a_column"_s) && cut.endsWith(u"b FROM t"_s) && cut.contains(u" … "_s));
}

void TestStatementUse::missesKey_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("misses");
    QTest::newRow("by id") << u"SELECT * FROM t WHERE id = $1"_s << true;
    QTest::newRow("by key") << u"SELECT * FROM t WHERE id = $1 AND \"at\" = $2"_s << false;
    QTest::newRow("delete") << u"DELETE FROM public.t WHERE id = $1"_s << true;
    QTest::newRow("another table") << u"SELECT * FROM u WHERE id = $1"_s << false;
    QTest::newRow("insert") << u"INSERT INTO t VALUES ($1)"_s << false;
    QTest::newRow("a string") << u"SELECT 't'"_s << false;
}

void TestStatementUse::missesKey()
{
    QFETCH(QString, text);
    QTEST(parterre::missesKey(text, kTables.first(), u"at"_s), "misses");
}

QTEST_GUILESS_MAIN(TestStatementUse)
#include "tst_statementuse.moc"
