// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefindings.h"

#include "archive/archivepolicy.h"

#include <QCoreApplication>

#include <algorithm>

namespace parterre {

namespace {

using Severity = Finding::Severity;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFindings)
};

const QString kArchivedAt = QStringLiteral("archived_at");

class Findings {
public:
    void blocks(const char *code, const QString &object, const QString &consequence, const QString &hint)
    {
        list << Finding{Severity::Blocks, QLatin1String(code), object, consequence, hint};
    }
    void informs(const char *code, const QString &object, const QString &consequence, const QString &hint = {})
    {
        list << Finding{Severity::Informs, QLatin1String(code), object, consequence, hint};
    }
    QList<Finding> list;
};

void judgeReferences(const ArchiveTable &source, Findings &found)
{
    for (const ArchiveReference &reference : source.references) {
        const QString object = QStringLiteral("%1 (%2)").arg(reference.table.quoted(), reference.name);
        const bool changes = reference.onDelete == u"c" || reference.onDelete == u"n" || reference.onDelete == u"d";
        const QString consequence = !changes
            ? Text::tr("This foreign key would stop the delete of rows that it references.")
            : reference.onDelete == u"c"
            ? Text::tr("ON DELETE CASCADE would delete rows of %1 that nobody archived.").arg(reference.table.quoted())
            : Text::tr("ON DELETE SET would change rows of %1.").arg(reference.table.quoted());
        found.blocks("foreign-key-in", object, consequence,
                     Text::tr("Archive %1 first, or drop the foreign key.").arg(reference.table.quoted()));
    }
}

// What columns of an archive table, and of what a restore writes down, would be taken twice.
void judgeNames(const ArchiveTable &source, Findings &found)
{
    static const QStringList reserved{QStringLiteral("hash0"), QStringLiteral("hash1"), QStringLiteral("brought_age")};
    for (const QString &column : source.keys.isEmpty() ? QStringList() : source.keys.first().names()) {
        if (reserved.contains(column))
            found.blocks("reserved-column", column,
                         Text::tr("What a restore writes down has a column of this name, and the table's key too."),
                         Text::tr("Rename that column."));
    }
    if (source.column(kArchivedAt))
        found.blocks("archived-at", kArchivedAt, Text::tr("The table has a column of this name itself."),
                     Text::tr("Rename that column."));
}

void judgeKind(const ArchiveTable &source, Findings &found)
{
    const QString name = source.name.quoted();
    if (source.isPartition)
        found.blocks("is-partition", name, Text::tr("It is a partition of another table."),
                     Text::tr("Archive the partitioned table."));
    if (source.hasChildren)
        found.blocks("inheritance", name, Text::tr("Other tables inherit from it."),
                     Text::tr("Archive of inheritance trees is not supported."));
    if (!source.permanent)
        found.blocks("not-permanent", name, Text::tr("An unlogged or temporary table does not survive a crash."),
                     Text::tr("ALTER TABLE … SET LOGGED."));
    if (source.forceRowSecurity)
        found.blocks("force-row-security", name,
                     Text::tr("FORCE ROW LEVEL SECURITY would hide rows from the archive as well."),
                     Text::tr("ALTER TABLE %1 NO FORCE ROW LEVEL SECURITY.").arg(name));
    if (source.keys.isEmpty())
        found.blocks("no-key", name,
                     Text::tr("It has no primary key, nor a valid, immediate unique key over NOT NULL columns."),
                     Text::tr("Add a primary key: without one nothing tells whether a row is in the archive already."));
    for (const QString &rule : source.rules)
        found.blocks("rule", rule, Text::tr("A rule ON INSERT or ON DELETE would do something else than move the row."),
                     Text::tr("Drop the rule, or make it a trigger."));
}

void judgeLeaves(const ArchiveTable &source, Findings &found)
{
    for (const ArchiveLeaf &leaf : source.leaves) {
        if (leaf.kind == u"f")
            found.blocks("foreign-table", leaf.name.quoted(), Text::tr("A partition is a foreign table."),
                         Text::tr("Detach it: its rows are elsewhere already."));
        else if (!leaf.mine)
            found.blocks("rights", leaf.name.quoted(), Text::tr("The table's owner does not own this partition."),
                         Text::tr("ALTER TABLE %1 OWNER TO %2.").arg(leaf.name.quoted(), source.owner));
    }
}

