// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/connectionprofile.h"

#include "pg/libpqpointers.h"

#include <QCoreApplication>
#include <QList>
#include <QRegularExpression>
#include <QStringList>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

/// libpq's complaints quote what they stumble over, and that may be part of a password.
bool mayHoldPassword(const QString &text)
{
    static const QRegularExpression userInfo(u"://[^/?]*:[^/?]*@"_s);
    return text.contains(u"pass"_s, Qt::CaseInsensitive) || text.contains(userInfo);
}

/// PGconn in the state "parameters read, nothing opened": a value that libpq rejects last keeps it from connecting.
PgConnPtr readParameters(QMap<QString, QString> parameters)
{
    parameters.insert(u"channel_binding"_s, u"none: only read the parameters"_s);
    // Where it looks for a password it warns about the file's mode on stderr; once, at the real attempt, is enough.
    parameters.insert(u"passfile"_s, u"/nonexistent"_s);
    return startConnection(parameters);
}

QMap<QString, QString> valuesOf(PGconn *connection)
{
    QMap<QString, QString> values;
    const ConninfoPtr options(PQconninfo(connection), &PQconninfoFree);
    for (const PQconninfoOption *option = options.get(); option && option->keyword; ++option) {
        if (option->val && *option->val)
            values.insert(QString::fromLatin1(option->keyword), QString::fromUtf8(option->val));
    }
    return values;
}

Failure unreadable(PGconn *connection, const QString &service)
{
    const QString said = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    if (service.isEmpty())
        return failure(ErrorCode::Usage, Text::tr("the connection parameters are not in order"), said);
    return failure(ErrorCode::Connection, Text::tr("the service \"%1\" cannot be used").arg(service), said,
                   Text::tr("Look into ~/.pg_service.conf, or the file that PGSERVICEFILE names."));
}

QString at(const QStringList &list, qsizetype i)
{
    return list.size() == 1 ? list.first() : list.value(i);
}

} // namespace

Result<ConnectionProfile> ConnectionProfile::fromConninfo(const QString &text)
{
    char *message = nullptr;
    const ConninfoPtr options(PQconninfoParse(text.toUtf8().constData(), &message), &PQconninfoFree);
    if (!options) {
        const QString said = QString::fromUtf8(message).trimmed();
        PQfreemem(message);
        const bool secret = mayHoldPassword(text);
        return failure(
            ErrorCode::Usage, Text::tr("this is no connection URI and no conninfo string"),
            secret ? Text::tr("It is not repeated here because it may hold a password.") : said,
            Text::tr("Write postgresql://user@host:port/dbname or \"host=… dbname=…\"; in a URI, write special "
                     "characters as %XX, in a conninfo string put values with blanks into '…'."));
    }
    ConnectionProfile profile;
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        if (option->val)
            profile.parameters.insert(QString::fromLatin1(option->keyword), QString::fromUtf8(option->val));
    }
    return profile;
}

Result<QMap<QString, QString>> ConnectionProfile::resolved() const
{
    const PgConnPtr connection = readParameters(parameters);
    QMap<QString, QString> values = valuesOf(connection.get());
    if (!values.contains(u"user"_s)) // the defaults come after the service file, and the user has always one
        return unreadable(connection.get(), parameters.value(u"service"_s, qEnvironmentVariable("PGSERVICE")));
    values.remove(u"channel_binding"_s);
    values.remove(u"passfile"_s);
    for (const auto &keyword : {u"channel_binding"_s, u"passfile"_s}) {
        if (parameters.contains(keyword))
            values.insert(keyword, parameters.value(keyword));
    }
    if (!values.contains(u"dbname"_s))
        values.insert(u"dbname"_s, values.value(u"user"_s));
    if (!values.contains(u"host"_s) && !values.contains(u"hostaddr"_s))
        values.insert(u"host"_s, QString::fromUtf8(PQhost(connection.get()))); // libpq's socket directory
    return values;
}

QMap<QString, QString> environmentParameters()
{
    QMap<QString, QString> values;
    const ConninfoPtr options(PQconndefaults(), &PQconninfoFree);
    for (const PQconninfoOption *option = options.get(); option && option->keyword; ++option) {
        const bool secret = option->dispchar && *option->dispchar == '*';
        if (!secret && option->envvar && qEnvironmentVariableIsSet(option->envvar))
            values.insert(QString::fromLatin1(option->keyword), qEnvironmentVariable(option->envvar));
    }
    return values;
}

QString ConnectionEndpoint::description() const
{
    const QString where = host.isEmpty() ? hostAddress : host;
    return (where.isEmpty() ? u"[local]"_s : where) % (port.isEmpty() ? QString() : QString(u':' % port));
}

QList<ConnectionEndpoint> endpointsOf(const QMap<QString, QString> &resolved)
{
    const QStringList hosts = resolved.value(u"host"_s).split(u',');
    const QStringList addresses = resolved.value(u"hostaddr"_s).split(u',');
    const QStringList ports = resolved.value(u"port"_s).split(u',');
    QList<ConnectionEndpoint> endpoints;
    for (qsizetype i = 0; i < std::max(hosts.size(), addresses.size()); ++i)
        endpoints << ConnectionEndpoint{at(hosts, i), addresses.value(i), at(ports, i)};
    return endpoints;
}

QString ConnectionProfile::description() const
{
    const auto all = resolved();
    const QMap<QString, QString> &values = all ? *all : parameters;
    QStringList servers;
    for (const ConnectionEndpoint &endpoint : endpointsOf(values))
        servers << endpoint.description();
    const QString user = values.value(u"user"_s);
    const QString database = values.value(u"dbname"_s);
    return (user.isEmpty() ? QString() : QString(user % u'@')) % servers.join(u',')
        % (database.isEmpty() ? QString() : QString(u'/' % database));
}

} // namespace parterre
