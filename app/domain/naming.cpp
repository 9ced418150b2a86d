// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/naming.h"

#include <QCryptographicHash>

namespace parterre {

namespace {
constexpr qsizetype kMaxBytes = 63; // NAMEDATALEN - 1
}

QString fitName(const QString &base, const QString &suffix)
{
    const QString whole = base + suffix;
    if (whole.toUtf8().size() <= kMaxBytes)
        return whole;
    const QByteArray hash = QCryptographicHash::hash(whole.toUtf8(), QCryptographicHash::Sha256).toHex().left(6);
    const QString tail = u'_' % QString::fromLatin1(hash) % suffix;
    const qsizetype room = kMaxBytes - tail.toUtf8().size();
    QString head = base;
    while (head.toUtf8().size() > room)
        head.chop(head.size() > 1 && head.back().isLowSurrogate() ? 2 : 1);
    return head + tail;
}

} // namespace parterre
