// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/evidence.h"

#include "migration/engine.h"
#include "pg/ownschema.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <limits>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

SqlText sql(const char *id)
{
    return SqlText::load(QString::fromLatin1(id));
}

QDateTime moment(const Rows &rows, qsizetype row, const char *column)
{
    return QDateTime::fromMSecsSinceEpoch(rows.integer(row, column), Qt::UTC);
}

} // namespace

Statement recordDefinition(const Runner &runner, const QString &moment)
{
    return {runner.sql().sql("migration/record_definition"), Params() << runner.plan().id << moment};
}

bool DefinitionProof::holds() const
{
    return std::none_of(changes.cbegin(), changes.cend(),
                        [](const DefinitionChange &change) { return change.reason.isEmpty(); });
}

// ---------------------------------------------------------------- comparing two definitions

namespace {

// What an item of a list is called: by its name, or by all of it where it has none, like a grant.
QString keyOf(const QJsonValue &item)
{
    const QJsonValue name = item.toObject().value(u"name");
    if (name.isString())
        return name.toString();
    if (name.isArray())
        return QualifiedName{name.toArray().at(0).toString(), name.toArray().at(1).toString()}.quoted();
    return item.isObject() ? QString::fromUtf8(QJsonDocument(item.toObject()).toJson(QJsonDocument::Compact))
                           : item.toVariant().toString();
}

QString textOf(const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

using Found = std::function<void(const QString &path, const QString &before, const QString &after)>;

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, const Found &found);

// By key: their order is the catalog's, and says nothing.
void compareLists(const QString &path, const QJsonArray &before, const QJsonArray &after, const Found &found)
{
    QMap<QString, QJsonValue> old;
    QMap<QString, QJsonValue> now;
    for (const QJsonValue &item : before)
        old.insert(keyOf(item), item);
    for (const QJsonValue &item : after)
        now.insert(keyOf(item), item);
    for (auto it = old.cbegin(); it != old.cend(); ++it)
        compare(path % u'/' % it.key(), *it, now.value(it.key(), QJsonValue::Undefined), found);
    for (auto it = now.cbegin(); it != now.cend(); ++it) {
        if (!old.contains(it.key()))
            compare(path % u'/' % it.key(), QJsonValue::Undefined, *it, found);
    }
}

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, const Found &found)
{
    if (before == after)
        return;
    if (before.isObject() && after.isObject()) {
        // What the plan of an older program does not know of is not compared.
        const QJsonObject old = before.toObject();
        for (auto it = old.begin(); it != old.end(); ++it) {
            if (after.toObject().contains(it.key()))
                compare(path.isEmpty() ? it.key() : QString(path % u'/' % it.key()), *it,
                        after.toObject().value(it.key()), found);
        }
    } else if (before.isArray() && after.isArray() && path != u"name" && !path.endsWith(u"/name")) {
        compareLists(path, before.toArray(), after.toArray(), found);
    } else {
        found(path, textOf(before), textOf(after));
    }
}

const IndexDefinition *indexNamed(const Plan &plan, const QString &name)
{
    const auto found = std::find_if(plan.table.indexes.cbegin(), plan.table.indexes.cend(),
                                    [&](const IndexDefinition &index) { return index.name == name; });
    return found == plan.table.indexes.cend() ? nullptr : &*found;
}

// Why the partitioned table is meant to differ here; empty where it is not.
QString announced(const Plan &plan, const QString &path)
{
    const QStringList parts = path.split(u'/');
    static const QSet<QString> ofPartitions{u"options"_s,         u"toastOptions"_s,    u"accessMethod"_s,
                                            u"replicaIdentity"_s, u"defaultGrantees"_s, u"tablespace"_s};
    if (path == u"kind" || path == u"oid")
        return Text::tr("the table is partitioned");
    if (ofPartitions.contains(parts.first()))
        return Text::tr("is set on each partition");
    if (parts.first() == u"columns" && parts.size() == 3 && parts.last() == u"notNull"
        && std::any_of(plan.pair.cbegin(), plan.pair.cend(),
                       [&](const KeyColumn &column) { return column.name == parts[1]; }))
        return Text::tr("the column is part of the primary key");
    for (const IndexDefinition &index : plan.table.guardedKeys()) {
        if (parts.first() == u"triggers" && plan.table.guardTriggers(index).contains(path.section(u'/', 1)))
            return Text::tr("keeps %1 unique over the whole table, as the plan decided").arg(index.name);
    }
    if (parts.first() != u"indexes" || parts.size() < 2)
        return {};
    const IndexDefinition *index = indexNamed(plan, parts[1]);
    if (index && index->choice == UniqueChoice::PerLeaf)
        return Text::tr("unique within each partition, as the plan decided");
    if (index && index->isExtended())
        return Text::tr("the partition key was added, as the plan decided");
    static const QSet<QString> ofLeafIndexes{u"clustered"_s, u"tablespace"_s, u"replicaIdentity"_s,
                                             u"columnStatistics"_s};
    if (ofLeafIndexes.contains(parts.last()))
        return Text::tr("is set on the index of each partition");
    return {};
}

} // namespace

