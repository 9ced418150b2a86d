// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivedrill.h"

#include "archive/archivefind.h"
#include "archive/archiveplanner.h"
#include "archive/archiver.h"
#include "archive/restorer.h"
#include "domain/naming.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QUuid>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kRowsOfAPlace = 2'000;
constexpr qint64 kPagesOfAPlace = 1'000; ///< are looked at for them at most
constexpr int kLeavesOfAKind = 2;
constexpr int kAttempts = 50; ///< each as long as the session's lock timeout
const QString kComment = u"Drill of Parterre's archive; the next drill removes it"_s;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveDrill)
};

SqlText plain(const char *id, const SqlNames &names = {})
{
    return SqlText::load(QLatin1String(id), names);
}

QString tid(qint64 page)
{
    return u'(' % QString::number(page) % u",0)";
}

/// A stretch of pages of the real table.
struct Place {
    QualifiedName leaf;
    qint64 first = 0;
    qint64 end = 0;
};

/// The drill's table: its name, its statements, whence its rows come.
class DrillTable {
public:
    DrillTable(const ArchivePlan &plan, const QString &id)
        : m_plan(plan)
        , m_sql(plan.sql())
        , m_name(plan.source.name.sibling(fitName(plan.source.name.name, u"_drill_" % id)))
    {
        choose();
    }

    QualifiedName name() const { return m_name; }
    QualifiedName archive() const { return defaultArchive(m_name); }
    QList<QualifiedName> leaves() const;
    const QList<Place> &places() const { return m_places; }
    /// Of the policy as it holds for the drill, which keeps to no hours.
    ArchivePolicy policy() const;

    QList<SqlText> create() const;
    SqlText fill(const Place &place) const { return m_sql.leafSql("archive/fill_drill", place.leaf, names()); }
    SqlText sum() const { return m_sql.sql("archive/drill_sum", names()); }
    SqlText sums() const { return m_sql.sql("archive/drill_sums", names()); }

private:
    SqlNames names() const { return {{u"drill"_s, m_name.quoted()}, {u"drill_archive"_s, archive().quoted()}}; }
    void choose();
    void choosePages(const ArchiveLeaf &leaf);

    const ArchivePlan &m_plan;
    ArchiveSql m_sql;
    QualifiedName m_name;
    QStringList m_bounds; ///< of the partitions that the drill has
    QList<Place> m_places;
};

// The beginning of a heap is old, its end is new.
void DrillTable::choosePages(const ArchiveLeaf &leaf)
{
    const qint64 middle = std::max<qint64>(1, leaf.pages / 2);
    m_places << Place{leaf.name, 0, std::min(middle, kPagesOfAPlace)}
             << Place{leaf.name, std::max(middle, leaf.pages - kPagesOfAPlace), leaf.pages + 1};
}

// Some leaves of which all is old, some of which a part is, the newest.
void DrillTable::choose()
{
    if (!m_plan.source.isPartitioned()) {
        choosePages(m_plan.source.leaves.first());
        return;
    }
    QList<ArchiveLeaf> leaves;
    QMap<LeafTask::Way, int> taken;
    for (const LeafTask &task : m_plan.tasks) {
        if (task.leaf.pages > 0 && taken[task.way]++ < kLeavesOfAKind)
            leaves << task.leaf;
    }
    const QList<ArchiveLeaf> &all = m_plan.source.leaves;
    const auto newest =
        std::find_if(all.crbegin(), all.crend(), [](const ArchiveLeaf &leaf) { return leaf.pages > 0; });
    if (newest != all.crend())
        leaves << *newest;
    for (const ArchiveLeaf &leaf : std::as_const(leaves)) {
        if (m_bounds.contains(leaf.boundText))
            continue;
        m_bounds << leaf.boundText;
        choosePages(leaf);
    }
}

ArchivePolicy DrillTable::policy() const
{
    ArchivePolicy policy = m_plan.policy;
    policy.table = m_name;
    policy.tableOid = 0;
    policy.archive = archive();
    policy.tier = u"table"_s;
    policy.settings.server.clear();
    policy.settings.serverTable = {};
    policy.settings.folder.clear();
    policy.settings.pace = {};
    policy.settings.pauseMs = 0;
    policy.settings.queries.clear(); // they are about the real table
    return policy;
}

