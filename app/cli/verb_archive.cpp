// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivepolicy.h"
#include "cli/action.h"
#include "cli/archiveverbs.h"
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/paceoptions.h"
#include "cli/verb.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

// Of plan and add.
QList<Option> policyOptions()
{
    QList<Option> options{
        {.name = u"column"_s,
         .value = u"COLUMN"_s,
         .help = Cli::tr("plan, add: the column that says how old a row is (default: the partition key)")},
        {.name = u"keep-days"_s,
         .value = u"N"_s,
         .help = Cli::tr("plan, add: rows of this many days stay (default: %1)").arg(ArchivePolicy::kKeepDays),
         .kind = ValueKind::Number},
        {.name = u"server"_s,
         .value = u"NAME"_s,
         .help = Cli::tr("plan, add: the archive is a table of this foreign server (postgres_fdw); a foreign table is "
                         "made for it")},
        {.name = u"server-table"_s,
         .value = u"SCHEMA.TABLE"_s,
         .help = Cli::tr("plan, add: its name on that server (default: that of the archive)")},
        {.name = u"files"_s,
         .value = u"FOLDER"_s,
         .help = Cli::tr("plan, add: the archive is files in this folder of the machine that runs the policy, one a "
                         "partition and month"),
         .kind = ValueKind::File},
        {.name = u"format"_s,
         .value = u"FORMAT"_s,
         .help = Cli::tr("plan, add: of those files, csv (default) or binary"),
         .kind = ValueKind::Choice,
         .choices = {u"csv"_s, u"binary"_s}},
        {.name = u"tablespace"_s,
         .value = u"NAME"_s,
         .help = Cli::tr("plan, add: the tablespace of an archive that is made")},
        {.name = u"cut"_s,
         .value = u"WHAT"_s,
         .help = Cli::tr("plan, add: a partition of which only a part is old: move (default) that part row by row, or "
                         "leave it until all of it is old and moves as a whole; with --files months too"),
         .kind = ValueKind::Choice,
         .choices = {u"move"_s, u"leave"_s}},
        {.name = u"batch-ms"_s,
         .value = u"N"_s,
         .help = Cli::tr("plan, add: a batch of rows takes about this long (default: 500)"),
         .kind = ValueKind::Number,
         .least = 1},
        {.name = u"pause-ms"_s,
         .value = u"N"_s,
         .help = Cli::tr("plan, add: rest between batches (default: 0)"),
         .kind = ValueKind::Number},
        {.name = u"schedule"_s,
         .value = u"WHEN"_s,
         .help = Cli::tr("plan, add: when run --due follows it, UTC: 'daily 02:00', 'weekly sunday 02:00', 'monthly 1 "
                         "02:00' (default)")}};
    for (Option pace : paceOptions()) {
        pace.help = pace.name == u"hours" ? Cli::tr("plan, add: only in these hours, UTC")
                                          : Cli::tr("plan, add: %1").arg(pace.help);
        options << pace;
    }
    return options;
}

const QList<Action> &actions()
{
    namespace verbs = archiveverbs;
    QStringList policy;
    for (const Option &option : policyOptions())
        policy << option.name;
    policy << u"to"_s;
    static const QList<Action> all{
        {u"plan"_s, verbs::plan, policy + QStringList{u"show"_s}},
        {u"add"_s, verbs::add, policy},
        {u"rehearse"_s, verbs::rehearse, policy + QStringList{u"show"_s, u"yes"_s}},
        {u"list"_s, verbs::list, {}},
        {u"run"_s, verbs::run, {u"all"_s, u"due"_s, u"dry-run"_s, u"show"_s, u"yes"_s}},
        {u"remove"_s, verbs::remove, {u"yes"_s}},
        {u"history"_s, verbs::history, {}},
        {u"files"_s, verbs::files, {u"verify"_s}},
        {u"restore"_s, verbs::restore, {u"from"_s, u"to"_s, u"leaf"_s, u"where"_s, u"show"_s, u"yes"_s}},
        {u"undo"_s, verbs::undo, {u"yes"_s}},
        {u"find"_s, verbs::find, {u"where"_s, u"limit"_s, u"after"_s}},
        {u"view"_s, verbs::view, {u"yes"_s}},
        {u"check"_s, verbs::check, {}},
        {u"savings"_s,
         verbs::savings,
         {u"measure"_s, u"label"_s, u"query"_s, u"query-file"_s, u"folder"_s, u"prices"_s, u"top"_s, u"since"_s,
          u"measurements"_s, u"output"_s}},
        {u"cron"_s, verbs::cron, {}},
    };
    return all;
}

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_ASSIGN(action, chosenAction(actions(), u"archive"_s, invocation));
    static const QStringList ofAll{u"list"_s, u"check"_s};
    const bool isOfAll = ofAll.contains(action.name) || invocation.has("all") || invocation.has("due");
    if (isOfAll && !invocation.operand(1).isEmpty())
        return failure(
            ErrorCode::Usage,
            Cli::tr("%1 would be all policies, not only %2").arg(u"archive "_s % action.name, invocation.operand(1)));
    return action.run(invocation);
}

QList<Option> rowOptions()
{
    return {
        {.name = u"to"_s,
         .value = u"NAME"_s,
         .help = Cli::tr("plan, add: the archive table (default: SCHEMA.TABLE_archive); restore: rows before this "
                         "moment")},
        {.name = u"from"_s,
         .value = u"MOMENT"_s,
         .help = Cli::tr("restore: rows from this moment on; of timestamptz, UTC unless it names a zone")},
        {.name = u"leaf"_s,
         .value = u"NAME"_s,
         .help = Cli::tr("restore: this partition of the archive, or this file, as a whole")},
        {.name = u"where"_s, .value = u"SQL"_s, .help = Cli::tr("restore, find: rows that satisfy this condition")},
        {.name = u"limit"_s,
         .value = u"N"_s,
         .help = Cli::tr("find: rows of a page (default: 100)"),
         .kind = ValueKind::Number,
         .least = 1},
        {.name = u"after"_s, .value = u"TOKEN"_s, .help = Cli::tr("find: the next page, as the last one named it")}};
}

