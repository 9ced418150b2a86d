// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "pg/libpqpointers.h"

#include <QDeadlineTimer>
#include <QString>

namespace parterre {

/// How an attempt to connect with libpq ended.
struct ConnectionAttempt {
    enum class Outcome { Connected, Failed, TimedOut, Cancelled };

    Outcome outcome = Outcome::Failed;
    ConnStatusType lastStatus = CONNECTION_NEEDED; ///< what libpq was doing when it ended
    QString sqlState; ///< of the server's refusal; empty where libpq or the network refused
    QString text;     ///< what the server or libpq said, in whatever language
    bool passwordMissing = false;
    bool passwordUsed = false;
    PgConnPtr connection{nullptr, &PQfinish};
};

/// Connect step by step (PQconnectPoll), looking at the token between steps.
ConnectionAttempt attemptConnection(const QMap<QString, QString> &parameters, QDeadlineTimer deadline,
                                    const CancelToken &cancel);

} // namespace parterre
