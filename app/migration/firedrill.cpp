// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/firedrill.h"

#include "base/units.h"
#include "migration/planner.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <algorithm>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FireDrill)
};

constexpr qint64 kRows = 5'000;
constexpr qint64 kStretches = 10;
constexpr qsizetype kMaxLeaves = 60; // as many partitions are a drill, more are only slow
constexpr qint64 kWritesWatched = 100;
constexpr int kAttempts = 20;
constexpr qint64 kLockPatienceMs = 3'000;

QString tid(qint64 page)
{
    return u'(' % QString::number(page) % u",0)";
}

Params milliseconds(qint64 ms)
{
    return Params() << QString(QString::number(ms) % u"ms");
}

SqlText plainSql(const char *id, const SqlNames &names = {})
{
    return SqlText::load(QLatin1String(id), names);
}

Result<std::unique_ptr<Session>> openAs(const EngineOptions &engine, const QString &role, const CancelToken &cancel)
{
    SessionOptions options;
    options.applicationName = QStringLiteral("parterre drill");
    options.role = role;
    options.cancel = cancel;
    options.readOnly = engine.readOnly;
    options.observer = engine.observer;
    return Session::open(engine.profile, options);
}

// ---------------------------------------------------------------- removing

struct Leftover {
    QString drillId;
    bool journalIsNew = false;
    QString owner;
    QList<QualifiedName> relations;
};

Result<QList<Leftover>> findLeftovers(Session &session)
{
    PARTERRE_ASSIGN(rows, session.exec(plainSql("rehearsal/leftovers")));
    QList<Leftover> list;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        const QStringList mark = rows.text(i, "mark").split(u' '); // parterre drill ID none|present
        if (list.isEmpty() || list.last().drillId != mark[2])
            list << Leftover{mark[2], mark[3] == u"none", rows.text(i, "owner"), {}};
        list.last().relations << QualifiedName{rows.text(i, "schema"), rows.text(i, "name")};
    }
    return list;
}

QString nameEnd(const QString &drillId)
{
    return u"_drill_" % drillId;
}

// The migration of the drill's table back from wherever it stands; returns its journal's ids.
Result<QStringList> endMigrations(const EngineOptions &options, Session &session, const QString &drillId)
{
    PARTERRE_ASSIGN(schema, session.exec(plainSql("schema/schema_exists")));
    if (!schema.flag(0, "present"))
        return QStringList();
    PARTERRE_ASSIGN(rows, session.exec(plainSql("rehearsal/journalled"), Params() << nameEnd(drillId)));
    QStringList ids;
    for (qsizetype i = 0; i < rows.count(); ++i) {
        ids << rows.text(i, "id");
        if (rows.text(i, "state") != toText(MigrationState::RolledBack))
            PARTERRE_TRY(Engine(options).rollBack(ids.last()));
    }
    return ids;
}

