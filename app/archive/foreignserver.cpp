// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/foreignserver.h"

#include "pg/session.h"

#include <QCoreApplication>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ForeignServer)
};

SqlText sql(const char *id)
{
    return SqlText::load(QLatin1String(id));
}

Finding blocks(const char *code, const QString &object, const QString &consequence, const QString &hint)
{
    return {Severity::Blocks, QLatin1String(code), object, consequence, hint};
}

// What libpq needs to notice that a server does not answer any more.
QStringList missingTimeouts(const QStringList &set)
{
    static const QList<std::pair<QString, QString>> wanted{{u"connect_timeout"_s, u"10"_s},
                                                           {u"keepalives_idle"_s, u"30"_s},
                                                           {u"keepalives_interval"_s, u"10"_s},
                                                           {u"keepalives_count"_s, u"3"_s},
                                                           {u"tcp_user_timeout"_s, u"60000"_s}};
    QStringList missing;
    for (const auto &[name, value] : wanted) {
        if (!set.contains(name))
            missing << u"ADD %1 '%2'"_s.arg(name, value);
    }
    return missing;
}

void tellLimits(const QString &object, QList<Finding> &found)
{
    const auto informs = [&](const char *code, const QString &consequence, const QString &hint = {}) {
        found << Finding{Severity::Informs, QLatin1String(code), object, consequence, hint};
    };
    informs("server-commits",
            Text::tr("The two servers do not commit at one moment: the other one commits first. Whoever looks at both "
                     "may see a row on both for a moment, never on neither. What a crash leaves on both is settled by "
                     "the next run."));
    informs("server-loss",
            Text::tr("A row that the other server has committed leaves this one: that server must not lose it again. "
                     "Backups of the two belong together."),
            Text::tr("Let it run with fsync and synchronous_commit on, and with backups of its own."));
    informs("server-key",
            Text::tr("Its keys cannot be seen from here. Each run proves the key of the table there by a row that it "
                     "inserts twice and takes back."));
    informs("server-rows",
            Text::tr("Rows go, and come back to be compared, one by one over the network; partitions stay, empty."));
}

} // namespace

Result<ForeignServer> readForeignServer(Session &session, const QString &name)
{
    PARTERRE_ASSIGN(rows, session.exec(sql("archive/describe_server"), Params() << name));
    ForeignServer server;
    server.name = name;
    server.exists = !rows.isEmpty();
    if (server.exists) {
        server.isPostgres = rows.flag(0, "postgres");
        server.mayUse = rows.flag(0, "may_use");
        server.mapped = rows.flag(0, "mapped");
        server.role = rows.text(0, "role");
        server.options = rows.textArray(0, "options");
    }
    return server;
}

Result<ForeignSide> readForeignSide(Session &session, qint64 oid)
{
    PARTERRE_ASSIGN(rows, session.exec(sql("archive/describe_foreign_table"), Params() << oid));
    if (rows.isEmpty())
        return failure(ErrorCode::NotFound, Text::tr("the foreign table does not exist any more"));
    return ForeignSide{rows.text(0, "server"), {rows.text(0, "remote_schema"), rows.text(0, "remote_table")}};
}

QList<Finding> judgeServer(const ForeignServer &server, const ArchivePlan &plan)
{
    const QString name = quoteIdentifier(server.name);
    const QString role = quoteIdentifier(server.role);
    const QString object = Text::tr("server %1").arg(name);
    if (!server.exists)
        return {blocks("no-server", object, Text::tr("This database knows no such server."),
                       Text::tr("CREATE EXTENSION postgres_fdw; CREATE SERVER %1 FOREIGN DATA WRAPPER postgres_fdw "
                                "OPTIONS (host '…', dbname '…');")
                           .arg(name))};
    if (!server.isPostgres)
        return {blocks("no-server", object, Text::tr("It is not behind postgres_fdw."),
                       Text::tr("Rows can be proved to have arrived on a PostgreSQL server only."))};
    QList<Finding> found;
    if (!plan.archive && !server.mayUse)
        found << blocks("rights", object, Text::tr("Role %1 may not use it.").arg(role),
                        Text::tr("GRANT USAGE ON FOREIGN SERVER %1 TO %2;").arg(name, role));
    if (!server.mapped)
        found << blocks(
            "rights", object, Text::tr("Role %1 has no user mapping.").arg(role),
            Text::tr("CREATE USER MAPPING FOR %1 SERVER %2 OPTIONS (user '…', password '…');").arg(role, name));
    if (const QStringList missing = missingTimeouts(server.options); !missing.isEmpty())
        found << Finding{Severity::Informs, u"server-timeouts"_s, object,
                         Text::tr("A network that hangs is noticed late."),
                         Text::tr("ALTER SERVER %1 OPTIONS (%2);").arg(name, missing.join(u", "_s))};
    tellLimits(object, found);
    return found;
}

QString remoteScript(const ArchiveSql &sql)
{
    QStringList texts;
    for (const SqlText &text : sql.createRemote())
        texts << text.text;
    return texts.join(u";\n"_s) % u';';
}

namespace {

// In the transaction of the look nothing stays.
QList<Statement> lookStatements(const ArchivePlan &plan)
{
    const ArchiveSql built = plan.sql();
    QList<Statement> list{{sql("transaction/begin")}};
    if (!plan.archive)
        list << Statement{built.sql("archive/create_foreign_archive")};
    return list << Statement{built.sql("archive/look_at_remote")} << Statement{sql("transaction/rollback")};
}

Finding remoteFinding(const Error &error, const ArchivePlan &plan)
{
    const ArchiveSettings &settings = plan.policy.settings;
    const QString object =
        Text::tr("%1 on server %2").arg(settings.serverTable.quoted(), quoteIdentifier(settings.server));
    const QString said = error.detail.isEmpty() ? error.message : QString(error.message % u": " % error.detail);
    if (error.sqlState.startsWith(u"08"))
        return blocks("server-away", object, said, Text::tr("Nothing can be archived while it does not answer."));
    if (error.sqlState == u"2F003")
        return blocks("rights", object, said,
                      Text::tr("Give the user mapping a password; only a superuser may do without "
                               "(password_required 'false')."));
    if (error.code == ErrorCode::Rights)
        return blocks("rights", object, said,
                      Text::tr("There: GRANT SELECT, INSERT, DELETE ON %1 TO the role of the user mapping.")
                          .arg(settings.serverTable.quoted()));
    return blocks("remote-table", object, said,
                  Text::tr("The table there is made by this, which its DBA runs:\n%1").arg(remoteScript(plan.sql())));
}

} // namespace

Result<QList<Finding>> judgeRemote(Session &session, const ArchivePlan &plan)
{
    const auto looked = session.execAll(lookStatements(plan));
    if (looked)
        return QList<Finding>();
    const Error &error = looked.error();
    session.rollback(); // an error of the other server may look like the end of this connection
    if (error.isCancelled() || !session.isOpen())
        return Failure(error);
    if (error.sqlState != u"25006")
        return QList<Finding>{remoteFinding(error, plan)};
    return QList<Finding>{
        {Severity::Informs,
         u"remote-table"_s,
         plan.policy.settings.serverTable.quoted(),
         Text::tr("A connection that may not change anything cannot look at it. It must have been made by this:\n%1")
             .arg(remoteScript(plan.sql())),
         {}}};
}

} // namespace parterre
