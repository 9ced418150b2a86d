// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/verifier.h"

#include "base/units.h"
#include "domain/recordtext.h"
#include "migration/fleet.h"
#include "migration/ratemeter.h"

#include <QCoreApplication>

#include <algorithm>

namespace parterre {

namespace {

constexpr qint64 kMaxDifferences = 100; // a partition
constexpr qint64 kEndOfPages = 4294967294;
const QString kStrict = QStringLiteral("strict");

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Verifier)
};

// sum(bigint) is a numeric of up to 128 bits; partial sums are added here.
__extension__ typedef __int128 WideSum;

WideSum toWide(const QString &text)
{
    WideSum value = 0;
    const bool negative = text.startsWith(u'-');
    for (const QChar c : text) {
        if (c.isDigit())
            value = value * 10 + c.digitValue();
    }
    return negative ? -value : value;
}

QString toDecimal(WideSum value)
{
    const bool negative = value < 0;
    QString digits;
    do {
        const int digit = static_cast<int>(value % 10);
        digits.prepend(QChar(u'0' + (negative ? -digit : digit)));
        value /= 10;
    } while (value != 0);
    return negative ? u'-' % digits : digits;
}

QString fieldText(const std::optional<QString> &field)
{
    if (!field)
        return QStringLiteral("NULL");
    return field->isEmpty() ? QStringLiteral("''") : *field;
}

// The rows come as ROW(every column, in the table's order).
QList<ColumnDifference> columnsOf(const Plan &plan, const RowDifference &difference)
{
    QList<ColumnDifference> columns;
    const auto plain = splitRecord(difference.plain);
    const auto partitioned = splitRecord(difference.partitioned);
    if (plain.size() != plan.table.columns.size() || partitioned.size() != plain.size())
        return columns;
    for (qsizetype i = 0; i < plain.size(); ++i) {
        if (plain[i] != partitioned[i])
            columns << ColumnDifference{plan.table.columns[i].name, fieldText(plain[i]), fieldText(partitioned[i])};
    }
    return columns;
}

struct LeafSums {
    qint64 rows = 0;
    WideSum hash0 = 0;
    WideSum hash1 = 0;

    void add(const Rows &result, qsizetype row)
    {
        rows += result.integer(row, "rows");
        hash0 += toWide(result.text(row, "hash0"));
        hash1 += toWide(result.text(row, "hash1"));
    }
    QString toText() const { return toDecimal(hash0) % u' ' % toDecimal(hash1); }
    bool operator==(const LeafSums &other) const = default;
};

QString tid(qint64 page)
{
    return u'(' % QString::number(page) % u",0)";
}

} // namespace

bool VerificationReport::isEqual() const
{
    return differences.isEmpty()
        && std::all_of(leaves.cbegin(), leaves.cend(), [](const LeafVerdict &v) { return v.equal; });
}

QString verdictText(const VerificationReport &report)
{
    const auto different = std::count_if(report.leaves.cbegin(), report.leaves.cend(),
                                         [](const LeafVerdict &verdict) { return !verdict.equal; });
    const QString text = report.isEqual()
        ? (report.method == kStrict ? Text::tr("Verified byte by byte: %1 rows in %2 partitions are equal (%3).")
                                    : Text::tr("Verified: %1 rows in %2 partitions are equal (%3)."))
              .arg(formatCount(report.rows))
              .arg(report.leaves.size())
        : Text::tr("Verified: %1 rows, %2 of %3 partitions DIFFER (%4).")
              .arg(formatCount(report.rows))
              .arg(different)
              .arg(report.leaves.size());
    if (report.leftOut == 0)
        return text.arg(formatDuration(report.durationMs));
    return text.arg(formatDuration(report.durationMs)) % u' '
        % Text::tr("%1 changes of that very moment waited for the replay; their rows are not in that number.")
              .arg(formatCount(report.leftOut));
}

