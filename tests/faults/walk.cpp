// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/walk.h"

#include "migration/engine.h"
#include "migration/watch.h"
#include "support/deadline.h"

#include <QRegularExpression>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace parterre::test {

using namespace std::chrono_literals;

namespace {

const QString kOpen = QStringLiteral("Open");
const QString kFinish = QStringLiteral("Finish");

// Raises what a statement is to fail with.
const QString kRaise =
    QStringLiteral("CREATE SCHEMA IF NOT EXISTS fault; GRANT USAGE ON SCHEMA fault TO PUBLIC; "
                   "CREATE OR REPLACE FUNCTION fault.raise(code text) RETURNS void LANGUAGE plpgsql AS "
                   "$$ BEGIN RAISE EXCEPTION USING ERRCODE = code, MESSAGE = 'the statement was made to fail'; END $$");

// With the parameters of the statement it stands for.
std::string failing(const QString &text, Fault fault)
{
    static const QRegularExpression parameter(QStringLiteral("\\$([0-9]+)"));
    int parameters = 0;
    for (auto it = parameter.globalMatch(text); it.hasNext();)
        parameters = std::max(parameters, it.next().captured(1).toInt());
    QString sql = QStringLiteral("SELECT fault.raise('%1')")
                      .arg(fault == Fault::DiskFull ? QStringLiteral("53100") : QStringLiteral("22012"));
    for (int number = 1; number <= parameters; ++number)
        sql += QStringLiteral(", $%1::text").arg(number);
    return sql.toStdString();
}

QString joined(const QList<Statement> &statements)
{
    QStringList texts;
    for (const Statement &statement : statements)
        texts << statement.sql.text;
    return texts.join(QStringLiteral(";\n"));
}

QString lastWords(Program &program)
{
    const QByteArray said = program.output() + program.errorOutput();
    return QString::fromUtf8(said.trimmed().split('\n').mid(-8).join("\n      "));
}

} // namespace

QString toText(Fault fault)
{
    static const QStringList names{QStringLiteral("kill"),       QStringLiteral("terminate"),
                                   QStringLiteral("cut-client"), QStringLiteral("cut-server"),
                                   QStringLiteral("crash"),      QStringLiteral("error"),
                                   QStringLiteral("disk-full"),  QStringLiteral("lock")};
    return names[static_cast<int>(fault)];
}

bool isOfStatement(Fault fault)
{
    return fault == Fault::Error || fault == Fault::DiskFull;
}

QString WalkReport::toString() const
{
    QStringList where;
    if (!problems.isEmpty()) {
        for (const Hit &hit : hits.mid(std::max<qsizetype>(0, hits.size() - 3)))
            where << hit.step + u'/' + hit.statement;
    }
    return QStringLiteral("seed %1: %2 %3, %4, %5 of %6 statements struck, %7, %8 s%9")
        .arg(options.seed)
        .arg(parterre::test::toText(options.fault),
             isOfStatement(options.fault) ? QStringLiteral("at")
                 : options.after          ? QStringLiteral("after")
                                          : QStringLiteral("before"),
             options.only >= 0    ? QStringLiteral("rolls back from number %1").arg(options.only)
                 : options.itself ? QStringLiteral("goes on itself")
                                  : QStringLiteral("another goes on"))
        .arg(hits.size())
        .arg(met)
        .arg(ending)
        .arg(durationMs / 1000)
        .arg(problems.isEmpty() ? QString()
                                : QStringLiteral("\n    last: ") + where.join(QStringLiteral(", "))
                     + QStringLiteral("\n    ") + problems.join(QStringLiteral("\n    ")));
}

Walk::Walk(Battlefield &field, const WalkOptions &options)
    : m_field(field)
    , m_options(options)
    , m_rng(options.seed)
{
    m_report.options = options;
    m_sinceNew.start();
}

void Walk::learnStatements()
{
    const MigrationSql sql(m_campaign.plan);
    for (const PlannedStep &step : describePlan(m_campaign.plan)) {
        for (const PlannedStatement &statement : step.statements) {
            m_ids.insert(statement.sql.text, statement.sql.id);
            const bool around = step.name == u"Every session"
                || (step.name == u"Journal" && !statement.sql.id.startsWith(u"journal/set"));
            if (around && statement.sql.id != u"journal/fence")
                m_opening.insert(statement.sql.id);
        }
    }
    for (const PlannedStatement &statement : Watch::describe(sql))
        m_ids.insert(statement.sql.text, statement.sql.id);
    m_switches = {joined(sql.switchOver(false)), joined(sql.switchOver(true))};
}

