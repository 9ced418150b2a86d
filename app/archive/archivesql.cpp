// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivesql.h"

#include "domain/naming.h"

#include <QRegularExpression>

#include <utility>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

QString namesArray(const QStringList &columns)
{
    QStringList literals;
    for (const QString &column : columns)
        literals << quoteLiteral(column);
    return u"ARRAY[" % literals.join(u", "_s) % u"]::text[]";
}

QString listOf(const QStringList &names, const QString &prefix = {})
{
    QStringList quoted = quoteIdentifiers(names);
    for (QString &name : quoted)
        name = prefix + name;
    return quoted.join(u", "_s);
}

QString keysEqual(const ArchiveKey &key, const QString &left, const QString &right)
{
    QStringList terms;
    for (const KeyColumn &column : key.columns) {
        const QString name = quoteIdentifier(column.name);
        terms << left % u'.' % name % column.collation % u' ' % column.equals % u' ' % right % u'.' % name;
    }
    return terms.join(u" AND "_s);
}

// Of a row: its header and its values, as they are stored.
QString bytesOf(const QStringList &names)
{
    QString text = u"24"_s;
    for (const QString &name : quoteIdentifiers(names))
        text += u" + coalesce(pg_column_size(" % name % u"), 0)";
    return text;
}

// As part of a name.
QString lowerEnd(const KeyRange &range)
{
    static const QRegularExpression midnight(u" 00:00:00(\\+00)?$"_s);
    static const QRegularExpression other(u"[^0-9A-Za-z]+"_s);
    if (range.lower.kind != BoundValue::Kind::Value)
        return u"min"_s;
    return QString(range.lower.text).remove(midnight).replace(other, u"_"_s);
}

// The columns as a table of another server needs them: generated ones are plain there.
QString definitionsOf(const ArchiveTable &table)
{
    QStringList list;
    for (const ArchiveColumn &column : table.columns) {
        const bool ordinary = column.collation == u"-" || QString(column.collation).remove(u'"') == u"default";
        list << quoteIdentifier(column.name) % u' ' % column.type
                % (ordinary ? QString() : QString(u" COLLATE " % column.collation))
                % (column.notNull ? u" NOT NULL" : u"");
    }
    return list.join(u", "_s);
}

QStringList insertableColumns(const ArchiveTable &table)
{
    QStringList names;
    for (const ArchiveColumn &column : table.columns) {
        if (!column.generated)
            names << column.name;
    }
    return names;
}

} // namespace

ArchiveSql::ArchiveSql(ArchivePolicy policy, ArchiveTable source, QString partitionColumn, int serverMajor)
    : m_policy(std::move(policy))
    , m_source(std::move(source))
    , m_partitionColumn(std::move(partitionColumn))
    , m_serverMajor(serverMajor)
{
    const ArchiveKey &key = m_source.keys.first();
    const QStringList columns = m_source.columnNames();
    const QString space = m_policy.settings.tablespace;
    m_names = {
        {u"table"_s, m_source.name.quoted()},
        {u"table_literal"_s, quoteLiteral(m_source.name.quoted())},
        {u"column_names"_s, namesArray(columns)},
        {u"view_literal"_s, quoteLiteral(unionView(m_source.name).quoted())},
        {u"archive"_s, m_policy.archive.quoted()},
        {u"view"_s, unionView(m_source.name).quoted()},
        {u"age"_s, quoteIdentifier(m_policy.ageColumn)},
        {u"age_type"_s, ageType()},
        {u"age_place"_s, agePlace()},
        {u"columns"_s, listOf(columns)},
        {u"x_columns"_s, listOf(columns, u"x."_s)},
        {u"t_columns"_s, listOf(columns, u"t."_s)},
        {u"a_columns"_s, listOf(columns, u"a."_s)},
        {u"o_columns"_s, listOf(columns, u"o."_s)},
        {u"insertable"_s, listOf(insertableColumns(m_source))},
        {u"row_bytes"_s, bytesOf(columns)},
        {u"key"_s, listOf(key.names())},
        {u"a_key"_s, listOf(key.names(), u"a."_s)},
        {u"r_key"_s, listOf(key.names(), u"r."_s)},
        {u"f_key"_s, listOf(key.names(), u"f."_s)},
        {u"t_is_a"_s, keysEqual(key, u"t"_s, u"a"_s)},
        {u"t_is_r"_s, keysEqual(key, u"t"_s, u"r"_s)},
        {u"a_is_r"_s, keysEqual(key, u"a"_s, u"r"_s)},
        {u"tablespace"_s, space.isEmpty() ? QString() : QString(u" TABLESPACE " % quoteIdentifier(space))},
        {u"partition_by"_s, archiveIsPartitioned() ? QString(u" PARTITION BY " % m_source.partitionKey) : QString()},
        {u"months"_s, months()},
        {u"partition_column"_s, quoteIdentifier(m_partitionColumn)},
        {u"check_name"_s, kBoundCheck},
        {u"definitions"_s, definitionsOf(m_source)},
        {u"server"_s, quoteIdentifier(m_policy.settings.server)},
        {u"remote"_s, m_policy.settings.serverTable.quoted()},
        {u"remote_schema"_s, quoteLiteral(m_policy.settings.serverTable.schema)},
        {u"remote_table"_s, quoteLiteral(m_policy.settings.serverTable.name)}};
}

QString ArchiveSql::ageType() const
{
    static const QRegularExpression precision(u"\\(\\d+\\)"_s);
    return QString(age().type).remove(precision);
}