// Tables and journal go in one transaction: what is left after a crash is still found by its tables.
QList<Statement> removal(const Leftover &leftover, const QStringList &ids, bool journal)
{
    QList<Statement> statements{{plainSql("transaction/begin")}, {plainSql("migration/patience"), milliseconds(5'000)}};
    for (const QualifiedName &relation : leftover.relations)
        statements << Statement{plainSql("rehearsal/drop_drill", {{QStringLiteral("relation"), relation.quoted()}})};
    for (const QString &id : ids)
        statements << Statement{plainSql("rehearsal/forget"), Params() << id};
    if (journal)
        statements << Statement{plainSql("rehearsal/drop_journal")};
    return statements << Statement{plainSql("transaction/commit")};
}

// Somebody may be reading the journal, or autovacuum be at the drill.
Result<> execPatiently(Session &session, const QList<Statement> &statements)
{
    for (int attempt = 1;; ++attempt) {
        const auto done = session.execAll(statements);
        if (done)
            return {};
        if (done.error().code != ErrorCode::LockNotAvailable || attempt == kAttempts)
            return Failure(done.error());
        waitAny({}, 100);
    }
}

Result<> removeDrill(const EngineOptions &engine, const QString &drillId)
{
    EngineOptions options = engine;
    options.cancel = {}; // a cancelled drill is removed as well
    options.pause = {};
    options.hold = {};
    options.until = {};
    PARTERRE_ASSIGN(reader, openAs(options, {}, {}));
    PARTERRE_ASSIGN(found, findLeftovers(*reader));
    const auto ours =
        std::find_if(found.cbegin(), found.cend(), [&](const Leftover &l) { return l.drillId == drillId; });
    if (ours == found.cend())
        return {};
    TableDefinition table;
    table.owner = ours->owner;
    PARTERRE_ASSIGN(session, openAs(options, table.ownerName(), {}));
    PARTERRE_ASSIGN(ids, endMigrations(options, *session, drillId));
    PARTERRE_ASSIGN(schema, session->exec(plainSql("schema/schema_exists")));
    PARTERRE_ASSIGN(again, findLeftovers(*session)); // the rollback has dropped some
    for (const Leftover &leftover : std::as_const(again)) {
        if (leftover.drillId == drillId)
            PARTERRE_TRY(
                execPatiently(*session, removal(leftover, ids, leftover.journalIsNew && schema.flag(0, "present"))));
    }
    return {};
}

// The backend of a killed drill may still be on its way out.
Result<bool> lockDrill(Session &session, const QString &drillId)
{
    QElapsedTimer patience;
    patience.start();
    while (true) {
        PARTERRE_ASSIGN(tried, session.exec(plainSql("rehearsal/try_lock"), Params() << drillId));
        if (tried.flag(0, "locked") || patience.elapsed() > kLockPatienceMs)
            return tried.flag(0, "locked");
        waitAny({}, 50);
    }
}

// ---------------------------------------------------------------- the drill

/// Passes everything on, and tells the writer which step it is.
class DrillSink : public ProgressSink {
public:
    explicit DrillSink(ProgressSink &sink)
        : m_sink(sink)
    {}
    void follow(DrillWriter *writer) { m_writer = writer; }
    void report(const Progress &progress) override
    {
        if (m_writer && !progress.step.isEmpty())
            m_writer->setStep(progress.step);
        m_sink.report(progress);
    }
    void note(const QString &text) override { m_sink.note(Text::tr("Drill: %1").arg(text)); }

private:
    ProgressSink &m_sink;
    DrillWriter *m_writer = nullptr;
};

class FireDrill {
public:
    FireDrill(const EngineOptions &options, const Plan &plan)
        : m_options(options)
        , m_plan(plan)
        , m_sink(*options.sink)
    {
        m_options.sink = &m_sink;
        m_options.until = {};
        m_options.pause = {};
        m_options.hold = {};
    }

    Result<DrillReport> run();

private:
    Result<> prepare();
    Result<> make();
    Result<> fill();
    Result<> trim();
    Result<Plan> planDrill();
    Result<PlanResult> planWith(const PlanRequest &request);
    Result<> rehearse(const Plan &plan);
    Result<> compare(const char *moment);
    void tell();

    EngineOptions m_options;
    const Plan &m_plan;
    DrillSink m_sink;
    std::unique_ptr<Session> m_session; ///< holds the drill's advisory lock
    std::unique_ptr<DrillSql> m_sql;
    std::unique_ptr<DrillWriter> m_writer;
    DrillReport m_report;
};

Result<> FireDrill::prepare()
{
    PARTERRE_ASSIGN(session, openAs(m_options, m_plan.table.ownerName(), m_options.cancel));
    m_session = std::move(session);
    PARTERRE_ASSIGN(schema, m_session->exec(plainSql("schema/schema_exists")));
    const QString id = QStringLiteral("%1").arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
    m_sql = std::make_unique<DrillSql>(m_plan, id, schema.isNull(0, "owner"));
    PARTERRE_ASSIGN(locked, lockDrill(*m_session, id));
    if (!locked)
        return failure(ErrorCode::Internal, Text::tr("the drill %1 is under way already").arg(id));
    m_report.table = m_plan.table.name;
    m_report.drill = m_sql->drill();
    return {};
}

// Stretches of pages, evenly over the table; all of it where it is small. One snapshot, so no row is met twice.
Result<> FireDrill::fill()
{
    PARTERRE_ASSIGN(size, m_session->exec(m_sql->migration().sqlFor("migration/pages", m_sql->migration().forward())));
    const qint64 pages = size.integer(0, "pages");
    const qint64 perStretch =
        std::max<qint64>(1, kRows / kStretches * pages / std::max<qint64>(1, std::max(m_plan.rows, kRows)));
    QList<Statement> statements;
    if (perStretch * kStretches >= pages) {
        statements << Statement{m_sql->fill(), Params() << tid(0) << tid(pages)};
    } else {
        for (qint64 i = 0; i < kStretches; ++i) {
            const qint64 first = pages * i / kStretches;
            statements << Statement{m_sql->fill(), Params() << tid(first) << tid(first + perStretch)};
        }
    }
    PARTERRE_ASSIGN(filled, m_session->execAll(statements));
    for (const Rows &rows : std::as_const(filled))
        m_report.rows += rows.affected;
    return {};
}

// Where the plan makes very many partitions: those in a row that hold the most of the drill's rows.
Result<> FireDrill::trim()
{
    const qsizetype ranges = m_plan.leaves.size() - (m_plan.leaves.last().isDefault() ? 1 : 0);
    if (ranges <= kMaxLeaves)
        return {};
    PARTERRE_ASSIGN(counts, m_session->exec(m_sql->sql("rehearsal/rows_of_leaves")));
    QList<qint64> rows(ranges, 0);
    for (qsizetype i = 0; i < counts.count(); ++i) {
        if (const qint64 leaf = counts.integer(i, "leaf"); leaf >= 1 && leaf <= ranges)
            rows[leaf - 1] = counts.integer(i, "rows");
    }
    qint64 sum = 0;
    qsizetype best = 0;
    qint64 most = -1;
    for (qsizetype i = 0; i < ranges; ++i) {
        sum += rows[i] - (i >= kMaxLeaves ? rows[i - kMaxLeaves] : 0);
        if (i + 1 >= kMaxLeaves && sum > most) {
            most = sum;
            best = i + 1 - kMaxLeaves;
        }
    }
    PARTERRE_TRY(m_session->exec(m_sql->trim(m_plan.leaves[best], m_plan.leaves[best + kMaxLeaves - 1])));
    m_report.rows = most;
    m_report.notRehearsed << Text::tr("%1 partitions: the drill's rows lie in %2 of them")
                                 .arg(formatCount(ranges), formatCount(kMaxLeaves));
    return {};
}

Result<> FireDrill::make()
{
    for (int attempt = 1;; ++attempt) {
        m_report.rows = 0;
        QList<Statement> statements{{plainSql("transaction/begin_snapshot")}};
        for (const SqlText &statement : m_sql->create())
            statements << Statement{statement};
        auto made = m_session->execAll(statements).and_then([this](const auto &) { return fill(); });
        if (made)
            made = trim();
        if (made && m_report.rows > 0)
            break;
        m_session->rollback();
        if (made)
            return failure(ErrorCode::Refused, Text::tr("table %1 is empty").arg(m_plan.table.name.quoted()),
                           Text::tr("There is nothing to rehearse with."));
        if (made.error().code != ErrorCode::LockNotAvailable || attempt == kAttempts || m_options.cancel.isCancelled())
            return made;
        waitAny({}, 100);
    }
    QList<Statement> rest;
    for (const SqlText &statement : m_sql->createLedger())
        rest << Statement{statement};
    rest << Statement{plainSql("transaction/commit")};
    if (auto done = m_session->execAll(rest); !done) {
        m_session->rollback();
        return Failure(done.error());
    }
    return {};
}

Result<PlanResult> FireDrill::planWith(const PlanRequest &request)
{
    PARTERRE_ASSIGN(session, openAs(m_options, {}, m_options.cancel));
    return makePlan(*session, request, m_options.cancel, m_sink);
}

// The same decisions; unique keys by what they say, since the drill's indexes have names of their own.
Result<Plan> FireDrill::planDrill()
{
    PlanRequest request;
    request.table = m_sql->drill();
    request.keyColumn = m_plan.keyColumn;
    request.every = m_plan.every;
    request.timeZone = m_plan.timeZone;
    request.defaultPartition = m_plan.keepDefaultPartition;
    request.limits = m_plan.limits;
    PARTERRE_ASSIGN(planned, planWith(request));
    if (planned.plan) {
        for (const IndexDefinition &index : std::as_const(planned.plan->table.indexes)) {
            const auto same = std::find_if(m_plan.table.indexes.cbegin(), m_plan.table.indexes.cend(),
                                           [&](const IndexDefinition &real) {
                                               return real.unique == index.unique && real.tail == index.tail
                                                   && real.constraint == index.constraint;
                                           });
            if (same != m_plan.table.indexes.cend() && (same->choice == UniqueChoice::PerLeaf || same->isGuarded()))
                request.unique.insert(index.name, same->choice);
        }
        if (!request.unique.isEmpty()) {
            PARTERRE_ASSIGN(again, planWith(request));
            planned = std::move(again);
        }
    }
    if (planned.plan) {
        for (Finding &finding : planned.plan->findings)
            finding.acknowledged = finding.asks; // no application of anybody's uses the drill's table
        return *planned.plan;
    }
    QStringList findings;
    for (const Finding &finding : std::as_const(planned.findings)) {
        if (finding.severity == Finding::Severity::Blocks)
            findings << finding.object % u": " % finding.consequence;
    }
    return failure(ErrorCode::Refused, Text::tr("the drill's table cannot be migrated"), findings.join(u'\n'));
}

Result<> FireDrill::compare(const char *moment)
{
    PARTERRE_ASSIGN(rows, m_session->exec(m_sql->sql("rehearsal/compare")));
    m_report.comparisons << DrillComparison{QLatin1String(moment), rows.integer(0, "rows"),
                                            rows.integer(0, "differences")};
    return {};
}

Result<> FireDrill::rehearse(const Plan &plan)
{
    m_report.partitions = plan.leaves.size();
    PARTERRE_ASSIGN(keys, m_session->exec(m_sql->sql("rehearsal/keys")));
    QList<QStringList> list;
    for (qsizetype i = 0; i < keys.count(); ++i) {
        QStringList key;
        for (qsizetype column = 0; column < keys.columns().size(); ++column)
            key << keys.cell(i, column);
        list << key;
    }
    PARTERRE_ASSIGN(writer, DrillWriter::start(m_options, *m_sql, m_plan.table.ownerName(), list));
    m_writer = std::move(writer);
    m_sink.follow(m_writer.get());
    PARTERRE_TRY(Engine(m_options).migrate(plan));
    PARTERRE_TRY(compare("switched"));

    EngineOptions watching = m_options;
    watching.cancel = {};
    m_writer->cancelAfter(kWritesWatched, watching.cancel);
    if (auto watched = Engine(watching).watch(plan.id); !watched && !watched.error().isCancelled())
        return watched;
    if (m_options.cancel.isCancelled())
        return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
    PARTERRE_TRY(compare("watched"));

    PARTERRE_TRY(Engine(m_options).rollBack(plan.id));
    PARTERRE_TRY(compare("rolled back"));
    m_sink.follow(nullptr);
    m_report.writes = m_writer->writes();
    m_writer.reset();
    return compare("ended");
}

// What was in it, and what hangs on the real table only.
void FireDrill::tell()
{
    const TableDefinition &table = m_plan.table;
    m_report.rehearsed = {Text::tr("columns, defaults, generated and identity columns"),
                          Text::tr("%n index(es)", nullptr, static_cast<int>(table.indexes.size())),
                          Text::tr("capture, copy, comparison, switch, watching and rollback, as role %1, with this "
                                   "server's settings")
                              .arg(table.owner)};
    const auto valid = std::count_if(table.checks.cbegin(), table.checks.cend(),
                                     [](const CheckDefinition &check) { return check.validated; });
    if (valid > 0)
        m_report.rehearsed << Text::tr("%n check(s)", nullptr, static_cast<int>(valid));
    if (!table.statistics.isEmpty())
        m_report.rehearsed << Text::tr("extended statistics");
    const auto leftOut = [this](bool present, const QString &what) {
        if (present)
            m_report.notRehearsed << what;
    };
    leftOut(valid < table.checks.size(), Text::tr("checks that are NOT VALID"));
    leftOut(!table.foreignKeys.isEmpty() || !m_plan.references.isEmpty(), Text::tr("foreign keys"));
    leftOut(!table.triggers.isEmpty(), Text::tr("triggers"));
    leftOut(!table.policies.isEmpty() || table.forceRowSecurity, Text::tr("policies of row security"));
    leftOut(!table.labels.isEmpty(), Text::tr("security labels: nobody but the owner sees the drill's rows"));
    leftOut(!table.publications.isEmpty(), Text::tr("publications"));
    leftOut(!table.views.isEmpty() || !m_plan.materializedViews.isEmpty(), Text::tr("views"));
    leftOut(!table.rules.isEmpty(), Text::tr("rules"));
    leftOut(!table.functions.isEmpty(), Text::tr("functions with a BEGIN ATOMIC body"));
    leftOut(!table.outsidePolicies.isEmpty(), Text::tr("policies of other tables"));
    leftOut(!table.grants.isEmpty(), Text::tr("grants: nobody but the owner sees the drill's rows"));
    leftOut(!m_plan.applicationSwitch.isEmpty() || !m_plan.beforeSwitch.command.isEmpty()
                || !m_plan.afterSwitch.command.isEmpty(),
            Text::tr("statements and commands of yours around the switch"));
    leftOut(true, Text::tr("the real table's size, sessions and locks"));
}

Result<DrillReport> FireDrill::run()
{
    QElapsedTimer timer;
    timer.start();
    PARTERRE_TRY(prepare());
    auto done = make();
    if (done)
        done = planDrill().and_then([this](const Plan &plan) { return rehearse(plan); });
    m_sink.follow(nullptr);
    m_writer.reset();
    const auto removed = removeDrill(m_options, m_sql->drillId());
    if (!removed)
        m_options.sink->note(
            Text::tr("The drill could not be removed: %1. parterrectl rehearse --clean --yes removes it.")
                .arg(removed.error().message));
    PARTERRE_TRY(done);
    PARTERRE_TRY(removed);
    tell();
    m_report.tookMs = timer.elapsed();
    return m_report;
}

} // namespace

bool DrillReport::passed() const
{
    return writes.faults.isEmpty()
        && std::all_of(comparisons.cbegin(), comparisons.cend(),
                       [](const DrillComparison &c) { return c.differences == 0; });
}

Result<DrillReport> fireDrill(const EngineOptions &options, const Plan &plan)
{
    PARTERRE_TRY(cleanDrills(options));
    return FireDrill(options, plan).run();
}

Result<QStringList> cleanDrills(const EngineOptions &options)
{
    PARTERRE_ASSIGN(session, openAs(options, {}, options.cancel));
    PARTERRE_ASSIGN(found, findLeftovers(*session));
    QStringList names;
    for (const Leftover &leftover : std::as_const(found)) {
        PARTERRE_ASSIGN(locked, lockDrill(*session, leftover.drillId));
        if (!locked)
            continue; // somebody's drill is under way
        PARTERRE_TRY(removeDrill(options, leftover.drillId));
        names << leftover.relations.first().quoted();
    }
    return names;
}

PlannedStep describeDrill(const Plan &plan)
{
    const DrillSql sql(plan, QStringLiteral("00000000"), true);
    QList<PlannedStatement> statements{{plainSql("rehearsal/leftovers"), {}},
                                       {plainSql("rehearsal/try_lock"), {}},
                                       {plainSql("transaction/begin_snapshot"), {}}};
    for (const SqlText &statement : sql.create())
        statements << PlannedStatement{statement, {}};
    statements << PlannedStatement{sql.migration().sqlFor("migration/pages", sql.migration().forward()), {}}
               << PlannedStatement{sql.fill(), Text::tr("once a stretch of pages")}
               << PlannedStatement{sql.sql("rehearsal/rows_of_leaves"), Text::tr("only with very many partitions")}
               << PlannedStatement{sql.trim(plan.leaves.first(), plan.leaves.first()),
                                   Text::tr("only with very many partitions")};
    for (const SqlText &statement : sql.createLedger())
        statements << PlannedStatement{statement, {}};
    statements << PlannedStatement{plainSql("transaction/commit"), {}}
               << PlannedStatement{sql.sql("rehearsal/keys"), {}};
    const QString write = Text::tr("by the writer, about a hundred times a second");
    if (sql.canExchange())
        statements << PlannedStatement{sql.exchange(sql.drill()), write}
                   << PlannedStatement{sql.exchange(sql.ledger()), write};
    statements << PlannedStatement{sql.touch(sql.drill()), write} << PlannedStatement{sql.touch(sql.ledger()), write}
               << PlannedStatement{sql.sql("rehearsal/take_out"), write}
               << PlannedStatement{sql.sql("rehearsal/put_in"), write}
               << PlannedStatement{sql.notePresence(false), write} << PlannedStatement{sql.notePresence(true), write}
               << PlannedStatement{sql.sql("rehearsal/compare"), Text::tr("after the switch, and after the rollback")}
               << PlannedStatement{plainSql("rehearsal/journalled"), {}};
    const Leftover made{sql.drillId(), true, {}, {sql.drill(), sql.ledger()}};
    for (const Statement &statement : removal(made, {sql.drillId()}, true))
        statements << PlannedStatement{statement.sql, {}};
    return {
        QStringLiteral(QT_TRANSLATE_NOOP("Step", "Fire drill")),
        Text::tr("Take a small table of the same shape, with some thousands of rows, through the whole migration and "
                 "back while a writer changes it; then remove it. Beside these, the statements of the plan run, "
                 "with its name."),
        Text::tr("Nobody; the table itself is read once, in a short transaction."),
        Text::tr("Everything of it is dropped at the end; after a crash, by the next rehearsal."),
        {},
        statements};
}

} // namespace parterre