QList<QualifiedName> DrillTable::leaves() const
{
    QList<QualifiedName> list;
    for (qsizetype i = 1; i <= m_bounds.size(); ++i)
        list << m_name.sibling(fitName(m_name.name, u'_' % QString::number(i)));
    return list;
}

QList<SqlText> DrillTable::create() const
{
    SqlNames names = this->names();
    names.insert(u"drill_partition_by"_s,
                 m_plan.source.isPartitioned() ? QString(u" PARTITION BY " % m_plan.source.partitionKey) : QString());
    names.insert(u"comment"_s, quoteLiteral(kComment));
    QList<SqlText> list{m_sql.sql("archive/create_drill", names), m_sql.sql("archive/comment_drill", names)};
    list << m_sql.revokeDefaults(m_name);
    const QList<QualifiedName> parts = leaves();
    for (qsizetype i = 0; i < m_bounds.size(); ++i) {
        names.insert(u"drill_leaf"_s, parts[i].quoted());
        names.insert(u"bound"_s, m_bounds[i]);
        list << m_sql.sql("archive/create_drill_leaf", names) << m_sql.revokeDefaults(parts[i]);
    }
    return list;
}

// ---------------------------------------------------------------- removal

/// What is dropped with a drill's table.
struct Belongings {
    qint64 oid = 0; ///< of the drill's table
    QStringList restores;
    bool archive = false; ///< made for it by us
    bool books = false;
    bool newBooks = false;
};

QList<Statement> removal(const QualifiedName &drill, const Belongings &its)
{
    QList<Statement> statements{{plain("transaction/begin")}};
    const auto drop = [&](const QualifiedName &relation) {
        statements << Statement{plain("archive/drop_relation", {{u"relation"_s, relation.quoted()}})};
    };
    for (const QString &run : its.restores)
        drop({u"parterre"_s, u"restored_" % run});
    if (its.archive)
        drop(defaultArchive(drill));
    drop(drill);
    if (its.books)
        statements << Statement{plain("archive/forget_drill"), Params() << its.oid << drill.schema << drill.name};
    if (its.newBooks)
        statements << Statement{plain("rehearsal/drop_journal")};
    return statements << Statement{plain("transaction/commit")};
}

Result<> removeDrill(const ArchiveOptions &options, const QualifiedName &drill, bool newBooks)
{
    ArchiveOptions uncancelled = options;
    uncancelled.cancel = {};
    PARTERRE_ASSIGN(session, openArchiveSession(uncancelled, drill));
    PARTERRE_ASSIGN(found, findArchiveTable(*session, drill));
    if (!found)
        return {};
    PARTERRE_ASSIGN(schema, session->exec(plain("schema/schema_exists")));
    PARTERRE_ASSIGN(archive,
                    session->exec(plain("archive/is_archive_of"),
                                  Params() << defaultArchive(drill).quoted() << ArchiveSql::archiveComment(drill)));
    Belongings its{
        found->oid, {}, archive.flag(0, "ours"), schema.flag(0, "present") && schema.flag(0, "usable"), false};
    its.newBooks = newBooks && its.books;
    if (its.books) {
        PARTERRE_ASSIGN(
            rows, session->exec(plain("archive/restored_of"), Params() << found->oid << drill.schema << drill.name));
        for (qsizetype i = 0; i < rows.count(); ++i)
            its.restores << rows.text(i, "id");
    }
    for (int attempt = 1;; ++attempt) {
        const auto removed = session->execAll(removal(drill, its));
        if (removed)
            return {};
        if (removed.error().code != ErrorCode::LockNotAvailable || attempt == kAttempts)
            return Failure(removed.error());
        session->rollback();
    }
}

