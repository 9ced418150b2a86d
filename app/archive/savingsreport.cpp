// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/savingsreport.h"

#include "archive/savingsjournal.h"
#include "base/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SavingsReport)
};

using Kind = SavingsLine::Kind;
using Part = SavingsLine::Part;
using Value = std::optional<double>;

} // namespace

const SavingsLine *SavingsReport::line(const QString &code) const
{
    const auto found =
        std::find_if(lines.cbegin(), lines.cend(), [&](const SavingsLine &line) { return line.code == code; });
    return found == lines.cend() ? nullptr : &*found;
}

// ---------------------------------------------------------------- which two

namespace {

SavingsPair lastPair(const QList<SavingsMeasurement> &all)
{
    SavingsPair pair;
    qsizetype i = all.size() - 1;
    while (i >= 0 && all[i].moment == SavingsMoment::Before)
        --i;
    if (i < 0) { // only looked at before
        if (!all.isEmpty())
            pair.before = all.first();
        return pair;
    }
    pair.after = all[i];
    while (i >= 0 && all[i].moment == SavingsMoment::After)
        --i;
    for (; i >= 0 && all[i].moment == SavingsMoment::Before; --i)
        pair.before = all[i];
    return pair;
}

} // namespace

SavingsPair chosenPair(const QList<SavingsMeasurement> &all, const QList<ArchiveRun> &runs)
{
    QStringList idle;
    for (const ArchiveRun &run : runs) {
        if (run.rows == 0)
            idle << run.id;
    }
    QList<SavingsMeasurement> telling = all;
    telling.removeIf([&](const SavingsMeasurement &measurement) { return idle.contains(measurement.run); });
    const SavingsPair pair = lastPair(telling);
    return pair.before && pair.after ? pair : lastPair(all);
}

Result<SavingsPair> pairSince(qint64 id, const QList<SavingsMeasurement> &all, const QList<ArchiveRun> &runs)
{
    const QString hint = Text::tr("parterrectl archive savings --measurements lists them.");
    const auto base = std::find_if(all.cbegin(), all.cend(), [id](const SavingsMeasurement &m) { return m.id == id; });
    if (base == all.cend())
        return failure(ErrorCode::Usage, Text::tr("there is no measurement %1 of this policy").arg(id), {}, hint);
    SavingsPair pair = chosenPair(all, runs);
    pair.before = *base;
    if (pair.after && pair.after->id <= id)
        return failure(ErrorCode::Usage, Text::tr("nothing was measured after measurement %1").arg(id), {}, hint);
    return pair;
}

// ---------------------------------------------------------------- what it means

namespace {

/// What the runs moved between the two measurements.
struct Movement {
    qint64 singleRows = 0;
    qint64 singleBytes = 0;
    qint64 wholeBytes = 0;
    int leaves = 0;
};

// Of those that worked in between; one that makes the measurements itself begins before the first of them.
Movement movementBetween(const ArchivePolicy &policy, const SavingsMeasurement &before, const SavingsMeasurement &after,
                         const QList<ArchiveRun> &runs)
{
    Movement sum;
    const QDateTime from = readServerMoment(before.at);
    const QDateTime to = readServerMoment(after.at);
    for (const ArchiveRun &run : runs) {
        const bool over = !run.endedAt.isEmpty() && readServerMoment(run.endedAt) <= from;
        if (run.policy != policy.id() || run.kind != u"archive" || over || readServerMoment(run.startedAt) >= to)
            continue;
        sum.singleRows += run.singleRows();
        sum.singleBytes += run.singleBytes();
        sum.wholeBytes += run.bytes - run.singleBytes();
        sum.leaves += run.leaves;
    }
    return sum;
}

/// Writes the sentences of a complete report.
class Conclusions {
public:
    Conclusions(const SavingsReport &report, const Movement &moved)
        : m_report(report)
        , m_table(report.policy.id())
        , m_moved(moved)
        , m_after(report.after->figures)
    {}

    QStringList all();

private:
    void aboutSingleRows();
    void aboutRemedies();
    void aboutPartitions();
    void aboutBoth();
    bool sharesTablespace() const;

