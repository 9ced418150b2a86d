// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiver.h"

#include "archive/archiveplanner.h"
#include "archive/filemover.h"
#include "archive/leafmover.h"
#include "archive/rowmover.h"
#include "archive/savingsjournal.h"
#include "archive/savingsprobe.h"
#include "archive/serversettler.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Archiver)
};

Failure refused(const ArchivePlan &plan)
{
    QStringList reasons;
    for (const Finding &finding : plan.findings) {
        if (finding.severity == Finding::Severity::Blocks)
            reasons << QStringLiteral("%1: %2").arg(finding.object, finding.consequence);
    }
    return failure(ErrorCode::Refused, Text::tr("table %1 cannot be archived as it is").arg(plan.source.name.quoted()),
                   reasons.join(u'\n'), Text::tr("parterrectl archive plan says what to do about each."));
}

/// One run under way.
class Run {
public:
    Run(ArchiveRunner &runner, ArchivePlan plan)
        : m_runner(runner)
        , m_plan(std::move(plan))
        , m_rows(runner, m_plan)
        , m_files(runner, m_plan)
    {}

    Result<> go();
    QJsonObject details() const;
    ArchiveReport report;

private:
    Result<> makeArchive();
    Result<> readArchive();
    Result<> settleFiles();
    Result<> settle();
    Result<> work(const LeafTask &task);
    Result<> moveWhole(const LeafTask &task);
    Result<> moveRows(const LeafTask &task);
    Result<> followTablespace();
    Result<> prepare();
    void count(const RowMover::Moved &moved);
    Result<> coverRows(const ArchiveLeaf &leaf);
    Result<QList<KeyRange>> rangesFor(const ArchiveLeaf &leaf);

    ArchiveRunner &m_runner;
    ArchivePlan m_plan;
    RowMover m_rows;
    FileMover m_files;      ///< of a policy whose archive is files
    qint64 m_wholeRows = 0; ///< that moved with their partitions
    qint64 m_wholeBytes = 0;
};

Result<> Run::makeArchive()
{
    QList<Statement> statements;
    for (const SqlText &text : m_plan.sql().createArchive())
        statements << Statement{text};
    PARTERRE_TRY(m_runner.lockingTransaction(statements));
    return readArchive();
}

Result<> Run::readArchive()
{
    PARTERRE_ASSIGN(found, findArchiveTable(m_runner.session(), m_plan.policy.archive));
    if (!found)
        return failure(ErrorCode::Changed, Text::tr("the archive %1 is gone").arg(m_plan.policy.archive.quoted()));
    PARTERRE_ASSIGN(archive, readArchiveTable(m_runner.session(), found->oid));
    m_plan.archive = std::move(archive);
    return {};
}

void Run::count(const RowMover::Moved &moved)
{
    report.rows += moved.rows;
    report.bytes += moved.bytes;
    report.leftBehind += moved.leftBehind;
}

// What runs before this one began and did not see to its end.
Result<> Run::settleFiles()
{
    PARTERRE_TRY(m_files.open());
    if (m_plan.policy.isInFiles())
        PARTERRE_TRY(m_files.proveFolder());
    PARTERRE_ASSIGN(moved, m_files.settle());
    count(moved);
    report.remarks << moved.remarks;
    return {};
}

// The same on another server.
Result<> Run::settle()
{
    PARTERRE_ASSIGN(settled, ServerSettler(m_runner, m_plan).settle());
    report.rows += settled.rows;
    report.bytes += settled.bytes;
    report.remarks << settled.remarks;
    return {};
}

Result<> Run::moveWhole(const LeafTask &task)
{
    LeafMover mover(m_runner, m_plan.sql(), m_plan.source.oid, m_plan.archive->oid);
    const auto moved = mover.toArchive(task.leaf);
    if (!moved && moved.error().code == ErrorCode::LockNotAvailable) {
        report.remarks
            << Text::tr("%1: its lock was not to be had; the next run tries again.").arg(task.leaf.name.quoted());
        return {};
    }
    PARTERRE_TRY(moved);
    report.rows += moved->rows;
    report.bytes += moved->bytes;
    m_wholeRows += moved->rows;
    m_wholeBytes += moved->bytes;
    ++report.leaves;
    return {};
}

