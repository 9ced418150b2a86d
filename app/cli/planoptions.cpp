// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/planoptions.h"

#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/paceoptions.h"
#include "domain/sqlscan.h"

#include <QFile>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDefaultHookSeconds = 30;

const QStringList &uniqueChoices()
{
    static const QStringList choices{u"extend"_s, u"per-leaf"_s, u"guard"_s, u"refuse"_s};
    return choices;
}

Result<QMap<QString, UniqueChoice>> uniqueByIndex(const QStringList &pairs)
{
    QMap<QString, UniqueChoice> byIndex;
    for (const QString &pair : pairs) {
        const qsizetype equals = pair.lastIndexOf(u'=');
        const QString choice = pair.mid(equals + 1);
        if (equals < 1 || !uniqueChoices().contains(choice)) {
            return failure(ErrorCode::Usage, Cli::tr("--unique does not understand \"%1\"").arg(pair), {},
                           Cli::tr("Write INDEX=CHOICE, with one of: %1.").arg(uniqueChoices().join(u", "_s)));
        }
        fromText(choice, &byIndex[pair.left(equals)]);
    }
    return byIndex;
}

Result<QStringList> statementsOf(const QString &path)
{
    if (path.isEmpty())
        return QStringList();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Usage, Cli::tr("the file %1 cannot be read").arg(path), file.errorString());
    return splitStatements(QString::fromUtf8(file.readAll()));
}

Result<> checkPresent(const Invocation &invocation)
{
    if (invocation.operand(0).isEmpty())
        return failure(ErrorCode::Usage, Cli::tr("which table?"), {}, Cli::tr("Write SCHEMA.TABLE."));
    if (!invocation.has("key"))
        return failure(ErrorCode::Usage, Cli::tr("which column shall be the partition key? --key is missing"));
    if (!invocation.has("every"))
        return failure(ErrorCode::Usage, Cli::tr("how long is the period of a partition? --every is missing"), {},
                       Cli::tr("For example --every '1 month', '1 week' or '1 day'."));
    if (invocation.has("application-switch") != invocation.has("application-switch-back")) {
        return failure(ErrorCode::Usage, Cli::tr("--application-switch and --application-switch-back belong together"),
                       {}, Cli::tr("What is done in the switch must be undone in the rollback."));
    }
    return {};
}

ShellHook hook(const Invocation &invocation, const char *option)
{
    return {invocation.value(option), static_cast<int>(invocation.number("hook-timeout", kDefaultHookSeconds)) * 1000};
}

} // namespace

QList<Option> planOptions()
{
    QList<Option> options{
        {.name = u"key"_s, .value = u"COLUMN"_s, .help = Cli::tr("column to partition by")},
        {.name = u"every"_s,
         .value = u"PERIOD"_s,
         .help = Cli::tr("period of one partition: '1 month', '1 week', '1 day', '10 days', '1 year'")},
        {.name = u"unique-keys"_s,
         .value = u"CHOICE"_s,
         .help =
             Cli::tr("what becomes of unique keys without the partition column: it is added to them, they hold within "
                     "each partition only, it is added and a guard table keeps them unique over all partitions, or the "
                     "plan is refused (default: extend)"),
         .kind = ValueKind::Choice,
         .choices = uniqueChoices()},
        {.name = u"unique"_s,
         .value = u"INDEX=CHOICE"_s,
         .help = Cli::tr("the same for one index"),
         .repeatable = true},
        {.name = u"drop-reference"_s,
         .value = u"CONSTRAINT"_s,
         .help = Cli::tr("foreign key of another table that the switch drops; a rollback makes it again"),
         .repeatable = true},
        {.name = u"acknowledge"_s,
         .value = u"CODE"_s,
         .help = Cli::tr("finding about the application that is known and dealt with; migrate refuses a plan in which "
                         "one is missing"),
         .repeatable = true},
        {.name = u"default-partition"_s,
         .value = u"CHOICE"_s,
         .help = Cli::tr("whether a DEFAULT partition stays behind (default: yes)"),
         .kind = ValueKind::Choice,
         .choices = {u"yes"_s, u"no"_s}},
        {.name = u"ahead"_s,
         .value = u"N"_s,
         .help = Cli::tr("empty partitions to make behind the current period (default: 3)"),
         .kind = ValueKind::Number},
        {.name = u"time-zone"_s,
         .value = u"ZONE"_s,
         .help = Cli::tr("time zone of the bounds of a timestamptz key (default: UTC)")},
        {.name = u"application-switch"_s,
         .value = u"FILE"_s,
         .help = Cli::tr("SQL that is run inside the switch"),
         .kind = ValueKind::File},
        {.name = u"application-switch-back"_s,
         .value = u"FILE"_s,
         .help = Cli::tr("SQL that undoes it, run inside the rollback"),
         .kind = ValueKind::File},
        {.name = u"before-switch"_s,
         .value = u"COMMAND"_s,
         .help = Cli::tr("shell command to run before the switch, to pause a pooler for example")},
        {.name = u"after-switch"_s, .value = u"COMMAND"_s, .help = Cli::tr("shell command to run after the switch")},
        {.name = u"hook-timeout"_s,
         .value = u"SECONDS"_s,
         .help = Cli::tr("how long either command may take (default: 30)"),
         .kind = ValueKind::Number,
         .least = 1},
        {.name = u"accept-serializable-risk"_s,
         .help = Cli::tr(
             "switch although sessions run SERIALIZABLE transactions that the server cannot protect across it")},
        {.name = u"plain-switch"_s,
         .help = Cli::tr("wait for no long transaction: replay the last changes under the lock; transactions older "
                         "than the switch may then read the table as it was some moments before")},
    };
    return options << paceOptions();
}

