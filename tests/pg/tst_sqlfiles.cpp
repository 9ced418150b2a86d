// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/journal.h"
#include "pg/ownschema.h"
#include "support/cluster.h"
#include "support/enginehelp.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

#include <libpq-fe.h>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

struct StatementFile {
    QString path; ///< below sql/
    QMap<QString, QString> header;
    QString text;

    bool isWhole() const
    {
        static const QRegularExpression placeholder(u"\\{[a-z_0-9]+\\}"_s);
        return !text.contains(placeholder);
    }
};

StatementFile readStatement(const QString &path)
{
    static const QRegularExpression line(u"^-- (id|params|columns|locks|since):[ \\t]*(.*?)[ \\t]*$"_s,
                                         QRegularExpression::MultilineOption);
    QFile file(QStringLiteral(PARTERRE_SOURCE_DIR "/sql/") + path);
    StatementFile statement{path, {}, file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString()};
    auto matches = line.globalMatch(statement.text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        statement.header.insert(match.captured(1), match.captured(2));
    }
    return statement;
}

QStringList statementPaths()
{
    QStringList paths;
    const QString root = QStringLiteral(PARTERRE_SOURCE_DIR "/sql/");
    QDirIterator files(root, {u"*.sql"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths << files.next().mid(root.size());
    paths.sort();
    return paths;
}

// "int8" and "bigint" are the same word to a reader.
QString plainType(QString type)
{
    static const QMap<QString, QString> names{{u"int2"_s, u"smallint"_s},
                                              {u"int4"_s, u"integer"_s},
                                              {u"int8"_s, u"bigint"_s},
                                              {u"bool"_s, u"boolean"_s},
                                              {u"float8"_s, u"double precision"_s},
                                              {u"timestamptz"_s, u"timestamp with time zone"_s},
                                              {u"timestamp"_s, u"timestamp without time zone"_s}};
    const bool array = type.endsWith(u"[]");
    if (array)
        type.chop(2);
    return names.value(type, type) + (array ? u"[]"_s : QString());
}

} // namespace

/// Every statement file against a live server: what its header says of parameters and columns is what the server says.
///
/// `-- params:` is "none" or "$1 TYPE what it is, $2 TYPE…". `-- columns:` is "none", or "NAME TYPE, NAME TYPE…", where
/// a repeated column is written once with "× N", or "as RELATION": all columns of that relation. Files with
/// {placeholders} are run by the scenario tests; here only their header is looked at.
class TestSqlFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void headers_data();
    void headers();
    void describes_data();
    void describes();
    void readsOnly();

private:
    QString typeName(Oid type);
    QStringList columnsOf(const QString &relation);
    QStringList stated(const QString &columns);

    std::unique_ptr<Cluster> m_cluster;
    PGconn *m_connection = nullptr;
};

void TestSqlFiles::initTestCase()
{
    m_cluster = std::make_unique<Cluster>();
    QVERIFY(m_cluster->start());
    m_cluster->createDatabase(u"app"_s);
    const QString conninfo = m_cluster->conninfo(u"app"_s, u"app_owner"_s);
    auto session = Session::open(profileOf(conninfo));
    QVERIFY_RESULT(session);
    QVERIFY_RESULT(ownschema::install(**session));
    m_connection = PQconnectdb(conninfo.toUtf8().constData());
    QCOMPARE(PQstatus(m_connection), CONNECTION_OK);
    for (const char *id : {"demo/create_transactions", "demo/create_balances", "demo/create_touch_function"}) {
        PGresult *result = PQexec(m_connection, SqlText::load(QLatin1String(id)).text.toUtf8().constData());
        QVERIFY2(PQresultStatus(result) == PGRES_COMMAND_OK, PQresultErrorMessage(result));
        PQclear(result);
    }
    PQclear(PQexec(m_connection, "SET search_path = pg_catalog, pg_temp"));
}

void TestSqlFiles::cleanupTestCase()
{
    PQfinish(m_connection);
    m_cluster.reset();
}

QString TestSqlFiles::typeName(Oid type)
{
    const QByteArray query = "SELECT pg_catalog.format_type(" + QByteArray::number(type) + ", NULL)";
    PGresult *result = PQexec(m_connection, query.constData());
    const QString name = QString::fromUtf8(PQgetvalue(result, 0, 0));
    PQclear(result);
    return name;
}

QStringList TestSqlFiles::columnsOf(const QString &relation)
{
    const QByteArray query =
        "SELECT a.attname || ' ' || format_type(a.atttypid, NULL) FROM pg_attribute a WHERE a.attrelid = '"
        + relation.toUtf8() + "'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
    PGresult *result = PQexec(m_connection, query.constData());
    QStringList columns;
    for (int i = 0; i < PQntuples(result); ++i)
        columns << QString::fromUtf8(PQgetvalue(result, i, 0));
    PQclear(result);
    return columns;
}

QStringList TestSqlFiles::stated(const QString &columns)
{
    static const QRegularExpression remark(u"\\s*\\([^)]*\\)"_s);
    static const QRegularExpression item(u"^(\\S+) (.*?)(?: × (\\d+))?$"_s);
    if (columns == u"none")
        return {};
    if (columns.startsWith(u"as "))
        return columnsOf(columns.mid(3));
    QStringList list;
    for (const QString &part : QString(columns).remove(remark).split(u", "_s)) {
        const auto match = item.match(part.trimmed());
        const int times = match.captured(3).isEmpty() ? 1 : match.captured(3).toInt();
        for (int i = 0; i < times; ++i)
            list << match.captured(1) + u' ' + plainType(match.captured(2));
    }
    return list;
}