Result<QStringList> differingLeaves(Runner &runner, const QString &method)
{
    PARTERRE_ASSIGN(checks, runner.main().exec(runner.sql().sql("journal/leaf_checks"), Params() << runner.plan().id));
    QStringList leaves;
    for (qsizetype i = 0; i < checks.count(); ++i) {
        if (!checks.flag(i, "equal") && (method.isEmpty() || checks.text(i, "method") == method))
            leaves << checks.text(i, "leaf");
    }
    return leaves;
}

Verifier::Verifier(Runner &runner, const Direction &direction)
    : m_runner(runner)
    , m_direction(direction)
{}

QList<PlannedStatement> Verifier::describe(const MigrationSql &sql, const Direction &direction)
{
    const QString each = Text::tr("once a partition");
    QList<PlannedStatement> list{
        {sql.sql("journal/leaf_checks"), {}},
        {sql.sqlFor("migration/pages", direction), {}},
        {sql.sql("transaction/begin_exported"), {}},
        {sql.sql("transaction/export_snapshot"), {}},
        {sql.sql("transaction/import_snapshot", {{QStringLiteral("snapshot"), QStringLiteral("'…'")}}),
         Text::tr("once a worker; the name is the exported one")},
        {sql.sql("migration/verify_limits"), Text::tr("once a worker")},
        {sql.sqlFor("migration/pending", direction), {}},
        {sql.hashSourcePages(direction), Text::tr("once a range of pages")}};
    for (const PlannedLeaf &leaf : sql.plan().leaves)
        list << PlannedStatement{sql.hashLeaf(leaf, direction), {}};
    for (const PlannedLeaf &leaf : sql.plan().leaves)
        list << PlannedStatement{sql.compareLeaf(leaf, direction),
                                 Text::tr("only if the sums of this partition differ, or in strict mode")};
    list << PlannedStatement{sql.sql("migration/forget_checks"), {}};
    list << PlannedStatement{sql.sql("migration/record_check"), each};
    list << PlannedStatement{sql.logPair(direction), Text::tr("only for rows that differ")};
    return list;
}

Result<VerificationReport> Verifier::verify(bool strict)
{
    constexpr int kAttempts = 5;
    // What only the bytes showed, the hashes would call equal.
    PARTERRE_ASSIGN(byBytes, differingLeaves(m_runner, kStrict));
    for (int attempt = 1;; ++attempt) {
        auto report = verifyOnce(strict || !byBytes.isEmpty());
        const bool gaveWay = !report && report.error().sqlState == u"57014" && !m_runner.cancel().isCancelled();
        if (report || !gaveWay)
            return report;
        if (attempt == kAttempts) {
            return failure(
                ErrorCode::Refused, Text::tr("the verification did not end"), report.error().message,
                Text::tr(
                    "Its snapshot may be held for %1 s (limits in the plan), and it gives way to whoever waits for a lock on the table.")
                    .arg(m_runner.plan().limits.verifySnapshotMs / 1000));
        }
        m_runner.note(Text::tr("The verification gave way to somebody who waited for a lock; it starts again."));
        PARTERRE_TRY(m_runner.pause(1000));
    }
}

// The journal forgets the verification before, and a red one takes the switch away, in the same transaction.
Result<> Verifier::record(const VerificationReport &report)
{
    const QString id = m_runner.plan().id;
    QList<Statement> records{{m_runner.sql().sql("migration/forget_checks"), Params() << id}};
    for (const LeafVerdict &v : report.leaves)
        records << Statement{m_runner.sql().sql("migration/record_check"),
                             Params() << id << v.leaf << report.method << v.plainRows << v.partitionedRows << v.equal
                                      << v.plainSum << v.partitionedSum};
    const bool refusesTheSwitch = m_runner.state() == MigrationState::Verified && !report.isEqual();
    if (refusesTheSwitch)
        records << m_runner.stateStatement(MigrationState::CatchingUp);
    PARTERRE_TRY(m_runner.transaction(records));
    if (refusesTheSwitch)
        m_runner.setState(MigrationState::CatchingUp);
    return {};
}

