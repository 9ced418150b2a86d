// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>

namespace parterre {

class Session;

/// What pg_stat_statements holds of the table: the statements that name it or a view on it.
struct SeenStatements {
    struct Statement {
        QString text; ///< as the server keeps it, constants as $1
        qint64 calls = 0;
        double totalMs = 0; ///< of all calls
    };
    QList<Statement> list;   ///< the most frequent first, at most 500
    QString whyNone = {};    ///< why nothing could be read; empty when it could
    bool onlyOfRole = false; ///< the texts of other roles are hidden from this one
};

/// Read them as the session's present role. That the extension is missing or cannot be read is no error.
Result<SeenStatements> readSeenStatements(Session &session, quint32 table);

} // namespace parterre
