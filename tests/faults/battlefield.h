// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/striker.h"
#include "support/ledgerload.h"
#include "support/process.h"

#include <QTemporaryDir>

namespace parterre::test {

/// How a struck migration goes on.
enum class Recovery {
    Another,  ///< the program is ended, another process with another home goes on with it
    RollBack, ///< … or goes back
    Itself,   ///< the struck program must get over it alone
};
QString toText(Recovery recovery);

/// What came of one strike.
struct StrikeReport {
    quint64 seed = 0;
    StrikeKind kind = StrikeKind::Kill;
    QString step;
    QString statementId; ///< empty: the step went by before the statement was seen, so this does not count
    QString state;
    Recovery recovery = Recovery::Another;
    QString ending; ///< "rolled back", "finished"
    QStringList problems;
    qint64 durationMs = 0;

    bool isHit() const { return !statementId.isEmpty(); }
    QString toString() const;
};

struct BattlefieldOptions {
    qint64 rows = 30'000;
    int months = 6;
    double writesPerSecond = 100;
    bool everything = false; ///< the table that has everything attached to it, which nobody uses meanwhile
};

/// One migration from its plan to its end.
struct Campaign {
    StrikeReport report;
    QString id;
    QTemporaryDir folder;
    Plan plan;
    QStringList catalog; ///< before
    LoadStats before;
    std::vector<std::unique_ptr<ProgramHome>> homes;
    bool back = false;  ///< the struck operation is a rollback
    bool watch = false; ///< … or a watch

    QString planFile() const { return folder.filePath(QStringLiteral("plan.json")); }
    void problem(const QString &text) { report.problems << text; }
};

/// A server, a table and an application that writes and reads all the time; migrations of the table are struck.
class Battlefield {
public:
    explicit Battlefield(BattlefieldOptions options = {});
    ~Battlefield();

    bool open();

    /// Migrate the table (or roll a migration back), strike inside a statement of `step`, recover, end it, and look at
    /// what is left: the ledger equal to the table, no failure of the application, the catalog as before.
    ///
    /// Step, statement, moment, recovery and ending come from the seed; an empty `step` is chosen by it too.
    StrikeReport strike(quint64 seed, StrikeKind kind, const QString &step = {});

    /// Names of the steps, in order.
    static const QStringList &stepNames();

    // What a campaign is made of; problems go into its report.
    Cluster &cluster() { return m_cluster; }
    Proxy &proxy() { return *m_proxy; }
    const QString &database() const { return m_database; }
    QString tableName() const { return m_options.everything ? QStringLiteral("orders") : QStringLiteral("ledger_t"); }
    /// The table as it was never migrated, and the application at work on it.
    bool makeTable();
    /// Plan the migration and note how things are before it.
    bool begin(Campaign &campaign);
    std::unique_ptr<Program> startProgram(Campaign &campaign, const QStringList &arguments, bool throughProxy);
    /// Run a fresh process with a fresh home to its end; waits while another runner is at work.
    bool mustRun(Campaign &campaign, const QStringList &arguments);
    bool waitForEnd(Campaign &campaign, Program &program);
    /// Stop the server at once and start it again.
    bool crash();
    /// Its rows are what the application wrote.
    void checkRows(Campaign &campaign, const QString &when);
    /// After a rollback, or after Finish with the old table dropped.
    void checkEnd(Campaign &campaign, bool finished, bool crashed);

private:
    QString owner() const { return m_cluster.conninfo(m_database, QStringLiteral("app_owner")); }
    bool makeLedger();
    bool makeEverything();
    QString contents();
    bool makePlan(Campaign &campaign);
    void runToStart(Campaign &campaign, Rng &rng);
    void blow(Campaign &campaign, Program &program, const Striker::Sighting &sighting, Rng &rng);
    void recover(Campaign &campaign, Program &program);
    void end(Campaign &campaign, Rng &rng);
    void checkNothingLeft(Campaign &campaign, bool finished);

    BattlefieldOptions m_options;
    Cluster m_cluster;
    QString m_database = QStringLiteral("app");
    std::unique_ptr<Proxy> m_proxy;
    std::unique_ptr<Striker> m_striker;
    std::unique_ptr<LedgerLoad> m_load;
    quint64 m_tables = 0;
    QString m_contents; ///< of a table that nobody uses
};

/// Step × kind: strikes that hit, and how many of them went wrong.
QString strikeMatrix(const QList<StrikeReport> &reports);

} // namespace parterre::test