    const SavingsReport &m_report;
    const QString m_table;
    const Movement &m_moved;
    const SavingsFigures &m_after;
    QStringList m_said;
};

void Conclusions::aboutSingleRows()
{
    if (m_moved.singleRows == 0)
        return;
    const QString rows = formatCount(m_moved.singleRows);
    const QString taken = formatBytes(m_moved.singleBytes);
    const qint64 back = m_report.shrunkBytes - m_moved.wholeBytes;
    if (back <= 0)
        m_said << Text::tr(
                      "No disk came back for the %1 rows that left %2 one by one: a table keeps the pages of deleted "
                      "rows. About %3 in them is room for new rows once VACUUM has passed.")
                      .arg(rows, m_table, taken);
    else
        m_said << Text::tr("For the %1 rows that left %2 one by one, about %3, %4 of disk came back, with indexes.")
                      .arg(rows, m_table, taken, formatBytes(back));
    if (m_report.reusableBytes > 0)
        aboutRemedies();
}

void Conclusions::aboutRemedies()
{
    m_said << Text::tr("What would give that disk back: VACUUM FULL, which locks the table in ACCESS EXCLUSIVE mode "
                       "until it is written anew, so that nobody reads or writes it meanwhile, and needs disk for the "
                       "new copy; or pg_repack, which needs the same disk but locks only for moments.");
    m_said << (m_after.table.partitioned
                   ? Text::tr("Partitions that are wholly old leave with their files instead.")
                   : Text::tr("A partitioned table (parterrectl plan %1) would give back whole partitions, with their "
                              "files.")
                         .arg(m_table));
}

bool Conclusions::sharesTablespace() const
{
    const auto isThere = [&](const QString &name) { return m_after.table.tablespaces.contains(name); };
    return std::any_of(m_after.archive.tablespaces.cbegin(), m_after.archive.tablespaces.cend(), isThere);
}

void Conclusions::aboutPartitions()
{
    if (m_moved.leaves == 0)
        return;
    m_said << Text::tr("Partitions that left %1 as a whole, with their files: %2.")
                  .arg(m_table, formatCount(m_moved.leaves));
    if (m_report.shrunkBytes > 0)
        m_said << Text::tr("%1 is smaller by %2.").arg(m_table, formatBytes(m_report.shrunkBytes));
}

void Conclusions::aboutBoth()
{
    if (m_after.archive.elsewhere) {
        m_said << Text::tr("The archive is on another server: what it takes there was not measured.");
        return;
    }
    const qint64 back = m_report.returnedBytes;
    if (back < 0)
        m_said << Text::tr("Table and archive together take %1 more than before.").arg(formatBytes(-back));
    else if (back > 0)
        m_said << Text::tr("Table and archive together take %1 less than before.").arg(formatBytes(back));
    else
        m_said << Text::tr("Table and archive together take as much as before.");
    if (back <= 0 && m_after.archive.total() > 0 && sharesTablespace())
        m_said << Text::tr(
                      "They share the tablespace %1. Its disk gets room when the archive goes to another tablespace, "
                      "or into compressed files (parterrectl archive-file) and is dropped.")
                      .arg(m_after.table.tablespaces.join(u", "_s));
}

QStringList Conclusions::all()
{
    aboutSingleRows();
    aboutPartitions();
    aboutBoth();
    return m_said;
}

QStringList nextSteps(const SavingsReport &report)
{
    QStringList steps;
    const QString measure = u"parterrectl archive savings %1 --measure %2"_s;
    if (!report.before)
        steps << Text::tr("Nothing was measured before: %1, before rows go to the archive.")
                     .arg(measure.arg(report.policy.id(), u"before"_s));
    if (!report.after)
        steps << Text::tr("Nothing was measured after: a run does it when it ends, or %1.")
                     .arg(measure.arg(report.policy.id(), u"after"_s));
    return steps;
}

} // namespace

