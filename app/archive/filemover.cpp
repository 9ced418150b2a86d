// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filemover.h"

#include "archive/archivejournal.h"
#include "archive/archiverunner.h"
#include "archive/archivewriter.h"
#include "archive/filedelete.h"
#include "archive/fileexport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSysInfo>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FileMover)
};

QString conditionOf(const ArchiveSql &sql, const QString &from, const QString &to)
{
    const QString age = quoteIdentifier(sql.policy().ageColumn);
    return age % u" >= " % quoteLiteral(from) % u" AND " % age % u" < " % quoteLiteral(to);
}

ExportRequest requestFor(const ArchivePlan &plan, const QualifiedName &leaf, const QString &name, const QString &where)
{
    ExportRequest request;
    request.table = leaf;
    request.folder = plan.policy.settings.folder;
    request.name = name;
    request.where = where;
    request.ageColumn = plan.policy.ageColumn;
    request.format = plan.policy.settings.format;
    return request;
}

} // namespace

FileMover::FileMover(ArchiveRunner &runner, const ArchivePlan &plan)
    : m_runner(runner)
    , m_plan(plan)
    , m_settings(plan.policy.settings)
{}

Result<> FileMover::open()
{
    PARTERRE_ASSIGN(files, filejournal::files(m_runner.session(), m_plan.policy.id()));
    m_booked = files;
    return {};
}

Result<> FileMover::proveFolder()
{
    QString expected = m_settings.folderId;
    const auto earlier = std::find_if(m_booked.crbegin(), m_booked.crend(),
                                      [&](const BookedFile &file) { return file.folder == m_settings.folder; });
    if (expected.isEmpty() && earlier != m_booked.crend())
        expected = earlier->folderId;
    if (expected.isEmpty() || !QDir(m_settings.folder).exists()) {
        PARTERRE_ASSIGN(taken, takeFolder(m_settings.folder));
        expected = taken;
        PARTERRE_TRY(archivejournal::saveFolder(m_runner.session(), m_plan.policy, expected));
    }
    m_folderId = expected;
    return proveMark();
}

// Again and again: a disk may go away at any time.
Result<> FileMover::proveMark() const
{
    return parterre::proveFolder(m_settings.folder, m_folderId, m_plan.policy.id());
}

// ---------------------------------------------------------------- what earlier runs have begun

// Another database, or somebody by hand, may have given a file that name.
Result<bool> FileMover::isOurs(const BookedFile &file, const Manifest &manifest)
{
    PARTERRE_ASSIGN(table, readArchivedTable(m_runner.session(), m_plan.source.name));
    return manifest.systemIdentifier == table.systemIdentifier && manifest.database == table.database
        && manifest.table == file.leaf && manifest.where == file.condition;
}

Result<> FileMover::settleWhole(BookedFile file, const Manifest &manifest, Moved &moved)
{
    Session &session = m_runner.session();
    if (file.isWriting()) {
        PARTERRE_ASSIGN(ours, isOurs(file, manifest));
        if (!ours)
            return filejournal::forget(session, file);
        (void)removeLeftovers(ArchivePaths::in(file.folder, file.name, manifest.contents)); // its other names
        PARTERRE_TRY(filejournal::prove(session, file, manifest));
        file.sha256 = manifest.file.sha256;
    }
    m_runner.note(Text::tr("Going on with file %1 of run %2.").arg(file.name, file.runId));
    const auto taken = takeOut(file, manifest, moved);
    if (taken || taken.error().isCancelled() || taken.error().connectionLost)
        return taken;
    const ErrorCode code = taken.error().code;
    if (code != ErrorCode::Refused && code != ErrorCode::NotFound && code != ErrorCode::Changed
        && code != ErrorCode::Mismatch)
        return taken;
    moved.remarks << Text::tr("File %1 is left as it is: %2. What had not left for it stays in the table.")
                         .arg(file.name, taken.error().message);
    return code == ErrorCode::Mismatch ? Result<>() : filejournal::end(session, file);
}

Result<> FileMover::settleFile(const BookedFile &file, Moved &moved)
{
    if (folderId(file.folder) != file.folderId) {
        moved.remarks << Text::tr("File %1 of run %2 is not reachable: it was begun in %3 by machine %4.")
                             .arg(file.name, file.runId, file.folder, file.host);
        return {};
    }
    if (!QFile::exists(file.manifestPath()) && file.isWriting())
        return filejournal::forget(m_runner.session(), file);
    const auto manifest = readManifest(file.manifestPath());
    if (manifest)
        return settleWhole(file, *manifest, moved);
    moved.remarks << Text::tr("File %1 of run %2 is lost or damaged, with %3 rows: %4")
                         .arg(file.name, file.runId, QString::number(file.held), manifest.error().message);
    return {};
}

Result<FileMover::Moved> FileMover::settle()
{
    Moved moved;
    for (const BookedFile &file : std::as_const(m_booked)) {
        if (!file.isDone())
            PARTERRE_TRY(settleFile(file, moved));
    }
    return moved;
}

// ---------------------------------------------------------------- files of this run

Result<QList<FileMover::Month>> FileMover::months(const ArchiveLeaf &leaf)
{
    PARTERRE_ASSIGN(
        rows, m_runner.patiently({m_plan.sql().leafSql("archive/old_months", leaf.name), Params() << m_plan.cutoff}));
    QList<Month> list;
    for (qsizetype i = 0; i < rows.count(); ++i)
        list << Month{rows.text(i, "month"), rows.text(i, "from_age"), rows.text(i, "to_age")};
    return list;
}

