// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/ledger.h"

#include <string>
#include <vector>

namespace parterre::test {

/// What a load transaction is about.
enum class TxKind {
    Insert,
    Update,
    Delete,
    KeyUpdate,
    PartitionKeyUpdate,
    ShiftKeys,
    OnConflict,
    ManyStatements,
    Savepoint,
    RolledBack,
};
inline constexpr int kTxKinds = 10;
const char *name(TxKind kind);

enum class Isolation { ReadCommitted, RepeatableRead, Serializable };
const char *name(Isolation isolation);

/// How a statement is sent.
enum class SendAs {
    Params,     ///< PQexecParams
    Prepared,   ///< PQprepare, PQexecPrepared
    SqlExecute, ///< SQL-level PREPARE and EXECUTE: its SELECTs keep the snapshot from before a lock wait
};
const char *name(SendAs how);

enum class StepOp {
    Insert,
    InsertOrIgnore,
    UpdateValue,
    UpdateTs,
    UpdateId,
    Delete,
    Shift,
    Read,
    ReadForUpdate,
    Savepoint,
    RollbackToSavepoint,
};

/// One statement of a load transaction and what the ledger says must come of it.
struct Step {
    StepOp op = StepOp::Read;
    std::int64_t id = 0;
    std::int64_t otherId = 0; ///< new key, or the end of a range
    std::int64_t shift = 0;
    LedgerRow row;                       ///< new values
    std::optional<std::int64_t> knownTs; ///< name the row by (id, ts), as an application that knows the partition key
    bool throughView = false;
    SendAs how = SendAs::Params;
    int expectedRows = 1;
    std::optional<LedgerRow> expected; ///< for reads
};

struct TransactionPlan {
    TxKind kind = TxKind::Insert;
    Isolation isolation = Isolation::ReadCommitted;
    bool autocommit = false; ///< one statement without BEGIN
    bool readsFirst = false;
    bool readsForUpdate = false;
    int thinkMs = 0; ///< pause between the read and the write
    bool rollsBack = false;
    std::vector<Step> steps;
    std::vector<LedgerEffect> effects; ///< empty when it rolls back
    std::vector<std::int64_t> touched; ///< every key a step writes, also in vain
};

/// Bounds of what a load does.
struct PlanLimits {
    std::int64_t fromUs = 0; ///< partition keys are in [fromUs, toUs)
    std::int64_t toUs = 0;
    int maxThinkMs = 3;
    int knownTsPercent = 50;
};

/// A text as `pad` holds it: mostly short, sometimes long, empty, NULL or full of quotes and newlines.
std::optional<std::string> randomPad(Rng &rng);
/// A partition key within the limits, whole milliseconds.
std::int64_t randomTs(Rng &rng, const PlanLimits &limits);

/// Think a transaction up: a pure function of the ledger and the generator's state (fresh keys are taken).
TransactionPlan planTransaction(ThreadLedger &ledger, Rng &rng, const PlanLimits &limits);

} // namespace parterre::test
