// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/planner.h"

#include "base/units.h"
#include "domain/naming.h"
#include "domain/pace.h"
#include "domain/sqlscan.h"
#include "migration/applicationfit.h"
#include "migration/journal.h"
#include "migration/layout.h"
#include "migration/materializedviews.h"
#include "migration/migrationsql.h"
#include "migration/preflight.h"
#include "migration/steps/preparestep.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

namespace parterre {

namespace {

constexpr qint64 kMaxPartitions = 10'000;
constexpr qint64 kManyPartitions = 500;
constexpr qint64 kMaxForeignKeys = 250;
constexpr double kReplayRate = 3000; // keys a second; 7,000 were measured on a slow machine with five indexes
constexpr qint64 kWatchedMs = 2000;  // backends tell of what they wrote once a second

using Severity = Finding::Severity;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Planner)
};

SqlText sql(const char *id, const SqlNames &names = {})
{
    return SqlText::load(QLatin1String(id), names);
}

// One planning at work: gathers findings on the way.
class Planner {
public:
    Planner(Session &session, const PlanRequest &request, const CancelToken &cancel, ProgressSink &sink)
        : m_session(session)
        , m_request(request)
        , m_cancel(cancel)
        , m_sink(sink)
    {}

    Result<PlanResult> run();

private:
    struct Writes {
        qint64 rows = 0;
        double seconds = 0; ///< 0 = unknown
    };
    Result<> resolve();
    Result<> describe();
    Result<> readFacts();
    Result<> readPace();
    Result<std::optional<Writes>> readWrites();
    Result<> judgeWrites();
    Result<> checkKey();
    Result<> checkSurroundings();
    Result<> checkOpenMigration();
    Result<> layOut();
    Result<> checkOutside();
    Result<> probeHashes();
    Result<> checkApplication();
    Result<> checkNames();
    Result<> checkStatisticsNames(const MigrationSql &built);
    Result<> checkGuardNames();
    Result<> checkTaken(const QString &schema, const QStringList &names);
    void choosePair();
    void checkLocks();
    void add(Severity severity, const char *code, const QString &object, const QString &consequence,
             const QString &hint = {})
    {
        m_findings << Finding{severity, QLatin1String(code), object, consequence, hint};
    }
    void addCollision(const QString &name)
    {
        add(Severity::Blocks, "name-collision", name, Text::tr("Two of the things to be made would have this name."),
            Text::tr("Rename the table or its indexes to shorter, distinct names."));
    }
    void addTaken(const QualifiedName &name)
    {
        add(Severity::Blocks, "name-taken", name.quoted(),
            Text::tr("The migration needs this name, and something has it already."), Text::tr("Rename or drop it."));
    }
    bool blocked() const
    {
        return std::any_of(m_findings.cbegin(), m_findings.cend(),
                           [](const Finding &f) { return f.severity == Severity::Blocks; });
    }
    void say(const QString &message)
    {
        Progress p;
        p.step = QStringLiteral(QT_TRANSLATE_NOOP("Step", "Plan"));
        p.message = message;
        m_sink.report(p);
    }

    Session &m_session;
    const PlanRequest &m_request;
    const CancelToken &m_cancel;
    ProgressSink &m_sink;
    Plan m_plan;
    std::optional<Writes> m_writes; ///< when planning began
    QElapsedTimer m_sinceWrites;
    PartitionInterval m_interval;
    SeenStatements m_seen;
    qint64 m_lockSlots = 0;
    QList<Finding> m_findings;
};

