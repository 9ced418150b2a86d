// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/details.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

SqlText sql(const char *id)
{
    return SqlText::load(QString::fromLatin1(id));
}

QDateTime moment(const Rows &rows, qsizetype row, const char *column)
{
    return rows.isNull(row, column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(rows.integer(row, column), Qt::UTC);
}

} // namespace

Result<MigrationDetails> readDetails(Session &session, const QString &id)
{
    MigrationDetails details;
    PARTERRE_ASSIGN(installed, journal::isInstalled(session));
    if (!installed)
        return failure(ErrorCode::NotFound, Text::tr("there are no migrations in this database"));
    PARTERRE_ASSIGN(entry, journal::read(session, id));
    details.entry = std::move(entry);
    PARTERRE_ASSIGN(all, journal::list(session));
    for (const MigrationStatus &status : std::as_const(all)) {
        if (status.id == id)
            details.status = status;
    }
    PARTERRE_ASSIGN(checks, session.exec(sql("journal/leaf_checks"), Params() << id));
    for (qsizetype i = 0; i < checks.count(); ++i)
        details.checks << LeafCheck{checks.text(i, "leaf"), checks.integer(i, "source_rows"),
                                    checks.integer(i, "target_rows"), checks.flag(i, "equal"),
                                    moment(checks, i, "checked_ms")};
    PARTERRE_ASSIGN(steps, session.exec(sql("journal/steps"), Params() << id));
    for (qsizetype i = 0; i < steps.count(); ++i)
        details.steps << StepTimes{steps.text(i, "step"),        moment(steps, i, "started_ms"),
                                   moment(steps, i, "ended_ms"), steps.integer(i, "statements"),
                                   steps.integer(i, "failures"), steps.text(i, "last_failure")};
    return details;
}

} // namespace parterre
