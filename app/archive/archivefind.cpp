// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefind.h"

#include "archive/archivefile.h"
#include "archive/archiveplanner.h"
#include "archive/fileaudit.h"
#include "archive/selection.h"
#include "archive/staging.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveReader)
};

QString tokenOf(const QString &moment, const QString &key)
{
    const QByteArray place = QJsonDocument(QJsonArray{moment, key}).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(place.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

/// Where a page begins: behind this row.
struct Place {
    QString moment; ///< empty: at the first one
    QString key;
};

Result<Place> placeOf(const QString &token)
{
    const QByteArray place = QByteArray::fromBase64(token.toLatin1(), QByteArray::Base64UrlEncoding);
    const QJsonArray parts = QJsonDocument::fromJson(place).array();
    if (parts.size() != 2)
        return failure(ErrorCode::Usage, Text::tr("\"%1\" is no place in this list").arg(token));
    return Place{parts[0].toString(), parts[1].toString()};
}

FoundRows pageOf(const Rows &rows, qint64 limit)
{
    FoundRows found;
    const qsizetype columns = rows.columns().size() - 2; // without the place
    found.columns = rows.columns().mid(0, columns);
    for (qsizetype i = 0; i < rows.count(); ++i) {
        QList<std::optional<QString>> row;
        for (qsizetype c = 0; c < columns; ++c)
            row << (rows.isNull(i, c) ? std::nullopt : std::optional(rows.cell(i, c)));
        found.rows << row;
    }
    if (rows.count() == limit)
        found.next = tokenOf(rows.cell(rows.count() - 1, columns), rows.cell(rows.count() - 1, columns + 1));
    return found;
}

const QString kFound = u"pg_temp.parterre_found"_s;

/// Collects rows of a policy's files in a temporary table, as an archive table would have them.
class FilesFinder {
public:
    FilesFinder(Session &session, const ArchivePlan &plan, const QString &where, ProgressSink &sink)
        : m_session(session)
        , m_plan(plan)
        , m_where(where)
        , m_sink(sink)
    {}

    Result<> collect(qint64 limit, const Place &after);

private:
    Result<> provePlace(const BookedFile &file, const Manifest &manifest) const;
    Result<> addFile(const BookedFile &file, qint64 limit, const Place &after);
    QString shared(const Manifest &manifest) const;

    Session &m_session;
    const ArchivePlan &m_plan;
    const QString m_where;
    ProgressSink &m_sink;
};

// Columns of the file that the table has still.
QString FilesFinder::shared(const Manifest &manifest) const
{
    QStringList names;
    for (const FileColumn &column : manifest.columns) {
        if (m_plan.source.column(column.name))
            names << quoteIdentifier(column.name);
    }
    return names.join(u", "_s);
}

// By age and key the rows stand in the list.
Result<> FilesFinder::provePlace(const BookedFile &file, const Manifest &manifest) const
{
    QStringList needed = m_plan.source.keys.first().names();
    needed << m_plan.policy.ageColumn;
    for (const FileColumn &column : manifest.columns)
        needed.removeAll(column.name);
    if (needed.isEmpty())
        return {};
    return failure(
        ErrorCode::Refused, Text::tr("rows of file %1 have no place among the others").arg(file.name),
        Text::tr("They lack columns by which the rows are listed: %1.").arg(quoteIdentifiers(needed).join(u", "_s)),
        Text::tr("parterrectl archive-file browse looks into it."));
}

Result<> FilesFinder::addFile(const BookedFile &file, qint64 limit, const Place &after)
{
    PARTERRE_TRY(readBookedManifest(file));
    PARTERRE_ASSIGN(whole, verifyArchiveFile(file.manifestPath(), m_session.cancelToken()));
    PARTERRE_TRY(provePlace(file, whole.manifest));
    PARTERRE_TRY(loadStaging(m_session, whole.manifest, whole.rowsPath, m_sink));
    const ArchiveFileSql sql(whole.manifest);
    const SqlNames names{
        {u"found"_s, kFound}, {u"shared"_s, shared(whole.manifest)}, {u"staging"_s, ArchiveFileSql::stagingName()}};
    PARTERRE_TRY(m_session.exec(sql.keepHeld(), Params() << file.id));
    PARTERRE_TRY(m_session.exec(sql.narrowStaging(m_where)));
    PARTERRE_TRY(m_session.exec(m_plan.sql().sql("archive/fill_found", names),
                                Params() << limit << after.moment << after.key << file.writtenAt));
    dropStaging(m_session, whole.manifest);
    return {};
}

Result<> FilesFinder::collect(qint64 limit, const Place &after)
{
    PARTERRE_TRY(m_session.exec(m_plan.sql().sql("archive/drop_relation", {{u"relation"_s, kFound}})));
    PARTERRE_TRY(m_session.exec(m_plan.sql().sql("archive/create_found", {{u"found"_s, kFound}})));
    PARTERRE_ASSIGN(files, filejournal::filesOfRange(m_session, m_plan.sql(), {}, {}));
    for (const BookedFile &file : std::as_const(files)) {
        if (file.held > 0)
            PARTERRE_TRY(addFile(file, limit, after));
    }
    return {};
}

} // namespace

Result<FoundRows> findArchived(Session &session, const ArchivePolicy &policy, const QString &where, qint64 limit,
                               ProgressSink &sink, const QString &after)
{
    PARTERRE_TRY(checkPredicate(where));
    PARTERRE_ASSIGN(plan, planArchive(session, policy));
    const bool readable = !plan.source.keys.isEmpty() && plan.source.column(plan.policy.ageColumn);
    if (!readable || (!plan.archive && !plan.policy.isInFiles()))
        return failure(ErrorCode::NotFound, Text::tr("there is no archive %1").arg(plan.policy.archive.quoted()));
    Place place;
    if (!after.isEmpty()) {
        PARTERRE_ASSIGN(parsed, placeOf(after));
        place = parsed;
    }
    SqlNames names{{u"predicate"_s, where}};
    if (plan.policy.isInFiles()) {
        if (plan.source.column(u"archived_at"_s))
            return failure(ErrorCode::Refused, Text::tr("a column of the table is called archived_at"),
                           Text::tr("So is what says of each row when it was archived."));
        PARTERRE_TRY(FilesFinder(session, plan, where, sink).collect(limit, place));
        names.insert(u"archive"_s, kFound);
    }
    if (after.isEmpty()) {
        PARTERRE_ASSIGN(rows, session.exec(plan.sql().sql("archive/find_rows", names), Params() << limit));
        return pageOf(rows, limit);
    }
    PARTERRE_ASSIGN(
        rows,
        session.exec(plan.sql().sql("archive/find_rows_after", names), Params() << limit << place.moment << place.key));
    return pageOf(rows, limit);
}

} // namespace parterre
