// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiveplanner.h"

#include "archive/archivefindings.h"
#include "archive/archivejournal.h"
#include "archive/filemover.h"
#include "archive/foreignserver.h"
#include "archive/leafmover.h"
#include "archive/servermover.h"
#include "pg/ownschema.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchivePlanner)
};

SqlText sql(const char *id)
{
    return SqlText::load(QLatin1String(id));
}

class Planner {
public:
    Planner(Session &session, const ArchivePolicy &policy)
        : m_session(session)
    {
        m_plan.policy = policy;
        m_plan.serverMajor = session.serverMajor();
    }

    Result<ArchivePlan> make();

private:
    Result<> readTables();
    void complete();
    Result<> chooseTier();
    Result<> checkServer();
    void judgeFolder();
    void chooseShape();
    Result<> checkRights();
    Result<> checkMigration();
    Result<> checkOthers();
    Result<> checkPublications();
    void judgeLogin(bool superuser);
    void judgeLateRows();
    void judgeReaders();
    Result<> readCutoff();
    Result<> decide();
    Result<> readRate();
    Result<LeafTask> estimate(const ArchiveLeaf &leaf);
    Result<QString> obstacleOf(const ArchiveLeaf &leaf);
    bool isUntouched(const ArchiveLeaf &leaf) const;
    bool isWhollyOld(const ArchiveLeaf &leaf) const;
    bool isCut(const ArchiveLeaf &leaf) const;
    bool boundsTellAge() const;
    Result<> describe();
    Result<> describeLeaf(const LeafTask &task);
    void block(const char *code, const QString &object, const QString &consequence, const QString &hint)
    {
        m_plan.findings << Finding{Severity::Blocks, QLatin1String(code), object, consequence, hint};
    }

    Session &m_session;
    ArchivePlan m_plan;
    bool m_hasBooks = false; ///< schema parterre is there, of whatever version
};

Result<> Planner::readTables()
{
    PARTERRE_ASSIGN(table, resolveArchiveTable(m_session, m_plan.policy.table));
    PARTERRE_ASSIGN(source, readArchiveTable(m_session, table.oid));
    m_plan.source = std::move(source);
    complete();
    if (m_plan.policy.isInFiles())
        return {};
    PARTERRE_ASSIGN(found, findArchiveTable(m_session, m_plan.policy.archive));
    if (found && found->oid != m_plan.source.oid) {
        PARTERRE_ASSIGN(archive, readArchiveTable(m_session, found->oid));
        m_plan.archive = std::move(archive);
    } else if (found) {
        block("same-table", m_plan.policy.archive.quoted(), Text::tr("The table cannot be its own archive."),
              Text::tr("Name another table."));
    }
    return chooseTier();
}

// An archive that is there decides where it is; for a new one the policy does.
Result<> Planner::chooseTier()
{
    ArchivePolicy &policy = m_plan.policy;
    ArchiveSettings &settings = policy.settings;
    const bool foreign = m_plan.archive ? m_plan.archive->isForeign() : !settings.server.isEmpty();
    policy.tier = foreign ? kTierServer : kTierTable;
    if (!foreign) {
        if (!settings.server.isEmpty())
            block("archive-shape", policy.archive.quoted(), Text::tr("It is a table of this database."),
                  Text::tr("Archive into another name, or without a server."));
        return {};
    }
    if (m_plan.archive) {
        PARTERRE_ASSIGN(side, readForeignSide(m_session, m_plan.archive->oid));
        if (!settings.server.isEmpty() && settings.server != side.server)
            block("archive-shape", policy.archive.quoted(), Text::tr("It is on server %1.").arg(side.server),
                  Text::tr("Archive into another name, or name that server."));
        settings.server = side.server;
        settings.serverTable = side.table;
    }
    if (settings.serverTable.isEmpty())
        settings.serverTable = policy.archive;
    if (settings.serverTable.schema.isEmpty())
        settings.serverTable.schema = policy.archive.schema;
    return {};
}

