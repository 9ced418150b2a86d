// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sqlscan.h"
#include "support/cluster.h"
#include "support/enginehelp.h"
#include "support/fixtures.h"

#include <QRegularExpression>
#include <QTest>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;

namespace {

struct Logged {
    QString application;
    QString text;
};

// An exported snapshot has a name of its own each time; the preview writes '…'.
QString normalised(const QString &text)
{
    static const QRegularExpression snapshot(u"^SET TRANSACTION SNAPSHOT '.*'$"_s);
    return snapshot.match(text).hasMatch() ? u"SET TRANSACTION SNAPSHOT '…'"_s : text;
}

// The statements of our sessions, in the order the server began them.
QList<Logged> loggedStatements(const QString &log)
{
    static const QRegularExpression head(
        u"^@@([^@]*)@@ (LOG|DETAIL|ERROR|HINT|STATEMENT|CONTEXT|WARNING|NOTICE|FATAL):  (.*)$"_s);
    static const QRegularExpression executed(u"^(?:execute [^:]*|statement): "_s);
    QList<Logged> list;
    bool open = false;
    for (const QString &line : log.split(u'\n')) {
        const auto match = head.match(line);
        if (!match.hasMatch()) {
            if (open && line.startsWith(u'\t'))
                list.last().text += u'\n' + line.mid(1);
            continue;
        }
        const auto begin = executed.match(match.captured(3));
        open = match.captured(2) == u"LOG" && begin.hasMatch() && match.captured(1).startsWith(u"parterre");
        if (open)
            list << Logged{match.captured(1), match.captured(3).mid(begin.capturedEnd())};
    }
    QList<Logged> single; // the second half of the switch is one message of many statements
    for (const Logged &message : std::as_const(list)) {
        for (const QString &text : splitStatements(message.text))
            single << Logged{message.application, normalised(text)};
    }
    return single;
}

// A foreign key that is valid, one that is not, and a publication.
const QString kReferring = uR"sql(
CREATE TABLE public."kind of" (kind integer PRIMARY KEY);
INSERT INTO public."kind of" VALUES (1);
ALTER TABLE %1 ADD COLUMN kind integer DEFAULT 1 CONSTRAINT "kind of it" REFERENCES public."kind of",
    ADD COLUMN other integer DEFAULT 1, ADD CONSTRAINT "other kind" FOREIGN KEY (other) REFERENCES public."kind of" NOT VALID;
COMMENT ON CONSTRAINT "kind of it" ON %1 IS 'the kind';
COMMENT ON CONSTRAINT "other kind" ON %1 IS 'another';
CREATE TABLE public.line (r %2 CONSTRAINT line_r REFERENCES %1 ON DELETE CASCADE);
COMMENT ON CONSTRAINT line_r ON public.line IS 'a line of it';
CREATE PUBLICATION "of it" FOR TABLE %1 WITH (publish_via_partition_root = true);
)sql"_s;

} // namespace

/// What the plan shows is what the server sees: the same distinct texts, repeats folded.
///
/// Order means: within a step, the statements that only the main session sent began, for the first time, in the order
/// in which the plan shows them. Copy batches, index builds and the hashes of a verification run side by side on the
/// workers, so between those there is none. Statements with a remark depend on a condition and may be missing.
class TestPreview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheServersLog_data();
    void equalsTheServersLog();
};

void TestPreview::equalsTheServersLog_data()
{
    QTest::addColumn<bool>("hostile");
    QTest::addColumn<QString>("more");
    QTest::addColumn<bool>("referring");
    QTest::newRow("transactions") << false << QString() << false;
    QTest::newRow("names that need quotes") << true << QString() << true;
    QTest::newRow("properties") << false << uR"(
        ALTER TABLE public.transactions ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON public.transactions USING (id > '');
        CREATE POLICY counted ON public.transactions FOR SELECT USING (id <= (SELECT max(t.id) FROM public.transactions t));
        COMMENT ON POLICY counted ON public.transactions IS 'all';
        CREATE STATISTICS public.both_of ON tx_hash, network FROM public.transactions;
        ALTER STATISTICS public.both_of SET STATISTICS 50;
        CREATE INDEX shifted ON public.transactions (lower(id));
        ALTER INDEX public.shifted ALTER COLUMN 1 SET STATISTICS 50;
        ALTER TABLE public.transactions CLUSTER ON shifted;
        ALTER TABLE public.transactions REPLICA IDENTITY FULL;
        ALTER TABLE public.transactions ADD CONSTRAINT later UNIQUE (id, network) DEFERRABLE)"_s
                                << false;
    QTest::newRow("what is bound by OID")
        << false
        << u"CREATE FUNCTION public.bound() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM ONLY public.transactions; END; "
           "CREATE TABLE public.front (id text); CREATE RULE forward AS ON DELETE TO public.front DO ALSO DELETE FROM public.transactions t WHERE t.id = OLD.id; "
           "CREATE RULE own AS ON UPDATE TO public.transactions DO ALSO NOTIFY own; ALTER TABLE public.transactions DISABLE RULE own; COMMENT ON RULE own ON public.transactions IS 'own'; "
           "CREATE POLICY seen ON public.front USING (EXISTS (SELECT FROM public.transactions t WHERE t.id = front.id)) WITH CHECK (true); "
           "CREATE MATERIALIZED VIEW public.per_network AS SELECT t.network, count(*) AS rows FROM public.transactions t GROUP BY 1; "
           "CREATE UNIQUE INDEX per_network_key ON public.per_network (network); COMMENT ON MATERIALIZED VIEW public.per_network IS 'sums'; GRANT SELECT ON public.per_network TO app_user"_s
        << false;
    QTest::newRow("no default partition") << false << QString() << false;
    QTest::newRow("with references and publications") << false << QString() << true;
}

