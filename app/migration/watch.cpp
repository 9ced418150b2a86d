// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/watch.h"

#include "migration/cutover.h"
#include "migration/evidence.h"
#include "migration/materializedviews.h"
#include "migration/preflight.h"
#include "migration/steps/repairstep.h"

#include <QCoreApplication>

namespace parterre {

namespace {

constexpr qint64 kLookMs = 10'000;

// Why the way back is closed.
const QString kAltered = QStringLiteral("altered");
const QString kPartitions = QStringLiteral("partitions");
const QString kAttached = QStringLiteral("attached");
const QString kTriggers = QStringLiteral("triggers");
const QString kRefused = QStringLiteral("rows refused");

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Watch)
};

// Unique keys over columns, of all rows, that each partition has by itself.
QList<IndexDefinition> uniquePerLeaf(const Plan &plan)
{
    QList<IndexDefinition> list;
    for (const IndexDefinition &index : plan.table.indexes) {
        if (index.choice == UniqueChoice::PerLeaf && !index.partial && !index.expressions)
            list << index;
    }
    return list;
}

} // namespace

Watch::Watch(Runner &runner)
    : m_runner(runner)
    , m_stragglers(runner, runner.main(), runner.sql().stragglers(), false)
    , m_reverse(runner, runner.main(), runner.sql().reverse())
{}

QList<PlannedStatement> Watch::describe(const MigrationSql &sql)
{
    const QString every = Text::tr("about once a second while watching");
    const QString some = Text::tr("only when there is something to replay");
    QList<PlannedStatement> list{{sql.sqlFor("migration/pending", sql.stragglers()), every}};
    list << describeRound(sql, sql.stragglers(), false, Text::tr("only when somebody wrote into the old table"));
    list << PlannedStatement{sql.sqlFor("migration/pending", sql.reverse()), every};
    list << describeRound(sql, sql.reverse(), true, some);
    for (const Direction &direction : {sql.stragglers(), sql.reverse()})
        list << PlannedStatement{sql.sqlFor("migration/consume_share", direction),
                                 Text::tr("instead of taking all at once, where very many changes wait")};
    for (const char *id : {"migration/empty_target", "migration/refill_target"})
        list << PlannedStatement{sql.sqlFor(id, sql.reverse()), Text::tr("only after a TRUNCATE")};
    list << PlannedStatement{sql.sql("migration/snapshots"),
                             Text::tr("until no transaction from before the switch is left")};
    list << PlannedStatement{sql.sql("migration/shape"), Text::tr("every ten seconds while watching")};
    for (const char *id : {"journal/definitions", "migration/definition"})
        list << PlannedStatement{sql.sql(id), Text::tr("only when the table was altered")};
    list << PlannedStatement{sql.sql("migration/partitions"), Text::tr("every ten seconds while watching")};
    if (!uniquePerLeaf(sql.plan()).isEmpty())
        list << PlannedStatement{sql.sql("migration/leaves_without_key"), Text::tr("every ten seconds while watching")};
    for (const IndexDefinition &index : sql.plan().table.guardedKeys())
        list << PlannedStatement{sql.unguarded(index), Text::tr("every ten seconds while watching")};
    list << PlannedStatement{sql.sql("migration/leaf_dependents"), Text::tr("every ten seconds while watching")};
    list << PlannedStatement{sql.sql("migration/relation_oids"), Text::tr("every ten seconds while watching")};
    list << PlannedStatement{SqlText::load(QStringLiteral("preflight/dependents"), {}, sql.plan().serverMajor),
                             Text::tr("every ten seconds while watching")};
    if (!sql.plan().materializedViews.isEmpty())
        list << PlannedStatement{SqlText::load(QStringLiteral("catalog/materialized_views")),
                                 Text::tr("every ten seconds while watching")};
    list << PlannedStatement{sql.sql("journal/set_way_back"), Text::tr("only when the way back opens or closes")};
    return list;
}

