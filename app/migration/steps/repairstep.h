// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/steps/step.h"

namespace parterre {

/// The first replay round: every key logged since the capture began is taken out of P and its current row put in. After
/// it P holds each row once.
class RepairStep final : public Step {
public:
    QString name() const override;
    MigrationState from() const override { return MigrationState::Repairing; }
    MigrationState to() const override { return MigrationState::Indexing; }
    QString purpose() const override;
    QString blocks() const override;
    QString undo() const override;
    QList<PlannedStatement> describe(const MigrationSql &sql) const override;
    Result<> run(Runner &runner) const override;
};

/// The statements of a replay round, for previews.
QList<PlannedStatement> describeRound(const MigrationSql &sql, const Direction &direction, bool marked,
                                      const QString &remark);

} // namespace parterre
