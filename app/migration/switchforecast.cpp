// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/switchforecast.h"

#include "domain/statementuse.h"
#include "migration/migrationsql.h"
#include "migration/switchattempt.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHash>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SwitchForecast)
};

constexpr qint64 kOldSnapshotMs = 1'000; ///< the switch waits for older ones; shorter ones end by themselves
constexpr qsizetype kShownQuery = 160;

// ---------------------------------------------------------------- looking

/// One look after the other, each in one round trip.
class Sampler {
public:
    Sampler(Session &session, const MigrationSql &sql)
        : m_session(session)
        , m_sql(sql)
    {
        m_clock.start();
    }

    Result<SwitchMoment> look();
    bool seesAll() const { return m_seesAll; }

private:
    struct Mark {
        qint64 atMs = 0;
        QString xid;
    };
    void takeHolders(const Rows &rows, SwitchMoment &moment) const;
    void takeSnapshots(const Rows &rows, const Mark &mark, SwitchMoment &moment);
    const Mark &oldMark();

    Session &m_session;
    const MigrationSql &m_sql;
    QElapsedTimer m_clock;
    QList<Mark> m_marks;    ///< of the last second and a little more
    QSet<QString> m_listed; ///< with an old snapshot, at the last look
    bool m_seesAll = true;
};

Hindrance hindrance(Hindrance::Kind kind, const Rows &rows, qsizetype row)
{
    return {kind,
            {},
            rows.text(row, "usename"),
            rows.text(row, "application_name"),
            excerptOf(rows.text(row, "query"), kShownQuery)};
}

bool isOurs(const Hindrance &who)
{
    return who.application.startsWith(u"parterre:"); // sessions of a running migration
}

void Sampler::takeHolders(const Rows &rows, SwitchMoment &moment) const
{
    for (qsizetype i = 0; i < rows.count(); ++i) {
        Hindrance who = hindrance(Hindrance::Kind::Lock, rows, i);
        who.transaction = rows.text(i, "transaction");
        if (!isOurs(who) && !rows.flag(i, "autovacuum"))
            moment.hindrances << who;
    }
}

// The question lists whoever does not see the mark's number. While nobody writes, a new snapshot does not see it
// either: such a one is told by its age, or, where that is hidden, by not having been listed before.
void Sampler::takeSnapshots(const Rows &rows, const Mark &mark, SwitchMoment &moment)
{
    QSet<QString> listed;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        Hindrance who = hindrance(Hindrance::Kind::Snapshot, rows, i);
        who.transaction = rows.integer(i, "pid") > 0 ? rows.text(i, "pid") : who.application;
        const double age = rows.real(i, "age") * 1000;
        const bool old =
            age > 0 ? age >= static_cast<double>(moment.atMs - mark.atMs) : m_listed.contains(who.transaction);
        listed << who.transaction;
        if (old && !isOurs(who))
            moment.hindrances << who;
    }
    m_listed = listed;
}

// The newest that is old enough, or the oldest.
const Sampler::Mark &Sampler::oldMark()
{
    while (m_marks.size() > 1 && m_marks[1].atMs <= m_clock.elapsed() - kOldSnapshotMs)
        m_marks.removeFirst();
    return m_marks.first();
}

Result<SwitchMoment> Sampler::look()
{
    const Mark mark = m_marks.isEmpty() ? Mark{0, QStringLiteral("3")} : oldMark(); // 3: older than every snapshot
    QList<Statement> questions{{m_sql.sql("migration/holders")},
                               {m_sql.sql("migration/snapshots"), Params() << mark.xid},
                               {m_sql.sql("migration/next_xid")}};
    const bool serializable = !m_sql.plan().limits.acceptSerializableRisk;
    if (serializable)
        questions << Statement{m_sql.sql("migration/serializable_reads")};
    SwitchMoment moment;
    moment.atMs = m_clock.elapsed();
    PARTERRE_ASSIGN(answers, m_session.execAll(questions));
    if (!answers[2].flag(0, "present"))
        return failure(ErrorCode::NotFound,
                       Text::tr("table %1 is not there any more").arg(m_sql.plan().table.name.quoted()));
    takeHolders(answers[0], moment);
    takeSnapshots(answers[1], mark, moment);
    if (serializable && answers[3].integer(0, "locks") > 0)
        moment.hindrances << Hindrance{Hindrance::Kind::Serializable, QStringLiteral("serializable"), {}, {}, {}};
    m_marks << Mark{moment.atMs, answers[2].text(0, "xid")};
    m_seesAll = answers[2].flag(0, "sees_all");
    return moment;
}

