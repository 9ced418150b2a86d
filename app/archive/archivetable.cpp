// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivetable.h"

#include "pg/session.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveTable)
};

ResolvedTable resolved(const Rows &rows)
{
    return {{rows.text(0, "schema"), rows.text(0, "name")}, rows.integer(0, "oid"), rows.text(0, "owner")};
}

ArchiveLeaf leafOf(const Rows &rows, qsizetype i)
{
    ArchiveLeaf leaf;
    leaf.oid = rows.integer(i, "oid");
    leaf.name = {rows.text(i, "schema"), rows.text(i, "name")};
    leaf.boundText = rows.text(i, "top_bound");
    leaf.bound = PartitionBound::parse(leaf.boundText);
    leaf.level = static_cast<int>(rows.integer(i, "level"));
    leaf.kind = rows.text(i, "kind");
    leaf.rows = rows.integer(i, "rows");
    leaf.pages = rows.integer(i, "pages");
    leaf.bytes = rows.integer(i, "bytes");
    leaf.mine = rows.flag(i, "mine");
    leaf.hasPrimaryKey = rows.flag(i, "primary_key");
    return leaf;
}

} // namespace

QStringList ArchiveKey::names() const
{
    QStringList list;
    for (const KeyColumn &column : columns)
        list << column.name;
    return list;
}

bool ArchiveTable::hasSimpleRange() const
{
    return partitionStrategy == u"r" && partitionColumns.size() == 1 && !partitionColumns.first().isEmpty();
}

const ArchiveColumn *ArchiveTable::column(const QString &columnName) const
{
    const auto found = std::find_if(columns.cbegin(), columns.cend(),
                                    [&](const ArchiveColumn &column) { return column.name == columnName; });
    return found == columns.cend() ? nullptr : &*found;
}

QStringList ArchiveTable::columnNames() const
{
    QStringList names;
    for (const ArchiveColumn &column : columns)
        names << column.name;
    return names;
}

bool ArchiveTable::hasGenerated() const
{
    return std::any_of(columns.cbegin(), columns.cend(), [](const ArchiveColumn &c) { return c.generated; });
}

Result<ResolvedTable> resolveArchiveTable(Session &session, const QualifiedName &name)
{
    PARTERRE_ASSIGN(rows,
                    session.exec(SqlText::load(QStringLiteral("archive/resolve_table")),
                                 Params() << name.schema << name.name << false));
    if (rows.isEmpty()) {
        return failure(
            ErrorCode::NotFound, Text::tr("table %1 does not exist").arg(name.quoted()), {},
            Text::tr("parterrectl inspect lists the tables. Names with capitals are quoted: '\"My Table\"'."));
    }
    if (rows.count() > 1) {
        return failure(ErrorCode::Usage, Text::tr("there are several tables %1").arg(name.quoted()), {},
                       Text::tr("Name the schema: SCHEMA.TABLE."));
    }
    const ResolvedTable table = resolved(rows);
    if (!rows.flag(0, "member")) {
        return failure(ErrorCode::Rights, Text::tr("must be owner of table %1").arg(table.name.quoted()),
                       Text::tr("It belongs to %1.").arg(table.owner),
                       Text::tr("Connect as that role, or become a member of it: GRANT %1 TO %2.")
                           .arg(quoteIdentifier(table.owner), rows.text(0, "role")));
    }
    if (rows.flag(0, "standby")) {
        return failure(ErrorCode::Refused, Text::tr("the server is a standby"), Text::tr("An archive writes."),
                       Text::tr("Connect to the primary."));
    }
    return table;
}

Result<std::optional<ResolvedTable>> findArchiveTable(Session &session, const QualifiedName &name)
{
    PARTERRE_ASSIGN(rows,
                    session.exec(SqlText::load(QStringLiteral("archive/resolve_table")),
                                 Params() << name.schema << name.name << true));
    return rows.isEmpty() ? std::nullopt : std::optional(resolved(rows));
}

Result<ArchiveTable> readArchiveTable(Session &session, qint64 oid)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(QStringLiteral("archive/describe_table")), Params() << oid));
    if (rows.isEmpty())
        return failure(ErrorCode::NotFound, Text::tr("the table does not exist any more"));
    ArchiveTable table;
    JsonReader reader(QJsonDocument::fromJson(rows.text(0, "definition").toUtf8()).object());
    table.fields(reader);
    if (!reader.failed.isEmpty())
        return failure(ErrorCode::Internal,
                       Text::tr("the definition of the table cannot be read: %1").arg(reader.failed));
    PARTERRE_ASSIGN(leaves, session.exec(SqlText::load(QStringLiteral("archive/list_leaves")), Params() << oid));
    for (qsizetype i = 0; i < leaves.count(); ++i)
        table.leaves << leafOf(leaves, i);
    return table;
}

} // namespace parterre