// The stretches of the archive's key that rows of this leaf need and no partition of the archive holds.
Result<QList<KeyRange>> Run::rangesFor(const ArchiveLeaf &leaf)
{
    const ArchiveSql built = m_plan.sql();
    PARTERRE_ASSIGN(extent,
                    m_runner.patiently({built.leafSql("archive/key_extent", leaf.name), Params() << m_plan.cutoff}));
    if (extent.isNull(0, "least"))
        return QList<KeyRange>(); // a range of its own would keep it from moving whole, later
    if (built.sharesBounds() && leaf.bound && !leaf.isDefault())
        return gapsIn(KeyRange::of(*leaf.bound), m_plan.archiveRanges(), built.keyCategory());
    const auto value = [&](const char *column, BoundValue::Kind otherwise) {
        return extent.isNull(0, column) ? BoundValue{otherwise, {}}
                                        : BoundValue{BoundValue::Kind::Value, extent.text(0, column)};
    };
    return rangesToMake(
        m_plan,
        {value("least", BoundValue::Kind::Minimum),
         value("greatest", BoundValue::Kind::Maximum),
         {value("from_month", BoundValue::Kind::Minimum), value("to_month", BoundValue::Kind::Maximum)}});
}

Result<> Run::coverRows(const ArchiveLeaf &leaf)
{
    if (!m_plan.sql().archiveIsPartitioned())
        return {};
    PARTERRE_ASSIGN(ranges, rangesFor(leaf));
    for (const KeyRange &range : ranges) {
        QList<Statement> statements;
        for (const SqlText &text : m_plan.sql().createLeaf(range))
            statements << Statement{text};
        PARTERRE_TRY(m_runner.lockingTransaction(statements));
    }
    return ranges.isEmpty() ? Result<>() : readArchive();
}

Result<> Run::moveRows(const LeafTask &task)
{
    PARTERRE_TRY(coverRows(task.leaf));
    if (!task.reason.isEmpty())
        report.remarks << Text::tr("%1 moves row by row: %2.").arg(task.leaf.name.quoted(), task.reason);
    PARTERRE_ASSIGN(moved, m_rows.move(task.leaf));
    count(moved);
    return {};
}

Result<> Run::work(const LeafTask &task)
{
    PARTERRE_TRY(m_runner.restBetweenBatches(m_plan.policy.settings));
    if (m_plan.policy.isInFiles()) {
        PARTERRE_ASSIGN(moved, m_files.move(task.leaf));
        count(moved);
        report.remarks << moved.remarks;
        return {};
    }
    return task.way == LeafTask::Way::Whole ? moveWhole(task) : moveRows(task);
}

// A partition that came whole lies where it did. Whoever reads it meanwhile ends the copy; it is tried again.
Result<> Run::followTablespace()
{
    const QString tablespace = m_plan.policy.settings.tablespace;
    if (tablespace.isEmpty() || m_plan.policy.isInFiles())
        return {};
    PARTERRE_ASSIGN(files,
                    m_runner.patiently({SqlText::load(QStringLiteral("archive/elsewhere")),
                                        Params() << m_plan.archive->oid << tablespace}));
    for (qsizetype i = 0; i < files.count(); ++i) {
        PARTERRE_TRY(m_runner.restBetweenBatches(m_plan.policy.settings));
        const QualifiedName name{files.text(i, "schema"), files.text(i, "name")};
        m_runner.note(Text::tr("%1 goes to tablespace %2.").arg(name.quoted(), tablespace));
        const auto moved = m_runner.patiently({m_plan.sql().setTablespace(files.text(i, "kind"), name)});
        if (!moved && moved.error().code != ErrorCode::LockNotAvailable)
            return Failure(moved.error());
        if (!moved)
            report.remarks << Text::tr("%1: others used it; the next run moves it to tablespace %2.")
                                  .arg(name.quoted(), tablespace);
    }
    return {};
}

