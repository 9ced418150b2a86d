// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/catalog/seenstatements.h"

#include "pg/session.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SeenStatements)
};

} // namespace

Result<SeenStatements> readSeenStatements(Session &session, quint32 table)
{
    SeenStatements seen;
    PARTERRE_ASSIGN(view, session.exec(SqlText::load(QStringLiteral("catalog/statements_view"))));
    if (view.isEmpty()) {
        seen.whyNone = Text::tr("The extension pg_stat_statements is not in this database.");
        return seen;
    }
    seen.onlyOfRole = !view.flag(0, "reads_all");
    const auto rows = session.exec(SqlText::load(QStringLiteral("catalog/seen_statements"),
                                                 {{QStringLiteral("statements"), view.text(0, "relation")}}),
                                   Params() << QString::number(table));
    if (!rows && (rows.error().connectionLost || rows.error().isCancelled()))
        return Failure(rows.error());
    if (!rows) {
        seen.whyNone = Text::tr("pg_stat_statements cannot be read: %1.").arg(rows.error().message);
        return seen;
    }
    for (qsizetype i = 0; i < rows->count(); ++i)
        seen.list << SeenStatements::Statement{rows->text(i, "query"), rows->integer(i, "calls"),
                                               rows->real(i, "total_ms")};
    return seen;
}

} // namespace parterre
