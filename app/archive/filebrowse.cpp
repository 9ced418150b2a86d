// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filebrowse.h"

#include "archive/archivefile.h"
#include "archive/archivefolder.h"
#include "archive/archivereader.h"
#include "archive/staging.h"
#include "pg/session.h"

#include <QCoreApplication>

#include <algorithm>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

QStringList namesOf(const Manifest &manifest)
{
    QStringList names;
    for (const FileColumn &column : manifest.columns)
        names << column.name;
    return names;
}

/// One of the files that are read.
struct OpenedFile {
    qsizetype index = 0;
    Manifest manifest;
    QString rowsPath;
    QStringList columns;
    qint64 after = 0; ///< number of the last row that is not wanted
};

/// Collects the rows that are wanted.
class Picker {
public:
    Picker(const BrowseRequest &request, BrowsedRows &result)
        : m_request(request)
        , m_result(result)
    {}

    bool isDone() const { return left() <= 0; }
    qint64 left() const { return m_request.limit - m_result.rows.size(); }
    void begin(const OpenedFile &file)
    {
        m_file = &file;
        m_column = file.columns.indexOf(m_request.column);
        m_targets.clear();
        for (const QString &column : file.columns)
            m_targets << m_result.columns.indexOf(column);
    }
    /// A row that is wanted if its column has the value.
    void offer(qint64 number, const TextRow &row)
    {
        if (number > m_file->after && !isDone() && matches(row))
            add(number, row);
    }
    void add(qint64 number, const TextRow &row)
    {
        BrowsedRow browsed{{m_file->index, number}, TextRow(m_result.columns.size())};
        for (qsizetype i = 0; i < std::min(row.size(), m_targets.size()); ++i)
            browsed.values[m_targets[i]] = row[i];
        m_result.rows << browsed;
    }

private:
    bool matches(const TextRow &row) const
    {
        return m_request.column.isEmpty() || (m_column < row.size() && row[m_column] == m_request.value);
    }

    const BrowseRequest &m_request;
    BrowsedRows &m_result;
    const OpenedFile *m_file = nullptr;
    qsizetype m_column = -1;
    QList<qsizetype> m_targets; ///< of the file's columns among those of the result
};

Result<> browseCsv(const OpenedFile &file, const CancelToken &cancel, Picker &picker)
{
    PARTERRE_ASSIGN(reader, ArchiveReader::open(file.rowsPath, file.manifest));
    CsvRecords records;
    qint64 number = 0;
    while (!picker.isDone()) {
        if (cancel.isCancelled())
            return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
        PARTERRE_ASSIGN(content, reader->next());
        if (content.isEmpty())
            break;
        for (const TextRow &row : records.take(content))
            picker.offer(number++, row); // number 0 is the heading, and after is at least that
    }
    return {};
}

Result<> browseOnServer(const OpenedFile &file, const BrowseRequest &request, Session &session, ProgressSink &sink,
                        Picker &picker)
{
    const Manifest &manifest = file.manifest;
    PARTERRE_TRY(loadStaging(session, manifest, file.rowsPath, sink));
    Params params;
    params << file.after;
    if (request.column.isEmpty())
        params << std::nullopt;
    else
        params << request.value;
    params << picker.left();
    const auto rows = session.exec(ArchiveFileSql(manifest).browse(request.column), params);
    dropStaging(session, manifest);
    if (!rows)
        return Failure(rows.error());
    for (qsizetype row = 0; row < rows->count(); ++row) {
        TextRow values;
        for (qsizetype column = 1; column < rows->columns().size(); ++column)
            values << (rows->isNull(row, column) ? std::nullopt : std::optional(rows->cell(row, column)));
        picker.add(rows->integer(row, "number"), values);
    }
    return {};
}

} // namespace

bool needsServer(const QList<Manifest> &manifests)
{
    return std::any_of(manifests.cbegin(), manifests.cend(),
                       [](const Manifest &manifest) { return manifest.contents == ArchiveFormat::Binary; });
}

QStringList columnsOf(const QList<Manifest> &manifests)
{
    QStringList columns;
    for (const Manifest &manifest : manifests)
        columns << namesOf(manifest);
    columns.removeDuplicates();
    return columns;
}

namespace {

/// Those from the place on; `result` gets the names and columns of all.
Result<QList<OpenedFile>> openFiles(const BrowseRequest &request, BrowsedRows &result)
{
    QList<OpenedFile> files;
    QList<Manifest> manifests;
    for (qsizetype i = 0; i < request.manifestPaths.size(); ++i) {
        const QString &path = request.manifestPaths[i];
        PARTERRE_ASSIGN(manifest, readManifest(path));
        result.files << manifest.fileName;
        manifests << manifest;
        if (i >= request.after.file)
            files << OpenedFile{i, manifest, rowsPathOf(path, manifest), namesOf(manifest),
                                i == request.after.file ? request.after.number : 0};
    }
    result.columns = columnsOf(manifests);
    return files;
}

} // namespace

Result<BrowsedRows> browseArchiveFiles(const BrowseRequest &request, Session *session, const CancelToken &cancel,
                                       ProgressSink &sink)
{
    BrowsedRows result;
    PARTERRE_ASSIGN(files, openFiles(request, result));
    if (!request.column.isEmpty() && !result.columns.contains(request.column))
        return failure(ErrorCode::NotFound, Text::tr("the file has no column %1").arg(quoteIdentifier(request.column)),
                       Text::tr("It has %1.").arg(quoteIdentifiers(result.columns).join(QStringLiteral(", "))));
    Progress progress;
    progress.step = Text::tr("Reading");
    progress.unit = Text::tr("files");
    progress.total = files.size();
    Picker picker(request, result);
    for (const OpenedFile &file : std::as_const(files)) {
        if (picker.isDone())
            break;
        sink.report(progress);
        ++progress.done;
        if (!request.column.isEmpty() && !file.columns.contains(request.column))
            continue; // nothing in it has that value
        picker.begin(file);
        if (file.manifest.contents == ArchiveFormat::Csv)
            PARTERRE_TRY(browseCsv(file, cancel, picker));
        else if (session)
            PARTERRE_TRY(browseOnServer(file, request, *session, sink, picker));
        else
            return failure(ErrorCode::Usage, Text::tr("a binary file can only be read by a server"));
    }
    return result;
}

} // namespace parterre
