// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include <QCoreApplication>

namespace parterre {

bool Error::isRetryable() const
{
    return sqlState == u"40001" || sqlState == u"40P01" || sqlState == u"23505" || sqlState == u"55P03";
}

QString Error::toText() const
{
    const auto line = [](const QString &tag, const QString &text) {
        return text.isEmpty() ? QString() : QString(tag % u": " % text % u'\n');
    };
    const QString tag = isCancelled() ? QCoreApplication::translate("Error", "CANCELLED")
                                      : QCoreApplication::translate("Error", "ERROR");
    QString first = message;
    if (!sqlState.isEmpty())
        first += u" (SQLSTATE " % sqlState % u')';
    return line(tag, first) % line(QCoreApplication::translate("Error", "DETAIL"), detail)
        % line(QCoreApplication::translate("Error", "HINT"), hint);
}

Failure failure(ErrorCode code, const QString &message, const QString &detail, const QString &hint)
{
    return Failure(Error{code, message, detail, hint, {}, {}});
}

} // namespace parterre