// What is red already stays so, whatever ends the comparison of the rows; of the other partitions nothing is claimed.
Result<> Verifier::recordRed(const VerificationReport &report)
{
    VerificationReport red = report;
    red.leaves.removeIf([](const LeafVerdict &verdict) { return verdict.equal; });
    return red.leaves.isEmpty() ? Result<>() : record(red);
}

Result<VerificationReport> Verifier::verifyOnce(bool strict)
{
    QElapsedTimer timer;
    timer.start();
    VerificationReport report;
    report.method = strict ? kStrict : QStringLiteral("hash");
    PARTERRE_TRY(hashBothSides(report));
    PARTERRE_TRY(recordRed(report));
    for (qsizetype i = 0; i < report.leaves.size(); ++i) {
        if (!strict && report.leaves[i].equal)
            continue;
        Progress p;
        p.step = QStringLiteral("Verify");
        p.unit = Text::tr("partitions");
        p.done = i;
        p.total = report.leaves.size();
        p.message = Text::tr("row by row");
        m_runner.progress(p);
        PARTERRE_TRY(compare(report, i));
        if (strict && !report.leaves[i].equal)
            PARTERRE_TRY(recordRed(report));
    }
    for (const LeafVerdict &v : std::as_const(report.leaves))
        report.rows += v.plainRows;
    PARTERRE_TRY(record(report));
    report.durationMs = timer.elapsed();
    return report;
}

// Open one snapshot on all workers: exported by the main session, which lets it go again at once.
Result<> Verifier::shareSnapshot(const QList<Session *> &workers)
{
    const MigrationSql &sql = m_runner.sql();
    PARTERRE_ASSIGN(
        exported,
        m_runner.main().execAll({{sql.sql("transaction/begin_exported")}, {sql.sql("transaction/export_snapshot")}}));
    const SqlNames name{{QStringLiteral("snapshot"), quoteLiteral(exported[1].text(0, "snapshot"))}};
    const QString limit = QString::number(m_runner.plan().limits.verifySnapshotMs) % u"ms";
    for (Session *worker : workers) {
        PARTERRE_TRY(worker->execAll({{sql.sql("transaction/begin_exported")},
                                      {sql.sql("transaction/import_snapshot", name)},
                                      {sql.sql("migration/verify_limits"), Params() << limit}}));
    }
    m_runner.main().rollback();
    return {};
}

namespace {

// The sums of both sides as they come in, and how far they are.
class Sums {
public:
    Sums(Runner &runner, qint64 pages)
        : plain(runner.plan().leaves.size())
        , partitioned(runner.plan().leaves.size())
        , m_runner(runner)
        , m_total(pages * 2)
    {
        m_age.start();
    }

    void addPlain(const Rows &result)
    {
        for (qsizetype i = 0; i < result.count(); ++i) {
            const qint64 bucket = result.integer(i, "leaf");
            (bucket >= 1 && bucket <= ranges() ? plain[bucket - 1] : outside).add(result, i);
        }
    }

    Result<> advance(qint64 pages)
    {
        m_done += pages;
        m_meter.add(m_done, m_done, m_total);
        Progress p;
        p.step = QStringLiteral("Verify");
        p.unit = Text::tr("pages");
        p.done = m_done;
        p.total = m_total;
        p.rate = m_meter.rate();
        p.remainingMs = m_meter.remainingMs();
        m_runner.progress(p);
        if (m_age.elapsed() <= m_runner.plan().limits.verifySnapshotMs)
            return {};
        return failure(ErrorCode::Refused, Text::tr("the verification holds its snapshot too long"),
                       Text::tr("%1 s have passed.").arg(m_age.elapsed() / 1000),
                       Text::tr("Raise verifySnapshotMs in the plan, or use more workers."));
    }

    bool hasDefault() const { return m_runner.plan().leaves.last().isDefault(); }
    qsizetype ranges() const { return plain.size() - (hasDefault() ? 1 : 0); }
    qint64 ageMs() const { return m_age.elapsed(); }

    QList<LeafSums> plain;
    QList<LeafSums> partitioned;
    LeafSums outside;

private:
    Runner &m_runner;
    qint64 m_total;
    qint64 m_done = 0;
    RateMeter m_meter;
    QElapsedTimer m_age;
};

} // namespace

