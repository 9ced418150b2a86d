// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/capturestep.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CaptureStep)
};

// Autovacuum gives way to a waiting SHARE UPDATE EXCLUSIVE, and nobody else waits behind it; then the stronger lock is
// asked for with the short timeout.
QList<Statement> captureStatements(const MigrationSql &sql)
{
    const QString shortly = QString::number(sql.plan().limits.lockTimeoutMs) % u"ms";
    QList<Statement> statements{{sql.sql("migration/patience"), Params() << QStringLiteral("3s")},
                                {sql.sql("migration/lock_update_exclusive")},
                                {sql.sql("migration/patience"), Params() << shortly},
                                {sql.sql("migration/lock_row_exclusive")},
                                {sql.sql("migration/definition_holds"), Params() << sql.plan().fingerprint}};
    for (const SqlText &statement : sql.createCapture())
        statements << Statement{statement};
    return statements;
}

} // namespace

QString CaptureStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Capture"));
}

QString CaptureStep::purpose() const
{
    return Text::tr("Put triggers on the table that log the key of every row that changes.");
}

QString CaptureStep::blocks() const
{
    return Text::tr(
        "Writers, for a few milliseconds; an attempt that waits longer than the lock timeout is given up. From now on a write costs about a tenth more.");
}

QString CaptureStep::undo() const
{
    return Text::tr("Rollback drops the triggers and the copy.");
}

QList<PlannedStatement> CaptureStep::describe(const MigrationSql &sql) const
{
    QList<PlannedStatement> list;
    for (const Statement &statement : captureStatements(sql))
        list << PlannedStatement{statement.sql, {}};
    return list;
}

Result<> CaptureStep::run(Runner &runner) const
{
    QList<Statement> statements = captureStatements(runner.sql());
    statements << runner.stateStatement(MigrationState::Capturing);
    PARTERRE_TRY(runner.lockingTransaction(statements));
    runner.setState(MigrationState::Capturing);
    return {};
}

} // namespace parterre
