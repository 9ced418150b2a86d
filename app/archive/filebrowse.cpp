// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filebrowse.h"

#include "archive/archivefile.h"
#include "archive/archivefolder.h"
#include "archive/archivereader.h"
#include "archive/staging.h"
#include "pg/session.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

/// Picks the rows that are wanted from a csv file as it is read.
class Picker {
public:
    Picker(const BrowseRequest &request, qsizetype column, BrowsedRows &result)
        : m_request(request)
        , m_column(column)
        , m_result(result)
    {}

    bool isDone() const { return m_result.rows.size() >= m_request.limit; }
    void offer(const TextRow &row)
    {
        const qint64 number = m_next++;
        if (number > m_request.after && !isDone() && matches(row)) // number 0 is the heading
            m_result.rows << BrowsedRow{number, row};
    }

private:
    bool matches(const TextRow &row) const
    {
        return m_column < 0 || (m_column < row.size() && row[m_column] == m_request.value);
    }

    const BrowseRequest &m_request;
    const qsizetype m_column;
    BrowsedRows &m_result;
    qint64 m_next = 0;
};

Result<> browseCsv(const BrowseRequest &request, const Manifest &manifest, qsizetype column, const CancelToken &cancel,
                   BrowsedRows &result)
{
    PARTERRE_ASSIGN(reader, ArchiveReader::open(rowsPathOf(request.manifestPath, manifest), manifest));
    CsvRecords records;
    Picker picker(request, column, result);
    while (!picker.isDone()) {
        if (cancel.isCancelled())
            return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
        PARTERRE_ASSIGN(content, reader->next());
        if (content.isEmpty())
            break;
        for (const TextRow &row : records.take(content))
            picker.offer(row);
    }
    return {};
}

Result<> browseOnServer(const BrowseRequest &request, const Manifest &manifest, Session &session, ProgressSink &sink,
                        BrowsedRows &result)
{
    PARTERRE_TRY(loadStaging(session, manifest, rowsPathOf(request.manifestPath, manifest), sink));
    Params params;
    params << request.after;
    if (request.column.isEmpty())
        params << std::nullopt;
    else
        params << request.value;
    params << request.limit;
    const auto rows = session.exec(ArchiveFileSql(manifest).browse(request.column), params);
    dropStaging(session, manifest);
    if (!rows)
        return Failure(rows.error());
    for (qsizetype row = 0; row < rows->count(); ++row) {
        BrowsedRow browsed{rows->integer(row, "number"), {}};
        for (qsizetype column = 1; column < rows->columns().size(); ++column)
            browsed.values << (rows->isNull(row, column) ? std::nullopt : std::optional(rows->cell(row, column)));
        result.rows << browsed;
    }
    return {};
}

} // namespace

Result<BrowsedRows> browseArchiveFile(const BrowseRequest &request, Session *session, const CancelToken &cancel,
                                      ProgressSink &sink)
{
    PARTERRE_ASSIGN(manifest, readManifest(request.manifestPath));
    BrowsedRows result;
    for (const FileColumn &column : manifest.columns)
        result.columns << column.name;
    const qsizetype column = result.columns.indexOf(request.column);
    if (column < 0 && !request.column.isEmpty())
        return failure(ErrorCode::NotFound, Text::tr("the file has no column %1").arg(quoteIdentifier(request.column)),
                       Text::tr("It has %1.").arg(quoteIdentifiers(result.columns).join(QStringLiteral(", "))));
    if (manifest.contents == ArchiveFormat::Csv)
        PARTERRE_TRY(browseCsv(request, manifest, column, cancel, result));
    else if (session)
        PARTERRE_TRY(browseOnServer(request, manifest, *session, sink, result));
    else
        return failure(ErrorCode::Usage, Text::tr("a binary file can only be read by a server"));
    return result;
}

} // namespace parterre