Result<> Run::prepare()
{
    if (m_plan.policy.isInFiles())
        return {};
    if (!m_plan.archive)
        PARTERRE_TRY(makeArchive());
    if (m_plan.policy.isOnServer())
        return {};
    return LeafMover(m_runner, m_plan.sql(), m_plan.source.oid, m_plan.archive->oid).tidy();
}

Result<> Run::go()
{
    m_runner.expect(m_plan.rows());
    PARTERRE_TRY(settleFiles());
    PARTERRE_TRY(prepare());
    PARTERRE_TRY(settle());
    for (const LeafTask &task : std::as_const(m_plan.tasks))
        PARTERRE_TRY(work(task));
    PARTERRE_TRY(followTablespace());
    return filejournal::forgetReturned(m_runner.session(), m_plan.policy.id());
}

QJsonObject Run::details() const
{
    return {{QStringLiteral("leftBehind"), report.leftBehind},
            {QStringLiteral("remarks"), QJsonArray::fromStringList(report.remarks)},
            {kWholeRows, m_wholeRows},
            {kWholeBytes, m_wholeBytes}};
}

} // namespace

Result<ArchivePlan> Archiver::plan(const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(session, openArchiveSession(m_options, policy.table));
    return planArchive(*session, policy);
}

namespace {

// A policy is kept with the folder as it is now, so that the first run knows it as well. One that has a folder already
// keeps it: an empty mount point is not taken for it.
Result<> takeFolderOf(ArchivePolicy &policy)
{
    ArchiveSettings &settings = policy.settings;
    if (!policy.isInFiles())
        settings.folderId.clear();
    if (!policy.isInFiles() || !QDir(settings.folder).exists())
        return {};
    if (!settings.folderId.isEmpty())
        return proveFolder(settings.folder, settings.folderId, policy.id());
    PARTERRE_ASSIGN(id, takeFolder(settings.folder));
    settings.folderId = id;
    return {};
}

} // namespace

Result<ArchivePlan> Archiver::add(const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(session, openArchiveSession(m_options, policy.table));
    PARTERRE_ASSIGN(plan, planArchive(*session, policy));
    if (plan.isBlocked())
        return refused(plan);
    PARTERRE_TRY(takeFolderOf(plan.policy));
    PARTERRE_TRY(archivejournal::savePolicy(*session, plan.policy));
    return plan;
}

Result<ArchiveReport> Archiver::run(const ArchivePolicy &policy)
{
    QElapsedTimer timer;
    timer.start();
    PARTERRE_ASSIGN(runner, ArchiveRunner::open(m_options, policy.table));
    PARTERRE_TRY(runner->lock());
    auto planned = runner->wholly<ArchivePlan>([&] { return planArchive(runner->session(), policy); });
    if (planned && planned->isBlocked())
        planned = refused(*planned);
    if (!planned) { // whoever is to hear of runs that failed hears of this one
        if (runner->session().isOpen())
            PARTERRE_TRY(runner->begin(QStringLiteral("archive"), policy));
        PARTERRE_TRY(runner->end(Failure(planned.error())));
    }
    const ArchivePlan plan = *planned;
    PARTERRE_TRY(runner->begin(QStringLiteral("archive"), plan.policy, {{QStringLiteral("cutoff"), plan.cutoff}}));
    Result<> outcome = runner->guard(plan.policy);
    qint64 measuredMs = 0;
    if (outcome && runner->restBetweenBatches(plan.policy.settings)) // queries give way, too
        measuredMs = measure(*runner, plan.policy, SavingsMoment::Before);
    Run run(*runner, plan);
    if (outcome)
        outcome = run.go();
    if (outcome)
        measuredMs += measure(*runner, plan.policy, SavingsMoment::After);
    run.report.runId = runner->id();
    run.report.tookMs = timer.elapsed();
    QJsonObject details = run.details();
    details.insert(kMeasuredMs, measuredMs);
    PARTERRE_TRY(runner->end(std::move(outcome), details));
    return run.report;
}

