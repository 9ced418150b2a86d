// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/steps/step.h"

namespace parterre {

/// Build the indexes partition by partition on all workers, let the parent adopt them, then give P everything else that
/// T has: rights, comments, checks, statistics, its triggers (disabled) and the reverse capture.
class IndexStep final : public Step {
public:
    QString name() const override;
    MigrationState from() const override { return MigrationState::Indexing; }
    MigrationState to() const override { return MigrationState::CatchingUp; }
    QString purpose() const override;
    QString blocks() const override;
    QString undo() const override;
    QList<PlannedStatement> describe(const MigrationSql &sql) const override;
    Result<> run(Runner &runner) const override;
};

} // namespace parterre