QString Walk::stateNow()
{
    if (!m_reader.isOpen()) {
        m_reader = PgClient(m_field.cluster().conninfo(m_field.database(), QStringLiteral("postgres")));
        m_reader.exec(QStringLiteral("SET statement_timeout = '2s'"));
    }
    const PgResult result =
        m_reader.exec("SELECT state FROM parterre.migration WHERE id = $1", {m_campaign.id.toStdString()});
    return result.rowCount() > 0 ? result.text(0, 0) : QString();
}

QString Walk::stepNow()
{
    if (!m_phase.isEmpty())
        return m_phase;
    const QString state = stateNow();
    for (const auto &step : shadowCopySteps()) {
        if (toText(step->from()) == state)
            return step->name();
    }
    return state.isEmpty() ? kOpen : state;
}

Verdict Walk::inspect(const std::string &text)
{
    const std::lock_guard lock(m_mutex);
    const QString sql = QString::fromStdString(text);
    const qsizetype message = m_switches.indexOf(sql);
    if (message >= 0)
        m_messages.insert(message);
    if (message >= 0 && isOfStatement(m_options.fault))
        return strikeInside(sql);
    // What is not of the plan is struck as well: names that only the run knows are in it.
    const QString id = message >= 0 ? (message == 0 ? QStringLiteral("the switch") : QStringLiteral("the switch back"))
                                    : m_ids.value(sql, sql.left(30));
    if (!m_opening.contains(id))
        m_opened = true;
    return strike(id, stepNow() + u'/' + id, sql);
}

// One of each 100 / percent statements, so that no draw leaves a walk without strikes.
bool Walk::isChosen(int number)
{
    const int block = 100 / m_options.percent;
    if (number % block == 0)
        m_chosen = number + static_cast<int>(m_rng.below(block));
    return number == m_chosen;
}

Verdict Walk::strike(const QString &id, const QString &key, const QString &text)
{
    if (m_seen.contains(key))
        return {};
    m_seen.insert(key);
    m_sinceNew.restart();
    const int number = m_report.met++;
    const bool chosen = m_options.only >= 0 ? number >= m_options.only && m_report.hits.isEmpty() : isChosen(number);
    // A ROLLBACK has no way to fail.
    if (!chosen || (isOfStatement(m_options.fault) && text.startsWith(u"ROLLBACK")))
        return {};
    m_report.hits << WalkReport::Hit{key.section(u'/', 0, 0), id};
    if (qEnvironmentVariableIsSet("PARTERRE_TEST_VERBOSE"))
        std::fprintf(stderr, "    %s\n", qPrintable(key));
    if (isOfStatement(m_options.fault))
        return {Verdict::Kind::Replace, failing(text, m_options.fault)};
    return {m_options.after ? Verdict::Kind::StopAfter : Verdict::Kind::StopBefore};
}

// One statement of the message is made to fail: the next one that was not.
Verdict Walk::strikeInside(const QString &message)
{
    const MigrationSql sql(m_campaign.plan);
    const bool back = message == m_switches.last();
    const QList<Statement> statements = sql.switchOver(back);
    for (qsizetype i = 0; i < statements.size(); ++i) {
        const QString id = statements[i].sql.id;
        const QString key = QStringLiteral("%1/%2#%3").arg(stepNow(), id).arg(i);
        const Verdict verdict = strike(id, key, statements[i].sql.text);
        if (verdict.kind == Verdict::Kind::Pass)
            continue;
        QList<Statement> changed = statements;
        changed[i].sql.text = QString::fromStdString(verdict.replacement);
        return {Verdict::Kind::Replace, joined(changed).toStdString()};
    }
    return {};
}

