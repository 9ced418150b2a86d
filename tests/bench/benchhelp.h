// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/enginehelp.h"
#include "support/must.h"

#include <QCoreApplication>
#include <QTextStream>

#include <algorithm>
#include <cmath>

namespace parterre::test {

inline QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// "--name value" of the command line, or the default.
inline qint64 option(const char *name, qint64 fallback)
{
    const QStringList arguments = QCoreApplication::arguments();
    const qsizetype at = arguments.indexOf(QLatin1String(name));
    return at < 0 || at + 1 >= arguments.size() ? fallback : arguments[at + 1].toLongLong();
}

/// The smallest value that `share` of the values do not exceed.
template<class T>
T percentile(QList<T> values, double share)
{
    if (values.isEmpty())
        return {};
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<qsizetype>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<qsizetype>(rank - 1, 0, values.size() - 1)];
}

inline Plan planOrStop(const QString &conninfo, const PlanRequest &request)
{
    PlanResult result = must(planFor(conninfo, request));
    if (!result.plan) {
        for (const Finding &finding : result.findings)
            out() << toText(finding.severity) << ": " << finding.object << ": " << finding.consequence << Qt::endl;
        qFatal("the plan is blocked");
    }
    return *result.plan;
}

} // namespace parterre::test
