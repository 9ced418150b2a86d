// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/details.h"

#include "base/units.h"
#include "pg/ownschema.h"

#include <QCoreApplication>
#include <QHash>

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

Result<QList<LeafFill>> readFill(Session &session, const JournalEntry &entry)
{
    QList<LeafFill> leaves;
    if (entry.shadowOid == 0 || entry.state == MigrationState::RolledBack)
        return leaves;
    PARTERRE_ASSIGN(forest, listTree(session, static_cast<quint32>(entry.shadowOid)));
    PARTERRE_TRY(readSizes(session, forest));
    PARTERRE_ASSIGN(live, session.exec(sql("catalog/live_rows"), Params() << entry.shadowOid));
    QHash<quint32, qint64> rows;
    for (qsizetype i = 0; i < live.count(); ++i)
        rows.insert(static_cast<quint32>(live.integer(i, "oid")), live.integer(i, "rows"));
    for (const PartitionNode &node : std::as_const(forest.nodes)) {
        if (node.kind == RelationKind::Table)
            leaves << LeafFill{node.name.name, rows.value(node.oid), node.own.heapBytes.value,
                               node.own.totalBytes().value};
    }
    return leaves;
}

} // namespace

Result<MigrationDetails> readDetails(Session &session, const QString &id, int notes)
{
    MigrationDetails details;
    PARTERRE_ASSIGN(installed, ownschema::isInstalled(session));
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
        details.checks << LeafCheck{checks.text(i, "leaf"),           checks.text(i, "method"),
                                    checks.integer(i, "source_rows"), checks.integer(i, "target_rows"),
                                    checks.text(i, "source_sum"),     checks.text(i, "target_sum"),
                                    checks.flag(i, "equal"),          moment(checks, i, "checked_ms")};
    PARTERRE_ASSIGN(steps, session.exec(sql("journal/steps"), Params() << id));
    for (qsizetype i = 0; i < steps.count(); ++i)
        details.steps << StepTimes{steps.text(i, "step"),          moment(steps, i, "started_ms"),
                                   moment(steps, i, "ended_ms"),   steps.integer(i, "worked_ms"),
                                   steps.integer(i, "statements"), steps.integer(i, "failures"),
                                   steps.text(i, "last_failure")};
    PARTERRE_ASSIGN(leaves, readFill(session, details.entry));
    details.leaves = std::move(leaves);
    PARTERRE_ASSIGN(said, session.exec(sql("journal/notes"), Params() << id << notes));
    for (qsizetype i = 0; i < said.count(); ++i)
        details.notes << Note{moment(said, i, "noted_ms"), said.text(i, "step"), said.text(i, "message")};
    if (details.entry.state == MigrationState::Verified) {
        PARTERRE_ASSIGN(open, session.exec(sql("preflight/long_transactions"), Params() << QStringLiteral("5 s")));
        for (qsizetype i = 0; i < open.count(); ++i)
            details.openTransactions << Text::tr("pid %1, %2, for %3")
                                            .arg(open.text(i, "pid"), open.text(i, "usename"),
                                                 formatDuration(static_cast<qint64>(open.real(i, "age") * 1000)));
    }
    return details;
}

} // namespace parterre