// Rows without an age come last, and an index serves where there are none.
QString ArchiveSql::agePlace() const
{
    const QString column = quoteIdentifier(m_policy.ageColumn);
    return age().notNull ? column : QString(u"coalesce(" % column % u", '-infinity'::" % ageType() % u')');
}

QString ArchiveSql::months() const
{
    const ArchiveColumn *key = m_source.column(m_partitionColumn);
    if (!key || (key->type != u"date" && !key->type.startsWith(u"timestamp")))
        return u"NULL AS from_month, NULL AS to_month"_s;
    return QStringLiteral("CASE WHEN isfinite(x.least) THEN date_trunc('month', x.least)::%1::text END AS from_month, "
                          "CASE WHEN isfinite(x.greatest) THEN (date_trunc('month', x.greatest) + interval "
                          "'1 month')::%1::text END AS to_month")
        .arg(key->type);
}

bool ArchiveSql::sharesBounds() const
{
    return archiveIsPartitioned() && m_source.hasSimpleRange()
        && m_source.partitionColumns.first() == m_partitionColumn;
}

SqlText ArchiveSql::sql(const char *id, const SqlNames &more) const
{
    SqlNames names = m_names;
    names.insert(more);
    return SqlText::load(QLatin1String(id), names, m_serverMajor);
}

SqlText ArchiveSql::leafSql(const char *id, const QualifiedName &leaf, const SqlNames &more) const
{
    SqlNames names = more;
    names.insert(u"leaf"_s, leaf.quoted());
    names.insert(u"leaf_literal"_s, quoteLiteral(leaf.quoted()));
    return sql(id, names);
}

QList<SqlText> ArchiveSql::createArchive() const
{
    const SqlNames comment{{u"comment"_s, quoteLiteral(archiveComment(m_source.name))}};
    QList<SqlText> list;
    if (m_policy.isOnServer()) {
        list << sql("archive/create_foreign_archive") << sql("archive/comment_foreign_archive", comment);
    } else {
        list << sql("archive/create_archive") << sql("archive/index_archive");
        if (m_source.rowSecurity)
            list << sql("archive/secure_archive");
        list << sql("archive/comment_archive", comment);
    }
    return list << revokeDefaults(m_policy.archive);
}

QList<SqlText> ArchiveSql::createRemote() const
{
    return {sql("archive/create_remote"),
            sql("archive/index_remote", {{u"indexed"_s, quoteIdentifier(m_policy.ageColumn)}}),
            sql("archive/index_remote", {{u"indexed"_s, u"archived_at"_s}})};
}

QList<SqlText> ArchiveSql::createPartition(const char *create, const QualifiedName &leaf, const QualifiedName &parent,
                                           const KeyRange &range) const
{
    const SqlNames names{
        {u"archive_leaf"_s, leaf.quoted()}, {u"parent"_s, parent.quoted()}, {u"bound"_s, range.toSql()}};
    QList<SqlText> list{sql(create, names)};
    if (m_source.rowSecurity)
        list << sql("archive/secure_leaf", names);
    list << revokeDefaults(leaf);
    return list << leafSql("archive/attach_leaf", leaf, names);
}

QList<SqlText> ArchiveSql::createLeaf(const KeyRange &range) const
{
    return createPartition("archive/create_leaf", archiveLeaf(range), m_policy.archive, range);
}

QList<SqlText> ArchiveSql::createTableLeaf(const KeyRange &range, const QString &runId) const
{
    return createPartition("archive/create_table_leaf", tableLeaf(range, runId), m_source.name, range);
}

QList<SqlText> ArchiveSql::dropTableLeaf(const QualifiedName &leaf) const
{
    return {leafSql("archive/detach_leaf", leaf, {{u"parent"_s, m_source.name.quoted()}}),
            leafSql("archive/require_empty", leaf), sql("archive/drop_relation", {{u"relation"_s, leaf.quoted()}})};
}

QList<SqlText> ArchiveSql::revokeDefaults(const QualifiedName &relation) const
{
    return {sql("archive/name_relation", {{u"relation_literal"_s, quoteLiteral(relation.quoted())}}),
            sql("archive/revoke_defaults")};
}

SqlText ArchiveSql::setTablespace(const QString &kind, const QualifiedName &relation) const
{
    return sql("archive/set_tablespace", {{u"kind"_s, kind}, {u"relation"_s, relation.quoted()}});
}

QString ArchiveSql::amongRestored(const QualifiedName &restored) const
{
    return u" JOIN " % restored.quoted() % u" r ON " % m_names[u"a_is_r"_s] % u" AND r.archived_at = a.archived_at";
}

QString ArchiveSql::archiveComment(const QualifiedName &table)
{
    return u"Archive of " % table.quoted() % u", filled by Parterre";
}

QString ArchiveSql::viewComment() const
{
    return u"Live and archived rows of " % m_source.name.quoted() % u", made by Parterre";
}

QualifiedName ArchiveSql::archiveLeaf(const KeyRange &range) const
{
    return m_policy.archive.sibling(fitName(m_policy.archive.name, u'_' % lowerEnd(range)));
}

QualifiedName ArchiveSql::tableLeaf(const KeyRange &range, const QString &runId) const
{
    const QualifiedName &table = m_source.name;
    return table.sibling(fitName(table.name, u'_' % lowerEnd(range) % u'_' % runId));
}

} // namespace parterre