void TestSqlFiles::headers_data()
{
    QTest::addColumn<QString>("path");
    const QStringList paths = statementPaths();
    QVERIFY(paths.size() > 150);
    for (const QString &path : paths)
        QTest::newRow(qPrintable(path)) << path;
}

void TestSqlFiles::headers()
{
    QFETCH(QString, path);
    const StatementFile statement = readStatement(path);
    for (const QString &name : {u"id"_s, u"params"_s, u"columns"_s, u"locks"_s, u"since"_s})
        QVERIFY2(!statement.header.value(name).isEmpty(), qPrintable(name));
    QCOMPARE(statement.header.value(u"id"_s), path.section(u'@', 0, 0).remove(u".sql"_s));
    // Each $n of the text is explained, and none that is not there.
    static const QRegularExpression parameter(u"\\$(\\d+)"_s);
    static const QRegularExpression functionBody(u"\\$([a-z]*)\\$.*\\$\\1\\$"_s,
                                                 QRegularExpression::DotMatchesEverythingOption);
    const auto numbers = [](const QString &text) {
        QSet<int> found;
        auto matches = parameter.globalMatch(text);
        while (matches.hasNext())
            found << matches.next().captured(1).toInt();
        return found;
    };
    const QString body = QString(statement.text)
                             .remove(QRegularExpression(u"^--.*$"_s, QRegularExpression::MultilineOption))
                             .remove(functionBody);
    if (!statement.header.value(u"params"_s).contains(u'…'))
        QCOMPARE(numbers(statement.header.value(u"params"_s)), numbers(body));
}

void TestSqlFiles::describes_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : statementPaths()) {
        const StatementFile statement = readStatement(path);
        if (statement.isWhole() && statement.header.value(u"since"_s).toInt() <= m_cluster->majorVersion())
            QTest::newRow(qPrintable(path)) << path;
    }
}

void TestSqlFiles::describes()
{
    QFETCH(QString, path);
    const StatementFile statement = readStatement(path);
    QString text = statement.text.trimmed();
    if (text.endsWith(u';'))
        text.chop(1);
    PGresult *result = PQprepare(m_connection, "", text.toUtf8().constData(), 0, nullptr);
    const QByteArray problem = PQresultErrorMessage(result);
    const bool prepared = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    QVERIFY2(prepared, problem.constData());

    result = PQdescribePrepared(m_connection, "");
    QList<Oid> parameters;
    for (int i = 0; i < PQnparams(result); ++i)
        parameters << PQparamtype(result, i);
    QStringList columns;
    QList<Oid> columnTypes;
    for (int i = 0; i < PQnfields(result); ++i) {
        columns << QString::fromUtf8(PQfname(result, i));
        columnTypes << PQftype(result, i);
    }
    PQclear(result);

    for (qsizetype i = 0; i < columns.size(); ++i)
        columns[i] += u' ' + typeName(columnTypes[i]);
    QCOMPARE(stated(statement.header.value(u"columns"_s)).join(u", "_s), columns.join(u", "_s));

    const QString params = statement.header.value(u"params"_s);
    QCOMPARE(params == u"none", parameters.isEmpty());
    for (qsizetype i = 0; i < parameters.size(); ++i) {
        static const QRegularExpression next(u",? \\$\\d+ |$"_s);
        const QString mark = u'$' + QString::number(i + 1) + u' ';
        const qsizetype start = params.indexOf(mark);
        QVERIFY2(start >= 0, qPrintable(mark));
        const QString said = params.mid(start + mark.size());
        const QString actual = typeName(parameters[i]);
        const QString word = said.section(u' ', 0, 0).remove(u',');
        QVERIFY2(plainType(word) == actual || said.startsWith(actual),
                 qPrintable(mark + u"is "_s + actual + u", the header says "_s + said));
    }
}

// What is called a query in a preview must not change anything: a read-only transaction takes it.
void TestSqlFiles::readsOnly()
{
    int tried = 0;
    for (const QString &path : statementPaths()) {
        const StatementFile file = readStatement(path);
        if (!file.isWhole() || file.header.value(u"since"_s).toInt() > m_cluster->majorVersion())
            continue;
        const SqlText statement = SqlText::load(file.header.value(u"id"_s), {}, m_cluster->majorVersion());
        if (!statement.onlyReads)
            continue;
        ++tried;
        PQclear(PQexec(m_connection, "BEGIN READ ONLY"));
        PGresult *result = PQprepare(m_connection, "", statement.text.toUtf8().constData(), 0, nullptr);
        PQclear(result);
        result = PQdescribePrepared(m_connection, "");
        const QList<const char *> nulls(PQnparams(result), nullptr);
        PQclear(result);
        result =
            PQexecPrepared(m_connection, "", static_cast<int>(nulls.size()), nulls.constData(), nullptr, nullptr, 0);
        const QByteArray state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        PQclear(result);
        PQclear(PQexec(m_connection, "ROLLBACK"));
        QVERIFY2(state != "25006", qPrintable(path));
    }
    QVERIFY(tried > 40);
}

QTEST_GUILESS_MAIN(TestSqlFiles)
#include "tst_sqlfiles.moc"