// What the policy leaves open.
void Planner::complete()
{
    ArchivePolicy &policy = m_plan.policy;
    const ArchiveTable &source = m_plan.source;
    if (policy.tableOid != 0 && policy.tableOid != source.oid) {
        m_plan.findings << Finding{Severity::Informs,
                                   u"exchanged"_s,
                                   source.name.quoted(),
                                   Text::tr("It is another table than the one for which the policy was made: a "
                                            "migration, for example, has exchanged it."),
                                   {}};
    }
    policy.table = source.name;
    policy.tableOid = source.oid;
    policy.tier = policy.settings.folder.isEmpty() ? kTierTable : kTierFiles;
    if (policy.isInFiles())
        policy.archive = {};
    else if (policy.archive.isEmpty())
        policy.archive = defaultArchive(source.name);
    else if (policy.archive.schema.isEmpty())
        policy.archive.schema = source.name.schema;
    if (policy.ageColumn.isEmpty())
        policy.ageColumn = source.partitionColumns.value(0);
    if (policy.settings.pace.hoursZone.isEmpty())
        policy.settings.pace.hoursZone = u"UTC"_s;
}

// A new archive is partitioned as its table is; one that is there stays as it is.
void Planner::chooseShape()
{
    if (!m_plan.archive) {
        if (m_plan.policy.isOnServer() || m_plan.policy.isInFiles())
            return;
        if (m_plan.source.hasSimpleRange())
            m_plan.partitionColumn = m_plan.source.partitionColumns.first();
        return;
    }
    m_plan.findings << judgeArchive(m_plan.source, *m_plan.archive);
    if (m_plan.archive->hasSimpleRange() && m_plan.source.column(m_plan.archive->partitionColumns.first()))
        m_plan.partitionColumn = m_plan.archive->partitionColumns.first();
    else if (m_plan.archive->isPartitioned())
        block("archive-shape", m_plan.archive->name.quoted(),
              Text::tr("It is partitioned in another way than by RANGE over one column."),
              Text::tr("Archive into another table."));
}

Result<> Planner::checkRights()
{
    const ArchivePolicy &policy = m_plan.policy;
    PARTERRE_ASSIGN(
        rights, m_session.exec(sql("archive/rights"), Params() << policy.archive.schema << policy.settings.tablespace));
    PARTERRE_ASSIGN(schema, m_session.exec(sql("schema/schema_exists")));
    judgeLogin(rights.flag(0, "superuser"));
    const QString role = quoteIdentifier(rights.text(0, "role"));
    if (policy.isInFiles() && !rights.flag(0, "may_use_temporary"))
        block("rights", Text::tr("the database"),
              Text::tr("Role %1 may not make temporary tables, into which a file is read back.").arg(role),
              Text::tr("GRANT TEMPORARY ON DATABASE … TO %1;").arg(role));
    if (!policy.isInFiles() && !rights.flag(0, "may_create"))
        block("rights", Text::tr("schema %1").arg(quoteIdentifier(policy.archive.schema)),
              Text::tr("Role %1 may not create tables there.").arg(role),
              Text::tr("GRANT CREATE ON SCHEMA %1 TO %2;").arg(quoteIdentifier(policy.archive.schema), role));
    if (!rights.flag(0, "may_use_tablespace"))
        block("rights", Text::tr("tablespace %1").arg(quoteIdentifier(policy.settings.tablespace)),
              Text::tr("It does not exist, or role %1 may not use it.").arg(role),
              Text::tr("GRANT CREATE ON TABLESPACE %1 TO %2;").arg(quoteIdentifier(policy.settings.tablespace), role));
    if (!schema.flag(0, "present") && !rights.flag(0, "may_create_schema"))
        block("rights", Text::tr("schema parterre"), Text::tr("Role %1 may not create it.").arg(role),
              Text::tr("GRANT CREATE ON DATABASE … TO %1;").arg(role));
    m_hasBooks = schema.flag(0, "present") && schema.flag(0, "usable");
    if (!schema.flag(0, "usable"))
        block("rights", Text::tr("schema parterre"),
              Text::tr("It belongs to %1; role %2 may not use it.").arg(schema.text(0, "owner"), role),
              Text::tr("GRANT %1 TO %2;").arg(schema.text(0, "owner"), role));
    else if (!schema.flag(0, "trusted"))
        m_plan.findings << Finding{Severity::Informs, u"foreign-schema"_s, Text::tr("schema parterre"),
                                   Text::tr("It belongs to %1, whose functions there run with the rights of %2.")
                                       .arg(schema.text(0, "owner"), role),
                                   Text::tr("Give the schema to a role that you trust with these rights.")};
    if (m_plan.archive && m_plan.archive->owner != m_plan.source.owner)
        block("rights", m_plan.archive->name.quoted(),
              Text::tr("It belongs to %1, the table to %2.").arg(m_plan.archive->owner, m_plan.source.owner),
              Text::tr("ALTER TABLE %1 OWNER TO %2;").arg(m_plan.archive->name.quoted(), m_plan.source.owner));
    return {};
}