Result<> Planner::resolve()
{
    PARTERRE_ASSIGN(
        rows, m_session.exec(sql("plan/resolve_table"), Params() << m_request.table.schema << m_request.table.name));
    if (rows.isEmpty()) {
        return failure(
            ErrorCode::NotFound, Text::tr("table %1 does not exist").arg(m_request.table.quoted()), {},
            Text::tr("parterrectl inspect lists the tables. Names with capitals are quoted: '\"My Table\"'."));
    }
    if (rows.count() > 1) {
        QStringList schemas;
        for (qsizetype i = 0; i < rows.count(); ++i)
            schemas << rows.text(i, "schema");
        return failure(ErrorCode::Usage, Text::tr("there are several tables %1").arg(m_request.table.quoted()),
                       schemas.join(QStringLiteral(", ")), Text::tr("Name the schema: SCHEMA.TABLE."));
    }
    m_plan.table.name = {rows.text(0, "schema"), rows.text(0, "name")};
    m_plan.table.oid = rows.integer(0, "oid");
    m_plan.table.kind = rows.text(0, "kind");
    if (m_plan.table.kind == u"p")
        return failure(ErrorCode::Refused, Text::tr("table %1 is partitioned already").arg(m_plan.table.name.quoted()));
    if (m_plan.table.kind != u"r")
        return failure(ErrorCode::Refused, Text::tr("%1 is not a table").arg(m_plan.table.name.quoted()));
    if (!rows.flag(0, "member")) {
        return failure(ErrorCode::Rights, Text::tr("must be owner of table %1").arg(m_plan.table.name.quoted()),
                       Text::tr("It belongs to %1.").arg(rows.text(0, "owner")),
                       Text::tr("Connect as that role, or GRANT %1 TO the role you connect as.")
                           .arg(quoteIdentifier(rows.text(0, "owner"))));
    }
    if (!rows.flag(0, "sees_all")) {
        add(Severity::Informs, "sees-little", rows.text(0, "role"),
            Text::tr(
                "It is no member of pg_monitor: the age of other roles' transactions and the lag of standbys cannot "
                "be read, so nothing slows down for them, and what others run is not shown."),
            Text::tr("GRANT pg_monitor TO %1, if that is wanted.").arg(quoteIdentifier(rows.text(0, "role"))));
    }
    // Whoever connects may often read more of what others ran than the table's owner.
    PARTERRE_ASSIGN(seen, readSeenStatements(m_session, static_cast<quint32>(m_plan.table.oid)));
    m_seen = std::move(seen);
    PARTERRE_TRY(m_session.exec(sql("session/role"), Params() << rows.text(0, "owner")));
    return {};
}

Result<> Planner::describe()
{
    PARTERRE_ASSIGN(
        rows, m_session.exec(sql("catalog/table_definition"), Params() << m_plan.table.oid << m_request.keyColumn));
    JsonReader reader(QJsonDocument::fromJson(rows.text(0, "definition").toUtf8()).object());
    m_plan.table.fields(reader);
    if (!reader.failed.isEmpty())
        return failure(ErrorCode::Internal,
                       Text::tr("the definition of the table cannot be read: %1").arg(reader.failed));
    m_plan.fingerprint = rows.text(0, "fingerprint");
    PARTERRE_ASSIGN(views, readMaterializedViews(m_session, m_plan.table.oid));
    m_plan.materializedViews = std::move(views);
    return {};
}

