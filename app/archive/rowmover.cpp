// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/rowmover.h"

#include "archive/archiverunner.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace parterre {

namespace {

constexpr qint64 kLeastPages = 8;
constexpr qint64 kMostPages = 1 << 20;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RowMover)
};

QString tid(qint64 page)
{
    return u'(' % QString::number(page) % u",0)";
}

} // namespace

Error RowMover::explained(Error error) const
{
    if (error.sqlState == u"23505")
        error.hint = Text::tr("%1 holds another row of the same key. Nothing of this batch was moved. Compare the two "
                              "rows and remove one of them, then run the policy again.")
                         .arg(m_plan.policy.archive.quoted());
    return error;
}

void RowMover::adapt()
{
    const qint64 wanted = m_width * m_plan.policy.settings.batchTargetMs / std::max<qint64>(1, m_tookMs);
    m_width = std::clamp(wanted, std::max(kLeastPages, m_width / 2), std::min(kMostPages, m_width * 2));
}

Result<MovedBatch> RowMover::send(const ArchiveLeaf &leaf, const Pages &pages)
{
    const Params range = Params() << tid(pages.first) << tid(pages.end) << m_plan.cutoff;
    if (m_plan.policy.isOnServer())
        return m_server.move(leaf.name, range);
    return m_runner
        .exec({m_plan.sql().leafSql("archive/move_rows", leaf.name),
               m_runner.fence() << tid(pages.first) << tid(pages.end) << m_plan.cutoff})
        .map([](const Rows &rows) { return MovedBatch::of(rows); });
}

// Rows that stayed although they are old.
Result<qint64> RowMover::moveBatch(const ArchiveLeaf &leaf, const Pages &pages, Moved &moved)
{
    QElapsedTimer timer;
    timer.start();
    const auto batch = send(leaf, pages);
    if (!batch)
        return Failure(explained(batch.error()));
    m_tookMs = timer.elapsed();
    adapt();
    moved.rows += batch->rows;
    moved.bytes += batch->bytes;
    m_runner.report(batch->rows, batch->bytes, leaf.name.quoted());
    return batch->leftBehind;
}

// The pages in which old rows stayed.
Result<QList<RowMover::Pages>> RowMover::pass(const ArchiveLeaf &leaf, const QList<Pages> &wanted, Moved &moved)
{
    QList<Pages> left;
    moved.leftBehind = 0;
    for (const Pages &range : wanted) {
        for (qint64 at = range.first; at < range.end;) {
            const Pages batch{at, std::min(range.end, at + m_width)};
            const auto stayed = moveBatch(leaf, batch, moved);
            if (!stayed && m_runner.gaveWay(stayed.error())) {
                m_width = std::max(kLeastPages, m_width / 2);
                PARTERRE_TRY(m_runner.rest(250));
                continue;
            }
            PARTERRE_TRY(stayed);
            if (*stayed > 0)
                left << batch;
            moved.leftBehind += *stayed;
            at = batch.end;
            PARTERRE_TRY(m_runner.restBetweenBatches(m_plan.policy.settings, m_tookMs));
        }
    }
    return left;
}

Result<RowMover::Moved> RowMover::move(const ArchiveLeaf &leaf)
{
    Moved moved;
    PARTERRE_ASSIGN(left, pass(leaf, {{0, leaf.pages}}, moved));
    if (!left.isEmpty())
        PARTERRE_TRY(pass(leaf, left, moved));
    return moved;
}

} // namespace parterre