Result<> Planner::checkServer()
{
    if (!m_plan.policy.isOnServer())
        return {};
    PARTERRE_ASSIGN(server, readForeignServer(m_session, m_plan.policy.settings.server));
    m_plan.findings << judgeServer(server, m_plan);
    if (m_plan.isBlocked())
        return {};
    PARTERRE_ASSIGN(found, judgeRemote(m_session, m_plan));
    m_plan.findings << found;
    return {};
}

// The folder belongs to the machine that runs the policy, which need not be this one.
void Planner::judgeFolder()
{
    const ArchivePolicy &policy = m_plan.policy;
    if (!policy.isInFiles())
        return;
    const QString folder = policy.settings.folder;
    if (!policy.settings.server.isEmpty() || !policy.settings.tablespace.isEmpty())
        block("archive-shape", folder, Text::tr("Files are on no foreign server and in no tablespace."),
              Text::tr("Archive into files, or into a table."));
    if (!QDir::isAbsolutePath(folder))
        block("folder", folder, Text::tr("It is no absolute path."), Text::tr("Write it from the root on."));
    else if (!QDir(folder).exists())
        m_plan.findings << Finding{Severity::Informs, u"folder"_s, folder,
                                   Text::tr("There is no such folder on this machine."),
                                   Text::tr("The policy can be kept here, and run only where the folder is.")};
    if (m_plan.source.rowSecurity)
        m_plan.findings << Finding{Severity::Informs,
                                   u"row-security"_s,
                                   folder,
                                   Text::tr("Whoever may read a file reads all of its rows: the table's row security "
                                            "does not hold there."),
                                   {}};
}

Result<> Planner::checkMigration()
{
    if (!m_hasBooks)
        return {};
    PARTERRE_ASSIGN(rows, m_session.exec(sql("archive/open_migration"), Params() << m_plan.source.oid));
    for (qsizetype i = 0; i < rows.count(); ++i)
        block("open-migration", rows.text(i, "id"),
              Text::tr("The table is being migrated (state %1).").arg(rows.text(i, "state")),
              Text::tr("Archive when the migration is finished or rolled back."));
    return {};
}

QualifiedName remoteOf(const ArchivePolicy &policy)
{
    return policy.settings.serverTable.isEmpty() ? policy.archive : policy.settings.serverTable;
}

// Rows of two tables in one archive could not be told apart.
Result<> Planner::checkOthers()
{
    if (!m_hasBooks)
        return {};
    PARTERRE_ASSIGN(policies, archivejournal::policies(m_session));
    for (const ArchivePolicy &other : std::as_const(policies)) {
        if (other.id() == m_plan.policy.id() && placeText(other) != placeText(m_plan.policy))
            m_plan.findings << Finding{
                Severity::Informs, u"another-archive"_s, m_plan.policy.id(),
                Text::tr("Its archive was until now: %1. What lies there stays; restore and find look "
                         "into the new one only.")
                    .arg(placeText(other)),
                Text::tr("Restore first what is to be in the new archive too.")};
        if (m_plan.policy.isInFiles())
            continue;
        const bool same = other.archive == m_plan.policy.archive
            || (m_plan.policy.isOnServer() && other.settings.server == m_plan.policy.settings.server
                && remoteOf(other) == remoteOf(m_plan.policy));
        if (same && other.tableOid != m_plan.source.oid && other.table != m_plan.policy.table)
            block("shared-archive", other.archive.quoted(),
                  Text::tr("It is the archive of %1 already.").arg(other.table.quoted()),
                  Text::tr("Name another table: rows of two tables in one could not be told apart."));
    }
    return {};
}