Result<> Planner::readFacts()
{
    PARTERRE_ASSIGN(rows, m_session.exec(sql("plan/facts"), Params() << m_plan.table.oid));
    m_plan.database = rows.text(0, "database");
    m_plan.serverMajor = static_cast<int>(rows.integer(0, "version") / 10000);
    m_plan.systemIdentifier = rows.text(0, "system_identifier");
    m_plan.rows = rows.integer(0, "rows");
    m_plan.pages = rows.integer(0, "pages");
    m_plan.bytes = rows.integer(0, "bytes");
    m_lockSlots = rows.integer(0, "lock_slots");
    const QString name = m_plan.table.name.quoted();
    if (rows.flag(0, "standby"))
        add(Severity::Blocks, "standby", m_plan.database, Text::tr("The server is a standby; a migration writes."),
            Text::tr("Connect to the primary."));
    PARTERRE_ASSIGN(schema, m_session.exec(sql("schema/schema_exists")));
    if (!schema.flag(0, "present") && !rows.flag(0, "may_create_schema"))
        add(Severity::Blocks, "rights", m_plan.database,
            Text::tr("Role %1 may not create schema parterre, which holds the journal.").arg(m_plan.table.owner),
            Text::tr("GRANT CREATE ON DATABASE %1 TO %2;").arg(quoteIdentifier(m_plan.database), m_plan.table.owner));
    if (!schema.flag(0, "usable"))
        add(Severity::Blocks, "rights", QStringLiteral("schema parterre"),
            Text::tr("It belongs to %1; role %2 may not use it.").arg(schema.text(0, "owner"), m_plan.table.owner),
            Text::tr("GRANT %1 TO %2;").arg(schema.text(0, "owner"), m_plan.table.owner));
    else if (!schema.flag(0, "trusted"))
        add(Severity::Informs, "foreign-schema", QStringLiteral("schema parterre"),
            Text::tr("It belongs to %1, whose functions there run with the rights of %2.")
                .arg(schema.text(0, "owner"), m_plan.table.owner),
            Text::tr("Give the schema to a role that you trust with these rights."));
    if (!rows.flag(0, "may_create"))
        add(Severity::Blocks, "rights", Text::tr("schema %1").arg(quoteIdentifier(m_plan.table.name.schema)),
            Text::tr("Role %1 may not create tables there.").arg(m_plan.table.owner),
            Text::tr("GRANT CREATE ON SCHEMA %1 TO %2;")
                .arg(quoteIdentifier(m_plan.table.name.schema), m_plan.table.owner));
    if (!rows.flag(0, "may_create_temp"))
        add(Severity::Blocks, "rights", m_plan.database,
            Text::tr("Role %1 may not create temporary tables, which the replay needs.").arg(m_plan.table.owner),
            Text::tr("GRANT TEMPORARY ON DATABASE %1 TO %2;")
                .arg(quoteIdentifier(m_plan.database), m_plan.table.owner));
    if (!rows.text(0, "owner_expires").isEmpty())
        add(Severity::Blocks, "owner-expires", m_plan.table.owner,
            Text::tr("The role that will own the triggers' functions expires on %1; then every write would fail.")
                .arg(rows.text(0, "owner_expires")),
            Text::tr("ALTER ROLE … VALID UNTIL 'infinity', or give the table to a NOLOGIN role."));
    return {};
}

Result<> Planner::readPace()
{
    if (!m_plan.pace.hours.isEmpty() && !areHours(m_plan.pace.hours))
        return failure(ErrorCode::Usage, Text::tr("the hours \"%1\" cannot be read").arg(m_plan.pace.hours), {},
                       Text::tr("Write them as 22:00-05:00."));
    PARTERRE_ASSIGN(rows, m_session.exec(sql("plan/server_facts")));
    m_plan.prewarm = rows.text(0, "prewarm");
    if (!m_plan.pace.hours.isEmpty()) {
        m_plan.pace.hoursZone = rows.text(0, "time_zone");
        add(Severity::Informs, "hours", m_plan.pace.hours,
            Text::tr("Work begins and goes on in these hours of time zone %1, the server's; outside of them only the "
                     "replay goes on, and the table is not switched.")
                .arg(m_plan.pace.hoursZone));
    }
    return {};
}

Result<std::optional<Planner::Writes>> Planner::readWrites()
{
    PARTERRE_ASSIGN(rows, m_session.exec(sql("plan/writes"), Params() << m_plan.table.oid));
    if (rows.isEmpty())
        return std::nullopt;
    return Writes{rows.integer(0, "writes"), rows.real(0, "seconds")};
}

