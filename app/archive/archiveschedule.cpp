// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiveschedule.h"

#include <QRegularExpression>

namespace parterre {

QDateTime lastDue(const QString &schedule, const QDateTime &now)
{
    static const QRegularExpression form(QStringLiteral("^\\*-\\*-(\\*|\\d\\d?) (\\d\\d:\\d\\d:\\d\\d)$"));
    const QRegularExpressionMatch match = form.match(schedule);
    const QTime time = QTime::fromString(match.captured(2), QStringLiteral("HH:mm:ss"));
    const bool daily = match.captured(1) == u"*";
    const int day = match.captured(1).toInt();
    if (!time.isValid() || (!daily && (day < 1 || day > 31)))
        return {};
    QDateTime due = now;
    due.setTime(time);
    while (due > now || (!daily && due.date().day() != day))
        due = due.addDays(-1);
    return due;
}

} // namespace parterre
