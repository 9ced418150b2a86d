// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sizedata.h"

#include <algorithm>

namespace parterre {

namespace {

QList<qsizetype> membersBySize(const ChartSubject &subject)
{
    QList<qsizetype> members = subject.members();
    std::stable_sort(members.begin(), members.end(), [&subject](qsizetype a, qsizetype b) {
        return subject.node(a).total.totalBytes().value > subject.node(b).total.totalBytes().value;
    });
    return members;
}

SizeBar merged(const ChartSubject &subject, const QList<qsizetype> &members)
{
    SizeBar bar;
    bar.relations = members.size();
    bar.label = Charts::tr("%Ln others", nullptr, static_cast<int>(members.size()));
    for (const qsizetype member : members)
        bar.figures += subject.node(member).total;
    return bar;
}

} // namespace

QList<SizeBar> sizeBars(const ChartSubject &subject, qsizetype limit)
{
    const QList<qsizetype> members = membersBySize(subject);
    // One alone is no "others": its own name takes no more room.
    const qsizetype single = members.size() <= limit + 1 ? members.size() : limit;
    QList<SizeBar> bars;
    for (const qsizetype member : members.first(single))
        bars << SizeBar{subject.node(member).oid, subject.label(member), 1, subject.node(member).total};
    if (single < members.size())
        bars << merged(subject, members.sliced(single));
    return bars;
}

} // namespace parterre