SavingsReport makeSavingsReport(const ArchivePolicy &policy, const SavingsPair &pair, const QList<ArchiveRun> &runs)
{
    SavingsReport report;
    report.policy = policy;
    report.before = pair.before;
    report.after = pair.after;
    report.lines = savingsLines(policy, pair);
    report.conclusions = nextSteps(report);
    if (!pair.before || !pair.after)
        return report;
    const Movement moved = movementBetween(policy, *pair.before, *pair.after, runs);
    const SavingsFigures &before = pair.before->figures;
    const SavingsFigures &after = pair.after->figures;
    report.shrunkBytes = before.table.total() - after.table.total();
    report.returnedBytes = report.shrunkBytes + before.archive.total() - after.archive.total();
    const qint64 back = std::max<qint64>(0, report.shrunkBytes - moved.wholeBytes);
    report.reusableBytes = std::max<qint64>(0, moved.singleBytes - back);
    report.conclusions = Conclusions(report, moved).all();
    return report;
}

Result<SavingsReport> readSavingsReport(Session &session, const ArchivePolicy &policy, std::optional<qint64> since)
{
    PARTERRE_ASSIGN(all, savingsjournal::measurements(session, policy.id()));
    PARTERRE_ASSIGN(runs, archivejournal::runs(session));
    if (!since)
        return makeSavingsReport(policy, chosenPair(all, runs), runs);
    return pairSince(*since, all, runs).map([&](const SavingsPair &pair) {
        return makeSavingsReport(policy, pair, runs);
    });
}

// ---------------------------------------------------------------- for people and programs

QString headingText(SavingsLine::Part part)
{
    switch (part) {
    case Part::Storage:
        return Text::tr("Storage");
    case Part::Queries:
        return Text::tr("Queries");
    case Part::Dump:
        return Text::tr("Dump");
    case Part::Cost:
        return Text::tr("Cost a month");
    }
    return {};
}

QString momentLine(const SavingsReport &report, SavingsMoment moment)
{
    const bool first = moment == SavingsMoment::Before;
    const std::optional<SavingsMeasurement> &measurement = first ? report.before : report.after;
    QString said = Text::tr("not measured");
    if (measurement) {
        said = readServerMoment(measurement->at).toString(u"yyyy-MM-dd HH:mm"_s) % u" UTC";
        if (!measurement->run.isEmpty())
            said = Text::tr("%1, run %2").arg(said, measurement->run);
        if (!measurement->label.isEmpty())
            said += u", " % measurement->label;
    }
    return first ? Text::tr("Before: %1").arg(said) : Text::tr("After: %1").arg(said);
}

namespace {

QJsonValue json(const Value &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString codeOf(Kind kind)
{
    static constexpr std::array names{"bytes", "rows", "milliseconds", "money"};
    return QLatin1String(names[static_cast<std::size_t>(kind)]);
}

QJsonObject toJson(const SavingsLine &line)
{
    return {{u"code"_s, line.code},
            {u"what"_s, line.what},
            {u"unit"_s, line.kind == Kind::Money ? line.currency : codeOf(line.kind)},
            {u"before"_s, json(line.before)},
            {u"after"_s, json(line.after)},
            {u"difference"_s, json(line.difference())},
            {u"remark"_s, line.remark}};
}

} // namespace

QJsonObject toJson(const SavingsReport &report)
{
    QJsonArray lines;
    for (const SavingsLine &line : report.lines)
        lines << toJson(line);
    const auto measured = [](const std::optional<SavingsMeasurement> &measurement) {
        return measurement ? JsonWriter::toJson(*measurement) : QJsonValue();
    };
    const bool both = report.before && report.after;
    return {{u"policy"_s, report.policy.id()},
            {u"before"_s, measured(report.before)},
            {u"after"_s, measured(report.after)},
            {u"lines"_s, lines},
            {u"shrunkBytes"_s, both ? QJsonValue(report.shrunkBytes) : QJsonValue()},
            {u"returnedBytes"_s, both ? QJsonValue(report.returnedBytes) : QJsonValue()},
            {u"reusableBytes"_s, both ? QJsonValue(report.reusableBytes) : QJsonValue()},
            {u"conclusions"_s, QJsonArray::fromStringList(report.conclusions)}};
}

} // namespace parterre
