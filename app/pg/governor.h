// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pace.h"
#include "pg/session.h"

#include <QElapsedTimer>
#include <QSet>

#include <deque>

namespace parterre {

/// What a governor looks after, and for which work.
struct Governed {
    PlanPace limits;
    qint64 table = 0;        ///< its oid: who waits for it, where it lies
    QualifiedName copy = {}; ///< the partitions of this one are the work's own: their pages do not count
    QString log = {};        ///< table of schema parterre that replaying empties; empty: there is none…
    qint64 logSoftBytes = 0; ///< …and must not grow beyond
};

/// Reads once a second what the server has to do besides us, and says how fast work may go. A read-only session of its
/// own, as the login role: the table's owner seldom has pg_monitor, and the monitor's looks must not wait behind a
/// slow one. Driven by tick() from the sessions' wait loops; never blocks.
class Governor {
public:
    /// Connect and read once, so that nothing begins against a guard. Errors: those of Session::open().
    static Result<std::unique_ptr<Governor>> open(const ConnectionProfile &profile, const SessionOptions &options,
                                                  const Governed &governed);

    /// Go on reading. True when pace() may have changed.
    bool tick();
    bool isOpen() const { return m_session->isOpen(); }

    /// What is done now; nothing: work that no guard slows down.
    void setWork(std::optional<PacedWork> work);
    Pace pace() const { return m_work ? pace(*m_work) : Pace(); }
    Pace pace(PacedWork work) const;
    /// Whether work may go on `sinceMs` after a piece of it that took `tookMs`.
    bool isRested(PacedWork work, qint64 sinceMs, qint64 tookMs) const;

    /// What is worth a note and was not noted yet: work stopped, goes on, is slowed by another guard, a signal that
    /// cannot be read.
    QStringList takeNotes();

private:
    Governor(std::unique_ptr<Session> session, const Governed &governed);
    QList<Statement> prelude() const;
    Statement look();
    void takePrelude(const QList<Rows> &results);
    void take(const Rows &rows);
    void takeWal(double position);
    void takeStandby(const QString &name, std::optional<double> position, double lagMs);
    void takePages(double fetched, double hit);
    void takeFreeSpace();
    void missingStandbys(const QSet<QString> &present);
    void add(Guard guard, const QString &object, std::optional<double> value, const QString &problem = {});
    void fail(const QString &problem);
    void noteUnreadable();
    void notePace();

    struct Moment {
        qint64 at = 0; ///< on m_clock, ms
        double value = 0;
        double also = 0;
    };

    std::unique_ptr<Session> m_session;
    const Governed m_governed;
    const PlanPace &m_limits = m_governed.limits; // of the member above
    std::optional<PacedWork> m_work;
    QElapsedTimer m_clock;
    QElapsedTimer m_sinceLook;
    QElapsedTimer m_sinceSize;
    QList<qint64> m_busiest;
    QString m_tablespace;
    QString m_directory;
    std::deque<Moment> m_wal;   ///< positions; the oldest may be as old as the run
    std::deque<Moment> m_pages; ///< asked for, found
    std::optional<double> m_hitRatioBefore;
    double m_walShare = 1;
    qint64 m_logBytes = 0;
    std::optional<GuardReading> m_size; ///< measured seldom
    QSet<QString> m_standbys;           ///< that were seen
    QList<GuardReading> m_readings;
    QStringList m_notes;
    QSet<QString> m_noted;
    Pace m_notedPace;
};

} // namespace parterre