Result<PlanRequest> planRequest(const Invocation &invocation)
{
    PARTERRE_TRY(checkPresent(invocation));
    PlanRequest request;
    PARTERRE_ASSIGN(table, QualifiedName::parse(invocation.operand(0)));
    request.table = table;
    request.keyColumn = invocation.value("key");
    request.every = invocation.value("every");
    if (invocation.has("unique-keys"))
        fromText(invocation.value("unique-keys"), &request.uniqueKeys);
    PARTERRE_ASSIGN(unique, uniqueByIndex(invocation.values("unique")));
    request.unique = unique;
    request.dropReferences = invocation.values("drop-reference");
    request.acknowledged = invocation.values("acknowledge");
    request.defaultPartition = invocation.value("default-partition") != u"no";
    request.ahead = static_cast<int>(invocation.number("ahead", request.ahead));
    if (invocation.has("time-zone"))
        request.timeZone = invocation.value("time-zone");
    PARTERRE_ASSIGN(there, statementsOf(invocation.value("application-switch")));
    PARTERRE_ASSIGN(back, statementsOf(invocation.value("application-switch-back")));
    request.applicationSwitch = there;
    request.applicationSwitchBack = back;
    request.beforeSwitch = hook(invocation, "before-switch");
    request.afterSwitch = hook(invocation, "after-switch");
    request.limits.acceptSerializableRisk = invocation.has("accept-serializable-risk");
    request.limits.plainSwitch = invocation.has("plain-switch");
    PARTERRE_ASSIGN(pace, planPace(invocation));
    request.pace = pace;
    return request;
}

Result<PlanRequest> againRequest(const Invocation &invocation)
{
    for (const Option &option : planOptions()) {
        if (invocation.has(option.name.toUtf8().constData()))
            return failure(ErrorCode::Usage, Cli::tr("--again and --%1 exclude each other").arg(option.name), {},
                           Cli::tr("--again takes every choice from the earlier plan."));
    }
    PARTERRE_ASSIGN(plan, readPlan(invocation.value("again")));
    return requestOf(plan);
}

Result<> checkAcknowledged(const PlanRequest &request, const PlanResult &result)
{
    QStringList asked;
    for (const Finding &finding : result.findings) {
        if (finding.asks)
            asked << finding.subject;
    }
    for (const QString &code : request.acknowledged) {
        if (!asked.contains(code))
            return failure(ErrorCode::Usage, Cli::tr("no finding asks for --acknowledge %1").arg(code), {},
                           asked.isEmpty() ? Cli::tr("No finding of this table asks for it.")
                                           : Cli::tr("Asked for: %1.").arg(asked.join(u", "_s)));
    }
    return {};
}

} // namespace parterre