// The statistics since they were reset know the mean, planning itself has seen the present; the greater one counts.
Result<> Planner::judgeWrites()
{
    PARTERRE_ASSIGN(now, readWrites());
    if (!now)
        return {};
    double rate = now->seconds > 0 ? static_cast<double>(now->rows) / now->seconds : 0;
    const auto watchedMs = m_sinceWrites.isValid() ? m_sinceWrites.elapsed() : 0;
    if (m_writes && watchedMs >= kWatchedMs)
        rate = std::max(rate, static_cast<double>(now->rows - m_writes->rows) * 1000 / static_cast<double>(watchedMs));
    if (rate >= kReplayRate)
        add(Severity::Decides, "write-rate", m_plan.table.name.quoted(),
            Text::tr("About %1 rows are written a second; one connection replays %2 or more. The copy may never catch "
                     "up with the table.")
                .arg(formatCount(qRound64(rate)), formatCount(qRound64(kReplayRate))),
            Text::tr("Give migrate more --workers, of which each replays a share, or choose a quieter time."));
    else if (rate >= 1)
        add(Severity::Informs, "write-rate", m_plan.table.name.quoted(),
            Text::tr("About %1 rows are written a second; one connection replays %2 or more, so the copy catches up.")
                .arg(formatCount(qRound64(rate)), formatCount(qRound64(kReplayRate))));
    return {};
}

Result<> Planner::checkKey()
{
    const ColumnDefinition *column = m_plan.table.column(m_request.keyColumn);
    if (!column) {
        return failure(
            ErrorCode::NotFound,
            Text::tr("column \"%1\" of table %2 does not exist").arg(m_request.keyColumn, m_plan.table.name.quoted()));
    }
    m_plan.keyColumn = column->name;
    m_plan.keyType = column->type;
    m_plan.timeZone = m_request.timeZone;
    const bool known = column->type == u"date" || column->type.startsWith(u"timestamp");
    if (!known)
        add(Severity::Blocks, "key-type", column->name,
            Text::tr("Its type is %1; a date, timestamp or timestamptz column is needed.").arg(column->type));
    if (!column->generated.isEmpty())
        add(Severity::Blocks, "key-generated", column->name,
            Text::tr("A generated column cannot be the partition key."));
    if (!column->notNull)
        add(Severity::Blocks, "key-null", column->name,
            Text::tr("The column may be NULL; the keys of the partitioned table will not allow that."),
            Text::tr("Fill the NULLs; then ADD CHECK (… IS NOT NULL) NOT VALID, VALIDATE it, SET NOT NULL."));
    return {};
}

void Planner::choosePair()
{
    const IndexDefinition *key = rowKey(m_plan.table);
    if (!key) {
        add(Severity::Blocks, "no-key", m_plan.table.name.quoted(),
            Text::tr(
                "It has no primary key and no immediate unique index over NOT NULL columns, so changed rows cannot be named."),
            Text::tr("Create a unique index CONCURRENTLY over columns that are NOT NULL."));
        return;
    }
    m_plan.pair = key->key;
    const bool has = std::any_of(m_plan.pair.cbegin(), m_plan.pair.cend(),
                                 [this](const KeyColumn &c) { return c.name == m_plan.keyColumn; });
    if (!has)
        m_plan.pair << KeyColumn{m_plan.keyColumn, m_plan.keyType, QStringLiteral("OPERATOR(pg_catalog.=)"), {}};
}

