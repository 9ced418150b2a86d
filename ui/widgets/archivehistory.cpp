// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/archivehistory.h"

#include "base/units.h"
#include "ui/archivetext.h"
#include "ui/charts/archivesizescanvas.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/tableview.h"

#include <QItemSelectionModel>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

TableModel::Row rowOf(const ArchiveRun &run)
{
    const bool over = !run.endedAt.isEmpty();
    const auto duration = static_cast<qint64>(run.seconds * 1000);
    return {run.id,
            {{momentText(run.startedAt), run.startedAt},
             {kindText(run)},
             {run.table.quoted()},
             {stateText(run), {}, {}, -1, run.state == u"failed"},
             {over || run.state == u"running" ? formatDuration(duration) : QString(), duration},
             {formatCount(run.rows), run.rows},
             {formatBytes(run.bytes), run.bytes},
             {run.rows > 0 ? formatCount(qRound64(run.rowsPerSecond())) : QString(), run.rowsPerSecond()},
             {QString(run.lastError).replace(u'\n', u' '), {}, run.lastError}}};
}

} // namespace

ArchiveHistory::ArchiveHistory(QWidget *parent)
    : QWidget(parent)
{
    m_model = new TableModel({{tr("Start")},
                              {tr("What")},
                              {tr("Table")},
                              {tr("State")},
                              {tr("Duration"), true},
                              {tr("Rows"), true},
                              {tr("Size"), true},
                              {tr("Rows/s"), true},
                              {tr("Error")}},
                             this);
    m_view = makeTableView(m_model, u"archiveRuns"_s, tr("Runs"), {150, 190, 170, 150, 80, 80, 80, 80});
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ArchiveHistory::selectionChanged);
    m_sizes = new ArchiveSizesCanvas;
    m_sizes->setObjectName(u"archiveSizes"_s);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_view);
    splitter->addWidget(m_sizes);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);
}

void ArchiveHistory::show(const QList<ArchiveRun> &runs, const QString &policy)
{
    m_runs = runs;
    QList<TableModel::Row> rows;
    for (const ArchiveRun &run : runs) {
        if (policy.isEmpty() || run.policy == policy)
            rows << rowOf(run);
    }
    m_model->setRows(rows);
    m_sizes->setPoints(policy.isEmpty() ? QList<SizePoint>() : sizePoints(runs, policy));
    Q_EMIT selectionChanged();
}

const ArchiveRun *ArchiveHistory::selected() const
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        return nullptr;
    const QString id = m_model->key(index.row());
    const auto found =
        std::find_if(m_runs.cbegin(), m_runs.cend(), [&](const ArchiveRun &run) { return run.id == id; });
    return found == m_runs.cend() ? nullptr : &*found;
}

} // namespace parterre
