// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/partitiontree.h"

namespace parterre {

/// What people read of relations, the same in the window and on the command line.

QString bytesText(const Amount &amount);  ///< "1.3 GB", "≈ 1.3 GB", "≥ 1.3 GB", "?"
QString countText(const Amount &amount);  ///< "1,234"; rows are estimates everywhere, so no ≈
QString lockText(const LockHolder &lock); ///< "locked ACCESS EXCLUSIVE by PID 431 (pg_dump) for 2 min"
/// Pending detach, lock, foreign table; empty where there is nothing to say.
QString stateText(const PartitionNode &node);
/// The bound without FOR VALUES, and what the node is itself partitioned by.
QString boundText(const PartitionNode &node);

} // namespace parterre
