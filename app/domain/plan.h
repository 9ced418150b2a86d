// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/finding.h"
#include "domain/tabledefinition.h"

namespace parterre {

/// One partition that the plan makes.
struct PlannedLeaf {
    QualifiedName name;
    QString from;     ///< lower bound, inclusive, as text in the key's type; empty for the DEFAULT partition
    QString to;       ///< upper bound, exclusive
    qint64 rows = 0;  ///< predicted
    qint64 bytes = 0; ///< predicted, heap and indexes

    bool isDefault() const { return from.isEmpty(); }

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("from", from);
        a("to", to);
        a("rows", rows);
        a("bytes", bytes);
    }
};

/// A shell command of the user's around the switch.
struct ShellHook {
    QString command; ///< for /bin/sh -c; empty = none
    int timeoutMs = 30'000;

    template<class A>
    void fields(A &a)
    {
        a("command", command);
        a("timeoutMs", timeoutMs);
    }
};

/// Limits and habits of the run. Times in milliseconds, sizes in bytes.
struct PlanLimits {
    int lockTimeoutMs = 150;  ///< one attempt to lock the table
    int switchQuietMs = 400;  ///< an attempt looks for a moment without users of the table for so long
    int switchBudgetMs = 500; ///< ACCESS EXCLUSIVE is given up after this
    int switchAttempts = 60;
    qint64 switchWaitMs = 1'800'000;   ///< for old snapshots to end, all attempts together
    qint64 syncCaptureMs = 120'000;    ///< synchronous capture is switched off again after this
    qint64 verifySnapshotMs = 900'000; ///< longest snapshot of a verification
    qint64 batchTargetMs = 1'000;
    qint64 replayEntries = 100'000;   ///< about as many log entries are replayed in one transaction
    qint64 logSoftBytes = 1LL << 30;  ///< an alarm
    qint64 logHardBytes = 10LL << 30; ///< the guard drops the capture
    qint64 nobodyHomeMs = 3'600'000;  ///< the guard acts when no runner was seen for this long
    bool acceptSerializableRisk = false;
    bool plainSwitch = false; ///< replay the last changes under the lock, wait for no snapshot

    template<class A>
    void fields(A &a)
    {
        a("lockTimeoutMs", lockTimeoutMs);
        a("switchQuietMs", switchQuietMs);
        a("switchBudgetMs", switchBudgetMs);
        a("switchAttempts", switchAttempts);
        a("switchWaitMs", switchWaitMs);
        a("syncCaptureMs", syncCaptureMs);
        a("verifySnapshotMs", verifySnapshotMs);
        a("batchTargetMs", batchTargetMs);
        a("replayEntries", replayEntries);
        a("logSoftBytes", logSoftBytes);
        a("logHardBytes", logHardBytes);
        a("nobodyHomeMs", nobodyHomeMs);
        a("acceptSerializableRisk", acceptSerializableRisk);
        a("plainSwitch", plainSwitch);
    }
};

/// What the work gives way to: see judge() in pace.h. A limit of 0 is not looked at.
struct PlanPace {
    qint64 standbyLagMs = 10'000;
    qint64 standbyLagBytes = 512LL << 20;
    qint64 slotWalBytes = 16LL << 30;    ///< WAL that a replication slot keeps
    qint64 transactionAgeMs = 3'600'000; ///< of the oldest transaction of the database
    qint64 walBytesPerSecond = 0;        ///< of the whole server
    qint64 freeBytes = 0;                ///< at least so much stays free…
    QString freeDirectory;       ///< …in the file system of this directory on this computer; empty: the server's
    qint64 tablespaceBytes = 0;  ///< the tablespace of the table grows no further
    int hitRatioLossPoints = 2;  ///< of the busiest tables, against the average before
    qint64 lockWaitMs = 1'000;   ///< somebody waits for a lock on the table
    QString hours;               ///< "22:00-05:00"; empty: always
    QString hoursZone;           ///< time zone of the hours: the server's
    QStringList ignoredStandbys; ///< behind on purpose
    QStringList required;        ///< guards that were asked for: work stops when one cannot be read

