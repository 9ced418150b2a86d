// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/steps/step.h"

namespace parterre {

/// Replay until little is left, then prove with writers active that P equals T. Rows that differ are named; the switch
/// is refused while there are any.
class CatchUpStep final : public Step {
public:
    QString name() const override;
    MigrationState from() const override { return MigrationState::CatchingUp; }
    MigrationState to() const override { return MigrationState::Verified; }
    QString purpose() const override;
    QString blocks() const override;
    QString undo() const override;
    QList<PlannedStatement> describe(const MigrationSql &sql) const override;
    Result<> run(Runner &runner) const override;
};

} // namespace parterre