void judgeAge(const ArchiveTable &source, const ArchivePolicy &policy, Findings &found)
{
    const ArchiveColumn *age = source.column(policy.ageColumn);
    if (!age) {
        found.blocks("no-age", policy.ageColumn.isEmpty() ? source.name.quoted() : policy.ageColumn,
                     policy.ageColumn.isEmpty() ? Text::tr("Nothing says how old its rows are.")
                                                : Text::tr("The table has no such column."),
                     Text::tr("Name the column that says how old a row is (--column)."));
    } else if (age->type != u"date" && !age->type.startsWith(u"timestamp")) {
        found.blocks("age-type", policy.ageColumn, Text::tr("Its type is %1.").arg(age->type),
                     Text::tr("Age is told by a column of type date, timestamp or timestamptz."));
    } else if (!age->notNull) {
        found.informs("age-null", policy.ageColumn, Text::tr("Rows in which it is NULL stay in the table."));
    }
}

void tell(const ArchiveTable &source, const ArchivePolicy &policy, Findings &found)
{
    for (const QString &trigger : source.deleteTriggers)
        found.informs("delete-trigger", trigger,
                      Text::tr("It fires for each row that moves by itself, and not when a whole partition moves."));
    for (const QString &publication : source.publications)
        found.informs("publication", publication,
                      Text::tr("Its subscribers delete the rows that move by themselves, and keep those of a partition "
                               "that moves as a whole."));
    if (source.hasGenerated() && !policy.isInFiles())
        found.informs(
            "generated", source.name.quoted(),
            Text::tr("Generated columns are plain values in the archive; so its partitions move row by row."));
    const bool hasDefault = std::any_of(source.leaves.cbegin(), source.leaves.cend(),
                                        [](const ArchiveLeaf &leaf) { return leaf.isDefault(); });
    if (hasDefault)
        found.informs("default-partition", source.name.quoted(),
                      Text::tr("Old rows of the DEFAULT partition move row by row."));
    if (!source.isPartitioned())
        found.informs("space", source.name.quoted(),
                      Text::tr("The space of the rows that go is used again by new rows of this table; the operating "
                               "system gets none of it back."),
                      Text::tr("Partition the table (parterrectl plan): whole partitions then leave at once. VACUUM "
                               "FULL gives space back under a lock, pg_repack without."));
}

} // namespace

QList<Finding> judgeSource(const ArchiveTable &source, const ArchivePolicy &policy)
{
    Findings found;
    judgeKind(source, found);
    if (!policy.isInFiles())
        judgeNames(source, found);
    judgeReferences(source, found);
    judgeLeaves(source, found);
    judgeAge(source, policy, found);
    tell(source, policy, found);
    return found.list;
}

namespace {

void judgeColumn(const ArchiveColumn &column, const ArchiveColumn *there, const QString &archive, Findings &found)
{
    const QString object = QStringLiteral("%1.%2").arg(archive, quoteIdentifier(column.name));
    if (!there) {
        found.blocks(
            "archive-column", object, Text::tr("The archive has no such column."),
            Text::tr("ALTER TABLE %1 ADD COLUMN %2 %3;").arg(archive, quoteIdentifier(column.name), column.type)
                % (column.hasDefault
                       ? Text::tr(" With the table's DEFAULT, rows that were archived before have that value, too.")
                       : QString()));
    } else if (there->type != column.type) {
        found.blocks("archive-column", object,
                     Text::tr("Its type is %1, that of the table is %2.").arg(there->type, column.type),
                     Text::tr("ALTER TABLE %1 ALTER COLUMN %2 TYPE %3, which writes the archive anew.")
                         .arg(archive, quoteIdentifier(column.name), column.type));
    } else if (there->collation != column.collation) {
        found.blocks("archive-column", object,
                     Text::tr("Its collation is %1, that of the table is %2.").arg(there->collation, column.collation),
                     Text::tr("Give both the same collation."));
    } else if (there->notNull && !column.notNull) {
        found.blocks(
            "archive-column", object, Text::tr("It is NOT NULL in the archive only."),
            Text::tr("ALTER TABLE %1 ALTER COLUMN %2 DROP NOT NULL;").arg(archive, quoteIdentifier(column.name)));
    } else if (there->generated) {
        found.blocks(
            "archive-column", object, Text::tr("It is a generated column in the archive."),
            Text::tr("ALTER TABLE %1 ALTER COLUMN %2 DROP EXPRESSION;").arg(archive, quoteIdentifier(column.name)));
    }
}

bool sameColumns(const ArchiveKey &a, const ArchiveKey &b)
{
    const QStringList one = a.names();
    const QStringList two = b.names();
    return QSet<QString>(one.cbegin(), one.cend()) == QSet<QString>(two.cbegin(), two.cend());
}

void judgeArchiveKeys(const ArchiveTable &source, const ArchiveTable &archive, Findings &found)
{
    const ArchiveKey &key = source.keys.first();
    const bool equal = std::any_of(archive.keys.cbegin(), archive.keys.cend(),
                                   [&](const ArchiveKey &there) { return sameColumns(key, there); });
    if (!equal)
        found.blocks("archive-key", archive.name.quoted(),
                     Text::tr("It has no unique key over the columns of the table's key (%1).")
                         .arg(key.names().join(QStringLiteral(", "))),
                     Text::tr("Without it a row could be archived twice; with a narrower one, rows would be turned "
                              "away. Give the archive that primary key, or archive into another table."));
}

} // namespace

