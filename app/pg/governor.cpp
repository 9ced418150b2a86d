// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/governor.h"

#include <QCoreApplication>

#include <algorithm>
#include <filesystem>

namespace parterre {

namespace {

constexpr qint64 kLookMs = 1000;
constexpr qint64 kSizeMs = 10'000; // the server looks at each file of the tablespace
constexpr qint64 kRateMs = 5'000;
constexpr qint64 kPagesMs = 30'000;
constexpr double kFewPages = 5'000; // a ratio of less says nothing
constexpr qint64 kRememberMs = 3'600'000;
constexpr qint64 kLongestRestMs = 60'000;
constexpr double kLeastShare = 0.05;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Governor)
};

SqlText sql(const char *id)
{
    return SqlText::load(QString::fromLatin1(id));
}

double percent(double part, double whole)
{
    return whole > 0 ? part * 100 / whole : 100;
}

} // namespace

Governor::Governor(std::unique_ptr<Session> session, const Governed &governed)
    : m_session(std::move(session))
    , m_governed(governed)
{
    m_clock.start();
}

Result<std::unique_ptr<Governor>> Governor::open(const ConnectionProfile &profile, const SessionOptions &options,
                                                 const Governed &governed)
{
    PARTERRE_ASSIGN(session, Session::open(profile, options));
    std::unique_ptr<Governor> governor(new Governor(std::move(session), governed));
    if (auto begun = governor->m_session->execAll(governor->prelude()))
        governor->takePrelude(*begun);
    else
        governor->fail(begun.error().message);
    if (auto first = governor->m_session->execAll({governor->look()}))
        governor->take(first->first());
    else
        governor->fail(first.error().message);
    return governor;
}

QList<Statement> Governor::prelude() const
{
    return {
        {sql("pace/busiest_relations"), Params() << m_governed.table << m_governed.copy.schema << m_governed.copy.name},
        {sql("pace/place"), Params() << m_governed.table}};
}

void Governor::takePrelude(const QList<Rows> &results)
{
    for (qsizetype i = 0; i < results[0].count(); ++i)
        m_busiest << results[0].integer(i, "relation");
    if (results[1].isEmpty())
        return;
    m_tablespace = results[1].text(0, "tablespace");
    m_directory = results[1].text(0, "directory");
}

Statement Governor::look()
{
    const bool size = m_limits.tablespaceBytes > 0 && (!m_sinceSize.isValid() || m_sinceSize.elapsed() >= kSizeMs);
    if (size)
        m_sinceSize.start();
    m_sinceLook.start();
    return {sql("pace/signals"),
            Params() << m_governed.table << m_governed.log << m_busiest << (size ? m_tablespace : QString())
                     << (m_limits.hoursZone.isEmpty() ? QStringLiteral("UTC") : m_limits.hoursZone)};
}

bool Governor::tick()
{
    if (!m_session->isOpen())
        return false; // the runner notices
    m_session->advance();
    if (m_session->isDone()) {
        if (auto results = m_session->collect())
            take(results->first());
        else
            fail(results.error().message);
        return true;
    }
    if (!m_session->isBusy() && m_sinceLook.elapsed() >= kLookMs)
        m_session->start({look()});
    return false;
}

