// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefilesql.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

const QString kStaging = u"pg_temp.parterre_file"_s;

/// "e.a, e.b"
QString columnList(const QList<FileColumn> &columns, const QString &alias, bool withGenerated = true)
{
    QStringList list;
    for (const FileColumn &column : columns) {
        if (withGenerated || !column.generated)
            list << alias + quoteIdentifier(column.name);
    }
    return list.join(u", "_s);
}

QString hashRow(const QList<FileColumn> &columns)
{
    QStringList cells;
    for (const FileColumn &column : columns)
        cells << u"x." % quoteIdentifier(column.name) % (column.hashedAsText ? u"::text"_s : QString());
    return u"ROW(" % cells.join(u", "_s) % u')';
}

QString definitions(const QList<FileColumn> &columns)
{
    QStringList list;
    for (const FileColumn &column : columns) {
        list << quoteIdentifier(column.name) % u' ' % column.type
                % (column.collation.isEmpty() ? QString() : QString(u" COLLATE " % column.collation));
    }
    return list.join(u", "_s);
}

QString keyList(const QList<ArchiveKeyColumn> &key)
{
    QStringList list;
    for (const ArchiveKeyColumn &column : key)
        list << u"e." % quoteIdentifier(column.name);
    return list.join(u", "_s);
}

QString sameKey(const QList<ArchiveKeyColumn> &key)
{
    if (key.isEmpty())
        return u"false"_s;
    QStringList terms;
    for (const ArchiveKeyColumn &column : key) {
        const QString name = quoteIdentifier(column.name);
        terms << u"x." % name % column.collation % u' ' % column.equals % u" e." % name;
    }
    return terms.join(u" AND "_s);
}

QString extreme(const QString &function, const QString &column)
{
    return column.isEmpty() ? u"NULL"_s : QString(function % u"(x." % quoteIdentifier(column) % u')');
}

QString formatOptions(ArchiveFormat format)
{
    return format == ArchiveFormat::Csv ? u"FORMAT csv, HEADER true, ENCODING 'UTF8'"_s : u"FORMAT binary"_s;
}

} // namespace

ArchiveFileSql::ArchiveFileSql(const Manifest &manifest, const ArchivedTable &table)
    // On a line of its own: the condition may end with a comment.
    : m_where(manifest.where.isEmpty() ? u"true"_s : QString(u"(" % manifest.where % u"\n)"))
{
    const QList<FileColumn> &columns = manifest.columns;
    const QString relation = table.name.quoted();
    m_names = {{u"relation"_s, relation},
               {u"source"_s, table.partitioned ? relation : QString(u"ONLY " % relation)},
               {u"staging"_s, kStaging},
               {u"staging_literal"_s, quoteLiteral(kStaging)},
               {u"columns"_s, columnList(columns, {})},
               {u"x_columns"_s, columnList(columns, u"x."_s)},
               {u"e_columns"_s, columnList(columns, u"e."_s)},
               {u"filled_columns"_s, columnList(columns, {}, false)},
               {u"e_filled_columns"_s, columnList(columns, u"e."_s, false)},
               {u"definitions"_s, definitions(columns)},
               {u"place"_s, quoteIdentifier(u"parterre: place"_s)}, // no column of anybody's
               {u"x_hash_row"_s, hashRow(columns)},
               {u"least"_s, extreme(u"min"_s, manifest.ageColumn)},
               {u"greatest"_s, extreme(u"max"_s, manifest.ageColumn)},
               {u"e_key"_s, keyList(table.key)},
               {u"x_is_e"_s, sameKey(table.key)},
               {u"format"_s, formatOptions(manifest.contents)}};
}

QString ArchiveFileSql::stagingName()
{
    return kStaging;
}

SqlText ArchiveFileSql::load(const char *id, const SqlNames &more) const
{
    SqlNames names = m_names;
    names.insert(more);
    return SqlText::load(QLatin1String(id), names);
}

