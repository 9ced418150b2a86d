// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/steps/step.h"

namespace parterre {

/// Write down T's size and file node: what lies behind these pages was written after the capture began.
class MeasureStep final : public Step {
public:
    QString name() const override;
    MigrationState from() const override { return MigrationState::Capturing; }
    MigrationState to() const override { return MigrationState::Copying; }
    QString purpose() const override;
    QString blocks() const override;
    QString undo() const override;
    QList<PlannedStatement> describe(const MigrationSql &sql) const override;
    Result<> run(Runner &runner) const override;
};

/// Copy T by ranges of pages on several sessions. Each batch is one short transaction that also writes its progress and
/// proves that T's file is still the measured one; a crash repeats or loses nothing. Rows that move between pages
/// meanwhile are copied twice or not at all; all of them are in the log, and the repair sets them right.
class CopyStep final : public Step {
public:
    QString name() const override;
    MigrationState from() const override { return MigrationState::Copying; }
    MigrationState to() const override { return MigrationState::Repairing; }
    QString purpose() const override;
    QString blocks() const override;
    QString undo() const override;
    QList<PlannedStatement> describe(const MigrationSql &sql) const override;
    Result<> run(Runner &runner) const override;
};

} // namespace parterre