// Late writes into T_old through something that still names it by OID. They run without the mark: the new T's triggers
// fire, once, and the reverse capture brings the result back. A row that was written in the new T too stays as it is
// there.
Result<> Watch::stragglers()
{
    PARTERRE_ASSIGN(pending, m_stragglers.pending());
    if (pending == 0)
        return {};
    auto round = m_stragglers.replay();
    if (!round && needsRecopy(round.error())) {
        m_runner.note(
            Text::tr("The old table was truncated or its triggers were touched; it is filled again from the new one."));
        return m_reverse.refill();
    }
    if (!round)
        return Failure(explainLateWrite(round.error(), m_runner.plan().old));
    m_replayed += round->pairs;
    if (round->pairs > 0)
        m_runner.note(Text::tr("Carried over %1 late writes that went into the old table.").arg(round->pairs));
    if (round->kept > 0)
        m_runner.note(Text::tr("%1 late writes into the old table were not carried over: the same rows were written in "
                               "the new table too, and stay as they are there.")
                          .arg(round->kept));
    return {};
}

Result<> Watch::reverse()
{
    PARTERRE_ASSIGN(pending, m_reverse.pending());
    if (pending == 0) {
        m_runner.markReplayed();
        return {};
    }
    auto round = m_reverse.replay();
    if (!round && round.error().sqlState == u"PT005")
        return lookOut().and_then([this] { return m_runner.pause(1000); });
    if (!round && needsRecopy(round.error())) {
        m_runner.note(Text::tr("The table was truncated; the old one is filled again."));
        return m_reverse.refill();
    }
    if (!round && round.error().sqlState == u"23505") {
        PARTERRE_TRY(setWayBack(closedWayBack(
            kRefused, Text::tr("the new table holds rows that the old one refuses (%1)").arg(round.error().detail))));
        return m_runner.pause(2000);
    }
    if (!round)
        return Failure(round.error());
    m_replayed += round->pairs;
    m_runner.markReplayed();
    return m_runner.entry().closedBy(kRefused) ? setWayBack(QStringLiteral("open")) : Result<>();
}

Result<> Watch::setWayBack(const QString &wayBack)
{
    if (wayBack == m_runner.entry().wayBack)
        return {};
    PARTERRE_TRY(m_runner.transaction(
        {{m_runner.sql().sql("journal/set_way_back"), Params() << m_runner.plan().id << wayBack}}));
    m_runner.note(Text::tr("The way back: %1").arg(wayBack));
    return m_runner.reread();
}

// What the old table cannot know of; empty when there is nothing. What closes the way back for good comes first.
Result<QString> Watch::trouble()
{
    const MigrationSql &sql = m_runner.sql();
    const Direction direction = sql.reverse();
    auto captured = m_runner.main().exec(sql.sqlFor("migration/captured", direction), Params() << direction.triggers);
    if (!captured && needsRecopy(captured.error())) {
        return closedWayBack(
            kTriggers,
            Text::tr("the triggers of the reverse capture were touched; what was written meanwhile is not known"));
    }
    if (!captured)
        return Failure(captured.error());
    PARTERRE_ASSIGN(partitions, m_runner.main().exec(sql.sql("migration/partitions")));
    if (!partitions.flag(0, "same")) {
        return closedWayBack(
            kPartitions,
            Text::tr(
                "partitions were made, attached, detached or dropped since the switch; the old table does not know it"));
    }
    PARTERRE_ASSIGN(rows, m_runner.main().exec(sql.sql("migration/shape")));
    if (rows.isEmpty() || rows.text(0, "fingerprint") != m_runner.entry().shape) {
        PARTERRE_ASSIGN(what, alteration());
        return closedWayBack(
            kAltered, Text::tr("the table was altered since the switch; undo that to open it again: %1").arg(what));
    }
    PARTERRE_ASSIGN(oids, m_runner.main().exec(sql.sql("migration/relation_oids")));
    PARTERRE_ASSIGN(changed,
                    changedMaterializedViews(m_runner.main(), m_runner.plan(),
                                             {oids.integer(0, "table_oid"), oids.integer(0, "old_oid")}));
    if (!changed.isEmpty()) {
        return closedWayBack(
            kAltered,
            Text::tr("materialized views were altered since the switch; undo that to open it again: %1")
                .arg(changed.join(QStringLiteral(", "))));
    }
    PARTERRE_ASSIGN(objects, attachedSinceSwitch(m_runner));
    if (!objects.isEmpty()) {
        return closedWayBack(
            kAttached,
            Text::tr("these came since the switch and would stay behind; remove them to open it again: %1")
                .arg(objects.join(QStringLiteral(", "))));
    }
    return QString();
}

