// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/migrationsql.h"
#include "support/cluster.h"
#include "support/proxy.h"
#include "support/rng.h"

#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace parterre::test {

/// Ways to strike a migration.
enum class StrikeKind {
    Kill,      ///< SIGKILL of the program
    Terminate, ///< pg_terminate_backend of all its backends
    Cut,       ///< the network between program and server
    Crash,     ///< immediate stop of the server
};
inline constexpr int kStrikeKinds = 4;
QString toText(StrikeKind kind);

/// A step of a migration as something to strike in: the journal's states in which it runs and its statements.
struct StrikeStep {
    QString name;
    QStringList states;
    QMap<QString, QStringList> statements; ///< texts by statement id; the COMMITs of the step are "transaction/commit"
};

/// All steps of a plan: those of the way there, "Watch" and "Roll back".
QList<StrikeStep> strikeSteps(const Plan &plan);

/// Finds a statement of a migration while it runs, and stops its backend there with SIGSTOP, so that a blow that
/// follows certainly falls inside the statement.
class Striker {
public:
    Striker(Cluster &cluster, const QString &database);
    ~Striker();

    struct Sighting {
        int backend = 0;
        QString query;
        QString state; ///< of the migration, in the journal
    };

    /// Wait until a backend of migration `id` runs one of `texts` for the `skip`+1st time, and stop it there. A
    /// sighting counts only when the stopped backend is still seen in that statement and the journal says one of the
    /// step's states. Gives up when `over` says so: then nothing is stopped.
    std::optional<Sighting> freeze(const QString &id, const StrikeStep &step, const QStringList &texts, int skip,
                                   const std::function<bool()> &over);
    /// Let the stopped backend go on.
    void thaw();

    /// State of a migration in the journal; empty when it cannot be read now.
    QString stateOf(const QString &id);
    /// Forget the connections (after a crash of the server).
    void disconnect();
    /// Terminate every backend of migrations; their number.
    int terminateAll();
    /// True when the backend is not in `query` any more.
    bool hasLeft(const Sighting &sighting);
    /// True when no backend of migration `id` is left.
    bool isGone(const QString &id);

private:
    PgClient &watcher();
    PgClient &reader();
    bool stopBackend(int pid);
    PgResult ask(const std::string &sql, const PgParams &params);

    Cluster &m_cluster;
    QString m_database;
    PgClient m_watcher; ///< connected to database postgres: its snapshots hold nobody up
    PgClient m_reader;
    int m_stopped = 0;
};

} // namespace parterre::test
