// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/ownschema.h"

#include "pg/session.h"

#include <QCoreApplication>

namespace parterre::ownschema {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(OwnSchema)
};

SqlText sql(const char *id)
{
    return SqlText::load(QString::fromLatin1(id));
}

} // namespace

QList<SqlText> installStatements(int from)
{
    static const QList<const char *> versions[] = {
        {"schema/create_schema_version", "schema/create_migration", "schema/create_batch", "schema/create_leaf_check",
         "schema/create_heartbeat", "schema/create_journal", "schema/create_require", "schema/create_fence",
         "schema/create_drop_hooks", "schema/create_emergency_stop", "schema/create_guard", "schema/create_waiting",
         "schema/create_status", "schema/revoke_defaults", "schema/grant_usage", "schema/grant_status"},
        {"schema/add_leaf_sums", "schema/create_definition", "schema/revoke_defaults", "schema/grant_status"},
        {"schema/create_archive_policy", "schema/create_archive_run", "schema/create_archive_progress",
         "schema/revoke_defaults", "schema/grant_status"},
        {"schema/create_archive_measurement", "schema/revoke_defaults", "schema/grant_status"},
        {"schema/create_archive_file", "schema/create_archive_file_void", "schema/create_archive_status",
         "schema/revoke_defaults", "schema/grant_status", "schema/grant_archive_status"}};
    static_assert(std::size(versions) == kVersion);
    QList<SqlText> list;
    for (int version = from; version < kVersion; ++version) {
        for (const char *id : versions[version])
            list << sql(id);
    }
    return list;
}

namespace {

struct Presence {
    bool present = false;
    int version = 0;
};

Result<Presence> presence(Session &session)
{
    PARTERRE_ASSIGN(rows, session.exec(sql("schema/schema_exists")));
    if (!rows.flag(0, "usable")) {
        return failure(ErrorCode::Rights, Text::tr("schema parterre belongs to role %1").arg(rows.text(0, "owner")),
                       Text::tr("Role %1 may neither read nor write the journal there.").arg(rows.text(0, "role")),
                       Text::tr("Make it a member of that role: GRANT %1 TO %2.")
                           .arg(rows.text(0, "owner"), rows.text(0, "role")));
    }
    if (!rows.flag(0, "present")) {
        if (!rows.flag(0, "may_create") && rows.isNull(0, "owner")) {
            return failure(ErrorCode::Rights, Text::tr("permission denied to create schema parterre"),
                           Text::tr("The table's owner needs CREATE on the database."),
                           Text::tr("GRANT CREATE ON DATABASE %1 TO %2;, with the table's owner for %2 where that is "
                                    "another role.")
                               .arg(rows.text(0, "database"), rows.text(0, "role")));
        }
        return Presence{};
    }
    PARTERRE_ASSIGN(version, session.exec(sql("schema/read_version")));
    const int number = static_cast<int>(version.integer(0, "version"));
    if (number > kVersion) {
        return failure(ErrorCode::Refused, Text::tr("schema parterre was made by a newer program"),
                       Text::tr("Its version is %1, this program knows %2.").arg(number).arg(kVersion),
                       Text::tr("Use the newer program."));
    }
    return Presence{true, number};
}

} // namespace

Result<int> version(Session &session)
{
    return presence(session).map([](const Presence &p) { return p.version; });
}

Result<bool> isInstalled(Session &session)
{
    return presence(session).map([](const Presence &p) { return p.present; });
}

Result<> install(Session &session)
{
    PARTERRE_ASSIGN(found, presence(session));
    if (found.version == kVersion)
        return {};
    QList<Statement> statements{{sql("transaction/begin")}, {sql("schema/lock")}};
    if (!found.present)
        statements << Statement{sql("schema/create_schema")};
    for (const SqlText &statement : installStatements(found.version))
        statements << Statement{statement};
    statements << Statement{sql("schema/insert_version"),
                            Params() << kVersion << QCoreApplication::applicationVersion()};
    statements << Statement{sql("transaction/commit")};
    auto done = session.execAll(statements);
    if (!done) {
        // Another session may have been faster.
        PARTERRE_ASSIGN(now, presence(session));
        if (now.version != kVersion)
            return Failure(done.error());
    }
    return {};
}

} // namespace parterre::ownschema