// The table is locked when the statement comes, until nobody waits for it any more.
void Walk::holdTable()
{
    PgClient holder(m_field.cluster().conninfo(m_field.database(), QStringLiteral("postgres")));
    PgClient looker(m_field.cluster().conninfo(m_field.database(), QStringLiteral("postgres")));
    holder.exec(QStringLiteral("BEGIN; SET LOCAL lock_timeout = '300ms'; SET LOCAL deadlock_timeout = '10s'"));
    const bool held =
        holder.exec(QStringLiteral("LOCK TABLE public.%1 IN ACCESS EXCLUSIVE MODE").arg(m_field.tableName())).ok();
    m_field.proxy().letGo(Proxy::Held::Forward);
    const auto waits = [&] {
        return looker
                   .exec("SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.usename "
                         "= 'app_owner'",
                         PgParams{})
                   .rowCount()
            > 0;
    };
    if (held && waitUntil(waits, 60ms))
        waitUntil([&] { return !waits(); }, 5s);
    holder.exec(QStringLiteral("ROLLBACK"));
}

void Walk::blow(Program &program)
{
    Proxy &proxy = m_field.proxy();
    const QString ours =
        QStringLiteral("pg_stat_activity WHERE usename = 'app_owner' AND datname = '%1'").arg(m_field.database());
    const auto noneLeft = [&] {
        return m_field.cluster().value(QStringLiteral("SELECT count(*) FROM ") + ours) == u"0";
    };
    switch (m_options.fault) {
    case Fault::Kill:
        program.sendSignal(SIGKILL);
        program.waitForFinished(10s);
        proxy.letGo(Proxy::Held::Drop);
        return;
    case Fault::Terminate:
        m_field.cluster().exec(QStringLiteral("SELECT pg_terminate_backend(pid) FROM ") + ours);
        waitUntil(noneLeft, 20s, 1ms);
        proxy.letGo(Proxy::Held::Drop);
        return;
    case Fault::CutClient: {
        const int accepted = proxy.acceptedCount();
        proxy.cutClients();
        waitUntil([&] { return proxy.acceptedCount() > accepted || !program.isRunning(); }, 2s);
        proxy.letGo(Proxy::Held::Drop);
        return;
    }
    case Fault::CutServer:
        proxy.cutServers();
        if (!waitUntil(noneLeft, 20s))
            m_campaign.problem(QStringLiteral("a backend stays behind a dead network"));
        proxy.letGo(Proxy::Held::Drop);
        return;
    case Fault::Crash:
        if (!m_field.crash())
            m_campaign.problem(QStringLiteral("the server does not start again"));
        proxy.letGo(Proxy::Held::Drop);
        return;
    case Fault::LockTimeout:
        holdTable();
        return;
    case Fault::Error:
    case Fault::DiskFull:
        return;
    }
}

// The program has ended by itself.
Walk::Course Walk::conclude(Program &program, qsizetype hitsBefore)
{
    if (program.exitCode() == 0)
        return Course::Done;
    const QByteArray said = program.errorOutput();
    const std::lock_guard lock(m_mutex);
    const bool struck = m_report.hits.size() > hitsBefore;
    const bool survives = m_options.itself && !isOfStatement(m_options.fault) && m_opened
        && m_options.fault != Fault::LockTimeout && m_options.fault != Fault::Kill;
    if (struck && !survives)
        return Course::Again;
    if (said.contains("another runner is at work"))
        return Course::Again;
    m_campaign.problem(QStringLiteral("the program ended with %1%2:\n      ")
                           .arg(program.exitCode())
                           .arg(struck ? QStringLiteral(" after a strike") : QString())
                       + lastWords(program));
    return Course::Failed;
}

Walk::Course Walk::follow(Program &program)
{
    Proxy &proxy = m_field.proxy();
    const bool watching = m_phase == u"Watch";
    qsizetype hits = 0;
    {
        const std::lock_guard lock(m_mutex);
        hits = m_report.hits.size();
        m_sinceNew.restart();
    }
    while (true) {
        const auto idle = [&] {
            const std::lock_guard lock(m_mutex);
            return watching && m_sinceNew.elapsed() > 1500;
        };
        const bool moved = waitUntil([&] { return proxy.hasStopped() || !program.isRunning() || idle(); }, 120s, 2ms);
        if (proxy.hasStopped()) {
            blow(program);
            const bool ends = !m_options.itself && m_options.fault != Fault::LockTimeout;
            if (ends || m_options.only >= 0) {
                program.sendSignal(SIGKILL);
                program.waitForFinished(10s);
                return Course::Again;
            }
            continue;
        }
        if (!program.isRunning())
            return conclude(program, hits);
        program.sendSignal(SIGKILL);
        program.waitForFinished(10s);
        if (!moved) {
            m_campaign.problem(QStringLiteral("the program does not end; it said last:\n      ") + lastWords(program));
            return Course::Failed;
        }
        return Course::Done;
    }
}

