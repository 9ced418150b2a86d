// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filejournal.h"

#include "pg/ownschema.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <numeric>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FileJournal)
};

} // namespace

QString BookedFile::manifestPath() const
{
    return ArchivePaths::in(folder, name, {}).manifest; // of either format
}

Result<> proveSame(const BookedFile &file, const Manifest &manifest)
{
    if (file.isWriting() || manifest.file.sha256 == file.sha256)
        return {};
    return failure(ErrorCode::Mismatch, Text::tr("%1 is another file than the one that was written").arg(file.name),
                   Text::tr("Its SHA-256 is not the one in the books."));
}

} // namespace parterre

namespace parterre::filejournal {

namespace {

constexpr int kSinceVersion = 5; // of schema parterre

SqlText sql(const char *id)
{
    return SqlText::load(QLatin1String(id));
}

BookedFile fileOf(const Rows &rows, qsizetype i)
{
    BookedFile file;
    file.id = rows.integer(i, "id");
    file.runId = rows.text(i, "run_id");
    file.leaf = {rows.text(i, "leaf_schema"), rows.text(i, "leaf_name")};
    file.host = rows.text(i, "host");
    file.folder = rows.text(i, "folder");
    file.name = rows.text(i, "name");
    file.state = rows.text(i, "state");
    file.rows = rows.integer(i, "rows");
    file.bytes = rows.integer(i, "bytes");
    file.leastAge = rows.text(i, "least_age");
    file.greatestAge = rows.text(i, "greatest_age");
    file.sha256 = rows.text(i, "sha256");
    file.stayed = rows.integer(i, "stayed");
    file.writtenAt = rows.text(i, "written_at");
    return file;
}

} // namespace

Result<> begin(Session &session, const ArchivePolicy &policy, BookedFile &file)
{
    PARTERRE_ASSIGN(begun,
                    session.exec(sql("archive/begin_file"),
                                 Params() << policy.id() << file.runId << policy.tableOid << file.leaf.schema
                                          << file.leaf.name << file.host << file.folder << file.name));
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

Result<> countLeft(Session &session, const BookedFile &file, qint64 rows)
{
    PARTERRE_TRY(session.exec(sql("archive/count_left"), Params() << file.id << rows));
    return {};
}

Result<qint64> end(Session &session, const BookedFile &file, qint64 stayed)
{
    PARTERRE_ASSIGN(ended, session.exec(sql("archive/end_file"), Params() << file.id << stayed));
    return ended.integer(0, "gone");
}

Result<> forget(Session &session, const BookedFile &file)
{
    PARTERRE_TRY(session.exec(sql("archive/forget_file"), Params() << file.id));
    return {};
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

Result<qint64> bytes(Session &session, const QString &policy)
{
    PARTERRE_ASSIGN(all, files(session, policy));
    return std::accumulate(all.cbegin(), all.cend(), qint64{0},
                           [](qint64 sum, const BookedFile &file) { return sum + file.bytes; });
}

Result<QList<BookedFile>> filesOfRange(Session &session, const ArchiveSql &sql, const QString &from, const QString &to)
{
    PARTERRE_ASSIGN(all, files(session, sql.policy().id()));
    if (all.isEmpty())
        return all;
    PARTERRE_ASSIGN(rows, session.exec(sql.sql("archive/files_of_range"), Params() << sql.policy().id() << from << to));
    QSet<qint64> wanted;
    for (qsizetype i = 0; i < rows.count(); ++i)
        wanted << rows.integer(i, "id");
    all.removeIf([&](const BookedFile &file) { return !wanted.contains(file.id); });
    std::reverse(all.begin(), all.end());
    return all;
}

} // namespace parterre::filejournal
