// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivejournal.h"

#include "archive/filejournal.h"

#include "pg/ownschema.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace parterre {

std::optional<ArchiveSizes> ArchiveRun::sizes(const QString &key) const
{
    const QJsonObject found = details[key].toObject();
    if (found.isEmpty())
        return std::nullopt;
    return ArchiveSizes{found[u"table"].toInteger(), found[u"archive"].toInteger()};
}

qint64 ArchiveRun::whole(const QString &key, qint64 all) const
{
    return details[key].toInteger(leaves == 0 ? 0 : all);
}

} // namespace parterre

namespace parterre {

QDateTime readServerMoment(const QString &text)
{
    QDateTime moment = QDateTime::fromString(text.section(u'+', 0, 0), Qt::ISODateWithMs);
    moment.setTimeSpec(Qt::UTC); // as every session's
    return moment;
}

} // namespace parterre

namespace parterre::archivejournal {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveJournal)
};

SqlText sql(const char *id)
{
    return SqlText::load(QLatin1String(id));
}

constexpr int kSinceVersion = 3; // of schema parterre

// Whoever only reads must not upgrade: an older schema has no archives.
Result<bool> hasBooks(Session &session)
{
    return ownschema::version(session).map([](int version) { return version >= kSinceVersion; });
}

ArchivePolicy policyOf(const Rows &rows, qsizetype i)
{
    ArchivePolicy policy;
    policy.table = {rows.text(i, "table_schema"), rows.text(i, "table_name")};
    policy.tableOid = rows.integer(i, "table_oid");
    policy.archive = {rows.text(i, "archive_schema"), rows.text(i, "archive_name")};
    policy.ageColumn = rows.text(i, "age_column");
    policy.keepDays = static_cast<int>(rows.integer(i, "keep_days"));
    policy.tier = rows.text(i, "tier");
    policy.schedule = rows.text(i, "schedule");
    policy.enabled = rows.flag(i, "enabled");
    policy.createdAt = rows.text(i, "created_at");
    JsonReader settings(QJsonDocument::fromJson(rows.text(i, "settings").toUtf8()).object());
    policy.settings.fields(settings);
    return policy;
}

ArchiveRun runOf(const Rows &rows, qsizetype i)
{
    ArchiveRun run;
    run.id = rows.text(i, "id");
    run.policy = rows.text(i, "policy_id");
    run.table = {rows.text(i, "table_schema"), rows.text(i, "table_name")};
    run.archive = {rows.text(i, "archive_schema"), rows.text(i, "archive_name")};
    run.kind = rows.text(i, "kind");
    run.state = rows.text(i, "state");
    run.startedAt = rows.text(i, "started_at");
    run.endedAt = rows.text(i, "ended_at");
    run.rows = rows.integer(i, "rows");
    run.bytes = rows.integer(i, "bytes");
    run.leaves = static_cast<int>(rows.integer(i, "leaves"));
    run.seconds = rows.real(i, "seconds");
    run.runner = rows.text(i, "runner");
    run.heartbeat = rows.text(i, "heartbeat");
    run.isAttended = rows.flag(i, "attended");
    run.lastError = rows.text(i, "last_error");
    run.details = QJsonDocument::fromJson(rows.text(i, "details").toUtf8()).object();
    return run;
}

Result<QList<ArchiveRun>> readRuns(Session &session, const QString &id)
{
    QList<ArchiveRun> list;
    PARTERRE_ASSIGN(there, hasBooks(session));
    if (!there)
        return list;
    PARTERRE_ASSIGN(rows, session.exec(sql("archive/list_runs"), Params() << id));
    for (qsizetype i = 0; i < rows.count(); ++i)
        list << runOf(rows, i);
    return list;
}

} // namespace

Result<> savePolicy(Session &session, const ArchivePolicy &policy)
{
    PARTERRE_TRY(ownschema::install(session));
    JsonWriter settings;
    const_cast<ArchiveSettings &>(policy.settings).fields(settings);
    QList<Statement> statements{{sql("transaction/begin")}};
    statements << Statement{sql("archive/save_policy"),
                            Params() << policy.id() << policy.tableOid << policy.table.schema << policy.table.name
                                     << policy.archive.schema << policy.archive.name << policy.ageColumn
                                     << policy.keepDays << policy.tier
                                     << QString::fromUtf8(QJsonDocument(settings.object).toJson(QJsonDocument::Compact))
                                     << policy.schedule << policy.enabled};
    statements << filejournal::adoptStatements(policy) << Statement{sql("transaction/commit")};
    return session.execAll(statements).map([](const QList<Rows> &) {});
}

Result<QList<ArchivePolicy>> policies(Session &session)
{
    QList<ArchivePolicy> list;
    PARTERRE_ASSIGN(there, hasBooks(session));
    if (!there)
        return list;
    PARTERRE_ASSIGN(rows, session.exec(sql("archive/list_policies")));
    for (qsizetype i = 0; i < rows.count(); ++i)
        list << policyOf(rows, i);
    return list;
}

Result<ArchivePolicy> policy(Session &session, const QString &name)
{
    PARTERRE_ASSIGN(all, policies(session));
    const auto parsed = QualifiedName::parse(name);
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const ArchivePolicy &one) {
        return parsed && one.table.name == parsed->name
            && (parsed->schema.isEmpty() || parsed->schema == one.table.schema);
    });
    if (found == all.cend())
        return failure(ErrorCode::NotFound, Text::tr("there is no archive policy for %1").arg(name), {},
                       Text::tr("parterrectl archive list shows the policies; archive add makes one."));
    return *found;
}

Result<> saveFolder(Session &session, const ArchivePolicy &policy, const QString &folderId)
{
    const QByteArray settings =
        QJsonDocument(QJsonObject{{QStringLiteral("folderId"), folderId}}).toJson(QJsonDocument::Compact);
    PARTERRE_TRY(session.exec(sql("archive/save_settings"), Params() << policy.id() << QString::fromUtf8(settings)));
    return {};
}

Result<> removePolicy(Session &session, const QString &name)
{
    PARTERRE_ASSIGN(found, policy(session, name));
    PARTERRE_TRY(session.exec(sql("archive/remove_policy"), Params() << found.id()));
    return {};
}

Result<QList<ArchiveRun>> runs(Session &session)
{
    return readRuns(session, {});
}

Result<ArchiveRun> run(Session &session, const QString &id)
{
    PARTERRE_ASSIGN(found, readRuns(session, id));
    if (id.isEmpty() || found.isEmpty())
        return failure(ErrorCode::NotFound, Text::tr("there is no archive run \"%1\"").arg(id), {},
                       Text::tr("parterrectl archive history shows the runs."));
    return found.first();
}

} // namespace parterre::archivejournal
