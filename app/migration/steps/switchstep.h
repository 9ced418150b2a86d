// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/steps/step.h"

namespace parterre {

/// The switch itself, with the plan's shell commands around it.
class SwitchStep final : public Step {
public:
    QString name() const override;
    MigrationState from() const override { return MigrationState::Verified; }
    MigrationState to() const override { return MigrationState::Switched; }
    QString purpose() const override;
    QString blocks() const override;
    QString undo() const override;
    QList<PlannedStatement> describe(const MigrationSql &sql) const override;
    Result<> run(Runner &runner) const override;
};

/// After the switch: sequences change their owner, stragglers are carried over until no transaction from before the
/// switch is left, and the new table is analysed.
class SettleStep final : public Step {
public:
    QString name() const override;
    MigrationState from() const override { return MigrationState::Switched; }
    MigrationState to() const override { return MigrationState::Watching; }
    QString purpose() const override;
    QString blocks() const override;
    QString undo() const override;
    QList<PlannedStatement> describe(const MigrationSql &sql) const override;
    Result<> run(Runner &runner) const override;
};

/// The first part of settling: serial sequences belong to the new table, and its shape is written down as what the way
/// back knows. If it was altered since the switch, the way back is closed. Does nothing the second time, but after an
/// upgrade of the server, which tells the same shape in other words.
Result<> adoptTable(Runner &runner);
QList<PlannedStatement> describeAdoptTable(const MigrationSql &sql);

} // namespace parterre
