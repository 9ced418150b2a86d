// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/savingsprobe.h"

#include "archive/archivefolder.h"
#include "archive/filejournal.h"
#include "domain/sqlscan.h"
#include "pg/locksentry.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SavingsProbe)
};

constexpr int kRuns = 5;
constexpr qint64 kQueriesMs = 120'000;
constexpr int kAttempts = 3; // while others wait for a lock of ours
constexpr qint64 kSampleMs = 2000;
constexpr qint64 kFirstSample = 4LL << 20;
constexpr qint64 kSampleGrowth = 4;

SqlText sql(const char *id, const SqlNames &names = {})
{
    return SqlText::load(QLatin1String(id), names);
}

QString milliseconds(qint64 ms)
{
    return QString::number(ms) % u"ms";
}

double medianOf(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// What the server says of one run of a query.
struct QueryRun {
    double ms = 0;
    qint64 pagesHit = 0;
    qint64 pagesRead = 0;
};

QueryRun runOf(const Rows &explained)
{
    const QJsonObject told = QJsonDocument::fromJson(explained.cell(0, 0).toUtf8())[0].toObject();
    const QJsonObject plan = told[u"Plan"].toObject();
    return {told[u"Planning Time"].toDouble() + told[u"Execution Time"].toDouble(),
            plan[u"Shared Hit Blocks"].toInteger(), plan[u"Shared Read Blocks"].toInteger()};
}

} // namespace

bool beginsAsQuery(const QString &text)
{
    static const QStringList beginnings{u"select"_s, u"with"_s, u"values"_s, u"table"_s};
    const QList<SqlToken> tokens = sqlTokens(text);
    const auto first = std::find_if(tokens.cbegin(), tokens.cend(), [](const SqlToken &t) { return t.text != u"("; });
    return first != tokens.cend() && first->kind == SqlToken::Kind::Word && beginnings.contains(first->text);
}

Result<> checkQuery(const QString &text)
{
    if (!beginsAsQuery(text))
        return failure(ErrorCode::Usage, Text::tr("only queries are measured: SELECT, WITH, VALUES, TABLE"), text);
    for (const SqlToken &token : sqlTokens(text)) {
        const bool word = token.kind == SqlToken::Kind::Word;
        if (token.kind == SqlToken::Kind::Symbol && token.text == u";")
            return failure(ErrorCode::Usage, Text::tr("a query is one statement, without a semicolon"), text);
        if (word && token.text == u"into")
            return failure(ErrorCode::Usage, Text::tr("a query that makes a table is not measured"), text);
        if (word && token.text.startsWith(u'$'))
            return failure(ErrorCode::Usage, Text::tr("a query with parameters cannot be run"), text,
                           Text::tr("Write a value in place of %1.").arg(token.text));
    }
    return {};
}

Statement sizesStatement(qint64 tableOid, const QualifiedName &archive)
{
    return {sql("archive/measure_sizes"), Params() << tableOid << archive.schema << archive.name};
}

SavingsFigures sizesOf(const Rows &rows)
{
    SavingsFigures figures;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        MeasuredSizes &sizes = rows.flag(i, "live") ? figures.table : figures.archive;
        sizes = {rows.integer(i, "heap"),  rows.integer(i, "indexes"),       rows.integer(i, "toast"),
                 rows.integer(i, "rows"),  rows.textArray(i, "tablespaces"), rows.flag(i, "partitioned"),
                 rows.flag(i, "elsewhere")};
    }
    return figures;
}

namespace {

/// One measurement: its session, and an eye on who waits for it.
class Probe {
public:
    Probe(const ArchiveOptions &options, const ArchivePolicy &policy)
        : m_options(options)
        , m_policy(policy)
    {}

