// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/connectionprofile.h"

#include <QCoreApplication>

#include <libpq-fe.h>

#include <memory>

namespace parterre {

Result<ConnectionProfile> ConnectionProfile::fromConninfo(const QString &text)
{
    char *message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(text.toUtf8().constData(), &message), &PQconninfoFree);
    if (!options) {
        const QString detail = QString::fromUtf8(message).trimmed();
        PQfreemem(message);
        return failure(ErrorCode::Usage, QCoreApplication::translate("Connection", "not a connection URI or conninfo string"),
                       detail);
    }
    ConnectionProfile profile;
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        if (option->val)
            profile.parameters.insert(QString::fromLatin1(option->keyword), QString::fromUtf8(option->val));
    }
    return profile;
}

QString ConnectionProfile::description() const
{
    const auto value = [this](const char *keyword) { return parameters.value(QLatin1String(keyword)); };
    QString text;
    if (!value("user").isEmpty())
        text += value("user") % u'@';
    text += value("host").isEmpty() ? value("service") : value("host");
    if (!value("port").isEmpty())
        text += u':' % value("port");
    if (!value("dbname").isEmpty())
        text += u'/' % value("dbname");
    return text;
}

} // namespace parterre
