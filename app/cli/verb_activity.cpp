// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/texttable.h"
#include "cli/verb.h"
#include "pg/catalog/activity.h"
#include "pg/catalog/partitiontree.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

QJsonValue orNull(const std::optional<qint64> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject toJson(const ActivitySession &session)
{
    QJsonArray blockedBy;
    for (const int pid : session.blockedBy)
        blockedBy << pid;
    return {{u"pid"_s, session.pid},
            {u"prepared"_s, orNull(session.prepared)},
            {u"user"_s, orNull(session.user)},
            {u"application"_s, orNull(session.application)},
            {u"client"_s, orNull(session.client)},
            {u"autovacuum"_s, session.autovacuum},
            {u"state"_s, orNull(session.state)},
            {u"waitEvent"_s, orNull(session.waitEvent)},
            {u"transactionMs"_s, orNull(session.transactionMs)},
            {u"queryMs"_s, orNull(session.queryMs)},
            {u"query"_s, orNull(session.query)},
            {u"lockMode"_s, orNull(session.lockMode)},
            {u"granted"_s, session.granted},
            {u"blockedBy"_s, blockedBy},
            {u"depth"_s, session.depth}};
}

QString age(const std::optional<qint64> &ms)
{
    return ms ? formatDuration(*ms) : QString();
}

QString who(const ActivitySession &session)
{
    const QString name =
        session.pid > 0 ? QString::number(session.pid) : Cli::tr("prepared %1").arg(quoteLiteral(session.prepared));
    return QString(2 * session.depth, u' ') % name;
}

QString lockText(const ActivitySession &session)
{
    return session.granted ? session.lockMode : Cli::tr("waits for %1").arg(session.lockMode);
}

QString blockersOf(const ActivitySession &session)
{
    QStringList pids;
    for (const int pid : session.blockedBy)
        pids << (pid > 0 ? QString::number(pid) : Cli::tr("prepared"));
    return pids.join(u", "_s);
}

void print(const QList<ActivitySession> &sessions, QTextStream &out)
{
    TextTable table;
    for (const QString &heading :
         {Cli::tr("PID"), Cli::tr("User"), Cli::tr("Application"), Cli::tr("State"), Cli::tr("Lock"),
          Cli::tr("Blocked by"), Cli::tr("Transaction"), Cli::tr("Query for"), Cli::tr("Query")})
        table.addColumn(heading);
    for (const ActivitySession &session : sessions) {
        const QString state = session.autovacuum ? Cli::tr("autovacuum") : session.state;
        table.addRow({who(session), session.user, session.application, state, lockText(session), blockersOf(session),
                      age(session.transactionMs), age(session.queryMs), session.query.simplified().left(100)});
    }
    table.print(out);
}

Result<ExitCode> list(Invocation &invocation)
{
    PARTERRE_ASSIGN(session, invocation.connect(true));
    quint32 root = 0;
    if (!invocation.operand(0).isEmpty()) {
        PARTERRE_ASSIGN(name, QualifiedName::parse(invocation.operand(0)));
        PARTERRE_ASSIGN(found, findRelation(*session, name));
        root = found;
    }
    PARTERRE_ASSIGN(sessions, listActivity(*session, root));
    if (invocation.json) {
        QJsonArray array;
        for (const ActivitySession &each : std::as_const(sessions))
            array << toJson(each);
        invocation.out << QJsonDocument(array).toJson();
    } else if (sessions.isEmpty()) {
        invocation.out << (root ? Cli::tr("No session uses this tree.") : Cli::tr("No session uses a table.")) << '\n';
    } else {
        print(sessions, invocation.out);
    }
    return ExitCode::Done;
}

Result<ExitCode> run(Invocation &invocation)
{
    const bool cancels = invocation.has("cancel");
    const bool terminates = invocation.has("terminate");
    if (!cancels && !terminates)
        return list(invocation);
    if (cancels && terminates)
        return failure(ErrorCode::Usage, Cli::tr("--cancel and --terminate exclude each other"));
    PARTERRE_TRY(requireYes(invocation,
                            Cli::tr("Without --cancel and --terminate, the sessions are listed with what "
                                    "they run.")));
    const int pid = static_cast<int>(invocation.number(cancels ? "cancel" : "terminate", 0));
    PARTERRE_ASSIGN(session, invocation.connect());
    PARTERRE_TRY(cancels ? cancelBackend(*session, pid) : terminateBackend(*session, pid));
    invocation.out << (cancels ? Cli::tr("The server was asked to cancel the query of session %1.")
                               : Cli::tr("The server was asked to end session %1."))
                          .arg(pid)
                   << '\n';
    return ExitCode::Done;
}

} // namespace

Verb activityVerb()
{
    return {.name = u"activity"_s,
            .summary = Cli::tr("show the sessions that hold or wait for locks on a table, and end them"),
            .description = Cli::tr(
                "With a table, sessions with a lock on it or on anything below it, its indexes and TOAST tables; "
                "without one, on anything in the database. Who is blocked stands below who blocks it, indented; "
                "sessions that only block from outside are listed too, and prepared transactions.\n"
                "Without the rights of pg_read_all_stats, only your own sessions' states and queries are visible. "
                "Nothing is waited for."),
            .operands = {{.name = u"SCHEMA.TABLE"_s, .required = false}},
            .options = {{.name = u"cancel"_s,
                         .value = u"PID"_s,
                         .help = Cli::tr("cancel what this session runs; the session stays"),
                         .kind = ValueKind::Number,
                         .least = 1},
                        {.name = u"terminate"_s,
                         .value = u"PID"_s,
                         .help = Cli::tr("end this session; its transaction is rolled back"),
                         .kind = ValueKind::Number,
                         .least = 1},
                        yesOption(),
                        {.name = u"json"_s, .help = Cli::tr("print one JSON array, an object a session")}},
            .run = run};
}

} // namespace parterre