    Result<> open();
    Result<SavingsFigures> sizes();
    Result<QList<MeasuredQuery>> times(const QStringList &queries);
    Result<MeasuredDump> dump(const QualifiedName &table, const MeasuredSizes &sizes);
    Result<qint64> bookedFiles()
    {
        return filejournal::sums(*m_session, m_policy.id()).map([](const filejournal::Sums &sums) {
            return sums.bytes;
        });
    }

private:
    Result<MeasuredQuery> time(const QString &query, qint64 budgetMs);
    Result<QueryRun> runOnce(const QString &query, qint64 timeoutMs);
    Result<double> sample(const QualifiedName &table, double percent);
    template<class T>
    Result<T> patiently(const std::function<Result<T>()> &attempt);
    void say(const QString &message) const;

    const ArchiveOptions &m_options;
    const ArchivePolicy &m_policy;
    qint64 m_oid = 0;
    std::unique_ptr<LockSentry> m_sentry;
    std::unique_ptr<Session> m_session;
};

// What one figure cannot have is said in its place; this ends the measurement.
bool endsAll(const Error &error)
{
    return error.connectionLost || error.isCancelled();
}

void Probe::say(const QString &message) const
{
    if (!m_options.sink)
        return;
    Progress progress;
    progress.step = QStringLiteral(QT_TRANSLATE_NOOP("Step", "Measure"));
    progress.message = message;
    m_options.sink->report(progress);
}

Result<> Probe::open()
{
    ArchiveOptions unseen = m_options;
    unseen.observer = {};
    PARTERRE_ASSIGN(eye, openArchiveSession(unseen, m_policy.table));
    m_sentry = std::make_unique<LockSentry>(std::move(eye));
    PARTERRE_ASSIGN(session, openArchiveSession(m_options, m_policy.table, [this] { m_sentry->tick(); }));
    m_session = std::move(session);
    m_sentry->guard(m_session.get());
    PARTERRE_ASSIGN(found, findArchiveTable(*m_session, m_policy.table));
    if (!found)
        return failure(ErrorCode::NotFound, Text::tr("there is no table %1").arg(m_policy.id()));
    m_oid = found->oid;
    return {};
}

template<class T>
Result<T> Probe::patiently(const std::function<Result<T>()> &attempt)
{
    for (int left = kAttempts;; --left) {
        auto done = attempt();
        if (done || endsAll(done.error()) || !m_sentry->takeYielded())
            return done;
        if (left == 1)
            return failure(ErrorCode::LockNotAvailable, Text::tr("somebody waited for a lock each time"));
    }
}

Result<SavingsFigures> Probe::sizes()
{
    const Statement statement = sizesStatement(m_oid, m_policy.archive);
    PARTERRE_ASSIGN(rows, patiently<Rows>([&] { return m_session->exec(statement.sql, statement.params); }));
    return sizesOf(rows);
}

Result<QueryRun> Probe::runOnce(const QString &query, qint64 timeoutMs)
{
    const auto done =
        m_session->execAll({{sql("transaction/begin_read_only")},
                            {sql("archive/query_settings"), Params() << milliseconds(std::max<qint64>(1, timeoutMs))},
                            {sql("archive/time_query", {{u"query"_s, query}})},
                            {sql("transaction/rollback")}});
    PARTERRE_TRY(done);
    return runOf(done->at(2));
}

// The first run fills the caches. Where the time leaves no second one, it is the one that counts.
Result<MeasuredQuery> Probe::time(const QString &query, qint64 budgetMs)
{
    MeasuredQuery measured;
    measured.query = query;
    QElapsedTimer timer;
    timer.start();
    QList<double> times;
    qint64 longest = 0;
    while (times.isEmpty() || (times.size() <= kRuns && timer.elapsed() + longest <= budgetMs)) {
        const qint64 began = timer.elapsed();
        const auto run = patiently<QueryRun>([&] { return runOnce(query, budgetMs - timer.elapsed()); });
        if (!run && (endsAll(run.error()) || times.isEmpty()))
            return Failure(run.error());
        if (!run)
            break;
        longest = std::max(longest, timer.elapsed() - began);
        times << run->ms;
        measured.pagesHit = run->pagesHit;
        measured.pagesRead = run->pagesRead;
    }
    const QList<double> counted = times.size() > 1 ? times.mid(1) : times;
    measured.ms = medianOf(counted);
    measured.runs = static_cast<int>(counted.size());
    return measured;
}

// Each has its share of the time that those before it left.
Result<QList<MeasuredQuery>> Probe::times(const QStringList &queries)
{
    QList<MeasuredQuery> list;
    QElapsedTimer timer;
    timer.start();
    for (const QString &query : queries) {
        say(Text::tr("Query %1 of %2").arg(list.size() + 1).arg(queries.size()));
        const qint64 share = (kQueriesMs - timer.elapsed()) / (queries.size() - list.size());
        const auto usable = checkQuery(query);
        auto measured = usable ? time(query, share) : Result<MeasuredQuery>(Failure(usable.error()));
        if (!measured && endsAll(measured.error()))
            return Failure(measured.error());
        if (!measured)
            measured = MeasuredQuery{query, 0, 0, 0, 0, measured.error().message};
        list << *measured;
    }
    return list;
}

Result<double> Probe::sample(const QualifiedName &table, double percent)
{
    const SqlText copy =
        sql("archive/dump_sample", {{u"table"_s, table.quoted()}, {u"percent"_s, QString::number(percent, 'f', 6)}});
    QElapsedTimer timer;
    timer.start();
    const auto discard = [](QByteArrayView) { return Result<>(); };
    PARTERRE_TRY(patiently<qint64>([&] {
        timer.restart();
        return m_session->copyOut(copy, discard);
    }));
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

// Larger and larger samples, until the next one would take too long; the last one counts.
Result<MeasuredDump> Probe::dump(const QualifiedName &table, const MeasuredSizes &sizes)
{
    MeasuredDump measured;
    const qint64 all = sizes.heap + sizes.toast;
    say(Text::tr("A sample of %1 is copied out").arg(table.quoted()));
    for (qint64 wanted = std::min(kFirstSample, all); wanted > 0;) {
        const auto took = sample(table, 100.0 * static_cast<double>(wanted) / static_cast<double>(all));
        if (!took && endsAll(took.error()))
            return Failure(took.error());
        if (!took) {
            measured.whyNot = took.error().message;
            return measured;
        }
        measured.bytes = wanted;
        measured.ms = *took;
        if (wanted == all || *took * (1 + kSampleGrowth) > kSampleMs)
            break;
        wanted = std::min(wanted * kSampleGrowth, all);
    }
    return measured;
}

/// Of the archive files in a folder that came from the table, its archive, or a partition of one of them.
Result<qint64> bytesOfFiles(const QString &folder, const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(entries, listArchiveFiles(folder));
    const auto isOurs = [&](const QualifiedName &name) { return name == policy.table || name == policy.archive; };
    qint64 bytes = 0;
    for (const FolderEntry &entry : std::as_const(entries)) {
        if (entry.manifest && (isOurs(entry.manifest->table) || isOurs(entry.manifest->parent)))
            bytes += entry.manifest->file.bytes;
    }
    return bytes;
}

} // namespace

Result<SavingsFigures> measureSavings(const ArchiveOptions &options, const ArchivePolicy &policy,
                                      const SavingsWish &wish)
{
    Probe probe(options, policy);
    PARTERRE_TRY(probe.open());
    PARTERRE_ASSIGN(figures, probe.sizes());
    PARTERRE_ASSIGN(queries, probe.times(wish.queries));
    figures.queries = queries;
    PARTERRE_ASSIGN(tableDump, probe.dump(policy.table, figures.table));
    figures.tableDump = tableDump;
    if (!policy.isInFiles()) {
        PARTERRE_ASSIGN(archiveDump, probe.dump(policy.archive, figures.archive));
        figures.archiveDump = archiveDump;
    }
    if (!wish.folder.isEmpty() || policy.isInFiles()) {
        PARTERRE_ASSIGN(files, wish.folder.isEmpty() ? probe.bookedFiles() : bytesOfFiles(wish.folder, policy));
        figures.files = files;
    }
    return figures;
}

} // namespace parterre
