// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace parterre {

/// `base` + `suffix` within PostgreSQL's 63 bytes. A base that is too long is cut on a character boundary and gets a
/// short hash of the whole name, so that two long names with an equal beginning never meet; the suffix stays whole.
QString fitName(const QString &base, const QString &suffix);

} // namespace parterre