void TestPreview::equalsTheServersLog()
{
    QFETCH(bool, hostile);
    QFETCH(QString, more);
    QFETCH(bool, referring);
    const bool keepsDefault = qstrcmp(QTest::currentDataTag(), "no default partition") != 0;
    Cluster cluster({.settings = {u"log_statement = all"_s, u"log_line_prefix = '@@%a@@ '"_s}});
    QVERIFY(cluster.start());
    cluster.createDatabase(u"app"_s);
    const QString owner = cluster.conninfo(u"app"_s, u"app_owner"_s);
    {
        PgClient client = mustConnect(owner);
        if (hostile)
            createHostileNames(client);
        else
            createTransactions(client, {.rows = 2000, .outliers = keepsDefault});
        if (!more.isEmpty())
            mustExec(client, more);
        if (referring)
            mustExec(
                client,
                kReferring.arg(hostile ? kHostileSql : u"public.transactions"_s, hostile ? u"bigint"_s : u"text"_s));
    }
    PlanRequest request = hostile ? requestFor(kHostileSchema, kHostileTable, kHostileKey)
                                  : requestFor(u"public"_s, u"transactions"_s, u"timestamp"_s);
    if (hostile)
        request.uniqueKeys = UniqueChoice::Guard;
    if (referring)
        request.dropReferences << u"line_r"_s;
    if (!keepsDefault) {
        request.defaultPartition = false;
        request.applicationSwitch = {u"SELECT 1"_s};
        request.applicationSwitchBack = {u"SELECT 2"_s};
    }
    const auto planned = planFor(owner, request);
    QVERIFY_RESULT(planned);
    QVERIFY(planned->plan);
    const Plan plan = *planned->plan;
    const qint64 from = cluster.logSize();
    RecordingSink sink;
    Engine engine({profileOf(owner), {}, &sink});
    QVERIFY_RESULT(engine.migrate(plan));
    QVERIFY_RESULT(engine.rollBack(plan.id));
    QVERIFY_RESULT(engine.resume(plan.id));
    QVERIFY_RESULT(engine.finish(plan.id, true));
    const QList<Logged> log = loggedStatements(cluster.logText(from));
    QVERIFY(log.size() > 100);

    const QList<PlannedStep> steps = describePlan(plan);
    QMap<QString, int> shown; // in how many steps
    for (const PlannedStep &step : steps) {
        QSet<QString> texts;
        for (const PlannedStatement &statement : step.statements)
            texts << normalised(statement.sql.text);
        for (const QString &text : texts)
            ++shown[text];
    }
    // Nothing was sent that was not shown.
    QMap<QString, qsizetype> first;
    QSet<QString> elsewhere; // sent by a worker or another session
    QStringList surprises;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (!shown.contains(log[i].text) && !surprises.contains(log[i].text))
            surprises << log[i].text;
        if (!first.contains(log[i].text))
            first.insert(log[i].text, i);
        if (!log[i].application.endsWith(u":main"))
            elsewhere << log[i].text;
    }
    QVERIFY2(
        surprises.isEmpty(),
        qPrintable(u"%1 statements were sent and not shown:\n"_s.arg(surprises.size()) + surprises.join(u"\n----\n")));
    // Nothing unconditional was shown that was not sent; and in its order.
    QStringList missing;
    for (const PlannedStep &step : steps) {
        qsizetype last = -1;
        QString before;
        for (const PlannedStatement &statement : step.statements) {
            if (!statement.remark.isEmpty())
                continue;
            const QString text = normalised(statement.sql.text);
            if (!first.contains(text)) {
                missing << step.name + u": "_s + text;
                continue;
            }
            if (shown.value(text) > 1 || elsewhere.contains(text))
                continue;
            QVERIFY2(
                first.value(text) >= last,
                qPrintable(step.name + u": shown first:\n"_s + before + u"\nbut later in the log than:\n"_s + text));
            last = first.value(text);
            before = text;
        }
    }
    QVERIFY2(missing.isEmpty(),
             qPrintable(u"%1 statements were shown and not sent:\n"_s.arg(missing.size()) + missing.join(u"\n----\n")));
    for (const PlannedStep &step : steps)
        QVERIFY2(!step.name.isEmpty() && !step.purpose.isEmpty() && !step.statements.isEmpty(), qPrintable(step.name));
}

QTEST_GUILESS_MAIN(TestPreview)
#include "tst_preview.moc"
