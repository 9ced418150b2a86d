// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsondigest.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace parterre {

QString jsonDigest(const QJsonObject &object)
{
    const QByteArray canonical = QJsonDocument(object).toJson(QJsonDocument::Compact); // keys are sorted
    return QString::fromLatin1(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256).toHex());
}

} // namespace parterre