Result<> restUntil(const QElapsedTimer &clock, qint64 atMs, const CancelToken &cancel)
{
    constexpr qint64 kSlice = 20;
    while (true) {
        if (cancel.isCancelled())
            return failure(ErrorCode::Cancelled, Text::tr("cancelled"));
        const qint64 left = atMs - clock.elapsed();
        if (left <= 0)
            return {};
        waitAny({}, static_cast<int>(std::min(left, kSlice)));
    }
}

// ---------------------------------------------------------------- judging

/// Plays switches through a list of moments.
class Playback {
public:
    Playback(const QList<SwitchMoment> &moments, const PlanLimits &limits, qint64 everyMs)
        : m_moments(moments)
        , m_limits(limits)
        , m_everyMs(everyMs)
    {}

    bool isGateOpen(qsizetype at) const;
    /// Whoever stood in the way at this moment, but for old snapshots, was gone when the attempt was over; to the
    /// period.
    bool getsThrough(qsizetype at, int attempt) const;

    enum class End { Made, PutOff, Undecided };
    struct Outcome {
        End end = End::Undecided;
        int attempts = 0;
        qint64 tookMs = 0;
    };
    Outcome play(qsizetype from) const;

private:
    qint64 lengthMs(int attempt) const { return m_limits.switchQuietMs + longestWait(m_limits, attempt); }
    qsizetype momentAt(qint64 ms) const;

    const QList<SwitchMoment> &m_moments;
    const PlanLimits &m_limits;
    qint64 m_everyMs;
};

bool Playback::isGateOpen(qsizetype at) const
{
    const QList<Hindrance> &list = m_moments[at].hindrances;
    return m_limits.plainSwitch || std::none_of(list.cbegin(), list.cend(), [](const Hindrance &who) {
               return who.kind == Hindrance::Kind::Snapshot;
           });
}

bool Playback::getsThrough(qsizetype at, int attempt) const
{
    const double periods = static_cast<double>(lengthMs(attempt)) / static_cast<double>(std::max<qint64>(1, m_everyMs));
    const auto end = at + std::max<qsizetype>(1, static_cast<qsizetype>(std::lround(periods)));
    const auto stillThere = [&](const Hindrance &who) {
        if (who.kind == Hindrance::Kind::Snapshot)
            return false;
        if (end >= m_moments.size())
            return true; // not seen to go
        const QList<Hindrance> &then = m_moments[end].hindrances;
        return std::any_of(then.cbegin(), then.cend(), [&](const Hindrance &other) {
            return other.kind == who.kind && other.transaction == who.transaction;
        });
    };
    const QList<Hindrance> &now = m_moments[at].hindrances;
    return std::none_of(now.cbegin(), now.cend(), stillThere);
}

qsizetype Playback::momentAt(qint64 ms) const
{
    const auto found = std::lower_bound(m_moments.cbegin(), m_moments.cend(), ms,
                                        [](const SwitchMoment &moment, qint64 at) { return moment.atMs < at; });
    return found - m_moments.cbegin();
}

// As CutOver does it: wait for the gate, try, rest, from the beginning.
Playback::Outcome Playback::play(qsizetype from) const
{
    const qint64 begin = m_moments[from].atMs;
    qint64 now = begin;
    for (int attempt = 1; attempt <= m_limits.switchAttempts; ++attempt) {
        qsizetype at = momentAt(now);
        while (at < m_moments.size() && !isGateOpen(at))
            ++at;
        if (at >= m_moments.size())
            return {End::Undecided, attempt, now - begin};
        now = std::max(now, m_moments[at].atMs);
        if (now - begin > m_limits.switchWaitMs)
            return {End::PutOff, attempt, now - begin};
        if (getsThrough(at, attempt))
            return {End::Made, attempt, now - begin};
        now += lengthMs(attempt) + (kShortestPause + longestPause(attempt)) / 2; // the pause is random: its mean
    }
    return {End::PutOff, m_limits.switchAttempts, now - begin};
}

