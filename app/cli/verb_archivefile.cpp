// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefolder.h"
#include "archive/fileaudit.h"
#include "archive/filebrowse.h"
#include "archive/filedelete.h"
#include "archive/filedrop.h"
#include "archive/fileexport.h"
#include "archive/fileimport.h"
#include "base/units.h"
#include "cli/action.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/texttable.h"
#include "cli/verb.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

Result<QualifiedName> tableNamed(const QString &text)
{
    PARTERRE_ASSIGN(table, QualifiedName::parse(text));
    if (table.schema.isEmpty())
        table.schema = u"public"_s;
    return table;
}

/// What the option names; nothing where it is not given.
Result<QualifiedName> tableOption(const Invocation &invocation, const char *option)
{
    return invocation.has(option) ? tableNamed(invocation.value(option)) : QualifiedName();
}

QString manifestOf(const Invocation &invocation)
{
    return manifestPathOf(invocation.operand(1));
}

bool isFolder(const Invocation &invocation)
{
    return QFileInfo(invocation.operand(1)).isDir();
}

Result<QList<FolderEntry>> filesOfFolder(const Invocation &invocation)
{
    PARTERRE_ASSIGN(entries, listArchiveFiles(invocation.operand(1)));
    if (entries.isEmpty())
        return failure(ErrorCode::NotFound, Cli::tr("%1 has no archive file").arg(invocation.operand(1)));
    return entries;
}

Result<std::unique_ptr<Session>> connect(Invocation &invocation, bool readOnly = false)
{
    PARTERRE_TRY(invocation.completeProfile());
    return invocation.connect(readOnly);
}

void print(const Invocation &invocation, const QJsonObject &object)
{
    invocation.out << QJsonDocument(object).toJson();
}

ExitCode showStatements(const Invocation &invocation, const QList<SqlText> &statements)
{
    if (invocation.json) {
        QJsonArray list;
        for (const SqlText &sql : statements)
            list << QJsonObject{{u"id"_s, sql.id}, {u"statement"_s, sql.text}, {u"locks"_s, toText(sql.locks)}};
        print(invocation, {{u"statements"_s, list}});
        return ExitCode::Done;
    }
    for (const SqlText &sql : statements) {
        if (!sql.locks.isEmpty())
            invocation.out << "-- " << Cli::tr("Locks: %1").arg(toText(sql.locks)) << '\n';
        invocation.out << sql.text << ";\n\n";
    }
    return ExitCode::Done;
}

// ---------------------------------------------------------------- export, verify

Result<ExportRequest> exportRequest(const Invocation &invocation)
{
    if (!invocation.has("to"))
        return failure(ErrorCode::Usage, Cli::tr("into which folder? --to is missing"));
    ExportRequest request;
    PARTERRE_ASSIGN(table, tableNamed(invocation.operand(1)));
    request.table = table;
    request.folder = invocation.value("to");
    request.name = invocation.value("name");
    request.where = invocation.value("where");
    request.ageColumn = invocation.value("age-column");
    if (invocation.has("format"))
        fromText(invocation.value("format"), &request.format);
    request.proveOnServer = !invocation.has("no-server-proof");
    return request;
}

void report(const Invocation &invocation, const QString &manifestPath, const Manifest &manifest)
{
    if (invocation.json) {
        return print(invocation, {{u"manifestPath"_s, manifestPath}, {u"manifest"_s, JsonWriter::toJson(manifest)}});
    }
    invocation.out << Cli::tr("%1 rows of %2 are in %3: %4, %5 uncompressed.")
                          .arg(formatCount(manifest.rows.rows), manifest.table.quoted(),
                               rowsPathOf(manifestPath, manifest), formatBytes(manifest.file.bytes),
                               formatBytes(manifest.content.bytes))
                   << '\n';
}

Result<ExitCode> exportTable(Invocation &invocation)
{
    PARTERRE_ASSIGN(request, exportRequest(invocation));
    PARTERRE_ASSIGN(session, connect(invocation, invocation.has("show")));
    if (invocation.has("show")) {
        PARTERRE_ASSIGN(statements, describeExport(*session, request));
        return showStatements(invocation, statements);
    }
    PARTERRE_ASSIGN(manifest, exportRows(*session, request, invocation.progress));
    PARTERRE_ASSIGN(name, archiveName(request));
    report(invocation, ArchivePaths::in(request.folder, name, request.format).manifest, manifest);
    return ExitCode::Done;
}

