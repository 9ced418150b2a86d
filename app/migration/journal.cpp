// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/journal.h"

#include "pg/ownschema.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <array>

namespace parterre {

namespace {

constexpr std::array kStates{"Planned",  "Prepared", "Capturing", "Copying",     "Repairing",  "Indexing", "CatchingUp",
                             "Verified", "Switched", "Watching",  "RollingBack", "RolledBack", "Finished", "Stopped"};

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

SqlText sql(const char *id)
{
    return SqlText::load(QString::fromLatin1(id));
}

} // namespace

QString toText(MigrationState state)
{
    return QLatin1String(kStates[static_cast<std::size_t>(state)]);
}

bool fromText(const QString &text, MigrationState *state)
{
    for (std::size_t i = 0; i < kStates.size(); ++i) {
        if (text == QLatin1String(kStates[i])) {
            *state = static_cast<MigrationState>(i);
            return true;
        }
    }
    return false;
}

QString closedWayBack(const QString &reason, const QString &text)
{
    return u"closed (" % reason % u"): " % text;
}

namespace journal {

Result<JournalEntry> read(Session &session, const QString &id)
{
    PARTERRE_ASSIGN(rows, session.exec(sql("journal/read"), Params() << id));
    if (rows.isEmpty()) {
        return failure(ErrorCode::NotFound, Text::tr("there is no migration \"%1\" in this database").arg(id), {},
                       Text::tr("parterrectl status lists the migrations."));
    }
    JournalEntry entry;
    PARTERRE_ASSIGN(plan, Plan::fromJson(rows.text(0, "plan").toUtf8()));
    entry.plan = std::move(plan);
    if (!fromText(rows.text(0, "state"), &entry.state))
        return failure(
            ErrorCode::Refused,
            Text::tr("the migration is in a state that this program does not know: %1").arg(rows.text(0, "state")));
    entry.planDigest = rows.text(0, "plan_digest");
    entry.goal = rows.text(0, "goal");
    entry.epoch = static_cast<int>(rows.integer(0, "epoch"));
    entry.filenode = rows.integer(0, "filenode");
    entry.pages = rows.integer(0, "pages");
    entry.tableOid = rows.integer(0, "table_oid");
    entry.shadowOid = rows.integer(0, "shadow_oid");
    entry.switchXid = rows.text(0, "switch_xid");
    entry.shape = rows.text(0, "shape");
    entry.wayBack = rows.text(0, "way_back");
    entry.systemIdentifier = rows.text(0, "system_identifier");
    entry.timeline = static_cast<int>(rows.integer(0, "timeline"));
    return entry;
}

Result<QList<MigrationStatus>> list(Session &session)
{
    QList<MigrationStatus> result;
    PARTERRE_ASSIGN(installed, ownschema::isInstalled(session));
    if (!installed)
        return result;
    PARTERRE_ASSIGN(rows, session.exec(sql("journal/list")));
    for (qsizetype i = 0; i < rows.count(); ++i) {
        MigrationStatus s;
        s.id = rows.text(i, "id");
        s.table = {rows.text(i, "table_schema"), rows.text(i, "table_name")};
        s.old = {rows.text(i, "old_schema"), rows.text(i, "old_name")};
        const QStringList guarded = rows.text(i, "guarded_keys").split(u'\n', Qt::SkipEmptyParts);
        for (const QString &key : guarded)
            s.guards << guardOf(s.table, key).quoted();
        s.strategy = rows.text(i, "strategy");
        s.state = rows.text(i, "state");
        s.since = rows.text(i, "since");
        s.runner = rows.text(i, "runner");
        s.heartbeatAge = rows.real(i, "heartbeat_age");
        s.step = rows.text(i, "step");
        s.done = rows.integer(i, "done");
        s.total = rows.integer(i, "total");
        s.lagEntries = rows.integer(i, "lag_entries");
        s.lagSeconds = rows.real(i, "lag");
        s.logBytes = rows.integer(i, "log_bytes");
        s.wayBackDeadline = rows.text(i, "way_back_deadline");
        s.wayBack = rows.text(i, "way_back");
        s.attention = rows.text(i, "attention");
        s.lastError = rows.text(i, "last_error");
        result << s;
    }
    return result;
}

Result<> insert(Session &session, const Plan &plan)
{
    PARTERRE_ASSIGN(where, place(session));
    Params params;
    params << plan.id << QString::fromUtf8(plan.toJson()) << plan.digest() << plan.table.name.schema
           << plan.table.name.name << plan.table.oid << plan.strategy << where.systemIdentifier << where.timeline
           << plan.limits.logSoftBytes << plan.limits.logHardBytes << plan.limits.nobodyHomeMs;
    PARTERRE_TRY(session.exec(sql("journal/insert_migration"), params));
    return {};
}

Result<Place> place(Session &session)
{
    PARTERRE_ASSIGN(rows, session.exec(sql("journal/place")));
    return Place{rows.text(0, "system_identifier"), static_cast<int>(rows.integer(0, "timeline")),
                 rows.flag(0, "standby"), rows.text(0, "database")};
}

} // namespace journal

void StatementLog::add(const StatementRecord &record)
{
    for (auto it = m_entries.rbegin(); it != m_entries.rend(); ++it) {
        if (it->step == m_step && it->record.statementId == record.statementId && it->record.text == record.text
            && it->record.sqlState == record.sqlState) {
            ++it->runs;
            it->record.durationUs += record.durationUs;
            it->record.rows += record.rows;
            return;
        }
    }
    m_entries << Entry{record, m_step};
}

void StatementLog::note(const QString &text)
{
    StatementRecord record;
    record.statementId = kNoteId;
    record.startedAt = QDateTime::currentDateTimeUtc();
    record.message = text;
    m_entries << Entry{record, m_step};
}

QJsonArray StatementLog::take()
{
    QJsonArray array;
    for (const Entry &entry : std::as_const(m_entries)) {
        array << QJsonObject{{QStringLiteral("started_at"), entry.record.startedAt.toString(Qt::ISODateWithMs)},
                             {QStringLiteral("step"), entry.step},
                             {QStringLiteral("statement_id"), entry.record.statementId},
                             {QStringLiteral("statement"), entry.record.text},
                             {QStringLiteral("runs"), entry.runs},
                             {QStringLiteral("duration_ms"), static_cast<double>(entry.record.durationUs) / 1000},
                             {QStringLiteral("rows"), entry.record.rows},
                             {QStringLiteral("sqlstate"), entry.record.sqlState},
                             {QStringLiteral("message"), entry.record.message}};
    }
    m_entries.clear();
    return array;
}

} // namespace parterre
