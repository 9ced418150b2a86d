// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"
#include "pg/sqltext.h"

namespace parterre {

class Session;

/// What lets pg_cron run a policy, in order: a procedure of schema parterre, and its schedule. For whoever may change
/// the jobs of pg_cron to run; nothing is sent. It suffices where a run is nothing but batches of rows of one table.
/// Errors: Refused (a partitioned table, whose partitions move whole and whose archive gets new ones; no archive yet; a
/// finding of the plan; hours or a pause, which nothing would keep).
Result<QList<SqlText>> cronScript(Session &session, const ArchivePolicy &policy);

} // namespace parterre