Result<> Planner::checkSurroundings()
{
    PARTERRE_ASSIGN(dependents, findDependents(m_session, m_plan, m_plan.keyColumn));
    m_findings << dependents << findInDefinition(m_plan.table, m_plan.serverMajor) << findInMaterializedViews(m_plan);
    m_findings << decideUniqueKeys(m_plan.table, m_plan.keyColumn, m_request.uniqueKeys, m_request.unique);
    for (auto it = m_request.unique.cbegin(); it != m_request.unique.cend(); ++it) {
        const auto known = std::any_of(m_plan.table.indexes.cbegin(), m_plan.table.indexes.cend(),
                                       [&](const IndexDefinition &i) { return i.name == it.key() && i.unique; });
        if (!known)
            return failure(ErrorCode::Usage,
                           Text::tr("table %1 has no unique index \"%2\"").arg(m_plan.table.name.quoted(), it.key()));
    }
    PARTERRE_ASSIGN(references, decideReferences(m_session, m_plan, m_request.dropReferences));
    m_findings << references << findPublications(m_plan.table, m_plan.keyColumn);
    choosePair();
    QStringList guarded;
    for (const IndexDefinition &index : m_plan.table.guardedKeys())
        guarded << index.name;
    if (!guarded.isEmpty()) {
        PARTERRE_ASSIGN(size, m_session.exec(sql("plan/index_bytes"), Params() << m_plan.table.oid << guarded));
        m_plan.guardBytes =
            size.integer(0, "bytes") * 5 / 2; // measured: a row and an index entry for each of the index
    }
    if (m_plan.bytes > 0)
        add(Severity::Informs, "space", m_plan.table.name.quoted(),
            Text::tr("The copy needs about %1 of disk, and as much WAL, until the old table is dropped.")
                .arg(formatBytes(m_plan.bytes + m_plan.guardBytes)));
    if (m_request.limits.plainSwitch) {
        add(Severity::Decides, "plain-switch", m_plan.table.name.quoted(),
            Text::tr(
                "The last changes are replayed while the table is locked. A REPEATABLE READ or SERIALIZABLE transaction that is older than the switch, and a prepared query that waits for it, read the table without them."),
            Text::tr("Leave --plain-switch out, unless a transaction that cannot end holds the switch up."));
    }
    PARTERRE_ASSIGN(sessions, m_session.exec(sql("preflight/long_transactions"), Params() << QStringLiteral("5 min")));
    for (qsizetype i = 0; i < sessions.count(); ++i) {
        add(Severity::Informs, "long-transaction",
            Text::tr("pid %1, %2, %3")
                .arg(sessions.text(i, "pid"), sessions.text(i, "usename"), sessions.text(i, "application_name")),
            Text::tr("Its transaction has been open for %1; the switch waits for such transactions.")
                .arg(formatDuration(static_cast<qint64>(sessions.real(i, "age") * 1000))));
    }
    return checkOpenMigration();
}

Result<> Planner::checkOpenMigration()
{
    PARTERRE_ASSIGN(schema, m_session.exec(sql("schema/schema_exists")));
    if (!schema.flag(0, "present") || !schema.flag(0, "usable"))
        return {};
    PARTERRE_ASSIGN(open, m_session.exec(sql("preflight/open_migration"), Params() << m_plan.table.oid));
    for (qsizetype i = 0; i < open.count(); ++i) {
        add(Severity::Blocks, "open-migration", open.text(i, "id"),
            Text::tr("A migration of this table is in state %1.").arg(open.text(i, "state")),
            Text::tr("Go on with parterrectl migrate %1 --yes, or go back with parterrectl rollback %1 --yes.")
                .arg(open.text(i, "id")));
    }
    return {};
}

Result<> Planner::layOut()
{
    say(Text::tr("counting the rows of each period"));
    PARTERRE_ASSIGN(days, countDays(m_session, m_plan));
    qint64 counted = 0;
    for (const DayCount &day : days)
        counted += day.rows;
    m_plan.rows = counted;
    m_plan.every = m_interval.toString();
    m_plan.keepDefaultPartition = m_request.defaultPartition;
    const PeriodSpan span = chooseSpan(days, m_interval, QDateTime::currentDateTimeUtc().date(), m_request.ahead,
                                       m_request.defaultPartition);
    const qint64 periods = m_interval.periods(span.first, span.last);
    if (periods > kMaxPartitions) {
        add(Severity::Blocks, "too-many-partitions", m_plan.keyColumn,
            Text::tr("The rows span %1 to %2: %3 partitions of %4, more than %5.")
                .arg(span.first.toString(Qt::ISODate), span.last.toString(Qt::ISODate))
                .arg(periods)
                .arg(m_plan.every)
                .arg(kMaxPartitions),
            Text::tr(
                "Choose a longer period (--every), or leave outliers to a default partition (--default-partition yes)."));
        return {};
    }
    if (periods > kManyPartitions)
        add(Severity::Informs, "many-partitions", m_plan.keyColumn,
            Text::tr("%1 partitions: statements without the partition key get slower with each of them.").arg(periods),
            Text::tr("Choose a longer period (--every) unless all hot statements name the key."));
    PARTERRE_ASSIGN(leaves, makeLeaves(m_session, m_plan, m_interval, span, days));
    m_plan.leaves = leaves;
    return checkOutside();
}