QStringList pathsOf(const QList<FolderEntry> &entries)
{
    QStringList paths;
    for (const FolderEntry &entry : entries)
        paths << entry.manifestPath;
    return paths;
}

QString wholeText(const VerifiedFile &file)
{
    return Cli::tr("%1 is what its manifest says: %2 rows of %3.")
        .arg(file.rowsPath, formatCount(file.manifest.rows.rows), file.manifest.table.quoted());
}

/// Each file of the folder by itself, whatever the others are.
Result<ExitCode> verifyFolder(Invocation &invocation)
{
    PARTERRE_ASSIGN(entries, filesOfFolder(invocation));
    std::unique_ptr<Session> session;
    if (invocation.has("server")) {
        PARTERRE_ASSIGN(opened, connect(invocation));
        session = std::move(opened);
    }
    PARTERRE_ASSIGN(verified, verifyFiles(pathsOf(entries), session.get(), invocation.cancel, invocation.progress));
    QJsonArray list;
    qsizetype wrong = 0;
    for (const auto &[path, file] : std::as_const(verified)) {
        wrong += file ? 0 : 1;
        list << QJsonObject{{u"manifest"_s, path},
                            {u"whole"_s, file.has_value()},
                            {u"rows"_s, file ? file->manifest.rows.rows : 0},
                            {u"error"_s, file ? QString() : file.error().toText()}};
        if (!invocation.json)
            invocation.out << (file ? wholeText(*file) : Cli::tr("WRONG: %1: %2").arg(path, file.error().toText()))
                           << '\n';
    }
    if (invocation.json)
        print(invocation, {{u"files"_s, list}});
    else
        invocation.out << Cli::tr("%1 files were read, %2 of them are not as they were written.")
                              .arg(formatCount(entries.size()), formatCount(wrong))
                       << '\n';
    return wrong > 0 ? ExitCode::Findings : ExitCode::Done;
}

Result<ExitCode> verifyFile(Invocation &invocation)
{
    if (isFolder(invocation))
        return verifyFolder(invocation);
    PARTERRE_ASSIGN(file, verifyArchiveFile(manifestOf(invocation), invocation.cancel));
    bool sums = false;
    if (invocation.has("server")) {
        PARTERRE_ASSIGN(session, connect(invocation));
        PARTERRE_ASSIGN(compared, verifyOnServer(*session, file, invocation.progress));
        sums = compared;
    }
    if (invocation.json) {
        print(invocation,
              {{u"file"_s, file.rowsPath},
               {u"rows"_s, file.manifest.rows.rows},
               {u"readByServer"_s, invocation.has("server")},
               {u"sumsCompared"_s, sums}});
        return ExitCode::Done;
    }
    invocation.out << wholeText(file) << '\n';
    if (sums)
        invocation.out << Cli::tr("The server read the same rows from it.") << '\n';
    else if (invocation.has("server"))
        invocation.out << Cli::tr("The server read as many rows from it; their sums cannot be compared on this major.")
                       << '\n';
    return ExitCode::Done;
}

// ---------------------------------------------------------------- import, delete, drop

QJsonArray toJson(const QList<PresentRow> &rows)
{
    QJsonArray list;
    for (const PresentRow &row : rows)
        list << QJsonObject{{u"key"_s, row.key}, {u"equal"_s, row.equal}};
    return list;
}

void printRows(QTextStream &out, const QList<PresentRow> &rows, qint64 all)
{
    for (const PresentRow &row : rows)
        out << "  " << row.key << "  " << (row.equal ? Cli::tr("the same") : Cli::tr("differs")) << '\n';
    if (const qint64 more = all - rows.size(); more > 0)
        out << "  " << Cli::tr("and %1 more").arg(formatCount(more)) << '\n';
}

