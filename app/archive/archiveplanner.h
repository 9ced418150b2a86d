// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"

namespace parterre {

class Session;

/// Look at the table and its archive as they are now, and say what a run of the policy would do. `session` works as the
/// table's owner; nothing is changed. What stands against it is a finding, not an error. Errors: NotFound.
Result<ArchivePlan> planArchive(Session &session, const ArchivePolicy &policy);

/// Where keys of rows lie: the least and greatest value, and the months around them where the key has such.
struct KeyExtent {
    BoundValue least;
    BoundValue greatest;
    KeyRange months; ///< from MINVALUE or to MAXVALUE where there are none
};

/// What lies between the partitions of the archive, of the table too where they share bounds, and holds values of
/// `extent`: what the archive must be given before rows of no range of the table's own can go there. No wider than the
/// months, because a partition without an end would keep every later one of the table out of the archive.
QList<KeyRange> rangesToMake(const ArchivePlan &plan, const KeyExtent &extent);

} // namespace parterre