// A table that others follow without having it stops them: its first row ends their replication.
Result<> Planner::checkPublications()
{
    if ((m_plan.archive || m_plan.policy.isInFiles()) && m_hasBooks)
        return {};
    PARTERRE_ASSIGN(wide,
                    m_session.exec(SqlText::load(u"archive/wide_publications"_s, {}, m_plan.serverMajor),
                                   Params() << m_plan.policy.archive.schema));
    for (qsizetype i = 0; i < wide.count(); ++i)
        m_plan.findings << Finding{
            Severity::Informs, u"wide-publication"_s, wide.text(i, "name"),
            Text::tr("It publishes every new table, the archive and those of schema parterre too: "
                     "replication to a subscriber that lacks them stops at their first row."),
            Text::tr("Make the same tables at the subscriber first, or publish tables by name.")};
    return {};
}

// What a superuser runs is not held by SET ROLE: triggers of the table's owner can take his rights.
void Planner::judgeLogin(bool superuser)
{
    if (superuser)
        m_plan.findings << Finding{Severity::Informs, u"superuser"_s, m_plan.source.name.quoted(),
                                   Text::tr("You are connected as a superuser, and the table's owner is none: whatever "
                                            "its triggers, views and functions do could be done with your rights."),
                                   Text::tr("Connect as %1, or as a member of that role.").arg(m_plan.source.owner)};
}

// An INSERT of a row as old as what went has no partition then.
void Planner::judgeLateRows()
{
    const auto &leaves = m_plan.source.leaves;
    const bool whole = std::any_of(m_plan.tasks.cbegin(), m_plan.tasks.cend(),
                                   [](const LeafTask &task) { return task.way == LeafTask::Way::Whole; });
    const bool taken =
        std::any_of(leaves.cbegin(), leaves.cend(), [](const ArchiveLeaf &leaf) { return leaf.isDefault(); });
    if (whole && !taken)
        m_plan.findings << Finding{Severity::Informs, u"no-partition-left"_s, m_plan.source.name.quoted(),
                                   Text::tr("Once a partition has moved whole, an INSERT of a row of its range fails: "
                                            "the table has no DEFAULT partition."),
                                   Text::tr("Archive only what the application writes no more.")};
}

// An archive is made for its owner alone.
void Planner::judgeReaders()
{
    QStringList without = m_plan.source.readers;
    if (m_plan.archive)
        without.removeIf([&](const QString &role) { return m_plan.archive->readers.contains(role); });
    if (without.isEmpty() || m_plan.policy.isInFiles())
        return;
    const QString roles = without.join(u", "_s);
    m_plan.findings << Finding{
        Severity::Informs, u"grants"_s, m_plan.policy.archive.quoted(),
        Text::tr("Who may read the table may not read its archive: %1.").arg(roles),
        Text::tr("After the first run: GRANT SELECT ON %1 TO %2;").arg(m_plan.policy.archive.quoted(), roles)};
}

Result<> Planner::readCutoff()
{
    PARTERRE_ASSIGN(rows, m_session.exec(sql("archive/cutoff"), Params() << m_plan.policy.keepDays));
    const QString type = m_plan.source.column(m_plan.policy.ageColumn)->type;
    m_plan.cutoff = type == u"date" ? rows.text(0, "day") : rows.text(0, "moment");
    if (type.endsWith(u"with time zone"))
        m_plan.cutoff += u"+00"_s;
    if (m_plan.policy.isInFiles() && m_plan.policy.settings.leaveCut)
        m_plan.cutoff.replace(8, 2, u"01"_s); // "2024-11-23…": the month that it cuts stays
    return {};
}

bool Planner::boundsTellAge() const
{
    return m_plan.source.hasSimpleRange() && m_plan.source.partitionColumns.first() == m_plan.policy.ageColumn;
}

bool Planner::isUntouched(const ArchiveLeaf &leaf) const
{
    if (!boundsTellAge() || !leaf.bound || leaf.isDefault())
        return false;
    const BoundValue cutoff{BoundValue::Kind::Value, m_plan.cutoff};
    return compareBoundValues(KeyRange::of(*leaf.bound).lower, cutoff, u'D') >= 0;
}

bool Planner::isWhollyOld(const ArchiveLeaf &leaf) const
{
    if (!boundsTellAge() || !leaf.bound || leaf.isDefault())
        return false;
    const BoundValue cutoff{BoundValue::Kind::Value, m_plan.cutoff};
    return compareBoundValues(KeyRange::of(*leaf.bound).upper, cutoff, u'D') <= 0;
}

