// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

#include <libpq-fe.h>

#include <memory>

namespace parterre {

using PgConnPtr = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using PgResultPtr = std::unique_ptr<PGresult, decltype(&PQclear)>;
using ConninfoPtr = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

/// Begin to connect without waiting (PQconnectStartParams); dbname is taken as it is, never as a conninfo string.
PgConnPtr startConnection(const QMap<QString, QString> &parameters);

/// Wait until the socket can be read (or written); false after `timeoutMs`.
bool waitForSocket(int fd, bool forWriting, int timeoutMs);

} // namespace parterre
