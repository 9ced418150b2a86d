// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/journal.h"

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

QList<SqlText> installStatements(int from)
{
    static const QList<const char *> versions[] = {
        {"schema/create_schema_version", "schema/create_migration", "schema/create_batch", "schema/create_leaf_check",
         "schema/create_heartbeat", "schema/create_journal", "schema/create_require", "schema/create_fence",
         "schema/create_drop_hooks", "schema/create_emergency_stop", "schema/create_guard", "schema/create_waiting",
         "schema/create_status", "schema/revoke_defaults", "schema/grant_usage", "schema/grant_status"},
        {"schema/add_leaf_sums", "schema/create_definition", "schema/revoke_defaults", "schema/grant_status"}};
    static_assert(std::size(versions) == kVersion);
    QList<SqlText> list;
    for (int version = from; version < kVersion; ++version) {
        for (const char *id : versions[version])
            list << sql(id);
    }
    return list;
}

namespace {

struct Presence {
    bool present = false;
    int version = 0;
};

Result<Presence> presence(Session &session)
{
    PARTERRE_ASSIGN(rows, session.exec(sql("schema/schema_exists")));
    if (!rows.flag(0, "usable")) {
        return failure(ErrorCode::Rights, Text::tr("schema parterre belongs to role %1").arg(rows.text(0, "owner")),
                       Text::tr("This role may neither read nor write the journal there."),
                       Text::tr("Run Parterre as a member of that role: GRANT %1 TO the role that owns the table.")
                           .arg(rows.text(0, "owner")));
    }
    if (!rows.flag(0, "present")) {
        if (!rows.flag(0, "may_create") && rows.isNull(0, "owner")) {
            return failure(ErrorCode::Rights, Text::tr("permission denied to create schema parterre"),
                           Text::tr("The table's owner needs CREATE on the database."),
                           Text::tr("GRANT CREATE ON DATABASE … TO the owner of the table."));
        }
        return Presence{};
    }
    PARTERRE_ASSIGN(version, session.exec(sql("schema/read_version")));
    const int number = static_cast<int>(version.integer(0, "version"));
    if (number > kVersion) {
        return failure(ErrorCode::Refused, Text::tr("schema parterre was made by a newer program"),
                       Text::tr("Its version is %1, this program knows %2.").arg(number).arg(kVersion),
                       Text::tr("Use the newer program."));
    }
    return Presence{true, number};
}

} // namespace

Result<int> version(Session &session)
{
    return presence(session).map([](const Presence &p) { return p.version; });
}

Result<bool> isInstalled(Session &session)
{
    return presence(session).map([](const Presence &p) { return p.present; });
}

Result<> install(Session &session)
{
    PARTERRE_ASSIGN(found, presence(session));
    if (found.version == kVersion)
        return {};
    QList<Statement> statements{{sql("transaction/begin")}, {sql("schema/lock")}};
    if (!found.present)
        statements << Statement{sql("schema/create_schema")};
    for (const SqlText &statement : installStatements(found.version))
        statements << Statement{statement};
    statements << Statement{sql("schema/insert_version"),
                            Params() << kVersion << QCoreApplication::applicationVersion()};
    statements << Statement{sql("transaction/commit")};
    auto done = session.execAll(statements);
    if (!done) {
        // Another session may have been faster.
        PARTERRE_ASSIGN(now, presence(session));
        if (now.version != kVersion)
            return Failure(done.error());
    }
    return {};
}

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
    PARTERRE_ASSIGN(installed, isInstalled(session));
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
