// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/engine.h"
#include "support/cluster.h"
#include "support/ledgerload.h"

#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace parterre::test {

/// An operation of the engine on a thread of its own, so that the test can come in between.
class EngineRun {
public:
    using Work = std::function<Result<MigrationState>(Engine &)>;
    /// `onReport` is called on the engine's thread, between two of its statements: the engine waits for it.
    EngineRun(const QString &conninfo, Work work, std::function<void(const Progress &)> onReport = {}, int workers = 1,
              std::optional<MigrationState> until = {});
    ~EngineRun();

    void cancel() { m_cancel.cancel(); }
    bool isFinished() const { return m_finished; }
    /// Wait for the end. Once only.
    Result<MigrationState> result();
    QStringList notes() const;
    bool waitForNote(const QString &part, std::chrono::milliseconds timeout) const;

private:
    struct Sink;
    CancelToken m_cancel;
    std::unique_ptr<Sink> m_sink;
    std::optional<Result<MigrationState>> m_result;
    std::atomic<bool> m_finished = false;
    std::thread m_thread;
};

/// A database of its own with the ledger's tables, and what tests of single bad days do there.
class Stage {
public:
    /// `months`: how many the rows are spread over, from 2023-07 on.
    Stage(Cluster &cluster, const QString &database, qint64 rows, int months = 3);
    ~Stage();

    QString owner() const { return m_cluster.conninfo(m_database, QStringLiteral("app_owner")); }
    QString user() const { return m_cluster.conninfo(m_database, QStringLiteral("app_user")); }
    const QString &database() const { return m_database; }
    Cluster &cluster() { return m_cluster; }
    LedgerLoad &load() { return *m_load; }

    /// Plan the table's migration; `adjust` may change the limits before it is used.
    bool makePlan(const std::function<void(Plan &)> &adjust = {});
    const Plan &plan() const { return *m_plan; }
    const QString &id() const { return m_plan->id; }

    Result<MigrationState> migrate(std::optional<MigrationState> until = {},
                                   const std::function<void(const Progress &)> &onReport = {});
    Result<MigrationState> rollBack();
    std::unique_ptr<EngineRun> startMigrate(const std::function<void(const Progress &)> &onReport = {}, int workers = 1,
                                            std::optional<MigrationState> until = {});
    std::unique_ptr<EngineRun> startWatch();
    std::unique_ptr<EngineRun> startRollBack();

    /// As the superuser of the test.
    QString value(const QString &sql) const { return m_cluster.value(sql, m_database); }
    QString state() const;
    QString wayBack() const;
    bool waitForState(MigrationState state, std::chrono::milliseconds timeout = std::chrono::seconds(60)) const;
    bool isPartitioned() const;
    /// Rows that are in only one of the two tables; "0" when both hold the same, byte by byte.
    QString differences(const QString &one, const QString &other) const;
    /// What is wrong with the ledger; empty when the application lost nothing and failed nowhere. The load goes on.
    QStringList ledgerProblems();

private:
    Cluster &m_cluster;
    QString m_database;
    std::unique_ptr<LedgerLoad> m_load;
    std::optional<Plan> m_plan;
};

} // namespace parterre::test