Result<> Planner::checkOutside()
{
    const QString first = m_plan.leaves.first().from;
    const QString last = m_plan.leaves[m_plan.leaves.size() - 2].to;
    PARTERRE_ASSIGN(rows,
                    m_session.exec(sql("plan/outside",
                                       {{QStringLiteral("table"), m_plan.table.name.quoted()},
                                        {QStringLiteral("key"), quoteIdentifier(m_plan.keyColumn)},
                                        {QStringLiteral("type"), m_plan.keyType}}),
                                   Params() << first << last));
    const qint64 before = rows.integer(0, "before");
    const qint64 after = rows.integer(0, "after");
    if (before + after == 0)
        return {};
    m_plan.leaves.last().rows = before + after;
    QString where =
        Text::tr("%1 rows lie before %2 and %3 from %4 on.").arg(before).arg(first).arg(after).arg(last) % u' ';
    if (const qint64 infinite = rows.integer(0, "infinite"); infinite > 0)
        where += Text::tr("%1 of them infinite.").arg(infinite) % u' ';
    add(m_request.defaultPartition ? Severity::Decides : Severity::Blocks, "outliers", m_plan.keyColumn,
        where
            % (m_request.defaultPartition ? Text::tr("They go to the default partition.")
                                          : Text::tr("No partition takes them.")),
        m_request.defaultPartition
            ? Text::tr("Correct them if they are mistakes: SELECT * FROM %1 WHERE %2 < %3 OR %2 >= %4")
                  .arg(m_plan.table.name.quoted(), quoteIdentifier(m_plan.keyColumn), quoteLiteral(first),
                       quoteLiteral(last))
            : Text::tr("Correct these rows, or plan with --default-partition yes."));
    return {};
}

Result<> Planner::probeHashes()
{
    QMap<QString, bool> hashable;
    for (ColumnDefinition &column : m_plan.table.columns) {
        if (!hashable.contains(column.type)) {
            auto probe = m_session.exec(sql("plan/hashable", {{QStringLiteral("type"), column.type}}));
            if (!probe && (probe.error().connectionLost || probe.error().isCancelled()))
                return Failure(probe.error());
            hashable.insert(column.type, probe.has_value());
        }
        column.hashable = hashable.value(column.type);
    }
    return {};
}

Result<> Planner::checkApplication()
{
    PARTERRE_ASSIGN(findings, findInApplication(m_session, m_plan, m_seen, m_request.acknowledged));
    m_findings << findings;
    return {};
}

Result<> Planner::checkNames()
{
    m_plan.shadow = m_plan.table.name.sibling(fitName(m_plan.table.name.name, QStringLiteral("_new")));
    m_plan.old = m_plan.table.name.sibling(fitName(m_plan.table.name.name, QStringLiteral("_old")));
    QStringList names{m_plan.shadow.name, m_plan.old.name};
    const MigrationSql built(m_plan);
    for (const PlannedLeaf &leaf : m_plan.leaves) {
        names << leaf.name.name;
        for (const MigrationSql::LeafIndex &index : built.leafIndexes(leaf))
            names << index.name;
    }
    for (const IndexDefinition &index : m_plan.table.indexes)
        names << fitName(index.name, QStringLiteral("_new")) << fitName(index.name, QStringLiteral("_old"));
    for (const IndexDefinition &index : m_plan.table.guardedKeys())
        names << m_plan.table.guardOf(index).name << MigrationSql::guardConstraint(index);
    for (const SequenceDefinition &sequence : m_plan.table.sequences) {
        if (sequence.identity)
            names << fitName(sequence.name.name, QStringLiteral("_new"))
                  << fitName(sequence.name.name, QStringLiteral("_old"));
    }
    QMap<QString, QStringList> elsewhere; // by schema
    for (const MaterializedViewDefinition &view : m_plan.materializedViews) {
        QStringList &list = view.name.schema == m_plan.table.name.schema ? names : elsewhere[view.name.schema];
        list << newName(view.name).name << oldName(view.name).name;
        for (const MaterializedViewDefinition::Index &index : view.indexes) {
            const QualifiedName name = view.name.sibling(index.name);
            list << newName(name).name << oldName(name).name;
        }
    }
    for (auto it = elsewhere.cbegin(); it != elsewhere.cend(); ++it)
        PARTERRE_TRY(checkTaken(it.key(), it.value()));
    QSet<QString> seen;
    for (const QString &name : names) {
        if (seen.contains(name))
            addCollision(name);
        seen << name;
    }
    PARTERRE_TRY(checkTaken(m_plan.table.name.schema, names));
    PARTERRE_TRY(checkGuardNames());
    return checkStatisticsNames(built);
}

