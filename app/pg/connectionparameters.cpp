// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/connectiondiagnosis.h"
#include "pg/passwordcommand.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QStringList>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

QString quoteOption(const QString &value)
{
    QString escaped = value;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' % escaped % u'\'';
}

/// Keywords that QPSQL has a property for, whose value it quotes itself.
bool isProperty(const QString &keyword)
{
    return keyword == u"user" || keyword == u"password" || keyword == u"dbname" || keyword == u"host";
}

/// QPSQL turns every ';' of its options into a blank, quoted or not.
Result<> checkValues(const QMap<QString, QString> &parameters)
{
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it) {
        if (it.value().contains(QChar::Null))
            return failure(ErrorCode::Usage,
                           Text::tr("the connection parameter %1 contains a zero byte").arg(it.key()));
        if (isProperty(it.key()) || !it.value().contains(u';'))
            continue;
        return failure(ErrorCode::Usage, Text::tr("the connection parameter %1 contains a semicolon").arg(it.key()),
                       Text::tr("Qt's PostgreSQL driver cannot pass it on as a parameter."),
                       Text::tr("Put it into a connection service file, or into libpq's PG* variable for it."));
    }
    return {};
}

} // namespace

Result<QMap<QString, QString>> effectiveParameters(const ConnectionProfile &profile, const QString &applicationName,
                                                   const CancelToken &cancel)
{
    PARTERRE_TRY(checkValues(profile.parameters));
    PARTERRE_ASSIGN(resolved, profile.resolved());
    QMap<QString, QString> parameters = profile.parameters;
    const auto setDefault = [&](const QString &keyword, const QString &value) {
        if (!resolved.contains(keyword))
            parameters.insert(keyword, value);
    };
    setDefault(u"fallback_application_name"_s, applicationName);
    setDefault(u"connect_timeout"_s, u"10"_s);
    setDefault(u"keepalives_idle"_s, u"10"_s);
    setDefault(u"keepalives_interval"_s, u"5"_s);
    setDefault(u"keepalives_count"_s, u"3"_s);
    if (!profile.passwordCommand.isEmpty()) {
        PARTERRE_ASSIGN(password,
                        profile.passwords ? profile.passwords->get(profile.passwordCommand, cancel)
                                          : runPasswordCommand(profile.passwordCommand, cancel));
        parameters.insert(u"password"_s, password);
    }
    return parameters;
}

void configureDatabase(QSqlDatabase &db, const QMap<QString, QString> &parameters)
{
    db.setUserName(parameters.value(u"user"_s));
    db.setPassword(parameters.value(u"password"_s));
    db.setDatabaseName(parameters.value(u"dbname"_s));
    db.setHostName(parameters.value(u"host"_s));
    QStringList options;
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it) {
        if (!isProperty(it.key()))
            options << it.key() % u'=' % quoteOption(it.value());
    }
    db.setConnectOptions(options.join(u';'));
}

} // namespace parterre
