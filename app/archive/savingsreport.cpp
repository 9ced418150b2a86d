// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/savingsreport.h"

#include "archive/savingsjournal.h"
#include "base/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <functional>

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

// ---------------------------------------------------------------- a line

std::optional<double> SavingsLine::difference() const
{
    return before && after ? Value(*after - *before) : std::nullopt;
}

QString SavingsLine::amountText(double value) const
{
    switch (kind) {
    case Kind::Bytes:
        return formatBytes(qRound64(value));
    case Kind::Rows:
        return formatCount(qRound64(value));
    case Kind::Milliseconds:
        return formatMilliseconds(value);
    case Kind::Money:
        return formatMoney(value, currency);
    }
    return {};
}

QString SavingsLine::valueText(const std::optional<double> &value) const
{
    return value ? amountText(*value) : Text::tr("not measured");
}

QString SavingsLine::beforeText() const
{
    return valueText(before);
}

QString SavingsLine::afterText() const
{
    return valueText(after);
}

QString SavingsLine::differenceText() const
{
    const Value change = difference();
    if (!change)
        return {};
    return *change > 0 ? QString(u'+' % amountText(*change)) : amountText(*change);
}

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

// ---------------------------------------------------------------- the figures

namespace {

/// Makes the lines of a report from its two measurements.
class Lines {
public:
    Lines(const ArchivePolicy &policy, const SavingsPair &pair)
        : m_policy(policy)
        , m_pair(pair)
    {}

    QList<SavingsLine> all();

private:
    template<class F>
    SavingsLine line(Part part, const QString &code, const QString &what, Kind kind, const F &figure) const;
    template<class F>
    void bytes(const QString &code, const QString &what, const F &figure);
    void storage();
    void queries();
    void dump();
    void cost();
    void addCost(const QString &code, const QString &what, const QString &place,
                 const std::function<Value(const SavingsFigures &)> &size, qint64 times = 1);