/// Of drills whose programs were killed; the caller has the lock that a drill holds.
Result<> removeLeftovers(const ArchiveOptions &options, Session &session)
{
    PARTERRE_ASSIGN(drills, session.exec(plain("archive/find_drills"), Params() << kComment));
    for (qsizetype i = 0; i < drills.count(); ++i)
        PARTERRE_TRY(removeDrill(options, {drills.text(i, "schema"), drills.text(i, "name")}, false));
    return {};
}

// ---------------------------------------------------------------- the drill

class Drill {
public:
    Drill(const ArchiveOptions &options, const ArchivePlan &plan, std::unique_ptr<Session> session)
        : m_options(options)
        , m_plan(plan)
        , m_session(std::move(session))
        , m_table(m_plan, QUuid::createUuid().toString(QUuid::Id128).left(8))
    {}

    Result<ArchiveDrillReport> run();

private:
    Result<> make();
    Result<> rehearse();
    Result<> find();
    Result<> restoreRows();
    Result<> restoreLeaf();
    Result<> compare(const QString &moment);
    void tell();

    ArchiveOptions m_options;
    ArchivePlan m_plan;
    std::unique_ptr<Session> m_session;
    DrillTable m_table;
    ArchiveDrillReport m_report;
    QStringList m_before; ///< rows and their sums
    QString m_least;      ///< age
};

Result<> Drill::make()
{
    QList<Statement> statements{{plain("transaction/begin")}};
    for (const SqlText &text : m_table.create())
        statements << Statement{text};
    for (const Place &place : m_table.places())
        statements << Statement{m_table.fill(place), Params() << tid(place.first) << tid(place.end) << kRowsOfAPlace};
    PARTERRE_TRY(m_session->execAll(statements << Statement{plain("transaction/commit")}));
    PARTERRE_ASSIGN(sum, m_session->exec(m_table.sum()));
    m_report.rows = sum.integer(0, "rows");
    m_before = {sum.text(0, "rows"), sum.text(0, "hash0"), sum.text(0, "hash1")};
    m_least = sum.text(0, "least");
    if (m_report.rows == 0)
        return failure(
            ErrorCode::Refused, Text::tr("there is nothing to rehearse with"),
            Text::tr("No row was found at the places of %1 that were looked at.").arg(m_plan.source.name.quoted()));
    return {};
}

Result<> Drill::compare(const QString &moment)
{
    PARTERRE_ASSIGN(sums, m_session->exec(m_table.sums()));
    const QStringList now{sums.text(0, "rows"), sums.text(0, "hash0"), sums.text(0, "hash1")};
    m_report.moments << ArchiveDrillMoment{moment, sums.integer(0, "rows"), sums.integer(0, "archived"),
                                           now == m_before};
    return {};
}

Result<> Drill::find()
{
    QElapsedTimer timer;
    timer.start();
    qint64 rows = 0;
    QuietSink quiet;
    QString after;
    do {
        PARTERRE_ASSIGN(page, findArchived(*m_session, m_table.policy(), u"true"_s, kRowsOfAPlace / 4, quiet, after));
        rows += page.rows.size();
        after = page.next;
    } while (!after.isEmpty());
    m_report.findMs = timer.elapsed();
    m_report.moments << ArchiveDrillMoment{u"found"_s, rows, m_report.moved, rows == m_report.rows};
    return {};
}

Result<> Drill::restoreRows()
{
    Restorer restorer(m_options);
    PARTERRE_ASSIGN(restored, restorer.restore(m_table.policy(), {m_least, {}, {}, {}}));
    m_report.restoreMs = restored.tookMs;
    PARTERRE_TRY(compare(u"restored"_s));
    PARTERRE_TRY(restorer.undo(restored.runId));
    return compare(u"undone"_s);
}

// The first that may go back as it is.
Result<> Drill::restoreLeaf()
{
    PARTERRE_ASSIGN(plan, planArchive(*m_session, m_table.policy()));
    Restorer restorer(m_options);
    const QList<QualifiedName> moved = m_table.leaves();
    for (const ArchiveLeaf &leaf : plan.archive->leaves) {
        if (!moved.contains(leaf.name))
            continue; // it was made for rows
        PARTERRE_ASSIGN(restored, restorer.restore(m_table.policy(), {{}, {}, leaf.name.quoted(), {}}));
        PARTERRE_TRY(compare(u"partition restored"_s));
        PARTERRE_TRY(restorer.undo(restored.runId));
        return compare(u"partition undone"_s);
    }
    return {};
}