ExitCode report(const Invocation &invocation, const ImportReport &report)
{
    const ExitCode code = report.present.different > 0 ? ExitCode::Findings : ExitCode::Done;
    if (invocation.json) {
        print(invocation,
              {{u"table"_s, report.table.quoted()},
               {u"inserted"_s, report.inserted},
               {u"presentEqual"_s, report.present.equal},
               {u"presentDifferent"_s, report.present.different},
               {u"present"_s, toJson(report.listed)},
               {u"sumsCompared"_s, report.sumsCompared}});
        return code;
    }
    const qint64 present = report.present.equal + report.present.different;
    invocation.out << Cli::tr("%1 rows are in %2 again.").arg(formatCount(report.inserted), report.table.quoted())
                   << '\n';
    if (present > 0)
        invocation.out << Cli::tr("%1 were there already and stay as they are, %2 of them differ from the file:")
                              .arg(formatCount(present), formatCount(report.present.different))
                       << '\n';
    printRows(invocation.out, report.listed, present);
    return code;
}

ExitCode report(const Invocation &invocation, const DeleteReport &report)
{
    const ExitCode code = report.changed + report.kept > 0 ? ExitCode::Findings : ExitCode::Done;
    if (invocation.json) {
        print(invocation,
              {{u"table"_s, report.table.quoted()},
               {u"deleted"_s, report.deleted},
               {u"absent"_s, report.absent},
               {u"changed"_s, report.changed},
               {u"kept"_s, report.kept},
               {u"stay"_s, toJson(report.listed)},
               {u"sumsCompared"_s, report.sumsCompared}});
        return code;
    }
    invocation.out << Cli::tr("%1 rows were deleted from %2; %3 were not there any more.")
                          .arg(formatCount(report.deleted), report.table.quoted(), formatCount(report.absent))
                   << '\n';
    if (report.changed + report.kept > 0)
        invocation.out << Cli::tr("%1 stay because they were changed since, %2 because others hold them:")
                              .arg(formatCount(report.changed), formatCount(report.kept))
                       << '\n';
    printRows(invocation.out, report.listed, report.changed + report.kept);
    return code;
}

Result<> requireYesOrShow(const Invocation &invocation)
{
    return requireYes(invocation, Cli::tr("This changes rows of the database. --show prints its statements."));
}

Result<ExitCode> importFile(Invocation &invocation)
{
    PARTERRE_ASSIGN(into, tableOption(invocation, "into"));
    const ImportRequest request{manifestOf(invocation), into, invocation.value("where")};
    if (invocation.has("show")) {
        PARTERRE_ASSIGN(session, connect(invocation, true));
        PARTERRE_ASSIGN(statements, describeImport(*session, request));
        return showStatements(invocation, statements);
    }
    PARTERRE_TRY(requireYesOrShow(invocation));
    PARTERRE_ASSIGN(session, connect(invocation));
    PARTERRE_ASSIGN(imported, importRows(*session, request, invocation.progress));
    return report(invocation, imported);
}

Result<ExitCode> deleteRows(Invocation &invocation)
{
    PARTERRE_ASSIGN(table, tableOption(invocation, "table"));
    if (invocation.has("show")) {
        PARTERRE_ASSIGN(session, connect(invocation, true));
        PARTERRE_ASSIGN(statements, describeDelete(*session, manifestOf(invocation), table));
        return showStatements(invocation, statements);
    }
    PARTERRE_TRY(requireYesOrShow(invocation));
    PARTERRE_ASSIGN(session, connect(invocation));
    PARTERRE_ASSIGN(deleted, deleteExported(*session, manifestOf(invocation), table, invocation.progress));
    return report(invocation, deleted);
}

Result<ExitCode> dropTable(Invocation &invocation)
{
    if (!invocation.has("table"))
        return failure(ErrorCode::Usage, Cli::tr("which table is to be dropped? --table is missing"));
    PARTERRE_ASSIGN(table, tableOption(invocation, "table"));
    if (invocation.has("show")) {
        PARTERRE_ASSIGN(session, connect(invocation, true));
        PARTERRE_ASSIGN(statements, describeDrop(*session, manifestOf(invocation), table));
        return showStatements(invocation, statements);
    }
    PARTERRE_TRY(requireYesOrShow(invocation));
    PARTERRE_ASSIGN(session, connect(invocation));
    PARTERRE_TRY(dropExportedTable(*session, manifestOf(invocation), table, invocation.progress));
    if (invocation.json)
        print(invocation, {{u"dropped"_s, table.quoted()}});
    else
        invocation.out << Cli::tr("%1 had the rows of the file and is dropped.").arg(table.quoted()) << '\n';
    return ExitCode::Done;
}

// ---------------------------------------------------------------- browse

