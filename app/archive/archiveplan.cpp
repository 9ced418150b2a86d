// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiveplan.h"

#include <algorithm>
#include <numeric>

namespace parterre {

QString toText(LeafTask::Way way)
{
    return way == LeafTask::Way::Whole ? QStringLiteral("whole") : QStringLiteral("rows");
}

bool ArchivePlan::isBlocked() const
{
    return std::any_of(findings.cbegin(), findings.cend(),
                       [](const Finding &f) { return f.severity == Finding::Severity::Blocks; });
}

qint64 ArchivePlan::rows() const
{
    return std::accumulate(tasks.cbegin(), tasks.cend(), qint64{0},
                           [](qint64 sum, const LeafTask &task) { return sum + task.rows; });
}

qint64 ArchivePlan::bytes() const
{
    return std::accumulate(tasks.cbegin(), tasks.cend(), qint64{0},
                           [](qint64 sum, const LeafTask &task) { return sum + task.bytes; });
}

QList<KeyRange> ArchivePlan::archiveRanges() const
{
    QList<KeyRange> ranges;
    for (const ArchivePartition &partition : archive ? archive->partitions : QList<ArchivePartition>()) {
        const auto bound = partition.bound();
        if (bound && bound->kind != PartitionBound::Kind::Default)
            ranges << KeyRange::of(*bound);
    }
    return ranges;
}

QualifiedName ArchivePlan::leafOrTable(qint64 oid) const
{
    const auto leaf = std::find_if(source.leaves.cbegin(), source.leaves.cend(),
                                   [oid](const ArchiveLeaf &one) { return one.oid == oid; });
    return leaf != source.leaves.cend() ? leaf->name : source.name;
}

std::optional<qint64> ArchivePlan::expectedMs() const
{
    if (rowsPerSecond <= 0)
        return {};
    qint64 moving = 0;
    for (const LeafTask &task : tasks)
        moving += task.way == LeafTask::Way::Rows ? task.rows : 0;
    return static_cast<qint64>(static_cast<double>(moving) * 1000 / rowsPerSecond);
}

} // namespace parterre