// Functions and triggers have names of their own, too.
Result<> Planner::checkGuardNames()
{
    QStringList functions;
    QSet<QString> triggers;
    for (const TriggerDefinition &trigger : m_plan.table.triggers)
        triggers << trigger.name;
    for (const IndexDefinition &index : m_plan.table.guardedKeys()) {
        functions << m_plan.table.guardOf(index).name;
        for (const QString &name : m_plan.table.guardTriggers(index)) {
            if (triggers.contains(name))
                addCollision(name);
            triggers << name;
        }
    }
    if (functions.isEmpty())
        return {};
    PARTERRE_ASSIGN(taken,
                    m_session.exec(sql("plan/taken_functions"), Params() << m_plan.table.name.schema << functions));
    for (qsizetype i = 0; i < taken.count(); ++i)
        addTaken({m_plan.table.name.schema, taken.text(i, "name")});
    return {};
}

Result<> Planner::checkTaken(const QString &schema, const QStringList &names)
{
    PARTERRE_ASSIGN(taken, m_session.exec(sql("plan/taken_names"), Params() << schema << names));
    for (qsizetype i = 0; i < taken.count(); ++i)
        addTaken({schema, taken.text(i, "name")});
    return {};
}

// Statistics objects have names of their own, apart from those of relations.
Result<> Planner::checkStatisticsNames(const MigrationSql &built)
{
    QStringList schemas;
    QStringList names;
    QSet<QString> seen;
    for (const StatisticsDefinition &statistics : m_plan.table.statistics) {
        QList<QualifiedName> made{statistics.name.sibling(fitName(statistics.name.name, QStringLiteral("_new"))),
                                  statistics.name.sibling(fitName(statistics.name.name, QStringLiteral("_old")))};
        for (const PlannedLeaf &leaf : m_plan.leaves)
            made << built.statisticsOfLeaf(leaf, statistics);
        for (const QualifiedName &name : std::as_const(made)) {
            if (seen.contains(name.quoted()))
                addCollision(name.quoted());
            seen << name.quoted();
            schemas << name.schema;
            names << name.name;
        }
    }
    if (names.isEmpty())
        return {};
    PARTERRE_ASSIGN(taken, m_session.exec(sql("plan/taken_statistics"), Params() << schemas << names));
    for (qsizetype i = 0; i < taken.count(); ++i)
        addTaken({taken.text(i, "schema"), taken.text(i, "name")});
    return {};
}

void Planner::checkLocks()
{
    // Measured: each partition's foreign key looks at all that were made before, 30 ms for 120 of them, 300 ms for 500.
    const qint64 foreignKeys = static_cast<qint64>(m_plan.leaves.size()) * m_plan.table.foreignKeys.size();
    if (foreignKeys > kMaxForeignKeys)
        add(Severity::Blocks, "too-many-foreign-keys", m_plan.table.name.quoted(),
            Text::tr("%1 foreign keys of partitions would be made while the table is locked; more than %2 take too "
                     "long.")
                .arg(foreignKeys)
                .arg(kMaxForeignKeys),
            Text::tr(
                "Choose a longer period (--every), or drop the constraint and make it again after the migration."));
    const qint64 perStatement = static_cast<qint64>(m_plan.leaves.size()) * (1 + m_plan.table.indexes.size());
    if (perStatement * 20 > m_lockSlots)
        add(Severity::Informs, "lock-slots", m_plan.table.name.quoted(),
            Text::tr(
                "A statement without the partition key will lock %1 relations; the lock table has %2 places for all sessions.")
                .arg(perStatement)
                .arg(m_lockSlots),
            Text::tr("Raise max_locks_per_transaction, or choose a longer period (--every)."));
}

