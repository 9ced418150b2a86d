// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"

namespace parterre {

class Session;

/// Look at the table and its archive as they are now, and say what a run of the policy would do. `session` works as the
/// table's owner; nothing is changed. What stands against it is a finding, not an error. Errors: NotFound.
Result<ArchivePlan> planArchive(Session &session, const ArchivePolicy &policy);

/// What lies between the partitions of the archive, of the table too where they share bounds, and holds values from
/// `least` to `greatest`: what the archive must be given before rows of no range of the table's own can go there.
QList<KeyRange> rangesToMake(const ArchivePlan &plan, const QString &least, const QString &greatest);

} // namespace parterre
