// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/fileimport.h"

#include "archive/archivefolder.h"
#include "archive/selection.h"
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

SqlText begin()
{
    return SqlText::load(u"transaction/begin_snapshot"_s);
}

SqlText commit()
{
    return SqlText::load(u"transaction/commit"_s);
}

SqlText constraintsImmediate()
{
    return SqlText::load(u"transaction/constraints_immediate"_s);
}

Failure becameOthers(const QString &detail)
{
    return failure(ErrorCode::Mismatch, Text::tr("the rows that were put in are not those of the file"), detail,
                   Text::tr("A trigger or a generated column may have changed them. Nothing was changed: all of it was "
                            "rolled back."));
}

/// What happens inside the transaction.
class Import {
public:
    /// `rows`: how many are wanted.
    Import(Session &session, const StagedFile &file, qint64 rows, const ImportRequest &request)
        : m_session(session)
        , m_file(file)
        , m_sql(file.sql())
        , m_rows(rows)
        , m_request(request)
    {}

    Result<ImportReport> run();

private:
    Result<> lookBefore();
    Result<> putBack();
    Result<> compareAfter();

    Session &m_session;
    const StagedFile &m_file;
    const ArchiveFileSql m_sql;
    const qint64 m_rows;
    const ImportRequest &m_request;
    ImportReport m_report;
};

Result<> Import::lookBefore()
{
    if (m_file.table.key.isEmpty()) {
        PARTERRE_ASSIGN(before, readRowsDigest(m_session, m_sql.tableChecksum()));
        if (before.rows != 0)
            return failure(ErrorCode::Refused,
                           Text::tr("%1 has no key, and is not empty").arg(m_file.table.name.quoted()),
                           Text::tr("Nothing tells which rows of the file are in it."),
                           Text::tr("Import into an empty table of the same columns."));
        return {};
    }
    PARTERRE_ASSIGN(present, readPresence(m_session, m_sql));
    PARTERRE_ASSIGN(listed, listPresent(m_session, m_sql));
    m_report.present = present;
    m_report.listed = listed;
    return {};
}

Result<> Import::putBack()
{
    if (m_request.booking.id == 0) {
        PARTERRE_ASSIGN(done, m_session.exec(m_sql.putBack()));
        m_report.inserted = done.affected;
    } else {
        PARTERRE_ASSIGN(done,
                        m_session.exec(m_sql.putBackBooked(), Params() << m_request.booking.id << m_request.runId));
        m_report.inserted = done.integer(0, "inserted");
    }
    const qint64 expected = m_rows - m_report.present.equal - m_report.present.different;
    if (m_report.inserted != expected)
        return becameOthers(
            Text::tr("%1 rows were put in instead of %2.").arg(formatCount(m_report.inserted), formatCount(expected)));
    return {};
}

// Triggers that wait for the end of the transaction have their say before.
Result<> Import::compareAfter()
{
    PARTERRE_TRY(m_session.exec(constraintsImmediate()));
    if (m_file.table.key.isEmpty()) {
        PARTERRE_ASSIGN(expected, readRowsDigest(m_session, m_sql.stagingChecksum()));
        PARTERRE_ASSIGN(found, readRowsDigest(m_session, m_sql.tableChecksum()));
        const QString difference = digestDifference(found, expected);
        return difference.isEmpty() ? Result<>() : Result<>(becameOthers(difference));
    }
    PARTERRE_ASSIGN(after, readPresence(m_session, m_sql));
    if (after.equal == m_report.present.equal + m_report.inserted)
        return {};
    return becameOthers(
        Text::tr("%1 of them differ.").arg(formatCount(m_report.present.equal + m_report.inserted - after.equal)));
}

Result<ImportReport> Import::run()
{
    m_report.table = m_file.table.name;
    m_report.sumsCompared = m_file.sumsCompared;
    PARTERRE_TRY(m_session.exec(begin()));
    Result<> done = lookBefore();
    if (done)
        done = putBack();
    if (done)
        done = compareAfter();
    if (done && m_request.counted)
        done = m_request.counted(m_report.inserted);
    if (!done) {
        m_session.rollback();
        return Failure(done.error());
    }
    PARTERRE_TRY(m_session.exec(commit()));
    return m_report;
}

/// Leaves what is wanted in the staging table; how many rows that is.
Result<qint64> narrow(Session &session, const StagedFile &file, const ImportRequest &request)
{
    qint64 rows = file.manifest.rows.rows;
    if (request.booking.id != 0) {
        PARTERRE_ASSIGN(others, session.exec(file.sql().keepHeld(), Params() << request.booking.id));
        rows -= others.affected;
    }
    if (!request.where.isEmpty()) {
        PARTERRE_TRY(checkPredicate(request.where));
        PARTERRE_ASSIGN(unwanted, session.exec(file.sql().narrowStaging(request.where)));
        rows -= unwanted.affected;
    }
    return rows;
}

Result<ImportReport> importStaged(Session &session, const StagedFile &file, const ImportRequest &request)
{
    PARTERRE_ASSIGN(rows, narrow(session, file, request));
    return Import(session, file, rows, request).run();
}

} // namespace

Result<ImportReport> importRows(Session &session, const ImportRequest &request, ProgressSink &sink)
{
    PARTERRE_ASSIGN(
        file, stageFile(session, request.manifestPath, request.into, sink, MoreColumns::Allowed, request.booking));
    auto report = importStaged(session, file, request);
    dropStaging(session, file.manifest);
    return report;
}

Result<> proveCondition(Session &session, const ImportRequest &request)
{
    PARTERRE_TRY(checkPredicate(request.where));
    PARTERRE_ASSIGN(manifest, readManifest(request.manifestPath));
    const ArchiveFileSql sql(manifest);
    PARTERRE_TRY(session.exec(sql.createStaging()));
    const auto asked = session.exec(sql.narrowStaging(request.where));
    dropStaging(session, manifest);
    return asked.map([](const Rows &) {});
}

Result<QList<SqlText>> describeImport(Session &session, const ImportRequest &request)
{
    PARTERRE_ASSIGN(manifest, readManifest(request.manifestPath));
    PARTERRE_ASSIGN(table, readArchivedTable(session, request.into.isEmpty() ? manifest.table : request.into));
    const ArchiveFileSql sql(manifest, table);
    const bool booked = request.booking.id != 0;
    QList<SqlText> list{sql.createStaging(), sql.load(), sql.stagingChecksum(), sql.analyzeStaging()};
    if (booked)
        list << sql.keepHeld();
    if (!request.where.isEmpty())
        list << sql.narrowStaging(request.where);
    return list << begin() << sql.compare() << sql.listPresent() << (booked ? sql.putBackBooked() : sql.putBack())
                << constraintsImmediate() << sql.compare() << commit() << sql.dropStaging();
}

} // namespace parterre
