// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/steps/step.h"

namespace parterre {

/// Make P, its partitions, both logs and both capture functions. Nothing of it is visible to the application.
class PrepareStep final : public Step {
public:
    QString name() const override;
    MigrationState from() const override { return MigrationState::Planned; }
    MigrationState to() const override { return MigrationState::Prepared; }
    QString purpose() const override;
    QString blocks() const override;
    QString undo() const override;
    QList<PlannedStatement> describe(const MigrationSql &sql) const override;
    Result<> run(Runner &runner) const override;
};

/// The table is the one of the plan, and no other migration of it is under way. Errors: Changed, Refused.
Result<> provePlanned(Runner &runner);

/// The server's parser reads what the plan runs inside the switch and back; nothing of it runs. Errors: Refused.
Result<> proveApplicationSql(Session &session, const Plan &plan);

/// Drop P and its partitions if they are the ones the journal made; forget the batches. Used to copy again and to roll
/// back. ACCESS EXCLUSIVE on P only.
Result<> dropShadow(Runner &runner);
QList<PlannedStatement> describeDropShadow(const MigrationSql &sql);

/// Go back to Planned so that everything is copied again: P is dropped, the log emptied, capture goes on.
Result<> startOver(Runner &runner);

} // namespace parterre
