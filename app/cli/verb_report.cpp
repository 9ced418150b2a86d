// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/verb.h"

#include <QJsonDocument>
#include <QSaveFile>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_ASSIGN(evidence, Engine(engineOptions(invocation)).evidence(invocation.operand(0)));
    const QByteArray document =
        invocation.json ? QJsonDocument(JsonWriter::toJson(evidence).toObject()).toJson() : toHtml(evidence).toUtf8();
    const QString path = invocation.value("output");
    if (path.isEmpty() || path == u"-") {
        invocation.out << document;
        return ExitCode::Done;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(document) < 0 || !file.commit())
        return failure(ErrorCode::Usage, Cli::tr("the report cannot be written to %1").arg(path), file.errorString());
    return ExitCode::Done;
}

} // namespace

Verb reportVerb()
{
    return {.name = u"report"_s,
            .summary = Cli::tr("write down the evidence of a migration, for an auditor"),
            .description = Cli::tr(
                "One HTML document that needs nothing else: the plan and its digest, who ran what when, every "
                "statement with its time and locks, the counts and checksums of each partition, and what "
                "became of everything that hangs on the table. Parameters of statements, passwords of connections and "
                "your shell commands are not in it; SQL of yours that ran inside the switch is."),
            .operands = {{.name = u"ID"_s}},
            .options = {{.name = u"json"_s, .help = Cli::tr("print one JSON object instead")},
                        {.name = u"output"_s,
                         .value = u"FILE"_s,
                         .help = Cli::tr("write it to FILE instead of standard output"),
                         .kind = ValueKind::File}},
            .run = run};
}

} // namespace parterre
