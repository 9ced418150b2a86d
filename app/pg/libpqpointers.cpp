// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/libpqpointers.h"

#include <QByteArray>
#include <QList>

#include <poll.h>

namespace parterre {

PgConnPtr startConnection(const QMap<QString, QString> &parameters)
{
    QList<QByteArray> texts;
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it)
        texts << it.key().toUtf8() << it.value().toUtf8();
    QList<const char *> keywords;
    QList<const char *> values;
    for (qsizetype i = 0; i < texts.size(); i += 2) {
        keywords << texts[i].constData();
        values << texts[i + 1].constData();
    }
    keywords << nullptr;
    values << nullptr;
    return {PQconnectStartParams(keywords.constData(), values.constData(), 0), &PQfinish};
}

bool waitForSocket(int fd, bool forWriting, int timeoutMs)
{
    pollfd waiting{fd, static_cast<short>(forWriting ? POLLOUT : POLLIN), 0};
    return ::poll(&waiting, 1, timeoutMs) > 0;
}

} // namespace parterre
