// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/migrationverbs.h"

#include "cli/cli.h"
#include "cli/jsonprogress.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

EngineOptions engineOptions(const Invocation &invocation)
{
    EngineOptions options;
    options.profile = invocation.profile;
    options.cancel = invocation.cancel;
    options.sink = &invocation.progress;
    options.workers = static_cast<int>(invocation.number("workers", options.workers));
    options.adopt = invocation.has("adopt");
    return options;
}

Option yesOption()
{
    return {.name = u"yes"_s, .help = Cli::tr("do it; without this option nothing is done")};
}

Option workersOption()
{
    return {.name = u"workers"_s,
            .value = u"N"_s,
            .help = Cli::tr("sessions that copy, index and compare at the same time (default: 2)"),
            .kind = ValueKind::Number,
            .least = 1};
}

Option adoptOption()
{
    return {.name = u"adopt"_s,
            .help =
                Cli::tr("go on although the journal was written on another server: after a promotion or an upgrade, "
                        "never on a copy")};
}

Option eventsOption()
{
    return {.name = u"json"_s, .help = Cli::tr("print progress and outcome as JSON, one event a line")};
}

Result<> requireYes(const Invocation &invocation, const QString &hint)
{
    if (invocation.has("yes"))
        return {};
    const QString usual = Cli::tr("This verb changes the database. \"plan --show FILE\" prints what a plan will do.");
    return failure(ErrorCode::Usage, Cli::tr("nothing was done, because --yes is missing"), {},
                   hint.isEmpty() ? usual : hint);
}

Result<Plan> readPlan(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Usage, Cli::tr("the plan %1 cannot be read").arg(path), file.errorString(),
                       Cli::tr("\"plan SCHEMA.TABLE --key COLUMN --every PERIOD --output FILE\" makes one."));
    }
    auto plan = Plan::fromJson(file.readAll());
    if (!plan)
        plan.error().message = Cli::tr("%1: %2").arg(path, plan.error().message);
    return plan;
}

namespace {

void printComment(QTextStream &out, const QString &label, const QString &text)
{
    if (!text.isEmpty())
        out << "-- " << label << ": " << text << '\n';
}

// What one does next.
QString nextSteps(const QString &id, MigrationState state)
{
    switch (state) {
    case MigrationState::Watching:
    case MigrationState::Switched:
        return Cli::tr("The old table is kept equal while somebody watches:  parterrectl watch %1\n"
                       "Go back:  parterrectl rollback %1 --yes\n"
                       "End it, without a way back:  parterrectl finish %1 --yes")
            .arg(id);
    case MigrationState::Finished:
        return Cli::tr("The old table stays unless it was dropped:  parterrectl finish %1 --yes --drop-old").arg(id);
    case MigrationState::RolledBack:
        return Cli::tr("Begin again:  parterrectl migrate %1 --yes").arg(id);
    default:
        return Cli::tr("Go on:  parterrectl migrate %1 --yes\nGo back:  parterrectl rollback %1 --yes").arg(id);
    }
}

} // namespace

void reportState(Invocation &invocation, const QString &id, MigrationState state)
{
    if (invocation.events)
        invocation.events->event(u"state"_s, {{u"id"_s, id}, {u"state"_s, toText(state)}});
    else
        invocation.out << Cli::tr("Migration %1 is in state %2.").arg(id, toText(state)) << '\n'
                       << nextSteps(id, state) << '\n';
}

namespace {

void printFinding(const Finding &finding, QTextStream &out)
{
    const QString margin(8, u' ');
    out << toText(finding.severity).toUpper().leftJustified(8) << finding.object << ": " << finding.consequence << '\n';
    for (const QString &place : finding.places)
        out << margin << "- " << place << '\n';
    if (!finding.hint.isEmpty())
        out << margin << Cli::tr("What to do: %1").arg(finding.hint) << '\n';
    if (finding.asks)
        out << margin
            << (finding.acknowledged ? Cli::tr("Acknowledged: %1").arg(finding.subject)
                                     : Cli::tr("Known and dealt with? --acknowledge %1").arg(finding.subject))
            << '\n';
    for (const QString &line : finding.snippet.split(u'\n', Qt::SkipEmptyParts))
        out << margin << "| " << line << '\n';
}

} // namespace

void printFindings(const QList<Finding> &findings, QTextStream &out)
{
    QList<Finding> sorted = findings;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    const bool any = std::any_of(sorted.cbegin(), sorted.cend(),
                                 [](const Finding &finding) { return finding.isAboutApplication(); });
    for (const bool application : {false, true}) {
        if (application && any)
            out << '\n' << Cli::tr("What the application must change or know:") << '\n';
        for (const Finding &finding : std::as_const(sorted)) {
            if (finding.isAboutApplication() == application)
                printFinding(finding, out);
        }
    }
}

void printStep(QTextStream &out, const PlannedStep &step, qsizetype number)
{
    out << "\n-- ======== " << number << ". " << step.name << '\n';
    printComment(out, Cli::tr("Purpose"), step.purpose);
    printComment(out, Cli::tr("Blocks"), step.blocks);
    for (const QString &line : impactText(step.locks).split(u'\n', Qt::SkipEmptyParts))
        printComment(out, Cli::tr("Strongest locks"), line);
    printComment(out, Cli::tr("Expected"), step.estimate);
    printComment(out, Cli::tr("Undo"), step.undo);
    for (const PlannedStatement &statement : step.statements) {
        out << '\n';
        printComment(out, Cli::tr("Runs"), statement.remark);
        printComment(out, Cli::tr("Locks"), toText(statement.sql.locks));
        out << statement.sql.text << ";\n";
    }
}

namespace {

QJsonArray toJson(const QList<RelationLock> &locks)
{
    QJsonArray array;
    for (const RelationLock &lock : locks)
        array << QJsonObject{
            {u"mode"_s, toText(lock.mode)}, {u"relation"_s, lock.relation}, {u"eachPartition"_s, lock.eachPartition}};
    return array;
}

} // namespace

QJsonObject toJson(const PlannedStep &step)
{
    QJsonArray statements;
    for (const PlannedStatement &statement : step.statements)
        statements << QJsonObject{{u"id"_s, statement.sql.id},
                                  {u"statement"_s, statement.sql.text},
                                  {u"runs"_s, statement.remark},
                                  {u"locks"_s, toJson(statement.sql.locks)}};
    return {{u"step"_s, step.name},           {u"purpose"_s, step.purpose},   {u"blocks"_s, step.blocks},
            {u"locks"_s, toJson(step.locks)}, {u"expected"_s, step.estimate}, {u"undo"_s, step.undo},
            {u"statements"_s, statements}};
}

} // namespace parterre