QList<Option> savingsOptions()
{
    return {{.name = u"measure"_s,
             .value = u"WHEN"_s,
             .help = Cli::tr("savings: measure now, before rows go to the archive or after"),
             .kind = ValueKind::Choice,
             .choices = {u"before"_s, u"after"_s}},
            {.name = u"label"_s, .value = u"TEXT"_s, .help = Cli::tr("savings: name the measurement")},
            {.name = u"query"_s,
             .value = u"SQL"_s,
             .help = Cli::tr("savings: a query whose time is measured, from now on, up to ten of them; they replace "
                             "those of the policy"),
             .repeatable = true},
            {.name = u"query-file"_s,
             .value = u"FILE"_s,
             .help = Cli::tr("savings: the queries of this file, each ended by a semicolon; an empty file takes them "
                             "away"),
             .kind = ValueKind::File},
            {.name = u"folder"_s,
             .value = u"FOLDER"_s,
             .help = Cli::tr("savings: count the table's archive files in this folder, when it is measured"),
             .kind = ValueKind::File},
            {.name = u"prices"_s,
             .value = u"FILE"_s,
             .help = Cli::tr("savings: keep this price table (JSON; - is standard input) with the policy"),
             .kind = ValueKind::File},
            {.name = u"top"_s,
             .value = u"N"_s,
             .help = Cli::tr("savings: the N statements on the table that took most time, by pg_stat_statements"),
             .kind = ValueKind::Number,
             .least = 1},
            {.name = u"since"_s,
             .value = u"first|ID"_s,
             .help = Cli::tr("savings: compare with the first measurement before, or with the one of this number, "
                             "instead of the last one before")},
            {.name = u"measurements"_s, .help = Cli::tr("savings: list what was measured, with its numbers")},
            {.name = u"output"_s,
             .value = u"FILE"_s,
             .help = Cli::tr("savings: write the report to FILE as HTML, too"),
             .kind = ValueKind::File}};
}

} // namespace

Verb archiveVerb()
{
    return {
        .name = u"archive"_s,
        .summary = Cli::tr("move old rows and partitions into an archive, find them there, bring them back"),
        .description = Cli::tr(
            "plan says what would go, and what stands against it; add keeps that as the policy of the table. An option "
            "of theirs that is not given is what the policy has; the default counts where there is no policy. list "
            "shows the policies; run follows one, or all, or those that are due; remove forgets one and touches no "
            "row; history shows the runs, files the files of a policy and how many rows each holds that have not come "
            "back; check tells of runs that failed, stopped or were missed, with exit code "
            "1.\n"
            "restore brings rows back: of a range of age (--from, --to), of a condition (--where), or a partition "
            "(--leaf). Rows whose key is live stay in the archive and are listed. undo takes a restore back, but "
            "for rows that were changed since.\n"
            "find shows live and archived rows, the newest first, page by page; of an archive in files it reads all that "
            "hold rows, for each page. view makes SCHEMA.TABLE_all over "
            "both.\n"
            "savings compares what was measured before and after: bytes of table, indexes, TOAST and archive, the time "
            "of the policy's queries and of a dump, and what it costs by your prices. Each run measures the sizes, and "
            "with queries in the policy all of it; --measure does it at any time. A price table is "
            "{\"currency\": \"EUR\", \"perGbMonth\": {\"table\": 0.12, \"archive\": 0.04, \"backup\": 0.02}, "
            "\"keptBackups\": 14}; files and server can have prices, too. The last run is compared with what was before "
            "it; --since takes an earlier measurement.\n"
            "cron prints a script for psql that lets pg_cron run the policy inside the server: run it as the table's "
            "owner, who needs USAGE on schema cron. It is refused where the policy has hours, a pause or guards of its "
            "own: nothing would keep to them there.\n"
            "POLICY is the name of its table. Partitions that are wholly old move in milliseconds, as they are; "
            "other rows in batches, each one statement. Run it again after whatever stopped it.\n"
            "With --files rows go into compressed files, each read back and compared before its rows leave the table; "
            "restore brings them back while the files stay.\n"
            "With --server rows go to another PostgreSQL server, one by one, each batch read back from it before "
            "either side commits. plan prints what has to be run there.\n"),
        .operands = {{.name = namesOf(actions()).join(u'|'), .kind = ValueKind::Choice, .choices = namesOf(actions())},
                     {.name = u"TABLE|POLICY|RUN"_s, .required = false}},
        .options = policyOptions() + rowOptions() + savingsOptions()
            + QList<Option>{{.name = u"all"_s, .help = Cli::tr("run: all policies")},
                            {.name = u"due"_s,
                             .help = Cli::tr("run: those whose schedule asks for it, a missed one too; for a timer")},
                            {.name = u"verify"_s,
                             .help = Cli::tr("files: read each that holds rows and compare it with its manifest and "
                                             "the books; exit code 1 where one is not as it was written")},
                            {.name = u"dry-run"_s, .help = Cli::tr("run: say what would go, and change nothing")},
                            {.name = u"show"_s,
                             .help = Cli::tr("plan, restore: print the statements, and change nothing")},
                            yesOption(),
                            {.name = u"json"_s, .help = Cli::tr("print the result as JSON")}},
        .run = run};
}

} // namespace parterre