/// The file, or all of the folder.
Result<QStringList> browsedFiles(const Invocation &invocation)
{
    if (!isFolder(invocation))
        return QStringList{manifestOf(invocation)};
    if (invocation.has("after"))
        return failure(ErrorCode::Usage, Cli::tr("--after counts the rows of one file"), {},
                       Cli::tr("Name the file, or raise --limit."));
    PARTERRE_ASSIGN(entries, filesOfFolder(invocation));
    return pathsOf(entries);
}

Result<BrowseRequest> browseRequest(const Invocation &invocation)
{
    BrowseRequest request;
    PARTERRE_ASSIGN(paths, browsedFiles(invocation));
    request.manifestPaths = paths;
    request.after.number = invocation.number("after", 0);
    request.limit = invocation.number("limit", request.limit);
    if (!invocation.has("where"))
        return request;
    const QString condition = invocation.value("where");
    const qsizetype equals = condition.indexOf(u'=');
    if (equals < 1)
        return failure(ErrorCode::Usage, Cli::tr("--where of browse is COLUMN=VALUE, not \"%1\"").arg(condition));
    request.column = condition.left(equals).trimmed();
    request.value = condition.mid(equals + 1).trimmed();
    const QString &value = request.value;
    if (value.size() > 1 && value.startsWith(u'\'') && value.endsWith(u'\'')) // as SQL has it
        request.value = value.mid(1, value.size() - 2).replace(u"''"_s, u"'"_s);
    return request;
}

QJsonArray toJson(const BrowsedRows &browsed)
{
    QJsonArray list;
    for (const BrowsedRow &row : browsed.rows) {
        QJsonObject values;
        for (qsizetype i = 0; i < std::min(row.values.size(), browsed.columns.size()); ++i)
            values.insert(browsed.columns[i], row.values[i] ? QJsonValue(*row.values[i]) : QJsonValue());
        list << QJsonObject{
            {u"file"_s, browsed.files[row.place.file]}, {u"number"_s, row.place.number}, {u"values"_s, values}};
    }
    return list;
}

/// A row of a file may hold anything: what would break the table's lines is shown as an escape.
QString cellText(const std::optional<QString> &value)
{
    if (!value)
        return Cli::tr("NULL");
    return QString(*value).replace(u'\\', u"\\\\"_s).replace(u'\n', u"\\n"_s).replace(u'\t', u"\\t"_s);
}

void print(QTextStream &out, const BrowsedRows &browsed)
{
    TextTable table;
    const bool several = browsed.files.size() > 1;
    if (several)
        table.addColumn(Cli::tr("file"));
    table.addColumn(Cli::tr("row"), TextTable::Align::Right);
    for (const QString &column : browsed.columns)
        table.addColumn(column);
    for (const BrowsedRow &row : browsed.rows) {
        QStringList cells{QString::number(row.place.number)};
        if (several)
            cells.prepend(browsed.files[row.place.file]);
        for (const auto &value : row.values)
            cells << cellText(value);
        table.addRow(cells);
    }
    table.print(out);
}

Result<ExitCode> browseFile(Invocation &invocation)
{
    PARTERRE_ASSIGN(request, browseRequest(invocation));
    QList<Manifest> manifests;
    for (const QString &path : std::as_const(request.manifestPaths)) {
        PARTERRE_ASSIGN(manifest, readManifest(path));
        manifests << manifest;
    }
    std::unique_ptr<Session> session;
    if (needsServer(manifests)) {
        PARTERRE_ASSIGN(opened, connect(invocation));
        session = std::move(opened);
    }
    PARTERRE_ASSIGN(browsed, browseArchiveFiles(request, session.get(), invocation.cancel, invocation.progress));
    if (invocation.json)
        print(invocation, {{u"rows"_s, toJson(browsed)}});
    else
        print(invocation.out, browsed);
    if (!invocation.json && browsed.rows.size() == request.limit)
        invocation.out << (browsed.files.size() > 1
                               ? Cli::tr("There may be more: raise --limit.")
                               : Cli::tr("There may be more:  --after %1").arg(browsed.rows.last().place.number))
                       << '\n';
    return ExitCode::Done;
}

// ---------------------------------------------------------------- the verb

