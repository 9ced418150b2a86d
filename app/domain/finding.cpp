// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/finding.h"

#include <array>

namespace parterre {

namespace {
constexpr std::array kSeverities{"blocks", "decides", "carried", "informs"};
}

QString toText(Finding::Severity severity)
{
    return QLatin1String(kSeverities[static_cast<std::size_t>(severity)]);
}

bool fromText(const QString &text, Finding::Severity *severity)
{
    for (std::size_t i = 0; i < kSeverities.size(); ++i) {
        if (text == QLatin1String(kSeverities[i])) {
            *severity = static_cast<Finding::Severity>(i);
            return true;
        }
    }
    return false;
}

} // namespace parterre
