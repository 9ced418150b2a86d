// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"

namespace parterre {

/// The options of `archive add` that are not their defaults in a policy that a plan has completed, or were others in
/// `was`, as a shell takes them: "--keep-days 800", "--schedule 'daily 02:00'". `was` never kept: there was none.
/// `partitionKey`: the table's, empty where it has none; the default of --column.
QStringList toldOptions(const ArchivePolicy &policy, const ArchivePolicy &was, const QString &partitionKey);

} // namespace parterre
