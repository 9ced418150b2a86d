// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiveplanner.h"

#include "archive/archivefindings.h"
#include "archive/archivesurroundings.h"
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
    void chooseShape();
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
    PARTERRE_ASSIGN(around, judgeSurroundings(m_session, m_plan));
    m_plan.findings << around;
    chooseShape();
    PARTERRE_TRY(checkServer());
    if (m_plan.isBlocked())
        return m_plan;
    PARTERRE_TRY(readCutoff());
    PARTERRE_TRY(decide());
    m_plan.findings << judgeTasks(m_plan);
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