void Governor::take(const Rows &rows)
{
    m_readings.clear();
    QSet<QString> standbys;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        const QString signal = rows.text(i, "signal");
        const QString object = rows.text(i, "object");
        const double value = rows.real(i, "value");
        const bool readable = rows.flag(i, "readable") && !rows.isNull(i, "value");
        if (signal == u"wal") {
            takeWal(value);
        } else if (signal == u"standby") {
            standbys << object;
            if (!m_limits.ignoredStandbys.contains(object))
                takeStandby(object, readable ? std::optional(value) : std::nullopt, rows.real(i, "also"));
        } else if (signal == u"slot") {
            add(Guard::SlotWal, object, value);
        } else if (signal == u"transaction") {
            if (!rows.flag(i, "readable"))
                add(Guard::TransactionAge, object, std::nullopt,
                    Text::tr("the age of other roles' transactions cannot be read without pg_monitor"));
            else if (readable)
                add(Guard::TransactionAge, object, value);
        } else if (signal == u"lock-wait") {
            add(Guard::LockWait, object, value);
        } else if (signal == u"pages") {
            takePages(value, rows.real(i, "also"));
        } else if (signal == u"tablespace") {
            m_size = GuardReading{Guard::TablespaceSize, object, readable ? std::optional(value) : std::nullopt,
                                  Text::tr("the size of tablespace %1 cannot be read without pg_monitor").arg(object)};
        } else if (signal == u"log") {
            m_logBytes = static_cast<qint64>(value);
        } else if (signal == u"minute") {
            add(Guard::Hours, {}, value);
        }
    }
    if (m_size)
        m_readings << *m_size;
    missingStandbys(standbys);
    takeFreeSpace();
    noteUnreadable();
    notePace();
}

void Governor::fail(const QString &problem)
{
    m_readings.clear();
    for (int guard = 0; guard <= static_cast<int>(Guard::Hours); ++guard)
        add(static_cast<Guard>(guard), {}, std::nullopt,
            Text::tr("what the server has to do cannot be read: %1").arg(problem));
    noteUnreadable();
    notePace();
}

void Governor::add(Guard guard, const QString &object, std::optional<double> value, const QString &problem)
{
    m_readings << GuardReading{guard, object, value, problem};
}

// The rate is steered: a share that keeps to the limit, and grows again only step by step.
void Governor::takeWal(double position)
{
    const qint64 now = m_clock.elapsed();
    m_wal.push_back({now, position, 0});
    while (m_wal.size() > 2 && now - m_wal.front().at > kRememberMs)
        m_wal.pop_front();
    const auto before = std::find_if(m_wal.crbegin(), m_wal.crend(),
                                     [now](const Moment &moment) { return now - moment.at >= kRateMs; });
    const Moment &since = before == m_wal.crend() ? m_wal.front() : *before;
    if (now - since.at < kLookMs / 2)
        return;
    const double rate = (position - since.value) * 1000 / static_cast<double>(now - since.at);
    const auto limit = static_cast<double>(m_limits.walBytesPerSecond);
    if (limit > 0)
        m_walShare = std::clamp(m_walShare * std::clamp(limit / std::max(rate, 1.0), 0.5, 1.25), kLeastShare, 1.0);
    GuardReading reading{Guard::WalRate, {}, rate, {}, m_walShare};
    m_readings << reading;
}

// The lag that the server tells stands still when the standby says nothing; when the standby's position was written
// is known here.
void Governor::takeStandby(const QString &name, std::optional<double> position, double lagMs)
{
    m_standbys << name;
    if (!position || m_wal.empty()) {
        const QString problem = Text::tr("the lag of standby %1 cannot be read without pg_monitor").arg(name);
        add(Guard::StandbyLag, name, std::nullopt, problem);
        add(Guard::StandbyLagBytes, name, std::nullopt, problem);
        return;
    }
    const double behind = std::max(0.0, m_wal.back().value - *position);
    double passed = 0;
    if (behind > 0) {
        const auto after =
            std::find_if(m_wal.cbegin(), m_wal.cend(), [&](const Moment &moment) { return moment.value > *position; });
        passed = static_cast<double>(m_wal.back().at - after->at);
    }
    add(Guard::StandbyLag, name, std::max(passed, behind > 0 ? lagMs : 0.0));
    add(Guard::StandbyLagBytes, name, behind);
}

// One that went away in the run may come back, and be far behind then.
void Governor::missingStandbys(const QSet<QString> &present)
{
    for (const QString &name : std::as_const(m_standbys)) {
        if (present.contains(name) || m_limits.ignoredStandbys.contains(name))
            continue;
        const QString problem = Text::tr("standby %1 is not connected any more").arg(name);
        add(Guard::StandbyLag, name, std::nullopt, problem);
        add(Guard::StandbyLagBytes, name, std::nullopt, problem);
    }
}

