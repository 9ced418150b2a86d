// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/runner.h"

#include <memory>
#include <vector>

namespace parterre {

/// One statement of a preview.
struct PlannedStatement {
    SqlText sql;
    QString remark;    ///< how often, or under which condition it runs; empty = once
    bool rare = false; ///< only after what hardly ever happens, as the remark says
};

/// One step of a migration: it knows what it will send, sends it, and leaves the journal in its state.
///
/// run() may be called again after a crash at any point inside it: it looks at what exists first, and every effect
/// commits together with what the journal says of it.
class Step {
public:
    virtual ~Step() = default;
    virtual QString name() const = 0;        ///< "Copy"; never translated, see stepText()
    virtual MigrationState from() const = 0; ///< the state in which it runs
    virtual MigrationState to() const = 0;   ///< the state it leaves
    virtual QString purpose() const = 0;     ///< one sentence
    virtual QString blocks() const = 0;      ///< whom it makes wait, and how long at most
    virtual QString undo() const = 0;        ///< what going back costs from here
    virtual QList<PlannedStatement> describe(const MigrationSql &sql) const = 0;
    virtual Result<> run(Runner &runner) const = 0;
};

/// The steps of the shadow-copy strategy, in order.
const std::vector<std::unique_ptr<Step>> &shadowCopySteps();

/// What progress and journal call the time in which the switch is held back.
QString holdStep();

/// A step's name for people, in their language.
QString stepText(const QString &name);

/// Raised (SQLSTATE PT004, PT005) when the copy cannot be trusted any more: rewritten, truncated, triggers disabled.
bool needsRecopy(const Error &error);

} // namespace parterre
