// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"
#include "archive/savings.h"
#include "base/error.h"

namespace parterre {

class Session;
struct Statement;

/// The books of what was measured, in schema parterre. Functions of a session that works as the table's owner, or as
/// the owner of the schema.
namespace savingsjournal {

/// Keep what a run measured; the schema is there.
Statement saveStatement(const QString &policy, const QString &run, SavingsMoment moment, const SavingsFigures &figures);
/// Keep what was measured by hand.
Result<> save(Session &session, const QString &policy, SavingsMoment moment, const QString &label,
              const SavingsFigures &figures);
/// All of a policy, the oldest first; none where the schema is older.
Result<QList<SavingsMeasurement>> measurements(Session &session, const QString &policy);

constexpr qsizetype kQueries = 10; ///< of a policy
/// Errors: Usage (one that checkQuery() does not take, or more than kQueries).
Result<> checkQueries(const QStringList &queries);
/// Keep other queries, or other prices, with a policy; what else it says stays. Errors: NotFound; those of
/// checkQueries().
Result<> saveQueries(Session &session, const QString &policy, const QStringList &queries);
Result<> savePrices(Session &session, const QString &policy, const ArchivePrices &prices);

} // namespace savingsjournal

} // namespace parterre