// Figures for people: nothing fails without them. A cancel meanwhile is the run's to notice. Returns how long it took.
qint64 Archiver::measure(ArchiveRunner &runner, const ArchivePolicy &policy, SavingsMoment moment) const
{
    QElapsedTimer timer;
    timer.start();
    const auto look = [&]() -> Result<SavingsFigures> {
        if (!policy.settings.queries.isEmpty())
            return measureSavings(m_options, policy, {policy.settings.queries, {}});
        PARTERRE_ASSIGN(sizes, runner.exec(sizesStatement(runner.table().oid, policy.archive)));
        SavingsFigures figures = sizesOf(sizes);
        if (policy.isInFiles()) {
            PARTERRE_ASSIGN(files, filejournal::sums(runner.session(), policy.id()));
            figures.files = files.bytes;
        }
        return figures;
    };
    const auto figures = look();
    const auto saved = figures ? runner.exec(savingsjournal::saveStatement(policy.id(), runner.id(), moment, *figures))
                               : Result<Rows>(Failure(figures.error()));
    if (!saved && !saved.error().isCancelled() && !runner.gaveWay(saved.error()))
        runner.note(Text::tr("What the run saves was not measured: %1.").arg(saved.error().message));
    return timer.elapsed();
}

Result<QualifiedName> Archiver::makeView(const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(session, openArchiveSession(m_options, policy.table));
    PARTERRE_ASSIGN(plan, planArchive(*session, policy));
    if (plan.policy.isInFiles())
        return failure(ErrorCode::Refused, Text::tr("the archive of %1 is files").arg(plan.source.name.quoted()),
                       Text::tr("A view reads tables."), Text::tr("parterrectl archive-file browse reads a file."));
    if (!plan.archive)
        return failure(ErrorCode::Refused, Text::tr("there is no archive of %1 yet").arg(plan.source.name.quoted()), {},
                       Text::tr("parterrectl archive run makes it."));
    if (plan.source.keys.isEmpty() || !plan.source.column(plan.policy.ageColumn) || plan.isBlocked())
        return refused(plan);
    if (plan.serverMajor < 15 && plan.source.rowSecurity)
        return failure(ErrorCode::Refused,
                       Text::tr("a view would go round the row security of %1").arg(plan.source.name.quoted()),
                       Text::tr("Before PostgreSQL 15 a view reads with the rights of its owner."));
    const ArchiveSql sql = plan.sql();
    const QualifiedName view = unionView(plan.source.name);
    PARTERRE_ASSIGN(there, session->exec(sql.sql("archive/view_state")));
    if (!there.isEmpty() && there.text(0, "remark") != sql.viewComment())
        return failure(ErrorCode::Refused, Text::tr("%1 exists and is not Parterre's").arg(view.quoted()), {},
                       Text::tr("Rename it, or write a view of your own over table and archive."));
    QList<SqlText> texts{sql.sql("archive/create_view")};
    if (there.isEmpty())
        texts << sql.sql("archive/comment_view", {{QStringLiteral("comment"), quoteLiteral(sql.viewComment())}})
              << sql.revokeDefaults(view);
    QList<Statement> statements{{SqlText::load(QStringLiteral("transaction/begin"))}};
    for (const SqlText &text : std::as_const(texts))
        statements << Statement{text};
    PARTERRE_TRY(session->execAll(statements << Statement{SqlText::load(QStringLiteral("transaction/commit"))}));
    return view;
}

} // namespace parterre