bool Walk::drive(const QString &phase, const QStringList &arguments)
{
    {
        const std::lock_guard lock(m_mutex);
        m_phase = phase;
    }
    QElapsedTimer patience;
    patience.start();
    while (patience.elapsed() < 900'000) {
        m_opened = false;
        const auto program = m_field.startProgram(m_campaign, arguments, true);
        switch (follow(*program)) {
        case Course::Done:
            return true;
        case Course::Failed:
            return false;
        case Course::Again:
            if (m_options.only >= 0)
                return false;
        }
    }
    m_campaign.problem(QStringLiteral("it never ends"));
    return false;
}

WalkReport Walk::run()
{
    QElapsedTimer timer;
    timer.start();
    m_field.cluster().exec(QStringLiteral("DROP SCHEMA IF EXISTS parterre CASCADE; ") + kRaise, m_field.database());
    if (m_field.begin(m_campaign)) {
        learnStatements();
        m_field.proxy().setInspector([this](const std::string &text) { return inspect(text); });
        const QString &id = m_campaign.id;
        bool there = drive({}, {QStringLiteral("migrate"), m_campaign.planFile()});
        if (there) {
            m_field.checkRows(m_campaign, QStringLiteral("in state Watching"));
            there = drive(QStringLiteral("Watch"), {QStringLiteral("watch"), id});
        }
        if (there) {
            there = drive(m_options.finish ? kFinish : QStringLiteral("Roll back"),
                          {m_options.finish ? QStringLiteral("drop") : QStringLiteral("rollback"), id});
        }
        m_field.proxy().setInspector({});
        m_reader.close();
        const bool finished = there && m_options.finish;
        // From wherever it was stopped; nothing is to be rolled back where it had not begun.
        if (!there && !stateNow().isEmpty() && stateNow() != u"Finished")
            m_field.mustRun(m_campaign, {QStringLiteral("rollback"), id});
        m_reader.close();
        m_report.ending = finished ? QStringLiteral("finished") : QStringLiteral("rolled back");
        m_field.checkEnd(m_campaign, finished, m_options.fault == Fault::Crash);
    }
    m_report.problems = m_campaign.report.problems;
    QSet<QString> met;
    for (const QString &key : std::as_const(m_seen))
        met.insert(key.section(u'/', 1).section(u'#', 0, 0));
    for (const bool back : {false, true}) {
        for (const Statement &statement : MigrationSql(m_campaign.plan).switchOver(back)) {
            if (m_messages.contains(back))
                met.insert(statement.sql.id);
        }
    }
    for (const QString &id : std::as_const(m_ids)) {
        if (!met.contains(id) && !m_report.missing.contains(id))
            m_report.missing << id;
    }
    m_report.missing.sort();
    m_report.durationMs = timer.elapsed();
    if ((m_report.ending == u"finished" || !m_report.problems.isEmpty()) && !m_field.makeTable())
        m_report.problems << QStringLiteral("the table cannot be made again");
    return m_report;
}

QString walkMatrix(const QList<WalkReport> &reports)
{
    QStringList steps{kOpen};
    steps << Battlefield::stepNames() << kFinish;
    QString text = QStringLiteral("%1").arg(QStringLiteral("step"), -12);
    for (int fault = 0; fault < kFaults; ++fault)
        text += QStringLiteral(" %1").arg(toText(static_cast<Fault>(fault)), 11);
    for (const QString &step : std::as_const(steps)) {
        text += QStringLiteral("\n%1").arg(step, -12);
        for (int fault = 0; fault < kFaults; ++fault) {
            int hits = 0;
            int bad = 0;
            for (const WalkReport &report : reports) {
                if (static_cast<int>(report.options.fault) != fault)
                    continue;
                for (const WalkReport::Hit &hit : report.hits)
                    hits += hit.step == step;
                bad += !report.problems.isEmpty() && !report.hits.isEmpty() && report.hits.last().step == step;
            }
            text += QStringLiteral(" %1").arg(
                bad > 0 ? QStringLiteral("%1 (%2 bad)").arg(hits).arg(bad) : QString::number(hits), 11);
        }
    }
    return text;
}

} // namespace parterre::test