void Governor::takePages(double fetched, double hit)
{
    if (!m_hitRatioBefore) // since the statistics began
        m_hitRatioBefore = percent(hit, fetched);
    const qint64 now = m_clock.elapsed();
    m_pages.push_back({now, fetched, hit});
    while (m_pages.size() > 2 && now - m_pages[1].at >= kPagesMs)
        m_pages.pop_front();
    const double asked = fetched - m_pages.front().value;
    if (asked < kFewPages)
        return;
    const double ratio = percent(hit - m_pages.front().also, asked);
    add(Guard::HitRatioLoss, {}, std::max(0.0, *m_hitRatioBefore - ratio));
}

// Where a directory is named it is that of this computer. Otherwise it is the server's, which is this computer only
// over a local socket, and even then perhaps a container.
void Governor::takeFreeSpace()
{
    if (m_limits.freeBytes <= 0)
        return;
    const bool named = !m_limits.freeDirectory.isEmpty();
    const QString directory = named ? m_limits.freeDirectory : m_directory;
    if (!named && (directory.isEmpty() || !m_session->isLocal())) {
        add(Guard::FreeSpace, directory, std::nullopt,
            directory.isEmpty() ? Text::tr("the server's data directory cannot be read without pg_monitor")
                                : Text::tr("free space can be read on the server's computer only"));
        return;
    }
    std::error_code problem; // QStorageInfo looks for the mount, which a chroot may not see
    const auto space = std::filesystem::space(directory.toStdString(), problem);
    add(Guard::FreeSpace, directory, problem ? std::nullopt : std::optional(static_cast<double>(space.available)),
        Text::tr("free space of %1 cannot be read").arg(directory));
}

void Governor::setWork(std::optional<PacedWork> work)
{
    m_work = work;
    if (work)
        notePace();
}

Pace Governor::pace(PacedWork work) const
{
    // A log that grows past its limit ends the migration: only replaying makes it smaller.
    if (work == PacedWork::Replay && m_logBytes >= m_governed.logSoftBytes / 4)
        return {};
    return judge(m_limits, m_readings, work);
}

bool Governor::isRested(PacedWork work, qint64 sinceMs, qint64 tookMs) const
{
    const Pace now = pace(work);
    if (now.isFull())
        return true;
    if (now.isStopped())
        return false;
    const auto rest = static_cast<double>(tookMs) * (1 / now.share - 1);
    return sinceMs >= std::min(kLongestRestMs, static_cast<qint64>(rest));
}

void Governor::noteUnreadable()
{
    for (const GuardReading &reading : std::as_const(m_readings)) {
        const bool stops = m_limits.required.contains(toText(reading.guard)); // and says so
        if (reading.value || stops || limitOf(m_limits, reading.guard) <= 0 || m_noted.contains(reading.problem))
            continue;
        m_noted << reading.problem;
        m_notes << Text::tr("Not guarded against: %1.").arg(reading.problem);
    }
}

void Governor::notePace()
{
    const Pace now = pace();
    const bool same = now.isFull() == m_notedPace.isFull() && now.isStopped() == m_notedPace.isStopped()
        && (now.isFull() || now.guard == m_notedPace.guard);
    if (same)
        return;
    if (now.isStopped())
        m_notes << Text::tr("Stopped: %1.").arg(now.reason);
    else if (m_notedPace.isStopped())
        m_notes << (now.isFull() ? Text::tr("It goes on.") : Text::tr("It goes on, slowed: %1.").arg(now.reason));
    else if (const QString key = toText(now.guard); !now.isFull() && !m_noted.contains(key)) {
        m_noted << key; // the first time only: it may come and go by the second
        m_notes << Text::tr("Slowed: %1.").arg(now.reason);
    }
    m_notedPace = now;
}

QStringList Governor::takeNotes()
{
    return std::exchange(m_notes, {});
}

} // namespace parterre