// Some of its range is old, and some is not.
bool Planner::isCut(const ArchiveLeaf &leaf) const
{
    return boundsTellAge() && leaf.bound && !leaf.isDefault() && !isUntouched(leaf) && !isWhollyOld(leaf);
}

// Why a leaf whose rows are all old cannot move as it is; empty when it can.
Result<QString> Planner::obstacleOf(const ArchiveLeaf &leaf)
{
    const ArchiveTable &source = m_plan.source;
    const ArchiveSql built = m_plan.sql();
    if (m_plan.policy.isOnServer())
        return Text::tr("it goes to another server");
    if (m_plan.policy.isInFiles())
        return Text::tr("it goes to files");
    if (!built.sharesBounds())
        return Text::tr("the archive is not partitioned as the table is");
    if (leaf.level > 1)
        return Text::tr("it is itself partitioned");
    if (!source.foreignKeys.isEmpty())
        return Text::tr("the foreign keys of the table would stay on it");
    if (source.hasGenerated())
        return Text::tr("the table has generated columns");
    if (!source.keys.first().primary || !leaf.hasPrimaryKey)
        return Text::tr("the key is no primary key, so its index would be built under the lock");
    const KeyRange range = KeyRange::of(*leaf.bound);
    const QList<KeyRange> taken = m_plan.archiveRanges();
    if (std::any_of(taken.cbegin(), taken.cend(),
                    [&](const KeyRange &other) { return overlap(range, other, built.keyCategory()); }))
        return Text::tr("the archive has a partition for these rows already");
    if (!m_plan.archive)
        return QString();
    if (m_plan.archive->columns.size() != source.columns.size() + 1)
        return Text::tr("the archive has columns that the table has not");
    PARTERRE_ASSIGN(missing,
                    m_session.exec(sql("archive/missing_indexes"), Params() << m_plan.archive->oid << leaf.oid));
    for (qsizetype i = 0; i < missing.count(); ++i) {
        if (missing.flag(i, "is_constraint"))
            return Text::tr("it has no equal of %1, which would be built under the lock").arg(missing.text(i, "name"));
    }
    return LeafMover::obstacleToAttach(m_session, m_plan.archive->oid, leaf.oid);
}

// What of a leaf is old, as the server's own planner sees it.
Result<LeafTask> Planner::estimate(const ArchiveLeaf &leaf)
{
    LeafTask task;
    task.leaf = leaf;
    if (leaf.pages == 0)
        return task; // of an empty table that was never analysed the server believes otherwise
    PARTERRE_ASSIGN(
        explained, m_session.exec(m_plan.sql().leafSql("archive/estimate_rows", leaf.name), Params() << m_plan.cutoff));
    const QJsonArray plans = QJsonDocument::fromJson(explained.cell(0, 0).toUtf8()).array();
    task.rows = plans.at(0)[u"Plan"_s][u"Plan Rows"_s].toInteger();
    const double all = static_cast<double>(std::max({leaf.rows, task.rows, qint64{1}}));
    task.bytes = static_cast<qint64>(static_cast<double>(leaf.bytes) * static_cast<double>(task.rows) / all);
    return task;
}

Result<> Planner::decide()
{
    const ArchiveSql built = m_plan.sql();
    for (const ArchiveLeaf &leaf : std::as_const(m_plan.source.leaves)) {
        if (isUntouched(leaf) || (isCut(leaf) && m_plan.policy.settings.leaveCut))
            continue;
        if (isCut(leaf) && built.sharesBounds())
            m_plan.findings << Finding{
                Severity::Informs, u"cut-partition"_s, leaf.name.quoted(),
                Text::tr("Only a part of it is old: that goes row by row, and so will the rest."),
                Text::tr("With --cut leave it stays until all of it is old, and then moves as a "
                         "whole.")};
        PARTERRE_ASSIGN(task, estimate(leaf));
        const bool old = isWhollyOld(leaf);
        if (old) {
            PARTERRE_ASSIGN(obstacle, obstacleOf(leaf));
            task.reason = obstacle;
        }
        task.way = old && task.reason.isEmpty() ? LeafTask::Way::Whole : LeafTask::Way::Rows;
        if (task.way == LeafTask::Way::Rows && built.sharesBounds() && leaf.bound && !leaf.isDefault())
            task.makes = gapsIn(KeyRange::of(*leaf.bound), m_plan.archiveRanges(), built.keyCategory());
        m_plan.tasks << task;
    }
    return {};
}

