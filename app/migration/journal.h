// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/plan.h"
#include "pg/session.h"

#include <QJsonArray>

namespace parterre {

/// The states of a shadow-copy migration, in order; the text is what the journal holds.
enum class MigrationState {
    Planned,   ///< nothing exists but the journal
    Prepared,  ///< P and its leaves exist, empty
    Capturing, ///< the triggers on T log every change
    Copying,
    Repairing, ///< copied; the keys logged meanwhile are set right
    Indexing,
    CatchingUp, ///< P follows T
    Verified,   ///< P was proven equal
    Switched,   ///< P is T; transactions from before the switch may still run
    Watching,   ///< the old table is kept equal, the way back is open
    RollingBack,
    RolledBack,
    Finished,
    Stopped ///< the emergency stop or the guard removed the hooks before the switch
};
QString toText(MigrationState state);
bool fromText(const QString &text, MigrationState *state);

/// What the journal says of one migration.
struct JournalEntry {
    Plan plan;
    QString planDigest; ///< of the plan as it was written down
    MigrationState state = MigrationState::Planned;
    QString goal;
    int epoch = 0;
    qint64 filenode = 0;
    qint64 pages = 0;
    qint64 tableOid = 0;
    qint64 shadowOid = 0; ///< 0 while P does not exist
    QString switchXid;
    QString shape;
    QString wayBack; ///< "open", or "closed (reason): text"; the reason is never translated
    bool wayBackOpen() const { return wayBack == u"open"; }
    bool closedBy(QStringView reason) const { return wayBack.startsWith(QString(u"closed (" % reason % u"):")); }
    /// The emergency stop or the guard took the triggers away after the switch: nothing is replayed any more.
    bool hooksRemoved() const { return closedBy(u"hooks removed"); }
    QString systemIdentifier;
    int timeline = 0;
};

/// What JournalEntry::wayBack holds when the way back is closed.
QString closedWayBack(const QString &reason, const QString &text);

/// One line of `parterrectl status`.
struct MigrationStatus {
    QString id;
    QualifiedName table;
    QualifiedName old;  ///< the name of the plain table after the switch
    QStringList guards; ///< quoted; the tables that keep its unique keys over all partitions
    QString strategy;
    QString state;
    QString since;
    QString runner;
    double heartbeatAge = 0; ///< seconds
    QString step;
    qint64 done = 0;
    qint64 total = 0;
    qint64 lagEntries = 0;
    double lagSeconds = 0;
    qint64 logBytes = 0;
    QString wayBackDeadline;
    QString wayBack;
    QString attention;
    QString lastError;

    template<class A>
    void fields(A &a)
    {
        a("id", id);
        a("table", table);
        a("old", old);
        a("guards", guards);
        a("strategy", strategy);
        a("state", state);
        a("since", since);
        a("runner", runner);
        a("heartbeatAge", heartbeatAge);
        a("step", step);
        a("done", done);
        a("total", total);
        a("lagEntries", lagEntries);
        a("lagSeconds", lagSeconds);
        a("logBytes", logBytes);
        a("wayBackDeadline", wayBackDeadline);
        a("wayBack", wayBack);
        a("attention", attention);
        a("lastError", lastError);
    }
};

/// Schema `parterre`: the journal of every migration of the database. Functions of a session; no state of their own.
namespace journal {

Result<JournalEntry> read(Session &session, const QString &id);
Result<QList<MigrationStatus>> list(Session &session);

/// Write down a new migration; one that is there already stays as it is.
Result<> insert(Session &session, const Plan &plan);

/// Whoever reads the clock of the cluster: is this the server the journal was written on?
struct Place {
    QString systemIdentifier;
    int timeline = 0;
    bool standby = false;
    QString database;
};
Result<Place> place(Session &session);

} // namespace journal

/// The statement_id of a line of parterre.journal that is no statement but a runner's words.
inline constexpr QLatin1String kNoteId("note");

/// Collects what the sessions of a runner did until it is written to parterre.journal; repeats of a statement within a
/// step are folded into one entry.
class StatementLog {
public:
    void setStep(const QString &step) { m_step = step; }
    void add(const StatementRecord &record);
    /// What the runner says of the step; never folded.
    void note(const QString &text);
    bool isEmpty() const { return m_entries.isEmpty(); }
    QJsonArray take();

private:
    struct Entry {
        StatementRecord record;
        QString step;
        qint64 runs = 1;
    };
    QString m_step;
    QList<Entry> m_entries;
};

} // namespace parterre