const QList<Action> &actions()
{
    static const QList<Action> all{
        {u"export"_s,
         &exportTable,
         {u"to"_s, u"name"_s, u"where"_s, u"age-column"_s, u"format"_s, u"no-server-proof"_s, u"show"_s}},
        {u"verify"_s, &verifyFile, {u"server"_s}},
        {u"import"_s, &importFile, {u"into"_s, u"where"_s, u"yes"_s, u"show"_s}},
        {u"delete"_s, &deleteRows, {u"table"_s, u"yes"_s, u"show"_s}},
        {u"drop"_s, &dropTable, {u"table"_s, u"yes"_s, u"show"_s}},
        {u"browse"_s, &browseFile, {u"where"_s, u"limit"_s, u"after"_s}},
    };
    return all;
}

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_ASSIGN(action, chosenAction(actions(), u"archive-file"_s, invocation));
    return action.run(invocation);
}

QList<Option> options()
{
    return {{.name = u"to"_s,
             .value = u"FOLDER"_s,
             .help = Cli::tr("export: where the files are made"),
             .kind = ValueKind::File},
            {.name = u"name"_s,
             .value = u"NAME"_s,
             .help = Cli::tr("export: of the files, without an ending (default: the table's)")},
            {.name = u"where"_s,
             .value = u"CONDITION"_s,
             .help = Cli::tr("export, import: SQL condition on the rows; browse: COLUMN=VALUE")},
            {.name = u"age-column"_s,
             .value = u"COLUMN"_s,
             .help = Cli::tr("export: whose least and greatest value is noted (default: the partition key)")},
            {.name = u"format"_s,
             .value = u"FORMAT"_s,
             .help = Cli::tr("export: csv (default) or binary"),
             .kind = ValueKind::Choice,
             .choices = {u"csv"_s, u"binary"_s}},
            {.name = u"no-server-proof"_s,
             .help = Cli::tr("export: do not let the server read the file back into a temporary table")},
            {.name = u"server"_s, .help = Cli::tr("verify: let the server read the file as well")},
            {.name = u"into"_s,
             .value = u"TABLE"_s,
             .help = Cli::tr("import: into another table than the one that was exported")},
            {.name = u"table"_s,
             .value = u"TABLE"_s,
             .help = Cli::tr("drop: the table; delete: another table than the one that was exported")},
            {.name = u"limit"_s,
             .value = u"N"_s,
             .help = Cli::tr("browse: at most so many rows (default: 100)"),
             .kind = ValueKind::Number,
             .least = 1},
            {.name = u"after"_s,
             .value = u"N"_s,
             .help = Cli::tr("browse: rows behind the one of this number, of one file"),
             .kind = ValueKind::Number},
            yesOption(),
            {.name = u"show"_s, .help = Cli::tr("print the statements; nothing is written")},
            {.name = u"json"_s, .help = Cli::tr("print the result as one JSON object")}};
}

} // namespace

Verb archiveFileVerb()
{
    return {
        .name = u"archive-file"_s,
        .summary = Cli::tr("move rows into compressed files with a manifest, prove them, and bring them back"),
        .description = Cli::tr(
            "export writes the rows of a table into NAME.csv.zst (or NAME.bin.zst) and NAME.manifest.json, reads the "
            "file back from the disk, lets the server load it into a temporary table and compares; only then both get "
            "their names. Nothing is ever overwritten, and no row leaves the table.\n"
            "verify says what of a file is not as its manifest says, without a server; with --server the server reads "
            "it too. browse shows rows of it, or those whose COLUMN has the VALUE. Of a folder, both take all of its files; "
            "what rows a policy's files stand for, and which are live again, only archive find knows.\n"
            "import puts the rows back in one transaction, or those of --where. Rows whose key is in the table stay as they are there and "
            "are listed; exit code 1 where some of them differ.\n"
            "delete deletes the rows of the file from the table, each only where the whole of it is still what the "
            "file has, in batches; what stays is listed, with exit code 1; run it again for the rest. drop drops a "
            "table that has exactly the rows of the file: a detached leaf.\n"
            "FILE is the manifest, the file of rows beside it, or both without their endings. A file that a policy has "
            "written goes back by archive restore: its books know which of the rows are wanted.\n"),
        .operands = {{.name = u"export|verify|import|delete|drop|browse"_s,
                      .kind = ValueKind::Choice,
                      .choices = namesOf(actions())},
                     {.name = u"TABLE|FILE|FOLDER"_s, .kind = ValueKind::File}},
        .options = options(),
        .connects = false,
        .run = run};
}

} // namespace parterre
