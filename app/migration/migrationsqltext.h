// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/migrationsql.h"

// What the parts of MigrationSql share.
namespace parterre::text {

inline const QString kCaptureTrigger = QStringLiteral("zz_parterre_capture");
inline const QString kTruncateTrigger = QStringLiteral("zz_parterre_truncate");
inline const QString kReverseTrigger = QStringLiteral("zz_parterre_reverse");
inline const QString kReverseTruncateTrigger = QStringLiteral("zz_parterre_reverse_truncate");

inline QString tag(const char *text)
{
    return QString::fromLatin1(text);
}

inline QStringList prefixed(const QStringList &names, const QString &prefix)
{
    QStringList result;
    for (const QString &name : names)
        result << prefix + name;
    return result;
}

} // namespace parterre::text