Result<> Verifier::hashBothSides(VerificationReport &report)
{
    const MigrationSql &sql = m_runner.sql();
    const Plan &plan = m_runner.plan();
    PARTERRE_ASSIGN(workers, m_runner.workers());
    PARTERRE_ASSIGN(size, m_runner.main().exec(sql.sqlFor("migration/pages", m_direction)));
    PARTERRE_TRY(shareSnapshot(workers));
    PARTERRE_ASSIGN(
        pending, workers.first()->exec(sql.sqlFor("migration/pending", m_direction), Params() << QStringLiteral("0")));
    report.leftOut = pending.integer(0, "entries");
    const qint64 pages = std::max<qint64>(1, size.integer(0, "pages"));
    const qint64 step = std::clamp<qint64>(pages / (8 * workers.size()), 256, 65536);
    Sums sums(m_runner, pages);
    QList<FleetJob> jobs;
    const SqlText pageHash = sql.hashSourcePages(m_direction);
    for (qint64 page = 0; page < pages; page += step) {
        const qint64 end = page + step >= pages ? kEndOfPages : page + step;
        jobs << FleetJob{{{pageHash, Params() << tid(page) << tid(end)}},
                         [&, share = std::min(step, pages - page)](const QList<Rows> &results) {
                             sums.addPlain(results[0]);
                             return sums.advance(share);
                         }};
    }
    for (qsizetype i = 0; i < plan.leaves.size(); ++i) {
        jobs << FleetJob{{{sql.hashLeaf(plan.leaves[i], m_direction)}}, [&, i](const QList<Rows> &results) {
                             sums.partitioned[i].add(results[0], 0);
                             return sums.advance(pages / plan.leaves.size());
                         }};
    }
    PARTERRE_TRY(runFleet(m_runner, jobs, FleetRetry::Never, {}));
    report.snapshotMs = sums.ageMs();
    if (sums.hasDefault())
        sums.plain.last() = sums.outside;
    for (qsizetype i = 0; i < plan.leaves.size(); ++i) {
        const LeafSums &plain = sums.plain[i];
        const LeafSums &partitioned = sums.partitioned[i];
        report.leaves << LeafVerdict{
            plan.leaves[i].name.quoted(), plain.rows,          partitioned.rows, plain.toText(),
            partitioned.toText(),         plain == partitioned};
    }
    if (!sums.hasDefault() && sums.outside.rows > 0)
        report.leaves << LeafVerdict{
            Text::tr("outside every partition"), sums.outside.rows, 0, sums.outside.toText(), {}, false};
    return {};
}

Result<> Verifier::compare(VerificationReport &report, qsizetype leaf)
{
    if (leaf >= m_runner.plan().leaves.size())
        return {};
    const PlannedLeaf &planned = m_runner.plan().leaves[leaf];
    PARTERRE_ASSIGN(
        rows, m_runner.main().exec(m_runner.sql().compareLeaf(planned, m_direction), Params() << kMaxDifferences));
    report.leaves[leaf].equal = rows.isEmpty();
    for (qsizetype i = 0; i < rows.count(); ++i) {
        RowDifference difference;
        difference.leaf = planned.name.quoted();
        for (qsizetype k = 0; k < m_runner.plan().pair.size(); ++k)
            difference.key << rows.cell(i, k);
        difference.plain = rows.text(i, "source");
        difference.partitioned = rows.text(i, "target");
        difference.columns = columnsOf(m_runner.plan(), difference);
        report.differences << difference;
    }
    return {};
}

Result<> Verifier::repair(const VerificationReport &report)
{
    const SqlText statement = m_runner.sql().logPair(m_direction);
    QList<Statement> statements;
    for (const RowDifference &difference : report.differences) {
        Params params;
        for (const QString &part : difference.key)
            params << part;
        statements << Statement{statement, params};
    }
    if (!statements.isEmpty())
        PARTERRE_TRY(m_runner.transaction(statements));
    return {};
}

} // namespace parterre
