// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"

namespace parterre {

class Session;

/// What around table and archive stands against a policy, and what has to be known of it: rights, an open migration,
/// other policies, publications, the folder of files. Reads only. Errors: the server's.
Result<QList<Finding>> judgeSurroundings(Session &session, const ArchivePlan &plan);

/// What has to be known of the tasks of a plan; without a look at the server.
QList<Finding> judgeTasks(const ArchivePlan &plan);

} // namespace parterre
