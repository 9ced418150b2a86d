// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivesurroundings.h"

#include "archive/archivejournal.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QDir>

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

class Surroundings {
public:
    Surroundings(Session &session, const ArchivePlan &plan)
        : m_session(session)
        , m_plan(plan)
    {}

    Result<QList<Finding>> judge();

private:
    Result<> checkRights();
    void judgeLogin(bool superuser);
    Result<> checkMigration();
    Result<> checkOthers();
    void judgeMove(const ArchivePolicy &before);
    Result<> checkPublications();
    void judgeFolder();
    void block(const char *code, const QString &object, const QString &consequence, const QString &hint)
    {
        m_findings << Finding{Severity::Blocks, QLatin1String(code), object, consequence, hint};
    }

    Session &m_session;
    const ArchivePlan &m_plan;
    QList<Finding> m_findings;
    bool m_hasBooks = false; ///< schema parterre is there, of whatever version
};

Result<> Surroundings::checkRights()
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
        m_findings << Finding{Severity::Informs, u"foreign-schema"_s, Text::tr("schema parterre"),
                              Text::tr("It belongs to %1, whose functions there run with the rights of %2.")
                                  .arg(schema.text(0, "owner"), role),
                              Text::tr("Give the schema to a role that you trust with these rights.")};
    if (m_plan.archive && m_plan.archive->owner != m_plan.source.owner)
        block("rights", m_plan.archive->name.quoted(),
              Text::tr("It belongs to %1, the table to %2.").arg(m_plan.archive->owner, m_plan.source.owner),
              Text::tr("ALTER TABLE %1 OWNER TO %2;").arg(m_plan.archive->name.quoted(), m_plan.source.owner));
    return {};
}

// What a superuser runs is not held by SET ROLE: triggers of the table's owner can take his rights.
void Surroundings::judgeLogin(bool superuser)
{
    if (superuser)
        m_findings << Finding{Severity::Informs, u"superuser"_s, m_plan.source.name.quoted(),
                              Text::tr("You are connected as a superuser, and the table's owner is none: whatever "
                                       "its triggers, views and functions do could be done with your rights."),
                              Text::tr("Connect as %1, or as a member of that role.").arg(m_plan.source.owner)};
}

Result<> Surroundings::checkMigration()
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

// Where the files are, the books know, whatever folder the next ones go to.
void Surroundings::judgeMove(const ArchivePolicy &before)
{
    const bool files = before.isInFiles() && m_plan.policy.isInFiles();
    m_findings << Finding{
        Severity::Informs, u"another-archive"_s, m_plan.policy.id(),
        files ? Text::tr(
                    "Its files went to %1 until now. They are looked for there, unless that folder is this one, moved.")
                    .arg(before.settings.folder)
              : Text::tr("Its archive was until now: %1. What lies there stays; restore and find look into the new one "
                         "only.")
                    .arg(placeText(before)),
        files ? QString() : Text::tr("Restore first what is to be in the new archive too.")};
}

// Rows of two tables in one archive could not be told apart.
Result<> Surroundings::checkOthers()
{
    if (!m_hasBooks)
        return {};
    PARTERRE_ASSIGN(policies, archivejournal::policies(m_session));
    for (const ArchivePolicy &other : std::as_const(policies)) {
        if (other.id() == m_plan.policy.id() && placeText(other) != placeText(m_plan.policy))
            judgeMove(other);
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
Result<> Surroundings::checkPublications()
{
    if ((m_plan.archive || m_plan.policy.isInFiles()) && m_hasBooks)
        return {};
    PARTERRE_ASSIGN(wide,
                    m_session.exec(SqlText::load(u"archive/wide_publications"_s, {}, m_plan.serverMajor),
                                   Params() << m_plan.policy.archive.schema));
    for (qsizetype i = 0; i < wide.count(); ++i)
        m_findings << Finding{Severity::Informs, u"wide-publication"_s, wide.text(i, "name"),
                              Text::tr("It publishes every new table, the archive and those of schema parterre too: "
                                       "replication to a subscriber that lacks them stops at their first row."),
                              Text::tr("Make the same tables at the subscriber first, or publish tables by name.")};
    return {};
}

// The folder belongs to the machine that runs the policy, which need not be this one.
void Surroundings::judgeFolder()
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
        m_findings << Finding{Severity::Informs, u"folder"_s, folder,
                              Text::tr("There is no such folder on this machine."),
                              Text::tr("The policy can be kept here, and run only where the folder is.")};
    if (m_plan.source.rowSecurity)
        m_findings << Finding{Severity::Informs,
                              u"row-security"_s,
                              folder,
                              Text::tr("Whoever may read a file reads all of its rows: the table's row security "
                                       "does not hold there."),
                              {}};
}

Result<QList<Finding>> Surroundings::judge()
{
    PARTERRE_TRY(checkRights());
    PARTERRE_TRY(checkMigration());
    PARTERRE_TRY(checkOthers());
    PARTERRE_TRY(checkPublications());
    judgeFolder();
    return m_findings;
}

// An INSERT of a row as old as what went has no partition then.
void judgeLateRows(const ArchivePlan &plan, QList<Finding> &findings)
{
    const auto &leaves = plan.source.leaves;
    const bool whole = std::any_of(plan.tasks.cbegin(), plan.tasks.cend(),
                                   [](const LeafTask &task) { return task.way == LeafTask::Way::Whole; });
    const bool taken =
        std::any_of(leaves.cbegin(), leaves.cend(), [](const ArchiveLeaf &leaf) { return leaf.isDefault(); });
    if (whole && !taken)
        findings << Finding{Severity::Informs, u"no-partition-left"_s, plan.source.name.quoted(),
                            Text::tr("Once a partition has moved whole, an INSERT of a row of its range fails: "
                                     "the table has no DEFAULT partition."),
                            Text::tr("Archive only what the application writes no more.")};
}

// An archive is made for its owner alone.
void judgeReaders(const ArchivePlan &plan, QList<Finding> &findings)
{
    QStringList without = plan.source.readers;
    if (plan.archive)
        without.removeIf([&](const QString &role) { return plan.archive->readers.contains(role); });
    if (without.isEmpty() || plan.policy.isInFiles())
        return;
    const QString roles = without.join(u", "_s);
    findings << Finding{
        Severity::Informs, u"grants"_s, plan.policy.archive.quoted(),
        Text::tr("Who may read the table may not read its archive: %1.").arg(roles),
        Text::tr("After the first run: GRANT SELECT ON %1 TO %2;").arg(plan.policy.archive.quoted(), roles)};
}

} // namespace

Result<QList<Finding>> judgeSurroundings(Session &session, const ArchivePlan &plan)
{
    return Surroundings(session, plan).judge();
}

QList<Finding> judgeTasks(const ArchivePlan &plan)
{
    QList<Finding> findings;
    judgeLateRows(plan, findings);
    judgeReaders(plan, findings);
    return findings;
}

} // namespace parterre
