// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/fileexport.h"

#include "archive/archivereader.h"
#include "archive/archivewriter.h"
#include "archive/staging.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QDateTime>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

constexpr qint64 kRowsBetweenReports = 10'000;

SqlText begin()
{
    return SqlText::load(u"transaction/begin_exported"_s);
}

SqlText commit()
{
    return SqlText::load(u"transaction/commit"_s);
}

/// What is known before the rows are read.
Manifest draft(const ExportRequest &request, const ArchivedTable &table)
{
    Manifest manifest;
    manifest.program = QStringLiteral(PARTERRE_VERSION);
    manifest.systemIdentifier = table.systemIdentifier;
    manifest.database = table.database;
    manifest.serverVersion = table.serverVersion;
    manifest.table = table.name;
    manifest.parent = table.parent;
    manifest.bound = table.bound;
    manifest.where = request.where;
    manifest.columns = table.columns;
    manifest.key = table.keyNames();
    manifest.ageColumn = request.ageColumn.isEmpty() ? table.ageColumn : request.ageColumn;
    manifest.contents = request.format;
    manifest.algorithm = u"hash_record_extended"_s;
    return manifest;
}

QString volatileHint()
{
    return Text::tr("The condition may name a volatile function, such as random() or clock_timestamp().");
}

/// One export from the snapshot to the file's names.
class Export {
public:
    Export(Session &session, const Manifest &manifest, const ArchivedTable &table, ArchiveWriter &writer,
           ProgressSink &sink)
        : m_session(session)
        , m_manifest(manifest)
        , m_table(table)
        , m_sql(manifest, table)
        , m_writer(writer)
        , m_sink(sink)
    {}

    Result<> readRows();
    Result<> prove(const QString &path, bool onServer);
    Manifest manifest() const { return m_manifest; }

private:
    Result<> readSnapshot();
    Result<> copyOut();

    Session &m_session;
    Manifest m_manifest;
    const ArchivedTable &m_table;
    const ArchiveFileSql m_sql;
    ArchiveWriter &m_writer;
    ProgressSink &m_sink;
};

Result<> Export::copyOut()
{
    Progress progress;
    progress.step = Text::tr("Exporting");
    progress.unit = Text::tr("rows");
    progress.total = m_manifest.rows.rows;
    const auto take = [&](QByteArrayView chunk) -> Result<> {
        progress.bytesDone += chunk.size();
        if (++progress.done % kRowsBetweenReports == 0)
            m_sink.report(progress);
        return m_writer.write(chunk);
    };
    PARTERRE_ASSIGN(rows, m_session.copyOut(m_sql.copyOut(), take));
    progress.done = rows;
    m_sink.report(progress);
    if (rows != m_manifest.rows.rows) // of one snapshot: a condition whose value changes by itself
        return failure(ErrorCode::Mismatch, Text::tr("the rows to export were not the same when they were read twice"),
                       Text::tr("%1 were counted, %2 copied.").arg(m_manifest.rows.rows).arg(rows), volatileHint());
    return {};
}

Result<> Export::readSnapshot()
{
    PARTERRE_TRY(m_session.exec(m_sql.lockForReading()));
    PARTERRE_ASSIGN(now, readArchivedTable(m_session, m_table.name));
    if (now.oid != m_table.oid || !columnDifferences(now, m_manifest).isEmpty())
        return failure(ErrorCode::Changed, Text::tr("%1 was altered meanwhile").arg(m_table.name.quoted()),
                       columnDifferences(now, m_manifest).join(u' '));
    PARTERRE_ASSIGN(rows, readRowsDigest(m_session, m_sql.checksum()));
    m_manifest.rows = rows;
    return copyOut();
}

Result<> Export::readRows()
{
    PARTERRE_TRY(m_session.exec(begin()));
    if (const auto read = readSnapshot(); !read) {
        m_session.rollback();
        return read;
    }
    PARTERRE_TRY(m_session.exec(commit()));
    PARTERRE_TRY(m_writer.finish());
    m_manifest.file = m_writer.file();
    m_manifest.content = m_writer.content();
    m_manifest.exportedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    return {};
}

Result<> Export::prove(const QString &path, bool onServer)
{
    if (!onServer)
        return readThrough(path, m_manifest, m_session.cancelToken());
    auto proved = loadStaging(m_session, m_manifest, path, m_sink);
    dropStaging(m_session, m_manifest);
    if (!proved && proved.error().code == ErrorCode::Mismatch && !m_manifest.where.isEmpty())
        proved.error().hint = volatileHint(); // as many rows, by chance
    return proved.map([](bool) {});
}

} // namespace

Result<QString> archiveName(const ExportRequest &request)
{
    QString name = request.name;
    if (name.isEmpty())
        name = QString(request.table.schema % u'.' % request.table.name).replace(u'/', u'_');
    if (name.contains(u'/') || name.startsWith(u'.') || name.contains(QChar(0)))
        return failure(ErrorCode::Usage, Text::tr("\"%1\" is no name for a file").arg(name), {},
                       Text::tr("It must not contain / or begin with a dot."));
    return name;
}

Result<ExportDraft> draftExport(Session &session, const ExportRequest &request)
{
    PARTERRE_ASSIGN(table, readArchivedTable(session, request.table));
    ExportDraft made{draft(request, table), table};
    PARTERRE_TRY(readHashable(session, made.manifest.columns));
    return made;
}

Result<Manifest> exportRows(Session &session, const ExportRequest &request, ProgressSink &sink)
{
    PARTERRE_ASSIGN(name, archiveName(request));
    const ArchivePaths paths = ArchivePaths::in(request.folder, name, request.format);
    PARTERRE_ASSIGN(writer, ArchiveWriter::create(paths, request.level));
    PARTERRE_ASSIGN(draft, draftExport(session, request));
    draft.manifest.fileName = paths.rows.section(u'/', -1);
    Export work(session, draft.manifest, draft.table, *writer, sink);
    PARTERRE_TRY(work.readRows());
    PARTERRE_TRY(work.prove(paths.rowsPart, request.proveOnServer));
    PARTERRE_TRY(writer->publish(work.manifest()));
    return work.manifest();
}

Result<QList<SqlText>> describeExport(Session &session, const ExportRequest &request)
{
    PARTERRE_ASSIGN(draft, draftExport(session, request));
    const ArchiveFileSql sql = draft.sql();
    QList<SqlText> statements{begin(), sql.lockForReading(), sql.checksum(), sql.copyOut(), commit()};
    if (request.proveOnServer)
        statements << sql.createStaging() << sql.load() << sql.stagingChecksum() << sql.dropStaging();
    return statements;
}

} // namespace parterre