// A key that only the partitions have is not inherited by one that is made later.
Result<> Watch::lookForKeys()
{
    QStringList missing;
    for (const IndexDefinition &index : uniquePerLeaf(m_runner.plan())) {
        PARTERRE_ASSIGN(
            leaves,
            m_runner.main().exec(m_runner.sql().sql("migration/leaves_without_key"), Params() << index.keyColumns));
        for (qsizetype i = 0; i < leaves.count(); ++i)
            missing << Text::tr("%1 lacks %2").arg(leaves.text(i, "leaf"), index.name);
    }
    if (!missing.isEmpty() && missing != m_withoutKey)
        m_runner.note(Text::tr("ALARM: partitions without a unique key that the plan promises: %1")
                          .arg(missing.join(QStringLiteral(", "))));
    m_withoutKey = missing;
    return {};
}

// Without its triggers a guard sees neither what comes nor what goes.
Result<> Watch::lookForGuards()
{
    QStringList unguarded;
    for (const IndexDefinition &index : m_runner.plan().table.guardedKeys()) {
        PARTERRE_ASSIGN(relations, m_runner.main().exec(m_runner.sql().unguarded(index)));
        for (qsizetype i = 0; i < relations.count(); ++i)
            unguarded << Text::tr("%1 on %2").arg(index.name, relations.text(i, "relation"));
    }
    if (!unguarded.isEmpty() && unguarded != m_unguarded)
        m_runner.note(Text::tr("ALARM: keys that the plan promises to be unique over the whole table are not guarded, "
                               "a trigger was dropped or disabled: %1")
                          .arg(unguarded.join(QStringLiteral(", "))));
    m_unguarded = unguarded;
    return {};
}

// What differs from the definition that was written down after the switch.
Result<QString> Watch::alteration()
{
    PARTERRE_ASSIGN(recorded,
                    m_runner.main().exec(m_runner.sql().sql("journal/definitions"), Params() << m_runner.plan().id));
    PARTERRE_ASSIGN(now, m_runner.main().exec(m_runner.sql().sql("migration/definition")));
    QString what;
    for (qsizetype i = 0; i < recorded.count() && !now.isEmpty(); ++i) {
        if (recorded.text(i, "moment") == kSwitchedMoment)
            what = differenceBetween(recorded.text(i, "definition"), now.text(0, "definition"));
    }
    return what.isEmpty() ? Text::tr("what, is not known") : what;
}

Error explainLateWrite(Error error, const QualifiedName &table)
{
    if (error.sqlState == u"23503") {
        error.hint = Text::tr("A transaction that waited for the switch wrote this row into %1, where the foreign key "
                              "was not checked any more. Make the row that it references, or correct or delete it in "
                              "%1; then run the same command again.")
                         .arg(table.quoted());
    } else if (error.sqlState == u"23505") {
        error.hint = Text::tr("A transaction that waited for the switch wrote this row into %1, and the application "
                              "wrote another one with the same key. Correct or delete one of them; then run the same "
                              "command again.")
                         .arg(table.quoted());
    }
    return error;
}

