// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/copystep.h"

#include "migration/pacer.h"
#include "migration/ratemeter.h"

#include <QCoreApplication>

#include <algorithm>
#include <deque>
#include <map>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CopyStep)
};

struct PageRange {
    qint64 first = 0;
    qint64 end = 0;
    qint64 pages() const { return end - first; }
};

QString tid(qint64 page)
{
    return u'(' % QString::number(page) % u",0)";
}

// What is not copied yet: the measured pages without the batches of the journal.
std::deque<PageRange> remaining(const Rows &batches, qint64 pages)
{
    std::deque<PageRange> ranges;
    qint64 position = 0;
    for (qsizetype i = 0; i < batches.count(); ++i) {
        if (batches.integer(i, "first_page") > position)
            ranges.push_back({position, batches.integer(i, "first_page")});
        position = std::max(position, batches.integer(i, "end_page"));
    }
    if (position < pages)
        ranges.push_back({position, pages});
    return ranges;
}

// One copy under way: shares out page ranges so that each batch takes about the plan's time.
class Copy {
public:
    Copy(Runner &runner, std::deque<PageRange> ranges, qint64 rowsDone)
        : m_runner(runner)
        , m_ranges(std::move(ranges))
        , m_rows(rowsDone)
        , m_pacer(runner, PacedWork::Copy)
    {
        for (const PageRange &range : m_ranges)
            m_left += range.pages();
    }

    Result<> run();

private:
    struct Batch {
        PageRange range;
        QElapsedTimer timer;
        bool recording = false;
        qint64 rows = 0;
    };
    void startBatch(Session &session);
    Result<> advance(Session &session);
    Result<> giveBack(Session &session, const Error &error);
    Result<> drain();
    void adapt(const Batch &batch);
    void report();

    Runner &m_runner;
    std::deque<PageRange> m_ranges;
    std::map<Session *, Batch> m_batches;
    qint64 m_left = 0;
    qint64 m_rows = 0;
    qint64 m_batchPages = 512;
    QElapsedTimer m_restUntil;
    Pacer m_pacer;
    RateMeter m_meter;
};

void Copy::startBatch(Session &session)
{
    PageRange &source = m_ranges.front();
    const PageRange range{source.first, std::min(source.end, source.first + m_batchPages)};
    source.first = range.end;
    if (source.pages() == 0)
        m_ranges.pop_front();
    Batch &batch = m_batches[&session];
    batch = {range, {}, false, 0};
    batch.timer.start();
    m_pacer.began(&session);
    QList<Statement> statements =
        m_runner.fenced({{m_runner.sql().sql("migration/copy_batch"), Params() << tid(range.first) << tid(range.end)}});
    statements.removeLast(); // the COMMIT follows with the progress
    session.start(statements);
}

Result<> Copy::advance(Session &session)
{
    Batch &batch = m_batches[&session];
    auto results = session.collect();
    if (!results) {
        session.rollback();
        return giveBack(session, results.error());
    }
    if (batch.recording) {
        m_left -= batch.range.pages();
        m_rows += batch.rows;
        adapt(batch);
        m_pacer.ended(&session);
        m_batches.erase(&session);
        report();
        return {};
    }
    batch.rows = results->last().affected;
    batch.recording = true;
    const MigrationSql &sql = m_runner.sql();
    session.start({{sql.sql("migration/record_batch"),
                    Params() << m_runner.plan().id << batch.range.first << batch.range.end << batch.rows},
                   {sql.sql("migration/same_filenode"), Params() << m_runner.entry().filenode},
                   {sql.sql("migration/same_columns")},
                   {sql.sql("transaction/commit")}});
    return {};
}

// A batch that was cancelled because somebody waited for its lock, or lost against one, is put back and tried later.
Result<> Copy::giveBack(Session &session, const Error &error)
{
    const PageRange range = m_batches[&session].range;
    m_batches.erase(&session);
    const bool yielded = m_runner.yielded(&session);
    if (!m_runner.cancel().isCancelled() && (yielded || error.code == ErrorCode::LockNotAvailable)) {
        m_ranges.push_front(range);
        m_batchPages = std::max<qint64>(64, m_batchPages / 2);
        m_restUntil.start();
        if (yielded)
            m_runner.note(Text::tr("Somebody waited for the table; the batch was given up and will be copied again."));
        return {};
    }
    return Failure(error);
}

