// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/partitiontree.h"

#include <QByteArray>

namespace parterre {

/// An arranged forest as a JSON array of its roots in their order, each with "children". Every relation has oid (a
/// number), schema, name, kind ("table", "partitioned", "foreign"), bound and partitionKey (null where there is none
/// or it is unread), isDefault, detachPending, unread, lock (null or an object), leaves, and "own" and "total" with
/// rows, deadRows, heapBytes, indexBytes, toastBytes, each {"value", "approximate", "atLeast"}.
QByteArray inspectJson(const PartitionForest &forest);

} // namespace parterre