void judgeStarts(SwitchForecast &forecast, const Playback &playback)
{
    QList<qint64> waits;
    qint64 attempts = 0;
    for (qsizetype i = 0; i < forecast.moments; ++i) {
        const Playback::Outcome outcome = playback.play(i);
        forecast.putOff += outcome.end == Playback::End::PutOff;
        forecast.undecided += outcome.end == Playback::End::Undecided;
        if (outcome.end != Playback::End::Made)
            continue;
        ++forecast.made;
        attempts += outcome.attempts;
        waits << outcome.tookMs;
    }
    if (waits.isEmpty())
        return;
    forecast.attempts = static_cast<double>(attempts) / forecast.made;
    forecast.longestWaitMs = *std::max_element(waits.cbegin(), waits.cend());
    std::nth_element(waits.begin(), waits.begin() + waits.size() / 2, waits.end());
    forecast.medianWaitMs = waits[waits.size() / 2];
}

void judgeMinutes(SwitchForecast &forecast, const QList<SwitchMoment> &moments, const QList<bool> &through,
                  qint64 minuteMs)
{
    for (qsizetype i = 0; i < moments.size(); ++i) {
        const auto number = static_cast<qsizetype>(moments[i].atMs / minuteMs);
        while (forecast.minutes.size() <= number)
            forecast.minutes << ForecastMinute{forecast.from.addMSecs(forecast.minutes.size() * minuteMs), 0, 0};
        ++forecast.minutes[number].moments;
        forecast.minutes[number].through += through[i];
    }
    for (int i = 0; i < forecast.minutes.size(); ++i) {
        const double best = forecast.best < 0 ? 0 : forecast.minutes[forecast.best].share();
        if (forecast.minutes[i].share() > best)
            forecast.best = i;
    }
}

QString nameOf(const Hindrance &who)
{
    return QStringList{toText(who.kind), who.user, who.application, who.query}.join(QChar(0));
}

QList<Obstacle> obstaclesOf(const QList<SwitchMoment> &moments, qint64 everyMs)
{
    struct Seen {
        Obstacle obstacle;
        QHash<QString, qint64> since; ///< by transaction
    };
    QHash<QString, Seen> seen;
    for (const SwitchMoment &moment : moments) {
        QSet<QString> counted;
        for (const Hindrance &who : moment.hindrances) {
            const QString name = nameOf(who);
            Seen &each = seen[name];
            each.obstacle.who = who;
            each.obstacle.who.transaction.clear();
            if (!each.since.contains(who.transaction))
                each.since.insert(who.transaction, moment.atMs);
            const qint64 since = each.since.value(who.transaction);
            each.obstacle.longestMs = std::max(each.obstacle.longestMs, moment.atMs - since + everyMs);
            each.obstacle.moments += !counted.contains(name);
            counted << name;
        }
    }
    QList<Obstacle> list;
    for (Seen &each : seen) {
        each.obstacle.totalMs = each.obstacle.moments * everyMs;
        list << each.obstacle;
    }
    std::sort(list.begin(), list.end(), [](const Obstacle &a, const Obstacle &b) {
        return std::pair(-a.totalMs, nameOf(a.who)) < std::pair(-b.totalMs, nameOf(b.who));
    });
    return list;
}

} // namespace

QString toText(Hindrance::Kind kind)
{
    switch (kind) {
    case Hindrance::Kind::Lock:
        return QStringLiteral("lock");
    case Hindrance::Kind::Snapshot:
        return QStringLiteral("snapshot");
    case Hindrance::Kind::Serializable:
        break;
    }
    return QStringLiteral("serializable");
}