void Copy::adapt(const Batch &batch)
{
    const qint64 took = std::max<qint64>(1, batch.timer.elapsed());
    const qint64 target = m_runner.plan().limits.batchTargetMs;
    const qint64 wanted = batch.range.pages() * target / took;
    m_batchPages = std::clamp(wanted, std::max<qint64>(64, m_batchPages / 2), m_batchPages * 2);
}

void Copy::report()
{
    const qint64 total = m_runner.entry().pages;
    Progress p;
    p.step = QStringLiteral("Copy");
    p.unit = Text::tr("rows");
    p.done = m_rows;
    p.total = std::max(m_runner.plan().rows, m_rows);
    p.bytesTotal = total * 8192;
    p.bytesDone = (total - m_left) * 8192;
    m_meter.add(p.done, total - m_left, total);
    p.rate = m_meter.rate();
    p.remainingMs = m_meter.remainingMs();
    m_runner.progress(p);
}

// After an error: stop what the other sessions still do, so that the caller finds them idle.
Result<> Copy::drain()
{
    for (auto &[session, batch] : m_batches)
        session->cancelQuery();
    for (auto &[session, batch] : m_batches) {
        while (session->isBusy())
            waitAny({session}, 100);
        if (session->isDone())
            (void)session->collect();
        session->rollback();
    }
    m_batches.clear();
    return {};
}

Result<> Copy::run()
{
    PARTERRE_ASSIGN(workers, m_runner.workers());
    m_runner.setWork(PacedWork::Copy);
    report();
    while (m_left > 0) {
        const bool resting = m_restUntil.isValid() && m_restUntil.elapsed() < 500;
        for (Session *session : workers) {
            if (!session->isBusy() && !session->isDone() && !m_ranges.empty() && !resting && m_pacer.mayBegin(session)
                && !m_runner.cancel().isCancelled())
                startBatch(*session);
        }
        waitAny(workers, 50);
        for (Session *session : workers) {
            if (!session->isDone())
                continue;
            if (auto done = advance(*session); !done) {
                (void)drain();
                return done;
            }
        }
        if (auto going = m_runner.checkCancelled(); !going) {
            (void)drain();
            return going;
        }
    }
    return {};
}

} // namespace

QString MeasureStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Measure"));
}

QString MeasureStep::purpose() const
{
    return Text::tr("Write down how many pages are to be copied and which file holds them.");
}

QString MeasureStep::blocks() const
{
    return Text::tr("Nobody.");
}

QString MeasureStep::undo() const
{
    return Text::tr("Rollback drops the triggers and the copy.");
}

QList<PlannedStatement> MeasureStep::describe(const MigrationSql &sql) const
{
    return {{sql.sql("migration/lock_access_share"), {}},
            {sql.sql("journal/forget_batches"), {}},
            {sql.sql("migration/measure"), {}}};
}

Result<> MeasureStep::run(Runner &runner) const
{
    PARTERRE_TRY(runner.lockingTransaction({{runner.sql().sql("migration/lock_access_share")},
                                            {runner.sql().sql("journal/forget_batches"), Params() << runner.plan().id},
                                            {runner.sql().sql("migration/measure"), Params() << runner.plan().id}}));
    return runner.reread();
}

QString CopyStep::name() const
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Copy"));
}

QString CopyStep::purpose() const
{
    return Text::tr("Copy the table by ranges of pages into the partitions, which have no indexes yet.");
}

QString CopyStep::blocks() const
{
    return Text::tr("Nobody; a batch gives way to whoever waits for a lock on the table.");
}

QString CopyStep::undo() const
{
    return Text::tr("Rollback drops the triggers and the copy; the table was never touched.");
}

QList<PlannedStatement> CopyStep::describe(const MigrationSql &sql) const
{
    const QString each = Text::tr("once a batch of pages");
    return {{sql.sql("journal/batches"), {}},
            {sql.sql("migration/copy_batch"), each},
            {sql.sql("migration/record_batch"), each},
            {sql.sql("migration/same_filenode"), each},
            {sql.sql("migration/same_columns"), each}};
}

Result<> CopyStep::run(Runner &runner) const
{
    PARTERRE_ASSIGN(batches, runner.main().exec(runner.sql().sql("journal/batches"), Params() << runner.plan().id));
    qint64 rows = 0;
    for (qsizetype i = 0; i < batches.count(); ++i)
        rows += batches.integer(i, "rows");
    Copy copy(runner, remaining(batches, runner.entry().pages), rows);
    PARTERRE_TRY(copy.run());
    return runner.changeState(MigrationState::Repairing);
}

} // namespace parterre
