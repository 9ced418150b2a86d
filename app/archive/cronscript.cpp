// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/cronscript.h"

#include "archive/archiveplanner.h"
#include "domain/naming.h"
#include "domain/schedule.h"
#include "pg/session.h"

#include <QCoreApplication>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CronScript)
};

Failure insufficient(const ArchivePlan &plan, const QString &reason)
{
    return failure(ErrorCode::Refused, Text::tr("pg_cron does not suffice for %1").arg(plan.source.name.quoted()),
                   reason, Text::tr("Let a timer call parterrectl archive run --due --yes."));
}

Result<> proveSufficient(const ArchivePlan &plan)
{
    const ArchiveSettings &settings = plan.policy.settings;
    if (plan.isBlocked())
        return insufficient(plan, Text::tr("The policy cannot run as it is; parterrectl archive plan says why."));
    if (plan.source.isPartitioned() || plan.sql().archiveIsPartitioned())
        return insufficient(plan, Text::tr("Partitions move, and are made, in steps that a procedure cannot take."));
    if (plan.policy.isOnServer())
        return insufficient(plan, Text::tr("What is sent to another server is proved by a client."));
    if (plan.policy.isInFiles())
        return insufficient(plan, Text::tr("Files are written and read back by a client."));
    if (!plan.archive)
        return insufficient(plan, Text::tr("There is no archive yet: the first run makes it."));
    if (!settings.pace.hours.isEmpty() || settings.pauseMs > 0 || !settings.pace.required.isEmpty())
        return insufficient(plan, Text::tr("Nothing would keep to the policy's hours, pause and guards."));
    return {};
}

// As the planner computes it; see archive/cutoff.
QString cutoffOf(const QString &ageType)
{
    if (ageType == u"date")
        return u"moment::date::text"_s;
    return ageType.endsWith(u"with time zone") ? u"moment::text || '+00'"_s : u"moment::text"_s;
}

} // namespace

Result<QList<SqlText>> cronScript(Session &session, const ArchivePolicy &policy)
{
    PARTERRE_ASSIGN(plan, planArchive(session, policy));
    PARTERRE_TRY(proveSufficient(plan));
    PARTERRE_ASSIGN(schedule, Schedule::parse(plan.policy.schedule));
    const ArchiveSql built = plan.sql();
    const QualifiedName &table = plan.source.name;
    const QualifiedName procedure{u"parterre"_s, fitName(table.schema % u'.' % table.name, u" archive"_s)};
    const auto literal = [](const SqlText &text) { return quoteLiteral(text.text); };
    const SqlNames names{{u"procedure"_s, procedure.quoted()},
                         {u"owner"_s, quoteLiteral(plan.source.owner)},
                         {u"policy"_s, quoteLiteral(plan.policy.id())},
                         {u"schema"_s, quoteLiteral(table.schema)},
                         {u"name"_s, quoteLiteral(table.name)},
                         {u"archive_schema"_s, quoteLiteral(plan.policy.archive.schema)},
                         {u"archive_name"_s, quoteLiteral(plan.policy.archive.name)},
                         {u"cutoff"_s, cutoffOf(built.age().type)},
                         {u"keep_days"_s, QString::number(plan.policy.keepDays)},
                         {u"end_others"_s, literal(built.sql("archive/end_others"))},
                         {u"begin_run"_s, literal(built.sql("archive/begin_run"))},
                         {u"move_rows"_s, literal(built.leafSql("archive/move_rows", table))},
                         {u"end_run"_s, literal(built.sql("archive/end_run"))},
                         {u"job"_s, quoteLiteral(u"parterre archive "_s + table.quoted())},
                         {u"cron"_s, quoteLiteral(schedule.toCron())},
                         {u"call"_s, quoteLiteral(u"CALL "_s + procedure.quoted() + u"()")}};
    const SqlText body = built.sql("archive/create_cron_procedure", names);
    if (body.text.count(u"$cron$"_s) != 2)
        return insufficient(plan, Text::tr("A name has $cron$ in it, which ends the procedure's text."));
    return QList<SqlText>{body, built.sql("archive/schedule_cron", names)};
}

} // namespace parterre