// A file of rows without its manifest and without its other name is none of an export that was killed.
bool FileMover::isTaken(const QString &name) const
{
    const auto exists = [](const QString &path) { return QFile::exists(path) || QFileInfo(path).isSymLink(); };
    const ArchivePaths paths = ArchivePaths::in(m_settings.folder, name, m_settings.format);
    const bool booked = std::any_of(m_booked.cbegin(), m_booked.cend(), [&](const BookedFile &file) {
        return file.name == name && !file.isWriting(); // in whatever folder: people name files of a policy by it
    });
    return booked || exists(paths.manifest) || (exists(paths.rows) && !exists(paths.rowsPart));
}

QString FileMover::freeName(const QString &wanted) const
{
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = wanted % u'-' % QString::number(number);
    return name;
}

Result<Manifest> FileMover::write(const BookedFile &file)
{
    const ExportRequest request = requestFor(m_plan, file.leaf, file.name, file.condition);
    return m_runner.wholly<Manifest>(
        [&] { return m_runner.givingWay([&] { return exportRows(m_runner.session(), request, m_runner.sink()); }); });
}

Result<> FileMover::takeOut(const BookedFile &file, const Manifest &manifest, Moved &moved)
{
    BookedDeletion deletion{{file.id, file.sha256}, file.condition, file.looked, {}, {}, {}};
    deletion.counted = [&](qint64 rows, qint64 looked) -> Result<> {
        PARTERRE_TRY(m_runner.session().exec(m_plan.sql().sql("archive/count_moved"),
                                             m_runner.fence() << rows << manifest.contentOf(rows) << 0));
        return filejournal::countLeft(m_runner.session(), file.id, rows, looked);
    };
    deletion.deleted = [&](qint64 rows) {
        moved.rows += rows;
        moved.bytes += manifest.contentOf(rows);
        m_runner.report(rows, manifest.contentOf(rows), file.name);
        return m_runner.restBetweenBatches(m_settings);
    };
    PARTERRE_ASSIGN(report,
                    deleteBooked(m_runner.session(), file.manifestPath(), m_plan.leafOrTable(file.leafOid), deletion,
                                 m_runner.sink()));
    moved.leftBehind += report.changed + report.kept;
    if (report.deleted == 0 && report.kept > 0)
        moved.remarks
            << Text::tr("No row has left for file %1: others held them, or a trigger keeps them.").arg(file.name);
    return filejournal::end(m_runner.session(), file);
}

BookedFile FileMover::bookingOf(const ArchiveLeaf &leaf, const Month &month) const
{
    QString base = leaf.name.schema % u'.' % leaf.name.name % u'.' % month.name;
    base.replace(u'/', u'_');
    if (base.startsWith(u'.'))
        base[0] = u'_';
    BookedFile file;
    file.runId = m_runner.id();
    file.leafOid = leaf.oid;
    file.leaf = leaf.name;
    file.ageColumn = m_plan.policy.ageColumn;
    file.condition = conditionOf(m_plan.sql(), month.from, month.to);
    file.host = QSysInfo::machineHostName();
    file.folder = m_settings.folder;
    file.folderId = m_folderId;
    file.name = freeName(base);
    return file;
}

Result<> FileMover::moveMonth(const ArchiveLeaf &leaf, const Month &month, Moved &moved)
{
    BookedFile file = bookingOf(leaf, month);
    PARTERRE_TRY(proveMark());
    PARTERRE_TRY(filejournal::begin(m_runner.session(), m_plan.policy, file));
    const auto manifest = write(file);
    if (!manifest) {
        (void)m_runner.afterAll({filejournal::forgetStatement(file)}); // else the next run does
        return Failure(manifest.error());
    }
    PARTERRE_TRY(proveMark());
    PARTERRE_TRY(filejournal::prove(m_runner.session(), file, *manifest));
    file.sha256 = manifest->file.sha256;
    file.state = u"proved"_s;
    m_booked << file;
    m_runner.note(Text::tr("%1 holds %2 rows; they leave %3 now.")
                      .arg(file.name, QString::number(manifest->rows.rows), leaf.name.quoted()));
    return takeOut(file, *manifest, moved);
}

Result<FileMover::Moved> FileMover::move(const ArchiveLeaf &leaf)
{
    Moved moved;
    PARTERRE_ASSIGN(wanted, months(leaf));
    for (const Month &month : std::as_const(wanted)) {
        PARTERRE_TRY(m_runner.restBetweenBatches(m_settings));
        PARTERRE_TRY(moveMonth(leaf, month, moved));
    }
    return moved;
}

Result<QList<ArchiveStatement>> FileMover::describe(Session &session, const ArchivePlan &plan,
                                                    const QualifiedName &leaf)
{
    const ArchiveSql sql = plan.sql();
    const ExportRequest request = requestFor(plan, leaf, {}, conditionOf(sql, u"-infinity"_s, plan.cutoff));
    QList<ArchiveStatement> list{{sql.leafSql("archive/old_months", leaf), Text::tr("$1 is %1").arg(plan.cutoff)}};
    PARTERRE_ASSIGN(exported, describeExport(session, request));
    for (const SqlText &text : std::as_const(exported))
        list << ArchiveStatement{text, Text::tr("once a month of age, with its first and last day in the condition")};
    PARTERRE_ASSIGN(draft, draftExport(session, request));
    for (const SqlText &text : describeBookedDelete(draft.sql(), request.where))
        list << ArchiveStatement{text, Text::tr("once a file, or once a batch of its rows")};
    return list;
}

} // namespace parterre