void judge(SwitchForecast &forecast, const QList<SwitchMoment> &moments, const PlanLimits &limits, qint64 minuteMs)
{
    forecast.moments = static_cast<int>(moments.size());
    if (moments.size() > 1)
        forecast.everyMs = moments.last().atMs / (moments.size() - 1);
    const Playback playback(moments, limits, forecast.everyMs);
    QList<bool> through;
    for (qsizetype i = 0; i < moments.size(); ++i) {
        through << (playback.isGateOpen(i) && playback.getsThrough(i, 1));
        forecast.free += moments[i].hindrances.isEmpty();
        forecast.through += through.last();
    }
    judgeStarts(forecast, playback);
    judgeMinutes(forecast, moments, through, minuteMs);
    forecast.obstacles = obstaclesOf(moments, forecast.everyMs);
}

Result<SwitchForecast> forecastSwitch(Session &session, const Plan &plan, const ForecastRequest &request,
                                      const CancelToken &cancel, ProgressSink &sink)
{
    const MigrationSql sql(plan);
    Sampler sampler(session, sql);
    PARTERRE_TRY(sampler.look()); // nothing is old yet
    QElapsedTimer clock;
    clock.start();
    PARTERRE_TRY(restUntil(clock, kOldSnapshotMs, cancel));
    SwitchForecast forecast;
    forecast.table = plan.table.name;
    forecast.relations = sql.lockedRelations();
    forecast.everyMs = request.everyMs;
    forecast.from = QDateTime::currentDateTimeUtc();
    QList<SwitchMoment> moments;
    Progress progress;
    progress.step = Text::tr("Lock forecast");
    progress.unit = Text::tr("looks");
    progress.total = std::max<qint64>(1, request.forMs / request.everyMs);
    clock.restart();
    do {
        PARTERRE_TRY(restUntil(clock, moments.size() * request.everyMs, cancel));
        const qint64 at = clock.elapsed();
        PARTERRE_ASSIGN(moment, sampler.look());
        moment.atMs = at;
        moments << moment;
        progress.done = moments.size();
        progress.remainingMs = std::max<qint64>(0, request.forMs - clock.elapsed());
        progress.message = moment.hindrances.isEmpty()
            ? Text::tr("nobody is in the way")
            : Text::tr("%n hindrance(s) now", nullptr, static_cast<int>(moment.hindrances.size()));
        sink.report(progress);
    } while (clock.elapsed() + request.everyMs <= request.forMs);
    forecast.to = QDateTime::currentDateTimeUtc();
    forecast.seesAll = sampler.seesAll();
    judge(forecast, moments, plan.limits, request.minuteMs);
    return forecast;
}

Result<Plan> outlineForForecast(Session &session, const QualifiedName &table)
{
    PARTERRE_ASSIGN(
        found,
        session.exec(SqlText::load(QStringLiteral("plan/resolve_table")), Params() << table.schema << table.name));
    if (found.isEmpty())
        return failure(ErrorCode::NotFound, Text::tr("there is no table %1").arg(table.quoted()));
    if (found.count() > 1)
        return failure(ErrorCode::Usage, Text::tr("there are several tables %1").arg(table.quoted()), {},
                       Text::tr("Name the schema: SCHEMA.TABLE."));
    const QualifiedName name{found.text(0, "schema"), found.text(0, "name")};
    if (found.text(0, "kind") != u"r")
        return failure(ErrorCode::Refused, Text::tr("%1 is not a plain table").arg(name.quoted()));
    Plan plan;
    plan.serverMajor = session.serverMajor();
    plan.table.name = name;
    plan.table.oid = found.integer(0, "oid");
    PARTERRE_ASSIGN(rows,
                    session.exec(SqlText::load(QStringLiteral("catalog/table_definition")),
                                 Params() << plan.table.oid << QString()));
    JsonReader reader(QJsonDocument::fromJson(rows.text(0, "definition").toUtf8()).object());
    plan.table.fields(reader);
    PARTERRE_ASSIGN(references,
                    session.exec(SqlText::load(QStringLiteral("preflight/references")), Params() << plan.table.oid));
    for (qsizetype i = 0; i < references.count(); ++i)
        plan.references << ReferenceDefinition{
            {references.text(i, "schema"), references.text(i, "table")}, references.text(i, "name"), {}, true, {}};
    return plan;
}

} // namespace parterre
