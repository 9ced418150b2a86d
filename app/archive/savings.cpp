// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/savings.h"

namespace parterre {

using namespace Qt::StringLiterals;

std::optional<double> MeasuredDump::estimateMs(qint64 ofBytes) const
{
    if (ofBytes == 0)
        return 0;
    if (bytes <= 0)
        return std::nullopt;
    return ms * static_cast<double>(ofBytes) / static_cast<double>(bytes);
}

QString toText(SavingsMoment moment)
{
    return moment == SavingsMoment::Before ? u"before"_s : u"after"_s;
}

bool fromText(const QString &text, SavingsMoment *moment)
{
    *moment = text == u"after" ? SavingsMoment::After : SavingsMoment::Before;
    return text == toText(*moment);
}

} // namespace parterre