Result<> Watch::lookOut()
{
    const JournalEntry &entry = m_runner.entry();
    if (entry.hooksRemoved() || entry.shape == u"dressed")
        return {};
    m_sinceLook.start();
    PARTERRE_TRY(lookForKeys());
    PARTERRE_TRY(lookForGuards());
    // Whoever touched the triggers or the partitions may have changed rows that nobody knows of.
    if (entry.closedBy(kTriggers) || entry.closedBy(kPartitions) || entry.closedBy(kAlteredEarly))
        return {};
    PARTERRE_ASSIGN(found, trouble());
    if (!found.isEmpty())
        return setWayBack(found);
    return entry.closedBy(kAltered) || entry.closedBy(kAttached) ? setWayBack(QStringLiteral("open")) : Result<>();
}

Result<QStringList> attachedSinceSwitch(Runner &runner)
{
    PARTERRE_ASSIGN(oids, runner.main().exec(runner.sql().sql("migration/relation_oids")));
    PARTERRE_ASSIGN(objects, attachedSince(runner.main(), runner.plan(), oids.integer(0, "table_oid")));
    PARTERRE_ASSIGN(rows, runner.main().exec(runner.sql().sql("migration/leaf_dependents")));
    for (qsizetype i = 0; i < rows.count(); ++i)
        objects << rows.text(i, "object");
    return objects;
}

Result<qint64> Watch::round()
{
    m_replayed = 0;
    if (m_runner.entry().hooksRemoved())
        return 0;
    PARTERRE_TRY(stragglers());
    PARTERRE_TRY(reverse());
    return m_replayed;
}

Result<> Watch::carryOver()
{
    do {
        m_replayed = 0;
        PARTERRE_TRY(stragglers());
    } while (m_replayed > 0);
    return {};
}

Result<> Watch::untilSettled()
{
    QElapsedTimer sinceNote;
    while (true) {
        PARTERRE_TRY(round());
        PARTERRE_ASSIGN(holders, olderSnapshots(m_runner, m_runner.entry().switchXid));
        if (holders.isEmpty())
            break;
        if (!sinceNote.isValid() || sinceNote.elapsed() > 10'000) {
            if (sinceNote.isValid())
                m_runner.note(Text::tr("Transactions from before the switch still run:") % u'\n'
                              % holders.first().toText());
            sinceNote.start();
        }
        PARTERRE_TRY(m_runner.pause(50));
    }
    PARTERRE_TRY(round());
    return {};
}

Result<> Watch::forever()
{
    while (true) {
        PARTERRE_TRY(round());
        if (!m_sinceLook.isValid() || m_sinceLook.elapsed() > kLookMs)
            PARTERRE_TRY(lookOut());
        Progress p;
        p.step = QStringLiteral("Watch");
        p.message = m_runner.entry().closedBy(kRefused) ? Text::tr("the way back is closed, the old table falls behind")
            : m_replayed > 0 ? Text::tr("replayed %1 keys into the old table").arg(m_replayed)
                             : Text::tr("the old table is current");
        m_runner.progress(p);
        PARTERRE_TRY(m_runner.pause(m_replayed > 0 ? 200 : 1000));
    }
}

Result<> Watch::catchUp()
{
    while (true) {
        PARTERRE_ASSIGN(replayed, round());
        if (replayed < 200)
            return {};
    }
}

Result<> Watch::standbysFlushed()
{
    PARTERRE_ASSIGN(lsn, m_runner.main().exec(m_runner.sql().sql("migration/current_lsn")));
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 10'000) {
        PARTERRE_ASSIGN(rows,
                        m_runner.main().exec(m_runner.sql().sql("migration/flushed"), Params() << lsn.text(0, "lsn")));
        if (rows.flag(0, "asynchronous") || rows.flag(0, "flushed"))
            return {};
        PARTERRE_TRY(m_runner.pause(100));
    }
    m_runner.note(
        Text::tr("The synchronous standby has not confirmed the switch yet, or this role may not see it (pg_monitor). "
                 "Until it has, a failover would find the table as it was before the switch."));
    return {};
}

} // namespace parterre
