// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivedtable.h"

#include "pg/session.h"

#include <QCoreApplication>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

Result<QList<FileColumn>> readColumns(Session &session, qint64 oid)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(u"archivefile/columns"_s), Params() << oid));
    QList<FileColumn> columns;
    for (qsizetype row = 0; row < rows.count(); ++row) {
        columns << FileColumn{rows.text(row, "name"), rows.text(row, "type"), rows.text(row, "collation"),
                              rows.flag(row, "not_null"), rows.flag(row, "generated")};
    }
    return columns;
}

Result<QList<ArchiveKeyColumn>> readKey(Session &session, qint64 oid)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(u"archivefile/key"_s), Params() << oid));
    QList<ArchiveKeyColumn> key;
    for (qsizetype row = 0; row < rows.count(); ++row)
        key << ArchiveKeyColumn{rows.text(row, "name"), rows.text(row, "equals"), rows.text(row, "collation")};
    return key;
}

const FileColumn *findColumn(const QList<FileColumn> &columns, const QString &name)
{
    const auto found =
        std::find_if(columns.cbegin(), columns.cend(), [&](const FileColumn &c) { return c.name == name; });
    return found == columns.cend() ? nullptr : &*found;
}

QString collationText(const QString &collation)
{
    return collation.isEmpty() ? Text::tr("none") : collation;
}

} // namespace

QStringList ArchivedTable::keyNames() const
{
    QStringList names;
    for (const ArchiveKeyColumn &column : key)
        names << column.name;
    return names;
}

Result<ArchivedTable> readArchivedTable(Session &session, const QualifiedName &name)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(u"archivefile/table"_s), Params() << name.schema << name.name));
    if (rows.isEmpty())
        return failure(ErrorCode::NotFound, Text::tr("there is no table %1").arg(name.quoted()));
    const QString kind = rows.text(0, "kind");
    if (kind != u"r" && kind != u"p")
        return failure(ErrorCode::Refused, Text::tr("%1 is no table").arg(name.quoted()),
                       Text::tr("Only rows of tables and partitions go into files."));
    ArchivedTable table;
    table.oid = rows.integer(0, "oid");
    table.name = name;
    table.partitioned = kind == u"p";
    table.isPartition = rows.flag(0, "is_partition");
    table.hasChildren = rows.flag(0, "has_children");
    table.parent = {rows.text(0, "parent_schema"), rows.text(0, "parent")};
    table.bound = rows.text(0, "bound");
    table.ageColumn = rows.text(0, "age_column");
    table.database = rows.text(0, "database");
    table.systemIdentifier = rows.text(0, "system_identifier");
    table.serverVersion = static_cast<int>(rows.integer(0, "version"));
    PARTERRE_ASSIGN(columns, readColumns(session, table.oid));
    PARTERRE_ASSIGN(key, readKey(session, table.oid));
    table.columns = columns;
    table.key = key;
    return table;
}

Result<> readHashable(Session &session, QList<FileColumn> &columns)
{
    QMap<QString, bool> hashable;
    for (FileColumn &column : columns) {
        if (!hashable.contains(column.type)) {
            const auto probe = session.exec(SqlText::load(u"plan/hashable"_s, {{u"type"_s, column.type}}));
            if (!probe && (probe.error().connectionLost || probe.error().isCancelled()))
                return Failure(probe.error());
            hashable.insert(column.type, probe.has_value());
        }
        column.hashedAsText = !hashable.value(column.type);
    }
    return {};
}

QStringList columnDifferences(const ArchivedTable &table, const Manifest &manifest, MoreColumns more)
{
    QStringList differences;
    for (const FileColumn &column : manifest.columns) {
        const FileColumn *other = findColumn(table.columns, column.name);
        if (!other)
            differences << Text::tr("The table has no column %1.").arg(quoteIdentifier(column.name));
        else if (other->type != column.type)
            differences << Text::tr("Column %1 is %2 in the table, %3 in the file.")
                               .arg(quoteIdentifier(column.name), other->type, column.type);
        else if (other->collation != column.collation)
            differences << Text::tr("The collation of column %1 is %2 in the table, %3 in the file.")
                               .arg(quoteIdentifier(column.name), collationText(other->collation),
                                    collationText(column.collation));
    }
    for (const FileColumn &column : table.columns) {
        if (more == MoreColumns::Refused && !findColumn(manifest.columns, column.name))
            differences << Text::tr("The file has no column %1.").arg(quoteIdentifier(column.name));
    }
    return differences;
}

} // namespace parterre