Result<> Planner::readRate()
{
    if (!m_hasBooks)
        return {};
    PARTERRE_ASSIGN(version, ownschema::version(m_session));
    if (version < ownschema::kVersion)
        return {};
    PARTERRE_ASSIGN(rate, m_session.exec(sql("archive/last_rate"), Params() << m_plan.source.oid));
    m_plan.rowsPerSecond = rate.real(0, "rows_per_second");
    return {};
}

Result<> Planner::describeLeaf(const LeafTask &task)
{
    const ArchiveSql built = m_plan.sql();
    if (m_plan.policy.isInFiles()) {
        PARTERRE_ASSIGN(statements, FileMover::describe(m_session, m_plan, task.leaf.name));
        m_plan.statements << statements;
        return {};
    }
    const auto add = [&](const SqlText &text, const QString &remark) {
        m_plan.statements << ArchiveStatement{text, remark};
    };
    if (task.way == LeafTask::Way::Rows) {
        for (const KeyRange &range : task.makes) {
            for (const SqlText &text : built.createLeaf(range))
                add(text, Text::tr("before the first row of this range"));
        }
        if (m_plan.policy.isOnServer())
            m_plan.statements << ServerMover::describe(m_plan, task.leaf.name);
        else
            add(built.leafSql("archive/move_rows", task.leaf.name),
                Text::tr("once a batch of pages; $5 is %1").arg(m_plan.cutoff));
        return {};
    }
    m_plan.statements << LeafMover::describe(built, task.leaf, LeafMover::Direction::ToArchive);
    if (!m_plan.policy.settings.tablespace.isEmpty())
        add(built.setTablespace(u"TABLE"_s, task.leaf.name),
            Text::tr("afterwards, where it lies elsewhere; its indexes likewise"));
    return {};
}

Result<> Planner::describe()
{
    if (!m_plan.archive && !m_plan.policy.isInFiles()) {
        for (const SqlText &text : m_plan.sql().createArchive())
            m_plan.statements << ArchiveStatement{text, Text::tr("once, in one transaction")};
    }
    for (const LeafTask &task : std::as_const(m_plan.tasks))
        PARTERRE_TRY(describeLeaf(task));
    return {};
}

Result<ArchivePlan> Planner::make()
{
    PARTERRE_TRY(readTables());
    m_plan.findings << judgeSource(m_plan.source, m_plan.policy);
    PARTERRE_TRY(checkRights());
    PARTERRE_TRY(checkMigration());
    PARTERRE_TRY(checkOthers());
    PARTERRE_TRY(checkPublications());
    chooseShape();
    PARTERRE_TRY(checkServer());
    judgeFolder();
    if (m_plan.isBlocked())
        return m_plan;
    PARTERRE_TRY(readCutoff());
    PARTERRE_TRY(decide());
    judgeLateRows();
    judgeReaders();
    PARTERRE_TRY(readRate());
    PARTERRE_TRY(describe());
    return m_plan;
}

} // namespace

Result<ArchivePlan> planArchive(Session &session, const ArchivePolicy &policy)
{
    return Planner(session, policy).make();
}

QList<KeyRange> rangesToMake(const ArchivePlan &plan, const KeyExtent &extent)
{
    const ArchiveSql built = plan.sql();
    const QChar category = built.keyCategory();
    QList<KeyRange> taken = plan.archiveRanges();
    if (built.sharesBounds()) {
        for (const ArchiveLeaf &leaf : plan.source.leaves) {
            const bool overlaps = std::any_of(taken.cbegin(), taken.cend(), [&](const KeyRange &other) {
                return leaf.bound && overlap(KeyRange::of(*leaf.bound), other, category);
            });
            if (leaf.bound && !leaf.isDefault() && !overlaps)
                taken << KeyRange::of(*leaf.bound);
        }
    }
    QList<KeyRange> wanted;
    for (const KeyRange &gap : gapsIn(extent.months, taken, category)) {
        if (compareBoundValues(gap.lower, extent.greatest, category) <= 0
            && compareBoundValues(gap.upper, extent.least, category) > 0)
            wanted << gap;
    }
    return wanted;
}

} // namespace parterre
