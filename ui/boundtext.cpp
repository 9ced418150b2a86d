// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/boundtext.h"

#include <QRegularExpression>

namespace parterre {

QString withoutMidnights(QString bound)
{
    static const QRegularExpression midnight(QStringLiteral(" 00:00:00(\\+00)?(?='|$)"));
    return bound.remove(midnight);
}

} // namespace parterre
