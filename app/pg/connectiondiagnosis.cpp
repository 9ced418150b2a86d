// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/connectiondiagnosis.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSqlDatabase>

namespace parterre {

namespace {

QString quoteOption(const QString &value)
{
    QString escaped = value;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    return u'\'' % escaped % u'\'';
}

Result<QString> runPasswordCommand(const QString &command)
{
    QProcess process;
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
    if (!process.waitForFinished(30'000) || process.exitCode() != 0) {
        return failure(ErrorCode::Connection, QCoreApplication::translate("Connection", "the password command failed"),
                       QString::fromLocal8Bit(process.readAllStandardError()).trimmed());
    }
    return QString::fromUtf8(process.readAllStandardOutput()).section(u'\n', 0, 0);
}

} // namespace

Result<QMap<QString, QString>> effectiveParameters(const ConnectionProfile &profile, const QString &applicationName)
{
    QMap<QString, QString> parameters = profile.parameters;
    const auto setDefault = [&parameters](const char *keyword, const QString &value) {
        if (!parameters.contains(QLatin1String(keyword)))
            parameters.insert(QLatin1String(keyword), value);
    };
    setDefault("application_name", applicationName);
    setDefault("connect_timeout", QStringLiteral("10"));
    setDefault("keepalives_idle", QStringLiteral("10"));
    setDefault("keepalives_interval", QStringLiteral("5"));
    setDefault("keepalives_count", QStringLiteral("3"));
    if (!profile.passwordCommand.isEmpty()) {
        PARTERRE_ASSIGN(password, runPasswordCommand(profile.passwordCommand));
        parameters.insert(QStringLiteral("password"), password);
    }
    return parameters;
}

void configureDatabase(QSqlDatabase &db, const QMap<QString, QString> &parameters)
{
    QStringList options;
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it) {
        if (it.key() == u"user")
            db.setUserName(it.value());
        else if (it.key() == u"password")
            db.setPassword(it.value());
        else if (it.key() == u"dbname")
            db.setDatabaseName(it.value());
        else
            options << it.key() % u'=' % quoteOption(it.value());
    }
    db.setConnectOptions(options.join(u';'));
}

Error diagnoseConnection(const QMap<QString, QString> &parameters, const QString &driverText)
{
    Q_UNUSED(parameters)
    return {ErrorCode::Connection, QCoreApplication::translate("Connection", "could not connect"), driverText.trimmed(), {}, {}, {}, true};
}

} // namespace parterre
