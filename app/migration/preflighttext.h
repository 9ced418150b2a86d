// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/preflight.h"

#include <QCoreApplication>

// What the parts of the preflight share.
namespace parterre::preflight {

using Severity = Finding::Severity;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

inline Finding finding(Severity severity, const char *code, const QString &object, const QString &consequence,
                       const QString &hint = {})
{
    return {severity, QLatin1String(code), object, consequence, hint};
}

inline bool holdsColumn(const IndexDefinition &index, const QString &column)
{
    return index.keyColumns.contains(column);
}

} // namespace parterre::preflight
