// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace parterre {

/// The fields of a record as PostgreSQL writes it, `(1,"a ""b""",,"")`; nothing is SQL's NULL. An empty list where the
/// text is no record. Source: rowtypes.c, record_out.
QList<std::optional<QString>> splitRecord(const QString &record);

} // namespace parterre
