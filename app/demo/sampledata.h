// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/error.h"
#include "base/progress.h"
#include "insight/generator.h"

namespace parterre {

class DemoServer;
class Session;

/// How much sample data there is.
struct SampleSize {
    qint64 transactions = 1'000'000;
    qint64 balances = 201'600;
};

/// Values for public.transactions: 30 months that end at `now`, 10 % out of order, three rows far from the rest.
GeneratorProfile transactionsProfile(const QDateTime &now);
/// Values for public.account_balances: every four hours one row an account and activity, up to `now`.
GeneratorProfile balancesProfile(const QDateTime &now, qint64 rows);

/// Make the roles demo_owner, demo_app and demo_report where they are missing.
Result<> makeDemoRoles(Session &superuser);

/// Make the demo's database with the two reference schemas if it is not there. It is made under another name and
/// renamed when it is complete, so an interrupted one is never met; what is left of it is dropped.
Result<> makeSampleDatabase(const DemoServer &server, const CancelToken &cancel, ProgressSink &progress,
                            const SampleSize &size = {});

} // namespace parterre
