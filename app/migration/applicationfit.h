// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"
#include "pg/session.h"

namespace parterre {

/// What pg_stat_statements holds of the table: the statements that name it or a view on it.
struct SeenStatements {
    struct Statement {
        QString text; ///< as the server keeps it, constants as $1
        qint64 calls = 0;
    };
    QList<Statement> list;   ///< the most frequent first, at most 500
    QString whyNone = {};    ///< why nothing could be read; empty when it could
    bool onlyOfRole = false; ///< the texts of other roles are hidden from this one
};

/// Read them as the session's present role. That the extension is missing or cannot be read is no error.
Result<SeenStatements> readSeenStatements(Session &session, quint32 table);

/// Findings about what the application must change or know: statements that fail or mean something else after the
/// switch, in what was seen and in the text of functions and rules; frameworks, by their bookkeeping tables; the freeze
/// of schema changes. For a plan whose unique keys are decided. Those that a plan acknowledges are marked.
Result<QList<Finding>> findInApplication(Session &session, const Plan &plan, const SeenStatements &seen,
                                         const QStringList &acknowledged);

/// What frameworks are recognised, and what each of them needs to be told.
Result<QList<Finding>> findFrameworks(Session &session, const Plan &plan, const SeenStatements &seen);

} // namespace parterre