    const ArchivePolicy &m_policy;
    const SavingsPair &m_pair;
    QList<SavingsLine> m_lines;
};

template<class F>
SavingsLine Lines::line(Part part, const QString &code, const QString &what, Kind kind, const F &figure) const
{
    const auto of = [&](const std::optional<SavingsMeasurement> &measurement) {
        return measurement ? Value(figure(measurement->figures)) : std::nullopt;
    };
    return {part, code, what, kind, of(m_pair.before), of(m_pair.after)};
}

template<class F>
void Lines::bytes(const QString &code, const QString &what, const F &figure)
{
    m_lines << line(Part::Storage, code, what, Kind::Bytes, figure);
}

double real(qint64 number)
{
    return static_cast<double>(number);
}

Value knownRows(qint64 rows)
{
    return rows < 0 ? std::nullopt : Value(real(rows));
}

Value knownFiles(const SavingsFigures &f)
{
    return f.files < 0 ? std::nullopt : Value(real(f.files));
}

Value knownArchive(const SavingsFigures &f)
{
    return f.archive.elsewhere ? std::nullopt : Value(real(f.archive.total()));
}

Value knownTogether(const SavingsFigures &f)
{
    return f.archive.elsewhere ? std::nullopt : Value(real(f.table.total() + f.archive.total()));
}

void Lines::storage()
{
    using F = SavingsFigures;
    bytes(u"table"_s, Text::tr("Table, with all partitions"), [](const F &f) { return real(f.table.total()); });
    bytes(u"table-heap"_s, Text::tr("of it rows"), [](const F &f) { return real(f.table.heap); });
    bytes(u"table-indexes"_s, Text::tr("of it indexes"), [](const F &f) { return real(f.table.indexes); });
    bytes(u"table-toast"_s, Text::tr("of it TOAST"), [](const F &f) { return real(f.table.toast); });
    bytes(u"archive"_s, Text::tr("Archive, with all partitions"), knownArchive);
    bytes(u"together"_s, Text::tr("Table and archive together"), knownTogether);
    SavingsLine files = line(Part::Storage, u"files"_s, Text::tr("Archive files"), Kind::Bytes, knownFiles);
    if (files.before || files.after)
        m_lines << files;
    SavingsLine rows = line(Part::Storage, u"table-rows"_s, Text::tr("Rows of the table"), Kind::Rows,
                            [](const F &f) { return knownRows(f.table.rows); });
    rows.remark = Text::tr("the server's estimate, of the last VACUUM or ANALYZE");
    m_lines << rows;
}

const MeasuredQuery *queryIn(const std::optional<SavingsMeasurement> &measurement, const QString &query)
{
    if (!measurement)
        return nullptr;
    const QList<MeasuredQuery> &all = measurement->figures.queries;
    const auto found =
        std::find_if(all.cbegin(), all.cend(), [&](const MeasuredQuery &one) { return one.query == query; });
    return found == all.cend() ? nullptr : &*found;
}

Value timeOf(const MeasuredQuery *query)
{
    return query && query->whyNot.isEmpty() ? Value(query->ms) : std::nullopt;
}

QString basisOf(const MeasuredQuery &query)
{
    return query.whyNot.isEmpty() ? Text::tr("median of %1; pages: %2 from the cache, %3 read")
                                        .arg(query.runs)
                                        .arg(formatCount(query.pagesHit), formatCount(query.pagesRead))
                                  : query.whyNot;
}

void Lines::queries()
{
    QStringList texts;
    for (const auto &measurement : {m_pair.before, m_pair.after}) {
        for (const MeasuredQuery &query : measurement ? measurement->figures.queries : QList<MeasuredQuery>())
            texts << query.query;
    }
    texts.removeDuplicates();
    for (const QString &text : std::as_const(texts)) {
        const MeasuredQuery *before = queryIn(m_pair.before, text);
        const MeasuredQuery *after = queryIn(m_pair.after, text);
        QStringList basis;
        if (before)
            basis << Text::tr("before: %1").arg(basisOf(*before));
        if (after)
            basis << Text::tr("after: %1").arg(basisOf(*after));
        m_lines << SavingsLine{Part::Queries, u"query"_s,         text, Kind::Milliseconds, timeOf(before),
                               timeOf(after), basis.join(u"; "_s)};
    }
}

QString basisOf(const QString &moment, const MeasuredDump &dump)
{
    if (dump.bytes > 0)
        return Text::tr("%1: from %2 in %3").arg(moment, formatBytes(dump.bytes), formatMilliseconds(dump.ms));
    return dump.whyNot.isEmpty() ? QString() : QString(moment % u": " % dump.whyNot);
}

void Lines::dump()
{
    const auto add = [&](const QString &code, const QString &what, const MeasuredDump SavingsFigures::*speed,
                         const MeasuredSizes SavingsFigures::*sizes) {
        SavingsLine estimate = line(Part::Dump, code, what, Kind::Milliseconds, [&](const SavingsFigures &f) {
            const MeasuredSizes &size = f.*sizes;
            return size.elsewhere ? std::nullopt : (f.*speed).estimateMs(size.heap + size.toast);
        });
        QStringList basis;
        if (m_pair.before)
            basis << basisOf(Text::tr("before"), m_pair.before->figures.*speed);
        if (m_pair.after)
            basis << basisOf(Text::tr("after"), m_pair.after->figures.*speed);
        basis.removeAll(QString());
        if (basis.isEmpty())
            return;
        estimate.remark = Text::tr("estimate, by one COPY without compression; %1").arg(basis.join(u"; "_s));
        m_lines << estimate;
    };
    add(u"dump-table"_s, Text::tr("Dump of the table"), &SavingsFigures::tableDump, &SavingsFigures::table);
    add(u"dump-archive"_s, Text::tr("Dump of the archive"), &SavingsFigures::archiveDump, &SavingsFigures::archive);
}

void Lines::addCost(const QString &code, const QString &what, const QString &place,
                    const std::function<Value(const SavingsFigures &)> &size, qint64 times)
{
    const ArchivePrices &prices = m_policy.settings.prices;
    if (!prices.perGbMonth.contains(place))
        return;
    SavingsLine cost = line(Part::Cost, code, what, Kind::Money, [&](const SavingsFigures &f) -> Value {
        const Value bytes = size(f);
        return bytes ? prices.cost(place, qRound64(*bytes) * times) : std::nullopt;
    });
    if (!cost.before && !cost.after)
        return;
    cost.currency = prices.currency;
    cost.remark = Text::tr("%1 a GB and month").arg(formatMoney(prices.perGbMonth.value(place), prices.currency));
    if (times > 1)
        cost.remark += u" × " % formatCount(times);
    m_lines << cost;
}

// Without prices there is no cost. A backup holds what of both is on this server.
void Lines::cost()
{
    const ArchivePrices &prices = m_policy.settings.prices;
    const QString place = m_policy.tier == u"server" ? u"server"_s : u"archive"_s;
    const qsizetype first = m_lines.size();
    addCost(u"cost-table"_s, Text::tr("Table"), u"table"_s,
            [](const SavingsFigures &f) { return real(f.table.total()); });
    addCost(u"cost-archive"_s, Text::tr("Archive"), place, knownArchive);
    addCost(u"cost-files"_s, Text::tr("Archive files"), u"files"_s, knownFiles);
    if (prices.keptBackups > 0)
        addCost(
            u"cost-backups"_s, Text::tr("Kept backups"), u"backup"_s,
            [](const SavingsFigures &f) { return real(f.table.total() + f.archive.total()); }, prices.keptBackups);
    if (m_lines.size() == first)
        return;
    SavingsLine sum{Part::Cost, u"cost"_s, Text::tr("Together, a month"), Kind::Money, {}, {}};
    for (const SavingsLine &one : m_lines.mid(first)) {
        if (one.before)
            sum.before = sum.before.value_or(0) + *one.before;
        if (one.after)
            sum.after = sum.after.value_or(0) + *one.after;
    }
    sum.remark = Text::tr("by your prices; only what has a price");
    sum.currency = prices.currency;
    m_lines << sum;
}

QList<SavingsLine> Lines::all()
{
    if (!m_pair.before && !m_pair.after)
        return {};
    storage();
    queries();
    dump();
    cost();
    return m_lines;
}

// ---------------------------------------------------------------- what it means

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
    report.lines = Lines(policy, pair).all();
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
