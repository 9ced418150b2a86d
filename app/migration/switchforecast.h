// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "domain/plan.h"
#include "pg/session.h"

#include <QDateTime>

namespace parterre {

/// How long and how often the server is asked.
struct ForecastRequest {
    qint64 forMs = 600'000;
    qint64 everyMs = 500;
    qint64 minuteMs = 60'000; ///< what a "minute" of the forecast is
};

/// Somebody who stood in the way at one moment.
struct Hindrance {
    enum class Kind {
        Lock,         ///< held or asked for a lock on a relation that the switch locks
        Snapshot,     ///< had a snapshot, or a transaction number, older than the switch waits for
        Serializable, ///< serializable transactions that read the table; nobody by name
    };
    Kind kind = Kind::Lock;
    QString transaction; ///< the same as long as it is the same transaction
    QString user;
    QString application; ///< or "prepared transaction 'gid'"
    QString query;       ///< without constants; empty where this role may not see it
};

/// What one look at the server found.
struct SwitchMoment {
    qint64 atMs = 0; ///< since the first
    QList<Hindrance> hindrances;
};

/// All moments at which the same user, application and query stood in the way.
struct Obstacle {
    Hindrance who; ///< `transaction` is empty
    int moments = 0;
    qint64 totalMs = 0;   ///< moments, times the period between them
    qint64 longestMs = 0; ///< of one transaction, as far as it was seen

    template<class A>
    void fields(A &a)
    {
        a("kind", who.kind);
        a("user", who.user);
        a("application", who.application);
        a("query", who.query);
        a("moments", moments);
        a("totalMs", totalMs);
        a("longestMs", longestMs);
    }
};

struct ForecastMinute {
    QDateTime from;
    int moments = 0;
    int through = 0; ///< at which the first attempt would have got through
    double share() const { return moments == 0 ? 0 : static_cast<double>(through) / moments; }

    template<class A>
    void fields(A &a)
    {
        a("from", from);
        a("moments", moments);
        a("through", through);
    }
};

/// Whether the switch would have got through, while the server was looked at. Says nothing of any other time.
struct SwitchForecast {
    QualifiedName table;
    QStringList relations; ///< that the switch locks, quoted
    QDateTime from;
    QDateTime to;
    qint64 everyMs = 0; ///< as it was, on average
    int moments = 0;
    int free = 0;    ///< nobody was in the way at all
    int through = 0; ///< the first attempt would have got through: whoever was in the way was gone within its time
    /// A switch begun at each of the moments, with the plan's attempts, waits and pauses: what became of it.
    int made = 0;
    int putOff = 0;
    int undecided = 0;        ///< the sample ended before it was
    double attempts = 0;      ///< on average, of those made
    qint64 medianWaitMs = 0;  ///< from its begin, of those made
    qint64 longestWaitMs = 0; ///< of those made
    QList<ForecastMinute> minutes;
    int best =
        -1; ///< the minute with the greatest share, the earliest of equals; -1: none in which it would have got through
    QList<Obstacle> obstacles; ///< by total time, the longest first
    bool seesAll = true;       ///< this role sees the queries of others

    double share() const { return moments == 0 ? 0 : static_cast<double>(through) / moments; }

    template<class A>
    void fields(A &a)
    {
        a("table", table);
        a("relations", relations);
        a("from", from);
        a("to", to);
        a("everyMs", everyMs);
        a("moments", moments);
        a("free", free);
        a("through", through);
        a("made", made);
        a("putOff", putOff);
        a("undecided", undecided);
        a("attempts", attempts);
        a("medianWaitMs", medianWaitMs);
        a("longestWaitMs", longestWaitMs);
        a("minutes", minutes);
        a("best", best);
        a("obstacles", obstacles);
        a("seesAll", seesAll);
    }
};

QString toText(Hindrance::Kind kind);

/// Look, again and again, who would have stood in the way of the switch of `plan`: with the questions that the switch
/// itself asks. Locks nothing, writes nothing. Sessions of a running migration are left out, and autovacuum, which
/// gives way. Errors: NotFound (the table is gone), Connection, Cancelled.
Result<SwitchForecast> forecastSwitch(Session &session, const Plan &plan, const ForecastRequest &request,
                                      const CancelToken &cancel, ProgressSink &sink);

/// As much of a plan for a table as a forecast needs, with the default limits; all foreign keys to it count as dropped
/// in the switch. Errors: NotFound, Usage (several tables of the name), Refused (not a plain table).
Result<Plan> outlineForForecast(Session &session, const QualifiedName &table);

/// What the moments mean for a switch with these limits. Pure; `moments` in order.
void judge(SwitchForecast &forecast, const QList<SwitchMoment> &moments, const PlanLimits &limits, qint64 minuteMs);

} // namespace parterre
