// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace parterre {

/// A lock mode of pg_locks as LOCK TABLE writes it: "ShareUpdateExclusiveLock" is "SHARE UPDATE EXCLUSIVE".
QString lockModeName(const QString &mode);

} // namespace parterre
