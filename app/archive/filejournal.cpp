// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filejournal.h"

#include "pg/ownschema.h"
#include "pg/session.h"

#include <QSet>
#include <QSysInfo>

#include <algorithm>
#include <numeric>

namespace parterre {

using namespace Qt::StringLiterals;

QString BookedFile::manifestPath() const
{
    return ArchivePaths::in(folder, name, {}).manifest; // of either format
}

} // namespace parterre

namespace parterre::filejournal {

namespace {

SqlText sql(const char *id)
{
    return SqlText::load(QLatin1String(id));
}

BookedFile fileOf(const Rows &rows, qsizetype i)
{
    BookedFile file;
    file.id = rows.integer(i, "id");
    file.runId = rows.text(i, "run_id");
    file.leafOid = rows.integer(i, "leaf_oid");
    file.leaf = {rows.text(i, "leaf_schema"), rows.text(i, "leaf_name")};
    file.ageColumn = rows.text(i, "age_column");
    file.condition = rows.text(i, "condition");
    file.host = rows.text(i, "host");
    file.folder = rows.text(i, "folder");
    file.folderId = rows.text(i, "folder_id");
    file.name = rows.text(i, "name");
    file.state = rows.text(i, "state");
    file.rows = rows.integer(i, "rows");
    file.bytes = rows.integer(i, "bytes");
    file.leastAge = rows.text(i, "least_age");
    file.greatestAge = rows.text(i, "greatest_age");
    file.sha256 = rows.text(i, "sha256");
    file.looked = rows.integer(i, "looked");
    file.left = rows.integer(i, "left_rows");
    file.held = rows.integer(i, "held");
    file.writtenAt = rows.text(i, "written_at");
    return file;
}

// Those that the rows name.
void keep(QList<BookedFile> &files, const Rows &rows)
{
    QSet<qint64> wanted;
    for (qsizetype i = 0; i < rows.count(); ++i)
        wanted << rows.integer(i, "id");
    files.removeIf([&](const BookedFile &file) { return !wanted.contains(file.id); });
}

} // namespace

Result<> begin(Session &session, const ArchivePolicy &policy, BookedFile &file)
{
    PARTERRE_ASSIGN(begun,
                    session.exec(sql("archive/begin_file"),
                                 Params() << policy.id() << file.runId << file.leafOid << file.leaf.schema
                                          << file.leaf.name << file.ageColumn << file.condition << file.host
                                          << file.folder << file.folderId << file.name));
    file.id = begun.integer(0, "id");
    return {};
}

Result<> prove(Session &session, const BookedFile &file, const Manifest &manifest)
{
    PARTERRE_TRY(session.exec(sql("archive/prove_file"),
                              Params() << file.id << manifest.rows.rows << manifest.file.bytes << manifest.rows.least
                                       << manifest.rows.greatest << manifest.file.sha256));
    return {};
}

Result<> countLeft(Session &session, qint64 file, qint64 rows, qint64 looked)
{
    PARTERRE_TRY(session.exec(sql("archive/count_left"), Params() << file << rows << looked));
    return {};
}

Result<> end(Session &session, const BookedFile &file)
{
    PARTERRE_TRY(session.exec(sql("archive/end_file"), Params() << file.id));
    return {};
}

Statement forgetStatement(const BookedFile &file)
{
    return {sql("archive/forget_file"), Params() << file.id};
}

Result<> forget(Session &session, const BookedFile &file)
{
    const Statement statement = forgetStatement(file);
    PARTERRE_TRY(session.exec(statement.sql, statement.params));
    return {};
}

Result<> forgetReturned(Session &session, const QString &policy)
{
    PARTERRE_TRY(session.exec(sql("archive/forget_returned"), Params() << policy));
    return {};
}

QList<Statement> adoptStatements(const ArchivePolicy &policy)
{
    QList<Statement> statements{{sql("archive/adopt_files"), Params() << policy.id() << policy.tableOid}};
    const ArchiveSettings &settings = policy.settings;
    if (!settings.folderId.isEmpty())
        statements << Statement{sql("archive/move_files"),
                                Params() << policy.id() << settings.folderId << settings.folder
                                         << QSysInfo::machineHostName()};
    return statements;
}

Result<QList<BookedFile>> files(Session &session, const QString &policy)
{
    QList<BookedFile> list;
    PARTERRE_ASSIGN(version, ownschema::version(session));
    if (version < kSinceVersion)
        return list;
    PARTERRE_ASSIGN(rows, session.exec(sql("archive/list_files"), Params() << policy));
    for (qsizetype i = 0; i < rows.count(); ++i)
        list << fileOf(rows, i);
    return list;
}

Result<Sums> sums(Session &session, const QString &policy)
{
    PARTERRE_ASSIGN(all, files(session, policy));
    Sums sums;
    for (const BookedFile &file : std::as_const(all)) {
        sums.held += file.held;
        sums.bytes += file.bytes;
    }
    return sums;
}

Result<QList<BookedFile>> filesOfRange(Session &session, const ArchiveSql &sql, const QString &from, const QString &to)
{
    PARTERRE_ASSIGN(all, files(session, sql.policy().id()));
    if (all.isEmpty())
        return all;
    PARTERRE_ASSIGN(rows,
                    session.exec(sql.sql("archive/files_of_range"),
                                 Params() << sql.policy().id() << from << to << sql.policy().ageColumn));
    keep(all, rows);
    std::reverse(all.begin(), all.end());
    return all;
}

Result<QList<BookedFile>> filesReturnedBy(Session &session, const QString &policy, const QString &runId)
{
    PARTERRE_ASSIGN(all, files(session, policy));
    PARTERRE_ASSIGN(rows, session.exec(sql("archive/files_returned"), Params() << runId));
    keep(all, rows);
    return all;
}

} // namespace parterre::filejournal