SqlText ArchiveFileSql::checksumOf(const QString &relation, const QString &source, const QString &where) const
{
    return load("archivefile/checksum", {{u"relation"_s, relation}, {u"source"_s, source}, {u"rows"_s, where}});
}

SqlText ArchiveFileSql::lockForReading() const
{
    return load("migration/lock_access_share", {{u"table"_s, m_names[u"relation"_s]}});
}

SqlText ArchiveFileSql::lockAlone() const
{
    return load("migration/lock_exclusive", {{u"table"_s, m_names[u"relation"_s]}});
}

SqlText ArchiveFileSql::dropTable() const
{
    return load("migration/drop_detached", {{u"leaf"_s, m_names[u"relation"_s]}});
}

SqlText ArchiveFileSql::checksum() const
{
    return checksumOf(m_names[u"relation"_s], m_names[u"source"_s], m_where);
}

SqlText ArchiveFileSql::tableChecksum() const
{
    return checksumOf(m_names[u"relation"_s], m_names[u"source"_s], u"true"_s);
}

SqlText ArchiveFileSql::stagingChecksum() const
{
    return checksumOf(kStaging, kStaging, u"true"_s);
}

SqlText ArchiveFileSql::tableBytesSum() const
{
    return load("archivefile/bytes_sum");
}

SqlText ArchiveFileSql::stagingBytesSum() const
{
    return load("archivefile/bytes_sum", {{u"relation"_s, kStaging}, {u"source"_s, kStaging}});
}

SqlText ArchiveFileSql::copyOut() const
{
    return load("archivefile/copy_out", {{u"rows"_s, m_where}});
}

SqlText ArchiveFileSql::dropStaging() const
{
    return load("archivefile/drop_staging");
}

SqlText ArchiveFileSql::createStaging() const
{
    return load("archivefile/create_staging");
}

SqlText ArchiveFileSql::load() const
{
    return load("archivefile/load");
}

SqlText ArchiveFileSql::analyzeStaging() const
{
    return load("archivefile/analyze_staging");
}

SqlText ArchiveFileSql::stagingPages() const
{
    return load("archivefile/staging_pages");
}

SqlText ArchiveFileSql::narrowStaging(const QString &where) const
{
    return load("archivefile/narrow_staging", {{u"wanted"_s, where}});
}

SqlText ArchiveFileSql::browse(const QString &column) const
{
    return load("archivefile/browse",
                {{u"e_column"_s, column.isEmpty() ? u"NULL"_s : QString(u"e." % quoteIdentifier(column))}});
}

SqlText ArchiveFileSql::compare() const
{
    return load("archivefile/compare");
}

SqlText ArchiveFileSql::listPresent() const
{
    return load("archivefile/list_present");
}

SqlText ArchiveFileSql::putBack() const
{
    return load("archivefile/put_back");
}

SqlText ArchiveFileSql::deleteBatch() const
{
    return load("archivefile/delete_batch");
}

SqlText ArchiveFileSql::deleteBooked() const
{
    return load("archivefile/delete_booked");
}

SqlText ArchiveFileSql::stayBooked() const
{
    return load("archivefile/stay_booked");
}

SqlText ArchiveFileSql::stillThere() const
{
    return load("archivefile/still_there");
}

SqlText ArchiveFileSql::skipLooked() const
{
    return load("archivefile/skip_looked");
}

SqlText ArchiveFileSql::keepHeld() const
{
    return load("archivefile/keep_held");
}

SqlText ArchiveFileSql::putBackBooked() const
{
    return load("archivefile/put_back_booked");
}

SqlText ArchiveFileSql::analyzeVoids() const
{
    return load("archivefile/analyze_voids");
}

SqlText ArchiveFileSql::keepReturned() const
{
    return load("archivefile/keep_returned");
}

SqlText ArchiveFileSql::undoBooked() const
{
    return load("archivefile/undo_booked");
}

SqlText ArchiveFileSql::listReturned() const
{
    return load("archivefile/list_returned");
}

} // namespace parterre