QList<DefinitionChange> definitionChanges(const Plan &plan, const QJsonObject &now, bool partitioned)
{
    TableDefinition current;
    JsonReader reader(now);
    current.fields(reader);
    QList<DefinitionChange> changes;
    const auto found = [&](const QString &path, const QString &before, const QString &after) {
        // Decided by the plan, not read from the catalog.
        if (path.endsWith(u"/choice") || path.endsWith(u"/setsKey") || path.endsWith(u"/hashable"))
            return;
        changes << DefinitionChange{path, before, after, partitioned ? announced(plan, path) : QString()};
    };
    compare({}, JsonWriter::toJson(plan.table), JsonWriter::toJson(current), found);
    return changes;
}

QString differenceBetween(const QString &before, const QString &now)
{
    constexpr qsizetype kShown = 8;
    const auto document = [](const QString &text) { return QJsonDocument::fromJson(text.toUtf8()).object(); };
    QStringList paths;
    compare({}, document(before), document(now),
            [&](const QString &path, const QString &, const QString &) { paths << path; });
    if (paths.size() > kShown)
        paths = paths.mid(0, kShown) << u"…"_s;
    return paths.join(u", "_s);
}

// ---------------------------------------------------------------- collecting

namespace {

Result<QList<DefinitionProof>> readDefinitions(Session &session, const Plan &plan)
{
    QList<DefinitionProof> proofs;
    PARTERRE_ASSIGN(version, ownschema::version(session));
    if (version < 2)
        return proofs;
    PARTERRE_ASSIGN(rows, session.exec(sql("journal/definitions"), Params() << plan.id));
    for (qsizetype i = 0; i < rows.count(); ++i) {
        const QString when = rows.text(i, "moment");
        const QJsonObject document = QJsonDocument::fromJson(rows.text(i, "definition").toUtf8()).object();
        proofs << DefinitionProof{when, moment(rows, i, "recorded_ms"),
                                  definitionChanges(plan, document, when != kRolledBackMoment)};
    }
    return proofs;
}

// By text first: the same statement locks another relation for each partition.
class Locks {
public:
    explicit Locks(const Plan &plan)
    {
        for (const PlannedStep &step : describePlan(plan)) {
            for (const PlannedStatement &statement : step.statements) {
                m_byText.insert(statement.sql.text, toText(statement.sql.locks));
                m_byId.insert(statement.sql.id, toText(statement.sql.locks));
            }
        }
    }
    QString of(const QString &id, const QString &text) const
    {
        const QString locks = m_byText.value(text, m_byId.value(id));
        return locks == u"none" ? QString() : locks;
    }

private:
    QHash<QString, QString> m_byText;
    QHash<QString, QString> m_byId;
};

Result<QList<RecordedStatement>> readStatements(Session &session, const Plan &plan)
{
    QList<RecordedStatement> list;
    PARTERRE_ASSIGN(rows, session.exec(sql("journal/statements"), Params() << plan.id));
    const Locks locks(plan);
    for (qsizetype i = 0; i < rows.count(); ++i) {
        if (rows.text(i, "statement_id") == kNoteId)
            continue;
        RecordedStatement each;
        each.at = moment(rows, i, "started_ms");
        each.epoch = static_cast<int>(rows.integer(i, "epoch"));
        each.step = rows.text(i, "step");
        each.id = rows.text(i, "statement_id");
        each.statement = rows.text(i, "statement");
        each.locks = locks.of(each.id, each.statement);
        each.runs = rows.integer(i, "runs");
        each.durationMs = rows.real(i, "duration_ms");
        each.rows = rows.integer(i, "rows");
        each.sqlState = rows.text(i, "sqlstate");
        each.message = rows.text(i, "message");
        list << each;
    }
    return list;
}

} // namespace

Result<Evidence> gatherEvidence(Session &session, const QString &id)
{
    PARTERRE_ASSIGN(details, readDetails(session, id, std::numeric_limits<int>::max()));
    PARTERRE_ASSIGN(facts, session.exec(sql("session/facts")));
    Evidence evidence;
    evidence.program = QCoreApplication::applicationName() % u' ' % QCoreApplication::applicationVersion();
    evidence.madeAt = QDateTime::currentDateTimeUtc();
    evidence.serverVersion = facts.text(0, "version");
    evidence.plan = details.entry.plan;
    evidence.planDigest = details.entry.planDigest;
    for (ShellHook *hook : {&evidence.plan.beforeSwitch, &evidence.plan.afterSwitch}) {
        if (!hook->command.isEmpty())
            hook->command = Text::tr("(a command, not shown)");
    }
    evidence.status = details.status;
    evidence.steps = details.steps;
    evidence.checks = details.checks;
    evidence.notes = details.notes;
    PARTERRE_ASSIGN(definitions, readDefinitions(session, evidence.plan));
    evidence.definitions = std::move(definitions);
    PARTERRE_ASSIGN(statements, readStatements(session, details.entry.plan));
    evidence.statements = std::move(statements);
    return evidence;
}

} // namespace parterre
