// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivetable.h"
#include "domain/finding.h"

#include <optional>

namespace parterre {

struct ArchivePolicy;

/// What stands against archiving rows of `source`, and what has to be known of it; without a look at the server.
QList<Finding> judgeSource(const ArchiveTable &source, const ArchivePolicy &policy);
/// Why rows of `source` would not fit into `archive` as they are, column by column; empty when they do.
QList<Finding> judgeArchive(const ArchiveTable &source, const ArchiveTable &archive);

} // namespace parterre