    template<class A>
    void fields(A &a)
    {
        a("standbyLagMs", standbyLagMs);
        a("standbyLagBytes", standbyLagBytes);
        a("slotWalBytes", slotWalBytes);
        a("transactionAgeMs", transactionAgeMs);
        a("walBytesPerSecond", walBytesPerSecond);
        a("freeBytes", freeBytes);
        a("freeDirectory", freeDirectory);
        a("tablespaceBytes", tablespaceBytes);
        a("hitRatioLossPoints", hitRatioLossPoints);
        a("lockWaitMs", lockWaitMs);
        a("hours", hours);
        a("hoursZone", hoursZone);
        a("ignoredStandbys", ignoredStandbys);
        a("required", required);
    }
};

/// Everything a migration will do, decided: a value with a version and a digest. Whoever runs the same plan on the same
/// table sends the same statements.
struct Plan {
    static constexpr int kFormat = 1;

    int format = kFormat;
    QString id; ///< eight hexadecimal digits; part of the names of what the migration makes
    QString strategy = QStringLiteral("shadow-copy");
    QString createdAt; ///< ISO 8601, UTC
    QString program;   ///< "parterre 0.1.0"
    QString database;
    int serverMajor = 0;
    QString systemIdentifier; ///< of the cluster; a clone is recognised by the journal, not by this
    QString fingerprint;      ///< of the table's definition

    TableDefinition table;
    QList<MaterializedViewDefinition> materializedViews; ///< that read it; they change after the switch
    QString keyColumn;                                   ///< the partition key
    QString keyType;                                     ///< its type
    QString every;
    QString timeZone;      ///< of the bounds of a timestamptz key
    QList<KeyColumn> pair; ///< what identifies a row in both shapes: the key and the partition key

    QualifiedName shadow;
    QualifiedName old;
    QList<PlannedLeaf> leaves;        ///< in order of their bounds; the DEFAULT partition, if any, last
    bool keepDefaultPartition = true; ///< false: it goes at Finish if it is empty

    qint64 rows = 0;  ///< estimated
    qint64 bytes = 0; ///< heap, indexes, TOAST
    qint64 pages = 0;
    qint64 guardBytes = 0; ///< estimated; of all guards of unique keys

    QList<ReferenceDefinition> references; ///< foreign keys of other tables, dropped in the switch

    QStringList applicationSwitch; ///< statements run inside the switch
    QStringList applicationSwitchBack;
    ShellHook beforeSwitch;
    ShellHook afterSwitch;

    PlanLimits limits;
    PlanPace pace;
    QString prewarm; ///< function pg_prewarm, qualified and quoted; empty where there is none
    QList<Finding> findings;

    template<class A>
    void fields(A &a)
    {
        a("format", format);
        a("id", id);
        a("strategy", strategy);
        a("createdAt", createdAt);
        a("program", program);
        a("database", database);
        a("serverMajor", serverMajor);
        a("systemIdentifier", systemIdentifier);
        a("fingerprint", fingerprint);
        a("table", table);
        a("materializedViews", materializedViews);
        a("keyColumn", keyColumn);
        a("keyType", keyType);
        a("every", every);
        a("timeZone", timeZone);
        a("pair", pair);
        a("shadow", shadow);
        a("old", old);
        a("leaves", leaves);
        a("keepDefaultPartition", keepDefaultPartition);
        a("rows", rows);
        a("bytes", bytes);
        a("pages", pages);
        a("guardBytes", guardBytes);
        a("references", references);
        a("applicationSwitch", applicationSwitch);
        a("applicationSwitchBack", applicationSwitchBack);
        a("beforeSwitch", beforeSwitch);
        a("afterSwitch", afterSwitch);
        a("limits", limits);
        a("pace", pace);
        a("prewarm", prewarm);
        a("findings", findings);
    }

    /// The subjects of the findings that somebody has to acknowledge and nobody did.
    QStringList unacknowledged() const;

    /// The plan as a JSON document with its digest ("sha256").
    QByteArray toJson() const;
    /// Read and check a plan. Errors: Usage for something that is no plan, a plan of a newer program, or one whose
    /// digest does not fit its content.
    static Result<Plan> fromJson(const QByteArray &json);
    /// SHA-256 over everything but itself, hexadecimal.
    QString digest() const;
};

} // namespace parterre
