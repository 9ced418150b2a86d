// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filemover.h"

#include "archive/archiverunner.h"
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

Failure refused(const QString &message, const QString &detail, const QString &hint)
{
    return failure(ErrorCode::Refused, message, detail, hint);
}

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
    const QDir folder(m_settings.folder);
    if (!folder.exists())
        return refused(Text::tr("there is no folder %1 on this machine").arg(m_settings.folder), {},
                       Text::tr("Run the policy where its files are to go. Parterre makes no folder: it might be where "
                                "a disk is to be mounted."));
    QFile mark(folder.filePath(kFolderMark));
    if (mark.exists())
        return {};
    const auto earlier = std::find_if(m_booked.crbegin(), m_booked.crend(),
                                      [&](const BookedFile &file) { return file.folder == m_settings.folder; });
    if (earlier != m_booked.crend())
        return refused(
            Text::tr("%1 is not the folder that earlier files went to").arg(m_settings.folder),
            Text::tr("%1 was written from machine %2, and there is no %3 now: perhaps a disk is not mounted.")
                .arg(earlier->name, earlier->host, kFolderMark),
            Text::tr("If it is the right one, make an empty file of that name in it."));
    const QByteArray says = Text::tr("Archive files of Parterre. Without this file the folder is not known.").toUtf8();
    if (!mark.open(QIODevice::NewOnly) || mark.write(says + '\n') < 0 || !mark.flush())
        return refused(Text::tr("%1 cannot be written").arg(mark.fileName()), mark.errorString(), {});
    return {};
}

// ---------------------------------------------------------------- what earlier runs have begun

Result<> FileMover::settleFile(BookedFile file, Moved &moved)
{
    const bool here = QFile::exists(file.manifestPath());
    if (!here && file.host != QSysInfo::machineHostName())
        return refused(Text::tr("file %1 of run %2 is on machine %3").arg(file.name, file.runId, file.host),
                       Text::tr("That run was ended before it was finished with it."),
                       Text::tr("Run the policy there, or make folder %1 reachable here.").arg(file.folder));
    if (!here && file.isWriting())
        return filejournal::forget(m_runner.session(), file);
    PARTERRE_ASSIGN(manifest, readManifest(file.manifestPath()));
    PARTERRE_TRY(proveSame(file, manifest));
    if (file.isWriting())
        PARTERRE_TRY(filejournal::prove(m_runner.session(), file, manifest));
    m_runner.note(Text::tr("Going on with file %1 of run %2.").arg(file.name, file.runId));
    return takeOut(file, manifest, moved);
}

Result<FileMover::Moved> FileMover::settle()
{
    Moved moved;
    for (const BookedFile &file : std::as_const(m_booked)) {
        if (!file.isDone())
            PARTERRE_TRY(settleFile(file, moved));
    }
    m_booked.removeIf([](const BookedFile &file) { return file.isWriting(); });
    return moved;
}

// A partition may be gone since, or be another table's: then its rows are wherever the table has them.
QualifiedName FileMover::tableOf(const BookedFile &file) const
{
    const QList<ArchiveLeaf> &leaves = m_plan.source.leaves;
    const bool here =
        std::any_of(leaves.cbegin(), leaves.cend(), [&](const ArchiveLeaf &leaf) { return leaf.name == file.leaf; });
    return here ? file.leaf : m_plan.source.name;
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
    const ArchivePaths paths = ArchivePaths::in(m_settings.folder, name, m_settings.format);
    const bool booked = std::any_of(m_booked.cbegin(), m_booked.cend(), [&](const BookedFile &file) {
        return file.folder == m_settings.folder && file.name == name;
    });
    return booked || QFile::exists(paths.manifest) || (QFile::exists(paths.rows) && !QFile::exists(paths.rowsPart));
}

QString FileMover::freeName(const QString &wanted) const
{
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = wanted % u'-' % QString::number(number);
    return name;
}

Result<Manifest> FileMover::write(const BookedFile &file, const QString &where)
{
    const ExportRequest request = requestFor(m_plan, file.leaf, file.name, where);
    return m_runner.wholly<Manifest>(
        [&] { return m_runner.givingWay([&] { return exportRows(m_runner.session(), request, m_runner.sink()); }); });
}

Result<> FileMover::takeOut(const BookedFile &file, const Manifest &manifest, Moved &moved)
{
    const double rowBytes =
        static_cast<double>(manifest.content.bytes) / static_cast<double>(std::max<qint64>(1, manifest.rows.rows));
    DeleteHooks hooks;
    hooks.counted = [&](qint64 rows) -> Result<> {
        const auto bytes = static_cast<qint64>(rowBytes * static_cast<double>(rows));
        PARTERRE_TRY(
            m_runner.session().exec(m_plan.sql().sql("archive/count_moved"), m_runner.fence() << rows << bytes << 0));
        return filejournal::countLeft(m_runner.session(), file, rows);
    };
    hooks.deleted = [&](qint64 rows) {
        const auto bytes = static_cast<qint64>(rowBytes * static_cast<double>(rows));
        moved.rows += rows;
        moved.bytes += bytes;
        m_runner.report(rows, bytes, file.name);
        return m_runner.restBetweenBatches(m_settings);
    };
    PARTERRE_ASSIGN(report,
                    deleteExported(m_runner.session(), file.manifestPath(), tableOf(file), m_runner.sink(), hooks));
    const qint64 stayed = report.changed + report.kept;
    moved.leftBehind += stayed;
    PARTERRE_ASSIGN(gone, filejournal::end(m_runner.session(), file, stayed));
    if (gone > 0)
        moved.remarks << Text::tr("%1: %2 of its rows were deleted by somebody else before they could leave; a restore "
                                  "would bring them back.")
                             .arg(file.name, QString::number(gone));
    return {};
}

Result<> FileMover::moveMonth(const ArchiveLeaf &leaf, const Month &month, Moved &moved)
{
    BookedFile file;
    file.runId = m_runner.id();
    file.leaf = leaf.name;
    file.host = QSysInfo::machineHostName();
    file.folder = m_settings.folder;
    file.name = freeName(QString(leaf.name.schema % u'.' % leaf.name.name % u'.' % month.name).replace(u'/', u'_'));
    PARTERRE_TRY(filejournal::begin(m_runner.session(), m_plan.policy, file));
    const auto manifest = write(file, conditionOf(m_plan.sql(), month.from, month.to));
    if (!manifest) {
        if (m_runner.session().isOpen())
            (void)filejournal::forget(m_runner.session(), file); // else the next run does
        return Failure(manifest.error());
    }
    m_booked << file;
    PARTERRE_TRY(filejournal::prove(m_runner.session(), file, *manifest));
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
    for (const SqlText &text : describeDelete(draft.sql()))
        list << ArchiveStatement{text, Text::tr("once a file, or once a batch of its rows")};
    return list;
}

} // namespace parterre