Result<> Drill::rehearse()
{
    PARTERRE_ASSIGN(archived, Archiver(m_options).run(m_table.policy()));
    m_report.moved = archived.rows;
    m_report.leaves = archived.leaves;
    m_report.archiveMs = archived.tookMs;
    PARTERRE_TRY(compare(u"archived"_s));
    PARTERRE_TRY(find());
    if (archived.leaves > 0) // before rows restored one by one share its range
        PARTERRE_TRY(restoreLeaf());
    return archived.rows > 0 ? restoreRows() : Result<>();
}

void Drill::tell()
{
    const ArchiveTable &source = m_plan.source;
    const auto leftOut = [this](bool has, const QString &what) {
        if (has)
            m_report.notRehearsed << what;
    };
    leftOut(!source.deleteTriggers.isEmpty() || !source.insertTriggers.isEmpty(), Text::tr("triggers"));
    leftOut(!source.foreignKeys.isEmpty(), Text::tr("foreign keys"));
    leftOut(source.rowSecurity, Text::tr("row security"));
    leftOut(m_plan.policy.isOnServer(), Text::tr("the other server"));
    leftOut(m_plan.policy.isInFiles(), Text::tr("the files: rows went to a table instead"));
    leftOut(!source.publications.isEmpty(), Text::tr("publications"));
    leftOut(m_report.leaves == 0, Text::tr("a partition that moves whole"));
    leftOut(m_report.moved == 0, Text::tr("rows that move: none of those at the places looked at is old"));
    leftOut(true, Text::tr("the real table's size, sessions and locks; hours, pause and guards"));
}

Result<ArchiveDrillReport> Drill::run()
{
    m_report.table = m_plan.source.name;
    PARTERRE_ASSIGN(schema, m_session->exec(plain("schema/schema_exists")));
    auto done = make();
    if (done)
        done = rehearse();
    const auto removed = removeDrill(m_options, m_table.name(), !schema.flag(0, "present"));
    PARTERRE_TRY(done);
    PARTERRE_TRY(removed);
    tell();
    return m_report;
}

Result<ArchivePlan> planFor(Session &session, const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(plan, planArchive(session, policy));
    if (plan.isBlocked())
        return failure(ErrorCode::Refused, Text::tr("table %1 cannot be archived as it is").arg(policy.table.quoted()),
                       {}, Text::tr("parterrectl archive plan says why."));
    return plan;
}

} // namespace

bool ArchiveDrillReport::passed() const
{
    return std::all_of(moments.cbegin(), moments.cend(), [](const ArchiveDrillMoment &m) { return m.equal; });
}

Result<ArchiveDrillReport> drillArchive(const ArchiveOptions &options, const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(session, openArchiveSession(options, policy.table));
    PARTERRE_ASSIGN(lock, session->exec(plain("archive/lock_drill")));
    if (!lock.flag(0, "locked"))
        return failure(ErrorCode::Refused, Text::tr("another drill of an archive is under way in this database"));
    PARTERRE_TRY(removeLeftovers(options, *session));
    PARTERRE_ASSIGN(plan, planFor(*session, policy));
    return Drill(options, plan, std::move(session)).run();
}

Result<QList<SqlText>> describeArchiveDrill(const ArchiveOptions &options, const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(session, openArchiveSession(options, policy.table));
    PARTERRE_ASSIGN(plan, planFor(*session, policy));
    const DrillTable table(plan, u"ID"_s);
    QList<SqlText> list = table.create();
    for (const Place &place : table.places())
        list << table.fill(place);
    list << table.sum() << table.sums();
    for (const Statement &statement : removal(table.name(), {0, {u"RUN"_s}, true, true, false}))
        list << statement.sql;
    return list;
}

} // namespace parterre
