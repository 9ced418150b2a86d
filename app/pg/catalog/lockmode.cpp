// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/catalog/lockmode.h"

#include <QRegularExpression>

namespace parterre {

QString lockModeName(const QString &mode)
{
    static const QRegularExpression inner(QStringLiteral("(?<=[a-z])(?=[A-Z])"));
    QString name = mode;
    if (name.endsWith(u"Lock"))
        name.chop(4);
    return name.replace(inner, QStringLiteral(" ")).toUpper();
}

} // namespace parterre
