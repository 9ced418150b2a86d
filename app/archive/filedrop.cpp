// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filedrop.h"

#include "archive/archivefolder.h"
#include "archive/staging.h"
#include "base/units.h"
#include "pg/session.h"

#include <QCoreApplication>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

SqlText transaction(const char *id)
{
    return SqlText::load(u"transaction/"_s + QLatin1String(id));
}

/// Errors: Refused for whatever DROP TABLE would take more of than the rows.
Result<> refuseTree(const ArchivedTable &table)
{
    if (table.isPartition)
        return failure(ErrorCode::Refused, Text::tr("%1 is a partition").arg(table.name.quoted()),
                       Text::tr("It belongs to %1.").arg(table.parent.quoted()), Text::tr("Detach it first."));
    if (table.partitioned || table.hasChildren)
        return failure(ErrorCode::Refused, Text::tr("other tables belong to %1").arg(table.name.quoted()),
                       Text::tr("Only a table by itself is dropped."));
    return {};
}

Failure otherRows(const ArchivedTable &table, const QString &detail)
{
    return failure(ErrorCode::Mismatch, Text::tr("the rows of %1 are not those of the file").arg(table.name.quoted()),
                   detail, Text::tr("Nothing was dropped."));
}

/// What the sums of equal rows do not tell: 1.0 and 1.00 are equal.
Result<> compareBytes(Session &session, const StagedFile &file, qint64 rows)
{
    const ArchiveFileSql sql = file.sql();
    if (!file.table.key.isEmpty()) {
        PARTERRE_ASSIGN(present, readPresence(session, sql));
        if (present.equal != rows)
            return otherRows(file.table,
                             Text::tr("%1 of them differ in their bytes.").arg(formatCount(rows - present.equal)));
        return {};
    }
    PARTERRE_ASSIGN(expected, session.exec(sql.stagingBytesSum()));
    PARTERRE_ASSIGN(found, session.exec(sql.tableBytesSum()));
    for (const char *column : {"rows", "hash0", "hash1"}) {
        if (expected.text(0, column) != found.text(0, column))
            return otherRows(file.table, Text::tr("Some of them differ in their bytes."));
    }
    return {};
}

/// Inside the transaction, under the lock.
Result<> compareAndDrop(Session &session, const StagedFile &file)
{
    const ArchiveFileSql sql = file.sql();
    PARTERRE_TRY(session.exec(sql.lockAlone()));
    PARTERRE_ASSIGN(now, readArchivedTable(session, file.table.name));
    PARTERRE_TRY(refuseTree(now));
    PARTERRE_TRY(proveUnaltered(now, file));
    PARTERRE_ASSIGN(expected, readRowsDigest(session, sql.stagingChecksum()));
    PARTERRE_ASSIGN(found, readRowsDigest(session, sql.tableChecksum()));
    if (const QString difference = digestDifference(found, expected); !difference.isEmpty())
        return otherRows(file.table, difference);
    PARTERRE_TRY(compareBytes(session, file, found.rows));
    PARTERRE_TRY(session.exec(sql.dropTable()));
    return {};
}

Result<> dropStaged(Session &session, const StagedFile &file)
{
    PARTERRE_TRY(session.exec(transaction("begin")));
    if (const auto dropped = compareAndDrop(session, file); !dropped) {
        session.rollback();
        return dropped;
    }
    PARTERRE_TRY(session.exec(transaction("commit")));
    return {};
}

} // namespace

Result<> dropExportedTable(Session &session, const QString &manifestPath, const QualifiedName &table,
                           ProgressSink &sink)
{
    PARTERRE_ASSIGN(before, readArchivedTable(session, table));
    PARTERRE_TRY(refuseTree(before));
    PARTERRE_ASSIGN(file, stageFile(session, manifestPath, table, sink));
    const auto dropped = dropStaged(session, file);
    dropStaging(session, file.manifest);
    return dropped;
}

Result<QList<SqlText>> describeDrop(Session &session, const QString &manifestPath, const QualifiedName &table)
{
    PARTERRE_ASSIGN(manifest, readManifest(manifestPath));
    PARTERRE_ASSIGN(found, readArchivedTable(session, table));
    const ArchiveFileSql sql(manifest, found);
    QList<SqlText> list{sql.createStaging(),  sql.load(),      sql.stagingChecksum(), sql.analyzeStaging(),
                        transaction("begin"), sql.lockAlone(), sql.stagingChecksum(), sql.tableChecksum()};
    if (found.key.isEmpty())
        list << sql.stagingBytesSum() << sql.tableBytesSum();
    else
        list << sql.compare();
    return list << sql.dropTable() << transaction("commit") << sql.dropStaging();
}

} // namespace parterre
