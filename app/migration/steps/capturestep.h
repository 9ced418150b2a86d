// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/steps/step.h"

namespace parterre {

/// Put the capture triggers on T. SHARE ROW EXCLUSIVE waits for the writers in flight, so no change is missed: from the
/// commit on every committed write of T is in the log or was committed before the copy's first snapshot.
class CaptureStep final : public Step {
public:
    QString name() const override;
    MigrationState from() const override { return MigrationState::Prepared; }
    MigrationState to() const override { return MigrationState::Capturing; }
    QString purpose() const override;
    QString blocks() const override;
    QString undo() const override;
    QList<PlannedStatement> describe(const MigrationSql &sql) const override;
    Result<> run(Runner &runner) const override;
};

} // namespace parterre
