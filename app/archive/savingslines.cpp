// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/savingslines.h"

#include "base/units.h"

#include <QCoreApplication>

#include <algorithm>
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

// ---------------------------------------------------------------- all of them

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

} // namespace

QList<SavingsLine> savingsLines(const ArchivePolicy &policy, const SavingsPair &pair)
{
    return Lines(policy, pair).all();
}

} // namespace parterre