Result<PlanResult> Planner::run()
{
    PARTERRE_ASSIGN(interval, PartitionInterval::parse(m_request.every));
    m_interval = interval;
    m_plan.id = QStringLiteral("%1").arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
    m_plan.createdAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    m_plan.program = QStringLiteral("parterre ") % QCoreApplication::applicationVersion();
    m_plan.applicationSwitch = m_request.applicationSwitch;
    m_plan.applicationSwitchBack = m_request.applicationSwitchBack;
    m_plan.beforeSwitch = m_request.beforeSwitch;
    m_plan.afterSwitch = m_request.afterSwitch;
    m_plan.limits = m_request.limits;
    m_plan.pace = m_request.pace;
    say(Text::tr("reading the catalog"));
    PARTERRE_TRY(resolve());
    PARTERRE_TRY(describe());
    PARTERRE_TRY(readFacts());
    PARTERRE_TRY(readPace());
    PARTERRE_ASSIGN(writes, readWrites());
    m_writes = writes;
    m_sinceWrites.start();
    PARTERRE_TRY(checkKey());
    PARTERRE_TRY(checkSurroundings());
    if (!blocked())
        PARTERRE_TRY(layOut());
    if (!blocked())
        PARTERRE_TRY(probeHashes());
    if (!blocked())
        PARTERRE_TRY(checkNames());
    if (!blocked())
        checkLocks();
    PARTERRE_TRY(checkApplication());
    PARTERRE_TRY(proveApplicationSql(m_session, m_plan));
    PARTERRE_TRY(judgeWrites());
    std::stable_sort(m_findings.begin(), m_findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    m_plan.findings = m_findings;
    PlanResult result{m_findings, std::nullopt};
    if (!blocked())
        result.plan = m_plan;
    return result;
}

} // namespace

PlanRequest requestOf(const Plan &plan)
{
    PlanRequest request;
    request.table = plan.table.name;
    request.keyColumn = plan.keyColumn;
    request.every = plan.every;
    request.timeZone = plan.timeZone;
    for (const IndexDefinition &index : plan.table.indexes) {
        if (index.unique)
            request.unique.insert(index.name, index.choice);
    }
    for (const ReferenceDefinition &reference : plan.references)
        request.dropReferences << reference.name;
    for (const Finding &finding : plan.findings) {
        if (finding.acknowledged)
            request.acknowledged << finding.subject;
    }
    request.defaultPartition = plan.keepDefaultPartition;
    request.ahead =
        static_cast<int>(std::count_if(plan.leaves.cbegin(), plan.leaves.cend(), [&](const PlannedLeaf &leaf) {
            return !leaf.isDefault() && leaf.from.left(10) > plan.createdAt.left(10);
        }));
    request.applicationSwitch = plan.applicationSwitch;
    request.applicationSwitchBack = plan.applicationSwitchBack;
    request.beforeSwitch = plan.beforeSwitch;
    request.afterSwitch = plan.afterSwitch;
    request.limits = plan.limits;
    request.pace = plan.pace;
    return request;
}

Result<PlanResult> makePlan(Session &session, const PlanRequest &request, const CancelToken &cancel, ProgressSink &sink)
{
    return Planner(session, request, cancel, sink).run();
}

Result<QList<KeyCandidate>> keyCandidates(Session &session, quint32 table)
{
    PARTERRE_ASSIGN(rows, session.exec(sql("plan/key_columns"), Params() << QString::number(table)));
    QList<KeyCandidate> list;
    for (qsizetype i = 0; i < rows.count(); ++i)
        list << KeyCandidate{rows.text(i, "name"), rows.text(i, "type"), rows.flag(i, "not_null"),
                             rows.flag(i, "indexed")};
    return list;
}

} // namespace parterre
