// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/pgclient.h"

#include <QString>

namespace parterre::test {

struct TransactionsOptions {
    qint64 rows = 10000;
    quint64 seed = 1;
    /// A few rows far in the past and far in the future.
    bool outliers = false;
};

/// Create public.transactions as the application has it before partitioning, filled over the 30 months from
/// 2023-07-01, 10 % out of time order. `owner` is connected as app_owner. The same seed gives the same rows.
///
/// With: primary key (id), unique (tx_hash, network), three more indexes, view transaction_overview (with options),
/// trigger transactions_touch (BEFORE UPDATE, keeps updated_at) and the disabled trigger transactions_audit, grants
/// to app_user, column grants to other, comments, CHECKs (transactions_decimals_check is NOT VALID and some rows
/// break it), storage parameters, a statistics target and an n_distinct option.
void createTransactions(PgClient &owner, const TransactionsOptions &options = {});

/// Create a table whose names need quoting everywhere: kHostileTable in schema "Mixed Case", with an identity key, a
/// generated column, a timestamptz partition key, an index, a CHECK and a view. `owner` is app_owner.
void createHostileNames(PgClient &owner, qint64 rows = 1000, quint64 seed = 1);
/// Schema, table and key column of createHostileNames(), unquoted.
inline const QString kHostileSchema = QStringLiteral("Mixed Case");
inline const QString kHostileTable = QStringLiteral("we\"ird. tab'le");
inline const QString kHostileKey = QStringLiteral("happened \"at\". it's");
/// The same table as SQL text.
inline const QString kHostileSql = QStringLiteral("\"Mixed Case\".\"we\"\"ird. tab'le\"");

/// Create the empty tables of LedgerLoad: ledger_t (id, ts, v, pad), view ledger_v on it and the load's own
/// ledger_tx, in `schema` (made if missing), with grants to app_user. `owner` is app_owner.
void createLedgerTables(PgClient &owner, const QString &schema = QStringLiteral("public"));

/// Create public.orders (key "at"), to which everything is attached that a migration carries over: rights, policies,
/// triggers, rules, views, functions, statistics, foreign keys both ways (line_order to it), a materialized view, a
/// publication. `owner` is app_owner.
void createEverything(PgClient &owner);

} // namespace parterre::test
