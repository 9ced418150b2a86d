// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/progress.h"

#include "base/units.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Progress)
};

QString counted(const Progress &p)
{
    if (p.unit.isEmpty())
        return {};
    return p.total > 0 ? Text::tr("%1 of %2 %3").arg(formatCount(p.done), formatCount(p.total), p.unit)
                       : Text::tr("%1 %2").arg(formatCount(p.done), p.unit);
}

QString bytes(const Progress &p)
{
    if (p.bytesTotal > 0)
        return Text::tr("%1 of %2").arg(formatBytes(p.bytesDone), formatBytes(p.bytesTotal));
    return p.bytesDone > 0 ? formatBytes(p.bytesDone) : QString();
}

} // namespace

QStringList progressFigures(const Progress &p)
{
    QStringList parts{counted(p), bytes(p)};
    if (p.rate > 0 && !p.unit.isEmpty())
        parts << Text::tr("%1 %2/s").arg(formatCount(qRound64(p.rate)), p.unit);
    if (p.remainingMs.value_or(0) > 0)
        parts << Text::tr("about %1 left").arg(formatDuration(*p.remainingMs));
    parts << p.message << p.pace;
    parts.removeAll(QString());
    return parts;
}

} // namespace parterre
