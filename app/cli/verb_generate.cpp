// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "cli/cli.h"
#include "cli/invocation.h"
#include "cli/verb.h"
#include "insight/generator.h"

#include <QElapsedTimer>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDefaultSeed = 1;
constexpr int kLockTimeoutMs = 5000;

Result<QualifiedName> tableOf(const Invocation &invocation)
{
    PARTERRE_ASSIGN(table, QualifiedName::parse(invocation.operand(0)));
    if (table.schema.isEmpty())
        table.schema = u"public"_s;
    return table;
}

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_ASSIGN(table, tableOf(invocation));
    if (!invocation.has("rows"))
        return failure(ErrorCode::Usage, Cli::tr("how many rows? --rows is missing"));
    SessionOptions options = invocation.sessionOptions();
    options.lockTimeoutMs = kLockTimeoutMs; // waits in the queue of nobody's way: its lock conflicts with DDL only
    PARTERRE_ASSIGN(session, Session::open(invocation.profile, options));
    const auto seed = static_cast<quint64>(invocation.number("seed", kDefaultSeed));
    QElapsedTimer timer;
    timer.start();
    PARTERRE_ASSIGN(
        rows,
        generateRows(*session, table, invocation.number("rows", 0), seed, invocation.cancel, invocation.progress));
    const qint64 elapsed = std::max<qint64>(timer.elapsed(), 1);
    invocation.out << Cli::tr("%1 rows made in %2 in %3 (%4 rows/s)")
                          .arg(formatCount(rows), table.quoted(), formatDuration(elapsed),
                               formatCount(rows * 1000 / elapsed))
                   << Qt::endl;
    return ExitCode::Done;
}

} // namespace

Verb generateVerb()
{
    return {.name = u"generate"_s,
            .summary = Cli::tr("add rows with plausible values to a table"),
            .description = Cli::tr(
                "Works for any table whose column types it knows: values follow the columns' types, foreign keys refer "
                "to rows that exist, and one column of each unique key gets values that never repeat and continue "
                "behind what the table holds. Identity and generated columns and sequences are left to the server. "
                "The same seed makes the same rows on the same day.\n"
                "Rows are added in batches of a transaction each; a cancelled run keeps the finished ones.\n"),
            .operands = {{.name = u"SCHEMA.TABLE"_s}},
            .options = {{.name = u"rows"_s,
                         .value = u"N"_s,
                         .help = Cli::tr("how many rows to add"),
                         .kind = ValueKind::Number},
                        {.name = u"seed"_s,
                         .value = u"S"_s,
                         .help = Cli::tr("number that decides all values (default: 1)"),
                         .kind = ValueKind::Number}},
            .run = run};
}

} // namespace parterre