QList<Finding> judgeArchive(const ArchiveTable &source, const ArchiveTable &archive)
{
    Findings found;
    const QString name = archive.name.quoted();
    for (const ArchiveColumn &column : source.columns)
        judgeColumn(column, archive.column(column.name), name, found);
    const ArchiveColumn *at = archive.column(kArchivedAt);
    if (!at || at->type != u"timestamp with time zone")
        found.blocks("archive-column", name % u'.' % kArchivedAt,
                     Text::tr("The archive has no column archived_at of type timestamptz."),
                     Text::tr("ALTER TABLE %1 ADD COLUMN archived_at timestamptz NOT NULL DEFAULT now();").arg(name));
    for (const ArchiveColumn &column : archive.columns) {
        if (column.notNull && !column.hasDefault && column.name != kArchivedAt && !source.column(column.name))
            found.blocks(
                "archive-column", name % u'.' % quoteIdentifier(column.name),
                Text::tr("It is NOT NULL, and the table has no such column."),
                Text::tr("ALTER TABLE %1 ALTER COLUMN %2 DROP NOT NULL;").arg(name, quoteIdentifier(column.name)));
    }
    if (!source.keys.isEmpty() && !archive.isForeign())
        judgeArchiveKeys(source, archive, found);
    if (!archive.permanent)
        found.blocks("not-permanent", name, Text::tr("An unlogged or temporary table does not survive a crash."),
                     Text::tr("ALTER TABLE … SET LOGGED."));
    for (const QString &trigger : archive.insertTriggers)
        found.blocks("insert-trigger", trigger,
                     Text::tr("It may change rows, or swallow them, on their way into the archive."),
                     Text::tr("Drop the trigger from %1.").arg(name));
    if (source.rowSecurity && archive.isForeign())
        found.blocks("row-security", name, Text::tr("The table has row security, and a foreign table cannot have any."),
                     Text::tr("Archive into a table of this database."));
    else if (source.rowSecurity && !archive.rowSecurity)
        found.blocks(
            "row-security", name, Text::tr("The table has row security, and its archive would show every row."),
            Text::tr("ALTER TABLE %1 ENABLE ROW LEVEL SECURITY, and give it the policies of the table.").arg(name));
    if (archive.forceRowSecurity)
        found.blocks("force-row-security", name, Text::tr("FORCE ROW LEVEL SECURITY would hide rows of the archive."),
                     Text::tr("ALTER TABLE %1 NO FORCE ROW LEVEL SECURITY.").arg(name));
    if (!archive.references.isEmpty() || !archive.rules.isEmpty() || !archive.deleteTriggers.isEmpty())
        found.blocks("archive-not-plain", name,
                     Text::tr("Foreign keys to it, rules or DELETE triggers would stand in the way of a restore."),
                     Text::tr("Archive into a table of its own."));
    return found.list;
}

} // namespace parterre
